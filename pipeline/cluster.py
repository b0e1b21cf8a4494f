"""Documents read on a Dask cluster that somebody runs: the same steps, limits and outcomes as in processes of this machine.

A thread of a Dask worker passes its documents to a protected process of its own (`pipeline.workers`), so that a document that hangs, grows
or crashes costs itself there too. A Dask worker that dies costs nothing: its batch is read by another one.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import Any

from pipeline.misuse import Defect, Misuse
from pipeline.outcome import Outcome
from pipeline.version import way
from pipeline.workers import Job, Workers

DOCUMENTS, BYTES = 16, 16 << 20
"""A batch is full with so many documents, or with one more than so many bytes."""

_AHEAD = 3  # batches that wait or run for each thread of the cluster
_TRIES = 5  # Dask workers that may die over one batch
_PATIENCE = 30  # seconds for the scheduler to answer, and for a first worker to come


@dataclass(frozen=True, slots=True)
class Limits:
    """What `pipeline.workers.Workers` is told."""

    timeout: float
    memory: int
    step: str


class Cluster:
    """Takes the place of `Workers`; connects on entering the ``with`` block.

    Parameters
    ----------
    address
        Of the scheduler, such as ``tcp://10.0.0.5:8786``.

    Raises
    ------
    Misuse
        There is no scheduler, it has no workers, or Dask is not installed.
    """

    def __init__(self, address: str, limits: Limits) -> None:
        self._address, self._limits = address, limits
        self._client: Any = None

    def warm(self) -> None:
        """Connect, before anything is written."""
        try:
            from distributed import Client
        except ImportError as error:
            raise Misuse("--cluster needs Dask, which is not installed: pip install 'thidua[cluster]'") from error
        try:
            self._client = Client(self._address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            self.close()
            said = "has no workers" if self._client is not None else "cannot be reached"
            raise Misuse(f"{self._address}: the Dask scheduler {said}; start it, or leave --cluster out") from error

    def __enter__(self) -> Cluster:
        if self._client is None:
            self.warm()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give back what is held on the cluster, and leave."""
        if self._client is not None:
            try:
                self._client.run(release, on_error="ignore")
                self._client.close(timeout=_PATIENCE)
            except Exception:  # it is gone, and with it what was held there
                pass

    def map(self, jobs: Iterator[Job]) -> Iterator[Outcome]:
        """What becomes of each job, as they finish.

        Raises
        ------
        Defect
            The cluster cannot read them; what was read before is kept by the run.
        """
        executor = self._client.get_executor(pure=False, retries=_TRIES)
        expected = way(self._limits.step, self._limits.timeout, self._limits.memory)
        waiting: set[Future[list[Outcome]]] = set()
        batches = _batches(jobs)
        try:
            while True:
                for batch in islice(batches, max(self._room() - len(waiting), 0)):
                    waiting.add(executor.submit(read_batch, batch, self._limits, expected))
                if not waiting:
                    return
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    yield from self._result(future)
        finally:
            for future in waiting:
                future.cancel()

    def _room(self) -> int:
        """Batches that may be under way: workers come and go."""
        threads: int = sum(worker["nthreads"] for worker in self._client.scheduler_info(n_workers=-1)["workers"].values())
        return _AHEAD * max(threads, 1)

    def _result(self, future: Future[list[Outcome]]) -> list[Outcome]:
        try:
            return future.result()
        except Defect:
            raise
        except (Exception, CancelledError) as error:
            raise Defect(
                f"{self._address}: the cluster failed over a batch ({type(error).__name__}: {error}); mend it, and the same command goes on"
            ) from error


def _batches(jobs: Iterator[Job]) -> Iterator[list[Job]]:
    batch: list[Job] = []
    held = 0
    for job in jobs:
        batch.append(job)
        held += len(job.data)
        if len(batch) >= DOCUMENTS or held > BYTES:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


# On a Dask worker

_here = threading.local()
_pools: list[_Pool] = []


class _Pool:
    """The protected process of one thread, kept from batch to batch."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.busy = limits, threading.Lock()
        self.workers = Workers(1, timeout=limits.timeout, memory=limits.memory, step=limits.step)


def read_batch(batch: list[Job], limits: Limits, expected: str) -> list[Outcome]:
    """What becomes of the documents of a batch.

    Raises
    ------
    Defect
        This worker would read them in another way than the machine that asks.
    """
    own = way(limits.step, limits.timeout, limits.memory)
    if own != expected:
        raise Defect(
            f"a worker of the cluster has another thidua, other libraries or other programs ({own}) than this machine ({expected}); "
            "install the same everywhere"
        )
    pool: _Pool | None = getattr(_here, "pool", None)
    if pool is None or pool.limits != limits:
        pool = _here.pool = _Pool(limits)
        _pools.append(pool)
    with pool.busy:
        return list(pool.workers.map(iter(batch)))


def release() -> None:
    """End the processes of this worker that read nothing just now."""
    for pool in _pools:
        if pool.busy.acquire(blocking=False):
            try:
                with pool.workers:
                    pass
            finally:
                pool.busy.release()
