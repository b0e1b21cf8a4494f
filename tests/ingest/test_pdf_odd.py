"""What hides text on a PDF page and what does not, rows that a page break cuts through, and small things of layout."""

from __future__ import annotations

import io

import pytest

from tests.ingest.making import Pdf, of_kind
from tests.ingest.test_pdf import LONG

HIDDEN = "CHỮ KHUẤT 999 hộ"


def _picture(pdf: Pdf, y: float, alpha: int = 255) -> None:
    from reportlab.lib.utils import ImageReader

    image = pytest.importorskip("PIL.Image")
    out = io.BytesIO()
    image.new("RGBA", (60, 20), (200, 30, 30, alpha)).save(out, "PNG")
    out.seek(0)
    pdf.canvas.drawImage(ImageReader(out), 80, y - 6, 300, 24, mask="auto")


def _box(pdf: Pdf, y: float, *colour: float) -> None:
    pdf.canvas.setFillColorRGB(*colour)
    pdf.canvas.rect(80, y - 6, 460, 24, stroke=0, fill=1)
    pdf.canvas.setFillColorRGB(0, 0, 0)


def _page(over: str) -> bytes:
    pdf = Pdf().paragraph(LONG)
    y = pdf.y
    if over == "white on a dark box":
        _box(pdf, y, 0.1, 0.1, 0.5)
        pdf.canvas.setFillColorRGB(1, 1, 1)
    if over == "white on a white box":
        _box(pdf, y, 0.1, 0.1, 0.5)
        _box(pdf, y, 1, 1, 1)
        pdf.canvas.setFillColorRGB(1, 1, 1)
    if over == "a clipped box":
        pdf.line(HIDDEN)
        pdf.canvas.saveState()
        path = pdf.canvas.beginPath()
        path.rect(80, 20, 300, 24)
        pdf.canvas.clipPath(path, stroke=0, fill=0)
        pdf.canvas.setFillColorRGB(1, 1, 1)
        pdf.canvas.rect(0, 0, 595, 842, stroke=0, fill=1)
        pdf.canvas.restoreState()
        return pdf.paragraph(LONG).done()
    pdf.line(HIDDEN, size=0.5 if over == "tiny letters" else 13)
    pdf.canvas.setFillColorRGB(0, 0, 0)
    if over in ("a picture", "a seal"):
        _picture(pdf, y, 255 if over == "a picture" else 90)
    if over == "a white box":
        _box(pdf, y, 1, 1, 1)
    if over == "a marker pen":
        pdf.canvas.setFillAlpha(0.4)
        _box(pdf, y, 1, 1, 0)
        pdf.canvas.setFillAlpha(1)
    return pdf.paragraph(LONG).done()


@pytest.mark.parametrize("over", ["a picture", "a white box", "tiny letters", "white on a white box"])
def test_what_no_reader_sees_is_left_out(over, reading):
    text = reading(_page(over), "a.pdf").text
    assert "999" not in text
    assert text.count(LONG[:40]) == 2


@pytest.mark.parametrize("over", ["nothing", "a seal", "a marker pen", "a clipped box", "white on a dark box"])
def test_what_a_reader_sees_is_kept(over, reading):
    assert HIDDEN in reading(_page(over), "a.pdf").text


def test_a_scan_laid_over_its_text_does_not_hide_it(reading):
    pdf = Pdf().paragraph(LONG).paragraph(LONG)
    from reportlab.lib.utils import ImageReader

    image = pytest.importorskip("PIL.Image")
    pdf.canvas.drawImage(ImageReader(image.new("L", (60, 84), 255)), 0, 0, 595, 842)
    assert reading(pdf.done(), "a.pdf").text.count(LONG) == 2


def _rows(pdf: Pdf, rows: list[tuple[str, ...]], top: float) -> None:
    edges = (85, 125, 380, 545)
    for number, row in enumerate(rows):
        y = top - 22 * (number + 1)
        for place, text in enumerate(row):
            pdf.canvas.rect(edges[place], y, edges[place + 1] - edges[place], 22)
            pdf.line(text, edges[place] + 4, y=y + 7, size=12)


HEAD = ("TT", "Nội dung", "Chỉ tiêu")


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ([("", "nghĩa cho hộ nghèo", "")], ["2\tXây nhà tình nghĩa cho hộ nghèo\t20 nhà"]),
        ([HEAD, ("", "nghĩa cho hộ nghèo", "")], ["2\tXây nhà tình nghĩa cho hộ nghèo\t20 nhà", "TT\tNội dung\tChỉ tiêu"]),
        ([("", "Nhà tạm", "5 nhà")], ["2\tXây nhà tình\t20 nhà", "\tNhà tạm\t5 nhà"]),
    ],
)
def test_a_row_that_a_page_break_cuts_through(behind, expected, reading):
    pdf = Pdf().paragraph(LONG)
    _rows(pdf, [HEAD, ("1", "Trồng cây xanh", "500 cây"), ("2", "Xây nhà tình", "20 nhà")], pdf.y)
    pdf.page()
    _rows(pdf, [*behind, ("3", "Giảm hộ nghèo", "1,5%")], 780)
    document = reading(pdf.done(), "a.pdf")
    assert of_kind(document, "row") == ["TT\tNội dung\tChỉ tiêu", "1\tTrồng cây xanh\t500 cây", *expected, "3\tGiảm hộ nghèo\t1,5%"]
    if len(expected[0]) > 30:
        start = document.text.index("Xây nhà")
        places = [anchor.locator.split(" [")[0] for anchor in document.locate(start, start + len("Xây nhà tình nghĩa"))]
        assert places == ["page 1", "page 2"]


def test_a_raised_digit_behind_a_measure_is_its_power(reading):
    pdf = Pdf().paragraph(LONG)
    from reportlab.pdfbase.pdfmetrics import stringWidth

    x, y = 85.0, pdf.y
    for piece, raised in (("Trồng 20 m", 0), ("2", 5), (" rừng và 15 km", 0), ("2", 5), (" cỏ theo Quyết định 12", 0), ("2", 5)):
        pdf.line(piece, x, y=y + raised, size=8 if raised else 13)
        x += stringWidth(piece, "Body", 8 if raised else 13) + (2 if raised else 0)
    assert "Trồng 20 m² rừng và 15 km² cỏ theo Quyết định 12[2]" in reading(pdf.done(), "a.pdf").text


def test_an_interval_at_the_end_of_a_short_line_goes_on(reading):
    pdf = Pdf().paragraph(LONG).line("Kế hoạch của giai đoạn 2021 -").line("2025 trên địa bàn tỉnh.").paragraph(LONG)
    assert "giai đoạn 2021 - 2025 trên địa bàn tỉnh." in reading(pdf.done(), "a.pdf").text


def test_a_receipt_stamp_with_its_number_on_one_line(reading):
    pdf = Pdf()
    for text, y in (("SỞ NỘI VỤ", 742), ("ĐẾN  Số: 3127", 728), ("Ngày: 22/5/2024", 714)):
        pdf.line(text, 310, y=y, size=9)
    pdf.y = 690
    document = reading(pdf.centred("KẾ HOẠCH").centred("Phát động thi đua năm 2024").paragraph(LONG).paragraph(LONG).done(), "a.pdf")
    assert of_kind(document, "furniture") == ["SỞ NỘI VỤ\nĐẾN Số: 3127\nNgày: 22/5/2024"]
    assert document.metadata.title == "Kế hoạch Phát động thi đua năm 2024"


def test_a_title_ends_before_text_in_two_columns(reading):
    pdf = Pdf().centred("KẾ HOẠCH").centred("Phát động thi đua năm 2024")
    left = ("Các đơn vị tổ chức phát động", "thi đua bảo đảm thiết thực,", "hiệu quả; phấn đấu cả năm", "đạt mức đã đăng ký đầu kỳ.")
    right = ("Sở Nội vụ chủ trì, phối hợp", "với các ngành theo dõi, tổng", "hợp kết quả thi đua báo cáo", "trước ngày 15 tháng 11 này.")
    for one, two in zip(left, right, strict=True):
        pdf.line(two, 330, y=pdf.y - 3).line(one)
    document = reading(pdf.done(), "a.pdf")
    assert document.metadata.title == "Kế hoạch Phát động thi đua năm 2024"
    assert "tổng hợp kết quả thi đua báo cáo trước ngày" in document.text


def test_running_heads_that_change_from_page_to_page(reading):
    pdf = Pdf()
    words = ("cây", "đường", "nhà", "trường", "ruộng", "rừng")
    for number in range(1, 7):
        if number > 1:
            pdf.line("CÔNG BÁO MẪU/Số 12/Ngày 01-6-2024" if number % 2 else "VĂN BẢN CỦA TỈNH", 85, y=812, size=11)
        pdf.paragraph(f"Phần nói về {words[number - 1]} của xã. {LONG}").page()
    document = reading(pdf.done(), "a.pdf")
    (furniture,) = of_kind(document, "furniture")
    assert furniture.count("CÔNG BÁO MẪU") == 2 == document.text.count("CÔNG BÁO MẪU")
    assert furniture.count("VĂN BẢN CỦA TỈNH") == 3


def test_the_head_of_two_documents_in_one_file_is_no_running_head(reading):
    pdf = Pdf()
    for subject, number in (("thi đua năm 2024", 12), ("khen thưởng năm 2024", 13)):
        pdf.centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").centred("Độc lập - Tự do - Hạnh phúc")
        pdf.centred(f"Số: {number}/KH-UBND", bold=False)
        pdf.centred("KẾ HOẠCH").centred(f"Phát động {subject}").paragraph(LONG).page()
    document = reading(pdf.done(), "a.pdf")
    assert of_kind(document, "furniture") == []
    assert [document.text.count(f"Số: {number}/KH-UBND") for number in (12, 13)] == [1, 1]
    assert document.text.startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập")
