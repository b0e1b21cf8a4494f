"""What an instrument is to the document that names it: a table of sentences, each read under the head of a document of its kind.

`roles.tsv` is the table to add to: the kind of document, the sentence (⏎ is a line end), and every instrument as ``number=role``,
`` + `` between two.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extractors.codes import code_list
from extractors.facts import Directive
from tests.making import facts

HEADS = {
    "plan": "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\nSố: 12/KH-UBND\nLâm Đồng, ngày 05 tháng 3 năm 2024\n"
    "KẾ HOẠCH\nPhát động phong trào thi đua “Xanh” năm 2024\n",
    "decision": "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\nSố: 77/QĐ-UBND\nLâm Đồng, ngày 05 tháng 3 năm 2024\n"
    "QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch phong trào thi đua “Xanh” năm 2024\n",
    "news": "Sôi nổi thi đua ngay từ đầu năm\nNgày 12/3/2024\n",
}
"""The head of a document of each kind, neutral to what its sentences say."""


def rows() -> list[dict[str, str]]:
    with Path(__file__).with_name("roles.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = rows()


def wanted(row: dict[str, str]) -> dict[str, str]:
    return dict(one.split("=") for one in row["roles"].split(" + "))


def test_every_role_has_sentences() -> None:
    roles = [role for row in ROWS for role in wanted(row).values()]
    assert len(ROWS) >= 60
    assert all(roles.count(role) >= 4 for role in code_list("citation_roles"))


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:60] for row in ROWS])
def test_role(row: dict[str, str]) -> None:
    read = facts(HEADS[row["frame"]] + row["text"].replace("⏎", "\n") + "\n").facts["directives"]
    found = {fact.number: fact.role for fact in read if isinstance(fact, Directive)}
    assert {number: found.get(number) for number in wanted(row)} == wanted(row)
