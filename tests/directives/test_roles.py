"""What an instrument is to the document that names it."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.facts import Directive
from tests.making import facts

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\nSố: 12/2024/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Lâm Đồng, ngày 05 tháng 3 năm 2024\nQUYẾT ĐỊNH\nBan hành quy chế thi đua\n"
)


def roles(text: str) -> dict[str | None, str]:
    found = {}
    for row in facts(text, published=date(2024, 3, 5)).facts["directives"]:
        assert isinstance(row, Directive)
        found[row.number] = row.role
    return found


def test_a_basis_stays_one_though_another_amends_it() -> None:
    found = roles(
        HEAD + "Căn cứ Nghị định số 42/2010/NĐ-CP ngày 15/4/2010 của Chính phủ; Nghị định số 39/2012/NĐ-CP ngày 27/4/2012 "
        "của Chính phủ sửa đổi Nghị định số 42/2010/NĐ-CP;\nTheo Tờ trình số 19/TTr-SNV ngày 04/3/2024 của Sở Nội vụ,\n"
        "Điều 1. Kèm theo là quy chế.\nĐiều 2. Quyết định có hiệu lực từ ngày ký, thay Quyết định số 27/2013/QĐ-UBND."
    )
    assert found["42/2010/NĐ-CP"] == found["39/2012/NĐ-CP"] == found["19/TTr-SNV"] == "can_cu"
    assert found["27/2013/QĐ-UBND"] == "sua_doi_thay_the"


@pytest.mark.parametrize(
    ("lead", "number", "role"),
    [
        (
            "Quyết định số 2400/QĐ-TTg của Thủ tướng Chính phủ về đợt thi đua mừng Đại hội đã được một Phó Thủ tướng ký ngày 1-3.",
            "2400/QĐ-TTg",
            "phat_dong",
        ),
        ("Chủ tịch huyện ký Công văn số 15/UBND-NV về “Đăng ký thi đua lập thành tích mừng ngày lập huyện”.", "15/UBND-NV", "phat_dong"),
        (
            "Sở có Quyết định số 45/QĐ-SYT phát động phong trào thi đua. Kế hoạch thực hiện Quyết định số 666/QĐ-TTg ngày 02/01/2024 "
            "của Thủ tướng Chính phủ và Quyết định số 73/QĐ-BYT ngày 27/01/2024.",
            "73/QĐ-BYT",
            "thuc_hien",
        ),
    ],
)
def test_news(lead: str, number: str, role: str) -> None:
    assert roles(f"Phát động phong trào thi đua năm 2024\n\n{lead}\n")[number] == role


def test_a_decision_amends_what_its_title_says() -> None:
    found = roles(
        HEAD.replace("Ban hành quy chế thi đua", "SỬA MỘT SỐ ĐIỀU CỦA QUY CHẾ THI ĐUA KÈM THEO QUYẾT ĐỊNH SỐ 27/2013/QĐ-UBND")
        + "Căn cứ Luật Thi đua, khen thưởng;\nTheo Công văn số 19/SNV-TĐKT ngày 04/3/2024 của Sở Nội vụ,\nĐiều 1. Sửa Điều 3.\n"
    )
    assert (found["27/2013/QĐ-UBND"], found["19/SNV-TĐKT"]) == ("sua_doi_thay_the", "can_cu")


def test_a_regulation_under_the_number_of_a_decision_is_that_decision() -> None:
    head = HEAD.replace("12/2024/QĐ-UBND", "77/QĐ-CNST").replace("QUYẾT ĐỊNH\nBan hành quy chế thi đua", "QUY CHẾ\nThi đua, khen thưởng")
    rows = facts(head + "(Ban hành kèm theo Quyết định số 77/QĐ-CNST ngày 05/3/2024)\nĐiều 1. Phạm vi\n").facts["directives"]
    assert [row.document_type for row in rows if isinstance(row, Directive)] == ["quyet_dinh"]


def test_letters_of_a_unit_tell_the_level_of_its_other_documents() -> None:
    rows = facts(
        "QUY CHẾ\nTHI ĐUA\n(Ban hành kèm theo Quyết định số 41/QĐ-CĐNST ngày 15/5/2024 của Hiệu trưởng Trường Cao đẳng Nghề Sông Trà)\n"
        "Điều 1. Quy chế thay thế Quyết định số 28/QĐ-CĐNST ngày 02/4/2018 và Quyết định số 5/QĐ-UBND ngày 03/4/2018.\n"
    ).facts["directives"]
    levels = {row.number: row.issuer_level for row in rows if isinstance(row, Directive)}
    assert levels["28/QĐ-CĐNST"] == "don_vi" != levels["5/QĐ-UBND"]


@pytest.mark.parametrize(
    ("body", "number", "issuer"),
    [
        ("Căn cứ Quyết định số 31/QĐ-CĐST ngày 02/4/2023 của Hiệu trưởng về quy chế;", "31/QĐ-CĐST",
         "Hiệu trưởng Trường Cao đẳng Sông Trà"),
        ("Căn cứ Kế hoạch số 31/KH-CĐST ngày 02/4/2023;", "31/KH-CĐST", "Trường Cao đẳng Sông Trà"),
        ("Theo Kế hoạch số 15/KH-BYT của Bộ về thi đua.", "15/KH-BYT", "Bộ Y tế"),
        ("Căn cứ Nghị quyết số 5/NQLT-CM-CĐ ngày 02/4/2023 giữa Hiệu trưởng và Ban Chấp hành Công đoàn trường, Trường mở đợt thi đua.",
         "5/NQLT-CM-CĐ", "Hiệu trưởng và Ban Chấp hành Công đoàn trường"),
        ("Theo Kế hoạch số 8/KH-HCTĐ, Hội Chữ thập đỏ tỉnh Quảng Ngãi mời trường tham gia.", "8/KH-HCTĐ",
         "Hội Chữ thập đỏ tỉnh Quảng Ngãi"),
        ("Theo Kế hoạch số 8/KH-HCTĐ của Hội tỉnh ban hành ngày 02/4/2023, Hội Chữ thập đỏ tỉnh Quảng Ngãi mời trường.", "8/KH-HCTĐ",
         "Hội Chữ thập đỏ tỉnh Quảng Ngãi"),
        ("Theo Kế hoạch số 8/KH-HCTĐ, Hội Chữ thập đỏ tỉnh Quảng Ngãi và Hội Chữ thập đỏ huyện Sơn Hà mời trường.", "8/KH-HCTĐ", None),
        ("Theo Kế hoạch số 8/KH-BQL, Ban Quản lý mời trường tham gia.", "8/KH-BQL", None),
        ("Theo Kế hoạch số 9/KH-PH giữa các trường, thầy trò thi đua.", "9/KH-PH", None),
    ],
)  # fmt: skip
def test_issuers_told_by_halves(body: str, number: str, issuer: str | None) -> None:
    head = (
        "UBND TỈNH QUẢNG NGÃI\nTRƯỜNG CAO ĐẲNG SÔNG TRÀ\nSố: 77/KH-CĐST\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Quảng Ngãi, ngày 05 tháng 3 năm 2024\nKẾ HOẠCH\nMở đợt thi đua “Xanh”\n"
    )
    rows = {row.number: row for row in facts(head + body + "\n").facts["directives"] if isinstance(row, Directive)}
    assert rows[number].issuer == issuer


def test_a_stamp_behind_the_own_number_is_no_other_document() -> None:
    head = HEAD.replace("12/2024/QĐ-UBND", "77/QĐ-CNST-TH")
    assert list(roles(head + "Điều 1. Quy chế có hiệu lực.\n\n77/QĐ-CNST-TH_05/03/2024_15:20:11\n")) == ["77/QĐ-CNST-TH"]


def test_a_shorter_number_elsewhere_is_another_document() -> None:
    head = HEAD.replace("12/2024/QĐ-UBND", "31/QĐ-CNST-TH")
    found = roles(head + "Căn cứ Quyết định số 31/QĐ-CNST ngày 09/01/2022 của Công nghiệp Sông Thương;\nĐiều 1. Nay lập hai tổ thi đua.\n")
    assert found == {"31/QĐ-CNST-TH": "tu_than", "31/QĐ-CNST": "can_cu"}
