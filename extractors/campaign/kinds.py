"""Is a campaign announced, and of what type is it (law 06/2022/QH15, article 16: regular and thematic; practice adds the special drive)."""

from __future__ import annotations

import re

from extractors.rule import Rule
from extractors.segmented import About, Layout
from extractors.view import View, fold

LAUNCHES = Rule(
    name="announces-launch",
    pattern=r"phát\s+động|thi\s+đua\s*[“\"]|^(?:kế\s+hoạch|chỉ\s+thị|quyết\s+định|thông\s+báo|công\s+văn)\s+(?:\S+\s+){0,3}thi\s+đua\s|^(?:kế\s+hoạch|chỉ\s+thị)\s+(?:(?:về|mở|tổ\s+chức|triển\s+khai|thực\s+hiện|phát\s+động|hưởng\s+ứng)\s+)*(?:phong\s+trào|cuộc\s+vận\s+động|chiến\s+dịch)(?!\w)|\smở\s+(?:đợt\s+)?thi\s+đua(?!\w)|(?:tổ\s+chức|triển\s+khai|thực\s+hiện|hưởng\s+ứng)\s+(?:các\s+)?(?:phong\s+trào|đợt|cuộc\s+vận\s+động|chiến\s+dịch|cao\s+điểm|tháng)|phong\s+trào\s+thi\s+đua|đợt\s+thi\s+đua|cuộc\s+vận\s+động|ký\s+kết\s+giao\s+ước|giao\s+ước\s+thi\s+đua|thi\s+đua\s+(?:yêu\s+nước|đặc\s+biệt|cao\s+điểm|lập)|ngày\s+đêm|đợt\s+cao\s+điểm|\d+\s+ngày\s+(?:cao\s+điểm|thi\s+đua|nước\s+rút)|ra\s+quân",
    finds={
        "Kế hoạch phát động phong trào": "Kế hoạch phát động phong trào",
        "Kế hoạch phong trào “Mỗi xã một vườn cây”": "Kế hoạch phong trào",
        "Công đoàn huyện mở thi đua năm 2019": " mở thi đua",
        "Xã Tân Lập bước vào 30 ngày cao điểm làm đường": "30 ngày cao điểm",
    },
    leaves=["Kế hoạch kiểm tra phong trào", "Người dân mở quán"],
)
NO_LAUNCH_TITLE = Rule(
    name="announces-nothing",
    pattern=r"sơ\s+kết|tổng\s+kết|biểu\s+dương|tuyên\s+dương|vinh\s+danh|tôn\s+vinh|khen\s+thưởng\s+(?:các|cho|tập|cá|thành)|(?:tặng|trao)(?:\s+thưởng|\s+tặng)?\s+(?:bằng|giấy|cờ|huân|danh|kỷ)|cuộc\s+thi|hội\s+thi|hội\s+thao|điển\s+hình|tấm\s+gương|gương\s|người\s+(?:tốt|thầy|phụ|nông|cựu|cán|đảng|giữ|bí)|chân\s+dung|quy\s+chế|quy\s+định\s|hồ\s+sơ\s+(?:đề\s+nghị|khen|thi\s+đua|xét)|bình\s+xét|xét\s+(?:tặng|công\s+nhận|thi\s+đua|khen)|kết\s+quả|tổ\s+chức\s+(?:các\s+)?hoạt\s+động|kiện\s+toàn|thành\s+lập\s+(?:hội|ban)|(?:sáu|6)\s+tháng\s+(?:đầu|cuối)|đánh\s+giá|chấm\s+điểm|hướng\s+dẫn|cần\s+tổ\s+chức|quy\s+định\s+chi\s+tiết|^(?:[^:]{2,40}:\s+)?(?:lan\s+tỏa|sôi\s+nổi|nhìn\s+lại|dấu\s+ấn|hiệu\s+quả\s+(?:từ|của|phong|các|cuộc))",
    finds={"Tổng kết phong trào thi đua": "Tổng kết", "Quyết định tặng thưởng Cờ thi đua": "tặng thưởng Cờ"},
)
LAUNCHED_IN_TEXT = Rule(
    name="launch-in-text",
    pattern=r"(?:phát\s+lệnh\s+)?(?:mở|khởi\s+động|bước\s+vào|ra\s+mắt)\s+(?:đợt|phong\s+trào|cuộc\s+vận|chiến\s+dịch)|(?:vừa|đã|mới|tổ\s+chức)\s+(?:ban\s+hành\s+[^.;]{0,120}?|tổ\s+chức\s+(?:lễ\s+)?|lễ\s+)?phát\s+động|lễ\s+phát\s+động|(?:làm\s+lễ|tổ\s+chức\s+(?:lễ\s+)?|đồng\s+loạt)\s*ra\s+quân\s+(?:thi\s+đua|phong|đợt|chiến\s+dịch|(?:thực\s+hiện\s+)?[“\"«]?\d+\s+ngày)|(?:ban\s+hành|có|ký)\s+(?:kế\s+hoạch|chỉ\s+thị|quyết\s+định|công\s+văn|hướng\s+dẫn|văn\s+bản)[^.;]{0,200}?(?:phát\s+động|phong\s+trào\s+thi\s+đua|đợt\s+thi\s+đua)|phát\s+động\s+(?:đợt|phong\s+trào|cuộc\s+vận|chiến\s+dịch|(?:tháng\s+)?cao\s+điểm)|(?:phong\s+trào|đợt|chiến\s+dịch|thi\s+đua)[^.;]{0,160}?\s(?:vừa|đã|mới)\s+được\s[^.;]{3,80}?\sphát\s+động|(?:vừa|đã|mới)\s+(?:hướng\s+dẫn\s+)?triển\s+khai\s+(?:các\s+)?(?:phong\s+trào\s+thi\s+đua|đợt\s+thi)|kế\s+hoạch\s+(?:số\s+\S+\s+)?(?:về|tổ\s+chức)\s+(?:việc\s+)?(?:tổ\s+chức\s+)?tháng\s+cao\s+điểm|(?:phong\s+trào|đợt\s+thi\s+đua)[^.;]{0,120}?\sđược\s[^.;]{3,60}?\sphát\s+động\s+(?:hôm|ngày|vào|sáng|chiều)|(?:sửa\s+đổi|điều\s+chỉnh)[^.;]{0,200}?phong\s+trào\s+thi\s+đua",
    finds={
        "UBND tỉnh vừa phát động phong trào": "vừa phát động",
        "xã Tân Lập làm lễ ra quân “30 ngày cao điểm làm đường”": "làm lễ ra quân “30 ngày",
        "Phong trào “Xanh” được UBND thị xã phát động hôm 15/10": "Phong trào “Xanh” được UBND thị xã phát động hôm",
    },
)
RUNS_FROM = Rule(
    name="campaign-runs-from",
    pattern=r"(?:phong\s+trào|đợt(?:\s+thi\s+đua|\s+cao\s+điểm)|cuộc\s+vận\s+động|chiến\s+dịch)[^.;]{0,140}?\s(?:bắt\s+đầu|tính\s+từ|áp\s+dụng\s+từ|thực\s+hiện\s+từ|diễn\s+ra\s+từ|kéo\s+dài\s+(?:từ|đến|tới)|được\s+mở|mở\s+(?:hôm|ngày|từ)|vừa\s+được[^.;]{0,40}phát\s+động)[^.;]{0,40}?\d{1,2}[/.-]\d{1,2}",
    finds={"phong trào thi đua Làng nghề sạch mà tỉnh mở hôm 13/5/2024": "phong trào thi đua Làng nghề sạch mà tỉnh mở hôm 13/5"},
    leaves=["phong trào bắt đầu từ năm 2015, đến nay đã lan rộng"],
)
SPECIAL = Rule(
    name="type-special",
    pattern=r"đặc\s+biệt|cao\s+điểm|\d+\s+ngày\s+đêm|\d+\s+ngày(?=\s+(?:cao|thi|nước))|[“\"«]\s*\d{2,3}\s+ngày(?!\w)|nước\s+rút|thần\s+tốc|chiến\s+dịch",
    finds={"đợt thi đua đặc biệt": "đặc biệt", "Đợt thi đua “100 ngày vì mùa vàng”": "“100 ngày"},
    leaves=["“Ngày thứ bảy tình nguyện”", "thi đua trong 5 ngày"],
)
YEARLY = Rule(
    name="type-regular",
    pattern=r"(?:thi\s+đua(?:\s+yêu\s+nước)?|nhiệm\s+vụ|công\s+tác|kế\s+hoạch|chỉ\s+tiêu|an\s+ninh|quốc\s+phòng|giao\s+ước)[^“”\"]{0,90}?(?:năm\s+(?:học\s+)?\d{4}|hằng\s+năm|hàng\s+năm)|thường\s+xuyên",
    finds={"phát động phong trào thi đua năm 2025": "thi đua năm 2025"},
)
_THEMATIC = re.compile(r"(?:thi\s+đua|theo)\s+chuyên\s+đề(?!\w)")
_QUOTED = re.compile(r"[“\"«][^”\"»]*[”\"»]")
_LOOKS_BACK = re.compile(r"đến\s+nay|(?:sơ|tổng)\s+kết\s+(?:phong|đợt|công|\d)|sau\s+\d+\s+(?:năm|tháng|ngày)|kết\s+quả\s+(?:đạt|bước|cho)")
_NAMED = re.compile(r"(?:phong\s+trào|đợt\s+thi\s+đua|đợt\s+cao\s+điểm|cuộc\s+vận\s+động|thi\s+đua)[^.;“”]{0,60}[“\"«]")
# When it runs, what is aimed at, what will be given.
_PARTS = (
    re.compile(r"từ\s+(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}[^.;]{0,40}?\s(?:đến|tới)\s|(?:kết\s+thúc|khép\s+lại|kéo\s+dài)[^.;]{0,30}?\d{1,2}[/.-]\d"),
    re.compile(r"phấn\s+đấu|chỉ\s+tiêu|mục\s+tiêu|đặt\s+ra|đích\s+đến"),
    re.compile(r"(?:sẽ|được)\s[^.;]{0,60}?(?:bằng\s+khen|giấy\s+khen|cờ\s+thi\s+đua)|(?:tặng|dành)\s[^.;]{0,60}?\d+\s+(?:tập\s+thể|cá\s+nhân|hộ|đơn\s+vị)"),
)
# A page that lists what is emulated in, and with what goals, may name no campaign.
_CONTENTS = re.compile(r"(?:các|những)\s+nội\s+dung\s+thi\s+đua\s*(?:gồm|là|:)|nội\s+dung\s+thi\s+đua\s+(?:gồm|là)\s")
_GOALS = re.compile(r"chỉ\s+tiêu\s+thi\s+đua")
_OCCASION = re.compile(r"chào\s+mừng|k[ỷỉ]\s+niệm")
_LONGEST_HEADLINE = 110  # characters
_CONTEST = re.compile(r"phát\s+động\s+(?:[^\W\d_]+\s+){0,3}?(?:cuộc\s+thi|hội\s+thi|giải\s)(?!\s+đua)")
_NEVER = ("quy_che", "quy_dinh", "bao_cao", "thong_tu", "nghi_dinh", "luat", "phap_lenh", "to_trinh")


def is_announcement(seen: View, layout: Layout, about: About) -> tuple[bool, float]:
    """Does the document launch, direct or report the launch of a campaign, and how sure is that (0 to 1)?"""
    title = fold(about.title or "")
    if about.document_type == "tin_tuc" and len(title) > _LONGEST_HEADLINE and title.endswith("."):
        title = ""  # a page without a headline: its first sentence stands in for it
    if about.document_type in _NEVER:
        return False, 0.95
    against = NO_LAUNCH_TITLE.compiled.search(_QUOTED.sub("“”", title))  # what a campaign calls itself says nothing of the document
    strong = re.search(r"phát\s+động", title)
    if _CONTEST.search(title) and not re.search(r"phong\s+trào|thi\s+đua|vận\s+động", title):
        return False, 0.85
    if strong and not (
        against and against.start() < strong.start() and re.match(r"(?:sơ|tổng)\s+kết|cuộc\s+thi|hội\s+thi|kết\s+quả", against[0])
    ):
        return True, 0.95
    if against:
        return False, 0.85
    launches = LAUNCHES.compiled.search(title)
    if launches and (about.document_type != "huong_dan" or re.search(r"phong\s+trào|đợt|vận\s+động", launches[0])):
        return True, 0.9
    if about.document_type == "huong_dan":
        return False, 0.8
    own = next((b for b in layout.blocks if b.kind not in ("furniture", "head", "foot")), None)
    opening = seen.low[own.start : own.start + 1800] if own else ""
    if LAUNCHED_IN_TEXT.compiled.search(opening) or (RUNS_FROM.compiled.search(opening) and not _LOOKS_BACK.search(opening)):
        return True, 0.75
    if own and _told_in_parts(seen.low[own.start : own.start + 3500]):
        return True, 0.6
    return False, 0.7


def _told_in_parts(text: str) -> bool:
    """News may never say that a campaign is launched, and tell its name, when it runs, what it wants and what the best get."""
    if _LOOKS_BACK.search(text):
        return False
    if _CONTENTS.search(text) and _GOALS.search(text):
        return True
    if _NAMED.search(text) is None:
        return False
    return sum(part.search(text) is not None for part in _PARTS) >= 2


def campaign_type(name: str | None, title: str | None, opening: str) -> tuple[str, float]:
    """Type of the campaign by its name and title, and how sure that is (0 to 1)."""
    words = fold(f"{name or ''} | {title or ''}")
    if re.search(r"phong\s+trào\s+thi\s+đua\s+thường\s+xuyên", words + opening):
        return "thuong_xuyen", 0.9
    if SPECIAL.compiled.search(words):
        return "dac_biet", 0.9
    if _THEMATIC.search(words):
        return "chuyen_de", 0.9
    quoted = re.search(r"[“\"]", name or "")
    yearly = YEARLY.compiled.search(words)
    if yearly and not quoted and not _OCCASION.search(yearly[0]):
        return "thuong_xuyen", 0.85
    if re.search(r"đợt\s+thi\s+đua\s+(?:đặc\s+biệt|cao\s+điểm)|đợt\s+cao\s+điểm|\d+\s+ngày\s+đêm", opening[:1500]) and not quoted:
        return "dac_biet", 0.65
    return "chuyen_de", 0.8
