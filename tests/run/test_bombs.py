"""A bomb of each kind, all in one folder: each is refused or read within its limits, and the plain document beside them is read."""

from __future__ import annotations

import csv
import io
import os
import zipfile
import zlib
from pathlib import Path

import pytest

from pipeline.run import Options, run

pytestmark = pytest.mark.slow

PLAN = "KẾ HOẠCH\nPhát động phong trào thi đua thực hiện Quyết định số 90/QĐ-TTg ngày 10/01/2024 của Thủ tướng Chính phủ.\n"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LAUGHS = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))


def docx(document: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        package.writestr("word/document.xml", document)
    return held.getvalue()


def pdf(content: bytes, *, kids: str = "[3 0 R]", page: bytes = b"") -> bytes:
    """A PDF of one page with this stream, deflated."""
    packed = zlib.compress(content, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids {kids} /Count 1 >>".encode(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R " + page + b">>",
        b"<< /Length " + str(len(packed)).encode() + b" /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream",
        b"<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode "
        b"/Length 20 >>\nstream\n" + zlib.compress(b"\0" * 100)[:20].ljust(20) + b"\nendstream",
    ]
    made = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    return made + b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(made)


def bombs() -> dict[str, bytes]:
    body = f"<w:document {_WORD}><w:body>%s</w:body></w:document>"
    laughs = f"<!DOCTYPE d [<!ENTITY e0 'ha'>{_LAUGHS}]>" + body % "<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>"
    cell = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return {
        "zip.docx": docx(b"<a>" + b" " * (150 << 20)),
        "laughs.docx": docx(laughs.encode()),
        "deep.docx": docx((body % (cell[0] * 3000 + cell[1] * 3000)).encode()),
        "deep.html": b"<html><body>" + b"<div>" * 200_000 + b"thi dua",
        "wide.html": ("<html><body><table>" + "<tr><td colspan=1000 rowspan=1000>x</td></tr>" * 2000 + "</table>").encode(),
        "attributes.html": b"<p " + b" ".join(b"a%d=1" % i for i in range(200_000)) + b">thi dua</p>",
        "stream.pdf": pdf(b"BT /F1 12 Tf (a) Tj ET\n" * (2 << 20)),
        "loop.pdf": pdf(b"BT ET", kids="[2 0 R 3 0 R]"),
        "image.pdf": pdf(b"600 0 0 600 0 0 cm /I Do", page=b"/Resources << /XObject << /I 5 0 R >> >> "),
        "digits.txt": b"1" * 1_000_000,
        "dates.txt": b"1/1/" * 250_000,
        "brackets.txt": b"((" * 300_000 + "đạt ".encode(),
        "marks.txt": ("a" + "\u0301" * 400_000).encode(),
        "names.txt": "UBND tỉnh ".encode() * 60_000,
    }


def test_each_bomb_costs_itself_alone(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, data in bombs().items():
        (tmp_path / "in" / name).write_bytes(data)
    (tmp_path / "in" / "plan.txt").write_text(PLAN, encoding="utf-8")
    summary = run([tmp_path / "in"], tmp_path / "out", options=Options(jobs=2, timeout=8, memory=2 << 30))
    with (tmp_path / "out" / "problems.csv").open(encoding="utf-8", newline="") as file:
        codes = {Path(row["source"]).name: row["code"] for row in csv.DictReader(file) if row["severity"] == "error"}
    with (tmp_path / "out" / "documents.csv").open(encoding="utf-8", newline="") as file:
        read = {Path(row["source"]).name for row in csv.DictReader(file)}
    assert "plan.txt" in read
    assert len(read) + len(codes) == summary.inputs == len(bombs()) + 1
    assert "defect" not in codes.values(), codes
    assert codes["zip.docx"] == "bomb"
    assert all((tmp_path / "out" / "texts" / name).stat().st_size < 4 << 20 for name in os.listdir(tmp_path / "out" / "texts"))
