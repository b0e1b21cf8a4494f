"""Which amounts are aimed at, and what they measure."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.facts import Target
from extractors.segmented import Part
from extractors.targets.sectors import sector_of
from tests.making import facts

PLAN = "KẾ HOẠCH\nPhát động phong trào thi đua “Xóm sạch” năm 2024\n\nIII. CHỈ TIÊU\n"


def targets(text: str, **named: object) -> list[Target]:
    return list(facts(text, **named).facts["targets"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "indicator", "low", "high", "unit", "direction", "sector"),
    [
        (
            "- GRDP bình quân đầu người đạt 120 - 125 triệu đồng.",
            "GRDP bình quân đầu người",
            120,
            125,
            "trieu_dong",
            "reach",
            "kinh_te",
        ),
        ("- Phấn đấu có 95% hộ dân dùng nước sạch.", "hộ dân dùng nước sạch", 95, 95, "phan_tram", "reach", "moi_truong"),
        ("- Tỷ lệ hộ nghèo giảm 1 - 1,5%.", "Tỷ lệ hộ nghèo", 1, 1.5, "phan_tram", "decrease", "giam_ngheo"),
        ("- Học sinh lớp 12 đỗ tốt nghiệp: 99%", "Học sinh lớp 12 đỗ tốt nghiệp", 99, 99, "phan_tram", "reach", "giao_duc"),
        ("- Trồng mới 3.900 ha rừng.", "Trồng mới ha rừng", 3900, 3900, "ha", "reach", "nong_nghiep"),
        (
            "- Mỗi xã có ít nhất 02 mô hình dân vận khéo.",
            "Mỗi xã có mô hình dân vận khéo",
            2,
            2,
            "khac",
            "reach",
            "xay_dung_dang",
        ),
    ],
)
def test_a_list_of_targets(line: str, indicator: str, low: float, high: float, unit: str, direction: str, sector: str) -> None:
    (found,) = targets(PLAN + line)
    got = set(str(found.indicator).lower().split())
    assert len(got & set(indicator.lower().split())) >= 0.7 * len(indicator.split())
    assert (float(found.value_min or 0), float(found.value_max or 0), found.unit) == (low, high, unit)
    assert found.direction == direction
    assert found.sector == sector


def test_a_head_line_and_its_parts_are_one_clause_each() -> None:
    found = targets(PLAN + "- Tăng trưởng đạt 7 - 8%; trong đó: nông nghiệp tăng 4%, công nghiệp tăng 9%; dịch vụ tăng 8%.")
    assert [(t.indicator, float(t.value_max or 0)) for t in found][1:] == [
        ("nông nghiệp", 4.0),
        ("công nghiệp", 9.0),
        ("dịch vụ", 8.0),
    ]


def test_an_amount_said_again_in_dollars_is_linked_to_the_first() -> None:
    first, second = targets(PLAN + "- Thu nhập bình quân đạt 120 triệu đồng (tương đương 5.000 USD).")
    assert (second.same_as, second.unit, second.indicator) == (first.start, "usd", first.indicator)


@pytest.mark.parametrize(
    "line",
    [
        "Năm 2022 tỉnh đã đạt 85% hộ dùng nước sạch.",
        "Đến nay, toàn huyện có 20 xã đạt chuẩn.",
        "Kỷ niệm 115 năm thành lập tỉnh.",
        "Điện thoại liên hệ 0263.3822155.",
        "Căn cứ Điều 5 Quy chế số 12/QĐ-UBND ngày 20/4/2023.",
    ],
)
def test_what_was_reached_is_no_target(line: str) -> None:
    text = f"UBND tỉnh vừa phát động phong trào thi đua “Xóm sạch”.\n\n{line}\n"
    assert targets(text, published=date(2024, 3, 1)) == []


def test_quotas_of_awards_are_no_targets() -> None:
    assert targets(PLAN.replace("CHỈ TIÊU", "KHEN THƯỞNG") + "- Tặng Bằng khen cho 20 tập thể, 30 cá nhân.\n") == []


@pytest.mark.parametrize(
    ("line", "deadline"),
    [
        ("- Đến hết năm 2025, có 95% hộ dùng nước sạch.", date(2025, 12, 31)),
        ("- 95% hộ dùng nước sạch trước ngày 30/9/2024.", date(2024, 9, 30)),
        ("- 95% hộ dùng nước sạch.", None),
    ],
)
def test_deadlines(line: str, deadline: date | None) -> None:
    (found,) = targets(PLAN + line)
    assert found.deadline == deadline


def test_a_heading_gives_its_deadline_to_the_list_under_it() -> None:
    (found,) = targets(PLAN.replace("CHỈ TIÊU", "CHỈ TIÊU ĐẾN NĂM 2025") + "1. 95% hộ dùng nước sạch.")
    assert found.deadline == date(2025, 12, 31)


def test_an_annex_table_gives_a_row_a_unit() -> None:
    rows = [("TT", "Xã", "Xây mới (nhà)", "Kinh phí (triệu đồng)"), ("1", "Tân Hòa", "12", "1.080"), ("2", "Tân Lập", "7", "630")]
    text = "KẾ HOẠCH\nPhát động phong trào thi đua “Xóa nhà tạm” năm 2024\nPHỤ LỤC\nCHỈ TIÊU GIAO CÁC XÃ\n"
    parts, start = [], len(text)
    for number, row in enumerate(rows):
        row_start = len(text)
        for index, cell in enumerate(row):
            parts.append(Part(len(text), len(text) + len(cell), "cell", number=index))
            text += cell + ("\t" if index < len(row) - 1 else "\n")
        parts.append(Part(row_start, len(text) - 1, "row", number=number))
    parts.append(Part(start, len(text) - 1, "table"))
    found = targets(text, parts=tuple(sorted(parts)))
    assert [(t.indicator, int(t.value_min or 0), t.unit, t.sector) for t in found] == [
        ("Xây mới Tân Hòa", 12, "nha", "giam_ngheo"),
        ("Kinh phí Tân Hòa", 1080, "trieu_dong", "giam_ngheo"),
        ("Xây mới Tân Lập", 7, "nha", "giam_ngheo"),
        ("Kinh phí Tân Lập", 630, "trieu_dong", "giam_ngheo"),
    ]


@pytest.mark.parametrize(
    ("indicator", "context", "sector"),
    [
        ("cơ quan, doanh nghiệp đạt chuẩn văn hóa", "", "van_hoa"),
        ("xã đạt chuẩn nông thôn mới", "", "nong_thon_moi"),
        ("nhà xây mới huyện Quan Sơn", "phong trào xóa nhà tạm, nhà dột nát", "giam_ngheo"),
        ("việc ấy", "phong trào thi đua", "khac"),
        ("diện tích bàn giao", "giải phóng mặt bằng", "dau_tu"),
    ],
)
def test_sectors(indicator: str, context: str, sector: str) -> None:
    assert sector_of(indicator, title=context) == sector


def test_other_targets_tell_the_sector() -> None:
    books = "lượt mượn sách của thư viện"
    assert sector_of(books) == "van_hoa"
    others = [books, "học sinh giỏi", "giáo viên dạy giỏi", "học sinh bỏ học"]
    assert sector_of(books, others=others, issuer="Trường THPT Hòa Đa") == "giao_duc"


BESIDE = "- 95% hộ dân có nước sạch.\n"


@pytest.mark.parametrize(
    ("line", "indicator", "direction", "deadline"),
    [
        ("- Giữ vững ổn định chính trị, trật tự an toàn xã hội.", "Giữ vững ổn định chính trị, trật tự an toàn xã hội", "maintain", None),
        ("- Không để phát sinh điểm nóng về khiếu kiện.", "Không để phát sinh điểm nóng về khiếu kiện", "reach", None),
        (
            "- Hoàn thành dứt điểm việc xóa nhà tạm trước ngày 30/11/2024.",
            "Hoàn thành dứt điểm việc xóa nhà tạm trước ngày 30/11/2024",
            "reach",
            date(2024, 11, 30),
        ),
        ("- Nâng cao chất lượng khám bệnh tại trạm y tế.", "Nâng cao chất lượng khám bệnh tại trạm y tế", "increase", None),
        ("- Kéo giảm tai nạn giao thông trên các tuyến quốc lộ.", "Kéo giảm tai nạn giao thông trên các tuyến quốc lộ", "decrease", None),
    ],
)
def test_aims_without_a_figure(line: str, indicator: str, direction: str, deadline: date | None) -> None:
    (found,) = (t for t in targets(PLAN + BESIDE + line) if t.kind == "qualitative")
    assert (found.indicator, found.direction, found.deadline) == (indicator, direction, deadline)
    assert (found.value_min, found.value_max, found.unit, found.comparator) == (None, None, None, None)


@pytest.mark.parametrize(
    "line",
    [
        "- Xã nào để phát sinh điểm nóng thì không được xét khen thưởng.",
        "- Không để xảy ra tai nạn là điều mong mỏi lớn nhất.",
        "- 100% ấp giữ vững danh hiệu văn hóa.",
        "- Hoàn thành báo cáo trước ngày 30/11/2024.",
        "- Đã hoàn thành dứt điểm việc xóa nhà tạm.",
    ],
)
def test_what_is_no_aim_without_a_figure(line: str) -> None:
    assert not [t for t in targets(PLAN + BESIDE + line) if t.kind == "qualitative"]


def test_a_year_behind_the_number_is_its_deadline() -> None:
    (found,) = targets(PLAN + "- Tỷ lệ hộ dùng nước sạch đạt 98% vào năm 2025.")
    assert found.deadline == date(2025, 12, 31)
