"""The bundled corpus, read once by the command for all tests here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of ``thidua extract corpus/announcements``."""
    out = tmp_path_factory.mktemp("corpus") / "tables"
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "extract", "corpus/announcements", "--out", str(out), "--jobs", "2"],
        cwd=ROOT, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return out


@pytest.fixture(scope="session")
def gold() -> dict[str, dict[str, Any]]:
    """Gold files by the name of their document."""
    files = sorted((CORPUS / "gold").glob("*.json"))
    return {(g := json.loads(path.read_text(encoding="utf-8")))["source"]: g for path in files}
