"""The night as a Prefect flow: the same functions, with a task for each stage and for each batch of documents.

A night has three tasks for its stages and at most some five hundred for its documents. Prefect is told what happens and asked nothing:
what was done stands in the ledger.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

# Sets what a closed network needs, before Prefect reads it.
from pipeline.flows import Batches  # isort: skip

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.schedules import Cron
from prefect.states import Completed, Failed
from prefect.types.entrypoint import EntrypointType

from pipeline.crawl.clock import ZONE
from pipeline.crawl.visits import Visit
from pipeline.misuse import Defect, Misuse
from pipeline.nightly.night import Report
from pipeline.nightly.plan import Plan, carry_out
from pipeline.nightly.telling import headline, lines

NAME = "nightly"
_UNBOUNDED = sys.maxsize
"""A batch may have any size: a night's tasks are bounded, not its documents."""


class _Doing:
    """What a task does and what came of it: neither travels through Prefect."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.work, self.made, self.error = work, None, None  # type: tuple[Callable[[], object], object, Exception | None]

    def __repr__(self) -> str:
        return "a stage"


@task(name="stage", task_run_name="{name}", cache_policy=NO_CACHE, persist_result=False)
def _stage(name: str, doing: _Doing) -> State[Any]:
    """One stage of the night."""
    try:
        doing.made = doing.work()
    except Exception as error:  # told in one line at the end of the flow
        doing.error = error
        return Failed(message=str(error))
    return Completed(message=f"{name} done")


def _in_task(name: str, work: Callable[[], object]) -> object:
    """A stage of the night in a task; the reading of documents has tasks of its own."""
    if name == "read":
        return work()
    doing = _Doing(work)
    _stage(name, doing, return_state=True)
    if doing.error is not None:
        raise doing.error
    return doing.made


@dataclass(slots=True)
class _Watched:
    """Who wants to know of a night, and what it came to: neither can travel through Prefect."""

    told: Callable[[Visit], None] | None = None
    report: Report | None = None
    error: Exception | None = None


# Of the night under way, if a command waits for it. Not a context variable: serving a flow pickles what its module holds.
_watching: list[_Watched] = []


@flow(name="thidua-nightly", validate_parameters=False, persist_result=False)
def nightly(plan: dict[str, Any]) -> State[Any]:
    """One night; the parameters are those of `pipeline.nightly.plan.Plan`."""
    watched = _watching[-1] if _watching else _Watched(told=_say)
    batches = Batches(largest=_UNBOUNDED)
    try:
        report = carry_out(
            Plan(**plan), through=batches.through, stage=_in_task, started=batches.started, told=watched.told, warned=_warn
        )
    except (Misuse, Defect) as error:
        watched.error = error
        return Failed(message=str(error))
    watched.report = report
    if not _watching:
        for line in lines(report):
            print(line, flush=True)
    said = " ".join([headline(report), *report.refused])
    return Failed(message=said) if report.refused or report.flaws else Completed(message=said)


def run_as_flow(plan: Plan, *, told: Callable[[Visit], None]) -> Report:
    """`pipeline.nightly.plan.carry_out`, seen by the Prefect server that ``PREFECT_API_URL`` names.

    Raises
    ------
    Misuse, Defect
        As the night itself; and a Defect where the server cannot be reached.
    """
    watched = _Watched(told)
    _watching.append(watched)
    try:
        nightly(asdict(plan), return_state=True)
    except Exception as error:
        if watched.error is None and watched.report is None:
            where = os.environ.get("PREFECT_API_URL", "")
            message = f"the Prefect server at {where} cannot be used ({type(error).__name__}); start it, or unset PREFECT_API_URL"
            raise Defect(message) from error
    finally:
        _watching.pop()
    if watched.error is not None:
        raise watched.error
    if watched.report is None:
        raise Defect("the flow ended without a result; what was published is as it was, see the Prefect server's log")
    return watched.report


def serve(plan: Plan, cron: str) -> None:
    """Deploy the nightly flow to the Prefect server with its schedule, and run it at its hours until interrupted.

    One night at a time; the schedule stays when this process ends, so that a restart by systemd does not stop the nights.

    Raises
    ------
    Misuse
        ``cron`` is no schedule, or the server cannot be reached.
    """
    schedule = schedule_of(cron)
    try:
        nightly.serve(
            name=NAME, schedule=schedule, parameters={"plan": asdict(plan)}, pause_on_shutdown=False, limit=1,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )  # fmt: skip
    except Exception as error:
        where = os.environ.get("PREFECT_API_URL", "")
        why = f"{type(error).__name__}: {error}"
        raise Misuse(f"the Prefect server at {where} cannot be used ({why}); start it, then serve again") from error


def schedule_of(cron: str) -> Any:
    """The schedule that cron writes, by the clock of Việt Nam.

    Raises
    ------
    Misuse
        It is none.
    """
    try:
        return Cron(cron, timezone=ZONE.key)
    except ValueError as error:
        raise Misuse(f'--cron {cron!r}: is no schedule; write one such as "30 1 * * *"') from error


def _say(visit: Visit) -> None:
    print(f"{visit.source}: {visit.state}, {visit.tally.new} new, {visit.tally.changed} changed", flush=True)


def _warn(message: str) -> None:
    print(f"thidua: {message}", file=sys.stderr, flush=True)
