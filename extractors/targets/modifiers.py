"""Numbers that tell which things are meant, and are no amount of them: sizes, ages, marks, names of roads and regiments."""

from __future__ import annotations

import re

from extractors.rule import Rule
from extractors.targets.patterns import word
from extractors.targets.quantities import Quantity
from extractors.view import View

PART_OF_NAME = Rule(
    name="number-part-of-name",
    pattern=r"(?:bài|trung\s+đoàn|sư\s+đoàn|tiểu\s+đoàn|quân\s+khu|vành\s+đai|đường\s+tỉnh|tỉnh\s+lộ|quốc\s+lộ(?:\s+\d+[a-z]?\s*(?:,|và))*|cấp|mức\s+độ(?:\s+\d\s*(?:,|và))*|giữa|cự\s+ly"
    r"|điểm(?:\s+\d+\s*(?:,|và))*)\s*$",
    finds={"đường Vành đai ": "Vành đai ", "những bông hoa điểm 9, ": "điểm 9, ", "trên Quốc lộ 20, ": "Quốc lộ 20, "},
    leaves=["điểm sáng "],
)
SIZE_OF_MEMBERS = Rule(
    name="number-size-of-members",
    pattern=r"(?:những|các|nơi)\s[^.;,]{0,30}\scó(?:\s+từ)?\s*$",
    finds={"thành lập công đoàn ở những đơn vị có ": "những đơn vị có "},
)
EACH_DOES = Rule(
    name="number-of-each",
    pattern=r"^(?:(?:[^,;:.\d]*,){0,3}[^,;:.\d]*\sđược\s[^,;:.\d]*?)?[^,;:.\d]*\s(?:đủ|ít\s+nhất|tối\s+thiểu|từ)\s*$",
    finds={
        " công nhân được tiêm đủ ": " công nhân được tiêm đủ ",
        " công nhân, lái xe được tiêm ít nhất ": " công nhân, lái xe được tiêm ít nhất ",
    },
    leaves=[" số xã đạt chuẩn, xây dựng ít nhất "],
)
SLOGAN = Rule(
    name="number-of-slogan",
    pattern=r"\d{1,2}\s+(?:không|có|sạch|đẹp|an|phải|giảm|tăng|tốt|giỏi|cứng|cùng|rõ|biết|đủ|dễ|bám|nhất|tiên\s+phong|sẵn\s+sàng|tự|xây|chống|"
    r"quyết|tiết\s+kiệm|trách\s+nhiệm|gương\s+mẫu|thực\s+chất|tại\s+chỗ|đúng|nên|coi\s+trọng|chủ\s+động|nắm|dám)\s*(?:[,”\"’)(.;/\-]|$|và\s+\d|\d)",
    finds={"gia đình 5 không, 3 sạch”": "5 không,", "áp dụng “3 giảm 3 tăng”": "3 giảm 3", "phương châm 4 tại chỗ.": "4 tại chỗ."},
    leaves=["80% có điện", "5 cây đúng tuổi", "20 hộ tự làm"],
)
# "3 bàn hướng dẫn tại hội trường và 4 bến đò": where the amount before is to be.
PLACE_OF_AMOUNT = Rule(
    name="number-of-places",
    pattern=r"^(?:[^.;:\d]{0,80}\s)?(?:tại|ở)\s(?:[^.;:,\d]{2,60}\s(?:và|,)\s)?(?:(?:các|hơn|trên|khoảng|tất\s+cả)\s)?$",
    finds={" bàn hướng dẫn tại hội trường và ": " bàn hướng dẫn tại hội trường và ", " bồn rửa tay ở ": " bồn rửa tay ở "},
    leaves=[" hộ dùng nước sạch; ở ", " xã, trong đó "],
)
LENGTH_OF_THING = Rule(
    name="number-length-of-thing",
    pattern=r"^[^.;:,\d]{2,60}\s(?:(?:dài|thời\s+lượng|không\s+quá|dưới|tối\s+đa|từ|khoảng)\s+)*$",
    finds={" clip hướng dẫn dưới ": " clip hướng dẫn dưới "},
    leaves=[" hộ, chờ ", ": dưới "],
)
HEAD_OF_LIST = Rule(
    name="number-of-heads",
    pattern=r"\s+(?:nhóm\s+)?(?:chỉ\s+tiêu|mục\s+tiêu|nội\s+dung|nhiệm\s+vụ|giải\s+pháp|yêu\s+cầu|phần\s+việc)"
    r"(?:\s[^\W\d_]+){0,5}?\s*+(?::|(?:,\s*+)?(?:sau|sau\s+đây|gồm|bao\s+gồm|trong\s+đó|cụ\s+thể|như\s+sau)(?!\w))",
    finds={" chỉ tiêu: (1) không": " chỉ tiêu:", " nhiệm vụ đầu năm, trong đó": " nhiệm vụ đầu năm, trong đó"},
    leaves=[" tiêu chí nông thôn mới", " chỉ tiêu chủ yếu; phấn đấu"],
)
_GRADE = re.compile(r"\s*(?:[,.;)”\"]|$|(?:và|cho|trở|của|trên|với|hoặc|được|là|để|thì)(?!\w))")  # "thẻ bạn đọc mức 3 cho"
_SPAN_OF_CAMPAIGN = re.compile(r"\s*+(?:đêm\s*+)?(?:,\s*+)?(?:\(\s*+)?(?:(?:bắt\s+đầu|kể|tính)\s+)?từ\s+(?:ngày\s+)?\d")
_OF_CLOCK = re.compile(r"\s*(?:giây|phút|giờ)(?!\w)")
_CLUB = re.compile(word("câu") + r"\s+lạc\s+bộ\s+[“\"]?$")
# "mỗi cụm (04 cụm)": how many of them there are.
_SET_AGAIN = re.compile(r"(?<!\w)([^\W\d_]+)\s*\((?:gồm\s+|có\s+)?\d+\s+\1\)")
_TIERS = re.compile(r"(?:địa\s+phương|chính\s+quyền|bộ\s+máy|mô\s+hình)\s+\d\s+cấp(?!\w)")
_SO_FAR = re.compile(r"[^.;,\d]{0,25}?\s(?:xuống|lên)(?:\s+(?:còn|mức|đạt|trên|dưới|ít\s+nhất))*\s+\d")  # "từ 5% xuống còn 3%"
_TEAM = re.compile(r"bóng\s+(?:đá|chuyền|rổ)(?:\s+(?:mini|nam|nữ))*\s*$")  # "bóng đá 7 người"
_GRADES = 5
_TIMES = ("lan", "ngay", "thang", "nam")
_CRITERIA = re.compile(r"\s+tiêu\s+(?:chí|chuẩn)(?!\w)")
_MEETS = re.compile(r"[^,;:.\d]*\s?đạt\s+(?:đủ\s+|cả\s+|chuẩn\s+)?")  # "500 hộ đạt 8 tiêu chí"
_SHARE_OF_THOSE = re.compile(r"[^.;,\d]{0,25}\s(?:đạt|chiếm|từ)\s+(?:trên\s+|từ\s+|ít\s+nhất\s+)?\d[\d.,]*\s*%")
_SIZE = re.compile(r"\s*(?:tuổi|mét|m\b|mã\s+lực)")
_SIZED = re.compile(r"từ|dài|trên|dưới|đủ")
_FOR_ONE = re.compile(r"(?:trên|/)\s*(?:một\s*)?$|bình\s+quân\s*$")


def is_modifier(seen: View, quantity: Quantity) -> bool:
    """Does the number only tell which things are meant: "tàu cá dài từ 6 mét", "trên 1 ha", "bài 1"?"""
    before = seen.low[max(0, quantity.value_start - 40) : quantity.value_start]
    if quantity.unit is None and PART_OF_NAME.compiled.search(before):
        return True
    if quantity.unit is None and SLOGAN.compiled.match(seen.low, quantity.value_start):
        return True
    if "(" in before[-8:] and _SET_AGAIN.search(seen.low[max(0, quantity.start - 20) : quantity.end + 12]):
        return True
    if seen.low.startswith("cấp", quantity.end + 1) and _TIERS.search(seen.low, max(0, quantity.value_start - 16), quantity.end + 6):
        return True
    if before.endswith("từ ") and _SO_FAR.match(seen.low, quantity.end, quantity.end + 50):
        return True
    if quantity.unit == "nguoi" and _TEAM.search(before):
        return True
    if quantity.unit == "dong" and quantity.value_max == 0:
        return True  # "phiên chợ 0 đồng"
    if quantity.unit is None and before.endswith("mức ") and quantity.value_max <= _GRADES and _GRADE.match(seen.low, quantity.end):
        return True
    if quantity.unit is None and HEAD_OF_LIST.compiled.match(seen.low, quantity.end):
        return True
    if quantity.unit in _TIMES and not quantity.noun and _SPAN_OF_CAMPAIGN.match(seen.low, quantity.end):
        return True  # "45 ngày, từ ngày 03/6/2024"
    if _CLUB.search(before):
        return True  # "Câu lạc bộ 2 tấn"
    if quantity.unit is None and _SIZE.match(seen.low, quantity.end, quantity.end + 12) and _SIZED.search(before):
        return True
    if quantity.unit in _TIMES and _SHARE_OF_THOSE.match(seen.low, quantity.end, quantity.end + 40):
        return True  # "tỷ lệ học sinh mượn sách ít nhất một lần mỗi tháng đạt 75%"
    if quantity.comparator == "ge" and SIZE_OF_MEMBERS.compiled.search(seen.low, max(0, quantity.start - 60), quantity.start):
        return True
    return quantity.value_max == 1 and not quantity.noun and _FOR_ONE.search(before) is not None


def is_condition(seen: View, share: Quantity, quantity: Quantity) -> bool:
    """Does the number say what each of a share does: "100% công nhân được tiêm đủ 02 mũi"? Then it belongs to the indicator."""
    between = seen.low[share.end : quantity.value_start]
    located = len(between) < 110 and (" tại " in between or " ở " in between)
    if located and quantity.unit != "phan_tram" and PLACE_OF_AMOUNT.compiled.fullmatch(between):
        return True
    if quantity.unit is None and _OF_CLOCK.match(seen.low, quantity.end) and LENGTH_OF_THING.compiled.fullmatch(between):
        return True
    if (share.noun or share.unit == "phan_tram") and _CRITERIA.match(seen.low, quantity.end) and _MEETS.fullmatch(between):
        return True
    return share.unit == "phan_tram" and quantity.unit is None and len(between) < 110 and EACH_DOES.compiled.search(between) is not None
