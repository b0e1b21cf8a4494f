"""Logical paragraphs and list items: lines that the margin, a page or a column broke are one block again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.segmented import Block, Part

# List marks of official documents (decree 30/2020/NĐ-CP, annex I): Phần, Chương, Mục, Điều, I., 1., 1.1., a), -, +.
MARKER = re.compile(
    r"""[ \t*_]*                                    # blanks, and the stars of marked-up text
    (?:[-–•]\s+(?=[a-zđ]\)|\d{1,2}[.)]))?          # "- a) …": the dash is the converter's
    (?:
      (?P<part>(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(?:thứ\s+\w+|[IVXLC]+|\d+)\b[.:]?)
    | (?P<article>(?:Điều|ĐIỀU)\s+\d+\s*[.:])
    | (?P<roman>(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})\s*[.)/](?=[\s*]|[A-ZĐÀ-Ỹ])|(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})\s*[-–]\s)
    | (?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=[\s*])(?!\s*(?:%|triệu|tỷ|nghìn|đồng|ha\b|km\b)))
    | (?P<number>\(?\d{1,2}(?:\.|\)|/|\s?-)(?=[\s*])|\d{1,2}\.(?=[A-ZĐÀ-Ỹ]))
    | (?P<letter>[a-zđA-ZĐ]\)|[a-zđ][/.](?=\s))
    | (?P<dash>[-–—•*●▪◦·](?=\s|[^\W\d_]))
    | (?P<plus>\+)
    )[ \t*_]*""",
    re.VERBOSE,
)
LEVELS = {"part": 1, "article": 1, "roman": 1, "number": 2, "dotted": 3, "letter": 4, "dash": 5, "plus": 6}
_ENDS = (".", ";", ":", "!", "?", "…", "./.", "/.", ".”", '."', ":”")
_EDGE = " \t*_"


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    kind: str
    marker: str
    level: int


def marker_of(text: str, start: int, end: int) -> tuple[str, int, int]:
    """List mark at the start of a line: the mark, its level (0: none) and the offset after it.

    >>> marker_of("a) Tập thể", 0, 10)
    ('a)', 4, 3)
    """
    match = MARKER.match(text, start, end)
    if match is None or match.end() >= end:
        return "", 0, start
    kind = match.lastgroup or "dash"
    if kind == "dash" and match.group().lstrip().startswith("**"):
        return "", 0, start  # the bold of marked-up text, no list mark
    return match.group(kind).strip(), LEVELS[kind], match.end()


def _kinds(parts: Iterable[Part], wanted: tuple[str, ...]) -> list[Part]:
    return [part for part in parts if part.kind in wanted and part.end > part.start]


def _lines(text: str, parts: tuple[Part, ...]) -> list[_Line]:
    special = sorted(_kinds(parts, ("furniture", "head", "foot", "row", "heading", "title", "footnote")))
    found: list[_Line] = []
    cursor = first = 0
    while cursor < len(text):
        stop = text.find("\n", cursor)
        stop = len(text) if stop < 0 else stop
        start, end = cursor, stop
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        cursor = stop + 1
        if start == end:
            continue
        while first < len(special) and special[first].end <= start:
            first += 1
        kind = "paragraph"
        for part in itertools.islice(special, first, None):
            if part.start >= end:
                break
            if part.start <= start < part.end:
                kind = part.kind
                if kind == "furniture" and part.end < end:
                    end, cursor = part.end, part.end  # a date line that lost its line end: the rest is a line of its own
                if kind in ("furniture", "head", "foot"):
                    break
        marker, level, _ = marker_of(text, start, end) if kind in ("paragraph", "heading") else ("", 0, 0)
        if kind == "paragraph" and marker:
            kind = "item"
        found.append(_Line(start, end, kind, marker, level))
    return found


def _is_wrapped(text: str, lines: list[_Line]) -> bool:
    """Was the text broken at a margin? Then many lines are nearly of one length and end without a stop."""
    own = [line for line in lines if line.kind in ("paragraph", "item")]
    lengths = sorted(line.end - line.start for line in own)
    if len(lengths) < 8 or lengths[-1] > 140:
        return False
    widest = lengths[int(len(lengths) * 0.9)]
    open_ended = sum(1 for line in own if line.end - line.start > 0.8 * widest and text[line.end - 1] not in ".;:!?")
    return widest > 50 and open_ended > 0.25 * len(own)


def _continues(text: str, above: _Line, below: _Line, wrapped: bool) -> bool:
    """Is ``below`` the rest of the block that ends with ``above``?"""
    if below.marker or above.kind not in ("paragraph", "item") or below.kind != "paragraph":
        return False
    tail = text[above.start : above.end].rstrip(_EDGE)
    head = text[below.start : below.end].lstrip(_EDGE + "\"“'‘(")
    if not tail or not head or tail.endswith(_ENDS):
        return False
    blank_between = text.count("\n", above.end, below.start) > 1
    opens_low = head[0].islower() or head[0].isdigit()
    if blank_between:
        # A page break inside a sentence: the line was full, and the next one goes on in lower case.
        return head[0].islower() and above.end - above.start > 30 and not tail.isupper()
    starred = text[above.start : above.end].lstrip().startswith("**") and not text[above.start : above.end].rstrip().endswith("**")
    if starred or (opens_low and not tail.isupper()):
        return True
    return wrapped and above.end - above.start > 45 and tail.isupper() == head.isupper()


def blocks(text: str, parts: tuple[Part, ...]) -> list[Block]:
    """The blocks of a text in order; together they hold every character that is no blank."""
    lines = _lines(text, parts)
    wrapped = _is_wrapped(text, lines)
    merged: list[_Line] = []
    for line in lines:
        if merged and _continues(text, last := merged[-1], line, wrapped):
            merged[-1] = _Line(last.start, line.end, last.kind, last.marker, last.level)
        else:
            merged.append(line)
    return [Block(line.start, line.end, line.marker, line.level, line.kind) for line in merged]
