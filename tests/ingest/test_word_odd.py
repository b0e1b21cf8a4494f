# ruff: noqa: E501 - XML is kept on one line
"""What else Word files hold: lists by style and by law, notes, fields, formulas, text boxes with tables, tracked changes of tables."""

from __future__ import annotations

import pytest

from tests.ingest.making import W, bare_docx, of_kind, zipped

NS = W + (
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def _p(text: str, properties: str = "", run: str = "") -> str:
    written = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{written}</w:p>"


def _item(text: str, number: int, level: int = 0) -> str:
    return _p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def _table(*rows: tuple[str, ...], cell: str = "") -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(f'<w:tc>{cell}{c}</w:tc>' for c in row)}</w:tr>" for row in rows) + "</w:tbl>"


def _lines(document) -> list[str]:
    return document.text.rstrip("\n").split("\n")


def _level(number: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


CHAPTERS = (
    _level(0, "upperRoman", "Chương %1") + _level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>') + _level(2, "decimal", "%3.")
)
LEGAL = _level(0, "upperRoman", "%1.") + _level(1, "decimal", "%1.%2.", "<w:isLgl/>")
BY_STYLE = _level(0, "decimal", "%1.", '<w:pStyle w:val="A"/>') + _level(1, "decimal", "%1.%2.", '<w:pStyle w:val="B"/>')
NUMBERING = (
    f"<w:numbering {W}>"
    f'<w:abstractNum w:abstractNumId="1">{CHAPTERS}</w:abstractNum><w:abstractNum w:abstractNumId="2">{LEGAL}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="L"/></w:abstractNum><w:abstractNum w:abstractNumId="4"><w:styleLink w:val="L"/>{_level(0, "decimal", "Điều %1.")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="5">{BY_STYLE}</w:abstractNum>'
    + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, 6))
    + f'<w:num w:numId="6"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0">{_level(0, "decimal", "Nhiệm vụ %1:")}</w:lvlOverride></w:num></w:numbering>'
)
STYLES = f"<w:styles {W}>" + "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="Muc {name}"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    for name in "AB"
) + '<w:style w:type="paragraph" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="character" w:styleId="AnChu"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'  # fmt: skip

LISTS = {
    "articles that go on over chapters": (
        _item("QUY ĐỊNH CHUNG", 1) + _item("Phạm vi", 1, 1) + _item("Một", 1, 2) + _item("Đối tượng", 1, 1) + _item("Một", 1, 2) + _item("TỔ CHỨC", 1) + _item("Chủ trì", 1, 1),
        ["Chương I QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "1. Một", "Điều 2. Đối tượng", "1. Một", "Chương II TỔ CHỨC", "Điều 3. Chủ trì"],
    ),
    "digits below a Roman number": (_item("MỤC TIÊU", 2) + _item("Chung", 2, 1) + _item("Cụ thể", 2, 1), ["I. MỤC TIÊU", "1.1. Chung", "1.2. Cụ thể"]),
    "a definition in a list style": (_item("Phạm vi", 3) + _item("Đối tượng", 3), ["Điều 1. Phạm vi", "Điều 2. Đối tượng"]),
    "levels by paragraph style": (
        "".join(_p(text, f'<w:pStyle w:val="{style}"/>') for text, style in (("Một", "A"), ("Con", "B"), ("Hai con", "B"), ("Hai", "A"))),
        ["1. Một", "1.1. Con", "1.2. Hai con", "2. Hai"],
    ),
    "a level that the list writes anew": (_item("trồng cây", 6) + _item("dọn rác", 6), ["Nhiệm vụ 1: trồng cây", "Nhiệm vụ 2: dọn rác"]),
    "an empty item counts, a deleted one does not": (
        _item("một", 2) + _item("", 2) + '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>' + _item("ba", 2),
        ["I. một", "III. ba"],
    ),
    "running numbers of a table": (
        _table((_p("TT"), _p("Đơn vị")), (_item("", 4), _p("Xã A")), (_item("", 4), _p("Xã B"))), ["TT\tĐơn vị", "Điều 1.\tXã A", "Điều 2.\tXã B"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_list_marks(name, reading):
    body, expected = LISTS[name]
    assert _lines(reading(bare_docx(body, numbering=NUMBERING, styles=STYLES), "a.docx")) == expected


def _box(inner: str) -> str:
    return f"<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{inner}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{inner}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"


def _t(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
INNER = _table((_p("Huyện"), _p("Số hộ")), (_p("An Phú"), _p("50 hộ")))
CASES = {
    "a formula": (
        f"<w:p>{_t('giảm ')}<m:oMath><m:r><m:t>≥1,5</m:t></m:r><m:r><m:t>%</m:t></m:r></m:oMath>{_t(' mỗi năm, bằng ')}"
        f"<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath>{_t(' số hộ')}</w:p>",
        ["giảm ≥1,5% mỗi năm, bằng 1/3 số hộ"],
    ),
    "hidden by style": (_p("Ẩn", '<w:pStyle w:val="An"/>') + f"<w:p>{_t('Chữ ')}<w:r><w:rPr><w:rStyle w:val='AnChu'/></w:rPr><w:t>ẩn </w:t></w:r>{_t('hiện')}</w:p>", ["Chữ hiện"]),
    "a field within the code of another": (
        f"<w:p>{FIELD('begin')}<w:r><w:instrText>IF</w:instrText></w:r>{FIELD('begin')}{FIELD('separate')}{_t('mã')}{FIELD('end')}{FIELD('separate')}{_t('kết quả')}{FIELD('end')}{_t(' hiện')}</w:p>",
        ["kết quả hiện"],
    ),
    "a choice from a list": (
        f"<w:p>{_t('Cấp: ')}<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='xã'/><w:listEntry w:val='tỉnh'/></w:ddList></w:ffData></w:fldChar></w:r>{FIELD('end')}</w:p>",
        ["Cấp: tỉnh"],
    ),
    "a control that nobody filled in": (f"<w:p>{_t('Số:')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{_t(' Click here to enter text.')}</w:sdtContent></w:sdt></w:p>", ["Số:"]),
    "a box in a box, once": (f"<w:p>{_t('Ngoài')}{_box('<w:p>' + _t('khung') + _box(_p('trong')) + '</w:p>')}</w:p>", ["Ngoài", "khung", "trong"]),
    "a table in a box": (f"<w:p>{_t('Ngoài')}{_box(INNER)}</w:p>", ["Ngoài", "Huyện\tSố hộ", "An Phú\t50 hộ"]),
    "a box in a cell": (_table((_p("TT"), _p("Xã")), (_p("1"), f"<w:p>{_t('A')}{_box(_p('ghi chú'))}</w:p>")), ["TT\tXã", "1\tA ghi chú"]),
    "a hidden box": (f"<w:p>{_t('Hiện')}<w:r><w:rPr><w:vanish/></w:rPr><w:txbxContent>{_p('ẩn')}</w:txbxContent></w:r></w:p>", ["Hiện"]),
    "a table in a frame": (_table((_p("Phân bổ") + INNER + _p("Hết"),)), ["Phân bổ", "Huyện\tSố hộ", "An Phú\t50 hộ", "Hết"]),
    "a column deleted": (
        f"<w:tbl>{''.join(f'<w:tr><w:tc>{_p(a)}</w:tc><w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p/></w:tc><w:tc>{_p(b)}</w:tc></w:tr>' for a, b in (('TT', 'Xã'), ('1', 'A')))}</w:tbl>",
        ["TT\tXã", "1\tA"],
    ),
    "a paragraph mark deleted before a bookmark": (
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{_t('Tặng 20 ')}</w:p><w:bookmarkStart/><w:bookmarkEnd/><w:p>{_t('Bằng khen.')}</w:p>", ["Tặng 20 Bằng khen."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_word_can_hold(name, reading):
    body, expected = CASES[name]
    document = bare_docx(body, styles=STYLES)
    assert _lines(reading(_with_namespaces(document), "a.docx")) == expected


def _with_namespaces(data: bytes) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: archive.read(name).replace(W.encode(), NS.encode(), 1) for name in archive.namelist()})


def test_notes_count_as_they_are_called_and_go_with_their_mark(reading):
    call = '<w:r><w:{}Reference w:id="{}"/></w:r>'.format
    body = f"<w:p>{_t('Một')}{call('footnote', 5)}{_t(' hai')}{call('endnote', 3)}<w:del>{call('footnote', 2)}</w:del>{_t(' ba')}{call('footnote', 4)}</w:p>"
    notes = "".join(f'<w:footnote w:id="{n}">{_p(text)}</w:footnote>' for n, text in ((2, "Đã bỏ"), (4, "Sau"), (5, "Đầu")))
    link = '<Relationship Id="{0}" Type="http://x/{0}" Target="{0}.xml"/>'.format
    data = zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>".encode(),
            "word/footnotes.xml": f"<w:footnotes {W}>{notes}</w:footnotes>".encode(),
            "word/endnotes.xml": f'<w:endnotes {W}><w:endnote w:id="3">{_p("Cuối")}</w:endnote></w:endnotes>'.encode(),
            "word/_rels/document.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f"{link('footnotes')}{link('endnotes')}</Relationships>"
            ).encode(),
        }
    )
    document = reading(data, "a.docx")
    assert _lines(document)[0] == "Một[1] hai[i] ba[2]"
    assert sorted(of_kind(document, "footnote")) == ["1 Đầu", "2 Sau", "i Cuối"]


def test_a_file_within_the_text_is_named(reading):
    document = reading(bare_docx(_p("Trước") + "<w:altChunk/>" + _p("Sau")), "a.docx")
    assert [trouble.code for trouble in document.troubles] == ["embedded-text"]
