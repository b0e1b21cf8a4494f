"""`find_citations` against the two tables beside this file: what is a citation, and what only looks like one.

`citations.tsv` is the table to add to: text (⏎ is a line end), the place and day of the document, and every citation as
``number|type|issued on|issuer|level|title`` in text order, `` + `` between two, ``-`` for what is not stated. `negatives.tsv` holds
texts that name no instrument, one a line.
"""

from __future__ import annotations

import csv
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from extractors.codes import code_list
from extractors.directives import Citation, find_citations
from extractors.directives.find import find_in_view
from extractors.view import view


def table(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [{**row, "text": row["text"].replace("⏎", "\n")} for row in rows]


def shown(citation: Citation) -> str:
    values = (
        citation.number, citation.document_type, citation.issued_on, citation.issuer, citation.issuer_level, citation.title,
    )  # fmt: skip
    return "|".join("-" if value is None else str(value) for value in values)


CASES = [
    (r["text"], r["place"] or None, date.fromisoformat(r["on"]) if r["on"] else None, r["citations"].split(" + "))
    for r in table("citations.tsv")
]
NEGATIVES = [row["text"] for row in table("negatives.tsv")]
IDS = [text[:50] for text, *_ in CASES]


def test_the_tables_are_not_small() -> None:
    assert len(CASES) >= 200
    assert len(set(NEGATIVES)) >= 150
    types = {one.split("|")[1] for *_, expected in CASES for one in expected}
    assert types <= set(code_list("document_types"))
    assert len(types) >= 18


@pytest.mark.parametrize(("text", "place", "on", "expected"), CASES, ids=IDS)
def test_citation(text: str, place: str | None, on: date | None, expected: list[str]) -> None:
    assert [shown(c) for c in find_citations(text, place=place, on=on)] == expected


@pytest.mark.parametrize("text", NEGATIVES)
def test_no_citation(text: str) -> None:
    assert find_citations(text) == []
    assert find_citations(f"Theo đó, {text}.") == []


@pytest.mark.parametrize(("text", "place", "on", "expected"), CASES, ids=IDS)
def test_decomposed(text: str, place: str | None, on: date | None, expected: list[str]) -> None:
    apart = unicodedata.normalize("NFD", text)
    found = find_citations(apart, place=place, on=on)
    assert [c.number for c in found] == [c.number for c in find_citations(text, place=place, on=on)]
    assert all(apart[c.start : c.end] == c.quote for c in found)


@pytest.mark.parametrize(("text", "place", "on", "expected"), CASES, ids=IDS)
def test_a_folded_view_says_the_same(text: str, place: str | None, on: date | None, expected: list[str]) -> None:
    assert find_in_view(view(text), place=place, on=on) == find_citations(text, place=place, on=on)


def test_far_apart_as_near_by() -> None:
    """Only stretches round a citation are folded: many of them, with words between, are read like each alone."""
    between = " Nhân dân các dân tộc trong tỉnh thi đua lao động sản xuất, xây dựng quê hương giàu đẹp. " * 12
    texts = [text for text, place, on, _ in CASES if not place and not on]
    alone = [c.number for text in texts for c in find_citations(text) if c.same_as is None and c.symbol]
    together = find_citations(between.join(texts))
    assert [c.number for c in together if c.same_as is None and c.symbol] == alone


SYMBOLS = [
    ("Nghị định số 90/2020/NĐ-CP", 2020, "NĐ-CP"),
    ("Chỉ thị số 34-CT/TU ngày 20/4/2024", 2024, "CT/TU"),
    ("Luật số 06/2022/QH15", 2022, "QH15"),
    ("Chỉ thị 34-CT/TW năm 2014", 2014, "CT/TW"),
    ("Quyết định số 959/QĐ-UBND", None, "QĐ-UBND"),
    ("Kế hoạch số 12/KH-UBND ngày … tháng … năm 2024", 2024, "KH-UBND"),
    ("Luật Đất đai 2024", 2024, None),
]


@pytest.mark.parametrize(("text", "year", "symbol"), SYMBOLS)
def test_year_and_symbol(text: str, year: int | None, symbol: str) -> None:
    (citation,) = find_citations(text)
    assert (citation.year, citation.symbol) == (year, symbol)


PROVISIONS = [
    ("quy định tại khoản 2 Điều 5 Nghị định số 98/2023/NĐ-CP", "khoản 2 Điều 5"),
    ("theo Điều 74 của Luật Thi đua, khen thưởng", "Điều 74 của"),
    ("điểm a khoản 1 Điều 10 Thông tư 01/2024/TT-BNV", "điểm a khoản 1 Điều 10"),
    ("khoản 2, Điều 5 Nghị định 98/2023/NĐ-CP", "khoản 2, Điều 5"),
    ("căn cứ Điều 5, khoản 2 Nghị định số 98/2023/NĐ-CP", "Điều 5, khoản 2"),
    ("theo Chương II Luật Thi đua, khen thưởng", "Chương II"),
    ("Nghị định 98/2023/NĐ-CP", None),
]


@pytest.mark.parametrize(("text", "provision"), PROVISIONS)
def test_provision(text: str, provision: str | None) -> None:
    (citation,) = find_citations(text)
    assert citation.provision == (provision.removesuffix(" của") if provision else None)


def test_short_forms_point_back() -> None:
    text = "Chỉ thị số 34-CT/TU và Kế hoạch số 117-KH/TU. Theo Chỉ thị 34, kế hoạch nêu trên và Chỉ thị số 34, các cấp"
    found = find_citations(text)
    assert [c.number for c in found] == ["34-CT/TU", "117-KH/TU", "34-CT/TU", "117-KH/TU", "34-CT/TU"]
    assert [found.index(c.same_as) if c.same_as else None for c in found] == [None, None, 0, 1, 0]
    assert all(c.same_as is None or any(c.same_as is e for e in found) for c in found)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị", "Chỉ thị 34 của Ban Thường vụ Tỉnh ủy"),
        ("Chỉ thị số 34-CT/TU của Tỉnh ủy Lâm Đồng", "Chỉ thị 34 của Tỉnh ủy Lào Cai"),
        ("Nghị quyết số 29-NQ/TW ngày 04/11/2013", "Nghị quyết số 29 ngày 05/6/2020"),
        ("Thông tư số 01/2024/TT-BNV", "Thông tư số 01/2021"),
        ("Kế hoạch số 34-KH/TU", "Chỉ thị số 34"),
    ],
)
def test_kept_apart(one: str, two: str) -> None:
    first, second = find_citations(f"{one}; ngoài ra có {two}")
    assert second.same_as is None
    assert first.number != second.number
