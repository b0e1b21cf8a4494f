"""One statement of an award: a form with its grantors, recipients, numbers, occasion and money, read off a sentence.

What an item leaves unsaid its heads may say: "Hiệu trưởng quyết định tặng: a) Đối với cá nhân: - Lao động tiên tiến".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import pairwise

from extractors.awards.claims import promised
from extractors.awards.forms import RECIPIENT_BY_LAW, Form, forms_in
from extractors.awards.givers import grantors_of, later_subject, may_grant, only_in_the_name, subject_of
from extractors.awards.grantors import UNKNOWN_ISSUER, Grantor, Issuer, grantors_in
from extractors.awards.heads import Head, giver_above
from extractors.awards.numbers import Surroundings, after_grantors, numbers_of
from extractors.awards.quotas import Quota, money_in, occasion_in, per_in
from extractors.lexicon import words
from extractors.segmented import Layout
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


_FAR = 120  # characters: a number further off is no evidence to show with the form
_LONGEST = 320
_JOINED = re.compile(
    words(
        r"(?:[\s,;/“”\"()-]|và|hoặc|hay|danh hiệu|\d{1,4}|tặng|chiếc|lá|các|kèm theo|kèm|cùng|bằng chứng nhận|bằng danh hiệu"
        r"|bằng)*"
    )
)
_SUM_BEFORE = re.compile(r"\d[\d.,]*\s*(?:(?:nghin|ngan|trieu|ty)\s+)?(?:dong|d)\s+$")  # "20 triệu đồng tiền thưởng"
_AND = re.compile(r"(?<![^\W_])(?:va|cung(?:\s+voi)?)\s+(?:so\s+tien\s+|muc\s+)?$")  # "cờ và", before a sum that is an award itself
_APART = re.compile(r"(?<![^\W_])(?:nhan|duoc)\s+$")
_PARTED = re.compile(r",\s*(?:va\s+)?$")
MONEY_APART = "award-money-apart"
"""Rule of money that somebody else gets than the award before: "Lớp nhất được thưởng 1.000.000 đồng"."""
_NOBODY, _INFERRED, _FROM_ABOVE = 0.1, 0.08, 0.06


def statements_in(
    view: View,
    layout: Layout,
    start: int,
    end: int,
    heads: Sequence[Head] = (),
    issuer: Issuer = UNKNOWN_ISSUER,
    regulated: bool = False,
    announced: bool = False,
    taken: Sequence[Statement] = (),
) -> list[Statement]:
    """Every award that a sentence or item promises, in text order; ``heads`` are the items above it, outermost first.

    ``taken`` are the prizes already read there: neither they nor their money are told again.
    """
    forms = forms_in(view, start, end)
    if taken:
        forms = [
            f
            for f in forms
            if f.code != "giai_thuong" and not (f.note == "money" and any(s.start <= f.start < s.end for s in taken))
        ]
    if not forms:
        return []
    grantors = grantors_in(view, start, end, issuer)
    lists = [grantors_of(view, form, grantors, _tail_end(forms, i, end)) for i, form in enumerate(forms)]
    found: list[Statement] = []
    joined = [_JOINED.fullmatch(view.bare, a.end, b.start) is not None for a, b in pairwise(forms)]
    lasts = list(range(len(forms)))  # of each form the last of those that it is joined to
    for i in reversed(range(len(joined))):
        lasts[i] = lasts[i + 1] if joined[i] else i
    accepted = -2  # the last form that was promised
    for i, form in enumerate(forms):
        last = lasts[i]
        named = partial(_is_named, view, form, [*lists[i], *lists[last]], grantors)
        confidence = promised(view, layout, form, start, end, regulated=regulated, announced=announced, named=named)
        if not confidence and regulated and accepted == i - 1 and joined[i - 1]:
            confidence = 0.7  # a list of forms is regulated as a whole
        if not confidence and announced and form.note == "money" and accepted == i - 1:
            confidence = 0.65  # "tặng Giấy khen và tiền thưởng …; tiền thưởng …": the money goes on
        if not confidence and taken and not form.note and form.start > taken[0].start:
            confidence = 0.75  # "01 giải Nhất: 10 triệu đồng và Giấy khen": what comes with a prize
        accepted = i if confidence else accepted
        if not confidence:
            continue
        tail_end = _tail_end(forms, i, end)
        listed, rule = _givers(view, forms, i, last, lists, grantors, heads, end)
        if not listed and i == 0 and form.note == "money" and _APART.search(view.bare, start, form.start):
            rule = MONEY_APART
        around = Surroundings(start, forms[i - 1].end if i else start, tail_end, _tail_end(forms, last, end), end, tuple(heads))
        found += _with_numbers(view, form, listed, around, rule, confidence - doubt(listed, rule))
    if not taken:
        return found
    paid = {prize.amount for prize in taken}
    return [replace(s, amount=None) if s.amount in paid else s for s in found]


def doubt(listed: list[Grantor], rule: str) -> float:
    """What the score of a statement loses where the grantor is not named, or only inferred from the letterhead or a head above."""
    if not listed:
        return _NOBODY
    return _INFERRED if not all(g.sure for g in listed) else _FROM_ABOVE if rule == "award-under-head" else 0.0


def _is_named(view: View, form: Form, listed: list[Grantor], grantors: list[Grantor]) -> bool:
    """Does the sentence say who grants the form, after it or before the verb?"""
    return bool(listed or subject_of(view, form, grantors))


def _tail_end(forms: list[Form], i: int, end: int) -> int:
    return forms[i + 1].start if i + 1 < len(forms) else end


def _givers(
    view: View,
    forms: list[Form],
    i: int,
    last: int,
    lists: list[list[Grantor]],
    grantors: list[Grantor],
    heads: Sequence[Head],
    end: int,
) -> tuple[list[Grantor], str]:
    """Who grants the form and the rule that tells: the nearest way of naming somebody wins."""
    form = forms[i]
    if lists[i]:
        return lists[i], "award-of"
    if last > i and lists[last] and not only_in_the_name(view, form, forms[last], lists[last]):
        if shared := may_grant(form, lists[last]):
            return shared, "award-of-shared"
    taken = [g for listed in lists for g in listed]
    if listed := may_grant(form, subject_of(view, form, [g for g in grantors if g not in taken])):
        return listed, "award-by-subject"
    # "Chiến sĩ thi đua: chọn trong số Lao động tiên tiến; do Giám đốc công nhận": what is defined has the item to itself.
    alone = i == 0 and view.bare.startswith(":", form.end)
    if listed := later_subject(view, form, grantors, end if alone else _tail_end(forms, i, end), not alone and i + 1 < len(forms)):
        return listed, "award-by-later-subject"
    if listed := may_grant(form, giver_above(heads)):
        return listed, "award-under-head"
    return [], "award-named"


def _with_numbers(
    view: View, form: Form, listed: list[Grantor], around: Surroundings, rule: str, confidence: float
) -> list[Statement]:
    """The statements of one form: one for each grantor and each number."""
    quotas, recipient = numbers_of(view, form, listed, around)
    after = after_grantors(form, listed, around.tail_end)
    occasion = occasion_in(view, around.start, around.tail_end) or occasion_in(view, around.tail_end, around.shared_end)
    if occasion is None:
        occasion = next((head.occasion for head in reversed(around.heads) if head.occasion), None)
    per = per_in(view, around.before, min(around.shared_end, after + _FAR))
    if per is None and quotas:
        per = per_in(view, around.start, form.start)
    own = form.note == "money"
    money = (money_in(view, around.before, form.start) if own and _SUM_BEFORE.search(view.bare, around.before, form.start) else None) or (
        money_in(view, form.start if own else after, around.tail_end)
    )
    beside = view.bare.startswith("kem", around.tail_end) or (
        view.bare[around.tail_end : around.tail_end + 1].isdigit() and _AND.search(view.bare, form.end, around.tail_end)
    )
    if money is None and beside:
        money = money_in(view, around.tail_end, min(around.end, around.tail_end + 40))
    if money is None and form.note in ("money", "granted"):
        money = money_in(view, around.before, form.start)
    fixed = RECIPIENT_BY_LAW.get(form.code)
    out = []
    for grantor in listed or (None,):
        for quota in quotas or (Quota(form.start, after, None, None, recipient, False),):
            start, end = _evidence(form, quota, grantor)
            out.append(
                Statement(
                    start=start,
                    end=end,
                    code=form.code,
                    label=_label(view, form),
                    grantor=" ".join(view.text[grantor.start : grantor.end].split()) if grantor else None,
                    grantor_code=grantor.code if grantor else None,
                    recipient=fixed or quota.recipient or recipient,
                    low=quota.low,
                    high=quota.high,
                    per=per[0] if per and (quota.low or quota.high) and not _in_later_clause(view, quota, per[1]) else None,
                    occasion=occasion,
                    amount=money[0] if money else None,
                    rule="award-quota" if quotas else rule,
                    confidence=round(confidence, 2),
                )
            )
    return out


def _in_later_clause(view: View, quota: Quota, per: int) -> bool:
    """ "05 tập thể; mỗi cụm chọn 01 tập thể": only the number that follows is one for each."""
    return quota.end < per and (view.bare.find(";", quota.end, per) >= 0 or _PARTED.search(view.bare, quota.end, per) is not None)


def _label(view: View, form: Form) -> str:
    """The form as written, with its class or name, without a lone quotation mark at its edge."""
    label = " ".join(view.text[form.start : form.end].split())
    return label if label.count("“") == label.count("”") else label.strip(' “”"«»,:')


def _evidence(form: Form, quota: Quota, grantor: Grantor | None) -> tuple[int, int]:
    """The stretch from the form to its number and grantor, cut where it gets long."""
    start = min(form.start, quota.start) if form.start - quota.start < _FAR else form.start
    end = max(form.end, quota.end, grantor.end if grantor and grantor.start > form.start else 0)
    return (start, end) if end - start <= _LONGEST else (form.start, max(form.end, min(end, form.start + _LONGEST)))
