"""How much of a file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IngestLimits:
    """Bounds of one document; what goes beyond is refused with the code ``too-large``.

    ``unpacked_bytes`` bounds what a zipped format (DOCX) may grow to, ``unpacked_ratio`` how far a member may grow over its
    packed size before it is taken for a bomb. ``ocr_page_seconds`` and ``ocr_seconds`` are how long OCR may take for one page and
    for all of them; pages that it has no time for are named among the troubles.
    """

    max_bytes: int = 64 * 2**20
    max_pages: int = 2_000
    max_characters: int = 20_000_000
    unpacked_bytes: int = 256 * 2**20
    unpacked_ratio: int = 200
    ocr_page_seconds: float = 60.0
    ocr_seconds: float = 90.0
    convert_seconds: float = 60.0


DEFAULT_LIMITS = IngestLimits()
