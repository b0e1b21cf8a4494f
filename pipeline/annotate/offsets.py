"""Places in a text as the tools count them, and spans that do not overlap.

thidua counts Unicode code points. JavaScript counts UTF-16 code units, in which a character beyond U+FFFF is two.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

# Where `str.splitlines` ends a line, and the tab: what a line of a brat file cannot hold.
_BREAK = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


class Spanning(Protocol):
    """Anything with a start and an end."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Spanning)


class CodeUnits:
    """Offsets in UTF-16 code units turned to code points, and back.

    >>> units = CodeUnits("a💩b")
    >>> units.point(3), units.unit(2), units.point(2)
    (2, 3, None)
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._astral = [i for i, character in enumerate(text) if ord(character) > 0xFFFF]
        # Where each of them begins, in code units.
        self._begins = [at + before for before, at in enumerate(self._astral)]

    def unit(self, point: int) -> int:
        """The code unit at which a code point begins."""
        return point + bisect_left(self._astral, point)

    def point(self, unit: int) -> int | None:
        """The code point that begins at a code unit; None inside of one, and beyond the text."""
        before = bisect_left(self._begins, unit)
        if before and self._begins[before - 1] == unit - 1:
            return None
        point = unit - before
        return point if 0 <= point <= self._length else None


def fragments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of a span that lie within lines, without blanks at their ends.

    >>> fragments("Bằng khen \\n của Chủ tịch", 0, 24)
    [(0, 9), (12, 24)]
    """
    pieces: list[tuple[int, int]] = []
    at = start
    for gap in [*((m.start(), m.end()) for m in _BREAK.finditer(text, start, end)), (end, end)]:
        piece = text[at : gap[0]]
        left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if right > left:
            pieces.append((at + left, at + right))
        at = gap[1]
    return pieces


def apart(spans: Iterable[S]) -> list[S]:
    """A part of the spans in which none overlaps another, in text order: the longest first, of equally long ones the first.

    >>> from types import SimpleNamespace as N
    >>> [(s.start, s.end) for s in apart([N(start=0, end=4), N(start=2, end=9), N(start=9, end=12)])]
    [(2, 9), (9, 12)]
    """
    kept: list[S] = []
    starts: list[int] = []
    for span in sorted(spans, key=lambda s: (s.start - s.end, s.start)):
        place = bisect_left(starts, span.start)
        clear_before = place == 0 or kept[place - 1].end <= span.start
        clear_after = place == len(kept) or span.end <= kept[place].start
        if clear_before and clear_after and span.end > span.start:
            kept.insert(place, span)
            starts.insert(place, span.start)
    return kept


def covering(bounds: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """First and last-but-one index of the tokens that a span touches.

    Parameters
    ----------
    bounds
        Start and end of every token, in text order.

    >>> covering([(0, 4), (5, 9), (10, 12)], 6, 11)
    (1, 3)
    """
    first = bisect_left(bounds, start + 1, key=lambda bound: bound[1])
    last = bisect_left(bounds, end, key=lambda bound: bound[0])
    return first, max(first, last)
