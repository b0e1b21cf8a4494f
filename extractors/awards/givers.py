"""Who grants a form of award: named after it ("của …", "do …") or before the verb of giving."""

from __future__ import annotations

import re

from extractors.awards.claims import GIVES
from extractors.awards.forms import Form
from extractors.awards.grantors import Grantor
from extractors.lexicon import words
from extractors.view import View

_OF = re.compile(
    words(
        r"(?:\s*[”\"»]?\s+(?:theo chuyên đề|chuyên đề|đột xuất|toàn diện|luân lưu|xuất sắc|dẫn đầu|năm \d{4}|năm học \d{4}\s*-\s*\d{4}"
        r"|(?:kèm|và)(?: theo)? tiền thưởng))?\s*[”\"»]?\s*(?:\([^)\n]{0,80}\)\s*)?,?\s*(?:của|do|từ|:)\s*:?[\s*+•-]*(?:các )?"
        r"(?:đồng chí )?|\s*[”\"»]?\s+"
    )
)
# "Cờ thi đua (UBND tỉnh)"; a bracket before "của" is skipped by the pattern above.
_BRACKET = re.compile(
    words(r"\s*+(?:[”\"»]\s*+)?\((?:(?:do|của|thuộc|cấp|thẩm quyền)(?: của)? )?(?=[^()\n]{2,90}\)(?!\s*(?:của|do)(?![^\W_])))")
)
_NEXT_IN_BRACKET = re.compile(words(r"\s*+(?:(?:[,;/]|và|hoặc)\s*+)?(?:của )?(?:các )?"))
_BRACKET_ENDS = re.compile(words(r"(?: (?:tặng|trao|khen|xét tặng|quyết định|công nhận))*\s*\)"))
_NEXT_GRANTOR = re.compile(words(r"[\s,;+•*-]*(?:và |hoặc |hay )?(?:của )?(?:các )?(?:[^.:;,\n]{0,30}[;,]\s*(?:của )?)?"))
_DECIDES = re.compile(
    words(r"\s+(?:(?:xét|xem xét|trực tiếp|sẽ)[\s,]+)*(?:quyết định|tặng|trao|chi|thưởng|công nhận|khen)(?![^\W_])")
)
_LIST_GAP = re.compile(words(r"(?: (?:tỉnh|thành phố|huyện|thị xã|xã|phường))?\s*[,;]?\s*(?:(?:và|hoặc) )?(?:các )?"))
# "do Hiệu trưởng lập hồ sơ đề nghị Bộ": who is asked grants the award, not who asks.
_PROPOSES = re.compile(
    words(
        r"\s+(?:(?!tặng|trao|quyết định|công nhận|ký|theo)[^\W\d_]+ ){0,5}?(?:đề nghị|đề xuất|trình)(?![^\W_])"
        r"(?: (?:lên|các|cấp trên|đồng chí))*\s*"
    )
)
# "- Trung ương Đoàn: đề xuất tặng Bằng khen": the label of an item names who is asked.
_ASKED_BY_LABEL = re.compile(words(r"\s*:\s*(?:đề xuất|đề nghị|trình)(?:,? (?:xét|xem xét))* (?:tặng|trao|khen)(?![^\W_])"))
_ITEM = re.compile(r"(?:^|\n)[\s\d.)+*•–-]*(?:[a-z]\)\s*)?$")
_NO_CERTIFICATE = frozenset(("giam_doc_so", "thu_truong_don_vi", "chu_tich_ubnd_huyen", "chu_tich_ubnd_xa", "ubnd_huyen"))
_STATE_AWARDS = frozenset(("huan_chuong", "huy_chuong", "danh_hieu_vinh_du", "giai_thuong_nha_nuoc"))
_FUNDS = re.compile(words(r"[^.;\n]{0,60}(?:tài trợ|ủng hộ|đóng góp)"))
_BY_OR_COLON = re.compile(r"\bdo\b|:")
_BY, _OF_OR_BY = re.compile(r"\bdo\b"), re.compile(r"cua|do")
_BY_JUST_BEFORE = re.compile(r"(?:\bdo|,)\s+$")
_ASKED_JUST_BEFORE = re.compile(words(r"(?<![^\W_])(?:đề nghị|trình)\s+$"))
_DEFINED = re.compile(r"[”\"»]?\s*:")
_QUOTATION_MARK = re.compile(r"[”\"]")
_ANOTHER_SENTENCE = re.compile(r"\.\s|\n\s*\n")
_ONLY_A_NUMBER = re.compile(r"\s*(?:danh\s+hieu\s*)?(?:\d+\s*)?[“\"]?")
_NO_SUBJECT_BEFORE = re.compile(words(r"(?<![^\W_])(?:thuộc|trực thuộc|của|theo|tại|cho|gửi|đối với|ở)\s+(?:các )?$"))
_OTHER_DEED = re.compile(
    words(r"\s*(?:\([^)\n]*\)\s*)?(?:phát động|ban hành|tổng kết|sơ kết|tổ chức|giao|về việc|phê duyệt|quy định)")
)
# Who proposes, examines or announces an award does not grant it.
_ASKS = re.compile(
    words(
        r"(?<![^\W_])(?:đề nghị|đề xuất|trình|thẩm định|hồ sơ|chỉ đạo|hướng dẫn|xác nhận|thông báo|tiếp nhận|kiểm tra"
        r"|tham mưu|có trách nhiệm|giới thiệu)(?![^\W_])"
    )
)


def only_in_the_name(view: View, form: Form, last: Form, listed: list[Grantor]) -> bool:
    """ "Huy chương, “Bằng khen của Thủ tướng Chính phủ”": the office belongs to the quoted name."""
    opened = last.start > form.end and view.text[last.start - 1] in '“"'
    return opened and bool(listed) and not _QUOTATION_MARK.search(view.text, last.start, listed[0].start)


def may_grant(form: Form, listed: list[Grantor]) -> list[Grantor]:
    """Those who can grant a form that is not said to be theirs: orders, medals and state titles are the President's (Art. 77)."""
    return [g for g in listed if g.code == "chu_tich_nuoc"] if form.code in _STATE_AWARDS else listed


def grantors_of(view: View, form: Form, grantors: list[Grantor], end: int) -> list[Grantor]:
    """The offices after "của" or "do": all of a list."""
    if not grantors:
        return []
    if bracket := _BRACKET.match(view.bare, form.end, end):
        return _bracketed(view, bracket.end(), grantors, end)
    if not (of := _OF.match(view.bare, form.end, end)):
        return []
    listed: list[Grantor] = []
    cursor = of.end()
    if _BY.search(of[0]) and _FUNDS.match(view.bare, of.end(), end):
        return []  # "do Công ty … tài trợ": who pays for a prize does not grant it
    for grantor in grantors:
        if grantor.start < of.end():
            continue
        same_place = bool(listed) and grantor.start == listed[-1].start
        if grantor.end > end or not (
            same_place or (grantor.start == cursor if not listed else _NEXT_GRANTOR.fullmatch(view.bare, cursor, grantor.start))
        ):
            break
        if listed and not same_place and GIVES.compiled.match(view.bare, grantor.end + 1):
            break
        listed.append(grantor)
        cursor = grantor.end
    if listed and _BY_OR_COLON.search(of[0]) and (asked := _PROPOSES.match(view.bare, cursor, end)):
        return [g for g in grantors if g.start == asked.end()]
    if (
        listed
        and ":" in of[0]
        and not _OF_OR_BY.search(of[0])
        and not GIVES.compiled.search(view.bare, cursor, min(end, cursor + 40))
    ):
        return []  # "Bằng khen: UBND tỉnh …" names a doer only if he gives
    return listed


def _bracketed(view: View, start: int, grantors: list[Grantor], end: int) -> list[Grantor]:
    """The offices that have a bracket to themselves: "Cờ thi đua (UBND tỉnh)"."""
    listed: list[Grantor] = []
    cursor = start
    for grantor in grantors:
        same_place = bool(listed) and grantor.start == listed[-1].start
        if same_place or (
            start <= grantor.start < end and _NEXT_IN_BRACKET.fullmatch(view.bare, cursor, grantor.start) and grantor.end <= end
        ):
            listed.append(grantor)
            cursor = grantor.end
    return listed if listed and _BRACKET_ENDS.match(view.bare, cursor, end) else []


def subject_of(view: View, form: Form, grantors: list[Grantor]) -> list[Grantor]:
    """The office before the verb of giving: "Chủ tịch UBND tỉnh (quyết định) tặng Bằng khen"."""
    for grantor in reversed(grantors):
        if grantor.end > form.start:
            continue
        between = view.bare[grantor.end : form.start]
        if len(between) > 260 or _ANOTHER_SENTENCE.search(between):
            return []
        if _NO_SUBJECT_BEFORE.search(view.bare, max(0, grantor.start - 14), grantor.start) or _OTHER_DEED.match(
            view.bare, grantor.end
        ):
            continue
        if _ASKS.search(view.bare, grantor.end, form.start):
            labelled = _ASKED_BY_LABEL.match(view.bare, grantor.end) and _ITEM.search(view.bare, max(0, grantor.start - 12), grantor.start)
            competent = form.code != "bang_khen" or grantor.code not in _NO_CERTIFICATE
            return [grantor] if labelled and competent else []
        named = view.bare[grantor.end : grantor.end + 2].lstrip().startswith(":") and ";" not in between
        gives = view.bare.startswith("thuong", form.start)  # "Giám đốc thưởng tiền": the form is its own verb
        if named or gives or GIVES.compiled.search(view.bare, grantor.end, form.start) or _ONLY_A_NUMBER.fullmatch(between):
            return _with_those_before(view, grantors, grantor)
    return []


def later_subject(view: View, form: Form, grantors: list[Grantor], end: int, followed: bool) -> list[Grantor]:
    """The office that comes after the form: "Danh hiệu này do Giám đốc Sở xét, quyết định".

    ``followed``: another form stands at ``end``, and what decides right before it decides on that one.
    """
    defined = _DEFINED.match(view.bare, form.end)
    for grantor in grantors:
        if not form.end <= grantor.start < end:
            continue
        between = view.bare[form.end : grantor.start]
        if not (_BY_JUST_BEFORE.search(between) or (defined and _ASKED_JUST_BEFORE.search(between))):
            continue
        decides = _DECIDES.match(view.bare, grantor.end)
        if decides and not (followed and _ONLY_A_NUMBER.fullmatch(view.bare, decides.end(), end)):
            return [g for g in grantors if g.start == grantor.start]
    return []


def _with_those_before(view: View, grantors: list[Grantor], last: Grantor) -> list[Grantor]:
    """The list of offices that ends with ``last``: "Giám đốc sở, Chủ tịch UBND huyện và Giám đốc doanh nghiệp tặng"."""
    subjects = [g for g in grantors if g.start == last.start]
    for grantor in reversed([g for g in grantors if g.end <= last.start]):
        same = grantor.start == subjects[0].start
        if not same and (
            not _LIST_GAP.fullmatch(view.bare, grantor.end, subjects[0].start)
            or _NO_SUBJECT_BEFORE.search(view.bare, max(0, grantor.start - 14), grantor.start)
        ):
            break
        subjects.insert(0, grantor)
    return subjects
