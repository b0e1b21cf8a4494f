"""A document as spaCy tokens (syllables, as everywhere in thidua) with sentences, and its facts as spans of tokens."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.annotate.offsets import covering
from pipeline.annotate.reading import Annotated, Mark
from pipeline.segment import tokenizer
from pipeline.segment.blocks import blocks
from pipeline.segment.words import sentences


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """A fact as tokens ``start`` to ``end`` (exclusive); ``exact`` tells whether their bounds are those of its words."""

    start: int
    end: int
    mark: Mark
    exact: bool


def tokenized(annotated: Annotated) -> tuple[Doc, list[TokenSpan]]:
    """The tokens of a document, and its facts that stand in the text.

    A fact that begins or ends inside a token is widened to whole tokens. A sentence ends where thidua sees its end, except inside of a
    fact: no fact is cut in two.
    """
    doc = tokenizer()(annotated.text)
    bounds = [(token.idx, token.idx + len(token)) for token in doc]
    spans = []
    for mark in annotated.marks:
        # Blanks at the ends of a fact are no part of it: trainers refuse entities that begin or end with one.
        start = mark.end - len(mark.quote.lstrip())
        end = mark.start + len(mark.quote.rstrip())
        if start < end:
            first, last = covering(bounds, start, end)
            spans.append(TokenSpan(first, last, mark, (bounds[first][0], bounds[last - 1][1]) == (start, end)))
    begins = [begin for begin, _ in bounds]
    starts = {bisect_left(begins, at) for at in _sentence_starts(annotated.text)}
    inside = {i for span in spans for i in range(span.start + 1, span.end)}
    for token in doc:
        token.is_sent_start = token.i == 0 or (token.i in starts and token.i not in inside)
    return doc, spans


def _sentence_starts(text: str) -> list[int]:
    found: list[int] = []
    for block in blocks(text, ()):
        found.append(block.start)
        if block.kind != "heading":
            found.extend(start for start, _ in sentences(text, block.start, block.end))
    return found
