"""The tables of an output folder in DuckDB: as views over its files, behind a closed door, or in a database file of their own.

What there is to see is read off the folder's ``datapackage.json``, so that every table is there without being named here. Parquet is
read where it is; code lists, which are CSV only, are all text, so that no code loses a zero.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from extractors.facts import Column
from pipeline.misuse import Misuse
from pipeline.publish.schema import NAME

DESCRIPTOR = "datapackage.json"
_BATCH = 4096  # rows of a query that are held at once
_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN"}


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or code list of an output: ``columns`` are (name, type of DuckDB, description, required)."""

    name: str
    file: Path
    description: str
    columns: tuple[tuple[str, str, str, bool], ...]
    key: tuple[str, ...]

    @property
    def source(self) -> str:
        """What SQL reads it from."""
        path = _quoted(_unglobbed(str(self.file)))
        if self.file.suffix == ".parquet":
            return f"read_parquet({path})"
        return f"read_csv({path}, header = true, all_varchar = true, nullstr = '')"


def relations(folder: Path) -> list[Relation]:
    """The tables, cuts and code lists that a folder holds, in the order of its data package; a code list is ``codes_<list>``.

    Raises
    ------
    Misuse
        The folder is no output of thidua.
    """
    try:
        package = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        if package["name"] != NAME:
            raise ValueError
        found = [_relation(Path(os.path.realpath(folder)), resource) for resource in package["resources"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Misuse(f"{folder}: holds no tables of thidua; give the folder that `thidua extract --out` wrote") from error
    return [relation for relation in found if relation.file.is_file()]


def _relation(folder: Path, resource: dict[str, Any]) -> Relation:
    path = folder / resource["path"]
    parquet = path.with_suffix(".parquet")
    fields = resource["schema"]["fields"]
    return Relation(
        resource["name"].replace("-", "_"),
        parquet if parquet.is_file() else path,
        resource.get("description") or resource.get("title") or "",
        tuple(
            (f["name"], _TYPES.get(f["type"], "VARCHAR"), f.get("description", ""), f.get("constraints", {}).get("required", False))
            for f in fields
        ),
        tuple(resource["schema"].get("primaryKey", ())),
    )


def connect(folder: Path) -> tuple[duckdb.DuckDBPyConnection, list[Relation]]:
    """A database in memory whose views are the tables of a folder."""
    found = relations(folder)
    connection = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
    connection.execute("SET enable_progress_bar = false")  # it would stand among the rows
    connection.execute("SET python_enable_replacements = false")  # a name in a query is a table's, never one of this program's
    for relation in found:
        try:
            connection.execute(f"CREATE VIEW {_name(relation.name)} AS SELECT * FROM {relation.source}")
        except duckdb.Error as error:
            raise Misuse(f"{relation.file}: cannot be read as a table; write the output anew with thidua extract") from error
    return connection, found


def closed(folder: Path) -> tuple[duckdb.DuckDBPyConnection, list[Relation]]:
    """The same, with the door closed: no file but those of the tables, no network, no extension, and no way to open it again."""
    connection, found = connect(folder)
    files = {path for relation in found for path in (str(relation.file), _unglobbed(str(relation.file)))}
    connection.execute(f"SET allowed_paths = [{', '.join(map(_quoted, sorted(files)))}]")
    connection.execute("SET temp_directory = ''")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection, found


def save(folder: Path, file: Path) -> None:
    """Write the tables of a folder into a DuckDB file: types, primary keys, a comment on every table and column.

    The file is written beside its place and moved there when it is whole. It is the one thing written whose bytes differ from run
    to run: DuckDB gives every file an identity of its own.

    Raises
    ------
    Misuse
        The folder holds no tables, or the file cannot be written.
    """
    found = relations(folder)
    beside = file.with_name(f".{file.name}.thidua-new")
    try:
        beside.unlink(missing_ok=True)
        with duckdb.connect(str(beside)) as connection:
            for relation in found:
                _create(connection, relation)
        os.replace(beside, file)
    except (OSError, duckdb.Error) as error:
        raise Misuse(f"{file}: cannot be written ({getattr(error, 'strerror', None) or error}); name another file") from error
    finally:
        beside.unlink(missing_ok=True)


def _create(connection: duckdb.DuckDBPyConnection, relation: Relation) -> None:
    columns = [
        f"{_name(name)} {kind}{' NOT NULL' if required and name not in relation.key else ''}"
        for name, kind, _, required in relation.columns
    ]
    if relation.key:
        columns.append(f"PRIMARY KEY ({', '.join(map(_name, relation.key))})")
    names = ", ".join(_name(name) for name, *_ in relation.columns)
    connection.execute(f"CREATE TABLE {_name(relation.name)} ({', '.join(columns)})")
    connection.execute(f"INSERT INTO {_name(relation.name)} SELECT {names} FROM {relation.source}")
    connection.execute(f"COMMENT ON TABLE {_name(relation.name)} IS {_quoted(relation.description)}")
    for name, _, description, _ in relation.columns:
        if description:
            connection.execute(f"COMMENT ON COLUMN {_name(relation.name)}.{_name(name)} IS {_quoted(description)}")


def batches(connection: duckdb.DuckDBPyConnection, sql: str, columns: Sequence[Column]) -> Iterator[list[tuple[Any, ...]]]:
    """What a query gives, with these columns and sorted by them as they are written, empty cells first; some thousand rows at a time."""
    written = {"string": "nullif({}, '')", "number": "round({}, 6)"}
    cells = (written.get(column.type, "{}").format(_name(column.name)) for column in columns)
    found = connection.execute(f"SELECT {', '.join(cells)} FROM ({sql}) ORDER BY ALL NULLS FIRST")
    while batch := found.fetchmany(_BATCH):
        yield batch


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _unglobbed(path: str) -> str:
    """The path as a pattern that only it matches."""
    return re.sub(r"[*?\[]", lambda match: f"[{match[0]}]", path)
