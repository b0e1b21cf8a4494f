"""Glyphs of a PDF page put together to segments: runs of words on one line with no wide gap between them.

PDFium gives characters and their boxes; which blanks there are, where a column begins and what is invisible is read
off the geometry.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from operator import sub

import numpy as np

from pipeline.ingest.characters import ALIKE, Characters, FontBook
from pipeline.ingest.lattice import Box, Grid
from pipeline.ingest.legacy import convert_line, restore_soft_hyphens
from pipeline.ingest.letters import clean

WIDE_GAP = 1.25  # ems: a gap as wide as this parts two columns
WORD_GAP = 0.17  # ems: a gap as wide as this is a blank that the file does not write
_TINY, _TINY_SHARE = 1.5, 500  # points, and parts of a page's height: no reader sees letters as small
_RAISED = {"2": "²", "3": "³"}  # behind a measure: m², km³
_MEASURE = re.compile(r"(?:^|[\d\s.,(/])[kcdmh]?m$")
_BACK = 2.5  # times its height: a letter that stands as far back begins something new
_BLANKS = " \xa0\r\n"
_FIRST_WORD = re.compile(r"[^ \xa0]+")
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
    def base(self) -> float:
        """Where the line stands: its lower edge."""
        return self.y1

    @property
    def all_bold(self) -> bool:
        """True if (nearly) all of it is bold."""
        return is_all_bold(self.text, self.bold)


def is_all_bold(text: str, bold: list[tuple[int, int]]) -> bool:
    """True if spans of a text are (nearly) all of it, but for the dots at its end."""
    if not text:
        return False
    written = len(text.rstrip(" .:;"))
    return sum(end - start for start, end in bold) >= 0.9 * written if bold else not written


def _sides(cell: Box) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """The left and the right edge of a cell: x, top, bottom."""
    x0, top, x1, bottom = cell
    return (x0, top, bottom), (x1, top, bottom)


def _is_spaced_out(text: str, gaps: int) -> bool:
    """True for a line of single letters with a gap behind each."""
    words = text.split()
    if gaps > 4 and gaps > 0.6 * (sum(map(len, words)) - len(words)):
        return True
    single = 0.8 * len(words)
    if len(words) < 5 or list(map(len, words)).count(1) < single:
        return False
    return sum(1 for word in words if len(word) == 1 and word.isalpha()) >= single


@dataclass(slots=True)
class _Run:
    """A segment with the characters it was made of."""

    segment: Segment
    hidden: str
    converted: bool
    begin: int
    end: int
    gaps: list[int]
    notes: list[int]


class Segments:
    """Collects characters into segments."""

    def __init__(self, characters: Characters, fonts: FontBook, height: float) -> None:
        self.characters = characters
        self.fonts = fonts
        self.height = height
        self._found: list[_Run] = []

    @property
    def converted(self) -> int:
        """How many segments were in TCVN3 or VNI."""
        return sum(run.converted for run in self._found)

    def read(self) -> None:
        """Cuts the characters into segments at line ends, at changes of the base line and at wide gaps."""
        seen = self.characters
        text = seen.text
        found, follows = seen.in_step(WORD_GAP, WIDE_GAP, _BACK)
        self.tops, self.bottoms = seen.tops.tolist(), seen.bottoms.tolist()
        self.lefts, self.rights = memoryview(seen.lefts), memoryview(seen.rights)  # few of these are looked at
        lefts, tops, rights, bottoms = self.lefts, self.tops, self.rights, self.bottoms
        places: list[int] = found.tolist()
        stops: list[int] = [*np.flatnonzero(~follows).tolist(), len(places)]  # all but the first of these may end a segment
        gaps: list[int] = []  # letters before which a blank is missing
        notes: list[int] = []  # digits that are raised: marks of footnotes
        begin = -1
        top = bottom = size = 0.0
        number = stop = 0
        while number < len(places):
            index = places[number]
            high = tops[index] - bottoms[index]
            if begin >= 0:
                before = places[number - 1]
                middle = (tops[index] + bottoms[index]) / 2
                gap = lefts[index] - rights[before]
                between = text[before + 1 : index]
                if (
                    gap > WIDE_GAP * size
                    or -gap > _BACK * size
                    or middle > top
                    or middle < bottom
                    # Behind a raised digit the line goes on where it stood, which is no new line.
                    or (("\n" in between or "\r" in between) and not (before in notes and 0 <= gap < size))
                ):
                    self._close(begin, index, gaps, notes)
                    begin, gaps, notes = -1, [], []
                else:
                    if gap > WORD_GAP * size and not between:
                        gaps.append(index)
                    if high < 0.8 * size and text[index].isdigit() and bottoms[index] > bottom + 0.12 * size:
                        notes.append(index)
                    elif high > size:
                        size, top, bottom = high, tops[index], bottoms[index]
            if begin < 0:
                begin, size, top, bottom = index, high, tops[index], bottoms[index]
            number += 1
            if abs(top - tops[index]) < ALIKE * size and abs(bottom - bottoms[index]) < ALIKE * size:
                # What simply follows such a character is like it: on to the next that is not.
                while stops[stop] < number:
                    stop += 1
                number = stops[stop]
        if begin >= 0:
            self._close(begin, len(text), gaps, notes)

    def _close(self, begin: int, end: int, gaps: list[int], notes: list[int]) -> None:
        seen = self.characters
        seen.blank_out_hidden(begin, end)
        text = seen.text
        while text[end - 1] in _BLANKS:
            end -= 1
        while text[begin] in _BLANKS:
            begin += 1
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
        first = seen.object_at(begin)
        if encoding and first and self.fonts.legacy_capitals(first):
            line = line.upper()
        cleaned = clean(line).strip(" ")
        if not cleaned:
            return
        word = _FIRST_WORD.match(text, begin, end)
        first_end = word.end() - 1 if word else begin
        tops, bottoms = self.tops[begin:end], self.bottoms[begin:end]
        box = (self.lefts[begin], self.height - max(tops), self.rights[end - 1], self.height - min(bottoms))
        hidden = "tilted" if seen.is_tilted(begin) else self.fonts.hidden(first) if first else ""
        size = max(map(sub, tops[::4], bottoms[::4]))
        if size < min(_TINY, self.height / _TINY_SHARE):
            hidden = hidden or "tiny"
        segment = Segment(cleaned, *box, size, first_word=self.rights[first_end] - self.lefts[begin])
        segment.bold = self._bold(begin, end, first, cleaned)
        self._found.append(_Run(segment, hidden, encoding is not None, begin, end, gaps, notes))

    def part_at(self, grids: list[Grid]) -> bool:
        """Cut segments where the edge of a cell stands between two words: they are of two cells, however near. True if there were any."""
        walls = sorted({(x, top, bottom) for grid in grids for row in grid for cell in row if cell for x, top, bottom in _sides(cell)})
        found, self._found = self._found, []
        for run in found:
            cuts = self._cuts(run, walls)
            if not cuts:
                self._found.append(run)
            for begin, end in itertools.pairwise([run.begin, *cuts, run.end]) if cuts else ():
                self._close(begin, end, [g for g in run.gaps if begin < g < end], [n for n in run.notes if begin <= n < end])
        return len(self._found) != len(found)

    def _cuts(self, run: _Run, walls: list[tuple[float, float, float]]) -> list[int]:
        segment, cuts = run.segment, []
        middle = (segment.y0 + segment.y1) / 2
        for x, top, bottom in walls[bisect_left(walls, (segment.x0 + 1,)) : bisect_left(walls, (segment.x1 - 1,))]:
            if top <= middle <= bottom:
                inked = [index for index in range(run.begin, run.end) if self.characters.text[index] not in _BLANKS]
                after = next((n for n, index in enumerate(inked) if self.lefts[index] + self.rights[index] > 2 * x), 0)
                # A letter that the line goes through, or a word, does not end at it.
                if after and self.rights[inked[after - 1]] <= x + 1 and self.lefts[inked[after]] >= x - 1 and inked[after] not in cuts:
                    cuts.append(inked[after])
        return sorted(cuts)

    def tilted(self) -> list[Segment]:
        """What is written across the page, in the order in which it was written."""
        return [run.segment for run in self._found if run.hidden == "tilted"]

    def _drawn_together(self, begin: int, end: int) -> str:
        """Text set with spaced letters ("P H Ụ  L Ụ C"): blanks only where the gap is wider than between its letters."""
        text = self.characters.text
        inked = [index for index in range(begin, end) if text[index] not in _BLANKS]
        gaps = [self.lefts[b] - self.rights[a] for a, b in itertools.pairwise(inked)]
        usual = sorted(gaps)[len(gaps) // 2]
        # The advance of the letters may hold the spacing already: then a blank shows in the file only.
        floor = max(1.7 * usual, usual + WORD_GAP * (self.tops[begin] - self.bottoms[begin]))
        pieces = [text[inked[0]]]
        for gap, index in zip(gaps, inked[1:], strict=True):
            pieces.append(" " + text[index] if gap > floor else text[index])
        return "".join(pieces)

    def _repaired(self, begin: int, end: int, gaps: set[int], notes: set[int]) -> str:
        """The text with the blanks that are missing, and with raised digits in brackets ("QĐ-ĐHM[1]")."""
        pieces: list[str] = []
        text = self.characters.text
        inside = False
        for index in range(begin, end):
            if index in notes:
                if not inside and text[index] in _RAISED and index + 1 not in notes and _MEASURE.search("".join(pieces[-4:])):
                    pieces.append(_RAISED[text[index]])
                    continue
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

    def _bold(self, begin: int, end: int, first: int | None, line: str) -> list[tuple[int, int]]:
        """Bold spans: the first and the last letter are asked, the words between only where these differ."""
        ask = self.characters.object_at
        last = ask(end - 1)
        opens = bool(first and self.fonts.bold(first))
        closes = opens if first == last else bool(last and self.fonts.bold(last))
        if opens and closes:
            return [(0, len(line))]
        text = self.characters.text[begin:end]
        if not (opens or closes) or len(text) != len(line):
            return []
        spans: list[tuple[int, int]] = []
        for match in _WORDS.finditer(text):
            word = ask(begin + match.start())
            if word and self.fonts.bold(word):
                if spans and spans[-1][1] + 1 >= match.start():
                    spans[-1] = (spans[-1][0], match.end())
                else:
                    spans.append(match.span())
        return spans

    def visible(self) -> list[Segment]:
        """The segments that a reader sees. Where all text is invisible it is the layer of an OCR program: kept."""
        hidden = [run.hidden for run in self._found]
        if hidden.count("tilted") > 0.5 * len(hidden):  # the page itself leans
            return [run.segment for run in self._found]
        under = hidden.count("invisible") + hidden.count("covered")
        if under == len(hidden) or (under > 0.8 * len(hidden) and "white" not in hidden):
            return [run.segment for run in self._found]
        if hidden and hidden.count("white") > 0.6 * len(hidden):  # light letters on a dark ground
            return [run.segment for run in self._found if run.hidden in ("", "white", "tilted")]
        return [run.segment for run in self._found if not run.hidden]
