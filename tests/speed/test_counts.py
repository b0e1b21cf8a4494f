"""Speed as counts and ratios within one run, which a busy machine does not change: calls, characters looked at, modules imported."""

from __future__ import annotations

import cProfile
import pstats
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from pipeline import process as module
from pipeline.process import process

ROOT = Path(__file__).parents[2]
ANNOUNCEMENTS = sorted(ROOT.joinpath("corpus", "announcements").glob("lao-cai-*"))
MANUSCRIPTS = sorted((ROOT / "corpus" / "manuscripts").glob("*.txt"))
CALLS = 28
"""Calls of functions for each character of a text, at most; 13 for the plan and 20 for the page when this was written."""


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """What is made once for all documents is made before anything is counted."""
    for path in ANNOUNCEMENTS:
        process(path.read_bytes(), path.name)


def text(times: int) -> bytes:
    body = "\n\n".join(path.read_text(encoding="utf-8").split("---\n", 2)[-1] for path in MANUSCRIPTS[:12])
    return ("\n\n".join([body] * times)).encode()


def calls(data: bytes, name: str) -> int:
    watch = cProfile.Profile()
    watch.enable()
    outcome = process(data, name)
    watch.disable()
    assert outcome.done
    return int(pstats.Stats(watch).total_calls)  # type: ignore[attr-defined]


def test_calls_grow_with_the_length_of_a_text() -> None:
    once, four = calls(text(1), "a.txt"), calls(text(4), "a.txt")
    assert four < 4.4 * once


def test_time_grows_with_the_length_of_a_text() -> None:
    """What runs inside a call (a regular expression, a library) is seen only by a clock: of two lengths, in one run, at its best."""

    def least(data: bytes) -> float:
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            process(data, "a.txt")
            best = min(best, time.process_time() - began)
        return best

    assert least(text(6)) < 9 * least(text(1))


@pytest.mark.parametrize("words", ["tặng Giấy khen ", "kêu gọi các xã ", "đạt 95% hộ ", "ngày 12/6, ", "yêu cầu các đơn vị "])
def test_one_sentence_of_the_same_words_takes_no_time_beyond_its_length(words: str) -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        process((words * times).encode(), "a.txt")
        return time.process_time() - began

    seconds(10)
    # Four times the text; sixteen times the time is what forms looked at for each form would take.
    assert min(seconds(4000) for _ in range(2)) < 10 * min(seconds(1000) for _ in range(3))


@pytest.mark.parametrize("path", ANNOUNCEMENTS, ids=lambda path: path.name)
def test_calls_for_a_character_are_few(path: Path) -> None:
    outcome = process(path.read_bytes(), path.name)
    assert calls(path.read_bytes(), path.name) < CALLS * len(outcome.text or "")


def test_no_character_is_cut_into_words_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    words = import_module("pipeline.segment.words")
    seen: list[int] = []
    genuine = words._syllables

    def counting(piece: str) -> object:
        seen.append(len(piece))
        return genuine(piece)

    monkeypatch.setattr(words, "_syllables", counting)
    for path in ANNOUNCEMENTS:
        seen.clear()
        outcome = process(path.read_bytes(), path.name)
        assert sum(seen) <= len(outcome.text or "")


def test_a_document_is_read_segmented_and_extracted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    for step in ("read", "segment", "extract"):

        def counting(*given: object, _step: str = step, _genuine: object = getattr(module, step), **named: object) -> object:
            done.append(_step)
            return _genuine(*given, **named)  # type: ignore[operator]

        monkeypatch.setattr(module, step, counting)
    process(ANNOUNCEMENTS[0].read_bytes(), ANNOUNCEMENTS[0].name)
    assert done == ["read", "segment", "extract"]


HEAVY = {
    "pandas", "pyarrow", "duckdb", "prefect", "spacy", "underthesea", "sklearn", "scipy", "distributed", "fsspec", "msgspec", "scrapy",
    "lxml",
}  # fmt: skip


def _imports() -> Iterator[tuple[str, str]]:
    yield "the command", "import pipeline.cli"
    yield "a run", "import pipeline.run, pipeline.console"


@pytest.mark.parametrize(("of", "code"), _imports())
def test_nothing_heavy_is_imported_at_the_start(of: str, code: str) -> None:
    """The first document comes within two seconds because whoever hands out documents imports next to nothing."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}; print(*{{name.partition('.')[0] for name in sys.modules}})"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert HEAVY.isdisjoint(done.stdout.split())


def test_joining_and_writing_need_no_pipeline_of_words() -> None:
    """What a run imports while its workers read: half a second of it would be spaCy's."""
    code = "from pipeline.run import _Importing; _Importing._go()"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}; print(*{{name.partition('.')[0] for name in sys.modules}})"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = set(done.stdout.split())
    assert {"pyarrow", "rapidfuzz", "duckdb"} <= found
    assert found.isdisjoint({"spacy", "underthesea", "sklearn", "pandas", "prefect"})
