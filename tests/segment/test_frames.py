"""Words of a date that a wrong accent spoils, and words that look like them and stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.dates.find import find_in_view
from extractors.view import fold, view
from pipeline.segment.accents import mended
from pipeline.segment.frames import framed

MENDED = [
    ("ngàỵ 12 tháng 4 năm 2024", "ngày 12 tháng 4 năm 2024"),
    ("ngày 12 thạng 4 năm 2024", "ngày 12 tháng 4 năm 2024"),
    ("ngày 12 thắng 4 năm 2024", "ngày 12 tháng 4 năm 2024"),
    ("ngày 12 tháng 4 nậm 2024", "ngày 12 tháng 4 năm 2024"),
    ("NGẨY 12 THẢNG 4 NĂM 2024", "ngày 12 tháng 4 năm 2024"),
    ("ngày 12 thang 4", "ngày 12 tháng 4"),
    ("ngằy 21/8/2023", "ngày 21/8/2023"),
    ("ngay 21/8/2023", "ngày 21/8/2023"),
    ("trước ngay 15 tháng cuối", "trước ngày 15 tháng cuối"),
    ("tháng 12 nam 2024", "tháng 12 năm 2024"),
    ("quỹ III/2019", "quý III/2019"),
    ("trong quỳ IV năm 2026", "trong quý IV năm 2026"),
    ("cuối nam 2026", "cuối năm 2026"),
    ("đến nẩm 2027", "đến năm 2027"),
    ("nắm học 2023 - 2024", "năm học 2023 - 2024"),
    ("hằng nẩm", "hằng năm"),
    ("Tư ngày 01/11/2025", "từ ngày 01/11/2025"),
    ("tống kết phong trào", "tổng kết phong trào"),
    ("só kết phong trào", "sơ kết phong trào"),
]
LEFT = [
    "thắng 12 trận năm 2024", "thắng 5 năm 2024", "làm ngay 5/10 hộ", "đến ngay 3 xã", "miền Nam 2024", "nắm 2024 hộ", "quỹ 3 tỷ đồng",
    "thứ tư ngày 5/6/2024", "Chỉ thị số 23-CT/TU ngày 09/01/2024", "một số kết quả", "cơ sở kết nghĩa", "nằm 12 ngày", "ngáy 12 tiếng",
    "thang 5 bậc", "quy 1.000 đồng", "đời thứ tư ngày 5 tháng 5",
]  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), MENDED)
def test_mended(text: str, meant: str) -> None:
    seen = view(text)
    low = list(seen.low)
    for start, right in framed(seen.low, seen.bare):
        low[start : start + len(right)] = right
    assert "".join(low) == fold(meant)


@pytest.mark.parametrize("text", LEFT)
def test_left(text: str) -> None:
    assert mended(view(text)).low == fold(text)


def test_no_date_is_made_of_what_is_none() -> None:
    lines = (Path(__file__).parents[1] / "dates" / "negatives.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            assert not find_in_view(mended(view(line.replace("⏎", "\n")))), line
