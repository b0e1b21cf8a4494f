"""Which limit it was: a process that dies over a document is told from one that had too little memory, with real deaths."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.deaths import killed
from pipeline.run import Options, run
from tests.run.test_bombs import pdf
from tests.run.test_run import files, table

MEMORY = 2 << 30


def told(tmp_path: Path, options: Options, **contents: str) -> dict[str, tuple[str, str]]:
    source = files(tmp_path / "in", **contents, z="Văn bản")
    summary = run([source], tmp_path / "out", options=replace(options, memory=MEMORY))
    assert [row["title"] for row in table(tmp_path / "out", "documents")] == ["Văn bản"]
    assert summary.errors == len(contents)
    return {Path(row["source"]).stem: (row["code"], row["message"]) for row in table(tmp_path / "out", "problems")}


def test_a_flaw_of_a_library(tmp_path: Path, plain_options: Options) -> None:
    found = told(tmp_path, plain_options, a="CRASH now", b="SEGV now")
    for name, signal in (("a", "SIGABRT"), ("b", "SIGSEGV")):
        code, message = found[name]
        assert code == "crash"
        assert signal in message
        assert "not for want of memory" in message


def test_want_of_memory(tmp_path: Path, plain_options: Options) -> None:
    """Asked for and never filled; filled; and asked for by a library that says so."""
    found = told(tmp_path, plain_options, a="NATIVE 3000 16", b="NATIVE 3000 2900", c="BADALLOC")
    assert {name: code for name, (code, _) in found.items()} == dict.fromkeys("abc", "out-of-memory")
    assert "not with room for more" in found["a"][1]
    assert "when it was stopped" in found["b"][1]
    assert "the library says so" in found["c"][1]
    assert all("2048 MB" in message for _, message in found.values())


def test_another_hand(tmp_path: Path, plain_options: Options) -> None:
    code, message = told(tmp_path, plain_options, a="KILLED")["a"]
    assert (code, "cannot be told" in message) == ("crash", True)


def test_a_second_try_that_hangs_tells_nothing(tmp_path: Path, plain_options: Options) -> None:
    code, message = told(tmp_path, replace(plain_options, timeout=2), a="UNSAID")["a"]
    assert (code, "cannot be told" in message) == ("crash", True)


def test_the_system_that_killed_for_memory_is_named() -> None:
    code, message = killed(MEMORY, full=True)
    assert code == "out-of-memory"
    assert "--jobs" in message


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_deaths_at_once_cost_themselves_alone(tmp_path: Path, plain_options: Options, jobs: int) -> None:
    deaths = {f"c{n}": f"SEGV {n}" for n in range(3)}
    found = told(tmp_path, replace(plain_options, jobs=jobs), **deaths)
    assert {code for code, _ in found.values()} == {"crash"}


@pytest.mark.slow
def test_a_page_that_the_pdf_library_has_no_memory_for(tmp_path: Path) -> None:
    """PDFium ends the process when it gets none."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "tham.pdf").write_bytes(pdf(b"BT /F1 12 Tf (" + b"a" * (700 << 20) + b") Tj ET"))
    run([tmp_path / "in"], tmp_path / "out", options=Options(memory=3 << 29, timeout=60))
    (problem,) = table(tmp_path / "out", "problems")
    assert problem["code"] == "out-of-memory"
    assert "1536 MB" in problem["message"]
