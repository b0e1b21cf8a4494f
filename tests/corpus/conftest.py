"""Gold of the bundled corpus."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"


@pytest.fixture(scope="session")
def gold() -> dict[str, dict[str, Any]]:
    """Gold files by the name of their document."""
    files = sorted((CORPUS / "gold").glob("*.json"))
    return {(g := json.loads(path.read_text(encoding="utf-8")))["source"]: g for path in files}
