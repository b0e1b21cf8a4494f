"""A person's word on what is one campaign: lines of a CSV file that join two documents, or keep them apart.

The file has a header with ``verdict`` (``together`` or ``apart``), ``document_id`` and ``joined_to``: a row of ``joins.csv`` becomes a
correction when a verdict is put before it. The other columns of ``joins`` and a ``note`` may stand there and are not read.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.facts import Join, Problem, columns
from pipeline.misuse import Misuse

TOGETHER, APART = "together", "apart"
_NEEDED = ("verdict", "document_id", "joined_to")
_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Correction:
    """One line: ``where`` names file and line."""

    verdict: str
    document_id: str
    joined_to: str
    where: str


def read(path: Path) -> tuple[Correction, ...]:
    """The corrections of a file.

    Raises
    ------
    Misuse
        The file cannot be read, or a line says nothing that can be done; the message names the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Misuse(f"{path}: cannot be read ({error.strerror}); give a CSV file with --corrections") from error
    except UnicodeDecodeError as error:
        raise Misuse(f"{path}: is not UTF-8; save it as CSV in UTF-8") from error
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(lines, [])]
        _check_header(path, header)
        found = [_correction(f"{path}, line {lines.line_num}", header, row) for row in lines if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise Misuse(f"{path}, line {lines.line_num}: is no line of CSV ({error}); mend it") from error
    _check_together(found)
    return tuple(found)


def _check_header(path: Path, header: Sequence[str]) -> None:
    missing = [name for name in _NEEDED if name not in header]
    if missing:
        raise Misuse(f"{path}, line 1: has no column {missing[0]}; the first line must be {','.join(_NEEDED)}")
    known = {*_NEEDED, "note", *(column.name for column in columns(Join))}
    strange = [name for name in header if name not in known]
    if strange:
        raise Misuse(f"{path}, line 1: knows no column {strange[0]!r}; for words of your own there is the column note")
    twice = [name for name in header if header.count(name) > 1]
    if twice:
        raise Misuse(f"{path}, line 1: names the column {twice[0]} twice; keep one")


def _correction(where: str, header: Sequence[str], row: Sequence[str]) -> Correction:
    if len(row) > len(header):
        raise Misuse(f"{where}: has {len(row)} cells under {len(header)} columns; put a text with commas between quotation marks")
    cells = {name: cell.strip().removeprefix("'") for name, cell in zip(header, row, strict=False)}
    verdict = cells.get("verdict", "").lower()
    if verdict not in (TOGETHER, APART):
        raise Misuse(f"{where}: verdict is {verdict!r}; write {TOGETHER} or {APART}")
    first, second = (cells.get(name, "").lower() for name in ("document_id", "joined_to"))
    for name, cell in (("document_id", first), ("joined_to", second)):
        if not _ID.fullmatch(cell):
            raise Misuse(f"{where}: {name} is {cell!r}, no document_id; copy its 16 digits and letters from documents.csv")
    if first == second:
        raise Misuse(f"{where}: names one document twice; give two")
    return Correction(verdict, first, second, where)


def _check_together(found: Iterable[Correction]) -> None:
    """Lines must not contradict each other, not even by way of others."""
    found = tuple(found)
    group: dict[str, str] = {}

    def head(key: str) -> str:
        while group.get(key, key) != key:
            key = group[key]
        return key

    for line in found:
        if line.verdict == TOGETHER:
            first, second = sorted((head(line.document_id), head(line.joined_to)))
            group[second] = first
    for line in found:
        if line.verdict == APART and head(line.document_id) == head(line.joined_to):
            raise Misuse(f"{line.where}: keeps apart what other lines put together; take one of them away")


def usable(corrections: Iterable[Correction], documents: Iterable[str]) -> tuple[list[Correction], list[Problem]]:
    """The corrections whose documents are both there, and a warning for each of the others."""
    known = set(documents)
    kept, problems = [], []
    for line in corrections:
        missing = [key for key in (line.document_id, line.joined_to) if key not in known]
        if not missing:
            kept.append(line)
            continue
        message = (
            f"{line.where}: no document of this run has the document_id {missing[0]}; it was changed or left out. "
            "Take the line away, or write the new document_id."
        )
        problems.append(warning(line.where, None, "stale-correction", message))
    return kept, problems


def warning(source: str, document_id: str | None, code: str, message: str) -> Problem:
    """Something about joining that a person should know."""
    return Problem(source=source, document_id=document_id, stage="resolve", severity="warning", code=code, message=plain(message))


def plain(words: str) -> str:
    """Words for a table: file names of any spelling stand in them.

    >>> plain("ho" + chr(0x323) + chr(0) + chr(10) + "a b")
    'họ a b'
    """
    printable = "".join(char if char.isprintable() else " " for char in unicodedata.normalize("NFC", words))
    return " ".join(printable.split())
