"""What ingestion makes of a file: its text, the parts of the text, and the way back into the file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from extractors.segmented import Metadata, Part


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """A stretch of the text and where it came from.

    ``locator`` reads ``page 2 [72 310 523 322]`` (PDF: page from 1, box in points, origin at the top left),
    ``/html/body/div[3]/p[2]`` (HTML: XPath of the element whose text it is), ``paragraph 12`` or ``table 1 row 2 cell 3`` (DOCX),
    ``line 7`` (TXT).
    """

    start: int
    end: int
    locator: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something about a document that a person should know: goes to the table of problems."""

    stage: str
    severity: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file inside a folder of files (a PDF portfolio): a name that is a label, never a path, and its bytes.

    Without bytes it is not read: ``code`` and ``message`` say why, and what a person can do.
    """

    name: str
    data: bytes | None
    code: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One document as kept.

    ``text`` is NFC; paragraphs and table rows end with a line end, cells of a row are parted by a tab. ``parts`` are sorted by
    start. ``anchors`` cover the text in order without overlap. ``troubles`` are warnings met while reading. ``ocr_confidence`` is
    the mean confidence (0 to 1) of the words on the ``ocr_pages``, None where nothing was read by OCR. ``files`` are documents of their
    own that came inside it.
    """

    document_id: str
    source: str
    media_type: str
    text: str
    parts: tuple[Part, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    anchors: tuple[Anchor, ...] = ()
    pages: int | None = None
    ocr_pages: int = 0
    troubles: tuple[Trouble, ...] = ()
    ocr_confidence: float | None = None
    files: tuple[Enclosed, ...] = ()

    def locate(self, start: int, end: int) -> list[Anchor]:
        """The anchors that a span of the text overlaps, in order."""
        first = max(bisect_right(self.anchors, start, key=lambda anchor: anchor.start) - 1, 0)
        found = []
        for at in range(first, len(self.anchors)):  # a slice would copy the rest of a long document for each row
            anchor = self.anchors[at]
            if anchor.start >= end:
                break
            if anchor.end > start:
                found.append(anchor)
        return found


class Unreadable(Exception):
    """A file that cannot become a document: ``code`` and a message that says what a person can do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Portfolio(Unreadable):
    """A folder of files in a PDF with no text of its own: its files are the documents."""

    def __init__(self, files: tuple[Enclosed, ...], troubles: tuple[Trouble, ...] = ()) -> None:
        named = ", ".join(file.name for file in files[:5]) + (" …" if len(files) > 5 else "")
        super().__init__("portfolio", f"a folder of files in a PDF: take them out and read each ({named})")
        self.files = files
        self.troubles = troubles
