"""The main job: files in, tables out.

Nothing here knows of the command line or of Prefect. Documents are read in worker processes and noted down as they come
(`pipeline.spool`), so that a run that is stopped goes on where it was; then they are joined into campaigns, checked, and published in
whole. Every input ends as a document, an error or a note, and that is checked before anything is published.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, cast

from extractors.facts import Document, Problem
from pipeline.factwriter import Beside, FactWriter
from pipeline.forks import STEP
from pipeline.inputs import Gathered, gather
from pipeline.jobs import Jobs
from pipeline.misuse import Defect, Misuse
from pipeline.outcome import Outcome, failed
from pipeline.portfolios import Portfolios
from pipeline.publish.atomic import Staging
from pipeline.publish.checks import check_tables, refuse
from pipeline.publish.remote import staging as staged
from pipeline.publish.write import write
from pipeline.record import Damaged, Record
from pipeline.rounds import outcomes
from pipeline.spool import Spool
from pipeline.stores import Item, is_address
from pipeline.version import way
from pipeline.workers import MEMORY, TIMEOUT, Job, Workers

if TYPE_CHECKING:
    from pipeline.extract import Extraction
    from pipeline.resolve.campaigns.corrections import Correction
    from pipeline.resolve.campaigns.joining import Resolved

class Readers(Protocol):
    """Whoever turns documents into outcomes: processes of this machine (`pipeline.workers`) or a cluster (`pipeline.cluster`)."""

    def warm(self) -> None:
        """Begin to get ready."""

    def map(self, jobs: Iterator[Job]) -> Iterator[Outcome]:
        """What becomes of each job, as they finish."""

    def __enter__(self) -> Readers: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...


Through = Callable[[Readers, Iterator[Job]], Iterator[Outcome]]
"""How jobs get through the readers: plainly, or in batches that a scheduler sees."""


def plainly(readers: Readers, jobs: Iterator[Job]) -> Iterator[Outcome]:
    """All jobs at once."""
    return readers.map(jobs)


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may choose about a run."""

    jobs: int = 1
    cluster: str | None = None  # address of a Dask scheduler, whose workers read instead
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

    out: str | Path
    inputs: int
    rows: dict[str, int]
    problems: Counter[tuple[str, str]]
    before: int = 0  # inputs that an earlier run, which was stopped, had read already

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


def run(
    inputs: Iterable[str | os.PathLike[str]] | Gathered,
    out: str | os.PathLike[str],
    *,
    options: Options | None = None,
    started: Callable[[int], None] = lambda count: None,
    advanced: Callable[[Outcome], None] = lambda outcome: None,
    through: Through = plainly,
    known: Callable[[Item], Outcome | None] | None = None,
) -> Summary:
    """Read every input and publish the tables to ``out``.

    Parameters
    ----------
    inputs
        Files, folders, globs; or files that were gathered already, under the names that they shall have in the tables.
    out
        Folder to write; replaced in whole if thidua wrote it.
    started, advanced
        Told the number of inputs (again where portfolios bring more), and each outcome as it comes.
    through
        How the documents get through whoever reads them.
    known
        What became of an input when it was read before; it is then not opened.

    Raises
    ------
    Misuse
        Nothing can be read or written as asked; nothing was written.
    Defect
        The tables contradict themselves; nothing was written.
    """
    options = options or Options()
    out = os.fspath(out) if is_address(os.fspath(out)) else Path(out)
    corrections = _corrections(options.corrections)
    place = staged(out)
    readers = _readers(options)
    readers.warm()
    gathered = inputs if isinstance(inputs, Gathered) else gather(inputs, leave_out=out)
    with place as staging, _spool(staging, options) as spool:
        started(gathered.count)
        problems = [*gathered.unlisted, *gathered.warnings]
        documents: set[str] = set()
        before = 0
        importing = _Importing()
        portfolios = Portfolios(staging.work / "portfolios", lambda: _writing(out))

        def keep(outcome: Outcome) -> None:
            with _writing(out):
                spool.keep(outcome)

        jobs = Jobs(gathered.inputs, spool.before, known)
        for outcome in outcomes(jobs, portfolios, readers, through, keep, lambda more: started(gathered.count + more)):
            if outcome.done and outcome.document_id is not None:
                documents.add(outcome.document_id)
            problems.extend(outcome.problems)
            before += outcome.before
            advanced(outcome)
            importing.start()
        problems.extend(portfolios.problems)
        gathered = portfolios.gathered(gathered)
        try:
            with _writing(out):
                counts, told = _published(spool, documents, problems, gathered, staging, options, corrections)
        except Damaged as error:
            raise Defect(f"{staging.work}: what was read before is damaged ({error}); remove that folder and run again") from error
        spool.remove()
    return Summary(out, gathered.count, counts, told, before)


def _readers(options: Options) -> Readers:
    if options.cluster is None:
        return Workers(options.jobs, timeout=options.timeout, memory=options.memory, step=options.step, verbose=options.verbose)
    from pipeline.cluster import Cluster, Limits

    return Cluster(options.cluster, Limits(options.timeout, options.memory, options.step))


def _spool(staging: Staging, options: Options) -> Spool:
    with _writing(staging.given):
        return Spool(staging.work, way(options.step, options.timeout, options.memory))


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


def _published(
    spool: Spool,
    read: set[str],
    problems: list[Problem],
    gathered: Gathered,
    staging: Staging,
    options: Options,
    corrections: Sequence[Correction],
) -> tuple[dict[str, int], Counter[tuple[str, str]]]:
    """Join what was read, write and check every table, and put them in their place; how many rows and problems of each kind there are."""
    from extractors.places.crosswalk import district_rows, province_rows
    from pipeline.publish.comparison import compare
    from pipeline.resolve.light import Lightener
    from pipeline.resolve.place import placed

    writer = FactWriter(staging.work, staging.folder, options.min_confidence, options.excel)
    with Beside(writer, spool, read, at_once=options.jobs > 1) as beside:
        lightener = Lightener()
        light = [lightener.light(record.confident(options.min_confidence)) for record in spool.records(read)]
        resolved, more = _resolved(light, corrections)
        del light, lightener
        documents, campaigns = resolved.documents, resolved.campaigns
        rows: dict[str, Any] = {
            "documents": documents,
            "campaigns": campaigns,
            "joins": placed(resolved.joins, documents),
            "links": resolved.links,
            "provinces": province_rows(),
            "districts": district_rows(),
            "problems": placed([*problems, *resolved.problems, *more], documents),
        }
        _account(gathered, documents, rows["problems"])
        refuse(check_tables(rows))
        rows["comparison"] = compare(campaigns, documents, lambda key: spool.record(key).confident(options.min_confidence).facts)
        known = {document.document_id for document in documents}
        counts = write(
            staging.folder, rows, excel=options.excel, database=options.database, facts=lambda: beside.written(known)
        )
    staging.publish()
    return counts, Counter((problem.severity, problem.code) for problem in rows["problems"])


def _corrections(path: str | None) -> tuple[Correction, ...]:
    """Lines on what is one campaign and what is not, read before any work is done."""
    if path is None:
        return ()
    from pipeline.resolve.campaigns.corrections import read

    return read(Path(path))


def _resolved(records: Sequence[Record], corrections: Sequence[Correction]) -> tuple[Resolved, list[Problem]]:
    """Documents joined into campaigns. A document over which joining fails is left out with an error of its own."""
    from pipeline.resolve.campaigns.joining import resolve

    extractions = cast("Sequence[Extraction]", records)  # joining looks at nothing that a record has not
    try:
        return resolve(extractions, corrections), []
    except Exception as error:
        fit: list[Record] = []
        told: list[Problem] = []
        for record, extraction in zip(records, extractions, strict=True):
            try:
                resolve([extraction])
                fit.append(record)
            except Exception as own:
                message = f"thidua failed in this step ({type(own).__name__}: {own}); report it with the file."
                outcome = failed(record.document.source, record.document.document_id, "resolve", "defect", message)
                told.extend(outcome.problems)
        if len(fit) == len(records):
            raise Defect(
                f"joining the documents failed ({type(error).__name__}: {error}); nothing was written, please report it"
            ) from error
        resolved, more = _resolved(fit, corrections)
        return resolved, [*told, *more]


def _account(gathered: Gathered, documents: Iterable[Document], problems: Iterable[Problem]) -> None:
    """Every input is a document, an error or a note, once."""
    told = Counter(document.source for document in documents)
    told.update({p.source for p in problems if p.severity == "error"})
    told.update({p.source for p in problems if p.severity == "note" and p.code == "duplicate"})
    wanted = Counter({*(item.source for item in gathered.inputs), *(problem.source for problem in gathered.unlisted)})
    if told != wanted:
        name = min((told - wanted) + (wanted - told))
        raise Defect(f"{name}: was not accounted for once; nothing was written, please report it with the file")


@contextmanager
def _writing(out: str | Path) -> Iterator[None]:
    """Say in one line what keeps a run from writing."""
    try:
        yield
    except OSError as error:
        raise Misuse(
            f"{out}: cannot be written ({error.strerror or error}); what was there is as it was. Free the disk or give another --out"
        ) from error
