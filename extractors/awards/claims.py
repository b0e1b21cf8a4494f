"""Which mentions of an award say that it will or can be given, and which only that somebody has it.

Plans promise awards, regulations allow them; news items and reports tell of awards already given, criteria presuppose them
("đạt danh hiệu …", "có 02 lần được tặng …"), targets count them ("92% hộ đạt Gia đình văn hóa"). Only the first two are rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from extractors.awards.forms import Form
from extractors.awards.headings import under_a_heading
from extractors.awards.initials import begins
from extractors.awards.quotas import MONEY
from extractors.codes import code_list
from extractors.lexicon import words
from extractors.rule import Rule
from extractors.segmented import Layout
from extractors.view import View

_WORD = r"(?<![^\W_])"
_END = r"(?![^\W_])"
_GIVE = (
    r"(?:(?:xét |trao |truy |được |đề nghị |quyết định |xem xét )*(?:tặng|trao|khen thưởng|thưởng|nhận|công nhận"
    r"|phong tặng)(?: thưởng)?(?:, (?:xét |trao |truy )?tặng)?)"
)
# "đứng lớp từ 25 năm được xét trao Kỷ niệm chương": years of service are what it takes, not years in which it was given.
_NOT_OF_SERVICE = r"(?<!từ\s)(?<!đủ\s)(?<!trên\s)(?<!thiểu\s)(?<!nhất\s)(?<!hơn\s)(?<!công\stác\s)(?<!niên\s)(?<!việc\s)(?<!bó\s)"

HELD = Rule(
    name="award-held",
    pattern=words(
        rf"{_WORD}(?:đã(?: (?:vinh dự|từng|kịp thời|trực tiếp))*(?: được)?(?: (?:[^\W\d_]+ ){{0,9}}?)?{_GIVE}|(?:vinh dự|vừa)(?: được"
        rf"| đón)?(?: (?:[^\W\d_]+ ){{0,7}}?)?{_GIVE}|từng(?: (?:được|đón|vinh dự)(?: (?:[^\W\d_]+ ){{0,7}}?)?)? {_GIVE}"
        rf"|đón nhận|được nhận|nhận được|giành(?: được)?|đoạt|đạt(?: (?:tiêu chuẩn|được))?(?: các)?(?: danh hiệu)?"
        rf"|(?:tiêu chuẩn|điều kiện)(?: của)? danh hiệu|được công nhận(?: là)?(?: danh hiệu)?"
        rf"|(?:(?:\d+|một|hai|ba|năm|nhiều) (?:lần|năm(?= (?:liên tục|liền)))|{_NOT_OF_SERVICE}(?:\d+|một|hai|ba|năm|nhiều) năm)"
        rf"(?: (?:liên tục|liền|trở lên))*(?: được)?(?: {_GIVE})?(?: danh hiệu)?"
        rf"|(?:cùng|tham|tới|đến|về) dự(?: còn)? (?:có|gồm)|chưa(?: được)? {_GIVE}|không(?: được)? {_GIVE}|được bầu là"
        rf"|ưu tiên (?:khi|trong)(?: việc)?(?: bình)? (?:xét|chọn|bầu|xét chọn)(?: tặng)?(?: các)?(?: danh hiệu)?"
        rf"|tước|thu hồi|hủy bỏ|truy thu|bản sao|chủ tịch nước tặng thưởng cho tỉnh|được tặng(?: thưởng)? (?:nhiều"
        rf"|danh hiệu cao quý)|phấn đấu(?: [^.;\n]{{0,60}})?){_END}"
    ),
    finds={
        "đã được Chủ tịch nước tặng Huân chương": "đã được Chủ tịch nước tặng",
        "vinh dự đón nhận Cờ thi đua": "vinh dự đón nhận",
        "được cộng điểm ưu tiên khi bầu các danh hiệu của xóm": "ưu tiên khi bầu các danh hiệu",
        "Có 02 lần liên tục được tặng danh hiệu": "02 lần liên tục được tặng danh hiệu",
    },
    leaves=[
        "sẽ được xét tặng",
        "đề nghị tặng Bằng khen",
        "dẫn đầu từng chỉ tiêu sẽ được tặng",
        "đứng lớp từ 25 năm trở lên được xét trao",
        "ưu tiên xét tặng Bằng khen cho người lao động",
    ],
    on="bare",
)
PROMISED = Rule(
    name="award-promised",
    pattern=words(
        rf"{_WORD}(?:sẽ|dự kiến|(?:được |để |xem |và |, )xét|xét(?: chọn)?,? (?:tặng|khen|đề nghị|trao)|đề nghị(?! (?:các"
        rf"|đồng chí))|đề xuất|trình|khi (?:sơ|tổng) kết|dịp (?:sơ|tổng) kết|khi kết thúc|kết thúc (?:phong trào|đợt"
        rf"|giai đoạn)|để (?:xét )?tặng"
        rf"|lựa chọn|khuyến khích|bình (?:xét|chọn)|cơ cấu|hình thức(?: khen)?|mỗi|tối đa|không quá|số lượng|thẩm quyền|quyết định(?: tặng"
        rf"| khen| trao)|xem xét|được (?:xét )?(?:tặng|thưởng|trao)|được khen thưởng|khen thưởng bằng|có thể){_END}"
    ),
    finds={"tỉnh dự kiến trao 12 Cờ thi đua": "dự kiến", "tập thể được xét tặng Bằng khen": "được xét"},
    leaves=["trao tặng hoa cho đại biểu"],
    on="bare",
)
TOLD_AS_DONE = Rule(
    name="award-told-as-done",
    pattern=words(
        rf"{_WORD}(?:tại (?:buổi )?(?:lễ|hội nghị|đại hội|chương trình)(?! (?:sơ kết|tổng kết) (?:vào|trong)(?![^\W_]))"
        rf"|nhân dịp này|dịp này|thừa (?:ủy quyền|lệnh)|cũng (?:tại|trong) (?:buổi|dịp)"
        rf"|trao tặng hoa|ảnh:|thay mặt|đã có \d+|(?:sáng|chiều|tối)(?: ngày)? \d{{1,2}}|được tuyên dương"
        rf"|danh sách (?:tập thể|cá nhân)|có thành tích xuất sắc năm \d{{4}}|của năm \d{{4}}){_END}"
    ),
    finds={"Dịp này, UBND tỉnh tặng Bằng khen": "Dịp này"},
    leaves=["khi tổng kết", "tặng Bằng khen tại hội nghị tổng kết vào tháng 8 năm 2026"],
    on="bare",
)
GIVES = Rule(
    name="award-gives",
    pattern=words(
        rf"{_WORD}(?:tặng|gửi|khen|trao|thưởng|khen thưởng|công nhận|chi|tạm ứng|xác định|quyết định|cấp|dùng|hỗ trợ|dành){_END}"
    ),
    finds={"quyết định tặng": "quyết định"},
    leaves=["khe suối"],
    on="bare",
)
_SHARE = Rule(name="award-share", pattern=r"\d\s*%", finds={"92 % hộ": "2 %"}, leaves=["92 hộ"])
_SENTENCE = 7  # level of a section that is one sentence, told by its words or guessed
_LONGEST_CLAUSE = 1500  # characters
_NEVER = frozenset(("can_cu", "tieu_de", "noi_nhan", "ngoai_bai", "kinh_phi"))
_TARGETS = frozenset(("chi_tieu", "noi_dung", "muc_dich"))


@lru_cache(maxsize=4)
def _promises(bare: str, start: int, end: int) -> bool:
    """Is anything promised in a unit? Asked for each of its forms."""
    return PROMISED.compiled.search(bare, start, end) is not None


def promised(
    view: View, layout: Layout, form: Form, start: int, end: int, *, regulated: bool, announced: bool, named: Callable[[], bool]
) -> float:
    """Confidence (0: no row) that a form named within the unit ``start``..``end`` is promised or allowed there.

    ``regulated``: the document regulates awards; ``announced``: it launches a campaign; ``named`` tells whether the unit says who
    grants the form, which is seldom asked.
    """
    section = _told_role(layout, form.start)
    titled = regulated and section == "tieu_de" and _TITLE_GRANTS.search(view.bare, start, form.start)
    if (section in _NEVER and not titled) or layout.is_furniture(form.start):
        return 0.0
    clause = _clause_start(view, start, form.start)
    held = list(HELD.compiled.finditer(view.bare, clause, form.start))  # a clause is short: no need to know where its words begin
    if held and not _redeemed(view, held[-1].end(), form.start):
        return 0.0
    title = code_list("awards")[form.code]["kind"] == "danh_hieu_thi_dua"
    promise = _promises(view.bare, start, end)
    if title and form.code != "co_thi_dua" and ((section in _TARGETS and not promise) or _counts_share(view, form, start)):
        return 0.0
    done = next(TOLD_AS_DONE.matches(view, start, form.start), None) or next(
        TOLD_AS_DONE.matches(view, form.end, min(end, form.end + 160)), None
    )
    if (
        done
        and not next(_FUTURE.matches(view, max(0, start - 160), start), None)
        and not next(_FUTURE.matches(view, start, form.start), None)
    ):
        return 0.0
    if form.note == "money" and not _money_is_given(view, form, start, end):
        return 0.0
    headed = under_a_heading(view, layout, form.start)
    if not promise and (_SINCE_THEN if announced else _LOOKING_BACK).match(view.bare, start, form.start):
        return 0.0  # the years that went by, under a heading or not
    if not headed and (_IN_A_YEAR.compiled.match(view.bare, form.end, end) and not promise_to_come(view, start, form.start)):
        return 0.0
    if not headed and (
        next(_REPORTED.matches(view, start, form.start), None)
        or (_YEAR_TOLD.match(view.bare, start, form.start) and not promise_to_come(view, start, end))
    ):
        return 0.0
    if headed:
        return 0.92 if promise or not title else 0.85
    if (
        not promise
        and next(_FUTURE.matches(view, max(0, start - 220), start), None)
        and next(GIVES.matches(view, start, form.start), None)
    ):
        return 0.7  # the sentence before tells that all this is to come
    if regulated and (form.start - start < 40 or _OF_SOMEBODY.match(view.bare, form.end)):
        return 0.75
    opens = form.start - start < 8 or _OCCASION_LABEL.fullmatch(view.bare, start, form.start)
    if promise or (opens and ((form.note == "money" and announced) or _LISTED.compiled.match(view.bare, form.end))):
        return 0.8
    if not announced or _told_in_review(view, form.start):
        return 0.0
    purse = form.note == "money" and _SUM_FOLLOWS.match(view.bare, form.end, end)
    return 0.65 if purse or _announced_plainly(view, form, clause, named) else 0.0


def _told_in_review(view: View, offset: int) -> bool:
    """Does a review of years gone by open shortly before an offset, and nothing that looks ahead follow it?"""
    reviews = list(_REVIEWED.finditer(view.bare, max(0, offset - _FARTHEST_REVIEW), offset))
    return (
        bool(reviews)
        and not promise_to_come(view, reviews[-1].end(), offset)
        and not _TURNED_TO_NOW.search(view.bare, reviews[-1].end(), offset)
    )


def _announced_plainly(view: View, form: Form, clause: int, named: Callable[[], bool]) -> bool:
    """In a launch even the plain present promises: "Giám đốc tặng Giấy khen", "02 Giấy khen của Chủ tịch", "đơn vị nhất nhận cờ".

    "X được Chủ tịch tặng" without more tells of the past.
    """
    if _RANKED.search(view.bare, clause, form.start):
        return True
    if not named() or _PASSIVE.search(view.bare, clause, form.start):
        return False
    verb = view.bare.startswith("thuong", form.start) or next(GIVES.matches(view, clause, form.start), None)
    return bool(verb or _COUNTED.search(view.bare, max(clause, form.start - 12), form.start))


def _told_role(layout: Layout, offset: int) -> str:
    """Role of the part an offset stands in, as headings tell it, or the words of a sentence about awards."""
    over = layout.sections_over(offset)
    return next((s.role for s in reversed(over) if s.level < _SENTENCE or s.role == "khen_thuong"), "khac")


def promise_to_come(view: View, start: int, end: int) -> bool:
    """Does a stretch look ahead ("sẽ", "khi tổng kết")?"""
    return bool(next(_FUTURE.matches(view, start, end), None))


# Without accents "nhận" is also the second half of cá nhân, công nhận, công nhân, nhân dân.
GETS = r"(?<![^\W_])(?:được|(?<!ca\s)(?<!cong\s)(?<!doanh\s)(?<!quan\s)nhận)(?![^\W_])(?!\s(?:dan|vien))"
_PASSIVE = re.compile(words(GETS))
_COUNTED = re.compile(r"(?<![\d.,/])\d{1,3}\s+$")
_RANKED = re.compile(
    words(
        r"(?<![^\W_])(?:nhất|nhì|dẫn đầu|đứng đầu|xuất sắc|tiêu biểu)(?: (?!đã|năm)[^\W\d_]+){0,4}"
        r" (?:được (?:nhận|tặng|trao|thưởng|đề nghị)|nhận)(?![^\W_])[^.;\n]{0,50}$"
        r"|(?<![^\W_])(?:dẫn đầu|đứng đầu|về nhất|nhất khối|nhất cụm) được (?:(?!đã)[^\W\d_]+ ){1,9}(?:tặng|trao|thưởng)\s+$"
    )
)
_YEAR_TOLD = re.compile(
    words(r"\W*(?:trong |vào )?(?:các )?năm (?:học )?\d{4}[\d\s,-]{0,8}[^.;:\n]{0,60}(?<![^\W_])được (?:tặng|nhận|trao)")
)
_OF_SOMEBODY = re.compile(words(r"\s*[”\"]?[^.;:\n]{0,60}? của "))
_AWARDING = r"(?:thi đua\s*[,-]\s*khen thưởng|xét tặng)"
_ABOUT_AWARDING = re.compile(words(_AWARDING))
_REGULATION = re.compile(words(rf"{begins('quy định|quy chế|hướng dẫn|thông tư|nghị định')}(?![^\W_])[^.]{{0,160}}?{_AWARDING}"))
_PROCEDURE = re.compile(words(rf"{begins('về')} (?:việc )?(?:thủ tục|hồ sơ|trình tự)[^.;]{{0,40}}? xét tặng(?![^\W_])"))
_LONGEST_TITLE = 2500  # characters, with the letterhead above it
_AHEAD = 240  # characters: more than lie between the first word of either and what it is about


_TITLE_GRANTS = re.compile(words(r"(?<![^\W_])(?:thủ tục|hồ sơ|trình tự)[^.;]{0,40}? xét tặng"))


def regulates(view: View) -> bool:
    """Is this a regulation of awards rather than a campaign? Read off its title."""
    title = view.bare[:_LONGEST_TITLE]
    return any(
        pattern.search(title, max(0, awarding.start() - _AHEAD), awarding.end() + 1)
        for awarding in _ABOUT_AWARDING.finditer(title)
        for pattern in (_REGULATION, _PROCEDURE)
    )


def _counts_share(view: View, form: Form, start: int) -> bool:
    """A percentage beside a title makes it a target or a quota of the title, not its promise."""
    return bool(next(_SHARE.matches(view, max(start, form.start - 90), form.start), None))


_REPORTED = Rule(
    name="award-reported",
    pattern=words(rf"{_WORD}đã (?:được |kịp thời )?(?:trao|tặng|khen thưởng|biểu dương|khen){_END}"),
    finds={"Tỉnh cũng đã trao bằng khen": "đã trao"},
    leaves=["sẽ trao"],
    on="bare",
)
_IN_A_YEAR = Rule(
    name="award-in-a-year",
    pattern=words(r"\s*(?:của [^.,;\n]{3,40} )?(?:vào )?(?:các )?năm \d{4}"),
    finds={" năm 2023, Bộ trưởng": " năm 2023"},
    leaves=[" cho 05 xã dẫn đầu"],
    on="bare",
)
_LISTED = Rule(
    name="award-listed",
    pattern=words(r"\s*[”\"]?\s*của [^.;:\n]{3,90}(?:: |: ?\d| cho (?=(?:không quá |tối đa |từ )?\d))"),
    finds={" của Giám đốc: 05 tập thể": " của Giám đốc: ", " của Giám đốc cho 05 tập thể": " của Giám đốc cho "},
    leaves=[" của Giám đốc được"],
    on="bare",
)
_OCCASION_LABEL = re.compile(
    words(
        r"[\W\d_]*(?:[a-zđ]\)\s*)?(?:khen thưởng )?(?:khi |dịp |cuối |hết )?(?:sơ kết|tổng kết|đột xuất|thường xuyên|(?:theo )?chuyên đề"
        r"|(?:hằng|hàng|mỗi|từng) (?:tuần|tháng|quý|năm|đợt)|đợt(?: thi đua| [\divx]{1,3})?|giai đoạn(?: [\divx]{1,3}| \d{4}\s*-\s*\d{4})?"
        r"|năm(?: học)?(?: \d{4}(?:\s*-\s*\d{4})?)?|học kỳ(?: [\divx]{1,2})?)\s*:\s*"
    )
)
_MONEY_GIVEN = Rule(
    name="award-money-given",
    pattern=words(rf"{_WORD}(?:kèm(?: theo)?|tặng|trao|được|chi|tạm ứng|xác định|cùng|và|nhận|có|mức)(?: [^.;\n]{{0,40}})?$"),
    finds={"tặng Giấy khen kèm": "tặng Giấy khen kèm"},
    leaves=["thắc mắc về"],
    on="bare",
)


def _money_is_given(view: View, form: Form, start: int, end: int) -> bool:
    """A reward in money, not money spoken of: an amount, a verb of giving, or the head of an item."""
    if not view.bare[form.end : end].strip(" .:*\n") or view.text[start:end].isupper():
        return False  # a heading
    amount = next(MONEY.matches(view, max(start, form.start - 60), min(end, form.end + 160)), None)
    return bool(amount or form.start - start < 8 or next(_MONEY_GIVEN.matches(view, start, form.start), None))


_FUTURE = Rule(
    name="award-future",
    pattern=words(rf"{_WORD}(?:sẽ|dự kiến|xét tặng|đề nghị tặng|để tặng|kết thúc đợt|khi tổng kết){_END}"),
    finds={"sẽ được tặng": "sẽ"},
    leaves=["đã tặng"],
    on="bare",
)
_STILL_GIVEN = Rule(
    name="award-still-given",
    pattern=words(
        rf"{_WORD}(?:sẽ|được(?: [^.;\n]{{0,60}})? (?:tặng|thưởng|đề nghị|trao)|(?:xét|đề nghị|quyết định"
        rf"|trình)[^.;\n]{{0,60}}(?:tặng|thưởng|công nhận)|tặng|trao|thưởng){_END}"
    ),
    finds={"đạt giải được tặng": "được tặng"},
    leaves=["danh hiệu"],
    on="bare",
)


# "5 năm qua, …": what was given in the years before; "Trong 3 năm, …" is that too, but in a plan it may be those to come.
_GONE_BY = (
    r"(?:trong |qua )?(?:(?:\d+|hai|ba|bốn|năm|mười|những|các|nhiều|mấy) )?(?:năm|tháng)(?: vừa)? qua|(?:trong )?(?:thời gian|nhiệm kỳ"
    r"|giai đoạn)(?: vừa)? qua|(?:kể )?từ (?:khi|đầu|năm|tháng|ngày)[^.;\n]{0,60}? đến nay|đến (?:nay|thời điểm này)|(?:qua|sau) (?:\d+"
    r"|hai|ba|bốn|năm|mười) năm"
)
_OPENING = r"\W*(?:\d{1,2}[.)]\s*|[a-zđ]\)\s*)?"
_SINCE_THEN = re.compile(words(rf"{_OPENING}(?:{_GONE_BY})(?![^\W_])"))
_LOOKING_BACK = re.compile(words(rf"{_OPENING}(?:{_GONE_BY}|trong (?:\d+|hai|ba|bốn|năm|mười) năm)(?![^\W_])"))
_AND_GAVE = re.compile(words(r"\d[^.;:\n]*(?:,|(?<![^\W_])và)\s+(?:trao )?(?:tặng|trao|thưởng)$"))
# A review tells in the present what was given: "5 năm qua … Chủ tịch tỉnh tặng 12 Bằng khen".
_REVIEWED = re.compile(
    words(
        r"(?<![^\W_])(?:(?:\d+|hai|ba|bốn|năm|mười|mấy|những|các|nhiều) (?:năm|tháng) qua|thời gian qua|nhiệm kỳ qua|giai đoạn qua"
        r"|báo cáo (?:tại|tổng kết|sơ kết|kết quả)|kết quả (?:cho thấy|cụ thể)|trong năm qua)(?![^\W_])"
    )
)
_TURNED_TO_NOW = re.compile(
    words(r"(?<![^\W_])(?:phát động|năm nay|lần này|phấn đấu|mục tiêu|chỉ tiêu|thời gian tới|tới đây|kết thúc|bình xét)(?![^\W_])")
)
_FARTHEST_REVIEW = 700  # characters
_SUM_FOLLOWS = re.compile(words(r"[^.;:\n\d]{0,60}?(?<![^\W_])(?:là|lên tới|lên đến|gồm|trị giá)\s+(?:hơn |trên |tới )?\d"))


def _redeemed(view: View, start: int, end: int) -> bool:
    """ "Đơn vị đạt giải Nhất được tặng Cờ thi đua": what was held is the reason, not the award.

    "… đã tặng Cờ cho 7 xã, tặng Bằng khen cho 9 xã" goes on with what was done.
    """
    return any(not _AND_GAVE.search(view.bare, start, given.end()) for given in _STILL_GIVEN.matches(view, start, end))


def _clause_start(view: View, start: int, end: int) -> int:
    """Start of the clause before an offset: after the last semicolon, colon or line end of the unit, unless that is far away."""
    start = max(start, end - _LONGEST_CLAUSE)
    return max(start, *(view.bare.rfind(mark, start, end) + 1 for mark in (";", "\n", "(", ":")))
