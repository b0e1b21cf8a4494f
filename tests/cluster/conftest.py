"""A Dask scheduler with two workers, and an S3 server: real ones, on loopback, for all tests of this room."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@dataclass
class Dask:
    """A running cluster."""

    address: str
    processes: list[subprocess.Popen[bytes]]

    def pids(self) -> list[int]:
        """Processes of the workers (their nannies start others in their place)."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            return list(client.run(os.getpid).values())


@pytest.fixture(scope="session")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    here = tmp_path_factory.mktemp("dask")
    told = here / "scheduler.json"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_TEMPORARY_DIRECTORY": str(here)}
    start = [sys.executable, "-m", "dask"]
    common: dict[str, Any] = {"cwd": here, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    arguments = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)]
    processes = [subprocess.Popen(start + arguments, **common)]
    arguments = ["worker", "--scheduler-file", str(told), "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]
    processes += [subprocess.Popen(start + arguments, **common) for _ in range(2)]
    until = time.monotonic() + 60
    while not told.exists() and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.2)
    yield Dask(json.loads(told.read_text())["address"], processes)
    for process in reversed(processes):
        process.terminate()
    for process in processes:
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def store() -> Iterator[str]:
    """``s3://bucket`` on a server of our own."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    settings = {"AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    settings["AWS_DEFAULT_REGION"] = "us-east-1"
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    import s3fs

    s3fs.S3FileSystem().mkdir("bucket")
    yield "s3://bucket"
    for name, value in before.items():
        if value is None:
            os.environ.pop(name)
        else:
            os.environ[name] = value
    server.stop()


@pytest.fixture
def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the work on an output in a store stands."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "thidua"
