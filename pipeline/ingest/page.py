"""What is known of a page once it has been walked: its blocks in order, the containers round them, links and time stamps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from pipeline.ingest.compose import Block
from pipeline.ingest.tables import Grid


@dataclass(slots=True)
class Node:
    """A block-level element: its place in the tree, what its names hint at, and the blocks inside it."""

    tag: str
    path: str
    parent: int
    hint: int = 0
    role: str = ""  # head, foot, table
    names: str = ""
    first: int = 0
    last: int = 0


@dataclass(slots=True)
class PageBlock:
    """A block of the page with what the choice of the main text needs to know."""

    block: Block
    node: int
    tag: str
    linked: int  # characters of it within links
    centred: bool = False
    headline: bool = False  # its element is called a headline by class, id or itemprop
    cells: list[str] | None = None

    @property
    def text(self) -> str:
        """Its text."""
        return self.block.text


@dataclass(slots=True)
class Link:
    """A link and the number of the block it stands in."""

    href: str
    text: str
    block: int


@dataclass(slots=True)
class Page:
    """Everything that the walk found."""

    blocks: list[PageBlock] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    times: list[tuple[str, int]] = field(default_factory=list)
    grids: dict[int, Grid] = field(default_factory=dict)
    frames: list[tuple[str, int]] = field(default_factory=list)
    converted: int = 0


def parse(text: str) -> Any:
    """The element tree of a page; None where there is none. Never goes to the network."""
    parser = etree.HTMLParser(encoding="utf-8", recover=True, no_network=True, huge_tree=True, remove_comments=False)
    data = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        return etree.fromstring(data, parser)
    except etree.LxmlError:
        return None


def child_paths(element: Any, path: str) -> list[tuple[Any, str]]:
    """The children with their XPaths; no path for what is no element, as a comment."""
    seen: dict[str, int] = {}
    found = []
    position = 0
    for child in element:
        tag = child.tag
        if not isinstance(tag, str):
            found.append((child, ""))
            continue
        position += 1
        if tag.isalnum() and tag.isascii():
            number = seen[tag] = seen.get(tag, 0) + 1
            found.append((child, f"{path}/{tag}[{number}]"))
        else:  # a name with a colon or worse is no name in XPath: count elements instead
            found.append((child, f"{path}/*[{position}]"))
    return found
