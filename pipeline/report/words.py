"""What the page says, in both languages: its own words, labels of codes, columns and tables."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import Any

from extractors.codes import CODE_LISTS, code_list
from extractors.facts import FACTS
from pipeline.publish.schema import tables

Pair = list[str]  # Vietnamese, English


def own() -> dict[str, Pair]:
    """Words of the page by key (``words.csv``)."""
    with files("pipeline.report").joinpath("words.csv").open(encoding="utf-8") as file:
        return {row["key"]: [row["vi"], row["en"]] for row in csv.DictReader(file)}


def codes() -> dict[str, dict[str, Pair]]:
    """Labels by code list and code."""
    return {name: {code: [row["label"], row["label_en"]] for code, row in code_list(name).items()} for name in CODE_LISTS}


def columns() -> dict[str, list[dict[str, Any]]]:
    """Columns of documents, campaigns and the fact tables, each with its type, code list and words."""
    return {
        name: [
            {"name": c.name, "type": c.type, "codes": c.codes, "words": [c.vi, c.en]}
            for c in tables()[name].columns
        ]
        for name in ("documents", "campaigns", *FACTS)
    }
