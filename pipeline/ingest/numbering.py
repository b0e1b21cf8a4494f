"""The list marks that Word generates (1., a), I., -), counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from pipeline.ingest.package import W

_SLOT = re.compile(r"%([1-9])")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Numbering:
    """Definitions of lists and how far each has been counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # abstract id → levels
    lists: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)  # list id → abstract id, starts that it overrides
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Any) -> Numbering:
        """Reads ``word/numbering.xml``; None makes an empty one."""
        made = cls()
        if root is None:
            return made
        for abstract in root.iter(W + "abstractNum"):
            levels = {}
            for level in abstract.iter(W + "lvl"):
                number = _number(level.get(W + "ilvl"), 0)
                levels[number] = _Level(
                    _number(_value(level, "start"), 1), _value(level, "numFmt") or "decimal", _value(level, "lvlText") or ""
                )
            made.levels[abstract.get(W + "abstractNumId") or ""] = levels
        for item in root.iter(W + "num"):
            starts = {}
            for override in item.iter(W + "lvlOverride"):
                start = _value(override, "startOverride")
                if start is not None:
                    starts[_number(override.get(W + "ilvl"), 0)] = _number(start, 1)
            made.lists[item.get(W + "numId") or ""] = (_value(item, "abstractNumId") or "", starts)
        return made

    def mark(self, list_id: str, level: int) -> str:
        """The mark of the next paragraph of a list at a level; empty where the list has none."""
        known = self.lists.get(list_id)
        if known is None:
            return ""
        abstract, starts = known
        levels = self.levels.get(abstract, {})
        own = levels.get(level)
        if own is None:
            return ""
        counts = self.counts.setdefault(abstract, {})
        if level in starts and (list_id, level) not in self.begun:
            counts[level] = starts[level] - 1  # a list that starts anew
        self.begun.add((list_id, level))
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        if own.form == "bullet":
            return "-"
        if own.form == "none":
            return ""

        def slot(match: re.Match[str]) -> str:
            wanted = int(match.group(1)) - 1
            definition = levels.get(wanted, _Level())
            number = counts.setdefault(wanted, definition.start)
            return _formed(number, definition.form)

        return _SLOT.sub(slot, own.text).strip()


def _formed(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = _LETTERS[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = ""
        rest = number
        for value, sign in (
            (1000, "m"),
            (900, "cm"),
            (500, "d"),
            (400, "cd"),
            (100, "c"),
            (90, "xc"),
            (50, "l"),
            (40, "xl"),
            (10, "x"),
            (9, "ix"),
            (5, "v"),
            (4, "iv"),
            (1, "i"),
        ):
            while rest >= value:
                roman += sign
                rest -= value
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{number:02d}"
    return str(number)


def _value(element: Any, name: str) -> str | None:
    child = element.find(W + name)
    return child.get(W + "val") if child is not None else None


def _number(value: str | None, default: int) -> int:
    try:
        return max(-1000, min(int(value or ""), 100_000))
    except ValueError:
        return default
