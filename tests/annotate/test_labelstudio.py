"""Tasks and labelling page for Label Studio, and the way there and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings

from extractors.codes import code_list
from extractors.facts import FACTS
from pipeline.annotate import labelstudio
from pipeline.annotate.controls import KEYS, controls, words
from pipeline.annotate.offsets import CodeUnits
from tests.annotate.making import accept, annotated, brought, plan_output, results, tasks_of, texts_with_spans

Tasks = list[dict[str, Any]]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return plan_output(tmp_path / "out")


@pytest.fixture
def accepted(out: Path) -> Tasks:
    return accept(tasks_of(out))


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
