"""The main job: files in, tables out.

Nothing here knows of the command line or of Prefect. Documents are read in worker processes, joined into campaigns, checked, and
published in whole; every input ends as a document, an error or a note, and that is checked before anything is published.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.facts import FACTS, Document, Problem
from pipeline.archives import Unopened
from pipeline.inputs import Gathered, Input, gather
from pipeline.misuse import Defect, Misuse
from pipeline.outcome import Outcome, failed, identity, repeated, unpacked
from pipeline.publish.atomic import Staging
from pipeline.publish.checks import check
from pipeline.publish.write import TEXTS, read_text, write, write_text
from pipeline.workers import MEMORY, STEP, TIMEOUT, Job, Workers

if TYPE_CHECKING:
    from pipeline.extract import Extraction
    from pipeline.resolve.campaigns.corrections import Correction
    from pipeline.resolve.campaigns.joining import Resolved

LARGEST = 256 << 20
"""Bytes of the largest file that is opened at all."""

Through = Callable[[Workers, Iterator[Job]], Iterator[Outcome]]
"""How jobs get through the workers: plainly, or in batches that a scheduler sees."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may choose about a run."""

    jobs: int = 1
    min_confidence: float = 0.0
    excel: bool = False
    database: bool = False
    timeout: float = TIMEOUT
    memory: int = MEMORY
    verbose: bool = False
    corrections: str | None = None
    step: str = STEP


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: how many rows each table has, and the problems by severity and code."""

    out: Path
    inputs: int
    rows: dict[str, int]
    problems: Counter[tuple[str, str]]

    @property
    def errors(self) -> int:
        """Inputs of which nothing is in the tables."""
        return self._count("error")

    @property
    def notes(self) -> int:
        """Inputs whose bytes were met under another name."""
        return self._count("note")

    def _count(self, severity: str) -> int:
        return sum(count for (found, _), count in self.problems.items() if found == severity)


@dataclass(slots=True)
class _Kept:
    """What has come in so far."""

    packed: list[bytes] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def run(
    inputs: Iterable[str | os.PathLike[str]] | Gathered,
    out: str | os.PathLike[str],
    *,
    options: Options | None = None,
    started: Callable[[int], None] = lambda count: None,
    advanced: Callable[[Outcome], None] = lambda outcome: None,
    through: Through = Workers.map,
    before: Callable[[Input], Outcome | None] = lambda item: None,
) -> Summary:
    """Read every input and publish the tables to ``out``.

    Parameters
    ----------
    inputs
        Files, folders, globs; or files that were gathered already, under the names that they shall have in the tables.
    out
        Folder to write; replaced in whole if thidua wrote it.
    started, advanced
        Told the number of inputs, and each outcome as it comes.
    through
        How the documents get through the workers.
    before
        What became of an input when it was read before; it is then not opened.

    Raises
    ------
    Misuse
        Nothing can be read or written as asked; nothing was written.
    Defect
        The tables contradict themselves; nothing was written.
    """
    options = options or Options()
    out = Path(out)
    corrections = _corrections(options.corrections)
    gathered = inputs if isinstance(inputs, Gathered) else gather(inputs, leave_out=out)
    with Staging(out) as staging:
        started(gathered.count)
        kept = _Kept(problems=[*gathered.unlisted, *gathered.warnings])
        importing = _Importing()
        for outcome in _outcomes(gathered.inputs, options, through, before):
            if outcome.packed is not None and outcome.document_id is not None and outcome.text is not None:
                kept.packed.append(outcome.packed)
                _written(out, write_text, staging.folder, outcome.document_id, outcome.text)
            kept.problems.extend(outcome.problems)
            advanced(outcome)
            importing.start()
        rows = _tables(kept, options.min_confidence, corrections)
        _account(gathered, rows["documents"], rows["problems"])
        _sound(rows, staging.folder)
        _forget_texts(staging.folder, {row.document_id for row in rows["documents"]})
        _written(out, write, staging.folder, rows, excel=options.excel, database=options.database)
        _written(out, staging.publish)
    counts = {table: len(found) for table, found in rows.items()}
    return Summary(out, gathered.count, counts, Counter((p.severity, p.code) for p in rows["problems"]))


class _Importing:
    """Imports what joining and writing need while the workers read: after the first document, so as not to delay it."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, if it has not."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._go, daemon=True)
            self._thread.start()

    @staticmethod
    def _go() -> None:
        with suppress(Exception):  # told where it is needed
            import_module("pipeline.resolve.campaigns.joining")
            import_module("pyarrow.parquet")
            import_module("pipeline.publish.cuts.compute")


def _outcomes(
    inputs: Sequence[Input], options: Options, through: Through, before: Callable[[Input], Outcome | None]
) -> Iterator[Outcome]:
    """What becomes of each input: those that need no reading first told by the way."""
    settled: list[Outcome] = []
    jobs = _jobs(inputs, settled, before)
    wanted = min(options.jobs, len(inputs))
    with Workers(wanted, timeout=options.timeout, memory=options.memory, step=options.step, verbose=options.verbose) as workers:
        for outcome in through(workers, jobs):
            yield from _drained(settled)
            yield outcome
    yield from _drained(settled)


def _drained(settled: list[Outcome]) -> Iterator[Outcome]:
    while settled:
        yield settled.pop(0)


def _jobs(inputs: Sequence[Input], settled: list[Outcome], before: Callable[[Input], Outcome | None]) -> Iterator[Job]:
    """The documents to read, each once; whatever needs no reading goes to ``settled``.

    Inputs come sorted by source, so that of two with the same bytes it is always the same one that is read.
    """
    first: dict[str, str] = {}
    for item in inputs:
        known = before(item)
        if known is not None:
            original = first.setdefault(known.document_id, item.source) if known.document_id else item.source
            settled.append(known if original == item.source else repeated(item.source, known.document_id or "", original))
            continue
        try:
            if item.size > LARGEST:
                message = f"The file is larger than {LARGEST >> 20} MB; no announcement is: split it, or save its text alone."
                settled.append(failed(item.source, None, "fetch", "too-large", message))
                continue
            data = item.read()
        except OSError as error:
            message = f"The file cannot be read ({error.strerror}); check that it is there and that you may read it."
            settled.append(failed(item.source, None, "fetch", "unreadable-file", message))
            continue
        except Unopened as error:
            settled.append(failed(item.source, None, "fetch", error.code, error.message))
            continue
        document_id = identity(data)
        if document_id in first:
            settled.append(repeated(item.source, document_id, first[document_id]))
            continue
        first[document_id] = item.source
        yield Job(item.source, data)


def _confident(extraction: Extraction, least: float) -> Extraction:
    """The extraction without facts below a confidence."""
    if least <= 0:
        return extraction
    return replace(
        extraction, facts={table: [row for row in rows if row.confidence >= least] for table, rows in extraction.facts.items()}
    )


def _corrections(path: str | None) -> tuple[Correction, ...]:
    """Lines on what is one campaign and what is not, read before any work is done."""
    if path is None:
        return ()
    from pipeline.resolve.campaigns.corrections import read

    return read(Path(path))


def _tables(kept: _Kept, least: float, corrections: Sequence[Correction] = ()) -> dict[str, list[Any]]:
    """Rows of every table, joined over all documents."""
    from extractors.places.crosswalk import district_rows, province_rows
    from pipeline.publish.comparison import compare
    from pipeline.resolve.place import placed

    extractions = [_confident(unpacked(packed), least) for packed in kept.packed]
    resolved, problems = _resolved(sorted(extractions, key=lambda e: e.document.document_id), corrections)
    return {
        "documents": resolved.documents,
        "campaigns": resolved.campaigns,
        **{table: list(resolved.facts.get(table, ())) for table in FACTS},
        "joins": placed(resolved.joins, resolved.documents),
        "links": resolved.links,
        "provinces": province_rows(),
        "districts": district_rows(),
        "comparison": compare(resolved.campaigns, resolved.documents, resolved.facts),
        "problems": placed([*kept.problems, *resolved.problems, *problems], resolved.documents),
    }


def _resolved(extractions: list[Extraction], corrections: Sequence[Correction]) -> tuple[Resolved, list[Problem]]:
    """Documents joined into campaigns. A document over which joining fails is left out with an error of its own."""
    from pipeline.resolve.campaigns.joining import resolve

    try:
        return resolve(extractions, corrections), []
    except Exception as error:
        fit: list[Extraction] = []
        problems: list[Problem] = []
        for extraction in extractions:
            try:
                resolve([extraction])
                fit.append(extraction)
            except Exception as own:
                message = f"thidua failed in this step ({type(own).__name__}: {own}); report it with the file."
                outcome = failed(extraction.document.source, extraction.document.document_id, "resolve", "defect", message)
                problems.extend(outcome.problems)
        if len(fit) == len(extractions):
            raise Defect(
                f"joining the documents failed ({type(error).__name__}: {error}); nothing was written, please report it"
            ) from error
        resolved, more = _resolved(fit, corrections)
        return resolved, [*problems, *more]


def _forget_texts(folder: Path, documents: set[str]) -> None:
    """Take away the texts of documents that joining left out."""
    for path in (folder / TEXTS).iterdir():
        if path.stem not in documents:
            path.unlink()


def _account(gathered: Gathered, documents: Iterable[Document], problems: Iterable[Problem]) -> None:
    """Every input is a document, an error or a note, once."""
    told = Counter(document.source for document in documents)
    told.update({p.source for p in problems if p.severity == "error"})
    told.update({p.source for p in problems if p.severity == "note" and p.code == "duplicate"})
    wanted = Counter({*(item.source for item in gathered.inputs), *(problem.source for problem in gathered.unlisted)})
    if told != wanted:
        name = min((told - wanted) + (wanted - told))
        raise Defect(f"{name}: was not accounted for once; nothing was written, please report it with the file")


def _sound(rows: dict[str, list[Any]], folder: Path) -> None:
    flaws = check({table: found for table, found in rows.items() if table != "comparison"}, lambda name: read_text(folder, name))
    if flaws:
        more = f" (and {len(flaws) - 1} more)" if len(flaws) > 1 else ""
        raise Defect(f"{flaws[0]}{more}; nothing was written, please report it with the files")


def _written(out: Path, action: Callable[..., None], *arguments: Any, **named: Any) -> None:
    """Run a step that writes, and say in one line what keeps it from writing."""
    try:
        action(*arguments, **named)
    except OSError as error:
        raise Misuse(
            f"{out}: cannot be written ({error.strerror}); what was there is as it was. Free the disk or give another --out"
        ) from error
