"""`find_dates` on tables of phrases: what each means (``phrases.tsv``) and what is no date at all (``negatives.tsv``)."""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from extractors.dates import DateExpression, find_dates

READ_AGAINST = date(2024, 6, 5)
COLUMNS = ("edtf", "date_from", "date_to", "precision", "bound", "time", "duration", "recurrence", "calendar")


def lines(name: str) -> list[str]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line.replace("⏎", "\n") for line in text.split("\n") if line and not line.startswith("#")]


def phrases() -> list[tuple[str, date | None, list[tuple[str, ...]]]]:
    rows = [line.split("\t") for line in lines("phrases.tsv")[1:]]
    table = []
    for (phrase, against), same in groupby(rows, key=lambda row: (row[0], row[10])):
        table.append((phrase, None if against == "-" else READ_AGAINST, [tuple(row[1:10]) for row in same]))
    return table


PHRASES = phrases()
NEGATIVES = lines("negatives.tsv")
IDS = [f"{phrase}{'' if against else ' (no day)'}" for phrase, against, _ in PHRASES]


def values(found: DateExpression) -> tuple[str, ...]:
    return tuple("-" if value is None else str(value) for value in (getattr(found, column) for column in COLUMNS))


def test_the_tables_are_not_small() -> None:
    assert len(PHRASES) >= 300
    assert len(NEGATIVES) >= 300
    assert len(NEGATIVES) >= len(PHRASES)
    assert len(set(NEGATIVES)) == len(NEGATIVES)


@pytest.mark.parametrize(("phrase", "against", "wanted"), PHRASES, ids=IDS)
def test_phrase(phrase: str, against: date | None, wanted: list[tuple[str, ...]]) -> None:
    assert [values(e) for e in find_dates(phrase, published=against)] == wanted


@pytest.mark.parametrize(("phrase", "against", "wanted"), PHRASES, ids=IDS)
def test_phrase_decomposed(phrase: str, against: date | None, wanted: list[tuple[str, ...]]) -> None:
    text = unicodedata.normalize("NFD", phrase)
    found = find_dates(text, published=against)
    assert [values(e) for e in found] == wanted
    assert all(text[e.start : e.end] == e.quote for e in found)


@pytest.mark.parametrize(("phrase", "against", "wanted"), PHRASES, ids=IDS)
def test_phrase_in_capitals(phrase: str, against: date | None, wanted: list[tuple[str, ...]]) -> None:
    if "tháng Năm" in phrase:
        pytest.skip("the capital alone tells May from the head of a form")
    assert [values(e) for e in find_dates(phrase.upper(), published=against)] == wanted


@pytest.mark.parametrize(("phrase", "against", "wanted"), PHRASES, ids=IDS)
def test_phrase_in_a_text(phrase: str, against: date | None, wanted: list[tuple[str, ...]]) -> None:
    text = f"Ủy ban nhân dân tỉnh: {phrase}. Các đơn vị triển khai thực hiện."
    found = find_dates(text, published=against)
    assert [values(e) for e in found] == wanted
    assert all(text[e.start : e.end] == e.quote for e in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("text", NEGATIVES)
@pytest.mark.parametrize("against", [None, READ_AGAINST], ids=["no day", "day"])
def test_no_date(text: str, against: date | None) -> None:
    for shape in (text, unicodedata.normalize("NFD", text), text.upper()):
        assert [e.quote for e in find_dates(shape, published=against)] == []
