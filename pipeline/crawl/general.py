"""The general reader: the items of a listing page of which nothing is known but its structure.

A listing repeats one structure for each item. Links that stand in the same structure (the same path of elements and class names) are one
block; the block with the most to read in its links, and with days beside them, is the list of headlines. Menus have short words,
side boxes are called so, and footers link away. What stands apart in the same listing (the first item with a large picture, every
second row with another class) is known by its address, which is built like theirs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from pipeline.crawl.links import absolute
from pipeline.crawl.rows import Row, day_of, gather, owners_of
from pipeline.ingest.hints import FURNITURE, name_hint

_FEWEST = 3  # items that make a list
_TITLE = 80  # characters of a title that count: what is longer is no better
_WORDS = 5  # words of a headline; menus have fewer
_DATED = 3.0  # weight of a block with days beside its links
_ASIDE = 0.15  # weight of a block in furniture
_LEVELS = 6
_MOST_LINKS = 10_000
_HEADING = re.compile(r"^h[1-6]$")  # the first headline of a listing is often a larger one
_NUMBER = re.compile(r"\d+")
_END = re.compile(r"(?:[a-z]{0,6}\d+)?(?:\.\w{1,5})?$|$")  # post812.html, -c2275.html


def general_rows(root: Any, base: str, hosts: tuple[str, ...]) -> list[Row]:
    """Rows of the main block of links; none where the page has no list of headlines."""
    blocks: dict[tuple[str, ...], list[Any]] = defaultdict(list)
    for link in islice(root.iter("a"), _MOST_LINKS):
        if link.get("href"):
            blocks[_structure(link)].append(link)
    best: list[Row] = []
    highest = 0.0
    for links in blocks.values():
        rows = [row for row in gather(links, base, hosts) if len(row.title.split()) >= _WORDS]
        if len(rows) < _FEWEST or len(rows) * 2 < len({link.get("href") for link in links}):
            continue
        owners = owners_of(rows)
        dated = sum(day_of(row, owners) is not None for row in rows) * 2 >= len(rows)
        score = sum(min(len(row.title), _TITLE) for row in rows) * (_DATED if dated else 1) * (_ASIDE if _furniture(links[0]) else 1)
        if score > highest:
            best, highest = rows, score
    shapes = {_shape(row.url) for row in best} - {None}
    known = {row.url for row in best}
    if not known:
        return []
    links = [link for link in islice(root.iter("a"), _MOST_LINKS) if absolute(base, link.get("href")) in known or not _furniture(link)]
    rows = gather(links, base, hosts)
    return [row for row in rows if row.url in known or (_shape(row.url) in shapes and len(row.title.split()) >= _WORDS)]


def _shape(url: str) -> tuple[str, ...] | None:
    """How an address is built: folders, the end of its last part, words of its query; None where that tells nothing.

    >>> _shape("https://a.vn/tin/phat-dong-thi-dua-post812.html") == _shape("https://a.vn/tin/hoi-nghi-tong-ket-nam-post7.html")
    True
    >>> _shape("https://a.vn/index.php?p=tin&id=7") == _shape("https://a.vn/index.php?p=vb&id=7")
    False
    """
    parts = urlsplit(url)
    *folders, last = parts.path.strip("/").split("/")
    query = _NUMBER.sub("0", parts.query)
    end = _NUMBER.sub("0", _END.search(last)[0])  # type: ignore[index]
    if not query and "0" not in end and last.count("-") < _WORDS - 1:
        return None
    return (str(len(folders)), end, query)


def _structure(link: Any) -> tuple[str, ...]:
    """Element names from the link upwards, the nearest with their classes without what numbers them."""
    steps: list[str] = []
    element = link
    while element is not None and isinstance(element.tag, str) and element.tag != "html":
        names = (element.get("class") or "") if len(steps) < _LEVELS else ""
        steps.append(f"{_HEADING.sub('h', element.tag)}.{'.'.join(sorted(n for n in names.split() if not any(c.isdigit() for c in n)))}")
        element = element.getparent()
    return tuple(steps)


def _furniture(link: Any) -> bool:
    element = link.getparent()
    while element is not None and isinstance(element.tag, str) and element.tag not in ("body", "html"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
        if name_hint(element.tag, names, element.get("role") or "") == FURNITURE:
            return True
        element = element.getparent()
    return False
