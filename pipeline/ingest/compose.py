"""Puts a document together: blocks of clean text go in, the text with its parts and anchors comes out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from extractors.segmented import Part
from pipeline.document import Anchor


@dataclass(slots=True)
class Block:
    """One paragraph, heading or table row on its way into the text.

    ``text`` is clean and holds no line end. ``marks`` are (kind, start, end, level, number) within it, ``anchors``
    (start, end, locator) within it; where ``anchors`` is empty the whole block comes from ``locator``.
    """

    text: str
    kind: str = "paragraph"
    locator: str = ""
    level: int = 0
    marks: list[tuple[str, int, int, int, int]] = field(default_factory=list)
    anchors: list[tuple[int, int, str]] = field(default_factory=list)

    def mark(self, kind: str, level: int = 0, number: int = 0) -> None:
        """Marks the whole block."""
        self.marks.append((kind, 0, len(self.text), level, number))


def join_runs(runs: Iterable[tuple[str, bool]]) -> tuple[str, list[tuple[int, int]]]:
    """Text of styled runs, blanks at its ends gone and doubled ones single, with the spans that were bold.

    >>> join_runs([("Đối tượng ", True), (" : toàn dân ", False)])
    ('Đối tượng : toàn dân', [(0, 9)])
    """
    spans: list[tuple[int, int]] = []
    pieces: list[str] = []
    length = 0
    inked = 0  # end of the last letters that were not bold
    last = " "
    for piece, bold in runs:
        if last == " ":
            piece = piece.lstrip(" ")
        if not piece:
            continue
        start = length
        if pieces and unicodedata.combining(piece[0]):  # the mark belongs to the letter before it
            length -= len(pieces[-1])
            piece = unicodedata.normalize("NFC", pieces.pop() + piece)
        pieces.append(piece)
        length += len(piece)
        last = piece[-1]
        if bold:
            if spans and inked <= spans[-1][1]:
                spans[-1] = (spans[-1][0], length)
            else:
                spans.append((min(start, length), length))
        elif not piece.isspace():
            inked = length
    text = "".join(pieces).rstrip(" ")
    trimmed = []
    for start, end in spans:
        end = min(end, len(text))
        while end > start and text[end - 1] == " ":
            end -= 1
        if end > start:
            trimmed.append((start, end))
    return text, trimmed


class Composer:
    """Collects blocks in reading order. Parts that stretch over blocks are opened and closed with :meth:`within`."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._parts: set[tuple[int, int, str, int, int]] = set()
        self._anchors: list[tuple[int, int, str]] = []

    @property
    def length(self) -> int:
        """How long the text is so far: the offset of the next block."""
        return self._length

    def add(self, block: Block) -> tuple[int, int]:
        """Appends a block and its line end; gives its span without the line end."""
        start = self._length
        text = block.text
        self._pieces.append(text)
        self._pieces.append("\n")
        self._length += len(text) + 1
        end = start + len(text)
        for kind, first, last, level, number in block.marks:
            if last > first:
                self._parts.add((start + first, start + last, kind, level, number))
        if block.anchors:
            for first, last, locator in block.anchors:
                if last > first:
                    self._anchors.append((start + first, start + last, locator))
        elif block.locator and text:
            self._anchors.append((start, end, block.locator))
        return start, end

    def part(self, kind: str, start: int, end: int, level: int = 0, number: int = 0) -> None:
        """Adds a part by its span in the text so far; an empty one is left out. The last line end is not part of it."""
        end = min(end, self._length)
        if end > start:
            self._parts.add((start, end, kind, level, number))

    @contextmanager
    def within(self, kind: str, level: int = 0, number: int = 0) -> Iterator[None]:
        """Everything added inside the ``with`` belongs to a part of this kind."""
        start = self._length
        yield
        self.part(kind, start, self._length - 1, level, number)

    def finish(self) -> tuple[str, tuple[Part, ...], tuple[Anchor, ...]]:
        """Text, parts sorted by start (the outer before the inner), anchors sorted and without overlap."""
        parts = sorted(self._parts, key=lambda part: (part[0], -part[1], *part[2:]))
        anchors: list[Anchor] = []
        reached = 0
        for start, end, locator in sorted(self._anchors):
            if end > reached or start >= reached:
                anchors.append(Anchor(max(start, reached), end, locator))
                reached = end
        return "".join(self._pieces), tuple(Part(*part) for part in parts), tuple(anchors)
