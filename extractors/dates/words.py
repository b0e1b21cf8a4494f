"""Words and numbers that the rules of dates are made of.

They are for lower-case text in which every dash is a hyphen and every blank a space (`extractors.view.fold` makes that, and so does
the quicker `extractors.dates.scan.lowered`); both spellings of a word (khóa/khoá, kỷ/kỉ) stand in the rules, which need no more.

Blanks are counted and never given back (``S``, ``W`` are possessive): a pattern that may cross any number of them takes quadratic
time on a page of blanks, and one that may share them out between two places takes exponential time on a list.
"""

from __future__ import annotations

S = r"\s{0,6}+"
W = r"\s{1,6}+"
D = r"(?:0?[1-9]|[12][0-9]|3[01])"
M = r"(?:0?[1-9]|1[0-2])"
Y = r"(?:1[6-9]|20)[0-9][0-9](?![0-9])"
NUMBER_BEFORE = r"(?<![0-9])(?<![0-9][.,/])"
MONTH_WORDS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
MW = rf"(?:giêng|một|hai|ba|tư|sáu|bảy|bẩy|tám|chín|mười{W}một|mười{W}hai|mười|chạp)(?!\w)"
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "một": 1, "hai": 2, "ba": 3, "tư": 4}
Q = r"(?:iv|iii|ii|i|[1-4]|một|hai|ba|tư)(?!\w)"
QUARTER_WORD = r"qu[ýí]"
DAY_WORD = r"(?:ngày|mùng|mồng|hôm)"
PART_OF_DAY = r"(?:sáng|trưa|chiều|tối|đêm)"
WEEKDAY = rf"(?:thứ{W}(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ{W}nhật)"
REL = r"nay|này|sau|tới|trước|ngoái"
YEAR_TAIL = rf"{S}[./,]?{S}(?:năm{S}|/\s?|-\s?)(?P<y>{Y})"
NO_SYMBOL = r"(?!\s?/\s?[a-zđ]|-(?:qđ|nđ|ub|ct|kh|nq|tt|hd|tb|bc|cp|tw|tu|hu|đu)(?!\w))"
"""After a year: no symbol of a document (12/2021/QĐ-UBND), but any word after a spaced dash."""
COUNTED = (
    rf"{W}(?:người|hộ|đồng|tỷ|tỉ|triệu|nghìn|ngàn|ha|km|m|m2|tấn|kg|căn|cuộc|lượt|huyện|xã|xóm|thôn|tỉnh|điểm|phường|phiếu"
    rf"|tiêu{W}chí|số|đơn|trường|lớp|em|học{W}sinh|đại{W}biểu|chỗ|cây|con|suất|cuốn|tập{W}thể|cá{W}nhân|đảng{W}viên|thành{W}viên)(?!\w)"
)
"""What is counted, after a number that is then no year, no day and month."""
SHORT_YEAR = (
    rf"[0-9]{{2}}(?![0-9]|[.,/%\-][0-9]|\s?[%/]|\s?-\s?[0-9]|{S}(?:…|[.][.]|_)|[ ][ ]"
    rf"|{W}(?:tuổi|năm|tháng|ngày|lần|phần|giờ)(?!\w)|{COUNTED})"
)
"""A year in two digits, behind a day and a month."""
DAY_YEAR_TAIL = rf"{S}[./,]?{S}(?:năm{S}|/\s?|-\s?|(?<=[\s,])(?=20[0-9][0-9](?!{COUNTED})))(?P<y>{Y}|(?<=năm\s){SHORT_YEAR})"
"""As `YEAR_TAIL`, behind a day and a month; "năm" may be left out there ("20 Tháng 2 2014", as some portals write)."""
_COUNTS = (
    "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mươi", "trăm", "nghìn", "vài", "mấy", "nhiều", "những", "các",
    "hàng", "từng", "mọi", "nửa",
)  # fmt: skip
NOT_COUNTED = r"(?<![0-9]\s)" + "".join(rf"(?<!{word}\s)" for word in _COUNTS)
"""Left of "năm trước", "tháng này": "3 năm trước", "những năm trước" are no one year."""
