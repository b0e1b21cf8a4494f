"""How sources are told to be: rhythm, silence, bounds, errors."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.crawl.ledger import Ledger
from pipeline.nightly.health import Rhythm, rhythm
from pipeline.nightly.tables import STATUSES
from tests.crawl.conftest import source
from tests.crawl.faults import status
from tests.crawl.pages import feed, nukeviet, titles
from tests.crawl.portal import Portal
from tests.nightly.conftest import Nights

START = date(2026, 1, 1)


def days(*gaps: int) -> list[date]:
    found = [START]
    for gap in gaps:
        found.append(found[-1] + timedelta(days=gap))
    return found


@pytest.mark.parametrize(
    ("gaps", "stated", "expected"),
    [
        ((), 7, Rhythm(7, 21)),  # nothing known: as the list of sources says
        ((1, 1, 1), 7, Rhythm(7, 21)),  # too little
        ((1,) * 30, 7, Rhythm(1, 3)),
        ((7,) * 10, 1, Rhythm(7, 21)),
        ((1, 1, 1, 1, 3) * 4, 1, Rhythm(1, 3)),  # weekends
        ((1,) * 17 + (10, 10), 1, Rhythm(1, 10)),  # Tết and another holiday are no alarm
        ((1,) * 40 + (30,), 1, Rhythm(1, 3)),  # one long silence does not excuse the next
    ],
)
def test_a_rhythm_is_learnt_from_the_sources_own_days(gaps: tuple[int, ...], stated: float, expected: Rhythm) -> None:
    assert rhythm(days(*gaps), stated) == expected


@given(st.lists(st.integers(0, 60), max_size=60), st.floats(0.5, 60))
def test_a_rhythm_is_within_what_was_seen_and_does_not_depend_on_order(gaps: list[int], stated: float) -> None:
    found = days(*gaps)
    assert rhythm(found, stated) == rhythm(reversed(found), stated)
    known = rhythm(found, stated)
    assert known.usual > 0 and known.longest >= known.usual


def test_a_silent_source_is_told_after_its_own_rhythm(portal: Portal, nights: Nights) -> None:
    wanted = source(portal, "/tin-tuc/", rhythm_days=30)
    for number in range(1, 10):  # an item a day
        nukeviet(portal, titles(number), per_page=20)
        report = nights.next(wanted)
    assert (report.health[0].status, report.health[0].rhythm_days, report.health[0].silent_days) == ("ok", 1, 0)
    statuses = [nights.next(wanted).health[0].status for _ in range(5)]
    assert statuses == ["ok", "ok", "ok", "silent", "silent"]
    [row] = nights.rows("source_health")
    assert (row["status"], row["silent_days"], row["expected_days"], row["last_success"]) == ("silent", "5", "3", "2026-12-05")


def test_days_come_from_the_listing_and_never_from_the_time_to_come(portal: Portal, nights: Nights) -> None:
    feed(portal, titles(2))
    body = portal.pages["/rss/thoi-su.rss"].body
    assert isinstance(body, bytes)
    portal.put("/rss/thoi-su.rss", body.replace(b"19 Nov 2026", b"19 Nov 2062", 1), "application/rss+xml")
    [health] = nights.run(source(portal, "/rss/thoi-su.rss", "rss")).health
    assert (health.last_item, health.silent_days) == (date(2026, 11, 21), 0)


def test_each_state_of_a_source_has_its_word(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(3))
    sources = [
        source(portal, "/tin-tuc/", id="ok"),
        source(portal, "/tin-tuc/", id="below", min_rows=9),
        source(portal, "/tin-tuc/", id="above", max_rows=2),
        source(portal, "/500/", id="failed"),
        source(portal, "/tin-tuc/", id="resting"),
        source(portal, "/tin-tuc/", id="paused", pause=True),
    ]
    portal.fail("/500/", status(500), always=True)
    with Ledger(nights.store.ledger) as ledger:
        ledger.pause("resting", nights.clock.now())
    report = nights.run(*sources)
    said = {row.source: row.status for row in report.health}
    assert said == {
        "ok": "ok", "below": "below_minimum", "above": "above_maximum", "failed": "failed", "resting": "paused", "paused": "paused",
    }  # fmt: skip
    assert set(said.values()) <= set(STATUSES)
    failed = next(row for row in nights.rows("source_health") if row["source"] == "failed")
    assert "server_error 1" in failed["errors"] and "500" in failed["error"]
