"""Checks that hold for every document, whatever it was made from."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from pipeline.document import Document, Unreadable
from pipeline.ingest import read


def check(document: Document) -> Document:
    """Text is NFC, parts lie in the text and are sorted, anchors are sorted and do not overlap."""
    assert unicodedata.is_normalized("NFC", document.text)
    assert [part.start for part in document.parts] == sorted(part.start for part in document.parts)
    assert all(0 <= part.start < part.end <= len(document.text) for part in document.parts)
    reached = 0
    for anchor in document.anchors:
        assert reached <= anchor.start < anchor.end <= len(document.text)
        reached = anchor.end
    span = document.metadata.published_span
    assert span is None or document.text[slice(*span)].strip()
    return document


@pytest.fixture
def reading() -> Callable[..., Document]:
    """Reads bytes and checks what comes out."""

    def run(data: bytes, source: str = "file") -> Document:
        return check(read(data, source))

    return run


@pytest.fixture
def refusal() -> Callable[..., str]:
    """The code with which bytes are refused; its message is one line."""

    def run(data: bytes, source: str = "file", **limits: object) -> str:
        with pytest.raises(Unreadable) as caught:
            read(data, source, **limits)  # type: ignore[arg-type]
        assert caught.value.message
        assert "\n" not in caught.value.message
        assert "Traceback" not in caught.value.message
        return caught.value.code

    return run
