"""Stand-ins for the steps that read and join documents, for tests of the shell; the bundled corpus, read once for all that look at it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.run import Options
from tests import stand_in


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
