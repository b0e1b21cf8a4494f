"""What holds for `find_dates` on any string whatever, and on any text made of the words of dates."""

from __future__ import annotations

import time
import unicodedata
from datetime import date
from itertools import pairwise
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates import DateExpression, find_dates
from extractors.dates.find import find_in_view
from extractors.view import fold, view

PIECES = (
    "ngày", "tháng", "năm", "quý", "giai", "đoạn", "nhiệm", "kỳ", "từ", "đến", "hết", "trước", "sau", "kể", "ký", "hằng", "mỗi",
    "hôm", "qua", "nay", "rằm", "mùng", "Tết", "âm", "lịch", "thế", "kỷ", "XX", "thập", "niên", "kỷ", "niệm", "Quốc", "khánh",
    "thứ", "Hai", "tuần", "tới", "cuối", "đầu", "6", "tháng", "1", "02", "3", "4/6", "4/6/2024", "31/4", "15-20/11/2024", "19,",
    "20/5", "2021", "-", "2025", "2024", "90", "ngày", "8", "giờ", "30", "07:36", "IV", "I", "và", ",", ".", ";", "(", ")", "/",
    "-", ":", "…", "%", "\n", "", "\u00a0", "–", "hai", "mươi", "lăm", "Giêng", "nhuận", "29/2", "30", "12", "hộ", "số", "Điều",
)  # fmt: skip
words = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
texts = words | st.text(max_size=80) | st.text("0123456789/-., \nngàythángnămquý", max_size=60)
days = st.none() | st.dates()


def meaning(found: list[DateExpression]) -> list[tuple[object, ...]]:
    return [
        (e.rule, e.edtf, e.date_from, e.date_to, e.precision, e.bound, e.time, e.duration, e.recurrence, e.calendar, e.anchor)
        for e in found
    ]


@given(texts, days)
@settings(max_examples=1500, deadline=None)
def test_any_text(text: str, published: date | None) -> None:
    found = find_dates(text, published=published)
    assert all(0 <= e.start < e.end <= len(text) and text[e.start : e.end] == e.quote for e in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(e.date_from is None or e.date_to is None or e.date_from <= e.date_to for e in found)
    assert all(e.precision in ("day", "month", "quarter", "half", "year", "years", None) for e in found)
    assert all(e.bound in ("at", "from", "until", "before") for e in found)
    assert all(not (e.recurrence or e.duration) or (e.edtf is None and e.date_from is None and e.date_to is None) for e in found)
    assert found == find_dates(text, published=published)


@given(words, days)
@settings(max_examples=500, deadline=None)
def test_composed_and_decomposed_are_one(text: str, published: date | None) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    found = find_dates(decomposed, published=published)
    assert meaning(found) == meaning(find_dates(composed, published=published))
    assert all(decomposed[e.start : e.end] == e.quote for e in found)


@given(words, days)
@settings(max_examples=500, deadline=None)
def test_both_foldings_read_alike(text: str, published: date | None) -> None:
    text = unicodedata.normalize("NFC", text)
    assert find_in_view(view(text), published=published, named_feasts=True) == find_dates(text, published=published)


@given(words)
@settings(max_examples=300, deadline=None)
def test_nothing_is_filled_in_without_a_day_to_read_against(text: str) -> None:
    assert all(e.anchor is None for e in find_dates(text))


def test_the_clock_does_not_matter() -> None:
    text = "Hôm qua, ngày 4/6, tháng trước, năm nay; rằm tháng Giêng; từ nay đến hết năm; Quốc khánh 2/9"
    here = find_dates(text), find_dates(text, published=date(2024, 6, 5))
    with mock.patch("time.time", return_value=0.0), mock.patch("time.localtime", return_value=time.gmtime(0)):
        assert here == (find_dates(text), find_dates(text, published=date(2024, 6, 5)))


@pytest.mark.parametrize(("published", "year"), [(date.min, 1), (date.max, 9999), (date(1900, 3, 1), 1900)])
def test_the_ends_of_the_calendar(published: date, year: int) -> None:
    text = "năm ngoái, năm sau, tháng trước, tháng sau, tuần trước, tuần sau, hôm qua, ngày mai, ngày 29/2, rằm tháng Giêng, năm nay"
    assert find_dates(text, published=published)[-1].edtf == f"{year:04d}"


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_lowered_keeps_the_length(text: str) -> None:
    from extractors.dates.scan import lowered

    composed = unicodedata.normalize("NFC", text)
    assert len(lowered(composed)) == len(composed) == len(fold(composed))


HARD = {
    "blanks": " ", "line ends": "\n", "digits": "7", "digit and blank": "1 ", "dashes": "-", "digit and dash": "1-", "slashes": "/",
    "digit and slash": "1/", "days and commas": "1, 2, ", "ngày and blanks": "ngày" + " " * 40, "years": "2024 - ",
    "names": "truyền thống ", "dates": "20/4/2024 - ",
}  # fmt: skip


def _seconds(piece: str, size: int) -> float:
    text = (piece * (size // len(piece) + 1))[:size]
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        find_dates(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("piece", HARD.values(), ids=HARD.keys())
def test_time_grows_with_the_text(piece: str) -> None:
    small, large = _seconds(piece, 20_000), _seconds(piece, 200_000)
    assert large <= 25 * small + 0.05  # ten times, and room for a busy machine: what grows with the square takes a hundred
