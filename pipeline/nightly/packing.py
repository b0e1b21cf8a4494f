"""What became of a document, as JSON: rows, text and problems, deflated. Nothing but known types comes out of it, and no code runs."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

import msgspec

from extractors.facts import FACTS, Fact, Problem
from pipeline.outcome import Outcome, read, unpacked

if TYPE_CHECKING:
    from pipeline.extract import Extraction

LARGEST = 512 << 20
"""Bytes that what is kept of one document may grow to."""


class Damaged(Exception):
    """What was kept cannot be what thidua wrote."""


def pack(outcome: Outcome) -> bytes:
    """An outcome for keeping."""
    kept: dict[str, Any] = {"document_id": outcome.document_id, "text": outcome.text, "problems": outcome.problems}
    if outcome.packed is not None:
        extraction = unpacked(outcome.packed)
        kept["rows"] = {name: getattr(extraction, name) for name in _parts()}
    return zlib.compress(msgspec.json.encode(kept, enc_hook=_plain), 6)


def unpack(source: str, packed: bytes) -> tuple[Outcome, Extraction | None]:
    """The outcome that was kept for a source, and its rows where it has some.

    Raises
    ------
    Damaged
        It is not what `pack` made.
    """
    inflater = zlib.decompressobj()
    try:
        kept = msgspec.json.decode(inflater.decompress(packed, LARGEST))
        problems = tuple(msgspec.convert(kept["problems"], list[Problem]))
        if "rows" not in kept:
            return Outcome(source, kept["document_id"], problems=problems), None
        extraction = _extraction(kept["rows"])
        return read(source, kept["document_id"], extraction, kept["text"], problems), extraction
    except (zlib.error, msgspec.MsgspecError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(f"{type(error).__name__}: {error}") from error


def _extraction(rows: Mapping[str, Any]) -> Extraction:
    from pipeline.extract import Extraction

    made: dict[str, Any] = {}
    for name, hint in _parts().items():
        made[name] = _facts(rows[name]) if name == "facts" else msgspec.convert(rows[name], hint)
    return Extraction(**made)


def _facts(tables: Mapping[str, Any]) -> dict[str, Sequence[Fact]]:
    return {table: [msgspec.convert(row, FACTS[table]) for row in rows] for table, rows in tables.items()}


@cache
def _parts() -> dict[str, Any]:
    """Fields of what extraction gives, with their types."""
    from pipeline.extract import Extraction

    return get_type_hints(Extraction)


def _plain(value: object) -> str | int | float:
    """Strings and numbers of a library's own kind as Python's."""
    for kind in (str, int, float):
        if isinstance(value, kind):
            return kind(value)
    raise TypeError(f"a cell holds a {type(value).__name__}")
