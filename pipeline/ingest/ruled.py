"""Ruled tables of PDF pages: where the lines are drawn; the text in the cells is the same as everywhere else."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.ingest.glyphs import Segment
from pipeline.ingest.lattice import Box, Grid
from pipeline.ingest.layout import rows_of
from pipeline.ingest.sheet import Sheet

_MOST_CELLS = 20_000


@dataclass(slots=True)
class RuledCell:
    """A cell: its text and where it stands."""

    text: str
    box: Box
    bold: bool = False
    rest: tuple[int, Box, int] | None = None  # page and box of what goes on on the next page, and where it begins in the text


@dataclass(slots=True)
class RuledTable:
    """A table of one page, rows of cells, and the box round it."""

    page: int
    box: Box
    rows: list[list[RuledCell | None]]


def tables_of(sheet: Sheet) -> list[RuledTable]:
    """Tables of a page, from top to bottom."""
    return [table for grid in sheet.grids if (table := _table(grid, sheet)) is not None]


def _table(grid: Grid, sheet: Sheet) -> RuledTable | None:
    if sum(map(len, grid)) > _MOST_CELLS:
        return None
    cells = [cell for row in grid for cell in row if cell]
    box = (min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells))
    inside = [s for s in sheet.segments if box[0] - 1 <= (s.x0 + s.x1) / 2 <= box[2] + 1 and box[1] - 1 <= (s.y0 + s.y1) / 2 <= box[3] + 1]
    if not inside:
        return None
    # One frame round the page, or a grid of lines with hardly any text in it, is decoration.
    filled = _fill(grid, inside)
    if len(filled) < 3:
        return None
    rows: list[list[RuledCell | None]] = [
        [None if place is None else _cell(filled.get((r, c), []), place) for c, place in enumerate(row)] for r, row in enumerate(grid)
    ]
    return RuledTable(sheet.number, box, [row for row in rows if any(cell and cell.text for cell in row)])


def join_split_row(before: RuledTable, table: RuledTable) -> None:
    """Puts the end of a row that a page break cut through back into the row, the last of the table before.

    It has no number of its own, and in its middle a sentence: each of its cells goes on with a small letter behind a word.
    """
    last = before.rows[-1]
    place = 1 if len(table.rows) > 1 and _texts(table.rows[0]) == _texts(before.rows[0]) else 0  # below a head that is repeated
    row = table.rows[place]
    filled = [(n, cell) for n, cell in enumerate(row) if cell and cell.text]
    opened = [last[n] if n < len(last) else None for n, _ in filled]
    if not filled or filled[0][0] == 0 or not (last[0] and last[0].text):
        return
    if not all(cell.text[0].islower() and known and known.text[-1:].isalnum() for (_, cell), known in zip(filled, opened, strict=True)):
        return
    for (_, cell), known in zip(filled, opened, strict=True):
        assert known is not None
        known.rest = (table.page, cell.box, len(known.text) + 1)
        known.text = f"{known.text} {cell.text}"
    del table.rows[place]


def _texts(row: list[RuledCell | None]) -> list[str]:
    return [cell.text if cell else "" for cell in row]


def _fill(grid: Grid, segments: list[Segment]) -> dict[tuple[int, int], list[Segment]]:
    """The segments of each cell, by row and column."""
    heights = []
    for row in grid:
        places = [place for place in row if place]
        heights.append((min((p[1] for p in places), default=0.0) - 1, max((p[3] for p in places), default=-1.0) + 1))
    filled: dict[tuple[int, int], list[Segment]] = {}
    for segment in segments:
        x, y = (segment.x0 + segment.x1) / 2, (segment.y0 + segment.y1) / 2
        found = None
        for r, (top, bottom) in enumerate(heights):
            if found is None and top <= y <= bottom:
                for c, place in enumerate(grid[r]):
                    if place and place[0] - 1 <= x <= place[2] + 1 and place[1] - 1 <= y <= place[3] + 1:
                        found = (r, c)
                        break
        if found is not None:
            filled.setdefault(found, []).append(segment)
    return filled


def _cell(segments: list[Segment], box: Box) -> RuledCell:
    text = ""
    for row in rows_of(segments):
        line = " ".join(segment.text for segment in row)
        if text and not (text.endswith(("-", "/")) and len(text) > 1 and not text[-2].isspace()):
            text += " "
        text += line
    return RuledCell(text, box, bool(segments) and all(segment.all_bold for segment in segments))
