"""Nights in a row over a portal: crawled, read, joined and published, with a clock that only the tests move."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.crawl.ledger import Ledger
from pipeline.crawl.limits import Limits
from pipeline.crawl.sources import Source
from pipeline.crawl.store import Store
from pipeline.nightly.folders import Folders
from pipeline.nightly.night import Report, Settings, run_night
from pipeline.run import Options
from tests.crawl.conftest import QUICK, FakeClock
from tests.crawl.portal import Portal


@dataclass
class Nights:
    """Nights of one store and one output folder. Documents are read in this process (``jobs=0``), so that nothing has to start."""

    at: Path
    clock: FakeClock = field(default_factory=FakeClock)
    limits: Limits = QUICK
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return Store(self.at / "store")

    @property
    def out(self) -> Path:
        return self.at / "out"

    def run(self, *sources: Source, stage: Any = None, **changes: Any) -> Report:
        """One night now."""
        settings = Settings(
            contact="https://example.org/thu", allow_private=True, options=Options(jobs=0), clock=self.clock, limits=self.limits
        )
        settings = replace(settings, **{**self.settings, **changes})
        more = {} if stage is None else {"stage": stage}
        return run_night(sources, self.store, Folders(self.out), settings, **more)

    def next(self, *sources: Source, **changes: Any) -> Report:
        """The same a day later."""
        self.clock.forward(days=1)
        return self.run(*sources, **changes)

    def rows(self, table: str, folder: str = "current") -> list[dict[str, str]]:
        with (self.out / folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def changes(self) -> list[tuple[str, str, str, str]]:
        """Change, table, path of the document, field."""
        return [(row["change"], row["table"], "/" + row["source"].split("/", 3)[3], row["field"]) for row in self.rows("changes")]

    def states(self) -> dict[str, tuple[str, str]]:
        """Path of every item and attachment to its state and why."""
        with Ledger(self.store.ledger) as ledger:
            return {"/" + row.url.split("/", 3)[3]: (row.state, row.why) for row in ledger.rows()}


def published(out: Path) -> dict[str, bytes]:
    """Every file that is published, hidden ones left out, by its path; links as what they lead to."""
    return {
        path.relative_to(out).as_posix(): path.readlink().as_posix().encode() if path.is_symlink() else path.read_bytes()
        for path in sorted(out.rglob("*"))
        if (path.is_symlink() or path.is_file()) and not any(part.startswith(".") for part in path.relative_to(out).parts)
    }


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as portal:
        yield portal


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    return Nights(tmp_path)
