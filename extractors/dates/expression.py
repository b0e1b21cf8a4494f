"""`DateExpression`: what `find_dates` returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date, interval, term, deadline, recurrence or duration as written.

    ``edtf`` is EDTF level 1 (ISO 8601-2); ``date_from`` and ``date_to`` are None where open or unknown; ``precision`` is day, month,
    quarter, half, year or years; ``bound`` is at, from, until or before; ``time`` is HH:MM; ``duration`` ISO 8601; ``recurrence`` an
    RFC 5545 rule, beside which the dates are empty; ``calendar`` is lunar where the day was told by the moon (``edtf`` and the dates
    are then the Gregorian day, None when its year is unknown). ``anchor`` is the day that a relative or year-less expression was read
    against. ``starts`` and ``ends`` are the days that the two ends of an interval can mean ("đến tháng 9/2020" ends within that month).
    ``mismatch`` is True where an anniversary does not add up ("kỷ niệm 115 năm … (28/6/1910 - 28/6/2024)").
    """

    start: int
    end: int
    quote: str
    rule: str
    edtf: str | None = None
    date_from: date | None = None
    date_to: date | None = None
    precision: str | None = None
    bound: str = "at"
    time: str | None = None
    duration: str | None = None
    recurrence: str | None = None
    calendar: str = "gregorian"
    anchor: date | None = None
    term: str | None = None
    starts: tuple[date, date] | None = None
    ends: tuple[date, date] | None = None
    mismatch: bool = False
