"""How an entry of the list of sources points at links: by CSS selector, or by a pattern of their addresses."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from lxml.cssselect import CSSSelector

PATTERN = "re:"
"""What a pattern begins with; anything else is a selector."""


@lru_cache(maxsize=256)
def selector(css: str) -> Callable[[Any], list[Any]]:
    """The compiled selector; raises ``cssselect.SelectorError`` or ``etree.XPathError`` where it is none."""
    compiled: Callable[[Any], list[Any]] = CSSSelector(css, translator="html")
    return compiled


def links_of(css: str, root: Any) -> list[Any]:
    """The links that a selector means: elements ``a``, or the first link in each element that is none."""
    found = []
    for element in selector(css)(root):
        link = element if element.tag == "a" else next(element.iter("a"), None)
        if link is not None:
            found.append(link)
    return found
