"""The table ``comparison``: campaigns side by side, with counts and flags instead of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from extractors.codes import code_list
from extractors.facts import Award, Campaign, Directive, Document, Participant, Target, columns
from extractors.view import bare


def compare(
    campaigns: Sequence[Campaign], documents: Sequence[Document], facts_of: Callable[[str], Mapping[str, Sequence[Any]]]
) -> Iterator[SimpleNamespace]:
    """One wide row per campaign, in the order of ``campaigns``; ``facts_of`` gives the facts of a document by table.

    What several documents of a campaign say alike (a news item and the plan it reports) counts once.
    """
    members: dict[str, list[str]] = {}
    for document in sorted(documents, key=lambda d: d.document_id):
        if document.campaign_id:
            members.setdefault(document.campaign_id, []).append(document.document_id)
    for campaign in campaigns:
        told = [facts_of(document_id) for document_id in members.get(campaign.campaign_id, ())]
        directives, awards, participants, targets = (
            [row for facts in told for row in facts.get(table, ())] for table in ("directives", "awards", "participants", "targets")
        )
        taking_part = _taking_part(participants)
        yield SimpleNamespace(
            **{column.name: getattr(campaign, column.name) for column in columns(Campaign)},
            duration_days=_duration(campaign),
            days_from_directive=_delay(campaign, directives),
            **_counted("awards", "award", _awards(awards)),
            **{f"participant_{code}": code in taking_part for code in code_list("participants")},
            **_counted("sectors", "sector", _sectors(targets)),
        )


def _duration(campaign: Campaign) -> int | None:
    """Days from the earliest stated start to the latest stated end, both included."""
    if campaign.start_from is None or campaign.end_to is None or campaign.end_to < campaign.start_from:
        return None
    return (campaign.end_to - campaign.start_from).days + 1


def _delay(campaign: Campaign, directives: Iterable[Directive]) -> int | None:
    """Days from the issue of the directive it carries out to the launch; None where either day is not stated."""
    if campaign.launched_on is None or campaign.implements is None:
        return None
    issued = min((d.issued_on for d in directives if d.number == campaign.implements and d.issued_on), default=None)
    return None if issued is None else (campaign.launched_on - issued).days


def _awards(rows: Iterable[Award]) -> Counter[str]:
    return Counter(code for code, *_ in {(row.award_code, row.grantor_code, row.recipient, row.occasion) for row in rows})


def _sectors(rows: Iterable[Target]) -> Counter[str]:
    told = {
        (row.sector, bare(row.indicator or ""), row.value_min, row.value_max, row.unit)
        for row in rows
        if row.kind == "numeric" and row.same_as is None and row.sector
    }
    return Counter(str(sector) for sector, *_ in told)


def _taking_part(rows: Iterable[Participant]) -> set[str]:
    """Codes of those who take part; to be named only as eligible for an award is not to take part."""
    return {row.participant_code for row in rows if row.basis != "eligible"}


def _counted(codes: str, prefix: str, counts: Counter[str]) -> dict[str, int]:
    return {f"{prefix}_{code}": counts[code] for code in code_list(codes)}
