"""What carries out what: directive → plan → campaign → campaigns of departments and districts, with the days between.

A campaign's documents name the directives that it carries out. Where such a number is what launched another campaign of these tables, of
the same province or of a central body, the step leads from that campaign; otherwise from the directive itself. Each step knows the
directive at the head of its chain and how many steps and days lie between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from extractors.facts import Campaign, Directive, Link
from extractors.places.tables import REFORM
from pipeline.resolve.campaigns.fields import ranking
from pipeline.resolve.campaigns.profile import Profile, number_key

_RANK = {level: rank for rank, level in enumerate(("trung_uong", "tinh", "so_nganh", "huyen", "phong_ban", "xa", "don_vi"))}

LONGEST = 50
"""Campaigns of a chain that are followed upwards."""


@dataclass(frozen=True, slots=True)
class _Parent:
    """What a campaign carries out: a directive, or the campaign that it launched."""

    number: str
    level: str | None
    day: date | None
    witness: str
    campaign: _Node | None = None


@dataclass(slots=True)
class _Node:
    """A campaign with what launched it and what it carries out, the highest first."""

    campaign: Campaign
    issued: date | None
    witness: str
    said: dict[str, date | None]
    parents: list[_Parent] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Head:
    """The directive at the head of a chain."""

    number: str
    day: date | None
    steps: int


def links(campaigns: Mapping[str, Campaign], members: Mapping[str, Sequence[Profile]]) -> list[Link]:
    """Rows of the table.

    Parameters
    ----------
    campaigns
        Campaigns by identifier.
    members
        Profiles of the documents of each.
    """
    nodes = {key: _node(campaigns[key], ranking(members[key])) for key in sorted(campaigns)}
    launched: dict[str, list[_Node]] = defaultdict(list)
    for node in nodes.values():
        for number in node.said:
            launched[number].append(node)
    for key, node in nodes.items():
        node.parents = _parents(node, ranking(members[key]), launched)
    return [row for node in nodes.values() for row in _rows(node)]


def _node(campaign: Campaign, ranked: Sequence[Profile]) -> _Node:
    instrument = number_key(campaign.instrument)
    days = [p.says[instrument] for p in ranked if instrument and p.says.get(instrument)]
    witness = next((p.key for p in ranked if instrument in p.says), ranked[0].key)
    said: dict[str, date | None] = {}
    for profile in ranked:
        for number, day in profile.says.items():
            said[number] = said.get(number) or day
    return _Node(campaign, days[0] if days else None, witness, said)


def _parents(node: _Node, ranked: Sequence[Profile], launched: Mapping[str, Sequence[_Node]]) -> list[_Parent]:
    """What the documents say that the campaign carries out, each number once."""
    cited: dict[str, tuple[Directive, str]] = {}
    days: dict[str, date] = {}
    for profile in ranked:
        for number, row in profile.carries.items():
            if number not in node.said:
                cited.setdefault(number, (row, profile.key))
                if row.issued_on:
                    days.setdefault(number, row.issued_on)
    found = []
    for number, (row, witness) in cited.items():
        above = _launched_by(number, days.get(number), node, launched.get(number, ()))
        if above is None:
            found.append(_Parent(row.number or number, row.issuer_level, days.get(number), witness))
        else:
            found.append(_Parent(row.number or number, above.campaign.level, above.campaign.launched_on, witness, above))
    first = number_key(node.campaign.implements)
    return sorted(found, key=lambda p: (number_key(p.number) != first, _RANK.get(p.level or "", 9), p.number))


def _launched_by(number: str, day: date | None, node: _Node, candidates: Sequence[_Node]) -> _Node | None:
    """The one campaign that a number launched, as far as place and day tell."""
    fitting = []
    for other in candidates:
        issued = other.said[number]
        near = other.campaign.level == "trung_uong" or _one_province(node.campaign, other.campaign)
        if other is not node and near and (day is None or issued is None or day == issued):
            fitting.append(other)
    dated = [other for other in fitting if day and other.said[number] == day]
    fitting = dated or fitting
    return fitting[0] if len(fitting) == 1 else None


def _one_province(a: Campaign, b: Campaign) -> bool:
    """Of two provinces that became one, each had campaigns of its own."""
    days = a.launched_on, b.launched_on
    if a.province_code and b.province_code and all(day is not None and day < REFORM for day in days):
        return a.province_code == b.province_code
    return bool(a.province_code_2025) and a.province_code_2025 == b.province_code_2025


def _head(node: _Node, called: str) -> _Head:
    """Up the chain to the directive at its head, first parents first; ``called`` is a number that launched the campaign."""
    seen: set[str] = set()
    steps = 0
    while True:
        campaign = node.campaign
        seen.add(campaign.campaign_id)
        steps += campaign.instrument is not None
        above = next((p for p in node.parents if p.campaign is None or p.campaign.campaign.campaign_id not in seen), None)
        if above is None or len(seen) == LONGEST:
            return _Head(campaign.instrument or called, node.issued, steps)
        steps += 1
        if above.campaign is None:
            return _Head(above.number, above.day, steps)
        node, called = above.campaign, above.number


def _rows(node: _Node) -> list[Link]:
    campaign, found = node.campaign, []
    for parent in node.parents:
        if parent.campaign is not None:
            head = _head(parent.campaign, parent.number)
            head, kind, to_day = _Head(head.number, head.day, head.steps + 1), "campaign_campaign", campaign.launched_on
        elif campaign.instrument:
            head, kind, to_day = _Head(parent.number, parent.day, 1), "directive_instrument", node.issued
        else:
            head, kind, to_day = _Head(parent.number, parent.day, 1), "directive_campaign", campaign.launched_on
        found.append(_row(node, kind, head, parent, to_day))
    if campaign.instrument:
        own = _Parent(campaign.instrument, campaign.level, node.issued, node.witness)
        found.append(_row(node, "instrument_campaign", _head(node, campaign.instrument), own, campaign.launched_on))
    return found


def _row(node: _Node, kind: str, head: _Head, above: _Parent, to_day: date | None) -> Link:
    campaign = node.campaign
    return Link(
        kind=kind, root=head.number, step=head.steps, from_number=above.number,
        from_campaign_id=above.campaign.campaign.campaign_id if above.campaign else None, from_level=above.level, from_day=above.day,
        to_number=campaign.instrument, to_campaign_id=campaign.campaign_id, to_level=campaign.level,
        province_code=campaign.province_code, province_name=campaign.province_name,
        province_code_2025=campaign.province_code_2025, province_name_2025=campaign.province_name_2025,
        district_name=campaign.district_name, to_day=to_day, days=_between(above.day, to_day),
        days_from_root=_between(head.day, to_day), document_id=above.witness,
    )  # fmt: skip


def _between(first: date | None, last: date | None) -> int | None:
    return (last - first).days if first and last else None
