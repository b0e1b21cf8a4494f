"""Awards and prizes of the tables of cases: form, grantor, recipient, number, money, class; and texts that promise nothing."""

from __future__ import annotations

import pytest

segment = pytest.importorskip("pipeline.segment").segment
ingest = pytest.importorskip("pipeline.ingest").read

from extractors.awards.extract import extract  # noqa: E402
from tests.awards.cases import Case, cases, differences, read  # noqa: E402


@pytest.mark.parametrize("case", [*cases("phrases.tsv"), *cases("prizes.tsv")], ids=lambda case: case.text[:40])
def test_case(case: Case) -> None:
    assert differences(case) == ([], [])


def test_a_prize_shows_where_it_is_told() -> None:
    text = "Cơ cấu giải: 01 giải Nhất, trị giá 5.000.000 đồng; 02 giải Nhì, trị giá 3.000.000 đồng."
    found = [text[row.start : row.end] for row in read(Case("-", text, ()))]
    assert found == ["01 giải Nhất, trị giá 5.000.000 đồng", "02 giải Nhì, trị giá 3.000.000 đồng"]


def test_a_table_of_a_page_is_read_by_its_cells() -> None:
    page = (
        "<html><body><article><h1>Thể lệ Cuộc thi viết về điển hình tiên tiến</h1><p>Ban Tổ chức thông báo thể lệ cuộc thi dành cho "
        "cán bộ, đoàn viên trong toàn tỉnh, nhận bài đến hết ngày 30/9/2025.</p><p>Cơ cấu giải thưởng:</p><table>"
        "<tr><th>Giải</th><th>Số lượng</th><th>Giá trị (đồng)</th></tr><tr><td>Nhất</td><td>01</td><td>5.000.000</td></tr>"
        "<tr><td>Nhì</td><td>02</td><td>3.000.000</td></tr></table></article></body></html>"
    )
    rows = extract(segment(ingest(page.encode(), "the-le.html")))
    assert [(r.label, r.quantity_max, r.amount) for r in rows] == [("Nhất", 1, 5_000_000), ("Nhì", 2, 3_000_000)]
