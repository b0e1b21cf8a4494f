"""Cells between ruled lines: where upright and level lines meet, and the smallest boxes that they close.

The search is pdfplumber's (after Anssi Nurminen's thesis on tables in PDF), over lines from anywhere: PDFium's paths, or a scanned page.
What makes pdfplumber slow on a PDF is reading every letter once more, and that is not done here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cache
from typing import Any

_SNAP = 3.0  # points: lines as near as this are one
_JOIN = 3.0  # points: a gap in a line as small as this is none
_REACH = 3.0  # points by which a line may miss the one it meets
_SHORTEST = 3.0
_MOST_PAIRS = 4_000_000  # every upright line is held against every level one: beyond this the page is a drawing, and no table

Box = tuple[float, float, float, float]
Line = tuple[float, float, float]
Grid = list[list[Box | None]]


def grids_between(upright: Iterable[Line], level: Iterable[Line]) -> list[Grid]:
    """Grids that the lines make, from top to bottom: rows of cells, None where a cell above or to the left stretches over the place.

    Parameters
    ----------
    upright : (x, top, bottom) of each upright line.
    level : (y, left, right) of each level line.

    A frame, a row of boxes or a stack of them is no table.

    >>> grids_between([(0, 0, 20), (30, 0, 20)], [(0, 0, 30), (10, 0, 30), (20, 0, 30)])
    []
    """
    edges = [_edge("v", x, top, x, bottom) for x, top, bottom in upright]
    edges += [_edge("h", left, y, right, y) for y, left, right in level]
    if len({edge["orientation"] for edge in edges}) < 2:
        return []
    search = _search()
    merged = [_rounded(edge) for edge in search.merge_edges(edges, _SNAP, _SNAP, _JOIN, _JOIN) if _length(edge) >= _SHORTEST]
    across = sum(edge["orientation"] == "v" for edge in merged)
    if across * (len(merged) - across) > _MOST_PAIRS:
        return []
    cells = search.intersections_to_cells(search.edges_to_intersections(merged, _REACH, _REACH))
    groups = sorted(search.cells_to_tables(cells), key=lambda group: min((top, left) for left, top, _, _ in group))
    grids = map(_rows, groups)
    return [grid for grid in grids if len(grid) >= 2 and max(sum(cell is not None for cell in row) for row in grid) >= 2]


@cache
def _search() -> Any:
    """pdfplumber's module of tables: heavy, and most files have no ruled table."""
    from pdfplumber import table

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it comments on every oddity of a file
    return table


def _edge(orientation: str, x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    """A line as pdfplumber keeps one."""
    return {"orientation": orientation, "x0": x0, "top": top, "x1": x1, "bottom": bottom, "width": x1 - x0, "height": bottom - top}


def _rounded(edge: dict[str, Any]) -> dict[str, Any]:
    """Lines moved to one place differ in the last binary digits of it, and would make rows of their own."""
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in edge.items()}


def _length(edge: dict[str, Any]) -> float:
    return float(max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]))


def _rows(cells: Iterable[Box]) -> Grid:
    cells = list(cells)
    lefts = sorted({cell[0] for cell in cells})
    column = {left: number for number, left in enumerate(lefts)}
    rows: dict[float, list[Box | None]] = {top: [None] * len(lefts) for top in sorted({cell[1] for cell in cells})}
    for cell in cells:
        rows[cell[1]][column[cell[0]]] = cell
    return list(rows.values())
