"""Writes ``provinces.csv``, ``districts.csv`` and ``communes.csv`` beside this file: ``python -m extractors.places.refresh``.

Run by hand when underthesea's table of administrative units moves; the package itself reads only the CSV files. Sources: the 63
and 34 provinces, their codes of the General Statistics Office (GSO) and the units below them from `underthesea.address`
(resolution 202/2025/QH15, in force 2025-07-01); the changes before and after that from the resolutions named in ``AMENDED``;
codes of districts, and districts that were dissolved earlier, from ``district_codes.csv``, which is kept by hand.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
START, LAST_63, FIRST_34 = "2004-01-01", "2025-06-30", "2025-07-01"  # 2004: the last three provinces were divided
MERGER, DIVISION = "202/2025/QH15", "22/2003/QH11"
# Divided by DIVISION as of START; the others are older than the table, and their acts are not in it.
DIVIDED = ("11", "12", "66", "67", "92", "93")
# Rows (code, name, type, valid_from, valid_to, decree, ended_by) that stand instead of underthesea's one; key is (system, code).
AMENDED: dict[tuple[int, str], list[tuple[str, str, str, str, str, str, str]]] = {
    (63, "46"): [
        ("46", "Thừa Thiên Huế", "tỉnh", START, "2024-12-31", "", "175/2024/QH15"),
        ("46", "Huế", "thành phố", "2025-01-01", LAST_63, "175/2024/QH15", MERGER),
    ],
    (34, "75"): [
        ("75", "Đồng Nai", "tỉnh", FIRST_34, "2026-04-29", MERGER, "30/2026/QH16"),
        ("75", "Đồng Nai", "thành phố", "2026-04-30", "", "30/2026/QH16", ""),
    ],
    (34, "22"): [
        ("22", "Quảng Ninh", "tỉnh", FIRST_34, "2026-08-31", MERGER, "36/2026/QH16"),
        ("22", "Quảng Ninh", "thành phố", "2026-09-01", "", "36/2026/QH16", ""),
    ],
    (34, "24"): [
        ("24", "Bắc Ninh", "tỉnh", FIRST_34, "2026-09-19", MERGER, "39/2026/QH16"),
        ("24", "Bắc Ninh", "thành phố", "2026-09-20", "", "39/2026/QH16", ""),
    ],
}
# Hà Tây went into Hà Nội on 2008-08-01.
GONE = [("28", "Hà Tây", "tỉnh", START, "2008-07-31", "", "15/2008/QH12", "01", "Hà Nội")]
TYPES = ("thành phố", "thị trấn", "thị xã", "đặc khu", "phường", "huyện", "quận", "tỉnh", "xã")


def split_type(name: str) -> tuple[str, str]:
    """``Thị Xã Buôn Hồ`` → ``("thị xã", "Buôn Hồ")``."""
    for kind in TYPES:
        if name.lower().startswith(kind + " "):
            return kind, name[len(kind) + 1 :].strip()
    return "", name.strip()


def province_rows(data: dict[str, Any]) -> list[Sequence[str]]:
    """Rows of ``provinces.csv``, by system and code."""
    new = data["province_names"]
    rows: list[Sequence[str]] = list(GONE)
    for system, table in ((63, data["old_province_names"]), (34, new)):
        first, last, ended_by = (START, LAST_63, MERGER) if system == 63 else (FIRST_34, "", "")
        for key, unit in sorted(table.items(), key=lambda item: item[1]["code"]):
            into = new[data["province_mapping"][key] if system == 63 else key]
            decree = MERGER if system == 34 else DIVISION if unit["code"] in DIVIDED else ""
            one = [(unit["code"], unit["short"], split_type(unit["name"])[0], first, last, decree, ended_by)]
            rows += [(*row, into["code"], into["short"]) for row in AMENDED.get((system, unit["code"]), one)]
    return rows


def district_rows(data: dict[str, Any]) -> list[Sequence[str]]:
    """Rows of ``districts.csv``; every district of underthesea has to have a code in ``district_codes.csv``."""
    provinces = {unit["name"]: unit["code"] for unit in data["old_province_names"].values()}
    found = {(provinces[r["old_province"]], *split_type(r["old_district"])) for r in data["ward_mapping"]}
    with (HERE / "district_codes.csv").open(encoding="utf-8", newline="") as file:
        kept = list(csv.DictReader(file))
    rows: list[Sequence[str]] = []
    for row in kept:
        if row["valid_to"]:
            rows.append((row["code"], row["name"], row["type"], row["province_code"], row["type_since"], row["valid_to"]))
            continue
        kinds = [k for p, k, n in found if (p, n) == (row["province_code"], row["name"]) and row["type"] in ("", k)]
        if len(kinds) != 1:
            raise ValueError(f"district_codes.csv: {row['name']} of {row['province_code']} is {kinds} in underthesea")
        found.remove((row["province_code"], kinds[0], row["name"]))
        rows.append((row["code"], row["name"], kinds[0], row["province_code"], row["type_since"], LAST_63))
    if found:
        raise ValueError(f"district_codes.csv lacks {sorted(found)}")
    return rows


def commune_rows(data: dict[str, Any]) -> list[Sequence[str]]:
    """Rows of ``communes.csv``: one a system, province, district and type, with the names joined by ``|``."""
    old = {unit["name"]: unit["code"] for unit in data["old_province_names"].values()}
    new = {unit["name"]: unit["code"] for unit in data["province_names"].values()}
    groups: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for record in data["ward_mapping"]:
        kind, name = split_type(record["old_ward"])
        if kind:
            groups["63", old[record["old_province"]], split_type(record["old_district"])[1], kind].add(name)
        kind, name = split_type(record["new_ward"])
        if kind:
            groups["34", new[record["new_province"]], "", kind].add(name)
    return [(*key, "|".join(sorted(names))) for key, names in sorted(groups.items())]


def write(name: str, header: str, rows: Iterable[Sequence[str]]) -> None:
    """One CSV file as package data."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


def main() -> None:
    """Rewrites the three files."""
    data = json.loads(files("underthesea.address").joinpath("data/mapping.json").read_text(encoding="utf-8"))
    write("provinces.csv", "code name type valid_from valid_to decree ended_by code_2025 name_2025", province_rows(data))
    write("districts.csv", "code name type province_code type_since valid_to", district_rows(data))
    write("communes.csv", "system province_code district type names", commune_rows(data))


if __name__ == "__main__":
    main()
