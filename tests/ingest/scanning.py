"""Scans for the tests: pages drawn as PDF, taken as pictures, and bound again without a text layer."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.ingest.scan.tesseract import program

needs_tesseract = pytest.mark.skipif(program() is None, reason="needs apt-get install tesseract-ocr tesseract-ocr-vie")


def scanned(pdf: bytes, *, dpi: int = 200, angle: float = 0.0, colour: bool = False, after: Callable[[Any], Any] | None = None) -> bytes:
    """A PDF whose pages are pictures of another's pages, turned by an angle; ``after`` changes each picture."""
    import pypdfium2

    image_module = pytest.importorskip("PIL.Image")
    pictures = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        picture = page.render(scale=dpi / 72).to_pil().convert("RGB" if colour else "L")
        if angle:
            filler = (255, 255, 255) if colour else 255
            picture = picture.rotate(angle, image_module.Resampling.BICUBIC, expand=angle % 90 == 0, fillcolor=filler)
        pictures.append(after(picture) if after else picture)
    document.close()
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=dpi)
    return out.getvalue()


def joined(*pdfs: bytes) -> bytes:
    """The pages of several PDFs in one."""
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    for pdf in pdfs:
        writer.append(io.BytesIO(pdf))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
