"""Writes the tables of one output into a folder: CSV, Parquet, code lists, data package, and a workbook if asked for.

The same rows give the same bytes: rows are sorted, and nothing that changes from run to run is written.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

from extractors.codes import CODE_LISTS
from extractors.facts import Column
from pipeline.publish.schema import Table, datapackage, tables

DESCRIPTOR = "datapackage.json"
WORKBOOK = "thidua.xlsx"
DATABASE = "thidua.duckdb"
TEXTS = "texts"

Cell = str | int | float | Decimal | date | bool | None

# A text that a spreadsheet would run: one that begins like a formula, in full width too, behind blanks or not; or holds such a
# beginning after a sign at which a spreadsheet of another locale, which does not split at commas, begins a new cell. A dash and
# a blank begin the line of a list there, unless more follows that only formulas have.
_FORMULA = re.compile(
    r"(?:\A(?=[\t\r\n]|[\s\ufeff\u200b]*[=+\-@＝＋－＠])|(?<=[;\t\r\n])(?=[=+@＝＋＠]|[-－](?:[^\s]|[^\n]*\|)))",
)


def write(folder: Path, rows: Mapping[str, Iterable[Any]], *, excel: bool = False, database: bool = False) -> None:
    """Write every table, the code lists, the descriptor and the ready cuts into an existing folder.

    Parameters
    ----------
    rows
        Rows by table: objects with one attribute per column. A table that is left out is written empty.
    excel
        Mark the CSV files for spreadsheets (byte order mark; a leading apostrophe where a text would run as a formula) and add
        a workbook.
    database
        Also write all of it into one DuckDB file.
    """
    from pipeline.publish.cuts.compute import compute

    encoding = "utf-8-sig" if excel else "utf-8"
    sheets: dict[str, list[list[Cell]]] = {}

    def put(table: Table, found: Iterable[Iterable[Any]]) -> None:
        cells = _cells_of(table, found)
        _write_table(folder, table, cells, encoding, guard=excel)
        if excel:
            sheets[table.name] = cells

    for table in tables().values():
        put(table, ([getattr(row, name) for name in table.header] for row in rows.get(table.name, ())))
    codes = folder / "codes"
    codes.mkdir()
    for name in CODE_LISTS:
        text = (files("extractors") / "codes" / f"{name}.csv").read_text(encoding="utf-8")
        (codes / f"{name}.csv").write_text(text, encoding=encoding, newline="\n")
    descriptor = json.dumps(datapackage(encoding), ensure_ascii=False, indent=2)
    (folder / DESCRIPTOR).write_text(descriptor + "\n", encoding="utf-8", newline="\n")
    (folder / "cuts").mkdir()
    for cut, found in compute(folder):
        put(cut, found)
    if excel:
        from pipeline.publish.workbook import write_workbook

        write_workbook(folder / WORKBOOK, sheets)
    if database:
        from pipeline.publish.database import save

        save(folder, folder / DATABASE)


def write_table(folder: Path, table: Table, rows: Iterable[Any]) -> None:
    """Write one table, as CSV and as Parquet."""
    cells = _cells_of(table, ([getattr(row, name) for name in table.header] for row in rows))
    _write_table(folder, table, cells, "utf-8", guard=False)


def _cells_of(table: Table, rows: Iterable[Iterable[Any]]) -> list[list[Cell]]:
    """The rows of a table as both CSV and Parquet hold them, sorted."""
    return sorted((list(map(_cell, table.columns, row)) for row in rows), key=_order)


def write_text(folder: Path, document_id: str, text: str) -> None:
    """Keep the text that the offsets of a document point into."""
    (folder / TEXTS / f"{document_id}.txt").write_text(text, encoding="utf-8", newline="")


def read_text(folder: Path, document_id: str) -> str:
    """The text as kept of a document."""
    with (folder / TEXTS / f"{document_id}.txt").open(encoding="utf-8", newline="") as file:
        return file.read()


def _cell(column: Column, value: Any) -> Cell:
    """A value as both CSV and Parquet hold it."""
    if value is None or value == "":
        return None
    if column.type == "number" and isinstance(value, float):
        return Decimal(repr(round(value, 6)))
    if column.type == "number":
        return Decimal(value)
    return value  # type: ignore[no-any-return]


def _order(cells: Sequence[Cell]) -> tuple[tuple[bool, Any], ...]:
    """Sort key of a row: column by column, empty cells first."""
    return tuple((cell is not None, cell if cell is not None else 0) for cell in cells)


def plain(cell: Cell) -> str:
    """A cell as CSV holds it.

    >>> plain(Decimal("7.50")), plain(Decimal("1.2E+12")), plain(True), plain(None)
    ('7.5', '1200000000000', 'true', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        written = format(cell, "f")
        return (written.rstrip("0").rstrip(".") or "0") if "." in written else written
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _write_table(folder: Path, table: Table, cells: Sequence[Sequence[Cell]], encoding: str, *, guard: bool) -> None:
    _write_csv(folder / f"{table.stem}.csv", table, cells, encoding, guard=guard)
    _write_parquet(folder / f"{table.stem}.parquet", table, cells)


def _write_csv(path: Path, table: Table, rows: Iterable[Sequence[Cell]], encoding: str, *, guard: bool) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        quoting = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)  # a lone carriage return would end the row for a reader
        writer.writerow(table.header)
        for row in rows:
            cells = [_guarded(cell) if guard else plain(cell) for cell in row]
            (quoting if any("\r" in cell for cell in cells) else writer).writerow(cells)


def _guarded(cell: Cell) -> str:
    """A cell that no spreadsheet runs as a formula; numbers stay numbers.

    >>> _guarded("=1+1"), _guarded("- Giấy khen;\\n- Bằng khen"), _guarded("a;@SUM(1)"), _guarded(-1)
    ("'=1+1", "'- Giấy khen;\\n- Bằng khen", "a;'@SUM(1)", '-1')
    """
    return _FORMULA.sub("'", cell) if isinstance(cell, str) else plain(cell)


def _number(cell: Cell) -> Cell:
    return float(cell) if isinstance(cell, Decimal) else cell


def _write_parquet(path: Path, table: Table, rows: Sequence[Sequence[Cell]]) -> None:
    import pyarrow
    from pyarrow import parquet

    types = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "date": pyarrow.date32(),
        "boolean": pyarrow.bool_(),
    }
    schema = pyarrow.schema(
        [
            pyarrow.field(column.name, types[column.type], not column.required, {"description": f"{column.en} / {column.vi}"})
            for column in table.columns
        ]
    )
    arrays = [pyarrow.array([_number(row[i]) for row in rows], types[column.type]) for i, column in enumerate(table.columns)]
    parquet.write_table(pyarrow.table(arrays, schema=schema), path, compression="zstd")
