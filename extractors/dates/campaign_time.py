"""When a campaign runs: the two ends of an interval, or a single day that its words make the first or the last."""

from __future__ import annotations

import re

from extractors.dates.beside import AMOUNT, FILED_AFTER, PAPERS, PERIOD_WORDS, beside, matter_of
from extractors.dates.find import FEAST, DateExpression
from extractors.rule import Rule
from extractors.segmented import Layout
from extractors.view import View

# An outbreak or a storm comes in "đợt" as well as a drive.
_DRIVE = r"đợt(?!\s+(?:bùng|dịch|mưa|lũ|bão|nắng|rét|hạn|không\s+khí|cháy|triều))"

PERIOD_OF_CAMPAIGN = Rule(
    name="date-campaign-period",
    pattern="|".join(
        (
            rf"(?:phong\s+trào|{_DRIVE}(?:\s+cao\s+điểm)?|cuộc\s+vận\s+động|chiến\s+dịch|tháng\s+cao\s+điểm|thời\s+gian)\b[^.;]{{0,200}}$",
            r"(?:thời\s+gian|thời\s+hạn)[^.;]{0,60}$",
            r"thực\s+hiện\s*(?:từ)?\s*$",
            r"(?:bắt\s+đầu|kết\s+thúc|triển\s+khai|phát\s+động|diễn\s+ra|kéo\s+dài)\s*(?:trong|vào|từ)?\s*$",
        )
    ),
    finds={"phong trào thi đua được triển khai ": "phong trào thi đua được triển khai "},
    leaves=["nhất là đợt dịch bùng phát "],
)
# By when everybody below has to have begun.
BEGUN_BY_THEN = Rule(
    name="date-begun-by",
    pattern=r"(?:(?:hoàn\s+thành|xong|kết\s+thúc)\s+(?:việc\s+|công\s+tác\s+)?(?:tổ\s+chức\s+|xây\s+dựng\s+)?(?:lễ\s+)?(?:phát\s+động|ra\s+quân|triển\s+khai|đăng\s+ký|ký\s+(?:kết\s+)?giao\s+ước|quán\s+triệt|kế\s+hoạch)[^.;]{0,60}|(?:phát\s+động|ra\s+quân|triển\s+khai|đăng\s+ký|ký\s+(?:kết\s+)?giao\s+ước|quán\s+triệt)\s+xong(?:\s+(?:ở|tại|trong|đến)\s[^.;,]{2,40})?)\s*$",
    finds={
        "các chi đoàn hoàn thành việc phát động ": "hoàn thành việc phát động ",
        "cơ sở phát động xong ": "phát động xong ",
    },
    leaves=["hoàn thành phong trào ", "đợt thi đua phát động "],
)
START = Rule(
    name="date-campaign-start",
    pattern=r"(?:bắt\s+đầu|tính|được\s+thực\s+hiện|triển\s+khai|thực\s+hiện|diễn\s+ra|khởi\s+động|bước\s+vào|mở\s+màn)(?:\s+từ\s+[^.;,\d]{2,30},)?(?:\s+(?:từ|kể|vào|lúc|ngày|phong\s+trào|đợt)|\s*[(:]|\s+(?:lễ|ngày)\s+khai\s+giảng|\s*\d+\s*(?:giờ|h)\s*\d*)*\s*$",
    finds={"Đợt thi đua bắt đầu từ 00 giờ ": "bắt đầu từ 00 giờ ", "bắt đầu từ vụ Mùa, ": "bắt đầu từ vụ Mùa, "},
)
# "kể từ hôm nay cho đến trước Tết Bính Ngọ (17/02/2026)"
UNTIL_FEAST = Rule(
    name="date-until-feast",
    pattern=r"(?:từ\s+(?:hôm\s+)?nay|từ\s+ngày\s[^.;()]{3,40}?|kéo\s+dài|diễn\s+ra|kết\s+thúc)[^.;()]{0,20}\s(?:đến|tới|trước|vào|đúng)\s+(?:[^\W\d_]+\s+){0,3}?(?:tết|ngày|dịp|lễ|đại\s+hội)(?!\w)[^.,;()]{0,90}\(\s*(?:ngày\s+)?$",
    finds={"kể từ hôm nay cho đến trước Tết Bính Ngọ (": "từ hôm nay cho đến trước Tết Bính Ngọ ("},
    leaves=["từ nay đến Tết, lao động (", "mừng Tết Bính Ngọ ("],
)
FINISH = Rule(
    name="date-campaign-end",
    pattern=r"(?:kết\s+thúc|khép\s+lại|hạ\s+màn|hoàn\s+thành\s+phong\s+trào|về\s+đích)(?:\s+(?:từ\s+ngày\s+[\d/.-]{6,10}|chuyển|lùi|kéo\s+dài|điều\s+chỉnh|sang|đến|thành|vào|lúc|ngày|trong|hết|đúng|hôm|dịp|đợt|phong\s+trào|thi\s+đua|cùng|năm\s+học\s*,)|\s*:|\s*\d+\s*(?:giờ|h)\s*\d*)*\s*$",
    finds={
        "kết thúc vào ": "kết thúc vào ",
        "khép lại đúng ": "khép lại đúng ",
        "kết thúc từ ngày 30/11/2027 chuyển sang ": "kết thúc từ ngày 30/11/2027 chuyển sang ",
    },
)
_DATES_ARE_ASKED = re.compile(r"(?:sơ|tổng)\s+kết|báo\s+(?:cáo|kết)|hồ\s+sơ|gửi|đăng\s+ký|nộp|(?<!chương\s)(?<!công\s)trình")
_GOAL_BEFORE = re.compile(r"(?:phấn\s+đấu|mục\s+tiêu|chỉ\s+tiêu|tỷ\s+lệ|kinh\s+tế)[^.;]{0,60}$")
_GOAL_AFTER = re.compile(r"\s*,?\s*(?:phấn\s+đấu|\d)")
_RUNS = re.compile(r"phong\s+trào|đợt\s+thi\s+đua|thời\s+gian|kết\s+thúc|kéo\s+dài|cuộc\s+vận\s+động|thực\s+hiện\s*$|diễn\s+ra")
_AIMS_MEANWHILE = re.compile(
    r"\s*(?:,|-[^-.;\d]{3,60}-)\s*(?:[^.;,\d]{2,60}\s)?(?:phấn\s+đấu|thi\s+đua|đề\s+ra|đặt\s+(?:ra\s+)?mục\s+tiêu|đồng\s+loạt|ra\s+quân)[\s:]"
)
_CALLED = re.compile(r"(?:kêu\s+gọi|phát\s+động|thi\s+đua|hưởng\s+ứng|phong\s+trào)[^.;]{0,190}$")
_MOVED = re.compile(r"\s*(?:được\s+)?(?:chuyển|lùi|đổi|điều\s+chỉnh|kéo\s+dài|gia\s+hạn)\s+(?:sang|đến|thành|tới)")
# "sau bốn tháng thi đua (từ ngày 15/3 đến 14/7/2023)"
_LASTED = re.compile(
    r"(?:tháng|ngày|ngày\s+đêm|tuần|quý|đợt|chiến\s+dịch|phong\s+trào)\s+thi\s+đua(?:\s+(?:cao\s+điểm|đặc\s+biệt|nước\s+rút|chuyên\s+đề))?\s*(?:[“\"][^”\"]{3,80}[”\"]\s*)?[(,]\s*(?:diễn\s+ra\s+|tính\s+)?$"
)
_OUTBREAK = re.compile(r"(?:bùng\s+phát|dịch\s+bệnh|thiên\s+tai|mưa\s+lũ)[^.;]{0,40}$")
_IN_FORCE = re.compile(r"hiệu\s+lực|thi\s+hành")
_TIMETABLE = re.compile(r"thời\s+(?:gian|hạn)")
_CAMPAIGN = re.compile(rf"phong\s+trào|{_DRIVE}|thi\s+đua|cuộc\s+vận\s+động|chiến\s+dịch|ngày\s+đêm|tháng\s+cao\s+điểm")
_OTHER_WORK = re.compile(rf"họp|bình\s+xét|hội\s+nghị|thẩm\s+định|xét\s+duyệt|giao\s+ước|{PAPERS}")
_OWN_TIME = re.compile(r"phong\s+trào|đợt\s+thi\s+đua|thời\s+gian\s+thi\s+đua|cuộc\s+vận\s+động")
_ENTERED = re.compile(r"[^.;\d]{0,50}?\s(?:bước\s+vào|mở|khởi\s+động)\s+(?:phong\s+trào|đợt)")
_NIGHTS = re.compile(r"\d\s+ngày\s+đêm\s*$")  # "tiến độ 90 ngày đêm đến 31/12/2013"


def is_campaign_period(expression: DateExpression, seen: View, layout: Layout) -> bool:
    """Does the expression tell when the campaign runs?"""
    if expression.duration or expression.recurrence or expression.calendar == "lunar":
        return False
    if expression.term in (*PERIOD_WORDS, FEAST) or (expression.starts is None and expression.ends is None):
        return False
    before, after = beside(expression, seen, layout)
    if expression.starts and expression.ends and expression.precision == "day" and not before.strip() and _AIMS_MEANWHILE.match(after):
        return True  # "Từ ngày 01/11/2025 đến ngày 28/02/2028, phường phấn đấu …"
    if expression.rule == "date-from-now" and expression.precision == "day" and _CALLED.search(before[-200:]):
        return True  # "kêu gọi mọi nhà … từ nay đến ngày 30/10/2025 hoàn tất …"
    if expression.starts and expression.ends and expression.precision == "day" and _LASTED.search(before[-140:]):
        return True
    if _DATES_ARE_ASKED.search(before[-70:]) or _GOAL_BEFORE.search(before[-60:]) or _GOAL_AFTER.match(after) or _MOVED.match(after):
        return False
    if expression.starts is None and AMOUNT.match(after) and not _RUNS.search(before[-70:]):
        return False  # "Trước ngày 30/4/2023 kiểm đếm xong 100% số hộ": a target's day
    if _IN_FORCE.search(before[-60:]) or _OUTBREAK.search(before[-60:]):
        return False
    if expression.starts is None and FILED_AFTER.compiled.match(after):
        return False
    if expression.starts is None and BEGUN_BY_THEN.compiled.search(before[-110:]):
        return False
    if (matter := matter_of(expression, before, seen, layout)) and _OTHER_WORK.search(matter) and not _OWN_TIME.search(matter):
        return False
    if layout.section_at(expression.start) == "thoi_gian" or _TIMETABLE.search(before[-60:]):
        return True
    if PERIOD_OF_CAMPAIGN.compiled.search(before[-220:]) is None:
        return False
    return _CAMPAIGN.search(before + after[:80]) is not None


def edge_of_campaign(expression: DateExpression, seen: View, layout: Layout) -> str | None:
    """``bat_dau`` or ``ket_thuc`` for a single date that its words make the campaign's first or last."""
    interval = expression.starts is not None and expression.ends is not None
    if expression.duration or expression.recurrence or expression.term or interval:
        return None
    before, after = beside(expression, seen, layout)
    if _MOVED.match(after):
        return None  # what the day was before it was put off
    if FINISH.compiled.search(before[-60:]) or expression.bound == "until" and _NIGHTS.search(before[-40:]):
        return "ket_thuc"
    if expression.precision == "day" and expression.bound == "at" and "(" in before[-16:] and UNTIL_FEAST.compiled.search(before[-160:]):
        return "ket_thuc"
    if expression.precision not in ("day", "month", "year") or expression.bound not in ("at", "from"):
        return None
    if seen.low.startswith("bắt đầu từ", expression.start):
        return "bat_dau"
    counted = ("tính từ",) if expression.rule.startswith("date-now") else ("tính từ", "kể từ")
    if seen.low.startswith(counted, expression.start) and _CAMPAIGN.search(before[-100:]):
        return "bat_dau"
    if expression.bound == "from" and _ENTERED.match(after):
        return "bat_dau"
    begins = START.compiled.search(before[-60:])
    if begins is None:
        return None
    named = begins[0].startswith(("bắt đầu", "khởi động", "mở màn"))
    return "bat_dau" if named or expression.bound == "from" or "từ" in before[-30:] else None
