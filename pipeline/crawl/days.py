"""The day that a listing or a feed shows beside an item."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from pipeline.ingest.dateline import VIETNAM, read_date_line, read_stamp

FIRST_YEAR, LAST_YEAR = 1990, 2100  # "0001-01-01" is an unset field
_SENTENCE = re.compile(r"\W*(?:sáng|chiều|tối|trong|từ|vừa|theo|thực hiện|căn cứ|kỷ niệm|nhân dịp)\b|.*[.;!?…]$", re.I)
_MONTH_FIRST = re.compile(r"\s*(?P<month>\d\d?)/(?P<day>\d\d?)/(?P<year>(?:19|20)\d\d)\b")


def stamp_day(value: str | None) -> date | None:
    """Day in Vietnam of a time stamp: RFC 822 (RSS), RFC 3339 (Atom, sitemaps) or as Vietnamese systems write it.

    >>> stamp_day("Fri, 20 Nov 2026 18:30:00 GMT"), stamp_day("20/11/2026 8:30:15 SA")
    (datetime.date(2026, 11, 21), datetime.date(2026, 11, 20))
    """
    value = (value or "").strip()[:120]
    when: date | datetime | None = None
    if value:
        when = read_stamp(value)
        if when is None:
            try:
                when = parsedate_to_datetime(value)
            except (ValueError, TypeError, IndexError, OverflowError):
                return None
    return _day(when)


def stamp_days(values: Iterable[str | None]) -> list[date | None]:
    """Days of the time stamps of one feed.

    SharePoint and DotNetNuke write month/day/year where the server is set to English: where one stamp of a feed can only be read
    so, and none only the other way, all are.
    """
    stamps = list(values)
    pairs = [match for stamp in stamps if (match := _MONTH_FIRST.match(stamp or ""))]
    if any(int(m["day"]) > 12 for m in pairs) and not any(int(m["month"]) > 12 for m in pairs):
        return [_month_first(stamp) if _MONTH_FIRST.match(stamp or "") else stamp_day(stamp) for stamp in stamps]
    return [stamp_day(stamp) for stamp in stamps]


def shown_day(lines: Iterable[str]) -> date | None:
    """The day that the lines of a row show: on a date line, else on a byline, a short line that is no sentence.

    >>> shown_day(["Sáng ngày 05/08/2019, hội nghị được tổ chức tại huyện.", "Ban biên tập - 06/08/2019"])
    datetime.date(2019, 8, 6)
    """
    dated = [line for line in lines if len(line) <= 200 and any(c.isdigit() for c in line)]
    bylines = (read_date_line(line, alone=False) for line in dated if len(line) <= 70 and not _SENTENCE.match(line))
    for found in (*map(read_date_line, dated), *bylines):
        if found is not None and (day := _day(found.when)) is not None:
            return day
    return None


def _month_first(stamp: str | None) -> date | None:
    match = _MONTH_FIRST.match(stamp or "")
    try:
        return _day(date(int(match["year"]), int(match["month"]), int(match["day"]))) if match else None
    except ValueError:
        return None


def _day(when: date | datetime | None) -> date | None:
    try:
        if isinstance(when, datetime):
            when = when.astimezone(VIETNAM).date() if when.tzinfo not in (None, VIETNAM) else when.date()
    except (ValueError, OverflowError):  # year 1 or 9999 moved by a zone
        return None
    return when if when is not None and FIRST_YEAR <= when.year <= LAST_YEAR else None
