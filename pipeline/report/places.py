"""Where campaigns and documents lie in the two systems of provinces, and where a province stands on the tile grid.

A code means nothing without its day: 15 was Yên Bái and is Lào Cai. What happened since 1 July 2025 has a place among the 63
only where its province was not merged.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from extractors.places.tables import REFORM
from pipeline.report.tables import Row

SYSTEMS = ("63", "34")
_EVE = "2025-06-30"
_DAY = REFORM.isoformat()


@dataclass(frozen=True, slots=True)
class Tile:
    """A province on the grid: code, name, column and row (from 0, north at the top)."""

    code: str
    name: str
    column: int
    row: int


class Places:
    """The crosswalk of an output (table ``provinces``)."""

    def __init__(self, provinces: Iterable[Row]) -> None:
        rows = list(provinces)
        eve = [row for row in rows if row["valid_from"] <= _EVE <= (row["valid_to"] or "9999")]
        self.names = {
            "63": {row["province_code"]: row["province_name"] for row in eve},
            "34": {row["province_code"]: row["province_name"] for row in rows if row["valid_from"] >= _DAY},
        }
        self._before = {(r["province_code"], r["province_name"]): r["province_code_2025"] for r in rows if r["valid_from"] < _DAY}
        self._after = {(r["province_code"], r["province_name"]) for r in rows if r["valid_from"] >= _DAY}
        parts = defaultdict(list)
        for row in eve:
            parts[row["province_code_2025"]].append(row["province_code"])
        self._unmerged = {code: former[0] for code, former in parts.items() if len(former) == 1}

    def of(self, row: Row, day: str) -> tuple[str, str]:
        """Codes among the 63 and the 34 of a campaign or document (empty: none that can be told).

        Parameters
        ----------
        day
            ISO date it belongs to; empty if unknown.
        """
        code, name, now = row["province_code"], row["province_name"], row["province_code_2025"]
        return self._former(code, name, now, day[:10]), now if now in self.names["34"] else ""

    def _former(self, code: str, name: str, now: str, day: str) -> str:
        old, new = (code, name) in self._before, (code, name) in self._after
        if old and (day < _DAY if day else not new):
            # Hà Tây ended in 2008, within the older system: its successor there has its code among the 34 too.
            return code if code in self.names["63"] else now if now in self.names["63"] else ""
        return self._unmerged.get(now, "")

    def tiles(self) -> dict[str, list[Tile]]:
        """Provinces of each system with their tiles, from north to south."""
        found: dict[str, list[Tile]] = {system: [] for system in SYSTEMS}
        with files("pipeline.report").joinpath("tiles.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                names = self.names[row["system"]]
                if row["code"] in names:
                    found[row["system"]].append(Tile(row["code"], names[row["code"]], int(row["column"]), int(row["row"])))
        return found
