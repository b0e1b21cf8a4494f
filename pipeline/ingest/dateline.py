"""The date that a page shows beside its headline: "Thứ ba - 05/03/2024 08:15", "05.06.2024 07:36702 đã xem", "05 08 2019 10:53".

Only lines that are a date line count: the day, and nothing beside it but the hour, the weekday, counters, the author or a label.
A sentence with a date in it is no date line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

VIETNAM = timezone(timedelta(hours=7))

_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_HOUR = r"(?P<hour>[01]?\d|2[0-3])\s*(?:[:hg]|giờ)\s*(?P<minute>[0-5]\d)(?:\s*(?:phút)?|:(?P<second>[0-5]\d))?"
_MONTHS = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
_NAMED = r"tháng\s+(?P<named>mười (?:một|hai)|mười|một|hai|ba|tư|năm|sáu|bảy|tám|chín)"
# Behind the year no digit, unless a visit counter is glued to it: "13/10/202577 lần đọc".
_COUNTED = r"\d{0,6}\s*(?:lượt|lần|đã\s*xem|người|views?)"
_ENDS = rf"(?!\d(?!{_COUNTED}))"
_DATES = (
    re.compile(rf"(?<![\d/.-]){_DAY}\s?(?P<mark>[/.-])\s?{_MONTH}\s?(?P=mark)\s?{_YEAR}(?!/\d|-\d{{1,2}}[/.-]\d|\d(?!\d?[:h]|{_COUNTED}))"),
    re.compile(rf"(?<!\d){_YEAR}(?P<mark>[/-]){_MONTH}(?P=mark){_DAY}(?!\d)"),
    re.compile(rf"(?<!\d)(?:ngày\s*)?{_DAY}\s*(?:tháng|thg)\s*{_MONTH},?\s*(?:năm\s*)?{_YEAR}", re.I),
    re.compile(rf"(?<!\d)(?P<day>\d\d) (?P<month>\d\d) {_YEAR}{_ENDS}"),
    # Months first, as servers set to American English write: told only where the day can be no month.
    re.compile(rf"(?<![\d/.-]){_MONTH}/(?P<day>1[3-9]|2\d|3[01])/{_YEAR}(?=\s+\d?\d:\d\d(?::\d\d)?\s*[AP]M\b)"),
    re.compile(rf"(?<!\d){_DAY}\s+{_NAMED},?\s*(?:năm\s+)?{_YEAR}{_ENDS}", re.I),
    re.compile(rf"{_NAMED}\s+{_DAY},\s*{_YEAR}{_ENDS}", re.I),
)
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")  # each of these dates has one
_LONGEST = 200
_CLOCK = re.compile(rf"(?<!\d){_HOUR}(?P<half>\s*(?:AM|PM|SA|CH))?", re.I)

_WEEKDAY = r"(?:thứ\s*(?:hai|ba|tư|bốn|năm|sáu|bảy|bẩy|[2-7])|chủ\s*nhật|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\bT[2-7]\b|\bCN\b)"
_LABEL = re.compile(
    r"(?:ngày\s*(?:đăng|xuất\s*bản|cập\s*nhật|gửi|viết|tạo|phát\s*hành|đưa\s*tin)(?:\s*(?:tin|bài|lúc))*|đăng\s*(?:lúc|ngày)?"
    r"|cập\s*nhật(?:\s*(?:lúc|ngày|lần\s*cuối))?|"
    r"xuất\s*bản(?:\s*(?:lúc|ngày))?|(?:posted|published|updated)(?:\s*(?:on|at))?|thời\s*gian(?:\s*đăng)?|date|lúc|ngày)",
    re.I,
)
# The section's name before a label: "Đời sống - Ngày đăng: 13/02/2022".
_SECTION = r"^[^\d.,:;|]{2,40}\s[-–|]\s+(?=(?:ngày\s*(?:đăng|cập\s*nhật|xuất\s*bản)|cập\s*nhật|đăng\s*(?:lúc|ngày))\s)"
# What may stand on a date line beside the date itself.
_BESIDE = re.compile(
    rf"{_SECTION}|{_WEEKDAY}|{_LABEL.pattern}|(?:số\s*)?(?:lượt|lần|người)\s*(?:xem|đọc|truy\s*cập)|đã\s*xem|xem|views?|bình\s*luận|"
    rf"phản\s*hồi|gmt\s*[+-]\s*0?7(?::?00)?|utc\s*[+-]\s*0?7(?::?00)?|\(?\+0?7:?00\)?|"
    r"(?:tác\s*giả|nguồn(?:\s*tin)?|theo|(?:(?:được\s*)?(?:viết|đăng|gửi|tạo)\s*)?bởi|(?:written\s*|posted\s*)?by|người\s*(?:đăng|viết)|biên\s*tập)\s*:?.{0,60}$|ict|giờ|chia\s*sẻ|facebook|zalo|twitter|"
    r"email|messenger|print(?!\w)|(?:bản\s*)?gốc(?!\w)|bản\s*in|in\s*(?:bài(?:\s*viết)?|trang|tin)|lưu\s*bài|gửi\s*bài|cỡ\s*chữ|a[-+]?\s*a[-+]?(?:\s*a\+?)?(?=\W|$)|"
    r"nghe\s*(?:bài|đọc).{0,20}|\b(?:am|pm|sa|ch)\b|[\d.,:;|/()\[\]•·–—\-+>»\s]+",
    re.I,
)
_PUBLISHED = re.compile(
    r"\b(?:ngày\s*(?:đăng|xuất\s*bản)|đăng\s*(?:lúc|ngày)|xuất\s*bản(?:\s*(?:lúc|ngày))?|(?:posted|published)(?:\s*(?:on|at))?)"
    r"(?:\s*(?:tin|bài|lúc))*[\s:]*(?=\d)",
    re.I,
)
_ZONE = re.compile(r"(?:gmt|utc)\s*\+\s*0?7|\+07:?00|\bICT\b", re.I)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date line: when, where in the line, whether an hour stands there, whether it is labelled as publication or update."""

    when: date | datetime
    start: int
    end: int
    label: str = ""

    @property
    def day(self) -> date:
        """The day, without the hour."""
        return self.when.date() if isinstance(self.when, datetime) else self.when


def may_be_date_line(line: str) -> bool:
    """False where ``read_date_line`` finds nothing, asked at little cost: a long line, or one that names no year."""
    return len(line) <= _LONGEST and _ANY_YEAR.search(line) is not None


@lru_cache(maxsize=256)
def read_date_line(line: str, *, alone: bool = True) -> DateLine | None:
    """The date of a date line; None for any other line.

    ``alone=False`` takes the date though other words stand on the line (author and date in one byline).

    >>> read_date_line("05.06.2024 07:36702 đã xem").when
    datetime.datetime(2024, 6, 5, 7, 36)
    >>> read_date_line("Thứ Hai, 13/10/202577 lần đọc").when
    datetime.date(2025, 10, 13)
    >>> read_date_line("thứ hai, 05 08 2019 10:53").when
    datetime.datetime(2019, 8, 5, 10, 53)
    >>> read_date_line("Văn hóa - Ngày đăng : 09:15, 12/03/2021").when
    datetime.datetime(2021, 3, 12, 9, 15)
    >>> read_date_line("Sáng ngày 05/08/2019, hội nghị sơ kết được tổ chức tại huyện") is None
    True
    """
    if not may_be_date_line(line):
        return None
    published = _PUBLISHED.search(line)
    for pattern in _DATES:
        # "Cập nhật: 22/05/2024 | Ngày đăng: 20/05/2024": the day of publication, whichever comes first.
        match = (published and pattern.match(line, published.end())) or pattern.search(line)
        if match:
            break
    else:
        return None
    try:
        named = match.groupdict().get("named")
        month = _MONTHS.index(named.lower()) + 1 if named else int(match["month"])
        day = date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None
    if not _LABEL.search(line) and _DATES[0].search(line, match.end()):
        return None  # two days are a span or an anniversary
    start, end = match.span()
    when: date | datetime = day
    clock = _nearest_clock(line, start, end)
    if clock is not None:
        hour, minute, first, last = clock
        zone = VIETNAM if _ZONE.search(line) else None
        when = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
        start, end = min(start, first), max(end, last)
    rest = line[:start] + " " + line[end:]
    if alone and not _holds_only_what_is_beside(rest):
        return None
    if not alone and len(_BESIDE.sub("", rest).strip()) > 60:
        return None
    label = _LABEL.search(line[: match.start()])
    return DateLine(when, start, end, label.group().lower() if label else "")


def _holds_only_what_is_beside(rest: str) -> bool:
    end = 0
    for match in _BESIDE.finditer(rest):
        if rest[end : match.start()].strip():
            return False
        end = match.end()
    return not rest[end:].strip()


def _nearest_clock(line: str, start: int, end: int) -> tuple[int, int, int, int] | None:
    """Hour and minute within a few characters behind or before the date, and their span."""
    behind = _CLOCK.search(line, end)
    if behind and not re.search(r"[^\W\d]{6,}", line[end : behind.start()]):
        return _clock(behind)
    before = None
    for match in _CLOCK.finditer(line, 0, start):
        before = match
    if before and start - before.end() <= 25:
        return _clock(before)
    return None


def _clock(match: re.Match[str]) -> tuple[int, int, int, int]:
    hour = int(match["hour"])
    half = (match["half"] or "").strip().lower()
    if half in ("pm", "ch") and hour < 12:
        hour += 12
    elif half in ("am", "sa") and hour == 12:
        hour = 0
    return hour, int(match["minute"]), match.start(), match.end("half") if match["half"] else match.end()


_ISO = re.compile(
    r"\s*(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)"
    r"(?:[T ]+(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?)?\s*"
    r"(?P<zone>Z|[+-]\d\d:?\d\d)?"
)


def read_stamp(value: str) -> date | datetime | None:
    """A time stamp of a page's metadata: ISO 8601 as far as pages keep to it, else a date line.

    >>> read_stamp("2016-12-19T00:00:00+0700").isoformat()
    '2016-12-19T00:00:00+07:00'
    """
    match = _ISO.match(value)
    if not match:
        line = read_date_line(value.strip()[:80], alone=False)
        return line.when if line else None
    try:
        if match["hour"] is None:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        year, month, day_of_month, hour, minute = (int(match[part]) for part in ("year", "month", "day", "hour", "minute"))
        when = datetime(year, month, day_of_month, hour, minute, int(match["second"] or 0))
        if match["zone"] == "Z":
            return when.replace(tzinfo=UTC).astimezone(VIETNAM)
        if match["zone"]:
            sign = -1 if match["zone"][0] == "-" else 1
            digits = match["zone"][1:].replace(":", "")
            return when.replace(tzinfo=timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))))
        return when
    except (ValueError, OverflowError):
        return None
