"""One statement of an award: a form with its grantors, recipients, numbers, occasion and money, read off one sentence or list item.

What an item leaves unsaid its heads may say: "Hiệu trưởng quyết định tặng: a) Đối với cá nhân: - Lao động tiên tiến".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.awards.claims import GIVES, promised
from extractors.awards.forms import RECIPIENT_BY_LAW, Form, forms_in
from extractors.awards.grantors import Grantor, grantors_in
from extractors.awards.quotas import (
    COLLECTIVE,
    INDIVIDUAL,
    Quota,
    label_recipient,
    named_recipient,
    money_in,
    occasion_in,
    per_in,
    quotas_in,
    recipient_in,
)
from extractors.participants.lexicon import words
from extractors.segmented import Block, Layout
from extractors.view import View


@dataclass(frozen=True, slots=True)
class Statement:
    """What one sentence says of one award."""

    start: int
    end: int
    code: str
    label: str
    grantor: str | None
    grantor_code: str | None
    recipient: str | None
    low: int | None
    high: int | None
    per: str | None
    occasion: str | None
    amount: Decimal | None
    rule: str
    confidence: float

    @property
    def counted(self) -> bool:
        """True where the statement has a number."""
        return self.low is not None or self.high is not None


Place = tuple[str | None, bool]
_OF = re.compile(words(r"\s*[”\"»]?\s*(?:\([^)\n]{0,80}\)\s*)?,?\s*(?:của|do|từ|:)\s*:?[\s*+•-]*(?:các )?(?:đồng chí )?"))
_NEXT_GRANTOR = re.compile(words(r"[\s,;+•*-]*(?:và |hoặc |hay )?(?:của )?(?:các )?(?:[^.:;,\n]{0,30}[;,]\s*(?:của )?)?"))
_DECIDES = re.compile(
    words(r"\s+(?:(?:xét|xem xét|trực tiếp|sẽ)[\s,]+)*(?:quyết định|tặng|trao|chi|thưởng|công nhận|khen)(?![^\W_])")
)
_LIST_GAP = re.compile(words(r"\s*[,;]?\s*(?:(?:và|hoặc) )?(?:các )?"))
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
_JOINED = re.compile(
    words(
        r"(?:[\s,;/“”\"()-]|và|hoặc|hay|danh hiệu|\d{1,4}|tặng|chiếc|lá|các|kèm theo|kèm|cùng|bằng chứng nhận|bằng danh hiệu"
        r"|bằng)*"
    )
)
_COUNT_BEFORE = re.compile(
    words(
        r"(?:(?P<bound>không quá|tối đa|ít nhất|tối thiểu|khoảng|dự kiến|từ)\s+)?(?<![^\W_.,/])(?P<low>\d{1,4}|một|hai|ba|bốn"
        r"|năm|mười)(?:\s*\([^)\n]{1,14}\))?"
        r"(?:(?:\s*-\s*| đến )(?P<high>\d{1,4}))?\s+(?:(?:lá|chiếc|bức|danh hiệu|suất|tấm)\s+)?[“\"]?$"
    )
)
_INTRO = re.compile(words(r"[\s:;,.“”\"()\-–]*(?:[^\W_]+[\s:,;]+){0,9}?"))
_BETWEEN_QUOTAS = re.compile(r"[^.\n]{0,70}")
_PASSIVE = re.compile(words(r"(?<![^\W_])(?:được|nhận)(?![^\W_])[^.;\n]{0,70}$"))
_DIRECT = re.compile(words(r"\s+(?:cho )?(tập thể|cá nhân)(?![^\W_])(?!\s*(?:,|và|/))"))
_SUBJECT_OF_PASSIVE = re.compile(
    words(
        rf"[\W\d]*(?:(?:các|những|mỗi|riêng|trường hợp)\s+)*(?P<who>(?:{COLLECTIVE}|{INDIVIDUAL}|thầy cô|thầy giáo|cô giáo"
        rf"|tác giả)(?:(?:\s*,\s*| và )(?:các )?(?:{COLLECTIVE}|{INDIVIDUAL}))*)(?![^\W_])"
    )
)
_TO_THE_NEXT = re.compile(words(r"[^.;\n]{0,70}(?<![^\W_])(?:được|nhận)(?![^\W_])[^.;\n]{0,70}"))
_LABELLED_NUMBER = re.compile(
    words(r"(?<![^\W_])(?P<who>tập thể|đơn vị|cá nhân|hộ gia đình)\s*:\s*(?P<n>\d{1,4})(?![\d%.,]*[\d%])")
)
_WORDS_FOR = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "muoi": 10}


def statements_in(
    view: View,
    layout: Layout,
    start: int,
    end: int,
    heads: Sequence[Block] = (),
    place: Place = (None, False),
    regulated: bool = False,
) -> list[Statement]:
    """Every award that a sentence or item promises, in text order; ``heads`` are the items and headings above it, outermost first."""
    forms = forms_in(view, start, end)
    if not forms:
        return []
    grantors = grantors_in(view, start, end, place)
    lists = [_grantors_of(view, form, grantors, _tail_end(forms, i, end)) for i, form in enumerate(forms)]
    taken = {g for listed in lists for g in listed}
    found: list[Statement] = []
    accepted = -2  # the last form that was promised
    for i, form in enumerate(forms):
        confidence = promised(view, layout, form, start, end, regulated)
        if not confidence and regulated and accepted == i - 1 and _JOINED.fullmatch(view.bare, forms[i - 1].end, form.start):
            confidence = 0.7  # a list of forms is regulated as a whole
        accepted = i if confidence else accepted
        if not confidence:
            continue
        tail_end = _tail_end(forms, i, end)
        last = i
        while last + 1 < len(forms) and _JOINED.fullmatch(view.bare, forms[last].end, forms[last + 1].start):
            last += 1
        listed, rule = lists[i], "award-of"
        if not listed and last > i and not _only_in_the_name(view, form, forms[last], lists[last]):
            listed, rule = lists[last], "award-of-shared"
        if not listed:
            listed, rule = _subject(view, form, [g for g in grantors if g not in taken]), "award-by-subject"
        if not listed:
            listed, rule = _later_subject(view, form, grantors, tail_end), "award-by-later-subject"
        if not listed:
            listed, rule = _from_heads(view, heads, place), "award-under-head"
        if not listed:
            rule, confidence = "award-named", confidence - 0.1
        shared_end = _tail_end(forms, last, end)
        found += _with_numbers(
            view, form, listed, (start, tail_end, shared_end, end), forms[i - 1].end if i else start, heads, rule, confidence
        )
    return found


def _only_in_the_name(view: View, form: Form, last: Form, listed: list[Grantor]) -> bool:
    """ "Huy chương, “Bằng khen của Thủ tướng Chính phủ”": the office belongs to the quoted name."""
    opened = last.start > form.end and view.text[last.start - 1] in '“"'
    return opened and bool(listed) and not re.search(r"[”\"]", view.text[last.start : listed[0].start])


def _tail_end(forms: list[Form], i: int, end: int) -> int:
    return forms[i + 1].start if i + 1 < len(forms) else end


def _grantors_of(view: View, form: Form, grantors: list[Grantor], end: int) -> list[Grantor]:
    """The offices after "của" or "do": all of a list."""
    if not (of := _OF.match(view.bare, form.end, end)):
        return []
    listed: list[Grantor] = []
    cursor = of.end()
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
    if (
        listed
        and ":" in of[0]
        and not re.search(r"cua|do", of[0])
        and not GIVES.compiled.search(view.bare, cursor, min(end, cursor + 40))
    ):
        return []  # "Bằng khen: UBND tỉnh …" names a doer only if he gives
    return listed


def _subject(view: View, form: Form, grantors: list[Grantor]) -> list[Grantor]:
    """The office before the verb of giving: "Chủ tịch UBND tỉnh (quyết định) tặng Bằng khen"."""
    for grantor in reversed(grantors):
        if grantor.end > form.start:
            continue
        between = view.bare[grantor.end : form.start]
        if len(between) > 260 or re.search(r"\.\s|\n\s*\n", between):
            return []
        if _NO_SUBJECT_BEFORE.search(view.bare, max(0, grantor.start - 14), grantor.start) or _OTHER_DEED.match(
            view.bare, grantor.end
        ):
            continue
        if _ASKS.search(view.bare, grantor.end, form.start):
            return []
        named = view.bare[grantor.end : grantor.end + 2].lstrip().startswith(":") and ";" not in between
        if named or GIVES.compiled.search(view.bare, grantor.end, form.start) or re.fullmatch(r"\s*(?:\d+\s*)?", between):
            return _with_those_before(view, grantors, grantor)
    return []


def _later_subject(view: View, form: Form, grantors: list[Grantor], end: int) -> list[Grantor]:
    """The office that comes after the form: "Danh hiệu này do Giám đốc Sở xét, quyết định", "Tiền thưởng …, Tổng Giám đốc chi"."""
    for grantor in grantors:
        if form.end <= grantor.start < end and re.search(r"(?:\bdo|,)\s+$", view.bare[form.end : grantor.start]):
            if re.match(r"\s+(?:xet|xem xet|truc tiep)?[\s,]*", view.bare[grantor.end :]) and _DECIDES.match(
                view.bare, grantor.end
            ):
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


def _from_heads(view: View, heads: Sequence[Block], place: Place) -> list[Grantor]:
    """The office that a head above gives the decision to: "Hiệu trưởng quyết định tặng …:"."""
    for head in reversed(heads):
        named = grantors_in(view, head.start, head.end, place)
        if len({g.code for g in named}) > 2:
            continue  # a head that names everybody gives the decision to nobody
        for grantor in named:
            before = view.bare[max(head.start, grantor.start - 30) : grantor.start]
            if GIVES.compiled.match(view.bare, grantor.end + 1) or re.search(
                r"(?:khen thuong|khen|hinh thuc|tham quyen)[^.;]{0,20} cua\s+(?:cac )?$", before
            ):
                return [grantor]
    return []


def _with_numbers(
    view: View,
    form: Form,
    listed: list[Grantor],
    span: tuple[int, int, int, int],
    before: int,
    heads: Sequence[Block],
    rule: str,
    confidence: float,
) -> list[Statement]:
    """The statements of one form: one for each grantor and each number."""
    start, tail_end, shared_end, end = span
    after = max([form.end, *(g.end for g in listed if form.end <= g.start < tail_end)])
    quotas = _quotas_before(view, before, form.start) or _quotas_after(view, after, tail_end)
    count = _COUNT_BEFORE.search(view.bare, max(start, form.start - 40), form.start)
    if not quotas and not count and shared_end > tail_end:
        quotas = _quotas_after(view, max([form.end, *(g.end for g in listed)]), shared_end)
    fixed = RECIPIENT_BY_LAW.get(form.code)
    recipient = fixed or _recipient(view, form, (before, after, tail_end, shared_end), start, end, heads)
    occasion = occasion_in(view, start, tail_end) or occasion_in(view, tail_end, shared_end)
    if occasion is None:
        occasion = next((o for head in reversed(heads) if (o := occasion_in(view, head.start, head.end))), None)
    per = per_in(view, before, min(shared_end, after + 120)) or (per_in(view, start, form.start) if count else None)
    money = money_in(view, after, tail_end) or (money_in(view, before, form.start) if form.note in ("money", "granted") else None)
    if count and not any(q.recipient for q in quotas):
        low, high = _counted(count)
        quotas = [Quota(count.start(), form.end, low, high, fixed or recipient, True)]
    elif count and len(quotas) == 1 and quotas[0].recipient == "both":
        quotas = [Quota(count.start(), quotas[0].end, *_counted(count), "both", True)]
    numbers = quotas or [Quota(form.start, after, None, None, recipient, False)]
    label = (
        " ".join(view.text[form.start : form.end].split()).strip(' “”"«»,:')
        if form.end > form.head_end
        else " ".join(view.text[form.start : form.end].split())
    )
    out = []
    for grantor in listed or [None]:
        for quota in numbers:
            first = min(form.start, quota.start) if form.start - quota.start < 120 else form.start
            stop = max(form.end, quota.end, grantor.end if grantor and grantor.start > form.start else 0)
            if stop - first > 320:
                first, stop = form.start, max(form.end, min(stop, form.start + 320))
            out.append(
                Statement(
                    first, stop, form.code, label,
                    " ".join(view.text[grantor.start : grantor.end].split()) if grantor else None, grantor.code if grantor else None,
                    fixed or quota.recipient or recipient, quota.low, quota.high, per[0] if per and (quota.low or quota.high) else None,
                    occasion, money[0] if money else None, rule if not quotas else "award-quota", round(confidence, 2),
                )
            )  # fmt: skip
    return out


def _counted(match: re.Match[str]) -> tuple[int | None, int | None]:
    number = _WORDS_FOR.get(match["low"]) or int(match["low"]) if match["low"].isdigit() or match["low"] in _WORDS_FOR else None
    if match["high"]:
        return number, int(match["high"])
    bound = " ".join((match["bound"] or "").split())
    return (
        (None, number)
        if bound in ("khong qua", "toi da")
        else (number, None)
        if bound in ("it nhat", "toi thieu")
        else (number, number)
    )


def _quotas_after(view: View, start: int, end: int) -> list[Quota]:
    """Numbers that follow closely: ": 05 cờ", "cho 20 tập thể và 30 cá nhân"."""
    run: list[Quota] = []
    for quota in quotas_in(view, start, end):
        gap = view.bare[(run[-1].end if run else start) : quota.start]
        if (
            len(gap) > 90
            or re.search(r"\.\s|\n|;(?!\s*(?:moi|khong qua|toi da|so luong|trong do)\b)", gap)
            or _TO_THE_NEXT.fullmatch(view.bare, quota.end, end)
            or (not run and not _INTRO.fullmatch(gap))
        ):
            break
        if run and quota.thing and quota.recipient is None and run[-1].recipient:
            break
        run.append(quota)
    labelled = list(_LABELLED_NUMBER.finditer(view.bare, start, min(end, start + 160)))
    if not run and labelled:
        return [
            Quota(m.start(), m.end(), int(m["n"]), int(m["n"]), "individual" if m["who"] == "ca nhan" else "collective", False)
            for m in labelled
        ]
    if len(run) > 1 and run[0].thing and run[0].recipient is None and any(q.recipient for q in run[1:]):
        # "05 bằng khen, gồm 02 tập thể và 03 cá nhân": the total is told again by its parts.
        return [q for q in run if q.recipient]
    return run


def _quotas_before(view: View, start: int, end: int) -> list[Quota]:
    """Numbers before a passive: "10 tập thể và 15 cá nhân được đề nghị tặng Bằng khen"."""
    start = max(start, view.bare.rfind(";", start, end) + 1)
    if not (passive := _PASSIVE.search(view.bare, start, end)):
        return []
    return [q for q in quotas_in(view, start, passive.start()) if q.recipient and passive.start() - q.end < 120]


def _recipient(
    view: View, form: Form, marks: tuple[int, int, int, int], start: int, end: int, heads: Sequence[Block]
) -> str | None:
    """Who receives: said after the form, before a passive, by the item's label, or by a head above."""
    before, after, tail_end, shared_end = marks
    if direct := _DIRECT.match(view.bare, form.head_end):
        return "collective" if direct[1].startswith("tap") else "individual"
    for lower, upper in ((after, tail_end), (tail_end, shared_end), (shared_end, end)):
        semicolon = view.bare.find(";", lower, upper) if lower >= tail_end else -1
        if found := recipient_in(view, lower, min(upper if semicolon < 0 else semicolon, lower + 170)):
            return found[0]
        if semicolon >= 0 or ";" in view.bare[lower:upper]:
            break
    before = max(before, view.bare.rfind(";", before, form.start) + 1)
    if passive := _PASSIVE.search(view.bare, before, form.start):
        clause = max(before, *(view.bare.rfind(mark, before, passive.start()) + 1 for mark in (". ", ";", ":")))
        subject = _SUBJECT_OF_PASSIVE.match(view.bare, clause, passive.start())
        if subject:
            return named_recipient(subject["who"])
        if named := recipient_in_words(view, before, passive.start()):
            return named
    if found := recipient_in(view, before, form.start):
        return found[0]
    if own := label_recipient(view, start, form.start):
        return own
    return next((r for head in reversed(heads) if (r := label_recipient(view, head.start, head.end))), None)


_PEOPLE = re.compile(words(r"(?<![^\W_])cá nhân(?![^\W_])"))
_GROUPS = re.compile(words(r"(?<![^\W_])(?:tập thể|đơn vị|hộ gia đình|doanh nghiệp)(?![^\W_])"))


def recipient_in_words(view: View, start: int, end: int) -> str | None:
    """Recipient by the plain words tập thể, cá nhân."""
    people, groups = _PEOPLE.search(view.bare, start, end), _GROUPS.search(view.bare, start, end)
    return "both" if people and groups else "individual" if people else "collective" if groups else None
