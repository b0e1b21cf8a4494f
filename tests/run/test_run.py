"""The main job: every input is accounted for, and none costs another its rows."""

from __future__ import annotations

import csv
import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.misuse import Defect, Misuse
from pipeline.outcome import Outcome
from pipeline.run import Options, run


def table(out: Path, name: str) -> list[dict[str, str]]:
    with (out / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def files(at: Path, **texts: str) -> Path:
    at.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (at / f"{name}.txt").write_text(text, encoding="utf-8")
    return at


def codes(out: Path) -> dict[str, str]:
    return {Path(row["source"]).stem: f"{row['severity']} {row['code']}" for row in table(out, "problems")}


def test_a_folder_becomes_tables(tmp_path: Path, plain_options: Options) -> None:
    source = files(tmp_path / "in", one="Chỉ thị\nđạt 4,5%", two="Kế hoạch")
    summary = run([source], tmp_path / "out", options=plain_options)
    assert [Path(row["source"]).name for row in sorted(table(tmp_path / "out", "documents"), key=lambda r: r["source"])] == [
        "one.txt",
        "two.txt",
    ]
    assert [row["value_min"] for row in table(tmp_path / "out", "targets")] == ["4.5"] * 3
    assert summary.rows["targets"] == 3
    assert (summary.inputs, summary.errors, summary.notes) == (2, 0, 0)
    for row in table(tmp_path / "out", "directives"):
        text = (tmp_path / "out" / "texts" / f"{row['document_id']}.txt").read_text(encoding="utf-8")
        assert row["quote"] == text[int(row["start"]) : int(row["end"])]


def test_the_order_of_inputs_does_not_show(tmp_path: Path, plain_options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    source = files(tmp_path / "in", **{f"n{i:02}": f"Văn bản {i // 2}\nđạt {i // 2}%" for i in range(20)})
    paths = [path.relative_to(tmp_path) for path in source.iterdir()]
    random.Random(1).shuffle(paths)
    run(paths, "one", options=replace(plain_options, jobs=1))
    run(reversed(paths), "two", options=replace(plain_options, jobs=2))
    run(["in"], "three", options=plain_options)
    assert contents(tmp_path / "one") == contents(tmp_path / "two") == contents(tmp_path / "three")


def test_sources_are_named_as_typed(tmp_path: Path, plain_options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files(tmp_path / "in" / "deep", one="Một")
    files(tmp_path / "in", two="Hai")
    files(tmp_path, three="Ba")
    run(["in/", "./three.txt", "in/two.txt"], "out", options=plain_options)
    assert sorted(row["source"] for row in table(tmp_path / "out", "documents")) == ["in/deep/one.txt", "in/two.txt", "three.txt"]


def test_globs_are_read_by_us_where_the_shell_does_not(tmp_path: Path, plain_options: Options) -> None:
    files(tmp_path / "in" / "deep", a1="Một", b1="Hai")
    run([f"{tmp_path}/in/**/a*.txt"], tmp_path / "out", options=plain_options)
    assert [Path(row["source"]).name for row in table(tmp_path / "out", "documents")] == ["a1.txt"]


def test_a_file_whose_name_looks_like_a_glob_is_a_file(tmp_path: Path, plain_options: Options) -> None:
    files(tmp_path, **{"a[1]": "Một", "a1": "Hai"})
    run([tmp_path / "a[1].txt"], tmp_path / "out", options=plain_options)
    assert [row["title"] for row in table(tmp_path / "out", "documents")] == ["Một"]


def test_what_goes_wrong_costs_one_document_each(tmp_path: Path, plain_options: Options) -> None:
    source = files(
        tmp_path / "in",
        a="Một",
        b="BROKEN file",
        c="CRASH now",
        d="HANG for ever",
        e="UNJOINABLE",
        f="Hai",
        g="Một",
    )
    summary = run([source], tmp_path / "out", options=replace(plain_options, timeout=1.5))
    assert codes(tmp_path / "out") == {
        "b": "error broken",
        "c": "error crash",
        "d": "error timeout",
        "e": "error defect",
        "g": "note duplicate",
    }
    assert sorted(row["title"] for row in table(tmp_path / "out", "documents")) == ["Hai", "Một"]
    assert summary.rows["documents"] + summary.errors + summary.notes == summary.inputs == 7
    assert {path.stem for path in (tmp_path / "out" / "texts").iterdir()} == {
        r["document_id"] for r in table(tmp_path / "out", "documents")
    }


def test_a_process_that_falls_over_old_sins_is_given_another_chance(tmp_path: Path, plain_options: Options) -> None:
    source = files(tmp_path / "in", **{f"n{i}": f"Văn bản {i}" for i in range(5)}, z="CRASH at last")
    seen: list[Outcome] = []
    summary = run([source], tmp_path / "out", options=replace(plain_options, jobs=1), advanced=seen.append)
    assert summary.rows["documents"] == 5
    assert [outcome.source for outcome in seen if not outcome.done] == [str(source / "z.txt")]


def test_a_greedy_document_meets_its_limit(tmp_path: Path, plain_options: Options) -> None:
    source = files(tmp_path / "in", a="Một", b="GREEDY file")
    run([source], tmp_path / "out", options=replace(plain_options, memory=2 << 30))
    assert codes(tmp_path / "out")["b"].startswith("error")
    assert [row["title"] for row in table(tmp_path / "out", "documents")] == ["Một"]


def test_files_that_cannot_be_opened_are_errors(tmp_path: Path, plain_options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.jobs.LARGEST", 100)
    source = files(tmp_path / "in", a="Một", large="x" * 101)
    (source / "lost.txt").symlink_to(tmp_path / "nowhere")
    run([source], tmp_path / "out", options=plain_options)
    assert codes(tmp_path / "out") == {"large": "error too-large", "lost": "error unreadable-file"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_entered_is_an_error(tmp_path: Path, plain_options: Options) -> None:
    files(tmp_path / "in", a="Một")
    (tmp_path / "in" / "closed").mkdir(mode=0)
    summary = run([tmp_path / "in"], tmp_path / "out", options=plain_options)
    assert summary.errors == 1
    assert codes(tmp_path / "out") == {"closed": "error unreadable-folder"}


def test_a_file_name_that_is_no_text_is_no_obstacle(tmp_path: Path, plain_options: Options) -> None:
    (tmp_path / "in").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/k\xff.txt")).write_text("Một", encoding="utf-8")
    run([tmp_path / "in"], tmp_path / "out", options=plain_options)
    assert [Path(row["source"]).name for row in table(tmp_path / "out", "documents")] == ["k\ufffd.txt"]


def test_hidden_files_and_the_output_itself_are_no_inputs(tmp_path: Path, plain_options: Options) -> None:
    files(tmp_path / "in", a="Một", **{".hidden": "Hai"})
    files(tmp_path / "in" / ".git", b="Ba")
    first = run([tmp_path / "in"], tmp_path / "in" / "out", options=plain_options)
    again = run([tmp_path / "in"], tmp_path / "in" / "out", options=plain_options)
    assert first == again
    assert again.inputs == 1


def test_links_that_lead_in_circles_are_followed_once(tmp_path: Path, plain_options: Options) -> None:
    files(tmp_path / "in" / "deep", a="Một")
    (tmp_path / "in" / "deep" / "round").symlink_to(tmp_path / "in")
    assert run([tmp_path / "in"], tmp_path / "out", options=plain_options).inputs == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [("missing", "no such file"), ("*.pdf", "matches no file"), ("empty", "no files to read"), ("", "is empty")],
)
def test_calls_that_cannot_succeed(
    tmp_path: Path, given: str, said: str, plain_options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(Misuse, match=said):
        run([given], "out", options=plain_options)
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_beside_a_full_one_is_a_warning(tmp_path: Path, plain_options: Options) -> None:
    (tmp_path / "empty").mkdir()
    summary = run([tmp_path / "empty", files(tmp_path / "in", a="Một")], tmp_path / "out", options=plain_options)
    assert summary.problems == {("warning", "empty-folder"): 1}
    assert summary.errors == 0


def test_facts_below_a_confidence_are_left_out(tmp_path: Path, plain_options: Options) -> None:
    source = files(tmp_path / "in", a="Một")
    summary = run([source], tmp_path / "out", options=replace(plain_options, min_confidence=0.8))
    assert (summary.rows["targets"], summary.rows["directives"]) == (0, 1)


def test_processes_that_cannot_start_are_one_line(tmp_path: Path, plain_options: Options) -> None:
    source = files(tmp_path / "in", a="Một")
    with pytest.raises(Defect, match="cannot start: ModuleNotFoundError"):
        run([source], tmp_path / "out", options=replace(plain_options, step="no.such:step"))
    assert not (tmp_path / "out").exists()


def test_reading_in_this_process_gives_the_same(tmp_path: Path, plain_options: Options) -> None:
    source = files(tmp_path / "in", a="Một", b="Hai")
    run([source], tmp_path / "apart", options=plain_options)
    run([source], tmp_path / "here", options=replace(plain_options, jobs=0))
    assert contents(tmp_path / "apart") == contents(tmp_path / "here")
