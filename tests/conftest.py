"""What rooms share: stand-ins for the steps that read and join documents, the bundled corpus read once, a Prefect server.

With several processes (``pytest -n 2 --dist loadgroup``), tests that ask for the same costly thing run in one of them, so that it is made
once; all others stay with their file.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.run import Options
from tests import stand_in
from tests.serving import prefect_server

COSTLY = {"server": "prefect", "tables": "tables", "dask": "cluster", "store": "cluster", "window": "window"}
"""Fixtures that are made once a session, and the group of the tests that use them; in the order in which the groups begin."""


@pytest.hookimpl(tryfirst=True)  # before xdist looks at the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Group the tests, and let the longest groups begin, so that no process is left with one at the end."""
    if not hasattr(config, "workerinput"):
        return
    begins = {}
    for item in items:
        costly = next((group for name, group in COSTLY.items() if name in getattr(item, "fixturenames", ())), None)
        group = costly or item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group(group))
        rank = 1 if costly else 2 if item.get_closest_marker("slow") else 3
        begins[group] = min(rank, begins.get(group, rank))
    order = [*dict.fromkeys(COSTLY.values())]

    def place(item: pytest.Item) -> tuple[int, int]:
        marker = item.get_closest_marker("xdist_group")
        assert marker is not None
        group = marker.args[0]
        return begins[group], order.index(group) if group in order else 0

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
