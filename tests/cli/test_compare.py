"""Facts gained, lost and changed between two outputs."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from extractors.facts import FACTS
from pipeline.compare import as_csv, as_markdown, compare
from pipeline.misuse import Misuse
from pipeline.publish.schema import tables
from tests.cli.test_command import thidua


def output(at: Path, **found: list[dict[str, Any]]) -> Path:
    at.mkdir()
    rows = {"documents": [{"document_id": "d", "source": "a.html"}], **found}
    for name in ("documents", "campaigns", *FACTS):
        with (at / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, tables()[name].header, lineterminator="\n")
            writer.writeheader()
            writer.writerows({"document_id": "d", **row} if name in FACTS else row for row in rows.get(name, []))
    return at


def shown(old: Path, new: Path) -> list[tuple[str, ...]]:
    return [(c.table, c.kind, c.fact, c.column, c.old, c.new) for c in compare(old, new)]


def test_nothing_changed(tmp_path: Path) -> None:
    same = {"directives": [{"number": "34-CT/TU", "role": "thuc_hien", "start": 1, "end": 9}]}
    moved = {"directives": [{"number": "34-CT/TU", "role": "thuc_hien", "start": 5, "end": 13}]}
    assert shown(output(tmp_path / "a", **same), output(tmp_path / "b", **moved)) == []
    assert as_markdown([]) == "No fact was gained, lost or changed.\n"


def test_gained_lost_and_changed(tmp_path: Path) -> None:
    old = output(
        tmp_path / "a",
        directives=[{"number": "34-CT/TU", "role": "nhac_den"}, {"number": "12/QĐ-UBND"}],
        targets=[{"value_min": "7", "value_max": "8", "unit": "phan_tram", "indicator": "GRDP bình quân", "sector": "khac"}],
    )
    new = output(
        tmp_path / "b",
        directives=[{"number": "34-CT/TU", "role": "thuc_hien"}],
        targets=[{"value_min": "7", "value_max": "8", "unit": "phan_tram", "indicator": "GRDP bình quân tăng", "sector": "kinh_te"}],
        awards=[{"award_code": "bang_khen", "grantor_code": "chu_tich_ubnd_tinh"}],
    )
    assert shown(old, new) == [
        ("awards", "gained", "bang_khen · chu_tich_ubnd_tinh", "", "", ""),
        ("directives", "changed", "34-CT/TU", "role", "nhac_den", "thuc_hien"),
        ("directives", "lost", "12/QĐ-UBND", "", "", ""),
        ("targets", "changed", "7 · 8 · phan_tram · GRDP bình quân tăng", "indicator", "GRDP bình quân", "GRDP bình quân tăng"),
        ("targets", "changed", "7 · 8 · phan_tram · GRDP bình quân tăng", "sector", "khac", "kinh_te"),
    ]


def test_a_document_that_only_one_output_has(tmp_path: Path) -> None:
    old = output(tmp_path / "a", documents=[])
    new = output(tmp_path / "b", directives=[{"number": "34-CT/TU"}])
    assert [(table, kind) for table, kind, *_ in shown(old, new)] == [("directives", "gained"), ("documents", "gained")]


def test_the_list_is_a_table_too(tmp_path: Path) -> None:
    old, new = output(tmp_path / "a"), output(tmp_path / "b", directives=[{"number": "34-CT/TU", "title": "a|b"}])
    changes = compare(old, new)
    as_csv(changes, tmp_path / "changes.csv")
    assert (tmp_path / "changes.csv").read_text(encoding="utf-8").splitlines()[1].startswith("a.html,directives,gained,")
    assert "| directives | 1 | 0 | 0 |" in as_markdown(changes)
    assert "a\\|b" in as_markdown(changes)


def test_the_command(tmp_path: Path) -> None:
    old, new = output(tmp_path / "a"), output(tmp_path / "b", directives=[{"number": "34-CT/TU"}])
    done = thidua("compare", old, new, "--csv", "changes.csv", "--markdown", "changes.md", at=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "| a.html | directives | gained | 34-CT/TU |" in done.stdout
    assert (tmp_path / "changes.md").read_text(encoding="utf-8") == done.stdout
    refused = thidua("compare", old, tmp_path / "nowhere", at=tmp_path)
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "nowhere" in refused.stderr


def test_a_folder_that_is_no_output(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match=r"documents\.csv: cannot be read"):
        compare(tmp_path, tmp_path)
