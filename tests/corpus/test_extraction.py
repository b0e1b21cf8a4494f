"""The main job on the bundled corpus: every table, true to its text and its source, and as right as it has been.

`floors.json` holds the F1 that each table has reached, for each part of the corpus. A change may raise a floor; to lower one is a
decision that a reader sees in the diff.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import lxml.html
import pypdfium2
import pytest

from extractors.facts import FACTS
from pipeline.evaluate import measure
from pipeline.ingest.decode import decode
from pipeline.ingest.scan.tesseract import program
from tests.corpus.conftest import CORPUS

Row = dict[str, str]
FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))
csv.field_size_limit(1 << 24)


def rows(tables: Path, name: str) -> list[Row]:
    with (tables / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_tables_are_there_and_the_accounts_add_up(tables: Path) -> None:
    for name in ("documents", "campaigns", *FACTS, "joins", "links", "provinces", "comparison", "problems"):
        assert (tables / f"{name}.csv").is_file()
        assert (tables / f"{name}.parquet").is_file()
    lost = [row for row in rows(tables, "problems") if row["severity"] in ("error", "note")]
    assert len(rows(tables, "documents")) + len(lost) == len(list((CORPUS / "announcements").iterdir()))


def test_every_quote_is_the_text_it_points_to(tables: Path) -> None:
    texts: dict[str, str] = {}
    seen = 0
    for name in FACTS:
        for row in rows(tables, name):
            text = texts.setdefault(row["document_id"], (tables / "texts" / f"{row['document_id']}.txt").read_bytes().decode("utf-8"))
            assert row["quote"] == text[int(row["start"]) : int(row["end"])]
            seen += 1
    assert seen > 1000


def test_no_row_says_that_it_is_unsound(tables: Path) -> None:
    assert [row for row in rows(tables, "problems") if row["code"] == "unsound-row"] == []


@pytest.mark.parametrize("suffix", [".html", ".pdf"])
def test_the_evidence_is_found_in_the_source(tables: Path, suffix: str) -> None:
    """The words of a quote stand at the locator's place in the file: the XPath's element, the PDF's page."""
    # A scan has no words in the file to look them up in: its evidence is a box on a picture.
    written = [row for row in rows(tables, "documents") if not int(row["ocr_pages"] or 0)]
    sources = {row["document_id"]: row["source"] for row in written if row["source"].endswith(suffix)}
    looked = 0
    for name in FACTS:
        for row in rows(tables, name):
            source = sources.get(row["document_id"])
            if source is None or not row["quote"]:
                continue
            place = _words_at(CORPUS.parent / source, row["locator"])
            first = re.findall(r"\w+", _plain(row["quote"]))[:1]
            assert not first or first[0] in place, f"{source} {row['locator']}: {row['quote']!r}"
            looked += 1
    assert looked > 200


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower().replace("ð", "đ")


_PAGES: dict[tuple[Path, str], str] = {}


def _words_at(path: Path, locator: str) -> str:
    key = (path, locator if path.suffix == ".html" else locator.split(" [")[0])
    if key not in _PAGES:
        _PAGES[key] = _plain(_element(path, locator) if path.suffix == ".html" else _page(path, locator))
    return _PAGES[key]


def _element(path: Path, xpath: str) -> str:
    text, _ = decode(path.read_bytes(), markup=True)
    found: Any = lxml.html.document_fromstring(text.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8")).xpath(xpath)
    return " ".join(found[0].itertext()) if found else ""


def _page(path: Path, locator: str) -> str:
    number = int(locator.split()[1])
    pdf = pypdfium2.PdfDocument(path)
    try:
        pdf.init_forms()
        if pdf.formenv:
            pdf[number - 1].flatten()
        return str(pdf[number - 1].get_textpage().get_text_bounded())
    finally:
        pdf.close()


def test_pairs_are_one_campaign(tables: Path, gold: dict[str, dict[str, Any]]) -> None:
    campaign = {Path(row["source"]).stem: row["campaign_id"] for row in rows(tables, "documents")}
    pairs = [(Path(name).stem, g["pair"]) for name, g in gold.items() if g.get("pair")]
    told_apart = [pair for pair in pairs if not campaign.get(pair[0]) or campaign.get(pair[0]) != campaign.get(pair[1])]
    assert told_apart == []


def test_joins_are_right(tables: Path) -> None:
    joins = measure(tables, CORPUS / "gold").sets["joins"]
    assert (joins.precision or 0) >= 0.99, f"{joins.false} pairs of {joins.right + joins.false} are not one campaign"
    assert (joins.recall or 0) >= 0.95, f"{joins.missed} pairs of {joins.right + joins.missed} were missed"


def test_every_campaign_of_several_documents_has_its_joins(tables: Path) -> None:
    joined = Counter(row["campaign_id"] for row in rows(tables, "joins"))
    assert joined == {row["campaign_id"]: int(row["documents"]) - 1 for row in rows(tables, "campaigns") if row["documents"] != "1"}


def test_two_provinces_under_one_directive_stay_two_campaigns(tables: Path) -> None:
    found = [row for row in rows(tables, "campaigns") if row["implements"] == "2618/QĐ-TTg"]
    assert len({row["province_code"] for row in found}) == len(found) >= 2


@pytest.mark.skipif(program() is None, reason="the floors hold where Tesseract reads the scans")
@pytest.mark.parametrize("split", ["dev", "test"])
def test_no_table_is_less_right_than_it_was(tables: Path, split: str) -> None:
    measured = measure(tables, CORPUS / "gold", split=split)
    for name, floor in FLOORS[split].items():
        reached = measured.sets[name].f1 or 0.0
        assert reached >= floor, f"{split} {name}: F1 {reached:.3f} is below {floor}"
    assert (measured.share("document").accuracy or 0) > 0.9


def test_the_data_package_is_valid(tables: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(tables / "datapackage.json"))
    assert report.valid, report.flatten(["title", "type", "note"])
