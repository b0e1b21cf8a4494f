"""Walks a parsed page: a flat list of blocks (paragraphs, headings, table rows) in page order, and the containers round them.

The tree that lxml gives is walked once, without recursion and without changing it, so that every path resolves in the source.
"""

from __future__ import annotations

import re
from typing import Any

from pipeline.ingest.compose import Block, join_runs
from pipeline.ingest.dateline import read_date_line
from pipeline.ingest.hints import looks_hidden, name_hint, names_title
from pipeline.ingest.legacy import convert_line
from pipeline.ingest.letters import clean
from pipeline.ingest.page import Link, Node, Page, PageBlock, child_paths
from pipeline.ingest.tables import Grid, grid_of, kind_of_table

_LONGEST_STAMP = 120
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "nobr", "o:p", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr", "st1:place", "st1:city", "st1:country-region",
))  # fmt: skip
_SKIPPED = frozenset((
    "script", "style", "noscript", "template", "svg", "head", "link", "meta", "iframe", "object", "embed", "textarea",
    "input", "button", "canvas", "audio", "video", "map", "applet", "math", "param", "source", "track", "base", "frame",
    "frameset",
))  # fmt: skip
_BOLD = frozenset(("b", "strong", "th"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLANKS = " \t\r\n\f"
_SPACE = re.compile(f"[{_BLANKS}]{{2,}}|[{_BLANKS.strip(' ')}]")  # whatever is not one plain blank already
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_CENTRE_STYLE = re.compile(r"text-align\s*:\s*center", re.I)


class _Walker:
    """State of one walk: the runs of the block that is being read, and where it stands."""

    def __init__(self, *, hidden: bool) -> None:
        self.page = Page()
        self.hidden = hidden
        self.runs: list[tuple[str, bool]] = []
        self.linked = 0
        self.bold = 0
        self.link = 0
        self.heading = 0
        self.nodes: list[int] = []
        self.centred: list[bool] = [False]
        self.headline = 0
        self.edge = False

    def text(self, raw: str | None) -> None:
        if not raw:
            return
        text = _SPACE.sub(" ", raw) if raw.strip(_BLANKS) else " "
        if self.edge:
            # Links side by side are parted by style sheets: their words are not one word.
            self.edge = False
            if self.runs and text[:1].isalnum() and self.runs[-1][0][-1:].isalnum():
                text = " " + text
        if text == " " and not self.runs:
            return
        self.runs.append((text, self.bold > 0))
        if self.link:
            self.linked += len(text.strip())

    def flush(self) -> None:
        if not self.runs:
            return
        runs, self.runs = self.runs, []
        linked, self.linked = self.linked, 0
        whole = "".join(piece for piece, _ in runs)
        if not whole or whole.isspace():
            return
        converted, encoding = convert_line(whole)
        if encoding:
            self.page.converted += 1
            runs = [(converted, all(bold for piece, bold in runs if piece.strip()))]
        text, bold = join_runs([(clean(piece), strong) for piece, strong in runs])
        if "  " in text:
            text, bold = join_runs([(clean(text), bool(bold) and bold[0] == (0, len(text)))])
        if not text:
            return
        index = self.nodes[-1]
        node = self.page.nodes[index]
        block = Block(text, "heading" if self.heading else "paragraph", node.path, self.heading)
        for start, end in bold:
            if end - start >= 12 or (start == 0 and end == len(text)):
                block.marks.append(("bold", start, end, 0, 0))
        self.page.blocks.append(PageBlock(block, index, node.tag, min(linked, len(text)), self.centred[-1], self.headline > 0))


def walk(root: Any, *, hidden: bool = False) -> Page:
    """Blocks, containers, links and time stamps of a page. ``hidden`` reads what the page's styles hide, too."""
    state = _Walker(hidden=hidden)
    page = state.page
    stack: list[tuple[Any, ...]] = [("enter", root, f"/{root.tag}", -1)]
    while stack:
        event = stack.pop()
        what = event[0]
        if what == "text":
            state.text(event[1])
        elif what == "enter":
            _enter(state, stack, event[1], event[2])
        elif what == "leave":  # of an inline element
            _, bold, link, headline = event
            state.bold -= bold
            state.headline -= headline
            if link is not None:
                state.link -= 1
                state.edge = True
                href, first, block, label = link
                if label:
                    text = label
                elif block == len(page.blocks):
                    text = "".join(piece for piece, _ in state.runs[first:])
                else:
                    text = page.blocks[block].text if block < len(page.blocks) else ""
                page.links.append(Link(href, clean(text).strip(), block))
        else:  # "close" of a block element
            _, bold, heading, headline = event
            state.flush()
            state.bold -= bold
            state.headline -= headline
            state.heading = heading
            state.centred.pop()
            page.nodes[state.nodes.pop()].last = len(page.blocks)
    return page


def _enter(state: _Walker, stack: list[tuple[Any, ...]], element: Any, path: str) -> None:
    tag = element.tag
    if not isinstance(tag, str):
        return
    page = state.page
    if tag in _SKIPPED:
        source = element.get("src") or element.get("data")
        if source and tag in ("iframe", "embed", "object"):
            page.frames.append((source, len(page.blocks)))
        return
    style = element.get("style")
    if not state.hidden and ((style and looks_hidden(style)) or element.get("hidden") is not None):
        return
    if tag == "br":
        if state.heading:
            state.text(" ")
        else:
            state.flush()
        return
    names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
    bold = 1 if tag in _BOLD or (style and _BOLD_STYLE.search(style)) else 0
    headline = 1 if element.get("itemprop") == "headline" or (names and names_title(names)) else 0
    if tag in _INLINE:
        if state.runs and not (state.heading or state.link) and _is_stamp(element):
            state.flush()  # some portals write the headline and "(Ngày đăng: 13/06/2024)" as two pieces of one line
        state.bold += bold
        state.headline += headline
        link = None
        if tag == "a" and (href := element.get("href")):
            state.link += 1
            state.edge = True
            link = (href.strip(), len(state.runs), len(page.blocks), _said_of(element))
        elif tag == "time" and (stamp := element.get("datetime")):
            page.times.append((stamp, len(page.blocks)))
        stack.append(("leave", bold, link, headline))
        _push_children(stack, element, path)
        return
    state.flush()
    node = Node(tag, path, state.nodes[-1] if state.nodes else -1, first=len(page.blocks), names=names)
    node.hint = name_hint(tag, names, element.get("role") or "")
    if element.get("itemprop") == "articleBody":
        node.hint = 1
    page.nodes.append(node)
    index = len(page.nodes) - 1
    state.nodes.append(index)
    centred = state.centred[-1] and not (style and "text-align" in style)
    state.centred.append(centred or tag == "center" or element.get("align") == "center" or bool(style and _CENTRE_STYLE.search(style)))
    stack.append(("close", bold, state.heading, headline))
    state.bold += bold
    state.headline += headline
    state.heading = _HEADINGS.get(tag, state.heading)
    if tag == "table":
        node.role = kind_of_table(element)
        if node.role == "table":
            grid = grid_of(element, path, child_paths)
            page.grids[index] = grid
            _add_rows(state, grid, index)
            return
        if node.role:
            for cell, cell_path in reversed(grid_of(element, path, child_paths).by_column()):
                stack.append(("enter", cell, cell_path))
            return
    _push_children(stack, element, path)


def _is_stamp(element: Any) -> bool:
    """True for a piece of a line that says in brackets when the page was published."""
    text = (element.text or "").strip()
    if len(element) or len(text) > _LONGEST_STAMP or not text.startswith("("):
        return False
    line = read_date_line(text)
    return line is not None and bool(line.label)


def _said_of(link: Any) -> str:
    """What is said of a link without text of its own, as one that is a picture."""
    if (link.text and not link.text.isspace()) or not all(map(str.isspace, link.itertext())):
        return ""
    return link.get("title") or next((picture.get("alt") for picture in link.iter("img") if picture.get("alt")), "")


def _push_children(stack: list[tuple[Any, ...]], element: Any, path: str) -> None:
    """Puts the text and the children of an element on the stack, the first on top."""
    if len(element):
        events: list[tuple[Any, ...]] = []
        for child, at in child_paths(element, path):
            if at:
                events.append(("enter", child, at))
            if child.tail:
                events.append(("text", child.tail))
        events.reverse()
        stack.extend(events)
    if element.text:
        stack.append(("text", element.text))


def _add_rows(state: _Walker, grid: Grid, node: int) -> None:
    for number, row in enumerate(grid.rows, 1):
        texts: list[str] = []
        anchors: list[tuple[int, int, str]] = []
        marks: list[tuple[str, int, int, int, int]] = []
        offset = 0
        linked = 0
        for column, cell in enumerate(row, 1):
            converted, encoding = convert_line(cell.text)
            state.page.converted += encoding is not None
            text = clean(converted).strip()
            for href, link_text in cell.links:
                state.page.links.append(Link(href, clean(link_text).strip(), len(state.page.blocks)))
                linked += len(link_text.strip())
            if text:
                marks.append(("cell", offset, offset + len(text), 0, column))
                anchors.append((offset, offset + len(text), cell.path))
                if cell.bold:
                    marks.append(("bold", offset, offset + len(text), 0, 0))
            texts.append(text)
            offset += len(text) + 1
        line = "\t".join(texts)
        if not line.strip():
            continue
        marks.append(("row", 0, len(line), 0, number))
        block = Block(line, "row", "", 0, marks, anchors)
        state.page.blocks.append(PageBlock(block, node, "tr", min(linked, len(line)), cells=texts))
