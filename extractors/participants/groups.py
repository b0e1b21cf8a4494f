"""What the grammar finds between two offsets. Many stretches of a text are asked for, so it is read once, as a whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from extractors.participants.grammar import ABBREVIATION, CORED, GROUPS
from extractors.rule import Rule
from extractors.view import View

Group = tuple[re.Match[str], Rule, str]


def groups(view: View, start: int, end: int) -> list[Group]:
    """Groups of grammar within ``start``..``end`` with their rule and code, in text order, the longest first; they may overlap."""
    return _groups(view).between(view, start, end)


def abbreviations(view: View, start: int, end: int) -> list[re.Match[str]]:
    """Abbreviations within ``start``..``end``, in text order."""
    return [match for match, _, _ in _abbreviations(view).between(view, start, end)]


class _Reading:
    """The matches of some rules in a text."""

    def __init__(self, view: View, rules: Sequence[tuple[Rule, str]]) -> None:
        self._rules = rules
        self._rank = {rule.name: i for i, (rule, _) in enumerate(rules)}
        self._found = self._in_order(
            [(match, rule, code) for rule, code in rules for match in CORED.get(rule.name, rule).matches(view)]
        )
        self._starts = [match.start() for match, _, _ in self._found]
        self._reach = list(accumulate((match.end() for match, _, _ in self._found), max))  # of each match and all before it

    def between(self, view: View, start: int, end: int) -> list[Group]:
        """Matches within two offsets; a rule that has a match over one of the offsets is asked again."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        inside = self._found[first:last]
        over = self._cut(start, first) | self._cut(end, last)
        if not over:
            return inside
        inside = [group for group in inside if group[1].name not in over]
        again = [(match, rule, code) for rule, code in self._rules if rule.name in over for match in rule.matches(view, start, end)]
        return self._in_order(inside + again)

    def _cut(self, offset: int, i: int) -> set[str]:
        """Names of the rules that have a match over an offset; ``i`` is the first match that begins there or after it."""
        names = set()
        while i and self._reach[i - 1] > offset:
            i -= 1
            if self._found[i][0].end() > offset:
                names.add(self._found[i][1].name)
        return names

    def _in_order(self, found: list[Group]) -> list[Group]:
        return sorted(found, key=lambda group: (group[0].start(), -group[0].end(), self._rank[group[1].name]))


@lru_cache(maxsize=4)
def _groups(view: View) -> _Reading:
    return _Reading(view, GROUPS)


@lru_cache(maxsize=4)
def _abbreviations(view: View) -> _Reading:
    return _Reading(view, ((ABBREVIATION, ""),))
