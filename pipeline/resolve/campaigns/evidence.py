"""What speaks for and against two documents being about one campaign.

Each piece of evidence has a weight, the share of such pairs that are one campaign as far as a person would bet on it alone; pieces add
up as independent ones do. What speaks against is of two kinds: what nothing outweighs (two provinces, two authorities' own documents, one
that carries out the other), and what an instrument named with number and day outweighs, because a news item often has a day or an
authority wrong and never a whole number with its day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz.fuzz import token_sort_ratio

from pipeline.resolve.campaigns.profile import LOCAL, Profile, file_name, is_generic, number_key, province_on
from pipeline.resolve.campaigns.signature import likeness

ENOUGH = 0.75
"""Score from which two documents are one campaign."""

APART = 200  # days between two launches that are still told as one
SAME_TEXT, LIKE_TEXT = 0.75, 0.45  # share of runs of words in common: one text, or one written after the other
LIKE_NAME, RELATED_NAME = 0.8, 0.5  # F1 of the words that tell two names from others

OTHER_NUMBER = "instruments with different numbers"

_MANY = re.compile(
    r"\b(?:(?<!thi )xa(?! hoi)|(?<!dia )phuong|thi tran|dac khu|huyen|quan(?! (?:su|doi|ly|khu|chung))|thi xa|thanh pho"
    r"|(?<!moi )(?<!thi )(?<!hien )truong|cong ty|benh vien)\b *(.*)$"
)


@dataclass(frozen=True, slots=True)
class Reason:
    """A piece of evidence in words, and how much it says (0 to 1)."""

    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a pair."""

    reasons: tuple[Reason, ...]
    against: str | None = None  # why the two are not joined

    @property
    def score(self) -> float:
        """0 to 1; 0 where something speaks against it."""
        if self.against:
            return 0.0
        doubt = 1.0
        for reason in self.reasons:
            doubt *= 1 - reason.weight
        return round(1 - doubt, 4)


def weigh(a: Profile, b: Profile) -> Verdict:
    """The evidence on a pair, the same for (a, b) and (b, a)."""
    if a.key > b.key:
        a, b = b, a
    if a.campaign is None and b.campaign is None:
        return Verdict((), "neither announces a campaign")
    if against := kept_apart(a, b):
        return Verdict((), against)
    reasons = tuple(_reasons(a, b))
    certain = any(reason.weight >= 0.95 for reason in reasons)
    return Verdict(reasons, None if certain else _doubt(a, b))


# What nothing outweighs


def kept_apart(a: Profile, b: Profile) -> str | None:
    """Why two documents can never be in one campaign, not even through others; None where they can."""
    return (
        _other_place(a, b)
        or _other_office(a, b)
        or (None if _changes(a, b) or _changes(b, a) else _other_years(a, b) or _other_period(a, b))
        or (None if _tied(a, b) else _carried_out(a, b) or _carried_out(b, a) or _other_number(a, b))
    )


def _other_place(a: Profile, b: Profile) -> str | None:
    first, second = province_on(a), province_on(b)
    if first and second and first[0] == second[0]:
        apart = first[1] != second[1]
    else:
        apart = bool(a.province and b.province) and a.province != b.province
    if apart:
        return "a central body and a province" if "TW" in (a.province, b.province) else "different provinces"
    if a.district and b.district and a.district != b.district and a.level in LOCAL and b.level in LOCAL:
        return "different districts"
    return None


def _other_office(a: Profile, b: Profile) -> str | None:
    """Two authorities' own documents: a department's is not its province's."""
    if not (a.official and b.official):
        return None
    if a.level and b.level and a.level != b.level:
        return "documents of different levels"
    return None if same_authority(a.authority, b.authority) else "documents of different authorities"


def _other_years(a: Profile, b: Profile) -> str | None:
    """Names of other years: last year's campaign, or the next school year's."""
    if not a.years or not b.years or a.years & b.years:
        return None
    spans = [{span for span in p.years if span[0] != span[1]} for p in (a, b)]
    if spans[0] and spans[1]:
        return "names of different years"
    meet = any(x[0] <= y[1] and y[0] <= x[1] for x in a.years for y in b.years)
    return None if meet else "names of different years"


def _other_period(a: Profile, b: Profile) -> str | None:
    one, two = a.campaign, b.campaign
    for first, second in ((one, two), (two, one)):
        if first and second and first.end_to and second.start_from and first.end_to < second.start_from:
            return "periods that do not meet"
    return None


def _carried_out(a: Profile, b: Profile) -> str | None:
    """``a`` carries out ``b``: a campaign below it, and a row of ``links``."""
    if not b.official or not b.number or b.number not in a.rests or b.number in a.says:
        return None
    row = a.carries.get(b.number)
    if row and row.issued_on and b.document.issued_on and row.issued_on != b.document.issued_on:
        return None
    return "one carries out the other" if a.official or a.says else None


def _other_number(a: Profile, b: Profile) -> str | None:
    """Two instruments of one authority are two campaigns; a text with a number misread is still one text."""
    if not (a.official and b.official and a.number and b.number) or a.number == b.number:
        return None
    one_head = a.document.issued_on == b.document.issued_on and a.authority == b.authority != "" and a.core == b.core
    return None if one_head and likeness(a.signature, b.signature) >= 0.9 else OTHER_NUMBER


def _far(a: Profile, b: Profile) -> bool:
    return bool(a.day and b.day) and abs((a.day - b.day).days) > APART  # type: ignore[operator]


def same_authority(first: str, second: str) -> bool:
    """May two authorities be one? An unknown one may be any; one may be named in short, or with a letter wrong.

    Where there are many of a kind, one letter is another commune, school or firm.

    >>> same_authority("cong an tinh", "cong an tinh gia lai"), same_authority("uy ban nhan dan xa tan lap", "uy ban nhan dan xa tan lac")
    (True, False)
    """
    if not first or not second or first == second:
        return True
    one, two = _MANY.search(first), _MANY.search(second)
    if one and two and one[1] and two[1] and one[1] != two[1]:
        return False
    a, b = set(first.split()), set(second.split())
    return a <= b or b <= a or (not (one or two) and token_sort_ratio(first, second) >= 92)


def _tied(a: Profile, b: Profile) -> bool:
    """Whether one names the other's number as what launches it, was issued with it, or is changed by it."""
    return _names(a, b) or _names(b, a) or _changes(a, b) or _changes(b, a)


def _names(a: Profile, b: Profile) -> bool:
    return bool(b.number) and b.official and b.number in a.says and _one_day(a.says[b.number or ""], b.document.issued_on)


def _changes(a: Profile, b: Profile) -> bool:
    """Whether ``a`` amends what ``b`` is about; to replace last year's plan by this year's is to launch another campaign."""
    if not a.amends:
        return False
    told = [(number, day) for number, day in a.amends.items() if number in b.says and _one_day(day, b.says[number])]
    if not told or a.amendment:
        return bool(told)
    apart = _other_years(a, b) or _other_period(a, b) or _far(a, b)
    return not apart and bool(a.core) and _name_likeness(a, b) >= LIKE_NAME


def _one_day(first: date | None, second: date | None) -> bool:
    return first is None or second is None or first == second


# What speaks for


def _reasons(a: Profile, b: Profile) -> Iterator[Reason]:
    yield from _text(a, b)
    if a.campaign is None or b.campaign is None:
        yield from _issued_with(a, b)
        return
    numbered = list(_amendment(a, b)) or list(_instrument(a, b))
    yield from numbered
    linked, named = list(_attachment(a, b)), list(_name(a, b))
    yield from (*linked, *named)
    if linked and a.authority and b.authority and same_authority(a.authority, b.authority):
        yield Reason("of one authority", 0.4)
    if linked or named or numbered:
        yield from _days(a, b)


def _text(a: Profile, b: Profile) -> Iterator[Reason]:
    alike = likeness(a.signature, b.signature)
    if alike >= SAME_TEXT:
        yield Reason(f"same text: {alike:.0%} of the runs of words", 0.9)
    elif alike >= LIKE_TEXT:
        yield Reason(f"like text: {alike:.0%} of the runs of words", 0.6)


def _issued_with(a: Profile, b: Profile) -> Iterator[Reason]:
    """A decision that launches nothing by itself (or a plan read badly), and what was issued with it or tells of it."""
    for x, y in ((a, b), (b, a)):
        if x.campaign is None and x.official and x.number and x.number in y.says and x.document.issued_on is not None:
            if (not y.official or y.number in (None, x.number)) and y.says[x.number] == x.document.issued_on:
                yield Reason(f"one names {x.document.document_number} of {x.document.issued_on}, the other is it", 0.95)
                return


def _amendment(a: Profile, b: Profile) -> Iterator[Reason]:
    for x, y in ((a, b), (b, a)):
        if _changes(x, y):
            number = next(number for number in sorted(x.amends) if number in y.says)
            dated = x.amends[number] is not None and x.amends[number] == y.says[number]
            weight = 0.97 if dated else 0.85 if _name_likeness(x, y) >= RELATED_NAME else 0.5
            yield Reason(f"one amends {_as_written(y, number)}", weight)
            return


def _instrument(a: Profile, b: Profile) -> Iterator[Reason]:
    for number in sorted(a.says.keys() & b.says.keys()):
        first, second = a.says[number], b.says[number]
        placed = bool(a.province and b.province)
        told = bool(a.authority and b.authority) and same_authority(a.authority, b.authority)
        if first and first == second:
            yield Reason(f"both name {_as_written(a, number)} of {first}", 0.96 if placed else 0.8)
        elif first and second and (not (placed and told) or abs((first - second).days) > 15):
            continue  # numbers begin anew each year, in every office
        elif placed:
            yield Reason(f"both name {_as_written(a, number)}", 0.6 if told else 0.4)
        return


def _as_written(profile: Profile, number: str) -> str:
    document, campaign = profile.document, profile.campaign
    told = (document.document_number, campaign.instrument if campaign else None)
    return next((written for written in told if written and number_key(written) == number), number)


def _attachment(a: Profile, b: Profile) -> Iterator[Reason]:
    for x, y in ((a, b), (b, a)):
        linked = next((url for name, url in x.links if name == y.file and name), None)
        if linked is None or (file_name(linked) == x.file and linked != y.document.source):
            continue
        if "://" in y.document.source:
            # What was fetched from an address is linked to by that address alone: every file of a portal may be "download.ashx".
            if any(url == y.document.source for _, url in x.links):
                yield Reason(f"one links to {y.document.source}", 0.9)
                return
            continue
        known = bool(x.province and y.province)
        # "kehoach.pdf" is anybody's, "45-kh.pdf" that of some few.
        numbered = any(char.isdigit() for char in y.file)
        weight = 0.5 if not known else 0.9 if not is_generic(y.file) else 0.6 if numbered else 0.5
        if len(x.core) >= 3 and len(y.core) >= 3 and _name_likeness(x, y) < 0.3:
            weight = 0.5  # a page may link to what another campaign was launched by
        yield Reason(f"one links to {y.file}", weight)
        return


def _name(a: Profile, b: Profile) -> Iterator[Reason]:
    """Names count within a province, and generic ones ("Phong trào thi đua năm 2024") count little."""
    if not (a.province and b.province):
        return
    alike, told = _name_likeness(a, b), bool(a.authority and b.authority)
    if alike < LIKE_NAME:
        if a.core and b.core and (a.core <= b.core or b.core <= a.core) and min(len(a.core), len(b.core)) >= 3:
            yield Reason("one name holds the other", 0.6 if told else 0.5)
        elif alike >= RELATED_NAME:
            yield Reason(f"related names: {alike:.0%} of the words", 0.4 if told else 0.2)
        return
    if min(len(a.core), len(b.core)) < 2:
        yield Reason("same common name", 0.5 if told else 0.3)
    elif alike == 1:
        yield Reason("same name", 0.8 if told else 0.6)
    else:
        yield Reason(f"like names: {alike:.0%} of the words", 0.65 if told else 0.5)


def _name_likeness(a: Profile, b: Profile) -> float:
    if not a.core or not b.core:
        return 1.0 if a.core == b.core else 0.0
    return 2 * len(a.core & b.core) / (len(a.core) + len(b.core))


def _days(a: Profile, b: Profile) -> Iterator[Reason]:
    one, two = a.campaign, b.campaign
    assert one is not None
    assert two is not None
    if one.launched_on and one.launched_on == two.launched_on:
        yield Reason(f"both launched on {one.launched_on}", 0.5)
    if one.end_to and one.end_to == two.end_to and one.start_from == two.start_from:
        # Many campaigns run a calendar year; two that share a first and a last day of their own are seldom two.
        own = one.start_from is not None and (one.start_from.day, one.start_from.month, one.end_to.day, one.end_to.month) != (1, 1, 31, 12)
        yield Reason("same first and last day", 0.5) if own else Reason("same period", 0.3)
    if one.implements and number_key(one.implements) == number_key(two.implements):
        yield Reason(f"both carry out {one.implements}", 0.2)
    if not a.official and not b.official and a.day and b.day and abs((a.day - b.day).days) <= 10:
        yield Reason("told within ten days", 0.2)


# What an instrument outweighs


def _doubt(a: Profile, b: Profile) -> str | None:
    if a.campaign is None or b.campaign is None:
        return None
    if a.level and b.level and a.level != b.level:
        return "launched at different levels"
    if not same_authority(a.authority, b.authority):
        return "launched by different authorities"
    if a.figures and b.figures and a.figures != b.figures:
        return "names with different figures"
    if _far(a, b) and not (_changes(a, b) or _changes(b, a)):
        return "launched far apart"
    if a.says and b.says and not a.says.keys() & b.says.keys() and not _tied(a, b):
        # Two news items may name the decision and the plan issued with it, or one of them a wrong number: then the rest must be alike.
        own = (a.official and a.number) or (b.official and b.number)
        one_item = (a.core == b.core and len(a.core) >= 2) or likeness(a.signature, b.signature) >= SAME_TEXT
        if own or not one_item:
            return "launched by different instruments"
    return None
