"""The main job as a Prefect flow: the same functions, with a task for each batch of documents.

Nothing else imports Prefect (0.6 s and 80 MB). A task is a batch because a server takes in some fifty tasks a second: one for
each document would bury it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

# Before the import, which reads them: a closed network has nobody to report to.
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from pipeline.misuse import Defect
from pipeline.outcome import Outcome
from pipeline.run import Options, Readers, Summary, run
from pipeline.workers import Job

SMALLEST, LARGEST = 25, 200  # documents in a batch
_TASKS = 500  # batches of a run, as far as their size allows


@dataclass(slots=True)
class _Watched:
    """Who wants to know of a run, and what it came to: neither can travel through Prefect."""

    started: Callable[[int], None] = lambda count: None
    advanced: Callable[[Outcome], None] = lambda outcome: None
    summary: Summary | None = None
    error: BaseException | None = None


@dataclass(slots=True)
class Batches:
    """Jobs through the workers, a task a batch."""

    size: int = SMALLEST
    largest: int = LARGEST
    said: Callable[[int], None] = field(default=lambda count: None)

    def started(self, count: int) -> None:
        """The number of inputs settles the size of a batch."""
        self.size = min(max(-(-count // _TASKS), SMALLEST), self.largest)
        self.said(count)

    def through(self, workers: Readers, jobs: Iterator[Job]) -> Iterator[Outcome]:
        """The outcomes of every batch, when it is through."""
        number = 0
        while batch := list(islice(jobs, self.size)):
            number += 1
            outcomes: list[Outcome] = []
            broken: list[Exception] = []
            _read(number, batch[0].source, len(batch), _Hands(workers, batch, outcomes, broken), return_state=True)
            if broken:
                raise broken[0]
            yield from outcomes


class _Hands:
    """What a task works on and with; not a collection, so that Prefect does not look through every byte of it."""

    def __init__(self, workers: Readers, batch: list[Job], outcomes: list[Outcome], broken: list[Exception]) -> None:
        self.workers, self.batch, self.outcomes, self.broken = workers, batch, outcomes, broken

    def __repr__(self) -> str:
        return f"{len(self.batch)} documents"


@task(name="read", task_run_name="read-{number}", cache_policy=NO_CACHE, persist_result=False)
def _read(number: int, first: str, documents: int, hands: _Hands) -> State[Any]:
    """Read a batch of documents; ``first`` is the source of the first of them."""
    try:
        hands.outcomes.extend(hands.workers.map(iter(hands.batch)))
    except Exception as error:  # told in one line by the command, not as a traceback in the flow's log
        hands.broken.append(error)
        return Failed(message=str(error))
    errors = sum(not outcome.done for outcome in hands.outcomes)
    return Completed(message=f"{documents} documents, {errors} of them not read")


# Of the run under way, if a command waits for it. Not a context variable: serving a flow pickles what its module holds.
_watching: list[_Watched] = []


@flow(name="thidua-extract", validate_parameters=False, persist_result=False)
def extract(inputs: list[str], out: str, options: dict[str, Any] | None = None) -> State[Any]:
    """Read every input and publish the tables to ``out``; the parameters are those of `pipeline.run.run`."""
    watched = _watching[-1] if _watching else _Watched()
    batches = Batches(said=watched.started)
    try:
        watched.summary = summary = run(
            inputs,
            out,
            options=Options(**(options or {})),
            started=batches.started,
            advanced=watched.advanced,
            through=batches.through,
        )
    except Exception as error:
        watched.error = error
        return Failed(message=str(error))
    return Completed(message=f"{summary.rows['documents']} documents, {summary.errors} errors, {summary.notes} repeated")


def run_as_flow(
    inputs: Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    options: Options,
    started: Callable[[int], None],
    advanced: Callable[[Outcome], None],
) -> Summary:
    """`pipeline.run.run`, seen by the Prefect server that ``PREFECT_API_URL`` names.

    Raises
    ------
    Misuse, Defect
        As the run itself; and a Defect where the server cannot be reached.
    """
    watched = _Watched(started, advanced)
    _watching.append(watched)
    try:
        extract([os.fspath(path) for path in inputs], os.fspath(out), asdict(options), return_state=True)
    except Exception as error:
        if watched.error is None and watched.summary is None:
            where = os.environ.get("PREFECT_API_URL", "")
            message = f"the Prefect server at {where} cannot be used ({type(error).__name__}); start it, or unset PREFECT_API_URL"
            raise Defect(message) from error
    finally:
        _watching.pop()
    if watched.error is not None:
        raise watched.error
    if watched.summary is None:
        raise Defect("the flow ended without a result; nothing was written, see the Prefect server's log")
    return watched.summary
