"""What PDFium says of a page's characters and their fonts: letters, boxes, the way they run, bold and hidden."""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pypdfium2.raw as pdfium_c

_CAPITALS = re.compile(r"(?:^|\+)\.?Vn[A-Za-z ]*H(?:$|[^a-z])")


class FontBook:
    """Names and weights of fonts, asked for once each, and which text objects are hidden."""

    def __init__(self) -> None:
        self._fonts: dict[int, tuple[bool, bool]] = {}

    def bold(self, text_object: Any) -> bool:
        """True if the font of a text object is bold by its weight or its name."""
        return self._known(text_object)[0]

    def legacy_capitals(self, text_object: Any) -> bool:
        """True for a capital font of TCVN3 (.VnTimeH): its letters are written small."""
        return self._known(text_object)[1]

    def _known(self, text_object: Any) -> tuple[bool, bool]:
        font = pdfium_c.FPDFTextObj_GetFont(text_object)
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        known = self._fonts.get(key)
        if known is None:
            known = self._fonts[key] = self._ask(font) if font else (False, False)
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

    @staticmethod
    def hidden(text_object: Any) -> str:
        """``invisible`` (render mode), ``white``, or empty."""
        if pdfium_c.FPDFTextObj_GetTextRenderMode(text_object) == 3:
            return "invisible"
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if pdfium_c.FPDFPageObj_GetFillColor(text_object, red, green, blue, alpha) and (
            min(red.value, green.value, blue.value) >= 250 or alpha.value < 8
        ):
            return "white"
        return ""


class Characters:
    """The page's characters, one string position each, and the edges of their boxes (origin at the lower left)."""

    __slots__ = ("bottoms", "lefts", "rights", "text", "tops")

    def __init__(self, textpage: Any) -> None:
        count = max(pdfium_c.FPDFText_CountChars(textpage.raw), 0)
        self.text = _text_of(textpage, count)
        boxes = (pdfium_c.FS_RECTF * count)()
        ask, raw = pdfium_c.FPDFText_GetLooseCharBox, textpage.raw
        for index in range(count):
            ask(raw, index, boxes[index])
        flat: list[float] = memoryview(boxes).cast("B").cast("f").tolist() if count else []  # type: ignore[assignment]
        self.lefts, self.tops, self.rights, self.bottoms = flat[0::4], flat[1::4], flat[2::4], flat[3::4]

    def direction(self) -> int:
        """Which way the text runs, as the turn of the page that makes it horizontal: 0, 90, 180 or 270."""
        votes = {0: 0, 90: 0, 180: 0, 270: 0}
        for index in range(min(len(self.text) - 1, 600)):
            if self.text[index].isalnum() and self.text[index + 1].isalnum():
                right, up = self.lefts[index + 1] - self.lefts[index], self.bottoms[index + 1] - self.bottoms[index]
                if abs(right) >= abs(up):
                    votes[0 if right >= 0 else 180] += 1
                else:
                    votes[90 if up > 0 else 270] += 1
        return max(votes, key=lambda turn: votes[turn])

    def turn(self, rotation: int, crop: tuple[float, float, float, float]) -> tuple[float, float]:
        """Turns all boxes so that text runs to the right, origin at the lower left; gives the width and height of the page."""
        left, bottom, right, top = crop
        wide, high = right - left, top - bottom
        x0, y0, x1, y1 = self.lefts, self.bottoms, self.rights, self.tops
        if rotation == 90:
            self.lefts, self.rights = [y - bottom for y in y0], [y - bottom for y in y1]
            self.tops, self.bottoms = [right - x for x in x0], [right - x for x in x1]
            return high, wide
        if rotation == 180:
            self.lefts, self.rights = [right - x for x in x1], [right - x for x in x0]
            self.tops, self.bottoms = [top - y for y in y0], [top - y for y in y1]
        elif rotation == 270:
            self.lefts, self.rights = [top - y for y in y1], [top - y for y in y0]
            self.tops, self.bottoms = [x - left for x in x1], [x - left for x in x0]
            return high, wide
        elif left or bottom:
            self.lefts, self.rights = [x - left for x in x0], [x - left for x in x1]
            self.tops, self.bottoms = [y - bottom for y in y1], [y - bottom for y in y0]
        return wide, high


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
