"""Tables on a scanned page: the ruled lines of its image make cells as those of a drawn page do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import ndimage

from pipeline.ingest.lattice import Grid, grids_between

if TYPE_CHECKING:
    from pipeline.ingest.scan.page import ScanLine

_THICKEST = 9  # pixels of the half-size page
_LEAN = 0.012  # of its length: what a line may lean, or bend where the paper did not lie flat
_MOST_LINES = 1_500  # more are a picture


def grids_on(level: Any, upright: Any, points: float) -> list[Grid]:
    """Grids of cells from the pixels of level and of upright lines; ``points`` is the size of a pixel."""
    if not upright.any() or not level.any():
        return []
    down, across = _lines(upright.T, points), _lines(level, points)
    if len(down) < 3 or len(across) < 3 or len(down) + len(across) > _MOST_LINES:
        return []
    return grids_between(down, across)


def _lines(mask: Any, points: float) -> list[tuple[float, float, float]]:
    """Level lines: where they lie, where they begin and end; thick shapes are pictures and left out."""
    labels, _ = ndimage.label(mask, structure=np.ones((3, 3), dtype=bool))
    found = []
    for rows, columns in ndimage.find_objects(labels):
        length, thickness = columns.stop - columns.start, rows.stop - rows.start
        if thickness <= _THICKEST + _LEAN * length:
            found.append(((rows.start + rows.stop) / 2 * points, columns.start * points, columns.stop * points))
    return found


def in_cells(lines: list[ScanLine], grids: list[Grid]) -> list[ScanLine]:
    """The lines, cut between words where the edge of a cell stands."""
    walls = sorted({(x, cell[1], cell[3]) for grid in grids for row in grid for cell in row if cell for x in (cell[0], cell[2])})
    if not walls:
        return lines
    done: list[ScanLine] = []
    for line in lines:
        middle = line.base - 0.35 * line.size
        edges = [x for x, top, bottom in walls if top <= middle <= bottom and line.x0 < x < line.x1]
        begin = 0
        for place in range(1, len(line.words)):
            before, behind = line.words[place - 1], line.words[place]
            if any((before.x0 + before.x1) / 2 < x < (behind.x0 + behind.x1) / 2 for x in edges):
                done.append(replace(line, words=line.words[begin:place], pen=list(line.pen)))
                begin = place
        done.append(replace(line, words=line.words[begin:], pen=list(line.pen)) if begin else line)
    return done
