"""Reads an output folder as the report needs it: rows as strings, texts, and nothing that is not there."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

from extractors.facts import TABLES, columns
from pipeline.misuse import Misuse
from pipeline.publish.atomic import is_output
from pipeline.publish.texts import TEXTS, read_text

Row = dict[str, str]
HEALTH = "source_health.csv"
_GUARDED = ("'=", "'+", "'-", "'@", "'\t", "'\r")
_BOM = b"\xef\xbb\xbf"


class Output:
    """The tables and texts that `thidua extract` wrote into a folder.

    Raises
    ------
    Misuse
        The folder is no output of thidua, or a table or text in it cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.given = folder
        self.folder = Path(os.path.realpath(folder))
        if not self.folder.is_dir():
            raise Misuse(f"{folder}: is no folder; name one that `thidua extract` wrote")
        if not is_output(self.folder):
            raise Misuse(f"{folder}: is no output of thidua (no datapackage.json of it); name a folder that `thidua extract` wrote")

    def rows(self, table: str) -> Iterator[Row]:
        """Rows of a table, cells as written; a column that an older output lacks is empty."""
        names = [column.name for column in columns(TABLES[table])]
        for row in self._read(self.folder / f"{table}.csv"):
            yield {name: row.get(name) or "" for name in names}

    def text(self, document_id: str) -> str:
        """The text that the offsets of a document count in."""
        if not document_id.isalnum():  # it becomes the name of a file
            raise Misuse(f"{self.given}/documents.csv: “{document_id}” is no document_id; write the tables anew with `thidua extract`")
        try:
            return read_text(self.folder, document_id)
        except (OSError, UnicodeDecodeError) as error:
            path = self.given / TEXTS / f"{document_id}.txt"
            raise Misuse(f"{path}: cannot be read ({_why(error)}); write the tables anew with `thidua extract`") from error

    def health(self) -> tuple[list[str], list[list[str]]] | None:
        """Header and rows of the table of sources that a nightly run leaves; None where there is none."""
        path = self.folder / HEALTH
        if not path.exists():
            return None
        rows = list(self._read(path))
        header = list(rows[0]) if rows else []
        return header, [[row.get(name) or "" for name in header] for row in rows]

    def _read(self, path: Path) -> Iterator[Row]:
        shown = self.given / path.name
        try:
            with path.open("rb") as file:
                for_excel = file.read(3) == _BOM
            with path.open(encoding="utf-8-sig", newline="") as lines:
                for row in csv.DictReader(lines, restkey="", restval=""):
                    row.pop("", None)
                    # --excel puts an apostrophe before what a spreadsheet would run.
                    yield {k: v[1:] if for_excel and v.startswith(_GUARDED) else v for k, v in row.items()}
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise Misuse(f"{shown}: cannot be read ({_why(error)}); name a folder that `thidua extract` wrote") from error


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
