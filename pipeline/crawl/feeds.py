"""RSS, Atom and sitemaps to listings. The XML is parsed without network and without its entities."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from pipeline.crawl.days import stamp_day, stamp_days
from pipeline.crawl.items import Item, Listing
from pipeline.crawl.links import absolute, allowed
from pipeline.crawl.pagination import counted, is_template
from pipeline.crawl.sources import Source
from pipeline.ingest.letters import clean

_DECLARATION = re.compile(r"\A[\ufeff\s]*(?:<\?xml[^>]{0,200}\?>)?")
# Possessive throughout: what came before is never read a second way, however many comments a page opens with.
_OPENING = re.compile(
    r"(?>\s+|<!--(?>.{0,2000}?-->)|<\?(?>.{0,500}?\?>)|<!DOCTYPE[^>]{0,500}>)*+<(?:\w+:)?(?:rss|RDF|feed|urlset|sitemapindex)[\s>]", re.S
)
_CLOSED = re.compile(r"</(?:\w+:)?(?:rss|RDF|feed|urlset|sitemapindex)\s*>")
_ITEM_END = re.compile(r"</(?:\w+:)?(?:item|entry|url|sitemap)\s*>")
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_PUBLISHED = ("pubdate", "published", "date", "issued", "updated", "modified")
# Sitemaps of sections, tags, authors and pictures hold no items.
_NO_ITEMS = re.compile(r"categor|chuyen-?muc|tags?\b|author|image|video|page-sitemap|sitemap-?pages?\b", re.I)


def is_feed(text: str) -> bool:
    """True for a text that opens as a feed or a sitemap.

    >>> is_feed('<?xml version="1.0"?><rss version="2.0">'), is_feed("<!DOCTYPE html><html>")
    (True, False)
    """
    return _OPENING.match(_DECLARATION.sub("", text[:6000], count=1)) is not None


def read_feed(source: Source, text: str, url: str) -> Listing:
    """The listing in a feed, a sitemap or a sitemap index; without items where there is none."""
    root = _parse(text)
    if root is None:
        return Listing((), None)
    name = _name(root)
    if name == "sitemapindex":
        return _index(source, root, url)
    if name == "urlset":
        return Listing(_pages(source, root, url), None)
    if name in ("rss", "rdf", "feed"):
        items = _entries(source, root, url)
        return Listing(items, _following(source, root, url) if items else None)
    return Listing((), None)


def _parse(text: str) -> Any:
    """The element tree; an ampersand that nobody escaped stands for itself, as in ``?id=1&page=2``."""
    parser = etree.XMLParser(recover=True, no_network=True, resolve_entities=False, load_dtd=False, huge_tree=False, remove_comments=True)
    text = _whole(_DECLARATION.sub("", text, count=1).replace("\x00", ""))
    try:
        return etree.fromstring(_escaped(text).encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def _whole(text: str) -> str:
    """A feed that was cut off, up to its last whole item: half an address is another address."""
    if _CLOSED.search(text[-2000:]):
        return text
    return text[: max((match.end() for match in _ITEM_END.finditer(text)), default=0)]


def _escaped(text: str) -> str:
    parts = []
    done = 0
    while (opened := text.find("<![CDATA[", done)) >= 0 and (closed := text.find("]]>", opened)) >= 0:
        parts += [_AMPERSAND.sub("&amp;", text[done:opened]), text[opened : closed + 3]]
        done = closed + 3
    return "".join((*parts, _AMPERSAND.sub("&amp;", text[done:])))


def _entries(source: Source, root: Any, url: str) -> tuple[Item, ...]:
    entries = [element for element in root.iter() if _name(element) in ("item", "entry")]
    days = stamp_days(_first(entry, _PUBLISHED) for entry in entries)
    found: dict[str, Item] = {}
    for entry, day in zip(entries, days, strict=True):
        link = absolute(url, _link(entry))
        if link is not None and allowed(link, source.hosts):
            found.setdefault(link, Item(link, _plain(_first(entry, ("title",))), day))
    return tuple(found.values())


def _link(entry: Any) -> str | None:
    """``<link>address</link>`` (RSS), ``<link rel="alternate" href="address"/>`` (Atom), else a ``guid`` that is an address."""
    links = [child for child in entry if _name(child) == "link"]
    for child in links:
        if child.get("href") and (child.get("rel") or "alternate") == "alternate":
            return str(child.get("href"))
    for child in links:
        if _text(child):
            return _text(child)
    for child in entry:
        if _name(child) in ("guid", "id") and _text(child).startswith(("http://", "https://")):
            return _text(child)
    return None


def _following(source: Source, root: Any, url: str) -> str | None:
    """The following part of a paged feed (RFC 5005), or the one that the source's template counts up to."""
    if source.next is not None and is_template(source.next):
        return counted(source, url)
    for element in root.iter():
        if _name(element) == "link" and element.get("rel") == "next":
            link = absolute(url, element.get("href"))
            return link if link != url and allowed(link, source.hosts) else None
    return None


def _pages(source: Source, root: Any, url: str) -> tuple[Item, ...]:
    found: dict[str, Item] = {}
    for entry in root:
        link = absolute(url, _first(entry, ("loc",)))
        if link is not None and allowed(link, source.hosts):
            told: dict[str, str] = {}
            for child in entry.iter():
                told.setdefault(_name(child), _text(child))
            day = stamp_day(told.get("publication_date")) or stamp_day(told.get("lastmod"))
            found.setdefault(link, Item(link, _plain(told.get("title")), day))
    return tuple(found.values())


def _index(source: Source, root: Any, url: str) -> Listing:
    found = []
    for place, entry in enumerate(root):
        link = absolute(url, _first(entry, ("loc",)))
        if link is not None and link != url and allowed(link, source.hosts):
            day = stamp_day(_first(entry, ("lastmod",)))
            found.append((bool(_NO_ITEMS.search(link)), -day.toordinal() if day else 0, place, link))
    links = list(dict.fromkeys(link for no_items, *_, link in sorted(found) if not no_items))[: source.pages]
    return Listing((), links[0] if links else None, tuple(links[1:]))


def _first(entry: Any, names: tuple[str, ...]) -> str | None:
    told: dict[str, str] = {}
    for child in entry:
        told.setdefault(_name(child), _text(child))
    return next((told[name] for name in names if told.get(name)), None)


def _name(element: Any) -> str:
    """Local name, lower case; empty for comments and instructions."""
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(element.tag, str) else ""


def _text(element: Any) -> str:
    return "".join(element.itertext()).strip()


def _plain(text: str | None) -> str:
    """Text of a title; feeds write HTML within it, once escaped or twice."""
    text = text or ""
    for _ in range(2):
        if "<" in text or "&" in text:
            try:
                text = html.fragment_fromstring(text.replace("\x00", ""), create_parent="div").text_content()
            except (etree.LxmlError, ValueError):
                break
    return clean(text).strip()
