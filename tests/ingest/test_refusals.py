"""Every reason for which a file is refused, with the smallest file that shows it."""

from __future__ import annotations

import io

import pytest

from pipeline.ingest import IngestLimits
from pipeline.ingest.scan.tesseract import program
from tests.ingest.making import ADOBE_COVER, Pdf, W, bare_docx, carrying, html, zipped

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARAGRAPH = "<w:p><w:r><w:t>Kế hoạch phát động thi đua</w:t></w:r></w:p>"


def _doctype() -> bytes:
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    body = f"{entities}<w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": body.encode()})


def _locked() -> bytes:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(Pdf().line("Kế hoạch phát động phong trào thi đua").done()))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _bad_ocr() -> bytes:
    pdf = Pdf()
    for _ in range(12):
        pdf.line("LIEN DoAN LAO D()NG phat dong phong trao thi dua yeu nuoc trong toan the can bo")
    return pdf.done()


CASES = {
    "empty": lambda: (b"", "a.txt"),
    "empty-blanks": lambda: (b" \r\n\t ", "a.html"),
    "unknown-format": lambda: (bytes(range(256)) * 40, "a.bin"),
    "doc-format": lambda: (_OLE + b"\x00" * 2000, "a.doc"),
    "encrypted": lambda: (_locked(), "a.pdf"),
    "encrypted-office": lambda: (_OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.docx"),
    "image": lambda: (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 60, "a.png"),
    "image-cut-off-named-as-page": lambda: (b"\xff\xd8\xff\xe0 no JFIF here", "a.html"),
    "image-cut-off-named-as-text": lambda: (b"\x89PNG\r\n\x1a\n", "a.txt"),
    "archive": lambda: (zipped({"ke-hoach.pdf": b"%PDF-1.4"}), "a.zip"),
    "office-format-xls": lambda: (_OLE + b"\x00" * 600 + "Workbook".encode("utf-16-le"), "a.xls"),
    "office-format-ppt": lambda: (_OLE + b"\x00" * 600 + "PowerPoint Document".encode("utf-16-le"), "a.ppt"),
    "office-format": lambda: (zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}), "a.xlsx"),
    "broken-pdf": lambda: (b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog", "a.pdf"),
    "broken-pdf-named": lambda: (bytes(range(256)) * 40, "a.pdf"),
    "broken-docx": lambda: (b"PK\x03\x04" + b"\x00" * 300, "a.docx"),
    "broken-docx-xml": lambda: (zipped({"word/document.xml": b"<w:document"}), "a.docx"),
    "bomb": lambda: (bare_docx(_PARAGRAPH + " " * 60_000_000), "a.docx"),
    "bomb-entities": lambda: (_doctype(), "a.docx"),
    "archive-page": lambda: (
        b"From: <Saved by Blink>\r\nSubject: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n<html>",
        "a.mhtml",
    ),
    "portfolio": lambda: (carrying(Pdf().line(ADOBE_COVER).done(), [("ke-hoach.txt", b"Ke hoach")], collection=True), "a.pdf"),
    "scan": lambda: (Pdf().page().done(), "a.pdf"),
    "bad-text-layer" if program() else "tesseract-missing": lambda: (_bad_ocr(), "a.pdf"),
    "no-content": lambda: (
        html("<ul><li><a href=/>Trang chủ</a></li><li><a href=/t>Tin tức</a></li></ul><footer>Bản quyền</footer>"),
        "a.html",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_is_refused_with_its_code(name, refusal):
    data, source = CASES[name]()
    code = refusal(data, source)
    assert name.startswith(code)


@pytest.mark.parametrize(
    ("limits", "data"),
    [
        (IngestLimits(max_bytes=10), lambda: "Kế hoạch phát động".encode()),
        (IngestLimits(max_characters=10), lambda: "Kế hoạch phát động".encode()),
        (IngestLimits(max_pages=2), lambda: Pdf().line("a").page().line("b").page().line("c").done()),
        (IngestLimits(max_characters=10), lambda: Pdf().line("Kế hoạch phát động phong trào thi đua").done()),
        (IngestLimits(max_characters=10), lambda: bare_docx(_PARAGRAPH)),
    ],
)
def test_is_refused_beyond_its_limits(limits, data, refusal):
    assert refusal(data(), "a", limits=limits) == "too-large"


def test_doc_names_the_remedy():
    from pipeline.document import Unreadable
    from pipeline.ingest import read

    with pytest.raises(Unreadable, match="LibreOffice"):
        read(_OLE + b"\x00" * 2000, "cong-van.doc")


@pytest.mark.parametrize("suffix", [".html", ".txt", ".pdf"])
@pytest.mark.parametrize("rest", [b"\x00\x10JFIF\x00\x01\x01\x00\x00\x01", b"trang khong co gi", b""])
def test_a_picture_under_another_name_is_said_to_be_one(suffix, rest):
    from pipeline.document import Unreadable
    from pipeline.ingest import read

    with pytest.raises(Unreadable, match=rf"named \{suffix} but not that: a picture \(JPEG\)"):
        read(b"\xff\xd8\xff\xe0" + rest, "ke-hoach" + suffix)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"RIFF\x00\x01\x00\x00WEBPVP8 ", r"a picture \(WEBP\)"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(60), r"a picture \(HEIC\)"),
        (b"From: a@b\r\nTo: c@d\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\nxin", "a mail message"),
    ],
)
def test_pictures_of_phones_and_mail_are_named(data, said):
    from pipeline.document import Unreadable
    from pipeline.ingest import read

    with pytest.raises(Unreadable, match=said):
        read(data, "dinh-kem")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (lambda: _OLE + b"\x00" * 600 + "Workbook".encode("utf-16-le"), "spreadsheet"),
        (lambda: _OLE + b"\x00" * 600 + "PowerPoint Document".encode("utf-16-le"), "presentation"),
        (lambda: _OLE + b"\x00" * 600 + "__substg1.0_001A001F".encode("utf-16-le"), "mail message"),
        (lambda: zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}), "spreadsheet"),
        (lambda: zipped({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<x/>"}), "presentation"),
        (lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}), "spreadsheet"),
        (lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), "text document"),
        (lambda: zipped({"[Content_Types].xml": b"<Types/>", "visio/document.xml": b"<x/>"}), "office file"),
    ],
)
def test_other_office_files_are_named_with_their_remedy(data, said):
    from pipeline.document import Unreadable
    from pipeline.ingest import read

    with pytest.raises(Unreadable, match=said) as caught:
        read(data(), "dinh-kem")
    assert caught.value.code == "office-format"
    assert "PDF" in caught.value.message or "DOCX" in caught.value.message or "attachments" in caught.value.message
