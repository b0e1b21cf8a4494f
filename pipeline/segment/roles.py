"""What a heading, or a sentence without one, says its part is about (roles of ``codes/sections.csv``)."""

from __future__ import annotations

import re

from extractors.rule import Rule
from extractors.view import View, bare

# In this order: the first that a heading matches is its role. "Nội dung, thời gian" is about its first word.
HEADING_ROLES: tuple[tuple[str, Rule], ...] = (
    ("kinh_phi", Rule(
        name="heading-budget",
        pattern=r"^\W*(?:nguồn\s+)?kinh\s+phí",
        finds={"Kinh phí tổ chức phong trào": "Kinh phí"},
        leaves=["Tiết kiệm kinh phí"],
    )),
    ("to_chuc_thuc_hien", Rule(
        name="heading-organisation",
        pattern=r"tổ\s+chức\s+(?:triển\s+khai\b|thực\s+hiện|chỉ\s+đạo)|phân\s+công\s+(?:thực\s+hiện|nhiệm\s+vụ)|trách\s+nhiệm\s+(?:thực\s+hiện|thi\s+hành|của)|điều\s+khoản\s+thi\s+hành|hiệu\s+lực\s+thi\s+hành",
        finds={"VI. TỔ CHỨC THỰC HIỆN": "TỔ CHỨC THỰC HIỆN"},
    )),
    ("khen_thuong", Rule(
        name="heading-awards",
        pattern=r"khen\s+thưởng(?!\s+(?:các\s+cấp|tỉnh\b))|(?:mức|cơ\s+cấu|tiền)\s+thưởng|^\W*thưởng\b|hình\s+thức\s+(?:khen|tôn\s+vinh)|bình\s+(?:xét|chọn)|tôn\s+vinh|danh\s+hiệu\s+thi\s+đua",
        finds={"V. CÔNG TÁC KHEN THƯỞNG": "KHEN THƯỞNG", "1. Hình thức khen:": "Hình thức khen"},
    )),
    ("doi_tuong", Rule(
        name="heading-participants",
        pattern=r"đối\s+tượng|thành\s+phần\s+tham\s+gia|ai\s+(?:được\s+)?tham\s+gia",
        finds={"2. Đối tượng thi đua:": "Đối tượng"},
    )),
    ("chi_tieu", Rule(
        name="heading-targets",
        pattern=r"chỉ\s+tiêu|phấn\s+đấu\s+đạt|đạt\s+bao\s+nhiêu|con\s+số|mục\s+tiêu(?!\s*,\s*(?:ý\s+nghĩa|yêu\s+cầu))",
        finds={"III. MỤC TIÊU CỤ THỂ": "MỤC TIÊU"},
    )),
    ("muc_dich", Rule(
        name="heading-purpose",
        pattern=r"mục\s+(?:đích|tiêu)|ý\s+nghĩa",
        finds={"I. MỤC ĐÍCH, YÊU CẦU": "MỤC ĐÍCH"},
    )),
    ("yeu_cau", Rule(
        name="heading-requirements",
        pattern=r"^\W*(?:\w{1,4}\W+)?yêu\s+cầu|quan\s+điểm|nguyên\s+tắc",
        finds={"2. Yêu cầu:": "2. Yêu cầu"},
    )),
    ("thoi_gian", Rule(
        name="heading-timetable",
        pattern=r"thời\s+(?:gian|hạn|điểm)|mốc\s+|khi\s+nào|lịch\s+|ti[ếê][nt]\s+độ|lộ\s+trình|các\s+giai\s+đoạn|(?:sơ|tổng)\s+kết",
        finds={"IV. THỜI GIAN THỰC HIỆN": "THỜI GIAN", "2. Tiến độ thực hiện:": "Tiến độ"},
    )),
    ("pham_vi", Rule(
        name="heading-scope",
        pattern=r"phạm\s+vi",
        finds={"1. Phạm vi:": "Phạm vi"},
    )),
    ("noi_dung", Rule(
        name="heading-content",
        pattern=r"nội\s+dung|nhiệm\s+vụ|giải\s+pháp|tiêu\s+chí|khẩu\s+hiệu|chủ\s+đề|hình\s+thức|phương\s+(?:thức|châm)|công\s+tác\b",
        finds={"III. NỘI DUNG THI ĐUA": "NỘI DUNG"},
    )),
)  # fmt: skip

# A sentence of a text without headings, or of a paragraph whose heading says nothing.
SENTENCE_ROLES: tuple[tuple[str, Rule], ...] = (
    ("can_cu", Rule(
        name="sentence-basis",
        pattern=r"^\W*(?:căn\s+cứ|xét\s+đề\s+nghị|theo\s+đề\s+nghị)\s",
        finds={"Căn cứ Luật Thi đua, khen thưởng;": "Căn cứ "},
        leaves=["Đơn vị căn cứ tình hình thực tế"],
    )),
    ("doi_tuong", Rule(
        name="sentence-participants",
        pattern=r"đối\s+tượng\s+(?:(?:tham\s+gia|thực\s+hiện|áp\s+dụng|thi\s+đua|hưởng\s+ứng|của\s+phong\s+trào)\s*,?\s*)+(?:\w+\s+){0,6}?(?:gồm|là|:)|đối\s+tượng\s*(?:gồm|là|:)",
        finds={"Đối tượng tham gia thi đua gồm: các sở": "Đối tượng tham gia thi đua gồm"},
        leaves=["đúng đối tượng, đúng tiêu chuẩn"],
    )),
    ("thoi_gian", Rule(
        name="sentence-timetable",
        pattern=r"thời\s+gian\s+(?:thực\s+hiện|thi\s+đua|triển\s+khai|tổ\s+chức|phát\s+động|tổng\s+kết|sơ\s+kết|của\s+(?:đợt|phong))|(?:phong\s+trào|đợt)\b[^.]{0,160}(?:từ\s+(?:nay|ngày|tháng|năm)|bắt\s+đầu|kết\s+thúc|kéo\s+dài)[^.]{0,60}\d",
        finds={"Thời gian thực hiện đợt thi đua từ ngày phát động": "Thời gian thực hiện"},
    )),
    ("kinh_phi", Rule(
        name="sentence-budget",
        pattern=r"kinh\s+phí\s+(?:thực\s+hiện|tổ\s+chức|khen\s+thưởng)",
        finds={"Kinh phí tổ chức phong trào do ngân sách bảo đảm": "Kinh phí tổ chức"},
    )),
    ("khen_thuong", Rule(
        name="sentence-awards",
        pattern=r"(?:tặng|trao|xét|đề\s+nghị|trình|thưởng)\b[^.]{0,80}(?:bằng\s+khen|giấy\s+khen|cờ\s+thi\s+đua|huân\s+chương|kỷ\s+niệm\s+chương)|hình\s+thức\s+khen|(?:việc|công\s+tác)\s+(?:bình\s+xét\s+)?khen\s+thưởng\s+phải",
        finds={"Kết thúc đợt, tỉnh sẽ tặng 10 Bằng khen": "tặng 10 Bằng khen"},
        leaves=["Hội đồng Thi đua - Khen thưởng"],
    )),
    ("muc_dich", Rule(
        name="sentence-purpose",
        pattern=r"^\W*(?:(?:phong\s+trào|đợt)\s+thi\s+đua\s+(?:này\s+)?)?(?:nhằm|mục\s+đích)\b|phong\s+trào\s+(?:thi\s+đua\s+)?nhằm",
        finds={"Phong trào thi đua nhằm nâng cao chất lượng": "Phong trào thi đua nhằm"},
    )),
    ("yeu_cau", Rule(
        name="sentence-requirements",
        pattern=r"(?:đặt\s+ra\s+)?yêu\s+cầu\s+(?:việc|phong\s+trào|các|của)|phong\s+trào[^.]{0,40}\sphải\s+(?:được|thiết|gắn)",
        finds={"Tỉnh yêu cầu các địa phương chủ động": "yêu cầu các"},
    )),
    ("pham_vi", Rule(
        name="sentence-scope",
        pattern=r"(?:trên|trong)\s+phạm\s+vi\s+(?:toàn|cả)",
        finds={"được triển khai trên phạm vi toàn tỉnh": "trên phạm vi toàn"},
    )),
    ("chi_tieu", Rule(
        name="sentence-targets",
        pattern=r"(?:phấn\s+đấu|chỉ\s+tiêu|mục\s+tiêu)[^.]{0,200}\d[\d.,]*\s*(?:%|triệu|tỷ|hộ|xã|người|căn|km|ha\b)",
        finds={"phấn đấu có 95% hộ dân dùng nước sạch": "phấn đấu có 95%"},
    )),
    ("to_chuc_thuc_hien", Rule(
        name="sentence-organisation",
        pattern=r"^\W*(?:giao\s+)?(?:sở|ban|phòng|văn\s+phòng|ủy\s+ban|hội\s+đồng)\s[^.:;]{3,80}?(?:chủ\s+trì|phối\s+hợp|tham\s+mưu|chịu\s+trách\s+nhiệm|có\s+trách\s+nhiệm|hướng\s+dẫn)",
        finds={"Sở Nội vụ chủ trì hướng dẫn các đơn vị": "Sở Nội vụ chủ trì"},
    )),
    ("noi_dung", Rule(
        name="sentence-content",
        pattern=r"nội\s+dung\s+(?:thi\s+đua|trọng\s+tâm|chủ\s+yếu|chính|sau)|tập\s+trung\s+(?:vào|thực\s+hiện|chỉ\s+đạo)|thi\s+đua\s+(?:đẩy\s+mạnh|thực\s+hiện|nâng\s+cao|hoàn\s+thành)",
        finds={"tập trung thực hiện các nội dung sau": "tập trung thực hiện"},
    )),
)  # fmt: skip


def _without_accents(pattern: str) -> str:
    return "".join(bare(char) if ord(char) > 127 else char for char in pattern)


# Scans and typists put wrong accents into headings ("CỤ THÊ", "Tiết độ"); a heading is short and stands alone, so its bare letters
# are asked where the written ones say nothing.
_BARE_HEADINGS = tuple((role, re.compile(_without_accents(rule.pattern), re.VERBOSE)) for role, rule in HEADING_ROLES)


def heading_role(seen: View, start: int, end: int) -> str | None:
    """Role that a heading names, None if it names none."""
    low = seen.low[start:end]
    for role, rule in HEADING_ROLES:
        if rule.compiled.search(low):
            return role
    letters = seen.bare[start:end]
    for role, pattern in _BARE_HEADINGS:
        if pattern.search(letters):
            return role
    return None


def sentence_role(seen: View, start: int, end: int) -> str | None:
    """Role of a sentence by its own words, None if they tell nothing."""
    low = seen.low[start:end]
    for role, rule in SENTENCE_ROLES:
        if rule.compiled.search(low):
            return role
    return None
