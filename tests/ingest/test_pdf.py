# ruff: noqa: E501  (pages and lines under test stand on one line)
"""PDF pages drawn here: columns, paragraphs over lines and pages, running heads, foot, tables, form fields, hidden text."""

from __future__ import annotations

import io
import re

import pytest

from pipeline.ingest.layerquality import is_bad_layer
from tests.ingest.making import LEFT, Pdf, of_kind

LONG = (
    "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành và các địa phương tổ chức phát động, triển khai phong trào thi đua sâu rộng, thiết thực, "
    "gắn với nhiệm vụ chính trị của từng cơ quan, đơn vị; kịp thời biểu dương, khen thưởng những tập thể và cá nhân có thành tích xuất sắc, tiêu biểu."
)


def _head(pdf: Pdf, number: str = "Số: 12/KH-UBND", day: str = "Mẫu, ngày 01 tháng 3 năm 2024") -> Pdf:
    """A two-column head whose lines do not stand on the same height."""
    for text, x, y in ((("ỦY BAN NHÂN DÂN"), 110, 790), ("TỈNH MẪU", 135, 774), (number, 115, 750)):
        pdf.line(text, x, y=y, bold=not text.startswith("Số"))
    for text, x, y in (
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 270, 790),
        ("Độc lập - Tự do - Hạnh phúc", 320, 772),
        (day, 320, 750),
    ):
        pdf.line(text, x, y=y)
    pdf.y = 715
    return pdf


def _plan() -> Pdf:
    return _head(Pdf()).centred("KẾ HOẠCH").centred("Phát động phong trào thi đua năm 2024")


def _lines(document) -> list[str]:
    return document.text.split("\n")


def test_head_is_read_column_by_column(reading):
    document = reading(_plan().paragraph(LONG).done(), "a.pdf")
    assert of_kind(document, "head") == [
        "ỦY BAN NHÂN DÂN\nTỈNH MẪU\nSố: 12/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nMẫu, ngày 01 tháng 3 năm 2024"
    ]
    assert of_kind(document, "title") == ["KẾ HOẠCH\nPhát động phong trào thi đua năm 2024"]
    assert document.metadata.title == "Kế hoạch Phát động phong trào thi đua năm 2024"
    assert document.pages == 1


def test_lines_of_a_paragraph_are_joined(reading):
    assert LONG in _lines(reading(_plan().paragraph(LONG).paragraph(LONG).done(), "a.pdf"))


def test_a_paragraph_goes_on_over_the_page(reading):
    pdf = Pdf().paragraph("Đoạn thứ nhất. " + LONG)
    pdf.y = 85
    lines = pdf.lines_of(LONG)
    for n, line in enumerate(lines):
        if n == 2:
            pdf.line("1", 310, y=30).page().line("2", 310, y=30)
        pdf.line(line, LEFT + (28 if n == 0 else 0))
    document = reading(pdf.paragraph(LONG + " Hết.").done(), "a.pdf")
    assert _lines(document)[:3] == ["Đoạn thứ nhất. " + LONG, LONG, LONG + " Hết."]
    assert of_kind(document, "furniture") == ["1\n2"]
    first, second = (part for part in document.parts if part.kind == "page")
    assert (first.number, second.number) == (1, 2)
    assert document.text[second.start : second.end] == " ".join(lines[2:]) + "\n" + LONG + " Hết."


BROKEN = [
    ("CHỈ THỊ liên tịch số 01/CTLT-VNPT-", "CĐVNPT ngày 20 tháng 9 năm 2021", "01/CTLT-VNPT-CĐVNPT ngày"),
    ("triển khai thực hiện Kế hoạch số 12/", "KH-UBND ngày 01 tháng 3 năm 2024", "12/KH-UBND ngày"),
    ("Bộ trưởng Bộ Lao động -", "Thương binh và Xã hội hướng dẫn", "Lao động - Thương binh"),
    ("trong giai đoạn 2021-", "2025 và những năm tiếp theo", "2021-2025 và"),
]


@pytest.mark.parametrize(("first", "second", "joined"), BROKEN)
def test_breaks_at_a_hyphen(first, second, joined, reading):
    pdf = Pdf().paragraph(LONG)
    width = 545 - LEFT
    from reportlab.pdfbase.pdfmetrics import stringWidth

    while stringWidth("các " + first, "Body", 13) < width:
        first = "các " + first
    document = reading(pdf.line(first).line(second).paragraph(LONG).done(), "a.pdf")
    assert joined in document.text


def test_items_and_headings_begin_paragraphs(reading):
    pdf = (
        _plan()
        .line("I. MỤC ĐÍCH, YÊU CẦU", LEFT + 28, bold=True)
        .paragraph("1. " + LONG)
        .paragraph("a) " + LONG)
        .paragraph("- Đạt 92% số hộ;")
        .paragraph("+ " + LONG)
    )
    document = reading(pdf.done(), "a.pdf")
    lines = _lines(document)
    for line in ("I. MỤC ĐÍCH, YÊU CẦU", "1. " + LONG, "a) " + LONG, "- Đạt 92% số hộ;", "+ " + LONG):
        assert line in lines
    headings = [(document.text[p.start : p.end], p.level) for p in document.parts if p.kind == "heading"]
    assert headings == [("I. MỤC ĐÍCH, YÊU CẦU", 1)]


def test_running_heads_are_furniture(reading):
    pdf = Pdf()
    for number in range(1, 5):
        pdf.line(f"CÔNG BÁO/Số 431 + 432/Ngày 25-3-2024 {number}", 150, y=805)
        pdf.paragraph(LONG).paragraph(LONG).page()
    document = reading(pdf.line("CÔNG BÁO/Số 431 + 432/Ngày 25-3-2024 5", 150, y=805).paragraph(LONG).done(), "a.pdf")
    (furniture,) = of_kind(document, "furniture")
    assert furniture.count("CÔNG BÁO") == 5 == document.text.count("CÔNG BÁO")
    assert document.metadata.published_at.isoformat() == "2024-03-25"
    assert document.text[slice(*document.metadata.published_span)] == "25-3-2024"


def test_recipients_and_signature(reading):
    pdf = _plan().paragraph(LONG).paragraph(LONG)
    y = pdf.y - 20
    for n, text in enumerate(("Nơi nhận:", "- Như trên;", "- Các sở, ban, ngành tỉnh và Ủy ban nhân", "dân các huyện;", "- Lưu: VT.")):
        pdf.line(text, LEFT, y=y - 14 * n, size=11)
    for n, text in enumerate(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")):
        pdf.line(text, 360, y=y - 16 * n, bold=True)
    pdf.line("Nguyễn Văn Mẫu", 370, y=y - 110, bold=True)
    assert of_kind(reading(pdf.done(), "a.pdf"), "foot") == [
        "Nơi nhận:\n- Như trên;\n- Các sở, ban, ngành tỉnh và Ủy ban nhân dân các huyện;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn Mẫu"
    ]


def test_anchor_boxes_are_where_the_line_is(reading):
    document = reading(Pdf().line("Phát động phong trào thi đua", 100, y=700).done(), "a.pdf")
    page, x0, y0, x1, y1 = map(float, re.findall(r"[\d.]+", document.anchors[0].locator))
    assert (page, x0) == (1, 100)
    assert y0 < 842 - 700 < y1
    assert 240 < x1 < 300


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages(turn, reading):
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(_plan().paragraph(LONG).done()))
    writer.pages[0].rotate(turn)
    out = io.BytesIO()
    writer.write(out)
    assert LONG in _lines(reading(out.getvalue(), "a.pdf"))


def test_hidden_text_is_left_out(reading):
    pdf = _plan().paragraph(LONG)
    pdf.canvas.setFillColorRGB(1, 1, 1)
    pdf.line("Đã ký số bởi phần mềm")
    pdf.canvas.setFillColorRGB(0, 0, 0)
    drawing = pdf.canvas.beginText(100, 300)
    drawing.setFont("Body", 12)
    drawing.setTextRenderMode(3)
    drawing.textLine("Chữ vô hình trên trang")
    pdf.canvas.drawText(drawing)
    text = reading(pdf.done(), "a.pdf").text
    assert "Đã ký" not in text
    assert "vô hình" not in text


def test_hidden_letters_within_a_line_are_left_out(reading):
    pdf = _plan()
    x = 100.0
    from reportlab.pdfbase.pdfmetrics import stringWidth

    for piece, shade in ((".", 1), ("có hiệu lực từ ngày 15 tháng 02", 0), (".", 1), ("năm 2024 trở đi", 0)):
        pdf.canvas.setFillColorRGB(shade, shade, shade)
        pdf.line(piece, x, y=500)
        x += stringWidth(piece, "Body", 12)
    pdf.canvas.setFillColorRGB(0, 0, 0)
    assert "có hiệu lực từ ngày 15 tháng 02 năm 2024 trở đi" in _lines(reading(pdf.paragraph(LONG).done(), "a.pdf"))


def test_values_in_form_fields_are_read(reading):
    pdf = _head(Pdf(), "Số:         /KH-UBND", "Mẫu, ngày      tháng 3 năm 2024")
    form = pdf.canvas.acroForm
    form.textfield(name="so", value="96", x=140, y=746, width=34, height=16, fontSize=12, borderWidth=0, forceBorder=False)
    form.textfield(name="ngay", value="08", x=392, y=746, width=20, height=16, fontSize=12, borderWidth=0, forceBorder=False)
    text = reading(pdf.centred("KẾ HOẠCH").paragraph(LONG).done(), "a.pdf").text
    assert re.search(r"Số: ?96 ?/KH-UBND", text)
    assert re.search(r"ngày ?08 ?tháng 3", text)


def test_missing_blanks_are_put_in(reading):
    pdf = Pdf()
    x = 100.0
    from reportlab.pdfbase.pdfmetrics import stringWidth

    for word in ("Nghị", "định", "số", "98/2023/NĐ-CP", "của", "Chính", "phủ"):  # each word drawn by itself, no blank written
        pdf.line(word, x, y=700)
        x += stringWidth(word, "Body", 13) + 3.4
    assert "Nghị định số 98/2023/NĐ-CP của Chính phủ" in reading(pdf.paragraph(LONG).done(), "a.pdf").text


def test_legacy_fonts(reading):
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont("Times-Roman", 13)
    lines = (
        "Céng hoµ x· héi chñ nghÜa ViÖt Nam",
        "UBND tØnh ph¸t ®éng phong trµo thi ®ua yªu n\xadíc n¨m 2004:",
        "- Båi d\xadìng c¸n bé, c«ng chøc, th\xad viÖn;",
    )
    for n, line in enumerate(lines):
        canvas.drawString(LEFT, 760 - 40 * n, line)
    canvas.save()
    document = reading(out.getvalue(), "a.pdf")
    assert _lines(document)[:3] == [
        "Cộng hoà xã hội chủ nghĩa Việt Nam", "UBND tỉnh phát động phong trào thi đua yêu nước năm 2004:", "- Bồi dưỡng cán bộ, công chức, thư viện;",
    ]  # fmt: skip
    assert [trouble.code for trouble in document.troubles] == ["legacy-encoding"]


def test_what_is_printed_twice_is_read_once(reading):
    pdf = _plan()
    pdf.line("II. CHỈ TIÊU THI ĐUA", y=600).line("II. CHỈ TIÊU THI ĐUA", LEFT + 0.4, y=600.3)
    pdf.y = 570
    assert reading(pdf.paragraph(LONG).done(), "a.pdf").text.count("CHỈ TIÊU") == 1


def test_four_signatures_side_by_side(reading):
    pdf = _plan().paragraph(LONG).paragraph(LONG)
    for n, text in enumerate(("ĐƠN VỊ MỘT", "ĐƠN VỊ HAI", "ĐƠN VỊ BA", "ĐƠN VỊ BỐN")):
        pdf.line(text, 85 + 120 * n, y=400, bold=True).line(f"Nguyễn Văn {n}", 85 + 120 * n, y=330)
    text = reading(pdf.done(), "a.pdf").text
    assert "ĐƠN VỊ MỘT\nNguyễn Văn 0\nĐƠN VỊ HAI\nNguyễn Văn 1\nĐƠN VỊ BA\nNguyễn Văn 2\nĐƠN VỊ BỐN\nNguyễn Văn 3" in text


def test_footnotes_stand_apart(reading):
    pdf = Pdf().paragraph(LONG).paragraph(LONG)
    y = pdf.y
    pdf.line("Thực hiện Quyết định 5969/QĐ-ĐHM", y=y)
    from reportlab.pdfbase.pdfmetrics import stringWidth

    pdf.line("1", LEFT + stringWidth("Thực hiện Quyết định 5969/QĐ-ĐHM", "Body", 13), y=y + 5, size=8)
    pdf.line("1 Quyết định ngày 28/12/2021 về việc ban hành Quy định.", y=70, size=10)
    document = reading(pdf.done(), "a.pdf")
    assert of_kind(document, "footnote") == ["1 Quyết định ngày 28/12/2021 về việc ban hành Quy định."]
    assert "5969/QĐ-ĐHM[1]" in document.text


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("Phát động phong trào thi đua yêu nước năm 2024 " * 20, False),
        ("The committee shall report the results of each year to the board " * 20, False),
        ("phat dong phong trao thi dua yeu nuoc nam va khen thuong " * 20, True),
        ("UY BAN NHAN DAN TINH phat d()ng phong trao thi dua " * 20, True),
        ("12 345 678", False),
    ],
)
def test_bad_layers(text, bad):
    assert is_bad_layer(text) is bad


def test_a_receipt_stamp_printed_over_the_page_is_no_head(reading):
    pdf = _head(Pdf())
    for text, x, y in (("SỞ NỘI VỤ TỈNH MẪU", 98, 822), ("ĐẾN", 98, 812), ("Số: 4521", 130, 812), ("Ngày: 06/3/2024", 130, 802)):
        pdf.line(text, x, y=y, size=8)
    document = reading(pdf.centred("KẾ HOẠCH").centred("Phát động phong trào thi đua năm 2024").paragraph(LONG).done(), "a.pdf")
    assert of_kind(document, "furniture") == ["SỞ NỘI VỤ TỈNH MẪU\nĐẾN\nSố: 4521\nNgày: 06/3/2024"]
    (head,) = of_kind(document, "head")
    assert head.startswith("ỦY BAN NHÂN DÂN\nTỈNH MẪU\nSố: 12/KH-UBND")


def test_a_page_tree_that_lies_is_no_obstacle(reading):
    pdf = Pdf().line("Kế hoạch phát động phong trào thi đua yêu nước").done()
    assert reading(pdf.replace(b"/Count 1", b"/Count 99999999"), "a.pdf").pages == 1


def test_a_watermark_is_furniture(reading):
    pdf = _plan().paragraph(LONG)
    canvas = pdf.canvas
    canvas.saveState()
    canvas.translate(200, 300)
    canvas.rotate(45)
    canvas.setFillGray(0.8)
    canvas.setFont("Bold", 60)
    canvas.drawString(0, 0, "SAO Y")
    canvas.restoreState()
    document = reading(pdf.paragraph(LONG).done(), "a.pdf")
    (furniture,) = of_kind(document, "furniture")
    assert sorted("".join(furniture.split())) == sorted("SAOY")
    assert document.text[: document.text.index(furniture)].count(LONG) == 2
