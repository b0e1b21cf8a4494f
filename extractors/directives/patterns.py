"""Numbers of documents: 959/QĐ-UBND, 90/2020/NĐ-CP, 34-CT/TU, 3342/UBND-KH1, 06/2022/QH15 (decree 30/2020/NĐ-CP, guide 36-HD/VPTW).

In the wild blanks and line ends stand anywhere ("34- CT/TU", "01/CTLT-VNPT-⏎CĐVNPT"), hyphens are dashes, Đ is Ð. Patterns run on the
``low`` folding; whether letters are a symbol or a word is settled by `symbols.symbol` (known pieces, or capitals in the text).
"""

from __future__ import annotations

from collections.abc import Iterable

from extractors.directives.symbols import symbol
from extractors.directives.types import ABBREVIATED, NAMES, PARTY_AGENCIES, PARTY_ONLY, STATE_ONLY, SYMBOLS
from extractors.rule import Rule
from extractors.view import fold

__all__ = ["NUMBER_RULES", "PLAIN_NUMBER", "symbol"]


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _with_d(words: set[str]) -> set[str]:
    """Also as a typist without Đ has them."""
    return words | {word.replace("đ", "d") for word in words}


TYPE_SYMBOLS = _any_of(_with_d({fold(s) for s in SYMBOLS if s not in ("TU", "TTg")}))
PARTY = _any_of({fold(s) for s in PARTY_AGENCIES})
PARTY_REVERSED = _any_of(_with_d({fold(s) for s in PARTY_ONLY}) | {"tư"})
STATE_REVERSED = _any_of(_with_d({fold(s) for s in STATE_ONLY}))
TYPE_NAMES = _any_of(name.replace(" ", r"\s+") for name in NAMES)
_NO = r"(?P<no>\d{1,5}[a-z]?)"
_B = r"[\s\u200b-\u200d\u2060\ufeff]{0,3}"  # blanks or one line end
# The power corporations of the regions write their names in two words: "26/QĐ-EVN NPC".
_PIECE = r"(?:(?:ubtv)?qh\s{0,2}\d\d?|evn\s(?:npc|spc|cpc|hcmc|hanoi)|[a-zđư&]{1,14}\d{0,3})"
_START = r"(?<![\w/])(?<!\d[.,])"
_END = r"(?![^\W¹²³⁰-⁹])"  # a raised figure is a footnote mark

PARTY_NUMBER = Rule(
    name="party-number",
    pattern=rf"{_START}{_NO}{_B}-{_B}(?P<type>{TYPE_SYMBOLS}){_B}/{_B}(?P<agency>(?:{PARTY}|[a-zđư]{{2,12}})(?:-[a-zđ]{{2,8}}){{0,2}})\d?{_END}",
    finds={
        "Chỉ thị số 34- CT/TU": "34- CT/TU",
        "Quy định số 08- QĐi/TW": "08- QĐi/TW",
        "số 12–HD/BTCTW": "12–HD/BTCTW",
        "số 34-CT/TU² ngày": "34-CT/TU",
    },
    leaves=["tăng 4,5 - 5%", "lô 34-B/2"],
)
PARTY_NUMBER_REVERSED = Rule(
    name="party-number-reversed",
    pattern=rf"{_START}{_NO}{_B}/{_B}(?P<type>{TYPE_SYMBOLS}){_B}-{_B}(?P<agency>{PARTY_REVERSED})(?![\w\-/])",
    finds={"Chỉ thị số 22/CT-TW": "22/CT-TW", "Nghị quyết 29/NQ-TƯ": "29/NQ-TƯ"},
    leaves=["số 45/KH-MTTQ-BTT", "117/KH-TUĐ"],
)
NORMATIVE_NUMBER = Rule(
    name="normative-number",
    pattern=rf"{_START}{_NO}{_B}/{_B}(?P<year>(?:19|20)\d\d){_B}/{_B}(?P<symbol>{_PIECE}(?:{_B}[-/]{_B}{_PIECE}){{0,3}}){_END}",
    finds={
        "Nghị định 90/2020/NĐ-CP ngày": "90/2020/NĐ-CP",
        "Luật số 06/2022/QH15": "06/2022/QH15",
        "Luật số 06/2022/QH 15": "06/2022/QH 15",
    },
    leaves=["ngày 04/6/2024"],
)
STATE_NUMBER = Rule(
    name="state-number",
    pattern=rf"{_START}{_NO}{_B}/{_B}(?P<symbol>(?:{TYPE_SYMBOLS})(?:{_B}-{_B}|\.){_PIECE}(?:(?:{_B}-{_B}|\.){_PIECE}){{0,3}}){_END}",
    finds={
        "Quyết định số 959 /QĐ-UBND ngày": "959 /QĐ-UBND",
        "Chỉ thị số 14/CT-EVN CPC ngày": "14/CT-EVN CPC",
        "số 01/CTLT-VNPT-\nCĐVNPT ngày": "01/CTLT-VNPT-\nCĐVNPT",
        "theo QĐ số 12/QÐ-UBND.": "12/QÐ-UBND",
        "Quyết định số 45/QĐ.UBND": "45/QĐ.UBND",
    },
    leaves=["7/10 huyện", "giảm 2/3 số hộ"],
)
DISPATCH_NUMBER = Rule(
    name="dispatch-number",
    pattern=rf"{_START}{_NO}{_B}/{_B}(?P<symbol>{_PIECE}(?:{_B}-{_B}{_PIECE}){{1,3}}|ubnd|hđnd){_END}",
    finds={"văn bản số 3342/UBND-KH1 ngày": "3342/UBND-KH1", "Công văn 512/SNV-TĐKT": "512/SNV-TĐKT"},
    leaves=["60 km/h", "Số 4/2 ngõ 34"],
)
OLD_NUMBER = Rule(
    name="old-number",
    pattern=rf"(?<=số\s){_NO}{_B}-{_B}(?P<symbol>hđbt|cp|ttg|ct|tw|hđnn|sl)(?![\w/]|\s*-)",
    finds={"Nghị định số 176-HĐBT ngày": "176-HĐBT"},
)
TYPED_NUMBER = Rule(
    name="typed-number",
    pattern=rf"(?<=số\s){_NO}{_B}/{_B}(?P<symbol>{TYPE_SYMBOLS})(?![\w]|\s*[-/])",
    finds={"Hướng dẫn số 12/HD ngày": "12/HD"},
    leaves=["biểu số 02/TH"],
)
NUMBER_RULES = (PARTY_NUMBER_REVERSED, PARTY_NUMBER, NORMATIVE_NUMBER, STATE_NUMBER, DISPATCH_NUMBER, OLD_NUMBER, TYPED_NUMBER)

# What follows is tried only where none of those fits.
SAME_SEPARATORS = Rule(
    name="same-separators",
    pattern=rf"{_START}{_NO}{_B}(?P<sep>[-/]){_B}(?P<type>{TYPE_SYMBOLS}){_B}(?P=sep){_B}(?P<agency>{PARTY_REVERSED}|{STATE_REVERSED})\d?(?![\w\-/])",
    finds={"Chỉ thị số 34/CT/TU": "34/CT/TU", "Quyết định 959-QĐ-UBND": "959-QĐ-UBND"},
    leaves=["12-13-14"],
)
NO_HYPHEN = Rule(
    name="no-hyphen",
    pattern=rf"{_START}{_NO}\s{{1,3}}(?P<type>{TYPE_SYMBOLS}){_B}/{_B}(?P<agency>{PARTY_REVERSED}){_END}",
    finds={"Chỉ thị số 34 CT/TU": "34 CT/TU"},
    leaves=["34 xã/huyện", "12 CT/ngày"],
)
BODY_NUMBER = Rule(
    name="body-number",
    pattern=rf"(?<=số\s){_NO}{_B}/{_B}(?P<symbol>[a-zđ]{{2,12}}){_END}(?!\s{{0,2}}[-/])",
    finds={"Công văn số 1048/BGDĐT ngày": "1048/BGDĐT"},
    leaves=["Số EOF 753848/VBĐT"],
)
LOOSE_RULES = (SAME_SEPARATORS, NO_HYPHEN, BODY_NUMBER)

# A number and its unit are no short form: "kế hoạch 5 năm", "Quyết định 4 vấn đề".
_COUNTED = (
    r"năm(?!\s+\d{4})|tháng|ngày(?!\s+\d)|tuần|quý|giờ|phút|điểm|nội\s+dung|nhiệm\s+vụ|người|xã|huyện|tỉnh|hộ|tập|cá\s+nhân|chỉ\s+tiêu|mục|lần|triệu|tỷ|đồng|vấn\s+đề|bên"
    r"|đơn\s+vị|trường|tiêu\s+chí|chuyên|suất|phần|giai\s+đoạn|bước|chương|dự\s+án|sao|xóm|thôn|khu|cấp|ban(?!\s+hành)|sở|ngành|học\s+sinh|cán\s+bộ|đảng\s+viên"
    r"|bản|trang|buổi|đợt|kỳ|dòng|nhóm|giải\s+pháp|kiến\s+nghị|phương\s+án|mô\s+hình|công\s+trình|tổ\s+chức|cơ\s+quan|thành\s+viên|con|cây|ha|km|m2"
)
PLAIN_NUMBER = Rule(
    name="short-form",
    pattern=rf"(?<![\w])(?P<name>{TYPE_NAMES})\s+(?:số\s*:?\s*)?(?P<no>\d{{1,4}})(?![\w%]|\s*[/\-]\s*\d|[.,]\d|{_B}[-/]{_B}[a-zđ]{{1,6}}(?:[\s/\-]|$)|\s+(?:{_COUNTED})(?!\w))",
    finds={"thực hiện Chỉ thị số 34, từ đó": "Chỉ thị số 34", "Nghị quyết 29 của": "Nghị quyết 29"},
    leaves=["kế hoạch 5 năm", "Chỉ thị số 34-CT/TU", "báo cáo 100% chi bộ", "kế hoạch 1.200 tỷ đồng"],
)
# "Nghị quyết số 18, 19 và 27 của …": the numbers that follow the first, where a list ends as one does.
LISTED_AFTER = Rule(
    name="listed-short-form",
    pattern=r"(?:\s{0,3}(?:,\s{0,3}và|,|;|và)\s{0,3}(?:số\s{0,3})?\d{1,4}(?![\w%]|\s{0,3}[/\-]\s{0,3}\w|[.,]\d)){1,8}(?=\s{1,3}(?:của|do|ngày)\s|\s{0,3}(?:[.;)]|$))",
    finds={"Nghị quyết số 18, 19 và 27 của Trung ương": ", 19 và 27", "các Chỉ thị số 13, 20.": ", 20"},
    leaves=["Quyết định số 18, 19 xã được", "Chỉ thị 34, 35%", "Kế hoạch 12, 13/KH-UBND"],
)
YEAR_NUMBER = Rule(
    name="short-form-year",
    pattern=r"(?<![\w])(?:(?P<name>nghị\s+định|thông\s+tư(?:\s+liên\s+tịch)?)\s+(?:số\s*:?\s*)?|(?P<name2>nghị\s+quyết|quyết\s+định|luật|pháp\s+lệnh)\s+số\s*:?\s*)(?P<no>\d{1,4})\s?/\s?(?P<year>(?:19|20)\d\d)(?![\w%]|\s?[/\-]\s?\w)",
    finds={"theo Nghị định 98/2023 của": "Nghị định 98/2023", "Luật số 06/2022": "Luật số 06/2022"},
    leaves=["kế hoạch tháng 12/2023", "quyết định 12/2023", "Nghị định 98/2023/NĐ-CP"],
)
ABOVE = Rule(
    name="short-form-above",
    pattern=rf"(?<![\w])(?P<name>{TYPE_NAMES})\s+(?:(?:nêu|nói|kể)\s+)?trên(?!\s+(?:địa|phạm|cơ|toàn|tinh|các|mạng|trang|hệ|phương|tất|mọi|cổng|lĩnh|diện|báo|đài|sóng|cả|không|mặt))(?![\w])",
    finds={"theo Kế hoạch trên, các sở": "Kế hoạch trên"},
    leaves=["triển khai kế hoạch trên địa bàn"],
)
ALIAS = Rule(
    name="alias-cue",
    pattern=r"(?:gọi\s+(?:(?:tắt|chung)\s+)?là|viết\s+tắt\s+là)\s*:?\s*[“\"]?$",
    finds={"(sau đây gọi tắt là ": "gọi tắt là "},
)
TYPE_BEFORE = Rule(
    name="type-before-number",
    pattern=rf"(?<![\w])(?P<name>{TYPE_NAMES}|{_any_of(ABBREVIATED)})\s*(?:(?:liên\s+tịch|liên\s+ngành|phối\s+hợp)\s*)?(?::\s*)?(?:(?:các\s+)?số\s*:?\s*)?$",
    finds={"theo Kế hoạch số ": "Kế hoạch số ", "các quyết định: số ": "quyết định: số "},
)
# "các Nghị quyết số 18, 19-NQ/TW": numbers that borrow the symbol of the one that closes the list.
LISTED_BEFORE = Rule(
    name="listed-number",
    pattern=r"(?P<numbers>(?:(?<![\w/\-])\d{1,4}\s{0,3}(?:,|và|;)\s{0,3}(?:số\s{0,3})?){1,6})$",
    finds={"các Nghị quyết số 18, ": "18, "},
)
_ASSOCIATION = (
    r"hội\s+(?:nông\s+dân|liên\s+hiệp\s+phụ\s+nữ|lhpn|phụ\s+nữ|cựu\s+chiến\s+binh|ccb|chữ\s+thập\s+đỏ|khuyến\s+học|người\s+cao\s+tuổi)"
)
CONGRESS = Rule(
    name="congress-resolution",
    pattern=rf"""nghị\s+quyết\s+(?:của\s+)?đại\s+hội\s+(?:(?:đại\s+biểu\s+)?(?:toàn\s+quốc\s+)?(?:lần\s+thứ\s+[ivxlc]+\s+)?(?:của\s+)?(?:đảng\s+bộ|đảng|công\s+đoàn|đoàn|{_ASSOCIATION})|[ivxlc]+\s+(?:của\s+)?(?:đảng(?!\s+bộ)|công\s+đoàn|đoàn|{_ASSOCIATION}))
        (?:\s+(?:cộng\s+sản\s+việt\s+nam|việt\s+nam|thanh\s+niên|tncs\s+hồ\s+chí\s+minh|toàn\s+quốc|bộ|các\s+cấp|cấp\s+trên|tỉnh|huyện|thành\s+phố|thị\s+xã|quận|xã|phường|sở|cơ\s+quan|khối|công\s+ty|tập\s+đoàn|trường))*
        (?:(?:\s+(?!lần|nhiệm|khóa|và|đã|về|năm|do|là|trong|gắn|của|các|đề|đạt|với|tại|được|theo|vào|cuộc|sống|góp|phấn|để|ngay|tiến|bằng|cũng|ra|phải|có)[^\W\d_]+){{0,4}}?(?:\s*(?:,\s*)?(?:lần\s+thứ\s+(?:[ivxlc]+|\d+)|khóa\s+[ivxlc]+)){{1,2}})?""",
    finds={
        "hoàn thành Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XI; các": "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XI",
        "Nghị quyết Đại hội XIII của Đảng": "Nghị quyết Đại hội XIII của Đảng",
        "Nghị quyết Đại hội VI Hội Nông dân Việt Nam đến": "Nghị quyết Đại hội VI Hội Nông dân Việt Nam",
        "Nghị quyết Đại hội Hội Cựu chiến binh tỉnh lần thứ V": "Nghị quyết Đại hội Hội Cựu chiến binh tỉnh lần thứ V",
        "Nghị quyết Đại hội Đại biểu Đảng bộ tỉnh lần thứ XI, nhiệm kỳ": "Nghị quyết Đại hội Đại biểu Đảng bộ tỉnh lần thứ XI",
    },
    leaves=["chào mừng Đại hội Đảng bộ tỉnh lần thứ XIX"],
)
