# ruff: noqa: E501  (what stands on a page stands on one line)
"""Scans: pages drawn here, taken as pictures, skewed, stamped, filled in by pen, and read by Tesseract."""

from __future__ import annotations

import re

import pytest

from pipeline.document import Unreadable
from pipeline.ingest import IngestLimits, read
from pipeline.ingest.scan import tesseract
from tests.ingest.making import Pdf, of_kind
from tests.ingest.scanning import joined, needs_tesseract, scanned

LONG = (
    "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành và các địa phương tổ chức phát động, triển khai phong trào thi đua sâu rộng, "
    "thiết thực, gắn với nhiệm vụ chính trị của từng cơ quan, đơn vị; kịp thời biểu dương, khen thưởng những tập thể và cá nhân."
)
BLUE, RED = (0.12, 0.18, 0.6), (0.85, 0.1, 0.15)


def _plan(number: str = "Số: 12/KH-UBND", day: str = "Lai Châu, ngày 04 tháng 3 năm 2024") -> Pdf:
    pdf = Pdf()
    for text, x, y in (("ỦY BAN NHÂN DÂN", 105, 790), ("TỈNH LAI CHÂU", 115, 774), (number, 115, 750)):
        pdf.line(text, x, y=y, bold=not text.startswith("Số"))
    for text, x, y in (("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 275, 790), ("Độc lập - Tự do - Hạnh phúc", 320, 772), (day, 320, 750)):
        pdf.line(text, x, y=y, bold=not text.startswith("Lai"))
    pdf.y = 705
    return pdf.centred("KẾ HOẠCH").centred("Phát động phong trào thi đua năm 2024").paragraph(LONG)


def _ink(pdf: Pdf, text: str, x: float, y: float, colour: tuple[float, float, float], size: float = 17) -> Pdf:
    pdf.canvas.setFillColorRGB(*colour)
    pdf.line(text, x, y=y, size=size)
    pdf.canvas.setFillColorRGB(0, 0, 0)
    return pdf


def _codes(document) -> list[str]:
    return [trouble.code for trouble in document.troubles]


def _box(document, words: str) -> list[float]:
    start = document.text.index(words)
    return [float(n) for n in re.findall(r"-?\d+", document.locate(start, start + 1)[0].locator)]


@needs_tesseract
def test_a_scan_is_read_like_a_text_layer(reading):
    pdf = _plan().line("I. MỤC ĐÍCH, YÊU CẦU", 113, bold=True).paragraph("1. " + LONG)
    document = reading(scanned(pdf.done()), "a.pdf")
    assert of_kind(document, "head") == [
        "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU\nSố: 12/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nLai Châu, ngày 04 tháng 3 năm 2024"
    ]
    assert document.metadata.title == "Kế hoạch Phát động phong trào thi đua năm 2024"
    assert of_kind(document, "heading") == ["I. MỤC ĐÍCH, YÊU CẦU"]
    assert document.text.split("\n")[8:11] == [LONG, "I. MỤC ĐÍCH, YÊU CẦU", "1. " + LONG]
    assert (document.pages, document.ocr_pages) == (1, 1)
    assert 0.85 < document.ocr_confidence <= 1
    assert "pen" not in _codes(document)


@needs_tesseract
@pytest.mark.parametrize("angle", [1.4, -0.8, 180, 90])
def test_skewed_and_turned_pages(angle, reading):
    document = reading(scanned(_plan().paragraph(LONG).done(), angle=angle), "a.pdf")
    assert document.text.count(LONG) == 2
    assert "TỈNH LAI CHÂU\nSố: 12/KH-UBND\nCỘNG HÒA" in document.text


@needs_tesseract
def test_anchors_of_a_skewed_page_are_where_the_words_stand(reading):
    straight = reading(scanned(_plan().done()), "a.pdf")
    skewed = reading(scanned(_plan().done(), angle=1.4), "a.pdf")
    _, x0, y0, x1, y1 = _box(straight, "Số: 12")
    _, left, top, right, bottom = _box(skewed, "Số: 12")
    # Turned to the left about the middle of the page: what stands at the top left goes to the left and down.
    assert left == pytest.approx(x0 - 8, abs=4)
    assert (top + bottom) / 2 == pytest.approx((y0 + y1) / 2 + 3, abs=3)
    assert right - left == pytest.approx(x1 - x0, abs=5)


@needs_tesseract
def test_only_pages_without_a_layer_are_read(reading):
    document = reading(joined(_plan().done(), scanned(_plan().done()), _plan().done()), "a.pdf")
    assert (document.pages, document.ocr_pages) == (3, 1)
    assert document.text.count(LONG) == 3
    assert [part.number for part in document.parts if part.kind == "page"] == [1, 2, 3]


@needs_tesseract
def test_the_layer_of_a_bad_ocr_program_is_read_again(reading):
    import pypdfium2

    printed = pypdfium2.PdfDocument(_plan().done())
    pdf = Pdf()
    pdf.canvas.drawInlineImage(printed[0].render(scale=200 / 72).to_pil(), 0, 0, 595, 842)
    layer = pdf.canvas.beginText(85, 780)
    layer.setFont("Body", 9)
    layer.setTextRenderMode(3)
    for _ in range(8):
        layer.textLine("UY BAN NHAN DAN TlNH yeu c()u cac s6 ban nganh va cac dia phu(mg t6 ch(rc phat d()ng")
    pdf.canvas.drawText(layer)
    document = reading(pdf.done(), "a.pdf")
    assert document.ocr_pages == 1
    assert LONG in document.text
    assert "c()u" not in document.text


@needs_tesseract
def test_number_and_day_by_pen_are_left_out_and_said(reading):
    pdf = _plan("Số:         /KH-UBND", "Lai Châu, ngày       tháng 3 năm 2024")
    _ink(_ink(pdf, "96", 139, 751, BLUE), "28", 403, 752, BLUE)
    data = scanned(pdf.done(), colour=True)
    document = reading(data, "van-ban.pdf")
    assert "Số: /KH-UBND" in document.text
    assert "ngày tháng 3 năm 2024" in document.text
    (pen,) = (trouble for trouble in document.troubles if trouble.code == "pen")
    assert "number" in pen.message
    assert "day" in pen.message
    named = reading(data, "tai-ve/96_KH-UBND.pdf")
    assert "Số: 96 /KH-UBND" in named.text
    assert "number 96" in " ".join(trouble.message for trouble in named.troubles)


@needs_tesseract
def test_a_stamp_is_no_text_of_the_document(reading):
    def stamp(colour) -> bytes:
        pdf = _plan()
        for number, line in enumerate(("ĐẾN", "Số: 2207", "Ngày: 31/5/2024")):
            _ink(pdf, line, 30, 725 - 13 * number, colour, 10)
        return scanned(pdf.done(), colour=True)

    assert "2207" not in reading(stamp(RED), "a.pdf").text
    document = reading(stamp((0, 0, 0)), "a.pdf")
    (furniture,) = of_kind(document, "furniture")
    assert "2207" in furniture
    assert document.text.count("2207") == 1


@needs_tesseract
def test_ruled_lines_and_dust_do_not_hurt(reading):
    from PIL import ImageDraw

    def soil(picture):
        pen = ImageDraw.Draw(picture)
        pen.line((200, 700, 1500, 700), fill=0, width=3)
        pen.rectangle((150, 60, 1580, 2200), outline=0, width=2)
        for x in range(40, 1600, 37):
            pen.point((x, (x * 7919) % 2300), fill=0)
        return picture

    assert LONG in reading(scanned(_plan().done(), after=soil), "a.pdf").text


@needs_tesseract
def test_a_page_without_text_is_refused(refusal):
    from PIL import Image

    pdf = Pdf()
    pdf.canvas.drawInlineImage(Image.new("RGB", (40, 40), "grey"), 0, 0, 595, 842)
    assert refusal(pdf.done(), "a.pdf") == "scan"


@needs_tesseract
def test_time_limits(refusal):
    data = scanned(_plan().done())
    assert refusal(data, "a.pdf", limits=IngestLimits(ocr_seconds=0)) == "ocr-timeout"
    assert refusal(data, "a.pdf", limits=IngestLimits(ocr_page_seconds=0.01)) == "ocr-timeout"


@pytest.fixture
def without_tesseract(monkeypatch):
    """A machine on which the program is not installed."""
    monkeypatch.setattr(tesseract, "program", lambda: None)


@pytest.mark.usefixtures("without_tesseract")
def test_without_tesseract_the_line_to_install_it_is_named():
    with pytest.raises(Unreadable, match="apt-get install tesseract-ocr tesseract-ocr-vie") as caught:
        read(scanned(_plan().done()), "a.pdf")
    assert caught.value.code == "tesseract-missing"


@pytest.mark.usefixtures("without_tesseract")
def test_without_tesseract_the_other_pages_are_read(reading):
    document = reading(joined(_plan().done(), scanned(_plan().done())), "a.pdf")
    assert _codes(document) == ["scanned-pages"]
    assert "apt-get install" in document.troubles[0].message
    assert (document.ocr_pages, document.ocr_confidence) == (0, None)


ROWS = [
    ["TT", "Đơn vị", "Chỉ tiêu (%)"],
    ["1", "Huyện Mẫu Thượng", "92"],
    ["2", "Thị xã Mẫu Hạ và các xã vùng cao", "85,5"],
    ["", "Cộng toàn tỉnh", "90"],
]


def _with_table() -> bytes:
    pdf = _plan()
    canvas = pdf.page().canvas
    xs, ys = [100.0, 140.0, 360.0, 480.0], [700.0 - 26 * n for n in range(len(ROWS) + 1)]
    canvas.grid(xs, ys)
    canvas.setFont("Body", 13)
    for n, row in enumerate(ROWS):
        for m, text in enumerate(row):
            canvas.drawString(xs[m] + 5, ys[n + 1] + 8, text)
    return pdf.done()


@needs_tesseract
@pytest.mark.parametrize("angle", [0.0, 1.1])
def test_a_ruled_table_has_rows_and_cells(angle, reading):
    document = reading(scanned(_with_table(), angle=angle), "a.pdf")
    assert of_kind(document, "row") == ["\t".join(row) for row in ROWS]
    at = document.text.index("85,5")
    (anchor,) = document.locate(at, at + 4)
    assert anchor.locator.startswith("page 2 [")
    left = float(anchor.locator.partition("[")[2].split()[0])
    assert 350 < left < 372


def test_lines_of_a_picture_are_no_table():
    import numpy as np

    from pipeline.ingest.scan.clean import ruled_lines
    from pipeline.ingest.scan.grids import grids_on

    ink = np.zeros((800, 600), dtype=bool)
    ink[100:400, 100:500] = True  # a photograph
    assert grids_on(*ruled_lines(ink, 120), 0.5) == []
    ink[:] = False
    for y in (100, 160, 220):
        ink[y : y + 2, 50:550] = True
    for x in (50, 300, 548):
        ink[100:222, x : x + 2] = True
    (grid,) = grids_on(*ruled_lines(ink, 60), 0.5)
    assert [len(row) for row in grid] == [2, 2]
