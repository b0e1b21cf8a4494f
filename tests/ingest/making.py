"""Files for the tests, made on the spot: PDF pages drawn line by line, DOCX from paragraphs, web pages from a body."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

_FONTS = (
    (
        "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf",
        "/usr/share/fonts/truetype/liberation/LiberationSerif-Bold.ttf",
    ),
    (
        "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
        "/usr/share/fonts/truetype/liberation2/LiberationSerif-Bold.ttf",
    ),
    ("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSerif-Bold.ttf"),
)
LEFT, RIGHT, TOP = 85, 545, 780


class Pdf:
    """Draws a PDF with Vietnamese letters; coordinates in points from the lower left."""

    def __init__(self, size: tuple[float, float] = (595, 842)) -> None:
        canvas_module = pytest.importorskip("reportlab.pdfgen.canvas")
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        # An older Liberation has no letters with two marks.
        pair = next((pair for pair in _FONTS if Path(pair[0]).exists() and ord("ủ") in TTFont("probe", pair[0]).face.charToGlyph), None)
        if pair is None:
            pytest.skip("no font with Vietnamese letters: apt-get install fonts-liberation")
        for name, path in zip(("Body", "Bold"), pair, strict=True):
            pdfmetrics.registerFont(TTFont(name, path))
        self._out = io.BytesIO()
        self.canvas: Any = canvas_module.Canvas(self._out, pagesize=size)
        self.y = TOP

    def line(self, text: str, x: float = LEFT, *, bold: bool = False, size: float = 13, y: float | None = None) -> Pdf:
        """A line of text at a place, by default below the one before."""
        self.canvas.setFont("Bold" if bold else "Body", size)
        self.canvas.drawString(x, self.y if y is None else y, text)
        if y is None:
            self.y -= 18
        return self

    def centred(self, text: str, *, bold: bool = True) -> Pdf:
        """A line in the middle of the text."""
        self.canvas.setFont("Bold" if bold else "Body", 13)
        self.canvas.drawCentredString((LEFT + RIGHT) / 2, self.y, text)
        self.y -= 18
        return self

    def lines_of(self, text: str, *, indent: float = 28) -> list[str]:
        """Running text broken where the next word does not fit; the first line is set in."""
        from reportlab.pdfbase.pdfmetrics import stringWidth

        lines, line, room = [], "", RIGHT - LEFT - indent
        for word in text.split():
            longer = f"{line} {word}".strip()
            if stringWidth(longer, "Body", 13) > room:
                lines.append(line)
                line, room = word, RIGHT - LEFT
            else:
                line = longer
        return [*lines, line]

    def paragraph(self, text: str, *, indent: float = 28) -> Pdf:
        """A paragraph of running text."""
        for number, line in enumerate(self.lines_of(text, indent=indent)):
            self.line(line, LEFT + (indent if number == 0 else 0))
        return self

    def page(self) -> Pdf:
        """Goes on on a new page."""
        self.canvas.showPage()
        self.y = TOP
        return self

    def done(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self._out.getvalue()


def html(body: str, head: str = "", *, charset: str = "utf-8") -> bytes:
    """A web page."""
    return f'<!DOCTYPE html><html><head><meta charset="{charset}">{head}</head><body>{body}</body></html>'.encode(charset)


def docx(build: Any) -> bytes:
    """A DOCX; ``build`` gets an empty python-docx document."""
    module = pytest.importorskip("docx")
    document = module.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    """A ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def bare_docx(body: str, **parts: str) -> bytes:
    """A DOCX from the XML of its body, and of further parts of ``word/`` by name."""
    members = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>".encode(),
    }
    for name, text in parts.items():
        members[f"word/{name}.xml"] = text.encode()
    return zipped(members)


def of_kind(document: Any, kind: str) -> list[str]:
    """Texts of the parts of a kind."""
    return [document.text[part.start : part.end] for part in document.parts if part.kind == kind]


ADOBE_COVER = "For the best experience, open this PDF portfolio in Acrobat X or Adobe Reader X, or later."


def carrying(pdf: bytes, files: list[tuple[str, bytes]], *, collection: bool = False) -> bytes:
    """The PDF with files inside it; a ``collection`` says of itself that it is a folder of them."""
    pypdf = pytest.importorskip("pypdf")
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    for name, data in files:
        writer.add_attachment(name, data).pdf_object[NameObject("/UF")] = TextStringObject(name)
    if collection:
        entries = {NameObject("/Type"): NameObject("/Collection"), NameObject("/View"): NameObject("/D")}
        writer.root_object[NameObject("/Collection")] = DictionaryObject(entries)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
