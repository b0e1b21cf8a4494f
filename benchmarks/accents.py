"""What one wrong accent in twenty syllables costs: F1 of every table of facts on the texts as they are, and on spoiled ones.

    python -m benchmarks.accents [--seeds 1 2 3]

Documents of the development split that need no OCR; their parts, offsets and metadata stay. One letter in each run of twenty syllables
gets another accent (or none, or one it should not have). Scans and typists do this.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from extractors.facts import FACTS, Fact
from pipeline.document import Document
from pipeline.evaluate import compare_facts
from pipeline.extract import extract
from pipeline.figures import Measured
from pipeline.ingest import read
from pipeline.judge import cells
from pipeline.segment import segment

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
EVERY = 20
"""Syllables of which one is spoiled."""
_SYLLABLE = re.compile(r"[^\W\d_]+")


def _families() -> dict[str, list[str]]:
    """Each Vietnamese vowel to the others that differ from it by accents alone."""
    by_base: dict[str, list[str]] = defaultdict(list)
    for letter in "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ":
        by_base[unicodedata.normalize("NFD", letter)[0]].append(letter)
    found = {letter: [other for other in family if other != letter] for family in by_base.values() for letter in family}
    return found | {letter.upper(): [other.upper() for other in others] for letter, others in found.items()}


FAMILIES = _families()


def spoiled(text: str, seed: int) -> str:
    """``text`` (NFC) with one wrong accent in every twenty syllables; same length, same for the same seed.

    >>> text = "Ủy ban nhân dân tỉnh phát động phong trào thi đua xây dựng nông thôn mới giai đoạn hai mươi"
    >>> sum(a != b for a, b in zip(text, spoiled(text, 1), strict=True))
    1
    """
    chance = random.Random(seed)
    letters = list(text)
    syllables = [match.span() for match in _SYLLABLE.finditer(text)]
    for first in range(0, len(syllables), EVERY):
        places = [i for start, end in syllables[first : first + EVERY] for i in range(start, end) if letters[i] in FAMILIES]
        if places:
            place = chance.choice(places)
            letters[place] = chance.choice(FAMILIES[letters[place]])
    return "".join(letters)


def measure(documents: Sequence[tuple[Document, Mapping[str, Any]]], seed: int | None = None) -> Measured:
    """Facts of documents beside their gold; with a seed, of their spoiled texts."""
    measured = Measured(documents=len(documents))
    for document, gold in documents:
        if seed is not None:
            document = replace(document, text=spoiled(document.text, seed))
        facts = extract(document, segment(document)).facts
        compare_facts(measured, document.source, gold, {table: [_text(row) for row in facts[table]] for table in FACTS})
    return measured


def _text(row: Fact) -> dict[str, str]:
    return {name: "" if cell is None else str(cell) for name, cell in cells(row).items()}


def written_documents(split: str, names: Sequence[str] = ()) -> list[tuple[Document, Mapping[str, Any]]]:
    """The documents of a split that need no OCR, or those named of them, with their gold."""
    found = []
    for path in sorted((CORPUS / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold["split"] != split or (names and path.stem not in names):
            continue
        document = read((CORPUS / "announcements" / gold["source"]).read_bytes(), gold["source"])
        if not document.ocr_pages:
            found.append((document, gold))
    return found


def main() -> None:
    """Print F1 by table: as written, spoiled (mean of the seeds), and what is lost."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    options.add_argument("--split", default="dev")
    options.add_argument("--errors", metavar="TABLE", help="list what is wrong in this table with the first seed and not without")
    given = options.parse_args()
    documents = written_documents(given.split)
    clean = measure(documents)
    runs = [measure(documents, seed) for seed in given.seeds]
    print(f"{len(documents)} documents, seeds {given.seeds}\n\n| table | as written | spoiled | lost |\n| --- | ---: | ---: | ---: |")
    for table in (*FACTS, "targets.full", "awards.form", "dates.any_role"):
        before = 100 * (clean.sets[table].f1 or 0)
        after = sum(100 * (run.sets[table].f1 or 0) for run in runs) / len(runs)
        print(f"| {table} | {before:.1f} | {after:.1f} | {before - after:.1f} |")
    if given.errors:
        known = set(clean.errors)
        for error in sorted(error for error in runs[0].errors if error not in known and error.field == given.errors):
            print(error.kind, error.document, error.what)


if __name__ == "__main__":
    main()
