"""The fonts of printed documents, and paragraph markup for reportlab."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from .manuscript import Form, ManuscriptError, Run

FONTS = Path("/usr/share/fonts/truetype")
# Only version 2 of Liberation has the Vietnamese letters; it looks like Times New Roman.
SERIF = {"Serif": "Regular", "Serif-Bold": "Bold", "Serif-Italic": "Italic", "Serif-BoldItalic": "BoldItalic"}
OTHER = {"Fallback": "dejavu/DejaVuSans.ttf", "Pen": "dejavu/DejaVuSerif-Italic.ttf"}
BULLET = 0x2022


def font_path(name: str) -> Path:
    """Where the file of one of our fonts is."""
    relative = OTHER.get(name) or f"liberation2/LiberationSerif-{SERIF[name]}.ttf"
    path = FONTS / relative
    if not path.exists():
        raise ManuscriptError(f"font {path} is missing: apt-get install fonts-liberation fonts-dejavu")
    return path


@contextmanager
def text_layer(form: Form) -> Iterator[None]:
    """Inside, the fonts of a saved PDF give their text in this normal form, whatever is drawn.

    reportlab does not place combining marks; so letters are always drawn composed, as a program with a
    shaping engine draws them, and only the table from glyphs to characters is decomposed.
    """
    plain = ttfonts.makeToUnicodeCMap

    def decomposed(name: str, subset: list[int]) -> str:
        def apart(found: re.Match[str]) -> str:
            text = unicodedata.normalize(form, chr(int(found[1], 16)))
            return f"> <{text.encode('utf-16-be').hex().upper()}>"

        return re.sub(r"(?<=[0-9A-F])> <([0-9A-F]{4,6})>(?=\n|$)", apart, plain(name, subset))

    ttfonts.makeToUnicodeCMap = decomposed if form == "NFD" else plain
    try:
        yield
    finally:
        ttfonts.makeToUnicodeCMap = plain


@cache
def register() -> None:
    """Makes the fonts known to reportlab, once."""
    for name in (*SERIF, "Fallback"):
        font = TTFont(name, str(font_path(name)))
        glyphs, widths = font.face.charToGlyph, font.face.charWidths
        # Bullets of Word's Symbol font are private-use characters in a text layer and dots on the page.
        for code in range(0xF020, 0xF100):
            shape = code - 0xF000 if code in (0xF02D, 0xF02B, 0xF06F) else BULLET
            glyphs[code], widths[code] = glyphs[shape], widths[shape]
        if 0x200B in glyphs:
            for code in (0x200C, 0x200D, 0x2060, 0xFEFF):
                glyphs[code], widths[code] = glyphs[0x200B], widths[0x200B]
        pdfmetrics.registerFont(font)
    for bold in (0, 1):
        for italic in (0, 1):
            addMapping("Serif", bold, italic, list(SERIF)[bold + 2 * italic])


def width(text: str, font: str, size: float) -> float:
    """How wide a line is."""
    return float(pdfmetrics.stringWidth(text, font, size))


def split(text: str, font: str, size: float, room: float) -> list[str]:
    """Breaks a text into lines that fit; runs of blanks stay, as they wait for the pen."""
    lines: list[str] = []
    for line in text.split("\n"):
        current = ""
        for word in re.findall(r"\S+\s*", line) or [""]:
            if current and width((current + word).rstrip(), font, size) > room:
                lines.append(current.rstrip())
                current = ""
            current += word
        lines.append(current.rstrip())
    return lines


@cache
def _known() -> frozenset[int]:
    register()
    return frozenset(pdfmetrics.getFont("Serif").face.charToGlyph)


def markup(runs: tuple[Run, ...], bold: bool = False) -> str:
    """Runs as the little XML of reportlab's Paragraph."""
    parts: list[str] = []
    for run in runs:
        text = "".join(_character(char) for char in run.text)
        # Paragraph squeezes blanks; those of a form ("ngày     tháng") have to stay.
        text = re.sub(" {2,}", lambda found: "\u00a0" * len(found[0]), text)
        if run.italic:
            text = f"<i>{text}</i>"
        parts.append(f"<b>{text}</b>" if run.bold or bold else text)
    return "".join(parts)


def _character(char: str) -> str:
    if char == "\n":
        return "<br/>"
    if ord(char) in _known() or char.isspace() or unicodedata.category(char) in ("Cf", "Mn"):
        return escape(char)
    return f'<font name="Fallback">{escape(char)}</font>'
