"""Prizes of contests and campaigns by class, number and money, told without a verb: "Giải Nhất: 01 giải, trị giá 5.000.000 đồng".

One statement for each class. What the classes share ("Giải tập thể:", "mỗi giải 2.000.000 đồng", "cho các đội", who grants) is
said before the first, after the last, or in the line above. A total ("Tổng giá trị giải thưởng") is kept where no class tells more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.awards.forms import Form
from extractors.awards.givers import grantors_of, subject_of
from extractors.awards.grantors import Issuer, grantors_in
from extractors.awards.heads import Head, giver_above
from extractors.awards.prize_rules import (
    BOUND,
    COUNT,
    END,
    GIVEN,
    NAMED_PRIZE,
    PLAIN_PRIZE,
    PRIZE,
    SHORT_PRIZE,
    STRUCTURE,
    TOTAL,
    WON,
    WORD,
)
from extractors.awards.quotas import MONEY, money_in, occasion_in, quotas_in
from extractors.awards.recipients import ANYBODY, recipient_in, recipient_of
from extractors.awards.statements import Statement, doubt
from extractors.lexicon import words
from extractors.segmented import Block, Layout
from extractors.view import View

_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_LONGEST = 320

_COUNT_AFTER = re.compile(
    words(
        rf"[\s:,(;-]*(?:gồm |có |số lượng:? |dành cho )?(?:(?P<bound>{BOUND}) )?(?P<low>{COUNT})"
        rf"(?:(?:\s*-\s*| đến )(?P<high>\d{{1,3}}))? "
        rf"(?:giải(?! cho )|suất|phần thưởng|(?P<who>{ANYBODY})){END}"
    )
)
_MONEY_HERE = re.compile(words(r"[^.;\n]{0,90}?(?=\d[\d.,]*\s*(?:nghìn|ngàn|triệu|tỷ)?\s*(?:đồng|đ|vnđ|vnd)(?![^\W_]))"))
_EACH = re.compile(words(r"mỗi giải(?: trị giá| là)?\s*:?\s*$"))
_PER = re.compile(
    words(
        rf"{WORD}(?:mỗi|từng|hằng|hàng) (?P<what>tuần|tháng|quý|đợt|kỳ|lĩnh vực|nội dung|bảng thi|bảng|khối thi|cụm|thể loại|vòng|hạng mục"
        rf"|chuyên đề|bộ môn){END}|giải thưởng (?P<after>tuần|tháng|quý){END}"
    )
)
_RECEIVES = re.compile(
    words(
        rf"[\W\d]*(?:(?:các|những|mỗi) )*(?P<who>(?:{ANYBODY})(?:(?:\s*,\s*| và )(?:các )?(?:{ANYBODY}))*)(?![^\W_])"
        r"[^.;:\n]*?(?<![\x20\n]) được "
    )
)
_LABELLED = re.compile(
    words(
        rf"[\W\d_]*(?:[a-zđ]\)\s*)?(?:đối với |dành cho |giải )?(?:các )?(?P<who>(?:{ANYBODY})(?:(?:\s*,\s*| và )(?:{ANYBODY}))*)(?![^\W_])"
        r"[^.;:\n\d]{0,40}:"
    )
)
_HELD_DIRECTLY = re.compile(words(r"(?<![^\W_])(?:đạt|đoạt|giành)(?: các)? $"))
_GROUPS = {"tap the": "collective", "toan doan": "collective", "dong doi": "collective", "ca nhan": "individual"}


@dataclass(frozen=True, slots=True)
class _Prize:
    """One class as told at one place."""

    start: int
    end: int
    label: str
    low: int | None = None
    high: int | None = None
    recipient: str | None = None
    amount: Decimal | None = None
    label_end: int = 0


def prizes_in(
    view: View,
    layout: Layout,
    start: int,
    end: int,
    heads: Sequence[Head],
    lead: Head | None,
    issuer: Issuer,
    announced: bool,
) -> list[Statement]:
    """Every prize that a sentence or item lists with a number or with money, in text order; ``lead``: the line above the list."""
    found = _listed(view, start, end) or _given(view, start, end)
    totals = _totals(view, start, end)
    if not (found or totals) or not _to_come(view, layout, start, min(p.start for p in found + totals), heads, lead, announced):
        return []
    over = [*heads, lead] if lead else list(heads)
    above = [(block.start, block.end) for block in reversed(over)]
    found = _shared(view, found, above, start, end)
    first = found[0].start if found else totals[0].start
    spot = Form(first, first, "giai_thuong", "prize", first)
    offices = grantors_in(view, start, end, issuer)
    named = Form(first, found[0].label_end, "giai_thuong", "prize", found[0].label_end) if found else spot
    givers = subject_of(view, spot, offices) or grantors_of(view, named, offices, end) or giver_above(over)
    giver = givers[0] if givers else None
    per = next((m for a, b in ((start, first), *above) if (m := _PER.search(view.bare, a, b))), None)
    each = view.text[slice(*per.span("what" if per["what"] else "after"))] if per else None
    occasion = next((o for a, b in ((start, first), *above) if (o := occasion_in(view, a, b))), None)
    sure = 0.92 if any(s.role == "khen_thuong" for s in layout.sections_over(first)) or lead or len(found) > 1 else 0.8
    return [
        Statement(
            start=p.start,
            end=min(p.end, p.start + _LONGEST),
            code="giai_thuong",
            label=p.label,
            grantor=" ".join(view.text[giver.start : giver.end].split()) if giver else None,
            grantor_code=giver.code if giver else None,
            recipient=p.recipient,
            low=p.low,
            high=p.high,
            per=each if p.low is not None or p.high is not None else None,
            occasion=occasion,
            amount=p.amount,
            rule=PRIZE.name if p in found else TOTAL.name,
            confidence=round(sure - doubt(givers[:1], ""), 2),
        )
        for p in sorted(found + totals, key=lambda p: p.start)
    ]


def leads(view: View, block: Block) -> bool:
    """Is this the line above a list of prizes: "Cơ cấu giải thưởng:", "* Giải thưởng tuần:"?"""
    if view.bare.find("giai", block.start, block.end) < 0:
        return False
    told = view.bare[block.start : block.end].rstrip()
    return told.endswith(":") or len(told) < 60


def _listed(view: View, start: int, end: int) -> list[_Prize]:
    """Classes with a number or with money, and who each group of them is for."""
    marks = [m for rule in (PRIZE, NAMED_PRIZE, SHORT_PRIZE) for m in rule.matches(view, start, end)]
    marks = sorted(marks or PLAIN_PRIZE.matches(view, start, end), key=lambda m: (m.start(), -m.end()))
    found: list[_Prize] = []
    group: str | None = None
    reached = start
    for i, mark in enumerate(marks):
        if mark.start() < reached:
            continue
        reached = mark.end()
        named = mark.groupdict()
        if _HELD_DIRECTLY.search(view.bare, start, mark.start()):
            continue
        stop = next((m.start() for m in marks[i + 1 :] if m.start() >= reached), end)
        low, high = _number(view, mark)
        last, who = mark.end(), named.get("group") or named.get("more")
        recipient = _GROUPS[" ".join(who.split())] if who else None
        if low is high is None and (after := _COUNT_AFTER.match(view.bare, last, stop)) and _number(view, after) != (None, None):
            (low, high), last = _number(view, after), after.end()
            recipient = recipient or (recipient_of(after["who"]) if after["who"] else None)
        near = _MONEY_HERE.match(view.bare, last, stop)
        money = money_in(view, near.end(), stop) if near else None
        amount, last = money if money else (None, last)
        if low is None and high is None and amount is None:
            group = recipient if named.get("group") else group  # "Giải tập thể: 01 giải Nhất …"
            continue
        if named.get("name") and (person := recipient_in(view, mark.start(), mark.end())):
            recipient = person[0]
        label = _label(view, mark)
        known = next((j for j, p in enumerate(found) if p.label.casefold() == label.casefold() and p.amount is None), None)
        if low is high is None and known is not None:
            found[known] = replace(found[known], amount=amount)  # "mỗi giải tập thể 3 triệu đồng" after the numbers
            continue
        found.append(_Prize(mark.start(), last, label, low, high, recipient or group, amount, mark.end()))
    return found


def _given(view: View, start: int, end: int) -> list[_Prize]:
    """ "trao giải cho 10 tập thể, 20 cá nhân"."""
    given = next(GIVEN.matches(view, start, end), None)
    if given is None:
        return []
    at = given.start() + view.bare[given.start() :].index("giai")
    return [_Prize(at, q.end, view.text[at : at + 4], q.low, q.high, q.recipient) for q in quotas_in(view, given.end(), end) if q.recipient]


def _totals(view: View, start: int, end: int) -> list[_Prize]:
    """ "Tổng giá trị giải thưởng: 50.000.000 đồng", "tổng cộng 16 giải"."""
    found = []
    for match in TOTAL.matches(view, start, end):
        label = " ".join(re.split(r"\s*(?:\d|[:;,])", view.text[match.start() : match.end()])[0].split())
        if match["low"]:
            found.append(_Prize(match.start(), match.end(), label, int(match["low"]), int(match["low"])))
        elif (money := MONEY.compiled.match(view.bare, match.end(), end)) and (amount := money_in(view, money.start(), money.end())):
            label = re.sub(r"(?i)\s+(?:của|là|cho|khoảng|trên|lên|gần|hơn)\b.*$", "", label)
            found.append(_Prize(match.start(), money.end(), label, amount=amount[0]))
    return found


def _number(view: View, match: re.Match[str]) -> tuple[int | None, int | None]:
    """Lower and upper end of a number; number words by their accents, for "ba" is also bà and bá."""
    named = match.groupdict()
    if not named.get("low"):
        return None, None
    word = view.low[match.start("low") : match.end("low")]
    number = int(word) if word.isdigit() else _NUMBERS.get(word)
    if named.get("high"):
        return number, int(named["high"])
    bound = " ".join((named.get("bound") or "").split())
    return (None, number) if bound in ("khong qua", "toi da") else (number, None) if bound in ("it nhat", "toi thieu") else (number, number)


def _label(view: View, mark: re.Match[str]) -> str:
    """The prize as written: from "giải", without its number."""
    if mark.re is SHORT_PRIZE.compiled:
        return view.text[mark.start("grade") : mark.end("grade")]
    at = view.bare.index("giai", mark.end("low") if mark["low"] else mark.start())
    return " ".join(view.text[at : mark.end()].split())


def _shared(view: View, found: list[_Prize], above: list[tuple[int, int]], start: int, end: int) -> list[_Prize]:
    """What all classes of a list share: money told once after the last, and who receives them."""
    if not found:
        return found
    if len(found) > 1 and found[-1].amount is not None and all(p.amount is None for p in found[:-1]):
        money = next(MONEY.matches(view, found[-1].start, end), None)
        if money and _EACH.search(view.bare, found[-1].start, money.start()):
            found = [replace(p, amount=found[-1].amount) for p in found]
    recipient = None
    if told := recipient_in(view, found[-1].start, end) or recipient_in(view, start, found[0].start):
        recipient = told[0]
    elif receives := _RECEIVES.match(view.bare, start, found[0].start) or _LABELLED.match(view.bare, start, found[0].start):
        recipient = recipient_of(receives["who"])
    for a, b in above:
        if recipient:
            break
        if (group := next(PRIZE.matches(view, a, b), None)) and group["group"]:
            recipient = _GROUPS[" ".join(group["group"].split())]
        elif receives := _RECEIVES.match(view.bare, a, b):
            recipient = recipient_of(receives["who"])
    return [replace(p, recipient=p.recipient or recipient) for p in found]


def _to_come(view: View, layout: Layout, start: int, first: int, heads: Sequence[Head], lead: Head | None, announced: bool) -> bool:
    """Are these prizes still to be won? Where nothing is launched (rules of a contest), a list of them has to say what it is."""
    if layout.is_furniture(first) or next(WON.matches(view, start, first), None):
        return False
    if announced:
        return True
    above = [*heads, lead] if lead else heads
    return any(next(STRUCTURE.matches(view, a, b), None) for a, b in ((start, first), *((h.start, h.end) for h in above)))


def classes_of(group: list[Statement]) -> list[Statement]:
    """Rows of the prizes of one grantor: one for each class and recipient, with what any of its mentions tells.

    Totals stay only where no class tells more; mentions without class, number or money only where nothing else is told.
    """
    told = [s for s in group if s.rule == PRIZE.name]
    totals = [s for s in group if s.rule == TOTAL.name]
    rows: dict[tuple[str, str | None, str | None], Statement] = {}
    for s in told:
        key = (s.label.casefold(), s.recipient, s.per)
        known = rows.get(key)
        if known and known.low == known.high is None:
            rows[key] = replace(known, low=s.low, high=s.high, amount=known.amount or s.amount)
        elif known:
            rows[key] = replace(known, amount=known.amount or s.amount)
        else:
            rows[key] = s
    kept = list(rows.values())
    counted, priced = any(s.counted for s in kept), any(s.amount is not None for s in kept)
    return kept + [s for s in totals if not (counted if s.counted else priced)]
