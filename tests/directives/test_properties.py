"""What holds for any string at all."""

from __future__ import annotations

import sys
import time
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.codes import code_list
from extractors.directives import find_citations
from extractors.directives.find import find_in_view
from extractors.directives.numbers import numbers_at
from extractors.directives.spots import glimpse, spots
from extractors.directives.symbols import DASHES
from extractors.view import view

PIECES = st.sampled_from(
    ["Chỉ thị ", "Kế hoạch ", "Nghị định ", "Nghị quyết Đại hội ", "Luật ", "các ", "số ", "Số: ", "34", "90/2020", "12", "1",
     "O5", "l", "-", "/", " - ", "–", "CT", "KH", "QĐ", "NĐ", "TU", "TW", "UBND", "CP", "QH15", "ctr", "\n", " ", "  ", ", ", " và ", ".",
     ";", "(", ")",
     "ngày ", "20/4/2024", "4/6", " tháng ", " năm ", "2024", "cùng ngày ", " của ", "UBND tỉnh ", "Ban Thường vụ Tỉnh ủy ", "Chính phủ",
     " về ", "“", "”", "[1]", "²", "gọi tắt là ", " trên", " nêu trên", "Thi đua, khen thưởng", "Đảng bộ tỉnh lần thứ XI", "Điều 5 ",
     "\u0309", "u\u0309", "Ð", "\u200b", "\u00ad", "İ", "\x85", "\u1100\u1161"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=24).map("".join))
PLACES = st.sampled_from([None, "Lâm Đồng", "Hà Nội"])
DAYS = st.sampled_from([None, date(2024, 6, 5), date(2024, 2, 29)])


@settings(max_examples=600, deadline=None)
@given(TEXTS, PLACES, DAYS)
def test_any_string(text: str, place: str | None, on: date | None) -> None:
    found = find_citations(text, place=place, on=on)
    types, levels = code_list("document_types"), code_list("levels")
    for i, citation in enumerate(found):
        assert 0 <= citation.start < citation.end <= len(text)
        assert text[citation.start : citation.end] == citation.quote
        assert citation.rule
        assert citation.document_type in types
        assert citation.issuer_level is None or citation.issuer_level in levels
        assert citation.number or citation.title
        assert citation.reach[0] <= citation.start
        assert citation.reach[1] >= citation.end
        assert citation.same_as is None or any(citation.same_as is earlier for earlier in found[:i])
        assert citation.same_as is None or citation.same_as.number == citation.number
        assert citation.dated is None or 0 <= citation.dated[0] < citation.dated[1] <= len(text)
    places = [(c.start, c.end) for c in found]
    assert places == sorted(places)
    assert all(a[1] <= b[0] for a, b in zip(places, places[1:], strict=False))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_composed_and_decomposed_are_one(text: str) -> None:
    apart, together = (unicodedata.normalize(form, text) for form in ("NFD", "NFC"))
    assert [(c.number, c.issued_on) for c in find_citations(apart)] == [(c.number, c.issued_on) for c in find_citations(together)]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_folded_view_says_the_same(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert find_in_view(view(text)) == find_citations(text)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.text(alphabet=" \n.abc", max_size=20))
def test_what_stands_far_before_changes_no_number(text: str, before: str) -> None:
    shifted = f"{before * 20}\n\n.\n\n{text}"
    assert [c.number for c in find_citations(shifted)] == [c.number for c in find_citations(f"\n\n.\n\n{text}")]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_spots_leave_no_number_out(text: str) -> None:
    """Every place of a digit as a spot finds no more than the places where one was looked for."""
    text = unicodedata.normalize("NFC", text)
    seen = view(text)
    everywhere = [i for i, char in enumerate(text) if char in "0123456789"]
    assert [n.canonical for n in numbers_at(seen, everywhere)] == [n.canonical for n in numbers_at(seen, spots(text).numbers)]


def test_only_what_is_read_is_folded() -> None:
    text = "Chỉ thị số 34-CT/TU" + " NHÂN DÂN" * 400 + " Chỉ thị số 35-CT/TU"
    where = spots(text)
    part, whole = glimpse(text, where), view(text)
    assert len(part.low) == len(text)
    assert part.low != whole.low
    assert all(part.low[max(0, at - 200) : at + 700] == whole.low[max(0, at - 200) : at + 700] for at in where.numbers)


PATHOLOGICAL = [
    "1", " ", "-", "/", "1/", "1-a", "1/a-", "12 ", " 1 - ", "1 / 2 ", "số 1 ", "Chỉ thị số 1 ", "Chỉ thị số 34-CT/TU ", "\n", "…",
    "ngày ",
    "Kế hoạch trên ", "Nghị quyết Đại hội ", "Luật ", "luật sửa đổi, bổ sung ", "12/KH-UBND, ", "1, ", "(a)", "của UBND ", "lo0", "O1/",
    "(",
    "90/2020/", "Điều 5, ", "gọi tắt là Đề án 06 ", "“",
]  # fmt: skip


@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_time_grows_linearly(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        start = time.process_time()
        find_citations(text)
        return time.process_time() - start

    small = min(seconds(20_000) for _ in range(2))
    assert seconds(200_000) < 20 * small + 0.2


@pytest.mark.parametrize("blank", [" ", "\n", "\t", "\xa0", " \n"])
def test_long_blanks_behind_a_number(blank: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        find_citations(f"Chỉ thị số 34-CT/TU{blank * size}ngày{blank * size}của{blank * size}")
        return time.process_time() - start

    small = min(seconds(20_000) for _ in range(2))
    assert seconds(200_000) < 20 * small + 0.2


def test_every_dash_of_unicode_is_a_hyphen() -> None:
    dashes = {chr(c) for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c)) == "Pd"}
    assert dashes <= set(DASHES)
