"""One campaign from all its witnesses: whom to believe in what, and where they contradict each other.

The instrument is believed before the news item, the earlier document before the later one; what an amendment says of the time counts before
what it amends. A cell that the best witness leaves empty is filled from the next. Nothing is averaged, and no contradiction is lost:
where two witnesses say different things, a row of ``problems`` names both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from extractors.facts import Campaign, Problem
from pipeline.resolve.campaigns.corrections import warning
from pipeline.resolve.campaigns.evidence import same_authority
from pipeline.resolve.campaigns.profile import Profile, number_key

# Columns that are taken from one witness together: the first of them decides.
_COLUMNS: tuple[tuple[str, ...], ...] = (
    ("name",),
    ("theme",),
    ("campaign_type",),
    ("launched_by", "level"),
    ("level",),
    ("province_code_2025", "province_name_2025", "province_code", "province_name"),
    ("district_name",),
    ("launched_on",),
    ("start_from", "start_to"),
    ("end_to", "end_from"),
    ("instrument",),
    ("implements",),
)
_TIMES = (("start_from", "start_to"), ("end_to", "end_from"))


def merged(group: Sequence[Profile], targets: Sequence[int]) -> Campaign:
    """The campaign of a group of documents, still without its identifier.

    Parameters
    ----------
    group
        Documents of which at least one announces a campaign.
    targets
        How many targets each of them names.
    """
    found: dict[str, Any] = {}
    ranked = ranking(group)
    for profile in ranked:
        for names in _COLUMNS:
            if profile.campaign and found.get(names[0]) is None:
                told = _told(profile.campaign, names)
                if profile is ranked[0] or not _backwards({**found, **told}):
                    found.update(told)
    amending = [p for p in ranked if p.amendment and p.official and any(changes(p, other) for other in group if other is not p)]
    for profile in sorted(amending, key=lambda p: (p.document.issued_on or date.min, p.key)):
        for names in _TIMES:
            if profile.campaign:
                found.update(_told(profile.campaign, names))
    launched = [min(p.launches) for p in group if p.launches and (p not in amending or not found.get("launched_on"))]
    if launched:
        found["launched_on"] = min(launched)
    return Campaign(campaign_id="", documents=len(group), targets=sum(targets), **found)


def ranking(group: Sequence[Profile]) -> list[Profile]:
    """The witnesses, the best first."""
    numbers = {number for p in group if p.official for number in (p.number,) if number}
    said = {number for p in group for number in p.says}

    def rank(p: Profile) -> tuple[Any, ...]:
        own = p.number if p.number in numbers & said else None
        changes = bool(p.amends.keys() & said) and p.amendment
        return (p.campaign is None, not p.official, changes, own is None, p.document.issued_on or date.max, p.key)

    return sorted(group, key=rank)


def _told(campaign: Campaign, names: Sequence[str]) -> dict[str, Any]:
    """Columns of one witness, if it tells the first of them."""
    values = {name: value for name in names if (value := getattr(campaign, name)) is not None}
    return values if names[0] in values else {}


def _backwards(found: dict[str, Any]) -> bool:
    start, end = found.get("start_from"), found.get("end_to")
    return start is not None and end is not None and start > end


# Contradictions


def conflicts(group: Sequence[Profile]) -> Iterator[Problem]:
    """A warning for each field in which a document contradicts the best witness that tells it."""
    ranked = [p for p in ranking(group) if p.campaign]
    for name, told, agree in _ASKED:
        best = next((p for p in ranked if told(p)), None)
        if best is None:
            continue
        for other in ranked:
            if other is best or not told(other) or agree(best, other):
                continue
            if name in ("start", "end") and (changes(other, best) or changes(best, other)):
                continue  # what an amendment is there for
            message = (
                f"{name}: {best.document.source} ({best.key}) says {told(best)}, {other.document.source} ({other.key}) says "
                f"{told(other)}. The first was taken; read both, and part them with --corrections if they are two campaigns."
            )
            yield warning(other.document.source, other.key, "conflicting-witnesses", message)


def changes(first: Profile, second: Profile) -> bool:
    """Whether the first amends what the second is about."""
    return bool(first.amends.keys() & second.says.keys())


def _interval(first: str, last: str) -> Callable[[Profile], str]:
    def told(p: Profile) -> str:
        start, end = getattr(p.campaign, first), getattr(p.campaign, last)
        return "" if start is None else str(start) if end in (None, start) else f"{start} to {end}"

    return told


def _meet(first: str, last: str) -> Callable[[Profile, Profile], bool]:
    def agree(a: Profile, b: Profile) -> bool:
        one, two = ((getattr(p.campaign, first), getattr(p.campaign, last) or getattr(p.campaign, first)) for p in (a, b))
        return bool(one[0] <= two[1] and two[0] <= one[1])

    return agree


def _text(name: str) -> Callable[[Profile], str]:
    return lambda p: str(getattr(p.campaign, name) or "")


def _days(p: Profile) -> str:
    return ", ".join(map(str, sorted(p.launches)))


def _one_instrument(a: Profile, b: Profile) -> bool:
    one, two = (number_key(p.campaign.instrument if p.campaign else None) or "" for p in (a, b))
    return one == two or one in b.says or two in a.says or changes(a, b) or changes(b, a)


def _one_directive(a: Profile, b: Profile) -> bool:
    """A campaign may carry out several directives: one that the other document carries out too is no contradiction."""
    one, two = (number_key(p.campaign.implements if p.campaign else None) or "" for p in (a, b))
    return one in b.carries or two in a.carries or one in b.rests or two in a.rests


_Asked = tuple[str, Callable[[Profile], str], Callable[[Profile, Profile], bool]]
_ASKED: tuple[_Asked, ...] = (
    ("launched by", _text("launched_by"), lambda a, b: same_authority(a.authority, b.authority)),
    ("level", _text("level"), lambda a, b: a.level == b.level),
    ("campaign type", _text("campaign_type"), lambda a, b: _text("campaign_type")(a) == _text("campaign_type")(b)),
    ("launch", _days, lambda a, b: not a.launches.isdisjoint(b.launches)),
    ("start", _interval("start_from", "start_to"), _meet("start_from", "start_to")),
    ("end", _interval("end_from", "end_to"), _meet("end_from", "end_to")),
    ("instrument", _text("instrument"), _one_instrument),
    ("implements", _text("implements"), _one_directive),
)
