"""A schedule fires on a real server: with a library too new it never does, and nothing says so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.serving import running, until

ROOT = Path(__file__).parents[2]
SERVE = """
import sys
from pipeline.flows import extract
extract.serve(name="every-five-seconds", interval=5, limit=1, parameters={"inputs": [sys.argv[1]], "out": sys.argv[2]})
"""

pytestmark = pytest.mark.slow


def test_a_schedule_fires(server: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plan.txt").write_text("KẾ HOẠCH\nPhát động phong trào thi đua năm 2024\n", encoding="utf-8")
    serving = [sys.executable, "-c", SERVE, str(tmp_path / "in"), str(tmp_path / "out")]
    with running(serving, tmp_path, {**server, "PYTHONPATH": str(ROOT)}):
        fired = until((tmp_path / "out" / "datapackage.json").exists)
    assert fired, (tmp_path / "0.log").read_text(encoding="utf-8")
