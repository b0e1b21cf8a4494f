"""How long the report page takes to write, how large it is, and how soon it is shown, at several numbers of documents.

An output of the bundled corpus is varied until it has as many documents: each copy has identifiers, days, figures and provinces of its
own. Times are those of a headless Chromium that opens the file from the disk with an empty profile; "shown" is from the start of
navigation until the first charts have been drawn, "loaded" until the whole file has been read in.
"""

from __future__ import annotations

import csv
import hashlib
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measuring import existing_folder, keep, parser, show

from extractors.facts import FACTS
from pipeline.report import report
from pipeline.report.tables import Output
from tests.report.chromium import browser, open_page, until

Row = dict[str, str]
_YEARS = range(-6, 3)


def vary(out: Path, to: Path, documents: int, seed: int = 1) -> None:
    """Write an output with as many documents, made of copies of those in ``out``."""
    chance = random.Random(seed)
    shutil.copytree(out, to, ignore=shutil.ignore_patterns("*.parquet", "texts"))
    (to / "texts").mkdir()
    output = Output(out)
    tables = {name: list(output.rows(name)) for name in ("documents", "campaigns", "provinces", *FACTS)}
    texts = {row["document_id"]: output.text(row["document_id"]) for row in tables["documents"]}
    eve = [row for row in tables["provinces"] if row["valid_from"] <= "2025-06-30" <= (row["valid_to"] or "9999")]
    made: dict[str, list[Row]] = {name: [] for name in ("documents", "campaigns", *FACTS)}
    copy = 0
    while len(made["documents"]) < documents:
        chosen = {row["document_id"] for row in tables["documents"][: documents - len(made["documents"])]}
        place, years = chance.choice(eve), chance.choice(_YEARS)
        for name, rows in made.items():
            for row in tables[name]:
                if row.get("document_id", "") in chosen or name == "campaigns":
                    rows.append(_varied(row, copy, place, years))
        for key in sorted(chosen):
            digits = "".join(chance.choice("0123456789") if c.isdecimal() else c for c in texts[key])
            (to / "texts" / f"{_renamed(key, copy)}.txt").write_text(digits, encoding="utf-8", newline="")
        copy += 1
    for name, rows in made.items():
        with (to / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(sorted(rows, key=lambda row: list(row.values())))


def _varied(row: Row, copy: int, place: Row, years: int) -> Row:
    new = dict(row)
    for name in ("document_id", "campaign_id"):
        if new.get(name):
            new[name] = _renamed(new[name], copy)
    if "province_code" in new and new["province_code"]:
        new |= {name: place[name] for name in ("province_code", "province_name", "province_code_2025", "province_name_2025")}
    for name, value in new.items():
        if len(value) >= 10 and value[4:8:3] == "--" and value[:4].isdecimal() and value[5:10] != "02-29":
            new[name] = f"{int(value[:4]) + years}{value[4:]}"
    return new


def _renamed(key: str, copy: int) -> str:
    return key if copy == 0 else hashlib.sha256(f"{key} {copy}".encode()).hexdigest()[:16]


def measure(out: Path, sizes: list[int], repeat: int) -> Iterator[dict[str, Any]]:
    """Figures of each size."""
    with tempfile.TemporaryDirectory() as work:
        for size in sizes:
            tables, page = Path(work, f"tables-{size}"), Path(work, f"page-{size}.html")
            vary(out, tables, size)
            began, began_cpu = time.monotonic(), time.process_time()
            report(tables, page)
            written = {"wall": time.monotonic() - began, "cpu": time.process_time() - began_cpu}
            yield {"documents": size, "write_s": written["wall"], "write_cpu_s": written["cpu"],
                   "megabytes": page.stat().st_size / 1e6, **_opened(page, repeat)}  # fmt: skip


def _opened(page: Path, repeat: int) -> dict[str, float]:
    shown, loaded, text, rows = [], [], [], []
    for _ in range(repeat):
        with browser() as driver:
            open_page(driver, page)
            shown.append(driver.execute_script("return performance.getEntriesByName('thidua-shown')[0].startTime") / 1000)
            until(driver, "return document.readyState === 'complete'")
            loaded.append(driver.execute_script("return performance.timing.loadEventEnd - performance.timing.navigationStart") / 1000)
            text.append(_followed(driver, "#/documents", "document.querySelector('tbody a').hash", "document.querySelector('mark')"))
            rows.append(_followed(driver, "#/", "document.querySelector('#awards .plot a').getAttribute('href')",
                                  "location.hash.startsWith('#/rows') && document.querySelector('tbody a')"))  # fmt: skip
    return {name: statistics.median(found) for name, found in
            {"shown_s": shown, "loaded_s": loaded, "document_s": text, "rows_s": rows}.items()}  # fmt: skip


def _followed(driver: Any, start: str, link: str, there: str) -> float:
    """Seconds from following a link until what it leads to stands in the page."""
    driver.execute_script("location.hash = arguments[0]", start)
    until(driver, f"try {{ return !!{link} }} catch {{ return false }}")
    return float(driver.execute_async_script(
        f"const done = arguments[0], began = performance.now(); location.hash = {link};"
        f"const look = () => ({there}) ? done((performance.now() - began) / 1000) : requestAnimationFrame(look);"
        "requestAnimationFrame(look);"
    ))  # fmt: skip


def _figure(value: float | int) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"


def main() -> None:
    """Measure and show."""
    line = parser(__doc__ or "", "python benchmarks/report.py outputs/demo --documents 100 10000")
    line.add_argument("out", type=existing_folder, metavar="OUT", help="output of `thidua extract corpus/announcements`")
    line.add_argument("--documents", type=int, nargs="+", default=[100, 1000, 10000], metavar="N", help="sizes to measure")
    line.add_argument("--repeat", type=int, default=5, metavar="N", help="openings of each page; the median counts")
    given = line.parse_args()
    found = list(measure(given.out, given.documents, given.repeat))
    header = list(found[0])
    show("The report page", header, [[_figure(row[name]) for name in header] for row in found])
    keep(given.json, {"sizes": found})


if __name__ == "__main__":
    main()
