"""What stands round a number: the type's name before it; date, issuer and title after it; articles and clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractors.agencies import agency_at, find_agencies
from extractors.dates import patterns as d
from extractors.dates.values import Point, full_year, month_number
from extractors.directives import patterns as p
from extractors.directives.titles import LAW_NAME
from extractors.directives.types import NAMES
from extractors.rule import Rule
from extractors.view import View

_LOOK_BACK = 48  # characters: the longest type's name with "số"
_LONGEST_TITLE = 400


@dataclass(frozen=True, slots=True)
class Described:
    """What followed a number; ``end`` is where it ended."""

    end: int
    issued_on: date | None = None
    dated: tuple[int, int] | None = None
    issuer: str | None = None
    title: str | None = None


PROVISION = Rule(
    name="provision",
    pattern=r"(?:(?:điểm\s+[a-zđ]\s*,?\s*)?(?:khoản\s+\d+[a-z]?\s*(?:,\s*(?:khoản\s+)?\d+\s*)*,?\s*)?(?:điều\s+\d+[a-z]?(?:\s*(?:,|và)\s*(?:điều\s+)?\d+)*)|khoản\s+\d+)\s*,?\s*(?:của\s+)?$",
    finds={"theo quy định tại khoản 2, Điều 5 ": "khoản 2, Điều 5 "},
)
_DATE_CUE = re.compile(r"[^\S\n]*\n?[^\S\n]*(?:[,(]\s*)?(?:ban\s+hành\s+)?(?:cùng\s+)?(?=ngày|\d)")
_ISSUER_CUE = re.compile(r"\s*,?\s*(?:của|do)\s+")
_BLANK_DAY = re.compile(r"\s*,?\s*ngày[\s.…_]+tháng[\s.…_\d]+năm\s*(?:\d{4})?")
_PARENTHESIS = re.compile(r"\s*\([^()]{1,60}\)")
_TITLE_CUE = re.compile(
    r"\s*,?\s*(?P<cue>(?:[“\"]\s*)?(?:về(?:\s+việc)?|v/v|quy\s+định|hướng\s+dẫn|phê\s+duyệt|ban\s+hành)\s|[“\"])"
)
_TITLE_END = re.compile(
    r"[;\n]|\.(?=\s|$)|\s\((?=sau\s+đây|gọi)|,\s+(?=(?:chỉ\s+thị|nghị\s+quyết|kế\s+hoạch|quyết\s+định|công\s+văn|thông\s+tư|nghị\s+định)\s)"
)


def type_before(seen: View, start: int) -> tuple[int, str | None]:
    """Where the type's name before a number begins, and its code; (``start``, None) where there is none."""
    match = p.TYPE_BEFORE.compiled.search(seen.low, max(0, start - _LOOK_BACK), start)
    if match is None:
        return start, None
    return match.start(), NAMES[" ".join(match["name"].split())]


def law_before(seen: View, start: int) -> tuple[int, str] | None:
    """Start and title of a law whose name ends right before its number."""
    window_start = max(0, start - 140)
    for match in LAW_NAME.finditer(seen.low, window_start, start):
        if re.fullmatch(
            r"\s*(?:\(?sửa\s+đổi\)?\s*)?(?:năm\s+\d{4}\s*)?(?:,?\s*(?:\(\s*)?(?:luật\s+)?số\s*:?\s*)?",
            seen.low[match.end() : start],
        ):
            return match.start(), " ".join(seen.text[match.start() : match.end()].split())
    return None


_DAY_TOLD = re.compile(
    r"(?:ngày|sáng|chiều|hôm)\s+(?=\d)[^.;“”]{4,40}?,\s*(?P<who>[^.;,“”]{3,90}?)\s+(?:(?:đã|vừa|mới|chính\s+thức)\s+)*(?:ban\s+hành|ký(?:\s+ban\s+hành)?|có|ra)\s*(?:các\s+)?$"
)


def day_before(seen: View, start: int, on: date | None) -> tuple[date, tuple[int, int]] | None:
    """The day told before an instrument, and where it stands: "Ngày 4/6, UBND tỉnh đã ban hành Kế hoạch số …"."""
    window = max(0, start - 170)
    match = _DAY_TOLD.search(seen.low, window, start)
    if match is None:
        return None
    begin = (
        match.start() + len("ngày ")
        if seen.low.startswith("ngày", match.start())
        else match.start() + len(match[0].split()[0]) + 1
    )
    day, after = date_at(seen, begin, on)
    if day is None:
        day, after = date_at(seen, match.start(), on)
    return (day, (match.start(), after)) if day is not None and after > match.start() else None


_ISSUED_AT = re.compile(r"\s*(?:tại|ban\s+hành|ký\s+ban\s+hành|có|nêu\s+tại)\s*(?:các\s+)?$")


def issuer_before(seen: View, start: int) -> str | None:
    """The agency right before an instrument: "UBND tỉnh tại Công văn số …", "UBND tỉnh ban hành Kế hoạch số …"."""
    window = max(0, start - 110)
    cue = _ISSUED_AT.search(seen.low, max(window, start - 22), start)
    if cue is None or not seen.low[cue.start() : start].strip():
        return None
    last = None
    for last in find_agencies(seen, window, cue.start()):
        pass
    if last is None or re.fullmatch(r"\s*(?:đã|vừa|mới|vừa\s+mới|đã\s+\w+)?\s*", seen.low[last.end : cue.start()]) is None:
        return None
    return " ".join(last.quote.split())


def provision_before(seen: View, start: int) -> str | None:
    """Articles and clauses that stand before an instrument ("khoản 2, Điều 5")."""
    match = PROVISION.compiled.search(seen.low, max(0, start - 60), start)
    return " ".join(seen.text[match.start() : match.end()].split()).strip(" ,") if match else None


def date_at(seen: View, start: int, on: date | None) -> tuple[date | None, int]:
    """The day written exactly at ``start`` and the offset after it; (None, ``start``) where none is."""
    for rule in (d.FULL_NUMERIC, d.FULL_WORDS):
        match = rule.compiled.match(seen.low, start)
        if match is None:
            continue
        year = full_year(match["y"])
        if year is None:
            if on is None:
                return None, match.end()
            year = on.year
        days = Point(int(match["d"]), month_number(match["m"]), year).days()
        return days[0], match.end()
    match = d.DAY_MONTH.compiled.match(seen.low, start)
    if match is not None and on is not None:
        days = Point(int(match["d"]), int(match["m"]), on.year).days()
        if days[0] is not None and days[0] <= on:
            return days[0], match.end()
    return None, start


def after_number(seen: View, end: int, on: date | None, *, title: bool = True) -> Described:
    """Date, issuer and title after a number, in the orders in which they are written."""
    cursor, issued_on, dated, issuer = end, None, None, None
    for _ in range(2):  # "ngày … của …" and "của … ngày …"
        if dated is None:
            cue = _DATE_CUE.match(seen.low, cursor)
            if cue:
                day, after = date_at(seen, cue.end(), on)
                if after > cue.end():
                    issued_on, dated, cursor = day, (cue.end(), after), after
            elif blank := _BLANK_DAY.match(seen.low, cursor):
                cursor = blank.end()
        if issuer is None:
            while extra := _PARENTHESIS.match(seen.low, cursor):
                if not _ISSUER_CUE.match(seen.low, extra.end()):
                    break
                cursor = extra.end()
            cue = _ISSUER_CUE.match(seen.low, cursor)
            agency = agency_at(seen, cue.end()) if cue else None
            if agency is not None:
                issuer, cursor = " ".join(agency.quote.split()), agency.end
    found_title = None
    if title:
        after = _PARENTHESIS.match(seen.low, cursor)
        begin = after.end() if after and _TITLE_CUE.match(seen.low, after.end()) else cursor
        cue = _TITLE_CUE.match(seen.low, begin)
        if cue:
            found_title, cursor = _title(seen, cue)
    return Described(cursor, issued_on, dated, issuer, found_title)


def _title(seen: View, cue: re.Match[str]) -> tuple[str | None, int]:
    start = cue.start("cue")
    limit = min(len(seen.text), start + _LONGEST_TITLE)
    if seen.text[start] in '“"':
        closing = re.compile('[”"]').search(seen.text, start + 1, limit)
        stop = closing.end() if closing else start
    else:
        end = _TITLE_END.search(seen.low, start, limit)
        stop = end.start() if end else limit
    words = " ".join(seen.text[start:stop].split()).strip(' “”",;')
    return (words, stop) if words else (None, start)
