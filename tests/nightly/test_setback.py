"""Nights of a machine whose clock is set back or goes ahead: what is published stays whole, and the next right night is as any other."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.nightly import night as night_module
from tests.crawl.conftest import BEGINNING, FakeClock, source
from tests.crawl.pages import BODY, nukeviet, page, titles
from tests.crawl.portal import Portal
from tests.crawl.test_killed import in_a_fork
from tests.nightly.conftest import Nights, published

YEARS = timedelta(days=3653)
_OF_THE_CLOCK = ("datapackage.json", "source_health", "changes")


def tables(nights: Nights) -> dict[str, bytes]:
    """What is public, without the tables that speak of the nights themselves."""
    found = published((nights.out / "current").resolve())
    return {name: data for name, data in found.items() if not name.startswith(_OF_THE_CLOCK)}


@pytest.mark.parametrize("by", [-YEARS, -timedelta(days=1), timedelta(days=1), YEARS], ids=str)
def test_a_night_of_another_time_between_two(by: timedelta, portal: Portal, tmp_path: Path) -> None:
    nukeviet(portal, titles(3))
    wanted = source(portal, "/tin-tuc/")
    steady, moved = Nights(tmp_path / "steady"), Nights(tmp_path / "moved")
    for nights in (steady, moved):
        nights.run(wanted)
    nukeviet(portal, titles(4))
    moved.clock = FakeClock(BEGINNING + by)
    astray = moved.run(wanted)
    assert (astray.folder is not None, astray.refused, astray.flaws) == (True, [], [])
    before = {name: data for name, data in published(moved.out).items() if name.startswith("20")}
    portal.put("/tin-tuc/bai-4.html", page(titles(4)[0], (*BODY, "Phấn đấu 95% số hộ đạt chuẩn.")))
    moved.clock = FakeClock(BEGINNING + timedelta(days=2))
    report, expected = moved.run(wanted), steady.next(wanted)
    assert (report.flaws, report.refused, report.is_whole) == ([], [], True)
    assert report.counts == expected.counts
    assert tables(moved) == tables(steady)
    assert before.items() <= published(moved.out).items()  # folders published before are never touched
    assert (moved.out / "current").resolve().name == "2026-11-23"
    nukeviet(portal, titles(5))  # days that were brought down stay so: what is new tells how the source is
    moved.next(wanted, accept=True)  # the page of before is back, without its target
    [health] = moved.rows("source_health")
    assert (health["status"], health["last_success"], health["listed"]) == ("ok", "2026-11-24", "5")


@pytest.mark.parametrize("by", [-YEARS, YEARS], ids=str)
def test_a_night_that_is_killed_and_carried_on_at_another_time(by: timedelta, portal: Portal, tmp_path: Path) -> None:
    nukeviet(portal, titles(3))
    wanted = source(portal, "/tin-tuc/")
    steady, moved = Nights(tmp_path / "steady"), Nights(tmp_path / "moved")
    steady.run(wanted)

    def dying() -> None:
        setattr(night_module, "settle", lambda *given: os.kill(os.getpid(), 9))  # noqa: B010
        moved.run(wanted)

    assert os.WIFSIGNALED(in_a_fork(dying))
    moved.clock = FakeClock(BEGINNING + by)
    report = moved.run(wanted)
    assert (report.flaws, report.read, sum(report.counts.values())) == ([], 0, 3)  # nothing is read twice
    assert tables(moved) == tables(steady)
    moved.clock = FakeClock(BEGINNING + timedelta(days=1))
    assert moved.run(wanted).is_whole
    assert tables(moved) == tables(steady)


def test_the_current_folder_is_kept_though_those_of_days_to_come_look_newer(portal: Portal, nights: Nights) -> None:
    nights.settings = {"keep": 2}
    wanted = source(portal, "/tin-tuc/")
    for number, by in enumerate((YEARS, 2 * YEARS, timedelta(), timedelta(days=1)), start=1):
        nukeviet(portal, titles(number))
        nights.clock = FakeClock(BEGINNING + by)
        assert nights.run(wanted).folder == (nights.out / "current").resolve()
        assert len(nights.rows("documents")) == number
