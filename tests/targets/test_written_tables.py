"""Tables that are lines of plain text, their cells parted by bars or tabs."""

from __future__ import annotations

import pytest

from tests.making import facts

PLAN = "KẾ HOẠCH\nPhát động phong trào thi đua “Xóm sạch” năm 2024\n\nIII. CHỈ TIÊU\n"

BARS = "2. Chỉ tiêu giao các xã (đơn vị: nhà)\n\nXã | Xây mới | Sửa lại\nTân Lập | 42 | 17\nHòa Sơn | 1.105 | 9\n"
RULED = (
    "2. Chỉ tiêu\n\n| TT | Chỉ tiêu | Đơn vị tính | Số lượng |\n|----|:---|---|---|\n"
    "| 1 | Trồng cây bóng mát | cây | 2.500 |\n| 2 | Hội viên mới | người | 310 |\n"
)
TABS = "2. Chỉ tiêu\n\nTT\tChỉ tiêu\tĐVT\tNăm 2024\n1\tHộ dùng nước sạch\t%\t96,5\n2\tĐường bê tông\tkm\t4,2\n"


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (
            BARS,
            {
                ("Xây mới Tân Lập", 42, "nha"),
                ("Sửa lại Tân Lập", 17, "nha"),
                ("Xây mới Hòa Sơn", 1105, "nha"),
                ("Sửa lại Hòa Sơn", 9, "nha"),
            },
        ),
        (RULED, {("Trồng cây bóng mát", 2500, "khac"), ("Hội viên mới", 310, "nguoi")}),
        (TABS, {("Hộ dùng nước sạch", 96.5, "phan_tram"), ("Đường bê tông", 4.2, "km")}),
    ],
)
def test_each_figure_is_a_target(table: str, wanted: set[tuple[str, float, str]]) -> None:
    found = facts(PLAN + table).facts["targets"]
    assert {(t.indicator, float(t.value_min), t.unit) for t in found} == wanted  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "lines",
    [
        "Trang chủ | Tin tức | Thi đua\nGiới thiệu | Liên hệ | Hỏi đáp 24\n",  # a menu
        "Huyện | Bằng khen | Giấy khen\nBắc Sơn | 2 | 5\nNam Sơn | 1 | 4\n",  # rewards
        "Huyện | Xây mới\n",  # a header alone
    ],
)
def test_other_lines_with_bars_are_no_targets(lines: str) -> None:
    assert facts(PLAN + "2. Nội dung\n\n" + lines).facts["targets"] == []
