"""The fork server: the process that imports everything once and of which the workers are copies.

Its imports take longer than all else before the first document, so the command starts it before it imports anything of its own.
"""

from __future__ import annotations

import multiprocessing
import os
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from types import TracebackType

STEP = "pipeline.process:process"


def context(step: str = STEP) -> ForkServerContext:
    """Where processes come from that can run ``step`` (``module:function``).

    Not plain fork: the parent may have threads (a progress bar, Prefect).
    """
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(["pipeline.preload" if step == STEP else step.partition(":")[0]])
    return found


def start() -> None:
    """Start the server if none runs, and do not wait for it; `context` has said what it imports."""
    with OneThreadEach():
        forkserver.ensure_running()


class OneThreadEach:
    """Numeric libraries must not start a thread per core in each of several processes."""

    _names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

    def __enter__(self) -> None:
        self._before = {name: os.environ.get(name) for name in self._names}
        os.environ.update(dict.fromkeys(self._names, "1"))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for name, value in self._before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


class MayHaveChildren:
    """Dask starts its workers as daemons, which multiprocessing lets have no children; ours end by themselves with their pipe."""

    def __enter__(self) -> None:
        self._settings = getattr(multiprocessing.current_process(), "_config", {})
        self._daemon = self._settings.pop("daemon", None)

    def __exit__(self, *_: object) -> None:
        if self._daemon is not None:
            self._settings["daemon"] = self._daemon
