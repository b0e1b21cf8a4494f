"""A person's word on what is one campaign: read from a file, obeyed, and never lost without a word."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.facts import columns
from pipeline.misuse import Misuse
from pipeline.resolve.campaigns.corrections import Correction, read
from pipeline.resolve.campaigns.joining import resolve
from pipeline.run import Options, run
from tests.resolve.test_joining import told

A, B, C = (f"{number:016x}" for number in (1, 2, 3))


def lines(at: Path, *rows: str, header: str = "verdict,document_id,joined_to") -> Path:
    path = at / "corrections.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def line(verdict: str, one: str, other: str) -> Correction:
    return Correction(verdict, one, other, "corrections.csv, line 2")


def groups(*corrections: Correction, documents: int = 3, **campaign: object) -> list[list[int]]:
    found: dict[str | None, list[int]] = {}
    for document in resolve([told(i, **campaign) for i in range(1, documents + 1)], corrections).documents:  # type: ignore[arg-type]
        found.setdefault(document.campaign_id, []).append(int(document.document_id, 16))
    return sorted(found.values())


def test_a_join_is_undone() -> None:
    assert groups() == [[1, 2, 3]]
    assert groups(line("apart", A, B), line("apart", A, C)) == [[1], [2, 3]]


def test_a_document_between_two_that_are_apart_goes_with_one_of_them() -> None:
    found = groups(line("apart", A, B))
    assert sorted(map(len, found)) == [1, 2]
    assert [1, 2] not in found


def test_a_join_is_forced_over_everything_that_speaks_against_it() -> None:
    page = told(1)
    plan = told(2, province_code="12", province_code_2025="12", name="Một tên khác hẳn", level="huyen")
    found = resolve([page, plan], [line("together", A, B)])
    assert [(join.document_id, join.joined_to, join.score) for join in found.joins] == [(B, A, 1.0)]
    assert found.joins[0].reasons == "correction: corrections.csv, line 2"
    assert len(found.campaigns) == 1


def test_documents_that_announce_nothing_can_be_put_with_a_campaign() -> None:
    page, report = told(1), replace(told(2), campaign=None)
    found = resolve([page, report], [line("together", A, B)])
    assert len({document.campaign_id for document in found.documents}) == 1
    assert found.campaigns[0].documents == 2


def test_joining_what_announces_nothing_is_told() -> None:
    reports = [replace(told(i), campaign=None) for i in (1, 2)]
    found = resolve(reports, [line("together", A, B)])
    assert [(p.severity, p.code) for p in found.problems] == [("warning", "idle-correction")]
    assert found.campaigns == []


def test_a_line_about_a_document_that_is_gone_is_a_warning() -> None:
    found = resolve([told(1), told(2)], [line("apart", A, "f" * 16), line("apart", A, B)])
    assert [(p.stage, p.severity, p.code) for p in found.problems] == [("resolve", "warning", "stale-correction")]
    assert "f" * 16 in found.problems[0].message
    assert len(found.campaigns) == 2, "the other line still counts"


def test_a_row_of_joins_becomes_a_correction(tmp_path: Path) -> None:
    found = resolve([told(1), told(2)])
    [join] = found.joins
    path = tmp_path / "c.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # as a spreadsheet saves it
        writer = csv.writer(file)
        names = [column.name for column in columns(type(join))]
        writer.writerow(["verdict", *names, "note"])
        writer.writerow(["Apart", *(getattr(join, name) for name in names), "hai phong trào, xem lại"])
    assert len(resolve([told(1), told(2)], read(path)).campaigns) == 2


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([f"asunder,{A},{B}"], r"line 2: verdict is 'asunder'; write together or apart"),
        ([f",{A},{B}"], r"line 2: verdict is ''"),
        ([f"apart,{A},{A}"], r"line 2: names one document twice"),
        ([f"apart,{A}"], r"line 2: joined_to is ''"),
        ([f"apart,{A},plan.pdf"], r"line 2: joined_to is 'plan.pdf', no document_id"),
        ([f"apart,{A},{B},{C}"], r"line 2: has 4 cells under 3 columns"),
        ([f"together,{A},{B}", "", f"together,{B},{C}", f"apart,{A},{C}"], r"line 5: keeps apart what other lines put together"),
        ([f'apart,"{A},{B}'], r"no line of CSV"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, rows: list[str], said: str) -> None:
    with pytest.raises(Misuse, match=said):
        read(lines(tmp_path, *rows))


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("document_id,joined_to", "line 1: has no column verdict"),
        ("", "line 1: has no column verdict"),
        ("verdict,document_id,joined_to,colour", "knows no column 'colour'"),
        ("verdict,verdict,document_id,joined_to", "names the column verdict twice"),
    ],
)
def test_a_bad_header_is_told(tmp_path: Path, header: str, said: str) -> None:
    with pytest.raises(Misuse, match=said):
        read(lines(tmp_path, header=header))


def test_a_file_that_cannot_be_read_is_told_before_any_work(tmp_path: Path, plain_options: Options) -> None:
    (tmp_path / "one.txt").write_text("Một", encoding="utf-8")
    with pytest.raises(Misuse, match="nowhere.csv: cannot be read"):
        run([tmp_path / "one.txt"], tmp_path / "out", options=replace(plain_options, corrections=str(tmp_path / "nowhere.csv")))
    (tmp_path / "utf16.csv").write_bytes("verdict".encode("utf-16"))
    with pytest.raises(Misuse, match="is not UTF-8"):
        read(tmp_path / "utf16.csv")
    assert not (tmp_path / "out").exists()


def test_the_command_says_which_line_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Một", encoding="utf-8")
    path = lines(tmp_path, "asunder,1,2")
    command = [sys.executable, "-m", "pipeline.cli", "extract", "one.txt", "--out", "out", "--corrections", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False, env=environment)
    assert done.returncode == 2
    assert done.stderr.startswith(f"thidua: {path}, line 2: verdict is 'asunder'")
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()
