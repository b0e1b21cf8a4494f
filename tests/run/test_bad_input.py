"""A folder of what an inbox really holds: each bad file is told, none costs the good one its rows."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from pipeline.run import Options, run

PLAN = "KẾ HOẠCH\nPhát động phong trào thi đua thực hiện Quyết định số 90/QĐ-TTg ngày 10/01/2024 của Thủ tướng Chính phủ.\n"


def pdf(text: str = "A page") -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held)
    canvas.drawString(72, 720, text)
    canvas.save()
    return held.getvalue()


def encrypted() -> bytes:
    writer, held = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf()))), io.BytesIO()
    writer.encrypt("secret")
    writer.write(held)
    return held.getvalue()


BAD = {
    "empty.html": b"",
    "blank.txt": b" \n\n ",
    "truncated.pdf": pdf()[:300],
    "encrypted.pdf": encrypted(),
    "junk.pdf": random.Random(1).randbytes(5000),
    "junk": random.Random(2).randbytes(5000),
    "archive.docx": b"PK\x03\x04" + random.Random(3).randbytes(2000),
    "nul.txt": b"\x00" * 4000,
}


def test_each_bad_file_is_an_error_of_its_own(tmp_path: Path, plain_joining: None) -> None:
    (tmp_path / "in").mkdir()
    for name, data in BAD.items():
        (tmp_path / "in" / name).write_bytes(data)
    (tmp_path / "in" / "plan.txt").write_text(PLAN, encoding="utf-8")
    summary = run([tmp_path / "in"], tmp_path / "out", options=Options(jobs=2))
    with (tmp_path / "out" / "problems.csv").open(encoding="utf-8", newline="") as file:
        problems = {Path(row["source"]).name: row for row in csv.DictReader(file) if row["severity"] == "error"}
    assert set(problems) == set(BAD)
    assert {row["code"] for row in problems.values()}.isdisjoint({"defect", "crash", "timeout"}), problems
    assert summary.rows["documents"] == 1
    assert summary.rows["directives"] == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1258"])
def test_other_encodings_are_read(tmp_path: Path, plain_joining: None, encoding: str) -> None:
    import unicodedata

    text = PLAN * 20
    if encoding == "cp1258":  # it writes tones as marks of their own after letters that it has with their hats
        text = "".join(_for_cp1258(char) for char in text)
    (tmp_path / "plan.txt").write_bytes(text.encode(encoding))
    run([tmp_path / "plan.txt"], tmp_path / "out", options=Options(jobs=1))
    [kept] = (tmp_path / "out" / "texts").iterdir()
    assert unicodedata.normalize("NFC", kept.read_text(encoding="utf-8")).startswith("KẾ HOẠCH\nPhát động phong trào thi đua")


def _for_cp1258(char: str) -> str:
    import unicodedata

    try:
        char.encode("cp1258")
    except UnicodeEncodeError:
        decomposed = unicodedata.normalize("NFD", char)
        tone = next(mark for mark in decomposed if mark in "\u0300\u0301\u0303\u0309\u0323")
        return unicodedata.normalize("NFC", decomposed.replace(tone, "")) + tone
    return char


@pytest.mark.slow
def test_a_page_of_200_megabytes_is_refused(tmp_path: Path, plain_joining: None) -> None:
    (tmp_path / "in").mkdir()
    with (tmp_path / "in" / "huge.html").open("wb") as file:
        file.write(b"<html><body>")
        for _ in range(200):
            file.write(b"<p>thi dua</p>" * 74_900)
    (tmp_path / "in" / "plan.txt").write_text(PLAN, encoding="utf-8")
    summary = run([tmp_path / "in"], tmp_path / "out", options=Options(jobs=2))
    assert summary.rows["documents"] == 1
    assert summary.problems == {("error", "too-large"): 1}
