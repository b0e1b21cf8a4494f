"""Numbers of documents: 959/QĐ-UBND, 90/2020/NĐ-CP, 34-CT/TU, 3342/UBND-KH1, 06/2022/QH15 (decree 30/2020/NĐ-CP, guide 36-HD/VPTW).

In the wild blanks and line ends stand anywhere ("34- CT/TU", "01/CTLT-VNPT-⏎CĐVNPT"), hyphens are dashes, Đ is Ð. Patterns run on the
``low`` folding; whether letters are a symbol or a word is settled by `symbol` (known pieces, or capitals in the text).
"""

from __future__ import annotations

import re

from extractors.directives.types import MIXED_CASE, NAMES, PARTY_AGENCIES, PARTY_ONLY, SYMBOLS
from extractors.rule import Rule
from extractors.view import fold


def _any_of(words: object) -> str:
    return "|".join(sorted((re.escape(w) for w in words), key=len, reverse=True))  # type: ignore[attr-defined]


TYPE_SYMBOLS = _any_of({fold(s) for s in SYMBOLS if s not in ("TU", "TTg")})
PARTY = _any_of({fold(s) for s in PARTY_AGENCIES})
PARTY_REVERSED = _any_of({fold(s) for s in PARTY_ONLY})
TYPE_NAMES = _any_of(NAMES).replace(r"\ ", r"\s+")
_NO = r"(?P<no>\d{1,5}[a-z]?)"
_B = r"\s{0,3}"  # blanks or one line end
_PIECE = r"[a-zđ&]{1,14}\d{0,3}"

PARTY_NUMBER = Rule(
    name="party-number",
    pattern=rf"(?<![\w/.,]){_NO}{_B}-{_B}(?P<type>{TYPE_SYMBOLS}){_B}/{_B}(?P<agency>{PARTY}|[a-zđ]{{2,12}})(?![\w])",
    finds={"Chỉ thị số 34- CT/TU": "34- CT/TU", "Quy định số 08- QĐi/TW": "08- QĐi/TW", "số 12–HD/BTCTW": "12–HD/BTCTW"},
    leaves=["tăng 4,5 - 5%", "lô 34-B/2"],
)
PARTY_NUMBER_REVERSED = Rule(
    name="party-number-reversed",
    pattern=rf"(?<![\w/.,]){_NO}{_B}/{_B}(?P<type>{TYPE_SYMBOLS}){_B}-{_B}(?P<agency>{PARTY_REVERSED})(?![\w\-/])",
    finds={"Chỉ thị số 22/CT-TW": "22/CT-TW"},
    leaves=["số 45/KH-MTTQ-BTT", "117/KH-TUĐ"],
)
NORMATIVE_NUMBER = Rule(
    name="normative-number",
    pattern=rf"(?<![\w/.,]){_NO}{_B}/{_B}(?P<year>(?:19|20)\d\d){_B}/{_B}(?P<symbol>{_PIECE}(?:{_B}-{_B}{_PIECE}){{0,3}})(?![\w])",
    finds={"Nghị định 90/2020/NĐ-CP ngày": "90/2020/NĐ-CP", "Luật số 06/2022/QH15": "06/2022/QH15"},
    leaves=["ngày 04/6/2024"],
)
STATE_NUMBER = Rule(
    name="state-number",
    pattern=rf"(?<![\w/.,]){_NO}{_B}/{_B}(?P<symbol>(?:{TYPE_SYMBOLS}){_B}-{_B}{_PIECE}(?:{_B}[-.]{_B}{_PIECE}){{0,3}})(?![\w])",
    finds={
        "Quyết định số 959 /QĐ-UBND ngày": "959 /QĐ-UBND",
        "số 01/CTLT-VNPT-\nCĐVNPT ngày": "01/CTLT-VNPT-\nCĐVNPT",
        "theo QĐ số 12/QÐ-UBND.": "12/QÐ-UBND",
    },
    leaves=["7/10 huyện", "giảm 2/3 số hộ"],
)
DISPATCH_NUMBER = Rule(
    name="dispatch-number",
    pattern=rf"(?<![\w/.,]){_NO}{_B}/{_B}(?P<symbol>{_PIECE}(?:{_B}-{_B}{_PIECE}){{1,3}}|ubnd|hđnd)(?![\w])",
    finds={"văn bản số 3342/UBND-KH1 ngày": "3342/UBND-KH1", "Công văn 512/SNV-TĐKT": "512/SNV-TĐKT"},
)
OLD_NUMBER = Rule(
    name="old-number",
    pattern=rf"(?<=số\s){_NO}{_B}-{_B}(?P<symbol>hđbt|cp|ttg|ct|tw|hđnn)(?![\w/])",
    finds={"Nghị định số 176-HĐBT ngày": "176-HĐBT"},
)
TYPED_NUMBER = Rule(
    name="typed-number",
    pattern=rf"(?<=số\s){_NO}{_B}/{_B}(?P<symbol>{TYPE_SYMBOLS})(?![\w]|\s*-)",
    finds={"Hướng dẫn số 12/HD ngày": "12/HD"},
)
PLAIN_NUMBER = Rule(
    name="short-form",
    pattern=rf"(?<![\w])(?P<name>{TYPE_NAMES})\s+(?:số\s*:?\s*)?(?P<no>\d{{1,4}})(?![\w%]|\s*[/\-.,]\s*\d|{_B}[-/]{_B}[a-zđ]{{1,6}}(?:[\s/\-]|$)|\s+(?:của\s+)?(?:năm|tháng|ngày\s+đêm|điểm|nội\s+dung|nhiệm\s+vụ|người|xã|huyện|tỉnh|hộ|tập|cá\s+nhân|chỉ|mục|lần|triệu|tỷ|đồng))",
    finds={"thực hiện Chỉ thị số 34, từ đó": "Chỉ thị số 34", "Nghị quyết 29 của": "Nghị quyết 29"},
    leaves=["kế hoạch 5 năm", "Chỉ thị số 34-CT/TU"],
)
ABOVE = Rule(
    name="short-form-above",
    pattern=rf"(?<![\w])(?P<name>{TYPE_NAMES})\s+(?:nêu\s+|nói\s+|kể\s+)?trên(?!\s+(?:địa|phạm|cơ|toàn|tinh|các|mạng|trang|hệ|phương|tất|mọi|cổng|lĩnh|diện|tất))(?![\w])",
    finds={"theo Kế hoạch trên, các sở": "Kế hoạch trên"},
    leaves=["triển khai kế hoạch trên địa bàn"],
)
TYPE_BEFORE = Rule(
    name="type-before-number",
    pattern=rf"(?P<name>{TYPE_NAMES})\s*(?:liên\s+tịch\s*)?(?:(?:số|:|các\s+số)\s*:?\s*)?$",
    finds={"theo Kế hoạch số ": "Kế hoạch số "},
)
# "các Nghị quyết số 18, 19-NQ/TW": numbers that borrow the symbol of the one that closes the list.
LISTED_BEFORE = Rule(
    name="listed-number",
    pattern=r"(?P<numbers>(?:(?<![\w/\-])\d{1,4}\s*(?:,|và|;)\s*(?:số\s+)?){1,5})$",
    finds={"các Nghị quyết số 18, ": "18, "},
)
CONGRESS = Rule(
    name="congress-resolution",
    pattern=r"""nghị\s+quyết\s+(?:của\s+)?đại\s+hội\s+(?:(?:đại\s+biểu\s+)?(?:toàn\s+quốc\s+)?(?:lần\s+thứ\s+[ivxlc]+\s+)?(?:của\s+)?(?:đảng\s+bộ|đảng|công\s+đoàn|đoàn)|[ivxlc]+\s+(?:của\s+)?đảng(?!\s+bộ))
        (?:\s+(?:cộng\s+sản\s+việt\s+nam|toàn\s+quốc|bộ|các\s+cấp|cấp\s+trên|tỉnh|huyện|thành\s+phố|thị\s+xã|quận|xã|phường|sở|cơ\s+quan|khối|công\s+ty|tập\s+đoàn|trường))*
        (?:\s+(?!lần|nhiệm|khóa|và|đã|về|năm|do|là|trong|gắn|của|các|đề|đạt|với|tại|được|theo|vào|cuộc|sống|góp|phấn|để|ngay|tiến|bằng|cũng|ra|phải|có)[^\W\d_]+){0,4}?
        (?:\s*,?\s*(?:lần\s+thứ\s+(?:[ivxlc]+|\d+)|khóa\s+[ivxlc]+)){0,2}""",
    finds={
        "hoàn thành Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XI; các": "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XI",
        "Nghị quyết Đại hội XIII của Đảng": "Nghị quyết Đại hội XIII của Đảng",
        "Nghị quyết Đại hội Đại biểu Đảng bộ tỉnh lần thứ XI, nhiệm kỳ": "Nghị quyết Đại hội Đại biểu Đảng bộ tỉnh lần thứ XI",
    },
    leaves=["chào mừng Đại hội Đảng bộ tỉnh lần thứ XIX"],
)
NUMBER_RULES = (PARTY_NUMBER_REVERSED, PARTY_NUMBER, NORMATIVE_NUMBER, STATE_NUMBER, DISPATCH_NUMBER, OLD_NUMBER, TYPED_NUMBER)

_KNOWN_PIECES = {fold(s) for s in SYMBOLS} | {fold(a) for a in PARTY_AGENCIES} | {
    "ubnd", "hđnd", "ttg", "cp", "qh", "ctn", "hđbt", "btv", "bch", "mttq", "btt", "lđlđ", "cđ", "cđn", "sgdđt", "snv", "hđtđkt",
    "ubtvqh", "bnv", "kgvx", "th", "vx", "nc", "vp", "sct", "syt", "stc", "thpt", "thcs", "ubql", "tđkt", "vhxh", "ubmttq",
}  # fmt: skip


_FOOTNOTE_MARK = re.compile(r"\D\d$")
_TYPES_LOW = {fold(s) for s in SYMBOLS}


def _is_type(piece: str) -> bool:
    return fold(piece) in _TYPES_LOW


def symbol(written: str) -> str | None:
    """Canonical symbol for letters as written ("qÐ - ubnd" → "QĐ-UBND"); None where they are words and no symbol.

    >>> symbol("QÐ - UBND"), symbol("CTr-UBND"), symbol("huyện")
    ('QĐ-UBND', 'CTr-UBND', None)
    """
    pieces = re.split(r"\s*[-–—‑−./]\s*", " ".join(written.split()).replace("Ð", "Đ").replace("ð", "đ"))
    out = []
    for index, piece in enumerate(pieces):
        piece = piece.replace(" ", "")
        letters = [c for c in piece if c.isalpha()]
        low = fold(piece)
        known = low in _KNOWN_PIECES or low.rstrip("0123456789") in _KNOWN_PIECES
        capitals = sum(c.isupper() for c in letters)
        if not known and (not letters or capitals * 2 < len(letters) or not letters[0].isupper()):
            return None
        upper = piece.upper()
        upper = MIXED_CASE.get(upper, upper)
        if (
            index == 1 == len(pieces) - 1
            and _is_type(pieces[0])
            and _FOOTNOTE_MARK.search(upper)
            and not upper.startswith(("QH", "UBTVQH"))
        ):
            # "5969/QĐ-ĐHM1": right after a type's agency a lone digit is a footnote mark (PX03 is a division).
            upper = upper[:-1]
        out.append(upper)
    return "-".join(out) if all(out) else None
