"""From what the store holds to tables: what is new is read and kept, then everything that is kept is joined and written.

The only module of the night that knows how the main job works.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.facts import Problem
from pipeline.crawl.ledger import Ledger
from pipeline.crawl.ledger_rows import Row
from pipeline.crawl.store import Store
from pipeline.inputs import Gathered, Input
from pipeline.nightly.accounts import is_read
from pipeline.nightly.kept import Entry, Kept
from pipeline.nightly.versions import reading_version
from pipeline.outcome import Outcome, failed, read
from pipeline.portfolios import unopened
from pipeline.record import Reference
from pipeline.run import Options, Summary, Through, plainly, run
from pipeline.stores import Item
from pipeline.workers import Job, Workers

TRIES = 5
"""How often a document is tried whose failure may have been the machine's."""
_PASSING = frozenset({"timeout", "crash", "out-of-memory", "unreadable-file"})


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to extract: the rows of the ledger with bytes, the version to read each with, and those that have to be read."""

    rows: tuple[Row, ...]
    versions: Mapping[str, str]
    due: tuple[Row, ...]


def work(ledger: Ledger, kept: Kept, version_of: Callable[[str], str] = reading_version) -> Work:
    """What is there to extract. Due is what was not read yet, has other bytes, or would be read in another way now."""
    entries = kept.entries()
    rows = tuple(row for row in ledger.fetched() if is_read(row))
    versions = {row.url: version_of(row.media_type) for row in rows}
    gone = sorted(entries.keys() - versions.keys())
    if gone:
        kept.forget(gone)
    return Work(rows, versions, tuple(row for row in rows if _is_due(row, entries.get(row.url), versions[row.url])))


def _is_due(row: Row, entry: Entry | None, version: str) -> bool:
    if entry is None or (entry.sha256, entry.read_with) != (row.sha256, version):
        return True
    if not entry.code:
        return False
    return row.state == "pending" or (entry.code in _PASSING and row.tries < TRIES)


def read_due(todo: Work, store: Store, kept: Kept, options: Options, through: Through = plainly) -> Iterator[Outcome]:
    """Read what is due; each outcome is kept before it is told."""
    shas = {row.url: row.sha256 for row in todo.due}
    unreadable: list[Outcome] = []

    def jobs() -> Iterator[Job]:
        for row in todo.due:
            try:
                yield Job(row.url, store.read(row.sha256))
            except OSError as error:
                message = f"Its bytes are not in the store ({error.strerror}); they are fetched again on one of the next nights."
                unreadable.append(failed(row.url, row.sha256[:16], "fetch", "unreadable-file", message))

    def keep(outcome: Outcome) -> Outcome:
        kept.keep(shas[outcome.source], todo.versions[outcome.source], outcome)
        return outcome

    wanted = min(options.jobs, len(todo.due))
    with Workers(wanted, timeout=options.timeout, memory=options.memory, step=options.step, verbose=options.verbose) as workers:
        for outcome in through(workers, jobs()):
            yield keep(unopened(outcome, "is not opened by the night: fetch it from its address and give it to `thidua extract`"))
    for outcome in unreadable:
        yield keep(outcome)


def write_tables(ledger: Ledger, todo: Work, store: Store, kept: Kept, out: Path, options: Options) -> Summary:
    """Join all that is kept and write the tables into ``out``.

    The ``source`` of a document is its address. Items that could not be fetched are rows of ``problems``.
    """
    rows = {row.url: row for row in todo.rows}
    inputs = tuple(Input(row.url, store.path(row.sha256)) for row in sorted(todo.rows, key=lambda row: row.url))
    unfetched = tuple(_problem(row) for row in ledger.rows() if row.state == "failed" and not row.is_fetched)

    def known(item: Item) -> Outcome | None:
        found = kept.outcome(item.source)
        if found is None:
            return None
        outcome, record = found
        if record is None:
            return outcome
        row = rows[item.source]
        changed = replace(record, document=replace(record.document, gone_on=row.gone_on))
        if row.role == "item" and (files := ledger.attachments_of(row.url)):
            changed = replace(changed, links=[Reference(url, "") for url in files])  # by the addresses that the tables know them by
        return read(item.source, outcome.document_id or "", changed, outcome.text or "", outcome.problems)

    return run(Gathered(inputs, unfetched, ()), out, options=options, known=known)


def _problem(row: Row) -> Problem:
    return Problem(source=row.url, stage="fetch", severity="error", code=row.why, message=_said(row))


def _said(row: Row) -> str:
    words = " ".join(row.message.split())[:500] or row.why
    return f"{words}; see the source, and ask for it again with `thidua retry`."


