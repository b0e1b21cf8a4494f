"""The ledger: one state an item, sums that are right, and files that are none of ours."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.crawl.faults import KINDS, Fault
from pipeline.crawl.ledger import STATES, Ledger
from pipeline.crawl.ledger_rows import Fetched, Seen
from pipeline.crawl.page import Known
from pipeline.crawl.store import Store
from pipeline.misuse import Misuse

AT = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
NIGHT = date(2026, 11, 21)


def content(number: int) -> Fetched:
    return Fetched(AT, "https://a.vn/", "text/html", (("etag", "x"),), f"{number:064x}", f"{number}")


ACTIONS = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.one_of(st.sampled_from(sorted(KINDS)), st.integers(1, 3), st.sampled_from(["reject", "publish", "fail", "retry"])),
    ),
    max_size=40,
)


@settings(max_examples=40, deadline=None)
@given(ACTIONS)
def test_whatever_happens_every_item_has_one_state_and_the_sums_are_right(actions: list[tuple[int, str | int]]) -> None:
    with Ledger(Path(":memory:")) as ledger:
        for number, action in actions:
            url = f"https://a.vn/{number}"
            ledger.see("thu", "item", [Seen(url, url)], AT)
            if isinstance(action, int):
                ledger.came(url, content(action), Known(None, None, AT), NIGHT)
            elif action in KINDS:
                ledger.missed(url, Fault(action, "said"), NIGHT)
            elif action == "reject":
                ledger.reject(url, "must_have")
            elif action == "retry":
                ledger.retry([url])
            elif (row := ledger.row(url)) is not None and row.is_fetched:
                state, why = {"publish": ("published", ""), "fail": ("failed", "unreadable")}[action]
                assert ledger.settle(url, row.sha256, state, why=why)
        assert ledger.check() == []
        rows = ledger.rows()
        assert sum(ledger.counts().values()) == len(rows) == len({number for number, _ in actions})
        for row in rows:
            assert row.state in STATES
            assert bool(row.why) == (row.state in ("rejected", "failed"))
            assert row.state != "failed" or row.tries > 0
            assert row.state != "published" or row.is_fetched


@pytest.mark.parametrize(
    "wrong", ["state = 'lost'", "state = 'failed'", "state = 'rejected'", "why = 'x'", "state = 'published'", "sha256 = 'x'"]
)
def test_the_file_itself_refuses_what_cannot_be(wrong: str) -> None:
    with Ledger(Path(":memory:")) as ledger:
        ledger.see("thu", "item", [Seen("https://a.vn/1", "https://a.vn/1")], AT)
        with pytest.raises(sqlite3.IntegrityError), ledger.transaction() as db:
            db.execute(f"UPDATE items SET {wrong}")
        assert ledger.counts() == {"published": 0, "rejected": 0, "failed": 0, "pending": 1}


@pytest.mark.parametrize(("state", "why"), [("lost", ""), ("failed", ""), ("rejected", ""), ("published", "because")])
def test_a_verdict_that_says_nothing_is_a_mistake(state: str, why: str) -> None:
    with Ledger(Path(":memory:")) as ledger, pytest.raises(ValueError):
        ledger.settle("https://a.vn/1", "0" * 64, state, why=why)


def test_wrong_sums_are_found(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.see("thu", "attachment", [Seen("https://a.vn/1.pdf", "https://a.vn/1.pdf")], AT)
        ledger.came("https://a.vn/1.pdf", content(1), Known(None, None, AT), NIGHT)
        with ledger.transaction() as db:
            db.execute("DELETE FROM versions")
        assert [line.split(": ")[1] for line in ledger.check()] == ["an attachment of no item", "its bytes are of no version"]


def test_all_or_nothing(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        with pytest.raises(RuntimeError), ledger.transaction():
            ledger.see("thu", "item", [Seen("https://a.vn/1", "https://a.vn/1")], AT)
            raise RuntimeError
        assert ledger.rows() == []


def test_hosts_are_remembered(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger(path) as ledger:
        ledger.close_host("a.vn", AT, "429")
    with Ledger(path) as ledger:
        assert ledger.closed_hosts() == {"a.vn": AT}


def _newer(path: Path) -> None:
    Ledger(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE t (x)")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_newer, "version 99"),
        (_foreign, "another program"),
        (lambda path: path.write_bytes(b"not a database at all, but long enough to be read as one" * 40), "move it away"),
        (lambda path: path.mkdir(), "cannot be opened"),
    ],
    ids=["newer", "foreign", "no database", "a folder"],
)
def test_files_that_are_no_ledger_of_ours(make, said: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "ledger.sqlite"
    make(path)
    with pytest.raises(Misuse, match=said) as raised:
        Ledger(path)
    assert str(path) in str(raised.value) and "\n" not in str(raised.value)


def test_a_store_is_held_by_one_run(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    with store.held(), pytest.raises(Misuse, match="another run"), Store(tmp_path / "store").held():
        pass
    with store.held():
        pass


def test_a_store_keeps_bytes_once(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    one = store.put(b"thi dua")
    assert store.put(b"thi dua") == one and store.has(one) and store.read(one) == b"thi dua"
    assert [path.name for path in (tmp_path / "store" / "objects").rglob("*") if path.is_file()] == [one]
    (store.path(one).parent / ".new-torn").write_bytes(b"half")
    with store.held():
        assert not list((tmp_path / "store").rglob(".new-*"))


def test_a_store_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Misuse, match="--store"):
        Store(tmp_path / "file" / "store")
