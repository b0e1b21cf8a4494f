"""Glyphs of a PDF page put together to segments: runs of words on one line with no wide gap between them.

PDFium gives characters and their boxes; which blanks there are, where a column begins and what is invisible is read
off the geometry.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium_c

from pipeline.ingest.characters import Characters, FontBook
from pipeline.ingest.legacy import convert_line, restore_soft_hyphens
from pipeline.ingest.letters import clean
from pipeline.ingest.rulings import Rulings, Turn, drawn_on

WIDE_GAP = 1.25  # ems: a gap as wide as this parts two columns
WORD_GAP = 0.17  # ems: a gap as wide as this is a blank that the file does not write
_BREAKS = frozenset("\r\n")
_WORDS = re.compile(r"\S+")


@dataclass(slots=True)
class Segment:
    """Words on one line. Coordinates in points from the top left of the page as it is shown."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: list[tuple[int, int]] = field(default_factory=list)
    first_word: float = 0.0  # width of the first word: would it have fitted on the line before?

    @property
    def all_bold(self) -> bool:
        """True if (nearly) all of it is bold."""
        return sum(end - start for start, end in self.bold) >= 0.9 * len(self.text.rstrip(" .:;")) if self.text else False


@dataclass(slots=True)
class Sheet:
    """A page's segments and what else the layout needs."""

    number: int
    width: float
    height: float
    segments: list[Segment]
    characters: int
    images: bool
    rulings: Rulings
    converted: int = 0
    invisible: bool = False  # all its text is invisible: the layer that an OCR program laid under a scan


def read_sheet(page: Any, number: int, fonts: FontBook) -> Sheet:
    """Segments of a page. The page's forms have been flattened before."""
    textpage = page.get_textpage()
    try:
        characters = Characters(textpage)
        turn = Turn(characters.direction(), page.get_cropbox())
        width, height = characters.turn(turn.rotation, turn.box)
        builder = _Segments(textpage, characters, fonts, height)
        builder.read()
        kept = _without_doubles(builder.visible())
        inside = [s for s in kept if s.x1 > -2 and s.y1 > -2 and s.x0 < width + 2 and s.y0 < height + 2]
        written = sum(len(s.text) for s in inside)
        # Asking for every drawn object takes as long as the text: only where there may be a table, or no text.
        images, rulings = drawn_on(page, turn) if written < 200 or _side_by_side(inside) >= 3 else (False, Rulings())
        sheet = Sheet(number, width, height, inside, written, images, rulings, builder.converted)
        sheet.invisible = bool(inside) and builder.all_invisible
        return sheet
    finally:
        textpage.close()


def _without_doubles(segments: list[Segment]) -> list[Segment]:
    """Leaves out what is printed twice on one spot to look bold."""
    seen: dict[str, list[Segment]] = {}
    kept = []
    for segment in segments:
        before = seen.setdefault(segment.text, [])
        if any(abs(other.x0 - segment.x0) < 2 and abs(other.y0 - segment.y0) < 2 for other in before[-8:]):
            continue
        before.append(segment)
        kept.append(segment)
    return kept


def _side_by_side(segments: list[Segment]) -> int:
    """How many segments stand on the line of the one before them."""
    return sum(1 for a, b in itertools.pairwise(segments) if min(a.y1, b.y1) - max(a.y0, b.y0) > 0.5 * (a.y1 - a.y0))


def _is_spaced_out(text: str, gaps: int) -> bool:
    """True for a line of single letters with a gap behind each."""
    words = text.split()
    if gaps > 4 and gaps > 0.6 * (sum(map(len, words)) - len(words)):
        return True
    return len(words) >= 5 and sum(1 for word in words if len(word) == 1 and word.isalpha()) >= 0.8 * len(words)


class _Segments:
    """Collects characters into segments."""

    def __init__(self, textpage: Any, characters: Characters, fonts: FontBook, height: float) -> None:
        self.raw = textpage.raw
        self.characters = characters
        self.fonts = fonts
        self.height = height
        self.converted = 0
        self.all_invisible = False
        self._found: list[tuple[Segment, str]] = []

    def read(self) -> None:
        """Cuts the characters into segments at line ends, at changes of the base line and at wide gaps."""
        seen = self.characters
        lefts, tops, rights, bottoms = seen.lefts, seen.tops, seen.rights, seen.bottoms
        begin = -1
        blank = False
        gaps: list[int] = []  # letters before which a blank is missing
        notes: list[int] = []  # digits that are raised: marks of footnotes
        right = top = bottom = size = 0.0
        for index, letter in enumerate(seen.text):
            if letter in _BREAKS:
                if begin >= 0:
                    self._close(begin, index, gaps, notes)
                    begin, gaps, notes = -1, [], []
                continue
            if letter == " " or letter == "\xa0":
                blank = True
                if begin >= 0 and rights[index] <= lefts[index]:
                    tops[index], bottoms[index] = top, bottom  # a blank that stands for none in the file has no box
                continue
            left, high = lefts[index], tops[index] - bottoms[index]
            if begin >= 0:
                middle = (tops[index] + bottoms[index]) / 2
                gap = left - right
                if gap > WIDE_GAP * size or -gap > 2.5 * size + 2 or middle > top or middle < bottom:
                    self._close(begin, index, gaps, notes)
                    begin, gaps, notes = -1, [], []
                else:
                    if gap > WORD_GAP * size and not blank:
                        gaps.append(index)
                    if high < 0.8 * size and letter.isdigit() and bottoms[index] > bottom + 0.12 * size:
                        notes.append(index)
                    elif high > size:
                        size, top, bottom = high, tops[index], bottoms[index]
            if begin < 0:
                begin, size, top, bottom = index, high, tops[index], bottoms[index]
            right = rights[index]
            blank = False
        if begin >= 0:
            self._close(begin, len(seen.text), gaps, notes)

    def _close(self, begin: int, end: int, gaps: list[int], notes: list[int]) -> None:
        seen = self.characters
        text = seen.text
        while text[end - 1] in " \xa0":
            end -= 1
        raw = text[begin:end]
        if _is_spaced_out(raw, len(gaps)):
            raw = self._drawn_together(begin, end)
        elif gaps or notes:
            raw = self._repaired(begin, end, set(gaps), set(notes))
        if "\ufffe" in raw or "\x02" in raw:
            raw = raw.replace("\ufffe", "-").replace("\x02", "-")
        line, encoding = convert_line(raw)
        if encoding == "tcvn3" and "-" in raw:
            line, _ = convert_line(restore_soft_hyphens(raw))
        self.converted += encoding is not None
        first = pdfium_c.FPDFText_GetTextObject(self.raw, begin)
        if encoding and first and self.fonts.legacy_capitals(first):
            line = line.upper()
        cleaned = clean(line).strip(" ")
        if not cleaned:
            return
        first_end = begin
        while first_end + 1 < end and text[first_end + 1] not in " \xa0":
            first_end += 1
        box = (
            seen.lefts[begin],
            self.height - max(seen.tops[begin:end]),
            seen.rights[end - 1],
            self.height - min(seen.bottoms[begin:end]),
        )
        hidden = self.fonts.hidden(first) if first else ""
        size = max(a - b for a, b in zip(seen.tops[begin:end:4], seen.bottoms[begin:end:4], strict=True))
        segment = Segment(cleaned, *box, size, first_word=seen.rights[first_end] - seen.lefts[begin])
        segment.bold = self._bold(begin, end, first, cleaned)
        self._found.append((segment, hidden))

    def _drawn_together(self, begin: int, end: int) -> str:
        """Text set with spaced letters ("P H Ụ  L Ụ C"): blanks only where the gap is wider than between its letters."""
        seen = self.characters
        inked = [index for index in range(begin, end) if seen.text[index] not in " \xa0"]
        gaps = [seen.lefts[b] - seen.rights[a] for a, b in itertools.pairwise(inked)]
        usual = sorted(gaps)[len(gaps) // 2]
        # The advance of the letters may hold the spacing already: then a blank shows in the file only.
        floor = max(1.7 * usual, usual + WORD_GAP * (seen.tops[begin] - seen.bottoms[begin]))
        pieces = [seen.text[inked[0]]]
        for gap, index in zip(gaps, inked[1:], strict=True):
            pieces.append(" " + seen.text[index] if gap > floor else seen.text[index])
        return "".join(pieces)

    def _repaired(self, begin: int, end: int, gaps: set[int], notes: set[int]) -> str:
        """The text with the blanks that are missing, and with raised digits in brackets ("QĐ-ĐHM[1]")."""
        pieces: list[str] = []
        text = self.characters.text
        inside = False
        for index in range(begin, end):
            if index in notes:
                if not inside:
                    pieces.append("[")
                inside = True
            else:
                if inside:
                    pieces.append("] " if text[index].isalnum() else "]")
                elif index in gaps:
                    pieces.append(" ")
                inside = False
            pieces.append(text[index])
        if inside:
            pieces.append("]")
        return "".join(pieces)

    def _bold(self, begin: int, end: int, first: Any, line: str) -> list[tuple[int, int]]:
        """Bold spans: the first and the last letter are asked, the words between only where these differ."""
        ask = pdfium_c.FPDFText_GetTextObject
        last = ask(self.raw, end - 1)
        ends = (bool(first) and self.fonts.bold(first), bool(last) and self.fonts.bold(last))
        if ends == (True, True):
            return [(0, len(line))]
        text = self.characters.text[begin:end]
        if ends == (False, False) or len(text) != len(line):
            return []
        spans: list[tuple[int, int]] = []
        for match in _WORDS.finditer(text):
            word = ask(self.raw, begin + match.start())
            if word and self.fonts.bold(word):
                if spans and spans[-1][1] + 1 >= match.start():
                    spans[-1] = (spans[-1][0], match.end())
                else:
                    spans.append(match.span())
        return spans

    def visible(self) -> list[Segment]:
        """The segments that a reader sees. Where all text is invisible it is the layer of an OCR program: kept."""
        hidden = [kind for _, kind in self._found]
        shown = [segment for segment, kind in self._found if not kind]
        self.all_invisible = bool(hidden) and all(kind == "invisible" for kind in hidden)
        if self.all_invisible or (
            hidden and hidden.count("invisible") > 0.8 * len(hidden) and not any(hidden.count(k) for k in ("white",))
        ):
            return [segment for segment, _ in self._found]
        if hidden and hidden.count("white") > 0.6 * len(hidden):  # light letters on a dark ground
            return [segment for segment, kind in self._found if kind != "invisible"]
        return shown
