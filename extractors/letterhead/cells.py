"""Heads that a law site's text keeps cell by cell: a line "|" between the cells, and line ends wherever the source had them."""

from __future__ import annotations

from dataclasses import replace

from extractors.segmented import Block
from extractors.view import View

_MOST = 25  # blocks from the top


def cells(top: list[Block], seen: View) -> list[Block]:
    """The blocks of the top, those of one cell as one block; what stands behind the last "|" stays as it is.

    "Số:⏎33/KH-UBND⏎|⏎Mỹ⏎Tho, ngày 24 tháng 12 năm 2009⏎|" is a number line and a place line.
    """
    if seen.text.find("|", top[0].start, top[-1].end) < 0:
        return top
    bars = [n for n, block in enumerate(top[:_MOST]) if seen.text[block.start : block.end].strip() == "|"]
    merged, first = [], 0
    for bar in bars:
        if bar > first:
            merged.append(replace(top[first], end=top[bar - 1].end))
        first = bar + 1
    return merged + top[first:]
