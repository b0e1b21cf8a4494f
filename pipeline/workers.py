"""Worker processes that each read one document at a time, so that a crash or a hang costs that document and nothing else.

An executor of the standard library loses every waiting task when one of its processes dies, and cannot stop one that hangs.
Here each process has a pipe of its own: the parent knows what each is reading and since when, kills the one that is over its
time, and puts a fresh one in its place.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pickle import PicklingError
from types import TracebackType

from pipeline.deaths import EVERY, Trial, killed, killed_for_memory, outcome_of, room, undecided, write_errors_to
from pipeline.forks import STEP, MayHaveChildren, OneThreadEach, context, start
from pipeline.misuse import Defect
from pipeline.outcome import Outcome, failed, identity

TIMEOUT = 120.0
MEMORY = 4 << 30

_START_UP = 300.0  # seconds a process may take to import what it needs
_LIFE = 1000  # documents before a process is replaced, whatever its libraries have kept


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read."""

    source: str
    data: bytes


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    since: float
    ready: bool = False
    job: Job | None = None
    done: int = 0
    kills: int = 0
    trial: Trial | None = None


class Workers:
    """At most ``jobs`` processes; started when there is work, ended on leaving the ``with`` block.

    Parameters
    ----------
    jobs
        How many documents are read at once. 0 reads them in this process, without any protection (for a debugger).
    timeout
        Seconds a document may take.
    memory
        Bytes of address space a process may use.
    step
        ``module:function`` that turns bytes and source into an ``Outcome``.
    verbose
        Let the processes write what their libraries complain of to standard error.
    """

    def __init__(
        self, jobs: int = 1, *, timeout: float = TIMEOUT, memory: int = MEMORY, step: str = STEP, verbose: bool = False
    ) -> None:
        self._jobs, self._timeout, self._memory, self._step = jobs, timeout, memory, step
        self._verbose = verbose
        self._workers: list[_Worker] = []
        self._again: list[Job] = []
        self._trials: list[tuple[Job, int]] = []
        self._context = context(step)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    def warm(self) -> None:
        """Begin to import what the processes need; they can be asked for meanwhile."""
        if self._jobs:
            start()

    def map(self, jobs: Iterator[Job]) -> Iterator[Outcome]:
        """What becomes of each job, as they finish.

        Raises
        ------
        Defect
            No process can be started at all.
        """
        if self._jobs == 0:
            step = _resolve(self._step)
            yield from (step(job.data, job.source) for job in jobs)
            return
        following = next(jobs, None)
        while following is not None or self._again or self._trials or any(worker.job for worker in self._workers):
            self._try_again()
            following = self._hand_out(following, jobs)
            yield from self._hand_in()

    def _hand_out(self, following: Job | None, jobs: Iterator[Job]) -> Job | None:
        """Give every idle process a document; the one that is left over, if any."""
        while following is not None or self._again:
            idle = next((worker for worker in self._workers if worker.job is None), None)
            if idle is None:
                if len(self._workers) >= self._jobs:
                    break
                idle = self._start()
            if self._again:
                idle.job = self._again.pop()
            else:
                idle.job, following = following, next(jobs, None)
            idle.since = time.monotonic()
            if idle.ready:
                _send(idle)
        return following

    def _try_again(self) -> None:
        """Give each document over which a fresh process died one more, with more room, to learn why."""
        while self._trials and len(self._workers) < self._jobs:
            job, first = self._trials.pop()
            worker = self._start(first)
            worker.job, worker.since = job, time.monotonic()

    def _start(self, first: int | None = None) -> _Worker:
        here, there = self._context.Pipe()
        errors, written = (None, None) if first is None else self._context.Pipe(duplex=False)
        memory = self._memory if first is None else room(self._memory)
        process = self._context.Process(target=_serve, args=(there, self._step, memory, self._verbose, written))
        with OneThreadEach(), MayHaveChildren():
            process.start()
        there.close()
        worker = _Worker(process, here, time.monotonic(), kills=killed_for_memory())
        if first is not None and errors is not None and written is not None:
            written.close()
            worker.trial = Trial(first, errors)
        self._workers.append(worker)
        return worker

    def _hand_in(self) -> Iterator[Outcome]:
        """Wait until a process has something to say or is over its time."""
        busy = [worker for worker in self._workers if worker.job is not None]
        until = min((self._deadline(worker) for worker in busy), default=time.monotonic())
        if any(worker.trial for worker in busy):
            until = min(until, time.monotonic() + EVERY)
        wait([worker.pipe for worker in busy], max(until - time.monotonic(), 0))
        for worker in busy:
            yield from self._hear(worker)

    def _deadline(self, worker: _Worker) -> float:
        return worker.since + (self._timeout if worker.ready else _START_UP)

    def _hear(self, worker: _Worker) -> Iterator[Outcome]:
        job = worker.job
        assert job is not None
        try:
            said = worker.pipe.recv() if worker.pipe.poll() else None
        except (EOFError, OSError):
            yield from self._lost(worker, job)
            return
        if worker.trial is not None and (worker.trial.look(worker.process.pid or 0, self._memory) or isinstance(said, Outcome)):
            self._drop(worker)
            yield self._judged(job, outcome_of(worker.trial, None, self._memory))
        elif isinstance(said, Outcome):
            worker.job = None
            worker.done += 1
            if worker.done >= _LIFE or any(problem.code == "out-of-memory" for problem in said.problems):
                self._drop(worker)
            yield said
        elif isinstance(said, str):
            if said:
                raise Defect(f"the reading of documents cannot start: {said}")
            worker.ready, worker.since = True, time.monotonic()
            _send(worker)
        elif time.monotonic() >= self._deadline(worker):
            self._drop(worker)
            if not worker.ready:
                raise Defect(f"the reading of documents did not start within {_START_UP:.0f} seconds; is the machine overloaded?")
            if worker.trial is not None:
                yield self._judged(job, undecided(worker.trial, self._memory))
                return
            message = f"Reading it took longer than {self._timeout:g} seconds; raise --timeout, or split the file."
            yield failed(job.source, identity(job.data), "extract", "timeout", message)

    def _lost(self, worker: _Worker, job: Job) -> Iterator[Outcome]:
        """The process died over a document; if it had read others before, it may have died of those; else a second try tells why."""
        self._drop(worker)
        if not worker.ready:
            raise Defect(f"the reading of documents cannot start (its process ended with {worker.process.exitcode})")
        status = worker.process.exitcode
        if worker.done:
            self._again.append(job)
        elif status == -signal.SIGKILL:
            yield self._judged(job, killed(self._memory, killed_for_memory() > worker.kills))
        elif worker.trial is not None:
            yield self._judged(job, outcome_of(worker.trial, status, self._memory))
        else:
            self._trials.append((job, status or 0))

    def _judged(self, job: Job, why: tuple[str, str]) -> Outcome:
        code, message = why
        return failed(job.source, identity(job.data), "extract", code, message)

    def _drop(self, worker: _Worker) -> None:
        _end(worker)
        self._workers.remove(worker)


def _send(worker: _Worker) -> None:
    assert worker.job is not None
    with suppress(OSError):  # if it has died, the next look at its pipe says so
        worker.pipe.send((worker.job.data, worker.job.source))


def _end(worker: _Worker) -> None:
    try:
        os.killpg(int(worker.process.pid or 0), signal.SIGKILL)  # and what it started
    except OSError:
        worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _resolve(step: str) -> Callable[[bytes, str], Outcome]:
    module, _, name = step.partition(":")
    return getattr(import_module(module), name)  # type: ignore[no-any-return]


def _serve(pipe: Connection, step: str, memory: int, verbose: bool, errors: Connection | None) -> None:
    """Life of a worker process: say "" when ready, then answer each document until the parent is gone."""
    os.setpgid(0, 0)  # Ctrl-C goes to the parent, which decides; and what a document starts ends with it
    if not verbose:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
    if errors is not None:
        write_errors_to(errors)
    try:
        work = _resolve(step)
        _limit(memory)
    except Exception as error:
        pipe.send(f"{type(error).__name__}: {error}")
        return
    try:
        pipe.send("")
        while True:
            data, source = pipe.recv()
            outcome = work(data, source)
            try:
                pipe.send(outcome)
            except (TypeError, AttributeError, PicklingError) as error:
                message = f"thidua cannot hand on what it read ({error}); report it with the file."
                pipe.send(failed(source, identity(data), "extract", "defect", message))
    except (EOFError, OSError):
        return


def _limit(memory: int) -> None:
    try:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (memory if hard == resource.RLIM_INFINITY else min(memory, hard), hard))
    except (ImportError, ValueError, OSError):
        pass  # a system without such limits
