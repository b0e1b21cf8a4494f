"""What a run has done so far, beside its output: a run that was stopped, however it was, goes on from there.

An SQLite file holds each document's rows, text and problems as soon as they are there. It is good for one way of reading only: with other
rules, models, libraries or limits everything is read anew. Order by identifier makes the output the same whatever was done when.
"""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from collections.abc import Iterator, Set
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType

from extractors.facts import Problem
from pipeline.outcome import Outcome
from pipeline.record import Damaged, Record, inflate, unpack

FILE = "done.sqlite"

_AGAIN = frozenset({"timeout", "crash", "out-of-memory"})
"""Errors that may be the machine's and not the document's: such a document is tried again."""

_OF_THE_DISK = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)

_TABLES = """
    CREATE TABLE made_with (version TEXT NOT NULL);
    CREATE TABLE done (
        document_id TEXT PRIMARY KEY, source TEXT NOT NULL, rows BLOB, text BLOB, problems BLOB NOT NULL,
        files INTEGER NOT NULL
    );
"""


class Kept:
    """What was noted down, for whoever reads it."""

    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file

    def records(self, documents: Set[str]) -> Iterator[Record]:
        """Rows of the documents, in order of their identifier.

        Raises
        ------
        Damaged
            The file was changed from outside.
        """
        return (unpack(packed) for packed, in self._rows_of("rows", documents))

    def records_and_texts(self, documents: Set[str]) -> Iterator[tuple[Record, str]]:
        """The same, each with the text as kept."""
        return ((unpack(packed), inflate(text).decode()) for packed, text in self._rows_of("rows, text", documents))

    def _rows_of(self, columns: str, documents: Set[str]) -> Iterator[tuple[bytes, ...]]:
        with _told():
            for document_id, *found in self._file.execute(
                f"SELECT document_id, {columns} FROM done WHERE rows IS NOT NULL ORDER BY document_id"
            ):
                if document_id in documents:
                    yield tuple(found)

    def record(self, document_id: str) -> Record:
        """Rows of one document."""
        with _told():
            found = self._file.execute("SELECT rows FROM done WHERE document_id = ?", (document_id,)).fetchone()
        if found is None:
            raise Damaged(f"{document_id} is not in it")
        return unpack(found[0])


@contextmanager
def beside(folder: Path) -> Iterator[Kept]:
    """What another process has noted down in a folder, after its `Spool.settle`, and while it notes down nothing more."""
    with _told(), closing(sqlite3.connect(f"{(folder / FILE).absolute().as_uri()}?immutable=1", uri=True)) as file:
        file.execute("PRAGMA trusted_schema = OFF")
        yield Kept(file)


class Spool(Kept):
    """Outcomes by document_id; ends with the ``with`` block, and stays where it is unless ``remove()`` was called or nothing was kept.

    Parameters
    ----------
    folder
        Where it stands; made if it is missing. Only one run may use it at a time: the caller holds a lock.
    version
        The way of reading (`pipeline.version.version`); what was kept with another is thrown away.

    Raises
    ------
    OSError
        It cannot be written.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self._folder = folder
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            folder.unlink()  # nobody else's place is written to
        folder.mkdir(mode=0o700, exist_ok=True)
        try:
            super().__init__(self._opened(version))
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_DISK:  # what was done is still there
                raise OSError(None, str(error)) from error
            self.remove()
            folder.mkdir(mode=0o700)
            with _told():
                super().__init__(self._opened(version))

    def _opened(self, version: str) -> sqlite3.Connection:
        file = sqlite3.connect(self._folder / FILE, isolation_level=None)
        try:
            # Exclusive: the write-ahead log then needs no shared memory, which a network's file systems lack.
            for setting in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = NORMAL", "trusted_schema = OFF"):
                file.execute(f"PRAGMA {setting}")
            if not file.execute("SELECT 1 FROM sqlite_master WHERE name = 'made_with'").fetchone():
                with file:
                    file.executescript("BEGIN;" + _TABLES)
                    file.execute("INSERT INTO made_with VALUES (?)", (version,))
            if file.execute("SELECT version FROM made_with").fetchall() != [(version,)]:
                raise sqlite3.DatabaseError("made with something else")
        except sqlite3.Error:
            file.close()
            raise
        return file

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        empty = False
        with suppress(sqlite3.Error):
            empty = self._file.execute("SELECT 1 FROM done LIMIT 1").fetchone() is None
        with suppress(sqlite3.Error):
            self._file.close()
        if empty:
            self.remove()

    def remove(self) -> None:
        """Take it away: its work is published."""
        with suppress(AttributeError, sqlite3.Error):
            self._file.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def before(self, document_id: str, source: str) -> Outcome | None:
        """What an earlier run made of a document, without rows and text; None if it has to be read, as for the files inside it."""
        with _told():
            query = "SELECT rows IS NOT NULL, problems FROM done WHERE document_id = ? AND source = ? AND files = 0"
            found = self._file.execute(query, (document_id, source)).fetchone()
        if found is None:
            return None
        try:
            problems = _problems(found[1])
        except Damaged:
            return None
        if any(problem.code in _AGAIN for problem in problems):
            return None
        return Outcome(source, document_id, b"" if found[0] else None, problems=problems, before=True)

    def settle(self) -> None:
        """Put all of it into the one file that `beside` reads."""
        with _told():
            busy, *_ = self._file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise sqlite3.OperationalError("another reader keeps it from being settled")

    def keep(self, outcome: Outcome) -> None:
        """Note what became of a document."""
        import msgspec

        text = None if outcome.text is None else zlib.compress(outcome.text.encode(), 1)
        problems = msgspec.json.encode(outcome.problems)
        with _told():
            query = "INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?, ?, ?)"
            self._file.execute(query, (outcome.document_id, outcome.source, outcome.packed, text, problems, len(outcome.files)))


class _told:
    """SQLite's errors as the system's, so that one line can say what keeps a run from writing."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if isinstance(error, sqlite3.Error):
            raise OSError(None, str(error)) from error


def _problems(kept: bytes) -> tuple[Problem, ...]:
    import msgspec

    try:
        return tuple(msgspec.json.decode(kept, type=list[Problem]))
    except (msgspec.MsgspecError, TypeError) as error:
        raise Damaged(str(error)) from error
