"""The list marks that Word generates (1., a), I., -), counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from pipeline.ingest.package import W
from pipeline.ingest.wordstyles import flag_of, said_by, value_of

_SLOT = re.compile(r"%([1-9])")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False  # writes the numbers of the levels above it in digits: II. → 2.1.
    restart: int | None = None  # begins anew behind this level (from 1) and those above it; 0 never, None behind every one above it
    style: str = ""  # the paragraph style that stands for this level

    @classmethod
    def of(cls, level: Any) -> _Level:
        """Reads a ``w:lvl``."""
        said = said_by(level)
        restart = value_of(said, "lvlRestart")
        return cls(
            _number(value_of(said, "start"), 1),
            value_of(said, "numFmt") or "decimal",
            value_of(said, "lvlText") or "",
            bool(flag_of(said, "isLgl")),
            None if restart is None else _number(restart, 0),
            value_of(said, "pStyle") or "",
        )


@dataclass(slots=True)
class _List:
    """A list: the definition it counts by, and what it changes in it."""

    abstract: str
    starts: dict[int, int]
    levels: dict[int, _Level]


@dataclass(slots=True)
class Numbering:
    """Definitions of lists and how far each has been counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # abstract id → levels
    lists: dict[str, _List] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)  # kind and id of a note → its mark

    @classmethod
    def of(cls, root: Any) -> Numbering:
        """Reads ``word/numbering.xml``; None makes an empty one."""
        made = cls()
        if root is None:
            return made
        styled: dict[str, str] = {}  # list style → the definition that it stands for
        linked: dict[str, str] = {}
        for abstract in root.iter(W + "abstractNum"):
            name = abstract.get(W + "abstractNumId") or ""
            made.levels[name] = {_number(level.get(W + "ilvl"), 0): _Level.of(level) for level in abstract.iter(W + "lvl")}
            said = said_by(abstract)
            if style := value_of(said, "styleLink"):
                styled[style] = name
            if style := value_of(said, "numStyleLink"):
                linked[name] = style
        for item in root.iter(W + "num"):
            starts, levels = {}, {}
            for override in item.iter(W + "lvlOverride"):
                number = _number(override.get(W + "ilvl"), 0)
                said = said_by(override)
                start, own = value_of(said, "startOverride"), said.get(W + "lvl")
                if start is not None:
                    starts[number] = _number(start, 1)
                if own is not None:
                    levels[number] = _Level.of(own)
            name = value_of(said_by(item), "abstractNumId") or ""
            made.lists[item.get(W + "numId") or ""] = _List(styled.get(linked.get(name, ""), name), starts, levels)
        return made

    def note(self, kind: str, name: str) -> str:
        """The mark of a footnote (1, 2 …) or an endnote (i, ii …), counted in the order in which the text calls them."""
        called = sum(1 for other, _ in self.notes if other == kind) + 1
        return self.notes.setdefault((kind, name), _formed(called, "lowerRoman" if kind == "endnote" else "decimal"))

    def level_of(self, list_id: str, style: str) -> int | None:
        """The level of a list that a paragraph style stands for."""
        known = self.lists.get(list_id)
        levels = self.levels.get(known.abstract, {}) if known else {}
        return next((number for number, level in levels.items() if style and level.style == style), None)

    def mark(self, list_id: str, level: int) -> str:
        """The mark of the next paragraph of a list at a level; empty where the list has none."""
        known = self.lists.get(list_id)
        if known is None:
            return ""
        levels = {**self.levels.get(known.abstract, {}), **known.levels}
        own = levels.get(level)
        if own is None:
            return ""
        counts = self.counts.setdefault(known.abstract, {})
        if level in known.starts and (list_id, level) not in self.begun:
            counts[level] = known.starts[level] - 1  # a list that starts anew
        self.begun.add((list_id, level))
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or level < restart:
                del counts[deeper]
        if own.form == "bullet":
            return "-"
        if own.form == "none":
            return ""

        def slot(match: re.Match[str]) -> str:
            wanted = int(match.group(1)) - 1
            definition = levels.get(wanted, _Level())
            number = counts.setdefault(wanted, definition.start)
            return _formed(number, "decimal" if own.legal else definition.form)

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


def _number(value: str | None, default: int) -> int:
    try:
        return max(-1000, min(int(value or ""), 100_000))
    except ValueError:
        return default
