"""An output folder read back as documents: text, what is told of the document and its campaign, and facts at their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from extractors.facts import FACTS, Column, Fact, columns
from pipeline.misuse import Misuse
from pipeline.publish.atomic import is_output
from pipeline.publish.schema import tables
from pipeline.publish.texts import TEXTS, read_text

Value = str | int | float | bool | None
Row = Mapping[str, Value]

_SHARED = frozenset(column.name for column in columns(Fact))
"""Columns that say where and how a fact was found, and not what it says."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact where it stands.

    ``start`` and ``end`` count code points of the document's text, end exclusive; ``row`` holds every column of the table as JSON
    has it: days as ISO 8601, None where the cell is empty.
    """

    id: str
    table: str
    start: int
    end: int
    quote: str
    row: Row

    @property
    def placed(self) -> bool:
        """Whether it stands anywhere in the text; a day of issue may be known from the file alone."""
        return self.end > self.start

    @property
    def values(self) -> Row:
        """The columns that say what the fact is."""
        return {name: value for name, value in self.row.items() if name not in _SHARED}

    @property
    def found(self) -> Row:
        """The columns that say where and how it was found."""
        return {name: self.row[name] for name in ("section", "method", "confidence", "locator") if name in self.row}


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document of an output with its facts, in text order."""

    document_id: str
    source: str
    text: str
    document: Row
    campaign: Row | None
    marks: tuple[Mark, ...]


def value_columns(table: str) -> list[Column]:
    """Columns of a table of facts that say what a fact is, without those that say where and how it was found."""
    return [column for column in columns(FACTS[table]) if column.name not in _SHARED]


class Output:
    """The documents of one output folder, in the order of their sources; texts are read as they are asked for.

    Parameters
    ----------
    folder
        What ``thidua extract`` wrote.
    facts
        Tables of facts to take along.

    Attributes
    ----------
    sources
        Source of every document by its identifier.

    Raises
    ------
    Misuse
        The folder is no output, or a table of it cannot be read.
    """

    def __init__(self, folder: Path, facts: Collection[str] = tuple(FACTS)) -> None:
        if not is_output(folder):
            raise Misuse(f"{folder}: is no output of thidua; give a folder that thidua extract wrote")
        self.folder = folder
        self.tables = tuple(table for table in FACTS if table in facts)
        self._documents = sorted(_rows(folder, "documents"), key=lambda row: (str(row["source"]), str(row["document_id"])))
        self.sources = {str(row["document_id"]): str(row["source"]) for row in self._documents}
        self._campaigns = {row["campaign_id"]: row for row in _rows(folder, "campaigns")}
        self._facts: dict[str, list[tuple[str, Row]]] = defaultdict(list)
        for table in self.tables:
            for row in _rows(folder, table):
                self._facts[str(row["document_id"])].append((table, row))

    def __len__(self) -> int:
        return len(self._documents)

    def text(self, document_id: str) -> str | None:
        """The text as kept of a document of this output; None where there is no such document."""
        return self._text(document_id) if document_id in self.sources else None

    def __iter__(self) -> Iterator[Annotated]:
        for row in self._documents:
            key = str(row["document_id"])
            text = self._text(key)
            campaign = self._campaigns.get(row.get("campaign_id"))
            yield Annotated(key, str(row["source"]), text, row, campaign, tuple(self._marks(key, text)))

    def _text(self, document_id: str) -> str:
        try:
            return read_text(self.folder, document_id)
        except (OSError, UnicodeDecodeError) as error:
            path = self.folder / TEXTS / f"{document_id}.txt"
            raise Misuse(f"{path}: cannot be read ({error}); extract the documents anew") from error

    def _marks(self, document_id: str, text: str) -> Iterator[Mark]:
        counted: dict[str, int] = defaultdict(int)
        found = self._facts[document_id]
        for table, row in sorted(found, key=lambda f: (f[1]["start"], f[1]["end"], self.tables.index(f[0]))):
            start, end, quote = int(row["start"] or 0), int(row["end"] or 0), str(row["quote"] or "")
            if text[start:end] != quote:
                path = self.folder / TEXTS / f"{document_id}.txt"
                raise Misuse(f"{path}: is not the text that {table} were read from (at {start}); extract the documents anew")
            counted[table] += 1
            yield Mark(f"{table}-{counted[table]}", table, start, end, quote, row)


def _rows(folder: Path, table: str) -> list[Row]:
    """Rows of a table. Parquet, because the CSV of a spreadsheet output carries apostrophes that are not the document's."""
    import pyarrow
    from pyarrow import parquet

    path = folder / f"{table}.parquet"
    try:
        found: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    except (OSError, pyarrow.ArrowException) as error:
        said = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise Misuse(f"{path}: cannot be read ({said}); extract the documents anew") from error
    missing = [name for name in tables()[table].header if found and name not in found[0]]
    if missing:
        raise Misuse(f"{path}: lacks the column {missing[0]}; it is of another version of thidua, extract the documents anew")
    return [{name: _json(value) for name, value in row.items()} for row in found]


def _json(value: Any) -> Value:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value  # type: ignore[no-any-return]
