"""What a file is: by its first bytes, and only then by its name."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from pipeline.document import Unreadable
from pipeline.ingest.decode import decode

PDF = "application/pdf"
HTML = "text/html"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
RTF = "application/rtf"
TXT = "text/plain"

MEDIA_TYPES = (PDF, HTML, DOCX, DOC, RTF, TXT)
SUFFIXES = {".pdf": PDF, ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".docx": DOCX, ".doc": DOC, ".rtf": RTF, ".txt": TXT}

_WORD_STREAM = "WordDocument".encode("utf-16-le")  # the name of the stream that every DOC has
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# No text in any encoding begins with these, so the first bytes of a picture that was cut off tell.
_CERTAIN_IMAGES = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n", "PNG"))
_IMAGES = (
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
)
_ARCHIVES = ((b"Rar!", "RAR"), (b"7z\xbc\xaf", "7-Zip"), (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ", "xz"))
_MARKUP = re.compile(
    r"<(?:!--|(?:!doctype\s+html|html|head|body|title|meta|div|table|article|section|p|h[1-6]|span|center|font|a|script)[\s>/])",
    re.I,
)
_ARCHIVED_PAGE = re.compile(
    rb"(?:[\w-]+: [^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){0,12}?(?:MIME-Version|Content-Type: multipart/related)", re.I
)
_MEDIA = re.compile(rb"RIFF....(?P<riff>WEBP)|....ftyp(?P<brand>heic|heix|mif1|avif)", re.S)
_MAIL = re.compile(rb"^(?:To|Subject|Received|Return-Path):", re.I | re.M)
_SHEET = "a spreadsheet: print its sheets to PDF (soffice --headless --convert-to pdf FILE) and read that"
_SLIDES = "a presentation: print its slides to PDF (soffice --headless --convert-to pdf FILE) and read that"
_TEXT = "a text document of LibreOffice: save it as DOCX (soffice --headless --convert-to docx FILE) and read that"
_BOOK = "a book (EPUB): convert it to PDF or HTML and read that"
_MESSAGE = "a mail message of Outlook: save its attachments and read each"
# Names of streams that only these programs write.
_OLD_OFFICE = ((("PowerPoint Document",), _SLIDES), (("Workbook", "Book\0"), _SHEET), (("__substg1.0_",), _MESSAGE))
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\r\x0b\x0c\x00\x1b")
_BLANKS = b" \t\r\n\x00\x0b\x0c"


def suffix_of(source: str) -> str:
    """The file suffix of a path or URL, lower case (``.pdf``)."""
    path = urlsplit(source).path if "://" in source else source.replace("\\", "/")
    return PurePosixPath(unquote(path)).suffix.lower()


def sniff(data: bytes, source: str) -> str:
    """Media type of the bytes, one of ``MEDIA_TYPES``.

    Raises ``Unreadable``: ``empty``, ``doc-format``, ``image``, ``archive``, ``office-format``, ``unknown-format``.
    """
    if not data.strip(_BLANKS):
        raise Unreadable("empty", "the file is empty: fetch it again")
    head = data[:1024]
    if b"%PDF-" in head:
        return PDF
    if data.startswith(_OLE):
        if _WORD_STREAM in data and "EncryptedPackage".encode("utf-16-le") not in data[:1_000_000]:
            return DOC
        raise _ole(data)
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zipped(data, source)
    if data.startswith(b"{\\rtf"):
        return RTF
    # Text may begin with BM or GIF8; a picture has bytes that no text has.
    for magic, name in (*_CERTAIN_IMAGES, *(_IMAGES if b"\x00" in data[:64] else ())):
        if data.startswith(magic):
            named = suffix_of(source)
            # Under the name of a document, a download that went wrong is as likely as a scan.
            misnamed = f"named {named} but not that: " if named in SUFFIXES else ""
            again = ", or fetch the file again" if misnamed else ""
            raise Unreadable("image", f"{misnamed}a picture ({name}): OCR it to a PDF with a text layer first{again}")
    for magic, name in _ARCHIVES:
        if data.startswith(magic) and _is_binary(data):
            raise Unreadable("archive", f"an archive ({name}): unpack it and read the files in it")
    media = _MEDIA.match(head)
    if media:
        name = (media["brand"] or media["riff"]).decode("ascii").upper()
        raise Unreadable("image", f"a picture ({name}): print it to PDF and read that")
    if _ARCHIVED_PAGE.match(head) and b"multipart/related" not in data[:4096].lower() and _MAIL.search(head):
        raise Unreadable("archive", "a mail message: save its text and its attachments and read each")
    if _ARCHIVED_PAGE.match(head):
        raise Unreadable("archive", "a page saved as a web archive (MHTML): save it as HTML")
    if _is_binary(data):
        if suffix_of(source) == ".pdf":
            raise Unreadable("broken-pdf", "named as a PDF but its bytes are none: fetch it again")
        raise Unreadable("unknown-format", "neither PDF, HTML, DOCX nor text: convert it to one of them")
    text, _ = decode(data[:20_000] if data[:1] != b"\xff" else data[: 20_000 & ~1], markup=True)
    return HTML if _is_markup(text, source) else TXT


def _is_markup(text: str, source: str) -> bool:
    opening = text.lstrip("\ufeff \t\r\n\x00")[:4000]
    if opening.startswith("<") and _MARKUP.match(opening):
        return True
    if opening.startswith("<?xml"):
        return "<html" in opening.lower()
    tags = len(re.findall(r"</?(?:p|div|br|td|tr|table|span|li|a|h[1-6]|strong|b)\b[^<>]{0,200}>", text, re.I))
    named = SUFFIXES.get(suffix_of(source)) == HTML
    return tags >= 3 if named else tags >= 8 and tags * 60 > len(text)


def _is_binary(data: bytes) -> bool:
    sample = data[:8192]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return False
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if even or odd:
        half = max(len(sample) // 2, 1)
        if min(even, odd) <= half * 0.02 and max(even, odd) > half * 0.25:
            return False  # UTF-16 without a mark
        if even + odd > len(sample) * 0.002:
            return True
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return control > len(sample) * 0.05


def _zipped(data: bytes, source: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            stated = archive.open("mimetype").read(200) if "mimetype" in names else b""
    except Exception as error:
        raise Unreadable("broken-docx", "a zipped file (DOCX?) that is cut or damaged: fetch it again") from error
    if any(name.lower() == "word/document.xml" for name in names) or (
        "[Content_Types].xml" in names and any(n.startswith("word/") for n in names)
    ):
        return DOCX
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise Unreadable("office-format", _office(names, stated))
    inner = "inside another " if "!/" in source else ""
    raise Unreadable("archive", f"an archive (ZIP) {inner}that is not opened here: unpack it and read the files in it")


def _office(names: set[str], stated: bytes) -> str:
    """What an office file that is no DOCX is, and what to do with it."""
    for folder, remedy in (("xl/", _SHEET), ("ppt/", _SLIDES)):
        if any(name.startswith(folder) for name in names):
            return remedy
    kinds = {b"opendocument.spreadsheet": _SHEET, b"opendocument.presentation": _SLIDES, b"opendocument.text": _TEXT, b"epub": _BOOK}
    for kind, remedy in kinds.items():
        if kind in stated:
            return remedy
    return "an office file that is no DOCX: save it as DOCX or PDF"


def _ole(data: bytes) -> Unreadable:
    if "EncryptedPackage".encode("utf-16-le") in data[:1_000_000]:
        return Unreadable("encrypted", "an office file with a password: save it without one")
    for stream, remedy in _OLD_OFFICE:
        if any(name.encode("utf-16-le") in data for name in stream):
            return Unreadable("office-format", remedy)
    return Unreadable(
        "doc-format",
        "an office file of before 2007 that is no Word text: convert it with LibreOffice (soffice --headless --convert-to docx FILE) "
        "and read the result",
    )
