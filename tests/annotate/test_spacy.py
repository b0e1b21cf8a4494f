"""The DocBin as somebody with spaCy alone reads it, and CoNLL as a trainer does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from spacy.tokens import Doc, DocBin

from extractors.facts import FACTS
from pipeline.annotate import conll, docbin
from pipeline.annotate.formats import export
from pipeline.annotate.offsets import apart
from pipeline.annotate.tally import Tally
from pipeline.annotate.tokenized import tokenized
from tests.annotate.making import PLAN, annotated, plan_output, texts_with_spans


@pytest.fixture
def docs(tmp_path: Path) -> list[Doc]:
    target, _ = export(plan_output(tmp_path / "out"), "spacy")
    return list(DocBin().from_disk(target).get_docs(spacy.blank("xx").vocab))


def test_facts_are_spans_with_their_values(docs: list[Doc]) -> None:
    news, plan = docs
    assert plan.text == PLAN
    assert {table: len(plan.spans[table]) for table in FACTS} == {
        "directives": 1, "dates": 1, "targets": 1, "participants": 2, "awards": 2,
    }  # fmt: skip
    facts = plan.user_data["thidua"]["facts"]
    codes = [facts[span.id_]["values"]["award_code"] for span in plan.spans["awards"]]
    assert codes == ["bang_khen", "co_thi_dua"], "two awards on the same words keep their own values"
    assert all(span.label_ == table for table in FACTS for span in plan.spans[table])
    assert plan.user_data["thidua"]["document"]["source"] == "in/plan.txt"
    assert plan.user_data["thidua"]["campaign"]["level"] == "tinh"
    assert news.cats == {"is_announcement": 1.0}


def test_a_fact_that_ends_inside_a_token_is_widened_and_says_so(docs: list[Doc]) -> None:
    plan = docs[1]
    [span] = plan.spans["targets"]
    fact = plan.user_data["thidua"]["facts"][span.id_]
    assert (span.text, fact["quote"], fact["widened"]) == ("90% hồ sơ trực tuyến", "90% hồ sơ trực t", True)
    assert plan.text[fact["start"] : fact["end"]] == fact["quote"]
    assert [f["widened"] for f in plan.user_data["thidua"]["facts"].values()].count(True) == 1


def test_a_fact_without_a_place_is_kept_in_the_values_only(docs: list[Doc]) -> None:
    facts = docs[1].user_data["thidua"]["facts"]
    [unplaced] = [fact for fact in facts.values() if not fact["quote"]]
    assert (unplaced["table"], unplaced["values"]["role"], unplaced["start"]) == ("dates", "ban_hanh", 0)
    assert len(facts) == 8 and len(docs[1].spans["facts"]) == 7


def test_entities_are_the_longest_and_no_sentence_cuts_a_fact(docs: list[Doc]) -> None:
    plan = docs[1]
    assert [(ent.label_, ent.text[:12]) for ent in plan.ents] == [
        ("directives", "Quyết định s"), ("targets", "90% hồ sơ tr"), ("dates", "ngày\n30/6/20"),
        ("awards", "Bằng khen và"), ("participants", "nông dân"),
    ]  # fmt: skip
    starts = {sentence.start for sentence in plan.sents}
    assert len(starts) >= 3
    assert not any(start in starts for span in plan.spans["facts"] for start in range(span.start + 1, span.end))


def test_spacy_alone_reads_and_converts_it(tmp_path: Path) -> None:
    """In a process that imports nothing of this package; what `spacy convert` uses reads the CoNLL file."""
    out = plan_output(tmp_path / "out")
    export(out, "spacy", tmp_path / "x.spacy")
    export(out, "conll", tmp_path / "x.conll")
    script = (
        "import sys, spacy; from spacy.tokens import DocBin\n"
        "docs = list(DocBin().from_disk('x.spacy').get_docs(spacy.blank('xx').vocab))\n"
        "from spacy.training.converters import conll_ner_to_docs\n"
        "read = list(conll_ner_to_docs(open('x.conll', encoding='utf-8').read(), no_print=True))\n"
        "assert not any(name.startswith('pipeline') for name in sys.modules)\n"
        "print([len(d.ents) for d in docs], [len(d.ents) for d in read])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout == "[1, 5] [1, 5]\n", done.stderr


@settings(deadline=None, max_examples=50)
@given(texts_with_spans())
def test_any_text_comes_back_with_its_facts(case: tuple[str, list[tuple[int, int]]]) -> None:
    given_document = annotated(*case)
    gathered = DocBin(attrs=list(docbin.ATTRIBUTES), store_user_data=True)
    gathered.add(docbin.to_doc(given_document, tuple(FACTS), Tally()))
    [doc] = DocBin().from_bytes(gathered.to_bytes()).get_docs(spacy.blank("xx").vocab)
    assert doc.text == given_document.text
    spans = {span.id_: span for span in doc.spans["facts"]}
    for mark in given_document.marks:
        span, fact = spans[mark.id], doc.user_data["thidua"]["facts"][mark.id]
        assert (fact["start"], fact["end"], fact["quote"]) == (mark.start, mark.end, mark.quote)
        words = mark.quote.strip()
        assert words in span.text and span.text == span.text.strip()
        assert fact["widened"] == (span.text != words)
    assert {span.id_ for table in FACTS for span in doc.spans[table]} == set(spans)


@settings(deadline=None, max_examples=50)
@given(texts_with_spans())
def test_any_text_can_be_read_off_conll(case: tuple[str, list[tuple[int, int]]]) -> None:
    given_document = annotated(*case)
    written = conll.lines(given_document, tuple(FACTS), Tally())
    head, *rest = written.splitlines()
    rows = [line.split("\t") for line in rest if line]
    assert head == conll.DOCUMENT and all(len(row) == len(FACTS) + 2 for row in rows)
    assert "".join(row[0] for row in rows) == "".join(given_document.text.split())
    doc, spans = tokenized(given_document)
    for column, table in enumerate([*FACTS, None], 1):
        wanted = apart(span for span in spans if table is None or span.mark.table == table)
        tags = [row[column] for row in rows]
        assert entities(tags) == [
            (span.mark.table, sum(not token.is_space for token in doc[span.start : span.end])) for span in wanted
        ]  # fmt: skip


def entities(tags: list[str]) -> list[tuple[str, int]]:
    """Labels and lengths; fails where an entity goes on that never began."""
    found: list[tuple[str, int]] = []
    before = "O"
    for tag in tags:
        if tag.startswith("B-"):
            found.append((tag[2:], 1))
        elif tag.startswith("I-"):
            assert before[2:] == tag[2:]
            found[-1] = (tag[2:], found[-1][1] + 1)
        before = tag
    return found
