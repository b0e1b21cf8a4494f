"""What a listing tells: its items, and where it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Item:
    """A page or file that a listing links to.

    ``url`` is absolute, without fragment, on a listed host of its source; ``title`` is as shown (empty where a sitemap shows none);
    ``published`` is the day that the listing shows beside it, in Vietnam.
    """

    url: str
    title: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing as read: its items in page order, each address once.

    ``next`` is the following page, or None at the end. ``more`` are further listings that this one names beside ``next`` (a sitemap
    index does), newest first; they count as pages of the source.
    """

    items: tuple[Item, ...]
    next: str | None
    more: tuple[str, ...] = ()
