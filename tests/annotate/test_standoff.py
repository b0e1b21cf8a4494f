"""JSON Lines and brat, read back as their readers do."""

from __future__ import annotations

import codecs
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from pipeline.annotate import brat, jsonl
from pipeline.annotate.formats import export
from pipeline.annotate.reading import Annotated, Output
from tests.annotate.making import PLAN, annotated, plan_facts, plan_output, texts_with_spans, write_output


def test_a_line_holds_a_document(tmp_path: Path) -> None:
    target, tally = export(plan_output(tmp_path / "out"), "jsonl")
    news, plan = map(json.loads, target.read_text(encoding="utf-8").splitlines())
    assert (news["source"], plan["text"], plan["metadata"]["province_code"]) == ("in/news.html", PLAN, "01")
    assert plan["campaign"]["start_from"] == "2024-01-01"
    award = next(a for a in plan["annotations"] if a["id"] == "awards-2")
    assert plan["text"][award["start"] : award["end"]] == award["text"]
    assert (award["attributes"]["award_code"], award["attributes"]["method"]) == ("co_thi_dua", "by-hand")
    assert (tally.documents, tally.facts) == (2, 9)


def test_apostrophes_of_a_spreadsheet_output_are_not_exported(tmp_path: Path) -> None:
    target, _ = export(plan_output(tmp_path / "out", excel=True), "jsonl")
    assert json.loads(target.read_text(encoding="utf-8").splitlines()[0])["metadata"]["title"] == "=Kế hoạch 💻"


@settings(deadline=None)
@given(texts_with_spans())
def test_any_text_comes_back_from_json(case: tuple[str, list[tuple[int, int]]]) -> None:
    given_document = annotated(*case)
    line = json.dumps(jsonl.record(given_document), ensure_ascii=False)
    assert "\n" not in line
    read = json.loads(line.encode().decode())
    assert read["text"] == given_document.text
    assert [read["text"][a["start"] : a["end"]] for a in read["annotations"]] == [mark.quote for mark in given_document.marks]


def brat_reads(text: str, standoff: str) -> dict[str, str]:
    """Text-bound annotations by identifier as brat checks them: line by line, each fragment against the text."""
    found = {}
    # brat reads through `codecs`, which ends a line at every sign that Unicode calls a line end.
    for line in codecs.getreader("utf-8")(io.BytesIO(standoff.encode())):
        match = re.fullmatch(r"(T\d+)\t(\w+) (\d+ \d+(?:;\d+ \d+)*)\t([^\t]*)\n", line)
        if line.startswith("T"):
            assert match, line
            pieces = [text[int(a) : int(b)] for a, b in (pair.split() for pair in match[3].split(";"))]
            assert " ".join(pieces) == match[4]
            found[match[1]] = "".join(pieces)
        else:
            assert re.fullmatch(r"A\d+\t\w+ T\d+ \w+\n|#\d+\tAnnotatorNotes T\d+\t[^\t\n]*\n", line), line
    return found


@settings(deadline=None)
@given(texts_with_spans())
def test_any_text_comes_back_from_brat(case: tuple[str, list[tuple[int, int]]]) -> None:
    given_document = annotated(*case)
    standoff, placed = brat.standoff(given_document)
    read = brat_reads(given_document.text, standoff)
    assert placed == len(read) == len(given_document.marks)
    assert ["".join(words.split()) for words in read.values()] == ["".join(m.quote.split()) for m in given_document.marks]


def test_a_fact_over_two_lines_is_in_fragments(tmp_path: Path) -> None:
    _, plan = Output(plan_output(tmp_path / "out"))
    standoff, placed = brat.standoff(plan)
    start = PLAN.index("ngày\n30")
    assert f"dates {start} {start + 4};{start + 5} {start + 14}\tngày 30/6/2024\n" in standoff
    assert placed == 7, "the day without a place is not among them"


def test_the_configuration_knows_every_type_attribute_and_value(tmp_path: Path) -> None:
    target, _ = export(plan_output(tmp_path / "out"), "brat")
    known = {
        match[1]: (match[2], match[3].split("|"))
        for match in re.finditer(r"^(\w+)\tArg:(\w+), Value:(\S+)$", (target / "annotation.conf").read_text(encoding="utf-8"), re.M)
    }
    lines = (target / "plan.ann").read_text(encoding="utf-8").splitlines()
    types = {line.split()[0]: line.split()[1] for line in lines if line.startswith("T")}
    attributes = [line.split("\t")[1].split() for line in lines if line.startswith("A")]
    assert len(attributes) > 10
    for name, target_id, value in attributes:
        assert known[name][0] == types[target_id] and value in known[name][1]
    assert sorted(path.name for path in target.iterdir()) == [
        "annotation.conf", "news.ann", "news.txt", "plan.ann", "plan.txt", "visual.conf",
    ]  # fmt: skip


def test_an_archive_holds_the_same_files_and_is_the_same_each_time(tmp_path: Path) -> None:
    out = plan_output(tmp_path / "out")
    folder, _ = export(out, "brat")
    for name in ("a.zip", "b.zip"):
        export(out, "brat", tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {p.name: p.read_bytes() for p in folder.iterdir()}


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        (["a/Kế hoạch 5.pdf"], {"Ke-hoach-5"}),
        (["a/x.pdf", "b/X.html"], {"x-0", "X-1"}),
        (["https://tinh.gov.vn/tin/..%2F..%2Fetc?id=1", "../../con.txt"], {"etc", "con-"}),
        (["💩.txt", "…"], {"0", "1"}),
    ],
)
def test_names_of_files_are_safe_and_unlike(sources: list[str], names: set[str]) -> None:
    from pipeline.annotate.naming import file_names

    assert set(file_names({str(i): source for i, source in enumerate(sources)}, ascii_only=True).values()) == names


def test_documents_are_in_the_order_of_their_sources(tmp_path: Path) -> None:
    documents = [(f"{name}.txt", PLAN, plan_facts()) for name in "cab"]
    one = write_output(tmp_path / "one", documents)
    other = write_output(tmp_path / "other", documents[::-1])
    written: list[Annotated] = list(Output(one))
    assert [document.source for document in written] == ["a.txt", "b.txt", "c.txt"]
    for to in ("jsonl", "conll", "spacy"):
        first, _ = export(one, to)
        second, _ = export(other, to)
        assert first.read_bytes() == second.read_bytes(), to
