"""Running heads, page numbers and footnotes: lines that stand at the edge of a page and not in its text."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.ingest.layerquality import is_stamp
from pipeline.ingest.layout import Line
from pipeline.ingest.letterhead import is_head_line, is_motto

_NUMBER = re.compile(r"^\W{0,3}(?:trang|page)?\s*\d{1,4}\s*(?:(?:/|of|trên)\s*\d{1,4})?\W{0,3}$", re.I)
_DIGITS = re.compile(r"\d+")
_NOTE = re.compile(r"^(?:\[(?P<n>\d{1,2})\]|(?P<m>\d{1,2})(?=\s|[^\W\d_])|\*{1,3}\s)")
_EDGE = 0.12  # of the page's height
_SAME_HEIGHT = 8.0  # points


def split_running(pages: list[list[Line]], heights: dict[int, float]) -> tuple[list[list[Line]], list[Line], dict[int, list[list[Line]]]]:
    """The pages' own lines, the running ones in page order, and the footnotes of each page (each a list of lines)."""
    repeated = _repeated(pages, heights)
    body: list[list[Line]] = []
    running: list[Line] = []
    notes: dict[int, list[list[Line]]] = {}
    usual = _usual_size(pages)
    for lines in pages:
        kept: list[Line] = []
        headed = any(is_motto(line.text) for line in lines[:14])  # a document begins: its head stands on each one bound into the file
        for line in lines:
            height = heights[line.page]
            edge = line.y1 < _EDGE * height or line.y0 > (1 - _EDGE) * height
            again = repeated.get(_key(line)) if edge and not (headed and _of_head(line)) else None
            if is_stamp(line.text) or (edge and _NUMBER.match(line.text)) or (again is not None and abs(again - line.y0) < _SAME_HEIGHT):
                running.append(line)
            else:
                kept.append(line)
        if kept:
            kept, own = _footnotes(kept, heights[kept[0].page], usual)
            if own:
                notes[own[0][0].page] = own
        body.append(kept)
    return body, running, notes


def _of_head(line: Line) -> bool:
    """True for what can only be of a document's head: a gazette's own head may stand above it."""
    return line.own or is_motto(line.text) or is_head_line(line.text)


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.lower()).strip(" #-–|.")


def _repeated(pages: list[list[Line]], heights: dict[int, float]) -> dict[str, float]:
    """What stands, but for its numbers, at the edge of most pages at the same height; with that height."""
    places: dict[str, dict[int, float]] = {}
    for lines in pages:
        for line in lines:
            height = heights[line.page]
            if (line.y1 < _EDGE * height or line.y0 > (1 - _EDGE) * height) and len(line.text) < 200:
                key = _key(line)
                if len(key) >= 4:
                    places.setdefault(key, {})[line.page] = line.y0
    least = max(2, 0.4 * len(pages)) if len(pages) < 6 else max(2, 0.3 * len(pages))
    found = {}
    for key, seen in places.items():
        usual = sorted(seen.values())[len(seen) // 2]
        if sum(1 for y in seen.values() if abs(y - usual) < _SAME_HEIGHT) >= least:
            found[key] = usual
    return found


def _usual_size(pages: list[list[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def _footnotes(lines: list[Line], height: float, usual: float) -> tuple[list[Line], list[list[Line]]]:
    """Small lines at the bottom that begin with a mark, and those that go on from them."""
    first = len(lines)
    while first > 0:
        line = lines[first - 1]
        if line.own or line.size > 0.9 * usual or line.y0 < 0.45 * height:
            break
        first -= 1
    while first < len(lines) and not _NOTE.match(lines[first].text):
        first += 1
    notes: list[list[Line]] = []
    for line in lines[first:]:
        if notes and not _NOTE.match(line.text):
            notes[-1].append(line)
        else:
            notes.append([line])
    return lines[:first], notes
