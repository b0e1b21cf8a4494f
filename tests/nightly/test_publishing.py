"""When a night may publish and when not, and where: bounds of sources, shrinking tables, dated folders, the days of Việt Nam."""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest

from pipeline.crawl.ledger import Ledger
from pipeline.misuse import Misuse
from pipeline.nightly.folders import Folders
from tests.crawl.conftest import source
from tests.crawl.faults import status
from tests.crawl.pages import BODY, liferay, nukeviet, page, titles
from tests.crawl.portal import Portal
from tests.nightly.conftest import Nights, published
from tests.nightly.test_nights import put_plan


def test_a_source_below_its_minimum_publishes_nothing_once_it_had_a_good_night(portal: Portal, nights: Nights) -> None:
    nights.settings["shrinking"] = 0.9  # the pages of a test share their text, and so one campaign
    nukeviet(portal, titles(4))
    strict = source(portal, "/tin-tuc/", min_rows=5)
    assert nights.run(strict).folder is not None  # a first night has shown nothing that could be missed
    nukeviet(portal, titles(6), per_page=6)
    wanted = source(portal, "/tin-tuc/", min_rows=5)
    assert nights.next(wanted).folder is not None
    before = published(nights.out)
    nukeviet(portal, titles(3))
    portal.put("/tin-tuc/bai-3.html", page("Phát động thi đua đợt 7", BODY))
    refused = nights.next(wanted)
    assert (refused.folder, refused.is_whole) == (None, False)
    assert "thu: lists 3 items, at least 5 are expected" in refused.refused[0]
    assert published(nights.out) == before
    assert refused.aside is not None and (refused.aside / "documents.csv").is_file()
    assert nights.rows("source_health")[0]["status"] == "ok"  # of the night that was published
    assert refused.health[0].status == "below_minimum"
    assert refused.counts["pending"] > 0
    assert nights.next(wanted).folder is None  # and so on, until somebody has looked at it
    with Ledger(nights.store.ledger) as ledger:
        ledger.pause("thu", nights.clock.now())
    paused = nights.next(wanted)
    assert paused.folder is not None and paused.counts["pending"] == 0
    assert nights.rows("source_health")[0]["status"] == "paused"


def test_changed_markup_publishes_nothing(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(6), per_page=6)
    wanted = source(portal, "/tin-tuc/", min_rows=5)
    nights.run(wanted)
    before = published(nights.out)
    listing = portal.pages["/tin-tuc/"].body
    assert isinstance(listing, bytes)
    portal.put("/tin-tuc/", listing.replace(b"news_column", b"layout-2027").replace(b"<h3>", b"<b>").replace(b"</h3>", b"</b>"))
    refused = nights.next(wanted)
    assert "lists 0 items" in refused.refused[0]
    assert published(nights.out) == before


def test_a_host_that_is_away_holds_back_nobody(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(5))
    liferay(portal, titles(3, "Gia Lai"))
    away, well = source(portal, "/tin-tuc/", id="xa", min_rows=5), source(portal, "/web/guest/tin", "liferay", id="gan")
    nights.run(away, well)
    portal.fail("/tin-tuc/", status(500), always=True)
    liferay(portal, titles(4, "Gia Lai"))
    report = nights.next(away, well)
    assert report.folder is not None and not report.is_whole
    assert {row["source"]: row["status"] for row in nights.rows("source_health")} == {"xa": "failed", "gan": "ok"}
    assert report.counts["published"] == 9


def test_a_table_that_shrinks_by_more_than_a_twentieth_is_refused_until_it_is_accepted(portal: Portal, nights: Nights) -> None:
    path = put_plan(portal)
    wanted = source(portal, "/tin-tuc/")
    nights.run(wanted)
    before = published(nights.out)
    portal.put(path, page("Phát động thi đua", BODY))
    refused = nights.next(wanted)
    assert refused.folder is None and any(reason.startswith("targets: has ") for reason in refused.refused)
    assert published(nights.out) == before
    assert nights.states()[path] == ("pending", "")
    accepted = nights.next(wanted, accept=True)
    assert accepted.folder is not None and nights.states()[path] == ("published", "")
    assert not (nights.out / ".refused").exists()


def test_a_first_night_that_gives_nothing_publishes_nothing(portal: Portal, nights: Nights) -> None:
    report = nights.run(source(portal, "/khong-co/"))
    assert (report.folder, report.is_whole) == (None, False)
    assert published(nights.out) == {}


def test_old_folders_are_kept_for_some_nights(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(1))
    wanted = source(portal, "/tin-tuc/")
    for _ in range(4):
        nights.next(wanted, keep=2)
    assert sorted(path.name for path in nights.out.iterdir() if path.name.startswith("2")) == ["2026-11-24", "2026-11-25"]


def test_a_second_run_of_a_night_that_finds_something_has_a_folder_of_its_own(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(1))
    wanted = source(portal, "/tin-tuc/")
    nights.run(wanted)
    assert nights.run(wanted).folder is None
    nukeviet(portal, titles(2))
    assert nights.run(wanted).folder == nights.out / "2026-11-21-2"
    assert {row[0] for row in nights.changes()} <= {"added", "changed"}
    assert len(nights.rows("documents")) == len(nights.rows("documents", ".")) == 2  # the output folder itself leads to the current one


def test_the_output_folder_is_nobody_elses(portal: Portal, nights: Nights) -> None:
    nights.out.mkdir()
    (nights.out / "thesis.docx").write_bytes(b"mine")
    with pytest.raises(Misuse, match=r"holds thesis\.docx"):
        nights.run(source(portal, "/tin-tuc/"))
    (nights.out / "thesis.docx").unlink()
    with Folders(nights.out).held(), pytest.raises(Misuse, match="another run is writing there"):
        nights.run(source(portal, "/tin-tuc/"))


def moment(year: int, month: int, day: int, hour: int) -> datetime:
    """Half past an hour, in UTC."""
    return datetime(year, month, day, hour, 30, tzinfo=UTC)


@contextmanager
def zone(name: str) -> Iterator[None]:
    """The machine's clock in another zone."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ") if before is None else os.environ.__setitem__("TZ", before)
        time.tzset()


@pytest.mark.parametrize(
    ("where", "moments", "folders"),
    [
        (
            "Asia/Ho_Chi_Minh",
            [moment(2026, 12, 30, 18), moment(2026, 12, 31, 18), moment(2027, 1, 1, 18)],
            ["2026-12-31", "2027-01-01", "2027-01-02"],
        ),
        (
            "Europe/Berlin",  # an hour is skipped on 28 March 2027, at the very time of the run
            [moment(2027, 3, 27, 18), moment(2027, 3, 28, 1), moment(2027, 3, 28, 18)],
            ["2027-03-28", "2027-03-29"],
        ),
        (
            "America/New_York",  # an hour comes twice on 1 November 2026
            [moment(2026, 10, 31, 18), moment(2026, 11, 1, 5), moment(2026, 11, 1, 6)],
            ["2026-11-01"],
        ),
    ],
    ids=["year", "spring", "autumn"],
)
def test_a_night_is_a_day_in_viet_nam(where: str, moments: list[datetime], folders: list[str], portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(1))
    with zone(where):
        for at in moments:
            nights.clock._moment = at
            report = nights.run(source(portal, "/tin-tuc/"))
            assert report.flaws == []
    assert sorted(path.name for path in nights.out.iterdir() if path.name.startswith("2")) == folders
    with (nights.out / "source_health.csv").open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert row["last_success"] == str(date.fromisoformat(folders[-1]))
