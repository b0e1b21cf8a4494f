"""Listings of a source to items: pages of portals, feeds, sitemaps; and the files that an item's page links to.

What comes in is untrusted bytes; whatever they are, a listing comes out, and no address in it is on a host that is not listed.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from extractors.view import bare
from pipeline.crawl.attachments import attachments
from pipeline.crawl.bodies import text_of
from pipeline.crawl.feeds import is_feed, read_feed
from pipeline.crawl.items import Item, Listing
from pipeline.crawl.kinds import FEEDS
from pipeline.crawl.pages import read_page
from pipeline.crawl.sources import Source

__all__ = ["Item", "Listing", "attachments", "has_words", "may_concern", "read_listing"]

_NO_LETTERS = re.compile(r"[\W_]+")


def read_listing(source: Source, body: bytes, url: str, content_type: str | None) -> Listing:
    """The items of one listing and where it goes on. Never raises; a listing that cannot be read has no items.

    Words that an item must have, and how far back it may lie, are left to the caller: the numbers of items that a source is expected
    to have count all of them.

    Parameters
    ----------
    source : whose listing it is; its kind, ``item`` and ``next`` tell how to read it.
    body : the bytes as fetched (a zipped sitemap is unzipped here).
    url : address that the bytes came from, after redirects; relative links are read against it.
    content_type : the header of that name, if any; its character set counts where the bytes name none.
    """
    text = text_of(body, content_type)
    try:
        return read_feed(source, text, url) if source.kind in FEEDS or is_feed(text) else read_page(source, text, url)
    except RecursionError:  # nested deeper than any page that a person reads
        return Listing((), None)


def has_words(source: Source, *texts: str) -> bool:
    """True where one of the texts has one of the words that an item of the source must have, accents and case apart."""
    if not source.must_have:
        return True
    folded = [_folded(text) for text in texts]
    return any(f" {word} " in text for word in map(str.strip, map(_folded, source.must_have)) for text in folded)


def may_concern(source: Source, item: Item) -> bool:
    """True where an item is worth fetching by what its listing says: its title, or its address, has one of the words.

    An item without a title may be anything, so it is fetched and its text decides.
    """
    return not item.title or has_words(source, item.title, unquote(item.url))


def _folded(text: str) -> str:
    return f" {_NO_LETTERS.sub(' ', bare(unicodedata.normalize('NFC', text))).strip()} "
