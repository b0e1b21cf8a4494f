"""The words of dates (on the ``low`` folding: lower case, one tone spelling, every dash a hyphen).

Days and months are written with and without zero, months and quarters as numbers, words or Roman numerals, years with four
digits (two only after day and month). What looks alike and is none (percentages, ratios, article numbers) is under ``leaves``.
"""

from __future__ import annotations

from extractors.rule import Rule

D = r"(?:0?[1-9]|[12]\d|3[01])"
M = r"(?:0?[1-9]|1[0-2])"
Y = r"(?:1[6-9]|20)\d\d(?!\d)"
_NUMBER_BEFORE = r"(?<!\d)(?<!\d[.,/])"
MONTH_WORDS = {
    "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
MW = r"(?:giêng|hai|ba|tư|sáu|bảy|tám|chín|mười\s+một|mười\s+hai|mười|chạp)"
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_DAY_WORD = r"(?:ngày|mùng|mồng|hôm)"
_PART_OF_DAY = r"(?:sáng|trưa|chiều|tối|đêm)"
WEEKDAY = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)"

FULL_NUMERIC = Rule(
    name="date-numeric",
    pattern=rf"""(?:(?:{_DAY_WORD}|{_PART_OF_DAY})\s*)?{_NUMBER_BEFORE}
        (?P<d>{D})\s?(?P<sep>[/.\-])\s?(?P<m>{M})\s?(?P=sep)\s?(?P<y>{Y}|\d\d(?!\d|[.,/%]))(?!\s*[/\-]\s*[a-zđ]{{2}})""",
    finds={
        "ban hành 04.06.2024 tại Huế": "04.06.2024",
        "ngày 4-6-2024": "ngày 4-6-2024",
        "QUYẾT ĐỊNH NGÀY 20/ 4/2024": "NGÀY 20/ 4/2024",
    },
    leaves=["Nghị định 90/2020/NĐ-CP", "điện thoại 0263.3822.155", "1.250.000 đồng", "Luật số 06/2022/QH15"],
)
FULL_WORDS = Rule(
    name="date-words",
    pattern=rf"""(?:{_DAY_WORD}\s*)?(?<![\d/.,])(?P<d>{D})\s*(?:,|/)?\s*tháng\s*(?P<m>{M}|{MW})(?!\d)
        (?:\s*[./,]?\s*(?:năm\s*|/\s*)(?P<y>{Y}))?(?!\s*năm\s*(?:trở|nay))""",
    finds={
        "ngày 04 tháng 6 năm 2024": "ngày 04 tháng 6 năm 2024",
        "Hà Nội, ngày 15 tháng 02.năm 2024": "ngày 15 tháng 02.năm 2024",
        "ngày 19 tháng 5": "ngày 19 tháng 5",
    },
    leaves=["ngày     tháng     năm 2024", "trong 6 tháng đầu năm"],
)
DAY_MONTH = Rule(
    name="date-day-month",
    pattern=rf"""(?:(?P<cue>{_DAY_WORD}|{_PART_OF_DAY}|{WEEKDAY}|dịp|các\s+ngày|lễ|vào|trước|từ|đến|tới|hết|sau|nhân)\s*(?:,\s*|\(\s*|{_DAY_WORD}\s*)?)
        (?P<d>{D})\s?(?P<sep>[/.\-])\s?(?P<m>{M})(?!\d|\s?[/.,]\d|\s*%|\s*[/\-]\s*[a-zđ]|\s+(?:huyện|xã|xóm|thôn|tỉnh|điểm|phường|phiếu|tiêu\s+chí|số|triệu|tỷ|ha\b|đơn))""",
    finds={"Ngày 4/6, UBND": "Ngày 4/6", "sáng 10/6 tại": "sáng 10/6", "Tết và dịp 19/5": "dịp 19/5"},
    leaves=["7/10 huyện", "Quyết định số 12/5", "đạt 8/10 tiêu chí", "đến 2/3 số hộ"],
)
HOLIDAY = Rule(
    name="date-holiday",
    pattern=rf"""(?:quốc\s+khánh|nhà\s+giáo\s+việt\s+nam|thương\s+binh\s*-?\s*(?:,\s*)?liệt\s+sĩ|thầy\s+thuốc\s+việt\s+nam|doanh\s+nhân\s+việt\s+nam|phụ\s+nữ\s+việt\s+nam|quốc\s+tế\s+(?:phụ\s+nữ|lao\s+động|thiếu\s+nhi|hạnh\s+phúc)
        |báo\s+chí(?:\s+cách\s+mạng)?(?:\s+việt\s+nam)?|thành\s+lập\s+(?:đảng|đoàn|hội|ngành|quân\s+đội|mặt\s+trận)[^.,;()\d]{{0,60}}|truyền\s+thống[^.,;()\d]{{0,60}}|sinh\s+nhật\s+bác|sinh\s+(?:chủ\s+tịch|của\s+chủ\s+tịch|bác)[^.,;()\d]{{0,24}}|pháp\s+luật[^.,;()\d]{{0,60}}|giải\s+phóng[^.,;()\d]{{0,40}}|đại\s+đoàn\s+kết[^.,;()\d]{{0,30}}
        |chuyển\s+đổi\s+số(?:\s+quốc\s+gia)?|môi\s+trường\s+thế\s+giới)\s*(?:\(\s*|ngày\s+)?(?P<date>(?P<d>{D})\s?(?P<sep>[/.\-])\s?(?P<m>{M}))(?!\d|\s?[/.,]\d|\s*%)""",
    finds={"chào mừng Ngày Nhà giáo Việt Nam 20/11;": "Nhà giáo Việt Nam 20/11", "Quốc khánh 2/9": "Quốc khánh 2/9"},
    leaves=["Ngày Nhà giáo Việt Nam 20/11/2023"],
)
# "tháng 12 năm nay", "quý IV năm sau": read against the document's day.
RELATIVE_PART = Rule(
    name="date-relative-part",
    pattern=rf"(?:tháng\s*(?P<m>{M}|{MW})|quý\s+(?P<q>iv|iii|ii|i|[1-4]))\s+(?:của\s+)?năm\s+(?P<rel>nay|này|sau|tới|trước|ngoái)",
    finds={"sơ kết vào tháng 12 năm nay": "tháng 12 năm nay", "trong quý IV năm sau": "quý IV năm sau"},
)
MONTH_YEAR = Rule(
    name="date-month-year",
    pattern=rf"tháng\s*(?P<m>{M}|{MW})(?!\d)\s*(?:(?:/|-|\.|,?\s*năm)\s*)(?P<y>{Y})",
    finds={
        "đến tháng 9/2020.": "tháng 9/2020",
        "tháng 9 năm 2020": "tháng 9 năm 2020",
        "tháng Sáu năm 2024": "tháng Sáu năm 2024",
    },
    leaves=["3 tháng/năm"],
)
MONTH_YEAR_BARE = Rule(
    name="date-month-year-numeric",
    pattern=rf"(?<![\d./,\-])(?P<m>{M})\s?/\s?(?P<y>(?:19|20)\d\d)(?!\d|/|\s*[-/]\s*[a-zđ])",
    finds={"từ 9/2023 đến nay": "9/2023"},
    leaves=["04/6/2024", "12/2021/QĐ-UBND"],
)
MONTH = Rule(
    name="date-month",
    pattern=rf"(?<!\d\s)tháng\s+(?P<m>{M}|{MW})(?!\d|\s*(?:/|năm)\s*\d|\s*[.,]\d|\s+(?:tháng|lần|kỳ|năm\b(?!\s+(?:nay|sau|trước))))",
    finds={"từ tháng 3 đến": "tháng 3"},
    leaves=["trong 3 tháng liền", "hằng tháng 100% cơ sở"],
)
QUARTER = Rule(
    name="date-quarter",
    pattern=rf"quý\s+(?P<q>iv|iii|ii|i|[1-4])(?![\w])(?:\s*(?:/|-|,?\s*năm)\s*(?P<y>{Y}))?",
    finds={"trong quý IV/2024": "quý IV/2024", "quý I năm 2025": "quý I năm 2025"},
    leaves=["dĩ hòa vi quý", "quý vị đại biểu"],
)
HALF = Rule(
    name="date-half-year",
    pattern=rf"(?:(?:6|06|sáu)\s+tháng\s+(?P<h1>đầu|cuối)|nửa\s+(?P<h2>đầu|cuối))\s+năm(?:\s+(?P<y>{Y}))?",
    finds={"6 tháng đầu năm 2024": "6 tháng đầu năm 2024", "sơ kết 6 tháng cuối năm": "6 tháng cuối năm"},
)
MONTHS_OF_YEAR = Rule(
    name="date-first-months",
    pattern=rf"(?P<n>0?[1-9]|1[01])\s+tháng\s+(?P<h>đầu|cuối)\s+năm\s+(?P<y>{Y})",
    finds={"Trong 9 tháng đầu năm 2021": "9 tháng đầu năm 2021"},
)
TERM = Rule(
    name="date-term",
    pattern=rf"""(?P<what>giai\s+đoạn|nhiệm\s+kỳ|năm\s+học|niên\s+khóa|thời\s+kỳ|(?:5|năm|10|05)\s+năm|(?:2|3|02|03)\s+năm|khóa|các\s+năm|năm)\s*
        (?:\(\s*|,\s*|từ\s+(?:năm\s+)?)?(?P<y1>{Y})\s*(?:-|–|đến(?:\s+năm)?|/)\s*(?P<y2>{Y})""",
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
    pattern=rf"từ(?:\s+năm)?\s+(?P<y1>{Y})\s+(?:đến|tới)\s+(?:hết\s+)?(?:năm\s+)?(?P<y2>{Y})(?!\s*[-/.]|\s+(?:người|hộ|tỷ|triệu|đồng))",
    finds={"từ 2021 đến 2025": "từ 2021 đến 2025", "từ năm 2022 đến hết năm 2025": "từ năm 2022 đến hết năm 2025"},
)
YEARS = Rule(
    name="date-years",
    pattern=rf"(?<![\d/.\-]){Y}\s*-\s*{Y}(?!\s*[/-])",
    finds={"(1930 - 2020)": "1930 - 2020"},
    leaves=["04/6/2020 - 2021/x"],
)
YEAR = Rule(
    name="date-year",
    pattern=rf"(?:(?P<edge>đầu|giữa|cuối)\s+)?năm\s+(?P<y>{Y})",
    finds={"Đến năm 2025,": "năm 2025", "cuối năm 2021": "cuối năm 2021"},
    leaves=["năm 20201", "dân số 2025 người"],
)
BARE_YEAR_AFTER_WORD = Rule(
    name="date-bare-year",
    pattern=rf"(?<=đến\s|hết\s)(?P<y>{Y})(?!\s*[-/.]|\s+(?:người|hộ|tỷ|triệu|đồng|ha\b|km|căn|cuộc|lượt))",
    finds={"hoàn thành đến 2025": "2025"},
)
RELATIVE_DAY = Rule(
    name="date-relative-day",
    pattern=r"hôm\s+(?P<rel>qua|nay)(?!\s*:?\s*\d)|(?P<now>sáng|trưa|chiều|tối)\s+nay(?!\s*:?\s*\d)",
    finds={"Sáng nay, UBND tỉnh": "Sáng nay"},
    leaves=["Hôm nay336", "Hôm qua : 384"],
)
RELATIVE_YEAR = Rule(
    name="date-relative-year",
    pattern=r"(?P<edge>đầu|cuối|hết)\s+năm(?:\s+nay)?(?!\s*\d|\s+(?:học|sau|trước|\w+\s*\d{4}))|năm\s+nay|(?:trong|của)\s+năm\s+này",
    finds={"từ nay đến hết năm.": "hết năm", "cuối năm nay": "cuối năm nay"},
    leaves=["hết năm 2025"],
)
NOW = Rule(
    name="date-now",
    pattern=r"từ\s+nay(?=\s+(?:đến|tới|cho))|(?:kể\s+)?từ\s+(?:ngày\s+|khi\s+)?(?:phát\s+động|ký(?:\s+ban\s+hành)?|ban\s+hành)(?=[\s,;.)]|$)",
    finds={
        "từ nay đến ngày 30": "từ nay",
        "từ ngày phát động đến tháng 9": "từ ngày phát động",
        "kể từ ngày ký": "kể từ ngày ký",
    },
)
RECURRING_DAY = Rule(
    name="date-recurring",
    pattern=rf"""(?:{_DAY_WORD}\s*)?(?P<d>{D})\s*(?:[/.\-]\s*|\s*tháng\s*)(?P<m>{M}|{MW})(?!\d|/)\s*,?\s*(?:của\s+)?(?:hằng|hàng|mỗi|các|từng)\s+năm""",
    finds={"trước ngày 15/11 hằng năm": "ngày 15/11 hằng năm", "ngày 05 tháng 12 hàng năm": "ngày 05 tháng 12 hàng năm"},
)
RECURRING_MONTH_DAY = Rule(
    name="date-recurring-month-day",
    pattern=rf"(?:{_DAY_WORD}\s+)(?P<d>{D})\s+(?:hằng|hàng|mỗi|của)\s+(?:tháng|quý)",
    finds={"trước ngày 20 hằng tháng": "ngày 20 hằng tháng"},
)
RECURRING_WEEKDAY = Rule(
    name="date-recurring-weekday",
    pattern=r"(?P<w>thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật)\s+(?:hằng|hàng|mỗi)\s+tuần",
    finds={"thứ Hai hàng tuần": "thứ Hai hàng tuần"},
)
RECURRING_PERIOD = Rule(
    name="date-recurring-period",
    pattern=r"(?:định\s+kỳ\s+)?(?:(?:hằng|hàng)\s+(?P<p>năm|quý|tháng|tuần|ngày)(?!\s*\d)|(?P<n>\d{1,2})\s+(?P<u>năm|tháng)\s*(?:/|một|1)\s*lần)",
    finds={"định kỳ hằng quý báo cáo": "định kỳ hằng quý", "6 tháng một lần": "6 tháng một lần"},
    leaves=["hàng năm 2024"],
)
DURATION = Rule(
    name="date-duration",
    pattern=r"(?<![\d.,/])(?P<n>\d{1,3})\s+(?P<u>năm|tháng|tuần|ngày)(?:\s+(?:đêm|liền|liên\s+tục|trở\s+lên))?(?!\s*(?:\d{4}|đầu\s+năm|cuối\s+năm|lương|một\s+lần))(?![\w])",
    finds={"90 ngày đêm": "90 ngày đêm", "kỷ niệm 115 năm thành lập": "115 năm", "3 năm liền": "3 năm liền"},
    leaves=["5 năm 2021 - 2025", "6 tháng đầu năm"],
)
LUNAR = Rule(
    name="date-lunar",
    pattern=rf"(?:(?:mùng|mồng|ngày)\s+)?(?:(?P<ram>rằm)|(?P<d>{D}))\s*(?:tháng|/)\s*(?P<m>{M}|{MW})\s*(?:\(?\s*(?:âm\s+lịch|al)\s*\)?)(?:\s*(?:năm\s*)?(?P<y>{Y}))?|rằm\s+tháng\s+(?P<m2>{M}|{MW})",
    finds={"mồng 10 tháng 3 âm lịch": "mồng 10 tháng 3 âm lịch", "rằm tháng Giêng": "rằm tháng Giêng"},
)
CLOCK = Rule(
    name="clock-time",
    pattern=r"(?<![\d.,/:])(?P<H>[01]?\d|2[0-3])\s?(?::(?P<M>[0-5]\d)(?::[0-5]\d)?|\s?(?:h|giờ|g)\s?(?P<M2>[0-5]\d)?(?![\w]))",
    finds={"05.06.2024 07:36": "07:36", "lúc 14h00 ngày 05/7": "14h00", "8 giờ 30": "8 giờ 30"},
    leaves=["tỷ số 2:1", "18 giống lúa"],
)

# The order is the order of trust: where two overlap, the earlier rule keeps its stretch.
ATOMS = (
    RECURRING_DAY, RECURRING_MONTH_DAY, RECURRING_WEEKDAY, LUNAR, RELATIVE_PART, HOLIDAY, FULL_NUMERIC, FULL_WORDS, TERM, YEAR_TO_YEAR, MONTH_YEAR, HALF, MONTHS_OF_YEAR,
    QUARTER, DAY_MONTH, MONTH_YEAR_BARE, YEARS, YEAR, BARE_YEAR_AFTER_WORD, RELATIVE_DAY, RELATIVE_YEAR, NOW, MONTH,
    RECURRING_PERIOD, DURATION,
)  # fmt: skip
