"""Cells between ruled lines: where upright and level lines meet, and the smallest boxes that they close.

The steps, and the tolerances, are those of pdfplumber's search for tables by lines (after Anssi Nurminen's thesis on tables in PDF),
over lines from anywhere: PDFium's paths, or a scanned page. A line is looked up by its place, so the time grows with the
number of cells and not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

_SNAP = 3.0  # points: lines as near as this are one
_JOIN = 3.0  # points: a gap in a line as small as this is none
_REACH = 3.0  # points by which a line may miss the one it meets
_SHORTEST = 3.0

Box = tuple[float, float, float, float]
Point = tuple[float, float]
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
    groups = _grouped(_cells(_meetings(_merged(upright), _merged(level))))
    groups.sort(key=lambda cells: min((top, left) for left, top, _, _ in cells))
    grids = map(_rows, groups)
    return [grid for grid in grids if len(grid) >= 2 and max(sum(cell is not None for cell in row) for row in grid) >= 2]


def _rows(cells: list[Box]) -> Grid:
    lefts = sorted({cell[0] for cell in cells})
    column = {left: number for number, left in enumerate(lefts)}
    rows: dict[float, list[Box | None]] = {top: [None] * len(lefts) for top in sorted({cell[1] for cell in cells})}
    for cell in cells:
        rows[cell[1]][column[cell[0]]] = cell
    return list(rows.values())


def _merged(lines: Iterable[Line]) -> list[Line]:
    """Lines that nearly fall together moved to the middle of them, pieces of one line joined."""
    found: list[Line] = []
    near: list[Line] = []
    for line in sorted(lines):
        if near and line[0] - near[-1][0] > _SNAP:
            found += _joined(near)
            near = []
        near.append(line)
    return found + _joined(near) if near else found


def _joined(near: list[Line]) -> list[Line]:
    place = sum(line[0] for line in near) / len(near)
    pieces: list[list[float]] = []
    for begin, end in sorted(line[1:] for line in near):
        if pieces and begin <= pieces[-1][1] + _JOIN:
            pieces[-1][1] = max(pieces[-1][1], end)
        else:
            pieces.append([begin, end])
    return [(place, begin, end) for begin, end in pieces if end - begin >= _SHORTEST]


def _meetings(uprights: list[Line], levels: list[Line]) -> dict[Point, tuple[set[int], set[int]]]:
    """The points where lines meet, with the numbers of the upright and the level lines that do."""
    heights = [line[0] for line in levels]
    found: dict[Point, tuple[set[int], set[int]]] = {}
    for number, (x, top, bottom) in enumerate(uprights):
        for index in range(bisect_left(heights, top - _REACH), len(levels)):
            y, left, right = levels[index]
            if y > bottom + _REACH:
                break
            if left - _REACH <= x <= right + _REACH:
                across, along = found.setdefault((x, y), (set(), set()))
                across.add(number)
                along.add(index)
    return found


def _cells(meetings: dict[Point, tuple[set[int], set[int]]]) -> list[Box]:
    """The smallest box with each point at its upper left corner, where lines close one."""
    columns: dict[float, list[float]] = defaultdict(list)
    rows: dict[float, list[float]] = defaultdict(list)
    for x, y in sorted(meetings):
        columns[x].append(y)
        rows[y].append(x)
    cells: list[Box] = []
    for x, y in sorted(meetings):
        upright, level = meetings[x, y]
        rights = []
        for far in rows[y][bisect_left(rows[y], x) + 1 :]:
            if not level & meetings[far, y][1]:
                break  # the line ends here
            rights.append(far)
        for low in columns[x][bisect_left(columns[x], y) + 1 :]:
            if not upright & meetings[x, low][0]:
                break
            right = next((far for far in rights if _closes(meetings, (x, low), (far, y))), None)
            if right is not None:
                cells.append((float(x), float(y), float(right), float(low)))
                break
    return cells


def _closes(meetings: dict[Point, tuple[set[int], set[int]]], low: Point, right: Point) -> bool:
    corner = meetings.get((right[0], low[1]))
    return corner is not None and bool(corner[0] & meetings[right][0]) and bool(corner[1] & meetings[low][1])


def _grouped(cells: list[Box]) -> list[list[Box]]:
    """Cells that share a corner, and those that share one with these, belong to one table."""
    table: dict[int, int] = {}  # number of a cell → number of a cell of its table, or itself

    def root(number: int) -> int:
        while table[number] != number:
            table[number] = table[table[number]]
            number = table[number]
        return number

    corners: dict[Point, int] = {}
    for number, (x0, y0, x1, y1) in enumerate(cells):
        table[number] = number
        for corner in ((x0, y0), (x1, y0), (x0, y1), (x1, y1)):
            first = corners.setdefault(corner, number)
            table[root(number)] = root(first)
    groups: dict[int, list[Box]] = defaultdict(list)
    for number, cell in enumerate(cells):
        groups[root(number)].append(cell)
    return list(groups.values())
