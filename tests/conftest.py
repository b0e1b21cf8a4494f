"""Stand-ins for the steps that read and join documents, for tests of the shell round them."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from pipeline.run import Options
from tests import stand_in


@pytest.fixture
def plain_joining(monkeypatch: pytest.MonkeyPatch) -> None:
    """Joining that makes every document a campaign of its own."""
    module = ModuleType("pipeline.resolve.across")
    module.resolve = stand_in.resolve  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pipeline.resolve.across", module)


@pytest.fixture
def plain_options(plain_joining: None) -> Options:
    """Options of a run that reads with the stand-in."""
    return Options(jobs=2, step=stand_in.STEP, timeout=20)
