"""The list of sources: who publishes, where, and how each is visited (``corpus/sources.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pipeline.misuse import Misuse


@dataclass(frozen=True, slots=True)
class Source:
    """One source, with defaults filled in and checked.

    Parameters
    ----------
    id : lower-case ASCII letters, digits and hyphens; names its files and its rows of source health.
    agency : full name of who publishes.
    level : code of ``levels``.
    province_code : GSO code among the 34 provinces of 2025; None for a central agency.
    hosts : hosts that may be fetched: those of the start pages and of attachments, as `pipeline.crawl.links.site_of` writes them.
    start : addresses of listings, feeds or sitemaps.
    kind : kind of portal, one of `pipeline.crawl.kinds.KINDS`.
    item : CSS selector of the links to items, or ``re:`` and a pattern that their absolute addresses have; None: the general reader.
    next : CSS selector of the link to the following page, or an address with ``{page}``; None: one page only.
    pages : how many pages of a listing are read at most.
    since_days : how far back, in days; older items are not new.
    must_have : words of which an item must have one, compared without accents and case; empty: every item counts.
    pause : True: not visited.
    pace : seconds between two requests to a host, at least 1.
    rhythm_days : days that pass between two items, as expected.
    min_rows, max_rows : how many items the listings of one night should hold.
    """

    id: str
    agency: str
    level: str
    province_code: str | None
    hosts: tuple[str, ...]
    start: tuple[str, ...]
    kind: str
    item: str | None
    next: str | None
    pages: int
    since_days: int
    must_have: tuple[str, ...]
    pause: bool
    pace: float
    rhythm_days: float
    min_rows: int
    max_rows: int


def load(path: str | Path, *, allow_private: bool = False) -> list[Source]:
    """The sources of a file, in its order; ``allow_private`` lets it name loopback and private hosts, and any port.

    Raises
    ------
    Misuse
        naming file and line of what is wrong first, with the remedy, and how much else is.
    """
    from pipeline.crawl.sourcefile import check

    sources, faults = check(path, allow_private=allow_private)
    if faults:
        others = f" ({len(faults) - 1} more: thidua sources check {path})" if len(faults) > 1 else ""
        raise Misuse(f"{faults[0]}{others}")
    return sources


def bundled() -> Path:
    """The list of sources that comes with thidua: the checkout's, else the one in the wheel."""
    checkout = Path(__file__).parents[2] / "corpus" / "sources.yaml"
    return checkout if checkout.is_file() else Path(str(files("pipeline") / "crawl" / "sources.yaml"))
