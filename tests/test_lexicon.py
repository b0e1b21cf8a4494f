"""Word lists that survive scans, capitals and line breaks without confusing words that differ by one accent."""

from __future__ import annotations

import pytest

from extractors.lexicon import NAME, Lexicon, spelled_with, syllables_of, words, written_as
from extractors.view import View, view

KINDS = Lexicon(
    [("công nhân", 1), ("công nhân viên", 2), ("cán bộ", 3), ("xã hội-nghề nghiệp", 4), ("sở", 5)],
    unlike=["công nhận", "sợ"],
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("công nhân, cán bộ", [1, 3]),
        ("CÔNG NHÂN VIÊN", [2]),
        ("công\nnhân viên", [2]),
        ("cong nhan", [1]),
        ("cán bố", [3]),
        ("công nhận", []),
        ("được công nhận là cán bộ", [3]),
        ("xã hội - nghề nghiệp", [4]),
        ("xã hội – nghề\nnghiệp", [4]),
        ("số, sợ, so", []),
        ("sở", [5]),
        ("công nhânviên", []),
        ("", []),
    ],
)
def test_find(text: str, values: list[int]) -> None:
    seen = view(text)
    hits = list(KINDS.find(seen))
    assert [hit.value for hit in hits] == values
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)


def test_find_within_bounds() -> None:
    seen = view("cán bộ, cán bộ")
    assert [hit.start for hit in KINDS.find(seen, 3)] == [8]
    assert list(KINDS.find(seen, 0, 5)) == []


def test_an_empty_list_finds_nothing() -> None:
    empty: Lexicon[int] = Lexicon([])
    assert list(empty.find(view("cán bộ"))) == []


@pytest.mark.parametrize(
    ("low", "term", "same"),
    [
        ("hợp tác xã", "hợp tác xã", True),
        ("hop tac xa", "hợp tác xã", True),
        ("hợp tác xả", "hợp tác xã", True),
        ("hớp tắc xã", "hợp tác xã", False),
        ("số", "sở", False),
        ("hợp tác", "hợp tác xã", False),
    ],
)
def test_written_as(low: str, term: str, same: bool) -> None:
    assert written_as(low, term) is same


def test_spelled_with() -> None:
    known = syllables_of("các (?:phòng|ban) chuyên môn")
    assert spelled_with("các phòng chuyên môn", known)
    assert spelled_with("các phòng chuyên mon", known)
    assert not spelled_with("phông bán", known)


def test_words_keeps_escapes_and_spreads_dashes() -> None:
    import re

    pattern = re.compile(words(r"chính trị - xã hội\b"))
    seen: View = view("CHÍNH TRỊ –\nXÃ HỘI")
    assert pattern.fullmatch(seen.bare)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (" Sông Lam phát động", " Sông Lam"),
        (" Nông nghiệp và Phát triển nông thôn, Chủ tịch", " Nông nghiệp và Phát triển nông thôn"),
        (" Giáo dục và Đào tạo tặng", " Giáo dục và Đào tạo"),
        (" tỉnh", ""),
    ],
)
def test_name(text: str, name: str) -> None:
    match = NAME.match(text)
    assert (match[0] if match else "") == name
