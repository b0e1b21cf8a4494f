"""The tables of facts and the texts, written from what a run has noted down: by the run itself, or by a process beside it.

Facts need nothing that joining finds: while the run joins documents into campaigns, another process checks and writes them. What that
process cannot do (a row that contradicts the tables, a full disk, its own death) is done again by the run, so that the run says why.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType

from extractors.facts import Fact
from pipeline.forks import MayHaveChildren, OneThreadEach, context
from pipeline.publish.checks import check_facts, refuse
from pipeline.publish.texts import TEXTS, Texts
from pipeline.publish.write import write_facts
from pipeline.spool import Kept, Spool, beside

FEWEST = 256
"""Documents whose facts a process is started for; fewer are written before it is ready."""


@dataclass(frozen=True, slots=True)
class FactWriter:
    """Where facts are read and written, and which."""

    work: Path  # where the run notes down what it has read
    folder: Path  # the output that is being made
    min_confidence: float = 0.0
    excel: bool = False

    def write(self, kept: Kept, documents: Set[str]) -> dict[str, int]:
        """Check and write the facts of these documents, and keep their texts; how many rows each table has.

        Raises
        ------
        Defect
            A row contradicts the tables or its text.
        Damaged, OSError
            Something cannot be read, or not be written.
        """

        def passing(texts: Texts) -> Iterator[Mapping[str, Sequence[Fact]]]:
            for record, text in kept.records_and_texts(documents):
                document_id, facts = record.document.document_id, record.confident(self.min_confidence).facts
                refuse(check_facts(document_id, facts, text))
                texts.keep(document_id, text)
                yield facts

        with Texts(self.folder) as texts:
            return write_facts(self.folder, passing(texts), excel=self.excel)


class Beside:
    """A process that writes the facts of ``documents`` from when the ``with`` block begins; it ends with the block at the latest.

    Parameters
    ----------
    at_once
        Whether there shall be such a process; without one, ``written`` does all of the work.
    """

    def __init__(self, writer: FactWriter, spool: Spool, documents: Set[str], *, at_once: bool) -> None:
        self._writer, self._spool, self._documents = writer, spool, documents
        self._wanted = at_once and len(documents) >= FEWEST
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def __enter__(self) -> Beside:
        if self._wanted:
            try:
                self._start()
            except OSError:  # the run does it
                self._end()
        return self

    def _start(self) -> None:
        self._spool.settle()
        forks = context(f"{__name__}:_serve")  # on a cluster no process was started here yet, and this one needs little
        self._pipe, there = forks.Pipe()
        with there:
            self._process = forks.Process(target=_serve, args=(there, self._writer))
            with OneThreadEach(), MayHaveChildren():
                self._process.start()
        with suppress(OSError):  # if it has died, that shows when it is asked
            self._pipe.send(self._documents)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end()

    def _end(self) -> None:
        self._wanted = False
        if self._process is not None and self._process.pid is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def written(self, documents: Set[str]) -> dict[str, int]:
        """How many rows each table of facts has, now that those of ``documents`` are written; raises what `FactWriter.write` does."""
        told = self._told() if self._wanted and documents == self._documents else None
        if told is not None:
            return told
        self._end()
        for text in (self._writer.folder / TEXTS).iterdir():  # of documents that are left out
            text.unlink()
        return self._writer.write(self._spool, documents)

    def _told(self) -> dict[str, int] | None:
        assert self._pipe is not None
        try:
            told: dict[str, int] | None = self._pipe.recv()
        except (EOFError, OSError):
            return None
        return told


def _serve(pipe: Connection, writer: FactWriter) -> None:
    """Life of the process: write, say what was written (None: it could not be), and end with the run that asked, however that ends."""
    os.setpgid(0, 0)  # Ctrl-C goes to the run, which decides
    documents = pipe.recv()
    threading.Thread(target=_end_with, args=(pipe,), daemon=True).start()
    told = None
    with suppress(Exception), beside(writer.work) as kept:
        told = writer.write(kept, documents)
    pipe.send(told)


def _end_with(pipe: Connection) -> None:
    """Wait for the other end, which says nothing more, to close."""
    with suppress(EOFError, OSError):
        pipe.recv()
    os._exit(1)
