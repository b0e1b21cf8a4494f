"""What goes wrong on the way, against a real server: each fault by its name, nothing lost, and all mended when the server is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.crawl.conftest import BEGINNING, HASTY, QUICK, Nights, source
from tests.crawl.faults import (
    bomb,
    cut,
    d1n,
    endless,
    hang_up,
    junk,
    redirect,
    retry_at,
    silent,
    slow,
    slow_head,
    status,
    too_long,
    too_short,
)
from tests.crawl.pages import BODY, nukeviet, page, titles
from tests.crawl.portal import Behaviour, Portal

ITEM = "/tin-tuc/bai-2.html"
LISTING = "/tin-tuc/"

# Behaviour of an item's page, what it is called, and whether it is tried again on the same night.
FAULTS: dict[str, tuple[Behaviour, str, bool]] = {
    "500": (status(500), "server_error", True),
    "502": (status(502), "server_error", True),
    "503 without Retry-After": (status(503), "server_error", True),
    "slow body": (slow, "timeout", True),
    "slow head": (slow_head, "timeout", True),
    "silence": (silent, "timeout", True),
    "cut connection": (cut, "cut", True),
    "closed without a word": (hang_up, "cut", True),
    "length too long": (too_long, "cut", True),
    "length too short": (too_short, "wrong_length", True),
    "not HTTP": (junk, "protocol", False),
    "403": (status(403), "forbidden", False),
    "404": (status(404), "gone", False),
    "410": (status(410), "gone", False),
    "418": (status(418), "refused", False),
    "300": (status(300), "refused", False),
    "redirect without a place": (status(302), "refused", False),
    "redirect loop": (redirect(ITEM), "redirects", False),
    "redirect to another host": (redirect("http://elsewhere.example/bai"), "host_not_listed", False),
    "redirect to a private address": (redirect("http://10.0.0.1/bai"), "host_not_listed", False),
    "redirect to the cloud's metadata": (redirect("http://169.254.169.254/latest/meta-data/"), "host_not_listed", False),
    "redirect to another port": (redirect("http://127.0.0.1:22/"), "host_not_listed", False),
    "redirect to a file": (redirect("file:///etc/passwd"), "address", False),
    "redirect with a password": (redirect("http://thidua:mat-khau@127.0.0.1/"), "address", False),
    "redirect to a login": (redirect("/dang-nhap?returnUrl=%2Ftin"), "login_wall", False),
    "redirect home": (redirect("/trang-chu"), "soft_404", False),
    "gzip bomb": (bomb(64 << 20), "bomb", False),
    "1 GB, told": (endless(1 << 30, tell=True, sent=[]), "too_large", False),
    "1 GB, untold": (endless(1 << 30, tell=False, sent=[]), "too_large", False),
    "a packing nobody asked for": (status(200, Content_Encoding="br"), "packing", False),
    "cookie page without end": (lambda handler: handler.answer(200, b'<script>document.cookie="D1N=1a2b";</script>'), "d1n", False),
    "a picture": (lambda handler: handler.answer(200, b"\x89PNG\r\n\x1a\n" + bytes(64), media="image/png"), "not_a_document", False),
    "no text": (lambda handler: handler.answer(200, b"<html><body></body></html>"), "empty_page", False),
}


@pytest.fixture
def listed(portal: Portal) -> Portal:
    nukeviet(portal, titles(3))
    portal.put("/trang-chu", page("Trang chủ", BODY))
    return portal


@pytest.mark.parametrize("name", FAULTS)
def test_an_item_fails_by_name_and_comes_another_night(name: str, listed: Portal, nights: Nights) -> None:
    behaviour, kind, tried_again = FAULTS[name]
    listed.fail(ITEM, behaviour, always=True)
    nights.limits = HASTY if kind == "timeout" else QUICK
    visit = nights.run(source(listed, LISTING))
    assert (visit.state, visit.tally.new) == ("done", 2)
    assert visit.tally.errors == {kind: 1}
    state, why = nights.states()[ITEM]
    assert (state, why) == ("rejected" if kind in ("host_not_listed", "address") else "failed", kind)
    if tried_again:
        assert len(listed.asked(ITEM)) == QUICK.tries
        assert len([slept for slept in nights.clock.slept if slept > 1.5]) == QUICK.tries - 1
    assert not [asked for asked in listed.log if "etc" in asked.path]
    listed.heal()
    again = nights.next(source(listed, LISTING))
    came = kind not in ("too_large", "bomb", "not_a_document")  # these are not asked for again
    assert nights.states()[ITEM][0] == ("pending" if came else "failed")
    assert again.tally.new == int(came)


@pytest.mark.parametrize("name", [name for name, (_, _, tried_again) in FAULTS.items() if tried_again])
def test_a_fault_that_passes_is_not_seen(name: str, listed: Portal, nights: Nights) -> None:
    listed.fail(ITEM, FAULTS[name][0])
    nights.limits = HASTY if FAULTS[name][1] == "timeout" else QUICK
    visit = nights.run(source(listed, LISTING))
    assert visit.tally.new == 3 and not visit.tally.errors
    assert {state for state, _ in nights.states().values()} == {"pending"}


@pytest.mark.parametrize("tell", [True, False])
def test_a_gigabyte_is_not_read(tell: bool, listed: Portal, nights: Nights) -> None:
    sent: list[int] = []
    listed.fail(ITEM, endless(1 << 30, tell=tell, sent=sent))
    nights.run(source(listed, LISTING))
    assert sum(sent) < 24 << 20
    stored = sum(path.stat().st_size for path in nights.folder.rglob("*") if path.is_file())
    assert stored < 1 << 20


def test_an_item_that_always_fails_is_given_up_and_can_be_retried(listed: Portal, nights: Nights) -> None:
    listed.fail(ITEM, status(500), always=True)
    nights.run(source(listed, LISTING))
    for _ in range(QUICK.nights + 2):
        nights.next(source(listed, LISTING))
    assert len(listed.asked(ITEM)) == QUICK.nights * QUICK.tries
    with nights.ledger() as ledger:
        row = ledger.row(listed.url(ITEM))
        assert row is not None and (row.state, row.why, row.tries) == ("failed", "server_error", QUICK.nights)
        assert ledger.retry() == 1
    listed.heal()
    assert nights.next(source(listed, LISTING)).tally.new == 1


@pytest.mark.parametrize(
    ("behaviour", "waited"),
    [(status(429, Retry_After="60"), 60), (status(503, Retry_After="90"), 90), (retry_at(429, BEGINNING.timestamp() + 100), 90)],
)
def test_a_short_retry_after_is_waited_for(behaviour: Behaviour, waited: float, listed: Portal, nights: Nights) -> None:
    listed.fail(ITEM, behaviour)
    visit = nights.run(source(listed, LISTING))
    assert visit.tally.new == 3
    assert waited <= max(nights.clock.slept) < 120


@pytest.mark.parametrize(
    ("behaviour", "days"),
    [
        (status(429, Retry_After=str(36 * 3600)), 1),
        (status(503, Retry_After=str(36 * 3600)), 1),
        (retry_at(503, (BEGINNING + timedelta(hours=36)).timestamp()), 1),
        (status(503, Retry_After="99999999999"), 6),  # believed for a week
        (status(429), 0),
        (status(429, Retry_After="bao giờ cũng được".encode().decode("latin-1")), 0),
    ],
)
def test_a_long_retry_after_is_kept_for_other_nights(behaviour: Behaviour, days: int, listed: Portal, nights: Nights) -> None:
    listed.fail(ITEM, behaviour)
    visit = nights.run(source(listed, LISTING))
    assert visit.tally.errors == {"busy": 1}
    assert len(listed.asked()) == 3  # listing, first item, and the one that said it
    assert nights.states()[ITEM] == ("pending", "")
    for _ in range(days):
        before = len(listed.log)
        quiet = nights.next(source(listed, LISTING))
        assert len(listed.log) == before
        assert (quiet.state, quiet.why) == ("failed", "waiting")
    assert nights.next(source(listed, LISTING)).tally.new == 2


def test_a_host_that_fails_and_fails_is_left_alone_for_the_night(portal: Portal, nights: Nights) -> None:
    paths = nukeviet(portal, titles(9), per_page=9)
    for path in paths:
        portal.fail(path, status(500), always=True)
    visit = nights.run(source(portal, LISTING))
    assert len(portal.asked()) == 1 + 5
    assert visit.tally.errors == {"server_error": 2, "waiting": 1}
    portal.heal()
    assert nights.next(source(portal, LISTING)).tally.new == 9


@pytest.mark.parametrize(
    ("behaviour", "kind"), [(status(500), "server_error"), (silent, "timeout"), (redirect("/tin-tuc/"), "redirects"), (status(404), "gone")]
)
def test_a_listing_that_cannot_be_had_fails_the_visit_and_loses_nothing(
    behaviour: Behaviour, kind: str, listed: Portal, nights: Nights
) -> None:
    nights.run(source(listed, LISTING))
    before = nights.states()
    listed.fail(LISTING, behaviour, always=True)
    nights.limits = HASTY if kind == "timeout" else QUICK
    visit = nights.next(source(listed, LISTING))
    assert (visit.state, visit.why) == ("failed", kind)
    assert nights.states() == before


def test_a_listing_with_other_markup_is_an_empty_listing(listed: Portal, nights: Nights) -> None:
    wanted = source(listed, LISTING, min_rows=2)
    nights.run(wanted)
    before = nights.states()
    listed.put(LISTING, page("Tin tức", BODY).replace("</body>", '<div class="new-list"><p><a href="/x/1">Một</a></p></div></body>'))
    visit = nights.next(wanted)
    assert (visit.state, visit.why) == ("failed", "empty_listing")
    assert nights.states() == before
    nukeviet(listed, titles(4))  # the old markup is back, with one more
    assert nights.next(wanted).tally.new == 1


def test_too_few_and_too_many_rows_are_named(listed: Portal, nights: Nights) -> None:
    assert nights.run(source(listed, LISTING, min_rows=4)).tally.errors == {"below_minimum": 1}
    assert nights.next(source(listed, LISTING, max_rows=2)).tally.errors == {"above_maximum": 1}


def test_a_second_page_that_fails_is_read_the_next_night(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(7), per_page=3)
    portal.fail("/tin-tuc/page-2/", status(500), always=True)
    assert nights.run(source(portal, LISTING)).tally.new == 3
    portal.heal()
    assert nights.next(source(portal, LISTING)).tally.new == 4
    portal.log.clear()
    nights.next(source(portal, LISTING))
    assert not portal.asked("/tin-tuc/page-2/")  # all is known now


def test_the_cookie_page_is_answered_and_never_kept(listed: Portal, nights: Nights) -> None:
    for path in [LISTING, *(f"/tin-tuc/bai-{n}.html" for n in (1, 2, 3)), "/robots.txt"]:
        listed.fail(path, d1n("5b1ac9f0"), always=True)
    visit = nights.run(source(listed, LISTING))
    assert (visit.state, visit.tally.new, visit.tally.errors) == ("done", 3, {})
    assert all(b"D1N" not in path.read_bytes() for path in (nights.folder / "objects").rglob("*") if path.is_file())
    assert len(listed.asked(ITEM)) == 1  # the cookie is sent at once after the first page
    assert nights.next(source(listed, LISTING)).tally.unchanged == 3


@pytest.mark.parametrize(
    ("body", "media", "encoding"),
    [
        (page("Phát động thi đua", BODY, charset="iso-8859-1").encode(), "text/html; charset=ISO-8859-1", "utf-8, declared as iso-8859-1"),
        (page("Phát động thi đua", BODY).encode("utf-16"), "text/html; charset=utf-8", "utf-16, declared as utf-8"),
        ("<title>Phát động thi đua</title><p>Thi đua yêu nước.".encode("cp1258", "replace"), "text/html", "unknown"),
    ],
    ids=["utf-8 under another name", "utf-16 as utf-8", "windows-1258 without a name"],
)
def test_a_wrong_charset_is_counted_and_the_bytes_stay(body: bytes, media: str, encoding: str, listed: Portal, nights: Nights) -> None:
    listed.put(ITEM, body, media)
    visit = nights.run(source(listed, LISTING))
    assert visit.tally.encodings[encoding] == 1
    with nights.ledger() as ledger:
        shot = next(shot for shot in nights.store.snapshots(ledger) if shot.url.endswith(ITEM))
    assert shot.path.read_bytes() == body


def test_requests_of_a_night_are_limited_and_the_rest_comes_later(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(8), per_page=8)
    nights.limits = replace(QUICK, requests=4)
    first = nights.run(source(portal, LISTING))
    assert (first.tally.new, first.tally.requests, first.tally.errors) == (3, 4, {"budget": 1})
    nights.limits = replace(QUICK, seconds=3)
    second = nights.next(source(portal, LISTING))
    assert second.tally.errors == {"budget": 1} and second.tally.requests < 6
    nights.limits = QUICK
    nights.next(source(portal, LISTING))
    with nights.ledger() as ledger:
        assert all(row.is_fetched for row in ledger.rows())
