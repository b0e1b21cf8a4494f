"""Ruled tables on PDF pages drawn here: however their lines are drawn, the rows and cells are the same."""

from __future__ import annotations

import re

import pytest

from tests.ingest.making import Pdf, of_kind
from tests.ingest.test_pdf import LONG, _plan


def _table(pdf: Pdf, rows: list[list[str]], top: float, widths: tuple[float, ...] = (40, 220, 120)) -> None:
    canvas = pdf.canvas
    canvas.setFont("Body", 12)
    xs = [100.0]
    for width in widths:
        xs.append(xs[-1] + width)
    ys = [top - 24 * n for n in range(len(rows) + 1)]
    canvas.grid(xs, ys)
    for n, row in enumerate(rows):
        for m, text in enumerate(row):
            canvas.drawString(xs[m] + 4, ys[n + 1] + 7, text)


def test_ruled_table_becomes_rows(reading):
    pdf = _plan().paragraph(LONG).page().centred("PHỤ LỤC I").centred("CHỈ TIÊU GIAO CHO CÁC ĐƠN VỊ")
    rows = [["TT", "Đơn vị", "Chỉ tiêu (%)"], ["1", "Huyện Mẫu Thượng", "92"], ["2", "Huyện Mẫu Hạ", "85,5"], ["", "Cộng", "90"]]
    _table(pdf, rows, 700)
    document = reading(pdf.line("Ghi chú: số liệu đến hết năm 2023.", y=560).done(), "a.pdf")
    assert of_kind(document, "row") == ["\t".join(row) for row in rows]
    assert [p.number for p in document.parts if p.kind == "cell"][:6] == [1, 2, 3, 1, 2, 3]
    (annex,) = of_kind(document, "annex")
    assert annex.startswith("PHỤ LỤC I\n")
    assert annex.endswith("năm 2023.")
    cell = document.text.index("85,5")
    (anchor,) = document.locate(cell, cell + 4)
    page, *box = map(float, re.findall(r"[\d.]+", anchor.locator))
    assert page == 2
    assert box[0] == pytest.approx(360, abs=2)
    assert box[2] == pytest.approx(480, abs=2)


def test_a_table_goes_on_on_the_next_page(reading):
    pdf = _plan().paragraph(LONG)
    _table(pdf, [["TT", "Đơn vị", "Chỉ tiêu"], ["1", "Huyện A", "92"]], 200)
    pdf.page()
    _table(pdf, [["2", "Huyện B", "85"], ["3", "Huyện C", "80"]], 800)
    document = reading(pdf.done(), "a.pdf")
    assert [part.number for part in document.parts if part.kind == "row"] == [1, 2, 3, 4]
    assert len(of_kind(document, "table")) == 1


def test_words_on_both_sides_of_a_line_are_of_two_cells(reading):
    """However near: a figure set to the right, beside a name set to the left."""
    pdf = _plan().paragraph(LONG)
    _table(pdf, [["TT", "Đơn vị", "Chỉ tiêu"], ["", "", ""], ["", "", ""]], 400)
    pdf.canvas.setFont("Body", 12)
    for number, (unit, y) in enumerate((("Huyện Mẫu Thượng", 359), ("Huyện Mẫu Hạ", 335)), 1):
        pdf.canvas.drawRightString(138, y, str(number))
        pdf.canvas.drawString(142, y, unit)
        pdf.canvas.drawRightString(358, y, "(xã loại 1)")
        pdf.canvas.drawString(362, y, "92")
    rows = of_kind(reading(pdf.done(), "a.pdf"), "row")
    assert rows == ["TT\tĐơn vị\tChỉ tiêu", "1\tHuyện Mẫu Thượng (xã loại 1)\t92", "2\tHuyện Mẫu Hạ (xã loại 1)\t92"]


def _through_a_form(pdf: Pdf, draw) -> None:
    """Draw inside a form XObject that is put on the page moved and made smaller."""
    canvas = pdf.canvas
    canvas.beginForm("grid")
    draw()
    canvas.endForm()
    canvas.saveState()
    canvas.transform(0.9, 0, 0, 0.9, 20, 30)
    canvas.doForm("grid")
    canvas.restoreState()


ROWS = [["TT", "Đơn vị", "Chỉ tiêu (%)"], ["1", "Huyện Mẫu Thượng", "92"], ["2", "Huyện Mẫu Hạ", "85,5"]]


def _as_thin_boxes(pdf: Pdf, xs: list[float], ys: list[float]) -> None:
    for x in xs:
        pdf.canvas.rect(x, ys[-1], 0.5, ys[0] - ys[-1], stroke=0, fill=1)
    for y in ys:
        pdf.canvas.rect(xs[0], y, xs[-1] - xs[0], 0.5, stroke=0, fill=1)


def _as_boxes(pdf: Pdf, xs: list[float], ys: list[float]) -> None:
    for left, right in zip(xs, xs[1:], strict=False):
        for top, bottom in zip(ys, ys[1:], strict=False):
            pdf.canvas.rect(left, bottom, right - left, top - bottom)


def _as_dashes(pdf: Pdf, xs: list[float], ys: list[float]) -> None:
    for y in ys:
        x = xs[0]
        while x < xs[-1]:
            pdf.canvas.line(x, y, min(x + 4, xs[-1]), y)
            x += 6
    for x in xs:
        pdf.canvas.line(x, ys[0], x, ys[-1])


@pytest.mark.parametrize("drawn", [_as_thin_boxes, _as_boxes, _as_dashes])
@pytest.mark.parametrize("in_a_form", [False, True])
def test_lines_of_a_table_however_they_are_drawn(drawn, in_a_form, reading):
    pdf = _plan().paragraph(LONG)
    xs, ys = [100.0, 140.0, 360.0, 480.0], [500.0, 476.0, 452.0, 428.0]

    def draw() -> None:
        drawn(pdf, xs, ys)
        pdf.canvas.setFont("Body", 12)
        for n, row in enumerate(ROWS):
            for m, text in enumerate(row):
                pdf.canvas.drawString(xs[m] + 4, ys[n + 1] + 7, text)

    if in_a_form:
        _through_a_form(pdf, draw)
    else:
        draw()
    assert of_kind(reading(pdf.done(), "a.pdf"), "row") == ["\t".join(row) for row in ROWS]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_table_on_a_turned_page(turn, reading):
    pdf = _plan().paragraph(LONG)
    canvas = pdf.page().canvas
    canvas.translate(*{90: (595, 0), 180: (595, 842), 270: (0, 842)}[turn])
    canvas.rotate(turn)
    _table(pdf, ROWS, 500)
    document = reading(pdf.done(), "a.pdf")
    assert of_kind(document, "row") == ["\t".join(row) for row in ROWS]


def test_underlines_and_a_frame_are_no_table(reading):
    pdf = _plan().paragraph(LONG)
    pdf.canvas.rect(40, 40, 515, 760)
    pdf.canvas.rect(44, 44, 507, 752)
    for y in (600, 560, 520):
        pdf.line("Đơn vị: ", y=y + 2).line("Chỉ tiêu:", 320, y=y + 2)
        pdf.canvas.line(140, y, 300, y)
    assert not of_kind(reading(pdf.done(), "a.pdf"), "table")
