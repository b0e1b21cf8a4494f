"""Documents made in a test: from a text as it is, or through the whole way up to the facts."""

from __future__ import annotations

import unicodedata
from datetime import date

from spacy.tokens import Doc

from extractors.segmented import Metadata, Part
from pipeline.document import Document
from pipeline.extract import Extraction, extract, settle
from pipeline.segment import segment


def document(
    text: str, *, parts: tuple[Part, ...] = (), published: date | None = None, source: str = "test.txt", **metadata: object
) -> Document:
    """A document whose text is ``text`` (NFC)."""
    text = unicodedata.normalize("NFC", text)
    return Document("0123456789abcdef", source, "text/plain", text, parts, Metadata(published_at=published, **metadata))  # type: ignore[arg-type]


def settled(text: str, **named: object) -> Doc:
    """The segmented text with what is settled of it (``doc._.about``)."""
    made = document(text, **named)  # type: ignore[arg-type]
    doc = segment(made)
    settle(made, doc)
    return doc


def facts(text: str, **named: object) -> Extraction:
    """Everything that the text gives."""
    made = document(text, **named)  # type: ignore[arg-type]
    return extract(made, segment(made))
