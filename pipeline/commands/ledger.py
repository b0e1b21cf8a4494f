"""``thidua status``, ``retry``, ``pause`` and ``resume``: the ledger of the nights, to look at and to put right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.misuse import Misuse

if TYPE_CHECKING:
    from pipeline.crawl.ledger import Ledger

_STORE = Annotated[Path, typer.Option("--store", envvar="THIDUA_STORE", metavar="DIR", help="Folder that keeps what was fetched.")]
_SOURCE = Annotated[str, typer.Argument(metavar="SOURCE", help="Id of the source, as the list of sources has it.")]

_STATUS_EXAMPLES = """
[bold]Examples[/bold]

thidua status --store store

thidua status --store store --source bo-noi-vu --failed
"""

_RETRY_EXAMPLES = """
[bold]Examples[/bold]

thidua retry --store store

thidua retry --store store --source bo-noi-vu

thidua retry --store store https://moha.gov.vn/tin/1.html
"""

_PAUSE_EXAMPLES = """
[bold]Examples[/bold]

thidua pause bo-noi-vu --store store

thidua resume bo-noi-vu --store store
"""


def add(app: typer.Typer) -> None:
    """Register the commands."""
    app.command(epilog=_STATUS_EXAMPLES)(status)
    app.command(epilog=_RETRY_EXAMPLES)(retry)
    app.command(epilog=_PAUSE_EXAMPLES)(pause)
    app.command(epilog=_PAUSE_EXAMPLES)(resume)


def status(
    store: _STORE = Path("store"),
    source: Annotated[str | None, typer.Option("--source", metavar="ID", help="Only this source.")] = None,
    failed: Annotated[bool, typer.Option("--failed", help="Also name each item that failed, and why.")] = False,
) -> None:
    """Show what became of every item seen: by source, and in sum. Exit status 1 where the sums are wrong."""
    from pipeline.crawl.visits import Visits
    from pipeline.nightly.book import Publications

    with _ledger(store) as ledger:
        last, paused, rows = Visits(ledger).last_success(), ledger.paused(), ledger.rows(source)
        known = sorted({row.source for row in rows} | ({source} if source else last.keys() | paused.keys()))
        if source is not None:
            _must_know(ledger, source, store)
        for name in known:
            whole = ledger.counts(name)
            notes = [f"last read on {last[name]}" if name in last else "never read", *(["paused"] if name in paused else [])]
            print(f"{name}: " + ", ".join(f"{count} {state}" for state, count in whole.items()) + f"; {', '.join(notes)}")
        for state in ("rejected", "failed"):
            why = Counter(row.why for row in rows if row.state == state)
            if why:
                print(f"{state}: " + ", ".join(f"{kind} {count}" for kind, count in sorted(why.items())))
        for row in rows:
            if failed and row.state == "failed":
                print(f"{row.url}: {row.why}, {row.tries} tries: {' '.join(row.message.split())[:200]}")
        for host, until in ledger.closed_hosts().items():
            if until > datetime.now(UTC):
                print(f"{host}: asked to be left alone until {until:%Y-%m-%d %H:%M} UTC")
        current = [entry for entry in Publications(ledger).all() if entry.state == "current"]
        for entry in current:
            print(f"published: {entry.place / entry.folder}")
        wrong = ledger.check()
        counts = ledger.counts(source)
    for line in wrong:
        print(f"ledger: {line}")
    print(f"{sum(counts.values())} items: " + ", ".join(f"{count} {state}" for state, count in counts.items()))
    raise typer.Exit(1 if wrong else 0)


def retry(
    urls: Annotated[list[str] | None, typer.Argument(metavar="[URL]...", help="Only these items; none: all that failed.")] = None,
    store: _STORE = Path("store"),
    source: Annotated[str | None, typer.Option("--source", metavar="ID", help="Only items of this source.")] = None,
) -> None:
    """Let items that failed be asked for and read again on the next night."""
    from pipeline.crawl.faults import Fault
    from pipeline.crawl.urls import canonical

    with _ledger(store) as ledger:
        if source is not None:
            _must_know(ledger, source, store)
        wanted = None
        if urls:
            try:
                wanted = list(dict.fromkeys(canonical(url) for url in urls))
            except Fault as error:
                raise Misuse(f"{error.message}; give addresses as `thidua status --failed` shows them") from error
            unknown = [url for url in wanted if ledger.row(url) is None]
            if unknown:
                raise Misuse(f"{unknown[0]}: is not in {ledger.path}; give an address as `thidua status --failed` shows it")
        count = ledger.retry(wanted, source=source)
    print(f"{count} items are pending again")


def pause(source: _SOURCE, store: _STORE = Path("store")) -> None:
    """Leave a source out of the nights until it is resumed; what it has given stays in the tables."""
    with _ledger(store) as ledger:
        _must_know(ledger, source, store)
        ledger.pause(source, datetime.now(UTC))
    print(f"{source}: paused; take it back with `thidua resume {source}`")


def resume(source: _SOURCE, store: _STORE = Path("store")) -> None:
    """Take a paused source back into the nights."""
    with _ledger(store) as ledger:
        if not ledger.resume(source):
            raise Misuse(f"{source}: is not paused in {ledger.path}; `thidua status` names those that are")
    print(f"{source}: back in the nights")


@contextmanager
def _ledger(store: Path) -> Iterator[Ledger]:
    from pipeline.crawl.ledger import Ledger

    path = store / "ledger.sqlite"
    if not path.is_file():
        raise Misuse(f"{store}: has no ledger; name a folder that `thidua crawl` or `thidua nightly` wrote with --store")
    with Ledger(path) as ledger:
        yield ledger


def _must_know(ledger: Ledger, source: str, store: Path) -> None:
    """Refuse a name that neither a visit nor an item bears: most likely it is misspelt."""
    from pipeline.crawl.visits import Visits

    if source not in ledger.paused() and not Visits(ledger).all(source=source) and not ledger.rows(source):
        raise Misuse(f"{source}: is no source that {store} knows; see `thidua status --store {store}`")
