"""Awards in the wordings of plans and news: what a launch promises without saying so, numbers in every place."""

from __future__ import annotations

import pytest

segment = pytest.importorskip("pipeline.segment").segment
Document = pytest.importorskip("pipeline.document").Document

from extractors.awards.extract import extract  # noqa: E402
from extractors.segmented import About  # noqa: E402


def found(text: str, *, announced: bool = True) -> list[str]:
    doc = segment(Document("x", "x.txt", "text/plain", text))
    doc._.about = About(announced=announced)
    return [f"{r.award_code}:{r.grantor_code or ''}:{r.recipient or ''}:{r.quantity_max or ''}" for r in extract(doc)]


# text → form:grantor:recipient:number (the last parts may be left out)
WORDINGS = [
    ("Kết thúc đợt thi đua, UBND huyện tặng Giấy khen cho 12 tập thể, 25 cá nhân; đề nghị UBND tỉnh tặng Cờ thi đua cho 01 xã dẫn "
     "đầu.",
     "giay_khen:ubnd_huyen:collective:12 giay_khen:ubnd_huyen:individual:25 co_thi_dua:ubnd_tinh:collective:1"),
    ("Khen thưởng ra sao? Hiệu trưởng tặng Giấy khen 08 lớp, 40 học sinh; nhất khối được thưởng 01 chuyến tham quan.",
     "giay_khen:thu_truong_don_vi:collective:8 giay_khen:thu_truong_don_vi:individual:40"),
    ("Mỗi quý, Giám đốc Công ty thưởng 5 triệu đồng cho tổ dẫn đầu và tặng Giấy khen cho 10 công nhân.",
     "tien_thuong:doanh_nghiep:collective: giay_khen:doanh_nghiep:individual:10"),
    ("Tập thể, cá nhân tiêu biểu sẽ được Chủ tịch UBND xã tặng Giấy khen.", "giay_khen:chu_tich_ubnd_xa:both:"),
    ("Phần thưởng cao nhất là Cờ thi đua của UBND tỉnh, dành cho 03 đơn vị; tiếp đến là 20 Bằng khen của Chủ tịch UBND tỉnh.",
     "co_thi_dua:ubnd_tinh:collective:3 bang_khen:chu_tich_ubnd_tinh::20"),
    ("Tại lễ tổng kết năm ngoái, 15 tập thể được Chủ tịch UBND tỉnh tặng Bằng khen.", ""),
    ("V. KHEN THƯỞNG\n\n1. Ban Thường vụ Tỉnh ủy xét, tặng Bằng khen cho từ 05 đến 07 chi bộ.\n\n2. Đề nghị Thủ tướng Chính phủ tặng "
     "Bằng khen: 02 tập thể, 01 cá nhân.\n\n3. Chủ tịch UBND cấp huyện, cấp xã, Thủ trưởng các sở, ngành tặng Giấy khen theo thẩm "
     "quyền.",
     "bang_khen:tinh_uy:collective:7 bang_khen:thu_tuong:collective:2 bang_khen:thu_tuong:individual:1 giay_khen:chu_tich_ubnd_huyen "
     "giay_khen:chu_tich_ubnd_xa giay_khen:giam_doc_so"),
    ("Sáu là, về khen thưởng: cuối năm lựa chọn 05 tập thể, 10 cá nhân xuất sắc trình Chủ tịch UBND thành phố tặng Bằng khen.",
     "bang_khen:chu_tich_ubnd_huyen:collective:5 bang_khen:chu_tich_ubnd_huyen:individual:10"),
    ("Liên đoàn Lao động tỉnh dành 30 Bằng khen cho công đoàn cơ sở và 100 suất quà cho đoàn viên khó khăn.",
     "bang_khen:doan_the_tinh:collective:30"),
    ("Đơn vị nhất cụm nhận Cờ thi đua, kèm 10 triệu đồng; đơn vị nhì nhận Bằng khen của Bộ trưởng Bộ Y tế.",
     "co_thi_dua tien_thuong bang_khen:bo_truong"),
    ("Đội nhất sẽ được tặng Cờ thi đua của UBND xã, kèm 3 triệu đồng, Giấy khen của Hiệu trưởng.",
     "co_thi_dua:chu_tich_ubnd_xa:collective tien_thuong:chu_tich_ubnd_xa giay_khen:thu_truong_don_vi"),
    ("Hình thức khen thưởng gồm Bằng khen của Chủ tịch UBND tỉnh và Giấy khen của Chủ tịch UBND huyện. Dịp sơ kết, Chủ tịch UBND tỉnh "
     "khen 12 tập thể, 14 cá nhân; dịp tổng kết khen 22 tập thể.",
     "bang_khen:chu_tich_ubnd_tinh:collective:12 bang_khen:chu_tich_ubnd_tinh:individual:14 bang_khen:chu_tich_ubnd_tinh:collective:22 "
     "giay_khen:chu_tich_ubnd_huyen"),
    ("Hình thức khen thưởng là Bằng khen của Chủ tịch UBND tỉnh. Năm ngoái, Chủ tịch UBND tỉnh đã khen 12 tập thể.",
     "bang_khen:chu_tich_ubnd_tinh"),
    ("Hình thức khen thưởng là Bằng khen của Chủ tịch UBND tỉnh. Huyện cũng chọn và khen 12 tập thể.", "bang_khen:chu_tich_ubnd_tinh"),
    ("Hình thức khen thưởng là Cờ thi đua, Bằng khen của UBND tỉnh. Dịp tổng kết, UBND tỉnh khen 12 tập thể.",
     "co_thi_dua:ubnd_tinh bang_khen:ubnd_tinh"),
    ("VI. KHEN THƯỞNG\n\nHình thức: Giấy khen của Giám đốc Sở.\n\nSố lượng: 10 tập thể, 20 cá nhân.",
     "giay_khen:giam_doc_so:collective:10 giay_khen:giam_doc_so:individual:20"),
    ("VI. KHEN THƯỞNG\n\n- Đối với tập thể: Cờ thi đua của Bộ (03 cờ); Bằng khen của Bộ trưởng (10 bằng).\n\n- Đối với cá nhân: Bằng "
     "khen của Bộ trưởng (15 bằng).",
     "co_thi_dua:bo_truong:collective:3 bang_khen:bo_truong:collective:10 bang_khen:bo_truong:individual:15"),
    ("Hội đồng sẽ chọn ra 3 chi đoàn, 12 đoàn viên để Ban Thường vụ Tỉnh đoàn tặng Bằng khen.",
     "bang_khen:doan_the_tinh:collective:3 bang_khen:doan_the_tinh:individual:12"),
    ("Cuối đợt, Đảng ủy phường biểu dương, UBND phường tặng Giấy khen 20 gia đình và 5 tổ dân phố.",
     "giay_khen:chu_tich_ubnd_xa:collective:20 giay_khen:chu_tich_ubnd_xa:collective:5"),
    ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh tặng Giấy khen cho 6 đồn biên phòng; Tư lệnh Bộ đội Biên phòng tặng Bằng khen cho 2 cá nhân.",
     "giay_khen:giam_doc_so:collective:6 bang_khen:bo_truong:individual:2"),
    ("Cơ cấu giải thưởng gồm 01 giải Nhất, 02 giải Nhì, 03 giải Ba cho các đội.",
     "giai_thuong::collective:1 giai_thuong::collective:2 giai_thuong::collective:3"),
    ("Danh hiệu “Lao động tiên tiến” và “Chiến sĩ thi đua cơ sở” được xét vào tháng 12; không quá 15% số viên chức được công nhận "
     "“Chiến sĩ thi đua cơ sở”.",
     "lao_dong_tien_tien chien_si_thi_dua"),
    ("Khi tổng kết, Nhà trường tặng Giấy khen và phần thưởng cho 30 học sinh, trao cờ luân lưu cho 03 lớp.",
     "giay_khen:thu_truong_don_vi:individual:30 co_thi_dua:thu_truong_don_vi:collective:3"),
    ("Ai làm tốt được gì? Mỗi xóm 02 Giấy khen của Chủ tịch UBND xã; xóm đứng đầu được đề nghị cấp trên tặng Bằng khen.",
     "giay_khen:chu_tich_ubnd_xa::2 bang_khen"),
    ("7. Khen thưởng\n\na) Sơ kết: 20 Giấy khen (10 tập thể, 10 cá nhân) của Giám đốc Sở.\n\nb) Tổng kết: 05 Bằng khen của Chủ tịch "
     "UBND tỉnh cho tập thể; 10 Bằng khen cho cá nhân.",
     "giay_khen:giam_doc_so:collective:10 giay_khen:giam_doc_so:individual:10 bang_khen:chu_tich_ubnd_tinh:collective:5 "
     "bang_khen:chu_tich_ubnd_tinh:individual:10"),
    ("Việc khen thưởng thực hiện theo quy định của Luật Thi đua, khen thưởng.", ""),
    ("Công ty trích 200 triệu đồng thưởng nóng cho các tổ, đội vượt tiến độ.", "tien_thuong:doanh_nghiep:collective:"),
    ("Chủ tịch Hội Nông dân tỉnh tặng Bằng khen cho 10 chi hội và 30 hội viên; Trung ương Hội xét tặng Kỷ niệm chương cho 5 cán bộ "
     "Hội.",
     "bang_khen:doan_the_tinh:collective:10 bang_khen:doan_the_tinh:individual:30 ky_niem_chuong:bo_truong:individual:5"),
]  # fmt: skip
HEADS = {
    "tinh": "ỦY BAN NHÂN DÂN\nTỈNH LÂM HẢI\nSố: 12/KH-UBND\n\n",
    "huyen": "ỦY BAN NHÂN DÂN\nHUYỆN SÔNG LAM\nSố: 12/KH-UBND\n\n",
    "xa": "ỦY BAN NHÂN DÂN\nXÃ AN ĐÔNG\nSố: 12/KH-UBND\n\n",
    "so": "UBND TỈNH LÂM HẢI\nSỞ Y TẾ\nSố: 12/KH-SYT\n\n",
    "truong": "SỞ GIÁO DỤC VÀ ĐÀO TẠO LÂM HẢI\nTRƯỜNG THPT SÔNG LAM\nSố: 12/KH-THPT\n\n",
    "ct": "TỔNG CÔNG TY ĐƯỜNG SÔNG\nCÔNG TY CỔ PHẦN VẬN TẢI AN ĐÔNG\nSố: 2/KH-VTAD\n\n",
    "hnd": "HỘI NÔNG DÂN VIỆT NAM\nBCH TỈNH LÂM HẢI\nSố 12-KH/HNDT\n\n",
    "hnh": "HỘI NÔNG DÂN TỈNH LÂM HẢI\nHỘI NÔNG DÂN HUYỆN SÔNG LAM\nSố 12-KH/HNDH\n\n",
    "doan": "TỈNH ĐOÀN LÂM HẢI\nSố 12-KH/TĐTN\n\n",
    "bv": "SỞ Y TẾ LÂM HẢI\nBỆNH VIỆN ĐA KHOA SÔNG LAM\nSố: 3/KH-BV\n\n",
    "tu": "TỈNH ỦY LÂM HẢI\nSố 12-CT/TU\n\n",
    "hu": "HUYỆN ỦY SÔNG LAM\nSố 12-CT/HU\n\n",
    "tp": "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ SÔNG CẦU\nSố: 2/KH-UBND\n\n",
    "hanoi": "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI\nSố: 2/KH-UBND\n\n",
    "ldld": "LIÊN ĐOÀN LAO ĐỘNG TỈNH LÂM HẢI\nSố 12/KH-LĐLĐ\n\n",
    "ca": "CÔNG AN TỈNH LÂM HẢI\nSố: 2/KH-CAT\n\n",
    "qs": "BỘ CHỈ HUY QUÂN SỰ TỈNH LÂM HẢI\nSố: 2/KH-BCH\n\n",
    "cuc": "TỔNG CỤC THUẾ\nCỤC THUẾ TỈNH LÂM HẢI\nSố: 2/KH-CT\n\n",
    "htx": "HỢP TÁC XÃ NÔNG NGHIỆP AN ĐÔNG\nSố: 2/KH-HTX\n\n",
    "dhqg": "ĐẠI HỌC LÂM HẢI\nTRƯỜNG ĐẠI HỌC SÔNG LAM\nSố: 2/KH-ĐHSL\n\n",
    "ttg": "THỦ TƯỚNG CHÍNH PHỦ\nSố: 12/QĐ-TTg\n\n",
    "": "",
}
GRANTORS = [
    ("huyen", "Chủ tịch UBND huyện tặng Giấy khen cho 5 xã.", "giay_khen:chu_tich_ubnd_huyen"),
    ("huyen", "UBND huyện tặng Giấy khen cho 5 xã; đề nghị tỉnh tặng Bằng khen cho 01 xã.", "bang_khen: giay_khen:ubnd_huyen"),
    ("xa",
     "Chủ tịch UBND xã tặng Giấy khen; trình Chủ tịch UBND tỉnh tặng Bằng khen.",
     "bang_khen:chu_tich_ubnd_tinh giay_khen:chu_tich_ubnd_xa"),
    ("so",
     "Giám đốc Sở tặng Giấy khen cho 10 tập thể; đề nghị Bộ trưởng Bộ Y tế tặng Bằng khen; Thủ trưởng đơn vị tặng Giấy khen cho "
     "viên chức.",
     "bang_khen:bo_truong giay_khen:giam_doc_so giay_khen:thu_truong_don_vi"),
    ("truong",
     "Hiệu trưởng tặng Giấy khen; đề nghị Giám đốc Sở Giáo dục và Đào tạo tặng Giấy khen.",
     "giay_khen:giam_doc_so giay_khen:thu_truong_don_vi"),
    ("truong", "Nhà trường đề nghị Sở tặng Giấy khen cho 2 tổ.", "giay_khen:giam_doc_so"),
    ("ct", "Giám đốc tặng Giấy khen cho 3 đội tàu.", "giay_khen:doanh_nghiep"),
    ("hnd",
     "Ban Thường vụ Hội Nông dân tỉnh tặng Bằng khen; đề nghị Trung ương Hội Nông dân Việt Nam tặng Bằng khen.",
     "bang_khen:bo_truong bang_khen:doan_the_tinh"),
    ("hnd", "Tỉnh Hội tặng Bằng khen cho 10 chi hội; Huyện Hội tặng Giấy khen.", "bang_khen:doan_the_tinh giay_khen:khac"),
    ("hnh", "Ban Thường vụ Hội Nông dân huyện tặng Giấy khen cho 10 chi hội.", "giay_khen:khac"),
    ("doan",
     "Ban Chấp hành Tỉnh đoàn tặng Bằng khen; Trung ương Đoàn tặng Bằng khen cho 2 tập thể; Huyện đoàn tặng Giấy khen.",
     "bang_khen:bo_truong bang_khen:doan_the_tinh giay_khen:khac"),
    ("bv",
     "Giám đốc Bệnh viện tặng Giấy khen cho 4 khoa; đề nghị Giám đốc Sở Y tế tặng Giấy khen.",
     "giay_khen:giam_doc_so giay_khen:thu_truong_don_vi"),
    ("bv", "Giám đốc tặng Giấy khen cho 4 khoa.", "giay_khen:thu_truong_don_vi"),
    ("tu",
     "Ban Thường vụ Tỉnh ủy tặng Bằng khen cho 5 chi bộ; Ban Thường vụ cấp ủy huyện tặng Giấy khen.",
     "bang_khen:tinh_uy giay_khen:huyen_uy"),
    ("hu",
     "Ban Thường vụ Huyện ủy tặng Giấy khen cho 5 chi bộ, đề nghị Ban Thường vụ Tỉnh ủy tặng Bằng khen.",
     "bang_khen:tinh_uy giay_khen:huyen_uy"),
    ("tp",
     "Chủ tịch UBND thành phố tặng Giấy khen; đề nghị Chủ tịch UBND tỉnh tặng Bằng khen.",
     "bang_khen:chu_tich_ubnd_tinh giay_khen:chu_tich_ubnd_huyen"),
    ("hanoi",
     "Chủ tịch UBND Thành phố tặng Bằng khen; Chủ tịch UBND các quận, huyện, thị xã tặng Giấy khen.",
     "bang_khen:chu_tich_ubnd_tinh giay_khen:chu_tich_ubnd_huyen"),
    ("hanoi", "UBND Thành phố tặng Cờ thi đua cho 5 đơn vị dẫn đầu.", "co_thi_dua:ubnd_tinh"),
    ("ldld",
     "Ban Thường vụ Liên đoàn Lao động tỉnh tặng Bằng khen; đề nghị Tổng Liên đoàn tặng Cờ thi đua.",
     "bang_khen:doan_the_tinh co_thi_dua:bo_truong"),
    ("ca",
     "Giám đốc Công an tỉnh tặng Giấy khen; đề nghị Bộ Công an tặng Cờ thi đua; đề nghị Bộ trưởng tặng Bằng khen.",
     "bang_khen:bo_truong co_thi_dua:bo_truong giay_khen:giam_doc_so"),
    ("qs", "Chỉ huy trưởng tặng Giấy khen; Tư lệnh Quân khu tặng Bằng khen.", "bang_khen:bo_truong giay_khen:giam_doc_so"),
    ("htx", "Giám đốc Hợp tác xã tặng Giấy khen và thưởng 500.000 đồng cho 10 hộ.", "giay_khen:doanh_nghiep tien_thuong:doanh_nghiep"),
    ("dhqg",
     "Hiệu trưởng tặng Giấy khen; Giám đốc Đại học tặng Bằng khen cho 02 khoa.",
     "bang_khen:thu_truong_don_vi giay_khen:thu_truong_don_vi"),
    ("tinh",
     "Cờ thi đua của UBND tỉnh: 05 cờ. Bằng khen của Chủ tịch UBND tỉnh: 30 tập thể. Giấy khen của thủ trưởng các sở, ban, ngành, "
     "Chủ tịch UBND cấp huyện và Chủ tịch UBND cấp xã.",
     "bang_khen:chu_tich_ubnd_tinh co_thi_dua:ubnd_tinh giay_khen:chu_tich_ubnd_huyen giay_khen:chu_tich_ubnd_xa giay_khen:giam_doc_so"),
    ("tinh",
     "Giám đốc sở, Chủ tịch UBND cấp huyện, thủ trưởng cơ quan, đơn vị, giám đốc doanh nghiệp tặng Giấy khen.",
     "giay_khen:chu_tich_ubnd_huyen giay_khen:doanh_nghiep giay_khen:giam_doc_so giay_khen:thu_truong_don_vi"),
    ("tinh",
     "Khi sơ kết, tặng Giấy khen của Giám đốc Sở Nông nghiệp và Môi trường; khi tổng kết, tặng Bằng khen của Chủ tịch UBND tỉnh.",
     "bang_khen:chu_tich_ubnd_tinh giay_khen:giam_doc_so"),
    ("tinh",
     "Hội đồng Thi đua - Khen thưởng tỉnh xét, đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 20 tập thể.",
     "bang_khen:chu_tich_ubnd_tinh"),
    ("tinh",
     "Sở Nội vụ thẩm định, trình Chủ tịch UBND tỉnh khen thưởng bằng hình thức Bằng khen cho 20 tập thể.",
     "bang_khen:chu_tich_ubnd_tinh"),
    ("tinh",
     "Ủy ban MTTQ Việt Nam tỉnh tặng Bằng khen cho 15 khu dân cư, Ban Thường trực Ủy ban MTTQ huyện tặng Giấy khen.",
     "bang_khen:doan_the_tinh giay_khen:khac"),
    ("tinh", "Bằng khen của Bộ Nông nghiệp và Môi trường cho 02 tập thể.", "bang_khen:bo_truong"),
    ("tinh", "Trưởng ban Quản lý Khu kinh tế tặng Giấy khen cho 10 doanh nghiệp.", "giay_khen:giam_doc_so"),
    ("",
     "Ông cho biết, tỉnh sẽ trao 10 Bằng khen của Chủ tịch UBND tỉnh và 5 Giấy khen của Giám đốc Sở Công Thương.",
     "bang_khen:chu_tich_ubnd_tinh giay_khen:giam_doc_so"),
    ("", "Đơn vị xuất sắc được xét tặng Cờ thi đua của Chính phủ, của UBND tỉnh.", "co_thi_dua:chinh_phu co_thi_dua:ubnd_tinh"),
    ("",
     "Cá nhân tiêu biểu được tặng Bằng khen của Chủ tịch UBND tỉnh hoặc Giấy khen của Chủ tịch UBND huyện.",
     "bang_khen:chu_tich_ubnd_tinh giay_khen:chu_tich_ubnd_huyen"),
    ("huyen",
     "Thị trấn, xã dẫn đầu được UBND huyện tặng cờ; cán bộ xuất sắc được Chủ tịch UBND huyện tặng Giấy khen.",
     "co_thi_dua:ubnd_huyen giay_khen:chu_tich_ubnd_huyen"),
    ("xa", "Xã tặng Giấy khen cho 20 hộ, thưởng mỗi hộ 300.000 đồng.", "giay_khen:chu_tich_ubnd_xa tien_thuong:chu_tich_ubnd_xa"),
    ("tp",
     "Chủ tịch UBND các xã, phường tặng Giấy khen cho 3 tổ dân phố; thành phố tặng Cờ thi đua cho 2 phường.",
     "co_thi_dua:ubnd_huyen giay_khen:chu_tich_ubnd_xa"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WORDINGS)
def test_wording(text: str, expected: str) -> None:
    rows = found(text)
    assert all(any(row.startswith(wanted) for row in rows) for wanted in expected.split()), rows
    assert len(rows) == len(expected.split()), rows


@pytest.mark.parametrize(("head", "text", "expected"), GRANTORS)
def test_grantor(head: str, text: str, expected: str) -> None:
    plan = "KẾ HOẠCH\nPhát động phong trào thi đua\n\nV. KHEN THƯỞNG\n\n" if head else ""
    rows = {":".join(row.split(":")[:2]) for row in found(HEADS[head] + plan + text)}
    assert rows == set(expected.split())


def test_a_report_promises_nothing() -> None:
    text = "Chủ tịch UBND tỉnh tặng Bằng khen cho 05 tập thể."
    assert found(text) == ["bang_khen:chu_tich_ubnd_tinh:collective:5"]
    assert found(text, announced=False) == []


def test_numbers_allotted_by_a_table_under_its_caption() -> None:
    text = (
        "VI. KHEN THƯỞNG\n\nPhân bổ Bằng khen của Chủ tịch UBND tỉnh cho các cụm:\n\n"
        "Cụm\tTập thể\tCá nhân\nCụm đồi\t2\t3\nCụm bãi\t4\t6\n"
    )
    assert found(text) == ["bang_khen:chu_tich_ubnd_tinh:collective:6", "bang_khen:chu_tich_ubnd_tinh:individual:9"]


def test_a_total_stands_for_the_numbers_of_each() -> None:
    text = "V. KHEN THƯỞNG\n\nGiấy khen của Chủ tịch UBND xã: mỗi xóm 02 hộ, 01 cá nhân, cộng lại 18 hộ, 9 cá nhân.\n"
    assert found(text) == ["giay_khen:chu_tich_ubnd_xa:collective:18", "giay_khen:chu_tich_ubnd_xa:individual:9"]


def test_parts_of_a_number_are_no_numbers_of_their_own() -> None:
    text = "V. KHEN THƯỞNG\n\nCờ thi đua của UBND tỉnh cho 06 tập thể (02 huyện, 04 xã).\n"
    assert found(text) == ["co_thi_dua:ubnd_tinh:collective:6"]
