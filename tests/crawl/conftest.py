"""A portal, a clock that only the tests move, and nights in a row over both."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.crawl.kinds import KINDS
from pipeline.crawl.ledger import Ledger
from pipeline.crawl.limits import Limits
from pipeline.crawl.night import crawl
from pipeline.crawl.sources import Source
from pipeline.crawl.store import Store
from pipeline.crawl.visits import Visit
from tests.crawl.portal import Portal

BEGINNING = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)  # 01:30 on the 21st in Việt Nam
QUICK = Limits(connect=10, silence=10, response=20, tries=2, body=1 << 20, unpacked=2 << 20, free=0)

HASTY = replace(QUICK, silence=0.5, response=1.0)  # for servers that are slow on purpose


class FakeClock:
    """A clock that stands still until somebody sleeps or the test moves it."""

    def __init__(self, moment: datetime = BEGINNING) -> None:
        self._moment = moment
        self._lock = threading.Lock()
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self._moment

    def monotonic(self) -> float:
        return self._moment.timestamp()

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self._moment += timedelta(seconds=seconds)

    def forward(self, **by: float) -> None:
        self._moment += timedelta(**by)


@dataclass
class Nights:
    """Crawls of one store, a night each; ``visits`` of the last one by source."""

    folder: Path
    clock: FakeClock = field(default_factory=FakeClock)
    limits: Limits = QUICK

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        with Ledger(self.store.ledger) as ledger:
            yield ledger

    @property
    def store(self) -> Store:
        return Store(self.folder)

    def run(self, *sources: Source, **options: Any) -> Visit:
        """One crawl now; the visit of the last source."""
        with self.store.held(), self.ledger() as ledger:
            visits = crawl(
                sources, self.store, ledger, contact="https://example.org/thu", clock=self.clock, limits=self.limits,
                **{"allow_private": True, **options},
            )  # fmt: skip
            assert not (wrong := ledger.check()), wrong
        return visits[-1]

    def next(self, *sources: Source, **options: Any) -> Visit:
        """The same a day later."""
        self.clock.forward(days=1)
        return self.run(*sources, **options)

    def states(self) -> dict[str, tuple[str, str]]:
        """Path of every item and attachment to its state and why."""
        with self.ledger() as ledger:
            return {"/" + row.url.split("/", 3)[3]: (row.state, row.why) for row in ledger.rows()}

    def snapshots(self) -> list[tuple[str, ...]]:
        """What the extraction is given, comparable."""
        with self.ledger() as ledger:
            return [
                (
                    shot.source,
                    shot.url,
                    shot.sha256,
                    shot.media_type,
                    shot.at.isoformat(),
                    str(shot.headers),
                    shot.title,
                    str(shot.items),
                    shot.state,
                )
                for shot in self.store.snapshots(ledger)
            ]


def source(portal: Portal, start: str, kind: str = "nukeviet", **changes: Any) -> Source:
    """A source of the portal that wants every item."""
    plain = Source(
        id="thu",
        agency="Cổng thông tin thử",
        level="tinh",
        province_code="68",
        hosts=(portal.site,),
        start=(start if "://" in start else portal.url(start),),
        kind=kind,
        item=KINDS[kind].item,
        next=KINDS[kind].next,
        pages=5,
        since_days=3650,
        must_have=(),
        pause=False,
        pace=1.0,
        rhythm_days=1.0,
        min_rows=0,
        max_rows=1000,
    )
    return replace(plain, **changes)


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as portal:
        yield portal


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    return Nights(tmp_path / "store")
