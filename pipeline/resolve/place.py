"""The place of a document: its province on its day, that province's successor of 2025, and the district where it is a district's.

Nothing is guessed: where the evidence is weak, or two provinces have nearly as much, the columns stay empty. Documents of central
bodies have no province, whatever city their place line names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

from extractors.facts import Document as DocumentRow
from extractors.facts import Join, Problem
from extractors.places import find_places
from extractors.places.tables import REFORM, districts, new_provinces, provinces_on
from extractors.segmented import Layout
from extractors.view import fold, view
from pipeline.document import Document
from pipeline.resolve.evidence import CENTRAL, WEIGHTS, Clue, clues

Row = TypeVar("Row", Problem, Join)

ENOUGH = 1.4  # total weight below which the evidence is weak
AHEAD = 1.5  # how many times the next province's weight the first needs
OWN = frozenset({"issuer", "letterhead", "place line", "title", "gloss", "site", "host", "authority", "newspaper", "address"})
# kind of clue → weight for the district; at most three clues of a kind count
DISTRICT = {
    "issuer": 12.0, "letterhead": 6.0, "title": 5.0, "site": 5.0, "district host": 4.0, "place line": 3.0,
    "launching district": 3.0, "own address": 3.0, "own district": 1.5, "authority": 1.5, "address": 1.0, "named": 0.3,
}  # fmt: skip
DISTRICT_ENOUGH = 3.0
_CITIES = "hà nội|hồ chí minh|hải phòng|đà nẵng|cần thơ|huế"
_PROVINCIAL = re.compile(rf"(?<![^\W_])(?:tỉnh|sở|thành phố (?:{_CITIES})|thành ủy|tỉnh ủy)(?![^\W_])")
_LOCAL = re.compile(r"(?<![^\W_])(?:huyện|quận|thị xã|phòng|xã(?! hội)|phường|thị trấn|trường|thị ủy)(?![^\W_])")
_FIRM = re.compile(r"(?<![^\W_])(?:tổng công ty|tập đoàn|ngân hàng)(?![^\W_])")
_BELOW = re.compile(
    r"^\W*(?:trường|sở|công ty|tổng công ty|cục|viện|học viện|bệnh viện|ban quản lý|nhà máy)(?![^\W_])", re.MULTILINE
)
_STATE = re.compile(r"cộng hòa xã hội chủ nghĩa|đảng cộng sản việt nam|độc lập - tự do")
_MANY = re.compile(r"(?<![^\W_])(?:các (?:huyện|quận|thị xã)|cụm thi đua|khối thi đua)(?![^\W_])")
_OPENING = 600  # characters in which an unmarked head stands
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    """Where a document is at home, with the clues that say so, heaviest first; None where nothing is certain enough."""

    province_code: str | None = None
    province_name: str | None = None
    province_code_2025: str | None = None
    province_name_2025: str | None = None
    district_name: str | None = None
    reasons: tuple[tuple[str, float], ...] = ()


def place_of(document: Document, layout: Layout, on: date | None, issuer: str | None) -> DocumentPlace:
    """The place of a document of the day ``on`` issued by ``issuer`` (None where unknown, as in news)."""
    day = on or _era(document.text)
    head = _head(document, layout)
    found = list(clues(document, layout, day or date(2024, 1, 1), issuer))
    central = _central(issuer, head, found)
    if central:
        return DocumentPlace(reasons=((f"central body: {central}", 0.0),))
    if issuer and _FIRM.search(fold(issuer)):
        found = [c for c in found if not (c.kind == "place line" and c.provinces == ("01",))]  # half the firms sit in Hà Nội
    scores, reasons = _weigh(found)
    code = _winner(scores, found)
    if code is None:
        return DocumentPlace(reasons=_heaviest(reasons, None))
    row = provinces_on(day or date(2024, 1, 1))[code]
    same = day is not None or row.code == row.code_2025 or row.name not in {new.name for new in new_provinces().values()}
    district = _district(found, code, issuer, head) if (day or date(2024, 1, 1)) < REFORM else None
    return DocumentPlace(
        row.code if same else None, row.name, row.code_2025, row.name_2025, district, _heaviest(reasons, code)
    )  # fmt: skip


def _era(text: str) -> date | None:
    """A day in the system that a document without a date speaks of, as far as its years and units tell."""
    years = [int(y) for y in _YEAR.findall(text) if int(y) <= 2030]
    if years and min(years) >= 2026:
        return date(min(years), 1, 1)
    low = view(text).low
    units = any(f" {word} " in low for word in ("huyện", "quận", "thị xã"))
    if units or (years and max(years) <= 2024):
        return date(min(max(years, default=2024), 2024), 1, 1)
    return None


def _central(issuer: str | None, head: str, found: Iterable[Clue]) -> str | None:
    """The central body that issues the document, if one does."""
    told = {c.kind for c in found if c.provinces}
    if issuer:
        low = fold(issuer)
        if CENTRAL.compiled.search(low.replace("\n", " ")) and "issuer" not in told and not _PROVINCIAL.search(low):
            return issuer
        return None
    if "letterhead" in told:
        return None
    if _BELOW.search(fold(head)):
        return None
    for line in head.splitlines()[:3]:
        if CENTRAL.compiled.search(fold(line).strip()):
            return line.strip()
    return None


def _head(document: Document, layout: Layout) -> str:
    """The letterhead; where ingestion marked none, the shouted lines above and beside the name of the state."""
    marked = "\n".join(document.text[p.start : p.end] for p in layout.of_kind("head"))
    if marked or not _STATE.search(view(document.text).low, 0, _OPENING):
        return marked
    lines = document.text[:_OPENING].splitlines()
    shouted = "\n".join(line for line in lines if line.isupper() and not _STATE.search(fold(line)))
    return "" if find_places(shouted) else shouted


def _weigh(found: Iterable[Clue]) -> tuple[dict[str, float], list[tuple[str, str, float]]]:
    sums: dict[tuple[str, str], float] = defaultdict(float)
    reasons: list[tuple[str, str, float]] = []
    for clue in found:
        kind = clue.kind if len(clue.provinces) == 1 else "possible"
        one, most = WEIGHTS[kind]
        for code in clue.provinces:
            add = min(one, most - sums[code, kind])
            if add > 0:
                sums[code, kind] += add
                reasons.append((code, f"{kind}: {' '.join(clue.words.split())}", round(add, 2)))
    scores: dict[str, float] = defaultdict(float)
    for (code, _), weight in sums.items():
        scores[code] += weight
    return dict(scores), reasons


def _winner(scores: dict[str, float], found: list[Clue]) -> str | None:
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    code, first = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    if first < ENOUGH or first < AHEAD * second:
        return None
    own = any(c.kind in OWN and c.provinces == (code,) for c in found)
    if not own and first < 0.7 * sum(w for w in scores.values() if w >= 0.4):
        return None  # a province that the text names among others
    return code


def _heaviest(reasons: list[tuple[str, str, float]], code: str | None) -> tuple[tuple[str, float], ...]:
    kept: dict[str, float] = defaultdict(float)
    for unit, words, weight in reasons:
        if code is None:
            kept[f"{words} → {unit}"] += weight
        elif unit == code:
            kept[words] += weight
    return tuple(sorted(((w, round(n, 2)) for w, n in kept.items()), key=lambda item: -item[1])[:12])


@lru_cache(maxsize=1)
def _towns() -> set[str]:
    return {unit.name for unit in districts() if unit.type == "thành phố"}


def _district(found: list[Clue], code: str, issuer: str | None, head: str) -> str | None:
    """The district whose document it is; None for a province's document that only names districts."""
    whose = fold(issuer or "")
    if whose and _PROVINCIAL.search(whose) and not _LOCAL.search(whose):
        return None
    if not whose and head and _PROVINCIAL.search(fold(head)) and not _LOCAL.search(fold(head)):
        return None
    sums: dict[str, float] = defaultdict(float)
    kinds: dict[str, set[str]] = defaultdict(set)
    once: dict[tuple[str, str], int] = defaultdict(int)
    for clue in found:
        for name, province in clue.districts:
            if province == code:
                kind = clue.kind if clue.kind in DISTRICT else "named"
                once[name, kind] += 1
                if once[name, kind] <= 3:
                    sums[name] += DISTRICT[kind]
                kinds[name].add(kind)
    if not sums:
        return None
    ranked = sorted(sums.items(), key=lambda item: -item[1])
    name, first = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    local = bool(_LOCAL.search(whose)) and not _MANY.search(whose)
    heads = ("title", "issuer") if local else ("title", "issuer", "letterhead")
    of_the_province = any(c.kind in heads and not c.districts and c.provinces == (code,) for c in found)
    anchors = {"issuer", "letterhead", "title", "site", "district host", "launching district"}
    if not of_the_province:
        anchors.add("own address")
    if (local or (not whose and name not in _towns())) and not of_the_province:
        anchors.add("place line")  # a province's own place line bears its name, or that of the town it sits in
    anchored = kinds[name] & anchors or (once[name, "own district"] >= 2 and not of_the_province)
    return name if anchored and first >= DISTRICT_ENOUGH and first >= 1.4 * second else None


def placed(rows: Iterable[Row], documents: Iterable[DocumentRow]) -> list[Row]:
    """Problems or joins with the province of the document that they are about, where it was read."""
    names = ("province_code", "province_name", "province_code_2025", "province_name_2025")
    known = {row.document_id: {name: getattr(row, name) for name in names} for row in documents}
    return [replace(row, **known.get(row.document_id or "", {})) for row in rows]
