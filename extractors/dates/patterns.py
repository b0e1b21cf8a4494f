"""Rules of calendar dates: days, months, quarters, halves, years, terms.

Days and months are written with and without zero, months and quarters as numbers, words or Roman numerals, years with four digits
(two only after day and month). What looks alike and is none (percentages, ratios, article numbers) is under ``leaves``.
"""

from __future__ import annotations

from extractors.dates.numerals import DAY_IN_WORDS, YEAR_IN_WORDS
from extractors.dates.words import (
    COUNTED,
    DAY_WORD,
    DAY_YEAR_TAIL,
    MW,
    NO_SYMBOL,
    NUMBER_BEFORE,
    PART_OF_DAY,
    QUARTER_WORD,
    REL,
    SHORT_YEAR,
    WEEKDAY,
    YEAR_TAIL,
    D,
    M,
    Q,
    S,
    W,
    Y,
)  # fmt: skip
from extractors.rule import Rule

ISO = Rule(
    name="date-iso",
    pattern=r"(?<![0-9./-])(?P<y>(?:19|20)[0-9]{2})(?P<sep>[-/])(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9])",
    finds={"cập nhật 2024-06-04T07:36": "2024-06-04"},
    leaves=["mã 12024-06-041"],
)
FULL_NUMERIC = Rule(
    name="date-numeric",
    pattern=rf"""(?:(?P<lead>{DAY_WORD}|{PART_OF_DAY}){S})?{NUMBER_BEFORE}
        (?P<d>{D})\s?(?P<sep>[/.\-])\s?(?P<m>{M})\s?(?P=sep)\s?(?P<y>{Y}|[0-9]{{2}}(?![0-9]|[.,/%\-][0-9]|\s?%)){NO_SYMBOL}""",
    finds={
        "ban hành 04.06.2024 tại Huế": "04.06.2024",
        "ngày 4-6-2024": "ngày 4-6-2024",
        "QUYẾT ĐỊNH NGÀY 20/ 4/2024": "NGÀY 20/ 4/2024",
        "sáng 20/4/2024 - Thủ tướng": "sáng 20/4/2024",
    },
    leaves=["Nghị định 90/2020/NĐ-CP", "điện thoại 0263.3822.155", "1.250.000 đồng", "Luật số 06/2022/QH15", "số 12/5/2021/QĐ-UBND"],
)
SPACED = Rule(
    name="date-spaced",
    pattern=rf"(?:ngày{S}|(?m:^)\s?)(?P<d>0[1-9]|[12][0-9]|3[01])\s(?P<m>0[1-9]|1[0-2])\s(?P<y>{Y})",
    finds={"Ngày 08 08 2019": "Ngày 08 08 2019"},
    leaves=["gọi 08 08 2019", "ngày 8 8 hộ"],
)
FULL_WORDS = Rule(
    name="date-words",
    pattern=rf"""(?:{DAY_WORD}{S})?(?<![0-9/.,])(?P<d>{D}){S}(?:[,/]{S})?tháng{S}(?P<m>{M}(?![0-9])|{MW}|năm(?={W}năm{W}[12h]))
        (?:{DAY_YEAR_TAIL}|{S},?{S}năm{W}(?P<yw>{YEAR_IN_WORDS})|{S}năm{W}(?P<rel>{REL})(?!\w))?(?!{S}năm{W}(?:trở|qua)\b)""",
    finds={
        "ngày 04 tháng 6 năm 2024": "ngày 04 tháng 6 năm 2024",
        "Hà Nội, ngày 15 tháng 02.năm 2024": "ngày 15 tháng 02.năm 2024",
        "ngày 19 tháng 5": "ngày 19 tháng 5",
        "ngày 5 tháng 6 năm 24": "ngày 5 tháng 6 năm 24",
        "ngày 5 tháng 11 năm ngoái": "ngày 5 tháng 11 năm ngoái",
    },
    leaves=["ngày     tháng     năm 2024", "trong 6 tháng đầu năm"],
)
DAY_IN_WORDS_OF_MONTH = Rule(
    name="date-all-words",
    pattern=rf"""{DAY_WORD}{W}(?P<dw>{DAY_IN_WORDS}){S}tháng{S}(?P<m>{M}(?![0-9])|{MW}|năm(?={W}năm{W}[12h])|năm(?!\w|{S}(?:[0-9…_]|\.\.)|{W}(?:nay|này|sau|tới|trước|ngoái|một|hai)(?!\w)))
        (?:{YEAR_TAIL}|{S},?{S}năm{W}(?P<yw>{YEAR_IN_WORDS}))?(?!{S}năm{W}(?:trở|qua)\b)""",
    finds={"ngày mười lăm tháng tám": "ngày mười lăm tháng tám", "ngày mười chín tháng năm, cả nước": "ngày mười chín tháng năm"},
    leaves=["ngày mười hộ", "ngày mười tháng năm 2024"],
)
# Left blank for the pen between slashes; "ngày … tháng … năm 2024" is read by the rules of months and years.
PEN = Rule(
    name="date-pen",
    pattern=rf"ngày[ \n.…_]{{1,24}}+/(?:{S}(?P<m>{M}){S}|[ \n.…_]{{1,24}}+)/{S}(?P<y>{Y})(?!{S}[/-])",
    finds={"Hà Nội, ngày     /6/2024": "ngày     /6/2024", "ngày …/…/2024": "ngày …/…/2024"},
    leaves=["ngày … / … / 20…", "ngày …/QĐ-UBND"],
)
DAY_MONTH = Rule(
    name="date-day-month",
    pattern=rf"""(?:(?P<cue>(?P<word>{DAY_WORD})|{PART_OF_DAY}|{WEEKDAY}|dịp|các{W}ngày|lễ|vào|trước|từ|đến|tới|hết|sau|nhân)(?:{S},{S}|{S}\({S}|{S}(?P<word2>{DAY_WORD}){S}|{S}))
        (?P<d>{D})\s?(?P<sep>[/.\-])(?!(?<=\.)\n)\s?(?P<m>{M})(?![0-9]|\s?[/.,][0-9]|\s?%|\s?/\s?[a-zđ]|-[a-zđ])
        (?(word)|(?(word2)|(?!{COUNTED})))""",
    finds={
        "Ngày 4/6, UBND": "Ngày 4/6", "ngày 4/6 xã Ba Sao phát động": "ngày 4/6", "sáng 10/6 tại": "sáng 10/6",
        "Tết và dịp 19/5": "dịp 19/5",
    },
    leaves=["7/10 huyện", "Quyết định số 12/5", "đạt 8/10 tiêu chí", "đến 2/3 số hộ", "trước ngày 25.\n2. Công an"],
)
# A day and month without a cue of its own, behind another date: "ngày 4/6, 8/6 và 10/6".
MORE_DAY_MONTH = Rule(
    name="date-more-days",
    pattern=rf"(?P<d>{D})\s?(?P<sep>[/.\-])(?!(?<=\.)\n)\s?(?P<m>{M})(?![0-9]|\s?[/.,][0-9]|\s?%|\s?/\s?[a-zđ]|-[a-zđ]|{COUNTED})",
    finds={"ngày 4/6 và 8/6": "8/6"},
    leaves=["7/10 huyện", "8/10 điểm"],
)
SHARED_DAYS = Rule(
    name="date-shared-month",
    pattern=rf"""(?P<said>{DAY_WORD}{S})?(?<![0-9/.,\-])(?(said)(?=(?P<level>[^\-\n]{{1,40}}?-{M}-[0-9])?))(?P<list>{D}(?:{S}(?:,{S}(?:và{W})?|;|và|-|(?:đến|tới)(?:{W}hết)?){S}(?:{DAY_WORD}{W})?{D}(?![0-9])){{1,8}})
        (?:(?(said)(?P<sep>\.|(?(level)-|(?!)))(?P<m3>{M})(?P=sep)(?P<y3>(?:19|20)[0-9]{{2}}(?![0-9])|{SHORT_YEAR})|(?!))|\s?/\s?(?P<m>{M})(?:\s?/\s?(?P<y>{Y}|(?(said){SHORT_YEAR}|(?!)))|(?![0-9]|\s?/|{COUNTED}))|{S}(?:,{S})?tháng{S}(?P<m2>(?:{M}(?![0-9])|{MW}))(?:{S}[,.]?{S}(?:năm{S}|/\s?)(?P<y2>{Y}))?)""",
    finds={
        "các ngày 19, 20/5/2024": "ngày 19, 20/5/2024",
        "từ ngày 1 đến ngày 15 tháng 5 năm 2024": "ngày 1 đến ngày 15 tháng 5 năm 2024",
        "từ mùng 1 đến mùng 10 tháng 9": "mùng 1 đến mùng 10 tháng 9",
        "từ ngày 12 đến 15.7.2024": "ngày 12 đến 15.7.2024",
        "ngày 3, 4-5-24": "ngày 3, 4-5-24",
    },
    leaves=["ngày 20/5/2024", "1.250 và 12/2024", "mục 3, 4.5.2024"],
)
SHARED_MONTHS = Rule(
    name="date-shared-year",
    pattern=rf"""tháng{S}(?P<list>{M}(?:{S}(?:,{S}(?:và{W})?|;|và|-|(?:đến|tới)){S}(?:tháng{W})?{M}(?![0-9])){{1,11}})
        (?:\s?[/-]\s?(?P<y>{Y})|{S},?{S}năm{S}(?P<y2>{Y})|{S}(?:của{W})?(?P<every>hằng|hàng|mỗi){W}năm|(?!\s?[/.%,]?[0-9]|\s?[/%]|{W}(?:[0-9a-zđ]{{1,8}}{W})?tháng|{COUNTED}))""",
    finds={"các tháng 7, 8, 9/2024": "tháng 7, 8, 9/2024", "tháng 3 - 5 năm 2024": "tháng 3 - 5 năm 2024"},
    leaves=["tháng 3/2024", "tháng 6 - 12%"],
)
DAY_OF_MONTHS = Rule(
    name="date-shared-day",
    pattern=rf"""ngày{W}(?P<d>{D}){W}(?:của{W})?(?:(?:các|những){W})?tháng{W}(?P<list>{M}(?:{S}(?:,{S}(?:và{W})?|;|và){S}(?:tháng{W})?{M}(?![0-9])){{1,11}})
        (?:\s?/\s?(?P<y>{Y})|{S},?{S}năm{S}(?P<y2>{Y})|{S}(?:của{W})?(?P<every>hằng|hàng|mỗi){W}năm|(?!\s?[/.%,]?[0-9]|\s?[/%]|{COUNTED}))""",
    finds={"trước ngày 20 của các tháng 4, 6 và 9 năm 2022": "ngày 20 của các tháng 4, 6 và 9 năm 2022"},
    leaves=["ngày 20 tháng 4 năm 2022", "ngày 20 tháng 4, 05 tập thể"],
)
SHARED_QUARTERS = Rule(
    name="date-shared-quarters",
    pattern=rf"""{QUARTER_WORD}{W}(?P<list>{Q}(?:{S}(?:,{S}(?:và{W})?|và|-){S}(?:{QUARTER_WORD}{W})?{Q}){{1,3}})
        (?:{S}(?:/|-|,?{S}năm){S}(?P<y>{Y}))?""",
    finds={"quý I, II/2024": "quý I, II/2024", "quý III và quý IV năm 2024": "quý III và quý IV năm 2024"},
    leaves=["quý IV/2024"],
)
# "tháng 12 năm nay", "quý IV năm sau": read against the document's day.
RELATIVE_PART = Rule(
    name="date-relative-part",
    pattern=rf"(?:tháng{S}(?P<m>{M}|{MW})|{QUARTER_WORD}{W}(?P<q>{Q})|(?:6|06|sáu){W}tháng{W}(?P<h>đầu|cuối)){W}(?:của{W})?năm{W}(?P<rel>{REL})(?!\w)",
    finds={"sơ kết vào tháng 12 năm nay": "tháng 12 năm nay", "trong quý IV năm sau": "quý IV năm sau"},
)
MONTH_YEAR = Rule(
    name="date-month-year",
    pattern=rf"(?:tháng{S}(?:(?P<m>{M})(?![0-9])|(?P<mw>{MW}|năm(?={W}năm))){S}(?:/|-|\.|,?{S}năm){S}|(?<!\w)t\s?(?P<mt>{M})/)(?P<y>{Y}){NO_SYMBOL}",
    finds={
        "đến tháng 9/2020.": "tháng 9/2020",
        "tháng 9 năm 2020": "tháng 9 năm 2020",
        "tháng Sáu năm 2024": "tháng Sáu năm 2024",
        "đợt 1 (T9/2020)": "T9/2020",
    },
    leaves=["3 tháng/năm"],
)
MONTH_YEAR_BARE = Rule(
    name="date-month-year-numeric",
    pattern=rf"(?<![0-9./,\-])(?P<m>{M})\s?/\s?(?P<y>(?:19|20)[0-9]{{2}})(?![0-9]|/|-[a-zđ0-9]|\s?[-/]\s?[0-9]+%|{COUNTED})",
    finds={"từ 9/2023 đến nay": "9/2023"},
    leaves=["04/6/2024", "12/2021/QĐ-UBND"],
)
# "tháng năm" is mostly the head of a form ("ngày tháng năm"); the month is written with a capital.
MAY = Rule(
    name="date-may",
    pattern=rf"(?:(?:[Nn]gày{W})?(?<![0-9/.,])(?P<d>{D}){W})?tháng{W}Năm(?!\w|{S}[0-9])(?:{W}năm{W}(?P<y>{Y}))?",
    finds={"đến tháng Năm, các đơn vị": "tháng Năm", "ngày 1 tháng Năm năm 2024": "ngày 1 tháng Năm năm 2024"},
    leaves=["tháng năm", "Tháng Năm 2024"],
    on="text",
)
MONTH = Rule(
    name="date-month",
    pattern=rf"(?<![0-9]\s)(?<!mỗi\s)(?<!từng\s)(?<!hằng\s)(?<!hàng\s)(?<!mạng\s)tháng{W}(?:(?P<m>{M})(?![0-9])|(?P<mw>{MW}))(?!\s?/\s?[0-9]|{S}năm{S}[0-9]|\s?[.,][0-9]|\s?%|{W}(?:tháng|lần|kỳ|ngày|buổi|triệu|năm\b(?!{W}(?:nay|sau|trước))))",
    finds={"từ tháng 3 đến": "tháng 3"},
    leaves=["trong 3 tháng liền", "hằng tháng 100% cơ sở", "mỗi tháng hai lần"],
)
# The three parts of a month that have names of their own; "đầu tháng", "tuần đầu của tháng" have no days that the language gives.
THIRD = Rule(
    name="date-third-of-month",
    pattern=rf"(?P<third>thượng|trung|hạ){W}tuần{W}(?:của{W})?tháng{S}(?:(?P<m>{M})(?![0-9])|(?P<mw>{MW}))(?:{YEAR_TAIL})?(?!\s?[.,/][0-9]|\s?%)",
    finds={
        "sơ kết vào hạ tuần tháng 5.": "hạ tuần tháng 5",
        "họp trung tuần tháng 11 năm 2024": "trung tuần tháng 11 năm 2024",
        "thượng tuần tháng Chín": "thượng tuần tháng Chín",
    },
    leaves=["hạ tuần trước", "trung tuần tháng này", "tuần tháng 5"],
)
QUARTER = Rule(
    name="date-quarter",
    pattern=rf"(?<!vi\s)(?<!mỗi\s){QUARTER_WORD}{W}(?P<q>{Q})(?:{S}(?:/|-|\.|,?{S}năm){S}(?P<y>{Y}))?(?!{W}(?:vị|ông|bà|lần))",
    finds={"trong quý IV/2024": "quý IV/2024", "quý I năm 2025": "quý I năm 2025", "quý IV.2024": "quý IV.2024"},
    leaves=["dĩ hòa vi quý", "quý vị đại biểu", "mỗi quý một lần"],
)
HALF = Rule(
    name="date-half-year",
    pattern=rf"(?:(?:6|06|sáu){W}tháng{W}(?P<h1>đầu|cuối)|nửa{W}(?P<h2>đầu|cuối)){W}năm(?:{S}(?P<y>{Y}))?",
    finds={"6 tháng đầu năm 2024": "6 tháng đầu năm 2024", "sơ kết 6 tháng cuối năm": "6 tháng cuối năm"},
)
MONTHS_OF_YEAR = Rule(
    name="date-first-months",
    pattern=rf"(?:(?P<n>0?[1-9]|1[01])|(?P<nw>hai|ba|bốn|năm|bảy|tám|chín|mười)){W}tháng{W}(?P<h>đầu|cuối){W}năm(?:{S}(?P<y>{Y}))?(?!{W}học)",
    finds={"Trong 9 tháng đầu năm 2021": "9 tháng đầu năm 2021"},
)
TERM = Rule(
    name="date-term",
    pattern=rf"""(?P<what>giai{W}đoạn|nhiệm{W}k[ỳì]|năm{W}học|niên{W}kh(?:óa|oá)|thời{W}k[ỳì]|(?:05|5|năm|10|0?[23]|hai|ba|mười){W}năm|kh(?:óa|oá)|các{W}năm|năm){S}
        (?:(?:i{{1,3}}|iv|[1-4]){S}(?=\())?(?:\({S}|,{S}|:{S})?(?:từ{W}(?:năm{W})?)?(?P<y1>{Y}){S}(?:-|đến(?:{W}(?:hết{W})?năm)?|tới(?:{W}năm)?|/){S}(?P<y2>{Y}){NO_SYMBOL}""",
    finds={
        "giai đoạn 2021 - 2025": "giai đoạn 2021 - 2025",
        "nhiệm kỳ 2020-2025": "nhiệm kỳ 2020-2025",
        "5 năm 2021 - 2025": "5 năm 2021 - 2025",
        "năm học 2023-2024": "năm học 2023-2024",
    },
    leaves=["năm 2024"],
)
YEAR_TO_YEAR = Rule(
    name="date-year-to-year",
    pattern=rf"từ(?:{W}năm)?{W}(?P<y1>{Y}){W}(?:đến|tới){W}(?:hết{W})?(?:năm{W})?(?P<y2>{Y})(?!{S}[-/][0-9]|{COUNTED})",
    finds={"từ 2021 đến 2025": "từ 2021 đến 2025", "từ năm 2022 đến hết năm 2025": "từ năm 2022 đến hết năm 2025"},
    leaves=["tăng từ 1800 đến 2000 hộ"],
)
YEARS = Rule(
    name="date-years",
    pattern=rf"(?<![0-9/.\-]){Y}\s{{0,2}}-\s{{0,2}}{Y}(?!\s?[/-]\s?[0-9a-zđ]|{COUNTED})",
    finds={"(1930 - 2020)": "1930 - 2020"},
    leaves=["04/6/2020 - 2021/x"],
)
YEAR = Rule(
    name="date-year",
    pattern=rf"(?:(?P<edge>đầu|giữa|cuối){W})?năm{S}(?P<y>{Y})",
    finds={"Đến năm 2025,": "năm 2025", "cuối năm 2021": "cuối năm 2021"},
    leaves=["năm 20201", "dân số 2025 người"],
)
YEAR_WORDS = Rule(
    name="date-year-words",
    pattern=rf"năm{W}(?P<yw>{YEAR_IN_WORDS})(?!\w)",
    finds={"Năm hai nghìn không trăm hai mươi tư": "Năm hai nghìn không trăm hai mươi tư"},
    leaves=["năm hai nghìn đồng"],
)
BARE_YEAR_AFTER_WORD = Rule(
    name="date-bare-year",
    pattern=rf"(?<=đến\s|hết\s|tới\s)(?P<y>{Y})(?!{S}[-/.][0-9]|{COUNTED})",
    finds={"hoàn thành đến 2025": "2025"},
    leaves=["tăng đến 2025 hộ"],
)
CENTURY = Rule(
    name="date-century",
    pattern=rf"(?:(?P<half>nửa{W}(?:đầu|cuối|sau)){W})?thế{W}k[ỷỉ]{W}(?:thứ{W})?(?P<c>xxi|xx|xi[vx]|x?vi{{0,3}}|xi{{0,3}}|i[vx]|i{{1,3}}|1[0-9]|2[01]|[1-9])(?!\w)",
    finds={"bước vào thế kỷ XXI": "thế kỷ XXI", "nửa đầu thế kỷ 20": "nửa đầu thế kỷ 20"},
    leaves=["nhiều thế kỷ", "thế kỷ này"],
)
DECADE = Rule(
    name="date-decade",
    pattern=rf"""(?:thập{W}(?:niên|k[ỷỉ]){W}(?:những{W}năm{W}|năm{W})?|những{W}(?:năm{W})(?:đầu{W}|cuối{W})?)(?P<d>(?:1[6-9]|20)?[0-9]0)(?![0-9])
        (?:{W}(?:của{W})?thế{W}k[ỷỉ]{W}(?:thứ{W})?(?:(?P<c>xix|xxi|xx|19|20|21)|trước)(?!\w))?(?!{S}[,-]{S}[0-9]|{COUNTED})""",
    finds={"thập niên 90": "thập niên 90", "những năm 60 của thế kỷ XX": "những năm 60 của thế kỷ XX"},
    leaves=["những năm 2021, 2022", "những năm 2020 - 2025"],
)
CLOCK = Rule(
    name="clock-time",
    pattern=r"(?<![0-9.,/:])(?P<H>[01]?[0-9]|2[0-3]|24(?=\s?(?::00|(?:h|giờ|g)\s?(?:00)?(?!\w))))\s?(?::(?P<M>[0-5][0-9])(?::[0-5][0-9])?|\s?(?:h|giờ|g)\s?(?P<M2>[0-5][0-9])?(?![\w])['’′]?)",
    finds={"05.06.2024 07:36": "07:36", "lúc 14h00 ngày 05/7": "14h00", "8 giờ 30": "8 giờ 30", "24h00 ngày 5/7": "24h00"},
    leaves=["tỷ số 2:1", "18 giống lúa", "24:30"],
)
