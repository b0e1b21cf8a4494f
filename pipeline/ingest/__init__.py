"""Files to documents: what a file is, its text, the parts of the text, and the way back into the file.

>>> document = read("Kế hoạch phát động thi đua\\n".encode(), "ke-hoach.txt")
>>> document.media_type, document.metadata.title
('text/plain', 'Kế hoạch phát động thi đua')
"""

from __future__ import annotations

import hashlib

from pipeline.document import Document, Portfolio, Trouble, Unreadable
from pipeline.ingest.limits import DEFAULT_LIMITS, IngestLimits
from pipeline.ingest.reading import Reading
from pipeline.ingest.sniff import DOC, DOCX, HTML, MEDIA_TYPES, PDF, RTF, SUFFIXES, TXT, sniff, suffix_of

__all__ = ["MEDIA_TYPES", "SUFFIXES", "IngestLimits", "read"]

_NAMES = {PDF: "PDF", HTML: "HTML", DOCX: "DOCX", DOC: "DOC", RTF: "RTF", TXT: "plain text"}


def read(data: bytes, source: str, limits: IngestLimits = DEFAULT_LIMITS) -> Document:
    """The document in these bytes.

    Parameters
    ----------
    data : the file's bytes.
    source : its path or URL; tells the suffix, and stands in the document as given.
    limits : how much is read.

    Raises
    ------
    Unreadable
        and nothing else, with a code and one line that says what a person can do. ``Portfolio`` is one that holds files to read instead.
    """
    if len(data) > limits.max_bytes:
        raise Unreadable(
            "too-large",
            f"{len(data) / 2**20:.0f} MB, more than the {limits.max_bytes / 2**20:.0f} MB that are read: split the file",
        )
    media_type = sniff(data, source)
    try:
        reading = _READERS[media_type](data, limits, source)
    except Unreadable:
        raise
    except MemoryError as error:
        raise Unreadable("too-large", "takes more memory than a document may use: raise --memory, or split the file") from error
    except RecursionError as error:
        raise Unreadable("too-deep", "is nested too deep to be read: save it again from a browser or an office program") from error
    except Exception as error:  # whatever a library throws at a broken file costs this file only
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise Unreadable("unreadable", f"cannot be read as {_NAMES[media_type]} ({reason}): open and save it again") from error
    if reading.files and not reading.text.strip():
        raise Portfolio(reading.files, reading.troubles)
    if not reading.text.strip():
        raise Unreadable("no-content", "holds no text: look at the original")
    if len(reading.text) > limits.max_characters:
        raise Unreadable(
            "too-large",
            f"{len(reading.text):,} characters, more than the {limits.max_characters:,} that are read: split the file",
        )
    troubles = reading.troubles
    expected = SUFFIXES.get(suffix_of(source))
    if expected is not None and expected != media_type:
        troubles = (
            Trouble("ingest", "warning", "misnamed", f"named as {_NAMES[expected]} but is {_NAMES[media_type]}; read as that"),
            *troubles,
        )
    return Document(
        document_id=hashlib.sha256(data).hexdigest()[:16],
        source=source,
        media_type=media_type,
        text=reading.text,
        parts=reading.parts,
        metadata=reading.metadata,
        anchors=reading.anchors,
        pages=reading.pages,
        ocr_pages=reading.ocr_pages,
        troubles=troubles,
        ocr_confidence=reading.ocr_confidence,
        files=reading.files,
    )


def _read_plain(data: bytes, limits: IngestLimits, source: str) -> Reading:
    from pipeline.ingest.plain import read_plain

    return read_plain(data)


def _read_html(data: bytes, limits: IngestLimits, source: str) -> Reading:
    from pipeline.ingest.html import read_html

    return read_html(data)


def _read_pdf(data: bytes, limits: IngestLimits, source: str) -> Reading:
    from pipeline.ingest.pdf import read_pdf

    return read_pdf(data, limits, source)


def _read_docx(data: bytes, limits: IngestLimits, source: str) -> Reading:
    from pipeline.ingest.docx import read_docx

    return read_docx(data, limits)


def _read_doc(data: bytes, limits: IngestLimits, source: str) -> Reading:
    from pipeline.ingest.doc import read_doc

    return read_doc(data, limits)


def _read_rtf(data: bytes, limits: IngestLimits, source: str) -> Reading:
    from pipeline.ingest.doc import read_rtf

    return read_rtf(data, limits)


# Each reader is imported when it is first needed: a night of HTML never loads the PDF engine.
_READERS = {TXT: _read_plain, HTML: _read_html, PDF: _read_pdf, DOCX: _read_docx, DOC: _read_doc, RTF: _read_rtf}
