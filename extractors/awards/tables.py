"""Tables of quotas: forms and recipients in the heads of rows and columns, numbers in the cells.

A line of totals gives the numbers; without one, a number that is the same for every line is so many for each of them
(``per`` = the head of their column), and numbers that differ are added up (ranges that differ give the lowest and the highest).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.awards.forms import RECIPIENT_BY_LAW, Form, forms_in
from extractors.awards.grantors import Grantor, Issuer, grantors_in
from extractors.awards.quotas import occasion_in
from extractors.awards.recipients import recipient_in_words
from extractors.awards.statements import Statement
from extractors.segmented import Layout
from extractors.view import View

_NUMBER = re.compile(r"\s*(\d{1,4})(?:\s*(?:-|đến|den)\s*(\d{1,4}))?\s*(?:[^\W\d_]+\s*){0,3}$")
# Not "Công đoàn", "Công ty", "Tổng cục", which are lines of the table.
_TOTAL = re.compile(r"\s*(?:tong(?:\s+cong|\s+so)?|cong)\b(?!\s+(?:ty|an|doan|trinh|chuc|nhan|nghiep|thuong|tac|cuc|cong|giam|lien|tru)\b)")
_COUNTER = re.compile(r"\s*(?:stt|tt|so tt|so thu tu)?\s*$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its place in the text and its column."""

    start: int
    end: int
    column: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, between two offsets."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]


def tables_in(view: View, layout: Layout) -> list[Table]:
    """Tables of the text: those that ingestion knows, else runs of lines with tabs."""
    parts = [(part.start, part.end) for part in layout.of_kind("table")]
    tables = [Table(start, end, _rows(view, start, end)) for start, end in parts or _tabbed(view)]
    return [table for table in tables if len(table.rows) > 1]


def quota_tables(view: View, tables: list[Table]) -> list[Table]:
    """Tables that name a form of award."""
    return [
        t
        for t in tables
        if (forms_in(view, t.start, t.end) or _captioned(view, t))
        and any(_value(view, c) for row in t.rows[1:] for c in row)
    ]


def _captioned(view: View, table: Table) -> bool:
    """Does the line above name the form, and the head of the table those who get it?"""
    heads = table.rows[0]
    return bool(forms_in(view, *caption_of(view, table)) and recipient_in_words(view, table.start, heads[-1].end))


def caption_of(view: View, table: Table) -> tuple[int, int]:
    """The line above a table."""
    end = len(view.text[: table.start].rstrip())
    return view.text.rfind("\n", 0, end) + 1, end


def _tabbed(view: View) -> Iterator[tuple[int, int]]:
    """Runs of two or more lines with tabs."""
    if "\t" not in view.text:
        return
    for match in re.finditer(r"(?:^[^\n]*\t[^\n]*(?:\n|$)){2,}", view.text, re.MULTILINE):
        yield match.span()


def _rows(view: View, start: int, end: int) -> tuple[tuple[Cell, ...], ...]:
    rows = []
    cursor = start
    for line in view.text[start:end].split("\n"):
        cells, at = [], cursor
        for column, cell in enumerate(line.split("\t")):
            cells.append(Cell(at, at + len(cell), column))
            at += len(cell) + 1
        if line.strip():
            rows.append(tuple(cells))
        cursor += len(line) + 1
    return tuple(rows)


def _value(view: View, cell: Cell) -> tuple[int, int] | None:
    match = _NUMBER.match(view.bare[cell.start : cell.end])
    return (int(match[1]), int(match[2] or match[1])) if match else None


@dataclass(frozen=True, slots=True)
class _Said:
    """What heads of a row or column say."""

    form: Form | None
    grantors: tuple[Grantor, ...]
    recipient: str | None
    occasion: str | None


def _said(view: View, cells: list[Cell], issuer: Issuer) -> _Said:
    forms = [f for c in cells for f in forms_in(view, c.start, c.end)]
    grantors = [g for c in cells for g in grantors_in(view, c.start, c.end, issuer)]
    recipients = [r for c in cells if (r := recipient_in_words(view, c.start, c.end))]
    occasions = [o for c in cells if (o := occasion_in(view, c.start, c.end))]
    return _Said(
        forms[0] if forms else None, tuple(grantors), recipients[-1] if recipients else None, occasions[0] if occasions else None
    )


def statements_of_table(view: View, table: Table, issuer: Issuer) -> list[Statement]:
    """One statement for each form, grantor and recipient of a table of quotas."""
    heads = _head_rows(view, table)
    body = table.rows[heads:]
    columns = {
        c: [cell for row in table.rows[:heads] for cell in _above(row, c, len(body[0]) if body else 0)]
        for c in range(max(map(len, table.rows)))
    }
    above = _said(view, [Cell(*caption_of(view, table), 0)], issuer)
    caption = _said(view, [Cell(max(0, table.start - 300), table.start, 0)], issuer)
    said = {c: _said(view, cells, issuer) for c, cells in columns.items()}
    numbers: dict[tuple[int, str, str | None, str | None, str | None], list[tuple[Cell, tuple[int, int], bool]]] = {}
    forms: dict[tuple[int, str, str | None, str | None, str | None], tuple[Form, Grantor | None]] = {}
    per = None
    for row in body:
        labels = [cell for cell in row if not _value(view, cell)]
        row_said = _said(view, labels, issuer)
        total = any(_TOTAL.match(view.bare[c.start : c.end]) for c in labels)
        for cell in row:
            value = _value(view, cell)
            column_said = said[cell.column]
            if value is None or _counts_rows(view, columns[cell.column], cell, row):
                continue
            form = row_said.form or column_said.form or (above.form if column_said.recipient else None)
            if form is None:
                continue
            if row_said.form is None:
                per = per or _row_head(view, columns, row)
            recipient = RECIPIENT_BY_LAW.get(form.code) or column_said.recipient or row_said.recipient
            if row_said.form is None and column_said.recipient is None:
                recipient = RECIPIENT_BY_LAW.get(form.code)
            occasion = row_said.occasion or column_said.occasion or caption.occasion
            over = column_said.grantors or above.grantors or caption.grantors
            for grantor in row_said.grantors[:1] if row_said.form else over[:1] or (None,):
                key = (form.start, form.code, grantor.code if grantor else None, recipient, occasion)
                numbers.setdefault(key, []).append((cell, value, total))
                forms[key] = (form, grantor)
            if row_said.form and not row_said.grantors:
                key = (form.start, form.code, None, recipient, occasion)
                numbers.setdefault(key, []).append((cell, value, total))
                forms[key] = (form, None)
    return [_statement(view, forms[key], key, cells, per) for key, cells in numbers.items()]


def _statement(
    view: View,
    named: tuple[Form, Grantor | None],
    key: tuple[int, str, str | None, str | None, str | None],
    cells: list[tuple[Cell, tuple[int, int], bool]],
    per: str | None,
) -> Statement:
    form, grantor = named
    totals = [(cell, value) for cell, value, total in cells if total]
    chosen = totals or [(cell, value) for cell, value, _ in cells]
    low, high = min(v[0] for _, v in chosen), max(v[1] for _, v in chosen)
    each = None if totals or len(chosen) == 1 else per
    if each and low != high and all(value[0] == value[1] for _, value in chosen):
        low = high = sum(value[0] for _, value in chosen)  # so many allotted to each line by name
        each = None
    return Statement(
        form.start, form.end, form.code, " ".join(view.text[form.start : form.end].split()),
        " ".join(view.text[grantor.start : grantor.end].split()) if grantor else None, key[2],
        key[3], low, high, each, key[4], None, "award-table-total" if totals else "award-table", 0.85,
    )  # fmt: skip


def _head_rows(view: View, table: Table) -> int:
    """How many rows are heads: those before the first row with a number outside the counter column."""
    for i, row in enumerate(table.rows):
        values = [cell for cell in row if _value(view, cell)]
        if values and (i > 0 or any(cell.column > 0 for cell in values)) and not _numbers_of_columns(view, row):
            return max(i, 1)
    return len(table.rows)


def _numbers_of_columns(view: View, row: tuple[Cell, ...]) -> bool:
    """ "(1) (2) (3)" under the heads."""
    texts = [view.text[c.start : c.end].strip(" ()") for c in row]
    return len(texts) > 2 and texts == [str(i + 1) for i in range(len(texts))]


def _above(row: tuple[Cell, ...], column: int, width: int) -> list[Cell]:
    """The head over a column; a head that spans several stands in the first of them."""
    if len(row) == width or column < len(row):
        for cell in reversed(row[: column + 1]):
            if cell.end > cell.start:
                return [cell]
    return []


def _counts_rows(view: View, heads: list[Cell], cell: Cell, row: tuple[Cell, ...]) -> bool:
    """Is this the column of running numbers?"""
    return cell.column == 0 and len(row) > 2 and all(_COUNTER.match(view.bare[h.start : h.end]) for h in heads)


def _row_head(view: View, columns: dict[int, list[Cell]], row: tuple[Cell, ...]) -> str | None:
    """Head of the column that names the lines: "Cụm, khối thi đua"."""
    for cell in row:
        if not _value(view, cell):
            for head in columns[cell.column]:
                words = " ".join(view.text[head.start : head.end].split())
                if words and not _COUNTER.match(view.bare[head.start : head.end]):
                    return words.lower() if words.isupper() else words[0].lower() + words[1:]
    return None
