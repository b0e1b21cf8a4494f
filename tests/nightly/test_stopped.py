"""A night that is told to stop, and one whose output folder somebody removes meanwhile: the next night completes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.misuse import Misuse
from tests.crawl.conftest import source
from tests.crawl.pages import BODY, nukeviet, page, titles
from tests.crawl.portal import Portal
from tests.nightly.conftest import Nights, published
from tests.nightly.making import listed

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_told_to_stop_in_the_middle_of_the_crawl(how: signal.Signals, portal: Portal, tmp_path: Path) -> None:
    nukeviet(portal, titles(2))
    sources = listed(tmp_path, portal)
    options = ["--sources", str(sources), "--store", str(tmp_path / "store"), "--out", str(tmp_path / "out"), "--jobs", "1"]
    options += ["--allow-private", "--contact", "https://example.org/thu"]
    command = [sys.executable, "-m", "pipeline.cli", "nightly", *options]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "THIDUA"))}

    def night() -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)

    assert night().returncode == 0
    before = published(tmp_path / "out")
    nukeviet(portal, titles(4))
    asked, gate = threading.Event(), threading.Event()

    def slow() -> bytes:
        asked.set()
        gate.wait(60)
        return page(titles(4)[0], BODY).encode()

    portal.put("/tin-tuc/bai-4.html", slow)
    running = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert asked.wait(240)
    running.send_signal(how)
    gate.set()
    _, said = running.communicate(timeout=240)
    assert running.returncode == 130, said
    assert "Traceback" not in said
    assert published(tmp_path / "out") == before
    done = night()
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "4 items: 4 published, 0 rejected, 0 failed, 0 pending"


@pytest.mark.parametrize("at", ["crawl", "read", "publish"])
def test_the_output_folder_is_removed_meanwhile(at: str, portal: Portal, nights: Nights, tmp_path: Path) -> None:
    nukeviet(portal, titles(2))
    wanted = source(portal, "/tin-tuc/")
    steady = Nights(tmp_path / "steady")
    steady.run(wanted)
    nights.run(wanted)
    nukeviet(portal, titles(3))

    def stage(name: str, doing: Callable[[], object]) -> object:
        if name == at:
            shutil.rmtree(nights.out)
        return doing()

    nights.clock.forward(days=1)
    try:
        nights.run(wanted, stage=stage)
    except Misuse as error:
        assert "cannot be written" in str(error) and "\n" not in str(error)
    nights.run(wanted)
    steady.next(wanted)
    assert nights.states() == steady.states()
    assert nights.rows("documents") == steady.rows("documents")
    assert nights.rows("problems") == steady.rows("problems")
