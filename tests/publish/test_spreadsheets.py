"""What a spreadsheet makes of an output: nothing runs, nothing is cut without a word, types and zeros stay."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extractors.codes import CODE_LISTS
from extractors.facts import Document, Problem
from pipeline.publish import workbook
from pipeline.publish.schema import published
from pipeline.publish.write import write


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    return tmp_path


def document(**more: Any) -> Document:
    return Document(**{"document_id": "00000000000000aa", "source": "in/plan.html", "media_type": "text/html", **more})


RUNS = [
    "=1+1", "+1", "-1+1", "- Giấy khen", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "\u200b=1", "\ufeff=1",
    "＝1+1", "＋1", "－1", "＠SUM(A1)", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://example.org\")",
]  # fmt: skip


SPLITS = {
    "khen thưởng;=1+1": "khen thưởng;'=1+1",
    "a\n=1+1": "a\n'=1+1",
    "a\r=1+1": "a\r'=1+1",
    "a;-1+1": "a;'-1+1",
    "a;- cmd|' /C calc'!A0": "a;'- cmd|' /C calc'!A0",
    "a\n＝1": "a\n'＝1",
}
"""Where the comma is the decimal sign, as in Vietnam, a spreadsheet splits lines at semicolons."""
HARMLESS = ["Bằng khen", "4 - 5%", "a = b", "1. Chỉ tiêu:\n- Giấy khen;\n- Bằng khen", "a; -b", "x@y.vn", "#1", "'=1"]


@pytest.fixture(scope="module")
def spreadsheet(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, Any]]:
    """What the CSV and the workbook hold of each of the texts."""
    out = tmp_path_factory.mktemp("out")
    (out / "texts").mkdir()
    texts = [*RUNS, *SPLITS, *HARMLESS]
    write(out, {"documents": [document(document_id=f"{n:016}", title=text) for n, text in enumerate(texts)]}, excel=True)
    rows = list(csv.DictReader(io.StringIO((out / "documents.csv").read_bytes().decode("utf-8-sig"), newline="")))
    assert [row["document_id"] for row in rows] == [f"{n:016}" for n in range(len(texts))]
    return {text: (row["title"], cell) for text, row, cell in zip(texts, rows, _cells(out, "documents", "title"), strict=True)}


@pytest.mark.parametrize("text", RUNS)
def test_a_text_that_would_run_begins_with_an_apostrophe(spreadsheet: dict[str, tuple[str, Any]], text: str) -> None:
    in_csv, (in_workbook, kind) = spreadsheet[text]
    assert in_csv.startswith("'")
    assert in_csv.replace("'", "") == text.replace("'", "")
    assert (in_workbook.replace("_x000D_", "\r"), kind) == (text, "s")  # the workbook's way to write it


@pytest.mark.parametrize("text", SPLITS)
def test_nor_does_one_that_another_locale_would_split_into_a_formula(spreadsheet: dict[str, tuple[str, Any]], text: str) -> None:
    assert spreadsheet[text][0] == SPLITS[text]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_would_not_run_is_left_alone(spreadsheet: dict[str, tuple[str, Any]], text: str) -> None:
    assert spreadsheet[text] == (text, (text, "s"))


def test_without_excel_texts_are_as_they_are(out: Path) -> None:
    write(out, {"documents": [document(title="=1+1")]})
    [row] = csv.DictReader(io.StringIO((out / "documents.csv").read_bytes().decode("utf-8"), newline=""))
    assert row["title"] == "=1+1"
    assert not (out / "thidua.xlsx").exists()


def test_every_sheet_is_typed_and_frozen(out: Path) -> None:
    write(out, {"documents": [document(province_code="01", issued_on=date(2024, 6, 4), is_announcement=True, pages=3)]}, excel=True)
    book = openpyxl.load_workbook(out / "thidua.xlsx")
    assert book.sheetnames == list(published())
    assert all(sheet.freeze_panes == "B2" for sheet in book)
    assert _cells(out, "documents", "province_code") == [("01", "s")]
    assert _cells(out, "documents", "pages") == [(3, "n")]
    assert _cells(out, "documents", "is_announcement") == [(True, "b")]
    [(day, kind)] = _cells(out, "documents", "issued_on")
    assert (day.date(), kind) == (date(2024, 6, 4), "d")


def test_every_csv_has_the_byte_order_mark(out: Path) -> None:
    write(out, {}, excel=True)
    assert {path for path in out.rglob("*.csv") if not path.read_bytes().startswith(b"\xef\xbb\xbf")} == set()
    assert len(list(out.rglob("*.csv"))) == len(published()) + len(CODE_LISTS)


@pytest.mark.parametrize("letter", ["ă", "\U0001f600"])
def test_a_long_text_is_cut_with_a_mark_in_the_workbook_only(out: Path, letter: str) -> None:
    text = letter * 40_000
    write(out, {"documents": [document(title=text)]}, excel=True)
    [(cell, _)] = _cells(out, "documents", "title")
    assert cell.endswith("…")
    assert 32_760 <= len(cell.encode("utf-16-le")) // 2 <= 32_767
    assert text in (out / "documents.csv").read_text(encoding="utf-8-sig")


def test_rows_beyond_a_sheet_are_told(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert workbook._ROWS == 2**20 - 1
    monkeypatch.setattr(workbook, "_ROWS", 3)
    rows = [Problem(source=f"{n}.pdf", stage="ingest", severity="error", code="x", message="m") for n in range(4)]
    write(out, {"problems": rows[:3]}, excel=True)
    assert [cell for cell, _ in _cells(out, "problems", "source")] == ["0.pdf", "1.pdf", "2.pdf"]
    shutil.rmtree(out / "codes")
    shutil.rmtree(out / "cuts")
    write(out, {"problems": rows}, excel=True)
    assert [cell for cell, _ in _cells(out, "problems", "source")] == ["0.pdf", "1.pdf", "… all 4 rows are in problems.csv"]


def _cells(out: Path, table: str, column: str) -> list[tuple[Any, str]]:
    sheet = openpyxl.load_workbook(out / "thidua.xlsx")[table]
    place = next(cell.column for cell in sheet[1] if cell.value == column)
    return [(cell.value, cell.data_type) for [cell] in sheet.iter_rows(2, sheet.max_row, place, place)]
