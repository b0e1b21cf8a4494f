"""Foldings keep every offset; composing knows the way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.view import bare, compose, fold, lower


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Tỉnh uỷ", "tỉnh ủy"),
        ("HOÀ BÌNH", "hòa bình"),
        ("Hoàng hoa", "hoàng hoa"),  # only the end of a syllable has two ways
        ("quý III", "quý iii"),  # u belongs to q
        ("kỉ niệm, lí do, quí vị", "kỷ niệm, lý do, quý vị"),
        ("tỉ lệ", "tỷ lệ"),
        ("hỉ hả", "hỷ hả"),
        ("Thuỷ lợi – thuý", "thủy lợi - thúy"),
        ("QÐ\u00a0UBND", "qđ ubnd"),
        ("34—CT/TU", "34-ct/tu"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_bare_has_no_accents() -> None:
    assert bare("Đắk R'Lấp, Ủy ban") == "dak r'lap, uy ban"


@given(st.text())
def test_foldings_keep_the_length(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert len(fold(text)) == len(bare(text)) == len(text)


@given(st.text(alphabet="aăâeêioôơuưyđ\u0300\u0301\u0309\u0303\u0323\u0302\u0306\u031b n.", max_size=40))
def test_composed_spans_lead_back(text: str) -> None:
    composed = compose(text)
    assert composed.text == unicodedata.normalize("NFC", text)
    start, end, quote = composed.span(0, len(composed.text))
    assert (start, end, quote) == (0, len(text), text)
    for at in range(len(composed.text)):
        begin, stop, piece = composed.span(at, at + 1)
        assert text[begin:stop] == piece


def test_long_texts_are_lowered_as_short_ones() -> None:
    text = "Phong trào THI ĐUA – Uỷ ban İ ẞ " * 20_000
    assert lower(text) == text.lower()
