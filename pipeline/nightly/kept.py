"""What was read of every document, kept in the store: an unchanged document is not read again.

It can be lost: whatever is not there, or was made by another way of reading, is read anew.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.misuse import Misuse
from pipeline.nightly.packing import pack, unpack
from pipeline.outcome import Outcome
from pipeline.record import Damaged

if TYPE_CHECKING:
    from pipeline.record import Record

FILE = "extracted.sqlite"
_TABLE = """
CREATE TABLE IF NOT EXISTS documents (
    url TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    read_with TEXT NOT NULL,
    code TEXT NOT NULL,        -- empty: it could be read
    outcome BLOB NOT NULL      -- JSON, deflated
) STRICT
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """Which bytes of an address were read, how, and what kept them from being read (empty: nothing)."""

    sha256: str
    read_with: str
    code: str


class Kept:
    """The file in the store. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._lock = threading.RLock()
        try:
            self._file = self._opened()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise Misuse(f"{self.path}: cannot be written ({error}); make room, then run again: nothing is lost") from error
            self._away()  # damaged: it holds nothing that cannot be read again
            self._file = self._opened()

    def _opened(self) -> sqlite3.Connection:
        file = sqlite3.connect(self.path, timeout=60, isolation_level=None, check_same_thread=False)
        try:
            for setting in ("journal_mode = WAL", "synchronous = NORMAL", "trusted_schema = OFF"):
                file.execute(f"PRAGMA {setting}")
            file.execute(_TABLE)
            file.execute("SELECT url, sha256, read_with, code, outcome FROM documents LIMIT 1")
        except sqlite3.Error:
            file.close()
            raise
        return file

    def _away(self) -> None:
        for ending in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                self.path.with_name(FILE + ending).unlink()

    def __enter__(self) -> Kept:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    @contextmanager
    def _told(self) -> Iterator[sqlite3.Connection]:
        """SQLite's complaints as one line; the file is a copy, so the remedy is always the same."""
        with self._lock:
            try:
                yield self._file
            except sqlite3.OperationalError as error:
                raise Misuse(f"{self.path}: cannot be written ({error}); make room, then run again: nothing is lost") from error
            except sqlite3.DatabaseError as error:
                raise Misuse(f"{self.path}: is damaged ({error}); delete it and run again: everything is read anew") from error

    def entries(self) -> dict[str, Entry]:
        """What is kept, by address."""
        with self._told() as file:
            return {row[0]: Entry(*row[1:]) for row in file.execute("SELECT url, sha256, read_with, code FROM documents")}

    def keep(self, sha256: str, read_with: str, outcome: Outcome) -> None:
        """Keep what became of a document."""
        code = "" if outcome.done else next((problem.code for problem in outcome.problems), "unread")
        row = (outcome.source, sha256, read_with, code, pack(outcome))
        with self._told() as file:
            file.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?)", row)

    def outcome(self, url: str) -> tuple[Outcome, Record | None] | None:
        """What became of the document at an address, with its rows; None where nothing is kept of it."""
        with self._told() as file:
            row = file.execute("SELECT outcome FROM documents WHERE url = ?", (url,)).fetchone()
        try:
            return unpack(url, row[0]) if row else None
        except Damaged:
            self.forget([url])
            return None

    def forget(self, urls: list[str]) -> None:
        """Keep nothing of these addresses."""
        with self._told() as file:
            file.executemany("DELETE FROM documents WHERE url = ?", [(url,) for url in urls])
