"""Tables of cases: a text, the letterhead it stands under, and the awards it promises."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from extractors.awards.extract import extract
from extractors.facts import Award
from extractors.segmented import About, Part
from pipeline.document import Document
from pipeline.segment import segment

HEADS = {
    "-": "",
    "tinh": "ỦY BAN NHÂN DÂN\nTỈNH LÂM HẢI\nSố: 12/KH-UBND\n\n",
    "huyen": "ỦY BAN NHÂN DÂN\nHUYỆN SÔNG LAM\nSố: 12/KH-UBND\n\n",
    "xa": "ỦY BAN NHÂN DÂN\nXÃ AN ĐÔNG\nSố: 12/KH-UBND\n\n",
    "so": "UBND TỈNH LÂM HẢI\nSỞ Y TẾ\nSố: 12/KH-SYT\n\n",
    "truong": "SỞ GIÁO DỤC VÀ ĐÀO TẠO LÂM HẢI\nTRƯỜNG THPT SÔNG LAM\nSố: 12/KH-THPT\n\n",
    "ct": "TỔNG CÔNG TY ĐƯỜNG SÔNG\nCÔNG TY CỔ PHẦN VẬN TẢI AN ĐÔNG\nSố: 2/KH-VTAD\n\n",
    "hanoi": "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI\nSố: 2/KH-UBND\n\n",
    "tp": "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ SÔNG CẦU\nSố: 2/KH-UBND\n\n",
    "ldld": "LIÊN ĐOÀN LAO ĐỘNG TỈNH LÂM HẢI\nSố 12/KH-LĐLĐ\n\n",
    "bv": "SỞ Y TẾ LÂM HẢI\nBỆNH VIỆN ĐA KHOA SÔNG LAM\nSố: 3/KH-BV\n\n",
    "hu": "HUYỆN ỦY SÔNG LAM\nSố 12-CT/HU\n\n",
    "bo": "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG\nSố: 120/KH-BNNMT\n\n",
    "hnd": "HỘI NÔNG DÂN VIỆT NAM\nBCH TỈNH LÂM HẢI\nSố 12-KH/HNDT\n\n",
}


class Case(NamedTuple):
    head: str
    text: str
    rows: tuple[str, ...]


def cases(name: str) -> list[Case]:
    """The lines of a table beside this module."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    table = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return [
        Case(head, text.replace("⏎", "\n").replace("⇥", "\t"), () if rows == "-" else tuple(rows.split())) for head, text, rows in table
    ]


def read(case: Case) -> list[Award]:
    """The awards found in a case, as part of an announcement; lines with tabs are a table, as ingestion marks them."""
    plan = "KẾ HOẠCH\nPhát động phong trào thi đua\n\n" if HEADS[case.head] else ""
    text = HEADS[case.head] + plan + case.text
    parts = []
    for table in re.finditer(r"(?:^[^\n]*\t[^\n]*(?:\n|$)){2,}", text, re.MULTILINE):
        parts.append(Part(table.start(), len(text[: table.end()].rstrip()), "table"))
        parts += [Part(line.start() + table.start(), line.end() + table.start(), "row") for line in re.finditer(r".+", table[0])]
    doc = segment(Document("x", "x.txt", "text/plain", text, tuple(sorted(parts))))
    doc._.about = About(announced=True)
    return extract(doc)


def written(row: Award) -> str:
    """A row in the notation of the tables, its label last and whole."""
    low, high = row.quantity_min, row.quantity_max
    number = "" if low is high is None else str(low) if low == high else f"{'' if low is None else low}-{'' if high is None else high}"
    number = f"..{high}" if low is None and high is not None else f"{low}.." if high is None and low is not None else number
    number += f"/{row.per.replace(' ', '_')}" if row.per else ""
    amount = "" if row.amount is None else format(row.amount.quantize(Decimal(1)), "f")
    label = (row.label or "").replace(" ", "_")
    return ":".join((row.award_code, row.grantor_code or "", row.recipient or "", number, amount, label))


def differences(case: Case) -> tuple[list[str], list[str]]:
    """Wanted rows that are not found, and found rows that nobody wants."""
    found, missing = [written(row) for row in read(case)], []
    for wanted in case.rows:
        parts = (wanted.split(":") + [""] * 5)[:6]
        match = next(
            (row for row in found if row.split(":")[:5] == parts[:5] and parts[5].casefold() in row.split(":")[5].casefold()), None
        )
        if match is None:
            missing.append(wanted)
        else:
            found.remove(match)
    return missing, list(Counter(found).elements())
