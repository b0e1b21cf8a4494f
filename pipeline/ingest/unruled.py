"""Tables without ruled lines: columns that stand apart under a header, as annexes have them that are set with tab stops.

Read line by line or column by column such a table loses what belongs together, but taking a letterhead, a list or a block of signatures
for one would be worse. So only a table that numbers its rows is taken: a header whose first cell is STT (or TT) over three columns or more,
and at least three rows below it numbered 1, 2, 3 … whose cells each stand within one column. It ends before the first line of which that is
not true, and goes on on the next page where the number that is due stands over the same columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.ingest.glyphs import Segment
from pipeline.ingest.layout import Row, rows_of
from pipeline.ingest.ruled import RuledCell, RuledTable
from pipeline.ingest.sheet import Sheet

FEWEST_ROWS = 3
FEWEST_COLUMNS = 3

_HEAD = re.compile(r"(?:số\s*)?(?:stt|tt)\.?|s\.t\.t\.?", re.I)
_LONGEST_HEAD = 9
_NUMBER = re.compile(r"0?(\d{1,3})[.)]?")
_GROUP = re.compile(r"[IVX]{1,5}\.?|[A-H]\.?")
_SUM = re.compile(r"(?:tổng|cộng|toàn (?:tỉnh|huyện|thành phố))\b", re.I)
_GUTTER = 3.0  # points
_NEXT_ROW, _NEXT_LINE = 2.6, 0.8  # times the height of the line above: the gap before a row, and before a line of the same row
_EDGE = 2  # lines at the head or foot of a page that may be a running head or the number of the page


@dataclass(slots=True)
class _Table:
    """A table under construction: the span of each column, its lines, where a row begins, and the line behind it."""

    columns: list[tuple[float, float]]
    lines: list[Row] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    due: int = 1  # the number of the next row
    numbered: int = 0  # rows with a number
    grouped: bool = False  # the last line names a group of rows, which may count from 1 again
    end: int = 0


def unruled_tables(sheets: list[Sheet], ruled: dict[int, list[RuledTable]]) -> dict[int, list[RuledTable]]:
    """Tables that have no lines, by page, each page's from top to bottom; ``ruled`` are those that have."""
    found: dict[int, list[RuledTable]] = {}
    open_: tuple[int, _Table] | None = None  # the page that a table reached the foot of
    for sheet in sheets:
        before = open_[1] if open_ is not None and open_[0] == sheet.number - 1 else None
        open_ = None
        if before is None and not any(_is_head(segment.text) for segment in sheet.segments):
            continue
        boxes = [table.box for table in ruled.get(sheet.number, ())]
        rows = rows_of([s for s in sheet.segments if not any(_within(s, box) for box in boxes)])
        at = 0
        while at < len(rows):
            table = _continued(rows, at, before) if before is not None and at < _EDGE else _table_at(rows, at)
            if table is None:
                at += 1
                continue
            found.setdefault(sheet.number, []).append(_made(table, sheet.number))
            at, before = table.end, None
            open_ = (sheet.number, table) if at >= len(rows) - _EDGE else None
    return found


def _is_head(text: str) -> bool:
    return len(text) <= _LONGEST_HEAD and _HEAD.fullmatch(text.strip()) is not None


def _within(segment: Segment, box: tuple[float, float, float, float]) -> bool:
    return box[0] - 1 <= segment.x0 <= box[2] + 1 and box[1] - 1 <= segment.y0 <= box[3] + 1


def _table_at(rows: list[Row], at: int) -> _Table | None:
    """The table whose header stands on a line."""
    header = rows[at]
    if len(header) < FEWEST_COLUMNS or not _is_head(header[0].text):
        return None
    table = _Table([(s.x0, s.x1) for s in header], [header], [0], end=at + 1)
    while table.end < len(rows) and _number(rows[table.end]) is None and not _GROUP.fullmatch(rows[table.end][0].text):
        # A further line of the header.
        row = rows[table.end]
        if _gap(rows, table.end) > _NEXT_LINE or not all(s.all_bold for s in row) or not _take(table, row):
            return None
        table.end += 1
    return _grown(table, rows, FEWEST_ROWS)


def _continued(rows: list[Row], at: int, before: _Table) -> _Table | None:
    """What goes on of a table at the head of the next page."""
    if _number(rows[at]) != before.due:
        return None
    return _grown(_Table(list(before.columns), due=before.due, end=at), rows, 1)


def _grown(table: _Table, rows: list[Row], fewest: int) -> _Table | None:
    """The table with every row that follows; None where that are too few, or where a cell belongs to no column."""
    while table.end < len(rows):
        row, number = rows[table.end], _number(rows[table.end])
        gap = _gap(rows, table.end) if table.lines else 0.0
        if number is not None:
            # A number alone on its line stands beside the middle of its cells: which lines are its own cannot be told.
            due = (table.due, 1) if table.grouped else (table.due,)
            if number not in due or gap > _NEXT_ROW or len(row) < 2 or not _take(table, row, begins=True):
                break
            table.due, table.numbered, table.grouped = number + 1, table.numbered + 1, False
        elif (group := _GROUP.fullmatch(row[0].text) is not None) or (_SUM.match(row[0].text) and table.numbered):
            if gap > _NEXT_ROW or len(row) < 2 or not _take(table, row, begins=True):
                break
            table.grouped = group
        elif row[0].x0 < table.columns[0][1] or gap > _NEXT_LINE or _is_louder(row, table.lines[-1]) or not _take(table, row):
            break
        table.end += 1
    astray = any(_column_of(segment, table.columns) is None for line in table.lines for segment in line)
    return None if astray or table.numbered < fewest else table


def _gap(rows: list[Row], at: int) -> float:
    """White between a line and the one above, in heights of that."""
    above = rows[at - 1]
    return (min(s.y0 for s in rows[at]) - max(s.y1 for s in above)) / max(max(s.size for s in above), 1.0)


def _is_louder(row: Row, above: Row) -> bool:
    """True for a bold line below one that is not: a heading, or who signs."""
    return all(s.all_bold for s in row) and not any(s.all_bold for s in above)


def _number(row: Row) -> int | None:
    match = _NUMBER.fullmatch(row[0].text.strip())
    return int(match[1]) if match else None


def _take(table: _Table, row: Row, *, begins: bool = False) -> bool:
    """Add a line; False, and nothing done, where one of its segments stands across two columns, or two stand in one.

    A cell may stand beside what is known of its column (a short one, set left under a header that is centred): it is placed when the
    longer ones are there.
    """
    columns = list(table.columns)
    for segment in row:
        over = [n for n, (x0, x1) in enumerate(columns) if segment.x0 < x1 + _GUTTER and segment.x1 > x0 - _GUTTER]
        if len(over) > 1:
            return False
        if over:
            x0, x1 = columns[over[0]]
            columns[over[0]] = (min(x0, segment.x0), max(x1, segment.x1))
    places = [place for segment in row if (place := _column_of(segment, columns)) is not None]
    if len(set(places)) < len(places) or any(b[0] - a[1] < _GUTTER for a, b in zip(columns, columns[1:], strict=False)):
        return False
    table.columns = columns
    if begins:
        table.begins.append(len(table.lines))
    table.lines.append(row)
    return True


def _column_of(segment: Segment, columns: list[tuple[float, float]]) -> int | None:
    return next((n for n, (x0, x1) in enumerate(columns) if segment.x0 < x1 and segment.x1 > x0), None)


def _made(table: _Table, page: int) -> RuledTable:
    rows: list[list[RuledCell | None]] = []
    for begin, end in zip(table.begins, [*table.begins[1:], len(table.lines)], strict=True):
        held: dict[int | None, list[Segment]] = {}
        for line in table.lines[begin:end]:
            for segment in line:
                held.setdefault(_column_of(segment, table.columns), []).append(segment)
        rows.append([_cell(held[n]) if n in held else None for n in range(len(table.columns))])
    return RuledTable(page, _round([segment for line in table.lines for segment in line]), rows)


def _cell(segments: list[Segment]) -> RuledCell:
    return RuledCell(" ".join(s.text for s in segments), _round(segments), all(s.all_bold for s in segments))


def _round(segments: list[Segment]) -> tuple[float, float, float, float]:
    return min(s.x0 for s in segments), min(s.y0 for s in segments), max(s.x1 for s in segments), max(s.y1 for s in segments)
