"""Forms of award named in a text (Law 06/2022/QH15, Art. 9 and 19 to 22: emulation titles; Art. 9 and 33 ff.: commendations)."""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from extractors.lexicon import Lexicon, words
from extractors.rule import Rule
from extractors.segmented import covered
from extractors.view import View

# Who receives a form where the law leaves no choice (Art. 21 to 31 of the Law).
RECIPIENT_BY_LAW = {
    "co_thi_dua": "collective",
    "tap_the_lao_dong_xuat_sac": "collective",
    "tap_the_lao_dong_tien_tien": "collective",
    "xa_phuong_tieu_bieu": "collective",
    "thon_van_hoa": "collective",
    "gia_dinh_van_hoa": "collective",
    "chien_si_thi_dua": "individual",
    "lao_dong_tien_tien": "individual",
    "huy_hieu": "individual",
    "cong_trinh_phuc_loi": "collective",
}
UNLIKE = ("có", "co", "cỏ", "cô", "cơ", "cố", "cúp điện")

GRADE = Rule(
    name="award-grade",
    pattern=words(
        r"(?:\s*[”\"’»])?\s+(?:hạng|loại) (?:nhất|nhì|ba|đặc biệt|i{1,3})(?:(?:,| và|/) (?:hạng |loại )?(?:nhất|nhì|ba"
        r"|i{1,3}))*(?![^\W_])"
        r"|\s*[:,]?\s*(?P<open>[“\"«])[^”\"»\n]{2,120}[”\"»](?:\s+(?:hạng|loại) (?:nhất|nhì|ba)(?:(?:,| và) (?:hạng )?(?:nhất"
        r"|nhì|ba))*)?"
        r"|\s+(?:cấp (?:tỉnh|bộ|ngành|huyện|xã|cơ sở|nhà nước|thành phố|trường|quốc gia)|toàn quốc|toàn ngành|cơ sở)(?![^\W_])"
    ),
    finds={
        "Huân chương Lao động hạng Nhất, Nhì, Ba": " hạng Nhất, Nhì, Ba",
        "Kỷ niệm chương “Vì sự nghiệp Thủy lợi” cho": " “Vì sự nghiệp Thủy lợi”",
    },
    leaves=["Bằng khen, Giấy khen"],
    on="bare",
)


AMOUNT = Rule(
    name="award-amount",
    pattern=words(
        r"(?<![^\W_])(?P<what>kèm(?: theo)?|thưởng(?: thêm| nóng| đột xuất| ngay| tại chỗ| riêng| bằng tiền)?) "
        r"(?:(?:cho )?mỗi (?:[^\W\d_]+ ){1,3})?(?:số tiền |mức )?"
        r"(?=\d[\d.,]{0,12}\s*(?:nghìn |ngàn |triệu |tỷ )?(?:đồng|đ)(?![^\W_]))"
        r"|(?<![^\W_])(?P<rank>(?:(?:đơn vị|thôn|xã|tổ|lớp|đội) )?thứ (?:nhất|nhì|hai|ba|tư)) (?:là )?"
        r"(?=\d[\d.,]{0,12}\s*(?:nghìn |ngàn |triệu |tỷ )?(?:đồng|đ)(?![^\W_]))"
        r"|(?<![^\W_])(?:dành|trích) (?:[^\W\d_]+ ){0,5}\d[\d.,]{0,12}\s*(?:nghìn |ngàn |triệu |tỷ )?(?:đồng|đ) (?:để |làm )?"
        r"(?P<spent>(?:tiền )?thưởng)(?![^\W_])"
        r"|(?<![^\W_])(?:và|cùng(?: với)?|(?:nhận|được) thêm) (?:số tiền |mức )?"
        r"(?P<beside>\d[\d.,]{0,12}\s*(?:nghìn |ngàn |triệu |tỷ )?(?:đồng|đ))(?![^\W_])(?! (?:tiền|để|từ|cho các hộ))"
    ),
    finds={
        "tặng Giấy khen kèm 1 triệu đồng": "kèm ",
        "xã thưởng 500.000 đồng": "thưởng ",
        "thưởng đột xuất 500.000đ": "thưởng đột xuất ",
        "thứ nhì 7 triệu đồng": "thứ nhì ",
        "Công ty dành 90 triệu đồng thưởng cho các tổ": "dành 90 triệu đồng thưởng",
        "trao cờ thi đua và 2 triệu đồng": "và 2 triệu đồng",
        "tổ có sáng kiến nhận thêm 500.000 đồng": "nhận thêm 500.000 đồng",
    },
    leaves=["và 2 triệu đồng tiền lương", "và 2 triệu cây", "dành 90 triệu đồng khen thưởng", "kèm theo hồ sơ", "kèm theo 02 bản"],
    on="bare",
)
IN_KIND = Rule(
    name="award-in-kind",
    pattern=words(
        r"(?<![^\W_])(?:được|để) (?:tặng|thưởng)(?: thêm)? (?:một|\d{1,2}) (?P<what>(?:máy|hệ thống|bộ|chiếc|dàn|xe|con bò|bò giống|tủ)"
        r"(?: [^\W\d_]+){1,3})"
    ),
    finds={"Xóm vượt chỉ tiêu được tặng một máy cày": "được tặng một máy cày"},
    leaves=["được tặng một bằng khen", "được tặng máy"],
    on="bare",
)


_ONLY_ITS_GIVER = re.compile(r"[^.;:\n\d]{0,60}")
_ONE_SENTENCE = re.compile(r"[^.:\n]{0,40}?(?::[^.:\n]{0,120})?")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of award at its place; ``end`` includes its class or name, ``head_end`` does not."""

    start: int
    end: int
    code: str
    note: str
    head_end: int


@cache
def vocabulary() -> Lexicon[tuple[str, str]]:
    """The word list of this room, as published beside it."""
    text = (files("extractors") / "awards" / "forms.csv").read_text(encoding="utf-8")
    return Lexicon([(row["term"], (row["code"], row["note"])) for row in csv.DictReader(text.splitlines())], unlike=UNLIKE)


_COUNT_BEFORE = re.compile(
    r"(?:\d{1,4}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?:\s*\([^)]{1,12}\))?(?:\s+(?:lá|chiếc|bức))?\s+$"
)
_GRANT_BEFORE = re.compile(words(r"(?<![^\W_])(?:tặng|trao|thưởng|cấp|nhận)(?: (?:thêm|kèm|kèm theo|thưởng|bằng))*\s*[“\"]?\s*$"))
_GRANT_IN_CLAUSE = re.compile(words(r"(?<![^\W_])(?:tặng|trao|thưởng thêm|thưởng|kèm theo|kèm|hỗ trợ)(?![^\W_])[^.;\n]{0,60}$"))
_NUMBER_OF_IT = re.compile(r"[^.;:\n]{0,70}:\s*\d{1,3}\s+(?:la\s+|chiec\s+)?")
_PRIZE_SENSE = re.compile(words(r"(?<![^\W_])(?:trao|tặng|nhận|cơ cấu|gồm|xét|tổng|có|mức|xếp)(?![^\W_])[^.\n]{0,90}$"))
# Mothers and heroes that are cared for, not a title that is conferred.
_PERSONS_BEFORE = re.compile(
    r"(?:\d{1,4}(?:\s*%)?|các|những|mỗi|mẹ|bà"
    r"|phụng dưỡng|chăm sóc|thăm(?: hỏi)?|hỗ trợ|giúp(?: đỡ)?|gia đình|nhận|cho|với|tri ân|viếng)\s+$"
)
_ALIVE_AFTER = re.compile(r"\s+(?:còn sống|đang sống|hiện còn|neo đơn|già yếu|trên địa bàn)(?![^\W_])")
_CLASS_AFTER = re.compile(
    words(
        r"\s*(?:(?:thi đua|của|cho|dẫn đầu|đơn vị (?:dẫn đầu|xuất sắc))(?![^\W_])|[.;]|[“\"«](?!tổ quốc)"
        r"|(?:,|(?:kèm(?: theo)?|và|cùng(?: với)?)(?![^\W_])) ?(?:số |phần )?(?:tiền|thưởng|giấy khen|bằng khen|\d))"
    )
)


class _Places(NamedTuple):
    """Stretches of a text, as offsets at which they begin and end in turn: most sentences have none."""

    named: tuple[int, ...]  # where a form of any kind may be named
    told: tuple[int, ...]  # where it is told by money or a thing


@lru_cache(maxsize=4)
def _places(view: View) -> _Places:
    """Where a text may name a form (kept for the last few texts, as it is asked for each sentence)."""
    told = [match.span() for rule in (AMOUNT, IN_KIND) for match in rule.matches(view)]
    return _Places(covered([(hit.start, hit.end) for hit in vocabulary().find(view)] + told), covered(told))


def _touched(edges: tuple[int, ...], start: int, end: int) -> bool:
    """Does one of the stretches between ``edges`` lie between two offsets, or reach over one of them?"""
    after = bisect_right(edges, start)
    return after % 2 == 1 or (after < len(edges) and edges[after] < end)


def may_name_form(view: View, start: int, end: int) -> bool:
    """False where no form of award can be named between two offsets, which is soon told.

    >>> from extractors.view import view
    >>> may_name_form(view("tặng 02 cờ; có điện"), 0, 10), may_name_form(view("tặng 02 cờ; có điện"), 10, 19)
    (True, False)
    """
    return _touched(_places(view).named, start, end)


def forms_in(view: View, start: int = 0, end: int | None = None) -> list[Form]:
    """Every form of award named between two offsets, in text order.

    >>> from extractors.view import view
    >>> [f.code for f in forms_in(view("tặng 02 cờ, BẰNG KHEN và Giấy khên; có cờ Tổ quốc"))]
    ['co_thi_dua', 'bang_khen', 'giay_khen']
    """
    end = len(view.bare) if end is None else end
    places = _places(view)
    if not _touched(places.named, start, end):
        return []
    found: list[Form] = []
    for hit in vocabulary().find(view, start, end):
        code, note = hit.value
        if note == "block" or not _meant(view, hit.start, hit.end, note):
            continue
        if note == "counted" and found and found[-1].code == code and _NUMBER_OF_IT.fullmatch(view.bare, found[-1].end, hit.start):
            continue  # "Cờ thi đua của UBND tỉnh: 05 cờ": the number of the form before
        grade = GRADE.compiled.match(view.bare, hit.end)
        found.append(Form(hit.start, grade.end() if grade else hit.end, code, note, hit.end))
    if not _touched(places.told, start, end):
        return found
    for match in AMOUNT.matches(view, start, end):
        if not any(form.start <= match.start() < form.end for form in found):
            group = next(name for name in ("what", "rank", "spent", "beside") if match[name])
            if group == "beside" and not _beside_a_form(view, found, match.start()):
                continue
            found.append(Form(*match.span(group), "tien_thuong", "money", match.end(group)))
    for match in IN_KIND.matches(view, start, end):
        if not any(form.start < match.end() and match.start("what") < form.end for form in found):
            found.append(Form(*match.span("what"), "cong_trinh_phuc_loi", "granted", match.end("what")))
    return sorted(found, key=lambda form: form.start)


def _beside_a_form(view: View, found: list[Form], start: int) -> bool:
    """ "tặng cờ và 2 triệu đồng", "Giấy khen cho 05 tổ; riêng tổ nhất nhận thêm 1 triệu đồng": does the sum go with a form before it?"""
    last = max((form.end for form in found if form.end <= start and form.note != "money"), default=None)
    if last is None:
        return False
    near = _ONLY_ITS_GIVER if view.bare[start] in "vc" else _ONE_SENTENCE
    return near.fullmatch(view.bare, last, start) is not None


def _meant(view: View, start: int, end: int, note: str) -> bool:
    """Everyday words are awards only where something is counted or given."""
    line = max(0, start - 100)
    if note == "person":
        return not (_PERSONS_BEFORE.search(view.low, line, start) or _ALIVE_AFTER.match(view.low, end))
    if note == "counted":
        return bool(
            _COUNT_BEFORE.search(view.low, line, start)
            or (_GRANT_BEFORE.search(view.bare, line, start) and _CLASS_AFTER.match(view.bare, end))
        )
    if note == "granted":
        return bool(_GRANT_IN_CLAUSE.search(view.bare, line, start))
    if note == "prize":
        return bool(_COUNT_BEFORE.search(view.low, line, start) or _PRIZE_SENSE.search(view.bare, line, start))
    return True
