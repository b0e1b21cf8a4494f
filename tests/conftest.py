"""What rooms share: stand-ins for the steps that read and join documents, the bundled corpus read once, a Prefect server.

With several processes (``pytest -n 2 --dist loadscope``), tests that ask for the same costly thing run in one of them, so that it is made
once; all others stay with their file.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline.run import Options
from tests import stand_in
from tests.serving import prefect_server

TOGETHER = {
    "tests/flows/": "prefect", "tests/nightly/test_prefect.py": "prefect",
    "tests/corpus/test_extraction.py": "tables", "tests/docs/": "tables", "tests/report/test_bundled.py": "tables",
    "tests/cluster/": "cluster", "tests/report/": "window",
}  # fmt: skip
"""Where tests stand that share a server, a browser or the bundled corpus, and their group; in the order in which the groups begin."""


def group_of(nodeid: str) -> str:
    """What a test is run together with, in one process: those that share something costly, else those of its file."""
    return next((group for start, group in TOGETHER.items() if nodeid.startswith(start)), nodeid.partition("::")[0])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Our groups; those of pytest-xdist itself ("loadgroup") are lost on pytest 9.2, which has no place for them in a test's name."""
    from xdist.scheduler import LoadScopeScheduling

    class ByGroup(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    return ByGroup(config, log) if config.getvalue("dist") == "loadscope" else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let the longest groups begin, so that no process is left with one at the end."""
    if not hasattr(config, "workerinput"):
        return
    order = [*dict.fromkeys(TOGETHER.values())]
    slow = {group_of(item.nodeid) for item in items if item.get_closest_marker("slow")}

    def place(item: pytest.Item) -> int:
        group = group_of(item.nodeid)
        return order.index(group) if group in order else len(order) + (group not in slow)

    items.sort(key=place)


@pytest.fixture
def plain_joining(monkeypatch: pytest.MonkeyPatch) -> None:
    """Joining that makes every document a campaign of its own."""
    module = ModuleType("pipeline.resolve.campaigns.joining")
    module.resolve = stand_in.resolve  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pipeline.resolve.campaigns.joining", module)


@pytest.fixture
def plain_options(plain_joining: None) -> Options:
    """Options of a run that reads with the stand-in."""
    return Options(jobs=2, step=stand_in.STEP, timeout=20)


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of ``thidua extract corpus/announcements``."""
    out = tmp_path_factory.mktemp("corpus") / "tables"
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "extract", "corpus/announcements", "--out", str(out), "--jobs", "2"],
        cwd=Path(__file__).parents[1], capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return out


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment in which clients of a Prefect server run."""
    with prefect_server(tmp_path_factory.mktemp("prefect")) as environment:
        yield environment
