"""Joining looks at no more of a document than what is kept for it: all bundled documents are joined alike, in whole and light."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.process import process
from pipeline.record import Record, unpack
from pipeline.resolve.campaigns.joining import resolve
from pipeline.resolve.light import Lightener

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def records() -> list[Record]:
    """News items and texts: PDF and scans would take a minute."""
    found = []
    for path in sorted((ROOT / "corpus" / "announcements").iterdir()):
        if path.suffix in (".html", ".txt"):
            outcome = process(path.read_bytes(), path.name)
            if outcome.packed is not None:
                found.append(unpack(outcome.packed))
    return found


def told(records: Any) -> tuple[Any, ...]:
    """All but the facts, which joining hands on as they are."""
    found = resolve(records)
    return found.documents, found.campaigns, found.joins, found.links, found.problems


def test_light_documents_are_joined_as_whole_ones(records: list[Record]) -> None:
    lightener = Lightener()
    light = [lightener.light(record) for record in records]
    assert len(records) > 50
    assert told(light) == told(records)
    assert sum(len(rows) for record in light for rows in record.facts.values()) < sum(len(r) for x in records for r in x.facts.values())


def test_what_many_documents_say_alike_is_kept_once(records: list[Record]) -> None:
    lightener = Lightener()
    first, second = lightener.light(records[0]), lightener.light(records[0])
    for table in ("directives", "dates"):
        assert all(a is b for a, b in zip(first.facts[table], second.facts[table], strict=True))
