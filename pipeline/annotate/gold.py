"""Gold files from annotations: rows with the columns of the tables, checked, or left out with the reason.

A table of which anything cannot be read is left out of the gold of that document, because a table that is there is taken for complete.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from pipeline.annotate.controls import LABEL, OPTIONAL, TOLD, UNPLACED, UNSCORED, YES, Control, controls, table_of, words
from pipeline.annotate.corrections import Annotation
from pipeline.annotate.offsets import CodeUnits
from pipeline.annotate.typed import Unreadable, typed

# Columns by which `thidua evaluate` knows a row: without them a row cannot be compared.
IDENTITY = {
    "directives": {"number", "document_type", "title"},
    "dates": {"role", "date_from", "date_to", "recurrence"},
    "targets": {"indicator", "value_min", "value_max", "unit", "kind"},
    "participants": {"participant_code", "basis"},
    "awards": {"award_code", "grantor_code"},
}
# At least one of these has to be said of a row.
_ANY = {
    "directives": ("number", "title"),
    "dates": ("date_from", "date_to", "recurrence"),
}
Gold = dict[str, Any]


def gold_of(annotation: Annotation, source: str) -> tuple[Gold, list[str]]:
    """The gold of one document, and what was left out of it with the reason.

    Parameters
    ----------
    source
        Name of the document's file, as gold files have it.
    """
    return _Reader(annotation).gold(source)


class _Reader:
    def __init__(self, annotation: Annotation) -> None:
        self.annotation = annotation
        self.tables = [key for key in annotation.asked if key not in TOLD]
        self.units = CodeUnits(annotation.text)
        self.faults: dict[str, str] = {}  # key of the gold file to the first thing that is wrong with it
        self.others: list[str] = []
        self.untold: list[str] = []  # what JSON-MIN does not tell
        self.regions: dict[str, dict[str, Any]] = {}  # by identifier: table, start, end, quote
        self.said: dict[str, dict[str, Any]] = defaultdict(dict)  # by region (or key): column to value
        self.optional: set[str] = set()
        self.unplaced: list[tuple[str, Gold]] = []
        self.unscored: set[str] = set()
        self.known = {control.name: control for key in annotation.asked for control in controls(key)}

    def gold(self, source: str) -> tuple[Gold, list[str]]:
        results = self.annotation.results
        for result in results:
            if result.get("from_name") == LABEL:
                self._region(result)
        for result in results:
            if result.get("from_name") != LABEL:
                self._answer(result)
        made: Gold = {"source": source}
        for key in self.annotation.asked:
            if key in self.unscored or key in self.faults:
                continue
            if key not in TOLD:
                rows = self._rows(key)
                if key not in self.faults:
                    made[key] = rows
            elif self.said[key]:
                made[key] = {c.column.name: self.said[key].get(c.column.name) for c in controls(key)}
                made[key] = {name: value for name, value in made[key].items() if f"{key}.{name}" not in self.unscored}
        if (made.get("document") or {}).get("is_announcement") is False:
            made.pop("campaign", None)  # only what announces a campaign has one
        lines = [*(f"{key}: {why}" for key, why in self.faults.items() if why), *self.others]
        if self.untold:
            lines.append(f"{', '.join(self.untold)}: JSON-MIN does not tell which region has which; export as JSON")
        return made, [f"{self.annotation.source}: {line}" for line in lines]

    def _region(self, result: Gold) -> None:
        """A stretch of text with its table."""
        value, labels = _value(result), _strings(_value(result).get("labels"))
        tables = [table_of(label, self.tables) for label in labels]
        if len(labels) != 1 or tables[0] is None:
            self.others.append(f"the label {', '.join(labels) or '(none)'} is none of {', '.join(map(words, self.tables))}")
            return
        table = tables[0]
        place = self._place(value)
        if place is None:
            self._fault(table, f"the words marked at {value.get('start')} are not those of the text there")
            return
        start, end = place
        self.regions[str(result.get("id"))] = {
            "table": table, "start": start, "end": end, "quote": self.annotation.text[start:end],
        }  # fmt: skip

    def _place(self, value: Gold) -> tuple[int, int] | None:
        """Offsets in code points; older versions of Label Studio count code units, and the words that go along tell which it is."""
        start, end, quote = value.get("start"), value.get("end"), value.get("text")
        if not isinstance(start, int) or not isinstance(end, int):
            return None
        text = self.annotation.text
        in_units = self.units.point(start), self.units.point(end)
        for first, last in ((start, end), in_units):
            if first is None or last is None or not 0 <= first < last <= len(text):
                continue
            if not isinstance(quote, str) or _flat(quote) == _flat(text[first:last]):
                return first, last
        return None

    def _answer(self, result: Gold) -> None:
        name, identifier, value = result.get("from_name"), str(result.get("id")), _value(result)
        if name == UNPLACED:
            for entry in _strings(value.get("text")):
                self._entry(entry)
        elif name == UNSCORED:
            self.unscored |= {_key_of(choice) for choice in _strings(value.get("choices"))}
        elif name == OPTIONAL:
            self.optional.add(identifier)
        elif isinstance(name, str) and name in self.known:
            control = self.known[name]
            if control.key not in TOLD and self.regions.get(identifier, {}).get("table") != control.key:
                return  # said of a region that got another label since: Label Studio keeps it, and does not show it
            at = control.key if control.key in TOLD else identifier
            try:
                read = _read(control, value)
            except Unreadable as error:
                self._fault(control.key, f"{self._where(identifier)}{control.column.name}: {error}")
                return
            self.said[at][control.column.name] = read
        else:
            line = f"{name or result.get('type')} is no question of thidua's"
            if line not in self.others:
                self.others.append(line)

    def _where(self, identifier: str) -> str:
        region = self.regions.get(identifier)
        return f"“{_short(region['quote'])}” at {region['start']}: " if region else ""

    def _entry(self, entry: str) -> None:
        """A fact that stands nowhere in the text, as JSON."""
        try:
            given = json.loads(entry)
            table = str(given.pop("table"))
        except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
            self.others.append(f"“{_short(entry)}” is no fact as JSON with its table")
            return
        if table not in self.tables:
            self.others.append(f"“{_short(entry)}” is of no table that was asked for")
            return
        columns = {control.column.name: control for control in controls(table)}
        row: Gold = {}
        try:
            for name, value in given.items():
                if name not in columns:
                    raise Unreadable(f"{name} is no column of {table}")
                try:
                    row[name] = _checked(columns[name], str(value)) if value is not None else None
                except Unreadable as error:
                    raise Unreadable(f"{name}: {error}") from error
        except Unreadable as error:
            self._fault(table, f"“{_short(entry)}”: {error}")
            return
        self.unplaced.append((table, row))

    def _rows(self, table: str) -> list[Gold]:
        """Rows of a table in text order; notes a fault where one cannot be a row."""
        doubts = self._doubts(table)
        placed = sorted(
            ((region["start"], region["end"], number, identifier) for number, (identifier, region) in enumerate(self.regions.items())
             if region["table"] == table),
        )  # fmt: skip
        found = [(self.said[i], self._where(i), i in self.optional, self.regions[i]["quote"]) for *_, i in placed]
        found += [(row, "", False, "") for at, row in self.unplaced if at == table]
        rows = []
        for said, where, optional, quote in found:
            why = _lacking(table, said, doubts)
            if why:
                self._fault(table, f"{where}{why}")
            row = {c.column.name: said.get(c.column.name) for c in controls(table) if c.column.name not in doubts}
            # Who is named only as somebody to be rewarded need not be found.
            if optional or row.get("basis") == "eligible":
                row["optional"] = True
            rows.append({**row, "quote": quote} if quote else row)
        return rows

    def _doubts(self, table: str) -> set[str]:
        """Columns of which JSON-MIN does not tell what belongs where."""
        doubts = self.annotation.doubts
        doubted = {control.column.name for control in controls(table) if control.name in doubts}
        deciding = [name for name in doubted if name in IDENTITY.get(table, doubted)] + [OPTIONAL] * (OPTIONAL in doubts)
        if deciding:
            self.faults.setdefault(table, "")
            self.untold.append(f"{table} ({', '.join(sorted(deciding))})")
        else:
            self.untold += sorted(f"{table}.{name}" for name in doubted)
        return doubted

    def _fault(self, key: str, why: str) -> None:
        self.faults.setdefault(key, why)


def _lacking(table: str, said: Gold, doubts: set[str]) -> str | None:
    """What a row needs and has not."""
    for control in controls(table):
        name = control.column.name
        if control.column.required and control.column.codes and said.get(name) is None and name not in doubts:
            return f"{name} is not said"
    some = _ANY.get(table)
    if table == "targets" and (said.get("kind") or "numeric") == "numeric":
        some = ("value_min", "value_max")
    if some and all(said.get(name) is None and name not in doubts for name in some):
        return f"{' or '.join(some)} is not said"
    for first, last in (("date_from", "date_to"), ("value_min", "value_max"), ("quantity_min", "quantity_max")):
        if said.get(first) is not None and said.get(last) is not None and said[first] > said[last]:
            return f"{first} {said[first]} is after {last} {said[last]}"
    return None


def _read(control: Control, value: Gold) -> Any:
    given = [entry for entry in _strings(value.get("choices" if control.choices else "text")) if entry.strip()]
    if len(given) > 1:
        raise Unreadable(f"has {len(given)} answers; leave one")
    return _checked(control, given[0]) if given else None


def _checked(control: Control, written: str) -> Any:
    if control.choices:
        code = control.codes.get(written)
        if code is None:
            raise Unreadable(f"{written!r} is not in the list")
        return code == YES if control.column.type == "boolean" else code
    return typed(control.column, written)


def _key_of(choice: str) -> str:
    """The key of a gold file that is not to be scored, from what Label Studio kept."""
    for key in TOLD:
        for control in controls(key):
            if choice == f"{words(key)}: {control.title}":
                return f"{key}.{control.column.name}"
    return next((key for key in IDENTITY | TOLD if choice == words(key)), choice)


def _value(result: Gold) -> Gold:
    value = result.get("value")
    return value if isinstance(value, dict) else {}


def _strings(said: Any) -> list[str]:
    entries = said if isinstance(said, list) else [said]
    return [entry if isinstance(entry, str) else json.dumps(entry) for entry in entries if entry is not None]


def _flat(text: str) -> str:
    """Words with single blanks: Label Studio has line ends as they are, as blanks or as ``\\n``, by version."""
    return " ".join(text.replace("\\n", "\n").split())


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else flat[:39] + "…"

