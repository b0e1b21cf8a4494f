"""Trying a rule only at words that may begin it finds what trying it everywhere finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.beginnings import SHORT, Anchored
from extractors.rule import RULES
from extractors.view import View, view
from pipeline import extract, segment  # noqa: F401  (they bring in every rule)

ROOT = Path(__file__).parents[1]
TEXTS = sorted((ROOT / "corpus" / "manuscripts").glob("*.txt"))
QUICK = [rule for rule in RULES.values() if rule.anchored.exact or rule.anchored.opened]


def spans(found: object) -> list[tuple[int, int]]:
    return [match.span() for match in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", TEXTS[::14], ids=lambda path: path.stem)
def test_every_rule_finds_the_same_in_the_corpus(path: Path) -> None:
    seen = view(path.read_text(encoding="utf-8"))
    third = len(seen.text) // 3
    for rule in QUICK:
        where = getattr(seen, rule.on)
        assert spans(rule.matches(seen)) == spans(rule.compiled.finditer(where)), rule.name
        assert spans(rule.matches(seen, third, 2 * third)) == spans(rule.compiled.finditer(where, third, 2 * third)), rule.name


def test_most_rules_that_look_back_are_tried_at_words_only() -> None:
    assert len(QUICK) > 70


PIECES = [
    "băng", "sởn",
    "sở", "Sở Y tế", "SỞ", "phòng", "ban", "bản", "giải Nhất", "03", "3", "15 %", "_sở", "đội", "Đ", "x", "é", ".", ";", "\n", " ", "-",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.integers(0, 60), st.integers(0, 400))
@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<![^\W_])(?:sở|phòng|ban) ",
        r"(?<!\w)(?:đội|đ)\b",
        r"(?<![^\W_])(?:\d+ )?(?:sở|giải)",
        r"(?<![^\W_])(?P<w>[sp]\w+)",
        r"(?:(?<![^\W_])sở|(?<![^\W_])b[aả]n)(?= |$)",
        r"(?<![^\W_])s(?:ở)?",
        r"(?<![^\W_])\d{1,2}",
        r"(?<![^\W_])(?:sở|phòng)[ \n]+(?:y tế|ban|\d)",
        r"(?<![^\W_])(?:(?:\d+|sở)\s+)+(?:giải|đ)(?!\w)",
        r"(?<![^\W_])ban(?![^\W_])(?:\W+x)?",
        r"(?<![^\W_])(?:03|3)\s*[.;-]?\s*(?:ban|15)?",
    ],
)
def test_made_up_texts(pattern: str, pieces: list[str], start: int, length: int) -> None:
    seen = view(" ".join(pieces) * (1 + SHORT // 20))
    compiled = re.compile(pattern)
    quick = Anchored(compiled)
    assert quick.exact or quick.opened
    assert spans(quick.finditer(seen, "low", start, start + length)) == spans(compiled.finditer(seen.low, start, start + length))
    assert spans(quick.finditer(seen, "low")) == spans(compiled.finditer(seen.low))


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:sở|phòng)",  # may begin inside a word
        r"(?<![^\W_])[^\W_]+",  # may begin with any word
        r"(?<![^\W_])(?:sở|-)",  # may begin with no word
        r"(?<![^\W_])(?:sở)?",  # may be empty
        r"(?i)(?<![^\W_])sở",
        r"(?<!\d)sở",
        r"(?<![^\W_])sở|phòng",
    ],
)
def test_patterns_that_may_begin_elsewhere_are_tried_everywhere(pattern: str) -> None:
    quick = Anchored(re.compile(pattern))
    assert (quick.exact, quick.opened) == ((), ())
    text = "phòng-ban: sở, Sở " * 20
    seen = View(text, text, text)
    assert spans(quick.finditer(seen, "text")) == spans(re.compile(pattern).finditer(text))
