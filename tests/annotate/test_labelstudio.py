"""Tasks and labelling page for Label Studio, and what comes back as gold."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings

from extractors.codes import code_list
from extractors.facts import FACTS
from pipeline.annotate import labelstudio
from pipeline.annotate.bring import Brought, bring
from pipeline.annotate.controls import KEYS, controls, words
from pipeline.annotate.corrections import corrections
from pipeline.annotate.gold import gold_of
from pipeline.annotate.offsets import CodeUnits
from pipeline.misuse import Misuse
from tests.annotate.making import PLAN, accept, annotated, plan_output, shorten, tasks_of, texts_with_spans, write_output

Tasks = list[dict[str, Any]]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return plan_output(tmp_path / "out")


@pytest.fixture
def accepted(out: Path) -> Tasks:
    return accept(tasks_of(out))


def brought(tmp_path: Path, exported: object, **options: Any) -> tuple[Brought, dict[str, dict[str, Any]]]:
    """What comes of a file with this JSON, and the gold files by their name."""
    path = tmp_path / "export.json"
    path.write_text(json.dumps(exported), encoding="utf-8")
    done = bring(path, tmp_path / "gold", replace=True, **options)
    return done, {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted(done.folder.iterdir())}


def results(tasks: Tasks, name: str, control: str) -> list[dict[str, Any]]:
    """Results of one control in the document of this file name."""
    task = next(t for t in tasks if t["data"]["document_source"].endswith(name))
    return [r for r in task["annotations"][0]["result"] if r["from_name"] == control]


# The labelling page


def test_the_page_asks_for_what_gold_holds() -> None:
    page = Xml.fromstring(labelstudio.config(KEYS))
    assert [label.get("value") for label in page.iter("Label")] == [words(table) for table in FACTS]
    asked = {element.get("name"): element for element in page.iter() if element.tag in ("Choices", "TextArea")}
    for key in KEYS:
        for control in controls(key):
            element = asked[control.name]
            assert (element.tag == "Choices") == bool(control.choices)
            assert (element.get("perRegion") == "true") == (key in FACTS)
    awards = [choice.get("alias") for choice in asked["awards_award_code"]]
    assert awards == list(code_list("awards"))
    assert "Bằng khen · certificate of merit" in [choice.get("value") for choice in asked["awards_award_code"]]


def test_the_page_keeps_clear_of_what_label_studio_misreads() -> None:
    page = Xml.fromstring(labelstudio.config(KEYS))
    for element in page.iter("Choice"):
        for said in (element.get("value"), element.get("alias")):
            assert said not in ("true", "false"), "would become a truth value, and the page would stay empty"
    for element in page.iter("Choices"):
        shown = [choice.get("value") for choice in element]
        assert len(set(shown)) == len(shown), element.get("name")
    assert all("," not in str(label.get("value")) for label in page.iter("Label")), "whenLabelValue is cut at commas"
    data = tasks_of_one()["data"]
    assert "source" not in data, "$source would show the whole task"
    names = {element.get("name") for element in page.iter() if element.tag in ("Labels", "Choices", "TextArea")}
    assert not names & (set(data) | {"id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time"})


def tasks_of_one() -> dict[str, Any]:
    return labelstudio.task(annotated("Tặng 💻 Bằng khen", [(0, 4)]), KEYS)


def test_a_page_for_some_tables_only(out: Path, tmp_path: Path) -> None:
    page = Xml.fromstring(labelstudio.config(["awards"]))
    assert [label.get("value") for label in page.iter("Label")] == [words("awards")]
    done, gold = brought(tmp_path, accept(tasks_of(out, ["awards"])))
    assert done.left_out == []
    assert [set(g) for g in gold.values()] == [{"source", "awards"}] * 2, "what was not asked for is not scored"


# There and back


def test_what_is_accepted_comes_back_as_gold(tmp_path: Path, accepted: Tasks) -> None:
    done, gold = brought(tmp_path, accepted, split="dev")
    assert (done.left_out, done.notes) == ([], [])
    plan = gold["plan"]
    assert (plan["source"], plan["split"], list(plan)) == ("plan.txt", "dev", ["source", "split", *KEYS])
    assert plan["document"]["is_announcement"] is True and plan["document"]["issuer"] is None
    assert plan["campaign"]["name"] == "Thi đua “Chuyển đổi số”"
    assert [row["role"] for row in plan["dates"]] == ["han_chi_tieu", "ban_hanh"], "the day without a place is last"
    assert plan["targets"][0]["value_min"] == 90 and plan["targets"][0]["deadline"] == "2024-06-30"
    assert [row.get("optional") for row in plan["participants"]] == [True, None], "eligible ones need not be found"
    assert [row["award_code"] for row in plan["awards"]] == ["bang_khen", "co_thi_dua"]
    assert gold["news"]["awards"][0]["quantity_min"] == 5


@settings(deadline=None)
@given(texts_with_spans())
def test_offsets_come_back_in_code_points_and_in_code_units(case: tuple[str, list[tuple[int, int]]]) -> None:
    document = annotated(*case)
    [task] = accept([labelstudio.task(document, KEYS)])
    wanted = sorted((mark.table, mark.quote) for mark in document.marks)
    assert quotes(task) == wanted
    # As versions of before 2022 have it: every offset in UTF-16 code units.
    units = CodeUnits(document.text)
    for result in task["annotations"][0]["result"]:
        for name in ("start", "end"):
            if name in result["value"]:
                result["value"][name] = units.unit(result["value"][name])
    got = quotes(task)
    assert [(table, flat(quote)) for table, quote in got] == [(table, flat(quote)) for table, quote in wanted]


def flat(quote: str) -> str:
    return " ".join(quote.split())


def quotes(task: dict[str, Any]) -> list[tuple[str, str]]:
    """Tables and words of all regions as they are read back."""
    from pipeline.annotate.corrections import _annotations
    from pipeline.annotate.gold import _Reader

    [annotation] = _annotations(task, task["data"])
    reader = _Reader(annotation)
    reader.gold("a.txt")
    return sorted((region["table"], region["quote"]) for region in reader.regions.values())


def test_words_shown_and_codes_are_both_understood(tmp_path: Path, accepted: Tasks) -> None:
    results(accepted, "plan.txt", "awards_award_code")[0]["value"]["choices"] = ["Bằng khen · certificate of merit"]
    results(accepted, "plan.txt", "document_is_announcement")[0]["value"]["choices"] = ["có · yes"]
    results(accepted, "plan.txt", "fact")[0]["value"]["labels"] = ["directives"]
    done, gold = brought(tmp_path, accepted)
    assert done.left_out == [] and gold["plan"]["awards"][0]["award_code"] == "bang_khen"


def test_line_ends_as_other_versions_write_them(tmp_path: Path, accepted: Tasks) -> None:
    dates = results(accepted, "plan.txt", "fact")
    [crossing] = [r for r in dates if "\n" in r["value"]["text"]]
    for written in ("ngày\\n30/6/2024", "ngày 30/6/2024"):
        crossing["value"]["text"] = written
        done, gold = brought(tmp_path, accepted)
        assert done.left_out == [] and gold["plan"]["dates"][0]["quote"] == "ngày\n30/6/2024"


def test_what_is_marked_optional_or_not_to_be_scored(tmp_path: Path, accepted: Tasks) -> None:
    plan = next(t for t in accepted if t["data"]["document_source"] == "in/plan.txt")["annotations"][0]["result"]
    plan.append({"id": "targets-1", "from_name": "optional", "type": "choices", "value": {"choices": ["optional"]}})
    plan.append({"id": "u", "from_name": "unscored", "type": "choices", "value": {"choices": ["awards", "document.province_code"]}})
    _, gold = brought(tmp_path, accepted)
    assert gold["plan"]["targets"][0]["optional"] is True
    assert "awards" not in gold["plan"] and "province_code" not in gold["plan"]["document"]


def test_answers_to_a_region_that_got_another_label_are_not_taken(tmp_path: Path, accepted: Tasks) -> None:
    [news] = results(accepted, "news.html", "fact")
    news["value"]["labels"] = [words("participants")]
    task = next(t for t in accepted if t["data"]["document_source"] == "in/news.html")
    task["annotations"][0]["result"].append(
        {"id": news["id"], "from_name": "participants_participant_code", "type": "choices", "value": {"choices": ["ho_gia_dinh"]}}
    )
    done, gold = brought(tmp_path, accepted)
    assert done.left_out == []
    assert gold["news"]["awards"] == [] and gold["news"]["participants"][0]["participant_code"] == "ho_gia_dinh"


def test_no_campaign_where_nothing_is_announced(tmp_path: Path, accepted: Tasks) -> None:
    results(accepted, "plan.txt", "document_is_announcement")[0]["value"]["choices"] = ["no"]
    _, gold = brought(tmp_path, accepted)
    assert "campaign" not in gold["plan"] and "campaign" in gold["news"]


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
