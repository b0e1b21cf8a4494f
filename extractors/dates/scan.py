"""From text to atoms in one pass: stop where a date can begin, ask the rules that can begin there, go on behind what was read.

Ordinary text holds a number or a word of time every eighty characters; everything between is crossed by one compiled search.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extractors.dates import cycles, feasts, relative
from extractors.dates import patterns as p
from extractors.dates.atoms import FEAST, Atom, read
from extractors.dates.values import Point
from extractors.dates.words import S, W, Y
from extractors.rule import Rule
from extractors.view import fold, lower

_BLANKS = "\t\v\f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_DASHES = "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_FOLDED = [*((char, " ") for char in _BLANKS), *((char, "-") for char in _DASHES), ("\r", "\n"), ("ð", "đ")]


def lowered(text: str) -> str:
    """NFC ``text`` in lower case with plain blanks and hyphens; same length, and ten times as quick as `extractors.view.fold`.

    What `fold` does beyond it, one spelling of hòa/hoà and kỷ/kỉ, the rules of dates do by writing both.

    >>> lowered("Ngày 01\u00a0–\u00a005/6")
    'ngày 01 - 05/6'
    """
    low = lower(text)
    if len(low) != len(text):  # some capitals have no lower case of one character (İ)
        return fold(text)
    for char, plain in _FOLDED:
        if char in low:
            low = low.replace(char, plain)
    return low


_DAYS = (
    cycles.RECURRING_MONTH_DAY, p.DAY_OF_MONTHS, cycles.RECURRING_DAY, feasts.LUNAR, p.FULL_NUMERIC, p.SPACED, p.PEN, p.FULL_WORDS,
    p.DAY_IN_WORDS_OF_MONTH, p.MAY, p.SHARED_DAYS, relative.RELATIVE_MONTH, relative.RELATIVE_DAY, feasts.NAMED_FEAST, p.DAY_MONTH,
)  # fmt: skip
_PARTS_OF_DAY = (relative.RELATIVE_DAY, feasts.LUNAR)
_QUARTERS = (p.SHARED_QUARTERS, cycles.RECURRING_MONTH, p.RELATIVE_PART, relative.RELATIVE_MONTH, p.QUARTER, cycles.RECURRING_PERIOD)
_EDGES = (p.YEAR, relative.RELATIVE_YEAR, relative.RELATIVE_MONTH, relative.RELATIVE_WEEK)
_COUNTS = (p.RELATIVE_PART, p.HALF, p.MONTHS_OF_YEAR, p.TERM, cycles.RECURRING_PERIOD, cycles.DURATION)
_WEEKDAYS = (cycles.RECURRING_WEEKDAY, relative.RELATIVE_WEEK)
_TERMS = (p.TERM,)
_FEASTS = (feasts.NAMED_FEAST,)
_PERIODS = (cycles.RECURRING_DAY_AHEAD, cycles.RECURRING_PERIOD)

_OPENINGS = (relative.NOW, relative.ISSUED, relative.IN_FORCE)
_OF_TIME = r"(?=\s{1,6}(?:năm|tháng|tuần|ngày|qu[ýí]))"
_OF_DAY = r"(?=\s{1,6}(?:nay|mai|qua|hôm|rằm))"
_BEGIN: dict[str, tuple[str, tuple[Rule, ...]]] = {
    "ngày": ("", _DAYS),
    "mùng": ("", _DAYS),
    "mồng": ("", _DAYS),
    "hôm": ("", (relative.RELATIVE_DAY, *_DAYS)),
    "rằm": ("", (feasts.LUNAR,)),
    "tháng": (
        "",
        (
            p.SHARED_MONTHS, cycles.RECURRING_MONTH, feasts.LUNAR_MONTH, p.RELATIVE_PART, p.MONTH_YEAR, p.MAY, relative.RELATIVE_MONTH,
            p.MONTH,
        ),
    ),
    "quý": ("", _QUARTERS),
    "quí": ("", _QUARTERS),
    "năm": ("", (p.TERM, p.YEAR, p.YEAR_WORDS, relative.RELATIVE_YEAR, cycles.RECURRING_PERIOD, cycles.DURATION)),
    "tuần": ("", (relative.RELATIVE_WEEK,)),
    "thứ": (r"(?=\s{1,6}(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7]))", _WEEKDAYS),
    "chủ": (r"(?=\s{1,6}nhật)", _WEEKDAYS),
    "nửa": (r"(?=\s{1,6}(?:đầu|cuối|sau))", (p.CENTURY, p.HALF)),
    "thế": (r"(?=\s{1,6}k[ỷỉ])", (p.CENTURY,)),
    "thập": (r"(?=\s{1,6}(?:niên|k[ỷỉ]))", (p.DECADE,)),
    "những": (r"(?=\s{1,6}năm)", (p.DECADE,)),
    "giai": (r"(?=\s{1,6}đoạn)", _TERMS),
    "nhiệm": (r"(?=\s{1,6}k[ỳì])", _TERMS),
    "niên": (r"(?=\s{1,6}kh)", _TERMS),
    "thời": (r"(?=\s{1,6}k[ỳì])", _TERMS),
    "khóa": (r"(?=\s{0,6}[(0-9ivx])", _TERMS),
    "khoá": (r"(?=\s{0,6}[(0-9ivx])", _TERMS),
    "các": (r"(?=\s{1,6}năm)", _TERMS),
    "hằng": (_OF_TIME, _PERIODS),
    "hàng": (_OF_TIME, _PERIODS),
    "mỗi": (_OF_TIME, _PERIODS),
    "định": (r"(?=\s{1,6}k[ỳì])", _PERIODS),
    "từ": (r"(?=\s{1,6}(?:nay|ngày|khi|đầu|phát|ký|ban|thời|năm|[12][0-9]))", (relative.SINCE_NEW_YEAR, *_OPENINGS, p.YEAR_TO_YEAR)),
    "kể": (r"(?=\s{1,6}từ)", _OPENINGS),
    "tính": (r"(?=\s{1,6}từ)", _OPENINGS),
    "tết": ("", _FEASTS),
    "giỗ": ("", _FEASTS),
    "noel": ("", _FEASTS),
    "lễ": (r"(?=\s{1,6}(?:phật|vu|giáng|quốc|độc))", _FEASTS),
    **dict.fromkeys(("thượng", "trung", "hạ"), (r"(?=\s{1,6}tuần)", (p.THIRD,))),
    "đại": (r"(?=\s{1,6}lễ)", _FEASTS),
    "dịp": (r"(?=\s{1,6}(?:lễ\s{1,6})?quốc)", _FEASTS),
    "mừng": (r"(?=\s{1,6}(?:lễ\s{1,6})?quốc)", _FEASTS),
    **dict.fromkeys(("sáng", "trưa", "chiều", "tối", "đêm"), (_OF_DAY, _PARTS_OF_DAY)),
    **dict.fromkeys(("đầu", "giữa", "cuối", "hết"), (_OF_TIME, _EDGES)),
    **dict.fromkeys(("một", "hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười"), (_OF_TIME, _COUNTS)),
}  # fmt: skip
"""Words that a date can begin with, what has to follow them, and the rules to ask, in the order of trust."""


def _trigger() -> str:
    """The words of `_BEGIN` by their first letters, as the engine takes no prefix out of an alternation by itself."""
    by_letter: dict[str, list[str]] = {}
    for word, (ahead, _) in _BEGIN.items():
        by_letter.setdefault(word[0], []).append(word[1:] + (ahead or r"(?![^\W\d_])"))
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


_WORD = re.compile(_trigger())
# One set of characters in front lets the engine leap from blank to blank and number to number.
_TRIGGER = re.compile(rf"[ \n(,.;:\"'“”‘’*_\[{{<>|…/+0-9-](?:(?<=[0-9])[0-9]*|{_WORD.pattern})")

_WITH_SEPARATOR = (cycles.RECURRING_DAY, feasts.LUNAR, p.FULL_NUMERIC, p.SHARED_DAYS, p.MONTH_YEAR_BARE)
_WITH_MONTHS = (
    cycles.RECURRING_DAY, feasts.LUNAR, cycles.RECURRING_PERIOD, p.FULL_WORDS, p.MAY, p.RELATIVE_PART, p.HALF, p.MONTHS_OF_YEAR,
    cycles.DURATION,
)  # fmt: skip
_WITH_COUNT = (p.TERM, cycles.RECURRING_PERIOD, cycles.DURATION)
_BY_NEXT = {
    "/": _WITH_SEPARATOR, ".": _WITH_SEPARATOR, "-": _WITH_SEPARATOR, "t": _WITH_MONTHS, "n": _WITH_COUNT, "q": _WITH_COUNT,
    ",": (p.SHARED_DAYS, p.FULL_WORDS), "v": (p.SHARED_DAYS,), "đ": (p.SHARED_DAYS,), " ": (p.SPACED,),
}  # fmt: skip
_WHOLE = (p.FULL_NUMERIC, p.FULL_WORDS, p.DAY_MONTH)
_NOTHING = ""
"""Rule of what looks like a day and is none ("ngày 31 tháng 4 năm 2024"): no part of it is read either."""
_SEPARATORS = frozenset("/.-")
_BLANK = re.compile(r"\s{0,6}")
_DAY_CUE = re.compile(
    r"(?<![^\W\d_])(?:ngày|mùng|mồng|hôm|sáng|trưa|chiều|tối|đêm|thứ\s{1,6}(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s{1,6}nhật"
    r"|(?P<weak>dịp|lễ|vào|trước|từ|đến|tới|hết|sau|nhân|(?:chậm|muộn)\s{1,3}nhất(?:\s{1,3}là)?|hạn\s{1,3}(?:cuối|chót|nộp|gửi|nhận)(?:\s?:)?))(?:\s{0,6}[,(])?\s{0,6}$"
)
_ALSO = re.compile(r"\s{0,3}(?:,|;|và|hoặc|-|(?:,\s?)?(?:cho\s)?(?:đến|tới)(?:\s{1,3}hết)?)\s{0,3}(?:ngày\s{1,3})?")
_ALSO_YEAR = re.compile(r"\s{0,3}(?:,|;|và|hoặc|,\s?và)\s{1,3}(?:năm\s{1,3})?")
_PLAIN_AFTER = re.compile(
    rf"{S}(?:[,.;:)\]\"”»\n-]|$|(?:và|của|đã|được|tại|theo|là|có|cho|với|thì|trên|trong|ở|nay|này|phải|sẽ|các|do|để|gồm|hoặc"
    rf"|đến|tới|ubnd|ủy|uỷ|ban|sở|hội|tỉnh|năm|từ|như|mới|nhằm|về|bằng|đồng{W}chí|trở)(?!\w))"
)
_NO_DAY_LEFT = re.compile(
    r"(?<![^\W\d_])(?:số|nhà|hẻm|ngõ|ngách|kiệt|đường|tổ|tuần|thửa|tờ|lô|mã|ip|v|ver|version|bản|mục|khoản|(?<!thời\s)điểm|điều|tỷ\s+lệ|tỉ\s+lệ|tỷ\s+số|tỉ\s+số|thoại|đt|tel|fax|stk|đồ)"
    r"\s{0,3}[:.]?\s{0,3}$"
)
_GLUED = re.compile(r"(?<![^\W\d_])(?!(?:ba|tư|hai|lúc|vào|hôm)$)[^\W\d_]{1,3}$")
_STREET = re.compile(r"\s{1,3}(?:đường|phố|ngõ|hẻm)")
_BARE_YEAR_CUE = re.compile(r"(?<![^\W\d_])(?:đến|hết|tới|trước|sau|tầm\s{1,6}nhìn|xuân|hè|tết)\s{1,6}$")
_YEARS_IN_BRACKETS = re.compile(r"năm\s{0,3}\(\s?$")
_YEAR_AHEAD = re.compile(rf"{Y}(?!\s?[-/.,]?[0-9]|\s?%)")


def atoms(low: str, text: str, published: date | None) -> list[Atom]:
    """Every atom of a text, in text order, none overlapping another."""
    found: list[Atom] = []
    last = 0
    first = _WORD.match(low)
    if first:
        found = _try(_BEGIN[first[0]][1], low, text, 0, published)
        last = found[-1].end if found else 0
        found = [atom for atom in found if atom.rule != _NOTHING]
    for trigger in _TRIGGER.finditer(low):
        start, end = trigger.span()
        if start < last - 1:
            continue
        if low[start] in "0123456789":
            read_here = _at_number(low, text, start, end - start, last, found, published) if start >= last else []
        else:
            read_here = _try(_BEGIN[low[start + 1 : end]][1], low, text, start + 1, published)
        if read_here:
            last = read_here[-1].end
            if read_here[0].rule != _NOTHING:
                _name_feast(low, read_here[0])
                found.extend(read_here)
    return found


def _name_feast(low: str, atom: Atom) -> None:
    """A lunar day behind the name of a feast is the feast."""
    if atom.calendar == "lunar" and atom.term is None and feasts.NAME_BEFORE.search(low, max(0, atom.start - 60), atom.start):
        atom.term = FEAST


def _try(rules: Sequence[Rule], low: str, text: str, start: int, published: date | None) -> list[Atom]:
    for rule in rules:
        match = rule.compiled.match(text if rule.on == "text" else low, start)
        if match is not None:
            read_here = read(rule.name, match, text, published)
            if read_here:
                return read_here
            if rule in _WHOLE:
                return [Atom(*match.span(), _NOTHING)]
    return []


def _at_number(low: str, text: str, start: int, length: int, floor: int, before: Sequence[Atom], published: date | None) -> list[Atom]:
    if length > 4:
        return []
    if start > max(floor + 1, 1) and low[start - 1] in _SEPARATORS and low[start - 2].isdecimal():
        return []  # within a longer number; a date before it would have ended right here
    end = start + length
    if length == 4:
        return _at_year(low, text, start, end, floor, before, published)
    here = _BLANK.match(low, end)
    assert here is not None
    following = low[here.end() : here.end() + 1]
    if length == 3:
        return _try((cycles.DURATION,), low, text, start, published) if following in ("n", "t") else []
    if following in _SEPARATORS:
        ahead = low[here.end() + 1 : here.end() + 3].lstrip()
        if not ahead or not ahead[0].isdecimal():
            return []  # "1. Mục đích"
    rules = _BY_NEXT.get(following) or (_BY_NEXT[" "] if following.isdecimal() and here.end() > end else None)
    if rules is None:
        return []
    read_here = _try(rules, low, text, start, published)
    if read_here and _is_a_date(read_here, low, start, floor):
        return read_here
    if read_here and read_here[0].rule in (p.FULL_WORDS.name, p.FULL_NUMERIC.name):
        return []
    return _day_and_month(low, text, start, floor, before, published) if following in _SEPARATORS else []


def _is_a_date(found: list[Atom], low: str, start: int, floor: int) -> bool:
    """Is a day without "ngày" before it one? "3 tháng 10 ngày" and "phiên bản 2.1.15" are none."""
    atom = found[0]
    point = atom.point
    if atom.rule == p.MONTH_YEAR_BARE.name:
        return _NO_DAY_LEFT.search(low, max(floor, start - 16), start) is None
    if point is None or atom.rule not in (p.FULL_WORDS.name, p.FULL_NUMERIC.name):
        return True
    cue = _DAY_CUE.search(low, max(floor, start - 20), start)
    if atom.rule == p.FULL_WORDS.name:
        if _NO_DAY_LEFT.search(low, max(floor, start - 16), start):
            return False
        return bool(cue) or point.year is not None or _PLAIN_AFTER.match(low, atom.end) is not None
    if cue and not cue["weak"]:
        return True
    if _NO_DAY_LEFT.search(low, max(floor, start - 16), start) or _GLUED.search(low, max(floor, start - 4), start):
        return False
    # Two digits for the year say little: between points they are a version, between hyphens a code.
    if low[atom.end - 4 : atom.end].isdecimal() or ("/" in low[start : atom.end] and not _STREET.match(low, atom.end)):
        return True
    return _is_short_day(low, start, atom.end, floor, cued=cue is not None)


_SHORT_DAY = re.compile(r"(?:0[1-9]|[12][0-9]|3[01])\.(?:0?[1-9]|1[0-2])\.(?:1[5-9]|2[0-9])|0?[1-9]\.0[1-9]\.(?:1[5-9]|2[0-9])")
_BEHIND_SHORT_DAY = re.compile(
    r"\s{0,3}(?:[,;)\]]|[.](?![0-9])|-\s{0,3}[0-3]?[0-9][.][01]?[0-9][.][0-9]|$|\n|(?:và|của|đã|được|tại|theo|là|cho|trên|ở|để|đến|tới|ubnd|ủy|sở|hội|tỉnh|lúc)(?!\w))"
)
_ORDERED = re.compile(
    r"(?<![^\W\d_])(?:chương|phần|tiết|biểu|bảng|hình|phụ\s+lục|câu|bài|trang|tiêu\s+chí|chỉ\s+tiêu|nhiệm\s+vụ|nội\s+dung|cột|dòng|hàng|chiếm"
    r"|đạt|tăng|giảm|bằng|giá|hệ\s+số|mẫu|ký\s+hiệu|thắng|thua|hòa|hoà|hiệp|set|séc)\s{0,3}[:.]?\s{0,3}$"
)


def _is_short_day(low: str, start: int, end: int, floor: int, *, cued: bool) -> bool:
    """Is "04.6.24" a day: zeros that no list mark has, a word or a bracket before it and no title, unit or figure behind it?"""
    if not _SHORT_DAY.fullmatch(low, start, end) or not _BEHIND_SHORT_DAY.match(low, end):
        return False
    before = low[max(floor, start - 24) : start]
    opening = before.rstrip(" ")[-1:]
    if opening in ("", "\n"):
        # A line of its own; behind a line's first figures stands the text that they number.
        return low[end : end + 1] in ("", "\n", ";") or (cued and low[end : end + 1] != ".")
    return (opening in "(:" or opening.isalpha()) and _ORDERED.search(before) is None


def _day_and_month(low: str, text: str, start: int, floor: int, before: Sequence[Atom], published: date | None) -> list[Atom]:
    """ "4/6" is a day behind a cue, a feast's name or another day; else it is a ratio, an article, a score."""
    match = p.MORE_DAY_MONTH.compiled.match(low, start)
    if match is None:
        return []
    if before and before[-1].point is not None and before[-1].point.day is not None and _ALSO.fullmatch(low, floor, start):
        strong = match["sep"] != "."
    else:
        # Before "2/9" a word or a bracket, not another number: the search for a name is dear.
        named = low[max(floor, start - 2) : start].strip(" \n(").isalpha() or low[max(floor, start - 2) : start] in (" (", "\n(")
        holiday = feasts.HOLIDAY.compiled.search(low, max(floor, start - 110), match.end() + 1) if named else None
        if holiday and holiday.start("date") == start:
            return read(feasts.HOLIDAY.name, holiday, text, published)
        cue = _DAY_CUE.search(low, max(floor, start - 24), start)
        if cue is None:
            return []
        feast = cue["weak"] in ("lễ", "dịp") and (int(match["d"]), int(match["m"])) in feasts.KNOWN_DAYS
        if cue["weak"] and match["sep"] != "/" and not feast and not _is_begun(low, cue.start(), match, floor):
            return []
        strong = not cue["weak"] or _PLAIN_AFTER.match(low, match.end()) is not None or match["d"][0] == "0" or int(match["d"]) > 12
    if not strong:
        return []
    found = read(p.MORE_DAY_MONTH.name, match, text, published)
    for one in found:
        one.rule = p.DAY_MONTH.name
        # "nghỉ lễ 30/4 và 1/5": days that everybody keeps.
        assert one.point is not None
        if (one.point.day, one.point.month) in feasts.KNOWN_DAYS and (
            feasts.NAME_BEFORE.search(low, max(0, start - 60), start)
            or (before and before[-1].term == FEAST and _ALSO.fullmatch(low, floor, start))
        ):
            one.term = FEAST
    return found


_BEGUN = re.compile(
    r"(?:bắt\s{1,3}đầu|(?:khởi|phát)\s{1,3}động|(?:khai|bế)\s{1,3}mạc|mở\s{1,3}màn|diễn\s{1,3}ra|kết\s{1,3}thúc|khép\s{1,3}lại)\s{1,3}$"
)


def _is_begun(low: str, cue: int, match: re.Match[str], floor: int) -> bool:
    """ "bắt đầu từ 1-10 và …": what begins and ends does so on a day, though written with a hyphen; so does what is due "trước 15-11"."""
    if low.startswith("trước", cue) and match["sep"] == "-" and " " not in match[0]:
        return _PLAIN_AFTER.match(low, match.end()) is not None
    return _BEGUN.search(low, max(floor, cue - 16), cue) is not None and _PLAIN_AFTER.match(low, match.end()) is not None


def _at_year(low: str, text: str, start: int, end: int, floor: int, before: Sequence[Atom], published: date | None) -> list[Atom]:
    if not _YEAR_AHEAD.match(low, start):
        return _try((p.ISO, p.YEARS), low, text, start, published)
    if read_here := _try((p.ISO, p.YEARS), low, text, start, published):
        return read_here
    after = _PLAIN_AFTER.match(low, end)
    if after is None:
        return []
    if before and before[-1].point is not None and before[-1].point.precision == "year" and _ALSO_YEAR.fullmatch(low, floor, start):
        return [Atom(start, end, p.YEAR.name, Point(year=int(low[start:end])))]
    # "trong 3 năm (2022, 2023, 2024)": what the years are counted by has been read already.
    if _BARE_YEAR_CUE.search(low, max(floor, start - 20), start) or _YEARS_IN_BRACKETS.search(low, max(0, start - 8), start):
        return [Atom(start, end, p.BARE_YEAR_AFTER_WORD.name, Point(year=int(low[start:end])))]
    return []
