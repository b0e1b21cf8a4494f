"""Numbers with their units. `quantities.tsv` is the table to add to: text, then ``min max unit comparator direction`` joined by ``; ``."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import find_quantities
from extractors.targets import Quantity


def cases() -> list[tuple[str, str]]:
    with Path(__file__).with_name("quantities.tsv").open(encoding="utf-8") as file:
        return [(r["text"], r["quantities"] or "") for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def shown(quantity: Quantity) -> str:
    return f"{quantity.value_min} {quantity.value_max} {quantity.unit} {quantity.comparator} {quantity.direction}"


@pytest.mark.parametrize(("text", "expected"), cases(), ids=[text for text, _ in cases()])
def test_case(text: str, expected: str) -> None:
    assert "; ".join(map(shown, find_quantities(text))) == expected


@pytest.mark.parametrize(("text", "expected"), cases(), ids=[text for text, _ in cases()])
def test_decomposed_text_gives_the_same(text: str, expected: str) -> None:
    assert "; ".join(map(shown, find_quantities(unicodedata.normalize("NFD", text)))) == expected


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789.,-%đồngtriệuhaxãkhôngíhơtn /()\n", max_size=80))
def test_any_string_is_read_and_offsets_hold(text: str) -> None:
    found = find_quantities(text)
    for quantity in found:
        assert text[quantity.start : quantity.end] == quantity.quote
        assert quantity.value_min <= quantity.value_max
    assert [q.start for q in found] == sorted(q.start for q in found)
