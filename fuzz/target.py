"""What must hold of any bytes, for the fuzzer and for the cases that it found (tests/fuzz).

A broken file may be refused; a flaw is whatever thidua itself did wrong over it: an exception of its own code, a row that contradicts the
tables' rules, a text that moves its offsets.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from traceback import extract_tb

from pipeline.document import Document, Unreadable
from pipeline.ingest import IngestLimits, read
from pipeline.process import process
from pipeline.record import unpack

LIMITS = IngestLimits()
NAMES = {"html": "a.html", "pdf": "a.pdf", "docx": "a.docx", "plain": "a.txt", "any": "a"}
_HERE = Path(__file__).parents[1]
_OWN = tuple(str(_HERE / package) for package in ("pipeline", "extractors"))
_MISTAKES = (IndexError, KeyError, AttributeError, TypeError, AssertionError, ZeroDivisionError, UnboundLocalError, UnicodeError)


class Flaw(Exception):
    """Something that must not happen."""


def reads(data: bytes, kind: str) -> Document | None:
    """Read the bytes; None if they are refused.

    Raises
    ------
    Flaw
        Anything but a document or a refusal came of it.
    """
    try:
        document = read(data, NAMES[kind], LIMITS)
    except Unreadable as error:
        cause = error.__cause__
        if isinstance(cause, _MISTAKES) and extract_tb(cause.__traceback__)[-1].filename.startswith(_OWN):
            raise Flaw(f"{type(cause).__name__}: {cause}") from cause
        if "\n" in error.message or not error.message:
            raise Flaw(f"a refusal of several lines: {error.message!r}") from error
        return None
    text = document.text
    if not unicodedata.is_normalized("NFC", text) or "\r" in text or "\0" in text:
        raise Flaw("the text is not as it is kept")
    text.encode()
    for spans in (document.parts, document.anchors):
        if any(not 0 <= span.start <= span.end <= len(text) for span in spans):
            raise Flaw("a part or an anchor lies outside the text")
    return document


def reads_and_extracts(data: bytes, kind: str) -> None:
    """The whole way of one document; raises as ``reads()`` does."""
    if reads(data, kind) is None:
        return
    outcome = process(data, NAMES[kind])
    for problem in outcome.problems:
        if problem.code in ("defect", "too-deep", "unsound-row"):
            raise Flaw(f"{problem.stage}: {problem.message}\n{outcome.trace or ''}")
    if outcome.packed is not None:
        unpack(outcome.packed)
