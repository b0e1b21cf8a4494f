"""One SQL query over the tables of an output, read-only and behind a closed door, and its answer in several forms."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import IO, Any, TypeVar
from warnings import catch_warnings

import duckdb

from pipeline.misuse import Misuse
from pipeline.publish.database import Relation, closed

Done = TypeVar("Done")
_BATCH = 10_000
_READING = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
_PIVOT = re.compile(r"\s*PIVOT\s", re.I)  # to DuckDB several statements in one, none of which writes
_NO_TABLE = re.compile(r'Table with name "?(?P<name>.+?)"? does not exist')
_NO_COLUMN = re.compile(r'(?:Referenced column|column named|does not have a column named) "(?P<name>.+?)"')
_BINDINGS = re.compile(r"Candidate bindings: (?P<names>.+)")
_PLACE = re.compile(r"^LINE (?P<line>\d+): (?P<text>.*)\n(?P<mark> *\^)", re.M)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that has not been fetched yet; ``columns`` and ``types`` are those of its columns."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    result: duckdb.DuckDBPyConnection

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Its rows, once."""
        while batch := attended(self.result, lambda: self.result.fetchmany(_BATCH)):
            yield from batch


def ask(out: Path, sql: str) -> Answer:
    """Ask the tables of an output folder.

    Tables, ready cuts and code lists (``codes_<list>``) are there by their names. Nothing else is: the query cannot read or write
    another file, reach the network, load an extension, or change anything.

    Raises
    ------
    Misuse
        The folder is no output, or the query is not one that reads, is wrong, or fails; the message says what may be meant.
    """
    connection, found = closed(out)
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise Misuse(_explained(error, found)) from error
    if len(statements) != 1:
        raise Misuse("query: give one statement" + (f", not {len(statements)}" if statements else ", such as SELECT * FROM campaigns"))
    if statements[0].type not in _READING and not _PIVOT.match(sql):
        raise Misuse("query: only reads (SELECT, WITH, FROM, DESCRIBE, SUMMARIZE); the tables are written by thidua extract")
    try:
        result = attended(connection, lambda: connection.execute(statements[0]))
    except duckdb.Error as error:
        raise Misuse(_explained(error, found)) from error
    described = result.description or ()
    return Answer(tuple(str(name) for name, *_ in described), tuple(str(kind) for _, kind, *_ in described), result)


def attended(connection: duckdb.DuckDBPyConnection, action: Callable[[], Done]) -> Done:
    """Run something of DuckDB's so that any signal ends it: DuckDB itself, while it works, heeds the keyboard's only."""
    with ThreadPoolExecutor(1) as beside:
        future = beside.submit(action)
        try:
            return future.result()
        except BaseException:
            connection.interrupt()
            raise


def _explained(error: duckdb.Error, found: Sequence[Relation]) -> str:
    """The complaint in one line, and what may be meant instead."""
    told = str(error).strip()
    if missing := _NO_TABLE.search(told):
        names = [relation.name for relation in found]
        near = get_close_matches(missing["name"].lower(), names, n=3, cutoff=0.5)
        meant = f"did you mean {' or '.join(near)}? " if near else ""
        tables = ", ".join(name for name in names if not name.startswith("codes_"))
        return f"query: there is no table {missing['name']}; {meant}There are {tables}, and codes_* for each code list"
    if missing := _NO_COLUMN.search(told):
        here = _BINDINGS.search(told)
        return f"query: there is no column {missing['name']}; {_columns_like(missing['name'], here['names'] if here else '', found)}"
    if isinstance(error, duckdb.PermissionException):
        return "query: may read the tables of the output only, no other file and nothing on the network"
    first = re.sub(r"^\w[\w ]* Error: ", "", told.split("\n")[0])
    second = told.split("\n")[1].strip() if "\n" in told else ""
    more = second if first.endswith((".", "!")) and not second.endswith(":") else ""
    return f"query: {first.rstrip('!')}{_near(told)} {more}".strip()


def _near(told: str) -> str:
    """The words of the query that a complaint points at."""
    at = _PLACE.search(told)
    if at is None:
        return ""
    before = len(f"LINE {at['line']}: ")
    return f" at “{at['text'][max(len(at['mark']) - before - 1, 0) :][:40].strip()}”"


def _columns_like(name: str, here: str, found: Sequence[Relation]) -> str:
    """Columns that may be meant: those of the query's own tables that DuckDB proposes, else those of any."""
    if near := get_close_matches(name.lower(), re.findall(r'"([^"]+)"', here), n=3, cutoff=0.6):
        return f"did you mean {' or '.join(near)}?"
    tables: dict[str, list[str]] = {}
    for relation in found:
        for column, *_ in relation.columns:
            tables.setdefault(column, []).append(relation.name)
    if near := get_close_matches(name.lower(), tables, n=3, cutoff=0.6):
        return "did you mean " + " or ".join(f"{column} (in {', '.join(tables[column][:3])})" for column in near) + "?"
    return 'DESCRIBE lists the columns of a table, as in "DESCRIBE campaigns"'


def as_csv(answer: Answer, file: IO[str]) -> None:
    """Write an answer as CSV with a header row."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(answer.columns)
    for row in fetched(answer):
        writer.writerow(["" if cell is None else _text(cell) for cell in row])


def as_json(answer: Answer, file: IO[str]) -> None:
    """Write an answer as a JSON array with one object a row; of two columns with one name the later is numbered."""
    names: list[str] = []
    for name in answer.columns:
        names.append(name if name not in names else next(f"{name}_{n}" for n in range(2, 999) if f"{name}_{n}" not in names))
    file.write("[")
    for number, row in enumerate(fetched(answer)):
        file.write(",\n" if number else "\n")
        file.write(json.dumps(dict(zip(names, map(_plain, row), strict=True)), ensure_ascii=False))
    file.write("\n]\n")


def as_parquet(answer: Answer, path: Path) -> int:
    """Write an answer as a Parquet file, which appears when it is whole; the number of its rows.

    Raises
    ------
    Misuse
        The file cannot be written, or the query fails on the way.
    """
    from pyarrow import parquet

    beside = path.with_name(f".{path.name}.thidua-new")
    try:
        with catch_warnings(action="ignore", category=UserWarning):  # of an extra copy
            table: Any = attended(answer.result, answer.result.to_arrow_table)
        parquet.write_table(table, beside, compression="zstd")
        os.replace(beside, path)
    except OSError as error:
        raise Misuse(f"{path}: cannot be written ({error.strerror or error}); name another file with --parquet") from error
    except duckdb.Error as error:
        raise Misuse(_explained(error, ())) from error
    finally:
        beside.unlink(missing_ok=True)
    return int(table.num_rows)


def fetched(answer: Answer) -> Iterator[tuple[Any, ...]]:
    """The rows of an answer; a query that fails on the way is told like one that fails at once."""
    try:
        yield from answer.rows()
    except duckdb.Error as error:
        raise Misuse(_explained(error, ())) from error


def shown(cell: Any) -> str:
    """A cell for a terminal: on one line, and without characters that steer one."""
    return "" if cell is None else _CONTROL.sub("", " ".join(_text(cell).split()))


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (list, dict, tuple)):
        return json.dumps(_plain(cell), ensure_ascii=False)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, (date, time, datetime)) else str(cell)


def _plain(cell: Any) -> Any:
    """A value that JSON knows."""
    if isinstance(cell, dict):
        return {str(name): _plain(value) for name, value in cell.items()}
    if isinstance(cell, (list, tuple)):
        return [_plain(value) for value in cell]
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    if isinstance(cell, float):
        return cell if cell - cell == 0 else None  # JSON has no infinity
    return cell if cell is None or isinstance(cell, (str, int)) else _text(cell)
