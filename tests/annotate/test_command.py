"""``thidua export`` and ``thidua import`` as a person meets them: files, exit status, one-line errors, nothing half written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from extractors.facts import FACTS
from pipeline.annotate import delivery, labelstudio
from pipeline.annotate.delivery import write_archive, write_file, write_folder
from pipeline.annotate.formats import export
from pipeline.annotate.kinds import FORMATS
from pipeline.cli import main
from pipeline.evaluate import measure
from pipeline.misuse import Misuse
from pipeline.publish.texts import TEXTS
from pipeline.run import Options, run
from tests.annotate.making import PLAN, accept, at, plan_output, tasks_of, write_output
from tests.cli.test_command import thidua

CORPUS = Path(__file__).parents[2] / "corpus" / "announcements"
SOME = (
    "cao-bang-bien-gioi-biet-chu-tin.txt", "dak-nong-moi-nong-ho-mot-ma-vuon-cong-van.html", "yen-bai-tinh-doan-ke-hoach.docx",
    "tien-giang-an-toan-giao-thong-ke-hoach.pdf",
)  # fmt: skip


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return plan_output(tmp_path / "out")


class Done(NamedTuple):
    """What came of a command."""

    returncode: int
    stdout: str
    stderr: str


class Here:
    """Runs the command in this process, in the folder of the test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch, self.capsys = monkeypatch, capsys

    def __call__(self, *arguments: str, at: Path) -> Done:
        self.monkeypatch.chdir(at)
        self.monkeypatch.setattr(sys, "argv", ["thidua", *arguments])
        with pytest.raises(SystemExit) as left_with:
            main()
        out, err = self.capsys.readouterr()
        code = left_with.value.code
        return Done(code if isinstance(code, int) else 0, out, err)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    return Here(monkeypatch, capsys)


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_there_and_back_is_right_in_every_row(tmp_path: Path) -> None:
    """Real documents are extracted, exported, accepted as they are, imported, and measured against the same output."""
    run([CORPUS / name for name in SOME], tmp_path / "tables", options=Options(jobs=1))
    done = thidua("export", "tables", "--to", "labelstudio", at=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    tasks = json.loads((tmp_path / "tables-labelstudio" / "tasks.json").read_text(encoding="utf-8"))
    (tmp_path / "back.json").write_text(json.dumps(accept(tasks)), encoding="utf-8")
    done = thidua("import", "back.json", "--against", "tables", at=tmp_path)
    assert (done.returncode, done.stdout) == (0, "4 gold files: back-gold\n")
    done = thidua("evaluate", "tables", "back-gold", "--json", "scores.json", at=tmp_path)
    assert done.returncode == 0
    scores: dict[str, Any] = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))
    for table in FACTS:
        assert (scores["sets"][table]["f1"], scores["sets"][table]["right"] > 10) == (1.0, True), table
    assert (scores["document_fields"], scores["campaign_fields"], scores["missing"]) == (1.0, 1.0, 0)


def test_a_correction_shows_in_the_measure(tmp_path: Path, here: Here, out: Path) -> None:
    tasks = accept(tasks_of(out))
    for result in tasks[0]["annotations"][0]["result"]:
        if result["from_name"] == "awards_award_code":
            result["value"]["choices"] = ["bang_khen"]
    (tmp_path / "back.json").write_text(json.dumps(tasks), encoding="utf-8")
    assert here("import", "back.json", "--out", "gold", at=tmp_path).returncode == 0
    found = measure(out, tmp_path / "gold").sets["awards"]
    assert (found.right, found.false, found.missed) == (2, 1, 1)


@pytest.mark.parametrize("to", FORMATS)
def test_every_format_has_its_own_place(tmp_path: Path, here: Here, out: Path, to: str) -> None:
    done = here("export", "out", "--to", to, at=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"2 documents, 9 facts: out{FORMATS[to].ending}\n")
    assert left(tmp_path) == sorted(["out", f"out{FORMATS[to].ending}"])
    told = "1 facts stand nowhere in the text" in done.stdout
    assert told == (to in ("conll", "brat"))


def test_help_names_every_format(tmp_path: Path, here: Here) -> None:
    done = here("export", "--help", at=tmp_path)
    assert all(name in done.stdout for name in FORMATS) and "thidua export tables --to" in done.stdout
    assert "thidua import" in here("import", "--help", at=tmp_path).stdout


def test_only_some_tables(out: Path) -> None:
    target, tally = export(out, "jsonl", only=["awards", "dates"])
    found = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert {a["label"] for line in found for a in line["annotations"]} == {"awards", "dates"} and tally.facts == 5


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["out", "--to", "xml"], "--to xml: is no format that thidua writes; give one of spacy, jsonl, conll, labelstudio, brat"),
        (["out", "--to", "jsonl", "--only", "prizes"], "--only prizes: is no table of facts"),
        (["out", "--to", "conll", "--only", "document"], "leaves no facts for conll"),
        (["in", "--to", "jsonl"], "in: is no output of thidua; give a folder that thidua extract wrote"),
        (["nowhere", "--to", "jsonl"], "nowhere: is no output of thidua"),
        (["out", "--to", "jsonl", "--out", "in"], "in: is a folder; name a file with --out"),
        (["out", "--to", "brat", "--out", "in"], "in: holds files already"),
        (["out", "--to", "brat", "--out", "in/a"], "in/a: is a file; name a new folder"),
        (["out", "--to", "jsonl", "--out", "in/a/b"], "in/a/b: cannot be written"),
        (["out", "--to", "jsonl", "--out", "out/x.jsonl"], "lies in the output itself"),
        (["out"], "thidua export --help"),
        (["out", "--to", "labelstudio", "--only", "targets,awards"], "--only targets,awards: is no table of facts"),
    ],
)
def test_called_wrongly(tmp_path: Path, here: Here, out: Path, arguments: list[str], said: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_text("mine")
    done = here("export", *arguments, at=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr and done.stderr.count("\n") == 1
    assert left(tmp_path) == ["in", "out"] and left(tmp_path / "in") == ["a"]


def test_texts_that_are_not_those_of_the_tables(tmp_path: Path, here: Here, out: Path) -> None:
    for path in (out / TEXTS).iterdir():
        path.write_text("khác", encoding="utf-8")
    done = here("export", "out", "--to", "jsonl", at=tmp_path)
    assert done.returncode == 2 and "is not the text that" in done.stderr
    next((out / TEXTS).iterdir()).unlink()
    done = here("export", "out", "--to", "brat", at=tmp_path)
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert left(tmp_path) == ["out"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_place_one_may_not_write_to(tmp_path: Path, out: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    for to in FORMATS:
        with pytest.raises(Misuse, match="cannot be written"):
            export(out, to, tmp_path / "closed" / "x")


@pytest.mark.parametrize("write", [write_file, write_archive, write_folder])
def test_what_breaks_half_way_leaves_nothing(tmp_path: Path, write: Any) -> None:
    def pieces() -> Any:
        yield "a", b"begun"
        raise Misuse("broken")

    with pytest.raises(Misuse, match="broken"):
        write(tmp_path / "deep" / "target", pieces())
    assert left(tmp_path) == []


def test_an_older_file_stays_when_the_new_one_breaks(tmp_path: Path) -> None:
    write_file(tmp_path / "x", [("", b"old")])

    def pieces() -> Any:
        yield "", b"new"
        raise OSError(28, "No space left on device")

    with pytest.raises(Misuse, match="No space left on device"):
        write_file(tmp_path / "x", pieces())
    assert (tmp_path / "x").read_bytes() == b"old" and left(tmp_path) == ["x"]


def test_gold_is_added_all_or_none(tmp_path: Path) -> None:
    delivery.add_files(tmp_path / "gold", {"a.json": b"1"})
    with pytest.raises(Misuse, match=r"a\.json: is there already and differs"):
        delivery.add_files(tmp_path / "gold", {"0.json": b"0", "a.json": b"2"})
    assert left(tmp_path / "gold") == ["a.json"]
    delivery.add_files(tmp_path / "gold", {"a.json": b"1", "b.json": b"3"})
    delivery.add_files(tmp_path / "gold", {"a.json": b"2"}, replace=True)
    assert {p.name: p.read_bytes() for p in (tmp_path / "gold").iterdir()} == {"a.json": b"2", "b.json": b"3"}
    assert left(tmp_path) == ["gold"]


def test_some_of_a_file_can_be_imported(tmp_path: Path, here: Here, out: Path) -> None:
    tasks = accept(tasks_of(out))
    tasks[0]["annotations"] = []
    (tmp_path / "back.json").write_text(json.dumps(tasks), encoding="utf-8")
    done = here("import", "back.json", at=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == "left out: in/news.html: is not annotated yet\n1 gold files: back-gold\n"
    assert left(tmp_path / "back-gold") == ["plan.json"]


@pytest.mark.parametrize(
    ("content", "arguments", "said"),
    [
        (None, [], "back.json: cannot be read (No such file or directory)"),
        ("{", [], "back.json: is no JSON"),
        ('[{"text": "a", "label": []}]', [], "back.json: holds no task that thidua made"),
        ("tasks", [], "back.json: nothing in it can become gold: in/news.html: is not annotated yet (and 1 more)"),
        ("accepted", ["--annotator", "lan"], "in/news.html: nothing by lan; annotated by 1 (and 1 more)"),
        ("accepted", ["--against", "nowhere"], "nowhere: is no output of thidua"),
        ("accepted", ["--out", "back.json"], "back.json: is a file; name a folder"),
        ("accepted", ["--split", " "], "--split: is empty"),
    ],
)
def test_a_file_that_cannot_be_imported(
    tmp_path: Path, here: Here, out: Path, content: str | None, arguments: list[str], said: str
) -> None:
    made = {"tasks": tasks_of(out), "accepted": accept(tasks_of(out))}
    if content is not None:
        (tmp_path / "back.json").write_text(json.dumps(made[content]) if content in made else content, encoding="utf-8")
    before = left(tmp_path)
    done = here("import", "back.json", *arguments, at=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr and done.stderr.count("\n") == 1
    assert left(tmp_path) == before


def test_documents_of_one_name_get_gold_files_of_their_own(tmp_path: Path, here: Here) -> None:
    out = write_output(tmp_path / "out", [("a/x.txt", PLAN, []), ("b/x.txt", PLAN + "2", [])])
    (tmp_path / "back.json").write_text(json.dumps(accept(tasks_of(out))), encoding="utf-8")
    done = here("import", "back.json", at=tmp_path)
    assert done.returncode == 0 and done.stdout.count("note: ") == 2
    assert len(left(tmp_path / "back-gold")) == 2


def test_the_same_tables_give_the_same_bytes(tmp_path: Path, out: Path) -> None:
    for name in ("one", "two"):
        for to in FORMATS:
            export(out, to, tmp_path / name / to)
    compared = subprocess.run(["diff", "-r", "one", "two"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (compared.returncode, compared.stdout) == (0, "")


def test_a_document_without_any_letters(tmp_path: Path) -> None:
    out = write_output(tmp_path / "out", [("a.txt", "", []), ("b.txt", " \n\n", []), ("c.txt", "x", [])])
    for to in FORMATS:
        _, tally = export(out, to)
        assert (tally.documents, tally.facts) == (3, 0)


def test_an_output_without_documents(tmp_path: Path) -> None:
    out = write_output(tmp_path / "out", [])
    for to in FORMATS:
        assert export(out, to)[1].documents == 0
    assert json.loads((tmp_path / "out-labelstudio" / labelstudio.TASKS).read_bytes()) == []


def test_a_fact_may_have_any_columns_value(tmp_path: Path) -> None:
    """Values with line ends, tabs, quotes and the signs of each format stay what they are."""
    from extractors.facts import Award

    nasty = 'a\tb\nc; "d", <e> | =f #1 💩'
    out = write_output(tmp_path / "out", [("a.txt", PLAN, [Award(**at(PLAN, "Bằng khen"), award_code="bang_khen", grantor=nasty)])])
    target, _ = export(out, "jsonl")
    assert json.loads(target.read_text(encoding="utf-8"))["annotations"][0]["attributes"]["grantor"] == nasty
    folder, _ = export(out, "brat")
    assert len((folder / "a.ann").read_text(encoding="utf-8").splitlines()) == 3
