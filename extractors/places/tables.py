"""The crosswalk of administrative units: provinces with their validity, former districts, communes, other spellings.

The CSV files beside this module are its data: ``provinces.csv``, ``districts.csv`` and ``communes.csv`` are written by
`extractors.places.refresh`; ``aliases.csv``, ``publishers.csv`` and ``district_codes.csv`` are kept by hand. Codes are those of the General
Statistics Office; 63 provinces until 2025-06-30, 34 from 2025-07-01 (resolution 202/2025/QH15), when districts ended too.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

REFORM = date(2025, 7, 1)
FIRST_DAY = date(2004, 1, 1)  # the table begins here; older documents are read with its first rows


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """A province as it was from ``valid_from`` to ``valid_to`` (None: today), and the province of 2025 it lies in.

    ``decree`` is the act that made it so, where that is not older than the table; ``ended_by`` the one that ended it.
    """

    code: str
    name: str
    type: str
    valid_from: date
    valid_to: date | None
    decree: str
    ended_by: str
    code_2025: str
    name_2025: str

    def valid_on(self, day: date) -> bool:
        """True while the row is in force."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class District:
    """A former district: code, name and type at its end, code of its province among the 63.

    ``type_since`` is known where a district (huyện) that shares its name with another became a town or city: until then both
    were districts.
    """

    code: str
    name: str
    type: str
    province: str
    type_since: date | None
    valid_to: date

    def was(self, kind: str, on: date | None) -> bool:
        """Could it be written with this type on that day? (Without a day: in the last ten years of districts.)"""
        if kind == self.type:
            return on is None or self.type_since is None or on >= self.type_since
        return kind == "huyện" and self.type_since is not None and (on or date(2015, 7, 1)) < self.type_since


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of the 63 provinces (with its district) or of the 34 (without); ``province`` is a code of that system."""

    name: str
    type: str
    system: int
    province: str
    district: str


def read(name: str) -> Iterator[dict[str, str]]:
    """Rows of a CSV file of this package."""
    with files("extractors.places").joinpath(name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=1)
def provinces() -> tuple[ProvinceRow, ...]:
    """Every row of the crosswalk of provinces: those before the reform, then those from it on."""
    return tuple(
        ProvinceRow(
            r["code"], r["name"], r["type"], _day(r["valid_from"]) or FIRST_DAY, _day(r["valid_to"]), r["decree"],
            r["ended_by"], r["code_2025"], r["name_2025"],
        )
        for r in read("provinces.csv")
    )  # fmt: skip


def provinces_on(day: date) -> Mapping[str, ProvinceRow]:
    """The provinces in force on a day, by code (days before the table begins are read as its first day).

    >>> len(provinces_on(date(2025, 6, 30))), len(provinces_on(date(2025, 7, 1)))
    (63, 34)
    """
    return _in_force(bisect_right(_turns(), max(day, FIRST_DAY)))


@lru_cache(maxsize=1)
def _turns() -> tuple[date, ...]:
    """The first day of the table, and every day from which other provinces are in force than the day before."""
    ends = {row.valid_to + timedelta(days=1) for row in provinces() if row.valid_to is not None}
    return tuple(sorted(ends | {row.valid_from for row in provinces()}))


@lru_cache(maxsize=64)
def _in_force(turn: int) -> Mapping[str, ProvinceRow]:
    """The provinces in force from the ``turn``-th of those days on: every name in a text asks for them, and the days are few."""
    day = _turns()[turn - 1]
    return {row.code: row for row in provinces() if row.valid_on(day)}


@lru_cache(maxsize=1)
def old_provinces() -> dict[str, ProvinceRow]:
    """The last row before the reform of each province, by code (Hà Tây among them)."""
    return {row.code: row for row in provinces() if row.valid_from < REFORM}


@lru_cache(maxsize=1)
def new_provinces() -> dict[str, ProvinceRow]:
    """The first row since the reform of each province, by code."""
    rows: dict[str, ProvinceRow] = {}
    for row in provinces():
        if row.valid_from >= REFORM:
            rows.setdefault(row.code, row)
    return rows


def province_at(old_code: str, day: date) -> ProvinceRow:
    """The province in force on a day in which a province of the 63 lies (itself, or what it became).

    >>> province_at("10", date(2024, 1, 1)).code, province_at("10", date(2026, 1, 1)).code
    ('10', '15')
    """
    row = old_provinces()[old_code]
    if day < REFORM:
        found = provinces_on(day).get(old_code)
        if found is not None:
            return found
        return provinces_on(day).get(row.code_2025, row)  # Hà Tây after 2008
    return provinces_on(day)[row.code_2025]


@lru_cache(maxsize=1)
def districts() -> tuple[District, ...]:
    """The former districts, those of the last day and those dissolved since 2008."""
    return tuple(
        District(r["code"], f"Quận {r['name']}" if r["name"].isdigit() else r["name"], r["type"], r["province_code"],
                 _day(r["type_since"]), date.fromisoformat(r["valid_to"]))
        for r in read("districts.csv")
    )  # fmt: skip


@lru_cache(maxsize=1)
def communes() -> tuple[Commune, ...]:
    """The communes of both systems (13,000; read when the first commune is met)."""
    return tuple(
        Commune(name, r["type"], int(r["system"]), r["province_code"], r["district"])
        for r in read("communes.csv")
        for name in r["names"].split("|")
    )


@lru_cache(maxsize=1)
def aliases() -> dict[str, tuple[tuple[str, str], ...]]:
    """Other names by kind: ``spelling``, ``abbreviation``, ``newspaper``, ``host`` → (alias, code of the 63 provinces);
    ``city`` (known without its type) and ``spelling of district`` → (alias, code of the district)."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for r in read("aliases.csv"):
        found[r["kind"]].append((r["alias"], r["code"]))
    return {kind: tuple(rows) for kind, rows in found.items()}


@lru_cache(maxsize=1)
def publishers() -> dict[str, dict[str, tuple[str, ...]]]:
    """Who publishes for each of the 63 provinces, by code: ``newspapers`` (names), ``newspaper_hosts`` and ``portal_hosts``."""
    return {
        r["code"]: {name: tuple(filter(None, r[name].split("|"))) for name in ("newspapers", "newspaper_hosts", "portal_hosts")}
        for r in read("publishers.csv")
    }
