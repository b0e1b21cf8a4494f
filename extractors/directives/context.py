"""What stands round a number: the type's name before it; date, issuer and title after it; articles and clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from extractors.agencies import agency_at, find_agencies
from extractors.dates import patterns as d
from extractors.dates.values import Point, full_year, month_number
from extractors.directives import patterns as p
from extractors.directives.issuers import BARE_OFFICE, HALF_NAMED, JOINTLY
from extractors.directives.numbers import LIKE_DIGITS
from extractors.directives.types import ABBREVIATED, NAMES
from extractors.rule import Rule
from extractors.view import View

_LOOK_BACK = 48  # characters: the longest type's name with "số"
_LONGEST_TITLE = 400


@dataclass(frozen=True, slots=True)
class Described:
    """What followed a number; ``end`` is where it ended. ``same_day``: "cùng ngày", with no day of its own."""

    end: int
    issued_on: date | None = None
    dated: tuple[int, int] | None = None
    issuer: str | None = None
    title: str | None = None
    year: int | None = None
    same_day: bool = False


PROVISION = Rule(
    name="provision",
    pattern=r"(?:(?:điều\s+\d+[a-z]?\s*,?\s*khoản\s+\d+[a-z]?(?:\s*,?\s*điểm\s+[a-zđ](?!\w))?)|(?:mục\s+\d+\s*,?\s*)?chương\s+[ivxlc]+|(?:điểm\s+[a-zđ]\s*,?\s*)?(?:khoản\s+\d+[a-z]?\s*(?:,\s*(?:khoản\s+)?\d+\s*)*,?\s*)?(?:điều\s+\d+[a-z]?(?:\s*(?:,|và)\s*(?:điều\s+)?\d+)*)|khoản\s+\d+)\s*,?\s*(?:của\s+)?$",
    finds={
        "theo quy định tại khoản 2, Điều 5 ": "khoản 2, Điều 5 ",
        "Căn cứ Điều 5, khoản 2 ": "Điều 5, khoản 2 ",
        "tại Chương II ": "Chương II ",
    },
)
_MARK = re.compile(r"\s?(?:\[\d{1,2}\]|\(\d{1,2}\)|[¹²³⁰-⁹]{1,2}|\d(?=\s))")  # of a footnote
_DATE_CUE = re.compile(r"[^\S\n]*(?:\n[^\S\n]*)?(?:[,(]\s*)?(?:(?:ký\s+)?ban\s+hành\s+|ký\s+|đề\s+)?(?:cùng\s+)?(?=ngày|\d)")
_SAME_DAY = re.compile(r"\s*(?:,\s*)?(?:ban\s+hành\s+)?cùng\s+ngày(?!\s*\d)(?!\w)")
_YEAR = re.compile(r"\s*(?:,\s*)?(?:\(\s*)?năm\s+((?:19|20)\d\d)(?!\d)")
_ISSUER_CUE = re.compile(r"\s*(?:,\s*)?(?:của|do)\s+(?:hội\s+nghị\s+(?:lần\s+thứ\s+\w+(?:\s+(?:mươi|mười|\w+))?\s+(?=ban\s+chấp|bch))?)?")
_TWO = re.compile(r"\s(?:và|với)\s")
_PLENUM = re.compile(r"(?:của|do)\s+hội\s+nghị\s+(?:trung\s+ương|tw)(?:\s+\d{1,2})?")
_TERM_OF_PARTY = re.compile(r"\s*\(?(?:đảng\s+)?(?:khóa|nhiệm\s+kỳ)\s+[ivxlc]+\)?(?!\w)")  # "Ban Chấp hành Trung ương Đảng khóa XIII"
_BLANK_DAY = re.compile(r"\s*(?:,\s*)?ngày[\s.…_]+tháng[\s.…_\d]+năm\s*(?P<year>\d{4})?")
_PARENTHESIS = re.compile(r"\s*\([^()]{1,60}\)")
_TITLE_CUE = re.compile(
    r"\s*(?:,\s*)?(?P<cue>(?:[“\"]\s*)?(?:về(?:\s+việc)?|v/v|quy\s+định|hướng\s+dẫn|phê\s+duyệt"
    r"|ban\s+hành(?!\s+(?:hôm|ngày|vào)\s))\s|[“\"])"
)
_TITLE_END = re.compile(
    r"""[;]|\.(?=\s|$)|\n(?!\s{0,3}[^\W\d_]{2})|\s\((?=sau\s+đây|gọi)
      |,?\s+(?=(?:(?:(?:đã|vừa|mới)\s+)+được\s|(?<=,\s)được\s)[^.;,“”\d]{0,60}?(?:ký|ban\s+hành|phê\s+duyệt)|(?<=,\s)(?:ký|ban\s+hành)\s+(?:hôm|ngày|vào)\s)
      |,\s+(?=(?:chỉ\s+thị|nghị\s+quyết|kế\s+hoạch|quyết\s+định|công\s+văn|thông\s+tư|nghị\s+định)\s)
      |,\s+(?=(?:ủy\s+ban\s+nhân|ubnd|sở|phòng|ban\s+thường|tỉnh\s+ủy|huyện\s+ủy|thành\s+ủy|đảng\s+ủy|công\s+đoàn|liên\s+đoàn|trường|hội\s+đồng)\s
          [^,;.\n“”]{0,70}?\s(?:đề\s+nghị|yêu\s+cầu|ban\s+hành|xây\s+dựng|phát\s+động|tổ\s+chức|triển\s+khai|thông\s+báo|báo\s+cáo|đã|vừa|sẽ)\s)""",
    re.VERBOSE,
)


def type_before(seen: View, start: int) -> tuple[int, str | None]:
    """Where the type's name before a number begins, and its code; (``start``, None) where there is none."""
    match = p.TYPE_BEFORE.compiled.search(seen.low, max(0, start - _LOOK_BACK), start)
    if match is None:
        return start, None
    name = " ".join(match["name"].split())
    if name in NAMES:
        return match.start(), NAMES[name]
    return (match.start(), ABBREVIATED[name]) if seen.text[match.start()].isupper() else (start, None)


_OF_AGENCY = re.compile(rf"(?<!\w)(?P<name>{p.TYPE_NAMES})\s+(?:của|do)\s+")
_SAID = re.compile(r"\s*,?\s*số\s*:?\s*")


def type_with_issuer_before(seen: View, start: int) -> tuple[int, str, str] | None:
    """Start, type and issuer where the issuer stands between the type and its number: "Chỉ thị của Thủ tướng Chính phủ số …"."""
    window = max(0, start - 110)
    for match in _OF_AGENCY.finditer(seen.low, window, start):
        agency = agency_at(seen, match.end(), start)
        if agency is not None and _SAID.fullmatch(seen.low, agency.end, start):
            return match.start(), NAMES[" ".join(match["name"].split())], " ".join(agency.quote.split())
    return None


_ISSUES = re.compile(r"(?:ban\s+hành|ký|có|ra)\s*(?:các\s+)?$")
_ISSUING = r"\s(?:(?:đã|vừa|mới|chính\s+thức)\s+)*(?:ban\s+hành|ký(?:\s+ban\s+hành)?|có|ra)\s*(?:các\s+)?$"
_DAY_TOLD = re.compile(
    rf"""(?:ngày|sáng|chiều|hôm)\s+(?=\d)(?:
      (?:(?!\s(?:của|về|do)\s)[^.;“”]|\.(?=\d)){{3,44}}?,\s*(?P<who>[^.;,“”]{{3,90}}?){_ISSUING}
    | (?:[\d/.\-\s]|tháng|năm){{3,24}}(?:,\s|(?<=\s)(?!của|về|do|và|đến))(?:[^.;“”\d]{{2,130}}?)?(?<=[\s\d]){_ISSUING[2:]})""",
    re.VERBOSE,
)


def day_before(seen: View, start: int, on: date | None) -> tuple[date, tuple[int, int]] | None:
    """The day told before an instrument, and where it stands: "Ngày 4/6, UBND tỉnh đã ban hành Kế hoạch số …"."""
    if _ISSUES.search(seen.low, max(0, start - 40), start) is None:
        return None
    window = max(0, start - 170)
    match = _DAY_TOLD.search(seen.low, window, start)
    if match is None:
        return None
    begin = match.start() + len("ngày ") if seen.low.startswith("ngày", match.start()) else match.start() + len(match[0].split()[0]) + 1
    day, after = date_at(seen, begin, on)
    if day is None:
        day, after = date_at(seen, match.start(), on)
    return (day, (match.start(), after)) if day is not None and after > match.start() else None


_DAY_AFTER = re.compile(
    r"\s{0,3},?\s{0,3}(?:(?:mà|do|được|vừa|đã|mới)\s[^.;,“”\d]{0,60}?)?"
    r"(?:ban\s{1,3}hành|ký(?:\s{1,3}ban\s{1,3}hành)?|gửi\s[^.;“”\d]{0,40}?)\s{0,3}(?:vào\s{1,3})?(?P<cue>hôm|ngày)\s{1,3}(?=\d)"
)


def day_after(seen: View, end: int, on: date | None) -> tuple[date, tuple[int, int]] | None:
    """The day told behind an instrument and its verb: "Kế hoạch số … được hai bên ký hôm 29/5/2024"."""
    match = _DAY_AFTER.match(seen.low, end)
    if match is None:
        return None
    day, after = date_at(seen, match.end(), on)
    if day is None:
        day, after = date_at(seen, match.start("cue"), on)  # a day and month need the word before them
    return (day, (match.end(), after)) if day is not None else None


_ISSUED_AT = re.compile(r"(?<=\s)(?:tại|ban\s+hành|ký(?:\s+ban\s+hành)?|có|ra|nêu\s+tại)\s*(?:các\s+)?$")


def issuer_before(seen: View, start: int) -> str | None:
    """The agency right before an instrument: "UBND tỉnh tại Công văn số …", "UBND tỉnh ban hành Kế hoạch số …"."""
    window = max(0, start - 110)
    cue = _ISSUED_AT.search(seen.low, max(window, start - 22), start)
    if cue is None:
        return None
    agencies = list(find_agencies(seen, window, cue.start()))
    last = agencies[-1] if agencies else None
    if last is None or re.fullmatch(r"\s*(?:đã|vừa|mới|vừa\s+mới|đã\s+\w+)?\s*", seen.low[last.end : cue.start()]) is None:
        return None
    return " ".join(last.quote.split())


def provision_before(seen: View, start: int) -> str | None:
    """Articles and clauses that stand before an instrument ("khoản 2, Điều 5")."""
    match = PROVISION.compiled.search(seen.low, max(0, start - 60), start)
    return " ".join(seen.text[match.start() : match.end()].split()).removesuffix(" của").strip(" ,") if match else None


# In a scan's letters, O for 0 and l or I for 1; "ngày" and an instrument's number before it tell that it is a day.
_SCANNED_DAY = re.compile(
    r"ngày\s{1,3}(?P<d>[0-3oli]?[0-9oli])(?:\s?(?P<sep>[/.-])\s?|\s{1,3}tháng\s{1,3})(?P<m>[01oli]?[0-9oli])"
    r"(?:\s?(?P=sep)\s?|\s{1,3}năm\s{1,3})(?P<y>[12li][09o][0-9oli]{2})(?!\w)"
)


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
    if match is None:
        scanned = _SCANNED_DAY.match(seen.low, start)
        if scanned is None:
            return None, start
        day_, month, year_ = (int(scanned[part].translate(LIKE_DIGITS)) for part in ("d", "m", "y"))
        return Point(day_, month, year_).days()[0], scanned.end()
    day = Point(int(match["d"]), int(match["m"]), on.year).days()[0] if on is not None else None
    # A day after the document's own is of another year: which, the text does not say.
    return (day if day is not None and on is not None and day <= on else None), match.end()


def after_number(seen: View, end: int, on: date | None, *, title: bool = True) -> Described:
    """Date, issuer and title after a number, in the orders in which they are written."""
    mark = _MARK.match(seen.low, end)
    begin = mark.end() if mark else end
    said = _day_and_issuer(seen, begin, on)
    if title:
        extra = _PARENTHESIS.match(seen.low, said.end)
        at = extra.end() if extra and _TITLE_CUE.match(seen.low, extra.end()) else said.end
        cue = _TITLE_CUE.match(seen.low, at)
        if cue:
            undated = said.dated is None and said.year is None and not said.same_day
            words, after = _title(seen, cue, undated)
            said = replace(said, title=words, end=after)
            if undated and words and (late := _day_and_issuer(seen, after, on)).dated is not None:
                said = replace(late, title=words, issuer=said.issuer or late.issuer)
    return said if said.end > begin else replace(said, end=end)


def _day_and_issuer(seen: View, begin: int, on: date | None) -> Described:
    """Date and issuer, in either order."""
    cursor, issued_on, dated, issuer, year, same_day = begin, None, None, None, None, False
    for _ in range(2):  # "ngày … của …" and "của … ngày …"
        if dated is None:
            cue = _DATE_CUE.match(seen.low, cursor)
            day, after = date_at(seen, cue.end(), on) if cue else (None, cursor)
            if cue and after > cue.end():
                issued_on, dated, cursor = day, (cue.end(), after), after
                cursor += seen.low[cursor : cursor + 1] == ")" and "(" in cue[0]
            elif same := _SAME_DAY.match(seen.low, cursor):
                same_day, cursor = True, same.end()
            elif blank := _BLANK_DAY.match(seen.low, cursor):
                year, cursor = _int(blank["year"]), blank.end()
            elif only := _YEAR.match(seen.low, cursor):
                year, cursor = int(only[1]), only.end()
        if issuer is None:
            issuer, cursor = _issuer_at(seen, cursor)
            if issuer is not None and (term := _TERM_OF_PARTY.match(seen.low, cursor)):
                cursor = term.end()
    return Described(cursor, issued_on, dated, issuer, None, issued_on.year if issued_on else year, same_day)


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _issuer_at(seen: View, cursor: int) -> tuple[str | None, int]:
    """The issuer said after "của" or "do", and the offset after it."""
    begin = cursor
    while extra := _PARENTHESIS.match(seen.low, begin):
        if not _ISSUER_CUE.match(seen.low, extra.end()):
            break
        begin = extra.end()
    cue = _ISSUER_CUE.match(seen.low, begin)
    if cue is None:
        both = JOINTLY.compiled.match(seen.low, begin)
        # Names, not "giữa các sở"; what follows their comma is another clause.
        if both and seen.text[both.start("who")].isupper():
            who = seen.text[both.start("who") : both.end("who")].rstrip(" ,")
            if two := _TWO.search(who):
                who = who[: two.end()] + who[two.end() :].split(",")[0]
                return " ".join(who.split()), both.start("who") + len(who)
        return None, cursor
    agency = agency_at(seen, cue.end())
    if agency is not None:
        return " ".join(agency.quote.split()), agency.end
    for rule in (BARE_OFFICE, HALF_NAMED):
        if half := rule.compiled.match(seen.low, cue.end()):
            return " ".join(seen.text[half.start() : half.end()].split()), half.end()
    plenum = _PLENUM.search(seen.low, begin, min(len(seen.low), begin + 40))
    return ("Ban Chấp hành Trung ương", plenum.end()) if plenum else (None, cursor)


def _title(seen: View, cue: re.Match[str], undated: bool) -> tuple[str | None, int]:
    start = cue.start("cue")
    limit = min(len(seen.text), start + _LONGEST_TITLE)
    if seen.text[start] in '“"':
        closing = _CLOSING.search(seen.text, start + 1, limit)
        stop = closing.end() if closing else start
    else:
        stop = limit
        for end in _TITLE_END.finditer(seen.low, start, limit):
            stop = end.start()
            break
        # A line that goes on in lower case goes on with the title; one that opens with a capital is the next paragraph.
        for line in _LINE_END.finditer(seen.text, start, stop):
            if not seen.text[line.end()].islower():
                stop = line.start()
                break
        if undated and (quoted := _QUOTED_THEN_DAY.search(seen.low, start, stop)):
            stop = quoted.start()
    whole = " ".join(seen.text[start:stop].split()).strip(" ,;")
    words = whole.strip(' “”",;')
    if whole.endswith("”") and words.count("“") > words.count("”"):
        words += "”"
    elif whole.endswith('"') and words.count('"') % 2:
        words += '"'
    return (words, stop) if words else (None, start)


_CLOSING = re.compile('[”"]')
# "về việc ban hành “…” ngày 3/4/2024": behind a quoted name stands the instrument's own day, if none has been told.
_QUOTED_THEN_DAY = re.compile(
    r"(?<=[”\"])(?=\s{0,3},?\s{0,3}(?:(?:của|do)\s[^;:.“”\"\d]{2,80}?,?\s)?(?:(?:ký\s{1,3})?ban\s{1,3}hành\s{1,3}|ký\s{1,3})?ngày\s{1,3}[\doli])"
)
_LINE_END = re.compile(r"\n\s{0,3}(?=\S)")
