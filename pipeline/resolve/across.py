"""Documents about one campaign become one campaign.

Joined are: a page and the file it links to; a page that names the number of a plan and that plan; two documents of one authority
whose campaigns bear the same name in the same year. Documents of different provinces or levels are never joined by name: two
provinces that carry out one directive are two campaigns with the same ``implements``. Every comparison is within a block of
documents that share a key, so that the work grows with their number and not with its square.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from extractors.facts import Campaign, Document, Fact, Problem
from extractors.view import bare
from pipeline.extract import Extraction

NAME_LIKENESS = 0.8  # share of the words that two names of one campaign have in common (token F1)
LARGEST_BLOCK = 400  # members of a block that are compared pair by pair; a larger one is compared with its first members only


class _Groups:
    """Disjoint sets of extractions, by index."""

    def __init__(self, count: int) -> None:
        self.parent = list(range(count))

    def find(self, i: int) -> int:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        a, b = sorted((self.find(i), self.find(j)))
        self.parent[b] = a


def resolve(extractions: Sequence[Extraction]) -> tuple[list[Document], list[Campaign], dict[str, list[Fact]], list[Problem]]:
    """Documents with their campaigns, the campaigns, all facts by table, and problems met in joining.

    The result does not depend on the order of ``extractions``.
    """
    ordered = sorted(extractions, key=lambda e: (e.document.document_id, e.document.source))
    groups = _Groups(len(ordered))
    for i, j in _pairs(ordered):
        groups.join(i, j)
    members: dict[int, list[Extraction]] = defaultdict(list)
    for i, extraction in enumerate(ordered):
        if extraction.campaign is not None:
            members[groups.find(i)].append(extraction)
    campaigns, campaign_of = [], {}
    for group in members.values():
        campaign = _merged(group)
        campaigns.append(campaign)
        campaign_of.update({e.document.document_id: campaign.campaign_id for e in group})
    documents = [replace(e.document, campaign_id=campaign_of.get(e.document.document_id)) for e in ordered]
    facts: dict[str, list[Fact]] = defaultdict(list)
    for extraction in ordered:
        for table, rows in extraction.facts.items():
            facts[table].extend(rows)
    return documents, sorted(campaigns, key=lambda c: c.campaign_id), dict(facts), []


def _pairs(extractions: Sequence[Extraction]) -> Iterator[tuple[int, int]]:
    """Pairs of documents that speak of one campaign."""
    announcing = [(i, e) for i, e in enumerate(extractions) if e.campaign is not None]
    yield from _linked(announcing)
    yield from _by_instrument(announcing)
    yield from _by_name(announcing)


def _file_name(address: str) -> str:
    return unquote(PurePosixPath(urlsplit(address).path or address).name).lower()


def _linked(announcing: Sequence[tuple[int, Extraction]]) -> Iterator[tuple[int, int]]:
    """A page and the file among the inputs that it links to: by its address, or by its name where the input is a file."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for i, extraction in announcing:
        source = extraction.document.source
        by_name[source if "://" in source else _file_name(source)].append(i)
    place = {i: e.document.province_code_2025 for i, e in announcing}
    for i, extraction in announcing:
        for link in extraction.links:
            for j in (*by_name.get(link.url, ()), *by_name.get(_file_name(link.url), ())):
                # A name such as "kehoach.pdf" is anybody's: two provinces never share a campaign.
                if i != j and (not place[i] or not place[j] or place[i] == place[j]):
                    yield i, j


def _by_instrument(announcing: Sequence[tuple[int, Extraction]]) -> Iterator[tuple[int, int]]:
    """Documents that name one number of one place and year as what launches their campaign."""
    blocks: dict[tuple[str, str, int | None], int] = {}
    for i, extraction in announcing:
        campaign = extraction.campaign
        assert campaign is not None
        if not campaign.instrument or not campaign.province_code_2025:
            continue
        key = (campaign.instrument, campaign.province_code_2025, _year(extraction))
        if key in blocks:
            yield blocks[key], i
        else:
            blocks[key] = i


def _by_name(announcing: Sequence[tuple[int, Extraction]]) -> Iterator[tuple[int, int]]:
    """Documents of one authority in one year whose campaigns bear nearly the same name."""
    blocks: dict[tuple[object, ...], list[tuple[int, frozenset[str], str]]] = defaultdict(list)
    for i, extraction in announcing:
        campaign = extraction.campaign
        assert campaign is not None
        if not campaign.name or not campaign.province_code_2025:
            continue
        key = (campaign.province_code_2025, campaign.level, bare(campaign.district_name or ""), _year(extraction))
        words = frozenset(re.findall(r"\w+", bare(campaign.name)))
        blocks[key].append((i, words, bare(campaign.launched_by or "")))
    for block in blocks.values():
        for at, (i, words, by) in enumerate(block):
            for j, others, other_by in block[:at][:LARGEST_BLOCK]:
                same = 2 * len(words & others) / (len(words) + len(others)) if words and others else 0.0
                if same >= NAME_LIKENESS and _same_authority(by, other_by):
                    yield j, i
                    break


def _same_authority(first: str, second: str) -> bool:
    """May two names be one authority's? An unknown one may be any; its chair speaks for a committee."""
    if not first or not second:
        return True
    a, b = (set(re.findall(r"\w+", name.replace("chu tich ", ""))) for name in (first, second))
    return len(a & b) >= 0.7 * min(len(a), len(b))


def _year(extraction: Extraction) -> int | None:
    campaign, document = extraction.campaign, extraction.document
    published = document.published_at[:4] if document.published_at else None
    for day in (campaign.launched_on if campaign else None, document.issued_on):
        if day is not None:
            return day.year
    return int(published) if published else None


def _merged(group: Sequence[Extraction]) -> Campaign:
    """One campaign from all its witnesses: the instrument's word before the news item's, then the earlier document's."""
    witnesses = sorted(
        group, key=lambda e: (e.document.document_type == "tin_tuc", e.document.issued_on or date.max, e.document.document_id)
    )
    merged = witnesses[0].campaign
    assert merged is not None
    for other in witnesses[1:]:
        campaign = other.campaign
        assert campaign is not None
        gaps = {
            f.name: getattr(campaign, f.name)
            for f in fields(Campaign)
            if getattr(merged, f.name) is None and getattr(campaign, f.name) is not None
        }
        if "start_from" in gaps and merged.end_to and gaps["start_from"] > merged.end_to:
            gaps.pop("start_from")
            gaps.pop("start_to", None)
        merged = replace(merged, **gaps)
    launched = _launch_day(group)
    first = min(e.document.document_id for e in group)
    return replace(
        merged,
        campaign_id=sha256(f"campaign:{first}".encode()).hexdigest()[:16],
        launched_on=launched or merged.launched_on,
        documents=len({e.document.document_id for e in group}),
        targets=sum(len(e.facts.get("targets", ())) for e in group),
    )


def _launch_day(group: Iterable[Extraction]) -> date | None:
    """A day that a document tells as the launch counts before the issue date of the plan."""
    told = sorted(
        row.date_from  # type: ignore[attr-defined]
        for e in group
        for row in e.facts.get("dates", ())
        if row.role == "phat_dong" and row.precision == "day"  # type: ignore[attr-defined]
    )
    return told[0] if told else None
