"""The rows of one document as they are kept until all documents are read: JSON of known types, deflated.

Nothing else may come out of it: whoever puts a file of his own where a run keeps its work gets an error, and no code of his runs.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from extractors.facts import FACTS, Campaign, Document, Fact

if TYPE_CHECKING:
    from pipeline.extract import Extraction

LARGEST = 512 << 20
"""Bytes that a record may grow to when it is inflated."""


class Damaged(Exception):
    """What was kept cannot be what thidua wrote."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A file that a document links to: absolute or relative URL, link text."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """What one document gives (`pipeline.extract.Extraction`), without anything that only its own process needs."""

    document: Document
    campaign: Campaign | None
    facts: Mapping[str, Sequence[Fact]]
    links: Sequence[Reference] = ()
    signature: bytes = b""

    def confident(self, least: float) -> Record:
        """The record with the facts of at least a confidence (0 to 1)."""
        if least <= 0:
            return self
        return replace(self, facts={table: [row for row in rows if row.confidence >= least] for table, rows in self.facts.items()})


def pack(extraction: Extraction | Record) -> bytes:
    """The rows of a document, small enough to keep a hundred thousand of them.

    Raises
    ------
    TypeError
        A cell holds what no table can.
    """
    kept = {
        "document": extraction.document,
        "campaign": extraction.campaign,
        "facts": {table: list(rows) for table, rows in extraction.facts.items()},
        "links": [(link.url, link.text) for link in getattr(extraction, "links", ())],
        "signature": getattr(extraction, "signature", b""),
    }
    encoded: bytes = _encoder().encode(kept)
    return zlib.compress(encoded, 1)


def unpack(packed: bytes) -> Record:
    """The rows of a document.

    Raises
    ------
    Damaged
        These are no such rows.
    """
    import msgspec

    try:
        kept = _decoder().decode(inflate(packed))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Damaged(str(error)) from error
    facts = {table: getattr(kept.facts, table) for table in FACTS}
    return Record(kept.document, kept.campaign, facts, [Reference(*link) for link in kept.links], kept.signature)


def inflate(data: bytes) -> bytes:
    """What was deflated, unless it grows beyond all measure."""
    inflater = zlib.decompressobj()
    try:
        found = inflater.decompress(data, LARGEST)
    except zlib.error as error:
        raise Damaged(str(error)) from error
    if not inflater.eof:
        raise Damaged("it is cut short, or grows beyond all measure")
    return found


@cache
def _encoder() -> Any:
    import msgspec

    return msgspec.json.Encoder(enc_hook=_plain)


@cache
def _decoder() -> Any:
    import msgspec

    tables: list[Any] = [(table, list[of], msgspec.field(default_factory=list)) for table, of in FACTS.items()]  # type: ignore[valid-type]
    facts = msgspec.defstruct("Facts", tables, forbid_unknown_fields=True)
    kept = msgspec.defstruct(
        "Kept",
        [("document", Document), ("campaign", Campaign | None), ("facts", facts), ("links", list[tuple[str, str]]), ("signature", bytes)],
        forbid_unknown_fields=True,
    )
    return msgspec.json.Decoder(kept)


def _plain(value: object) -> str | int | float:
    """Strings and numbers of a library's own kind as Python's."""
    for kind in (str, int, float):
        if isinstance(value, kind):
            return kind(value)
    raise TypeError(f"a cell holds a {type(value).__name__}")
