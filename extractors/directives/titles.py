"""Instruments named by title and no number: laws, codes, congress resolutions."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from extractors.directives.patterns import CONGRESS
from extractors.rule import Rule
from extractors.view import View, fold


def _laws() -> str:
    text = (files("extractors.directives") / "laws.csv").read_text(encoding="utf-8")
    titles = [row["title"] for row in csv.DictReader(text.splitlines(), delimiter="\t")]
    titles.sort(key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(word) for word in fold(title).split()) for title in titles)


LAW = Rule(
    name="law-title",
    pattern=rf"(?<![\w])(?:{_laws()})(?![\w])",
    finds={"Căn cứ Luật Thi đua, khen thưởng ngày": "Luật Thi đua, khen thưởng", "Bộ luật Lao động": "Bộ luật Lao động"},
    leaves=["pháp luật về thi đua"],
)
LAW_NAME = LAW.compiled


@dataclass(frozen=True, slots=True)
class Named:
    """An instrument named by its title."""

    start: int
    end: int
    rule: str
    document_type: str
    title: str


def named_by_title(seen: View) -> Iterator[Named]:
    """Laws and congress resolutions named without a number, in no particular order."""
    for match in LAW.compiled.finditer(seen.low):
        if not seen.text[match.start()].isupper():
            continue
        title = " ".join(seen.text[match.start() : match.end()].split())
        yield Named(match.start(), match.end(), LAW.name, "phap_lenh" if match[0].startswith("pháp") else "luat", title)
    for match in CONGRESS.compiled.finditer(seen.low):
        title = " ".join(seen.text[match.start() : match.end()].split()).rstrip(" ,")
        yield Named(match.start(), match.end(), CONGRESS.name, "nghi_quyet", title)
