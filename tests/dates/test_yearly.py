"""Days that come back every year, told by words elsewhere in their sentence; days of a document that comes into force."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.dates.find import find_in_view
from extractors.dates.yearly import every_year
from extractors.view import view

ON = date(2023, 5, 1)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Các đơn vị báo cáo trước ngày 05 tháng 6 và ngày 05 tháng 12 mỗi năm.", ["6;5", "12;5"]),
        ("Huyện báo cáo hai lần mỗi năm, trước ngày 10/6 và ngày 10/11.", ["6;10", "11;10"]),
        ("Báo cáo kết quả hằng năm trước ngày 10 tháng 12.", ["12;10"]),
        ("Báo cáo năm gửi trước ngày 05 tháng 12.", ["12;5"]),
        ("Gửi báo cáo trước ngày 10/11.", []),
        ("Gửi báo cáo hằng năm trước ngày 10/11/2024.", []),
        ("Mỗi năm trồng 2.000 cây. Lễ phát động ngày 10/11.", []),
    ],
)
def test_a_day_comes_back_where_its_sentence_says_so(text: str, rules: list[str]) -> None:
    seen = view(text)
    found = [every_year(e, seen) for e in find_in_view(seen, published=ON)]
    wanted = [f"FREQ=YEARLY;BYMONTH={m};BYMONTHDAY={d}" for m, d in (rule.split(";") for rule in rules)]
    yearly = [e for e in found if e.recurrence and "BYMONTHDAY" in e.recurrence]
    assert [e.recurrence for e in yearly] == wanted
    assert all(e.date_from is None and e.date_to is None and e.edtf is None for e in yearly)


def test_a_heading_and_the_deadline_under_it_are_no_interval() -> None:
    text = "NHỮNG VIỆC CUỐI NĂM 2026\n\nĐến ngày 15 tháng 12 năm 2026: trồng mới 45 ha"
    assert [(e.date_from, e.date_to) for e in find_in_view(view(text), published=ON) if e.bound == "until"] == [(None, date(2026, 12, 15))]


def test_an_interval_goes_over_a_line_that_a_margin_broke() -> None:
    (found,) = find_in_view(view("từ ngày 01/02/2024\nđến ngày 03/4/2024"), published=ON)
    assert (found.date_from, found.date_to) == (date(2024, 2, 1), date(2024, 4, 3))
