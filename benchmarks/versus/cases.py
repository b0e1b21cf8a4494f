"""What is read: the two tables of phrases, and documents with their gold."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from measuring import ANNOUNCEMENTS, ROOT

from pipeline.document import Unreadable
from pipeline.ingest import read

READ_AGAINST = date(2024, 6, 5)
Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase, the day that it is read against, and the days that it means."""

    text: str
    day: date | None
    means: tuple[Days, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A document's text, its day, its gold rows."""

    name: str
    text: str
    day: date | None
    gold: dict[str, Any]


def _lines(name: str) -> list[str]:
    text = (ROOT / "tests" / "dates" / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def _day(cell: str | None) -> date | None:
    return date.fromisoformat(cell[:10]) if cell and cell != "-" else None


def phrases() -> list[Phrase]:
    """The phrases with at least one expression that means days; how long something lasts and what comes again have none."""
    rows = csv.DictReader(_lines("phrases.tsv"), delimiter="\t", quoting=csv.QUOTE_NONE)
    by_phrase: dict[tuple[str, str], list[Days]] = {}
    for row in rows:
        days = _day(row["date_from"]), _day(row["date_to"])
        by_phrase.setdefault((row["phrase"], row["published"] or ""), []).append(days)
    return [
        Phrase(text.replace("⏎", "\n"), None if against == "-" else READ_AGAINST, tuple(d for d in means if d != (None, None)))
        for (text, against), means in by_phrase.items()
        if any(days != (None, None) for days in means)
    ]


def negatives() -> list[Phrase]:
    """Phrases in which there is no day, read against one."""
    return [Phrase(line.replace("⏎", "\n"), READ_AGAINST, ()) for line in _lines("negatives.tsv")]


def corpus(gold: Path, split: str) -> list[Case]:
    """The bundled documents of one split."""
    return list(_cases(gold, ANNOUNCEMENTS, split))


def folder(gold: Path, texts: Path) -> list[Case]:
    """Documents of one's own."""
    found = list(_cases(gold, texts, None))
    if not found:
        raise SystemExit(f"{gold}: no gold file (*.json) whose document (its “source”) is in {texts}; give the folders that go together")
    return found


def _cases(gold: Path, texts: Path, split: str | None) -> Iterator[Case]:
    for path in sorted(gold.glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        source = texts / Path(str(row["source"])).name
        if (split is not None and row.get("split") != split) or not source.is_file():
            continue
        try:
            text = read(source.read_bytes(), source.name).text
        except Unreadable as why:
            print(f"{source.name} is left out: {why}")
            continue
        about = row.get("document", {})
        yield Case(source.name, text, _day(about.get("published_at") or about.get("issued_on")), row)
