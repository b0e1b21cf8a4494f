"""The Vietnamese lunar calendar (âm lịch): a lunar day to its day in the Gregorian calendar.

After the algorithm that Hồ Ngọc Đức published ("Thuật toán tính âm lịch", www.informatik.uni-leipzig.de/~duc/amlich/calrules.html),
which takes the new moons and the sun's longitude from Jean Meeus, *Astronomical Algorithms* (1998), and counts days by Vietnam's
time, UTC+7. Three rules make the calendar: a month begins on the day of the new moon; the month in which the winter solstice falls
is the eleventh; where thirteen months lie between two eleventh months, the first that holds no major solar term repeats the number
of the one before it (*tháng nhuận*).

Vietnam and China differ where a new moon falls between 23:00 and 24:00 in Hà Nội: Tết of 2007 was 17 February, a day before China's.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import floor, pi, sin

_UTC_PLUS = 7 / 24
_EPOCH = 1721425  # what a Julian day number is more than Python's ordinal of the same day
_LUNATION = 29.530588853
_FIRST_NEW_MOON = 2415021  # Julian day number of 1900-01-01, from which lunations are counted
FIRST_YEAR, LAST_YEAR = 1600, 2199
"""The years for which days are computed: the series are expansions round 1900, and drift away from it."""


def to_gregorian(day: int, month: int, year: int, *, leap: bool = False) -> date | None:
    """The Gregorian day of a lunar day; None where the lunar calendar has none such (day 30 of a short month, a leap month that is none).

    >>> to_gregorian(1, 1, 2024), to_gregorian(10, 3, 2024)
    (datetime.date(2024, 2, 10), datetime.date(2024, 4, 18))
    """
    first = month_start(month, year, leap=leap)
    if first is None or not 1 <= day <= 30:
        return None
    found = first + day - 1
    return date.fromordinal(found - _EPOCH) if found < _next_month(first) else None


def month_days(month: int, year: int, *, leap: bool = False) -> tuple[date, date] | None:
    """First and last Gregorian day of a lunar month."""
    first = month_start(month, year, leap=leap)
    if first is None:
        return None
    return date.fromordinal(first - _EPOCH), date.fromordinal(_next_month(first) - 1 - _EPOCH)


_STEMS = ("giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý")
_BRANCHES = ("tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi")
_SPELLINGS = {"kỉ": "kỷ", "quí": "quý", "tí": "tý", "tị": "tỵ", "mẹo": "mão"}


def year_named(name: str, near: int) -> int | None:
    """The year of a stem and a branch that lies nearest to another year; None where the two never meet.

    >>> year_named("giáp thìn", 2024), year_named("ất tỵ", 2024), year_named("giáp sửu", 2024)
    (2024, 2025, None)
    """
    stem, branch = (_SPELLINGS.get(word, word) for word in name.split())
    # 1984 was Giáp Tý, the first of its sixty.
    wanted = (_STEMS.index(stem), _BRANCHES.index(branch))
    return next((y for d in range(31) for y in (near + d, near - d) if ((y - 1984) % 10, (y - 1984) % 12) == wanted), None)


@lru_cache(maxsize=256)
def month_start(month: int, year: int, *, leap: bool = False) -> int | None:
    """Julian day number on which a lunar month begins; None outside the calendar."""
    if not (1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR):
        return None
    if month >= 11:
        eleventh, next_eleventh = _eleventh_month(year), _eleventh_month(year + 1)
    else:
        eleventh, next_eleventh = _eleventh_month(year - 1), _eleventh_month(year)
    k = floor(0.5 + (eleventh - 2415021.076998695) / _LUNATION)
    offset = (month - 11) % 12
    if next_eleventh - eleventh > 365:
        leap_offset = _leap_offset(eleventh)
        leap_month = (leap_offset - 3) % 12 + 1
        if leap and month != leap_month:
            return None
        if leap or offset >= leap_offset:
            offset += 1
    elif leap:
        return None
    return _new_moon_day(k + offset)


def _next_month(first: int) -> int:
    """Julian day number of the first day of the month after the one that begins on ``first``."""
    k = floor((first - _FIRST_NEW_MOON) / _LUNATION)
    return next(day for day in map(_new_moon_day, range(k, k + 4)) if day > first)


@lru_cache(maxsize=2048)
def _new_moon_day(k: int) -> int:
    """Julian day number, in Vietnam's time, of the ``k``-th new moon after that of 1900-01-01 (Meeus, chapter 49, shortened)."""
    t = k / 1236.85  # Julian centuries since 1900 January 0.5
    t2, t3, dr = t * t, t * t * t, pi / 180
    mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3
    mean += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t2) * dr)
    sun = 359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3
    moon = 306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3
    node = 21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3
    change = (0.1734 - 0.000393 * t) * sin(sun * dr) + 0.0021 * sin(2 * dr * sun)
    change += -0.4068 * sin(moon * dr) + 0.0161 * sin(dr * 2 * moon) - 0.0004 * sin(dr * 3 * moon)
    change += 0.0104 * sin(dr * 2 * node) - 0.0051 * sin(dr * (sun + moon)) - 0.0074 * sin(dr * (sun - moon))
    change += 0.0004 * sin(dr * (2 * node + sun)) - 0.0004 * sin(dr * (2 * node - sun)) - 0.0006 * sin(dr * (2 * node + moon))
    change += 0.0010 * sin(dr * (2 * node - moon)) + 0.0005 * sin(dr * (2 * moon + sun))
    if t < -11:
        drift = 0.001 + 0.000839 * t + 0.0002261 * t2 - 0.00000845 * t3 - 0.000000081 * t * t3
    else:
        drift = -0.000278 + 0.000265 * t + 0.000262 * t2
    return floor(mean + change - drift + 0.5 + _UTC_PLUS)


def _sun_sector(day: int) -> int:
    """In which twelfth of the ecliptic (0 to 11, from the spring equinox) the sun stands at midnight in Vietnam."""
    t = (day - 2451545.5 - _UTC_PLUS) / 36525
    t2, dr = t * t, pi / 180
    anomaly = 357.52910 + 35999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t2
    longitude += (1.914600 - 0.004817 * t - 0.000014 * t2) * sin(dr * anomaly)
    longitude += (0.019993 - 0.000101 * t) * sin(dr * 2 * anomaly) + 0.000290 * sin(dr * 3 * anomaly)
    return floor(longitude % 360 / 30)


@lru_cache(maxsize=256)
def _eleventh_month(year: int) -> int:
    """Julian day number on which the lunar month with the winter solstice of a Gregorian year begins."""
    k = floor((date(year, 12, 31).toordinal() + _EPOCH - _FIRST_NEW_MOON) / _LUNATION)
    first = _new_moon_day(k)
    return _new_moon_day(k - 1) if _sun_sector(first) >= 9 else first


@lru_cache(maxsize=256)
def _leap_offset(eleventh: int) -> int:
    """How many months after the eleventh the leap month stands."""
    k = floor((eleventh - 2415021.076998695) / _LUNATION + 0.5)
    i = 1
    sector = _sun_sector(_new_moon_day(k + i))
    while i < 14:
        last, i = sector, i + 1
        sector = _sun_sector(_new_moon_day(k + i))
        if sector == last:
            break
    return i - 1
