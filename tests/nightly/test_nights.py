"""Nights in a row: what is new, edited, removed, attached, refused; and what is published of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from frictionless import validate

from pipeline.crawl.ledger import Ledger
from pipeline.nightly.packing import pack, unpack
from pipeline.nightly.telling import lines
from pipeline.process import process
from tests.crawl.conftest import source
from tests.crawl.pages import BODY, feed, liferay, nukeviet, page, titles, wordpress
from tests.crawl.portal import Portal
from tests.nightly.conftest import Nights, published

CORPUS = Path(__file__).parents[2] / "corpus" / "announcements"
NEWS, PLAN = (CORPUS / "lao-cai-nong-thon-moi-tin.html").read_bytes(), (CORPUS / "lao-cai-nong-thon-moi-ke-hoach.pdf").read_bytes()
FILE = "/uploads/news/2023_03/lao-cai-nong-thon-moi-ke-hoach.pdf"
KINDS = {
    "nukeviet": (nukeviet, "/tin-tuc/"),
    "wordpress": (wordpress, "/chuyen-muc/thi-dua/"),
    "liferay": (liferay, "/web/guest/tin"),
    "rss": (feed, "/rss/thoi-su.rss"),
}


def put_plan(portal: Portal) -> str:
    """An item with its attachment, below a listing of three; its path."""
    nukeviet(portal, titles(3))
    portal.put("/tin-tuc/bai-2.html", NEWS)
    portal.put(FILE, PLAN, "application/pdf")
    return "/tin-tuc/bai-2.html"


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_night_with_nothing_new_asks_with_conditions_only_and_publishes_no_change(
    kind: str, portal: Portal, nights: Nights
) -> None:
    build, start = KINDS[kind]
    paths = build(portal, titles(3))
    wanted = source(portal, start, kind)
    first = nights.run(wanted)
    assert (first.read, first.counts) == (3, {"published": 3, "rejected": 0, "failed": 0, "pending": 0})
    assert {row["source"] for row in nights.rows("documents")} == {portal.url(path) for path in paths}
    first_tables = published(nights.out / "2026-11-21")
    tables = {path: body for path, body in first_tables.items() if not path.startswith(("changes", "source_health"))}
    portal.log.clear()
    second = nights.next(wanted)
    assert all(asked.is_conditional for asked in portal.log) and portal.log
    assert (second.read, second.changed, second.is_whole) == (0, {}, True)
    assert nights.changes() == []
    assert os.readlink(nights.out / "current") == "2026-11-22"
    assert tables.items() <= published(nights.out / "2026-11-22").items()


def test_a_page_and_its_attachment_are_documents_of_one_campaign(portal: Portal, nights: Nights) -> None:
    path = put_plan(portal)
    portal.put("/khac/ke-hoach.pdf", (CORPUS / "lam-dong-qua-deo-cham-ke-hoach.pdf").read_bytes(), "application/pdf")
    portal.put("/tin-tuc/bai-1.html", page("Phát động thi đua", BODY, files=["/khac/ke-hoach.pdf"]))
    nights.run(source(portal, "/tin-tuc/"))
    campaign = {row["source"]: row["campaign_id"] for row in nights.rows("documents")}
    assert campaign[portal.url(path)] == campaign[portal.url(FILE)] != ""
    assert campaign[portal.url("/khac/ke-hoach.pdf")] != campaign[portal.url(FILE)]
    assert validate(str(nights.out / "current" / "datapackage.json")).valid
    assert [row["published"] for row in nights.rows("source_health")] == ["5"]


def test_an_edited_item_is_told_field_by_field(portal: Portal, nights: Nights) -> None:
    path = put_plan(portal)
    wanted = source(portal, "/tin-tuc/")
    nights.run(wanted)
    old = {(row["indicator"], row["value_min"]) for row in nights.rows("targets") if row["value_min"] == "85"}
    assert old
    portal.put(path, NEWS.replace("85 thôn".encode(), "95 thôn".encode()))
    report = nights.next(wanted)
    assert (report.read, report.counts["published"]) == (1, 4)
    [value] = [row for row in nights.rows("changes") if row["field"] == "value_min"]
    assert (value["change"], value["table"], value["old"], value["new"]) == ("changed", "targets", "85", "95")
    assert {row[0] for row in nights.changes()} == {"changed"}
    assert {row[2] for row in nights.changes()} == {path}


def test_an_item_removed_stays_in_the_tables_and_is_told(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(3))
    wanted, path = source(portal, "/tin-tuc/"), "/tin-tuc/bai-2.html"
    nights.run(wanted)
    portal.remove(path)
    report = nights.next(wanted)
    assert report.counts["published"] == 3
    assert nights.changes() == [("changed", "documents", path, "gone_on")]
    assert {row["gone_on"] for row in nights.rows("documents")} == {"", "2026-11-22"}
    nukeviet(portal, titles(3))
    nights.next(wanted)
    assert nights.changes() == [("changed", "documents", path, "gone_on")]
    assert {row["gone_on"] for row in nights.rows("documents")} == {""}


def test_an_item_that_is_no_longer_wanted_is_removed_from_the_tables(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(40), per_page=40)
    wanted, path = source(portal, "/tin-tuc/", must_have=("thi đua",)), "/tin-tuc/bai-2.html"
    nights.run(wanted)
    portal.put(path, page("Tin buồn", ["Gia đình báo tin.", "Lễ viếng từ 7 giờ."]))
    listing = portal.pages["/tin-tuc/"].body
    assert isinstance(listing, bytes)
    portal.put("/tin-tuc/", listing.replace("thi đua đợt 2<".encode(), "đợt 2<".encode()))
    with Ledger(nights.store.ledger) as ledger, ledger.transaction() as db:
        db.execute("UPDATE items SET title = '' WHERE url = ?", (portal.url(path),))
    nights.next(wanted)
    assert nights.states()[path] == ("rejected", "must_have")
    assert ("removed", "documents", path, "") in nights.changes()


def test_every_item_ends_in_one_state_and_the_sums_are_told(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(6))
    portal.put("/robots.txt", "User-agent: *\nDisallow: /tin-tuc/bai-1.html", "text/plain")
    portal.put("/tin-tuc/bai-2.html", page("Tin buồn", ["Gia đình báo tin.", "Lễ viếng từ 7 giờ."]))
    portal.put("/tin-tuc/bai-4.html", page("Phát động thi đua", BODY, files=["/a.pdf", "/b.pdf"]))
    portal.put("/a.pdf", b"%PDF-1.4 broken", "application/pdf")
    portal.put("/tin-tuc/bai-5.html", portal.pages["/tin-tuc/bai-6.html"].body)  # the same bytes under another address
    listing = portal.pages["/tin-tuc/"].body
    assert isinstance(listing, bytes)
    portal.put("/tin-tuc/", listing.replace("thi đua đợt 2<".encode(), "đợt 2<".encode()))
    wanted = source(portal, "/tin-tuc/", must_have=("thi đua",))
    report = nights.run(wanted)
    states = nights.states()
    assert states.pop("/a.pdf")[0] == "failed"
    assert states == {
        "/tin-tuc/bai-1.html": ("rejected", "robots"),
        "/tin-tuc/bai-2.html": ("rejected", "must_have"),
        "/tin-tuc/bai-3.html": ("published", ""),
        "/tin-tuc/bai-4.html": ("published", ""),
        "/tin-tuc/bai-5.html": ("published", ""),
        "/tin-tuc/bai-6.html": ("rejected", "same_bytes"),
        "/b.pdf": ("failed", "gone"),
    }
    assert list(lines(report))[-1] == "8 items: 3 published, 3 rejected, 2 failed, 0 pending"
    assert not report.is_whole
    problems = {(row["severity"], row["stage"]) for row in nights.rows("problems")}
    assert problems >= {("error", "fetch"), ("error", "ingest"), ("note", "ingest")}
    with Ledger(nights.store.ledger) as ledger:
        tries = {row.url: row.tries for row in ledger.rows() if row.state == "failed"}
    again = nights.next(wanted)
    assert (again.read, again.is_whole) == (0, True)  # what failed yesterday is no news
    with Ledger(nights.store.ledger) as ledger:
        after = {row.url: row.tries for row in ledger.rows() if row.state == "failed"}
    assert after == {url: tries[url] + url.endswith("/b.pdf") for url in tries}  # only what was asked for again was tried again


def test_a_document_that_was_a_double_is_published_when_the_other_changes(portal: Portal, nights: Nights) -> None:
    paths = nukeviet(portal, titles(2))
    portal.put(paths[0], portal.pages[paths[1]].body)
    wanted = source(portal, "/tin-tuc/")
    nights.run(wanted)
    assert sorted(nights.states().values()) == [("published", ""), ("rejected", "same_bytes")]
    portal.put(paths[1], page("Phát động thi đua đợt cuối", BODY[:-1]))
    nights.next(wanted)
    assert set(nights.states().values()) == {("published", "")}


def test_a_new_version_reads_again_what_it_concerns(portal: Portal, nights: Nights) -> None:
    put_plan(portal)
    wanted = source(portal, "/tin-tuc/")
    nights.run(wanted, version_of=lambda media: "1")
    tables = published(nights.out / "current")
    assert nights.next(wanted, version_of=lambda media: "1").read == 0
    assert nights.next(wanted, version_of=lambda media: "2" if media == "application/pdf" else "1").read == 1
    assert nights.next(wanted, version_of=lambda media: "2").read == 3
    with Ledger(nights.store.ledger) as ledger:
        assert {row.read_with for row in ledger.rows()} == {"2"}
    assert tables["documents.csv"] == published(nights.out / "current")["documents.csv"]


def test_what_was_kept_is_what_was_read() -> None:
    for data, name in ((NEWS, "https://bao.vn/tin.html"), (PLAN, "https://bao.vn/ke-hoach.pdf"), (b"", "https://bao.vn/a.pdf")):
        outcome = process(data, name)
        packed = pack(outcome)
        again, _ = unpack(name, packed)
        assert (again.text, again.problems, again.done) == (outcome.text, outcome.problems, outcome.done)
        assert pack(again) == packed


def test_results_that_were_damaged_are_read_again(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(2))
    wanted = source(portal, "/tin-tuc/")
    nights.run(wanted)
    tables = published(nights.out / "current")
    kept = nights.store.folder / "extracted.sqlite"
    kept.write_bytes(b"no database at all" * 500)
    assert nights.next(wanted).read == 2
    assert tables["documents.csv"] == published(nights.out / "current")["documents.csv"]
    kept.unlink()
    assert nights.next(wanted).read == 2
