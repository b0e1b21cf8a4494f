"""The files that came out of PDF portfolios: inputs of a second round, ``ho-so.pdf!/ke-hoach.docx``.

They are taken out by the protected process that reads the PDF; here they are bytes with a label. They are read when all other inputs are
through, in order of their source, so that of two files with the same bytes it is always the same one that is read. A folder inside a
folder is not opened: files that hold each other would never end.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

from extractors.facts import Problem
from pipeline.inputs import Gathered, Input
from pipeline.outcome import Outcome, failed, identity

_SHOWN = 5  # names in a message


class Portfolios:
    """What a run takes out of portfolios.

    Parameters
    ----------
    folder
        Where the files wait for their turn, each under the digest of its bytes; made when there is one, and gone with the run's own work.
    writing
        Within which they are written: says in the caller's way what keeps them from it.
    """

    def __init__(self, folder: Path, writing: Callable[[], AbstractContextManager[None]] = nullcontext) -> None:
        self._folder, self._writing = folder, writing
        self._inputs: dict[str, Input] = {}
        self._refused: list[Problem] = []
        self._warnings: list[Problem] = []
        self._gone: set[str] = set()
        shutil.rmtree(folder, ignore_errors=True)

    @property
    def problems(self) -> list[Problem]:
        """What is not read of the portfolios."""
        return [*self._refused, *self._warnings]

    @property
    def added(self) -> int:
        """How many inputs there are more with the files in place of their portfolios."""
        return len(self._inputs) + len(self._refused) - len(self._gone)

    def open(self, outcome: Outcome) -> Outcome | None:
        """Keep the files that came with an outcome, and give it back without them; None where they take its place.
        """
        if not outcome.files:
            return outcome
        for file in outcome.files:
            source = f"{outcome.source}!/{file.name}"
            if file.data is None:
                self._refused.append(Problem(source=source, stage="fetch", severity="error", code=file.code, message=file.message))
                continue
            path = self._folder / identity(file.data)
            with self._writing():
                self._folder.mkdir(mode=0o700, exist_ok=True)
                path.write_bytes(file.data)
            self._inputs[source] = Input(source, path)
        if outcome.done:
            return replace(outcome, files=())
        self._gone.add(outcome.source)
        self._warnings.extend(outcome.problems)
        return None

    def inputs(self) -> tuple[Input, ...]:
        """The files to read, sorted by source."""
        return tuple(self._inputs[source] for source in sorted(self._inputs))

    def gathered(self, before: Gathered) -> Gathered:
        """The inputs of the run, now that the files of its portfolios are known."""
        kept = tuple(item for item in before.inputs if item.source not in self._gone)
        return Gathered((*kept, *self.inputs()), (*before.unlisted, *self._refused), before.warnings)


def unopened(outcome: Outcome, why: str = "inside another: take it out and read it, and the files in it are read") -> Outcome:
    """The outcome of a portfolio that nobody opens: an error, or a warning where it has a text of its own."""
    if not outcome.files:
        return outcome
    names = ", ".join(file.name for file in outcome.files[:_SHOWN]) + (" …" if len(outcome.files) > _SHOWN else "")
    message = f"a folder of files in a PDF ({names}) {why}"
    if not outcome.done:
        return failed(outcome.source, outcome.document_id, "ingest", "portfolio", message)
    warning = Problem(
        source=outcome.source,
        document_id=outcome.document_id,
        stage="ingest",
        severity="warning",
        code="embedded-files",
        message=message,
    )
    return replace(outcome, files=(), problems=(*outcome.problems, warning))
