"""The ledger: what the crawl saw, and what became of it. It is the truth; nothing else is asked what was done.

Every item and attachment stands in one row and has exactly one state:

- ``pending``: to be fetched, or fetched and to be extracted;
- ``published``: it is in the tables;
- ``rejected``, with why: it is not wanted, or may not be had;
- ``failed``, with why and on how many nights: it did not come, or could not be read.

Each method is one transaction, so a process killed at any moment leaves all of it or none.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from pipeline.crawl.faults import Fault
from pipeline.crawl.ledger_rows import Fetched, Row, Seen, moment, row_of, text
from pipeline.crawl.ledger_schema import open_ledger
from pipeline.crawl.page import Known
from pipeline.misuse import Misuse

STATES = ("published", "rejected", "failed", "pending")


class Ledger:
    """The ledger's file. Safe to use from several threads.

    Raises
    ------
    Misuse
        where the file is no ledger, of another version, damaged, or its disk is full.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = open_ledger(path)
        self._lock = threading.RLock()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of what is done within, or nothing; nested ones are part of the outermost."""
        with self._lock:
            outermost = not self._connection.in_transaction
            try:
                if outermost:
                    self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                if outermost:
                    self._connection.execute("COMMIT")
            except BaseException as error:
                if outermost and self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.OperationalError):
                    raise Misuse(
                        f"{self.path}: cannot be written ({error}); make room or free it, then run again: nothing is lost"
                    ) from error
                raise

    @contextmanager
    def attached(self, path: Path) -> Iterator[sqlite3.Connection]:
        """A transaction that can read another ledger, as ``other``."""
        with self._lock:
            self._connection.execute("ATTACH DATABASE ? AS other", (str(path),))
            try:
                with self.transaction() as db:
                    yield db
            finally:
                self._connection.execute("DETACH DATABASE other")

    def see(self, source: str, role: str, found: Iterable[Seen], at: datetime) -> list[str]:
        """Note what was linked to; the addresses that are new."""
        new = []
        with self.transaction() as db:
            for seen in found:
                day = seen.published.isoformat() if seen.published else None
                made = db.execute(
                    "INSERT INTO items (url, address, source, role, title, published, first_seen, last_seen)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO NOTHING",
                    (seen.url, seen.address, source, role, seen.title, day, text(at), text(at)),
                ).rowcount
                if made:
                    new.append(seen.url)
                else:
                    db.execute(
                        "UPDATE items SET last_seen = max(last_seen, ?), title = iif(title = '', ?, title),"
                        " published = coalesce(published, ?), role = iif(? = 'item', 'item', role) WHERE url = ?",
                        (text(at), seen.title, day, role, seen.url),
                    )
        return new

    def link(self, item: str, attachments: Iterable[str]) -> None:
        """Note which attachments a page links to now; earlier links stay."""
        with self.transaction() as db:
            db.executemany(
                "INSERT OR IGNORE INTO links (item, attachment) VALUES (?, ?)", [(item, url) for url in attachments if url != item]
            )

    def came(self, url: str, fetched: Fetched, known: Known, night: date, *, lost: bool = False) -> str:
        """Note a full answer: ``new``, ``changed``, or ``unchanged`` (its own text is as it was; the earlier bytes stay current).

        ``lost`` says that the earlier bytes are no longer in the store, so that the new ones take their place.
        """
        with self.transaction() as db:
            before = self.row(url)
            assert before is not None
            checked = "checked_on = ?, gone_on = NULL, etag = ?, modified = ?, sent_at = ?"
            values = (night.isoformat(), known.etag, known.modified, text(known.at))
            if before.is_fetched and before.fingerprint == fetched.fingerprint and not lost:
                db.execute(f"UPDATE items SET {checked}, quiet = quiet + 1 WHERE url = ?", (*values, url))
                return "unchanged"
            db.execute(
                f"UPDATE items SET {checked}, quiet = 0, state = 'pending', why = '', message = '', tries = 0, fetched_at = ?, final = ?,"
                " media_type = ?, headers = ?, sha256 = ?, fingerprint = ? WHERE url = ?",
                (
                    *values, text(fetched.at), fetched.final, fetched.media_type, json.dumps(fetched.headers, ensure_ascii=False),
                    fetched.sha256, fetched.fingerprint, url,
                ),
            )  # fmt: skip
            db.execute(
                "INSERT OR REPLACE INTO versions (url, sha256, fetched_at) VALUES (?, ?, ?)", (url, fetched.sha256, text(fetched.at))
            )
            return "changed" if before.is_fetched else "new"

    def unchanged(self, url: str, night: date) -> None:
        """Note a 304."""
        with self.transaction() as db:
            db.execute("UPDATE items SET checked_on = ?, quiet = 0, gone_on = NULL WHERE url = ?", (night.isoformat(), url))

    def missed(self, url: str, fault: Fault, night: date) -> str:
        """Note a fault: the state that follows. What has been fetched before keeps its state; its page may be back tomorrow."""
        with self.transaction() as db:
            row = self.row(url)
            assert row is not None
            if row.is_fetched:
                if fault.kind == "gone":
                    db.execute("UPDATE items SET gone_on = coalesce(gone_on, ?) WHERE url = ?", (night.isoformat(), url))
                return row.state
            if fault.follows == "wait":
                return row.state
            state = "rejected" if fault.follows == "rejected" else "failed"
            db.execute(
                "UPDATE items SET state = ?1, why = ?2, message = ?3, failed_on = iif(?1 = 'failed', ?4, failed_on),"
                " tries = tries + (?1 = 'failed' AND (tries = 0 OR failed_on IS NOT ?4)) WHERE url = ?5",
                (state, fault.kind, fault.message, night.isoformat(), url),
            )
            return state

    def reject(self, url: str, why: str, message: str = "") -> None:
        """Note that an item is not wanted."""
        with self.transaction() as db:
            db.execute("UPDATE items SET state = 'rejected', why = ?, message = ? WHERE url = ?", (why, message, url))

    def reconsider(self, url: str) -> None:
        """Let an item be fetched that was rejected."""
        with self.transaction() as db:
            db.execute("UPDATE items SET state = 'pending', why = '', message = '' WHERE url = ? AND state = 'rejected'", (url,))

    def settle(self, url: str, sha256: str, state: str, *, why: str = "", message: str = "", read_with: str | None = None) -> bool:
        """Note what the extraction made of the bytes with this hash; False, and nothing noted, where newer ones have come since.

        Parameters
        ----------
        state : ``published``, ``rejected`` or ``failed`` (these with ``why``), or ``pending`` to have it extracted again.
        read_with : version of the rules and models, kept for the question what a new version concerns.
        """
        if state not in STATES or (state in ("rejected", "failed")) != bool(why):
            raise ValueError(f"{state!r} with why {why!r}")
        with self.transaction() as db:
            return bool(
                db.execute(
                    "UPDATE items SET state = ?, why = ?, message = ?, read_with = ?, tries = iif(? = 'failed', max(tries + 1, 1), 0)"
                    " WHERE url = ? AND sha256 = ?",
                    (state, why, message, read_with, state, url, sha256),
                ).rowcount
            )

    def retry(self, urls: Iterable[str] | None = None, *, source: str | None = None) -> int:
        """Make failed items pending again: those named, those of a source, or all; how many."""
        with self.transaction() as db:
            where, values = "state = 'failed'", []
            if source is not None:
                where, values = f"{where} AND source = ?", [source]
            if urls is None:
                return db.execute(f"UPDATE items SET state = 'pending', why = '', message = '', tries = 0 WHERE {where}", values).rowcount
            return sum(
                db.execute(
                    f"UPDATE items SET state = 'pending', why = '', message = '', tries = 0 WHERE {where} AND url = ?", [*values, url]
                ).rowcount
                for url in urls
            )

    def row(self, url: str) -> Row | None:
        """The row of an address."""
        found = self._rows("SELECT * FROM items WHERE url = ?", (url,))
        return found[0] if found else None

    def rows(self, source: str | None = None) -> list[Row]:
        """All rows, or those of a source, by address."""
        return self._rows("SELECT * FROM items WHERE ?1 IS NULL OR source = ?1 ORDER BY url", (source,))

    def fetched(self, states: Iterable[str] = STATES) -> list[Row]:
        """Rows with bytes in these states, by address."""
        wanted = set(states)
        return [row for row in self._rows("SELECT * FROM items WHERE sha256 IS NOT NULL ORDER BY url", ()) if row.state in wanted]

    def linked_from(self) -> dict[str, tuple[str, ...]]:
        """Attachments to the pages that link to them."""
        found: dict[str, tuple[str, ...]] = {}
        with self._lock:
            for row in self._connection.execute("SELECT attachment, item FROM links ORDER BY attachment, item"):
                found[row["attachment"]] = (*found.get(row["attachment"], ()), row["item"])
        return found

    def attachments_of(self, item: str) -> list[str]:
        """Attachments that a page has linked to."""
        with self._lock:
            return [row[0] for row in self._connection.execute("SELECT attachment FROM links WHERE item = ? ORDER BY attachment", (item,))]

    def at(self, final: str) -> Row | None:
        """The fetched item that came from this address after redirects."""
        found = self._rows("SELECT * FROM items WHERE final = ? AND sha256 IS NOT NULL ORDER BY first_seen, url LIMIT 1", (final,))
        return found[0] if found else None

    def counts(self, source: str | None = None) -> dict[str, int]:
        """How many rows each state has; they sum up to the number of rows."""
        with self._lock:
            found = self._connection.execute("SELECT state, count(*) FROM items WHERE ?1 IS NULL OR source = ?1 GROUP BY state", (source,))
            counted = Counter({row[0]: row[1] for row in found})
        return {state: counted[state] for state in STATES}

    def closed_hosts(self) -> Mapping[str, datetime]:
        """Hosts that asked to be left alone, and until when."""
        with self._lock:
            return {row["host"]: moment(row["closed_until"]) for row in self._connection.execute("SELECT * FROM hosts ORDER BY host")}

    def close_host(self, host: str, until: datetime, why: str) -> None:
        """Remember until when a host wants to be left alone."""
        with self.transaction() as db:
            db.execute("INSERT OR REPLACE INTO hosts (host, closed_until, why) VALUES (?, ?, ?)", (host, text(until), why))

    def pause(self, source: str, since: datetime) -> None:
        """Leave a source out of the nights until it is resumed, whatever the list of sources says."""
        with self.transaction() as db:
            db.execute("INSERT OR IGNORE INTO pauses (source, since) VALUES (?, ?)", (source, text(since)))

    def resume(self, source: str) -> bool:
        """Take a source back into the nights; False where it was not paused here."""
        with self.transaction() as db:
            return bool(db.execute("DELETE FROM pauses WHERE source = ?", (source,)).rowcount)

    def paused(self) -> dict[str, datetime]:
        """Sources that are paused here, and since when."""
        with self._lock:
            return {row["source"]: moment(row["since"]) for row in self._connection.execute("SELECT * FROM pauses ORDER BY source")}

    def robots(self, origin: str) -> tuple[Known, str | None] | None:
        """The robots.txt that a host had last time (None: none), with what makes the next request conditional."""
        with self._lock:
            row = self._connection.execute("SELECT * FROM robots WHERE origin = ?", (origin,)).fetchone()
        return (Known(row["etag"], row["modified"], moment(row["sent_at"])), row["text"]) if row else None

    def keep_robots(self, origin: str, known: Known, body: str | None) -> None:
        """Remember the robots.txt of a host."""
        with self.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO robots (origin, etag, modified, sent_at, text) VALUES (?, ?, ?, ?, ?)",
                (origin, known.etag, known.modified, text(known.at), body),
            )

    def check(self) -> list[str]:
        """What is wrong with the ledger, one line each; nothing where the sums are right."""
        wrong = []
        with self._lock:
            db = self._connection
            wrong += [f"damaged: {row[0]}" for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
            wrong += [f"{row[0]}: row {row[1]} refers to nothing" for row in db.execute("PRAGMA foreign_key_check")]
            total = db.execute("SELECT count(*) FROM items").fetchone()[0]
            if sum(self.counts().values()) != total:
                wrong.append(f"the states add up to {sum(self.counts().values())}, not to the {total} items seen")
            lone = "SELECT url FROM items WHERE role = 'attachment' AND url NOT IN (SELECT attachment FROM links)"
            wrong += [f"{row[0]}: an attachment of no item" for row in db.execute(lone)]
            bare = "SELECT url FROM items WHERE sha256 IS NOT NULL AND url NOT IN (SELECT url FROM versions WHERE sha256 = items.sha256)"
            wrong += [f"{row[0]}: its bytes are of no version" for row in db.execute(bare)]
        return wrong

    def _rows(self, query: str, values: tuple[object, ...]) -> list[Row]:
        with self._lock:
            return [row_of(row) for row in self._connection.execute(query, values)]
