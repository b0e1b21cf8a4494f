"""The way through: from what each document tells to documents, campaigns, joins, links and problems."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from extractors.facts import Campaign, Document, Fact, Join, Link, Problem
from pipeline.resolve.campaigns.blocking import pairs
from pipeline.resolve.campaigns.corrections import TOGETHER, Correction, plain, usable, warning
from pipeline.resolve.campaigns.fields import conflicts, merged, ranking
from pipeline.resolve.campaigns.grouping import Edge, group
from pipeline.resolve.campaigns.links import links
from pipeline.resolve.campaigns.profile import LOCAL, Profile, number_key, profile_of

if TYPE_CHECKING:
    from pipeline.extract import Extraction


@dataclass(frozen=True, slots=True)
class Resolved:
    """Everything that joining gives; the order of the inputs shows nowhere."""

    documents: list[Document]
    campaigns: list[Campaign]
    facts: Mapping[str, list[Fact]]
    joins: list[Join]
    links: list[Link]
    problems: list[Problem]


def resolve(extractions: Iterable[Extraction], corrections: Sequence[Correction] = ()) -> Resolved:
    """Documents joined into campaigns.

    Parameters
    ----------
    extractions
        What the documents gave, each with a document_id of its own, in any order.
    corrections
        A person's word on what is one campaign; it outweighs the evidence.
    """
    ordered = sorted(extractions, key=lambda e: (e.document.document_id, e.document.source))
    profiles = [profile_of(extraction) for extraction in ordered]
    targets = [len(extraction.facts.get("targets", ())) for extraction in ordered]
    kept, problems = usable(corrections, (profile.key for profile in profiles))
    groups, more = _groups(profiles, kept)
    problems += more
    found: list[tuple[Campaign, list[int], list[Edge]]] = []
    for members, edges in groups:
        told = [profiles[i] for i in members]
        if any(profile.campaign for profile in told):
            found.append((merged(told, [targets[i] for i in members]), members, edges))
            problems += conflicts(told)
    problems += _in_vain(kept, groups, profiles)
    named = _identified(found, profiles)
    campaign_of = {i: key for key, (_, members, _) in named.items() for i in members}
    facts: dict[str, list[Fact]] = defaultdict(list)
    for extraction in ordered:
        for table, rows in extraction.facts.items():
            facts[table].extend(rows)
    campaigns = {key: replace(campaign, campaign_id=key) for key, (campaign, _, _) in sorted(named.items())}
    return Resolved(
        [replace(profile.document, campaign_id=campaign_of.get(i)) for i, profile in enumerate(profiles)],
        list(campaigns.values()),
        dict(facts),
        [row for key, (_, members, edges) in sorted(named.items()) for row in _joins(key, edges, [profiles[i] for i in members], profiles)],
        links(campaigns, {key: [profiles[i] for i in members] for key, (_, members, _) in named.items()}),
        problems,
    )


def _groups(profiles: Sequence[Profile], kept: Sequence[Correction]) -> tuple[list[tuple[list[int], list[Edge]]], list[Problem]]:
    """Documents that are one campaign, and a warning for each block that was too large to be compared in whole."""
    proposed, crowded = pairs(profiles)
    groups = group(profiles, proposed, kept)
    group_of = {i: number for number, (members, _) in enumerate(groups) for i in members}
    problems = []
    for block in sorted({tuple(sorted(block)) for block in crowded}):
        if len({group_of[i] for i in block}) > 1:
            first = profiles[block[0]]
            message = (
                f"{len(block)} documents look too much alike to be compared each with each ({first.name[:80] or 'no name'}, "
                f"{first.document.source} and others); joins among them may be missing. Look through them, and join with --corrections."
            )
            problems.append(warning(first.document.source, first.key, "crowded-block", message))
    return groups, problems


def _in_vain(kept: Iterable[Correction], groups: Iterable[tuple[list[int], list[Edge]]], profiles: Sequence[Profile]) -> list[Problem]:
    """Lines that join documents of which none announces a campaign."""
    empty = {profiles[i].key for members, _ in groups for i in members if not any(profiles[j].campaign for j in members)}
    return [
        warning(
            line.where, None, "idle-correction",
            f"{line.where}: joins {line.document_id} and {line.joined_to}, but neither announces a campaign. Take the line away.",
        )
        for line in kept
        if line.verdict == TOGETHER and line.document_id in empty
    ]  # fmt: skip


def _identified(
    found: Sequence[tuple[Campaign, list[int], list[Edge]]], profiles: Sequence[Profile]
) -> dict[str, tuple[Campaign, list[int], list[Edge]]]:
    """Campaigns by identifier.

    The identifier is made from what launches the campaign: number, place and year of the instrument, with the authority where two
    campaigns would share it, and from the earliest document where nobody names a number. So it stays when documents are added that tell
    of the same instrument.
    """
    keys = [_keys(campaign, [profiles[i] for i in members]) for campaign, members, _ in found]
    named: dict[str, tuple[Campaign, list[int], list[Edge]]] = {}
    left = list(range(len(found)))
    for choice in range(len(keys[0]) if keys else 0):
        often = Counter(keys[at][choice] for at in left)
        shared = []
        for at in left:
            key = keys[at][choice]
            if key and often[key] == 1:
                named[sha256(f"campaign:{key}".encode()).hexdigest()[:16]] = found[at]
            else:
                shared.append(at)
        left = shared
    return named


def _keys(campaign: Campaign, members: Sequence[Profile]) -> tuple[str, str, str]:
    """What an identifier may be made from, the best first; the last one is its own."""
    first = min(members, key=lambda p: (str(p.document.published_at or p.document.issued_on or "9999")[:10], p.key))
    number = number_key(campaign.instrument)
    issued = next((day for p in ranking(members) if number and (day := p.says.get(number))), campaign.launched_on)
    place = "TW" if campaign.level == "trung_uong" else campaign.province_code_2025
    if not number or not place or not issued:
        return "", "", first.key
    local = (campaign.district_name or "") if campaign.level in LOCAL else ""
    key = f"{number}|{place}|{issued.year}|{local.casefold()}"
    return key, f"{key}|{campaign.province_code}|{ranking(members)[0].authority}", first.key


def _joins(key: str, edges: Sequence[Edge], members: Sequence[Profile], profiles: Sequence[Profile]) -> list[Join]:
    rank = {profile.key: at for at, profile in enumerate(ranking(members))}
    rows = []
    for edge in edges:
        better, worse = sorted((profiles[edge.i].key, profiles[edge.j].key), key=lambda k: rank[k])
        reasons = "; ".join(plain(r.words) for r in sorted(edge.reasons, key=lambda r: (-r.weight, r.words)))
        rows.append(Join(campaign_id=key, document_id=worse, joined_to=better, reasons=reasons, score=edge.score))
    return rows
