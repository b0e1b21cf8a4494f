"""The command as a person meets it: exit status, one-line errors, tables, and what an interruption leaves."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLAN = """ỦY BAN NHÂN DÂN
TỈNH LÂM ĐỒNG
Số: 1234/KH-UBND
Lâm Đồng, ngày 05 tháng 3 năm 2024
KẾ HOẠCH
Tổ chức phong trào thi đua "Cả tỉnh chung sức chuyển đổi số" giai đoạn 2024 - 2025
Thực hiện Quyết định số 90/QĐ-TTg ngày 10/01/2024 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:
I. MỤC TIÊU
- Phấn đấu 90% hồ sơ thủ tục hành chính được nộp trực tuyến.
II. KHEN THƯỞNG
- Tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho các tập thể, cá nhân có thành tích xuất sắc.
"""


def thidua(*arguments: str | Path, at: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(arguments), cwd=at, env=clean(environment), capture_output=True, text=True, timeout=120, check=False
    )


def command(arguments: Sequence[str | Path]) -> list[str]:
    return [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]


def clean(more: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "COLUMNS"))}
    return {**kept, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **more}


def rows(out: Path, table: str) -> list[dict[str, str]]:
    with (out / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plan.txt").write_text(PLAN, encoding="utf-8")
    return tmp_path


def test_a_plan_becomes_tables(plan: Path) -> None:
    done = thidua("extract", "in", "--out", "out", at=plan)
    assert (done.returncode, done.stderr) == (0, "reading 1 inputs\n1 of 1 read\n")
    [document] = rows(plan / "out", "documents")
    assert document["source"] == "in/plan.txt"
    assert "90/QĐ-TTg" in {row["number"] for row in rows(plan / "out", "directives")}
    assert "out/datapackage.json" in done.stdout
    for table in ("directives", "dates", "targets", "participants", "awards"):
        for row in rows(plan / "out", table):
            text = (plan / "out" / "texts" / f"{row['document_id']}.txt").read_text(encoding="utf-8")
            assert row["quote"] == text[int(row["start"]) : int(row["end"])]


def test_some_inputs_that_cannot_be_read(plan: Path) -> None:
    (plan / "in" / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 4)
    (plan / "in" / "empty.pdf").write_bytes(b"")
    done = thidua("extract", "in", "--out", "out", at=plan)
    assert done.returncode == 1
    assert len(rows(plan / "out", "documents")) == 1
    assert {row["source"]: row["severity"] for row in rows(plan / "out", "problems")} == {
        "in/photo.jpg": "error",
        "in/empty.pdf": "error",
    }
    assert all(row["message"] for row in rows(plan / "out", "problems"))
    assert "out/problems.csv" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract", "nothing.pdf", "--out", "out"], "nothing.pdf: no such file or folder"),
        (["extract", "hollow", "--out", "out"], "hollow: no files to read"),
        (["extract", "in"], "Missing option '--out'"),
        (["extract", "--out", "out"], "Missing argument"),
        (["extract", "in", "--out", "out", "--jobs", "0"], "--jobs"),
        (["extract", "in", "--out", "out", "--min-confidence", "7"], "--min-confidence"),
        (["extract", "in", "--out", "in/plan.txt"], "in/plan.txt: is a file"),
        (["extract", "in", "--out", "in"], "in: is input and output at once"),
        (["extract", "in", "--out", "."], ".: holds files that thidua did not write"),
        (["extract", "in", "--out", "/proc/out"], "/proc/out: cannot be written"),
        (["extract", "in", "--out", "/"], "/: "),
        (["evaluate", "out", "in"], "in: holds no gold files"),
        (["evaluate", "out", "nowhere"], "nowhere: no such folder"),
        (["unheard"], "unheard"),
    ],
)
def test_a_wrong_call_is_one_line_and_writes_nothing(plan: Path, arguments: list[str], said: str) -> None:
    (plan / "hollow").mkdir()
    done = thidua(*arguments, at=plan)
    lines = [line for line in done.stderr.splitlines() if not line.startswith("reading ")]
    assert done.returncode == 2
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("thidua: ")
    assert said in lines[0]
    assert sorted(path.name for path in plan.iterdir()) == ["hollow", "in"]


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"], ["evaluate", "-h"]])
def test_help_shows_examples(plan: Path, arguments: list[str]) -> None:
    done = thidua(*arguments, at=plan)
    assert done.returncode == 0
    if len(arguments) > 1:
        assert f"thidua {arguments[0]} " in done.stdout
        assert "Examples" in done.stdout


def test_the_version_is_told(plan: Path) -> None:
    done = thidua("--version", at=plan)
    assert (done.returncode, done.stdout.split()[0]) == (0, "thidua")


def test_evaluation_is_printed_and_written(plan: Path) -> None:
    (plan / "gold").mkdir()
    gold = {"source": "plan.txt", "split": "test", "directives": [{"number": "90/QĐ-TTg"}, {"number": "1/QĐ-TTg"}]}
    (plan / "gold" / "plan.json").write_text(json.dumps(gold), encoding="utf-8")
    thidua("extract", "in", "--out", "out", at=plan)
    done = thidua("evaluate", "out", "gold", "--split", "test", "--errors", "--json", "figures.json", at=plan)
    assert done.returncode == 0, done.stderr
    assert "missed  directives" in done.stdout
    assert json.loads((plan / "figures.json").read_text(encoding="utf-8"))["sets"]["directives"]["missed"] == 1
    assert thidua("evaluate", "out", "gold", "--split", "none", at=plan).returncode == 2


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_run_leaves_the_output_as_it_was(plan: Path, how: signal.Signals) -> None:
    assert thidua("extract", "in", "--out", "out", at=plan).returncode == 0
    before = {path: path.read_bytes() for path in (plan / "out").rglob("*") if path.is_file()}
    for number in range(60):
        (plan / "in" / f"{number}.txt").write_text(PLAN + f"Lần {number}.\n", encoding="utf-8")
    (plan / "in" / "z.txt").write_text(PLAN * 20_000, encoding="utf-8")  # the last, and far too long to be read before we look
    running = subprocess.Popen(
        command(["extract", "in", "--out", "out", "--jobs", "1"]),
        cwd=plan, env=clean({}), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    log = plan / ".out.thidua-work" / "done.sqlite-wal"
    until = time.monotonic() + 240
    while time.monotonic() < until and running.poll() is None and not (log.exists() and log.stat().st_size > 50_000):
        time.sleep(0.02)
    running.send_signal(how)
    _, said = running.communicate(timeout=30)
    assert running.returncode == (-signal.SIGKILL if how == signal.SIGKILL else 130), said
    assert "Traceback" not in said
    assert {path: path.read_bytes() for path in (plan / "out").rglob("*") if path.is_file()} == before
    if how != signal.SIGKILL:
        assert sorted(path.name for path in plan.iterdir()) == [".out.thidua-work", "in", "out"]
        assert "goes on" in said
    for name in ("z", *range(5, 60)):
        (plan / "in" / f"{name}.txt").unlink()
    done = thidua("extract", "in", "--out", "out", at=plan)
    assert done.returncode == 0
    assert "were read before" in done.stdout
    assert sorted(path.name for path in plan.iterdir()) == ["in", "out"]


@pytest.mark.parametrize(
    ("module", "without"),
    [
        ("pipeline.cli", {"spacy", "underthesea", "numpy", "pandas", "prefect", "sklearn", "duckdb", "pyarrow", "lxml", "rich.progress"}),
        ("pipeline.run", {"spacy", "underthesea", "numpy", "pandas", "prefect", "sklearn", "duckdb", "pyarrow", "lxml"}),
        ("pipeline.preload", {"pandas", "prefect", "sklearn", "duckdb", "pyarrow", "lxml", "pypdfium2", "pdfplumber", "docx", "scipy"}),
    ],
)
def test_nothing_is_imported_before_it_is_needed(module: str, without: set[str]) -> None:
    """The first document waits for what the command and the worker import; each of these takes a tenth of a second or more."""
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=clean({}))
    assert without & set(done.stdout.split()) == set()
