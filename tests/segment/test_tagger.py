"""Words are underthesea's: its `word_tokenize` and the quicker way through its model must never disagree."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from underthesea import word_tokenize

from pipeline.segment.crf import weights
from pipeline.segment.tagger import WordTagger, word_tagger
from pipeline.segment.words import words

MANUSCRIPTS = sorted((Path(__file__).parents[2] / "corpus" / "manuscripts").glob("*.txt"))
_ROW = "phong trào thi đua yêu nước Đoàn kết sáng tạo ỦY BAN nhân dân Lào Cai 2024 34 - / , . % chữ é ß İ ΑΣ ǅ ² ٣ 1a h'mông"
SYLLABLES = st.sampled_from(_ROW.split())


def theirs(text: str) -> list[str]:
    return [word.replace(" ", "") for word in word_tokenize(text, use_token_normalize=False)]


def ours(text: str) -> list[str]:
    return ["".join(text[a:b].split()) for a, b in words(text, [(0, len(text))])]


@pytest.mark.parametrize(
    "text",
    [
        "Hưởng ứng phong trào thi đua yêu nước của tỉnh",
        "UBND TỈNH PHÁT ĐỘNG PHONG TRÀO THI ĐUA",
        "Kế hoạch số 12/KH-UBND ngày 20/4/2024, đạt 95% trở lên.",
        "a",
        "Hà",
        "Hà Nội",
        "H'Mông, Tp. Hồ Chí Minh v.v...",
        "xem tại https://example.vn/tin?id=3 hoặc gửi về a.b@example.vn",
        "",
        "  \n ",
    ],
)
def test_words_are_those_of_underthesea(text: str) -> None:
    assert ours(text) == theirs(text)


@pytest.mark.parametrize("path", MANUSCRIPTS[::4], ids=lambda path: path.stem)
def test_words_of_whole_documents_are_those_of_underthesea(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ours(text) == theirs(text)


@given(st.lists(SYLLABLES, min_size=1, max_size=12))
def test_any_row_of_syllables_is_cut_as_underthesea_cuts_it(row: list[str]) -> None:
    text = " ".join(row)
    assert ours(text) == theirs(text)


@given(st.text(alphabet="aăâđêơưàảÀĐ \n\t\u00a0.,;:-–…/()\"'“”0123456789%\u0301\u0323", max_size=80))
def test_words_stand_in_the_text_in_order(text: str) -> None:
    found = words(text, [(0, len(text))])
    assert all(0 <= a < b <= len(text) for a, b in found)
    assert all(first[1] <= second[0] for first, second in zip(found, found[1:], strict=False))


def test_what_is_kept_of_earlier_texts_changes_nothing() -> None:
    text = MANUSCRIPTS[0].read_text(encoding="utf-8").split()
    assert word_tagger().continues(text) == WordTagger().continues(text)


def test_a_syllable_of_nothing_but_a_blank_does_no_harm() -> None:
    assert word_tagger().continues(["\u00a0", "phong", "trào"])[1:] == [False, True]


@pytest.mark.parametrize(
    "data", [b"", b"lCRF", b"x" * 100, struct.pack("<4sI4s9I", b"lCRF", 0, b"FOMC", 7, *[0] * 8), b"\x00" * 4096]
)
def test_a_file_that_is_no_model_is_named(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "models.bin"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=r"models\.bin"):
        weights(path)
