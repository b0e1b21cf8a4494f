"""A date line that lost its line end: "Ngày đăng: 04/11/2025 Hội nghị đã …", "TP mở đợt thi đua 09/07/2025 18:09"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.ingest.dateline import DateLine, read_date_line

_DAY = r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
_CLOCK = r"\d{1,2}\s?[:hg]\s?\d\d(?::\d\d)?"
_WEEKDAY = r"(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\snhật)"
_BETWEEN = r"[\s,|–-]{1,4}"
_LEADING = re.compile(
    rf"\W*(?:date|published|posted|(?:ngày\s)?(?:đăng|cập\snhật|xuất\sbản)(?:\s(?:tin|bài|ngày|lúc|lần\scuối))*)\s?:?\s?"
    rf"(?:{_WEEKDAY}{_BETWEEN})?{_DAY}(?:T?{_BETWEEN}?{_CLOCK})?(?=\s)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"(?<=[^\W\d])[”\"»)]?[\s,|(–-]{{1,4}}(?P<date>(?:{_WEEKDAY}{_BETWEEN})?(?:{_DAY}{_BETWEEN}{_CLOCK}|{_CLOCK}{_BETWEEN}(?:ngày\s)?{_DAY})"
    r"(?:\s?\(?(?:gmt|utc)\s?\+\s?0?7\)?)?)\W*$",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\W*date\s(?:19|20)\d\d-\d\d(?=\s)")
_SENTENCE = 25  # characters: what follows a date at the head of a line must be a headline or a sentence
_HEADLINE = 200  # characters
_SECTION = 4  # words: what stands before a date at the end of a line is the section's name, or else the headline


@dataclass(frozen=True, slots=True)
class GluedDate:
    """A date line within a line: its span there, what it says, and the headline before or behind it (empty where there is none)."""

    start: int
    end: int
    when: DateLine
    headline: str = ""


def read_glued_date(line: str) -> GluedDate | None:
    """The date line that opens or closes a line of text with nothing between; None for every other line.

    A date at the end counts only with its hour: a sentence may end with a day, not with the minute.

    >>> found = read_glued_date("TP mở đợt thi đua cao điểm 100 ngày 09/07/2025 18:09")
    >>> found.headline, found.when.day.isoformat()
    ('TP mở đợt thi đua cao điểm 100 ngày', '2025-07-09')
    >>> read_glued_date("Kinh tế 28/02/2021 - 22:30").headline
    ''
    >>> read_glued_date("Lễ phát động diễn ra vào sáng ngày 09/07/2025") is None
    True
    """
    leading = _LEADING.match(line)
    if leading and len(line) - leading.end() >= _SENTENCE and line[leading.end() :].lstrip()[:1].isupper():
        when, behind = read_date_line(leading[0]), line[leading.end() :].strip()
        return GluedDate(0, leading.end(), when, "" if behind.endswith(".") or len(behind) > _HEADLINE else behind) if when else None
    trailing = _TRAILING.search(line) if len(line) <= 300 else None
    if trailing is None or (when := read_date_line(trailing["date"])) is None:
        return None
    before = line[: trailing.start("date")].strip(" \t|,(–-")
    if len(before.split()) <= _SECTION:
        return GluedDate(0, len(line), _moved(when, trailing.start("date")))
    return GluedDate(trailing.start("date"), len(line), when, before)


def month_stamp(line: str) -> int:
    """Length of the month that a page's metadata left at the head of its text ("date 2022-11 Ngày 25/11, …"); 0 where there is none."""
    match = _MONTH.match(line)
    return match.end() if match else 0


def _moved(when: DateLine, by: int) -> DateLine:
    return DateLine(when.when, when.start + by, when.end + by, when.label)
