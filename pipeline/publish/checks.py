"""What every published row must keep to: types, codes, quotes, keys.

A worker applies the checks of one row while it can still say which rule wrote it; the run applies all of them again to the whole
before it publishes, where a flaw is a defect of thidua and nothing is written.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from extractors.codes import code_list
from extractors.facts import FACTS, Column, Fact
from pipeline.misuse import Defect
from pipeline.publish.schema import CHOICES, tables

_UNFIT = re.compile("[\ud800-\udfff\0]")


@cache
def _asked(table: str) -> list[tuple[Column, frozenset[str] | None]]:
    """The columns of a table, each with the only values that it may have (None: any)."""
    found = []
    for column in tables()[table].columns:
        among = frozenset(code_list(column.codes)) if column.codes is not None else None
        chosen = CHOICES.get((table, column.name))
        found.append((column, among if chosen is None else frozenset(chosen)))
    return found


@cache
def _looks_sound(table: str) -> Callable[[Any], bool]:
    """True of a row of which every value is allowed, asked of all values together; False says that each has to be looked at."""
    asked = _asked(table)
    values_of: Callable[[Any], tuple[Any, ...]] = attrgetter(*(column.name for column, _ in asked))
    kinds = [_KINDS[column.type] | (set() if column.required else {type(None)}) for column, _ in asked]
    allowed: dict[tuple[type, ...], bool] = {}  # types that a row's values had together
    required = [at for at, (column, _) in enumerate(asked) if column.required]
    coded = [(at, among | {None, ""}) for at, (_, among) in enumerate(asked) if among is not None]
    numbers = [at for at, (column, _) in enumerate(asked) if column.type == "number"]
    shares = [at for at, (column, _) in enumerate(asked) if column.name == "confidence"]
    strings = [at for at, (column, _) in enumerate(asked) if column.type == "string"]

    def sound(row: Any) -> bool:
        values = values_of(row)
        types = tuple(map(type, values))
        if types not in allowed:
            allowed[types] = all(found in kind for found, kind in zip(types, kinds, strict=True))
        text = "\n".join([values[at] for at in strings if type(values[at]) is str])
        return (
            allowed[types]
            and ("" not in values or "" not in [values[at] for at in required])
            and False not in [values[at] in among for at, among in coded]
            and False not in [values[at] is None or math.isfinite(values[at]) for at in numbers]
            and False not in [values[at] is None or 0 <= values[at] <= 1 for at in shares]
            and unicodedata.is_normalized("NFC", text)
            and not _UNFIT.search(text)
        )

    return sound


def flaws_of_row(table: str, row: Any) -> Iterator[tuple[str, str]]:
    """Columns of a row whose value the table does not allow, each with what is wrong."""
    if _looks_sound(table)(row):
        return
    for column, among in _asked(table):
        value = getattr(row, column.name)
        if value is None or value == "":
            if column.required:
                yield column.name, "is empty"
            continue
        flaw = _flaw_of_type(column, value)
        if flaw is None and among is not None and value not in among:
            flaw = f"{value!r} is none of its values" if column.codes is None else f"{value!r} is no code of {column.codes}"
        if flaw is not None:
            yield column.name, flaw


def _flaw_of_type(column: Column, value: Any) -> str | None:
    if not _FITS[column.type](value):
        return f"{value!r} is no {column.type}"
    if column.name == "confidence" and not 0 <= value <= 1:
        return f"{value!r} is not between 0 and 1"
    if column.type == "string" and not (value.isascii() and "\0" not in value):
        # A file's name keeps the spelling it has on disk; everything else is NFC.
        if column.name != "source" and not unicodedata.is_normalized("NFC", value):
            return "is not NFC"
        if _UNFIT.search(value):
            return "holds characters that no file can"
    return None


_KINDS: dict[str, set[type]] = {"string": {str}, "integer": {int}, "number": {int, float, Decimal}, "date": {date}, "boolean": {bool}}
_FITS: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and math.isfinite(value),
    "date": lambda value: isinstance(value, date) and not isinstance(value, datetime),
    "boolean": lambda value: isinstance(value, bool),
}


def flaw_of_evidence(row: Fact, text: str, document_id: str) -> str | None:
    """What is wrong with where a fact says it stands, if anything."""
    if row.document_id != document_id:
        return f"document_id is {row.document_id!r}"
    # Evidence that stands in the container's metadata, not in the text, is an empty span; the locator tells where.
    if not 0 <= row.start <= row.end <= len(text):
        return f"evidence at {row.start}:{row.end} of {len(text)} characters"
    if row.quote != text[row.start : row.end]:
        return f"the quote is not the text at {row.start}:{row.end}"
    return None


def check(rows: Mapping[str, Sequence[Any]], text_of: Callable[[str], str]) -> list[str]:
    """Every flaw of the tables as a whole (empty: they may be published).

    Parameters
    ----------
    rows
        Rows by table, ``comparison`` left out.
    text_of
        Gives the text as kept of a document_id.
    """
    flaws = list(check_tables({table: found for table, found in rows.items() if table not in FACTS}))
    known = {row.document_id for row in rows.get("documents", ())}
    by_document: dict[str, dict[str, list[Fact]]] = {}
    for table in FACTS:
        for row in rows.get(table, ()):
            by_document.setdefault(row.document_id, {}).setdefault(table, []).append(row)
    for document_id, facts in by_document.items():
        if document_id in known:
            flaws += check_facts(document_id, facts, text_of(document_id))
        else:
            flaws += [f"{table}: document_id {document_id!r} is not in documents" for table, found in facts.items() for _ in found]
    return flaws


def refuse(flaws: Iterable[str]) -> None:
    """Raise `Defect` if there is a flaw."""
    found = list(flaws)
    if found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise Defect(f"{found[0]}{more}; nothing was written, please report it with the files")


def check_tables(rows: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    """Flaws of the tables that hold no facts: types, codes, keys."""
    for table, found in rows.items():
        for row in found:
            yield from (f"{table}: {_name(row)}: {column} {flaw}" for column, flaw in flaws_of_row(table, row))
        yield from _flaws_of_keys(table, rows)


def check_facts(document_id: str, facts: Mapping[str, Sequence[Fact]], text: str) -> Iterator[str]:
    """Flaws of the facts of one document: types, codes, evidence."""
    for table, rows in facts.items():
        for row in rows:
            yield from (f"{table}: {_name(row)}: {column} {flaw}" for column, flaw in flaws_of_row(table, row))
            flaw = flaw_of_evidence(row, text, document_id)
            if flaw is not None:
                yield f"{table}: {_name(row)}: {flaw}"


def _flaws_of_keys(table: str, rows: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    key = tables()[table].key
    if key:
        seen = set()
        for row in rows[table]:
            value = tuple(getattr(row, name) for name in key)
            if value in seen:
                yield f"{table}: {', '.join(map(str, value))} stands twice"
            seen.add(value)
    for column in tables()[table].columns:
        if column.references is None:
            continue
        other, name = column.references.split(".")
        known = {getattr(row, name) for row in rows.get(other, ())}
        for row in rows[table]:
            value = getattr(row, column.name)
            if value not in (None, "") and value not in known:
                yield f"{table}: {_name(row)}: {column.name} {value!r} is not in {other}"


def _name(row: Any) -> str:
    return str(getattr(row, "document_id", None) or getattr(row, "campaign_id", None) or row)[:80]
