"""Facts written by a process beside the run: the same bytes as without it, whatever becomes of that process or of the run."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

import pipeline.run
from pipeline import factwriter
from pipeline.misuse import Defect
from pipeline.outcome import Outcome
from pipeline.publish import checks
from pipeline.run import Options, run
from tests.run.test_resume import contents, hidden

ROOT = Path(__file__).parents[2]
COUNT = 40


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(COUNT):
        text = "BROKEN" if number == 7 else f"Văn bản {number}\nđạt {number}%\r\n=1+1 ngày 4/6/2024"
        (tmp_path / "in" / f"n{number}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "in"


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> list[int | None]:
    """Has a process started however few documents there are; what each told is noted (None: nothing)."""
    monkeypatch.setattr(factwriter, "FEWEST", 1)
    told: list[int | None] = []
    ask = factwriter.Beside._told

    def listening(self: factwriter.Beside) -> dict[str, int] | None:
        counts = ask(self)
        told.append(counts and sum(counts.values()))
        return counts

    monkeypatch.setattr(factwriter.Beside, "_told", listening)
    return told


def alone(source: Path, options: Options) -> dict[str, bytes]:
    run([source], source.parent / "alone", options=replace(options, jobs=1))
    return contents(source.parent / "alone")


@pytest.mark.parametrize("change", [{}, {"excel": True}, {"min_confidence": 0.8}, {"min_confidence": 1.0}])
def test_the_tables_are_those_of_one_process(
    source: Path, plain_options: Options, beside: list[int | None], change: dict[str, float]
) -> None:
    options = replace(plain_options, **change)  # type: ignore[arg-type]
    expected = alone(source, options)
    assert beside == []
    summary = run([source], source.parent / "out", options=options)
    assert contents(source.parent / "out") == expected
    assert beside == [sum(summary.rows[table] for table in ("directives", "dates", "targets", "participants", "awards"))]
    assert hidden(source.parent) == set()


def test_few_documents_need_no_process(source: Path, plain_options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(factwriter, "_serve", None)
    run([source], source.parent / "out", options=plain_options)
    assert (source.parent / "out").exists()


def test_it_cannot_be_started(source: Path, plain_options: Options, beside: list[int | None], monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_: object) -> None:
        raise OSError("database is locked")

    expected = alone(source, plain_options)
    monkeypatch.setattr(pipeline.run.Spool, "settle", busy)
    run([source], source.parent / "out", options=plain_options)
    assert contents(source.parent / "out") == expected
    assert beside == []


def test_it_is_killed(source: Path, plain_options: Options, beside: list[int | None], monkeypatch: pytest.MonkeyPatch) -> None:
    joined = pipeline.run._resolved

    def killing(*given):  # type: ignore[no-untyped-def]
        for process in multiprocessing.active_children():
            os.kill(int(process.pid or 0), signal.SIGKILL)
        return joined(*given)

    expected = alone(source, plain_options)
    monkeypatch.setattr(pipeline.run, "_resolved", killing)
    run([source], source.parent / "out", options=plain_options)
    assert contents(source.parent / "out") == expected
    assert beside == [None]


def test_a_document_that_cannot_be_joined_is_in_none_of_its_tables(source: Path, plain_options: Options, beside: list[int | None]) -> None:
    (source / "odd.txt").write_text("UNJOINABLE\nđạt 77%", encoding="utf-8")
    expected = alone(source, plain_options)
    summary = run([source], source.parent / "out", options=plain_options)
    assert contents(source.parent / "out") == expected
    assert len(list((source.parent / "out" / "texts").iterdir())) == summary.rows["documents"] == COUNT - 1
    assert beside == []  # it wrote what nobody wants, and was not asked


def test_a_row_that_contradicts_its_text_is_told(
    source: Path, plain_options: Options, beside: list[int | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process beside finds it as well: the spool itself is changed, since no patch reaches that process."""
    keep = pipeline.run.Spool.keep

    def reversing(self: pipeline.run.Spool, outcome: Outcome) -> None:
        keep(self, replace(outcome, text=outcome.text and outcome.text[::-1]))

    monkeypatch.setattr(pipeline.run.Spool, "keep", reversing)
    with pytest.raises(Defect, match="the quote is not the text"):
        run([source], source.parent / "out", options=plain_options)
    assert beside == [None]
    assert not (source.parent / "out").exists()


def test_joining_fails_meanwhile(source: Path, plain_options: Options, beside: list[int | None], monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_):  # type: ignore[no-untyped-def]
        raise Defect("joining failed")

    monkeypatch.setattr(pipeline.run, "_resolved", failing)
    with pytest.raises(Defect, match="joining failed"):
        run([source], source.parent / "out", options=plain_options)
    assert multiprocessing.active_children() == []
    assert not (source.parent / "out").exists()
    assert hidden(source.parent) == {".out.thidua-work"}


RUN = """
import multiprocessing, sys, time
import pipeline.run
from pipeline import factwriter
factwriter.FEWEST = 1
def waiting(*_):
    print(*(process.pid for process in multiprocessing.active_children()), flush=True)
    time.sleep(600)
pipeline.run._resolved = waiting
pipeline.run.run([sys.argv[1]], sys.argv[2], options=pipeline.run.Options(jobs=2, step="tests.stand_in:step", timeout=20))
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_the_run(source: Path, plain_options: Options, how: signal.Signals) -> None:
    out = source.parent / "out"
    with subprocess.Popen(
        [sys.executable, "-c", RUN, str(source), str(out)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as started:
        assert started.stdout is not None
        process = int(started.stdout.readline())
        started.send_signal(how)
        started.wait(timeout=60)
    for _ in range(600):
        if not Path(f"/proc/{process}").exists():
            break
        time.sleep(0.1)
    else:
        pytest.fail("the process beside outlived the run")
    assert not out.exists()
    expected = alone(source, plain_options)
    summary = run([source], out, options=plain_options)
    assert summary.before == COUNT  # nothing is read again
    assert contents(out) == expected


def test_flaws_are_counted() -> None:
    checks.refuse([])
    with pytest.raises(Defect, match=r"a flaw \(and 1 more\); nothing was written"):
        checks.refuse(["a flaw", "another"])
