"""What changed between two outputs: facts gained, lost and changed, document by document.

A change to a rule is judged by this list over a corpus. Documents are matched by their source; facts by what they say they are (a
directive by its number, a date by role and days, a target by amount and indicator, …), so that a fact whose evidence moved is no
change and one whose date was corrected is one.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from extractors.facts import FACTS, TABLES, columns
from pipeline.agreement import likeness
from pipeline.misuse import Misuse

Row = Mapping[str, str]
KINDS = ("gained", "lost", "changed")
# What makes two rows of a table the same fact.
KEYS: dict[str, tuple[str, ...]] = {
    "documents": ("source",),
    "campaigns": ("documents",),
    "directives": ("number", "title"),
    "dates": ("role", "date_from", "date_to", "recurrence"),
    "targets": ("value_min", "value_max", "unit", "indicator"),
    "participants": ("participant_code",),
    "awards": ("award_code", "grantor_code", "recipient", "occasion"),
}
# Columns that say where and how a fact was found, and not what it says.
_NOT_COMPARED = frozenset(
    {"document_id", "campaign_id", "start", "end", "quote", "section", "method", "confidence", "locator", "same_as", "source"}
)  # fmt: skip
_SAME_INDICATOR = 0.6  # likeness above which two targets of one amount are one


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One difference: a fact of NEW that OLD has not, one of OLD that NEW has not, or a column that differs."""

    source: str
    table: str
    kind: str
    fact: str
    column: str = ""
    old: str = ""
    new: str = ""
    method: str = ""


def compare(old: Path, new: Path) -> list[Change]:
    """Differences between two output folders, by source and table.

    Raises
    ------
    Misuse
        A folder is no output of thidua.
    """
    before, after = _Output(old), _Output(new)
    changes: list[Change] = []
    for source in sorted(before.sources.keys() | after.sources.keys()):
        for table in KEYS:
            changes.extend(_differences(source, table, before.rows(source, table), after.rows(source, table)))
    return sorted(changes)


class _Output:
    """The tables of an output, by source."""

    def __init__(self, folder: Path) -> None:
        documents = _read(folder, "documents")
        self.sources = {row["document_id"]: row["source"] for row in documents}
        self._rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in documents:
            self._rows[row["source"], "documents"].append(row)
        campaigns = {row["campaign_id"]: row for row in _read(folder, "campaigns")}
        for row in documents:
            if row["campaign_id"] in campaigns:
                self._rows[row["source"], "campaigns"].append(campaigns[row["campaign_id"]])
        for table in FACTS:
            for row in _read(folder, table):
                self._rows[self.sources[row["document_id"]], table].append(row)
        self.sources = {source: key for key, source in self.sources.items()}

    def rows(self, source: str, table: str) -> list[Row]:
        """Rows of one table for one document."""
        return self._rows.get((source, table), [])


def _read(folder: Path, table: str) -> list[Row]:
    path = folder / f"{table}.csv"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise Misuse(f"{path}: cannot be read ({error.strerror}); name a folder that `thidua extract` wrote") from error


def _differences(source: str, table: str, before: Sequence[Row], after: Sequence[Row]) -> Iterator[Change]:
    left = list(after)
    for row in before:
        match = _best(table, row, left)
        if match is None:
            yield Change(source, table, "lost", _name(table, row), method=row.get("method", ""))
            continue
        left.remove(match)
        for column in _compared(table):
            if (row.get(column) or "") != (match.get(column) or ""):
                yield Change(
                    source, table, "changed", _name(table, match), column, row.get(column) or "", match.get(column) or "",
                    match.get("method", ""),
                )  # fmt: skip
    for row in left:
        yield Change(source, table, "gained", _name(table, row), method=row.get("method", ""))


def _compared(table: str) -> list[str]:
    return [column.name for column in columns(TABLES[table]) if column.name not in _NOT_COMPARED]


def _best(table: str, row: Row, candidates: Iterable[Row]) -> Row | None:
    """The row of the other output that is the same fact; a target's indicator may be worded otherwise."""
    if table in ("documents", "campaigns"):
        return next(iter(candidates), None)
    keys = KEYS[table]
    if table != "targets":
        return next((c for c in candidates if all((c.get(k) or "") == (row.get(k) or "") for k in keys)), None)
    same = [c for c in candidates if all((c.get(k) or "") == (row.get(k) or "") for k in keys[:3])]
    best = max(same, key=lambda c: likeness(c.get("indicator"), row.get("indicator")), default=None)
    return best if best is not None and likeness(best.get("indicator"), row.get("indicator")) >= _SAME_INDICATOR else None


def _name(table: str, row: Row) -> str:
    """The fact in one line, as a person would name it."""
    if table in ("documents", "campaigns"):
        return row.get("name") or row.get("title") or row.get("source") or ""
    return " · ".join(value for key in KEYS[table] if (value := row.get(key) or ""))


def as_csv(changes: Sequence[Change], path: Path) -> None:
    """Write the changes as a CSV file (UTF-8, ``\\n`` line ends)."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([f.name for f in fields(Change)])
        writer.writerows(astuple(change) for change in changes)


def as_markdown(changes: Sequence[Change], most: int = 200) -> str:
    """A table of counts by table and kind, then the changes themselves (at most ``most``)."""
    counts = Counter((change.table, change.kind) for change in changes)
    lines = ["| table | gained | lost | changed |", "| --- | ---: | ---: | ---: |"]
    for table in KEYS:
        numbers = [counts[table, kind] for kind in KINDS]
        if any(numbers):
            lines.append(f"| {table} | {' | '.join(map(str, numbers))} |")
    if not changes:
        return "No fact was gained, lost or changed.\n"
    lines += ["", "| document | table | | fact | column | old | new |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for change in changes[:most]:
        cells = (change.source, change.table, change.kind, change.fact, change.column, change.old, change.new)
        lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    if len(changes) > most:
        lines.append(f"\n{len(changes) - most} more are in the CSV.")
    return "\n".join(lines) + "\n"
