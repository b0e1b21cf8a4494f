"""What became of one input, as it travels from a worker process to the run."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from extractors.facts import Problem
from pipeline.record import Record, pack, unpack

if TYPE_CHECKING:
    from pipeline.document import Enclosed
    from pipeline.extract import Extraction


@dataclass(frozen=True, slots=True)
class Outcome:
    """Rows and text of a document, or the error that kept it out; ``trace`` is for the log only.

    The rows stay packed until all documents are joined. ``before`` tells that an earlier run, which was stopped, did the work. ``files``
    came inside it and are documents of their own; where it is not ``done`` and has no error, they take its place.
    """

    source: str
    document_id: str | None
    packed: bytes | None = None
    text: str | None = None
    problems: tuple[Problem, ...] = ()
    trace: str | None = None
    before: bool = False
    files: tuple[Enclosed, ...] = ()

    @property
    def done(self) -> bool:
        """Whether the document is in the tables."""
        return self.packed is not None


def read(source: str, document_id: str, extraction: Extraction | Record, text: str, problems: tuple[Problem, ...] = ()) -> Outcome:
    """A document that is in the tables."""
    return Outcome(source, document_id, pack(extraction), text, problems)


def unpacked(packed: bytes) -> Record:
    """The rows of a document, as extraction made them."""
    return unpack(packed)


def identity(data: bytes) -> str:
    """The document_id of these bytes.

    >>> identity(b"")
    'e3b0c44298fc1c14'
    """
    return sha256(data).hexdigest()[:16]


def failed(source: str, document_id: str | None, stage: str, code: str, message: str, trace: str | None = None) -> Outcome:
    """An input of which nothing is in the tables."""
    problem = Problem(source=source, document_id=document_id, stage=stage, severity="error", code=code, message=message)
    return Outcome(source, document_id, problems=(problem,), trace=trace)


def repeated(source: str, document_id: str, first: str) -> Outcome:
    """An input whose bytes were met before."""
    message = f"The same bytes are in the tables as {first}; nothing to do."
    note = Problem(source=source, document_id=document_id, stage="ingest", severity="note", code="duplicate", message=message)
    return Outcome(source, document_id, problems=(note,))
