"""How each source is: when it was last read, what it has given, whether it is silent for longer than its rhythm lets expect."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from pipeline.crawl.clock import night_of
from pipeline.crawl.ledger import Ledger
from pipeline.crawl.ledger_rows import Row
from pipeline.crawl.sources import Source
from pipeline.crawl.visits import Visit, Visits
from pipeline.nightly.tables import SourceHealth

ENOUGH = 8
"""Gaps between items from which a source's own rhythm is taken; with fewer, that of the list of sources."""
PATIENCE = 3
"""Silence as long as so many times the usual gap is nothing unusual."""
_BOUNDS = ("below_minimum", "above_maximum")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Days that usually pass between two days with items, and the longest silence that is nothing unusual."""

    usual: float
    longest: int


def rhythm(days: Iterable[date], stated: float) -> Rhythm:
    """The rhythm of a source from the days on which it had items.

    The middle of its gaps is the usual one. As long as three of those, or as the longest but one in twenty, is expected: weekends, holidays
    and Tết are part of a source's history.

    >>> rhythm([date(2026, 11, day) for day in range(1, 21)], stated=7)
    Rhythm(usual=1, longest=3)
    >>> rhythm([date(2026, 11, 1)], stated=7)
    Rhythm(usual=7, longest=21)
    """
    ordered = sorted(set(days))
    gaps = sorted((later - earlier).days for earlier, later in zip(ordered, ordered[1:], strict=False))
    if len(gaps) < ENOUGH:
        return Rhythm(stated, math.ceil(PATIENCE * stated))
    usual = median(gaps)
    return Rhythm(usual, max(math.ceil(PATIENCE * usual), gaps[math.ceil(0.95 * len(gaps)) - 1]))


def health(sources: Sequence[Source], ledger: Ledger, night: date) -> list[SourceHealth]:
    """A row for each source of the list, in its order. Visits of nights to come are left out: a clock was ahead, and was set back."""
    book, paused = Visits(ledger), ledger.paused()
    succeeded = book.last_success(until=night)
    return [
        _of_source(source, ledger.rows(source.id), [visit for visit in book.all(source=source.id) if visit.night <= night],
                   succeeded.get(source.id), source.pause or source.id in paused, night)
        for source in sources
    ]  # fmt: skip


def off_bounds(visits: Sequence[Visit], night: date) -> str | None:
    """The kind of error of a source whose listings were read tonight, but had too few items or too many; None: nothing is wrong.

    A source that never had a good night has shown nothing that could be missed: its bounds are a guess, and it holds back nobody. A source
    that could not be reached gave no rows to count.
    """
    last = _last(visits, night)
    if last is None or not any(is_good(visit) for visit in visits if visit.started != last.started):
        return None
    if last.state == "failed" and last.why == "empty_listing":
        return _BOUNDS[0]
    return next((kind for kind in _BOUNDS if kind in last.tally.errors), None)


def is_good(visit: Visit) -> bool:
    """Whether the listings could be read, and had as many items as they should."""
    return visit.state == "done" and not any(kind in visit.tally.errors for kind in _BOUNDS)


def _last(visits: Sequence[Visit], night: date) -> Visit | None:
    """The night's visit that was not broken off."""
    return next((visit for visit in reversed(visits) if visit.night == night and visit.state in ("done", "failed")), None)


def _of_source(
    source: Source, rows: Sequence[Row], visits: Sequence[Visit], succeeded: date | None, paused: bool, night: date
) -> SourceHealth:
    last = _last(visits, night)
    errors, examples = (last.tally.errors, last.tally.examples) if last else ({}, {})
    counts = Counter(row.state for row in rows)
    days = [_day(row, night) for row in rows if row.role == "item" and row.state != "rejected"]
    known = rhythm(days, source.rhythm_days)
    silent = (night - max(days)).days if days else None
    read = [visit for visit in visits if visit.state == "done"]
    return SourceHealth(
        source=source.id,
        agency=source.agency,
        status=_status(visits, night, succeeded, paused, silent is not None and silent > known.longest),
        last_success=succeeded,
        items=len(rows),
        published=counts["published"],
        rejected=counts["rejected"],
        failed=counts["failed"],
        pending=counts["pending"],
        listed=read[-1].tally.listed if read else None,
        last_item=max(days, default=None),
        rhythm_days=round(known.usual, 1),
        silent_days=silent,
        expected_days=known.longest,
        errors="; ".join(f"{kind} {count}" for kind, count in sorted(errors.items())) or None,
        error=_one_line(examples[min(errors, key=lambda kind: (-errors[kind], kind))]) if errors else None,
        encoding_changes="; ".join(_new_encodings(visits, night)) or None,
    )


def _day(row: Row, night: date) -> date:
    """The day of an item: as the listing says, unless that is to come; else the night that first saw it."""
    return min(row.published or night_of(row.first_seen), night)


def _status(visits: Sequence[Visit], night: date, succeeded: date | None, paused: bool, silent: bool) -> str:
    if paused:
        return "paused"
    last = _last(visits, night)
    if last is not None:
        bound = next((kind for kind in _BOUNDS if kind in last.tally.errors), None)
        if bound:
            return bound
        if last.state == "failed":
            return "below_minimum" if last.why == "empty_listing" else "failed"
    if succeeded is None:
        return "new"
    return "silent" if silent else "ok"


def _new_encodings(visits: Sequence[Visit], night: date) -> list[str]:
    """Encodings of tonight's pages that no night before had, where one had any."""
    before = {name for visit in visits if visit.night < night for name in visit.tally.encodings}
    tonight = {name for visit in visits if visit.night == night for name in visit.tally.encodings}
    return sorted(tonight - before) if before else []


def _one_line(message: str) -> str:
    return " ".join(message.split())[:300]
