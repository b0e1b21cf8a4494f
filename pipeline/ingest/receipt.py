"""The registry's receipt stamp ("ĐẾN", with a number and a day of its own): it is no part of the head under which it is put."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from pipeline.ingest.letters import fold

_TOP = 0.5  # of the page's height: it is put under the head
_REACH = 95.0  # points below its first line
_SLACK = 3.0  # points by which lines on one height may differ
_OPENS = re.compile(r"^\W*(?:cong van |van ban )?den\W*(?:(?:so|s6)\b[\W\d]{0,12})?$")
_OPENING = ("den", "cong", "van")  # as does any of these
_FIRST_WORD = re.compile(r"\w+")
_GOES_ON = re.compile(r"^\W*(?:so|s6|ngay|chuyen|gio|luu h\S*|kinh chuyen)\b.{0,40}$")


class Printed(Protocol):
    """A line with its edges and its base line, in points from the top left of the page."""

    @property
    def text(self) -> str: ...
    @property
    def x0(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def base(self) -> float: ...
    @property
    def size(self) -> float: ...


AnyLine = TypeVar("AnyLine", bound=Printed)


def _opens(text: str) -> bool:
    """True for the first line of a stamp. Hardly any line begins with such a word: the others need not be folded whole."""
    word = _FIRST_WORD.search(text)
    return word is not None and fold(word[0]).startswith(_OPENING) and _OPENS.match(fold(text)) is not None


def receipt_in(lines: Sequence[AnyLine], height: float) -> list[AnyLine]:
    """The lines of a receipt stamp on a page of this height; empty where there is none.

    The name of the office that received it stands above, in letters as small.
    """
    down = sorted(lines, key=lambda line: line.base)
    for first in down:
        if first.base > _TOP * height or not _opens(first.text):
            continue
        stamp = [first]
        for line in down:
            below = -_SLACK < line.base - first.base < _REACH and line is not first
            beside = line.x0 < first.x1 + 60 and line.x1 > first.x0 - 60 and line.x1 - line.x0 < 160
            if below and beside and _GOES_ON.match(fold(line.text)) and "/" not in line.text.partition(" ")[0]:
                if re.search(r"/\s*[A-ZĐ]", line.text):
                    continue  # the document's own number line
                stamp.append(line)
        if len(stamp) > 1:
            usual = sorted(line.size for line in lines)[len(lines) // 2]
            small = first.size < 0.85 * usual
            office = [
                line for line in down
                if small and 0 < first.base - line.base < 2.2 * first.size and abs(line.size - first.size) < 0.25 * first.size
                and line.x0 < first.x1 + 60 and line.x1 > first.x0 - 60 and line.text.isupper()
            ]  # fmt: skip
            return [*office, *stamp]
    return []
