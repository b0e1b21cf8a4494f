"""The Vietnamese lunar calendar, against days that are known and against itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from extractors.dates.lunar import month_days, to_gregorian

# Mùng 1 Tết as printed in the calendars of those years; in 1968, 1985, 2007 and 2030 it fell a day or a month before China's.
TET = {
    1968: (1, 29), 1975: (2, 11), 1984: (2, 2), 1985: (1, 21), 2000: (2, 5), 2005: (2, 9), 2006: (1, 29), 2007: (2, 17),
    2008: (2, 7), 2012: (1, 23), 2015: (2, 19), 2019: (2, 5), 2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22),
    2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2030: (2, 2),
}  # fmt: skip


@pytest.mark.parametrize("year", TET)
def test_new_year(year: int) -> None:
    assert to_gregorian(1, 1, year) == date(year, *TET[year])


@pytest.mark.parametrize(
    ("day", "month", "year", "gregorian"),
    [
        (10, 3, 2023, date(2023, 4, 29)),
        (10, 3, 2024, date(2024, 4, 18)),
        (10, 3, 2025, date(2025, 4, 7)),
        (15, 8, 2023, date(2023, 9, 29)),
        (15, 8, 2024, date(2024, 9, 17)),
        (23, 12, 2023, date(2024, 2, 2)),
    ],
)
def test_feasts(day: int, month: int, year: int, gregorian: date) -> None:
    assert to_gregorian(day, month, year) == gregorian


@pytest.mark.parametrize(("year", "month"), [(2020, 4), (2023, 2), (2025, 6), (2017, 6), (2014, 9), (2012, 4), (1987, 7)])
def test_leap_months(year: int, month: int) -> None:
    assert [m for m in range(1, 13) if to_gregorian(1, m, year, leap=True)] == [month]


def test_days_that_are_none() -> None:
    assert to_gregorian(30, 12, 2024) is None  # a month of 29 days
    assert to_gregorian(31, 1, 2024) is None
    assert to_gregorian(1, 13, 2024) is None
    assert to_gregorian(1, 1, 1500) is None


def test_months_follow_one_another_without_gap() -> None:
    expected = month_days(1, 1950)
    assert expected is not None
    following = expected[0]
    for year in range(1950, 2060):
        for month in range(1, 13):
            for leap in (False, True):
                days = month_days(month, year, leap=leap)
                if days is None:
                    assert leap
                    continue
                assert days[0] == following
                assert (days[1] - days[0]).days in (28, 29)
                following = days[1] + timedelta(days=1)
