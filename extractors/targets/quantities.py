"""`find_quantities`: numbers with their units, as Vietnamese writes them (comma = decimal sign, point or blank = thousands).

"7 - 8%" is one quantity, so is "từ 120 triệu đến 125 triệu đồng"; "ít nhất", "trên", "trở lên" make the comparator, "tăng", "giảm"
the direction. Dates, document numbers, list marks and telephone numbers are none.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib.resources import files
from operator import attrgetter

from extractors.dates import find as dates
from extractors.directives import find as directives
from extractors.rule import Rule
from extractors.targets.bounds import comparator_of, direction_of
from extractors.targets.more import of_each, or_more
from extractors.targets.patterns import longest_of
from extractors.view import View, compose, fold, view


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or range with its unit; ``unit`` is a code of units.csv, ``unit_label`` the words."""

    start: int
    end: int
    quote: str
    rule: str
    value_min: Decimal
    value_max: Decimal
    unit: str | None
    unit_label: str | None
    comparator: str
    direction: str
    noun: bool = False  # the unit is the thing counted ("20 xã"), not a measure
    value_start: int = 0
    restates: bool = False


def _units() -> dict[str, tuple[str, bool]]:
    text = (files("extractors.targets") / "units.csv").read_text(encoding="utf-8")
    return {fold(r["words"]): (r["unit"], r["noun"] == "x") for r in csv.DictReader(text.splitlines())}


UNITS = _units()
_UNIT_WORDS = longest_of(UNITS)
_NOUNS = longest_of(words for words, (_, noun) in UNITS.items() if noun)
_N = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:\s\d{3})+(?=\s*(?:đồng|triệu|tỷ|ha|người|hộ|usd|tấn|km))|\d+(?:[.,]\d+)?)"
_WORD_NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_WORD = "|".join(_WORD_NUMBERS)
_UNIT = rf"(?:(?P<unit>{_UNIT_WORDS})(?![\w]))"
_UNIT1 = rf"(?:(?P<unit1>{_UNIT_WORDS})(?![\w]))"
_SCALE = r"(?:(?P<scale>nghìn|ngàn|vạn|triệu|tỷ)(?=\s+(?!đồng|usd|đô|đơn)[^\W\d_]))"

QUANTITY = Rule(
    name="quantity",
    pattern=rf"""(?<![\w.,/])(?<!\d\s/)(?<!\w-)(?P<a>{_N})(?!\d)
        (?:\s*+(?:(?:{_UNIT1}|nghìn\b|ngàn\b|triệu\b)\s*+)?(?:-|÷|đến|tới)\s*(?P<b>{_N})(?!\d))?
        (?:\s*{_SCALE})?(?:\s*{_UNIT})?(?P<more>\s+trở\s+(?:lên|xuống))?""",
    finds={
        "đạt 7 - 8%; trong": "7 - 8%",
        "1.250.000 đồng": "1.250.000 đồng",
        "từ 120 triệu đến 125 triệu đồng": "120 triệu đến 125 triệu đồng",
        "đạt 95% trở lên": "95% trở lên",
        "khoảng 5.148 đến 5.363 USD": "5.148 đến 5.363 USD",
    },
    leaves=["Covid-19"],
)
CLOCK = Rule(
    name="quantity-clock-time",
    # (One class of characters comes first, and what may not stand before it after that: a pattern that begins by looking back is slow.)
    pattern=r"[0-9](?<![\d.,].)(?:(?<=[01])\d|(?<=2)[0-3])?\s?(?::[0-5]\d|(?:h|giờ)(?:\s?[0-5]\d)?)(?!\w)",
    finds={"lúc 14h00 ngày": "14h00", "7 giờ 30": "7 giờ 30"},
    leaves=["18 giống lúa"],
)
RANK = Rule(
    name="quantity-rank",
    pattern=r"(?<!\w)(?:top|tốp|nhóm)\s+(?P<a>\d{1,3})(?!\d)",
    finds={"nằm trong tốp 15 tỉnh": "tốp 15", "vào top 20 cả nước": "top 20"},
    leaves=["tốp đầu"],
)
FRACTION = Rule(
    name="quantity-fraction",
    pattern=rf"(?<![\w.,/])(?:(?P<n>\d)\s?/\s?(?P<d>\d)(?=\s+(?:số|tổng|trở))|(?P<nw>{_WORD})\s+phần\s+(?P<dw>ba|tư|năm|mười)(?=\s+(?:số|tổng|trở)))",
    finds={"có 2/3 số xã": "2/3", "hai phần ba số hộ": "hai phần ba"},
    leaves=["ngày 2/3", "7/10 huyện"],
)
OF_ALL = Rule(
    name="quantity-of-all",
    # (One digit comes first, and what may not stand before it after that: a pattern that begins by looking back is slow.)
    pattern=rf"""(?P<a>\d(?<![\w.,/\-]\d)\d{{0,2}})\s?/\s?(?:(?P<of>\d{{1,3}})(?=\s)\s+(?P<unit>{_NOUNS})(?!\w)
        |(?P=a)(?=\s+(?!ngày|tháng|năm|phòng|đường)[^\W\d_]{{2}}))""",
    finds={"phấn đấu 22/24 thôn có nhà văn hóa": "22/24 thôn", "18/18 chi hội": "18/18"},
    leaves=["7/10 ngày", "Nghị quyết 12/12-NQ", "số 24/24", "thửa 1.24/24 thôn"],
)
# What every fraction has, and hardly anything else.
_DIGITS_BEFORE = re.compile(r"\d{1,3}\s?$")
_SLASH = re.compile(r"/\s?\d{1,3}\s")
_PART_OF = re.compile(r"/\s?\d\s+(?:số|tổng|trở)|phần\s+(?:ba|tư|năm|mười)\s+(?:số|tổng|trở)")
_COUNTED = rf"{_UNIT_WORDS}|mô\s+hình|sáng\s+kiến|điển\s+hình|(?:phần\s+)?việc(?:\s+làm)?|giải\s+pháp|ý\s+tưởng"
NUMBER_WORD = Rule(
    name="quantity-word",
    pattern=rf"""(?:(?:ít\s+nhất|tối\s+thiểu|mỗi\s+[^\W\d_]+(?:\s[^\W\d_]+)?(?:\s+có)?(?:\s+ít\s+nhất)?)\s+)(?P<w>{_WORD})\s+(?P<unit>{_COUNTED})(?![\w])
        |mỗi\s+[^\W\d_]+(?:,?\s[^\W\d_]+){{0,17}}?\s+có\s+(?:ít\s+nhất\s+|tối\s+thiểu\s+)?(?P<w2>{_WORD})\s+(?P<unit2>{_COUNTED}|(?!số|phần|lần|người|cách|ngày|nửa|chút|thời|hoặc)[^\W\d_]+)(?![\w])""",
    finds={
        "mỗi xã có ít nhất một mô hình": "mỗi xã có ít nhất một mô hình",
        "mỗi trạm bơm, cửa cống có một nhật ký": "mỗi trạm bơm, cửa cống có một nhật",
    },
    leaves=["mỗi người có một phần trách nhiệm", "mỗi xã có một số việc"],
)
# Where it may begin; a pattern of its length is not to be tried at every character.
_NUMBER_WORD_BEGINS = re.compile(r"ít\s+nhất\s|tối\s+thiểu\s|mỗi\s")
RESTATED = Rule(
    name="restated-amount",
    pattern=r"(?:tương\s+đương|tức|bằng|quy\s+đổi)\s*(?:khoảng|với)?\s*$",
    finds={"(tương đương khoảng ": "tương đương khoảng "},
)
# What a number must not stand in: telephone numbers, addresses, articles, ordinals, list marks.
_NUMBERED = (
    "điện thoại", "đt", "fax", "tel", "hotline", "số nhà", "số", "điều", "khoản", "chương", "mục", "phần", "mẫu", "phụ lục", "lần thứ",
    "thứ", "khóa", "quý", "tháng", "ngày", "năm", "quốc lộ", "đường", "phòng", "lớp", "khối", "ql", "cụm", "trang", "tổ", "khu vực",
    "hạng", "loại", "lô", "nhóm", "phường", "quận", "tập", "khẩu hiệu", "bước", "đợt", "covid", "covid-",
)  # fmt: skip
NOT_A_QUANTITY = Rule(
    name="no-quantity",
    pattern="(?:" + "|".join(_NUMBERED).replace(" ", r"\s+") + r"|(?<!\w)ấp)\s*:?\s*(?:số\s*)?$",
    finds={"điện thoại: ": "điện thoại: "},
)
_LAST_OF_NUMBERED = ("ấp", *{words.split()[-1] for words in _NUMBERED})
_CERTAINLY_COUNTED = re.compile(r"(?:trên|dưới|đạt|có|khoảng)\s+$")


_ALL = 100  # percent
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")


def parse_number(written: str) -> Decimal:
    """Value of a number in Vietnamese notation; a point before one, two or four digits is a decimal point of a foreign hand.

    >>> parse_number("5.148"), parse_number("4,5"), parse_number("0.65"), parse_number("1.250.000")
    (Decimal('5148'), Decimal('4.5'), Decimal('0.65'), Decimal('1250000'))
    """
    written = "".join(written.split())
    if "," in written:
        return Decimal(written.replace(".", "").replace(",", "."))
    if "." in written and _THOUSANDS.fullmatch(written):
        return Decimal(written.replace(".", ""))
    return Decimal(written)


def find_quantities(text: str) -> list[Quantity]:
    """Quantities of ``text`` in text order.

    >>> [(str(q.value_min), str(q.value_max), q.unit) for q in find_quantities("GRDP đạt 7 - 8%, thu 1.250 tỷ đồng")]
    [('7', '8', 'phan_tram'), ('1250', '1250', 'ty_dong')]
    """
    composed = compose(text)
    found = find_in_view(view(composed.text))
    if composed.starts is None:
        return found
    moved = []
    for quantity in found:
        start, end, quote = composed.span(quantity.start, quantity.end)
        moved.append(replace(quantity, start=start, end=end, quote=quote, value_start=composed.span(quantity.value_start, quantity.end)[0]))
    return moved


def find_in_view(seen: View, taken: Iterable[tuple[int, int]] | None = None) -> list[Quantity]:
    """`find_quantities` on a text that is NFC already; ``taken`` are the spans of its dates and instruments where they are known."""
    blocked = _blocked(seen, _dates_and_instruments(seen) if taken is None else taken)
    found: list[Quantity] = []
    for rule in (RANK, FRACTION, OF_ALL, NUMBER_WORD, QUANTITY):
        others = bool(found)  # what one rule finds does not overlap
        for match in _matches(rule, seen):
            start = match.start("w" if match["w"] else "w2") if rule is NUMBER_WORD else match.start()
            if blocked[start] or (others and any(q.start < match.end() and start < q.end for q in found[-3:])):
                continue
            quantity = _read(seen, rule, match, start)
            if quantity is not None:
                found.append(quantity)
                blocked[quantity.start : quantity.end] = b"\x01" * (quantity.end - quantity.start)
    return sorted(found, key=attrgetter("start"))


def _matches(rule: Rule, seen: View) -> Iterable[re.Match[str]]:
    if rule is OF_ALL:
        return _of_all(seen)
    if rule is FRACTION and not _PART_OF.search(seen.low):
        return ()
    return _number_words(seen) if rule is NUMBER_WORD else rule.matches(seen)


def _of_all(seen: View) -> Iterator[re.Match[str]]:
    """Matches of `OF_ALL`, looked for where a slash stands between digits."""
    for slash in _SLASH.finditer(seen.low):
        digits = _DIGITS_BEFORE.search(seen.low, max(0, slash.start() - 4), slash.start())
        if digits is not None and (match := OF_ALL.compiled.match(seen.low, digits.start())) is not None:
            yield match


def _number_words(seen: View) -> Iterator[re.Match[str]]:
    position = 0
    for begun in _NUMBER_WORD_BEGINS.finditer(seen.low):
        if begun.start() >= position and (match := NUMBER_WORD.compiled.match(seen.low, begun.start())) is not None:
            position = match.end()
            yield match


def taken_by(expressions: Iterable[dates.DateExpression], citations: Iterable[directives.Citation]) -> Iterator[tuple[int, int]]:
    """Stretches whose digits are no quantities: dates (a length of time is one) and numbers of instruments."""
    for expression in expressions:
        if expression.duration is None and expression.recurrence is None:
            yield expression.start, expression.end
    for citation in citations:
        yield citation.start, citation.end


def _dates_and_instruments(seen: View) -> Iterator[tuple[int, int]]:
    return taken_by(dates.find_in_view(seen), directives.find_in_view(seen))


def _blocked(seen: View, taken: Iterable[tuple[int, int]]) -> bytearray:
    """Characters of dates, instruments and clock times."""
    blocked = bytearray(len(seen.low) + 1)
    for start, end in (*taken, *(match.span() for match in CLOCK.matches(seen))):
        blocked[start:end] = b"\x01" * (end - start)
    return blocked


def _read(seen: View, rule: Rule, match: re.Match[str], start: int) -> Quantity | None:
    end = match.end()
    more = written = None
    if rule is RANK:
        rank = Decimal(match["a"])
        return Quantity(
            start,
            end,
            seen.text[start:end],
            rule.name,
            rank,
            rank,
            "bac",
            seen.text[start:end],
            "le",
            "reach",
            value_start=match.start("a"),
        )
    if rule is FRACTION:
        if match["n"]:
            over, under = int(match["n"]), int(match["d"])
        else:
            over, under = _WORD_NUMBERS[match["nw"]], {"ba": 3, "tư": 4, "năm": 5, "mười": 10}[match["dw"]]
        if under == 0 or over > under:
            return None
        low = high = (Decimal(over) / Decimal(under)).quantize(Decimal("0.0001"))
        unit, label, noun = None, None, False
    elif rule is OF_ALL:
        low = high = Decimal(match["a"])
        if match["of"] and int(match["of"]) < low:
            return None
        written = "unit" if match["unit"] else None
        label = " ".join(match["unit"].split()) if written else None
        unit, noun = UNITS[label] if label else (None, False)
    elif rule is NUMBER_WORD:
        low = high = Decimal(_WORD_NUMBERS[match["w"] or match["w2"]])
        written = "unit" if match["unit"] else "unit2"
        label = " ".join(match[written].split())
        unit, noun = UNITS.get(label, ("khac", True))
    else:
        counted = bool(match["unit"] or match["scale"])
        numbered = _is_numbered(seen.low[max(0, start - 26) : start]) and not of_each(seen, start, end, counted=counted)
        if numbered and not (
            (counted or _bare_scale(seen, end)) and _WHOLE_PERIOD.search(seen.low, max(0, start - 16), start)
        ):
            return None
        low = parse_number(match["a"])
        high = parse_number(match["b"]) if match["b"] else low
        written = "unit" if match["unit"] else "unit1" if match["unit1"] else None
        label = " ".join(match[written].split()) if written else None
        unit, noun = UNITS[label] if label else (None, False)
        scale = match["scale"] or (_bare_scale(seen, end) if not written else None)
        if scale:
            factor = {"nghìn": 1000, "ngàn": 1000, "vạn": 10000, "triệu": 10**6, "tỷ": 10**9}[scale]
            low, high = low * factor, high * factor
        if label == "đ" and not _AFTER_DONG.match(seen.low, end):
            unit = label = None
        more = match["more"]
        if not more and (unit != "phan_tram" or high < _ALL):
            more = or_more(seen, end, share=unit == "phan_tram")
        if high < low and match["b"]:
            return None
        if match["a"].startswith("0") and len(match["a"]) > 3 and "," not in match["a"] and "." not in match["a"]:
            return None  # a telephone number
        if not label and _AFTER_LIST_MARK.match(seen.low, end, end + 2) and _at_line_start(seen, start):
            return None
    comparator, opening = comparator_of(seen, start, low, high, more)
    direction = direction_of(seen, opening)
    restates = RESTATED.compiled.search(seen.low[max(0, opening - 30) : start]) is not None
    return Quantity(
        opening,
        end,
        seen.text[opening:end],
        rule.name,
        low,
        high,
        unit,
        " ".join(seen.text[slice(*match.span(written))].split()) if label and written else label,
        comparator,
        direction,
        noun,
        start,
        restates,
    )


def _is_numbered(before: str) -> bool:
    """Does a number after these words only name something: "Điều 5", "ngày 12", "điện thoại: 0243…"?"""
    return (
        before.replace(":", " ").rstrip().endswith(_LAST_OF_NUMBERED)
        and NOT_A_QUANTITY.compiled.search(before) is not None
        and _CERTAINLY_COUNTED.search(before) is None
    )


_AFTER_DONG = re.compile(r"[\s.,;)/]|$")
_WHOLE_PERIOD = re.compile(r"(?:cả|trong|một|mỗi)\s+(?:năm|tháng|quý|ngày)\s*:\s*$")
_AFTER_LIST_MARK = re.compile(r"\s*[.)]\s")
_SCALE_AFTER = re.compile(r"\s*(nghìn|ngàn|triệu)(?!\w)")


def _bare_scale(seen: View, end: int) -> str | None:
    after = _SCALE_AFTER.match(seen.low, end, end + 8)
    return after[1] if after else None


def _at_line_start(seen: View, start: int) -> bool:
    return start == 0 or seen.low[max(0, start - 80) : start].rstrip(" \t*").endswith("\n")
