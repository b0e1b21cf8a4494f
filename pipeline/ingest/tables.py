"""Tables of a page: which hold data, which only lay out the page, which are the head or foot of an official document."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pipeline.ingest.card import label_of
from pipeline.ingest.letterhead import is_motto, is_signature, opens_recipients

_MOST_COLUMNS = 60
_SPACE = re.compile(r"\s+")
_NOT_TEXT = frozenset(("script", "style", "noscript", "template", "svg", "select", "textarea"))


@dataclass(slots=True)
class Cell:
    """A cell: its text on one line, its path, the links in it."""

    text: str
    path: str
    bold: bool = False
    links: list[tuple[str, str]] = field(default_factory=list)
    element: Any = None


@dataclass(slots=True)
class Grid:
    """Rows of cells; a cell that spans others is followed by empty ones, so that columns keep their numbers."""

    rows: list[list[Cell]]

    def by_column(self) -> list[tuple[Any, str]]:
        """The cells' elements with their paths, column by column."""
        width = max((len(row) for row in self.rows), default=0)
        return [(row[c].element, row[c].path) for c in range(width) for row in self.rows if c < len(row) and row[c].element is not None]


def kind_of_table(table: Any) -> str:
    """``table`` for data, ``head`` or ``foot`` for the two-column blocks of an official document, empty for layout."""
    if len(list(_first(table.iter("table", "form"), 2))) > 1:  # it holds another one
        return ""
    rows = list(_first(table.iter("tr"), 4000))
    widths = [sum(1 for cell in row if cell.tag in ("td", "th")) for row in rows]
    if max(widths, default=0) < 2:
        return ""
    text = "".join(_first(table.itertext(), 3000))
    flat = _SPACE.sub(" ", text)
    if (
        len(rows) >= 2
        and sum(
            1
            for row in rows[:40]
            for cell in row
            if cell.tag in ("td", "th") and label_of(_SPACE.sub(" ", "".join(_first(cell.itertext(), 20))).strip())
        )
        >= 2
    ):
        return "table"  # the card of a document
    if len(flat) < 1500 and len(rows) <= 8 and max(widths) <= 4:
        if is_motto(flat):
            return "head"
        lines = [line for piece in text.split("\n") if (line := piece.strip())] + [c.strip() for c in _cell_starts(rows)]
        if any(map(opens_recipients, lines)) or (sum(map(is_signature, lines)) >= 1 and len(rows) <= 4):
            return "foot"
    if len(rows) < 2 or sum(1 for width in widths if width >= 2) * 2 < len(rows):
        return ""
    cells = sum(widths)
    longest, breaks = max(
        (
            (len("".join(cell.itertext())), sum(1 for _ in cell.iter("br", "p", "div", "li")))
            for row in rows[:200]
            for cell in row
            if cell.tag in ("td", "th")
        ),
        default=(0, 0),
    )
    if longest > 1500 and longest * 2 > len(flat):
        return ""
    if len(rows) <= 3 and longest > 300 and breaks >= 3:
        return ""  # columns of a page
    return "table" if len(flat) / max(cells, 1) < 600 else ""


def _first(items: Any, most: int) -> Any:
    for index, item in enumerate(items):
        if index >= most:
            return
        yield item


def _cell_starts(rows: list[Any]) -> list[str]:
    starts = []
    for row in rows:
        for cell in row:
            if isinstance(cell.tag, str):
                starts += [_SPACE.sub(" ", piece) for piece in _first((t for t in cell.itertext() if t.strip()), 3)]
    return starts


def grid_of(table: Any, path: str, child_paths: Callable[[Any, str], list[tuple[Any, str]]]) -> Grid:
    """The rows and cells of a table with no table inside it."""
    rows: list[list[Cell]] = []
    waiting: dict[int, int] = {}  # column → rows that a cell above still covers
    for child, at in child_paths(table, path):
        if child.tag == "tr":
            rows.append(_row(child, at, waiting, child_paths))
        elif child.tag in ("tbody", "thead", "tfoot"):
            rows += [_row(row, row_at, waiting, child_paths) for row, row_at in child_paths(child, at) if row.tag == "tr"]
    return Grid(rows)


def _row(row: Any, path: str, waiting: dict[int, int], child_paths: Callable[[Any, str], list[tuple[Any, str]]]) -> list[Cell]:
    cells: list[Cell] = []

    def covered() -> None:
        while waiting.get(len(cells), 0) > 0 and len(cells) < _MOST_COLUMNS:
            waiting[len(cells)] -= 1
            cells.append(Cell("", path))

    for element, at in child_paths(row, path):
        if element.tag not in ("td", "th") or len(cells) >= _MOST_COLUMNS:
            continue
        covered()
        column = len(cells)
        cells.append(_cell(element, at))
        cells += [Cell("", path) for _ in range(min(_span(element, "colspan"), _MOST_COLUMNS - len(cells)) - 1)]
        down = _span(element, "rowspan") - 1
        for covered_column in range(column, len(cells)):
            if down > 0:
                waiting[covered_column] = down
    covered()
    return cells


def _span(element: Any, name: str) -> int:
    value = (element.get(name) or "1").strip()
    return max(1, min(int(value), 1000)) if value.isdecimal() and len(value) < 6 else 1


def _cell(element: Any, path: str) -> Cell:
    links = [(href.strip(), "".join(link.itertext())) for link in element.iter("a") if (href := link.get("href"))]
    text = _SPACE.sub(" ", _text_in_order(element)).strip()
    strong = sum(len("".join(part.itertext())) for part in element.iter("b", "strong"))
    return Cell(text, path, element.tag == "th" or (len(text) > 0 and strong >= len(text)), links, element)


def _text_in_order(element: Any) -> str:
    """Text of a cell with blanks where its paragraphs part, scripts left out."""
    pieces: list[str] = []
    stack: list[Any] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        inside: list[Any] = []
        if isinstance(item.tag, str) and item.tag not in _NOT_TEXT:
            if item.tag in ("br", "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4"):
                inside.append(" ")
            if item.text:
                inside.append(item.text)
            for child in item:
                inside.append(child)
                if child.tail:
                    inside.append(child.tail)
            if item.tag in ("p", "div", "li"):
                inside.append(" ")
        inside.reverse()
        stack.extend(inside)
    return "".join(pieces)
