"""The general reader: the items of a listing page of which nothing is known but its structure.

A listing repeats one structure for each item. Links that stand in the same structure (the same path of elements and class names) are one
block; the block with the most to read in its links, and with days beside them, is the list of headlines. Menus have short words,
side boxes are called so, and footers link away.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pipeline.crawl.rows import Row, day_of, gather, owners_of
from pipeline.ingest.hints import FURNITURE, name_hint

_FEWEST = 3  # items that make a list
_WORDS = 5  # words of a headline; menus have fewer
_DATED = 2.0  # weight of a block with days beside its links
_ASIDE = 0.15  # weight of a block in furniture
_LEVELS = 6


def general_rows(root: Any, base: str, hosts: tuple[str, ...]) -> list[Row]:
    """Rows of the main block of links; none where the page has no list of headlines."""
    blocks: dict[tuple[str, ...], list[Any]] = defaultdict(list)
    for link in root.iter("a"):
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
        score = sum(min(len(row.title), 120) for row in rows) * (_DATED if dated else 1) * (_ASIDE if _furniture(links[0]) else 1)
        if score > highest:
            best, highest = rows, score
    return best


def _structure(link: Any) -> tuple[str, ...]:
    """Element names from the link upwards, the nearest with their classes without what numbers them."""
    steps: list[str] = []
    element = link
    while element is not None and isinstance(element.tag, str) and element.tag != "html":
        names = (element.get("class") or "") if len(steps) < _LEVELS else ""
        steps.append(f"{element.tag}.{'.'.join(sorted(n for n in names.split() if not any(c.isdigit() for c in n)))}")
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
