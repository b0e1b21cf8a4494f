"""The tables as one Excel workbook: a sheet each, typed cells, first row frozen, and no cell that runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter

from pipeline.publish.schema import Table

_ROWS = 1_048_575  # of a sheet, without its header
_CHARACTERS = 32_767  # of a cell, counted as UTF-16 has them
_WIDE = ("quote", "title", "name", "campaign_name", "indicator", "label", "message")
CREATED = datetime(2000, 1, 1)  # a workbook must name a day; today's would make two runs differ


def write_workbook(folder: Path, path: Path, tables: Iterable[Table]) -> None:
    """Write the tables of a folder into sheets of their names, from their Parquet files.

    A text longer than a cell can hold ends in "…"; the last row says where the rows are that a sheet cannot hold.
    """
    from pyarrow import parquet

    made = BytesIO()  # written by us: what a full disk says through the library is no OSError
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"title": "thidua", "created": CREATED})
        head = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 1)
            for place, column in enumerate(table.columns):
                sheet.write_string(0, place, column.name, head)
                sheet.write_comment(0, place, f"{column.en}\n{column.vi}")
                sheet.set_column(place, place, 40 if column.name in _WIDE else 14)
            with parquet.ParquetFile(folder / f"{table.stem}.parquet") as file:
                count = file.metadata.num_rows
                last = count if count <= _ROWS else _ROWS - 1
                for line, row in enumerate(islice(_rows(file), last), start=1):
                    for place, cell in enumerate(row):
                        put_cell(sheet, line, place, cell, day)
            if count > _ROWS:
                sheet.write_string(_ROWS, 0, f"… all {count} rows are in {table.stem}.csv")
            sheet.autofilter(0, 0, max(min(count, _ROWS), 1), len(table.columns) - 1)
    path.write_bytes(made.getbuffer())


def _rows(file: Any) -> Iterator[tuple[Any, ...]]:
    for batch in file.iter_batches():
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def put_cell(sheet: Any, line: int, place: int, cell: Any, day: Any) -> None:
    """Write a typed cell; a text is text, whatever it looks like."""
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(line, place, cell)
    elif isinstance(cell, (int, float, Decimal)):
        sheet.write_number(line, place, float(cell))
    elif isinstance(cell, date):
        # Excel knows no day before 1900.
        if cell.year >= 1900:
            sheet.write_datetime(line, place, datetime(cell.year, cell.month, cell.day), day)
        else:
            sheet.write_string(line, place, cell.isoformat())
    else:
        sheet.write_string(line, place, fitting(str(cell)))


def fitting(text: str) -> str:
    """A text as a cell can hold it."""
    if len(text.encode("utf-16-le")) <= 2 * _CHARACTERS:
        return text
    return text.encode("utf-16-le")[: 2 * (_CHARACTERS - 1)].decode("utf-16-le", errors="ignore") + "…"
