"""What differs from the tables published before: rows added and removed, and each field of a row that changed.

Documents are matched by their address, so an edited page is a change of its document and not another one. A fact is the same where it says
the same; of those that are left over, two are one fact with another value where they are of one kind: the dates of one role, the targets of
one indicator, the awards of one form and grantor.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from extractors.facts import FACTS, TABLES, columns
from pipeline.agreement import likeness
from pipeline.nightly.tables import Change

Row = Mapping[str, str]
ALIKE = 0.6
"""Likeness of two indicators above which they are one."""

# What makes two rows the same fact, the surest first; the last ones only say that it is a fact of one kind.
_SAME: dict[str, tuple[tuple[str, ...], ...]] = {
    "directives": (("number", "title", "role"), ("number", "title"), ("title",), ("number",)),
    "dates": (("role", "date_from", "date_to", "recurrence", "bound"), ("role", "date_from"), ("role", "date_to"), ("role",)),
    "targets": (("indicator", "value_min", "value_max", "unit", "deadline"), ("indicator", "unit"), ("indicator",)),
    "participants": (("participant_code", "kind", "basis"), ("participant_code",)),
    "awards": (
        ("award_code", "grantor_code", "recipient", "occasion", "quantity_min", "quantity_max"),
        ("award_code", "grantor_code", "recipient", "occasion"),
        ("award_code", "grantor_code", "recipient"),
        ("award_code", "grantor_code"),
    ),
}  # fmt: skip
# Columns that say where and how a fact was found, and not what it says.
_NOT_TOLD = frozenset(
    {"document_id", "campaign_id", "start", "end", "quote", "section", "method", "confidence", "locator", "same_as", "source"}
)  # fmt: skip


def changes(old: Path | None, new: Path) -> list[Change]:
    """The differences between two output folders, by address and table; with no old one, everything was added."""
    before, after = _Tables(old), _Tables(new)
    found = list(_of_campaigns(before, after))
    for source in sorted(before.documents.keys() | after.documents.keys()):
        was, now = before.documents.get(source), after.documents.get(source)
        found += _of_pair("documents", source, was, now)
        for table in FACTS:
            found += _of_facts(table, source, before.facts[table, source], after.facts[table, source])
    return found


class _Tables:
    """The tables of an output folder, by address."""

    def __init__(self, folder: Path | None) -> None:
        documents = _read(folder, "documents")
        sources = {row["document_id"]: row["source"] for row in documents}
        self.documents: dict[str, Row] = {row["source"]: row for row in documents}
        self.facts: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for table in FACTS:
            for row in _read(folder, table):
                self.facts[table, sources[row["document_id"]]].append(row)
        self.members: dict[str, list[str]] = defaultdict(list)
        for row in documents:
            if row["campaign_id"]:
                self.members[row["campaign_id"]].append(row["source"])
        self.campaigns: dict[str, Row] = {row["campaign_id"]: row for row in _read(folder, "campaigns")}


def _read(folder: Path | None, table: str) -> list[Row]:
    if folder is None:
        return []
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _of_campaigns(before: _Tables, after: _Tables) -> Iterator[Change]:
    """A campaign is the one that most of its documents were of before; its identifier may differ."""
    was_of = {source: key for key, sources in before.members.items() for source in sources if key in before.campaigns}
    left = dict(before.campaigns)
    for key in sorted(after.campaigns, key=lambda key: min(after.members[key], default="")):
        sources = sorted(after.members[key])
        shared = [was_of[source] for source in sources if was_of.get(source) in left]
        match = max(sorted(set(shared)), key=shared.count, default=None)
        was = left.pop(match) if match is not None else None
        yield from _of_pair("campaigns", sources[0] if sources else "", was, after.campaigns[key])
    for key in sorted(left, key=lambda key: min(before.members[key], default="")):
        yield from _of_pair("campaigns", min(before.members[key], default=""), left[key], None)


def _of_facts(table: str, source: str, before: Sequence[Row], after: Sequence[Row]) -> Iterator[Change]:
    gone, come = list(before), list(after)
    pairs: list[tuple[Row | None, Row | None]] = []
    for row in [row for row in gone if row in come]:  # the same in every cell
        gone.remove(row)
        come.remove(row)
    for keys in _SAME[table]:
        for row in list(gone):
            match = next((other for other in come if _agree(keys, row, other)), None)
            if match is not None:
                gone.remove(row)
                come.remove(match)
                pairs.append((row, match))
    pairs += [(row, None) for row in gone] + [(None, row) for row in come]
    for was, now in pairs:
        yield from _of_pair(table, source, was, now)


def _agree(keys: Sequence[str], row: Row, other: Row) -> bool:
    """Whether two rows have these cells in common, one of them at least filled; indicators need only be alike."""
    return any(row[key] for key in keys) and all(
        likeness(row[key], other[key]) >= ALIKE if key == "indicator" and row[key] != other[key] else row[key] == other[key] for key in keys
    )


def _of_pair(table: str, source: str, was: Row | None, now: Row | None) -> Iterator[Change]:
    told = now or was
    assert told is not None
    fact = _name(table, told)
    if was is None or now is None:
        yield Change(change="removed" if now is None else "added", table=table, source=source, fact=fact)
        return
    for column in columns(TABLES[table]):
        old, new = was.get(column.name) or "", now.get(column.name) or ""
        if old != new and column.name not in _NOT_TOLD:
            yield Change(change="changed", table=table, source=source, fact=fact, field=column.name, old=old, new=new)


def _name(table: str, row: Row) -> str:
    """The row in one line, as a person would name it."""
    if table in ("documents", "campaigns"):
        return row.get("name") or row.get("title") or row.get("source") or ""
    names = dict.fromkeys(name for name in (*_SAME[table][0], "label") if row.get(name))
    return " · ".join(row[name] for name in names)
