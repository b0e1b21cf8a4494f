"""Label Studio's JSON-MIN turned back into results.

JSON-MIN lists what was said control by control and drops the identifiers of regions; a single choice or line of text even loses its
offsets. What belongs to which region follows only where a control was answered for every region that has it, for Label Studio keeps
them in one order. Elsewhere the control is in doubt, and whatever rests on it is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.annotate.controls import LABEL, OPTIONAL, TOLD, UNPLACED, UNSCORED, Control, controls, table_of

Result = dict[str, Any]


def results_of(row: dict[str, Any], asked: Sequence[str]) -> tuple[list[Result], set[str]]:
    """Results of a row of JSON-MIN, and the controls in doubt."""
    tables = [key for key in asked if key not in TOLD]
    results: list[Result] = []
    doubts: set[str] = set()
    regions: dict[str, list[str]] = {table: [] for table in tables}
    for number, value in enumerate(_listed(row.get(LABEL))):
        results.append({"id": f"r{number}", "from_name": LABEL, "type": "labels", "value": value})
        labels = value.get("labels") if isinstance(value, dict) else None
        table = table_of(labels[0], tables) if isinstance(labels, list) and labels else None
        if table is not None:
            regions[table].append(f"r{number}")
    for table in tables:
        for control in controls(table):
            values = _listed(row.get(control.name))
            if len(values) == len(regions[table]):
                results += [_result(control, value, region) for value, region in zip(values, regions[table], strict=True)]
            elif values:
                doubts.add(control.name)
    for key in TOLD:
        for control in controls(key):
            results += [_result(control, value, control.name) for value in _listed(row.get(control.name))]
    for name, kind in ((UNPLACED, "text"), (UNSCORED, "choices")):
        for value in _listed(row.get(name)):
            results.append({"id": name, "from_name": name, "value": value if isinstance(value, dict) else {kind: [value]}})
    if row.get(OPTIONAL):
        doubts.add(OPTIONAL)
    return results, doubts


def _listed(said: Any) -> list[Any]:
    if said is None:
        return []
    return said if isinstance(said, list) else [said]


def _result(control: Control, said: Any, region: str) -> Result:
    kind = "choices" if control.choices else "text"
    return {"id": region, "from_name": control.name, "value": said if isinstance(said, dict) else {kind: [said]}}
