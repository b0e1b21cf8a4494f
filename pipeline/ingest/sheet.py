"""A PDF page read: the segments that a reader sees on it, its ruled grids, and what the layout needs besides."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

from pipeline.ingest.characters import Characters, FontBook
from pipeline.ingest.glyphs import Segment, Segments
from pipeline.ingest.lattice import Grid, grids_between
from pipeline.ingest.rulings import Rulings, Turn, drawn_on


@dataclass(slots=True)
class Sheet:
    """A page's segments and what else the layout needs."""

    number: int
    width: float
    height: float
    segments: list[Segment]
    characters: int
    images: bool
    grids: list[Grid]
    converted: int = 0
    across: list[Segment] = field(default_factory=list)  # a watermark: what is written aslant over the page


def read_sheet(page: Any, number: int, fonts: FontBook) -> Sheet:
    """Segments of a page. The page's forms have been flattened before."""
    textpage = page.get_textpage()
    try:
        characters = Characters(textpage)
        if fonts.hides_some(page):
            characters.ask_for_hidden(fonts)
        turn = Turn(characters.direction(), page.get_cropbox())
        width, height = characters.turn(turn.rotation, turn.box)
        builder = Segments(characters, fonts, height)
        builder.read()

        def shown() -> list[Segment]:
            kept = _without_doubles(builder.visible())
            return [s for s in kept if s.x1 > -2 and s.y1 > -2 and s.x0 < width + 2 and s.y0 < height + 2]

        inside = shown()
        written = sum(len(s.text) for s in inside)
        # Asking for every drawn object takes as long as the text: only where there may be a table, or no text.
        images, rulings = drawn_on(page, turn) if written < 200 or _side_by_side(inside) >= 3 else (False, Rulings())
        grids = grids_between(rulings.upright, rulings.level) if rulings.may_hold_a_table and len(inside) >= 4 else []
        if grids and builder.part_at(grids):
            inside = shown()
        sheet = Sheet(number, width, height, inside, written, images, grids, builder.converted)
        kept = {id(segment) for segment in inside}
        sheet.across = [segment for segment in builder.tilted() if id(segment) not in kept]
        return sheet
    finally:
        textpage.close()


def _without_doubles(segments: list[Segment]) -> list[Segment]:
    """Leaves out what is printed twice on one spot to look bold."""
    seen: dict[str, list[Segment]] = {}
    kept = []
    for segment in segments:
        before = seen.setdefault(segment.text, [])
        if before and any(abs(other.x0 - segment.x0) < 2 and abs(other.y0 - segment.y0) < 2 for other in before[-8:]):
            continue
        before.append(segment)
        kept.append(segment)
    return kept


def _side_by_side(segments: list[Segment]) -> int:
    """How many segments stand on the line of the one before them."""
    return sum(1 for a, b in itertools.pairwise(segments) if min(a.y1, b.y1) - max(a.y0, b.y0) > 0.5 * (a.y1 - a.y0))
