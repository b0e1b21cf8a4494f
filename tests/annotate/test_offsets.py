"""Places in a text: code units and code points, lines, overlaps, tokens."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.annotate.offsets import CodeUnits, apart, covering, fragments
from tests.annotate.making import texts_with_spans


def units_before(text: str, point: int) -> int:
    return len(text[:point].encode("utf-16-le")) // 2


@settings(deadline=None)
@given(texts_with_spans())
def test_code_units_lead_back_to_the_code_point(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, _ = case
    units = CodeUnits(text)
    for point in range(len(text) + 1):
        assert units.unit(point) == units_before(text, point)
        assert units.point(units.unit(point)) == point


def test_inside_a_surrogate_pair_begins_nothing() -> None:
    units = CodeUnits("💩💩x")
    assert [units.point(unit) for unit in range(7)] == [0, None, 1, None, 2, 3, None]


@settings(deadline=None)
@given(texts_with_spans())
def test_fragments_lie_within_lines_and_lose_only_blanks(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = case
    for start, end in spans:
        pieces = fragments(text, start, end)
        for first, last in pieces:
            assert start <= first < last <= end
            assert text[first:last] == text[first:last].strip()
            assert len(text[first:last].splitlines()) == 1 and "\t" not in text[first:last]
        assert "".join("".join(text[a:b] for a, b in pieces).split()) == "".join(text[start:end].split())


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted), max_size=12))
def test_spans_that_stay_do_not_overlap_and_no_other_would_fit(spans: list[list[int]]) -> None:
    given_spans = [SimpleNamespace(start=start, end=end) for start, end in spans]
    kept = apart(given_spans)
    assert all(a.end <= b.start for a, b in zip(kept, kept[1:], strict=False))
    for span in given_spans:
        if span.end > span.start and span not in kept:
            assert any(k.start < span.end and span.start < k.end for k in kept)


@settings(deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=8), st.data())
def test_the_tokens_of_a_span_are_those_it_touches(lengths: list[int], data: st.DataObject) -> None:
    bounds, at = [], 0
    for length in lengths:
        bounds.append((at, at + length))
        at += length + length % 2
    start = data.draw(st.integers(0, at - 1))
    end = data.draw(st.integers(start + 1, at))
    touched = [i for i, (first, last) in enumerate(bounds) if first < end and start < last]
    assert list(range(*covering(bounds, start, end))) == touched
