"""What a date is to the document (``codes/date_roles.csv``): from what stands beside it, the section, the citation it belongs to."""

from __future__ import annotations

import re

from extractors.dates.beside import AMOUNT, FILED_AFTER, PAPERS, PERIOD_WORDS, beside, matter_of
from extractors.dates.cycles import RECURRING_DAY_AHEAD
from extractors.dates.find import FEAST, DateExpression
from extractors.rule import Rule
from extractors.segmented import Layout
from extractors.view import View

ANNIVERSARY = Rule(
    name="date-anniversary",
    pattern=r"kỷ\s+niệm|ngày\s+(?:thành\s+lập|giải\s+phóng|sinh|truyền\s+thống|toàn\s+quốc|quốc\s+khánh|thống\s+nhất|quốc\s+tế|thế\s+giới|chiến\s+thắng|thương\s+binh|nhà\s+giáo|phụ\s+nữ|doanh\s+nhân|hội\s)|chiến\s+thắng|quốc\s+khánh|ngày\s+hội|tái\s+lập|dịp\s+lễ|nhân\s+dịp|chào\s+mừng[^.;]{0,80}ngày",
    finds={"kỷ niệm 65 năm Chiến thắng": "kỷ niệm"},
)
# Typists and scanners miss the accent of both words: "tống kết", "sơ kêt".
INTERIM = Rule(
    name="date-interim-review",
    pattern=r"s[oơớờởỡợ]\s+k[eêếềểễệ]t|kiểm\s+điểm\s+(?:giữa|nửa)|(?:đánh\s+giá|rút\s+kinh\s+nghiệm|nhìn\s+lại)\s+(?:giữa|nửa)\s+(?:kỳ|đợt|chặng|nhiệm\s+kỳ|giai\s+đoạn)",
    finds={
        "tổ chức sơ kết vào": "sơ kết",
        "Rút kinh nghiệm giữa chặng ngày": "Rút kinh nghiệm giữa chặng",
        "Kiểm điểm nửa chặng ngày": "Kiểm điểm nửa",
    },
    leaves=["kiểm điểm cuối năm", "họp rút kinh nghiệm cuối đợt"],
)
FINAL = Rule(
    name="date-final-review",
    pattern=r"t[oôốồổỗộ]ng\s+k[eêếềểễệ]t",
    finds={"tổng kết phong trào": "tổng kết", "Tống kết vào dịp": "Tống kết"},
)
REPORT = Rule(
    name="date-report",
    pattern=r"báo\s+(?:cáo|kết\s+quả)|(?:gửi|nộp|trình)\b[^.;]{0,60}(?:về|hồ\s+sơ|danh\s+sách|tờ\s+trình|kế\s+hoạch|kết\s+quả|bản\s+đăng\s+ký)|hồ\s+sơ|đăng\s+ký|gửi\s+về|(?:gửi|nộp)\s",
    finds={"gửi báo cáo về Sở Nội vụ": "gửi báo cáo về"},
)
# "hạn nhận hồ sơ khen thưởng sơ kết ngày …, tổng kết ngày …": when the papers for a review are due, not the review.
PAPERS_DUE = Rule(
    name="date-papers-due",
    pattern=rf"(?:thời\s+hạn|thời\s+gian|(?<!kỳ\s)hạn)\s+(?:cuối\s+cùng\s+|cuối\s+|chót\s+)?(?:tiếp\s+nhận|nhận|nộp|gửi|trình)\s+(?:[^\W\d_]+\s+){{0,3}}?{PAPERS}[^.;]{{0,150}}$",
    finds={"thời hạn nộp hồ sơ khen thưởng đợt 1 ngày 20/02, tổng kết ": "thời hạn nộp hồ sơ khen thưởng đợt 1 ngày 20/02, tổng kết "},
    leaves=["thời gian nhận hồ sơ trong tuần; tổng kết ", "gia hạn thêm, nhận báo cáo "],
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
# "Hưởng ứng phong trào do Thủ tướng Chính phủ phát động ngày …": another's launch.
JOINED_LAUNCH = Rule(
    name="date-launch-joined",
    pattern=r"(?:hưởng\s+ứng|thực\s+hiện|triển\s+khai|tiếp\s+nối)\s[^.;]{0,200}?(?:do|được)\s+(?:thủ\s+tướng|chính\s+phủ|chủ\s+tịch\s+nước|trung\s+ương|ban\s+chấp\s+hành\s+trung\s+ương|hội\s+đồng\s+thi\s+đua[\s,-]+khen\s+thưởng\s+trung\s+ương|tổng\s+liên\s+đoàn|bộ\s+(?:trưởng|[^\W\d_]+)|đoàn\s+chủ\s+tịch)[^.;,]{0,80}?phát\s+động[^.;,]{0,30}$",
    finds={
        "Hưởng ứng phong trào “Xanh” do Thủ tướng Chính phủ phát động ngày ":
        "Hưởng ứng phong trào “Xanh” do Thủ tướng Chính phủ phát động ngày ",
    },
    leaves=["Hưởng ứng phong trào của cả nước, xã phát động ngày ", "đợt thi đua do UBND tỉnh phát động ngày "],
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
# "tổng kết đợt thi đua do Cục phát động": the day is not that of the launch.
_LAUNCHED_BY = re.compile(r"(?:do(?<!\wdo)|được(?<!\wđược))\s[^.;,]{2,80}?\sphát\s+động(?!\w)|(?:lời\s+kêu\s+gọi|ngày)\s+phát\s+động")
DOCUMENT_OF_DAY = Rule(
    name="date-of-unnumbered",
    pattern=r"(?:lời\s+kêu\s+gọi|chỉ\s+thị|nghị\s+quyết|quyết\s+định|kế\s+hoạch|công\s+văn|công\s+điện|hướng\s+dẫn|thông\s+báo|luật[^.;,]{0,60})\s+(?:ngày\s+)?$",
    finds={"thực hiện Lời kêu gọi ngày ": "Lời kêu gọi ngày "},
    leaves=["bắt đầu từ ngày "],
)
ISSUED_ON_DAY = Rule(
    name="date-of-numbered",
    pattern=r"(?:kế\s+hoạch|quyết\s+định|chỉ\s+thị|công\s+văn|hướng\s+dẫn|thông\s+báo|nghị\s+quyết|chương\s+trình|thông\s+tri|đề\s+án)\s+(?:số\s+)?\d{1,5}\s?[-/][^\s,;]{2,30}\s+(?:của\s+[^.;,\d]{2,80}?\s)?(?:được\s+)?(?:ký\s+ban\s+hành|ban\s+hành|ký)(?:\s+(?:vào|hôm|từ))?\s*$",
    finds={"theo Kế hoạch số 15/KH-HLHPN của Hội tỉnh ban hành ": "Kế hoạch số 15/KH-HLHPN của Hội tỉnh ban hành "},
    leaves=["Kế hoạch số 15/KH-HLHPN, Hội ban hành ", "kế hoạch ban hành "],
)
BASIS_OF_DAY = Rule(
    name="date-of-unnumbered-basis",
    pattern=r"(?:căn\s+cứ|thực\s+hiện|theo|triển\s+khai)\s+(?:các\s+|nội\s+dung\s+|tinh\s+thần\s+)?(?:nghị\s+quyết|kết\s+luận|biên\s+bản|thông\s+báo|chỉ\s+thị|công\s+điện|công\s+văn|kế\s+hoạch|quyết\s+định|hướng\s+dẫn|tờ\s+trình|thư|lời\s+kêu\s+gọi|điện\s+mật)\s[^.;,\d]{2,110}?\s*(?:ngày\s+)?$",
    finds={"Căn cứ Nghị quyết Hội nghị người lao động Nhà máy ": "Căn cứ Nghị quyết Hội nghị người lao động Nhà máy "},
    leaves=["Thực hiện kế hoạch, hội nghị tổ chức ", "hoàn thành theo quy định trước "],
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
EVENT = Rule(
    name="date-event",
    pattern=r"hội\s+nghị|buổi\s+lễ|\blễ\b|họp|tổ\s+chức|diễn\s+ra|khai\s+mạc|làm\s+việc|hội\s+thảo|cuộc\s+gặp",
    finds={"chiều 12/6, hội nghị diễn ra": "hội nghị"},
)
EVENT_IN_BRACKETS = Rule(
    name="date-event-in-brackets",
    pattern=r"(?:bầu\s+cử|đại\s+hội|hội\s+nghị|festival|lễ\s+hội|khánh\s+thành|khai\s+(?:mạc|trương|giảng)|liên\s+hoan|hội\s+(?:chợ|thao|thi))(?!\w)[^.;()]{0,140}\(\s*(?:diễn\s+ra\s+)?(?:vào\s+)?(?:ngày\s+)?$",
    finds={"bầu cử đại biểu Quốc hội khóa XVI (ngày ": "bầu cử đại biểu Quốc hội khóa XVI (ngày "},
    leaves=["theo Nghị quyết Đại hội (số 5), ngày "],
)
# "trong buổi gặp mặt kỷ niệm ngày 17/9/2024": when it is held, not what it keeps.
CEREMONY = Rule(
    name="date-ceremony",
    pattern=r"(?:lễ|buổi|mít\s+tinh|hội\s+nghị)\s+(?:gặp\s+mặt\s+)?kỷ\s+niệm(?:\s+(?:được\s+)?(?:tổ\s+chức|diễn\s+ra))?(?:\s+(?:vào|trong|sáng|chiều|tối))*\s*$",
    finds={"xướng tên trong Lễ kỷ niệm ": "Lễ kỷ niệm ", "trao tại buổi gặp mặt kỷ niệm vào sáng ": "buổi gặp mặt kỷ niệm vào sáng "},
    leaves=["Lễ kỷ niệm 70 năm ", "kỷ niệm ", "lễ kỷ niệm ngày thành lập "],
)
# "chào mừng hội thao 12/6/2024", "kỳ thi tốt nghiệp (ngày 27/6)".
EVENT_OF_DAY = Rule(
    name="date-event-named",
    pattern=r"(?:bầu\s+cử|tổng\s+tuyển\s+cử|đại\s+hội|kỳ\s+thi|hội\s+thao|hội\s+thi|tổng\s+điều\s+tra|liên\s+hoan)(?:\s+(?!tổng|sơ|phát|báo)[^\W\d_]+){0,8}?\s*[,(]?\s*(?:(?:diễn\s+ra|tổ\s+chức)\s+)?(?:vào\s+)?(?:ngày\s+)?$",
    finds={"cả xóm mừng kỳ bầu cử ": "bầu cử ", "kỳ thi tốt nghiệp THPT diễn ra vào ": "kỳ thi tốt nghiệp THPT diễn ra vào "},
    leaves=["chào mừng ", "Hội thi tổng kết ", "đại hội 12 "],
)
_OF_ISSUER = re.compile(r"\s*,?\s*(?:của|do)\s")
_REVIEW_AHEAD = re.compile(r"[^.;\d]{0,50}?(?<!\w)(?<!báo\scáo\s)(sơ|tổng)\s+kết")
# A day that opens the sentence is that of the meeting it tells of, however long the list of those who hold it.
_MEETING_AHEAD = re.compile(
    r"(?:[^.;]|(?<=\d)\.(?=\d)){0,220}?\s(?:tổ\s+chức|diễn\s+ra|khai\s+mạc)\s+(?:(?:hội\s+nghị|lễ|buổi\s+lễ)\s+|(?:gặp\s+mặt|họp\s+mặt|kỷ\s+niệm|mít\s+tinh)\s[^.;]{0,80}?)(sơ|tổng)\s+kết"
)
_OPENS = re.compile(r"\W*(?:(?:vào\s+)?(?:sáng|chiều|tối|trưa)?\s*)?$")
_OPENS_CLAUSE = re.compile(r"(?:^\W*+|[,)]\s*+)(?:vào\s++)?(?:(?:sáng|chiều|tối|trưa)\s*+)?$")
_SENT_IN = re.compile(rf"(?:tiếp\s+nhận|gửi|nộp|nhận)\s+(?:\w+\s+){{0,2}}{PAPERS}|{PAPERS}\s+(?:\w+\s+){{0,3}}(?:gửi|nộp)")
_REVIEWED_IN = re.compile(r"kết\s+(?:\w+\s+){0,5}(?:vào|trong)\s*$")
_OTHER_MATTER = re.compile(r"phát\s+động|ban\s+hành|tổ\s+chức|từ\s+ngày|đến\s+ngày|báo\s+cáo|(?:sơ|tổng)\s+kết|\d/\d[^-–]*$")
_MORE_DAYS = re.compile(r"^(?:\s*(?:,|và|,\s*và)\s+(?:trước\s+)?(?:ngày\s+)?\d{1,2}/\d{1,2}(?!\d)){1,4}")
_LEVEL_NEXT = re.compile(
    r"\s*+(?:,\s*+)?(?:phải\s+|phấn\s+đấu\s+|sẽ\s+)?(?:đạt|đạt\s+được|còn|giảm\s+còn|tăng\s+lên)\s+(?:[^\W\d_]+\s+){0,3}\d"
)
_DAY_NEXT = re.compile(r"\s*[,:(]\s*(?:(?:vào|dự\s+kiến)\s+)?(?:sáng\s+|chiều\s+)?ngày\s+\d")
_DUE_LINE = re.compile(
    rf"\W*(?:\w{{1,2}}[.)]\s*)?(?:thời\s+hạn|thời\s+gian|hạn)\s+(?:cuối\s+)?(?:tiếp\s+nhận|nhận|nộp|gửi)\s+(?:[^\W\d_]+\s+){{0,3}}?{PAPERS}[^:.;\d]{{0,60}}:"
)
_ENDS_BASIS = re.compile(r"\s*(?:[;,]|$|(?:của|do|về|và)\s)")
_OCCASION = re.compile(r"(?:vào|nhân|đúng)\s+dịp\s*$")
_NAMED_DAY = re.compile(r"(?<!\w)(?:nhân|mừng)\s*$")
_CLOSES = re.compile(r"(?:kết\s+thúc|thời\s+gian\s+thi\s+đua|phát\s+động)[^.;]{0,40}$")
_FILED = re.compile(r"(?:báo\s+cáo|hồ\s+sơ|gửi|nộp)\b")


def role_of(expression: DateExpression, seen: View, layout: Layout) -> tuple[str, float]:
    """Role of one expression and how sure it is (0 to 1); ``khac`` where nothing tells.

    The order is that of trust: what the expression is, then what stands right beside it, then the clause.
    """
    before, after = beside(expression, seen, layout)
    day = expression.precision == "day"
    if expression.term in PERIOD_WORDS:
        return "giai_doan", 0.9
    if expression.term == FEAST:
        return "ky_niem", 0.95
    begins = seen.low.startswith("bắt đầu", expression.start) or expression.starts is not None and expression.ends is not None
    if day and expression.bound == "at" and not begins and LAUNCH_DAY.compiled.search(before[-80:]):
        return ("su_kien", 0.6) if JOINED_LAUNCH.compiled.search(before[-300:]) else ("phat_dong", 0.9)
    if day and expression.bound == "at" and LAUNCH_HELD.compiled.search(before[-420:]):
        return "phat_dong", 0.85
    if day and expression.bound == "at" and "niệm" in before[-40:] and CEREMONY.compiled.search(before[-60:]):
        return "su_kien", 0.7
    if day and expression.bound == "at" and LAW_OF_DAYS.compiled.search(before[-260:]):
        return "ban_hanh_dan_chieu", 0.85
    if day and expression.bound == "at" and _OF_ISSUER.match(after) and DOCUMENT_OF_DAY.compiled.search(before[-100:]):
        return "ban_hanh_dan_chieu", 0.85
    issued = day and expression.bound == "at" and ("ban hành" in before[-24:] or "ký" in before[-24:])
    if issued and ISSUED_ON_DAY.compiled.search(before[-180:]):
        return "ban_hanh_dan_chieu", 0.85
    if day and expression.bound == "at" and BASIS_OF_DAY.compiled.search(before[-160:]) and _ENDS_BASIS.match(after):
        return "ban_hanh_dan_chieu", 0.75
    if day and expression.bound == "at" and SIGNED.compiled.search(before[-100:]):
        return "phat_dong", 0.7
    if day and expression.bound == "at" and _is_anniversary(before[-160:]):
        return "ky_niem", 0.9
    if day and expression.bound in ("before", "until") and _LEVEL_NEXT.match(after):
        return "han_chi_tieu", 0.8  # "tỷ lệ ruộng cấy xong đến 20/7/2024 đạt 70%"
    if (expression.bound in ("before", "until") or expression.recurrence) and _is_filing(before[-90:] + _within(expression, seen)):
        return "bao_cao", 0.85
    on_a_day = "BY" in (expression.recurrence or "")  # "định kỳ hằng năm" alone is no day on which anything is due
    if (expression.bound in ("before", "until") or on_a_day) and FILED_AFTER.compiled.match(_MORE_DAYS.sub("", after, count=1)):
        return "bao_cao", 0.8
    matter = matter_of(expression, before, seen, layout)
    if matter and expression.bound in ("before", "until") and _SENT_IN.search(matter):
        return "bao_cao", 0.75
    if expression.duration:
        return "khac", 0.6
    told_launch = LAUNCHED_THAT_DAY.compiled.match(after) if day and expression.bound == "at" else None
    if told_launch is not None and not _CLOSES.search(before) and not _LAUNCHED_BY.search(told_launch[0]):
        return "phat_dong", 0.85
    if day and expression.bound == "at" and _OPENS_CLAUSE.search(before) and (meeting := _MEETING_AHEAD.match(after)) is not None:
        return ("so_ket" if meeting[1] == "sơ" else "tong_ket"), 0.85
    dated = expression.bound != "from" and expression.precision in ("day", "month")
    if dated and (PAPERS_DUE.compiled.search(before[-260:]) or _is_under_due(expression, seen, layout)):
        return "bao_cao", 0.8
    review = _review(expression, before, after)
    if review:
        return review, 0.85
    if day and expression.bound == "at" and _NAMED_DAY.search(before):
        return "ky_niem", 0.8
    if day and expression.bound == "at" and EVENT_OF_DAY.compiled.search(before[-110:]):
        return "su_kien", 0.7
    if day and expression.bound == "at" and "(" in before[-28:] and EVENT_IN_BRACKETS.compiled.search(before[-180:]):
        return "su_kien", 0.6
    told = seen.low.startswith(("hôm", "sáng", "chiều", "tối"), expression.start)
    if day and expression.bound != "from" and not told and REPORT.compiled.search(before[-60:]):
        return "bao_cao", 0.7
    event = EVENT.compiled.search(before[-60:]) is not None
    if day and expression.bound == "at" and expression.starts is None:
        if LAUNCH.compiled.search(_LAUNCHED_BY.sub(" ", after[:260])) or LAUNCH.compiled.search(before[-60:]):
            return "phat_dong", 0.85
        if event or EVENT.compiled.search(after[:160]) or EVENT.compiled.search(before[-80:]):
            return "su_kien", 0.6
    if event and dated and expression.bound == "at" and layout.section_at(expression.start) == "thoi_gian":
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
    return AMOUNT.match(beside(expression, seen, layout)[1]) is not None


def _is_under_due(expression: DateExpression, seen: View, layout: Layout) -> bool:
    """Does the date stand in a line that opens with what is due: "Thời hạn gửi báo cáo: sơ kết trước …; tổng kết trước …"?"""
    block = layout.block_at(expression.start)
    return block is not None and _DUE_LINE.match(seen.low, block.start, expression.start) is not None


def _within(expression: DateExpression, seen: View) -> str:
    """The words of an expression that holds what is done: "hằng tháng báo cáo … trước ngày 25"."""
    return seen.low[expression.start : expression.end] if expression.rule == RECURRING_DAY_AHEAD.name else ""


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
    if expression.precision in ("month", "quarter") and _DAY_NEXT.match(after):
        return None  # "hội nghị giao ban quý I, ngày 10/4": the day follows
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
