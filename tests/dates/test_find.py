"""What `find_dates` keeps beside the values: anchors, terms, the ends of intervals, anniversaries that do not add up."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.dates import find_dates
from extractors.dates.find import FEAST, check_anniversary, find_in_view
from extractors.view import view

READ_AGAINST = date(2024, 6, 5)


def test_what_was_read_against_the_day_says_so() -> None:
    text = "Ngày 4/6 và ngày 20/4/2023, hôm qua, năm nay; tháng 3; quý II"
    anchors = [e.anchor for e in find_dates(text, published=READ_AGAINST)]
    assert anchors == [None, None, *[READ_AGAINST] * 4]


def test_a_day_in_the_news_lies_close_to_it() -> None:
    assert find_dates("ngày 28/12", published=date(2024, 1, 3))[0].edtf == "2023-12-28"
    assert find_dates("sáng 5/1", published=date(2024, 12, 20))[0].edtf == "2025-01-05"
    assert find_dates("trước ngày 15/2", published=date(2024, 11, 20))[0].edtf == "../2025-02-15"
    assert find_dates("ngày 20/12", published=READ_AGAINST)[0].edtf == "2024-12-20"
    assert find_dates("ngày 29/2", published=date(2023, 6, 5))[0].edtf == "XXXX-02-29"


def test_ends_of_an_interval() -> None:
    found = find_dates("từ tháng 3 đến tháng 5 năm 2024")[0]
    assert found.starts == (date(2024, 3, 1), date(2024, 3, 31))
    assert found.ends == (date(2024, 5, 1), date(2024, 5, 31))
    assert find_dates("đến hết quý II/2024")[0].ends == (date(2024, 4, 1), date(2024, 6, 30))


def test_terms_keep_their_word() -> None:
    text = "giai đoạn 2021 - 2025, nhiệm kì 2020-2025, niên khoá 2020-2024, hai năm 2024 - 2025"
    assert [e.term for e in find_dates(text)] == ["giai đoạn", "nhiệm kỳ", "niên khóa", "2 năm"]


def test_feasts_are_marked() -> None:
    text = "Quốc khánh 2/9, nghỉ lễ 30/4 và 1/5, Giỗ Tổ Hùng Vương (10/3 âm lịch), (28/6/1909 - 28/6/2024), ngày 4/6"
    assert [e.term for e in find_dates(text)] == [*[FEAST] * 6, None]


@pytest.mark.parametrize(
    ("text", "mismatch"),
    [
        ("kỷ niệm 115 năm thành lập tỉnh (28/6/1909 - 28/6/2024)", [False] * 3),
        ("kỷ niệm 115 năm thành lập tỉnh (28/6/1910 - 28/6/2024)", [True] * 3),
        ("75 năm Ngày truyền thống (10/10/1949-10/10/2025), 70 năm (7/5/1954 - 7/5/2024)", [True] * 3 + [False] * 3),
        ("kỷ niệm lần thứ 135 ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2025)", [False] * 2),
        ("kỷ niệm lần thứ 135 ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2024)", [True] * 2),
        ("kỷ niệm 90 năm (1930 - 2020)", [False] * 2),
        ("kỷ niệm 95 năm (1930 - 2020)", [True] * 2),
        ("(28/6/1909 - 28/6/2024) kỷ niệm 115 năm thành lập tỉnh", [False] * 3),
        ("(28/6/1909 - 28/6/2024), kỷ niệm 114 năm thành lập tỉnh", [True] * 3),
        ("ngày 19/5/1890 - 19/5/2024: nhân dịp kỷ niệm 130 năm Ngày sinh", [True] * 3),
        ("Công đoàn Việt Nam (1929 - 2024) kỷ niệm 94 năm thành lập", [True] * 2),
        ("20/11/1982 - 20/11/2024 (kỷ niệm 40 năm ngày thành lập trường)", [True] * 3),
        ("kỷ niệm 70 năm chiến thắng (7/5/1954 - 7/5/2024), kỷ niệm 50 năm thống nhất", [False] * 4),
        ("5 năm thực hiện. Ngày (28/6/1909 - 28/6/2024)", [False] * 3),
    ],
)
def test_arithmetic_of_anniversaries(text: str, mismatch: list[bool]) -> None:
    assert [e.mismatch for e in find_dates(text)] == mismatch


def test_check_anniversary() -> None:
    assert check_anniversary(70, date(1954, 5, 7), date(2024, 5, 7))
    assert not check_anniversary(70, date(1954, 5, 7), date(2024, 5, 8))
    assert not check_anniversary(69, date(1954, 5, 7), date(2024, 5, 7))


def test_feasts_only_named_are_for_those_who_ask() -> None:
    seen = view("chào mừng Ngày Nhà giáo Việt Nam; Quốc khánh 2/9")
    assert [e.quote for e in find_in_view(seen)] == ["2/9"]
    assert [e.quote for e in find_in_view(seen, named_feasts=True)] == ["Ngày Nhà giáo Việt Nam", "2/9"]


def test_a_list_marked_by_dashes_is_no_interval() -> None:
    assert [e.edtf for e in find_dates("- Ngày 5/6/2024: họp\n- Ngày 7/6/2024: sơ kết")] == ["2024-06-05", "2024-06-07"]
    assert [e.edtf for e in find_dates("ngày 5/6/2024\n- ngày 7/6/2024")] == ["2024-06-05", "2024-06-07"]


def test_quotes_hold_the_words_that_bound() -> None:
    text = "báo cáo trước ngày 15/11/2024, hoàn thành đến hết năm 2025, áp dụng kể từ ngày 01/7/2024"
    assert [e.quote for e in find_dates(text)] == ["trước ngày 15/11/2024", "đến hết năm 2025", "kể từ ngày 01/7/2024"]
