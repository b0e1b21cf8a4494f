"""Killed at every boundary between stages, and in the middle of them, then run again: the very bytes of a night that nothing disturbed."""

from __future__ import annotations

import os
import resource
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.crawl.ledger import Ledger
from pipeline.crawl.sources import Source
from pipeline.nightly import night as night_module
from pipeline.nightly.book import Publications
from pipeline.nightly.folders import Folders
from pipeline.nightly.kept import Kept
from pipeline.publish import atomic
from tests.crawl.conftest import BEGINNING, FakeClock, source
from tests.crawl.pages import BODY, nukeviet, page, titles
from tests.crawl.portal import Portal
from tests.crawl.test_killed import in_a_fork
from tests.nightly.conftest import Nights, published

PLAN = (Path(__file__).parents[2] / "corpus" / "announcements" / "lao-cai-nong-thon-moi-tin.html").read_bytes()

POINTS: dict[str, tuple[Any, str, bool, int]] = {
    "in the middle of the crawl": (Ledger, "came", False, 1),
    "between crawl and reading": (night_module, "work", True, 1),
    "in the middle of reading": (Kept, "keep", False, 1),
    "between reading and joining": (night_module, "write_tables", True, 1),
    "in the middle of writing": (atomic, "to_disk", True, 1),
    "after the tables were written": (night_module, "write_tables", False, 1),
    "after the changes were found": (night_module, "changes", False, 1),
    "after the accounts were settled": (night_module, "settle", False, 1),
    "after the tables of the night were added": (night_module, "_add", False, 1),
    "after the checks": (night_module, "to_disk", False, 1),
    "before the decision is committed": (Publications, "decide", False, 1),
    "after the decision": (Folders, "turn", True, 1),
    "after the folder has its name": (Folders, "_link", True, 1),
    "after the link was turned": (Folders, "_link", False, 1),
    "after the link was turned, before it is noted": (Publications, "turned", True, 1),
    "before old folders are taken away": (Folders, "prune", True, 1),
    "in the middle of taking old folders away": (shutil, "rmtree", True, 3),
    "before that is noted": (Publications, "forget", True, 1),
    "after all": (Publications, "forget", False, 1),
}


@dataclass
class Setting:
    """A store and tables after a first night, a portal that has changed since, and what a second night gives that nothing disturbs."""

    base: Path
    source: Source
    tables: dict[str, bytes]
    states: dict[str, tuple[str, str]]

    def nights(self, at: Path) -> Nights:
        """The first night is over, the second is to come."""
        shutil.copytree(self.base, at, symlinks=True, dirs_exist_ok=True)
        self._moved(at)
        # Of three campaigns one is a third: more than a night may lose, had it more of them.
        return Nights(at, FakeClock(BEGINNING + timedelta(days=1)), settings={"keep": 1, "shrinking": 0.5})

    def _moved(self, at: Path) -> None:
        """The ledger knows its output folder by its place."""
        with Ledger(at / "store" / "ledger.sqlite") as ledger, ledger.transaction() as db:
            db.execute("UPDATE publications SET place = ?", (str(at / "out"),))


@pytest.fixture(scope="module")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Setting]:
    with Portal() as portal:
        nukeviet(portal, titles(3))
        portal.put("/tin-tuc/bai-2.html", PLAN)
        base = tmp_path_factory.mktemp("first")
        Nights(base).run(source(portal, "/tin-tuc/"))
        nukeviet(portal, titles(4))
        portal.put("/tin-tuc/bai-2.html", PLAN.replace(b"85 th\xc3\xb4n", b"95 th\xc3\xb4n"))
        portal.put("/tin-tuc/bai-4.html", page("Phát động thi đua", BODY, files=["/a.html", "/b.pdf"]))
        portal.remove("/tin-tuc/bai-1.html")
        setting = Setting(base, source(portal, "/tin-tuc/"), {}, {})
        nights = setting.nights(tmp_path_factory.mktemp("second"))
        nights.run(setting.source)
        setting.tables, setting.states = published(nights.out), nights.states()
        assert sorted(name for name in os.listdir(nights.out) if name[0] == "2") == ["2026-11-22"]
        assert {row[0] for row in nights.changes()} == {"added", "changed", "removed"}  # the new page joins two campaigns into one
        yield setting


def killed_at(point: str, nights: Nights, wanted: Source) -> bool:
    """Run until the point is reached; whether it was."""
    owner, name, before, nth = POINTS[point]

    def work() -> None:
        original, times = getattr(owner, name), 0

        def deadly(*given: Any, **named: Any) -> Any:
            nonlocal times
            times += 1
            if before and times == nth:
                os.kill(os.getpid(), signal.SIGKILL)
            done = original(*given, **named)
            if times == nth:
                os.kill(os.getpid(), signal.SIGKILL)
            return done

        setattr(owner, name, deadly)
        nights.run(wanted)

    return os.WIFSIGNALED(in_a_fork(work))


@pytest.mark.parametrize("point", POINTS)
def test_killed_and_run_again(point: str, setting: Setting, tmp_path: Path) -> None:
    nights = setting.nights(tmp_path)
    before = published(nights.out)
    assert killed_at(point, nights, setting.source)
    current = nights.out / "current"
    if current.resolve().name == "2026-11-21":  # what was public is whole, whatever the moment
        assert before.items() <= published(nights.out).items()
    report = nights.run(setting.source)
    assert published(nights.out) == setting.tables
    assert (nights.states(), report.flaws) == (setting.states, [])
    assert not [name for name in os.listdir(nights.out) if name.startswith(".") and name != ".lock"]


def test_killed_again_and_again(setting: Setting, tmp_path: Path) -> None:
    nights = setting.nights(tmp_path)
    for point in [*POINTS][::3]:
        killed_at(point, nights, setting.source)
    nights.run(setting.source)
    assert published(nights.out) == setting.tables
    assert nights.states() == setting.states


@pytest.mark.parametrize("room", [2_000, 20_000, 60_000])
def test_a_full_disk_ends_the_night_and_the_next_run_goes_on(room: int, setting: Setting, tmp_path: Path) -> None:
    nights = setting.nights(tmp_path)
    before = published(nights.out)

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        nights.run(setting.source)

    for _ in range(2):
        assert os.waitstatus_to_exitcode(in_a_fork(work)) == 1
        assert published(nights.out) == before
    nights.run(setting.source)
    assert published(nights.out) == setting.tables
    assert nights.states() == setting.states
