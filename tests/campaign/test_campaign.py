"""Is a campaign announced, what is it called, of what kind is it, when does it run."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.facts import Campaign
from tests.making import facts


def campaign(text: str, published: date | None = date(2024, 3, 5)) -> Campaign | None:
    return facts(text, published=published).campaign


@pytest.mark.parametrize(
    ("title", "lead", "announces"),
    [
        ("Phát động phong trào thi đua năm 2024", "UBND huyện vừa phát động phong trào.", True),
        ("Kế hoạch mới của tỉnh", "UBND tỉnh vừa ban hành Kế hoạch số 12/KH-UBND phát động phong trào thi đua “Xóm sạch”.", True),
        ("Huyện hưởng ứng cuộc vận động “Xóm sạch”", "Toàn huyện ra quân.", True),
        ("Tổng kết phong trào thi đua yêu nước năm 2023", "Sáng 5/3, huyện tổng kết và khen thưởng.", False),
        ("Cuộc thi tìm hiểu Luật Thi đua, khen thưởng", "Cuộc thi mở cho mọi công dân.", False),
        ("Người giữ rừng quế", "Ông kể chuyện trồng quế.", False),
        ("Lan tỏa cuộc vận động “Xóm sạch”", "Những năm qua, các xã đã làm sạch nhiều tuyến đường.", False),
        ("Hội Nông dân huyện mở thi đua năm 2024", "Các chi hội đã ký giao ước.", True),
        ("Xã Tân Lập mở 30 ngày cao điểm làm đường", "Sáng 4/3, UBND xã làm lễ ra quân “30 ngày cao điểm làm đường”.", True),
        ("Làm đường mùa khô", "Sáng 4/3, UBND xã Tân Lập làm lễ ra quân “30 ngày cao điểm làm đường”.", True),
        ("Việc năm nay của hội viên", "Thi đua năm 2024 vừa được Hội Cựu chiến binh huyện phát động.", True),
        (
            "Hơn 300 phần việc của tuổi trẻ",
            "Các nội dung thi đua gồm: trồng cây, dạy tin học. Chỉ tiêu thi đua: 100% chi đoàn có vườn ươm.",
            True,
        ),
        ("Quyết định tặng thưởng Cờ thi đua của Chính phủ", "Ba đơn vị được nhận cờ.", False),
        ("Phát động cuộc thi viết về người trồng rừng", "Tỉnh Đoàn phát động cuộc thi ngày 8/3.", False),
        (
            "Báo cáo tại hội nghị cho thấy 5 năm qua phong trào thi đua trong công nhân huyện nhà được giữ vững, ngày một thiết thực hơn.",
            "Nhiều tập thể được tặng cờ.",
            False,
        ),
    ],
)
def test_announcement(title: str, lead: str, announces: bool) -> None:
    assert (campaign(f"{title}\n\n{lead}\n") is not None) == announces


@pytest.mark.parametrize(
    ("title", "name", "kind"),
    [
        ("Phát động phong trào thi đua “Xóm sạch, nhà đẹp”", "Phong trào thi đua “Xóm sạch, nhà đẹp”", "chuyen_de"),
        (
            "Phát động đợt thi đua đặc biệt chào mừng Đại hội Đảng bộ tỉnh",
            "Đợt thi đua đặc biệt chào mừng Đại hội Đảng bộ tỉnh",
            "dac_biet",
        ),
        (
            "PHÁT ĐỘNG PHONG TRÀO THI ĐUA THỰC HIỆN NHIỆM VỤ NĂM 2024",
            "Phong trào thi đua thực hiện nhiệm vụ năm 2024",
            "thuong_xuyen",
        ),
        ("Phát động đợt thi đua 90 ngày đêm hoàn thành kế hoạch", "Đợt thi đua 90 ngày đêm hoàn thành kế hoạch", "dac_biet"),
    ],
)
def test_names_and_kinds(title: str, name: str, kind: str) -> None:
    found = campaign(f"{title}\n\nUBND tỉnh vừa tổ chức lễ phát động.\n")
    assert found is not None
    assert (found.name, found.campaign_type) == (name, kind)


def test_a_name_takes_the_canonical_number() -> None:
    text = (
        "Phát động phong trào thi đua thực hiện Chỉ thị số 34 của Tỉnh ủy\n\n"
        "UBND tỉnh phát động phong trào thi đua thực hiện Chỉ thị số 34- CT/TU ngày 20/2/2024.\n"
    )
    found = campaign(text)
    assert found is not None
    assert found.name == "Phong trào thi đua thực hiện Chỉ thị số 34-CT/TU"
    assert found.implements == "34-CT/TU"


def test_the_quoted_name_of_the_lead_is_the_name_where_the_headline_only_describes() -> None:
    found = campaign(
        "Hà Nam mở cao điểm 60 ngày vì làng quê sạch\n\nĐợt thi đua cao điểm “60 ngày sạch ngõ, sạch đồng” vừa được UBND tỉnh Hà Nam "
        "phát động. Trước đó, tỉnh hưởng ứng phong trào thi đua “Cả nước chung tay”.\n"
    )
    assert found is not None
    assert found.name == "Đợt thi đua cao điểm “60 ngày sạch ngõ, sạch đồng”"


def test_a_headline_that_only_says_who_launches_what_names_the_campaign() -> None:
    found = campaign("Phường Nam Cường phát động thi đua chào mừng Đại hội Đảng bộ phường\n\nChiều 4/3, các tổ dân phố dự lễ.\n")
    assert found is not None
    assert found.name == "Phong trào thi đua chào mừng Đại hội Đảng bộ phường"


def test_a_name_holds_the_programme_that_it_carries_out() -> None:
    found = campaign(
        "Công nhân thi đua\n\nLĐLĐ tỉnh Hà Nam phát động chiến dịch thi đua cao điểm thực hiện Chương trình “Vạn sáng kiến” "
        "từ ngày 25/3/2024.\n"
    )
    assert found is not None
    assert found.name == "Chiến dịch thi đua cao điểm thực hiện Chương trình “Vạn sáng kiến”"
    assert (found.start_from, found.start_to) == (date(2024, 3, 25),) * 2


@pytest.mark.parametrize(
    ("sentence", "theme"),
    [
        ("Phong trào lấy chủ đề là đoàn kết, sáng tạo, về đích sớm. Các xã ký giao ước.", "đoàn kết, sáng tạo, về đích sớm"),
        ("Phong trào có chủ đề “Kỷ cương, sáng tạo, về đích”.", "Kỷ cương, sáng tạo, về đích"),
        ("với khẩu hiệu hành động: “Nhanh hơn, tốt hơn”", "Nhanh hơn, tốt hơn"),
        ("Không có gì thêm.", None),
    ],
)
def test_themes(sentence: str, theme: str | None) -> None:
    found = campaign(f"Phát động phong trào thi đua năm 2024\n\nUBND tỉnh phát động phong trào. {sentence}\n")
    assert found is not None
    assert found.theme == theme


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        (
            "Phong trào thi đua được thực hiện từ ngày 08/3/2024 đến ngày 30/11/2024.",
            (date(2024, 3, 8),) * 2,
            (date(2024, 11, 30),) * 2,
        ),
        (
            "Thời gian thi đua bắt đầu từ ngày 20/5/2024, kết thúc ngày 31/10/2025.",
            (date(2024, 5, 20),) * 2,
            (date(2025, 10, 31),) * 2,
        ),
        ("Thời gian thực hiện đợt thi đua từ ngày phát động đến tháng 9/2024.", None, (date(2024, 9, 1), date(2024, 9, 30))),
    ],
)
def test_periods(sentence: str, start: tuple[date, date] | None, end: tuple[date, date]) -> None:
    found = campaign(f"Phát động phong trào thi đua “Xóm sạch”\n\nUBND tỉnh phát động phong trào thi đua.\n\n{sentence}\n")
    assert found is not None
    if start is not None:
        assert (found.start_from, found.start_to) == start
    assert (found.end_from, found.end_to) == end


def test_a_campaign_of_a_year_runs_that_year() -> None:
    found = campaign("Phát động phong trào thi đua thực hiện nhiệm vụ năm 2024\n\nUBND tỉnh phát động phong trào.\n")
    assert found is not None
    assert (found.start_from, found.end_to) == (date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("lead", "launcher", "level"),
    [
        ("UBND tỉnh Lào Cai vừa ban hành kế hoạch phát động phong trào thi đua.", "Ủy ban nhân dân tỉnh Lào Cai", "tinh"),
        (
            "Sáng 4/3, Bộ Chỉ huy quân sự tỉnh Lào Cai tổ chức lễ phát động đợt thi đua.",
            "Bộ Chỉ huy quân sự tỉnh Lào Cai",
            "so_nganh",
        ),
        (
            "Lễ phát động phong trào thi đua thực hiện văn hóa công sở được Ủy ban nhân dân (UBND) tỉnh Lào Cai tổ chức sáng 4/3.",
            "Ủy ban nhân dân tỉnh Lào Cai",
            "tinh",
        ),
        (
            "Lễ phát động do Công đoàn Tổng Công ty Cơ khí Số 2 cùng Ban quản lý tổ chức ngày 04/3/2024 tại công trường.",
            "Công đoàn Tổng Công ty Cơ khí Số 2",
            "don_vi",
        ),
        (
            "Kế hoạch về phong trào thi đua “Xóm sạch” vừa được Phó Chủ tịch UBND TP. Hà Nội ký ban hành.",
            "Phó Chủ tịch Ủy ban nhân dân thành phố Hà Nội",
            "tinh",
        ),
        ("Sau Nghị quyết Đại hội Đảng bộ phường, chiều 4/3 phường Nam Cường phát động thi đua.", "Phường Nam Cường", "xa"),
        (
            "Sáng 4/3, Ban Thường trực Ủy ban MTTQ tỉnh Lào Cai đã phối hợp cùng Sở Y tế tổ chức lễ phát động.",
            "Ban Thường trực Ủy ban Mặt trận Tổ quốc tỉnh Lào Cai",
            "tinh",
        ),
        ("Sáng 4/3, Sở Y tế tỉnh Lào Cai tổ chức lễ ra quân thực hiện đợt thi đua.", "Sở Y tế tỉnh Lào Cai", "so_nganh"),
        (
            "Hưởng ứng phong trào do Thủ tướng Chính phủ phát động, BĐBP tỉnh Lào Cai mở đợt thi đua cao điểm.",
            "Bộ đội Biên phòng tỉnh Lào Cai",
            "so_nganh",
        ),
    ],
)
def test_who_launches(lead: str, launcher: str, level: str) -> None:
    found = campaign(f"Phát động phong trào thi đua “Xóm sạch”\n\n{lead}\n")
    assert found is not None
    assert (found.launched_by, found.level) == (launcher, level)


@pytest.mark.parametrize(
    ("kind", "enacts", "launcher", "level"),
    [
        ("KẾ HOẠCH", "Giám đốc Sở Y tế phát động phong trào thi đua “Xanh” như sau:", "Giám đốc Sở Y tế tỉnh Lào Cai", "so_nganh"),
        ("KẾ HOẠCH", "Giám đốc phát động phong trào thi đua “Xanh” như sau:", "Giám đốc Sở Y tế tỉnh Lào Cai", "so_nganh"),
        ("KẾ HOẠCH", "Sở Y tế triển khai phong trào do UBND tỉnh phát động trong năm.", "Sở Y tế tỉnh Lào Cai", "so_nganh"),
        (
            "THÔNG BÁO",
            "UBND tỉnh Lào Cai đã ban hành Kế hoạch số 5/KH-UBND ngày 02/02/2024 phát động phong trào thi đua “Xanh”. Các phòng biết.",
            "Ủy ban nhân dân tỉnh Lào Cai",
            "tinh",
        ),
    ],
)
def test_who_launches_in_an_official_document(kind: str, enacts: str, launcher: str, level: str) -> None:
    found = campaign(
        "UBND TỈNH LÀO CAI\nSỞ Y TẾ\nSố: 34/TB-SYT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        f"Lào Cai, ngày 5 tháng 3 năm 2024\n\n{kind}\nPhong trào thi đua “Xanh”\n\n{enacts}\n\nI. NỘI DUNG\n"
    )
    assert found is not None
    assert (found.launched_by, found.level) == (launcher, level)


@pytest.mark.parametrize(
    ("enacts", "name"),
    [
        ("Giám đốc Sở Y tế phát động tới các khoa đợt thi đua nước rút “Áo trắng” như sau:", "Đợt thi đua nước rút “Áo trắng”"),
        (
            "Theo Kế hoạch số 5/KH-UBND của UBND tỉnh về phát động đợt thi đua nước rút “Áo trắng”, Sở đề nghị các phòng đăng ký.",
            "Đợt thi đua nước rút mừng Ngày Thầy thuốc Việt Nam",
        ),
        (
            "Giám đốc Sở Y tế phát động tới các phòng; hưởng ứng đợt thi đua nước rút “Áo trắng” của Bộ.",
            "Đợt thi đua nước rút mừng Ngày Thầy thuốc Việt Nam",
        ),
    ],
)
def test_the_enacting_words_name_what_the_title_describes(enacts: str, name: str) -> None:
    found = campaign(
        "UBND TỈNH LÀO CAI\nSỞ Y TẾ\nSố: 34/KH-SYT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Lào Cai, ngày 5 tháng 3 năm 2024\n\nKẾ HOẠCH\nPhát động đợt thi đua nước rút mừng Ngày Thầy thuốc Việt Nam\n\n"
        f"{enacts}\n\nI. NỘI DUNG\n"
    )
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("title", "name", "kind"),
    [
        (
            "Mở đợt thi đua đột kích “45 ngày gỡ nút thắt” lập thành tích chào mừng Ngày Thống kê (6/5)",
            "Đợt thi đua đột kích “45 ngày gỡ nút thắt” lập thành tích chào mừng Ngày Thống kê",
            "dac_biet",
        ),
        ("Mở đợt thi đua lao động “Ca ba xanh” năm 2024", "Đợt thi đua lao động “Ca ba xanh”", "chuyen_de"),
        (
            "Hội Cựu chiến binh xã mở phong trào thi đua và tổ chức lễ ký giao ước năm 2021",
            "Phong trào thi đua năm 2021",
            "thuong_xuyen",
        ),
        (
            "Mở phong trào thi đua chuyên đề góp sức phục vụ mùa gặt năm 2021",
            "Phong trào thi đua chuyên đề góp sức phục vụ mùa gặt năm 2021",
            "chuyen_de",
        ),
    ],
)
def test_kinds_of_drives_in_names(title: str, name: str, kind: str) -> None:
    found = campaign(f"{title}\n\nCác đơn vị ký giao ước.\n")
    assert found is not None
    assert (found.name, found.campaign_type) == (name, kind)


def test_years_stand_behind_the_place() -> None:
    found = campaign("Thi đua\n\nUBND tỉnh phát động phong trào thi đua “Chuyển số” trên địa bàn tỉnh Lào Cai giai đoạn 2024 - 2027.\n")
    assert found is not None
    assert (found.start_from, found.end_to) == (date(2024, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("title", "lead", "name"),
    [
        (
            "Phát động và ký giao ước thi đua 60 ngày đêm thông xe cầu Bến Mới",
            "Hưởng ứng đợt phát động thi đua của Bộ Xây dựng, ngày 4/3/2024, các nhà thầu đã ký giao ước.",
            "Đợt thi đua 60 ngày đêm thông xe cầu Bến Mới",
        ),
        (
            "Ra quân ở Bộ Chỉ huy",
            "Quang cảnh lễ phát động đợt thi đua đặc biệt.\n\nToàn lực lượng bước vào đợt thi đua đặc biệt kỷ niệm 50 năm Ngày truyền "
            "thống. Ai cũng hăng hái.",
            "Đợt thi đua đặc biệt kỷ niệm 50 năm Ngày truyền thống",
        ),
        (
            "Chiều qua, khối cơ quan tỉnh phát động phong trào thi đua và Hội thi “Công sở xanh, cán bộ thân thiện”",
            "Phong trào hưởng ứng phong trào thi đua “Công sở văn minh” do Thủ tướng phát động.",
            "Phong trào thi đua “Công sở xanh, cán bộ thân thiện”",
        ),
        (
            "Kế hoạch của liên đội",
            "Liên đội phát động phong trào thi đua chào mừng kỉ niệm “Ngày thành lập Đội 15/5”, cụ thể:",
            "Phong trào thi đua chào mừng kỉ niệm “Ngày thành lập Đội 15/5”",
        ),
    ],
)
def test_names_as_pages_tell_them(title: str, lead: str, name: str) -> None:
    found = campaign(f"{title}\n\n{lead}\n")
    assert found is not None
    assert found.name == name


def test_a_campaign_for_a_feast_is_no_regular_one_though_its_year_is_told() -> None:
    found = campaign("Phát động thi đua chào mừng ngày Phụ nữ Việt Nam 20/10, năm học 2023 - 2024\n\nCác lớp ký giao ước.\n")
    assert found is not None
    assert found.campaign_type == "chuyen_de"


@pytest.mark.parametrize(
    "lead",
    [
        "Lễ ký kết giao ước thi đua năm 2024 của Khối thi đua số 2, gồm chín phường, diễn ra chiều 4/3 tại Nhà văn hóa.",
        "Hội nghị phát động, ký kết giao ước thi đua của khối họp ngày 4/3/2024.",
    ],
)
def test_the_day_of_the_pledge_is_that_of_the_launch(lead: str) -> None:
    found = campaign(f"Khối thi đua số 2 ký kết giao ước thi đua năm 2024\n\n{lead}\n")
    assert found is not None
    assert found.launched_on == date(2024, 3, 4)


def test_a_page_that_has_no_day_does_not_date_the_start_of_its_campaign() -> None:
    found = campaign(
        "Phát động phong trào thi đua “Xóm sạch”\n\nThời gian thi đua từ ngày ban hành kế hoạch đến ngày 30/9/2026.\n", published=None
    )
    assert found is not None
    assert (found.start_from, found.end_to) == (None, date(2026, 9, 30))


def test_a_decision_that_takes_over_a_campaign_by_name_implements_its_instrument() -> None:
    found = campaign(
        "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 90/QĐ-UBND\n\n"
        "Lào Cai, ngày 5 tháng 3 năm 2024\n\nQUYẾT ĐỊNH\nBAN HÀNH KẾ HOẠCH PHONG TRÀO THI ĐUA “MỖI LÀNG MỘT THƯ VIỆN”.\n\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\nCăn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ;\n\n"
        "Căn cứ Quyết định số 77/QĐ-TTg ngày 20/1/2024 của Thủ tướng Chính phủ về Phong trào thi đua “Mỗi làng một thư viện”;\n\n"
        "QUYẾT ĐỊNH:\n\nĐiều 1. Ban hành kế hoạch.\n"
    )
    assert found is not None
    assert (found.name, found.implements) == ("Phong trào thi đua “Mỗi làng một thư viện”", "77/QĐ-TTg")


def test_a_campaign_that_goes_by_a_number_of_days_is_called_so() -> None:
    found = campaign("Làm đường mùa khô\n\nSáng 4/3, UBND xã Tân Lập làm lễ ra quân “30 ngày cao điểm làm đường”.\n")
    assert found is not None
    assert (found.name, found.campaign_type, found.launched_on) == ("“30 ngày cao điểm làm đường”", "dac_biet", date(2024, 3, 4))


def test_years_stand_behind_the_name_where_the_text_tells_it() -> None:
    found = campaign(
        "Lào Cai phát động thi đua “Xóm sạch, nhà đẹp”\n\nUBND tỉnh vừa ban hành Kế hoạch số 12/KH-UBND tổ chức phong trào thi đua "
        "“Xóm sạch, nhà đẹp” giai đoạn 2024 - 2027 trên địa bàn.\n"
    )
    assert found is not None
    assert (found.start_from, found.end_to) == (date(2024, 1, 1), date(2027, 12, 31))


def test_parts_that_are_not_numbered_do_not_move_the_end() -> None:
    found = campaign(
        "Phát động phong trào thi đua “Xóm sạch”\n\nUBND tỉnh vừa phát động phong trào.\nThời gian: từ ngày 10/3/2024 đến ngày 30/9/2024. "
        "Các xã làm hai đợt, đợt đầu xong trước mùa mưa.\n"
    )
    assert found is not None
    assert found.end_to == date(2024, 9, 30)


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Thời gian thực hiện: năm 2024.", (date(2024, 1, 1), date(2024, 12, 31))),
        ("Thời gian tổng hợp số liệu năm 2024: do Phòng quy định.", (None, None)),
    ],
)
def test_a_timetable_that_is_a_year(line: str, days: tuple[date | None, date | None]) -> None:
    found = campaign(f"Phát động phong trào thi đua “Xóm sạch”\n\nUBND huyện vừa phát động phong trào.\n{line}\n")
    assert found is not None
    assert (found.start_from, found.end_to) == days
