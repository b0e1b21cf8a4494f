"""A rule: one named pattern that says what it finds and what it must leave.

The tests walk over every `Rule` of the package and check its examples; nobody has to remember to write that test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.beginnings import Anchored
from extractors.view import View, view

RULES: dict[str, Rule] = {}


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over one folding of the text.

    Parameters
    ----------
    name : lower-case slug, unique in the package; written into the ``method`` column of every row the rule finds.
    pattern : regular expression over the folding ``on`` (``low`` keeps accents, ``bare`` has none, ``text`` is as written).
    finds : example sentence → the stretch of it that must be found.
    leaves : sentences in which nothing may be found.
    """

    name: str
    pattern: str
    finds: Mapping[str, str]
    leaves: Sequence[str] = ()
    on: str = "low"
    compiled: re.Pattern[str] = field(init=False, repr=False)
    anchored: Anchored = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.name in RULES:
            raise ValueError(f"two rules are named {self.name}")
        object.__setattr__(self, "compiled", re.compile(self.pattern, re.VERBOSE))
        object.__setattr__(self, "anchored", Anchored(self.compiled))
        RULES[self.name] = self

    def matches(self, seen: View | str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Matches in text order within ``start``..``end``; offsets are those of the NFC text."""
        seen = view(seen) if isinstance(seen, str) else seen
        return self.anchored.finditer(seen, self.on, start, end)
