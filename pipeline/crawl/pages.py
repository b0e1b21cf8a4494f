"""A listing page of a portal to its items and the following page."""

from __future__ import annotations

from typing import Any

from lxml import etree

from pipeline.crawl.general import general_rows
from pipeline.crawl.items import Item, Listing
from pipeline.crawl.links import absolute
from pipeline.crawl.pagination import counted, is_template, linked
from pipeline.crawl.rows import day_of, owners_of, select_rows
from pipeline.crawl.selectors import PATTERN, links_of
from pipeline.crawl.sources import Source
from pipeline.ingest.page import parse

_DEEPEST = 400  # elements within elements; pages that people read have some forty


def read_page(source: Source, text: str, url: str) -> Listing:
    """The listing in an HTML page; without items where nothing in it looks like one."""
    root = parse(text)
    if root is None or _deeper(root, _DEEPEST):
        return Listing((), None)
    base = base_of(root, url)
    if source.item is None:
        rows = general_rows(root, base, source.hosts)
    else:
        rows = select_rows(source.item, root, base, source.hosts)
    own = {url, *source.start}
    # A selector means headlines, so one without words is an item all the same; other links without words are buttons.
    selected = source.item is not None and not source.item.startswith(PATTERN)
    rows = [row for row in rows if row.url not in own and (selected or row.title)]
    owners = owners_of(rows)
    items = tuple(Item(row.url, row.title, day_of(row, owners)) for row in rows)
    return Listing(items, _following(source, root, url, base) if items else None)


def _following(source: Source, root: Any, url: str, base: str) -> str | None:
    if source.next is None:
        return None
    if is_template(source.next):
        return counted(source, url)
    return linked(source, (absolute(base, link.get("href")) for link in links_of(source.next, root)), url)


def base_of(root: Any, url: str) -> str:
    """What relative links are read against: ``<base href>`` where there is one."""
    stated = next((element.get("href") for element in root.iter("base") if element.get("href")), None)
    return absolute(url, stated) or url


def _deeper(root: Any, most: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > most:
            return True
    return False
