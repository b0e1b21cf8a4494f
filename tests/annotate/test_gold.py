"""Whose annotation becomes gold, what of it can, and what is named and left out."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.annotate import labelstudio
from pipeline.annotate.bring import bring
from pipeline.annotate.controls import KEYS
from pipeline.annotate.corrections import corrections
from pipeline.annotate.gold import gold_of
from pipeline.misuse import Misuse
from tests.annotate.making import PLAN, accept, annotated, brought, plan_output, results, shorten, tasks_of, write_output

Tasks = list[dict[str, Any]]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return plan_output(tmp_path / "out")


@pytest.fixture
def accepted(out: Path) -> Tasks:
    return accept(tasks_of(out))


# Whose work


def entry(number: int, **more: Any) -> dict[str, Any]:
    when = f"2026-11-2{number}T08:00:00Z"
    return {"id": number, "was_cancelled": False, "completed_by": number, "updated_at": when, "result": [], **more}


@pytest.mark.parametrize(
    ("entries", "annotator", "taken"),
    [
        ([entry(1), entry(3), entry(2)], None, "3"),
        ([entry(1, ground_truth=True), entry(2)], None, "1"),
        ([entry(1), entry(2, was_cancelled=True)], None, "1"),
        ([entry(1), entry(2)], "1", "1"),
        ([entry(1, completed_by={"id": 7, "email": "lan@example.org"}), entry(2)], "lan@example.org", "lan@example.org 7"),
        ([entry(1, updated_at="2026-11-22T08:00:00Z"), entry(2)], None, "2"),
    ],
)
def test_of_several_annotations_one_is_taken(
    tmp_path: Path, accepted: Tasks, entries: list[dict[str, Any]], annotator: str | None, taken: str
) -> None:
    accepted[0]["annotations"] = entries
    path = tmp_path / "export.json"
    path.write_text(json.dumps(accepted[:1]), encoding="utf-8")
    found = corrections(path, annotator)
    assert [annotation.annotator for annotation in found.taken] == [taken]
    done = [e for e in entries if not e["was_cancelled"]]
    assert bool(found.notes) == (len(done) > 1 and annotator is None)


def test_completions_of_old_versions(tmp_path: Path, accepted: Tasks) -> None:
    for task in accepted:
        task["completions"] = task.pop("annotations")
    done, gold = brought(tmp_path, accepted)
    assert done.left_out == [] and len(gold) == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t["annotations"].clear(), "in/news.html: is not annotated yet"),
        (lambda t: t["annotations"][0].update(was_cancelled=True), "in/news.html: was skipped"),
        (lambda t: t["data"].update(text="khác"), "in/news.html: its text was changed after the export"),
        (lambda t: t["data"].pop("document_id"), "task 1: was not made by thidua"),
        (lambda t: t["data"].update(text=3), "task 1: was not made by thidua"),
        (lambda t: t["data"].update(document_id="../x"), "task 1: was not made by thidua"),
        (lambda t: t["data"].update(document_source="\ud83d.txt"), "task 1: was not made by thidua"),
    ],
)
def test_a_document_that_cannot_be_used_is_named(tmp_path: Path, accepted: Tasks, change: Any, said: str) -> None:
    change(accepted[0])
    done, gold = brought(tmp_path, accepted)
    assert len(done.left_out) == 1 and done.left_out[0].startswith(said)
    assert list(gold) == ["plan"]


def test_a_text_that_has_changed_since(tmp_path: Path, accepted: Tasks) -> None:
    other = write_output(tmp_path / "other", [("in/plan.txt", PLAN.replace("90%", "95%"), [])])
    path = tmp_path / "export.json"
    path.write_text(json.dumps(accepted), encoding="utf-8")
    with pytest.raises(Misuse, match=r"news\.html: is not in .*other.*and 1 more"):
        bring(path, tmp_path / "gold", against=other)
    assert not (tmp_path / "gold").exists()


def test_a_document_in_two_tasks_is_no_alarm(tmp_path: Path, accepted: Tasks) -> None:
    again = copy.deepcopy(accepted)
    for task in again:
        task["annotations"] = []
    done, gold = brought(tmp_path, again + accepted)
    assert done.left_out == [] and len(gold) == 2


# What cannot be a row


def first(control: str, **value: Any) -> Any:
    return lambda tasks: results(tasks, "plan.txt", control)[0]["value"].update(value)


def without(control: str) -> Any:
    def change(tasks: Tasks) -> None:
        task = next(t for t in tasks if t["data"]["document_source"] == "in/plan.txt")
        entries = task["annotations"][0]["result"]
        entries.remove(next(r for r in entries if r["from_name"] == control))

    return change


@pytest.mark.parametrize(
    ("change", "table", "said"),
    [
        (first("targets_value_min", text=["4,5"]), "targets", "“90% hồ sơ trực t” at 76: value_min: '4,5' is no plain number"),
        (first("targets_value_min", text=["91"]), "targets", "value_min 91 is after value_max 90"),
        (first("targets_deadline", text=["30/6/2024"]), "targets", "deadline: '30/6/2024' is no day"),
        (first("targets_indicator", text=["hộ \ud83d"]), "targets", "indicator: holds half a character"),
        (first("dates_date_from", text=["2024-02-30"]), "dates", "date_from: '2024-02-30' is no day"),
        (first("awards_award_code", choices=["giai_nobel"]), "awards", "award_code: 'giai_nobel' is not in the list"),
        (first("awards_award_code", choices=["bang_khen", "giay_khen"]), "awards", "award_code: has 2 answers"),
        (first("document_province_code", text=["Hà Nội"]), "document", "province_code: 'Hà Nội' is no province code"),
        (first("fact", text="khác hẳn"), "directives", "the words marked at"),
        (first("fact", start="1"), "directives", "the words marked at 1"),
        (without("awards_award_code"), "awards", "award_code is not said"),
        (without("directives_number"), "directives", "number or title is not said"),
        (first("unplaced", text=['{"table": "dates", "role": "x"}']), "dates", "role: 'x' is not in the list"),
        (first("unplaced", text=['{"table": "dates", "rolle": "x"}']), "dates", "rolle is no column"),
    ],
)
def test_a_table_with_what_cannot_be_read_is_left_out(tmp_path: Path, accepted: Tasks, change: Any, table: str, said: str) -> None:
    change(accepted)
    done, gold = brought(tmp_path, accepted)
    [line] = done.left_out
    assert line.startswith(f"in/plan.txt: {table}: ") and said in line
    assert set(KEYS) - set(gold["plan"]) == {table}, "the other tables are gold"


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ({"from_name": "mood", "type": "choices", "value": {"choices": ["good"]}}, "mood is no question of thidua's"),
        ({"from_name": "a\nb\x1b[2J\ud800", "type": "choices", "value": {}}, "a\ufffdb\ufffd[2J\ufffd is no question of thidua's"),
        ({"type": "relation", "from_id": "a", "to_id": "b"}, "relation is no question"),
        ({"id": "z", "from_name": "fact", "value": {"start": 0, "end": 2, "labels": ["Person"]}}, "the label Person is none of"),
        ({"id": "z", "from_name": "fact", "value": None}, "the label (none) is none of"),
        ({"from_name": "unplaced", "value": {"text": ["ngày 5"]}}, "“ngày 5” is no fact as JSON"),
    ],
)
def test_what_is_not_ours_is_named_and_the_rest_is_gold(tmp_path: Path, accepted: Tasks, result: dict[str, Any], said: str) -> None:
    accepted[0]["annotations"][0]["result"].append(result)
    done, gold = brought(tmp_path, accepted)
    assert len(done.left_out) == 1 and said in done.left_out[0]
    assert set(gold["news"]) == {"source", *KEYS}


# JSON-MIN


def test_json_min_is_gold_where_it_tells_what_belongs_together(tmp_path: Path, accepted: Tasks) -> None:
    _, full = brought(tmp_path, accepted)
    done, short = brought(tmp_path, shorten(accepted))
    assert {key: value for key, value in short["plan"].items() if key != "awards"} == {
        key: value for key, value in full["plan"].items() if key != "awards"
    }
    assert short["plan"]["awards"] == full["plan"]["awards"] and done.left_out == []


def test_json_min_that_does_not_tell_is_left_out(tmp_path: Path, accepted: Tasks) -> None:
    without("awards_grantor_code")(accepted)
    without("awards_grantor")(accepted)
    done, gold = brought(tmp_path, shorten(accepted))
    assert "awards" not in gold["plan"]
    assert done.left_out == ["in/plan.txt: awards (grantor_code): JSON-MIN does not tell which region has which; export as JSON"]


def test_json_min_leaves_out_single_columns_too(tmp_path: Path, accepted: Tasks) -> None:
    without("awards_grantor")(accepted)
    done, gold = brought(tmp_path, shorten(accepted))
    assert done.left_out == ["in/plan.txt: awards.grantor: JSON-MIN does not tell which region has which; export as JSON"]
    assert [set(row) & {"grantor", "grantor_code"} for row in gold["plan"]["awards"]] == [{"grantor_code"}] * 2


# Files that are none


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is no JSON"),
        (b"\xff\xfe\x00", "is no JSON in UTF-8"),
        (b"[" * 100_000, "is no JSON"),
        (b"[]", "holds no task that thidua made"),
        (b"3", "holds no task that thidua made"),
        (b'{"openapi": "3.0"}', "holds no task that thidua made"),
        (b'[{"text": "a", "label": [[0, 1, "X"]]}]', "holds no task that thidua made"),
        (b'[{"id": 1, "data": {"text": "a"}, "annotations": []}]', "holds no task that thidua made"),
        (b'[{"id": 1, "data": {"text": null}, "annotations": 7}, null, [], 3]', "holds no task that thidua made"),
    ],
)
def test_a_file_that_is_no_export(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "export.json"
    path.write_bytes(content)
    with pytest.raises(Misuse, match=said) as raised:
        bring(path, tmp_path / "gold")
    assert str(path) in str(raised.value) and "\n" not in str(raised.value)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["export.json"]


@pytest.mark.parametrize("junk", [None, 3, "x", [], {}, [None], [{"from_name": 3, "value": {"text": {}}}], [{"value": []}]])
def test_odd_results_are_no_crash(tmp_path: Path, accepted: Tasks, junk: Any) -> None:
    accepted[0]["annotations"][0]["result"] = junk
    accepted[0]["annotations"].append(None)
    _, gold = brought(tmp_path, accepted)
    assert "plan" in gold


def test_gold_of_an_untouched_annotation_needs_no_file() -> None:
    document = annotated("Không có gì.", [])
    from pipeline.annotate.corrections import _annotations

    [task] = accept([labelstudio.task(document, ["awards"])])
    [annotation] = _annotations(task, task["data"])
    assert gold_of(annotation, "a.txt") == ({"source": "a.txt", "awards": []}, [])
