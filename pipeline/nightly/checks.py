"""Whether what a night made may be published. Each check gives what is wrong, a line each; nothing where all is well."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.crawl.ledger import Ledger
from pipeline.crawl.sources import Source
from pipeline.crawl.visits import Visits
from pipeline.nightly.health import off_bounds
from pipeline.nightly.tables import nightly_tables
from pipeline.publish.write import DESCRIPTOR

SHRINKING = 0.05
"""Share of its rows that a table may lose from one publication to the next."""
_MAY_SHRINK = frozenset({"problems", "provinces", *nightly_tables()})

_FORMS: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
}
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def off_bounds_of(sources: Sequence[Source], ledger: Ledger, night: date) -> list[str]:
    """Sources whose listings had fewer or more items tonight than the list of sources says they have."""
    wrong = []
    for source in sources:
        if source.pause or source.id in ledger.paused():
            continue
        visits = Visits(ledger).all(source=source.id)
        kind = off_bounds(visits, night)
        if kind is not None:
            listed = max((visit.tally.listed for visit in visits if visit.night == night), default=0)
            bound = f"at least {source.min_rows}" if kind == "below_minimum" else f"at most {source.max_rows}"
            wrong.append(
                f"{source.id}: lists {listed} items, {bound} are expected; look at {source.start[0]}, then mend its entry, or leave it out "
                f"with `thidua pause {source.id}`"
            )
    return wrong


def shrunk(old: Path | None, new: Path, share: float = SHRINKING) -> list[str]:
    """Tables that have lost more than a share of their rows."""
    if old is None:
        return []
    wrong = []
    for resource in _resources(new):
        name = str(resource["name"])
        if name in _MAY_SHRINK or name.startswith("codes-") or not (old / str(resource["path"])).is_file():
            continue
        before, now = _count(old / str(resource["path"])), _count(new / str(resource["path"]))
        if before - now > share * before:
            wrong.append(
                f"{name}: has {now} rows, {before} were published before; more than {share:.0%} are missing. Compare {old} with {new}; "
                "publish all the same with --accept"
            )
    return wrong


def flaws_of_package(folder: Path) -> list[str]:
    """Where the files of an output folder are not what its descriptor says: columns, types, keys, numbers of rows."""
    resources = _resources(folder)
    keys: dict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]] = {}
    wanted = {
        (str(foreign["reference"]["resource"]) or str(resource["name"]), tuple(foreign["reference"]["fields"]))
        for resource in resources
        for foreign in resource["schema"].get("foreignKeys", ())
    }
    flaws: list[str] = []
    for resource in resources:
        for _, fields in (each for each in wanted if each[0] == resource["name"]):
            keys[str(resource["name"]), fields] = set()
        flaws.extend(_flaws_of_table(folder, resource, keys))
    for resource in resources:
        flaws.extend(_flaws_of_keys(folder, resource, keys))
    return flaws


def _resources(folder: Path) -> list[dict[str, Any]]:
    descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    return list(descriptor["resources"])


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.reader(file)


def _count(path: Path) -> int:
    return sum(1 for _ in _rows(path)) - 1


def _flaws_of_table(
    folder: Path, resource: dict[str, Any], keys: dict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]]
) -> Iterator[str]:
    """Header, cells and primary key of a table; its values that others refer to are noted in ``keys``."""
    name, path, fields = str(resource["name"]), folder / str(resource["path"]), resource["schema"]["fields"]
    if not path.is_file():
        yield f"{name}: {path.name} is missing"
        return
    rows = _rows(path)
    header = next(rows, [])
    if header != [field["name"] for field in fields]:
        yield f"{name}: its columns are not those of the descriptor"
        return
    primary = [header.index(column) for column in resource["schema"].get("primaryKey", ())]
    referred = [(known, [header.index(column) for column in columns]) for (table, columns), known in keys.items() if table == name]
    seen: set[tuple[str, ...]] = set()
    number = 0
    for number, row in enumerate(rows, 1):
        if len(row) != len(fields):
            yield f"{name}: row {number} has {len(row)} cells, not {len(fields)}"
            continue
        for field, cell in zip(fields, row, strict=True):
            flaw = _flaw_of_cell(field, cell)
            if flaw:
                yield f"{name}: row {number}: {field['name']} {flaw}"
        key = tuple(row[at] for at in primary)
        if primary and key in seen:
            yield f"{name}: {', '.join(key)} stands twice"
        seen.add(key)
        for known, at in referred:
            known.add(tuple(row[each] for each in at))
    parquet = path.with_suffix(".parquet")
    if not name.startswith("codes-") and _rows_of_parquet(parquet) != number:
        yield f"{name}: {parquet.name} has not the {number} rows of the CSV"


def _flaw_of_cell(field: dict[str, Any], cell: str) -> str | None:
    constraints = field.get("constraints", {})
    if cell == "":
        return "is empty" if constraints.get("required") else None
    try:
        value = _FORMS[field["type"]](cell)
    except (ValueError, KeyError):
        return f"{cell[:80]!r} is no {field['type']}"
    if field["type"] in ("integer", "number") and not _PLAIN_NUMBER.fullmatch(cell):
        return f"{cell[:80]!r} is no plain {field['type']}"
    if cell not in constraints.get("enum", (cell,)):
        return f"{cell[:80]!r} is none of its values"
    if isinstance(value, float) and not constraints.get("minimum", value) <= value <= constraints.get("maximum", value):
        return f"{cell[:80]} is out of bounds"
    return None


def _flaws_of_keys(
    folder: Path, resource: dict[str, Any], keys: dict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]]
) -> Iterator[str]:
    foreign = resource["schema"].get("foreignKeys", ())
    path = folder / str(resource["path"])
    if not foreign or not path.is_file():
        return
    rows = _rows(path)
    header = next(rows, [])
    for number, row in enumerate(rows, 1):
        for key in foreign:
            value = tuple(row[header.index(column)] for column in key["fields"] if column in header)
            table = str(key["reference"]["resource"]) or str(resource["name"])
            if any(value) and value not in keys.get((table, tuple(key["reference"]["fields"])), ()):
                yield f"{resource['name']}: row {number}: {', '.join(key['fields'])} {', '.join(value)[:80]!r} is not in {table}"


def _rows_of_parquet(path: Path) -> int | None:
    from pyarrow import parquet

    return int(parquet.read_metadata(path).num_rows) if path.is_file() else None
