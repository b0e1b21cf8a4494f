"""Files inside a PDF: documents of their own where it is a folder of them, and otherwise named beside the text that it has itself."""

from __future__ import annotations

import io
import zlib

import pytest

from pipeline.document import Document, Portfolio, Unreadable
from pipeline.ingest import IngestLimits, read
from pipeline.ingest.enclosed import MOST_FILES
from tests.ingest.making import ADOBE_COVER, Pdf, carrying, docx, html, zipped

PLAN = "Kế hoạch mở đợt thi đua triển khai Chỉ thị số 27-CT/TU ngày 20/4/2024 của Ban Thường vụ Tỉnh ủy"
FILE = docx(lambda document: document.add_paragraph(PLAN))
SEAL = b'<?xml version="1.0"?><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature>'


def cover(text: str = ADOBE_COVER) -> bytes:
    return Pdf().line(text, size=9).done()


def long_text() -> bytes:
    pdf = Pdf()
    for _ in range(6):
        pdf.paragraph(PLAN + ".")
    return pdf.done()


def folder(data: bytes, **limits: int) -> Portfolio:
    with pytest.raises(Portfolio) as caught:
        read(data, "ho-so.pdf", IngestLimits(**limits))
    return caught.value


def troubles(document: Document) -> dict[str, str]:
    return {trouble.code: trouble.message for trouble in document.troubles}


def test_the_files_of_a_portfolio_are_the_documents() -> None:
    found = folder(carrying(cover(), [("ke-hoach.docx", FILE), ("phu-luc.pdf", long_text())], collection=True))
    assert [(file.name, file.code) for file in found.files] == [("ke-hoach.docx", ""), ("phu-luc.pdf", "")]
    assert found.files[0].data == FILE
    assert "ke-hoach.docx, phu-luc.pdf" in found.message
    assert found.troubles == ()


@pytest.mark.parametrize("collection", [False, True])
def test_a_document_keeps_its_own_text(collection: bool, reading) -> None:
    document = reading(carrying(long_text(), [("goc.docx", FILE), ("chu-ky.xml", SEAL)], collection=collection))
    assert document.text.count("27-CT/TU") == 6
    assert [file.name for file in document.files] == (["goc.docx"] if collection else [])
    said = troubles(document)["embedded-files"]
    assert "chu-ky.xml" in said
    assert ("goc.docx" in said) is not collection


def test_a_short_document_with_the_seal_of_its_signature_keeps_its_text(reading) -> None:
    document = reading(carrying(Pdf().line(PLAN, size=9).done(), [("chu-ky.xml", SEAL)]))
    assert document.text.strip() == PLAN
    assert document.files == ()
    assert "chu-ky.xml" in troubles(document)["embedded-files"]


def test_a_short_letter_that_brings_documents_is_read_with_them(reading) -> None:
    document = reading(carrying(Pdf().line("Kính gửi các đơn vị kế hoạch phát động thi đua kèm theo.").done(), [("ke-hoach.docx", FILE)]))
    assert document.text.startswith("Kính gửi các đơn vị")
    assert [file.name for file in document.files] == ["ke-hoach.docx"]


def test_a_folder_on_a_blank_page() -> None:
    assert [file.name for file in folder(carrying(Pdf().page().done(), [("ke-hoach.docx", FILE)], collection=True)).files] == [
        "ke-hoach.docx"
    ]


def test_every_kind_of_document_and_what_is_none() -> None:
    files = [
        ("a.docx", FILE), ("b.pdf", long_text()), ("c.html", html(f"<h1>{PLAN}</h1><p>{PLAN}</p>")), ("d.txt", PLAN.encode()),
        ("e.rtf", b"{\\rtf1 Ke hoach}"), ("f.xml", SEAL), ("g.p7s", bytes(range(256)) * 40), ("h.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 60),
        ("i.xlsx", zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"})),
    ]  # fmt: skip
    found = folder(carrying(cover(), files, collection=True))
    assert [file.name for file in found.files if file.data is not None] == ["a.docx", "b.pdf", "c.html", "d.txt", "e.rtf"]
    assert {file.name: file.code for file in found.files if file.data is None} == {"h.png": "image", "i.xlsx": "office-format"}
    (trouble,) = found.troubles
    assert trouble.message.endswith("f.xml, g.p7s")


def test_names_are_labels() -> None:
    names = ["../../etc/passwd", "/root/b.txt", "c\\d.txt", "e\x07[31m\u202e.txt", "..", "a" * 5_000, "kế hoạch.txt"]
    found = folder(carrying(cover(), [(name, f"{PLAN} {n}".encode()) for n, name in enumerate(names)], collection=True))
    assert {file.name for file in found.files} == {
        "etc/passwd", "root/b.txt", "c/d.txt", "e\ufffd[31m\ufffd.txt", "file 1", "a" * 400, "kế hoạch.txt",
    }  # fmt: skip


def test_a_name_in_the_wrong_encoding() -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(carrying(cover(), [("a.txt", b"Ke hoach")], collection=True)))
    writer.add_attachment("kế hoạch.txt", b"Phat dong")  # which writes no name in Unicode
    out = io.BytesIO()
    writer.write(out)
    assert [file.name for file in folder(out.getvalue()).files] == ["a.txt", "kế hoạch.txt"]


def test_two_files_of_one_name() -> None:
    found = folder(carrying(cover(), [("a.txt", b"Ke hoach mot"), ("x/../a.txt", b"Ke hoach hai")], collection=True))
    assert sorted(file.name for file in found.files)[0] == "a.txt"
    assert len({file.name for file in found.files}) == 2


def test_files_that_are_too_large_cost_themselves() -> None:
    files = [("a.txt", b"Ke hoach"), ("b.txt", b"x" * 300_000), ("c.txt", b"Phat dong"), ("d.txt", b"y" * 90_000)]
    data = carrying(cover(), files, collection=True)
    found = folder(data, unpacked_bytes=350_000)
    assert {file.name: file.code for file in found.files} == {"a.txt": "", "b.txt": "", "c.txt": "", "d.txt": "too-large"}
    assert "take it out" in found.files[-1].message


def test_a_bomb_inside_is_refused_before_its_bytes_are_taken() -> None:
    made = _bomb(80 << 20)
    assert len(made) < 200_000
    (file,) = folder(made).files
    assert (file.code, file.data) == ("too-large", None)


def _bomb(size: int) -> bytes:
    """A portfolio with a file of zeros, deflated twice."""
    pypdf = pytest.importorskip("pypdf")
    from pypdf.generic import ArrayObject, NameObject, StreamObject

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(carrying(cover(), [("bom.txt", b"x")], collection=True)))
    stream = next(o.get_object() for o in writer._objects if isinstance(o, StreamObject) and o.get("/Type") == "/EmbeddedFile")
    stream._data = zlib.compress(zlib.compress(b"\0" * size, 9), 9)
    stream[NameObject("/Filter")] = ArrayObject([NameObject("/FlateDecode"), NameObject("/FlateDecode")])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_folder_of_too_many_files(refusal) -> None:
    data = carrying(cover(), [(f"{n}.txt", b"a") for n in range(MOST_FILES + 1)], collection=True)
    assert refusal(data, "a.pdf") == "too-large"


def test_a_folder_without_documents_is_refused_by_name() -> None:
    with pytest.raises(Unreadable, match=r"none of them is a document: chu-ky\.xml") as caught:
        read(carrying(cover(), [("chu-ky.xml", SEAL)], collection=True), "a.pdf")
    assert caught.value.code == "portfolio"


def test_a_file_pinned_to_a_page_is_named(reading) -> None:
    pypdf = pytest.importorskip("pypdf")
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(carrying(long_text(), [("a.docx", FILE)])))
    spec = next(o for o in writer._objects if isinstance(o, DictionaryObject) and "/EF" in o)
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/FileAttachment"),
            NameObject("/Rect"): ArrayObject([FloatObject(n) for n in (10, 10, 30, 30)]),
            NameObject("/FS"): spec,
            NameObject("/Contents"): TextStringObject("kèm theo"),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    del writer.root_object["/Names"]
    out = io.BytesIO()
    writer.write(out)
    assert "a.docx" in troubles(reading(out.getvalue()))["embedded-files"]
