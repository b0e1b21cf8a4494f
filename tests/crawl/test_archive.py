"""The archive: every response in it, one file a source and night, and the same snapshots out of it, offline."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from pipeline.crawl.ledger import Ledger
from pipeline.crawl.replay import replay
from pipeline.crawl.store import Store
from pipeline.crawl.visits import Visits
from pipeline.crawl.warc import mend, runs
from pipeline.misuse import Misuse
from tests.crawl.conftest import QUICK, Nights, source
from tests.crawl.faults import cut, d1n, status
from tests.crawl.pages import BODY, nukeviet, page, titles, wordpress
from tests.crawl.portal import Portal
from tests.crawl.test_nights import PDF, ROBOTS


def records(path: Path) -> list[tuple[str, str, str]]:
    """Type, path and status of each record."""
    with path.open("rb") as file:
        return [
            (
                record.rec_type, "/" + (record.rec_headers.get_header("WARC-Target-URI") or "///").split("/", 3)[3],
                record.http_headers.get_statuscode() if record.http_headers and record.rec_type != "request" else "",
            )
            for record in ArchiveIterator(file)
        ]  # fmt: skip


def test_every_response_is_kept_in_one_file_a_night(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(2))
    wanted = source(portal, "/tin-tuc/")
    portal.fail("/tin-tuc/bai-1.html", cut)
    nights.run(wanted)
    nights.run(wanted)
    nights.next(wanted)
    files = [path for _, path in nights.store.archives()]
    assert [path.relative_to(nights.folder / "warc").as_posix() for path in files] == ["thu/2026-11-21.warc.gz", "thu/2026-11-22.warc.gz"]
    kept = [entry for path in files for entry in records(path)]
    responses = Counter((path, status) for kind, path, status in kept if kind in ("response", "revisit"))
    assert responses == Counter((asked.path, str(asked.status)) for asked in portal.log)
    assert {status for kind, _, status in kept if kind == "revisit"} == {"304"}
    assert [kind for kind, _, _ in kept].count("warcinfo") == 3
    assert [kind for kind, _, _ in kept].count("request") == len(portal.log)


def test_the_files_are_good_warc(portal: Portal, nights: Nights) -> None:
    wordpress(portal, titles(2), file=("/a.pdf", PDF))
    portal.fail("/2026/11/bai-viet-1/", status(500, X_Note="thi đua".encode().decode("latin-1")), always=True)
    nights.run(source(portal, "/chuyen-muc/thi-dua/", "wordpress"))
    nights.next(source(portal, "/chuyen-muc/thi-dua/", "wordpress"))

    class Options:
        inputs = [str(path) for _, path in nights.store.archives()]
        verbose = False

    assert not Checker(Options()).process_all()
    bodies = set()
    for name in Options.inputs:
        with open(name, "rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                if record.rec_type == "response":
                    bodies.add(record.content_stream().read())
    assert PDF in bodies


def build(portal: Portal) -> None:
    """A portal on which much goes wrong, but in the same way each time."""
    paths = nukeviet(portal, titles(9))
    portal.put(paths[0], page("Phát động thi đua", BODY, files=["/a.pdf", "/b.pdf"]))
    portal.put("/a.pdf", PDF, "application/pdf")
    portal.put("/robots.txt", ROBOTS, "text/plain")
    portal.fail(paths[2], status(500))
    portal.fail(paths[3], status(500), always=True)
    portal.fail(paths[4], d1n("1a2b"), always=True)
    portal.fail(paths[5], status(429, Retry_After="30"))
    portal.fail(paths[6], cut)


def copy_of_the_archive(nights: Nights, to: Path) -> Nights:
    shutil.copytree(nights.folder / "warc", to / "warc")
    return Nights(to)


def test_a_replay_gives_the_same_snapshots_without_the_network(nights: Nights, tmp_path: Path) -> None:
    with Portal() as portal:
        build(portal)
        wanted = source(portal, "/tin-tuc/")
        nights.run(wanted)
        nights.run(wanted)
        portal.heal()
        portal.put("/tin-tuc/bai-1.html", page("Sửa lại", BODY))
        portal.remove("/tin-tuc/bai-9.html")
        nights.next(wanted)
        nights.next(wanted)
    again = copy_of_the_archive(nights, tmp_path / "again")
    with again.store.held(), again.ledger() as ledger:
        visits = replay([wanted], again.store, ledger, limits=QUICK)
        assert ledger.check() == []
    assert len(visits) == 4
    assert again.snapshots() == nights.snapshots()
    assert again.states() == nights.states()
    with nights.ledger() as one, again.ledger() as other:
        for this, that in zip(Visits(one).all(), Visits(other).all(), strict=True):
            assert (this.night, this.started, this.state, this.tally.errors) == (that.night, that.started, that.state, that.tally.errors)
            assert this.tally.encodings == that.tally.encodings
        assert [row.gone_on for row in one.rows()] == [row.gone_on for row in other.rows()]
    for shot in again.snapshots():
        assert again.store.read(shot[2]) == nights.store.read(shot[2])


def test_a_replay_keeps_what_the_extraction_settled_and_reads_with_new_rules(portal: Portal, nights: Nights) -> None:
    paths = nukeviet(portal, [*titles(3), "Khai mạc hội chợ"])
    portal.put(paths[3], page("Khai mạc hội chợ", ["Hội chợ mở cửa ba ngày.", "Có 120 gian hàng."]))
    wanted = source(portal, "/tin-tuc/")
    nights.run(wanted)
    with nights.store.held(), nights.ledger() as ledger:
        first, second = (row for row in ledger.fetched() if row.url.endswith(("bai-4.html", "bai-3.html")))
        assert ledger.settle(first.url, first.sha256, "published", read_with="7")
        assert ledger.settle(second.url, second.sha256, "rejected", why="no announcement", read_with="7")
    before = nights.states()
    portal.log.clear()
    for must_have in ((), ("thi đua",)):
        with nights.store.held(), nights.ledger() as ledger:
            replay([source(portal, "/tin-tuc/", must_have=must_have)], nights.store, ledger, limits=QUICK)
            assert ledger.check() == []
        if not must_have:
            assert nights.states() == before
    assert nights.states() == before | {paths[3]: ("rejected", "must_have")}
    assert portal.log == []


def test_a_torn_end_is_cut_off_and_what_came_before_is_read(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(2))
    nights.run(source(portal, "/tin-tuc/"))
    ((_, path),) = nights.store.archives()
    whole, sound = path.read_bytes(), records(path)
    for end in (len(whole) - 1, len(whole) - 100, len(whole) // 2, 3):
        path.write_bytes(whole[:end])
        assert sum(len(places) for run in runs(path) for places in run.places.values()) <= len(portal.log)
        mend(path)
        mended = path.read_bytes()
        assert whole.startswith(mended) and records(path) == sound[: len(records(path))]
    path.write_bytes(whole[:-7])
    nights.run(source(portal, "/tin-tuc/"))  # the same night goes on in the same file
    assert [kind for kind, _, _ in records(path)].count("warcinfo") == 2


def test_a_replay_without_an_archive_is_refused(tmp_path: Path, portal: Portal) -> None:
    store = Store(tmp_path)
    with Ledger(store.ledger) as ledger, pytest.raises(Misuse, match="no WARC files"):
        replay([source(portal, "/")], store, ledger)
