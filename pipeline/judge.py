"""Which rows of an output are right, by gold: what confidence is measured and fitted against.

A row is right if `thidua evaluate` counts it among the right ones: a directive by its number, a date by its role and days, a target by
value, unit and a like indicator, a participant by its code, an award by form and grantor. Rows that gold calls optional are not judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from extractors.facts import Fact
from pipeline.agreement import likeness, number, value

Row = Mapping[str, Any]
ALIKE = 0.5
"""Likeness of two indicators from which they are one."""


def cells(fact: Fact) -> dict[str, Any]:
    """The columns of a fact by name."""
    return {name: getattr(fact, name) for name in type(fact).__dataclass_fields__}


def judged(table: str, gold: Mapping[str, Any], rows: Iterable[Row]) -> Iterator[tuple[Row, bool]]:
    """The rows of a table of one document that can be judged, and whether each is right.

    >>> gold = {"participants": [{"participant_code": "cap_xa"}, {"participant_code": "ho_gia_dinh", "optional": True}]}
    >>> found = [{"participant_code": code} for code in ("cap_xa", "ho_gia_dinh", "nha_bao")]
    >>> [(row["participant_code"], right) for row, right in judged("participants", gold, found)]
    [('cap_xa', True), ('nha_bao', False)]
    """
    if table not in gold:
        return
    if table == "targets":
        yield from _targets(gold, list(rows))
        return
    known = [row for row in gold[table] if table != "directives" or row.get("number")]
    required = {_key(table, row) for row in known if not row.get("optional")}
    optional = {_key(table, row) for row in known} - required
    for row in rows:
        if _asked(table, row) and (key := _key(table, row)) not in optional:
            yield row, key in required


def _asked(table: str, row: Row) -> bool:
    if table == "directives":
        return bool(row.get("number"))
    return not (table == "dates" and row.get("role") == "khac" or table == "participants" and row.get("basis") == "eligible")


def _key(table: str, row: Row) -> tuple[str, ...]:
    if table == "directives":
        return (number(row["number"]),)
    if table == "dates":
        first = row.get("date_from") or ""
        return str(row.get("role") or ""), str(first), str(row.get("date_to") or first)
    if table == "participants":
        return (str(row["participant_code"]),)
    return str(row["award_code"]), str(row.get("grantor_code") or "")


def _targets(gold: Row, rows: Sequence[Row]) -> Iterator[tuple[Row, bool]]:
    """Numeric ones by value, unit and words; those without a figure where gold lists them (key ``qualitative``)."""
    left = [row for row in rows if _kind(row) == "numeric"]
    for want in (row for row in gold["targets"] if _kind(row) == "numeric"):
        same = [row for row in left if _amount(row) == _amount(want)]
        best = max(same, key=lambda row: likeness(row.get("indicator"), want.get("indicator")), default=None)
        if best is not None:
            left = [row for row in left if row is not best]
            if not want.get("optional"):
                yield best, likeness(best.get("indicator"), want.get("indicator")) >= ALIKE
    yield from ((row, False) for row in left)
    if "qualitative" in gold:
        for row in (row for row in rows if _kind(row) != "numeric"):
            best = max(gold["qualitative"], key=lambda want: likeness(row.get("indicator"), want["indicator"]), default=None)
            found = best is not None and likeness(row.get("indicator"), best["indicator"]) >= ALIKE
            if not (found and best is not None and best.get("optional")):
                yield row, found


def _kind(row: Row) -> str:
    return str(row.get("kind") or "numeric")


def _amount(row: Row) -> tuple[object, object, str]:
    return value(row.get("value_min")), value(row.get("value_max")), str(row.get("unit") or "")
