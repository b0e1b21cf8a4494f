"""The ledger's accounts of a night: what the tables made of every item, and that the sums are right."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.crawl.ledger import Ledger
from pipeline.crawl.ledger_rows import Row
from pipeline.misuse import Defect

SAME_BYTES = "same_bytes"
"""Why an item is rejected whose very bytes stand in the tables under another address."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an item in the tables: ``published``, ``rejected`` or ``failed``, and why."""

    state: str
    why: str = ""
    message: str = ""


def is_read(row: Row) -> bool:
    """Whether the extraction has a say in an item: it was fetched, and the crawl did not reject it afterwards."""
    return row.is_fetched and (row.state != "rejected" or row.why == SAME_BYTES)


def verdicts(folder: Path) -> dict[str, Verdict]:
    """What the tables of a folder say of each address."""
    found = {row["source"]: Verdict("published") for row in _read(folder / "documents.csv")}
    for row in _read(folder / "problems.csv"):
        if row["severity"] == "error":
            found.setdefault(row["source"], Verdict("failed", row["code"], row["message"]))
        elif row["severity"] == "note" and row["code"] == "duplicate":
            found.setdefault(row["source"], Verdict("rejected", SAME_BYTES, row["message"]))
    return found


def settle(ledger: Ledger, rows: Iterable[Row], found: Mapping[str, Verdict], read_with: Mapping[str, str], again: set[str]) -> None:
    """Note in the ledger what the tables made of the items, all of it or nothing.

    Parameters
    ----------
    rows : the items that the extraction has a say in, as they were when it began.
    found : the verdict on each.
    read_with : version of the reading of each.
    again : those that were read tonight; a failure of another is not counted again.

    Raises
    ------
    Defect
        An item has no verdict, or the sums are wrong.
    """
    with ledger.transaction():
        for row in rows:
            verdict = found.get(row.url)
            if verdict is None:
                raise Defect(f"{row.url}: is neither in the tables nor among the problems; nothing was published, please report it")
            version = read_with[row.url]
            same = (row.state, row.why, row.message, row.read_with) == (verdict.state, verdict.why, verdict.message, version)
            if not same or (verdict.state == "failed" and row.url in again):
                ledger.settle(row.url, row.sha256, verdict.state, why=verdict.why, message=verdict.message, read_with=version)
        wrong = flaws(ledger, found)
        if wrong:
            raise Defect(f"ledger: {wrong[0]}; nothing was published, please report it")


def flaws(ledger: Ledger, found: Mapping[str, Verdict]) -> list[str]:
    """Where the ledger and the tables do not agree."""
    wrong = ledger.check()
    told = {url for url, verdict in found.items() if verdict.state == "published"}
    held = {row.url for row in ledger.rows() if row.state == "published"}
    wrong += [f"{url}: is published in the ledger but not in the tables" for url in sorted(held - told)]
    wrong += [f"{url}: is in the tables but not published in the ledger" for url in sorted(told - held)]
    return wrong


def told(counts: Mapping[str, int]) -> str:
    """The sums in one line."""
    return f"{sum(counts.values())} items: " + ", ".join(f"{count} {state}" for state, count in counts.items())


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
