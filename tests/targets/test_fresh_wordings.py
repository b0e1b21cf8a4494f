"""Phrases that no rule was written after: targets, awards and participants of one plan each."""

from __future__ import annotations

import pytest

from tests.making import facts

PLAN = "KẾ HOẠCH\nPhát động phong trào thi đua “Xóm sạch” năm 2024\n\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "a) Tỷ lệ che phủ rừng đạt 43,5%, trong đó:\n- Rừng phòng hộ: 28%;\n+ Rừng trồng mới tăng thêm 1.200 ha.",
            [("Tỷ lệ che phủ rừng", 43.5, "reach"), ("Rừng phòng hộ", 28, "reach"), ("Rừng trồng mới", 1200, "increase")],
        ),
        ("3. Năm 2023 đã trồng 320 ha; năm 2024 phấn đấu trồng 450 ha cây gỗ lớn.", [("trồng cây gỗ lớn", 450, "reach")]),
        (
            "2. Thu hút vốn đầu tư 500 triệu USD (tương đương 12.700 tỷ đồng).",
            [("Thu hút vốn đầu tư", 500, "reach"), ("Thu hút vốn đầu tư", 12700, "reach")],
        ),
    ],
)
def test_targets(text: str, wanted: list[tuple[str, float, str]]) -> None:
    found = facts(PLAN + "III. CHỈ TIÊU\n" + text).facts["targets"]
    assert [(t.indicator, float(t.value_min), t.direction) for t in found] == wanted  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Chủ tịch UBND tỉnh tặng Cờ thi đua cho 10 tập thể, Bằng khen cho 20 tập thể và 30 cá nhân.",
            {("co_thi_dua", "collective", 10), ("bang_khen", "collective", 20), ("bang_khen", "individual", 30)},
        ),
        (
            "Mỗi cụm thi đua được đề nghị 02 Cờ thi đua của UBND tỉnh, 05 Bằng khen của Chủ tịch UBND tỉnh khi tổng kết.",
            {("co_thi_dua", "collective", 2), ("bang_khen", "collective", 5)},
        ),
        (
            "Đề nghị Chủ tịch nước tặng Huân chương Lao động hạng Nhất, Nhì, Ba cho tập thể đặc biệt xuất sắc.",
            {("huan_chuong", "collective", None)},
        ),
        ("Đơn vị vừa vinh dự đón nhận Bằng khen của Thủ tướng Chính phủ năm 2022.", set()),
    ],
)
def test_awards(text: str, wanted: set[tuple[str, str, int | None]]) -> None:
    found = facts(PLAN + "IV. KHEN THƯỞNG\n" + text).facts["awards"]
    assert {(a.award_code, a.recipient, a.quantity_min) for a in found} == wanted  # type: ignore[attr-defined]


def test_a_certificate_of_several_is_a_row_for_each() -> None:
    found = facts(PLAN + "IV. KHEN THƯỞNG\nGiấy khen của: Giám đốc Sở Nội vụ; Chủ tịch UBND huyện, Chủ tịch UBND xã.").facts["awards"]
    assert {a.grantor_code for a in found} == {"giam_doc_so", "chu_tich_ubnd_huyen", "chu_tich_ubnd_xa"}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "II. ĐỐI TƯỢNG\nPhòng, ban chuyên môn, đơn vị thuộc, trực thuộc sở, ban, ngành; chiến sĩ lực lượng vũ trang.",
            {"phong_ban_truc_thuoc": "stated", "chien_si": "stated"},
        ),
        (
            "II. AI THAM GIA\nBà con nông dân, tiểu thương các chợ, giáo viên, học sinh trên địa bàn huyện.",
            {"nong_dan": "stated", "doanh_nhan": "stated", "giao_vien": "stated", "hoc_sinh_sinh_vien": "stated"},
        ),
        (
            "UBND tỉnh kêu gọi các cơ quan, đơn vị, doanh nghiệp và toàn thể Nhân dân tích cực hưởng ứng phong trào.",
            {"co_quan_don_vi": "addressed", "doanh_nghiep": "addressed", "nhan_dan": "addressed"},
        ),
        ("Năm qua, hội viên phụ nữ đã trồng 3 km đường hoa. Báo chí đưa tin.", {}),
    ],
)
def test_participants(text: str, wanted: dict[str, str]) -> None:
    found = facts(PLAN + text).facts["participants"]
    assert {p.participant_code: p.basis for p in found} == wanted  # type: ignore[attr-defined]
