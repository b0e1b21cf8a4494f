"""The bundled corpus keeps its promises: enough of every kind, and gold that a program can be measured by."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractors.codes import code_list
from tests.corpus.conftest import CORPUS

Gold = dict[str, dict[str, Any]]
_CODES = {
    "directives": {"document_type": "document_types", "role": "citation_roles", "issuer_level": "levels"},
    "dates": {"role": "date_roles"},
    "targets": {"sector": "sectors", "unit": "units"},
    "participants": {"participant_code": "participants"},
    "awards": {"award_code": "awards", "grantor_code": "grantors"},
}


def test_every_announcement_has_a_manuscript_and_gold(gold: Gold) -> None:
    rendered = {path.name for path in (CORPUS / "announcements").iterdir()}
    assert rendered == set(gold)
    assert {Path(name).stem for name in rendered} == {path.stem for path in (CORPUS / "manuscripts").glob("*.txt")}


def test_there_is_enough_of_every_kind(gold: Gold) -> None:
    announcing = [g for g in gold.values() if g["document"]["is_announcement"]]
    assert len(announcing) >= 30
    assert len(gold) - len(announcing) >= 6
    assert len({g["document"]["province_code_2025"] for g in announcing} - {None}) >= 12
    assert sum(1 for g in gold.values() if _day(g) >= "2025-07-01") >= 4
    assert {Path(name).suffix for name in gold} == {".html", ".pdf", ".docx", ".txt"}
    assert sum(1 for g in gold.values() if g.get("pair")) >= 10
    assert {g["split"] for g in gold.values()} == {"dev", "test"}


def _day(g: dict[str, Any]) -> str:
    return g["document"]["issued_on"] or g["document"]["published_at"] or ""


def test_gold_uses_the_code_lists_and_real_days(gold: Gold) -> None:
    for name, g in gold.items():
        for table, columns in _CODES.items():
            for row in g[table]:
                for column, codes in columns.items():
                    assert not row.get(column) or row[column] in code_list(codes), f"{name}: {table}.{column} {row[column]!r}"
        for row in g["dates"]:
            for column in ("date_from", "date_to"):
                if row.get(column):
                    date.fromisoformat(row[column])


@pytest.mark.parametrize("field", ["pair"])
def test_pairs_point_at_each_other(gold: Gold, field: str) -> None:
    by_stem = {Path(name).stem: g for name, g in gold.items()}
    for stem, g in by_stem.items():
        if g.get(field):
            assert by_stem[g[field]][field] == stem


def test_a_group_is_one_campaign_in_two_or_more_documents_of_one_split(gold: Gold) -> None:
    groups: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for name, g in gold.items():
        if "group" in g:
            groups[g["group"]][name] = g
    assert len(groups) >= 10
    for group, members in groups.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", group)
        assert len(members) >= 2, group
        assert len({g["split"] for g in members.values()}) == 1, group
        assert all(g["document"]["is_announcement"] for g in members.values()), group
        # What two documents of one campaign both say of its place and its instrument is the same.
        for field in ("level", "instrument"):
            assert len({g["campaign"].get(field) for g in members.values()} - {None}) <= 1, (group, field)
        assert len({g["document"]["province_code"] for g in members.values()} - {None}) <= 1, group


def test_one_document_counts_in_one_way_only(gold: Gold) -> None:
    assert [name for name, g in gold.items() if "pair" in g and "group" in g] == []


def test_what_is_carried_out_is_in_the_corpus_in_the_same_split_and_named_by_its_number(gold: Gold) -> None:
    by_stem = {Path(name).stem: g for name, g in gold.items()}
    for stem, g in by_stem.items():
        carried = {row["number"]: row.get("issued_on") for row in g["directives"] if row.get("role") == "thuc_hien"}
        for above in g.get("carries_out", []):
            assert above in by_stem, stem
            upper = by_stem[above]
            assert upper["split"] == g["split"], stem
            document = upper["document"]
            assert document["document_number"] in carried, (stem, above)
            assert carried[document["document_number"]] in (None, document["issued_on"]), (stem, above)
            assert document["issued_on"] <= g["document"]["issued_on"], (stem, above)
            assert g.get("group") is None or upper.get("group") != g["group"], stem


def test_chains_of_directives_reach_down_three_levels(gold: Gold) -> None:
    by_stem = {Path(name).stem: g for name, g in gold.items()}

    def depth(stem: str) -> int:
        return 1 + max((depth(above) for above in by_stem[stem].get("carries_out", [])), default=0)

    feet = [stem for stem in by_stem if depth(stem) >= 3]
    assert {by_stem[stem]["split"] for stem in feet} == {"dev", "test"}
    assert max(map(depth, by_stem)) >= 4


def test_a_page_links_to_the_plan_it_is_paired_with(gold: Gold) -> None:
    for name, g in gold.items():
        if g.get("pair") and name.endswith(".html"):
            page = (CORPUS / "announcements" / name).read_bytes().replace(b"\0", b"")
            assert re.search(rf"{g['pair']}\.\w+".encode(), page), name
