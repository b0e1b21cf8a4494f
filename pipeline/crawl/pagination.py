"""Where a listing goes on: the link that a selector finds, or an address counted up by a template."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin

from pipeline.crawl.links import absolute, allowed
from pipeline.crawl.sources import Source

_SLOT = re.compile(r"\{page(?P<less>-1)?\}")


def is_template(text: str) -> bool:
    """True for an address with a place for the number of the page: ``{page}``, or ``{page-1}`` where pages count from 0."""
    return _SLOT.search(text) is not None


def linked(source: Source, links: Iterable[str | None], url: str) -> str | None:
    """The one page that the links to a following page mean; None at the end, on another host, or where they mean several."""
    found = set(links) - {None, url, *source.start}
    link = found.pop() if len(found) == 1 else None  # two links to two pages: the selector no longer means one page
    return link if allowed(link, source.hosts) else None


def page_number(source: Source, url: str) -> tuple[int, str] | None:
    """Number of the page at ``url`` and the start page it counts from; None where neither start nor template fits."""
    for start in source.start:
        if _same(url, start):
            return 1, start
    for start in source.start:
        template = urljoin(start, source.next or "")
        slot = _SLOT.search(template)
        if slot:
            around = [re.escape(_bare(part)) for part in (template[: slot.start()], template[slot.end() :])]
            match = re.fullmatch(rf"{around[0]}(\d{{1,5}}){around[1]}", _bare(url))
            if match:
                return int(match[1]) + (1 if slot["less"] else 0), start
    return None


def counted(source: Source, url: str) -> str | None:
    """The page after the one at ``url`` by the source's template; None past the source's ``pages``."""
    known = page_number(source, url)
    number, start = known if known else (1, url)
    if number >= source.pages or source.next is None:
        return None
    link = absolute(start, _SLOT.sub(lambda m: str(number if m["less"] else number + 1), source.next))
    return link if link != url and allowed(link, source.hosts) else None


def _same(one: str, other: str) -> bool:
    return _bare(one).rstrip("/") == _bare(other).rstrip("/")


def _bare(url: str) -> str:
    """An address without scheme and ``www.``: what redirects change."""
    return re.sub(r"^https?://(?:www\.)?", "", url)
