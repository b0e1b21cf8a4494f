"""Agencies: their full names, levels, and where they stand in a text.

`cases.tsv` is the table to add to. A line either gives a name as written with its full name and level, or a text with every agency
in it (``-`` is none, ⏎ a line end, `` + `` stands between two).
"""

from __future__ import annotations

import csv
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.agencies import agency_at, complete, find_agencies, full_name, level_of
from extractors.codes import code_list
from extractors.view import view


def rows() -> list[dict[str, str]]:
    with Path(__file__).with_name("cases.tsv").open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [{**row, "text": row["text"].replace("⏎", "\n")} for row in lines]


ROWS = rows()
NAMES = [(r["text"], r["full_name"], None if r["level"] == "-" else r["level"]) for r in ROWS if r["full_name"]]
TEXTS = [(r["text"], [] if r["spans"] == "-" else r["spans"].split(" + ")) for r in ROWS if r["spans"]]


def test_the_table_is_not_small() -> None:
    assert len(ROWS) >= 100
    assert len(NAMES) + len(TEXTS) == len(ROWS)
    assert {level for _, _, level in NAMES if level} == set(code_list("levels"))


@pytest.mark.parametrize(("written", "full", "level"), NAMES, ids=[n for n, _, _ in NAMES])
def test_name(written: str, full: str, level: str | None) -> None:
    assert full_name(written).casefold() == full.casefold()
    assert level_of(written) == level
    assert level_of(full) == level


@pytest.mark.parametrize(("written", "full", "level"), NAMES, ids=[n for n, _, _ in NAMES])
def test_a_full_name_stays_as_it_is(written: str, full: str, level: str | None) -> None:
    assert full_name(full) == full


@pytest.mark.parametrize(("text", "names"), TEXTS, ids=[t[:40] for t, _ in TEXTS])
def test_text(text: str, names: list[str]) -> None:
    seen = view(text)
    found = list(find_agencies(seen))
    assert [a.quote for a in found] == names
    assert all(seen.text[a.start : a.end] == a.quote for a in found)
    assert all(agency_at(seen, a.start) == a for a in found)


COMPLETED = [
    ("Tỉnh ủy", "Lâm Đồng", "Tỉnh ủy Lâm Đồng"),
    ("Tỉnh ủy Lâm Đồng", "Lâm Đồng", "Tỉnh ủy Lâm Đồng"),
    ("Tỉnh ủy", None, "Tỉnh ủy"),
    ("UBND tỉnh", "Lâm Đồng", "Ủy ban nhân dân tỉnh Lâm Đồng"),
    ("Ban Thường vụ Tỉnh ủy", "Lâm Đồng", "Ban Thường vụ Tỉnh ủy Lâm Đồng"),
    ("Sở Nội vụ", "Bến Tre", "Sở Nội vụ tỉnh Bến Tre"),
    ("Giám đốc Sở Y tế", "Bến Tre", "Giám đốc Sở Y tế tỉnh Bến Tre"),
    ("Sở Nội vụ Bến Tre", "Bến Tre", "Sở Nội vụ Bến Tre"),
    ("Sở Nội vụ", "Hà Nội", "Sở Nội vụ thành phố Hà Nội"),
    ("Tỉnh ủy", "Hà Nội", "Thành ủy Hà Nội"),
    ("Thành ủy", "Hải Phòng", "Thành ủy Hải Phòng"),
    ("Thành ủy", "Lâm Đồng", "Thành ủy"),
    ("UBND thành phố", "Lâm Đồng", "Ủy ban nhân dân thành phố"),
    ("UBND thành phố", "Hà Nội", "Ủy ban nhân dân thành phố Hà Nội"),
    ("Công an tỉnh", "Gia Lai", "Công an tỉnh Gia Lai"),
    ("Ban Thi đua - Khen thưởng tỉnh", "Bà Rịa - Vũng Tàu", "Ban Thi đua - Khen thưởng tỉnh Bà Rịa - Vũng Tàu"),
    ("Bộ Nội vụ", "Lâm Đồng", "Bộ Nội vụ"),
    ("Chính phủ", "Lâm Đồng", "Chính phủ"),
    ("Ban Dân vận Tỉnh ủy", "Sơn La", "Ban Dân vận Tỉnh ủy Sơn La"),
    ("Huyện ủy", "Lâm Đồng", "Huyện ủy"),
    ("Đảng bộ xã Bình Định", "Thái Bình", "Đảng bộ xã Bình Định"),
]


@pytest.mark.parametrize(("name", "place", "expected"), COMPLETED)
def test_completed_with_its_place(name: str, place: str | None, expected: str) -> None:
    assert complete(name, place) == expected
    assert complete(expected, place) == expected


def test_completed_with_its_district() -> None:
    assert complete("UBND huyện", "Lâm Đồng", "Đức Trọng") == "Ủy ban nhân dân huyện Đức Trọng"
    assert complete("Huyện ủy", "Lâm Đồng", "Đức Trọng") == "Huyện ủy Đức Trọng"
    assert complete("Phòng Nội vụ", "Hải Dương", "Kinh Môn") == "Phòng Nội vụ Kinh Môn"
    assert complete("Phòng Nội vụ", "Hải Dương") == "Phòng Nội vụ"


PIECES = st.sampled_from(
    ["UBND ", "tỉnh ", "Sở ", "Bộ ", "Nội vụ", " và ", " - ", ", ", "Ban Thường vụ ", "Tỉnh ủy ", "\n", "(", "của ", "Lâm Đồng",
     "U.B.N.D", "7 ", "Ð", "\u0301", "TP.", "&"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join)))
def test_any_string(text: str) -> None:
    seen = view(unicodedata.normalize("NFC", text))
    end = 0
    for agency in find_agencies(seen):
        assert end <= agency.start < agency.end <= len(seen.text)
        assert agency.quote == seen.text[agency.start : agency.end]
        end = agency.end
    level_of(text)
    assert full_name(full_name(text)) == full_name(text)
    complete(text, "Lâm Đồng")


@pytest.mark.parametrize("piece", ["Ban ", "Ủy ban ", " ", "UBND ", "Sở - ", "Hội đồng\n"])
def test_time_grows_linearly(piece: str) -> None:
    def seconds(size: int) -> float:
        seen = view((piece * (size // len(piece) + 1))[:size])
        start = time.process_time()
        list(find_agencies(seen))
        return time.process_time() - start

    small = min(seconds(20_000) for _ in range(3))
    assert seconds(200_000) < 25 * small + 0.3
