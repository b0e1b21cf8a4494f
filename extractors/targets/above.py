"""What stands over a block and tells what its targets are about: the headings, the line that opens its list."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from extractors.segmented import Block, Layout
from extractors.view import View

_MARK = re.compile(r"^(?:[IVX]+\.|\d+[.)]|[a-zđ]\)|[-+•])\s*")
_KINDS = ("item", "heading", "paragraph")


class Above:
    """What stands over each block of one document; told once for all targets of a block."""

    def __init__(self, seen: View, layout: Layout) -> None:
        self._seen = seen
        self._layout = layout
        self._told: dict[int, str] = {}

    def headings(self, block: Block) -> list[tuple[int, int]]:
        """The headings of the sections that a block stands in, the outermost first."""
        return [s.heading for s in self._layout.sections_over(block.start) if s.heading[1] > s.heading[0]]

    def words(self, block: Block) -> str:
        """The headings over a block, innermost first, then its head line."""
        told = self._told.get(block.start)
        if told is None:
            spans = sorted(self.headings(block), reverse=True)
            words = [self._seen.text[start:end] for start, end in spans if end <= block.start]
            told = self._told[block.start] = " ".join([*words, self.head_words(block) or ""])
        return told

    def head_line(self, block: Block) -> tuple[int, int] | None:
        """The line over a list item: the nearest block before it with a higher list mark, if it opens a list."""
        above = self._openers.get(block.start) if block.level else None
        return (above.start, above.end) if above is not None else None

    def head_words(self, block: Block) -> str | None:
        """Words of the head line, for an item that is a bare number."""
        head = self.head_line(block)
        if head is None:
            return None
        words = " ".join(self._seen.text[head[0] : head[1]].split()).rstrip(":;. ")
        return _MARK.sub("", words) if len(words) < 200 else None

    def introduction(self, heading_end: int, before: int) -> tuple[int, int] | None:
        """The line under a heading that opens its list: "Phấn đấu đến hết năm 2023:"."""
        blocks = self._layout.blocks
        at = bisect_left(blocks, heading_end, key=lambda b: b.start)
        if at == len(blocks):
            return None
        first = blocks[at]
        opens = first.start < before and first.level == 0 and self._seen.low[first.start : first.end].rstrip().endswith(":")
        return (first.start, first.end) if opens else None

    @cached_property
    def _openers(self) -> dict[int, Block]:
        """The nearest block with a higher list mark before each, by where this one starts."""
        found: dict[int, Block] = {}
        open_: list[Block] = []  # each of a deeper level than the one before it
        for block in self._layout.blocks:
            above = next((b for b in reversed(open_) if b.level < block.level), None)
            if above is not None:
                found[block.start] = above
            if block.kind in _KINDS:
                while open_ and open_[-1].level >= block.level:
                    open_.pop()
                open_.append(block)
        return found
