"""Wordings of plans, dispatches and news that tell amounts otherwise than a list of targets does, and numbers beside them that are none."""

from __future__ import annotations

from datetime import date

import pytest

from tests.making import facts

PLAN = "KẾ HOẠCH\nPhát động phong trào thi đua “Xóm sạch” năm 2024\n\nIII. CHỈ TIÊU\n"


def rows(text: str) -> list[tuple[str, float, str, str, str]]:
    found = facts(text).facts["targets"]
    return [(t.indicator.lower(), float(t.value_min), t.unit, t.comparator, t.direction) for t in found if t.value_min is not None]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("- Mỗi năm 6 phiên chợ phiên.", [("mỗi năm phiên chợ phiên", 6, "khac", "eq", "reach")]),
        ("- Mỗi tổ 3 tuyên truyền viên.", [("mỗi tổ tuyên truyền viên", 3, "nguoi", "eq", "reach")]),
        ("- Phấn đấu 70% hộ dân trở lên ký cam kết.", [("hộ dân ký cam kết", 70, "phan_tram", "ge", "reach")]),
        ("- 90% học sinh xếp loại khá trở lên.", [("học sinh xếp loại khá", 90, "phan_tram", "eq", "reach")]),
        ("- Suất ăn ca từ 18.000 đồng/suất trở lên.", [("suất ăn ca suất", 18000, "dong", "ge", "reach")]),
        ("- Không để xảy ra cháy nổ, giảm tiêu hao điện 4%.", [("giảm tiêu hao điện", 4, "phan_tram", "eq", "decrease")]),
        ("- Tổ đăng ký tăng sản lượng mỗi ca 12%.", [("tổ đăng ký tăng sản lượng mỗi ca", 12, "phan_tram", "eq", "increase")]),
        ("- Hạ tỷ lệ trẻ thấp còi (thể nặng) 1,5%.", [("hạ tỷ lệ trẻ thấp còi (thể nặng)", 1.5, "phan_tram", "eq", "decrease")]),
        ("- Hạ tỷ lệ trẻ thấp còi (thể nặng) còn 1,5%.", [("hạ tỷ lệ trẻ thấp còi (thể nặng)", 1.5, "phan_tram", "eq", "reach")]),
        ("- Thu ngân sách vượt ít nhất 4% dự toán.", [("thu ngân sách vượt dự toán", 4, "phan_tram", "ge", "increase")]),
        ("- Đào 9.000 m3 kênh mương.", [("đào kênh mương", 9000, "khac", "eq", "reach")]),
        ("- Cấp giấy phép đúng hạn 97%, rút ngắn bình quân 2 ngày.", [
            ("cấp giấy phép đúng hạn", 97, "phan_tram", "eq", "reach"), ("rút ngắn", 2, "ngay", "eq", "decrease")]),
        ("- Kết nạp 40 đoàn viên và thành lập 2 chi đoàn.", [
            ("kết nạp đoàn viên", 40, "nguoi", "eq", "reach"), ("thành lập chi đoàn", 2, "khac", "eq", "reach")]),
        ("- Xây 30 căn nhà theo Quyết định số 12/QĐ-UBND ngày 02/3/2024.", [("xây căn nhà", 30, "nha", "eq", "reach")]),
        ("- Trồng 500 cây trước ngày 30/9/2024.", [("trồng cây", 500, "khac", "eq", "reach")]),
        ("- Trước 30/9: đào xong 40 hố rác.", [("đào xong hố rác", 40, "khac", "eq", "reach")]),
        ("- Phấn đấu vận động 600 suất quà, mỗi suất trị giá từ 300.000 đồng trở lên.", [
            ("vận động suất quà", 600, "khac", "eq", "reach"), ("mỗi suất trị giá", 300000, "dong", "ge", "reach")]),
        ("- Huy động 12 tỉ đồng.", [("huy động", 12, "ty_dong", "eq", "reach")]),
        ("- Phấn đấu 100% người chưa biết chữ được học.", [("người chưa biết chữ được học", 100, "phan_tram", "eq", "reach")]),
        ("- Mỗi xã xây 2 tuyến phố văn minh; huyện có 1 tuyến phố kiểu mẫu.", [
            ("mỗi xã xây tuyến phố văn minh", 2, "khac", "eq", "reach"), ("huyện có tuyến phố kiểu mẫu", 1, "khac", "eq", "reach")]),
        ("- Ban hành kiến nghị: mỗi phòng từ 2 đến 3 bản.", [("ban hành kiến nghị", 2, "khac", "range", "reach")]),
    ],
)  # fmt: skip
def test_amounts(line: str, wanted: list[tuple[str, float, str, str, str]]) -> None:
    found = [(value, unit, sign, way) for _, value, unit, sign, way in rows(PLAN + line)]
    assert found == [(value, unit, sign, way) for _, value, unit, sign, way in wanted]


@pytest.mark.parametrize(
    ("line", "indicators"),
    [
        ("- Phấn đấu 70% hộ dân trở lên ký cam kết.", ["hộ dân ký cam kết"]),
        ("- Không để xảy ra cháy nổ, giảm tiêu hao điện 4%.", ["giảm tiêu hao điện"]),
        ("- Đào 9.000 m3 kênh mương.", ["đào kênh mương"]),
        ("- Giảm 2 - 3%/năm tỷ lệ hộ nghèo.", ["tỷ lệ hộ nghèo"]),
        ("- Phấn đấu đến 31-12-2024 có 90% thôn có nhà văn hóa.", ["thôn có nhà văn hóa"]),
        ("- Tỷ lệ bao phủ thẻ đạt 95% dân số, tăng 1,2%.", ["tỷ lệ bao phủ thẻ dân số"] * 2),
        ("- Kết nạp 40 đoàn viên và thành lập 2 chi đoàn.", ["kết nạp đoàn viên", "thành lập chi đoàn"]),
        ("- Xây 30 căn nhà theo Quyết định số 12/QĐ-UBND ngày 02/3/2024.", ["xây căn nhà"]),
        ("- Trồng 500 cây xanh, hoàn thành trước ngày 30/9/2024.", ["trồng cây xanh"]),
        ("- Trước 30/9: đào xong 40 hố rác.", ["đào xong hố rác"]),
    ],
)
def test_what_is_measured(line: str, indicators: list[str]) -> None:
    assert [row[0] for row in rows(PLAN + line)] == indicators


@pytest.mark.parametrize(
    "words",
    [
        "Phong trào đặt ra 5 chỉ tiêu:",
        "Các xã thực hiện 7 nhiệm vụ trọng tâm sau đây:",
        "Cấp thẻ bạn đọc mức 3 cho người dân.",
        "Tổ chức phiên chợ 0 đồng.",
        "Thời gian: 45 ngày, từ ngày 03/6/2024.",
        "Tổ dẫn đầu được tặng cờ luân lưu và 4 triệu đồng.",
        "Ngay sau phát động, 6 xã và 4 trường đồng loạt lên ký cam kết.",
    ],
)
def test_numbers_that_are_no_amounts(words: str) -> None:
    assert rows(PLAN + "- Phấn đấu 90% hộ phân loại rác.\n- " + words) == rows(PLAN + "- Phấn đấu 90% hộ phân loại rác.")


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("- Mỗi ngày có 3 bàn hướng dẫn tại hội trường và 4 bến đò.", [3]),
        ("- Mỗi tổ quay 2 đoạn phim dưới 90 giây.", [2]),
        ("- Tỷ lệ nộp trực tuyến đạt 80% trở lên (hiện là 55%).", [80]),
        ("- Tỷ lệ hộ thực hiện đạt 80% trở lên.", [80]),
    ],
)
def test_numbers_that_belong_to_another(line: str, values: list[float]) -> None:
    assert [row[1] for row in rows(PLAN + line)] == values


def test_a_sentence_that_opens_in_the_past_stays_there() -> None:
    plan = PLAN.replace("III. CHỈ TIÊU\n", "Năm 2023 phong trào đã có khí thế mới, 15/18 chỉ tiêu hoàn thành, hộ nghèo giảm còn 5,2%.\n\n")
    assert rows(plan + "III. CHỈ TIÊU\n- Phấn đấu trồng 40 ha rừng.") == [("trồng rừng", 40, "ha", "eq", "reach")]


def test_a_heading_does_not_lend_its_verb() -> None:
    text = PLAN + "3. Giữ vững nền nếp trường lớp\nHoàn thành 100% chương trình dạy bù."
    assert [row[4] for row in rows(text)] == ["reach"]


@pytest.mark.parametrize(
    ("line", "deadlines"),
    [
        ("- Trồng 500 cây trong năm 2024.", [date(2024, 12, 31)]),
        ("- 100% thôn họp dân trước ngày 20/4/2024; 60% hộ ký cam kết.", [date(2024, 4, 20), None]),
        ("- Đến 30/6/2024, 100% thôn họp dân; 60% hộ ký cam kết.", [date(2024, 6, 30), date(2024, 6, 30)]),
        ("- Dư nợ tăng 4% so đầu năm.", [None]),
    ],
)
def test_by_when(line: str, deadlines: list[date | None]) -> None:
    assert [t.deadline for t in facts(PLAN + line).facts["targets"]] == deadlines  # type: ignore[attr-defined]


def test_a_heading_tells_the_day_in_brackets() -> None:
    text = PLAN.replace("CHỈ TIÊU", "CHỈ TIÊU (đến 30/11/2024)") + "- Trồng 500 cây.\n- Xây 2 cầu."
    assert [t.deadline for t in facts(text).facts["targets"]] == [date(2024, 11, 30)] * 2  # type: ignore[attr-defined]


def test_what_is_due_before_the_signature_says_nothing_of_an_annex() -> None:
    body = "Các xã giao chỉ tiêu cho từng thôn trước ngày 10/3/2024.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn An\n\n"
    table = "BIỂU CHI TIẾT\nTT | Xã | Số hộ đăng ký (hộ)\n1 | Hòa Bình | 40\n2 | Hòa An | 35\n"
    assert {t.deadline for t in facts(PLAN + body + table).facts["targets"]} <= {None}  # type: ignore[attr-defined]
