"""The small output, written once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.query.making import output


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return output(tmp_path_factory.mktemp("small") / "out", database=True)
