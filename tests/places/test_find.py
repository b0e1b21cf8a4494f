"""Places named in a text.

`cases.tsv` is the table to add to: text (⏎ is a line end), day, and every place as ``quote = level name code province 2025``,
where ``-`` is None and ``?3`` tells that three candidates are left.
"""

from __future__ import annotations

import csv
import time
import unicodedata
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.places import Place, find_places
from extractors.places.hosts import districts_of_host, provinces_of_host


def cases() -> list[tuple[str, date | None, str]]:
    with Path(__file__).with_name("cases.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(r["text"].replace("⏎", "\n"), date.fromisoformat(r["on"]) if r["on"] else None, r["places"] or "") for r in rows]


def shown(place: Place) -> str:
    codes = " ".join(code or "-" for code in (place.code, place.province_code, place.province_code_2025))
    open_ = f" ?{len(place.candidates)}" if place.candidates else ""
    return f"{place.quote} = {place.level} {place.name} {codes}{open_}".replace("\n", "⏎")


CASES = cases()


def test_the_table_is_not_small() -> None:
    assert len(CASES) >= 120
    assert sum(1 for _, _, places in CASES if not places) >= 30


@pytest.mark.parametrize(("text", "on", "expected"), CASES, ids=[text[:40] for text, _, _ in CASES])
def test_case(text: str, on: date | None, expected: str) -> None:
    assert "; ".join(map(shown, find_places(text, on=on))) == expected


@pytest.mark.parametrize(("text", "on", "expected"), CASES, ids=[text[:40] for text, _, _ in CASES])
def test_decomposed_text_has_the_same_places(text: str, on: date | None, expected: str) -> None:
    apart = unicodedata.normalize("NFD", f"Ngày 4/6: {text}")
    found = find_places(apart, on=on)
    assert [(p.level, p.name, p.code) for p in found] == [(p.level, p.name, p.code) for p in find_places(f"Ngày 4/6: {text}", on=on)]
    assert all(apart[p.start : p.end] == p.quote for p in found)


@pytest.mark.parametrize(
    "text",
    ["UBND tỉnh Lâm Đồng", "huyện Châu Thành, tỉnh Tiền Giang", "thị xã Kỳ Anh", "quận Bình Thạnh", "tỉnh Đắk Nông", "TP. Vinh"],
)
def test_any_case(text: str) -> None:
    plain = [(p.level, p.name, p.code) for p in find_places(text)]
    assert plain
    assert [(p.level, p.name, p.code) for p in find_places(text.upper())] == plain
    assert [(p.level, p.name, p.code) for p in find_places(text.lower())] == plain


PIECES = st.sampled_from(
    ["huyện ", "xã ", "TP. ", "Q.", "tỉnh ", "Châu Thành", "Hòa Bình", "HCM", "Huế", "R'", "Đắk ", "1",
     "\n", ", ", " - ", "(", "Ð", "\u0301"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join))
DAYS = st.sampled_from([None, date(2024, 1, 1), date(2026, 1, 1)])


@settings(max_examples=200, deadline=None)
@given(TEXTS, DAYS)
def test_any_string(text: str, on: date | None) -> None:
    places = find_places(text, on=on)
    assert all(text[p.start : p.end] == p.quote and p.start < p.end for p in places)
    assert all(a.end <= b.start for a, b in pairwise(places))
    for place in places:
        assert place.level in ("province", "district", "commune")
        assert not (place.candidates and place.code)
        assert len(place.candidates) != 1
        assert place.province_code_2025 or place.candidates


def test_an_ambiguous_name_has_its_candidates() -> None:
    (place,) = find_places("UBND huyện Châu Thành", on=date(2023, 2, 3))
    assert place.code is None
    assert {c.province_code for c in place.candidates} == {"72", "80", "82", "83", "84", "87", "89", "91", "93", "94"}
    assert {c.code for c in place.candidates} >= {"708", "821"}


def test_frozen() -> None:
    (place,) = find_places("Cà Mau")
    with pytest.raises(AttributeError):
        place.code = "1"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("host", "codes"),
    [
        ("https://laocai.gov.vn/tin-tuc", ["10"]),
        ("www.hochiminhcity.gov.vn", ["79"]),
        ("tphcm.gov.vn", ["79"]),
        ("noivu.danang.gov.vn", ["48"]),
        ("thuathienhue.gov.vn", ["46"]),
        ("hue.gov.vn", ["46"]),
        ("baonghean.vn", ["40"]),
        ("baothanhhoa.vn", ["38"]),
        ("baria-vungtau.gov.vn", ["77"]),
        ("baodaklak.vn", ["66"]),
        ("thanhtra.daknong.gov.vn", ["67"]),
        ("hanam.gov.vn", ["35"]),
        ("baohanam.com.vn", ["35"]),
        ("chinhphu.vn", []),
        ("moha.gov.vn", []),
        ("thuongtrucchinhphu.vn", []),
        ("http://[", []),
        ("", []),
    ],
)
def test_hosts(host: str, codes: list[str]) -> None:
    assert provinces_of_host(host) == codes


def test_hosts_of_districts() -> None:
    assert [d.name for d in districts_of_host("chauthanh.tayninh.gov.vn")] == ["Châu Thành"]
    assert districts_of_host("tayninh.gov.vn") == []


@pytest.mark.parametrize("piece", ["xã ", "Lâm Đồng, huyện Châu Thành, ", "Tân ", "Nguyễn ", "huyện "])
def test_time_grows_linearly(piece: str) -> None:
    small, large = (min(_seconds((piece * (size // len(piece) + 1))[:size]) for _ in range(2)) for size in (20_000, 200_000))
    assert large < 25 * small + 0.2  # ten times, and room for a busy machine: what grows with the square takes a hundred


def _seconds(text: str) -> float:
    start = time.process_time()
    find_places(text)
    return time.process_time() - start
