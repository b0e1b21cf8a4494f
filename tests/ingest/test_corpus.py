"""The announcements of the corpus, and real files where there are some: what must hold for every one of them.

Real files are looked for in the folder that the environment variable ``THIDUA_REAL`` names.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path

import pytest
from lxml import etree

from pipeline.document import Document, Unreadable
from pipeline.ingest import SUFFIXES, read
from pipeline.ingest.decode import decode
from tests.ingest.conftest import check

CORPUS = Path(__file__).parents[2] / "corpus"
FILES = sorted(path for path in (CORPUS / "announcements").glob("*") if path.suffix in SUFFIXES)
REAL = sorted(path for path in Path(os.environ.get("THIDUA_REAL", "/nonexistent")).glob("*") if path.suffix in SUFFIXES)
# Right titles and days of publication; a change may raise these and not lower them.
TITLES, DAYS = 0.98, 1.0


def _read(path: Path) -> Document | None:
    try:
        return read(path.read_bytes(), path.name)
    except Unreadable as refusal:
        assert refusal.code in ("tesseract-missing", "doc-format")
        return None


@pytest.mark.parametrize("path", [*FILES, *REAL], ids=lambda path: path.name)
def test_every_file_keeps_the_rules(path):
    document = _read(path)
    if document is None:
        return
    check(document)
    assert document.metadata.title
    if document.media_type != "text/html":
        return
    text, _ = decode(path.read_bytes(), markup=True)
    root = etree.fromstring(text.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    for anchor in document.anchors:
        (element,) = root.xpath(anchor.locator)
        shown = "".join(element.itertext())
        if "legacy-encoding" not in [trouble.code for trouble in document.troubles]:
            assert _letters(document.text[anchor.start : anchor.end]) in _letters(shown)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text))


@pytest.fixture(scope="module")
def against_gold() -> list[tuple[Document, dict]]:
    pairs = []
    for path in FILES:
        gold = CORPUS / "gold" / f"{path.stem}.json"
        if gold.exists() and (document := _read(path)) is not None:
            pairs.append((document, json.loads(gold.read_text(encoding="utf-8"))["document"]))
    if not pairs:
        pytest.skip("no gold files")
    return pairs


def test_titles(against_gold):
    judged = [(d.source, g["title"], d.metadata.title) for d, g in against_gold if g.get("title")]
    wrong = [row for row in judged if _letters(row[1].lower()) != _letters(row[2].lower())]
    assert len(wrong) <= (1 - TITLES) * len(judged), wrong


def test_days_of_publication(against_gold):
    judged = [(d.source, g["published_at"], d.metadata.published_at) for d, g in against_gold if "published_at" in g]
    wrong = [row for row in judged if (row[1] or "")[:10] != (row[2].isoformat()[:10] if row[2] else "")]
    assert len(wrong) <= (1 - DAYS) * len(judged), wrong


def test_numbers_stand_in_the_text(against_gold):
    for document, gold in against_gold:
        by_pen = any(trouble.code == "pen" for trouble in document.troubles)  # left out rather than misread
        if gold.get("document_number") and not by_pen:
            assert re.sub(r"\s", "", gold["document_number"]) in re.sub(r"\s", "", document.text), document.source
