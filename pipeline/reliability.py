"""Is confidence what it says: of the rows at 0.9, are nine in ten right?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractors.facts import FACTS
from pipeline.evaluate import gold_files, table_rows
from pipeline.judge import judged

EDGES = (0.0, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.975)
"""Lower ends of the bins of confidence."""
ALL = "all"


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows of one table whose confidence lies in one bin."""

    table: str
    low: float
    rows: int
    stated: float
    """Mean confidence."""
    right: float
    """Share that is right."""


def reliability(out: Path, gold: Path, *, split: str | None = None) -> list[Bin]:
    """Stated confidence beside the share right, by table and bin, and over all tables.

    Raises
    ------
    Misuse
        A folder is missing or holds nothing of the kind, or no gold file is of this split.
    """
    documents = {row["document_id"]: PurePosixPath(row["source"].rstrip("/")).name for row in table_rows(out, "documents")}
    golds = {PurePosixPath(g["source"]).name: g for g in gold_files(gold, split)}
    found: dict[tuple[str, float], list[tuple[float, bool]]] = defaultdict(list)
    for table in FACTS:
        by_document = defaultdict(list)
        for row in table_rows(out, table):
            by_document[documents.get(row["document_id"], "")].append(row)
        for name in sorted(by_document.keys() & golds.keys()):
            for judgement, right in judged(table, golds[name], by_document[name]):
                stated = float(judgement["confidence"])
                low = max(edge for edge in EDGES if edge <= stated)
                for group in (table, ALL):
                    found[group, low].append((stated, right))
    return [_bin(table, low, found[table, low]) for table in (*FACTS, ALL) for low in EDGES if (table, low) in found]


def _bin(table: str, low: float, rows: list[tuple[float, bool]]) -> Bin:
    return Bin(table, low, len(rows), sum(c for c, _ in rows) / len(rows), sum(r for _, r in rows) / len(rows))


def gap(bins: Iterable[Bin]) -> float | None:
    """Mean distance of stated confidence and share right over the rows (expected calibration error)."""
    held = list(bins)
    rows = sum(b.rows for b in held)
    return sum(b.rows * abs(b.stated - b.right) for b in held) / rows if rows else None
