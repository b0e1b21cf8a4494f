"""A schedule fires on a real server: with a library too new it never does, and nothing says so."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVE = """
import sys
from pipeline.flows import extract
extract.serve(name="every-five-seconds", interval=5, parameters={"inputs": [sys.argv[1]], "out": sys.argv[2]})
"""

pytestmark = pytest.mark.slow


@contextmanager
def running(command: list[str], at: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process with all that it starts, ended as a group."""
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


def until(happened: object, seconds: float) -> bool:
    """Wait until ``happened()`` is true; False if it does not become so in time."""
    assert callable(happened)
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            return False
        time.sleep(0.25)
    return True


def test_a_schedule_fires(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    api = f"http://127.0.0.1:{port}/api"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PREFECT")},
        "PYTHONPATH": str(ROOT),
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_API_URL": api,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_RUNNER_POLL_FREQUENCY": "2",
        "PREFECT_SERVER_SERVICES_SCHEDULER_RECENT_DEPLOYMENTS_LOOP_SECONDS": "1",
    }
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plan.txt").write_text("KẾ HOẠCH\nPhát động phong trào thi đua năm 2024\n", encoding="utf-8")

    def healthy() -> bool:
        try:
            with urllib.request.urlopen(f"{api}/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    server = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"]
    serving = [sys.executable, "-c", SERVE, str(tmp_path / "in"), str(tmp_path / "out")]
    with running(server, tmp_path, environment):
        assert until(healthy, 60), (tmp_path / "0.log").read_text(encoding="utf-8")
        with running(serving, tmp_path, environment):
            fired = until((tmp_path / "out" / "datapackage.json").exists, 60)
    assert fired, (tmp_path / "1.log").read_text(encoding="utf-8")
