"""Awards that a stretch of text promises: form, grantor, recipient, number."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from extractors.awards.extract import awards, awards_in
from extractors.codes import code_list
from extractors.segmented import Layout, Metadata
from extractors.view import view

TINH, HUYEN, XA, SO = "chu_tich_ubnd_tinh", "chu_tich_ubnd_huyen", "chu_tich_ubnd_xa", "giam_doc_so"
BOTH, GROUP, PERSON = "both", "collective", "individual"


def rows(text: str) -> set[tuple[str, str | None, str | None, int | None, int | None]]:
    return {(s.code, s.grantor_code, s.recipient, s.low, s.high) for s in awards_in(view(text))}


def pairs(text: str) -> set[tuple[str, str | None]]:
    return {(s.code, s.grantor_code) for s in awards_in(view(text))}


GRANTORS = [
    ("Bằng khen của Chủ tịch UBND tỉnh", {("bang_khen", TINH)}),
    ("Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh An Giang", {("bang_khen", TINH)}),
    ("Giấy khen của Chủ tịch UBND cấp huyện, cấp xã", {("giay_khen", HUYEN), ("giay_khen", XA)}),
    ("Giấy khen của Chủ tịch UBND các huyện, thị xã, thành phố", {("giay_khen", HUYEN)}),
    ("Giấy khen của Chủ tịch UBND các xã, phường, thị trấn", {("giay_khen", XA)}),
    ("Giấy khen của Chủ tịch UBND huyện Châu Phú", {("giay_khen", HUYEN)}),
    ("Cờ thi đua của UBND tỉnh", {("co_thi_dua", "ubnd_tinh")}),
    ("Cờ thi đua của UBND thành phố Đà Nẵng", {("co_thi_dua", "ubnd_tinh")}),
    ("Cờ thi đua của Chính phủ", {("co_thi_dua", "chinh_phu")}),
    ("Bằng khen của Thủ tướng Chính phủ", {("bang_khen", "thu_tuong")}),
    ("Bằng khen của Bộ trưởng Bộ Y tế", {("bang_khen", "bo_truong")}),
    ("Bằng khen của Bộ", {("bang_khen", "bo_truong")}),
    ("Trình Chủ tịch nước tặng Huân chương Lao động", {("huan_chuong", "chu_tich_nuoc")}),
    ("Giấy khen của Giám đốc Sở Giáo dục và Đào tạo", {("giay_khen", SO)}),
    ("Giấy khen của: Thủ trưởng các sở, ban, ngành; Chủ tịch UBND cấp huyện; Tổng Giám đốc, Giám đốc doanh nghiệp",
     {("giay_khen", SO), ("giay_khen", HUYEN), ("giay_khen", "doanh_nghiep")}),
    ("Giấy khen của Giám đốc các sở, Thủ trưởng các ngành và Giấy khen của Chủ tịch UBND huyện",
     {("giay_khen", SO), ("giay_khen", HUYEN)}),
    ("Bằng khen của Thủ trưởng các tổ chức chính trị - xã hội tỉnh", {("bang_khen", "doan_the_tinh")}),
    ("Giấy khen của Hiệu trưởng", {("giay_khen", "thu_truong_don_vi")}),
    ("Thủ trưởng cơ quan, đơn vị tặng Giấy khen", {("giay_khen", "thu_truong_don_vi")}),
    ("Giấy khen của Ban Thường vụ Huyện ủy", {("giay_khen", "huyen_uy")}),
    ("Giám đốc sở, Chủ tịch UBND huyện và Giám đốc doanh nghiệp xem xét tặng Giấy khen",
     {("giay_khen", SO), ("giay_khen", HUYEN), ("giay_khen", "doanh_nghiep")}),
    ("Giám đốc Sở trình Chủ tịch UBND tỉnh tặng Bằng khen", {("bang_khen", TINH)}),
    ("Giám đốc Sở đề nghị tặng Bằng khen cho tập thể", {("bang_khen", None)}),
    ("Trưởng phòng đề xuất Hiệu trưởng tặng Giấy khen", {("giay_khen", "thu_truong_don_vi")}),
    ("Bằng khen của BCH Trung ương Đoàn", {("bang_khen", "bo_truong")}),
    ("Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam tặng Bằng khen", {("bang_khen", "bo_truong")}),
    ("Bằng khen của Tổng LĐLĐ Việt Nam", {("bang_khen", "bo_truong")}),
    ("Trao huy hiệu “Tuổi trẻ dũng cảm” của Trung ương Đoàn cho những gương tiêu biểu", {("huy_hieu", "bo_truong")}),
    ("Bằng khen của BTV Tỉnh Đoàn", {("bang_khen", "doan_the_tinh")}),
    ("Ban Chấp hành Đoàn tỉnh tặng Bằng khen", {("bang_khen", "doan_the_tinh")}),
    ("Bằng khen của BTV Hội LHPN tỉnh", {("bang_khen", "doan_the_tinh")}),
    ("Giấy khen của Ban Thường vụ các huyện, thị, thành Đoàn", {("giay_khen", "khac")}),
    ("Giấy khen của Ban Thường vụ Hội LHPN huyện", {("giay_khen", "khac")}),
    ("Ban Thường vụ Đảng ủy Khối tặng Giấy khen", {("giay_khen", "khac")}),
    ("Cờ luân lưu của Đoàn trường", {("co_thi_dua", "khac")}),
    ("Giấy khen của Công đoàn Công ty", {("giay_khen", "khac")}),
    ("Giấy khen của Sở GD&ĐT", {("giay_khen", SO)}),
    ("Giấy khen của Bộ CHQS tỉnh", {("giay_khen", SO)}),
    ("Giấy khen của Công an tỉnh", {("giay_khen", SO)}),
    ("Giấy khen của Ban CHQS huyện", {("giay_khen", "thu_truong_don_vi")}),
    ("Giấy khen của Trưởng phòng Giáo dục và Đào tạo", {("giay_khen", "thu_truong_don_vi")}),
    ("Giấy khen của Trung đoàn trưởng", {("giay_khen", "thu_truong_don_vi")}),
    ("Giấy khen của Chủ tịch HĐQT", {("giay_khen", "doanh_nghiep")}),
    ("Bằng khen của Tổng Giám đốc BHXH Việt Nam", {("bang_khen", "bo_truong")}),
    ("Giấy khen của Chánh Văn phòng UBND tỉnh", {("giay_khen", SO)}),
    ("Bằng khen của CT UBND tỉnh", {("bang_khen", TINH)}),
    ("Chủ tịch huyện tặng Giấy khen", {("giay_khen", HUYEN)}),
    ("Đề nghị Chủ tịch UBND tỉnh và Tư lệnh Quân khu tặng Bằng khen", {("bang_khen", TINH), ("bang_khen", "bo_truong")}),
    ("Danh hiệu “Lao động tiên tiến” do Tổng Giám đốc Công ty công nhận", {("lao_dong_tien_tien", "doanh_nghiep")}),
    ("Giám đốc Sở Lao động - Thương binh và Xã hội tặng Giấy khen", {("giay_khen", SO)}),
    ("Giấy khen của trưởng thôn", {("giay_khen", None)}),
    ("Quận đoàn tặng Giấy khen cho 10 chi đoàn", {("giay_khen", "khac")}),
    ("Trường Tiểu học Hoa Sen tặng Giấy khen cho 20 học sinh", {("giay_khen", "thu_truong_don_vi")}),
    ("Ban Quản lý dự án tặng Giấy khen cho 05 nhà thầu", {("giay_khen", "thu_truong_don_vi")}),
    ("Sở đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho Trường Tiểu học Hoa Sen", {("bang_khen", TINH)}),
    ("Tặng Bằng khen chuyên đề của Chủ tịch UBND tỉnh", {("bang_khen", TINH)}),
    ("Kỷ niệm chương “Vì thế hệ trẻ” do Bí thư Tỉnh đoàn lập hồ sơ đề nghị Trung ương Đoàn", {("ky_niem_chuong", "bo_truong")}),
    ("Giấy khen do Giám đốc Sở quyết định theo đề nghị của Hội đồng", {("giay_khen", SO)}),
    ("- Trung ương Đoàn: đề xuất tặng Bằng khen cho 02 tập thể", {("bang_khen", "bo_truong")}),
    ("- Giám đốc Sở: đề nghị tặng Bằng khen cho 02 tập thể", {("bang_khen", None)}),
    ("Hình thức gồm Huân chương Lao động, Bằng khen của Thủ tướng Chính phủ", {("huan_chuong", None), ("bang_khen", "thu_tuong")}),
    ("Chiến sĩ thi đua cơ sở: chọn trong số Lao động tiên tiến; do Tổng Giám đốc Công ty công nhận",
     {("chien_si_thi_dua", "doanh_nghiep"), ("lao_dong_tien_tien", "doanh_nghiep")}),
    ("Tập thể lao động xuất sắc: Công ty đề nghị Chủ tịch UBND tỉnh tặng", {("tap_the_lao_dong_xuat_sac", TINH)}),
    ("Các ban đề nghị tặng 10 Bằng khen, huyện tặng 20 Giấy khen", {("bang_khen", None), ("giay_khen", "ubnd_huyen")}),
    ("Sở GD&ĐT tặng Giấy khen cho 10 trường", {("giay_khen", SO)}),
    ("Danh hiệu “Chiến sĩ thi đua cơ sở” do Giám đốc Sở xét, quyết định", {("chien_si_thi_dua", SO)}),
    ("Đề nghị UBND tỉnh: Cờ thi đua; Chủ tịch UBND tỉnh: Bằng khen", {("co_thi_dua", "ubnd_tinh"), ("bang_khen", TINH)}),
    ("Tặng Cờ thi đua, Bằng khen của UBND tỉnh", {("co_thi_dua", "ubnd_tinh"), ("bang_khen", "ubnd_tinh")}),
    ("Kỷ niệm chương “Vì sự nghiệp Thủy lợi” của Bộ trưởng", {("ky_niem_chuong", "bo_truong")}),
    ("BẰNG KHEN CỦA CHỦ TỊCH UBND TỈNH", {("bang_khen", TINH)}),
    ("Bằng khên của Chủ tịch\nUỷ ban nhân dân tỉnh", {("bang_khen", TINH)}),
]  # fmt: skip
NUMBERS = [
    ("Tặng Cờ thi đua cho 10 tập thể, Bằng khen cho 20 tập thể và 30 cá nhân",
     {("co_thi_dua", None, GROUP, 10, 10), ("bang_khen", None, GROUP, 20, 20), ("bang_khen", None, PERSON, 30, 30)}),
    ("Cờ thi đua của UBND tỉnh: 05 cờ", {("co_thi_dua", "ubnd_tinh", GROUP, 5, 5)}),
    ("Dự kiến trao 12 Cờ thi đua của UBND tỉnh", {("co_thi_dua", "ubnd_tinh", GROUP, 12, 12)}),
    ("Bằng khen của Chủ tịch UBND tỉnh: không quá 60 tập thể, hộ gia đình và cá nhân", {("bang_khen", TINH, BOTH, None, 60)}),
    ("Giấy khen của Hiệu trưởng: từ 02 đến 04 tập thể", {("giay_khen", "thu_truong_don_vi", GROUP, 2, 4)}),
    ("Hiệu trưởng tặng Giấy khen cho 06 lớp", {("giay_khen", "thu_truong_don_vi", GROUP, 6, 6)}),
    ("Giám đốc tặng 15 Giấy khen cho người lao động", {("giay_khen", None, PERSON, 15, 15)}),
    ("01 đơn vị nhận Cờ thi đua của Chính phủ; 02 đơn vị nhận Cờ thi đua của UBND tỉnh",
     {("co_thi_dua", "chinh_phu", GROUP, 1, 1), ("co_thi_dua", "ubnd_tinh", GROUP, 2, 2)}),
    ("Ba tập thể được đề nghị Chủ tịch UBND tỉnh tặng Bằng khen", {("bang_khen", TINH, GROUP, 3, 3)}),
    ("Hiệu trưởng tặng Giấy khen cho học sinh; mỗi lớp 05 em", {("giay_khen", "thu_truong_don_vi", PERSON, 5, 5)}),
    ("Bằng khen của Chủ tịch UBND tỉnh cho các tập thể, cá nhân", {("bang_khen", TINH, BOTH, None, None)}),
    ("Bằng khen của Chủ tịch UBND tỉnh", {("bang_khen", TINH, None, None, None)}),
    ("Đơn vị, cá nhân tiêu biểu được đề nghị Thủ tướng Chính phủ tặng Bằng khen", {("bang_khen", "thu_tuong", BOTH, None, None)}),
    ("Danh hiệu “Tập thể lao động xuất sắc”", {("tap_the_lao_dong_xuat_sac", None, GROUP, None, None)}),
    ("Sau hội nghị, tập thể được xét tặng Bằng khen", {("bang_khen", None, GROUP, None, None)}),
    ("Hội Nông dân Việt Nam tặng Bằng khen cho hội viên", {("bang_khen", "bo_truong", PERSON, None, None)}),
    ("Danh hiệu “Lao động tiên tiến”", {("lao_dong_tien_tien", None, PERSON, None, None)}),
    ("Tặng Giấy khen cho 3 phòng và 20 công nhân; đề nghị Tổng công ty tặng Bằng khen",
     {("giay_khen", None, GROUP, 3, 3), ("giay_khen", None, PERSON, 20, 20), ("bang_khen", "doanh_nghiep", None, None, None)}),
    ("4.1 Lao động tiên tiến: do Hiệu trưởng công nhận", {("lao_dong_tien_tien", "thu_truong_don_vi", PERSON, None, None)}),
    ("Ấp nào về đích trước, xã thưởng 5 triệu đồng", {("tien_thuong", XA, GROUP, None, None)}),
    ("Công ty dành 90 triệu đồng thưởng cho 02 phân xưởng và 30 CBCNV", {("tien_thuong", "doanh_nghiep", BOTH, None, None)}),
    ("Xã dẫn đầu từng tiêu chí được tặng 01 bộ máy vi tính", {("cong_trinh_phuc_loi", None, GROUP, 1, 1)}),
    ("Giấy khen của Chỉ huy trưởng: 02 đại đội, 03 trung đội", {("giay_khen", SO, GROUP, 2, 2), ("giay_khen", SO, GROUP, 3, 3)}),
]  # fmt: skip
NO_ROWS = [
    "Khen thưởng kịp thời các tập thể, cá nhân tiêu biểu",
    "Xét khen thưởng theo quy định",
    "Tập thể đã được Chủ tịch nước tặng Huân chương Lao động",
    "Xã vinh dự đón nhận Cờ thi đua của Chính phủ",
    "Có 02 lần liên tục được tặng danh hiệu “Chiến sĩ thi đua cơ sở”",
    "Đạt tiêu chuẩn danh hiệu “Lao động tiên tiến”",
    "Có ít nhất 70% cá nhân đạt danh hiệu “Lao động tiên tiến”",
    "Phấn đấu 92% số hộ đạt Gia đình văn hóa",
    "Dịp này, UBND tỉnh tặng Bằng khen cho 5 tập thể",
    "Chăm lo tiền lương, tiền thưởng cho công nhân",
    "Hội Cờ tướng huyện và cờ Tổ quốc",
    "Hội đồng Thi đua - Khen thưởng tỉnh",
    "Chưa được tặng Bằng khen",
    "Giải quyết 95% hồ sơ",
    "Trao giấy chứng nhận quyền sử dụng đất"[5:],
    "",
]


@pytest.mark.parametrize(("text", "expected"), GRANTORS)
def test_grantors(text: str, expected: set[tuple[str, str | None]]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers(text: str, expected: set[tuple[str, str | None, str | None, int | None, int | None]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize("text", NO_ROWS)
def test_no_rows(text: str) -> None:
    assert rows(text) == set()


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Mỗi cụm, khối được tặng 01 Cờ thi đua", "per", "cụm, khối"),
        ("Tặng Bằng khen của Chủ tịch UBND tỉnh khi sơ kết, tổng kết", "occasion", "so_ket_tong_ket"),
        ("Khi tổng kết, Chủ tịch UBND tỉnh tặng Bằng khen", "occasion", "tong_ket"),
        ("Giấy khen của Hiệu trưởng xét tặng hằng năm", "occasion", "hang_nam"),
        ("Khen thưởng đột xuất: Bằng khen của Chủ tịch UBND tỉnh", "occasion", "dot_xuat"),
        ("Giấy khen của Hiệu trưởng kèm 500.000 đồng", "amount", Decimal(500000)),
        ("Bằng khen của Bộ trưởng kèm 2,5 triệu đồng", "amount", Decimal(2500000)),
        ("Huân chương Lao động hạng Nhất, Nhì, Ba", "label", "Huân chương Lao động hạng Nhất, Nhì, Ba"),
        ("Kỷ niệm chương “Vì sự nghiệp Thủy lợi”", "label", "Kỷ niệm chương “Vì sự nghiệp Thủy lợi”"),
        ("Giấy khen của Giám đốc Sở Giáo dục và Đào tạo", "grantor", "Giám đốc Sở Giáo dục và Đào tạo"),
    ],
)
def test_fields(text: str, field: str, value: object) -> None:
    assert getattr(awards_in(view(text))[0], field) == value


def test_letterhead_tells_the_level() -> None:
    text = "ỦY BAN NHÂN DÂN\nHUYỆN TÂN PHÚ\n\nĐề nghị Chủ tịch UBND tặng Giấy khen."
    assert pairs(text) == {("giay_khen", HUYEN)}


def test_news_tells_what_is_to_come_and_what_was() -> None:
    text = (
        "UBND tỉnh tặng Cờ thi đua cho 2 xã tại lễ mít tinh.\n\nKhi tổng kết, Chủ tịch UBND tỉnh sẽ tặng Bằng khen cho 9 tập thể."
    )
    seen = view(text)
    found = awards(seen, Layout(Metadata(), (), (), (), ((0, len(text)),)))
    assert [(row.award_code, row.quantity_min) for row in found] == [("bang_khen", 9)]


def test_never_raises_and_spans_hold() -> None:
    pieces = "Bằng khen|Giấy khen|của|cho|:|;|,|Chủ tịch UBND|tỉnh|cấp xã|Bộ trưởng|20 tập thể|cờ|và|30|cá nhân|được|tặng"
    pieces += "|mỗi cụm|“|”|\n|\t|5%|tiền thưởng|1.000.000 đồng|đã|(|)|hạng Nhất"
    chance = random.Random(11)
    forms, grantors = code_list("awards"), code_list("grantors")
    for _ in range(400):
        text = " ".join(chance.choices(pieces.split("|"), k=chance.randint(0, 45)))
        for row in awards(view(text), Layout(Metadata(), (), (), (), ((0, len(text)),))):
            assert 0 <= row.start < row.end <= len(text)
            assert row.award_code in forms
            assert row.grantor_code is None or row.grantor_code in grantors
            assert 0 < row.confidence <= 1
        awards_in(view(text))
