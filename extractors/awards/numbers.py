"""How many of an award there are and who receives it: said after the form, before a passive, or in a head above."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.awards.claims import GETS
from extractors.awards.forms import RECIPIENT_BY_LAW, Form
from extractors.awards.grantors import Grantor
from extractors.awards.heads import Head
from extractors.awards.initials import begins
from extractors.awards.quotas import Quota, count_before, quotas_in
from extractors.awards.recipients import ANYBODY, label_recipient, named_recipient, recipient_ahead, recipient_in, recipient_in_words
from extractors.lexicon import words
from extractors.view import View

_INTRO = re.compile(words(r"[\s:;,.“”\"()\-–]*(?:[^\W_]+(?:\.\d{3})*[\s:,;]+){0,9}?"))
_PASSIVE = re.compile(words(rf"{GETS}[^.;\n]{{0,70}}$"))
_DIRECT = re.compile(words(r"\s+(?:cho )?(tập thể|cá nhân)(?![^\W_])(?!(?: [^\W\d_]+)?\s*(?:,|và|/))"))
_SUBJECT_OF_PASSIVE = re.compile(
    words(
        rf"[\W\d]*(?:(?:các|những|mỗi|riêng|trường hợp)\s+)*(?P<who>(?:{ANYBODY})(?:(?:\s*,\s*| và )(?:các )?(?:{ANYBODY}))*)(?![^\W_])"
    )
)
# "Cá nhân, tập thể dẫn đầu cụm trình Chủ tịch huyện khen": they do not ask, others do for them.
_DESERVING = re.compile(
    words(
        r"[\W\d]*(?:(?:các|những|riêng|trường hợp)\s+)*(?P<who>(?:tập thể|cá nhân)(?:(?:\s*,\s*| và )(?:tập thể|cá nhân))?)"
        r" (?:có|đạt|xuất sắc|tiêu biểu|điển hình|dẫn đầu|đứng đầu|nổi bật|nổi trội)(?![^\W_])"
    )
)
_CHOSEN_WHO = re.compile(
    words(
        rf"(?<![^\W_])(?:lựa chọn|chọn|bình chọn|giới thiệu|cử) (?:các |những |một số )?"
        rf"(?P<who>(?:{ANYBODY})(?:(?:\s*,\s*| và )(?:các )?(?:{ANYBODY}))*)(?![^\W_])[^.;:\n\d]{{0,40}}(?:đề nghị|trình|để)(?![^\W_])"
    )
)
_SHARE_OF = re.compile(words(rf"\d\s*% (?:tổng )?(?:số )?(?:lượng )?(?P<who>{ANYBODY})(?![^\W_])"))
_TO_THE_NEXT = re.compile(words(rf"[^.;\n]{{0,70}}{GETS}[^.;\n]{{0,70}}"))
_CHOSEN = re.compile(words(r"[^.;:\n]{0,30}(?:trình|đề nghị|đề xuất|để)(?![^\W_])"))
_ALSO = re.compile(r"\s+va\s+|\s*,\s*")
_GIVEN_NEXT = re.compile(
    words(
        r"(?: (?:dẫn đầu|đứng đầu|xuất sắc|tiêu biểu|xuất sắc nhất|tiêu biểu nhất))?(?: được)?(?: tặng| bằng(?: hình thức)?"
        r"|\s*+(?:[,(]\s*+)?(?:với |theo )?hình thức(?: khen(?: thưởng)?)?(?: là|:)?)\s+"
    )
)
_GIVES_AT_END = re.compile(words(r"(?<![^\W_])(?:tặng|trao|thưởng|tặng thưởng|công nhận|phong tặng)(?: danh hiệu)?\s*+(?:[“\"]\s*+)?$"))
_CHOOSES = re.compile(words(r"(?<![^\W_])(?:chọn|lựa chọn|cử|bình chọn|giới thiệu)\s+(?:ra |không quá |tối đa |ít nhất )?$"))
_PARTS = re.compile(words(r"(?<![^\W_])(?:gồm|trong đó)(?![^\W_])|\("))  # what follows tells a number again by its parts
_BRACKETS = re.compile(r"\s*[”\"]?\s*\([^)\n]{4,80}\)")
_TOTAL = re.compile(words(rf"{begins('cộng lại|tổng cộng|tổng số|tất cả là|cộng chung|toàn xã là')}(?![^\W_])(?! (?:ty|trình|đoàn))"))
_NEW_CLAUSE = re.compile(r"\.\s|\n|;(?!\s*(?:moi|khong qua|toi da|so luong|trong do)\b)")
_GAP_OF_LIST = re.compile(words(r"\s*[;,]\s*(?:thêm |và )?|(?:(?!tặng|trao|được|đề nghị|trình)[^.;:\n]){0,70};\s*(?:thêm |và )?"))
_PASSIVE_AHEAD = re.compile(words(r"[^.;:\n]{0,110}?(?<![^\W_])được(?![^\W_])"))
_LABELLED_NUMBER = re.compile(
    words(r"(?<![^\W_])(?P<who>tập thể|đơn vị|cá nhân|hộ gia đình)\s*:\s*(?P<n>\d{1,4})(?![\d%.,]*[\d%])")
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a form stands in its sentence ``start``..``end``.

    ``before`` is the end of the form named before it, ``tail_end`` the start of the form after it, ``shared_end`` the end of what
    it shares with the forms joined to it ("Bằng khen, Giấy khen cho …").
    """

    start: int
    before: int
    tail_end: int
    shared_end: int
    end: int
    heads: tuple[Head, ...]


def numbers_of(view: View, form: Form, listed: list[Grantor], around: Surroundings) -> tuple[list[Quota], str | None]:
    """The numbers of a form (none: nothing is counted) and who receives it where a number does not tell."""
    after = after_grantors(form, listed, around.tail_end)
    quotas = (
        _in_brackets(view, form.end, around.tail_end)
        or _quotas_before(view, around.before, form.start)
        or counted_after(view, after, around.tail_end)
    )
    if form.code == "tien_thuong":
        # Money has an amount; the numbers beside it are those of its recipients.
        who = {quota.recipient for quota in quotas if quota.recipient}
        told = recipient_in(view, after, around.tail_end)  # "cho 20 hộ ngư dân, học sinh": more than the number counts
        who |= {told[0]} if told and who else set()
        return [], ("both" if len(who) > 1 else who.pop()) if who else _recipient(view, form, after, around)
    count = count_before(view, around.start, form.start, form.end)
    if not quotas and not count and around.shared_end > around.tail_end:
        quotas = counted_after(view, max([form.end, *(g.end for g in listed)]), around.shared_end)
    recipient = RECIPIENT_BY_LAW.get(form.code) or _recipient(view, form, after, around)
    if count and not any(quota.recipient for quota in quotas):
        quotas = [Quota(count.start, count.end, count.low, count.high, recipient, True)]
    elif count and len(quotas) == 1 and quotas[0].recipient == "both":
        # "20 Bằng khen cho 20 tập thể, cá nhân": the number before the form is that of the awards.
        quotas = [Quota(count.start, quotas[0].end, count.low, count.high, "both", True)]
    return quotas, recipient


def after_grantors(form: Form, listed: list[Grantor], tail_end: int) -> int:
    """End of a form with the grantors named right after it."""
    return max([form.end, *(g.end for g in listed if form.end <= g.start < tail_end)]) if listed else form.end


def counted_after(view: View, start: int, end: int) -> list[Quota]:
    """Numbers that follow closely: ": 05 cờ", "cho 20 tập thể và 30 cá nhân"."""
    if total := _TOTAL.search(view.bare, start, min(end, start + 160)):
        start = total.end()
    run: list[Quota] = []
    for quota in quotas_in(view, start, end):
        gap = view.bare[(run[-1].end if run else start) : quota.start]
        if run and run[-1].recipient and _PARTS.search(gap):
            if ")" in view.bare[quota.end : quota.end + 60]:
                continue
            break
        listed = bool(run) and bool(_GAP_OF_LIST.fullmatch(gap))
        if not listed and (
            len(gap) > 90
            or _NEW_CLAUSE.search(gap)
            or _TO_THE_NEXT.fullmatch(view.bare, quota.end, end)
            or (not run and not _INTRO.fullmatch(gap))
        ):
            break
        if _GIVEN_NEXT.match(view.bare, quota.end) or _proposed_next(view, quota, end):
            # "…; chọn 03 tập thể, 02 cá nhân tặng Bằng khen": the numbers of the form after them
            return _before_the_chosen(view, run, quota)
        if ";" in gap and _PASSIVE_AHEAD.match(view.bare, quota.end, end):
            break
        if run and quota.thing and quota.recipient is None and run[-1].recipient:
            break
        run.append(_as_bounded(view, run, quota))
    if not run:
        return [
            Quota(m.start(), m.end(), int(m["n"]), int(m["n"]), "individual" if m["who"] == "ca nhan" else "collective", False)
            for m in _LABELLED_NUMBER.finditer(view.bare, start, min(end, start + 160))
        ]
    if len(run) > 1 and run[0].thing and run[0].recipient is None and any(q.recipient for q in run[1:]):
        # "05 bằng khen, gồm 02 tập thể và 03 cá nhân": the total is told again by its parts.
        return [q for q in run if q.recipient]
    return run


def _proposed_next(view: View, quota: Quota, end: int) -> bool:
    """ "mỗi cụm chọn 01 đơn vị để tặng Cờ": is the number that of a form named at ``end``?"""
    return bool(
        _CHOOSES.search(view.bare, max(0, quota.start - 30), quota.start)
        and _CHOSEN.match(view.bare, quota.end, end)
        and _GIVES_AT_END.search(view.bare, quota.end, end)
    )


def _before_the_chosen(view: View, run: list[Quota], last: Quota) -> list[Quota]:
    """The numbers before a verb of choosing, if ``last`` and those joined to it follow one."""
    first = last.start
    for i in reversed(range(len(run))):
        if not _ALSO.fullmatch(view.bare, run[i].end, first):
            break
        first = run[i].start
        if _CHOOSES.search(view.bare, max(0, first - 30), first):
            return run[:i]
    return run


def _as_bounded(view: View, run: list[Quota], quota: Quota) -> Quota:
    """ "không quá 10 tập thể và 20 cá nhân": the bound is that of both."""
    if run and run[-1].low is None and quota.low == quota.high and _ALSO.fullmatch(view.bare, run[-1].end, quota.start):
        return replace(quota, low=None)
    return quota


def _quotas_before(view: View, start: int, end: int) -> list[Quota]:
    """Numbers before a passive: "10 tập thể và 15 cá nhân được đề nghị tặng Bằng khen"."""
    start = max(start, view.bare.rfind(";", start, end) + 1)
    if not (counted := quotas_in(view, start, end)):
        return []
    if chosen := _chosen(view, counted, start, end):
        return chosen
    if given := _given_next(view, counted, end):
        return given
    if not (passive := _PASSIVE.search(view.bare, start, end)):
        return []
    return [q for q in quotas_in(view, start, passive.start()) if q.recipient and passive.start() - q.end < 120]


def _given_next(view: View, counted: list[Quota], end: int) -> list[Quota]:
    """Numbers right before the verb or the form: "01 đơn vị dẫn đầu tặng Cờ", "khen 10 tập thể, 20 cá nhân bằng Giấy khen"."""
    run: list[Quota] = []
    for quota in counted:
        joined = run and _ALSO.fullmatch(view.bare, run[-1].end, quota.start)
        run = [*(run if joined else []), _as_bounded(view, run, quota)] if quota.recipient else []
    return run if run and _GIVEN_NEXT.fullmatch(view.bare, run[-1].end, end) else []


def _chosen(view: View, counted: list[Quota], start: int, end: int) -> list[Quota]:
    """Numbers of those picked out to be proposed: "chọn 02 tập thể, 03 cá nhân trình Bộ trưởng tặng"."""
    run: list[Quota] = []
    for quota in counted:
        if quota.recipient and (run or _CHOOSES.search(view.bare, start, quota.start)):
            run.append(_as_bounded(view, run, quota))
    return run if run and _CHOSEN.match(view.bare, run[-1].end, end) else []


def _in_brackets(view: View, start: int, end: int) -> list[Quota]:
    """The parts of a number told in brackets: "20 Giấy khen (10 tập thể, 10 cá nhân)"."""
    brackets = _BRACKETS.match(view.bare, start, end)
    return [q for q in quotas_in(view, *brackets.span()) if q.recipient] if brackets else []


def _recipient(view: View, form: Form, after: int, around: Surroundings) -> str | None:
    """Who receives: said after the form, before a passive, by the item's label, or by a head above."""
    tail_end, shared_end = around.tail_end, around.shared_end
    if share := _SHARE_OF.search(view.bare, after, min(tail_end, after + 120)):
        return named_recipient(share["who"])
    clause_end = semicolon if (semicolon := view.bare.find(";", after, around.end)) >= 0 else around.end
    if form.note == "money" and recipient_in_words(view, after, clause_end) == "both":
        return "both"
    if direct := _DIRECT.match(view.bare, form.head_end):
        return "collective" if direct[1].startswith("tap") else "individual"
    for lower, upper in ((after, tail_end), (tail_end, shared_end), (shared_end, around.end)):
        semicolon = view.bare.find(";", lower, upper) if lower >= tail_end else -1
        if found := recipient_in(view, lower, min(upper if semicolon < 0 else semicolon, lower + 170)):
            return found[0]
        if semicolon >= 0 or ";" in view.bare[lower:upper]:
            break
    before = max(around.before, view.bare.rfind(";", around.before, form.start) + 1)
    if passive := _PASSIVE.search(view.bare, before, form.start):
        clause = max(before, *(view.bare.rfind(mark, before, passive.start()) + 1 for mark in (". ", ";", ":")))
        subject = _SUBJECT_OF_PASSIVE.match(view.bare, clause, passive.start())
        if subject:
            return named_recipient(subject["who"])
        if named := recipient_in_words(view, before, passive.start()):
            return named
    if chosen := _CHOSEN_WHO.search(view.bare, before, form.start):
        return named_recipient(chosen["who"])
    if found := recipient_in(view, before, form.start):
        return found[0]
    clause = max(around.start, *(view.bare.rfind(mark, around.start, form.start) + 1 for mark in (". ", ";")))
    subject = _SUBJECT_OF_PASSIVE.match(view.bare, clause, form.start)
    if subject and _PASSIVE_AHEAD.match(view.bare, subject.end(), form.start):
        return named_recipient(subject["who"])
    if (deserving := _DESERVING.match(view.bare, clause, form.start)) and _CHOSEN.match(view.bare, deserving.end(), form.start):
        return named_recipient(deserving["who"])
    if ahead := recipient_ahead(view, clause, form.start):
        return ahead
    if form.note == "money" and (who := recipient_in_words(view, after, clause_end)):
        return who
    if own := label_recipient(view, around.start, form.start):
        return own
    return next((head.recipient for head in reversed(around.heads) if head.recipient), None)
