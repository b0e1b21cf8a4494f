"""Awards that were given, however the tale puts its verbs, and the purse of a campaign."""

from __future__ import annotations

import pytest

from extractors.awards.extract import awards
from extractors.segmented import layout_of, view_of
from tests.making import settled

LAUNCH = "UBND huyện phát động phong trào thi đua “Xóm sạch” năm 2024\n\n"


def found(text: str) -> set[tuple[str, str | None]]:
    doc = settled(LAUNCH + text)
    return {(row.award_code, row.grantor_code) for row in awards(view_of(doc), layout_of(doc), announced=True)}


GIVEN = [
    "Hội đồng đã trình Bộ trưởng tặng Cờ thi đua cho 6 sở, tặng Bằng khen cho 21 sở dẫn đầu.",
    "Báo cáo tại hội nghị, 5 năm qua công đoàn vững mạnh.\n\nTổng Liên đoàn tặng 3 Cờ thi đua; Liên đoàn Lao động huyện tặng Giấy khen "
    "cho 40 tập thể.",
    "Ba năm qua, phong trào có nhiều gương tốt. Chủ tịch UBND tỉnh tặng Bằng khen cho 12 cá nhân.",
    "VI. KHEN THƯỞNG\n\n5 năm qua, UBND huyện tặng Giấy khen cho 27 tập thể.",
    "VI. KHEN THƯỞNG\n\nTừ năm 2020 đến nay, UBND tỉnh tặng Bằng khen cho 4 tập thể.",
    "Các chi hội phụng dưỡng suốt đời 06 Mẹ Việt Nam Anh hùng.",
    "Cùng dự có lãnh đạo tỉnh, các Mẹ Việt Nam Anh hùng, Anh hùng Lao động tiêu biểu.",
]


@pytest.mark.parametrize("text", GIVEN)
def test_given_already(text: str) -> None:
    assert found(text) == set()


PROMISED = [
    ("VI. KHEN THƯỞNG\n\nTrong 3 năm, UBND huyện tặng Giấy khen cho 27 tập thể.", {("giay_khen", "ubnd_huyen")}),
    ("VI. KHEN THƯỞNG\n\n5 năm qua là chặng đường dài; khi tổng kết, UBND huyện tặng Giấy khen cho 27 tập thể.",
     {("giay_khen", "ubnd_huyen")}),
    ("Đề nghị phong tặng danh hiệu Bà mẹ Việt Nam anh hùng cho các mẹ.", {("danh_hieu_vinh_du", None)}),
    ("Đơn vị đạt giải Nhất được tặng Giấy khen của Giám đốc Sở.", {("giay_khen", "giam_doc_so")}),
    ("Thời gian thi đua 60 ngày, tiền thưởng cho các hạng mục là 200 triệu đồng.", {("tien_thuong", None)}),
    ("Tiền thưởng và quà cho các đội thợ trong cả hai đợt cao điểm này là 90 triệu đồng.", {("tien_thuong", None)}),
    ("Ba năm qua, phong trào có nhiều gương tốt. Khi tổng kết, Chủ tịch UBND tỉnh tặng Bằng khen cho 12 cá nhân.",
     {("bang_khen", "chu_tich_ubnd_tinh")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), PROMISED)
def test_still_to_come(text: str, wanted: set[tuple[str, str | None]]) -> None:
    assert wanted <= found(text)


def test_the_title_of_a_procedure_names_what_it_regulates() -> None:
    doc = settled(
        "UỶ BAN NHÂN DÂN TỈNH BẾN SỨ\nSố: 41/2012/QĐ-UBND\n\nQUYẾT ĐỊNH\n\nVề trình tự, hồ sơ xét tặng Bằng khen của Chủ tịch "
        "Ủy ban nhân dân tỉnh\n\nCăn cứ Luật Thi đua, khen thưởng;"
    )
    rows = awards(view_of(doc), layout_of(doc), announced=False)
    assert {(row.award_code, row.grantor_code) for row in rows} == {("bang_khen", "chu_tich_ubnd_tinh")}
