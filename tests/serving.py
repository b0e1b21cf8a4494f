"""Servers and other processes of their own for the length of a test, ended with all that they started; and a Prefect server."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 120  # seconds; the machine may be busy


@contextmanager
def running(command: list[str], at: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that writes to ``0.log`` (``1.log`` …) in ``at``, ended as a group."""
    with (at / f"{len(list(at.glob('*.log')))}.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=at, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def until(happened: Callable[[], object], seconds: float = _PATIENCE) -> bool:
    """Wait until ``happened()`` is true; False if it does not become so in time."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


@contextmanager
def prefect_server(at: Path) -> Iterator[dict[str, str]]:
    """A Prefect server with its files in ``at``, and the environment in which its clients run. It takes seven seconds to start."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    api = f"http://127.0.0.1:{port}/api"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PREFECT")},
        "PREFECT_HOME": str(at / "home"),
        "PREFECT_API_URL": api,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_RUNNER_POLL_FREQUENCY": "1",
        "PREFECT_SERVER_SERVICES_SCHEDULER_RECENT_DEPLOYMENTS_LOOP_SECONDS": "1",
    }

    def healthy() -> bool:
        try:
            with urllib.request.urlopen(f"{api}/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"]
    with running(command, at, environment):
        assert until(healthy), (at / "0.log").read_text(encoding="utf-8")
        yield environment
