"""Writes the tables of one output into a folder: CSV, Parquet, code lists, data package, and a workbook if asked for.

The same rows give the same bytes: rows are sorted, and nothing that changes from run to run is written.
"""

from __future__ import annotations

import csv
import json
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
TEXTS = "texts"

Cell = str | int | float | Decimal | date | bool | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(folder: Path, rows: Mapping[str, Iterable[Any]], *, excel: bool = False) -> None:
    """Write every table, the code lists and the descriptor into an existing folder.

    Parameters
    ----------
    rows
        Rows by table: objects with one attribute per column. A table that is left out is written empty.
    excel
        Mark the CSV files for spreadsheets (byte order mark; a leading apostrophe where a text would run as a formula) and add
        a workbook.
    """
    encoding = "utf-8-sig" if excel else "utf-8"
    sheets: dict[str, list[list[Cell]]] = {}
    for table in tables().values():
        cells = _cells_of(table, rows.get(table.name, ()))
        _write_table(folder, table, cells, encoding, guard=excel)
        if excel:
            sheets[table.name] = cells
    if excel:
        from pipeline.publish.workbook import write_workbook

        write_workbook(folder / WORKBOOK, sheets)
    codes = folder / "codes"
    codes.mkdir()
    for name in CODE_LISTS:
        (codes / f"{name}.csv").write_bytes((files("extractors") / "codes" / f"{name}.csv").read_bytes())
    descriptor = json.dumps(datapackage(encoding), ensure_ascii=False, indent=2)
    (folder / DESCRIPTOR).write_text(descriptor + "\n", encoding="utf-8", newline="\n")


def write_table(folder: Path, table: Table, rows: Iterable[Any]) -> None:
    """Write one table, as CSV and as Parquet."""
    _write_table(folder, table, _cells_of(table, rows), "utf-8", guard=False)


def _cells_of(table: Table, rows: Iterable[Any]) -> list[list[Cell]]:
    """The rows of a table as both CSV and Parquet hold them, sorted."""
    return sorted(([_cell(column, getattr(row, column.name)) for column in table.columns] for row in rows), key=_order)


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
    _write_csv(folder / f"{table.name}.csv", table, cells, encoding, guard=guard)
    _write_parquet(folder / f"{table.name}.parquet", table, cells)


def _write_csv(path: Path, table: Table, rows: Iterable[Sequence[Cell]], encoding: str, *, guard: bool) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.header)
        for row in rows:
            writer.writerow([_guarded(cell) if guard else plain(cell) for cell in row])


def _guarded(cell: Cell) -> str:
    """A cell that no spreadsheet runs as a formula; numbers stay numbers."""
    written = plain(cell)
    return "'" + written if isinstance(cell, str) and written.startswith(_FORMULA) else written


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
