"""Nights in a row over a portal: what is new, edited, removed, attached, wanted, forbidden."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from pipeline.crawl.night import sharing_hosts
from tests.crawl.conftest import Nights, source
from tests.crawl.faults import redirect, status
from tests.crawl.pages import BODY, feed, liferay, nukeviet, page, titles, wordpress
from tests.crawl.portal import HTML, Portal

CORPUS = Path(__file__).parents[2] / "corpus" / "announcements"
PDF = (CORPUS / "an-giang-binh-dan-hoc-vu-so-ke-hoach.pdf").read_bytes()
KINDS: dict[str, tuple[Callable[[Portal], list[str]], str]] = {
    "nukeviet": (lambda portal: nukeviet(portal, titles(7)), "/tin-tuc/"),
    "wordpress": (lambda portal: wordpress(portal, titles(3), file=("/wp-content/uploads/ke-hoach.pdf", PDF)), "/chuyen-muc/thi-dua/"),
    "liferay": (lambda portal: liferay(portal, titles(4)), "/web/guest/tin"),
    "rss": (lambda portal: feed(portal, titles(4)), "/rss/thoi-su.rss"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_night_with_nothing_new_sends_conditional_requests_only(kind: str, portal: Portal, nights: Nights) -> None:
    build, start = KINDS[kind]
    paths = build(portal)
    wanted = source(portal, start, kind)
    first = nights.run(wanted)
    assert (first.state, first.tally.new, first.tally.errors) == (
        "done",
        len(portal.pages) - len([p for p in portal.pages if "page-" in p]) - 1,
        {},
    )
    assert not any(asked.is_conditional for asked in portal.log)
    assert set(paths) <= {asked.path for asked in portal.asked()}
    shots = nights.snapshots()
    portal.log.clear()
    second = nights.next(wanted)
    assert (second.tally.new, second.tally.changed, second.tally.errors) == (0, 0, {})
    assert all(asked.is_conditional for asked in portal.log)
    assert {asked.status for asked in portal.asked()} == {304}
    assert nights.snapshots() == shots


def test_nothing_is_asked_for_twice_in_a_night(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(7))
    wanted = source(portal, "/tin-tuc/")
    nights.run(wanted)
    assert len(portal.log) == len({asked.path for asked in portal.log})
    before = len(portal.asked())
    nights.run(wanted)  # the same night once more: the listing may have something new, the items are left alone
    assert [asked.path for asked in portal.asked()[before:]] == ["/tin-tuc/"]


def test_an_edited_item_is_a_new_version_and_a_visit_counter_is_none(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(3))
    path, visits = "/tin-tuc/bai-2.html", count(1000, 17)
    portal.put(path, lambda: page("Phát động thi đua", BODY, visits=next(visits)).encode(), etag=False)
    wanted = source(portal, "/tin-tuc/")
    nights.run(wanted)
    before = nights.snapshots()
    quiet = nights.next(wanted)
    assert (quiet.tally.changed, quiet.tally.unchanged) == (0, 3)
    assert nights.snapshots() == before
    with nights.ledger() as ledger:
        row = ledger.row(portal.url(path))
        assert row is not None and ledger.settle(row.url, row.sha256, "published", read_with="1")
        assert not ledger.settle(row.url, "0" * 64, "published")  # a verdict on other bytes
    portal.put(path, page("Phát động thi đua", (*BODY[:-1], "Giải nhất được tặng Cờ thi đua."), visits=next(visits)), etag=False)
    edited = nights.next(wanted)
    assert (edited.tally.new, edited.tally.changed) == (0, 1)
    assert nights.states()[path] == ("pending", "")
    assert len(set(nights.snapshots()) - set(before)) == 1


def test_a_page_that_never_changes_and_cannot_say_so_is_left_alone_longer_and_longer(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(1))
    path = "/tin-tuc/bai-1.html"
    portal.put(path, page("Phát động thi đua", BODY), etag=False)
    asked = []
    for _ in range(30):
        before = len(portal.asked(path))
        nights.next(source(portal, "/tin-tuc/"))
        asked.append(len(portal.asked(path)) - before)
    assert [night for night, times in enumerate(asked) if times] == [0, 1, 2, 4, 8, 16]


def test_a_removed_item_keeps_what_was_fetched(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(3))
    wanted, path = source(portal, "/tin-tuc/"), "/tin-tuc/bai-2.html"
    nights.run(wanted)
    before = nights.snapshots()
    portal.remove(path)
    gone = nights.next(wanted)
    assert (gone.tally.gone, gone.tally.failed, gone.tally.errors) == (1, 0, {"gone": 1})
    assert nights.snapshots() == before
    with nights.ledger() as ledger:
        row = ledger.row(portal.url(path))
        assert row is not None and str(row.gone_on) == "2026-11-22" and row.state == "pending"
    nukeviet(portal, titles(3))
    nights.next(wanted)
    with nights.ledger() as ledger:
        row = ledger.row(portal.url(path))
        assert row is not None and row.gone_on is None


def test_attachments_come_with_their_item_and_only_from_listed_hosts(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(1))
    files = ["/files/ke-hoach.pdf", "/files/cong-van.pdf", "http://elsewhere.example/phu-luc.pdf"]
    portal.put("/tin-tuc/bai-1.html", page("Phát động thi đua", BODY, files=files))
    portal.put(files[0], PDF, "application/pdf")
    portal.put(files[1], page("Đăng nhập", ["Vui lòng đăng nhập để tải tệp."]), HTML)
    visit = nights.run(source(portal, "/tin-tuc/"))
    assert visit.tally.errors == {"login_wall": 1, "host_not_listed": 1}
    assert visit.tally.examples["host_not_listed"].startswith("http://elsewhere.example/phu-luc.pdf")
    assert [asked.path for asked in portal.asked()][1:] == ["/tin-tuc/bai-1.html", files[1], files[0]]
    assert nights.states() == {files[0]: ("pending", ""), files[1]: ("failed", "login_wall"), "/tin-tuc/bai-1.html": ("pending", "")}
    with nights.ledger() as ledger:
        shots = {shot.media_type: shot for shot in nights.store.snapshots(ledger)}
    assert shots["application/pdf"].path.read_bytes() == PDF
    assert shots["application/pdf"].items == (portal.url("/tin-tuc/bai-1.html"),)


def test_words_that_an_item_must_have_are_looked_for_in_its_own_text(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, ["Khai mạc hội chợ", "Lễ ra quân", "Tin buồn"])
    portal.put(
        "/tin-tuc/bai-3.html",
        page("Khai mạc hội chợ", ["Hội chợ có 120 gian hàng của các hợp tác xã trong tỉnh.", "Hội chợ kéo dài ba ngày."]),
    )
    portal.put(
        "/tin-tuc/bai-2.html",
        page("Lễ ra quân", ["Tỉnh đoàn phát động phong trào THI ĐUA mừng ngày hội lớn.", "Lễ ra quân có 500 đoàn viên."]),
    )
    portal.put("/tin-tuc/bai-1.html", page("Tin buồn", ["Gia đình báo tin.", "Lễ viếng từ 7 giờ."]))
    visit = nights.run(source(portal, "/tin-tuc/", must_have=("thi dua", "khen thưởng")))
    assert (visit.tally.new, visit.tally.rejected) == (1, 2)  # the menu of each page has both words
    assert nights.states()["/tin-tuc/bai-3.html"] == ("rejected", "must_have")
    assert len(list((nights.folder / "objects").rglob("*/*"))) == 2  # the listing and the item
    portal.log.clear()
    nights.next(source(portal, "/tin-tuc/", must_have=("thi dua", "khen thưởng")))
    assert [asked.path for asked in portal.asked()] == ["/tin-tuc/", "/tin-tuc/bai-2.html"]


def test_items_that_are_too_old_are_rejected_unfetched_and_end_the_walk(portal: Portal, nights: Nights) -> None:
    feed(portal, titles(3))
    old = portal.pages["/rss/thoi-su.rss"].body
    assert isinstance(old, bytes)
    portal.put("/rss/thoi-su.rss", old.replace(b"19 Nov 2026", b"19 Nov 2025", 2), "application/rss+xml")
    visit = nights.run(source(portal, "/rss/thoi-su.rss", "rss", since_days=45))
    assert visit.tally.new == 1
    assert sorted(nights.states().values()) == [("pending", ""), ("rejected", "too_old"), ("rejected", "too_old")]


ROBOTS = "User-agent: *\nDisallow: /tin-tuc/bai-2\nCrawl-delay: 7\n"


def test_robots_forbid_and_delay_and_may_be_lifted(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(3))
    portal.put("/robots.txt", ROBOTS, "text/plain")
    visit = nights.run(source(portal, "/tin-tuc/"))
    assert visit.tally.errors == {"robots": 1} and visit.tally.new == 2
    assert not portal.asked("/tin-tuc/bai-2.html")
    assert nights.states()["/tin-tuc/bai-2.html"] == ("rejected", "robots")
    assert len(portal.asked("/robots.txt")) == 1
    assert min(nights.clock.slept) == 7
    portal.put("/robots.txt", "User-agent: *\nAllow: /\n", "text/plain")
    assert nights.next(source(portal, "/tin-tuc/")).tally.new == 1


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [(status(404), True), (status(403), True), (status(500), False), (status(503), False), (status(429), False),
     (redirect("/tin-tuc/"), True),
     (redirect("http://elsewhere.example/robots.txt"), True), (lambda handler: handler.connection.close(), False)],
    ids=["404", "403", "500", "503", "429", "a page", "another host", "no answer"],
)  # fmt: skip
def test_robots_that_cannot_be_had(robots: Callable[[object], None], allowed: bool, portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(2))
    portal.fail("/robots.txt", robots, always=True)
    visit = nights.run(source(portal, "/tin-tuc/"))
    assert (visit.tally.new, len(portal.asked("/tin-tuc/bai-1.html"))) == ((2, 1) if allowed else (0, 0))
    if not allowed:
        assert (visit.state, visit.why) == ("failed", "robots_unreachable")
        portal.heal()
        nights.clock.forward(hours=2)
        assert nights.next(source(portal, "/tin-tuc/")).tally.new == 2


def test_one_page_under_several_addresses_is_one_item(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(2))
    listing = (
        '<html><body><div class="news_column"><h3><a href="/tin-tuc/bai-1.html?utm_source=zalo">Một phong trào</a></h3>'
        '<h3><a href="/tin-tuc/bai-1.html">Một phong trào</a></h3><h3><a href="/cu/1">Một phong trào cũ</a></h3>'
        '<h3><a href="/tin-tuc/bai-2.html?b=1&a=2">Hai phong trào</a></h3>'
        '<h3><a href="/tin-tuc/bai-2.html?a=2&amp;b=1#top">Hai phong trào</a></h3></div></body></html>'
    )
    portal.put("/tin-tuc/", listing)
    portal.put("/tin-tuc/bai-1.html?utm_source=zalo", page("Một", BODY))
    portal.fail("/cu/1", redirect("/tin-tuc/bai-1.html", 301), always=True)
    portal.put("/tin-tuc/bai-2.html?b=1&a=2", page("Hai", BODY))
    visit = nights.run(source(portal, "/tin-tuc/", min_rows=0))
    assert visit.tally.new == 2 and visit.tally.rejected == 1
    assert nights.states()["/cu/1"] == ("rejected", "duplicate")
    assert len(nights.snapshots()) == 2
    asked = [asked.path for asked in portal.asked()]
    assert asked.count("/tin-tuc/bai-2.html?b=1&a=2") == 1 and "/tin-tuc/bai-2.html?a=2&b=1" not in asked


def test_a_paused_source_is_not_visited_and_a_broken_one_costs_no_other(
    portal: Portal, nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    nukeviet(portal, titles(2))
    liferay(portal, titles(2))
    one, two = source(portal, "/tin-tuc/", id="one"), source(portal, "/web/guest/tin", "liferay", id="two")
    from pipeline.crawl import walk

    reading = walk.read_listing

    def breaks(source: object, *rest: object) -> object:
        if source == one:
            raise RuntimeError("a strange page")
        return reading(source, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(walk, "read_listing", breaks)
    visit = nights.run(replace(one, id="three", pause=True), one, two)
    assert (visit.source, visit.state, visit.tally.new) == ("two", "done", 2)
    with nights.ledger() as ledger:
        from pipeline.crawl.visits import Visits

        assert [(entry.source, entry.state, entry.why) for entry in Visits(ledger).all()] == [
            ("one", "failed", "defect"),
            ("two", "done", ""),
        ]


def test_a_page_that_two_sources_list_belongs_to_the_first(portal: Portal, nights: Nights) -> None:
    paths = nukeviet(portal, titles(3))
    one, two, three = (source(portal, "/tin-tuc/", id=name, hosts=hosts) for name, hosts in (
        ("one", (portal.site,)), ("two", ("khac.vn",)), ("three", (portal.site, "khac.vn")),
    ))  # fmt: skip
    assert [[entry.id for entry in group] for group in sharing_hosts([one, two])] == [["one"], ["two"]]
    assert [[entry.id for entry in group] for group in sharing_hosts([two, three, one])] == [["two", "three", "one"]]
    nights.run(three, one)
    with nights.ledger() as ledger:
        assert [(row.source, row.state) for row in ledger.rows()] == [("three", "pending")] * 3
    assert all(len(portal.asked(path)) == 1 for path in paths)


def test_a_source_paused_in_the_ledger_rests_until_it_is_resumed(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(2))
    one, two = source(portal, "/tin-tuc/", id="one"), source(portal, "/tin-tuc/", id="two")
    with nights.ledger() as ledger:
        ledger.pause("two", nights.clock.now())
        assert list(ledger.paused()) == ["two"]
    assert nights.run(one, two).source == "one"
    with nights.ledger() as ledger:
        assert ledger.resume("two") and not ledger.resume("two")
    assert nights.next(one, two).source == "two"


def test_bytes_that_are_lost_are_named_and_fetched_again(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(2))
    nights.run(source(portal, "/tin-tuc/"))
    with nights.ledger() as ledger:
        row = ledger.fetched()[0]
        nights.store.path(row.sha256).unlink()
        assert nights.store.missing(ledger) == [row.url]
        assert len(nights.store.snapshots(ledger)) == 1
    assert nights.next(source(portal, "/tin-tuc/")).tally.changed == 1
    with nights.ledger() as ledger:
        assert nights.store.missing(ledger) == []
        assert len(nights.store.snapshots(ledger)) == 2


def test_the_items_of_a_sitemap_index_are_those_of_its_sitemaps(portal: Portal, nights: Nights) -> None:
    paths = nukeviet(portal, titles(4))
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    entries = "".join(f"<url><loc>{portal.url(path)}</loc><lastmod>2026-11-19</lastmod></url>" for path in paths)
    portal.put("/s-1.xml", f"<urlset {space}>{entries}</urlset>", "application/xml")
    portal.put(
        "/sitemap.xml", f"<sitemapindex {space}><sitemap><loc>{portal.url('/s-1.xml')}</loc></sitemap></sitemapindex>", "application/xml"
    )
    visit = nights.run(source(portal, "/sitemap.xml", "sitemap", min_rows=4, max_rows=4))
    assert (visit.tally.listed, visit.tally.new, visit.tally.errors) == (4, 4, {})


def test_two_sources_of_one_host_take_turns(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(4))
    liferay(portal, titles(4))
    portal.time = nights.clock.monotonic
    nights.run(source(portal, "/tin-tuc/", id="one", pace=2), source(portal, "/web/guest/tin", "liferay", id="two"))
    times = [asked.at for asked in portal.log]
    assert len(times) == 11  # robots.txt once
    assert min(later - earlier for earlier, later in zip(times, times[1:], strict=False)) >= 1
    agents = {asked.headers["user-agent"] for asked in portal.log}
    assert len(agents) == 1 and agents.pop().startswith("thidua/") and "https://example.org/thu" in portal.log[0].headers["user-agent"]
