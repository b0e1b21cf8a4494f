"""The rows of a listing page: each item's link, its title, and the day shown beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipeline.crawl.days import shown_day, stamp_day
from pipeline.crawl.links import absolute, allowed
from pipeline.crawl.selectors import PATTERN, links_of
from pipeline.ingest.letters import clean

_HIDDEN = frozenset(("script", "style", "noscript", "template"))
_HEADLINE = re.compile(r"h[1-6]")
_LINKS_OF_A_ROW = 6  # item, section, author, some tags
_LONGEST_ROW = 2500  # characters, with the summary
_CUT = re.compile(r"(?:\.\.\.|…)$")
_MORE = re.compile(r"^(?:xem (?:thêm|tiếp|chi tiết)|chi tiết|đọc (?:tiếp|thêm)|read more|more|tải về|download|\W*)\W*$", re.I)


@dataclass(slots=True)
class Row:
    """An item as the page links it, perhaps several times (picture, headline, "read more")."""

    url: str
    links: list[Any] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The longest thing that the links say; their ``title`` where that is cut; of a picture alone, what it shows."""
        said = [(self._rank(link), text) for link in self.links if not _MORE.match(text := text_in(link))]
        text = max(said, key=lambda pair: (pair[0], len(pair[1])))[1] if said else ""
        written = [link.get("title") or "" for link in self.links]
        written += [image.get("alt") or "" for link in self.links for image in link.iter("img")] if not text else []
        full = max((clean(words).strip() for words in written), key=len)
        if not text or (_CUT.search(text) and full.startswith(_CUT.sub("", text).rstrip())):
            return full or text
        return text

    @staticmethod
    def _rank(link: Any) -> int:
        near = [link.getparent(), *link.iter()]
        return int(any(element is not None and isinstance(element.tag, str) and _HEADLINE.fullmatch(element.tag) for element in near))


def select_rows(item: str, root: Any, base: str, hosts: tuple[str, ...]) -> list[Row]:
    """The rows of a page by selector, or by a pattern of their addresses (``re:…``); in page order, each address once."""
    if item.startswith(PATTERN):
        pattern = re.compile(item.removeprefix(PATTERN))
        return gather((link for link in root.iter("a")), base, hosts, pattern)
    return gather(links_of(item, root), base, hosts)


def gather(links: Iterable[Any], base: str, hosts: tuple[str, ...], pattern: re.Pattern[str] | None = None) -> list[Row]:
    """The links by address; those that lead nowhere a crawler may go are left out."""
    rows: dict[str, Row] = {}
    for link in links:
        url = absolute(base, link.get("href"))
        if url is not None and allowed(url, hosts) and (pattern is None or pattern.search(url)):
            rows.setdefault(url, Row(url)).links.append(link)
    return list(rows.values())


def day_of(row: Row, owners: dict[Any, set[str]]) -> date | None:
    """The day shown in the row: in ``<time>``, else on a line of its own, else beside few other words. Titles do not count."""
    for link in row.links[:_LINKS_OF_A_ROW]:
        box = _box(link, row.url, owners)
        if box is None:
            continue
        for time in box.iter("time"):
            if (day := stamp_day(time.get("datetime"))) is not None:
                return day
        if (day := shown_day(_lines(box, set(row.links)))) is not None:
            return day
    return None


def owners_of(rows: list[Row]) -> dict[Any, set[str]]:
    """Which items each element of the page holds links of."""
    owners: dict[Any, set[str]] = defaultdict(set)
    for row in rows:
        for link in row.links:
            element = link
            while element is not None and row.url not in owners[element]:
                owners[element].add(row.url)
                element = element.getparent()
    return owners


def text_in(element: Any) -> str:
    """Text of an element on one line, scripts left out."""
    return clean(" ".join(piece for piece in _pieces(element, frozenset()))).strip()


def _box(link: Any, url: str, owners: dict[Any, set[str]]) -> Any:
    """The largest element round the link that holds no other item and is no more than a row; None where that is the link itself."""
    box, element = None, link.getparent()
    while element is not None and owners[element] == {url} and element.tag not in ("body", "html"):
        others = {other.get("href") for other in element.iter("a")}
        if len(others) > _LINKS_OF_A_ROW or sum(map(len, element.itertext())) > _LONGEST_ROW:
            break  # where a listing has one item only, the whole page is round it
        box, element = element, element.getparent()
    return box


def _lines(box: Any, own: set[Any]) -> list[str]:
    pieces = [clean(piece).strip() for piece in _pieces(box, own)]
    pieces = [piece for piece in pieces if piece]
    # Day and hour often stand in elements of their own: read the pieces alone, then each with its neighbour.
    pairs = [f"{one} {other}" for one, other in zip(pieces, pieces[1:], strict=False) if len(one) + len(other) < 60]
    return pieces + pairs


def _pieces(element: Any, without: frozenset[Any] | set[Any]) -> Iterable[str]:
    """The pieces of text in an element in order, those in ``without`` and in scripts left out."""
    stack: list[tuple[Any, bool]] = [(element, True)]
    while stack:
        node, opening = stack.pop()
        if not opening:
            if node.tail:
                yield node.tail
            continue
        if node is not element:
            stack.append((node, False))
        if not isinstance(node.tag, str) or node.tag in _HIDDEN or node in without:
            continue
        if node.text:
            yield node.text
        stack.extend((child, True) for child in reversed(node))
