"""Segmentation: a `Document` becomes a spaCy ``Doc`` of syllables with words, sentences, sections and their roles."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from spacy.language import BaseDefaults
from spacy.tokens import Doc, Span
from spacy.vocab import create_vocab

from extractors.segmented import Layout, keep_text, look_at
from extractors.view import view
from pipeline.document import Document
from pipeline.segment.accents import mended
from pipeline.segment.blocks import blocks
from pipeline.segment.guess import open_sentences, stretches_asked, told_by_headings, with_guesses
from pipeline.segment.sections import sections
from pipeline.segment.tokens import SyllableTokenizer
from pipeline.segment.words import sentences, words

_WITHOUT_WORDS = ("furniture",)


@cache
def tokenizer() -> SyllableTokenizer:
    """The tokenizer and vocabulary of every ``Doc`` (one per process): no pipeline round it, which would take longer to make."""
    return SyllableTokenizer(create_vocab("vi", BaseDefaults))


def segment(document: Document, *, learned: bool = True, tokens: bool = True) -> Doc:
    """Tokens, words, sentences, blocks and sections of a document.

    ``learned=False`` leaves the classifier of sentences out: rules alone, as training measures them. ``tokens=False`` gives a
    ``Doc`` without tokens and spans, at which no extractor looks (its text is `text_of`), and cuts into words only what the classifier
    has to see.

    ``doc.text`` is ``document.text``. ``doc.spans`` holds ``words``, ``sentences`` and ``sections`` (labelled with their roles);
    ``doc._.layout`` holds the same sections with their headings and levels, the blocks, parts and metadata.
    """
    text = document.text
    doc = tokenizer()(text) if tokens else Doc(tokenizer().vocab)
    keep_text(doc, text)
    seen = mended(view(text))
    found_blocks = blocks(text, document.parts)
    found_sentences = [s for block in found_blocks for s in _sentences_of(text, block)]
    readable = [(b.start, b.end) for b in found_blocks if b.kind not in _WITHOUT_WORDS]
    found_sections = sections(seen, found_blocks, found_sentences, document.parts)
    found_words = words(text, readable) if tokens else []
    if learned and not told_by_headings(found_sections, readable):
        inside = [s for s in found_sentences if _inside(s, readable)]
        asked = open_sentences(found_sections, inside)
        needed = found_words if tokens else words(text, stretches_asked(asked, inside, readable))
        found_sections = with_guesses(text, found_sections, inside, needed, asked)
    doc._.layout = Layout(document.metadata, document.parts, found_sections, tuple(found_blocks), tuple(found_sentences))
    look_at(doc, seen)
    if tokens:
        token_at = _token_index(doc)
        doc.spans["words"] = _spans(doc, token_at, found_words)
        doc.spans["sentences"] = _spans(doc, token_at, found_sentences)
        doc.spans["sections"] = [
            span for s in found_sections for span in _spans(doc, token_at, [(s.start, s.end)], label=s.role)
        ]  # fmt: skip
    return doc


def _sentences_of(text: str, block: object) -> list[tuple[int, int]]:
    kind, start, end = block.kind, block.start, block.end  # type: ignore[attr-defined]
    return [(start, end)] if kind in ("row", "heading", "title") else sentences(text, start, end)


def _inside(sentence: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (sentence[0], len(spans) and spans[-1][1])) - 1
    return at >= 0 and sentence[1] <= spans[at][1]


def _token_index(doc: Doc) -> list[int]:
    """Token index of every character (spaCy's own look-up walks the document each time)."""
    index: list[int] = []
    for token in doc:
        index.extend([token.i] * (len(token.text) + len(token.whitespace_)))
    return index


def _spans(doc: Doc, token_at: list[int], offsets: list[tuple[int, int]], label: str = "") -> list[Span]:
    return [Span(doc, token_at[a], token_at[b - 1] + 1, label=label) for a, b in offsets if b > a]
