"""What became of a document, as JSON: text, problems and rows (`pipeline.record`), deflated. No code runs when it is read."""

from __future__ import annotations

import zlib

import msgspec

from extractors.facts import Problem
from pipeline.outcome import Outcome
from pipeline.record import Damaged, Record, inflate
from pipeline.record import unpack as rows_of


class _Kept(msgspec.Struct, forbid_unknown_fields=True):
    document_id: str | None
    text: str | None
    problems: list[Problem]
    rows: bytes | None


def pack(outcome: Outcome) -> bytes:
    """An outcome for keeping."""
    kept = _Kept(outcome.document_id, outcome.text, list(outcome.problems), outcome.packed)
    return zlib.compress(msgspec.json.encode(kept), 6)


def unpack(source: str, packed: bytes) -> tuple[Outcome, Record | None]:
    """The outcome that was kept for a source, and its rows where it has some.

    Raises
    ------
    Damaged
        It is not what `pack` made.
    """
    try:
        kept = msgspec.json.decode(inflate(packed), type=_Kept)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Damaged(f"{type(error).__name__}: {error}") from error
    outcome = Outcome(source, kept.document_id, kept.rows, kept.text, tuple(kept.problems))
    return outcome, None if kept.rows is None else rows_of(kept.rows)
