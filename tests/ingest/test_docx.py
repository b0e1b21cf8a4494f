# ruff: noqa: E501  (pages and lines under test stand on one line)
"""DOCX: paragraphs, tables, generated numbering, text boxes, tracked changes, headers, soft breaks."""

from __future__ import annotations

import pytest

from tests.ingest.making import W, bare_docx, docx, of_kind


def _p(text: str, properties: str = "", run: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _lines(document) -> list[str]:
    return document.text.rstrip("\n").split("\n")


def _plan(document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    head = document.add_table(2, 2)
    for row, column, text in (
        (0, 0, "ỦY BAN NHÂN DÂN\nTỈNH MẪU"),
        (0, 1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
        (1, 0, "Số: 12/KH-UBND"),
        (1, 1, "Mẫu, ngày 01 tháng 3 năm 2024"),
    ):
        head.cell(row, column).text = text
    for text in ("KẾ HOẠCH", "Phát động phong trào thi đua\ntrên địa bàn tỉnh năm 2024"):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text).bold = True
    document.add_paragraph("Căn cứ Luật Thi đua, khen thưởng;")
    document.add_heading("I. MỤC ĐÍCH", level=1)
    paragraph = document.add_paragraph("Đối tượng: ")
    paragraph.add_run("các sở, ban, ngành tỉnh").bold = True
    paragraph.add_run(" và địa phương.")
    table = document.add_table(3, 3)
    for n, row in enumerate((("TT", "Đơn vị", "Chỉ tiêu"), ("1", "Huyện A", "92%"), ("2", "Huyện B", "85,5%"))):
        for m, text in enumerate(row):
            table.cell(n, m).text = text
    foot = document.add_table(1, 2)
    foot.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    foot.cell(0, 1).text = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Mẫu"
    document.sections[0].header.paragraphs[0].text = "Sở Nội vụ tỉnh Mẫu"
    document.sections[0].footer.paragraphs[0].text = "Trang 1"


def test_plan(reading):
    document = reading(docx(_plan), "a.docx")
    assert of_kind(document, "head") == [
        "ỦY BAN NHÂN DÂN\nTỈNH MẪU\nSố: 12/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nMẫu, ngày 01 tháng 3 năm 2024"
    ]
    assert of_kind(document, "title") == ["KẾ HOẠCH\nPhát động phong trào thi đua trên địa bàn tỉnh năm 2024"]
    assert document.metadata.title == "Kế hoạch Phát động phong trào thi đua trên địa bàn tỉnh năm 2024"
    assert [(document.text[p.start : p.end], p.level) for p in document.parts if p.kind == "heading"] == [("I. MỤC ĐÍCH", 1)]
    assert "các sở, ban, ngành tỉnh" in of_kind(document, "bold")
    assert of_kind(document, "row") == ["TT\tĐơn vị\tChỉ tiêu", "1\tHuyện A\t92%", "2\tHuyện B\t85,5%"]
    assert of_kind(document, "foot") == ["Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Mẫu"]
    assert of_kind(document, "furniture") == ["Sở Nội vụ tỉnh Mẫu\nTrang 1"]


def test_anchors_count_paragraphs_and_cells(reading):
    document = reading(docx(_plan), "a.docx")

    def place(text: str) -> str:
        offset = document.text.index(text)
        (anchor,) = document.locate(offset, offset + len(text))
        return anchor.locator

    assert place("KẾ HOẠCH") == "paragraph 1"
    assert place("Căn cứ") == "paragraph 3"
    assert place("85,5%") == "table 2 row 3 cell 3"
    assert place("Số: 12/KH-UBND") == "table 1 row 2 cell 1"


LEVELS = "".join(
    f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for n, (form, text) in enumerate(
        (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "\uf0b7"), ("decimal", "%2.%5."))
    )
)
NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
)


def _item(text: str, level: int, number: int = 1) -> str:
    return _p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbering_that_word_generates(reading):
    body = (
        _item("MỤC ĐÍCH", 0)
        + _item("Mục một", 1)
        + _item("ý đầu", 2)
        + _item("ý sau", 2)
        + _item("gạch", 3)
        + _item("Mục hai", 1)
        + _item("con", 4)
        + _item("YÊU CẦU", 0)
        + _item("Mục một", 1)
    )
    body += _item("lại từ một", 1, number=2) + _item("rồi hai", 1, number=2) + _item("không số", 0, number=0)
    document = reading(bare_docx(body, numbering=NUMBERING), "a.docx")
    assert _lines(document) == [
        "I. MỤC ĐÍCH", "1. Mục một", "a) ý đầu", "b) ý sau", "- gạch", "2. Mục hai", "2.1. con", "II. YÊU CẦU", "1. Mục một", "1. lại từ một", "2. rồi hai", "không số",
    ]  # fmt: skip


CASES = {
    "tracked changes as accepted": (
        '<w:p><w:r><w:t>Tặng </w:t></w:r><w:del><w:r><w:delText>20</w:delText></w:r></w:del><w:ins><w:r><w:t>30</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> Bằng khen</w:t></w:r></w:p>',
        ["Tặng 30 Bằng khen"],
    ),
    "a paragraph mark deleted": (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Tặng 20 </w:t></w:r></w:p><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Bằng khen </w:t></w:r></w:p>"
        "<w:p><w:r><w:t>cho tập thể.</w:t></w:r></w:p>",
        ["Tặng 20 Bằng khen cho tập thể."],
    ),
    "moved text": (
        "<w:p><w:moveFrom><w:r><w:t>Chỗ cũ</w:t></w:r></w:moveFrom><w:r><w:t>Giữa </w:t></w:r><w:moveTo><w:r><w:t>chỗ mới</w:t></w:r></w:moveTo></w:p>",
        ["Giữa chỗ mới"],
    ),
    "a row deleted": (
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>bỏ</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>giữ</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>cả</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        ["giữ\t1", "cả\t2"],
    ),
    "hidden text": (_p("Chữ ẩn", run="<w:vanish/>") + _p("Chữ hiện", run='<w:vanish w:val="0"/>'), ["Chữ hiện"]),
    "links and content controls": (
        "<w:sdt><w:sdtContent><w:p><w:hyperlink><w:r><w:t>Kế hoạch</w:t></w:r></w:hyperlink><w:r><w:t> số 12</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        ["Kế hoạch số 12"],
    ),
    "text box, its fallback not twice": (
        '<w:p><w:r><w:t>Trước</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice><w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent></mc:Choice>'
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        ["Trước", "Trong khung"],
    ),
    "text box alone": ("<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Số: 12/KH</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>", ["Số: 12/KH"]),
    "soft breaks within a sentence": ("<w:p><w:r><w:t>của Ban Thường vụ</w:t><w:br/><w:t>Tỉnh ủy Mẫu</w:t></w:r></w:p>", ["của Ban Thường vụ Tỉnh ủy Mẫu"]),
    "soft breaks between items": ("<w:p><w:r><w:t>- Một;</w:t><w:br/><w:t>- Hai.</w:t></w:r></w:p>", ["- Một;", "- Hai."]),
    "fields show their result": (
        "<w:p><w:r><w:fldChar/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>Trang 7</w:t></w:r></w:p>", ["Trang 7"]),
    "odd hyphens": ("<w:p><w:r><w:t>34</w:t><w:noBreakHyphen/><w:t>CT/TU</w:t></w:r></w:p>", ["34-CT/TU"]),
    "soft hyphens": ("<w:p><w:r><w:t>phong</w:t><w:softHyphen/><w:t>trào</w:t></w:r></w:p>", ["phongtrào"]),
    "soft hyphens that are a letter of TCVN3": (
        "<w:p><w:r><w:t>UBND tØnh ph¸t ®éng phong trµo thi ®ua yªu n</w:t><w:softHyphen/><w:t>íc</w:t></w:r></w:p>",
        ["UBND tỉnh phát động phong trào thi đua yêu nước"],
    ),
    "capitals by style": (_p("Kế hoạch", run='<w:caps/>'), ["KẾ HOẠCH"]),
    "legacy letters and their capital font": (
        _p("Céng hoµ x· héi chñ nghÜa ViÖt Nam", run='<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/>') + _p("phong trµo thi ®ua yªu n\xadíc", run='<w:rFonts w:ascii=".VnTime"/>'),
        ["CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "phong trào thi đua yêu nước"],
    ),
    "merged cells keep their columns": (
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>4</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        ["A\t\tB", "1\t2\t3", "\t4\t"],
    ),
    "a single cell is a paragraph": ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Khung viền quanh một đoạn</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", ["Khung viền quanh một đoạn"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_word_can_hold(name, reading):
    body, expected = CASES[name]
    assert _lines(reading(bare_docx(body), "a.docx")) == expected


def test_footnotes_and_their_marks(reading):
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://x/footnotes" Target="footnotes.xml"/></Relationships>'
    notes = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">{_p("Ngày 28/12/2021.")}</w:footnote></w:footnotes>'
    body = '<w:p><w:r><w:t>Quyết định 5969/QĐ-ĐHM</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    document = reading(_with(body, notes, rels), "a.docx")
    assert _lines(document) == ["Quyết định 5969/QĐ-ĐHM[1]", "1 Ngày 28/12/2021."]
    assert of_kind(document, "footnote") == ["1 Ngày 28/12/2021."]


def _with(body: str, notes: str, rels: str) -> bytes:
    from tests.ingest.making import zipped

    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>".encode(),
            "word/footnotes.xml": notes.encode(),
            "word/_rels/document.xml.rels": rels.encode(),
        }
    )


def test_head_without_a_motto(reading):
    body = (
        _p("TỈNH ỦY MẪU")
        + _p("*")
        + _p("Số 12-KH/TU")
        + _p("Mẫu, ngày 01 tháng 3 năm 2024")
        + _p("KẾ HOẠCH", '<w:jc w:val="center"/>', "<w:b/>")
        + _p("Phát động thi đua", '<w:jc w:val="center"/>')
        + _p("Thực hiện Chỉ thị, Tỉnh ủy yêu cầu các cấp ủy:")
    )
    document = reading(bare_docx(body), "a.docx")
    assert of_kind(document, "head") == ["TỈNH ỦY MẪU\n*\nSố 12-KH/TU\nMẫu, ngày 01 tháng 3 năm 2024"]
    assert document.metadata.title == "Kế hoạch Phát động thi đua"


def test_annex(reading):
    centre = '<w:jc w:val="center"/>'
    body = (
        _p("KẾ HOẠCH", centre)
        + _p("Phát động thi đua", centre)
        + _p("Nội dung một của kế hoạch.")
        + _p("Nội dung hai của kế hoạch.")
        + _p("Phụ lục 1 kèm theo nêu chỉ tiêu.")
        + _p("PHỤ LỤC 1", centre)
        + _p("CHỈ TIÊU", centre)
        + _p("Huyện A: 92%")
    )
    document = reading(bare_docx(body), "a.docx")
    assert of_kind(document, "annex") == ["PHỤ LỤC 1\nCHỈ TIÊU\nHuyện A: 92%"]
