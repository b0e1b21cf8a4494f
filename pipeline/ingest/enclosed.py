"""The files that a PDF carries inside, and whether it is a folder of them (a portfolio) or a document with attachments.

PDFium opens the files and has no way to ask whether the PDF calls itself a collection (PDF 2.0, 7.11.6): pdfminer reads that entry of
its catalog. What the files say of themselves is not believed: PDFium is asked for the length that a file unpacks to before its bytes are
taken, and no name is a path.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdfium2.raw as pdfium_c

from pipeline.archives import label
from pipeline.document import Enclosed, Portfolio, Trouble, Unreadable
from pipeline.ingest.limits import IngestLimits
from pipeline.ingest.sheet import Sheet
from pipeline.ingest.sniff import TXT, sniff, suffix_of

MOST_FILES = 500

_FEW = 400  # characters: so short a text beside files that are documents only introduces them
_NO_TEXT = 20
_COVER = re.compile(r"adobe\s+reader|acrobat|foxit|pdf[\s-]+(?:portfolio|package)", re.I)
_LONGEST_COVER = 2_000  # characters: Acrobat 8 explains itself at length
_LONGEST_LIST = 5


@dataclass(frozen=True, slots=True)
class Inside:
    """What a PDF carries: the files that are read as documents of their own, and what to say of the others."""

    files: tuple[Enclosed, ...] = ()
    troubles: tuple[Trouble, ...] = ()


def look_inside(document: Any, data: bytes, sheets: list[Sheet], limits: IngestLimits, pinned: list[str]) -> Inside:
    """The files inside an open PDF.

    A document keeps its own text whatever it carries, and its files are named. The files are read where the PDF is a folder: where it
    calls itself a collection, or where its own text is short and the files are documents.

    Parameters
    ----------
    document : the open PDF, whose bytes are ``data``.
    sheets : its pages.
    pinned : names of the files that are pinned to its pages as notes; they are named, never read.

    Raises
    ------
    Portfolio
        Its pages are no more than a cover: the files are the documents.
    Unreadable
        ``too-large``, ``portfolio``: a folder that cannot be opened.
    """
    count = document.count_attachments()
    if count <= 0:
        return Inside((), _named(pinned, []))
    held = "\n".join(segment.text for sheet in sheets for segment in sheet.segments).strip()
    pictures = any(sheet.images for sheet in sheets)
    collection = _is_collection(data)
    short = len(held) < _FEW and not pictures
    if not collection and not short:
        names = [name for name, _ in _attachments(document, min(count, MOST_FILES))]
        return Inside((), _named(names + pinned, []))
    if count > MOST_FILES:
        raise Unreadable("too-large", f"a folder of {count:,} files in a PDF, more than {MOST_FILES}: take them out and read them")
    found = list(_opened(document, count, limits))
    files = tuple(file for file, is_document in found if is_document is not False)
    others = [file.name for file, is_document in found if is_document is False]
    if not collection and not any(is_document for _, is_document in found):
        return Inside((), _named([file.name for file, _ in found] + pinned, []))
    cover = not pictures and (len(held) < _NO_TEXT or (collection and len(held) < _LONGEST_COVER and bool(_COVER.search(held))))
    troubles = _named(pinned, others)
    if not cover:
        return Inside(files, troubles)
    if not files:
        raise Unreadable("portfolio", f"a folder of files in a PDF, and none of them is a document: {_listed(others)}")
    raise Portfolio(files, troubles)


def pinned_to(page: Any) -> Iterator[str]:
    """Names of the files that are pinned to a page as notes."""
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), MOST_FILES)):
        note = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        if not note:
            continue
        try:
            if pdfium_c.FPDFAnnot_GetSubtype(note) == pdfium_c.FPDF_ANNOT_FILEATTACHMENT:
                yield _name(pdfium_c.FPDFAnnot_GetFileAttachment(note)) or "a file without a name"
        finally:
            pdfium_c.FPDFPage_CloseAnnot(note)


def _opened(document: Any, count: int, limits: IngestLimits) -> Iterator[tuple[Enclosed, bool | None]]:
    """Each file, and whether it is a document: None where that is not known, or where reading it will say why not."""
    left = limits.unpacked_bytes
    for name, attachment in _attachments(document, count):
        if left <= 0:
            yield Enclosed(name, None, "too-large", f"{_whole(limits)}: take it out and read it"), None
            continue
        length = _length(attachment)
        if not length:
            yield Enclosed(name, None, "broken-pdf", "empty or damaged inside the PDF: fetch the PDF again"), None
            continue
        left -= length
        if length > limits.max_bytes:
            most = f"more than the {limits.max_bytes >> 20} MB that are read"
            yield Enclosed(name, None, "too-large", f"{length >> 20:,} MB inside the PDF, {most}: take it out and split it"), None
        elif left < 0:
            yield Enclosed(name, None, "too-large", f"{_whole(limits)}: take it out and read it"), None
        else:
            yield _judged(name, attachment, length)


def _judged(name: str, attachment: Any, length: int) -> tuple[Enclosed, bool | None]:
    held = (ctypes.c_ubyte * length)()
    given = ctypes.c_ulong()
    if not pdfium_c.FPDFAttachment_GetFile(attachment, held, length, given) or given.value != length:
        return Enclosed(name, None, "broken-pdf", "damaged inside the PDF: fetch the PDF again"), None
    data = bytes(held)
    try:
        kind = sniff(data, name)
    except Unreadable as error:
        # A picture or a spreadsheet may hold what matters: the reader says what to do with it. Keys and seals hold nothing to read.
        return Enclosed(name, None, error.code, error.message), False if error.code in ("unknown-format", "empty") else None
    # Data for programs (XML of a signature, JSON, CSV) are text, too.
    return Enclosed(name, data), kind != TXT or suffix_of(name) in (".txt", "")


def _attachments(document: Any, count: int) -> Iterator[tuple[str, Any]]:
    """Name and handle of each file, in the order of the PDF; two of one name are told apart by a number."""
    met: Counter[str] = Counter()
    for index in range(count):
        attachment = pdfium_c.FPDFDoc_GetAttachment(document.raw, index)
        if not attachment:
            continue
        name = _name(attachment) or f"file {index + 1}"
        met[name] += 1
        yield (name if met[name] == 1 else f"{name} ({met[name]})"), attachment


def _name(attachment: Any) -> str:
    """The name of a file as a label; empty where it has none."""
    length = pdfium_c.FPDFAttachment_GetName(attachment, None, 0) if attachment else 0
    if length <= 2:
        return ""
    held = ctypes.create_string_buffer(length)
    pdfium_c.FPDFAttachment_GetName(attachment, ctypes.cast(held, ctypes.POINTER(pdfium_c.FPDF_WCHAR)), length)
    name = held.raw[: length - 2].decode("utf-16-le", errors="replace")
    if name.startswith("\xfe\xff"):  # UTF-16 where the format wants bytes, as some programs write it
        with suppress(UnicodeError):
            name = name.encode("latin-1").decode("utf-16")
    return label(name)


def _length(attachment: Any) -> int:
    """Bytes that a file unpacks to; 0 where it cannot be unpacked."""
    length = ctypes.c_ulong()
    return length.value if pdfium_c.FPDFAttachment_GetFile(attachment, None, 0, length) else 0


def _is_collection(data: bytes) -> bool:
    """Whether the catalog of a PDF says that it is a folder of files."""
    from pdfminer.pdfdocument import PDFDocument  # few PDFs carry files
    from pdfminer.pdfparser import PDFParser

    try:
        return "Collection" in PDFDocument(PDFParser(BytesIO(data))).catalog
    except Exception:  # what PDFium mends, pdfminer may not
        return b"/Collection" in data


def _whole(limits: IngestLimits) -> str:
    return f"the files inside the PDF are more than {limits.unpacked_bytes >> 20} MB together"


def _named(unread: list[str], no_documents: list[str]) -> tuple[Trouble, ...]:
    """Warnings that name the files that are not read."""
    troubles = []
    if unread:
        message = f"files inside the PDF are not read: {_listed(unread)}; take them out"
        troubles.append(Trouble("ingest", "warning", "embedded-files", message))
    if no_documents:
        message = f"files inside the PDF that are no documents are not read: {_listed(no_documents)}"
        troubles.append(Trouble("ingest", "warning", "embedded-files", message))
    return tuple(troubles)


def _listed(names: list[str]) -> str:
    return ", ".join(names[:_LONGEST_LIST]) + (" …" if len(names) > _LONGEST_LIST else "")
