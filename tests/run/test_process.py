"""One document from bytes to rows, and the row of problems it becomes where that fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from extractors.facts import Target
from pipeline import process as module
from pipeline.document import Document, Trouble, Unreadable
from pipeline.extract import Extraction
from pipeline.outcome import unpacked
from pipeline.process import process

PLAN = "Kế hoạch phát động thi đua\nPhấn đấu 90% số hộ đạt chuẩn.\n".encode()


def raising(error: BaseException) -> Callable[..., Any]:
    def step(*_: object, **__: object) -> Any:
        raise error

    return step


def test_a_document_gives_rows_and_text() -> None:
    outcome = process(PLAN, "in/plan.txt")
    assert outcome.done
    assert outcome.text is not None
    assert outcome.packed is not None
    found = unpacked(outcome.packed)
    assert found.document.source == "in/plan.txt"
    for rows in found.facts.values():
        for row in rows:
            assert row.quote == outcome.text[row.start : row.end]


@pytest.mark.parametrize(
    ("step", "error", "code", "stage"),
    [
        ("read", Unreadable("encrypted", "Ask for it without a password."), "encrypted", "ingest"),
        ("read", MemoryError(), "out-of-memory", "ingest"),
        ("segment", RecursionError(), "too-deep", "segment"),
        ("segment", KeyError("x"), "defect", "segment"),
        ("extract", ValueError("two\nlines"), "defect", "extract"),
    ],
)
def test_whatever_goes_wrong_is_a_row(
    monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException, code: str, stage: str
) -> None:
    monkeypatch.setattr(module, step, raising(error))
    outcome = process(PLAN, "plan.txt")
    assert not outcome.done
    [problem] = outcome.problems
    assert (problem.severity, problem.code, problem.stage) == ("error", code, stage)
    assert problem.message
    assert "\n" not in problem.message


def test_an_empty_file_is_an_error() -> None:
    [problem] = process(b"", "empty.pdf").problems
    assert (problem.severity, problem.code) == ("error", "empty-file")


def test_a_text_that_would_move_its_offsets_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "read", lambda data, source: Document("0" * 16, source, "text/plain", "one\r\ntwo"))
    [problem] = process(PLAN, "plan.txt").problems
    assert problem.code == "defect"


def spoiled(monkeypatch: pytest.MonkeyPatch, **change: Any) -> tuple[Extraction, list[str]]:
    """What is left of a plan whose only target is wrong in this way."""
    genuine = module.extract

    def extract(document: Document, doc: Any) -> Extraction:
        found = genuine(document, doc)
        target = Target(
            document_id=document.document_id, start=0, end=8, quote=document.text[:8], method="spoiler", sector="kinh_te"
        )
        return replace(found, facts={**found.facts, "targets": [replace(target, **change)]})

    monkeypatch.setattr(module, "extract", extract)
    outcome = process(PLAN, "plan.txt")
    assert outcome.packed is not None
    return unpacked(outcome.packed), [problem.code for problem in outcome.problems]


def test_a_row_whose_quote_is_wrong_is_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    found, codes = spoiled(monkeypatch, quote="nothing of the kind")
    assert found.facts["targets"] == []
    assert codes == ["unsound-row"]


def test_a_wrong_cell_is_emptied_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    found, codes = spoiled(monkeypatch, sector="unheard", comparator="about")
    [row] = found.facts["targets"]
    assert (row.sector, row.comparator, row.start) == (None, None, 0)  # type: ignore[attr-defined]
    assert codes == ["unsound-row"]


def test_a_sound_row_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    found, codes = spoiled(monkeypatch)
    assert [row.method for row in found.facts["targets"]] == ["spoiler"]
    assert codes == []


def test_what_ingestion_warns_of_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    genuine = module.read
    trouble = Trouble("ingest", "warning", "odd", "Look at it.")
    monkeypatch.setattr(module, "read", lambda data, source: replace(genuine(data, source), troubles=(trouble,)))
    outcome = process(PLAN, "plan.txt")
    assert [(problem.severity, problem.code) for problem in outcome.problems] == [("warning", "odd")]
