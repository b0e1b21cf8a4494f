"""Segments of a page in reading order: lines from top to bottom, blocks of columns read one column after the other."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from pipeline.ingest.glyphs import Segment, is_all_bold

_NARROWEST_GUTTER = 4.0  # points


@dataclass(slots=True)
class Line:
    """A line of text as it is read. ``own`` lines (of a head or foot block) are paragraphs by themselves."""

    text: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: list[tuple[int, int]] = field(default_factory=list)
    first_word: float = 0.0
    own: bool = False
    block: int = 0  # number of the block of columns it stands in, 0 for none
    column: int = 0

    @property
    def all_bold(self) -> bool:
        """True if (nearly) all of it is bold."""
        return is_all_bold(self.text, self.bold)

    @property
    def locator(self) -> str:
        """Where it stands, as anchors tell it."""
        return f"page {self.page} [{self.x0:.0f} {self.y0:.0f} {self.x1:.0f} {self.y1:.0f}]"


Row = list[Segment]


def rows_of(segments: list[Segment]) -> list[Row]:
    """Segments that stand side by side on one base line, rows from top to bottom."""
    rows: list[Row] = []
    edges: list[tuple[float, float]] = []
    for segment in sorted(segments, key=lambda s: (s.y0 + s.y1, s.x0)):
        if rows:
            top, bottom = edges[-1]
            overlap = min(bottom, segment.y1) - max(top, segment.y0)
            if overlap > 0.55 * min(bottom - top, segment.y1 - segment.y0):
                rows[-1].append(segment)
                edges[-1] = (min(top, segment.y0), max(bottom, segment.y1)) if len(rows[-1]) < 3 else edges[-1]
                continue
        rows.append([segment])
        edges.append((segment.y0, segment.y1))
    for row in rows:
        row.sort(key=lambda s: s.x0)
    return rows


def in_reading_order(segments: list[Segment], page: int, width: float) -> list[Line]:
    """Lines of a page as a person reads them."""
    rows = rows_of(segments)
    lines: list[Line] = []
    position = blocks = settled = 0
    while position < len(rows):
        found = _column_block(rows, position, width, settled)
        if found is None:
            lines.append(_line(rows[position], page))
            position += 1
            continue
        first, last, gutter = found
        while lines and first < position:  # the block reaches back over rows that were taken as single lines
            lines.pop()
            position -= 1
        blocks += 1
        for column, side in enumerate(_columns(rows[first:last], gutter, width), 1):
            for row in side:
                line = _line(row, page)
                line.own, line.block, line.column = True, blocks, column
                lines.append(line)
        position = settled = last
    return lines


def _line(row: Row, page: int) -> Line:
    if len(row) == 1:
        only = row[0]
        return Line(only.text, page, only.x0, only.y0, only.x1, only.y1, only.size, list(only.bold), only.first_word)
    text = row[0].text
    bold = list(row[0].bold)
    for segment in row[1:]:
        shift = len(text) + 1
        text += " " + segment.text
        bold += [(start + shift, end + shift) for start, end in segment.bold]
    return Line(
        text,
        page,
        min(s.x0 for s in row),
        min(s.y0 for s in row),
        max(s.x1 for s in row),
        max(s.y1 for s in row),
        max(s.size for s in row),
        bold,
        row[0].first_word,
    )


def _column_block(rows: list[Row], position: int, width: float, settled: int = 0) -> tuple[int, int, tuple[float, float]] | None:
    """Rows (first, last) round a position that stand in two columns, and the gutter between these; None where there are none.

    Rows before ``settled`` belong to another block.
    """
    gutter = _gutter_at(rows, position)
    if gutter is None:
        return None
    left, right = gutter
    # A gutter at the very edge is the space behind a list mark, not one between columns.
    if left < 0.12 * width or right > 0.93 * width:
        return None
    last = position
    sides = [False, False]
    low, high = left, right
    while last < len(rows):
        narrowed = _narrow(rows[last], low, high)
        if narrowed is None:
            break
        if last > position and rows[last][0].y0 - max(s.y1 for s in rows[last - 1]) > 150:
            break
        low, high = narrowed
        for segment in rows[last]:
            sides[segment.x0 >= high - 1] = True
        last += 1
    if not all(sides):
        return None
    # Rows at the end that stand on one side only, apart from the block, go on in the running text.
    while last - 1 > position and len(rows[last - 1]) == 1 and _apart(rows, last - 1, high):
        last -= 1
    first = position
    while first > settled:
        narrowed = _narrow(rows[first - 1], low, high)
        gap = rows[first][0].y0 - max(s.y1 for s in rows[first - 1])
        if narrowed is None or gap > 0.8 * rows[first][0].size:
            break
        low, high = narrowed
        first -= 1
    return first, last, (low, high)


def _apart(rows: list[Row], index: int, high: float) -> bool:
    """True for a last row on the left whose right neighbours ended above it, and whose own column did too."""
    segment = rows[index][0]
    above = rows[index - 1]
    gap = segment.y0 - max(s.y1 for s in above)
    return segment.x0 < high and gap > 0.9 * segment.size and len(above) == 1


def _gutter_at(rows: list[Row], position: int) -> tuple[float, float] | None:
    row = rows[position]
    if len(row) >= 2:
        gaps = [(b.x0 - a.x1, a.x1, b.x0) for a, b in itertools.pairwise(row) if not _is_mark(a.text)]
        if gaps:
            gap, left, right = max(gaps)
            return (left, right) if gap >= _NARROWEST_GUTTER else None
        return None
    if position + 1 < len(rows) and len(rows[position + 1]) == 1:
        one, two = row[0], rows[position + 1][0]
        interleaved = two.y0 < one.y1 - 0.25 * one.size
        if interleaved:
            a, b = (one, two) if one.x0 < two.x0 else (two, one)
            if b.x0 - a.x1 >= _NARROWEST_GUTTER:
                return a.x1, b.x0
    return None


def _is_mark(text: str) -> bool:
    return len(text) <= 4 and (not text[:1].isalpha() or text.endswith((".", ")")))


def _narrow(row: Row, low: float, high: float) -> tuple[float, float] | None:
    """The gutter that is left when a row is taken in; None if the row stands across it."""
    middle = (low + high) / 2
    for segment in row:
        if segment.x1 <= middle:
            low = max(low, segment.x1)
        elif segment.x0 >= middle:
            high = min(high, segment.x0)
        elif segment.x1 <= high and segment.x0 < low:
            low = segment.x1
        elif segment.x0 >= low and segment.x1 > high:
            high = segment.x0
        else:
            return None
    return (low, high) if high - low >= _NARROWEST_GUTTER - 1 else None


def _columns(rows: list[Row], gutter: tuple[float, float], width: float) -> list[list[Row]]:
    """The rows of a block, one list a column; a column that parts again is cut again."""
    middle = (gutter[0] + gutter[1]) / 2
    left = [s for row in rows for s in row if (s.x0 + s.x1) / 2 < middle]
    right = [s for row in rows for s in row if (s.x0 + s.x1) / 2 >= middle]
    columns: list[list[Row]] = []
    for side in (left, right):
        inner = rows_of(side)
        wide = [index for index, row in enumerate(inner) if len(row) >= 2]
        cut = None
        if len(wide) >= 2 and len(wide) * 2 > len(inner):
            cut = _column_block(inner, wide[0], width)
        if cut is not None and cut[1] - cut[0] >= max(2, len(inner) - 1):
            before, after = inner[: cut[0]], inner[cut[1] :]
            if before:
                columns.append(before)
            columns += _columns(inner[cut[0] : cut[1]], cut[2], width)
            if after:
                columns.append(after)
        else:
            columns.append(inner)
    return columns
