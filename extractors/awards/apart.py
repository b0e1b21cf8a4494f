"""Numbers told apart from their form: "Bằng khen của Chủ tịch UBND tỉnh. Dịp sơ kết, Chủ tịch UBND tỉnh khen 15 tập thể"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.awards.claims import TOLD_AS_DONE
from extractors.awards.grantors import Issuer, grantors_in
from extractors.awards.numbers import counted_after
from extractors.awards.quotas import occasion_in
from extractors.awards.statements import Statement
from extractors.lexicon import words
from extractors.view import View

_PRAISES = re.compile(words(r"(?<![^\W_])khen(?: thưởng)?(?: cho)?\s+(?=(?:không quá |tối đa |khoảng |từ )?\d)"))
_ALREADY = re.compile(r"(?<![^\W_])đã(?![^\W_])")
RULE = "award-quota-apart"


def numbers_apart(view: View, start: int, end: int, told: Sequence[Statement], issuer: Issuer) -> list[Statement]:
    """Who praises how many, in a sentence without a form, if exactly one form of that office was told without numbers."""
    if view.bare.find("khen", start, end) < 0 or not (praises := list(_PRAISES.finditer(view.bare, start, end))):
        return []
    if _ALREADY.search(view.low, start, end) or next(TOLD_AS_DONE.matches(view, start, end), None):
        return []
    offices = grantors_in(view, start, end, issuer)
    found = []
    for praise, following in zip(praises, [*praises[1:], None], strict=True):
        office = next((g for g in reversed(offices) if g.end <= praise.start()), None)
        forms = {s.code: s for s in told if office and s.grantor_code == office.code and s.code != "tien_thuong" and not s.counted}
        if len(forms) != 1:
            continue
        (form,) = forms.values()
        clause = max(start, view.bare.rfind(";", start, praise.start()) + 1)
        occasion = occasion_in(view, clause, praise.start()) or form.occasion
        stop = following.start() if following else end
        found += [
            replace(form, start=q.start, end=q.end, recipient=q.recipient, low=q.low, high=q.high, occasion=occasion, rule=RULE)
            for q in counted_after(view, praise.end(), stop)
            if q.recipient
        ]
    return found
