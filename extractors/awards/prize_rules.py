"""Rules of prizes: how a class is told with its number, what gives a list away, and what tells that they are won already."""

from __future__ import annotations

from extractors.awards.recipients import ANYBODY
from extractors.lexicon import words
from extractors.rule import Rule

WORD = r"(?<![^\W_])"
END = r"(?![^\W_])"
_GRADE = (
    "đặc biệt|nhất|nhì|ba|tư|khuyến khích|phụ|xuất sắc|chuyên đề|triển vọng|tiềm năng|ấn tượng|sáng tạo|i{1,3}|[abc]|vàng|bạc|đồng(?! đội)"
)
_GROUP = "tập thể|cá nhân|toàn đoàn|đồng đội"
BOUND = "không quá|tối đa|ít nhất|tối thiểu|khoảng|dự kiến|từ"
COUNT = r"\d{1,3}(?![\d.,]*\d|\s*%)|một|hai|ba|bốn|sáu|bảy|tám|chín|mười"

PRIZE = Rule(
    name="award-prize",
    pattern=words(
        rf"{WORD}(?:(?:(?P<bound>{BOUND}) )?(?P<low>{COUNT})(?:(?:\s*-\s*| đến )(?P<high>\d{{1,3}}))? )?"
        rf"(?<!hòa\s)(?<!lý\s)giải (?:thưởng )?(?:(?:dành cho|cho|của) )?(?:(?P<grade>{_GRADE})|(?P<group>{_GROUP})){END}"
        rf"(?: (?:dành cho |cho )?(?P<more>{_GROUP}){END})?"
    ),
    finds={"Cơ cấu: 01 giải Nhất": "01 giải Nhất", "a) Giải tập thể:": "Giải tập thể", "từ 03 đến 05 giải Ba": "từ 03 đến 05 giải Ba"},
    leaves=["3 giải pháp", "giải bóng đá", "tổ hòa giải nhất", "giải ngân"],
    on="bare",
)
NAMED_PRIZE = Rule(
    name="award-prize-of-a-name",
    pattern=words(
        rf"{WORD}(?P<low>{COUNT}) giải (?!pháp|thể thao|bóng)(?P<name>(?:cho (?:{ANYBODY}){END}[^.,;:()\n]{{0,50}}"
        rf"|(?:[^\W\d_]+ ){{1,7}}[^\W\d_]+(?=\s*[,:(-]\s*(?:trị giá |mỗi giải )?\d[\d.,]* ?(?:nghìn |triệu )?(?:đồng|đ){END})))"
    ),
    finds={"01 giải Bài viết hay nhất: 1.000.000 đồng": "01 giải Bài viết hay nhất"},
    leaves=["01 giải pháp kỹ thuật: 500.000 đồng", "05 giải thể thao chào mừng"],
    on="bare",
)
PLAIN_PRIZE = Rule(
    name="award-prize-plain",
    pattern=words(
        rf"{WORD}(?P<low>{COUNT}) giải(?: thưởng)?(?=\s*+(?:[,:(-]\s*+)?(?:mỗi giải|trị giá)(?![^\W_])[^.;:\n\d]{{0,30}}:?"
        rf" ?\d[\d.,]* ?(?:nghìn |ngàn |triệu )?(?:đồng|đ){END})"
    ),
    finds={"Cá nhân: 15 giải, mỗi giải 1.000.000 đồng": "15 giải"},
    leaves=["15 giải pháp, trị giá 1.000.000 đồng", "15 giải, mỗi giải một phần quà"],
    on="bare",
)
SHORT_PRIZE = Rule(
    name="award-prize-short",
    pattern=words(rf"{WORD}(?P<grade>đặc biệt|nhất|nhì|ba|khuyến khích)\s*:? (?P<low>\d{{1,3}}) giải{END}(?! pháp)"),
    finds={"Cơ cấu giải: Nhất 01 giải": "Nhất 01 giải"},
    leaves=["trước nhất, 3 giải pháp", "đề xuất 3 giải pháp"],
    on="bare",
)
GIVEN = Rule(
    name="award-prizes-given",
    pattern=words(rf"{WORD}trao (?:giải|giải thưởng) cho (?=(?:{BOUND} )?\d)"),
    finds={"sẽ trao giải cho 10 tập thể": "trao giải cho "},
    leaves=["trao giải thưởng cho đội thắng"],
    on="bare",
)
TOTAL = Rule(
    name="award-prizes-total",
    pattern=words(
        rf"{WORD}tổng (?:giá trị|trị giá|tiền|số tiền|mức)(?: của)?(?: các)?(?: cơ cấu)? (?:giải thưởng|giải|tiền thưởng){END}"
        rf"[^.;\n\d]{{0,60}}"
        rf"(?=\d)|{WORD}tổng (?:cộng|số)(?: có| các)?(?: giải(?: thưởng)?)?[^.;,\n\d]{{0,30}}(?P<low>\d{{1,3}}) giải{END}(?! pháp)"
    ),
    finds={
        "Tổng giá trị giải thưởng: 50 triệu": "Tổng giá trị giải thưởng: ",
        "có tổng cộng 16 giải": "tổng cộng 16 giải",
    },
    leaves=["tổng giá trị sản xuất", "tổng số 12 giải pháp"],
    on="bare",
)
WON = Rule(
    name="award-prize-won",
    pattern=words(
        rf"{WORD}(?:đoạt|giành(?: được)?|đạt(?: được)?(?! giải (?:được|sẽ|cao))|ẵm|tranh|từng|(?<!xác\s)(?<!công\s)nhận được"
        rf"|đã (?:[^\W\d_]+ ){{0,3}}(?:trao|tặng|nhận|đạt)"
        rf"|trước đó|năm ngoái|năm qua|năm (?:học )?20\d\d (?:đã|trao)|phấn đấu"
        rf"|xổ số|vé số|mở thưởng|quay thưởng|tỷ số|vô địch){END}|{WORD}kết quả,"
    ),
    finds={"giành giải Nhất": "giành", "Ban Tổ chức đã trao 01 giải Nhất": "đã trao"},
    leaves=["sẽ trao 01 giải Nhất"],
    on="bare",
)
STRUCTURE = Rule(
    name="award-prize-structure",
    pattern=words(
        rf"{WORD}(?:cơ cấu (?:và giá trị )?(?:giải thưởng|giải|khen thưởng)|giải thưởng|mức thưởng|trị giá|mỗi giải"
        rf"|trao (?:các )?giải|số lượng giải){END}"
    ),
    finds={"Cơ cấu giải thưởng:": "Cơ cấu giải thưởng"},
    leaves=["cơ cấu cây trồng"],
    on="bare",
)
