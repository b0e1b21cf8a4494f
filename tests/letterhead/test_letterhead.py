"""What documents say of themselves."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.segmented import about_of
from tests.making import settled

HEAD = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
Số: 45/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lào Cai, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Phát động phong trào thi đua “Xóm sạch”

Căn cứ Luật Thi đua, khen thưởng;
I. MỤC ĐÍCH
"""


def test_a_plan_of_a_province() -> None:
    about = about_of(settled(HEAD))
    assert (about.document_type, about.number, about.issued_on) == ("ke_hoach", "45/KH-UBND", date(2024, 3, 5))
    assert about.title == "Kế hoạch Phát động phong trào thi đua “Xóm sạch”"
    assert (about.issuer, about.issuer_level, about.province_code) == ("Ủy ban nhân dân tỉnh Lào Cai", "tinh", "10")


def test_number_and_day_left_for_the_pen_stay_empty() -> None:
    text = HEAD.replace("45/KH-UBND", "      /KH-UBND").replace("ngày 05 tháng 3", "ngày     tháng    ")
    about = about_of(settled(text))
    assert (about.number, about.issued_on, about.document_type) == (None, None, "ke_hoach")


def test_a_plan_attached_to_a_decision_has_its_day_and_issuer_and_no_number() -> None:
    text = (
        "KẾ HOẠCH\nTổ chức phong trào thi đua “Xóm sạch”\n(Kèm theo Quyết định số 959/QĐ-UBND ngày 04 tháng 6 năm 2024\n"
        "của Chủ tịch Ủy ban nhân dân tỉnh Lâm Đồng)\n\nI. MỤC ĐÍCH\n"
    )
    about = about_of(settled(text))
    assert (about.number, about.issued_on, about.issued_under) == (None, date(2024, 6, 4), True)
    assert about.issuer == "Chủ tịch Ủy ban nhân dân tỉnh Lâm Đồng"


def test_a_department_under_its_province() -> None:
    text = HEAD.replace("ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n", "UBND TỈNH LÀO CAI\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\n").replace(
        "45/KH-UBND", "120/KH-SGDĐT"
    )
    about = about_of(settled(text))
    assert (about.issuer, about.issuer_level) == ("Sở Giáo dục và Đào tạo tỉnh Lào Cai", "so_nganh")


def test_a_dispatch_has_no_type_of_its_own() -> None:
    text = HEAD.replace("45/KH-UBND", "512/UBND-NC\nV/v hưởng ứng phong trào thi đua").replace(
        "KẾ HOẠCH\nPhát động phong trào thi đua “Xóm sạch”\n", "Kính gửi: Các sở, ban, ngành."
    )
    about = about_of(settled(text))
    assert (about.document_type, about.number) == ("cong_van", "512/UBND-NC")
    assert "hưởng ứng phong trào thi đua" in (about.title or "")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("Số: 212/CĐN", "212/CĐN"),
        ("Số:  77 / BHXH", "77/BHXH"),
        ("Số: 4/ngõ", None),
        ("Số:     /BHXH", None),
        ("Số: 212/CĐN thay số cũ", None),
    ],
)
def test_a_dispatch_of_a_body_without_departments(written: str, number: str | None) -> None:
    text = (
        f"CÔNG ĐOÀN NGÀNH Y TẾ\n{written}\nV/v mở đợt thi đua            Hòa Bình, ngày 7 tháng 10 năm 2021\n“Trực đêm không ngủ gật”\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nKính gửi: Các công đoàn cơ sở.\n"
    )
    about = about_of(settled(text))
    assert about.number == number
    assert about.title == "Công văn V/v mở đợt thi đua “Trực đêm không ngủ gật”"


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("Kính gửi: Các phòng thuộc Sở.\n\n", "phat_dong"),
        ("Sáng 5/3, các phòng thuộc Sở họp bàn.\n\n", "tin_tuc"),
    ],
)
def test_what_is_addressed_is_its_authors_though_the_page_names_a_source(opening: str, kind: str) -> None:
    text = (
        f"Thi đua năm 2024 của ngành Y tế\n\n{opening}Năm 2024 có nhiều việc. Giám đốc Sở Y tế phát động phong trào thi đua năm 2024 "
        "tới toàn ngành.\n\nNguồn: Văn phòng Sở\n"
    )
    assert about_of(settled(text)).document_type == kind


@pytest.mark.parametrize(
    ("text", "kind", "issuer"),
    [
        (
            "Phát động phong trào thi đua năm 2024\n\nUBND tỉnh Lào Cai vừa ban hành kế hoạch phát động phong trào thi đua.",
            "tin_tuc",
            None,
        ),
        (
            "Phát động phong trào thi đua đặc biệt\n\nThực hiện Kế hoạch số 12/KH-UBND của UBND tỉnh Lào Cai, "
            "Giám đốc Sở Y tế phát động phong trào thi đua với các nội dung sau:\n1. Nâng cao y đức.",
            "phat_dong",
            "Giám đốc Sở Y tế",
        ),
    ],
)
def test_news_tells_and_a_launch_speaks(text: str, kind: str, issuer: str | None) -> None:
    about = about_of(settled(text))
    assert about.document_type == kind
    assert (about.issuer or "").startswith(issuer or "") and bool(about.issuer) == bool(issuer)
    assert (about.number, about.issued_on) == (None, None)


def test_a_card_fills_what_the_text_leaves_open() -> None:
    fields = {
        "so_hieu": "12/KH-SNV",
        "ngay_ban_hanh": "05/03/2024",
        "co_quan": "Sở Nội vụ",
        "trich_yeu": "Kế hoạch phát động thi đua",
    }
    about = about_of(settled("Kế hoạch phát động thi đua\n\nNội dung xem tệp đính kèm.", fields=fields))
    assert (about.number, about.issued_on, about.issuer, about.document_type) == (
        "12/KH-SNV",
        date(2024, 3, 5),
        "Sở Nội vụ",
        "ke_hoach",
    )


TABLE = (
    "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 4120/KH-UBND | Hà Nam, ngày 17 tháng 11 năm 2011 |\n"
    "KẾ HOẠCH\nTỔ CHỨC PHONG TRÀO THI ĐUA “XÓM SẠCH”\n"
)


@pytest.mark.parametrize(
    ("body", "issuer"),
    [
        ("Ủy ban nhân dân huyện Kim Bảng xây dựng Kế hoạch như sau:\n", "Ủy ban nhân dân huyện Kim Bảng"),
        ("Thực hiện Quyết định số 12/QĐ-UBND của UBND huyện Kim Bảng, các xã làm như sau:\n", "Ủy ban nhân dân tỉnh Hà Nam"),
    ],
)
def test_a_head_that_a_law_site_keeps_as_a_table(body: str, issuer: str) -> None:
    about = about_of(settled(TABLE + body + "I. MỤC ĐÍCH\n"))
    assert (about.document_type, about.number, about.issued_on) == ("ke_hoach", "4120/KH-UBND", date(2011, 11, 17))
    assert about.issuer == issuer


def test_a_plan_pasted_without_its_head() -> None:
    text = (
        "KẾ HOẠCH THI ĐUA CHÀO MỪNG NGÀY NHÀ GIÁO\n\nCăn cứ nhiệm vụ năm học của trường THPT số 3 Kỳ Anh;\n\n"
        "BCH Đoàn trường THPT số 3 Kỳ Anh xây dựng kế hoạch thi đua như sau:\n\nI. MỤC ĐÍCH\n- Dạy tốt, học tốt.\n"
    )
    about = about_of(settled(text))
    assert about.document_type == "ke_hoach"
    assert (about.issuer, about.issuer_level) == ("Ban Chấp hành Đoàn trường THPT số 3 Kỳ Anh", "don_vi")


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch thi đua của huyện\n\nCăn cứ tình hình, UBND huyện vừa ban hành kế hoạch. Sáng 5/3, các xã họp bàn.\n",
        "Sở Y tế phát động phong trào thi đua “Áo trắng”\n\nTrong phòng họp, các khoa ký giao ước.\n",
        "Mở đợt thi đua\n\nChương trình vừa được Liên đoàn Lao động tỉnh phát động tới các cơ sở.\n",
    ],
)
def test_news_of_a_plan_is_news(text: str) -> None:
    about = about_of(settled(text))
    assert (about.document_type, about.issuer) == ("tin_tuc", None)


def test_a_text_that_names_the_party_in_prose_has_no_head() -> None:
    text = (
        "Trường phát động thi đua mừng ngày 20/11\n\nĐợt hai gắn với kỷ niệm 90 năm Ngày thành lập Đảng Cộng sản Việt Nam, thầy và trò "
        "nhà trường cùng nhau dạy tốt, học tốt, giữ trường lớp sạch đẹp.\n"
    )
    assert about_of(settled(text)).document_type == "tin_tuc"


def test_the_letters_of_a_school_keep_their_stop() -> None:
    text = (
        "SỞ GD-ĐT HÀ NAM\nTRƯỜNG THPT TX. DUY TIÊN\nSố 15/ KH-THPTTX. DT\nDuy Tiên, ngày 9 tháng 10 năm 2014\n"
        "KẾ HOẠCH\nTHI ĐUA MỪNG 20/11\n"
    )
    assert about_of(settled(text)).number == "15/KH-THPTTX.DT"


CELLS = """ỦY
BAN NHÂN DÂN
TỈNH TIỀN GIANG
-------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số:
33/KH-UBND
|
Mỹ
Tho, ngày
24 tháng 12 năm 2009
|
KẾ HOẠCH
PHÁT ĐỘNG PHONG TRÀO THI ĐUA “LÀNG SẠCH”
Căn cứ Luật Thi đua, Khen thưởng;
I. MỤC ĐÍCH
"""
ON_TWO_LINES = """UBND TỈNH TIỀN GIANG Số: 33/KH-UBND
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Tiền Giang, ngày 24 tháng 12 năm 2009

KẾ HOẠCH
PHÁT ĐỘNG PHONG TRÀO THI ĐUA “LÀNG SẠCH”

Căn cứ Luật Thi đua, Khen thưởng;
I. MỤC ĐÍCH
"""


@pytest.mark.parametrize("text", [CELLS, ON_TWO_LINES])
def test_heads_that_a_law_site_broke_or_joined(text: str) -> None:
    about = about_of(settled(text))
    assert (about.document_type, about.number, about.issued_on) == ("ke_hoach", "33/KH-UBND", date(2009, 12, 24))
    assert (about.issuer, about.issuer_level) == ("Ủy ban nhân dân tỉnh Tiền Giang", "tinh")
    assert about.title == "Kế hoạch Phát động phong trào thi đua “Làng sạch”"


def test_a_plan_under_its_agencies_names_without_a_head() -> None:
    about = about_of(
        settled(
            "Bộ Y tế\nTrường Cao đẳng Y tế Hà Nam\nCông đoàn\n\nKế hoạch phong trào thi đua “Giảng đường không rác”\n\n"
            "Hưởng ứng lời kêu gọi của Tổng Bí thư;\n\nTheo Kế hoạch số 39/KH-CĐYT ngày 13/9/2021 của Công đoàn Y tế Việt Nam, "
            "Ban Chấp hành Công đoàn Trường Cao đẳng Y tế Hà Nam lập kế hoạch thi đua trong đoàn viên.\n",
            title="Kế hoạch phong trào thi đua “Giảng đường không rác”",
        )
    )
    assert (about.document_type, about.title) == ("ke_hoach", "Kế hoạch phong trào thi đua “Giảng đường không rác”")
    assert (about.issuer, about.issuer_level) == ("Ban Chấp hành Công đoàn Trường Cao đẳng Y tế Hà Nam", "don_vi")


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("Trang 1THỦ TƯỚNG\nCHÍNH PHỦ\nSố: 34/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("CHÍNH PHỦ\nSố: 34/NQ-CP", "Chính phủ"),
        ("ĐỘI TNTP HỒ CHÍ MINH HUYỆN TAM NÔNG\nLIÊN ĐỘI TRƯỜNG THCS AN HÒA\nSố: 34-KH/LĐ", "Liên đội Trường THCS An Hòa"),
        (
            "VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO\nVIỆN KIỂM SÁT NHÂN DÂN\nTỈNH HÒA BÌNH\nSố: 34/KH-VKS",
            "Viện kiểm sát nhân dân tỉnh Hòa Bình",
        ),
        ("TÒA ÁN NHÂN DÂN\nHUYỆN TÂN LẠC\nSố: 34/KH-TA", "Tòa án nhân dân huyện Tân Lạc"),
        ("CÔNG TY ĐIỆN LỰC HÒA BÌNH\nNHÀ MÁY ĐIỆN SUỐI CAO\nSố: 34/KH-NMĐ", "Nhà Máy Điện Suối Cao"),
    ],
)
def test_issuers_of_heads(head: str, issuer: str) -> None:
    text = (
        f"{head}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHà Nội, ngày 3 tháng 4 năm 2008\n\n"
        "KẾ HOẠCH\nPhát động phong trào thi đua\n\nCăn cứ Luật Thi đua, Khen thưởng;\n"
    )
    assert about_of(settled(text)).issuer == issuer


def test_a_newspaper_that_tells_of_a_plan_by_its_day_is_no_authority() -> None:
    about = about_of(
        settled(
            "Kế hoạch phong trào thi đua “Không ai đói nghèo”\n\n(BTO) UBND tỉnh ngày 27-10-2017 có Kế hoạch số 44/KH-UBND phát động "
            "phong trào thi đua “Không ai đói nghèo” trên địa bàn tỉnh.\n"
        )
    )
    assert (about.document_type, about.issuer) == ("tin_tuc", None)


def test_the_enacting_authority_is_no_part_of_the_title() -> None:
    about = about_of(
        settled(
            "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố: 90/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
            "Lào Cai, ngày 5 tháng 3 năm 2024\n\nQUYẾT ĐỊNH\n\nBAN HÀNH KẾ HOẠCH PHONG TRÀO THI ĐUA “LÀNG SẠCH”.\n\n"
            "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\nCăn cứ Luật Thi đua, Khen thưởng;\n"
        )
    )
    assert about.title == "Quyết định Ban hành kế hoạch phong trào thi đua “Làng sạch”."


def test_an_appeal_has_a_place_line_and_no_number() -> None:
    text = (
        "THƯ KÊU GỌI\nthi đua dựng lại nhà sau bão\n\nQuảng Ninh, ngày 12 tháng 9 năm 2024\n\nKính gửi: Toàn thể đồng bào trong tỉnh!\n\n"
        "Bão đã qua. Tôi kêu gọi mọi nhà bước vào đợt thi đua “Ấm mái nhà chung”, kể từ hôm nay đến hết năm 2024.\n\n"
        "Thân ái!\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nNguyễn Văn Bờ\n"
    )
    about = about_of(settled(text))
    assert (about.document_type, about.number, about.issued_on) == ("loi_keu_goi", None, date(2024, 9, 12))
    assert about.issuer == "Chủ tịch Ủy ban nhân dân tỉnh Quảng Ninh"


def test_a_plan_pasted_on_a_page_says_who_makes_it() -> None:
    text = (
        "Kế hoạch phát động phong trào thi đua “Sạch từng khoa”\n\nTiếp nối kết quả năm qua, và triển khai Kế hoạch số 45/KH-SYT ngày "
        "08/5/2024 của Sở Y tế, Bệnh viện Mắt tỉnh (sau đây viết tắt là Bệnh viện) tổ chức phong trào thi đua như sau:\n"
        "I. MỤC ĐÍCH\n1. Sạch hơn.\nII. THỜI GIAN\n1. Đến ngày 20/11/2024.\n"
    )
    about = about_of(settled(text))
    assert (about.document_type, about.issuer) == ("ke_hoach", "Bệnh viện Mắt tỉnh")


def test_news_of_a_plan_are_no_plan() -> None:
    text = (
        "Kế hoạch phát động phong trào thi đua “Sạch từng khoa” có gì mới?\n\nSáng 8/5, Sở Y tế công bố kế hoạch. Nội dung như sau: các "
        "khoa đăng ký việc làm, cuối năm bình xét.\nBác sĩ phấn khởi.\n"
    )
    assert about_of(settled(text)).document_type == "tin_tuc"


def test_a_committee_of_the_youth_union_is_its_committee() -> None:
    text = HEAD.replace("ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI", "ĐOÀN TNCS HỒ CHÍ MINH\nBCH TỈNH LÀO CAI").replace("45/KH-UBND", "45-KH/TĐTN")
    assert about_of(settled(text)).issuer == "Ban Chấp hành Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh Lào Cai"


def test_a_party_committee_of_enterprises_has_the_province_over_it() -> None:
    text = HEAD.replace("ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI", "ĐẢNG BỘ TỈNH LÀO CAI\nĐẢNG ỦY KHỐI DOANH NGHIỆP").replace(
        "45/KH-UBND", "45-KH/ĐUK"
    )
    about = about_of(settled(text))
    assert (about.issuer, about.province_code) == ("Đảng ủy Khối Doanh nghiệp tỉnh Lào Cai", "10")


@pytest.mark.parametrize(
    "below",
    [
        "Thực hiện Thông báo số 12/TB-UBND ngày 02/01/2024 của UBND tỉnh, Sở ban hành kế hoạch như sau:",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ],
)
def test_a_title_ends_where_the_text_begins(below: str) -> None:
    text = HEAD.replace("Căn cứ Luật Thi đua, khen thưởng;", below)
    assert about_of(settled(text)).title == "Kế hoạch Phát động phong trào thi đua “Xóm sạch”"
