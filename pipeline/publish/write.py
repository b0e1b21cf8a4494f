"""Writes the tables of one output into a folder: CSV, Parquet, code lists, data package, and a workbook if asked for.

The same rows give the same bytes: rows are sorted, and nothing that changes from run to run is written. Facts pass through document by
document: their first column is the document's identifier, so that in its order they are sorted without being held all at once.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from io import StringIO
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Any

from extractors.codes import CODE_LISTS
from extractors.facts import FACTS
from pipeline.publish.schema import Table, datapackage, published, tables

DESCRIPTOR = "datapackage.json"
WORKBOOK = "thidua.xlsx"
DATABASE = "thidua.duckdb"

Cell = str | int | float | Decimal | date | bool | None

# A text that a spreadsheet would run: one that begins like a formula, in full width too, behind blanks or not; or holds such a
# beginning after a sign at which a spreadsheet of another locale, which does not split at commas, begins a new cell. A dash and
# a blank begin the line of a list there, unless more follows that only formulas have.
_FORMULA = re.compile(
    r"(?:\A(?=[\t\r\n]|[\s\ufeff\u200b]*[=+\-@＝＋－＠])|(?<=[;\t\r\n])(?=[=+@＝＋＠]|[-－](?:[^\s]|[^\n]*\|)))",
)

_BATCH = 4096  # rows that are held as cells before they become columns
_TELLING = 6  # columns that tell most rows of a table apart
_GROUP = 32  # batches of a row group of Parquet


def write(
    folder: Path,
    rows: Mapping[str, Iterable[Any]],
    *,
    excel: bool = False,
    database: bool = False,
    facts: Callable[[], Mapping[str, int]] | None = None,
) -> dict[str, int]:
    """Write every table, the code lists, the descriptor and the ready cuts into an existing folder; how many rows each table has.

    Parameters
    ----------
    rows
        Rows by table: objects with one attribute per column. A table that is left out is written empty.
    excel
        Mark the CSV files for spreadsheets (byte order mark; a leading apostrophe where a text would run as a formula) and add
        a workbook. This holds all rows in memory.
    database
        Also write all of it into one DuckDB file.
    facts
        Called when the other tables are written: writes those of facts (`write_facts`), or waits for whoever does, and says how many
        rows each has. Their rows are then not taken from ``rows``.
    """
    from pipeline.publish.cuts.compute import compute

    counts: dict[str, int] = {}
    for table in tables().values():
        if facts is None or table.name not in FACTS:
            with TableWriter(folder, table, excel=excel) as writer:
                writer.add(rows.get(table.name, ()))
                counts[table.name] = writer.rows
    if facts is not None:
        counts |= facts()
    encoding = _encoding(excel)
    codes = folder / "codes"
    codes.mkdir()
    for name in CODE_LISTS:
        text = (files("extractors") / "codes" / f"{name}.csv").read_text(encoding="utf-8")
        (codes / f"{name}.csv").write_text(text, encoding=encoding, newline="\n")
    descriptor = json.dumps(datapackage(encoding), ensure_ascii=False, indent=2)
    (folder / DESCRIPTOR).write_text(descriptor + "\n", encoding="utf-8", newline="\n")
    (folder / "cuts").mkdir()
    for cut, batches in compute(folder):
        with TableWriter(folder, cut, excel=excel) as writer:
            for batch in batches:
                writer.add_values(batch)
    if excel:
        from pipeline.publish.workbook import write_workbook

        write_workbook(folder, folder / WORKBOOK, published().values())
    if database:
        from pipeline.publish.database import save

        save(folder, folder / DATABASE)
    return {table: counts[table] for table in tables()}


def write_facts(folder: Path, documents: Iterable[Mapping[str, Sequence[Any]]], *, excel: bool = False) -> dict[str, int]:
    """Write the tables of facts alone: of each document by table, in order of document_id, gone through once."""
    with ExitStack() as stack:
        writers = {name: stack.enter_context(TableWriter(folder, tables()[name], excel=excel)) for name in FACTS}
        for document in documents:
            for name, found in document.items():
                writers[name].add(found)
    return {name: writer.rows for name, writer in writers.items()}


def _encoding(excel: bool) -> str:
    return "utf-8-sig" if excel else "utf-8"


def write_table(folder: Path, table: Table, rows: Iterable[Any]) -> None:
    """Write one table, as CSV and as Parquet."""
    with TableWriter(folder, table) as writer:
        writer.add(rows)


class TableWriter:
    """The CSV and the Parquet file of one table, written side by side; ``rows`` tells how many there are so far.

    Parameters
    ----------
    excel
        Mark the CSV file for spreadsheets, and let no text in it look like a formula.
    """

    def __init__(self, folder: Path, table: Table, *, excel: bool = False) -> None:
        from pyarrow import parquet

        self._columns, self._guard = table.columns, excel
        self._values = attrgetter(*(column.name for column in table.columns))
        self._numbers = [at for at, column in enumerate(table.columns) if column.type == "number"]
        # What the csv module writes in another way than `plain`.
        self._shown = [at for at, column in enumerate(table.columns) if column.type in ("number", "boolean")]
        self._schema = _schema(table)
        self._csv = (folder / f"{table.stem}.csv").open("w", encoding=_encoding(excel), newline="")
        self._csv.write(_lines([table.header]))
        self._parquet = parquet.ParquetWriter(folder / f"{table.stem}.parquet", self._schema, compression="zstd")
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
        self.add_values(map(self._values, rows))

    def add_values(self, rows: Iterable[Sequence[Any]]) -> None:
        """The same of rows that are values in the order of the columns."""
        cells = _sorted(list(map(self._cells, rows)))
        self.rows += len(cells)
        self._held.extend(cells)
        if len(self._held) >= _BATCH:
            self._batch()

    def _cells(self, values: Sequence[Any]) -> list[Cell]:
        """Values as both CSV and Parquet hold them."""
        if len(values) != len(self._columns):
            raise ValueError(f"{len(values)} values for {len(self._columns)} columns")
        cells = [None if value == "" else value for value in values] if "" in values else list(values)
        for at in self._numbers:
            if type(number := cells[at]) is float:
                cells[at] = round(number, 6)
        return cells

    def _written(self, cells: list[Cell]) -> list[Cell]:
        """A row as the csv module is to write it."""
        if self._guard:
            return [_guarded(cell) for cell in cells]
        written = cells.copy()
        for at in self._shown:
            written[at] = plain(cells[at])
        return written

    def _batch(self) -> None:
        import pyarrow

        self._csv.write(_lines(list(map(self._written, self._held))))
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


def _lines(rows: Sequence[Sequence[Cell]]) -> str:
    """Rows as CSV."""
    made = StringIO(newline="")
    lines = csv.writer(made, lineterminator="\n")
    lines.writerows(rows)
    if "\r" not in made.getvalue():
        return made.getvalue()
    made = StringIO(newline="")
    lines, quoted = csv.writer(made, lineterminator="\n"), csv.writer(made, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in rows:
        # A lone carriage return would end the row for a reader.
        (quoted if any(type(cell) is str and "\r" in cell for cell in row) else lines).writerow(row)
    return made.getvalue()


def _sorted(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows sorted column by column, empty cells first."""
    if len(rows) < 2:
        return rows
    # The first columns tell most rows apart, and then the others need not be looked at.
    keys = [_order(row[:_TELLING]) for row in rows]
    if len(set(keys)) == len(rows):
        return [rows[at] for at in sorted(range(len(rows)), key=keys.__getitem__)]
    return sorted(rows, key=_order)


def _order(cells: Sequence[Cell]) -> tuple[tuple[Cell, ...], ...]:
    return tuple([() if cell is None else (cell,) for cell in cells])


def plain(cell: Cell) -> str:
    """A cell as CSV holds it.

    >>> plain(Decimal("7.50")), plain(Decimal("1.2E+12")), plain(True), plain(None)
    ('7.5', '1200000000000', 'true', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (float, Decimal)):
        return _digits(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


@lru_cache(maxsize=1 << 12)
def _digits(number: float | Decimal) -> str:
    if not number:
        return "0"  # a negative zero is one
    written = format(Decimal(repr(number)) if isinstance(number, float) else number, "f")
    return (written.rstrip("0").rstrip(".") or "0") if "." in written else written


def _guarded(cell: Cell) -> str:
    """A cell that no spreadsheet runs as a formula; numbers stay numbers.

    >>> _guarded("=1+1"), _guarded("- Giấy khen;\\n- Bằng khen"), _guarded("a;@SUM(1)"), _guarded(-1)
    ("'=1+1", "'- Giấy khen;\\n- Bằng khen", "a;'@SUM(1)", '-1')
    """
    return _FORMULA.sub("'", cell) if isinstance(cell, str) else plain(cell)


def _number(cell: Any) -> float | None:
    return None if cell is None else float(cell)


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
