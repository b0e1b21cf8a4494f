"""Everything that a server can do wrong, and the night around it: what can be had is published, nothing else becomes a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.crawl.ledger import Ledger
from tests.crawl import faults
from tests.crawl.conftest import HASTY, source
from tests.crawl.pages import BODY, nukeviet, page, titles
from tests.crawl.portal import Behaviour, Portal
from tests.nightly.conftest import Nights, published

BAD = "/tin-tuc/bai-2.html"
SENT: list[int] = []
FAULTS: dict[str, tuple[Callable[[Portal], Behaviour], tuple[str, str]]] = {
    "500": (lambda portal: faults.status(500), ("failed", "server_error")),
    "429 for an hour": (lambda portal: faults.status(429, Retry_After="3600"), ("pending", "")),
    "503 until a date": (lambda portal: faults.status(503, Retry_After="Sat, 21 Nov 2026 02:00:00 GMT"), ("pending", "")),
    "a slow body": (lambda portal: faults.slow, ("failed", "timeout")),
    "a cut connection": (lambda portal: faults.cut, ("failed", "cut")),
    "a length too long": (lambda portal: faults.too_long, ("failed", "cut")),
    "a length too short": (lambda portal: faults.too_short, ("failed", "wrong_length")),
    "a circle": (lambda portal: faults.redirect(BAD), ("failed", "redirects")),
    "a private address": (lambda portal: faults.redirect("http://169.254.169.254/latest/meta-data"), ("rejected", "host_not_listed")),
    "1 GB": (lambda portal: faults.endless(1 << 30, tell=False, sent=SENT), ("failed", "too_large")),
    "a bomb": (lambda portal: faults.bomb(64 << 20), ("failed", "bomb")),
    "a cookie page": (lambda portal: faults.d1n("abc"), ("published", "")),
    "an endless cookie page": (lambda portal: lambda handler: faults.d1n(str(len(portal.log)))(handler), ("failed", "d1n")),
}  # fmt: skip


@pytest.fixture(scope="module")
def well(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Document by path of a night without faults."""
    with Portal() as portal:
        nukeviet(portal, titles(3))
        nights = Nights(tmp_path_factory.mktemp("well"))
        nights.run(source(portal, "/tin-tuc/"))
        return {"/" + row["source"].split("/", 3)[3]: row["document_id"] for row in nights.rows("documents")}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_costs_its_item_only_and_the_night_after_makes_it_good(
    fault: str, well: dict[str, str], portal: Portal, nights: Nights
) -> None:
    make, (state, why) = FAULTS[fault]
    nukeviet(portal, titles(3))
    SENT.clear()
    portal.fail(BAD, make(portal), always=True)
    nights.limits = replace(HASTY, tries=1)
    wanted = source(portal, "/tin-tuc/")
    report = nights.run(wanted)
    assert nights.states()[BAD] == (state, why)
    assert sum(report.counts.values()) == 3 and report.flaws == []
    found = {"/" + row["source"].split("/", 3)[3]: row["document_id"] for row in nights.rows("documents")}
    assert found.items() <= well.items()
    assert (BAD in found) == (state == "published")
    assert all(sent < 64 << 20 for sent in SENT)  # the reader has left long before the end
    [health] = nights.rows("source_health")
    ended = [state for state, _ in nights.states().values()]
    assert (health["published"], health[state]) == (str(len(found)), str(ended.count(state)))
    portal.heal()
    nights.limits = HASTY
    for _ in range(2):
        nights.next(wanted)
    found = {"/" + row["source"].split("/", 3)[3]: row["document_id"] for row in nights.rows("documents")}
    if state == "failed" and why in ("too_large", "bomb"):  # asking again would give the same; a person may think otherwise
        with Ledger(nights.store.ledger) as ledger:
            assert ledger.retry() == 1
        nights.next(wanted)
        found = {"/" + row["source"].split("/", 3)[3]: row["document_id"] for row in nights.rows("documents")}
    assert found == well


def test_a_wrong_charset_is_read_rightly_and_a_change_of_it_is_told(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(3))
    wanted = source(portal, "/tin-tuc/")
    nights.run(wanted)
    portal.put(BAD, page("Đồng Nai phát động thi đua", BODY).encode("utf-16"), "text/html; charset=utf-8")
    report = nights.next(wanted, accept=True)
    assert [row["title"] for row in nights.rows("documents") if row["source"].endswith(BAD)] == ["Đồng Nai phát động thi đua"]
    [health] = nights.rows("source_health")
    assert health["encoding_changes"] == report.health[0].encoding_changes == "utf-16, declared as utf-8"


def test_robots_that_forbid_later_keep_what_was_published(portal: Portal, nights: Nights) -> None:
    nukeviet(portal, titles(3))
    wanted = source(portal, "/tin-tuc/")
    nights.run(wanted)
    tables = published(nights.out / "2026-11-21")
    portal.put("/robots.txt", "User-agent: *\nDisallow: /\n", "text/plain")
    report = nights.next(wanted)
    assert report.folder is not None and not report.is_whole
    assert tables["documents.csv"] == published(nights.out / "2026-11-22")["documents.csv"]
    assert nights.rows("source_health")[0]["status"] == "failed"
