"""Which quantities are aimed at: not those that were reached, that reward, that tell a day or the size of something."""

from __future__ import annotations

import re

from extractors.rule import Rule
from extractors.segmented import About, Block, Layout
from extractors.targets.patterns import word
from extractors.targets.quantities import Quantity
from extractors.view import View

AIM = Rule(
    name="target-aim",
    pattern=r"phấn\s+đấu|chỉ\s+tiêu|mục\s+tiêu|quyết\s+tâm|đặt\s+đích|cái\s+đích|đích\s+đến|đặt\s+ra|đề\s+ra|đặt\s+chỉ|phải\s+(?:đạt|lên|còn|tăng|có|đưa|hoàn|làm|xây|trồng|bảo|xong|tới|thấy|xóa|giảm)|tới\s+(?:hết\s+|cuối\s+)?(?:ngày|năm|tháng)\s|sẽ\s+(?:có|đạt|trồng|xây|hoàn|được|đưa|lập|thực)|muốn|mỗi\s+(?:xã|huyện|đơn\s+vị|thôn|chi\s+bộ|năm|cán\s+bộ|trường|cơ\s+quan|tổ|phường|công|khu|ấp|lớp|giáo|đoàn|hội|địa)|đến\s+(?:hết\s+|cuối\s+)?(?:năm|tháng|quý|ngày)\s+\S|hoàn\s+thành\s+(?:trước|trong)|bảo\s+đảm|đảm\s+bảo|duy\s+trì|cam\s+kết|từ\s+\d[\d.,]*\s+\w+(?:\s\w+)?\s+trở\s+lên|kế\s+hoạch\s+(?:đề\s+ra|năm)|giao\s+chỉ|hướng\s+tới|vận\s+động",
    finds={"phấn đấu đến năm 2025 có 92%": "phấn đấu"},
)
ACTION = Rule(
    name="target-action",
    pattern=r"(?:^|[;,:.–\-+)]\s*|[;,]\s*(?:toàn\s+)?(?:tỉnh|thành\s+phố|thị\s+xã|huyện|quận|xã|phường|thị\s+trấn|thôn|ấp|trường|ngành|hội|công\s+ty|đơn\s+vị)\s+(?=(?:có|xây|trồng|đạt|làm|lập|tổ)\s)|\svà\s|(?:^|\s)(?:hoàn\s+thành|phấn\s+đấu|bảo\s+đảm|đảm\s+bảo|tiếp\s+tục|có|được|sẽ|cùng|thi\s+đua|(?:cả|toàn)\s+[^\W\d_]+(?:\s[^\W\d_]+)?)\s+|\d\s+[^\W\d_]+(?:\s[^\W\d_]+)?\s+(?=(?:giúp|xây|dựng|sửa|tặng|mua)\s))(?:trồng|xây|làm|sửa|xóa|góp|lắp|nạo\s+vét|đóng\s+góp|ủng\s+hộ|quyên|đào|khoan|phụng\s+dưỡng|chăm\s+sóc|nuôi|thay|nối|hoàn\s+tất|dựng|mua|câu\s+điện|kéo\s+điện|khôi\s+phục|thu\s+gom|thu\s+nhận|phát\s+hiện|cứng\s+hóa|tuyển|cấp|kích\s+hoạt|triệt|nhận|hoàn\s+thành|tạo|giải\s+quyết|huy\s+động|vận\s+động|quyên\s+góp|tổ\s+chức|kết\s+nạp|thành\s+lập|chuyển\s+đổi|cải\s+tạo|giúp|khánh\s+thành|hỗ\s+trợ|chỉnh\s+trang|phát\s+triển|đào\s+tạo|tập\s+huấn|giải\s+ngân|khởi\s+công|thu\s+hút|đỡ\s+đầu|tặng|hiến|mở|công\s+nhận|có\s+thêm|có|thêm|đạt|đăng\s+ký|nâng|đưa|duy\s+trì|bê\s+tông|trợ\s+giúp|tư\s+vấn|hướng\s+dẫn|tiếp\s+nhận|đắp|đổ|lắp\s+đặt|bàn\s+giao|bồi\s+dưỡng|biên\s+soạn|phổ\s+cập|số\s+hóa)(?:\s+[^\W\d_]+){0,5}\s*$",
    finds={"trồng mới ": "trồng mới ", "cả trường giúp ": "cả trường giúp ", "- Giúp ít nhất ": "- Giúp ít nhất ",
           "tuyến phố văn minh; quận có ": "; quận có ", "+ trợ giúp pháp lý cho ": "+ trợ giúp pháp lý cho "},
)
EVERY = Rule(
    name="target-every",
    pattern=r"(?:mỗi|từng|bình\s+quân)\s+[^.;]{2,60}$",
    finds={"Mỗi giáo viên dự ít nhất ": "Mỗi giáo viên dự ít nhất "},
)
_DONE = r"(?:đạt|có|tặng|trao|hoàn|xây|hỗ|huy|thực|giải|vận|tổ|khen|quyên|thu|kết|phát|tiếp|triển|giảm|tăng|xóa|sửa|hiến|đóng|khởi|bàn|ủng)"
REACHED = Rule(
    name="target-reached",
    pattern="|".join(
        (
            *(rf"{word(told)}\s+{_DONE}" for told in ("đã", "ước")),
            word("từng") + r"\s+(?:huy|đạt|được|trao|tặng|giúp|góp|đóng|ủng|vận|nhận)",
            r"kết\s+quả\s+(?:đạt|thực|là|cho)",
            word("xảy", r"để\s") + r"\s+ra",
            *(word(period, r"hơn\s", r"với\s") + r"\s+(?:trước|qua|ngoái)" for period in ("năm", "tháng", "kỳ")),
            word("cùng", r"với\s") + r"\s+kỳ",
            word("hiện", *(rf"{told}\s" for told in ("thực", "thể", "phát", "xuất", "biểu"))) + r"\s+(?:là|đạt|chiếm|ở\s+mức|mới)(?!\w)",
            r"trong\s+năm\s+qua|đến\s+nay|tính\s+đến|hiện\s+(?:có|còn|đang|nay|tại)|mới\s+(?:đạt|giải|có|thực)|tháng\s+đầu\s+năm|là\s+đại\s+biểu"
            r"|đã\s+được",
        )
    ),
    finds={"năm 2022 đã đạt 85%": "đã đạt", "đến nay toàn tỉnh có 20 xã": "đến nay"},
    leaves=[
        "không để xảy ra", "lợi nhuận trước thuế đạt", "từng tổ dân phố", "nộp ngân sách năm sau cao hơn năm trước",
        "tăng 5% so với cùng kỳ", "thực hiện đạt",
    ],
)  # fmt: skip
MONTHS_REVIEWED = Rule(
    name="target-months-reviewed",
    # (A single digit first, for a pattern that begins with a repetition is tried at every character.)
    pattern=r"\d\d*\s+tháng\s+(?:đầu\s+)?năm\s+\d{4},",
    finds={"9 tháng năm 2025, xảy ra 214 vụ": "9 tháng năm 2025,"},
)
TOLD_OF_THE_DAY = Rule(
    name="target-told-of-the-day",
    pattern=r"(?:(?:nhân\s+)?dịp\s+này|(?:ngay\s+)?(?:tại|trong|sau|kết\s+thúc)\s+(?:khi\s+)?(?:phát\s+động|buổi|lễ|chương\s+trình|hội\s+nghị)[^;.\d]{0,50}?|sau\s+đó)(?:,\s|\s)"
    r"[^;.]{0,80}?(?:trao|tặng|ủng\s+hộ|hỗ\s+trợ|ký|ra\s+quân|dọn|diễu\s+hành|đại\s+diện)(?!\w)[^;.]*$",
    finds={"dịp này, hội trao ": "dịp này, hội trao ", "kết thúc lễ phát động, đại diện ": "kết thúc lễ phát động, đại diện "},
    leaves=["nhân dịp này các xã thi đua trồng ", "sau phát động các xã phấn đấu trồng "],
)
NO_TARGET = Rule(
    name="target-excluded",
    pattern="|".join(
        (
            *(
                rf"{honour}[^.;]{{0,70}}$"
                for honour in (
                    r"cờ\s+thi\s+đua", r"(?:tặng|trao|nhận|thưởng)\s+(?:[^\W\d_]+\s+)?cờ(?!\w)",
                    r"bằng\s+khen", r"giấy\s+khen", r"danh\s+hiệu", r"huân\s+chương", r"biểu\s+dương",
                    r"tuyên\s+dương", r"được\s+khen",
                )
            ),
            *(rf"{to}\s+(?:các\s+)?(?:tập\s+thể|cá\s+nhân|đơn\s+vị)[^.;]{{0,60}}$" for to in (r"đối\s+với", "cho")),
            r"trong\s+tổng\s+số|thang\s+điểm|điểm\s+(?:thưởng|trừ|cộng)|diện\s+tích\s+tự\s+nhiên|dân\s+số\s+(?:khoảng|là|trên)|km2"
            r"|tiền\s+thưởng|mức\s+thưởng|trị\s+giá|giải\s+(?:nhất|nhì|ba)|thưởng\s*$|tham\s+gia\s+của[^.;]{0,150}$",
            *(rf"{come}\s+dự[^.;]{{0,70}}$" for come in ("về", "tham", "đến", "cùng")),
            r"dự\s+(?:có|lễ|hội)[^.;]{0,70}$",
        )
    ),  # fmt: skip
    finds={"chấm theo thang điểm 100": "thang điểm", "về dự có bí thư đảng ủy của ": "về dự có bí thư đảng ủy của "},
)
_NOT_COUNTED = re.compile(
    r"\s*(?:năm\s+(?:ngày|thành|tuổi)|tuổi|đại\s+biểu|(?:cờ|bằng\s+khen|giấy\s+khen|huân\s+chương|kỷ\s+niệm\s+chương|giải\s+thưởng)(?!\w))"
)
# "Gần 100 triệu đồng đã được góp lại", "Trên 900 hội viên hưởng ứng.": what followed is told, not aimed at.
_TOLD = re.compile(
    r"(?:\s[^\W\d_]+){0,4}?\sđã\s|(?:\s[^\W\d_]+){0,5}\shưởng\s+ứng\s*[.;]"
    r"|(?:\s(?:[^\W\d_]+|\d+)){0,9}?\s(?:lần\s+lượt|đồng\s+loạt|cùng(?:\s+nhau)?)\s+(?:lên\s+)?ký(?!\w)"
)
_NOT_YET = re.compile(r"\s*[^.;,\d]{0,30}?\schưa\s")
_NOUN_BEHIND = re.compile(r"\s+[^\W\d_]{2}|\s*(?:kg|g|m[23]?|lít|kwh|mw)(?!\w)")
_BRACKETS = re.compile(r"\([^()]*\)")
_EQUAL = re.compile(r"(?:bằng|về|là|=)\s*$")
# Besides days of work that are given, days within which something has to be done: at other lengths of time nothing is aimed.
_DURATION = re.compile(r"thời\s+gian(?!\s+(?:thi\s+đua|thực\s+hiện|qua))|thời\s+hạn|số\s+ngày")
_CUT_SHORT = re.compile(
    r"(?:rút\s+ngắn|cắt\s+giảm|giảm|sớm\s+hơn|rút)(?:\s+(?:bình\s+quân|được|ít\s+nhất|tối\s+thiểu|từ|khoảng|thêm|còn|thời\s+gian[^.;,\d]{0,60}))*\s*$"
)
_TITLE_REACHED = re.compile(
    r"(?<!\w)(?:hộ|gia\s+đình|thôn|khu|làng|nông\s+dân|đội\s+viên|đoàn\s+viên|hội\s+viên|đảng\s+viên|học\s+sinh|thiếu\s+nhi|nhi\s+đồng)(?:\s\w+){0,2}\s+đạt\s+danh\s+hiệu.*"
)
_SIT_IN = re.compile(r"cùng\s+dự.*")
_PRIZE = re.compile(
    rf"(?:{word('thưởng')}|{word('trị')}\s+giá)(?:\s+(?:là|tới|đến|từ|ít\s+nhất|mỗi\s+\w+))*\s*$"
)
_WORTH = "trị giá"
_PRIZE_MONEY = re.compile(r"thưởng|giải\s+(?:nhất|nhì|ba)|khen|danh\s+hiệu")
_STRONG_AIM = re.compile(
    r"phấn\s+đấu|chỉ\s+tiêu|mục\s+tiêu|kế\s+hoạch\s+(?:năm|đề)|đến\s+(?:hết\s+|cuối\s+)?năm\s+\d|trở\s+lên\s*$|(?:đề|đặt)\s+ra\s*:"
)
_NAMED_AIM = re.compile(r"phấn\s+đấu|chỉ\s+tiêu|mục\s+tiêu")
_MEASURED = re.compile(r"đạt|tăng|giảm|có|chiếm|tỷ\s+lệ|hoàn\s+thành")
_LEVEL = re.compile(r"\s(?:đạt|còn|xuống|lên|tăng|giảm)\s*$")
# "từ nay đến ngày 30/10/2023 hoàn tất 05 tiêu chí"
_DONE_BY = re.compile(r"(?:đến|trước|hết)\s[^,;.]{0,16}\d\s+(?:phải\s+)?(?:hoàn\s+(?:tất|thành)|xây\s+xong|làm\s+xong)\s*$")
_NUMBERED_LINE = re.compile(r"\d{1,2}\s?/\s?-?\s")  # "1/- ", "2/ "
_SENTENCE_ENDS = re.compile(r"[.;]\s")
_YEAR_BESIDE = re.compile(r"(?<!với\s)(?<!với\scuối\s)(?<!với\sđầu\s)(?:năm|tháng\s+\d+/)\s*(\d{4})(?!\d)")
_YEAR_OPENS = re.compile(r"\W*(?:\w{1,3}[.)]\s*)?(?:(?:trong|kết\s+thúc|hết|cuối)\s+)?năm\s+(\d{4})(?!\d|\s*-)")
_STILL_AIMED = re.compile(r"phấn\s+đấu|quyết\s+tâm|mục\s+tiêu\s+(?:là|đến)|năm\s+(?:nay|tới|sau)(?!\w)|đến\s+(?:hết\s+|cuối\s+)?năm")
_SECTIONS_WITHOUT = ("khen_thuong", "thoi_gian", "kinh_phi", "can_cu", "tieu_de", "noi_nhan", "ngoai_bai", "doi_tuong")
_SECTIONS_OF_CONTENT = ("noi_dung", "muc_dich", "khac", "yeu_cau")
_REGULATIONS = ("quy_che", "quy_dinh", "huong_dan", "thong_tu", "nghi_dinh", "luat", "bao_cao")
_ALL = 100  # "100% người chưa biết chữ được học": all who have not, and none who will not
_TIME_UNITS = ("ngay", "thang", "nam", "lan", "diem", "tap_the", "ca_nhan")
_UNITS_OF_RESULTS = ("phan_tram", "diem_phan_tram")
_BOUNDED = ("ge", "le", "gt", "lt")


def aimed_at(seen: View, layout: Layout, about: About, block: Block, quantity: Quantity, start: int, end: int) -> float | None:
    """How sure it is that a quantity of the sentence ``start``..``end`` is aimed at (0 to 1), None where it is none."""
    section = _section(layout, quantity)
    if section in _SECTIONS_WITHOUT:
        return None
    before = seen.low[start : quantity.start]
    if quantity.unit in _TIME_UNITS and not _time_aimed_at(quantity, section, before):
        return None
    if not about.announced and not _STRONG_AIM.search(before):
        return None
    last_aim = max((m.start() for m in AIM.compiled.finditer(before)), default=None)
    if last_aim is None and about.document_type in _REGULATIONS:
        return None
    percent = quantity.unit in _UNITS_OF_RESULTS
    if _tells_other(seen, quantity, end, before, told=not percent and last_aim is None) or _is_past(about, before, last_aim):
        return None
    return _score(seen, about, block, section, quantity, start, end, before, aimed=last_aim is not None)


def _time_aimed_at(quantity: Quantity, section: str, before: str) -> bool:
    """Can a number of days, times or points be aimed at: "8 ngày công", "thời gian cấp phép không quá 5 ngày"?"""
    if quantity.unit == "ngay" and quantity.noun:
        return True
    if section == "chi_tieu" and quantity.unit in ("diem", "lan"):
        return True
    if section not in ("chi_tieu", "noi_dung") or quantity.unit != "ngay":
        return False
    return _DURATION.search(before) is not None or _CUT_SHORT.search(before) is not None


def _section(layout: Layout, quantity: Quantity) -> str:
    """The role of the part that a quantity stands in; a sentence of news tells its day, whom it means and its aim in one breath."""
    role = layout.section_at(quantity.start)
    if role == "thoi_gian" or (role == "doi_tuong" and quantity.unit in _UNITS_OF_RESULTS):
        headed = any(s.heading[1] > s.heading[0] and s.role == role for s in layout.sections_over(quantity.start))
        return role if headed else "khac"
    return role


def _tells_other(seen: View, quantity: Quantity, end: int, before: str, *, told: bool) -> bool:
    """Is the number that of a prize, of guests, of points, or (``told``) of what happened?"""
    low, at = seen.low, quantity.end
    unmet = _NOT_YET.match(low, at, end) is not None and not (quantity.unit == "phan_tram" and quantity.value_min == _ALL)
    if _NOT_COUNTED.match(low, at, end) or unmet or (told and _TOLD.match(low, at, end)):
        return True
    follows = quantity.quote.lower()[-12:] + _SENTENCE_ENDS.split(low[at : min(at + 30, end)] + " ")[0]
    if quantity.comparator == "ge":
        follows = _SIT_IN.sub("", follows)  # so many have to come, at least: they are no guests of the day
    if "danh" in follows:
        follows = _TITLE_REACHED.sub("", follows)
    if _WORTH in follows or _WORTH in before[-160:]:
        if not told and _PRIZE_MONEY.search(before) is None and quantity.comparator in _BOUNDED:
            return False  # "phấn đấu vận động 900 suất quà, mỗi suất trị giá từ 300.000 đồng trở lên": what the gifts are to be worth
        if not told and _WORTH not in before[-160:] and "," in follows:
            follows = follows.split(",", 1)[0]
    return NO_TARGET.compiled.search(f"{before[-160:]} {follows}") is not None or _PRIZE.search(before) is not None


def _is_past(about: About, before: str, last_aim: int | None) -> bool:
    """Is what the words before a number say done, with no aim after it?"""
    if ")" in before:  # what was reached in brackets says nothing of what follows them
        before = _BRACKETS.sub(lambda closed: " " * len(closed[0]), before)
    aimed_near = last_aim is not None and last_aim > len(before) - 60
    if not aimed_near and _past_year(before[-90:], about):
        return True
    if last_aim is None and ("dịp" in before or "sau" in before or "buổi" in before or "lễ" in before):
        if TOLD_OF_THE_DAY.compiled.match(before.lstrip(" -–“")):
            return True
    if "đã" in before and _opens_in_the_past(about, before):
        return True
    since = -1 if last_aim is None else last_aim
    rules = (REACHED, MONTHS_REVIEWED) if "tháng" in before else (REACHED,)
    return any(match.end() > since for rule in rules for match in rule.compiled.finditer(before))


def _opens_in_the_past(about: About, before: str) -> bool:
    """ "Năm 2010 phong trào đã …, hộ nghèo giảm còn 6,9%", in the year after: the whole sentence tells what was done."""
    own = about.anchor.year if about.anchor else about.year
    opening = _YEAR_OPENS.match(before)
    if opening is None or own is None or int(opening[1]) >= own:
        return False
    return _STILL_AIMED.search(before, opening.end()) is None and str(own) not in before[opening.end() :]


def is_none_left(seen: View, quantity: Quantity) -> bool:
    """Is it aimed at that nothing is left: "số vụ tai nạn bằng 0"?"""
    return quantity.value_max == 0 and _EQUAL.search(seen.low, max(0, quantity.start - 8), quantity.start) is not None


def _past_year(near: str, about: About) -> bool:
    """Does the year that stands beside the number lie before the document's own?"""
    own = about.anchor.year if about.anchor else about.year
    if not own or ("năm" not in near and "tháng" not in near):
        return False
    years = _YEAR_BESIDE.findall(_SENTENCE_ENDS.split(near[-60:])[-1])
    return bool(years and int(years[-1]) < own and not re.search(r"đến\s+(?:hết\s+)?năm\s+" + years[-1], near))


def _score(
    seen: View, about: About, block: Block, section: str, quantity: Quantity, start: int, end: int, before: str, *, aimed: bool
) -> float | None:
    near = before[-90:]
    percent = quantity.unit in _UNITS_OF_RESULTS
    bounded = quantity.comparator in _BOUNDED
    named = quantity.unit is not None or is_none_left(seen, quantity) or _NOUN_BEHIND.match(seen.low, quantity.end, end) is not None
    if section == "chi_tieu":
        if percent or quantity.unit or aimed:
            return 0.9 if percent or aimed else 0.75
        return 0.6 if named else None
    if percent and section in (*_SECTIONS_OF_CONTENT, "to_chuc_thuc_hien"):
        if aimed or quantity.value_min == 100 or _MEASURED.search(near):
            return 0.85
        return 0.6 if about.document_type != "tin_tuc" or block.kind == "item" else None
    if percent and about.announced and bounded:
        return 0.6
    if aimed and named and (quantity.unit is not None or _NAMED_AIM.search(before)):
        if AIM.compiled.search(near) or _NAMED_AIM.search(seen.low, start, end):
            return 0.7
    if not about.announced or not named:
        return None
    item = block.kind == "item" or _NUMBERED_LINE.match(seen.low, block.start) is not None
    if (bounded or item) and EVERY.compiled.search(near):
        return 0.65
    if item and quantity.unit == "ngay" and _CUT_SHORT.search(before):
        return 0.6
    ordered = about.document_type not in (None, "tin_tuc")  # a plan orders in the form in which news tells
    acts = bounded or ACTION.compiled.search(near) is not None
    if item and acts and section in _SECTIONS_OF_CONTENT:
        return 0.6
    if acts and ordered and section == "noi_dung":
        return 0.55
    if item and ordered and section == "noi_dung" and quantity.unit is not None and _LEVEL.search(near):
        return 0.6
    if aimed and _DONE_BY.search(near):
        return 0.55
    # In an article of one long line the aim of one sentence is not that of the tenth after it.
    if (acts or quantity.unit is not None) and AIM.compiled.search(seen.low, max(block.start, start - 350), start):
        return 0.55
    if quantity.comparator == "ge" and quantity.noun and "trở lên" in seen.low[quantity.start : quantity.end]:
        return 0.5
    return None
