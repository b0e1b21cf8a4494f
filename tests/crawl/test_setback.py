"""A machine whose clock goes ahead or is set back, between nights and within one: nothing is skipped for good, nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.crawl.conftest import BEGINNING, FakeClock, Nights, source
from tests.crawl.faults import status
from tests.crawl.pages import BODY, feed, nukeviet, page, titles
from tests.crawl.portal import Portal

YEARS = timedelta(days=3653)


class WrongClock(FakeClock):
    """A clock that is set by so much when it is asked for the nth time."""

    def __init__(self, moment: datetime, nth: int, by: timedelta) -> None:
        super().__init__(moment)
        self._left, self._by = nth, by
        self._went = 0.0

    def now(self) -> datetime:
        self._left -= 1
        if self._left == 0:
            self._moment += self._by
        return super().now()

    def monotonic(self) -> float:
        return self._went

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        self._went += seconds


def ahead(nights: Nights, by: timedelta = YEARS) -> None:
    nights.clock = FakeClock(BEGINNING + by)


def right(nights: Nights, days: float = 1) -> None:
    nights.clock = FakeClock(BEGINNING + timedelta(days=days))


def contents(nights: Nights) -> dict[str, str]:
    return {shot[1]: shot[2] for shot in nights.snapshots()}


def test_a_page_is_looked_at_again_whatever_the_clock_was(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(3))
    wanted = source(portal, "/tin-tuc/")
    ahead(nights)
    nights.run(wanted)
    for day in (1, 2, 3):
        right(nights, day)
        portal.put("/tin-tuc/bai-2.html", page("Phát động thi đua", (*BODY, f"Lần {day}.")))
        visit = nights.run(wanted)
        assert (visit.tally.new, visit.tally.changed, visit.tally.errors) == (0, 1, {})


def test_a_quiet_page_rests_from_the_day_it_is_and_not_from_one_to_come(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(2))
    portal.put("/tin-tuc/bai-1.html", page("Phát động thi đua", BODY), etag=False)
    wanted = source(portal, "/tin-tuc/")
    ahead(nights)
    for _ in range(5):
        nights.next(wanted)
    portal.put("/tin-tuc/bai-1.html", page("Phát động thi đua", (*BODY, "Đã sửa.")), etag=False)
    changed = 0
    for day in range(1, 20):
        right(nights, day)
        changed += nights.run(wanted).tally.changed
    assert changed == 1


@pytest.mark.parametrize("by", [timedelta(days=2), YEARS])
def test_a_host_is_left_alone_no_longer_than_it_may_ask(by: timedelta, portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(2))
    wanted = source(portal, "/tin-tuc/")
    ahead(nights, by)
    portal.fail("/tin-tuc/", status(429, Retry_After="86400"), always=True)
    assert nights.run(wanted).state == "failed"
    portal.heal()
    states = []
    for day in range(1, 10):
        right(nights, day)
        states.append(nights.run(wanted).state)
    assert states[-1] == "done" and states[0] == "failed"  # still polite at first: who knows which clock was right


def test_items_behind_the_first_page_are_found_though_a_walk_was_whole_in_days_to_come(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(4), per_page=2)
    wanted = source(portal, "/tin-tuc/")
    ahead(nights)
    nights.run(wanted)
    nukeviet(portal, titles(10), per_page=2)
    right(nights)
    portal.fail("/tin-tuc/page-2/", status(500), always=True)
    portal.fail("/tin-tuc/page-2", status(500), always=True)
    nights.run(wanted)  # the walk does not get beyond the first page
    portal.heal()
    nights.next(wanted)
    nights.next(wanted)
    assert len(nights.states()) == 10


def test_what_was_too_old_for_a_clock_ahead_is_had_when_it_is_right(portal: Portal, nights: Nights) -> None:
    feed(portal, titles(3))
    wanted = source(portal, "/rss/thoi-su.rss", "rss", since_days=60)
    ahead(nights)
    nights.run(wanted)
    assert {why for _, why in nights.states().values()} == {"too_old"}
    right(nights)
    nights.run(wanted)
    assert {state for state, _ in nights.states().values()} == {"pending"}
    assert len(contents(nights)) == 3


def test_a_robots_txt_that_was_missing_in_days_to_come_is_asked_for_anew(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(2))
    wanted = source(portal, "/tin-tuc/")
    ahead(nights)
    nights.run(wanted)
    portal.put("/robots.txt", "User-agent: *\nDisallow: /\n", "text/plain")
    right(nights)
    assert nights.run(wanted).why == "robots"


@pytest.mark.parametrize("by", [-YEARS, -timedelta(days=1), -timedelta(seconds=90), timedelta(days=1), YEARS], ids=str)
@pytest.mark.parametrize("nth", [1, 2, 4, 7, 12])
def test_set_in_the_middle_of_a_night(by: timedelta, nth: int, portal: Portal, nights: Nights, tmp_path: Path) -> None:
    nukeviet(portal, titles(4), per_page=2)
    wanted = source(portal, "/tin-tuc/")
    undisturbed = Nights(tmp_path / "undisturbed")
    undisturbed.run(wanted)
    nights.clock = WrongClock(BEGINNING, nth, by)
    assert nights.run(wanted).state == "done"
    assert contents(nights) == contents(undisturbed)
    portal.put("/tin-tuc/bai-4.html", page("Phát động thi đua", (*BODY, "Đã sửa.")))
    for day in (1, 2):  # the clock is right again
        right(nights, day)
        nights.run(wanted)
    undisturbed.next(wanted)
    assert contents(nights) == contents(undisturbed)
    assert nights.states() == undisturbed.states()
    assert max(nights.clock.slept, default=0.0) <= 120


def test_a_right_ledger_is_left_alone(portal: Portal, nights: Nights) -> None:
    from pipeline.crawl.clock import night_of
    from pipeline.crawl.setback import bring_down

    nukeviet(portal, titles(3))
    portal.fail("/tin-tuc/bai-1.html", status(429, Retry_After="86400"), always=True)
    nights.run(source(portal, "/tin-tuc/"))
    with nights.ledger() as ledger:
        now = nights.clock.now()
        assert bring_down(ledger, now, night_of(now), 86400.0) == 0
        earlier = datetime(2020, 1, 1, tzinfo=UTC)
        assert bring_down(ledger, earlier, night_of(earlier), 86400.0) > 0
        assert bring_down(ledger, earlier, night_of(earlier), 86400.0) == 0
        assert ledger.check() == []
