"""What a date is to the document (``codes/date_roles.csv``): from what stands beside it, the section, the citation it belongs to."""

from __future__ import annotations

import re
from itertools import islice

from extractors.dates.find import FEAST, DateExpression
from extractors.letterhead.patterns import HEADING as TYPE_OF_DOCUMENT
from extractors.rule import Rule
from extractors.segmented import Layout
from extractors.view import View

# An outbreak or a storm comes in "đợt" as well as a drive.
_DRIVE = r"đợt(?!\s+(?:bùng|dịch|mưa|lũ|bão|nắng|rét|hạn|không\s+khí|cháy|triều))"

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
    pattern=r"kỷ\s+niệm|ngày\s+(?:thành\s+lập|giải\s+phóng|sinh|truyền\s+thống|toàn\s+quốc|quốc\s+khánh|thống\s+nhất|quốc\s+tế|thế\s+giới|chiến\s+thắng|thương\s+binh|nhà\s+giáo|phụ\s+nữ|doanh\s+nhân|hội\s)|chiến\s+thắng|quốc\s+khánh|ngày\s+hội|tái\s+lập|dịp\s+lễ|nhân\s+dịp|chào\s+mừng[^.;]{0,80}ngày",
    finds={"kỷ niệm 65 năm Chiến thắng": "kỷ niệm"},
)
# Typists and scanners miss the accent of both words: "tống kết", "sơ kêt".
INTERIM = Rule(
    name="date-interim-review",
    pattern=r"s[oơớờởỡợ]\s+k[eêếềểễệ]t|kiểm\s+điểm\s+(?:giữa|nửa)|đánh\s+giá\s+giữa\s+(?:kỳ|đợt|chặng)",
    finds={"tổ chức sơ kết vào": "sơ kết", "Kiểm điểm nửa chặng ngày": "Kiểm điểm nửa"},
    leaves=["kiểm điểm cuối năm"],
)
FINAL = Rule(
    name="date-final-review",
    pattern=r"t[oôốồổỗộ]ng\s+k[eêếềểễệ]t",
    finds={"tổng kết phong trào": "tổng kết", "Tống kết vào dịp": "Tống kết"},
)
REPORT = Rule(
    name="date-report",
    pattern=r"báo\s+(?:cáo|kết\s+quả)|(?:gửi|nộp|trình)\b[^.;]{0,60}(?:về|hồ\s+sơ|danh\s+sách|tờ\s+trình|kế\s+hoạch|bản\s+đăng\s+ký)|hồ\s+sơ|đăng\s+ký|gửi\s+về|(?:gửi|nộp)\s",
    finds={"gửi báo cáo về Sở Nội vụ": "gửi báo cáo về"},
)
FILED_AFTER = Rule(
    name="date-report-after",
    pattern=r"\s*,?\s*(?:[^.;:,\d]{2,70}\s)?(?:(?:gửi|nộp)\s|báo\s+cáo\s+(?:kết\s+quả|về|ubnd|sở|ban|phòng))",
    finds={", trưởng khoa nộp bảng đo về Phòng": ", trưởng khoa nộp "},
    leaves=[", giải ngân 60% vốn và gửi"],
)
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
LAUNCH = Rule(
    name="date-launch",
    pattern=r"(?:tổ\s+chức\s+)?(?:lễ\s+)?phát\s+động|ban\s+hành\s+(?:kế\s+hoạch|quyết\s+định|chỉ\s+thị|công\s+văn|văn\s+bản|hướng\s+dẫn)|ký\s+kết\s+giao\s+ước|ra\s+quân",
    finds={"Ngày 4/6, UBND tỉnh đã ban hành kế hoạch": "ban hành kế hoạch"},
)
LAUNCHED_THAT_DAY = Rule(
    name="date-launched-that-day",
    pattern=r"(?:[^.;\d]|(?<=năm\s)\d{4}){0,200}?\sphát\s+(?:động|lệnh\s+mở)(?=\s+(?:phong|đợt|thi\s+đua|cuộc|chiến))",
    finds={
        ", UBND tỉnh tổng kết năm 2024 và phát động phong trào": ", UBND tỉnh tổng kết năm 2024 và phát động",
        ", Chủ tịch đã phát lệnh mở đợt thi đua": ", Chủ tịch đã phát lệnh mở",
    },
)
LAUNCH_DAY = Rule(
    name="date-launch-day",
    pattern=r"(?:phát\s+động|ra\s+quân|khởi\s+động|(?<!để\s)mở(?=\s+(?:hôm|vào\s+ngày|ngày|sáng|chiều)))(?:\s+hôm)?(?:\s+(?:phong\s+trào|đợt|thi\s+đua|toàn\s+ngành|được|tổ\s+chức|chính\s+thức|và|bắt\s+đầu|vào|từ|lúc|trong|sáng|chiều|là)|\s*[:,-]|\s+(?:tại|ở)\s+[^.;,\d]{3,50}|\s+lễ[^.;,\d]{3,30}|\s*\d+\s*(?:giờ|h)\s*\d*\s*,?)*\s*$",
    finds={"Lễ phát động toàn ngành được tổ chức ": "phát động toàn ngành được tổ chức "},
)
LAUNCH_HELD = Rule(
    name="date-launch-held",
    pattern=r"(?:lễ|hội\s+nghị)\s+(?:phát\s+động|ký\s+kết\s+giao\s+ước|ký\s+giao\s+ước\s+thi\s+đua)[^.;]{0,240}?\s(?:(?:do|được)\s+[^.;]{3,160}?\s+tổ\s+chức|diễn\s+ra|họp|được\s+(?:tổ\s+chức|mở))(?:\s+(?:vào|hôm|ngày|sáng|chiều|tối))*\s*$",
    finds={
        "Lễ phát động thi đua được Sở Y tế tổ chức sáng ": "Lễ phát động thi đua được Sở Y tế tổ chức sáng ",
        "Hội nghị ký kết giao ước thi đua năm 2019 của Khối thi đua số 5 họp chiều ":
        "Hội nghị ký kết giao ước thi đua năm 2019 của Khối thi đua số 5 họp chiều ",
    },
    leaves=["Lễ phát động diễn ra sôi nổi. Hội nghị do Sở tổ chức ngày "],
)
DOCUMENT_OF_DAY = Rule(
    name="date-of-unnumbered",
    pattern=r"(?:lời\s+kêu\s+gọi|chỉ\s+thị|nghị\s+quyết|quyết\s+định|kế\s+hoạch|công\s+văn|công\s+điện|hướng\s+dẫn|thông\s+báo|luật[^.;,]{0,60})\s+(?:ngày\s+)?$",
    finds={"thực hiện Lời kêu gọi ngày ": "Lời kêu gọi ngày "},
    leaves=["bắt đầu từ ngày "],
)
LAW_OF_DAYS = Rule(
    name="date-of-law-too",
    pattern=r"luật\s[^.;\n]{3,200}?\sngày\s+\d[\d/.\-\s]{3,12}(?:tháng\s+\d+\s+năm\s+\d{4}\s*)?(?:,|và)\s+(?:ngày\s+)?$",
    finds={"hai Luật sửa đổi Luật Thi đua ngày 14/6/2005 và ngày ": "Luật sửa đổi Luật Thi đua ngày 14/6/2005 và ngày "},
    leaves=["Luật Thi đua ngày 26/11/2003; họp ngày "],
)
SIGNED = Rule(
    name="date-plan-signed",
    pattern=r"(?:kế\s+hoạch|công\s+văn|chỉ\s+thị|quyết\s+định)(?:\s+(?:này|trên|được|do\s+[^.;,]{3,60}))*\s+(?:ký(?:\s+ban\s+hành)?|ban\s+hành)(?:\s+(?:hôm|vào|ngày))*\s*$",
    finds={"Kế hoạch được ký ": "Kế hoạch được ký ", "Kế hoạch trên ban hành hôm ": "Kế hoạch trên ban hành hôm "},
    leaves=["tỉnh ký "],
)
START = Rule(
    name="date-campaign-start",
    pattern=r"(?:bắt\s+đầu|tính|được\s+thực\s+hiện|triển\s+khai|thực\s+hiện|diễn\s+ra|khởi\s+động|bước\s+vào|mở\s+màn)(?:\s+từ\s+[^.;,\d]{2,30},)?(?:\s+(?:từ|kể|vào|lúc|ngày|phong\s+trào|đợt)|\s*[(:]|\s+(?:lễ|ngày)\s+khai\s+giảng|\s*\d+\s*(?:giờ|h)\s*\d*)*\s*$",
    finds={"Đợt thi đua bắt đầu từ 00 giờ ": "bắt đầu từ 00 giờ ", "bắt đầu từ vụ Mùa, ": "bắt đầu từ vụ Mùa, "},
)
FINISH = Rule(
    name="date-campaign-end",
    pattern=r"(?:kết\s+thúc|khép\s+lại|hạ\s+màn|hoàn\s+thành\s+phong\s+trào|về\s+đích)(?:\s+(?:từ\s+ngày\s+[\d/.-]{6,10}|chuyển|lùi|kéo\s+dài|điều\s+chỉnh|sang|đến|thành|vào|lúc|ngày|trong|hết|đợt|phong\s+trào|thi\s+đua|cùng)|\s*:|\s*\d+\s*(?:giờ|h)\s*\d*)*\s*$",
    finds={"kết thúc vào ": "kết thúc vào ", "kết thúc từ ngày 30/11/2027 chuyển sang ": "kết thúc từ ngày 30/11/2027 chuyển sang "},
)
EVENT = Rule(
    name="date-event",
    pattern=r"hội\s+nghị|buổi\s+lễ|\blễ\b|họp|tổ\s+chức|diễn\s+ra|khai\s+mạc|làm\s+việc|hội\s+thảo|cuộc\s+gặp",
    finds={"chiều 12/6, hội nghị diễn ra": "hội nghị"},
)
_OF_ISSUER = re.compile(r"\s*,?\s*(?:của|do)\s")
_DATES_ARE_ASKED = re.compile(r"(?:sơ|tổng)\s+kết|báo\s+(?:cáo|kết)|hồ\s+sơ|gửi|đăng\s+ký|nộp|(?<!chương\s)(?<!công\s)trình")
_GOAL_BEFORE = re.compile(r"(?:phấn\s+đấu|mục\s+tiêu|chỉ\s+tiêu|tỷ\s+lệ|kinh\s+tế)[^.;]{0,60}$")
_GOAL_AFTER = re.compile(r"\s*,?\s*(?:phấn\s+đấu|\d)")
_AMOUNT = re.compile(r"[^.;]{0,110}?(?<![/\d])\d[\d.,]*(?![/\d])\s*(?:%|[^\W\d_]{2})")
_RUNS = re.compile(r"phong\s+trào|đợt\s+thi\s+đua|thời\s+gian|kết\s+thúc|kéo\s+dài|cuộc\s+vận\s+động|thực\s+hiện\s*$|diễn\s+ra")
_AIMS_MEANWHILE = re.compile(r"\s*,\s*(?:[^.;,\d]{2,40}\s)?(?:phấn\s+đấu|thi\s+đua)\s")
_MOVED = re.compile(r"\s*(?:được\s+)?(?:chuyển|lùi|đổi|điều\s+chỉnh|kéo\s+dài|gia\s+hạn)\s+(?:sang|đến|thành|tới)")
_OUTBREAK = re.compile(r"(?:bùng\s+phát|dịch\s+bệnh|thiên\s+tai|mưa\s+lũ)[^.;]{0,40}$")
_IN_FORCE = re.compile(r"hiệu\s+lực|thi\s+hành")
_TIMETABLE = re.compile(r"thời\s+(?:gian|hạn)")
_CAMPAIGN = re.compile(rf"phong\s+trào|{_DRIVE}|thi\s+đua|cuộc\s+vận\s+động")
_REVIEW_AHEAD = re.compile(r"[^.;\d]{0,50}?(?<!\w)(sơ|tổng)\s+kết")
# A day that opens the sentence is that of the meeting it tells of, however long the list of those who hold it.
_MEETING_AHEAD = re.compile(
    r"(?:[^.;]|(?<=\d)\.(?=\d)){0,220}?\s(?:tổ\s+chức|diễn\s+ra|khai\s+mạc)\s+(?:hội\s+nghị|lễ|buổi\s+lễ)\s+(sơ|tổng)\s+kết"
)
_OPENS = re.compile(r"\W*(?:(?:vào\s+)?(?:sáng|chiều|tối|trưa)?\s*)?$")
_LABEL = re.compile(r"\W*(?:\w{1,2}[.)]\s*)?thời\s+(?:gian|hạn)[^:.;]{0,40}:\s*$")
_PAPERS = r"(?:hồ\s+sơ|báo\s+cáo|đăng\s+ký|danh\s+sách)"
_OTHER_WORK = re.compile(rf"họp|bình\s+xét|hội\s+nghị|thẩm\s+định|xét\s+duyệt|giao\s+ước|{_PAPERS}")
_SENT_IN = re.compile(rf"(?:tiếp\s+nhận|gửi|nộp|nhận)\s+(?:\w+\s+){{0,2}}{_PAPERS}|{_PAPERS}\s+(?:\w+\s+){{0,3}}(?:gửi|nộp)")
_OWN_TIME = re.compile(r"phong\s+trào|đợt\s+thi\s+đua|thời\s+gian\s+thi\s+đua|cuộc\s+vận\s+động")
_REVIEWED_IN = re.compile(r"kết\s+(?:\w+\s+){0,5}(?:vào|trong)\s*$")
_OTHER_MATTER = re.compile(r"phát\s+động|ban\s+hành|tổ\s+chức|từ\s+ngày|đến\s+ngày|báo\s+cáo|(?:sơ|tổng)\s+kết|\d/\d[^-–]*$")
_OCCASION = re.compile(r"(?:vào|nhân|đúng)\s+dịp\s*$")
_ENTERED = re.compile(r"[^.;\d]{0,50}?\s(?:bước\s+vào|mở|khởi\s+động)\s+(?:phong\s+trào|đợt)")
_NAMED_DAY = re.compile(r"(?<!\w)(?:nhân|mừng)\s*$")
_NIGHTS = re.compile(r"\d\s+ngày\s+đêm\s*$")  # "tiến độ 90 ngày đêm đến 31/12/2013"
_CLOSES = re.compile(r"(?:kết\s+thúc|thời\s+gian\s+thi\s+đua|phát\s+động)[^.;]{0,40}$")
_FILED = re.compile(r"(?:báo\s+cáo|hồ\s+sơ|gửi|nộp)\b")


def role_of(expression: DateExpression, seen: View, layout: Layout) -> tuple[str, float]:
    """Role of one expression and how sure it is (0 to 1); ``khac`` where nothing tells.

    The order is that of trust: what the expression is, then what stands right beside it, then the clause.
    """
    before, after = _beside(expression, seen, layout)
    day = expression.precision == "day"
    if expression.term in PERIOD_WORDS:
        return "giai_doan", 0.9
    if expression.term == FEAST:
        return "ky_niem", 0.95
    begins = seen.low.startswith("bắt đầu", expression.start) or expression.starts is not None and expression.ends is not None
    if day and expression.bound == "at" and not begins and LAUNCH_DAY.compiled.search(before[-80:]):
        return "phat_dong", 0.9
    if day and expression.bound == "at" and LAUNCH_HELD.compiled.search(before[-420:]):
        return "phat_dong", 0.85
    if day and expression.bound == "at" and LAW_OF_DAYS.compiled.search(before[-260:]):
        return "ban_hanh_dan_chieu", 0.85
    if day and expression.bound == "at" and _OF_ISSUER.match(after) and DOCUMENT_OF_DAY.compiled.search(before[-100:]):
        return "ban_hanh_dan_chieu", 0.85
    if day and expression.bound == "at" and SIGNED.compiled.search(before[-100:]):
        return "phat_dong", 0.7
    if day and expression.bound == "at" and _is_anniversary(before[-160:]):
        return "ky_niem", 0.9
    if (expression.bound in ("before", "until") or expression.recurrence) and _is_filing(before[-90:]):
        return "bao_cao", 0.85
    if expression.bound in ("before", "until") and FILED_AFTER.compiled.match(after):
        return "bao_cao", 0.8
    matter = _matter(expression, before, seen, layout)
    if matter and expression.bound in ("before", "until") and _SENT_IN.search(matter):
        return "bao_cao", 0.75
    if expression.duration:
        return "khac", 0.6
    if day and expression.bound == "at" and LAUNCHED_THAT_DAY.compiled.match(after) and not _CLOSES.search(before):
        return "phat_dong", 0.85
    review = _review(expression, before, after)
    if review:
        return review, 0.85
    if day and expression.bound == "at" and _NAMED_DAY.search(before):
        return "ky_niem", 0.8
    told = seen.low.startswith(("hôm", "sáng", "chiều", "tối"), expression.start)
    if day and expression.bound != "from" and not told and REPORT.compiled.search(before[-60:]):
        return "bao_cao", 0.7
    event = EVENT.compiled.search(before[-60:]) is not None
    if day and expression.bound == "at" and expression.starts is None:
        if LAUNCH.compiled.search(after[:260]) or LAUNCH.compiled.search(before[-60:]):
            return "phat_dong", 0.85
        if event or EVENT.compiled.search(after[:160]) or EVENT.compiled.search(before[-80:]):
            return "su_kien", 0.6
    if event and expression.precision in ("day", "month") and layout.section_at(expression.start) == "thoi_gian":
        return "su_kien", 0.5
    if expression.precision == "half" and expression.bound == "at":
        return "giai_doan", 0.5
    return "khac", 0.5


def is_of_goal(expression: DateExpression, seen: View, layout: Layout) -> bool:
    """Does an amount to be reached stand right behind the date, or the date in a table of such amounts?"""
    block = layout.block_at(expression.start)
    if block is not None and block.kind == "row":
        return layout.section_at(expression.start) == "chi_tieu" and expression.precision in ("day", "month")
    if expression.bound not in ("until", "before") or expression.precision not in ("day", "month"):
        return False
    return _AMOUNT.match(_beside(expression, seen, layout)[1]) is not None


def is_campaign_period(expression: DateExpression, seen: View, layout: Layout) -> bool:
    """Does the expression tell when the campaign runs?"""
    if expression.duration or expression.recurrence or expression.calendar == "lunar":
        return False
    if expression.term in (*PERIOD_WORDS, FEAST) or (expression.starts is None and expression.ends is None):
        return False
    before, after = _beside(expression, seen, layout)
    if expression.starts and expression.ends and expression.precision == "day" and not before.strip() and _AIMS_MEANWHILE.match(after):
        return True  # "Từ ngày 01/11/2025 đến ngày 28/02/2028, phường phấn đấu …"
    if _DATES_ARE_ASKED.search(before[-70:]) or _GOAL_BEFORE.search(before[-60:]) or _GOAL_AFTER.match(after) or _MOVED.match(after):
        return False
    if expression.starts is None and _AMOUNT.match(after) and not _RUNS.search(before[-70:]):
        return False  # "Trước ngày 30/4/2023 kiểm đếm xong 100% số hộ": a target's day
    if _IN_FORCE.search(before[-60:]) or _OUTBREAK.search(before[-60:]):
        return False
    if expression.starts is None and FILED_AFTER.compiled.match(after):
        return False
    if (matter := _matter(expression, before, seen, layout)) and _OTHER_WORK.search(matter) and not _OWN_TIME.search(matter):
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
    before, after = _beside(expression, seen, layout)
    if _MOVED.match(after):
        return None  # what the day was before it was put off
    if FINISH.compiled.search(before[-60:]) or expression.bound == "until" and _NIGHTS.search(before[-40:]):
        return "ket_thuc"
    if expression.precision not in ("day", "month", "year") or expression.bound not in ("at", "from"):
        return None
    if seen.low.startswith("bắt đầu từ", expression.start):
        return "bat_dau"
    if seen.low.startswith("tính từ", expression.start) and _CAMPAIGN.search(before[-80:]):
        return "bat_dau"
    if expression.bound == "from" and _ENTERED.match(after):
        return "bat_dau"
    begins = START.compiled.search(before[-60:])
    if begins is None:
        return None
    named = begins[0].startswith(("bắt đầu", "khởi động", "mở màn"))
    return "bat_dau" if named or expression.bound == "from" or "từ" in before[-30:] else None


def _is_filing(before: str) -> bool:
    return REPORT.compiled.search(before) is not None and re.search(r"phấn\s+đấu|đạt", before) is None


def _is_anniversary(before: str) -> bool:
    tail = re.split(r"[.;]", before)[-1]
    if _OCCASION.search(tail) and not re.search(r"(?:sơ|tổng)\s+kết", tail):
        return True
    cues = list(ANNIVERSARY.compiled.finditer(tail))
    if not cues:
        return False
    between = tail[cues[-1].end() :]
    # "(28/6/1909 - 28/6/2024)", "Quốc khánh 2/9": in brackets, or right behind the name of the day.
    in_brackets = between.rfind("(") > between.rfind(")")
    return in_brackets or (len(between) < 70 and not _OTHER_MATTER.search(between))


def _review(expression: DateExpression, before: str, after: str) -> str | None:
    """``so_ket`` or ``tong_ket``: the nearer of the two words before the date, else right after it."""
    if expression.precision in ("years", "half", None) or (expression.precision == "year" and not _REVIEWED_IN.search(before)):
        return None  # the year that is reviewed, not the day of the review
    window = before[-120:]
    interim = max((m.end() for m in INTERIM.compiled.finditer(window)), default=-1)
    final = max((m.end() for m in FINAL.compiled.finditer(window)), default=-1)
    if max(interim, final) < 0:
        ahead = _REVIEW_AHEAD.match(after) if expression.precision in ("day", "month") else None
        if ahead is None and expression.precision == "day" and expression.bound == "at" and _OPENS.match(before):
            ahead = _MEETING_AHEAD.match(after)
        return ("so_ket" if ahead[1] == "sơ" else "tong_ket") if ahead else None
    if final < 0 and _CLOSES.search(window) or _FILED.search(window[max(0, max(interim, final) - 30) :]):
        return None
    return "so_ket" if interim > final else "tong_ket"


def _matter(expression: DateExpression, before: str, seen: View, layout: Layout) -> str:
    """What a line that only says "Thời gian: …" is the time of: the lines over it, up to their heading."""
    if _LABEL.fullmatch(before) is None:
        return ""
    over: list[str] = []
    for block in islice(layout.blocks_before(expression.start), 1, 6):  # the nearest is the line itself
        if block.kind in ("title", "head") or layout.section_at(block.start) == "tieu_de":
            break
        if TYPE_OF_DOCUMENT.compiled.match(seen.low[block.start : block.end]):
            del over[-1:]  # what stands under "KẾ HOẠCH" is the title
            break
        over.append(seen.low[max(block.start, block.end - 300) : block.end])
        if block.kind == "heading":
            break
    return "".join(f"{line}\n" for line in reversed(over))


def _beside(expression: DateExpression, seen: View, layout: Layout) -> tuple[str, str]:
    """What stands before and after an expression in its sentence; before it, from the last semicolon on."""
    block = layout.block_at(expression.start)
    start, end = layout.sentence_at(expression.start)
    if block is not None:
        start, end = max(start, block.start), min(max(end, expression.end), block.end)
    before = seen.low[min(start, expression.start) : expression.start]
    return before.rsplit(";", 1)[-1], seen.low[expression.end : max(end, expression.end)]
