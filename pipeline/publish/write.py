"""Writes the tables of one output into a folder: CSV, Parquet, code lists, data package, and a workbook if asked for.

The same rows give the same bytes: rows are sorted, and nothing that changes from run to run is written. Facts pass through document by
document: their first column is the document's identifier, so that in its order they are sorted without being held all at once.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any

from extractors.codes import CODE_LISTS
from extractors.facts import FACTS, Column
from pipeline.publish.schema import Table, datapackage, tables

DESCRIPTOR = "datapackage.json"
WORKBOOK = "thidua.xlsx"
TEXTS = "texts"

Cell = str | int | float | Decimal | date | bool | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


_BATCH = 4096  # rows that are held as cells before they become columns
_GROUP = 32  # batches of a row group of Parquet


def write(
    folder: Path,
    rows: Mapping[str, Iterable[Any]],
    *,
    excel: bool = False,
    facts: Iterable[Mapping[str, Sequence[Any]]] | None = None,
) -> dict[str, int]:
    """Write every table, the code lists and the descriptor into an existing folder; how many rows each table has.

    Parameters
    ----------
    rows
        Rows by table: objects with one attribute per column. A table that is left out is written empty.
    excel
        Mark the CSV files for spreadsheets (byte order mark; a leading apostrophe where a text would run as a formula) and add
        a workbook. This holds all rows in memory.
    facts
        The facts of each document by table, in order of document_id, in the place of those tables in ``rows``; gone through once.
    """
    encoding = "utf-8-sig" if excel else "utf-8"
    counts: dict[str, int] = {}
    sheets: dict[str, list[list[Cell]]] = {name: [] for name in tables()}

    def opened(table: Table) -> TableWriter:
        return TableWriter(folder, table, encoding, guard=excel, sheet=sheets[table.name] if excel else None)

    if facts is not None:
        with ExitStack() as stack:
            writers = {name: stack.enter_context(opened(tables()[name])) for name in FACTS}
            for document in facts:
                for name, found in document.items():
                    writers[name].add(found)
            counts = {name: writer.rows for name, writer in writers.items()}
    for table in tables().values():
        if table.name not in counts:
            with opened(table) as writer:
                writer.add(rows.get(table.name, ()))
                counts[table.name] = writer.rows
    if excel:
        from pipeline.publish.workbook import write_workbook

        write_workbook(folder / WORKBOOK, sheets)
    codes = folder / "codes"
    codes.mkdir()
    for name in CODE_LISTS:
        (codes / f"{name}.csv").write_bytes((files("extractors") / "codes" / f"{name}.csv").read_bytes())
    descriptor = json.dumps(datapackage(encoding), ensure_ascii=False, indent=2)
    (folder / DESCRIPTOR).write_text(descriptor + "\n", encoding="utf-8", newline="\n")
    return counts


class TableWriter:
    """The CSV and the Parquet file of one table, written side by side; ``rows`` tells how many there are so far.

    Parameters
    ----------
    guard
        Let no text look like a formula.
    sheet
        Where the cells are also kept, for a workbook.
    """

    def __init__(self, folder: Path, table: Table, encoding: str, *, guard: bool, sheet: list[list[Cell]] | None = None) -> None:
        from pyarrow import parquet

        self._columns, self._guard, self._sheet = table.columns, guard, sheet
        self._schema = _schema(table)
        self._csv = (folder / f"{table.name}.csv").open("w", encoding=encoding, newline="")
        self._lines = csv.writer(self._csv, lineterminator="\n")
        self._lines.writerow(table.header)
        self._parquet = parquet.ParquetWriter(folder / f"{table.name}.parquet", self._schema, compression="zstd")
        self._held: list[list[Cell]] = []
        self._batches: list[Any] = []
        self.rows = 0

    def __enter__(self) -> TableWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if error is None:
                self._batch()
                self._group()
        finally:
            self._csv.close()
            self._parquet.close()

    def add(self, rows: Iterable[Any]) -> None:
        """Sort some rows and write them; they belong behind those that were written before."""
        cells = sorted(([_cell(column, getattr(row, column.name)) for column in self._columns] for row in rows), key=_order)
        shown = _guarded if self._guard else plain
        self._lines.writerows([map(shown, row) for row in cells])
        if self._sheet is not None:
            self._sheet.extend(cells)
        self.rows += len(cells)
        self._held.extend(cells)
        if len(self._held) >= _BATCH:
            self._batch()

    def _batch(self) -> None:
        import pyarrow

        columns = list(zip(*self._held, strict=True)) or [()] * len(self._columns)
        arrays = [
            pyarrow.array(map(_number, cells) if column.type == "number" else cells, field.type)
            for column, cells, field in zip(self._columns, columns, self._schema, strict=True)
        ]
        self._batches.append(pyarrow.record_batch(arrays, schema=self._schema))
        self._held = []
        if len(self._batches) >= _GROUP:
            self._group()

    def _group(self) -> None:
        import pyarrow

        self._parquet.write_table(pyarrow.Table.from_batches(self._batches, self._schema))
        self._batches = []


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
    if type(cell) is str:  # by far the most
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        written = format(cell, "f")
        return (written.rstrip("0").rstrip(".") or "0") if "." in written else written
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _guarded(cell: Cell) -> str:
    """A cell that no spreadsheet runs as a formula; numbers stay numbers."""
    written = plain(cell)
    return "'" + written if isinstance(cell, str) and written.startswith(_FORMULA) else written


def _number(cell: Cell) -> Cell:
    return float(cell) if isinstance(cell, Decimal) else cell


def _schema(table: Table) -> Any:
    import pyarrow

    types = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "date": pyarrow.date32(),
        "boolean": pyarrow.bool_(),
    }
    return pyarrow.schema(
        [
            pyarrow.field(column.name, types[column.type], not column.required, {"description": f"{column.en} / {column.vi}"})
            for column in table.columns
        ]
    )
