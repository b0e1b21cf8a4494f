"""The words that are asked for before a pattern is tried: none of the pattern's own examples is without one."""

from __future__ import annotations

import pytest

from extractors.rule import Rule
from extractors.targets import bounds, qualitative, quantities


@pytest.mark.parametrize("rule", [bounds.ABOUT, *(rule for rule, _ in bounds._BOUNDS)], ids=lambda rule: rule.name)
def test_bounds(rule: Rule) -> None:
    assert all(bounds._WORDS_OF_BOUNDS.search(found) for found in rule.finds.values())


@pytest.mark.parametrize("change", bounds._CHANGES, ids=lambda change: change[0].name)
def test_changes(change: tuple[Rule, str, set[str]]) -> None:
    rule, _, words = change
    assert all(any(word in found for word in words) for found in rule.finds.values())


@pytest.mark.parametrize("kind", range(len(qualitative._KINDS)), ids=lambda kind: qualitative._KINDS[kind][0].name)
def test_aims_without_a_figure(kind: int) -> None:
    rule, _, words = qualitative._KINDS[kind]
    assert all(any(word in found for word in words) for found in rule.finds)


@pytest.mark.parametrize("words", [*quantities._NUMBERED, "ấp"])
@pytest.mark.parametrize("end", [" ", ": ", " số ", " :số "])
def test_numbers_of_things(words: str, end: str) -> None:
    assert quantities._is_numbered(words + end)


@pytest.mark.parametrize("text", quantities.FRACTION.finds)
def test_fractions(text: str) -> None:
    assert quantities._PART_OF.search(text)


@pytest.mark.parametrize("text", quantities.NUMBER_WORD.finds)
def test_numbers_in_words(text: str) -> None:
    assert quantities._NUMBER_WORD_BEGINS.search(text)
