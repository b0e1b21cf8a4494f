"""Targets in the prose of news and in lists with labels: what is measured, later stages of an aim, one of a thing for each."""

from __future__ import annotations

import pytest

from tests.making import facts

NEWS = "Huyện phát động phong trào thi đua “Xóm sạch” năm 2024\n\n"

WORDINGS = [
    ("Chỉ tiêu thi đua: đá hộc: 12.500 m3, xi măng rời: 8.200 tấn, gạch nung: 300.000 viên.",
     [("đá hộc", 12500), ("xi măng rời", 8200), ("gạch nung", 300000)]),
    ("Toàn ngành nối đường liên xã, góp vào mục tiêu tỷ lệ hộ nghèo giảm 1 - 2% mỗi năm.", [("tỷ lệ hộ nghèo", 1)]),
    ("Thu ngân sách trên địa bàn, phấn đấu tăng bình quân 8 - 9%.", [("thu ngân sách trên địa bàn", 8)]),
    ("Phấn đấu tỷ lệ hộ dùng nước sạch đến năm 2026 đạt 70%; đến năm 2030 đạt 90%.",
     [("tỷ lệ hộ dùng nước sạch", 70), ("tỷ lệ hộ dùng nước sạch", 90)]),
    ("Mỗi cán bộ, đảng viên, đoàn viên có ít nhất một việc làm giúp dân.", [("mỗi cán bộ, đảng viên, đoàn viên có việc làm giúp dân", 1)]),
    ("Huyện phấn đấu có 90% hộ dùng nước sạch.", [("hộ dùng nước sạch", 90)]),
    ("Huyện đặt đích cuối năm có 12 xã đạt chuẩn nông thôn mới.", [("xã đạt chuẩn nông thôn mới", 12)]),
    ("Đích đến của phong trào: 80% hồ sơ nộp trên mạng, 95% cán bộ biết ký số.", [("hồ sơ nộp trên mạng", 80), ("cán bộ biết ký số", 95)]),
    ("Phấn đấu mỗi hợp tác xã có một kho lạnh.", [("mỗi hợp tác xã có kho lạnh", 1)]),
    ("Phấn đấu đến cuối năm giúp 240 phụ nữ khởi nghiệp.", [("giúp phụ nữ khởi nghiệp", 240)]),
    ("Phấn đấu thu nhập của hộ trồng quế tăng gấp 3 lần.", [("thu nhập của hộ trồng quế", 3)]),
    ("Phấn đấu có ít nhất 800 hộ đạt danh hiệu nông dân giỏi.", [("hộ đạt danh hiệu nông dân giỏi", 800)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), WORDINGS)
def test_what_is_measured(text: str, wanted: list[tuple[str, float]]) -> None:
    found = facts(NEWS + text).facts["targets"]
    assert [(t.indicator.lower(), float(t.value_min)) for t in found] == wanted  # type: ignore[attr-defined]


def test_a_prize_is_no_target() -> None:
    text = "Phấn đấu 90% hộ phân loại rác. Xóm nhất nhận thưởng 5 triệu đồng."
    assert [float(t.value_min) for t in facts(NEWS + text).facts["targets"]] == [90]  # type: ignore[attr-defined]


@pytest.mark.parametrize("told", ["Gần 70 triệu đồng đã được góp.", "Hơn 300 hội viên trong xã hưởng ứng."])
def test_what_was_done_is_no_target(told: str) -> None:
    assert facts(NEWS + "Chỉ tiêu thi đua năm 2024\n\n" + told).facts["targets"] == []


def test_a_year_to_compare_with_is_no_past_result() -> None:
    text = "Thu nhập của hộ nghèo tăng 20% so với cuối năm 2020 (riêng hộ ở bản xa tăng 30%)."
    found = facts(NEWS + "Chỉ tiêu thi đua năm 2024\n\n" + text).facts["targets"]
    assert [float(t.value_min) for t in found] == [20, 30]  # type: ignore[attr-defined]


def test_a_club_is_no_target() -> None:
    text = "Phấn đấu 2.400 tấn mủ, giữ chỗ trong “Câu lạc bộ 3 tấn”."
    assert [float(t.value_min) for t in facts(NEWS + text).facts["targets"]] == [2400]  # type: ignore[attr-defined]


def test_metres_written_close() -> None:
    text = "Chỉ tiêu: đào 900 mét lò (trong đó 700m lò đá, 200m lò than)."
    assert {700.0, 200.0} <= {float(t.value_min) for t in facts(NEWS + text).facts["targets"]}  # type: ignore[attr-defined]
