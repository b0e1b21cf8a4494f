"""``thidua crawl``: what is new at the sources, into the store."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.misuse import Misuse

if TYPE_CHECKING:
    from pipeline.crawl.sources import Source
    from pipeline.crawl.store import Store
    from pipeline.crawl.visits import Visit

_EXAMPLES = """
[bold]Examples[/bold]

thidua crawl --sources corpus/sources.yaml --store store --contact https://example.org/our-study

thidua crawl --sources corpus/sources.yaml --store store --source lam-dong-bao --source da-nang-portal

thidua crawl --sources corpus/sources.yaml --store store --replay
"""


def add(app: typer.Typer) -> None:
    """Register the command."""
    app.command(epilog=_EXAMPLES)(crawl)


def crawl(
    sources: Annotated[Path, typer.Option("--sources", metavar="FILE", help="List of sources.")],
    store: Annotated[Path, typer.Option("--store", metavar="DIR", help="Folder that keeps what was fetched; made where there is none.")],
    replay: Annotated[
        bool, typer.Option("--replay", help="Read the WARC files of the store again, offline, instead of the network.")
    ] = False,
    source: Annotated[
        list[str] | None, typer.Option("--source", metavar="ID", help="Only this source; may be given more than once.")
    ] = None,
    contact: Annotated[
        str | None, typer.Option(envvar="THIDUA_CONTACT", metavar="URL|MAIL", help="Whom hosts can write to; sent with every request.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch from loopback and private hosts, and any port.")
    ] = False,
) -> None:
    """Bring what is new at the sources into the store."""
    from pipeline.crawl.sources import load
    from pipeline.crawl.store import Store

    chosen = _chosen(load(sources, allow_private=allow_private), source or [], sources)
    kept = Store(store)
    try:
        _run(chosen, kept, replay=replay, contact=contact, allow_private=allow_private)
    except KeyboardInterrupt as error:
        print("thidua: interrupted; what was fetched is kept, and the next run goes on from there", file=sys.stderr)
        raise typer.Exit(130) from error


def _run(chosen: list[Source], kept: Store, *, replay: bool, contact: str | None, allow_private: bool) -> None:
    from pipeline.crawl.ledger import Ledger
    from pipeline.crawl.night import crawl as visit_all
    from pipeline.crawl.replay import replay as again

    with kept.held(), Ledger(kept.ledger) as ledger:
        if replay:
            visits = again(chosen, kept, ledger, done=show_visit)
        else:
            visits = visit_all(chosen, kept, ledger, contact=contact or postmaster(), allow_private=allow_private, done=show_visit)
        wrong = [*ledger.check(), *(f"{url}: its bytes are missing in {kept.folder}" for url in kept.missing(ledger))]
        resting = {entry.id for entry in chosen if entry.pause} | ledger.paused().keys()
        counts = ledger.counts()
    for entry in chosen:
        if entry.id in resting and not replay:
            print(f"{entry.id}: paused")
    for line in wrong:
        print(f"ledger: {line}")
    print(f"{sum(counts.values())} items: " + ", ".join(f"{count} {state}" for state, count in counts.items()))
    raise typer.Exit(1 if wrong or any(visit.state != "done" for visit in visits) else 0)


def _chosen(sources: list[Source], ids: list[str], path: Path) -> list[Source]:
    unknown = sorted(set(ids) - {source.id for source in sources})
    if unknown:
        raise Misuse(f"{path}: has no source {', '.join(unknown)}; see the ids with `thidua sources check {path}`")
    return [source for source in sources if not ids or source.id in ids]


def postmaster() -> str:
    return f"mailto:postmaster@{socket.getfqdn()}"


def show_visit(visit: Visit) -> None:
    tally = visit.tally
    line = (
        f"{visit.source}: {visit.night} {visit.state}{f' ({visit.why})' if visit.why else ''}, {tally.found} listed, {tally.new} new, "
        f"{tally.changed} changed, {tally.unchanged} unchanged, {tally.rejected} rejected, {tally.failed} failed, {tally.requests} requests"
    )
    errors = ", ".join(f"{kind} {count}" for kind, count in sorted(tally.errors.items()))
    print(line + (f"; {errors}" if errors else ""), flush=True)
    if visit.state == "failed" and visit.why in tally.examples:
        print(f"{visit.source}: {tally.examples[visit.why]}", flush=True)
