"""The main job on the bundled corpus, by the command: tables, gold and data package."""

from __future__ import annotations

import csv
import json
import subprocess
from pathlib import Path

import pytest
from frictionless import validate

from extractors.facts import FACTS
from pipeline.evaluate import measure
from tests.cli.test_command import ROOT, clean, command

CORPUS = ROOT / "corpus"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("corpus") / "out"
    done = subprocess.run(
        command(["extract", "corpus/announcements", "--out", str(at)]), cwd=ROOT, env=clean({}), capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    return at


def rows(out: Path, table: str) -> list[dict[str, str]]:
    with (out / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_announcement_is_accounted_for(out: Path) -> None:
    inputs = {path.relative_to(ROOT).as_posix() for path in (CORPUS / "announcements").rglob("*") if path.is_file()}
    documents = [row["source"] for row in rows(out, "documents")]
    undone = [row for row in rows(out, "problems") if row["severity"] in ("error", "note")]
    assert sorted([*documents, *(row["source"] for row in undone)]) == sorted(inputs)
    assert not [row for row in undone if row["code"] in ("defect", "crash", "timeout")]


def test_the_data_package_is_valid(out: Path) -> None:
    report = validate(str(out / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])


def test_every_quote_stands_where_it_says(out: Path) -> None:
    for table in FACTS:
        for row in rows(out, table):
            with (out / "texts" / f"{row['document_id']}.txt").open(encoding="utf-8", newline="") as file:
                assert row["quote"] == file.read()[int(row["start"]) : int(row["end"])], (table, row)


def test_every_announcement_has_its_gold_and_most_of_it_is_found(out: Path) -> None:
    gold = {json.loads(path.read_text(encoding="utf-8"))["source"] for path in (CORPUS / "gold").glob("*.json")}
    assert gold == {path.name for path in (CORPUS / "announcements").rglob("*") if path.is_file()}
    measured = measure(out, CORPUS / "gold")
    assert measured.macro_f1 > 0.8
    assert (measured.share("document").accuracy or 0) > 0.8


def test_a_page_and_the_plan_it_links_to_are_one_campaign(out: Path) -> None:
    campaigns = {Path(row["source"]).stem: row["campaign_id"] for row in rows(out, "documents")}
    pairs = [
        (stem, stem.removesuffix("-tin") + "-ke-hoach")
        for stem in campaigns
        if stem.endswith("-tin") and stem[:-4] + "-ke-hoach" in campaigns
    ]
    together = [campaigns[page] == campaigns[plan] != "" for page, plan in pairs]
    assert len(pairs) >= 5
    assert sum(together) >= len(pairs) - 1
