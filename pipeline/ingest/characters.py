"""What PDFium says of a page's characters and their fonts: letters, boxes, the way they run, bold and hidden."""

from __future__ import annotations

import ctypes
import math
import re
from collections import deque
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from pipeline.ingest.covered import Drawn, by_address, covered_texts, texts_on_dark

_CAPITALS = re.compile(r"(?:^|\+)\.?Vn[A-Za-z ]*H(?:$|[^a-z])")
ALIKE = 0.09  # times their height: how far boxes of letters of one size on one line may differ
_LEVEL = 8.0  # degrees: a layer under a skewed scan leans as far
_DEPTH = 8  # drawings within drawings
_VOTERS = 600  # characters that are asked which way the text runs


_PAINTED = (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE)

_loose_box = by_address(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_angle = by_address(pdfium_c.FPDFText_GetCharAngle, ctypes.c_float, ctypes.c_void_p, ctypes.c_int)
_text_object = by_address(pdfium_c.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_font_of = by_address(pdfium_c.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
_render_mode = by_address(pdfium_c.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)
_fill_colour = by_address(pdfium_c.FPDFPageObj_GetFillColor, ctypes.c_int, *[ctypes.c_void_p] * 5)
_objects_on = by_address(pdfium_c.FPDFPage_CountObjects, ctypes.c_int, ctypes.c_void_p)
_object_on = by_address(pdfium_c.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_objects_in = by_address(pdfium_c.FPDFFormObj_CountObjects, ctypes.c_int, ctypes.c_void_p)
_object_in = by_address(pdfium_c.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
_kind = by_address(pdfium_c.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)


class FontBook:
    """Names and weights of fonts, asked for once each, and which text objects are hidden. Text objects are told by their address."""

    def __init__(self) -> None:
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._colour = (ctypes.c_uint * 4)()  # red, green, blue, alpha
        first = ctypes.addressof(self._colour)
        self._places = range(first, first + ctypes.sizeof(self._colour), ctypes.sizeof(ctypes.c_uint))
        self._looks: dict[int, str] = {}  # of the texts of the page that is read
        self._covered: set[int] = set()  # texts of the page that is read
        self._on_dark: set[int] = set()

    def bold(self, text_object: int) -> bool:
        """True if the font of a text object is bold by its weight or its name."""
        return self._known(text_object)[0]

    def legacy_capitals(self, text_object: int) -> bool:
        """True for a capital font of TCVN3 (.VnTimeH): its letters are written small."""
        return self._known(text_object)[1]

    def _known(self, text_object: int) -> tuple[bool, bool]:
        address = _font_of(text_object) or 0
        known = self._fonts.get(address)
        if known is None:
            font = ctypes.cast(address, pdfium_c.FPDF_FONT)
            known = self._fonts[address] = self._ask(font) if address else (False, False)
        return known

    @staticmethod
    def _ask(font: Any) -> tuple[bool, bool]:
        name = ""
        size = pdfium_c.FPDFFont_GetBaseFontName(font, None, 0)
        if 0 < size < 512:
            buffer = ctypes.create_string_buffer(size)
            pdfium_c.FPDFFont_GetBaseFontName(font, buffer, size)
            name = buffer.value.decode("utf-8", "replace")
        lower = name.lower()
        bold = "bold" in lower or lower.endswith(("-bd", ",b", "-black", "-heavy")) or 600 <= pdfium_c.FPDFFont_GetWeight(font) <= 1000
        return bold, _CAPITALS.search(name) is not None

    def hidden(self, text_object: int) -> str:
        """``invisible`` (render mode), ``covered``, ``white``, or empty."""
        if text_object in self._covered:
            return "covered"
        if text_object in self._on_dark:
            return ""
        look = self._looks.get(text_object)
        if look is None:
            look = self._looks[text_object] = self._look(text_object)
        return look

    def _look(self, text_object: int) -> str:
        if _render_mode(text_object) == 3:
            return "invisible"
        if _fill_colour(text_object, *self._places):
            red, green, blue, alpha = self._colour
            if min(red, green, blue) >= 250 or alpha < 8:
                return "white"
        return ""

    def hides_some(self, page: Any) -> bool:
        """True if any text that is drawn on a page is hidden. Looks the page's objects through, so that ``hidden`` knows them."""
        address = ctypes.cast(page.raw, ctypes.c_void_p).value
        self._covered, self._on_dark, self._looks = set(), set(), {}
        texts: list[Drawn] = []
        white: list[Drawn] = []
        others: list[Drawn] = []
        some = False
        for order in range(_objects_on(address)):
            drawn = _object_on(address, order)
            kind = _kind(drawn) if drawn else 0
            if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
                texts.append((order, drawn, kind))
                how = self.hidden(drawn)
                if how:
                    some = True
                    if how == "white":
                        white.append(texts[-1])
            elif kind in _PAINTED:
                others.append((order, drawn, kind))
            else:
                some = some or self._holds_hidden(drawn, 0)
        if texts and others and others[-1][0] > texts[0][0]:
            self._covered = covered_texts(page, texts, others)
        if white and others:
            self._on_dark = texts_on_dark(page, white, others)
        return some or bool(self._covered)

    def _holds_hidden(self, drawn: int | None, depth: int) -> bool:
        if not drawn:
            return False
        kind = _kind(drawn)
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            return bool(self.hidden(drawn))
        if kind != pdfium_c.FPDF_PAGEOBJ_FORM or depth > _DEPTH:
            return False
        return any(self._holds_hidden(_object_in(drawn, index), depth + 1) for index in range(_objects_in(drawn)))


class Characters:
    """The page's characters, one string position each, and the edges of their boxes (origin at the lower left)."""

    __slots__ = ("_hidden", "_textpage", "bottoms", "lefts", "rights", "text", "tops")

    def __init__(self, textpage: Any) -> None:
        count = max(pdfium_c.FPDFText_CountChars(textpage.raw), 0)
        self.text = _text_of(textpage, count)
        self._hidden: NDArray[np.bool_] | None = None
        self._textpage = ctypes.cast(textpage.raw, ctypes.c_void_p).value
        boxes = np.zeros((count, 4), dtype=np.float32)
        size, first = boxes.itemsize * 4, boxes.ctypes.data
        deque(map(_loose_box, repeat(self._textpage), range(count), range(first, first + size * count, size)), maxlen=0)
        self.lefts, self.tops, self.rights, self.bottoms = boxes.T.astype(np.float64, order="C")

    def object_at(self, index: int) -> int | None:
        """Address of the text object that draws a character; None for one that the file does not write."""
        found: int | None = _text_object(self._textpage, index)
        return found

    def ask_for_hidden(self, fonts: FontBook) -> None:
        """Asks each character whether it is hidden: for pages where some are."""
        drawn = list(map(_text_object, repeat(self._textpage), range(len(self.text))))
        known = {address: bool(address and fonts.hidden(address)) for address in set(drawn)}
        self._hidden = np.fromiter((known[address] for address in drawn), dtype=bool, count=len(drawn))

    def blank_out_hidden(self, begin: int, end: int) -> None:
        """Blanks for what is hidden in a stretch of which something shows, as a white dot between two words."""
        if self._hidden is None or not np.any(self._hidden[begin:end]):
            return
        text = self.text
        shown = "".join(" " if hidden else letter for letter, hidden in zip(text[begin:end], self._hidden[begin:end], strict=True))
        if shown.strip(" \xa0\r\n"):
            self.text = text[:begin] + shown + text[end:]

    def is_tilted(self, index: int) -> bool:
        """True for a character that stands neither upright nor on its side: a watermark across the page."""
        away = math.degrees(_angle(self._textpage, index)) % 90
        return _LEVEL < away < 90 - _LEVEL

    def direction(self) -> int:
        """Which way the text runs, as the turn of the page that makes it horizontal: 0, 90, 180 or 270."""
        written = np.fromiter(map(str.isalnum, self.text[:_VOTERS]), dtype=bool)
        pairs = (written[:-1] & written[1:]).nonzero()[0]
        right, up = self.lefts[pairs + 1] - self.lefts[pairs], self.bottoms[pairs + 1] - self.bottoms[pairs]
        level = np.abs(right) >= np.abs(up)
        forward = int(np.count_nonzero(level & (right >= 0)))
        upward = int(np.count_nonzero(~level & (up > 0)))
        along = int(np.count_nonzero(level))
        votes = {0: forward, 90: upward, 180: along - forward, 270: len(pairs) - along - upward}
        return max(votes, key=lambda turn: votes[turn])

    def turn(self, rotation: int, crop: tuple[float, float, float, float]) -> tuple[float, float]:
        """Turns all boxes so that text runs to the right, origin at the lower left; gives the width and height of the page."""
        left, bottom, right, top = crop
        wide, high = right - left, top - bottom
        x0, y0, x1, y1 = self.lefts, self.bottoms, self.rights, self.tops
        if rotation == 90:
            self.lefts, self.rights, self.tops, self.bottoms = y0 - bottom, y1 - bottom, right - x0, right - x1
            return high, wide
        if rotation == 180:
            self.lefts, self.rights, self.tops, self.bottoms = right - x1, right - x0, top - y0, top - y1
        elif rotation == 270:
            self.lefts, self.rights, self.tops, self.bottoms = top - y1, top - y0, x1 - left, x0 - left
            return high, wide
        elif left or bottom:
            self.lefts, self.rights, self.tops, self.bottoms = x0 - left, x1 - left, y1 - bottom, y0 - bottom
        return wide, high

    def in_step(self, blank: float, wide: float, back: float) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Positions of the characters that are no blanks, and which of them simply follow the one before.

        Such a one stands on the line of the one before, is about as high, and as near as a letter of the same word (``blank`` of its
        height) or of the next one (``wide``, where a blank is written between them), and no further back than ``back``.
        """
        codes = np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        broken = (codes == 10) | (codes == 13)
        inked = ~(broken | (codes == 32) | (codes == 160))
        places = np.flatnonzero(inked)
        follows = np.zeros(len(places), dtype=bool)
        a, b = places[:-1], places[1:]
        if len(b):
            breaks = np.cumsum(broken)
            size = self.tops[b] - self.bottoms[b]
            gap = self.lefts[b] - self.rights[a]
            room = np.where(b - a > 1, wide, blank) * size
            # Boxes reach over accents and below commas: letters of one size differ by as much.
            slack = ALIKE * size
            level = (np.abs(self.tops[a] - self.tops[b]) < slack) & (np.abs(self.bottoms[a] - self.bottoms[b]) < slack)
            follows[1:] = level & (breaks[a] == breaks[b]) & (gap <= room) & (-gap <= back * size)
            # A blank that stands for none in the file has no box: it gets the height of what is before it.
            nowhere = np.flatnonzero(~inked & (self.rights <= self.lefts))
            before = np.searchsorted(places, nowhere) - 1
            nowhere, before = nowhere[before >= 0], before[before >= 0]
            self.tops[nowhere], self.bottoms[nowhere] = self.tops[places[before]], self.bottoms[places[before]]
        return places, follows


def _text_of(textpage: Any, count: int) -> str:
    if not count:
        return ""
    text = str(textpage.get_text_range())
    if len(text) == count:
        return text
    # Letters beyond the basic plane, or none at all, shift the string against the boxes: ask for each.
    unicode = pdfium_c.FPDFText_GetUnicode
    codes = (unicode(textpage.raw, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0xD800 or 0xDFFF < code <= 0x10FFFF else "\x00" for code in codes)
