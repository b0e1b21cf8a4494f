"""Killed at any point, and run again: as if nothing had been. The crawl runs in a forked process that ends itself with SIGKILL."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pipeline.crawl import store as stores
from pipeline.crawl.ledger import Ledger
from pipeline.crawl.sources import Source
from pipeline.crawl.visits import Visits
from pipeline.crawl.warc import Archive
from pipeline.crawl.wire import Wire
from pipeline.misuse import Misuse
from tests.crawl.conftest import Nights, source
from tests.crawl.pages import BODY, nukeviet, page, titles
from tests.crawl.portal import Portal
from tests.crawl.test_nights import PDF

POINTS: dict[str, tuple[Any, str, bool]] = {
    "before a request": (Wire, "send", True),
    "after a response": (Wire, "send", False),
    "after a response was archived": (Archive, "keep", False),
    "before bytes are in place": (stores.os, "replace", True),
    "after bytes were kept": (stores.Store, "put", False),
    "after a listing was noted": (Visits, "keep_listing", False),
    "in the middle of noting a listing": (Ledger, "see", False),
    "in the middle of noting an item": (Ledger, "came", False),
    "after an item was noted with its attachments": (Ledger, "link", False),
    "before the visit is closed": (Visits, "finish", True),
    "after the visit was closed": (Visits, "finish", False),
}


def in_a_fork(work: Callable[[], None]) -> int:
    """Wait status of a process that does the work and leaves; 1 where it raised `Misuse`."""
    pid = os.fork()
    if pid == 0:
        status = 2
        try:
            work()
            status = 0
        except Misuse:
            status = 1
        finally:
            os._exit(status)
    return os.waitpid(pid, 0)[1]


def killed_at(point: str, nth: int, nights: Nights, wanted: Source) -> bool:
    """Crawl until the nth time that the point is reached; whether it was."""
    owner, name, before = POINTS[point]

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

    status = in_a_fork(work)
    assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0
    return os.WIFSIGNALED(status)


def build(portal: Portal) -> Source:
    nukeviet(portal, titles(4), per_page=2)
    portal.put("/tin-tuc/bai-3.html", page("Phát động thi đua", BODY, files=["/a.pdf"]))
    portal.put("/a.pdf", PDF, "application/pdf")
    return source(portal, "/tin-tuc/")


def outcome(nights: Nights) -> tuple[object, ...]:
    objects = sorted(path.name for path in (nights.folder / "objects").rglob("*") if path.is_file())
    return [(*shot[:4], *shot[6:]) for shot in nights.snapshots()], nights.states(), objects


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Source, tuple[object, ...]]]:
    """A source, and what a crawl of it gives that nothing disturbs."""
    with Portal() as portal:
        wanted, nights = build(portal), Nights(tmp_path_factory.mktemp("crawl") / "undisturbed")
        nights.run(wanted)
        yield wanted, outcome(nights)


@pytest.mark.parametrize("nth", [1, 4])
@pytest.mark.parametrize("point", POINTS)
def test_killed_and_run_again(point: str, nth: int, undisturbed: tuple[Source, tuple[object, ...]], nights: Nights) -> None:
    wanted, expected = undisturbed
    assert killed_at(point, nth, nights, wanted) or nth > 1
    assert nights.run(wanted).state == "done"
    assert outcome(nights) == expected
    quiet = nights.next(wanted)
    assert (quiet.tally.new, quiet.tally.changed, quiet.tally.errors) == (0, 0, {})
    assert outcome(nights) == expected


def test_killed_again_and_again(undisturbed: tuple[Source, tuple[object, ...]], nights: Nights) -> None:
    wanted, expected = undisturbed
    times = 0
    while killed_at("before a request", 5, nights, wanted):
        times += 1
        assert times < 20
    assert times > 1
    assert outcome(nights) == expected
    with nights.ledger() as ledger:
        assert {visit.state for visit in Visits(ledger).all()} == {"broken_off", "done"}


def test_a_full_disk_ends_the_night_and_the_next_run_goes_on(undisturbed: tuple[Source, tuple[object, ...]], nights: Nights) -> None:
    wanted, expected = undisturbed

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(PDF) - 1, len(PDF) - 1))  # the PDF is the first thing that is too much
        nights.run(wanted)

    for _ in range(2):
        assert os.waitstatus_to_exitcode(in_a_fork(work)) == 1
        with sqlite3.connect(nights.store.ledger) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    nights.run(wanted)
    assert outcome(nights) == expected
