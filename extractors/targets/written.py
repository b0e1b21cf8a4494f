"""Tables that are written as lines of plain text, their cells parted by bars or tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.segmented import Layout, Part

_LINE = re.compile(r"[^\n]+")
_BETWEEN_CELLS = re.compile(r"[|\t]")
_RULE = re.compile(r"[\s|:+=\-]*")  # "|---|:--:|", which parts the header from the rest
_FIGURE = re.compile(r"[≥≤><]?\s*\d[\d.,]*(?:\s*-\s*\d[\d.,]*)?\s*%?")
_FEWEST_CELLS = 2


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table of plain text: its offsets and the cells of its rows, the header first."""

    start: int
    end: int
    grid: list[list[Part]]


def written_tables(text: str, layout: Layout) -> list[WrittenTable]:
    """The tables among the lines of a text: two lines or more of as many cells each, all but the header with a figure.

    ``text`` is the text as kept: in the view of it lines that no full stop ends run together.
    A menu ("Trang chủ | Tin tức") is one line, and a letterhead in two columns has no figures of its own.
    """
    return [
        WrittenTable(lines[0][0].start, lines[-1][-1].end, lines)
        for lines in _runs(text, layout)
        if len(lines) > 1 and _has_figures(text, lines)
    ]


def _runs(text: str, layout: Layout) -> Iterator[list[list[Part]]]:
    """Lines of cells that follow each other and have as many cells each."""
    if "|" not in text and "\t" not in text:
        return
    known = [(part.start, part.end) for part in layout.of_kind("table")]
    run: list[list[Part]] = []
    last = 0
    for line in _LINE.finditer(text):
        start, end = line.span()
        if run and not line[0].strip():
            continue
        told = _BETWEEN_CELLS.search(line[0]) is not None
        if told and _RULE.fullmatch(line[0]):
            continue
        outside = told and not layout.is_furniture(start) and not any(a <= start < b for a, b in known)
        cells = _cells(text, start, end) if outside else []
        if run and (len(cells) != len(run[0]) or text.count("\n", last, start) > 2):
            yield run
            run = []
        if len(cells) >= _FEWEST_CELLS:
            run.append(cells)
            last = end
    if run:
        yield run


def _cells(text: str, start: int, end: int) -> list[Part]:
    line = text[start:end]
    first = start + (len(line) - len(line.lstrip(" |")) if line.lstrip().startswith("|") else 0)
    stop = start + (len(line.rstrip(" |")) if line.rstrip().endswith("|") else len(line))
    bounds = [first, *(first + m.start() for m in _BETWEEN_CELLS.finditer(text[first:stop])), stop]
    cells: list[Part] = []
    for left, right in zip(bounds, bounds[1:], strict=False):
        words = text[left:right]
        inner = words.lstrip(" |\t")
        at = left + len(words) - len(inner)
        cells.append(Part(at, at + len(inner.rstrip()), "cell", number=len(cells)))
    return cells


def _has_figures(text: str, grid: list[list[Part]]) -> bool:
    """Has each row below the header a figure, its running number aside?"""
    return all(any(_FIGURE.fullmatch(text, cell.start, cell.end) for cell in row[1:]) for row in grid[1:])
