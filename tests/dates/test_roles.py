"""What a date is to its document, told by what stands round it."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.facts import DateFact
from tests.making import facts

PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\nSố: 12/KH-UBND\nLâm Đồng, ngày 05 tháng 3 năm 2024\n"
    "KẾ HOẠCH\nPhát động phong trào thi đua “Xanh” năm 2024\n"
)
NEWS = "Lâm Đồng thi đua “Xanh”\nNgày 25/8/2023, UBND tỉnh Lâm Đồng tổ chức lễ phát động phong trào thi đua “Xanh”.\n"


def dates(text: str, published: date | None = None) -> dict[str, list[tuple[date | None, date | None]]]:
    found: dict[str, list[tuple[date | None, date | None]]] = {}
    for row in facts(text, published=published).facts["dates"]:
        assert isinstance(row, DateFact)
        found.setdefault(row.role, []).append((row.date_from, row.date_to))
    return found


def on(year: int, month: int, day: int) -> tuple[date, date]:
    return (date(year, month, day),) * 2


@pytest.mark.parametrize(
    ("line", "role", "day"),
    [
        ("Tiếp nhận hồ sơ\n- Hồ sơ gửi về Sở Nội vụ.\n- Thời hạn: trước 14h00 ngày 05/7/2024.", "bao_cao", on(2024, 7, 5)),
        ("Trước ngày 05/12/2024, các phòng nộp bảng điểm về Sở.", "bao_cao", on(2024, 12, 5)),
        ("Gửi báo cáo về hộp thư thi.dua@tinh.gov.vn trước ngày 02/11/2024./.", "bao_cao", on(2024, 11, 2)),
        ("Kiểm điểm nửa chặng ngày 28/8/2024.", "so_ket", on(2024, 8, 28)),
        ("Tống kết vào ngày 28/12/2024.", "tong_ket", on(2024, 12, 28)),
        ("Thời điểm kết thúc phong trào từ ngày 30/11/2024 chuyển sang ngày 31/5/2025.", "ket_thuc", on(2025, 5, 31)),
        ("V. TIẾN ĐỘ\n- Trước ngày 10/5/2024: các xã gửi kế hoạch và bảng đăng ký.", "bao_cao", on(2024, 5, 10)),
        ("Hạn tiếp nhận hồ sơ khen thưởng: sơ kết ngày 12/7/2024, tổng kết ngày 12/12/2024.", "bao_cao", on(2024, 12, 12)),
        ("Thời hạn gửi báo cáo: Sơ kết trước 20/6/2024; tổng kết trước 10/12/2024.", "bao_cao", on(2024, 12, 10)),
        ("Thi đua đến khi kết thúc năm học, ngày 31/5/2024.", "ket_thuc", on(2024, 5, 31)),
        ("Rút kinh nghiệm giữa đợt vào ngày 28/8/2024.", "so_ket", on(2024, 8, 28)),
        ("Tổng kết: ghép với hội nghị giao ban quý IV, ngày 28/12/2024.", "tong_ket", on(2024, 12, 28)),
        ("Đợt thi đua bắt đầu từ 1-4 và khép lại đúng ngày 30-10-2024.", "bat_dau", on(2024, 4, 1)),
        ("Đợt thi đua bắt đầu từ 1-4 và khép lại đúng ngày 30-10-2024.", "ket_thuc", on(2024, 10, 30)),
        ("II. THỜI GIAN\nTừ 00 giờ ngày 01/4/2024 đến 24 giờ ngày 30/6/2024.", "ket_thuc", on(2024, 6, 30)),
        ("II. THỜI GIAN\nTừ ngày 19/5/2024 (kỷ niệm 134 năm Ngày sinh Bác Hồ) đến ngày 31/10/2024.", "ky_niem", on(2024, 5, 19)),
        ("Tỷ lệ ruộng cấy xong đến 20/7/2024 đạt 70%.", "han_chi_tieu", on(2024, 7, 20)),
        ("Các mốc: trước 15/6/2024: đào xong 9.000 m3 kênh.", "han_chi_tieu", on(2024, 6, 15)),
        ("Báo cáo tổng hợp gửi Sở chậm nhất 05/10.", "bao_cao", on(2024, 10, 5)),
        ("Hạn nộp: 05/10, nộp tại Văn phòng.", "bao_cao", on(2024, 10, 5)),
        ("Hội đồng trình kết quả trước 08/12/2024.", "bao_cao", on(2024, 12, 8)),
        ("Các tổ báo cáo sơ bộ trước 20-10, còn bản chung thì sau đợt.", "bao_cao", on(2024, 10, 20)),
        ("Thi đua chào mừng hội thao 12/6/2024.", "su_kien", on(2024, 6, 12)),
        ("Quà trao trong buổi gặp mặt kỷ niệm ngày 17/9/2024.", "su_kien", on(2024, 9, 17)),
        ("Căn cứ Hướng dẫn số 41/HD-HNCT của Hội huyện ban hành ngày 09/01/2024.", "ban_hanh_dan_chieu", on(2024, 1, 9)),
        ("Sơ kết chặng hai vào hạ tuần tháng 8.", "so_ket", (date(2024, 8, 21), date(2024, 8, 31))),
        ("III. THỜI GIAN\n- Đợt 1: từ ngày 05/2 đến 20/5/2024;\n- Đợt 2: từ ngày 21/5 đến 10/9/2024.", "giai_doan",
         (date(2024, 5, 21), date(2024, 9, 10))),
        ("Chào mừng bầu cử đại biểu HĐND các cấp nhiệm kỳ 2026 - 2031 (15/3/2026).", "su_kien", on(2026, 3, 15)),
        ("Căn cứ Nghị quyết Hội nghị người lao động cơ quan ngày 19/01/2024;", "ban_hanh_dan_chieu", on(2024, 1, 19)),
        ("Mọi nhà bước vào phong trào “Xanh”, kể từ hôm nay cho đến trước Tết Ất Tỵ (29/01/2025).", "ket_thuc", on(2025, 1, 29)),
        ("Phấn đấu sửa xong 40 km đường huyện ngay trong năm 2024.", "han_chi_tieu", on(2024, 12, 31)),
        ("Trước ngày 30/4/2024 kiểm đếm xong 100% số hộ; đến ngày 30/6/2024 bàn giao 70% diện tích.", "han_chi_tieu", on(2024, 4, 30)),
    ],
)
def test_roles(line: str, role: str, day: tuple[date, date]) -> None:
    assert day in dates(PLAN + line).get(role, [])


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("b) Nội dung họp là bình xét thi đua.\nb) Thời gian: đến ngày 04/7/2024.", "ket_thuc"),
        ("Dịch bệnh diễn biến phức tạp, nhất là đợt dịch bùng phát từ tháng 7/2023.", "bat_dau"),
        ("Đến ngày 30/9/2023, cả tỉnh mới giải ngân được 37,6% kế hoạch.", "han_chi_tieu"),
        ("Thời điểm kết thúc phong trào từ ngày 30/11/2024 chuyển sang ngày 31/5/2025.", "bat_dau"),
        ("II. THỜI GIAN\nCác chi đoàn hoàn thành việc phát động trước ngày 28/3/2024.", "ket_thuc"),
        ("Hạn tiếp nhận hồ sơ khen thưởng: sơ kết ngày 12/7/2024, tổng kết ngày 12/12/2024.", "tong_ket"),
        ("Hằng tháng, các xã báo cáo trước ngày 25.\n2. Công an huyện phối hợp.", "khac"),
        ("Các khối ký giao ước trong tháng 4/2024 và nộp báo cáo tổng kết cho Sở.", "tong_ket"),
        ("Thi đua chào mừng hội thao 12/6/2024.", "phat_dong"),
        ("III. THỜI GIAN\nTừ ngày 05/2 đến 20/5/2024.", "giai_doan"),
        ("Sơ kết mỗi chặng trong tuần đầu của tháng kế tiếp.", "so_ket"),
        ("IV. THỜI GIAN\nCác xã tổ chức ra quân xong trước ngày 30/4/2024.", "su_kien"),
        ("Dư nợ phấn đấu tăng 4% so đầu năm.", "han_chi_tieu"),
    ],
)
def test_other_matters(line: str, role: str) -> None:
    assert role not in dates(PLAN + line)


def test_a_meeting_is_on_the_day_that_opens_its_sentence() -> None:
    text = "Cụm thi đua số 2\nSáng ngày 2.8, Cụm thi đua số 2 gồm huyện A, thị xã B và huyện C tổ chức hội nghị sơ kết công tác thi đua.\n"
    assert dates(text, date(2019, 8, 5))["so_ket"] == [on(2019, 8, 2)]


def test_without_a_day_of_its_own_a_document_has_no_this_afternoon() -> None:
    """Its years give "ngày 25/8" a year, but no day from which "chiều nay" could be told."""
    text = NEWS + "Trồng rừng là điều được nhắc nhiều nhất tại lễ phát động chiều nay.\nPhong trào kéo dài đến hết ngày 31/12/2027.\n"
    assert dates(text)["phat_dong"] == [on(2023, 8, 25)]


@pytest.mark.parametrize(
    ("sentence", "role", "day"),
    [
        ("Lễ phát động thi đua được Sở Y tế tỉnh Lâm Đồng tổ chức sáng 28/8.", "phat_dong", on(2023, 8, 28)),
        ("Việc này thực hiện Lời kêu gọi ngày 29-7-2023 của Chủ tịch nước và phong trào do Thủ tướng phát động.", "ban_hanh_dan_chieu",
         on(2023, 7, 29)),
        ("Căn cứ hai Luật sửa đổi, bổ sung Luật Thi đua, khen thưởng ngày 14/6/2005 và ngày 16/11/2013;", "ban_hanh_dan_chieu",
         on(2013, 11, 16)),
        ("Học sinh hái hoa điểm mười tặng cô nhân ngày 20.10 năm ấy.", "ky_niem", on(2023, 10, 20)),
        ("Nhân ngày 27/7, bệnh viện sơ kết phong trào.", "so_ket", on(2023, 7, 27)),
        ("Giám đốc báo cáo tiến độ 90 ngày đêm đến 30/11/2023; việc còn nhiều.", "ket_thuc", on(2023, 11, 30)),
        ("Cô hiệu phó đọc lời phát động: thi đua bắt đầu từ ngày 05.10.2023.", "bat_dau", on(2023, 10, 5)),
    ],
)  # fmt: skip
def test_days_that_the_news_tell(sentence: str, role: str, day: tuple[date, date]) -> None:
    found = dates(f"Lâm Đồng thi đua\n{sentence}\n", published=date(2023, 9, 1))
    assert [known for known, days in found.items() if day in days] == [role]


def test_a_notice_without_number_or_day_tells_of_a_launch_as_news_do() -> None:
    text = (
        "Phát động phong trào thi đua “Xanh”\n\nThực hiện chỉ đạo của huyện, Giám đốc Sở Y tế phát động phong trào thi đua với nội dung:\n"
        "1. Ngày 25/8/2023, Sở Y tế ban hành Kế hoạch số 12/KH-SYT phát động phong trào thi đua “Xanh”.\n"
    )
    assert on(2023, 8, 25) in dates(text)["phat_dong"]


def test_a_decision_that_comes_into_force_starts_no_campaign() -> None:
    line = "Điều 2. Quyết định có hiệu lực sau 10 ngày kể từ ngày ký."
    assert "bat_dau" not in dates(PLAN.replace("KẾ HOẠCH", "QUYẾT ĐỊNH").replace("12/KH", "12/QĐ") + line)


def test_a_drive_launched_from_a_day_to_another_has_no_launch_of_many_days() -> None:
    found = dates("Tháng cao điểm “Vì bạn nghèo”\n\nTháng cao điểm phát động từ ngày 05/9/2023 đến 05/10/2023.\n", date(2023, 9, 1))
    assert (found["bat_dau"], found["ket_thuc"]) == ([on(2023, 9, 5)], [on(2023, 10, 5)])
    assert "phat_dong" not in found


def test_a_review_of_a_period_is_held_in_its_last_year() -> None:
    text = (
        "Xã Hòa Sơn tổng kết phong trào làm vườn giỏi giai đoạn 2015 - 2017\n\nSáng 26/6, Hội Làm vườn xã tổng kết phong trào. Năm 2016 có "
        "120 hộ, năm 2016 thêm 40 hộ.\n"
    )
    assert dates(text)["tong_ket"] == [on(2017, 6, 26)]


def test_a_report_of_every_month_is_due_on_the_day_told_after_it() -> None:
    found = facts(PLAN + "Phòng Nội vụ theo dõi, hàng tháng báo cáo trước ngày 25.\n2. Công an xã phối hợp.\n").facts["dates"]
    assert [(row.role, row.recurrence, row.bound) for row in found if isinstance(row, DateFact) and row.recurrence] == [
        ("bao_cao", "FREQ=MONTHLY;BYMONTHDAY=25", "before")
    ]


def test_of_a_campaign_in_parts_the_last_end_is_the_end() -> None:
    text = PLAN + "II. THỜI GIAN\n* Đợt 1: từ 15/3 đến 30/6/2024\n* Đợt 2: từ 01/7 đến 30/11/2024, chào mừng ngày truyền thống\n"
    draft = facts(text).campaign
    assert draft is not None
    assert (draft.start_from, draft.end_to) == (date(2024, 3, 15), date(2024, 11, 30))


def test_a_part_has_a_number_and_no_first_day() -> None:
    found = dates(PLAN + "Phong trào bắt đầu từ ngày ký, chia làm 2 đợt: đợt 1 đến 31/8/2024; đợt 2 từ 01/9/2024 đến 30/11/2024.\n")
    assert found["bat_dau"][0] == on(2024, 3, 5)
    assert on(2024, 8, 1) not in found["bat_dau"]


def test_a_plan_without_a_day_does_not_start_on_the_day_its_page_was_put_up() -> None:
    text = (
        "Kế hoạch phát động phong trào thi đua “Sạch”\n\nThực hiện Kế hoạch số 45/KH-SYT ngày 08/5/2024 của Sở Y tế, Bệnh viện tổ chức "
        "phong trào thi đua như sau:\nI. MỤC ĐÍCH\n1. Sạch hơn.\nII. THỜI GIAN\nBắt đầu từ ngày ban hành Kế hoạch này, kết thúc ngày "
        "20/11/2024.\n"
    )
    found = dates(text, date(2024, 5, 17))
    assert on(2024, 5, 17) not in found.get("bat_dau", [])
    assert found["ket_thuc"] == [on(2024, 11, 20)]


def test_from_now_on_is_said_at_the_launch() -> None:
    found = dates(NEWS + "Chủ tịch UBND tỉnh kêu gọi mọi nhà từ nay đến ngày 30/11/2023 hoàn tất việc còn lại.\n", date(2023, 8, 28))
    assert (found["bat_dau"], found["ket_thuc"]) == ([on(2023, 8, 25)], [on(2023, 11, 30)])


def test_an_old_day_that_the_document_keeps_is_nothing_due() -> None:
    text = PLAN + "Kỷ niệm 70 năm Ngày truyền thống (27/02/1955 - 27/02/2025). Thư Bác gửi Hội nghị cán bộ y tế (27/02/1955) còn đó.\n"
    assert on(1955, 2, 27) not in dates(text).get("bao_cao", [])


def test_the_launch_of_another_is_not_that_of_the_document() -> None:
    text = (
        "Tả Van ra quân\n\nHưởng ứng phong trào thi đua do Thủ tướng Chính phủ phát động ngày 13/4/2023, UBND xã Tả Van phát động "
        "phong trào sáng 3/6.\n"
    )
    assert dates(text, date(2023, 6, 5))["phat_dong"] == [on(2023, 6, 3)]


def test_a_drive_of_days_and_nights_runs_between_two_days() -> None:
    found = dates("Điện lực vào chiến dịch\n\nCông ty đã phát động chiến dịch 60 ngày đêm, từ 5/3 - 5/5.\n", date(2024, 3, 5))
    assert (found["bat_dau"], found["ket_thuc"]) == ([on(2024, 3, 5)], [on(2024, 5, 5)])


def test_a_meeting_that_reviews_what_another_launched_is_no_launch() -> None:
    text = (
        "Sở tổng kết đợt thi đua\nChiều ngày 08/8/2023, tại hội trường, Sở đã tổ chức gặp mặt cộng tác viên, kết hợp tổng kết "
        "phong trào thi đua do Bộ phát động.\n"
        "Chánh Văn phòng nêu rõ, sau bốn tháng thi đua (từ ngày 15/3 đến 14/7/2023), việc đã xong.\n"
    )
    found = dates(text, date(2023, 8, 10))
    assert found["tong_ket"] == [on(2023, 8, 8)]
    assert "phat_dong" not in found
    assert (found["bat_dau"], found["ket_thuc"]) == ([on(2023, 3, 15)], [on(2023, 7, 14)])


def test_what_comes_twice_a_year_has_no_year() -> None:
    rows = facts(PLAN + "Cứ sáu tháng mỗi lần, vào các ngày 10/5 và 10/11, các trường báo cáo về Phòng Giáo dục.").facts["dates"]
    reports = {row.recurrence for row in rows if isinstance(row, DateFact) and row.role == "bao_cao"}
    assert reports == {"FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=10", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=10"}
