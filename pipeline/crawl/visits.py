"""The ledger's book of visits: which source was visited on which night, what came of it, and what its listings were."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from pipeline.crawl.ledger import Ledger
from pipeline.crawl.ledger_rows import moment, text
from pipeline.crawl.page import Known


@dataclass(slots=True)
class Tally:
    """What is counted during a visit.

    ``listed`` are items on the first pages, ``found`` on all pages read; ``examples`` has one message for each kind of error.
    """

    listings: int = 0
    listed: int = 0
    found: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    rejected: int = 0
    gone: int = 0
    requests: int = 0
    errors: dict[str, int] = field(default_factory=dict)
    examples: dict[str, str] = field(default_factory=dict)
    encodings: dict[str, int] = field(default_factory=dict)

    def error(self, kind: str, message: str) -> None:
        """Count an error."""
        self.errors[kind] = self.errors.get(kind, 0) + 1
        self.examples[kind] = min(message, self.examples.get(kind, message))  # the order of a night's requests may differ

    def encoding(self, name: str) -> None:
        """Count the encoding of a page."""
        if name:
            self.encodings[name] = self.encodings.get(name, 0) + 1


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit, as the ledger has it. ``state`` is ``done``, ``failed`` (no listing could be read), ``open`` or ``broken_off``."""

    source: str
    night: date
    started: datetime
    finished: datetime | None
    state: str
    why: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Kept:
    """A listing page as it was last time."""

    known: Known
    sha256: str
    content_type: str | None
    final: str


_COUNTS = ("listings", "listed", "found", "new", "changed", "unchanged", "failed", "rejected", "gone", "requests")


class Visits:
    """The visits in a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def begin(self, source: str, night: date, started: datetime) -> None:
        """Open a visit; one that was left open was broken off."""
        with self._ledger.transaction() as db:
            db.execute(
                "UPDATE visits SET state = 'broken_off', finished = ?, why = 'the run ended before the visit'"
                " WHERE source = ? AND state = 'open'",
                (text(started), source),
            )
            db.execute("DELETE FROM visit_counts WHERE source = ? AND started = ?", (source, text(started)))
            db.execute("DELETE FROM visits WHERE source = ? AND started = ?", (source, text(started)))
            db.execute("INSERT INTO visits (source, started, night) VALUES (?, ?, ?)", (source, text(started), night.isoformat()))

    def finish(self, source: str, started: datetime, finished: datetime, state: str, why: str, tally: Tally, *, walked: bool) -> None:
        """Close a visit; ``walked`` says that the listings were read as far as they had to be, so that known items end the next walk."""
        key = (source, text(started))
        with self._ledger.transaction() as db:
            db.execute(
                f"UPDATE visits SET finished = ?, state = ?, why = ?, {', '.join(f'{name} = ?' for name in _COUNTS)}"
                " WHERE source = ? AND started = ?",
                (text(finished), state, why, *(getattr(tally, name) for name in _COUNTS), *key),
            )
            for what, counted in (("error", tally.errors), ("encoding", tally.encodings)):
                db.executemany(
                    "INSERT INTO visit_counts (source, started, what, name, count, example) VALUES (?, ?, ?, ?, ?, ?)",
                    [(*key, what, name, count, tally.examples.get(name, "")) for name, count in sorted(counted.items())],
                )
            if walked:
                db.execute("INSERT OR REPLACE INTO walks (source, complete_at) VALUES (?, ?)", (source, text(finished)))

    def walked_at(self, source: str) -> datetime | None:
        """When the listings of a source were last read as far as they had to be."""
        with self._ledger.transaction() as db:
            row = db.execute("SELECT complete_at FROM walks WHERE source = ?", (source,)).fetchone()
            return moment(row[0]) if row else None

    def listing(self, source: str, url: str) -> Kept | None:
        """A listing page as it was last time."""
        with self._ledger.transaction() as db:
            row = db.execute("SELECT * FROM listings WHERE source = ? AND url = ?", (source, url)).fetchone()
        if row is None:
            return None
        known = Known(row["etag"], row["modified"], moment(row["sent_at"]))
        return Kept(known, row["sha256"], row["content_type"], row["final"])

    def keep_listing(self, source: str, url: str, kept: Kept) -> None:
        """Remember a listing page."""
        with self._ledger.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO listings (source, url, etag, modified, sent_at, content_type, final, sha256)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (source, url, kept.known.etag, kept.known.modified, text(kept.known.at), kept.content_type, kept.final, kept.sha256),
            )

    def all(self, *, source: str | None = None, night: date | None = None) -> list[Visit]:
        """Visits of a source, of a night, or all: by time, then source."""
        with self._ledger.transaction() as db:
            rows = db.execute(
                "SELECT * FROM visits WHERE (?1 IS NULL OR source = ?1) AND (?2 IS NULL OR night = ?2) ORDER BY started, source",
                (source, night.isoformat() if night else None),
            ).fetchall()
            counts: dict[tuple[str, str], list[sqlite3.Row]] = {}
            for row in db.execute("SELECT * FROM visit_counts WHERE ?1 IS NULL OR source = ?1 ORDER BY what, name", (source,)):
                counts.setdefault((row["source"], row["started"]), []).append(row)
        return [_visit(row, counts.get((row["source"], row["started"]), [])) for row in rows]

    def last_success(self, *, until: date = date.max) -> Mapping[str, date]:
        """Each source's last night on which its listings could be read, of those up to ``until``."""
        with self._ledger.transaction() as db:
            return {
                row[0]: date.fromisoformat(row[1])
                for row in db.execute(
                    "SELECT source, max(night) FROM visits WHERE state = 'done' AND night <= ? GROUP BY source", (until.isoformat(),)
                )
            }


def _visit(row: sqlite3.Row, counts: list[sqlite3.Row]) -> Visit:
    errors = [count for count in counts if count["what"] == "error"]
    tally = Tally(
        **{name: row[name] for name in _COUNTS},
        errors={count["name"]: count["count"] for count in errors},
        examples={count["name"]: count["example"] for count in errors},
        encodings={count["name"]: count["count"] for count in counts if count["what"] == "encoding"},
    )
    return Visit(
        row["source"], date.fromisoformat(row["night"]), moment(row["started"]),
        moment(row["finished"]) if row["finished"] else None, row["state"], row["why"], tally,
    )  # fmt: skip
