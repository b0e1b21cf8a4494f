"""The code lists of the tables, as published (``extractors/codes/*.csv``)."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def code_list(name: str) -> dict[str, dict[str, str]]:
    """Rows of one code list by code, in the order of the file.

    >>> code_list("levels")["tinh"]["label_en"]
    'province'
    """
    text = (files("extractors") / "codes" / f"{name}.csv").read_text(encoding="utf-8")
    return {row["code"]: row for row in csv.DictReader(text.splitlines())}


CODE_LISTS = (
    "awards", "campaign_types", "citation_roles", "date_roles", "document_types", "grantors",
    "levels", "occasions", "participants", "sections", "sectors", "units",
)  # fmt: skip
