"""The ledger's book of publications: which folders were decided on, so that a run that was killed is carried to its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.crawl.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Publication:
    """A dated folder. ``state`` is ``ready`` (decided on, perhaps not yet in its place), ``current`` or ``former``."""

    place: Path
    folder: str
    night: date
    state: str


class Publications:
    """The publications in a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self, place: Path | None = None) -> list[Publication]:
        """Publications into a folder, or all; the earliest first."""
        with self._ledger.transaction() as db:
            rows = db.execute(
                "SELECT place, folder, night, state FROM publications WHERE ?1 IS NULL OR place = ?1"
                " ORDER BY night, length(folder), folder",
                (str(place) if place else None,),
            )
            return [Publication(Path(row[0]), row[1], date.fromisoformat(row[2]), row[3]) for row in rows]

    def decide(self, place: Path, folder: str, night: date) -> None:
        """Note that a folder is to be the current one. With what the ledger says of its items this is one transaction of the caller."""
        with self._ledger.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO publications (place, folder, night, state) VALUES (?, ?, ?, 'ready')",
                (str(place), folder, night.isoformat()),
            )

    def turned(self, place: Path, folder: str) -> None:
        """Note that it is."""
        with self._ledger.transaction() as db:
            db.execute("UPDATE publications SET state = 'former' WHERE place = ? AND state = 'current'", (str(place),))
            db.execute("UPDATE publications SET state = 'current' WHERE place = ? AND folder = ?", (str(place), folder))

    def forget(self, place: Path, folders: list[str]) -> None:
        """Note that folders were taken away."""
        with self._ledger.transaction() as db:
            db.executemany("DELETE FROM publications WHERE place = ? AND folder = ?", [(str(place), folder) for folder in folders])
