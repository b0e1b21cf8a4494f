"""What a date is to the document (``codes/date_roles.csv``): from what stands beside it, the section, the citation it belongs to."""

from __future__ import annotations

import re

from extractors.dates.find import FEAST, DateExpression
from extractors.rule import Rule
from extractors.segmented import Layout
from extractors.view import View

PERIOD_WORDS = (
    "giai đoạn",
    "nhiệm kỳ",
    "năm học",
    "niên khóa",
    "thời kỳ",
    "5 năm",
    "năm năm",
    "10 năm",
    "05 năm",
    "3 năm",
    "2 năm",
    "03 năm",
    "02 năm",
    "khóa",
    "các năm",
    "năm",
)

ANNIVERSARY = Rule(
    name="date-anniversary",
    pattern=r"kỷ\s+niệm|ngày\s+(?:thành\s+lập|giải\s+phóng|sinh|truyền\s+thống|toàn\s+quốc|quốc\s+khánh|thống\s+nhất|quốc\s+tế|chiến\s+thắng|thương\s+binh|nhà\s+giáo|phụ\s+nữ|doanh\s+nhân|hội\s)|chiến\s+thắng|quốc\s+khánh|ngày\s+hội|tái\s+lập|dịp\s+lễ|nhân\s+dịp|chào\s+mừng[^.;]{0,80}ngày",
    finds={"kỷ niệm 65 năm Chiến thắng": "kỷ niệm"},
)
INTERIM = Rule(name="date-interim-review", pattern=r"sơ\s+kết", finds={"tổ chức sơ kết vào": "sơ kết"})
FINAL = Rule(name="date-final-review", pattern=r"tổng\s+kết", finds={"tổng kết phong trào": "tổng kết"})
REPORT = Rule(
    name="date-report",
    pattern=r"báo\s+cáo|(?:gửi|nộp|trình)\b[^.;]{0,60}(?:về|hồ\s+sơ|danh\s+sách|tờ\s+trình|kế\s+hoạch|bản\s+đăng\s+ký)|hồ\s+sơ|đăng\s+ký|gửi\s+về|(?:gửi|nộp)\s",
    finds={"gửi báo cáo về Sở Nội vụ": "gửi báo cáo về"},
)
PERIOD_OF_CAMPAIGN = Rule(
    name="date-campaign-period",
    pattern=r"(?:phong\s+trào|đợt(?:\s+cao\s+điểm)?|cuộc\s+vận\s+động|thời\s+gian)\b[^.;]{0,200}$|(?:thời\s+gian|thời\s+hạn)[^.;]{0,60}$|thực\s+hiện\s*(?:từ)?\s*$|(?:bắt\s+đầu|kết\s+thúc|triển\s+khai|phát\s+động|diễn\s+ra|kéo\s+dài)\s*(?:trong|vào|từ)?\s*$",
    finds={"phong trào thi đua được triển khai ": "phong trào thi đua được triển khai "},
)
LAUNCH = Rule(
    name="date-launch",
    pattern=r"(?:tổ\s+chức\s+)?(?:lễ\s+)?phát\s+động|ban\s+hành\s+(?:kế\s+hoạch|quyết\s+định|chỉ\s+thị|công\s+văn|văn\s+bản|hướng\s+dẫn)|ký\s+kết\s+giao\s+ước|ra\s+quân",
    finds={"Ngày 4/6, UBND tỉnh đã ban hành kế hoạch": "ban hành kế hoạch"},
)
LAUNCH_DAY = Rule(
    name="date-launch-day",
    pattern=r"(?:phát\s+động|ra\s+quân|khởi\s+động)(?:\s+(?:phong\s+trào|đợt|thi\s+đua|toàn\s+ngành|được|tổ\s+chức|chính\s+thức|và|bắt\s+đầu|vào|từ|lúc|trong|sáng|chiều|là)|\s*[:,-]|\s+(?:tại|ở)\s+[^.;,\d]{3,50}|\s+lễ[^.;,\d]{3,30}|\s*\d+\s*(?:giờ|h)\s*\d*\s*,?)*\s*$",
    finds={"Lễ phát động toàn ngành được tổ chức ": "phát động toàn ngành được tổ chức "},
)
START = Rule(
    name="date-campaign-start",
    pattern=r"(?:bắt\s+đầu|tính|được\s+thực\s+hiện|triển\s+khai|thực\s+hiện|diễn\s+ra|khởi\s+động)(?:\s+(?:từ|kể|vào|lúc|ngày|phong\s+trào|đợt)|\s+(?:lễ|ngày)\s+khai\s+giảng|\s*\d+\s*(?:giờ|h)\s*\d*)*\s*$",
    finds={"Đợt thi đua bắt đầu từ 00 giờ ": "bắt đầu từ 00 giờ "},
)
FINISH = Rule(
    name="date-campaign-end",
    pattern=r"(?:kết\s+thúc|hoàn\s+thành\s+phong\s+trào|về\s+đích)(?:\s+(?:vào|lúc|ngày|trong|hết|đợt|phong\s+trào|thi\s+đua|cùng)|\s*\d+\s*(?:giờ|h)\s*\d*)*\s*$",
    finds={"kết thúc vào ": "kết thúc vào "},
)
EVENT = Rule(
    name="date-event",
    pattern=r"hội\s+nghị|buổi\s+lễ|\blễ\b|họp|tổ\s+chức|diễn\s+ra|khai\s+mạc|làm\s+việc|hội\s+thảo|cuộc\s+gặp",
    finds={"chiều 12/6, hội nghị diễn ra": "hội nghị"},
)
GOAL = Rule(
    name="date-goal",
    pattern=r"phấn\s+đấu|chỉ\s+tiêu|mục\s+tiêu|hoàn\s+thành|đạt|tỷ\s+lệ|xóa|giảm|tăng|chiếm|trở\s+thành|thoát|xây\s+dựng|cơ\s+bản|bảo\s+đảm|có\s+(?:ít\s+nhất\s+)?\d",
    finds={"Phấn đấu đến năm 2025 có 92%": "Phấn đấu"},
)
PUBLICATION_CUE = Rule(
    name="date-publication-line",
    pattern=r"^\W*(?:(?:thứ\s+\w+|chủ\s+nhật|cập\s+nhật|ngày\s+đăng|đăng\s+(?:ngày|lúc)|ngày)\W*)*$",
    finds={"Thứ sáu - ": "Thứ sáu - "},
)


def role_of(expression: DateExpression, seen: View, layout: Layout, *, is_news: bool, about_campaign: bool) -> tuple[str, float]:
    """Role of one expression and how sure it is; ``khac`` where nothing tells (0 to 1)."""
    begin, end = _clause(seen, layout, expression)
    before, after = seen.low[begin : expression.start], seen.low[expression.end : end]
    section = layout.section_at(expression.start)
    if expression.term is not None and expression.term in PERIOD_WORDS:
        return "giai_doan", 0.9
    if expression.term == FEAST:
        return "ky_niem", 0.95
    before = before.rsplit(";", 1)[-1]
    near = before[-160:]
    if LAUNCH_DAY.compiled.search(before[-80:]) and expression.precision == "day" and expression.bound == "at":
        return "phat_dong", 0.9
    if expression.precision == "day" and _is_anniversary(near, after):
        return "ky_niem", 0.9
    cue = before[-90:]
    if expression.bound in ("before", "until") or expression.recurrence:
        if REPORT.compiled.search(cue) and not re.search(r"(?:phấn\s+đấu|đạt)", cue):
            return "bao_cao", 0.85
    if expression.duration:
        return "khac", 0.6
    ahead = re.match(r"[^.;\d]{0,50}?(?<!\w)(sơ|tổng)\s+kết", after) if expression.precision in ("day", "month") else None
    if ahead and not re.search(r"(?:sơ|tổng)\s+kết", before):
        return ("so_ket" if ahead[1] == "sơ" else "tong_ket"), 0.85
    role = _review(before, after, expression)
    if role:
        return role, 0.85
    if REPORT.compiled.search(before[-60:]) and expression.precision == "day" and expression.bound != "from":
        return "bao_cao", 0.7
    if expression.precision == "day" and expression.bound == "at" and expression.starts is None:
        if LAUNCH.compiled.search(after[:260]) or LAUNCH.compiled.search(before[-60:]):
            return "phat_dong", 0.85
        if EVENT.compiled.search(after[:160]) or EVENT.compiled.search(before[-80:]):
            return "su_kien", 0.6
    if expression.precision in ("day", "month") and section == "thoi_gian" and EVENT.compiled.search(before[-60:]):
        return "su_kien", 0.5
    if expression.precision in ("half",) and expression.bound == "at":
        return "giai_doan", 0.5
    return "khac", 0.5


def is_campaign_period(expression: DateExpression, seen: View, layout: Layout) -> bool:
    """Does the expression tell when the campaign runs?"""
    if (
        expression.duration
        or expression.recurrence
        or expression.calendar == "lunar"
        or expression.term in (*PERIOD_WORDS, FEAST)
    ):
        return False
    begin, end = _clause(seen, layout, expression)
    before, after = seen.low[begin : expression.start], seen.low[expression.end : end]
    before = before.rsplit(";", 1)[-1]
    if expression.starts is None and expression.ends is None:
        return False
    if (
        re.search(r"(?:sơ|tổng)\s+kết|báo\s+(?:cáo|kết)|hồ\s+sơ|gửi|đăng\s+ký|nộp|trình", before[-70:])
        or GOAL_BEFORE.search(before[-60:])
        or re.search(r"^\s*,?\s*(?:phấn\s+đấu|\d)", after)
    ):
        return False
    section = layout.section_at(expression.start)
    if section == "thoi_gian" or re.search(r"thời\s+(?:gian|hạn)", before[-60:]):
        return True
    return (
        PERIOD_OF_CAMPAIGN.compiled.search(before[-220:]) is not None
        and re.search(r"phong\s+trào|đợt|thi\s+đua|cuộc\s+vận\s+động", before + after[:80]) is not None
    )


def edge_of_campaign(expression: DateExpression, seen: View, layout: Layout) -> str | None:
    """``bat_dau`` or ``ket_thuc`` for a single date that its words make the campaign's first or last."""
    if expression.duration or expression.recurrence or expression.term or expression.starts and expression.ends:
        return None
    begin, end = _clause(seen, layout, expression)
    before = seen.low[begin : expression.start].rsplit(";", 1)[-1]
    if FINISH.compiled.search(before[-60:]):
        return "ket_thuc"
    own = seen.low[expression.start : expression.end]
    if expression.precision in ("day", "month", "year") and expression.bound in ("at", "from"):
        if (
            START.compiled.search(before[-60:])
            and (expression.bound == "from" or "từ" in before[-30:])
            or own.startswith("bắt đầu từ")
        ):
            return "bat_dau"
    return None


GOAL_BEFORE = re.compile(r"(?:phấn\s+đấu|mục\s+tiêu|chỉ\s+tiêu|tỷ\s+lệ|kinh\s+tế)[^.;]{0,60}$")


def _is_anniversary(before: str, after: str) -> bool:
    tail = re.split(r"[.;]", before)[-1]
    cue = None
    for cue in ANNIVERSARY.compiled.finditer(tail):
        pass
    if cue is None:
        return False
    between = tail[cue.end() :]
    # "(28/6/1909 - 28/6/2024)", "Quốc khánh 2/9": in brackets, or right behind the name of the day.
    open_bracket = between.rfind("(") > between.rfind(")")
    return (
        open_bracket
        or len(between) < 70
        and not re.search(r"phát\s+động|ban\s+hành|tổ\s+chức|từ\s+ngày|đến\s+ngày|báo\s+cáo", between)
    )


def _review(before: str, after: str, expression: DateExpression) -> str | None:
    """Interim or final review: the nearest of the two words before the date, or right after it."""
    if expression.precision in ("year", "years", "half"):
        return None  # the year that is reviewed, not the day of the review
    window = before[-120:]
    interim = [m.end() for m in INTERIM.compiled.finditer(window)]
    final = [m.end() for m in FINAL.compiled.finditer(window)]
    if re.search(r"(?:kết\s+thúc|thời\s+gian\s+thi\s+đua|phát\s+động)[^.;]{0,40}$", window) and not final:
        return None
    if interim or final:
        if re.search(r"(?:báo\s+cáo|hồ\s+sơ|gửi|nộp)\b", window[max(interim + final) - 30 :]):
            return None
        return "so_ket" if max(interim, default=-1) > max(final, default=-1) else "tong_ket"
    return None


def _clause(seen: View, layout: Layout, expression: DateExpression) -> tuple[int, int]:
    """The sentence round an expression, within its block."""
    block = layout.block_at(expression.start)
    start, end = layout.sentence_at(expression.start)
    if block is not None:
        start, end = max(start, block.start), min(max(end, expression.end), block.end)
    return min(start, expression.start), max(end, expression.end)
