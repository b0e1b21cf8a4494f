"""What each format's reader gives back, before it becomes a :class:`~pipeline.document.Document`."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.segmented import Metadata, Part
from pipeline.document import Anchor, Enclosed, Trouble


@dataclass(frozen=True, slots=True)
class Reading:
    """Text with its parts and anchors, metadata, number of pages where the format has pages, what was odd, what OCR read,
    and the files that came inside it."""

    text: str
    parts: tuple[Part, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    anchors: tuple[Anchor, ...] = ()
    pages: int | None = None
    troubles: tuple[Trouble, ...] = ()
    ocr_pages: int = 0
    ocr_confidence: float | None = None
    files: tuple[Enclosed, ...] = ()
