"""Targets in the orders of plans, the pledges of news, the lists of letters; numbers beside them that are none."""

from __future__ import annotations

import pytest

from tests.making import facts

NEWS = "Huyện phát động phong trào thi đua “Xóm sạch” năm 2024\n\n"
PLAN = "KẾ HOẠCH\nPhát động phong trào thi đua “Xóm sạch” năm 2024\n\n"


def rows(text: str) -> list[tuple[str, float, str, str, str]]:
    found = facts(text).facts["targets"]
    return [(t.indicator.lower(), float(t.value_min), t.unit, t.comparator, t.direction) for t in found if t.value_min is not None]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("- Phấn đấu 32/32 thôn có nhà văn hóa.", [("thôn có nhà văn hóa", 32, "thon", "eq", "reach")]),
        ("- Phấn đấu 19/24 xã có sân bóng.", [("xã có sân bóng", 19, "xa", "eq", "reach")]),
        ("- Mỗi hộ góp 4 ngày công làm đường.", [("mỗi hộ góp ngày công làm đường", 4, "ngay", "eq", "reach")]),
        ("- Thời gian cấp giấy phép không quá 4 ngày.", [("thời gian cấp giấy phép", 4, "ngay", "le", "reach")]),
        ("- Số vụ cháy bằng 0.", [("số vụ cháy", 0, "khac", "eq", "reach")]),
        ("- Tỷ lệ hao hụt ≤ 2,4%.", [("tỷ lệ hao hụt", 2.4, "phan_tram", "le", "reach")]),
        ("- Kết nạp từ 45 đảng viên mới.", [("kết nạp đảng viên mới", 45, "nguoi", "ge", "reach")]),
        ("- Giảm tỷ lệ hộ nghèo từ 5% xuống còn 3%.", [("giảm tỷ lệ hộ nghèo", 3, "phan_tram", "eq", "reach")]),
        ("- Xóa 9 hố rác (hiện có 14 hố); trồng 60 cây.", [("xóa hố rác", 9, "khac", "eq", "reach"),
                                                            ("trồng cây", 60, "khac", "eq", "reach")]),
        ("- Rút ngắn 30% thời gian chờ khám.", [("rút ngắn thời gian chờ khám", 30, "phan_tram", "eq", "decrease")]),
        ("- Lợi nhuận trước thuế tăng 4 - 6%.", [("lợi nhuận trước thuế", 4, "phan_tram", "range", "increase")]),
        ("- Sản lượng điện cả năm: 640 triệu kWh trở lên.", [("sản lượng điện cả năm", 640e6, "khac", "ge", "reach")]),
        ("- Lắp 8 camera và 45 bóng đèn đường.", [("lắp camera", 8, "khac", "eq", "reach"), ("bóng đèn đường", 45, "khac", "eq", "reach")]),
        ("- Xây 25 mái ấm tình thương.", [("xây mái ấm tình thương", 25, "nha", "eq", "reach")]),
        ("- Mỗi tổ có từ 6 thành viên trở lên.", [("mỗi tổ có thành viên", 6, "nguoi", "ge", "reach")]),
    ],
)  # fmt: skip
def test_a_list_of_targets(line: str, wanted: list[tuple[str, float, str, str, str]]) -> None:
    found = rows(PLAN + "III. CHỈ TIÊU\n" + line)
    assert [(indicator, value, unit, sign, way) for indicator, value, unit, sign, way in found] == wanted


def test_what_a_plan_orders_without_a_list_mark() -> None:
    text = "III. NỘI DUNG THI ĐUA\n\n1. Về an sinh\n\nỦng hộ 1,5 tỷ đồng giúp 02 xã vùng cao; xây tặng 15 căn nhà đại đoàn kết."
    assert [row[1:3] for row in rows(PLAN + text)] == [(1.5, "ty_dong"), (2, "xa"), (15, "nha")]


@pytest.mark.parametrize(
    "text",
    [
        "Phấn đấu 90% hộ đạt tiêu chí “Nhà 3 sạch, 2 không”.",
        "Phấn đấu 90% hộ áp dụng “1 phải, 5 giảm”.",
        "Phấn đấu 90% hộ đạt 8 tiêu chí của phong trào.",
        "Phấn đấu 90% hồ sơ trực tuyến mức độ 3, 4 đúng hạn.",
        "Phấn đấu 90% hộ phân loại rác khi chính quyền địa phương 2 cấp đi vào hoạt động.",
        "Phấn đấu 90% hộ phân loại rác. Dịp này, Hội trao 30 suất quà, mỗi suất 500 nghìn đồng.",
        "Phấn đấu 90% hộ phân loại rác. Kết thúc buổi lễ, đại diện 14 thôn ký giao ước.",
        "Phấn đấu 90% hộ phân loại rác. Năm qua huyện từng huy động 7.000 ngày công.",
        "Phấn đấu 90% hộ phân loại rác (hiện còn 120 hộ chưa làm).",
    ],
)
def test_numbers_that_are_no_targets(text: str) -> None:
    assert [row[1] for row in rows(NEWS + "Chỉ tiêu thi đua năm 2024\n\n" + text)] == [90]


def test_the_change_of_what_was_measured_before() -> None:
    text = "III. CHỈ TIÊU\n- Doanh thu 48 tỷ đồng, tăng 7% so với năm 2023.\n- Tỷ lệ hao hụt dưới 4%, phấn đấu 3,5%."
    assert [row[:2] for row in rows(PLAN + text)] == [
        ("doanh thu", 48),
        ("doanh thu", 7),
        ("tỷ lệ hao hụt", 4),
        ("tỷ lệ hao hụt", 3.5),
    ]


def test_stages_of_one_aim_in_a_list() -> None:
    text = "III. CHỈ TIÊU\n- Đến 31/3/2024: hoàn thành 40% số nhà;\n- Đến 30/6/2024: 75%;\n- Đến 30/9/2024: đạt 100%."
    assert [row[:2] for row in rows(PLAN + text)] == [("số nhà", 40), ("số nhà", 75), ("số nhà", 100)]


def test_what_a_plan_counts_among_its_contents() -> None:
    text = "III. NỘI DUNG THI ĐUA\n\n- Sản lượng lương thực đạt 52 vạn tấn.\n- Thời gian cấp phép giảm từ 9 ngày xuống còn 6 ngày."
    assert [row[1:3] for row in rows(PLAN + text)] == [(520000, "tan"), (6, "ngay")]


def test_two_things_joined_by_and() -> None:
    text = "III. CHỈ TIÊU\n- Làm 3 km đường và dựng 7 căn nhà."
    assert [row[:2] for row in rows(PLAN + text)] == [("làm km đường", 3), ("dựng căn nhà", 7)]


def test_who_aims_is_named_where_the_verb_alone_says_nothing() -> None:
    text = "III. CHỈ TIÊU\n- Quỹ Khuyến học các xã phấn đấu vận động 1,2 tỷ đồng."
    assert [row[0] for row in rows(PLAN + text)] == ["quỹ khuyến học các xã phấn đấu vận động"]
