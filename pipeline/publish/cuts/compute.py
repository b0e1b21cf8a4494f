"""Runs the queries of the cuts over the tables of a folder."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pipeline.publish.database import batches, connect
from pipeline.publish.schema import Table, cuts


@cache
def sql_of(name: str) -> str:
    """The query of a cut."""
    return (files("pipeline.publish.cuts") / f"{name}.sql").read_text(encoding="utf-8")


def compute(folder: Path, *names: str) -> Iterator[tuple[Table, Iterator[list[tuple[Any, ...]]]]]:
    """Cuts (all, or those named) with their rows, from the tables that stand in a folder alone.

    Rows are sorted and come some thousand at a time, to be taken before the next cut is asked for; their cells are in the order of the
    cut's columns. A cut that uses another needs that one named before it.
    """
    connection, found = connect(folder)
    there = {relation.name for relation in found}
    with connection:
        for name in names or cuts():
            if name in there:  # as written; made anew here
                connection.execute(f"DROP VIEW {name}")
            connection.execute(f"CREATE VIEW {name} AS {sql_of(name)}")
            yield cuts()[name], batches(connection, f"FROM {name}", cuts()[name].columns)
