"""From the parts of a date to its days and its EDTF."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date

from extractors.dates.words import MONTH_WORDS

_A_LEAP_YEAR = 2024  # 29/2 exists in some year


@dataclass(frozen=True, slots=True)
class Point:
    """A date as far as it is known; ``months`` are the first and last of some months of a year, ``year_to`` ends a run of years.

    ``third`` is one of the three parts of a month that have names of their own: thượng, trung and hạ tuần.

    "đầu năm", "cuối tháng" are not narrowed: the language gives no days for them.
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    quarter: int | None = None
    half: int | None = None
    months: tuple[int, int] | None = None
    year_to: int | None = None
    third: int | None = None

    @property
    def precision(self) -> str:
        """day, month, quarter, half, year or years."""
        if self.year_to is not None:
            return "years"
        if self.day is not None or self.third is not None:
            return "day"
        if self.quarter is not None:
            return "quarter"
        if self.half is not None:
            return "half"
        if self.months is not None:
            return "month"
        return "month" if self.month is not None else "year"

    @property
    def is_valid(self) -> bool:
        """False for days that no calendar has (31/4, 29/2 of a common year) and years beyond it."""
        if self.year is not None and not (1 <= self.year <= 9999 and self.year <= (self.year_to or 9999) <= 9999):
            return False
        if self.day is None or self.month is None:
            return True
        return self.day <= calendar.monthrange(self.year or _A_LEAP_YEAR, self.month)[1]

    def days(self) -> tuple[date | None, date | None]:
        """First and last day, None when the year is unknown or the day does not exist."""
        if self.year is None or not self.is_valid:
            return None, None
        if self.year_to is not None:
            return date(self.year, 1, 1), date(self.year_to, 12, 31)
        first, last = self._months()
        if self.day is not None:
            day = date(self.year, first, self.day)
            return day, day
        end = calendar.monthrange(self.year, last)[1]
        if self.third is not None:
            return date(self.year, first, 10 * self.third - 9), date(self.year, last, end if self.third == 3 else 10 * self.third)
        return date(self.year, first, 1), date(self.year, last, end)

    def _months(self) -> tuple[int, int]:
        if self.quarter is not None:
            return 3 * self.quarter - 2, 3 * self.quarter
        if self.half is not None:
            return (1, 6) if self.half == 1 else (7, 12)
        if self.months is not None:
            return self.months
        return (self.month, self.month) if self.month is not None else (1, 12)

    def edtf(self) -> str:
        """EDTF level 1; quarters are 33 to 36 and halves 40 and 41 in the month's place, an unknown year is ``XXXX``."""
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        if self.year_to is not None:
            return f"{year}/{self.year_to:04d}"
        if self.quarter is not None:
            return f"{year}-{32 + self.quarter}"
        if self.half is not None:
            return f"{year}-{39 + self.half}"
        if self.months is not None:
            return f"{year}-{self.months[0]:02d}/{year}-{self.months[1]:02d}"
        if self.month is None:
            return year
        if self.third is not None and self.year is not None:
            return "/".join(str(day) for day in self.days())
        if self.day is None:
            return f"{year}-{self.month:02d}"
        return f"{year}-{self.month:02d}-{self.day:02d}"

    def within(self, later: Point) -> Point:
        """This point with the month and year that a later one shares with it ("từ ngày 1 đến ngày 15 tháng 5 năm 2024")."""
        month = later.month if self.month is None and self.day is not None else self.month
        year = later.year if self.year is None else self.year
        return replace(self, month=month, year=year)


def month_number(word: str | None) -> int | None:
    """Number of a month written as a number or a word.

    >>> month_number("giêng"), month_number("09")
    (1, 9)
    """
    if word is None:
        return None
    word = " ".join(word.split())
    return int(word) if word.isdecimal() else MONTH_WORDS.get(word)


def full_year(written: str | None) -> int | None:
    """Year of two or four digits: two digits are read as 1930 to 2029, the years that such documents speak of."""
    if written is None:
        return None
    year = int(written)
    if len(written) == 4:
        return year
    return 2000 + year if year < 30 else 1900 + year
