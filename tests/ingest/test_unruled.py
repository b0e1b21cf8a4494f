"""Tables without lines: rows of cells where the columns are clear, and text as before everywhere else."""

from __future__ import annotations

import pytest

from tests.ingest.making import LEFT, Pdf, of_kind
from tests.ingest.test_pdf import LONG, _plan

HEADER = ("STT", "Đơn vị", "Chỉ tiêu (%)", "Ghi chú")
PLACES = (85, 130, 340, 450)
UNITS = (
    ("1", "Sở Giáo dục và Đào tạo", "95", ""),
    ("2", "Sở Y tế", "98", "Cả năm"),
    ("3", "Sở Nông nghiệp và Phát", "90", ""),
    ("", "triển nông thôn", "", ""),
    ("4", "Ủy ban nhân dân huyện Mẫu Hạ", "92,5", "Quý IV"),
)
READ = [
    "STT\tĐơn vị\tChỉ tiêu (%)\tGhi chú",
    "1\tSở Giáo dục và Đào tạo\t95\t",
    "2\tSở Y tế\t98\tCả năm",
    "3\tSở Nông nghiệp và Phát triển nông thôn\t90\t",
    "4\tỦy ban nhân dân huyện Mẫu Hạ\t92,5\tQuý IV",
]


def set_with_tabs(pdf: Pdf, *rows: tuple[str, ...], places: tuple[float, ...] = PLACES, bold: bool = False) -> Pdf:
    for row in rows:
        for x, cell in zip(places, row, strict=False):
            if cell:
                pdf.line(cell, x, y=pdf.y, size=12, bold=bold)
        pdf.y -= 16
    return pdf


def annex() -> Pdf:
    return _plan().paragraph(LONG).page().centred("PHỤ LỤC").centred("CHỈ TIÊU GIAO CHO CÁC ĐƠN VỊ")


def test_what_stands_in_one_row_stays_together(reading):
    pdf = set_with_tabs(set_with_tabs(annex(), HEADER, bold=True), *UNITS)
    document = reading(pdf.line("Ghi chú: số liệu đến hết năm 2023.").done(), "a.pdf")
    assert of_kind(document, "row") == READ
    assert len(of_kind(document, "table")) == 1
    assert document.text.rstrip().endswith("Ghi chú: số liệu đến hết năm 2023.")
    cell = document.text.index("92,5")
    assert document.locate(cell, cell + 4)[0].locator.startswith("page 2 [340 ")


def test_cells_set_left_under_a_header_in_the_middle(reading):
    pdf = annex()
    set_with_tabs(pdf, ("TT", "Tên đơn vị", "Số lượng"), places=(85, 230, 430), bold=True)
    rows = (("01", "Sở Y tế", "12"), ("02", "Văn phòng Ủy ban nhân dân tỉnh", "7"), ("03", "Sở Nội vụ", "125"), ("", "Tổng cộng", "144"))
    set_with_tabs(pdf, *rows, places=(85, 130, 445))
    assert of_kind(reading(pdf.done(), "a.pdf"), "row")[1:] == [
        "01\tSở Y tế\t12", "02\tVăn phòng Ủy ban nhân dân tỉnh\t7", "03\tSở Nội vụ\t125", "\tTổng cộng\t144",
    ]  # fmt: skip


def test_groups_of_rows_count_from_one(reading):
    pdf = set_with_tabs(annex(), HEADER, bold=True)
    set_with_tabs(pdf, ("I", "Khối sở, ngành"), bold=True)
    set_with_tabs(pdf, *UNITS[:2])
    set_with_tabs(pdf, ("II", "Khối huyện"), bold=True)
    set_with_tabs(pdf, ("1", "Huyện Mẫu Thượng", "80", ""), ("2", "Huyện Mẫu Hạ", "85", ""))
    rows = of_kind(reading(pdf.done(), "a.pdf"), "row")
    assert [row.split("\t")[0] for row in rows] == ["STT", "I", "1", "2", "II", "1", "2"]


def test_it_goes_on_on_the_next_page_below_its_number(reading):
    pdf = set_with_tabs(set_with_tabs(annex(), HEADER, bold=True), *UNITS).page().line("3", 297)
    set_with_tabs(pdf, ("5", "Huyện Mẫu Thượng", "80", ""), ("6", "Huyện Mẫu Trung", "85", ""))
    document = reading(pdf.done(), "a.pdf")
    assert [row.split("\t")[0] for row in of_kind(document, "row")] == ["STT", "1", "2", "3", "4", "5", "6"]
    assert len(of_kind(document, "table")) == 1


def signed(pdf: Pdf) -> Pdf:
    pdf.y -= 10
    for left, right in (("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"), ("- Như trên;", "CHỦ TỊCH"), ("- Lưu: VT.", "Nguyễn Văn A")):
        pdf.line(left, LEFT, y=pdf.y, size=12).line(right, 350, y=pdf.y, size=12, bold=True)
        pdf.y -= 16
    return pdf


def test_who_signs_below_it_is_no_row(reading):
    document = reading(signed(set_with_tabs(set_with_tabs(annex(), HEADER, bold=True), *UNITS)).done(), "a.pdf")
    assert of_kind(document, "row") == READ
    assert "CHỦ TỊCH" not in "".join(of_kind(document, "table"))


NONE = {
    "two columns": (("STT", "Đơn vị"), [("1", "Sở Y tế"), ("2", "Sở Nội vụ"), ("3", "Sở Tài chính")], (85, 130)),
    "two rows": (HEADER, [UNITS[0], UNITS[1]], PLACES),
    "no numbers": (HEADER, [("a", "Sở Y tế", "95", "x"), ("b", "Sở Nội vụ", "9", "x"), ("c", "Sở Tài chính", "9", "x")], PLACES),
    "numbers that leap": (HEADER, [("1", "Sở Y tế", "95", "x"), ("3", "Sở Nội vụ", "9", "x"), ("7", "Sở Tài chính", "9", "x")], PLACES),
    "no header": (("", "Đơn vị", "Chỉ tiêu", "Ghi chú"), [UNITS[0], UNITS[1], ("3", "Sở Nội vụ", "9", "x")], PLACES),
    "numbers beside the middle": (
        HEADER, [("", "Sở Nông nghiệp", "9", "x"), ("1",), ("", "và Môi trường"), ("2",), ("", "Sở Y tế"), ("3",)], PLACES,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NONE)
def test_what_is_not_sure_stays_text(name, reading):
    header, rows, places = NONE[name]
    document = reading(set_with_tabs(annex(), header, *rows, places=places).done(), "a.pdf")
    assert of_kind(document, "row") == []
    assert all(cell in document.text for row in rows for cell in row)


def test_letterhead_and_signatures_are_no_table(reading):
    assert of_kind(reading(signed(_plan().paragraph(LONG)).done(), "a.pdf"), "row") == []
