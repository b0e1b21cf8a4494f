"""The archive read again: every night once more, offline, from the WARC files alone.

Pages are read, chosen and compared anew, so a corrected selector or word list works on what was fetched long ago. What the extraction
settled stays settled where the bytes are the same.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from pipeline.crawl.fetch import Replay, user_agent
from pipeline.crawl.ledger import Ledger
from pipeline.crawl.ledger_schema import CRAWLED
from pipeline.crawl.limits import DEFAULT_LIMITS, Limits
from pipeline.crawl.sources import Source
from pipeline.crawl.store import Store
from pipeline.crawl.visit import visit
from pipeline.crawl.visits import Visit
from pipeline.crawl.warc import runs
from pipeline.misuse import Misuse

_SETTLED = ("state", "why", "message", "tries", "read_with")


def replay(
    sources: Iterable[Source], store: Store, ledger: Ledger, *, limits: Limits = DEFAULT_LIMITS, done: Callable[[Visit], None] | None = None
) -> list[Visit]:
    """Replay the archives of the sources into the store, and their outcome into the ledger in one step; the visits, by night.

    The caller holds the store. Rows of the ledger that no archive knows of are left alone.

    Raises
    ------
    Misuse
        where the store has no archive of these sources.
    """
    known = {source.id: source for source in sources}
    archives = [(name, path) for name, path in store.archives() if name in known]
    if not archives:
        raise Misuse(f"{store.folder}: has no WARC files of these sources; crawl first, or give another folder with --store")
    visits: list[Visit] = []
    with tempfile.TemporaryDirectory(dir=store.folder, prefix=".replay-") as beside:
        path = Path(beside) / "ledger.sqlite"
        with Ledger(path) as fresh:
            for name, archive in archives:
                for run in runs(archive):
                    exchange = Replay(run, run.started)
                    ended = visit(
                        known[name], night=run.night, started=run.started, exchange=exchange, ledger=fresh, store=store, clock=exchange,
                        limits=limits, agent=user_agent("replay"),
                    )  # fmt: skip
                    visits.append(ended)
                    if done is not None:
                        done(ended)
        _adopt(ledger, path)
    return visits


def _adopt(ledger: Ledger, path: Path) -> None:
    with ledger.attached(path) as db:
        db.execute("PRAGMA defer_foreign_keys = ON")
        for table, keys in CRAWLED.items():
            columns = [row["name"] for row in db.execute(f"PRAGMA main.table_info({table})")]
            rest = [column for column in columns if column not in keys]
            settled = {
                column: f"iif(items.sha256 = excluded.sha256, items.{column}, excluded.{column})"
                if table == "items" and column in _SETTLED
                else f"excluded.{column}"
                for column in rest
            }
            on_conflict = f"DO UPDATE SET {', '.join(f'{column} = {value}' for column, value in settled.items())}" if rest else "DO NOTHING"
            db.execute(
                f"INSERT INTO main.{table} ({', '.join(columns)}) SELECT {', '.join(columns)} FROM other.{table} WHERE true"
                f" ON CONFLICT ({', '.join(keys)}) {on_conflict}"
            )
