"""The table ``comparison``: campaigns side by side, with counts and flags instead of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from extractors.codes import code_list
from extractors.facts import Award, Campaign, Directive, Document, Participant, Target, columns
from extractors.view import bare


def compare(
    campaigns: Sequence[Campaign], documents: Sequence[Document], facts: Mapping[str, Sequence[Any]]
) -> list[SimpleNamespace]:
    """One wide row per campaign, in the order of ``campaigns``.

    What several documents of a campaign say alike (a news item and the plan it reports) counts once.
    """
    members: dict[str, set[str]] = {}
    for document in documents:
        if document.campaign_id:
            members.setdefault(document.campaign_id, set()).add(document.document_id)
    by_document: dict[str, dict[str, list[Any]]] = {}
    for table, rows in facts.items():
        for row in rows:
            by_document.setdefault(row.document_id, {}).setdefault(table, []).append(row)

    def of(campaign: Campaign, table: str) -> list[Any]:
        ids = sorted(members.get(campaign.campaign_id, ()))
        return [row for document_id in ids for row in by_document.get(document_id, {}).get(table, ())]

    return [
        SimpleNamespace(
            **{column.name: getattr(campaign, column.name) for column in columns(Campaign)},
            duration_days=_duration(campaign),
            days_from_directive=_delay(campaign, of(campaign, "directives")),
            **_counted("awards", "award", _awards(of(campaign, "awards"))),
            **{f"participant_{code}": code in _taking_part(of(campaign, "participants")) for code in code_list("participants")},
            **_counted("sectors", "sector", _sectors(of(campaign, "targets"))),
        )
        for campaign in campaigns
    ]


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
