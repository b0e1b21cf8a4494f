"""Where a pattern may begin, so that it is tried at a few words of a text and not at each of its characters.

Most rules look for words of a list at the beginning of a word. A regular expression that starts by looking back, as ours do, is tried by
Python at every character; asking which three letters it can begin with, and trying it only at the words that begin so, finds the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from importlib import import_module
from itertools import chain
from typing import Any

from extractors.lexicon import syllables
from extractors.view import View, bare

LETTERS = 3
"""Letters of a word that are looked at."""
SHORT = 160
"""Characters of a text in which trying everywhere costs no more."""
LONG = 20_000
"""Characters of a text for which looking into a pattern is worth its time at once."""
_MOST = 400
_MOST_INITIALS = 6
_DIGIT = "#"
_LOOKS_BACK = re.compile(r"\s*(?:\((?:\?:|\?P<\w+>)?\s*)*\(\?<[!=]")

# A beginning and what is known of the rest: the word goes on as the pattern says, it ends here, or nothing is known.
_MORE, _WHOLE, _OPEN = "more", "whole", "open"
_Heads = set[tuple[str, str]]


class Beginnings:
    """The words of a text by their first letters without accents."""

    __slots__ = ("_asked", "_keys", "_places")

    def __init__(self, view: View) -> None:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for start, syllable in zip(*syllables(view), strict=True):
            places[syllable[:LETTERS]].append(start)
        self._places: dict[str, list[int]] = dict(places)
        self._keys = sorted(places)
        self._asked: dict[Anchored, list[int]] = {}
        self._places[_DIGIT] = sorted(place for key in self._keys if key[0].isdigit() for place in places[key])

    def of(self, pattern: Anchored) -> list[int]:
        """Offsets, in order, of the words that a match of ``pattern`` may begin with."""
        known = self._asked.get(pattern)
        if known is None:
            known = self._asked[pattern] = self._found(pattern.exact, pattern.opened)
        return known

    def _found(self, exact: Sequence[str], opened: Sequence[str]) -> list[int]:
        get = self._places.get
        lists = [found for key in exact if (found := get(key)) is not None]
        for prefix in opened:
            for key in self._keys[bisect_left(self._keys, prefix) :]:
                if not key.startswith(prefix):
                    break
                lists.append(self._places[key])
        # A word that two of them give is tried twice, which does no harm.
        return lists[0] if len(lists) == 1 else sorted(chain.from_iterable(lists))


@lru_cache(maxsize=4)
def beginnings(view: View) -> Beginnings:
    """The words of a text (kept for the last few texts, as every rule asks for the same ones)."""
    return Beginnings(view)


class Anchored:
    """A compiled pattern over a folding of a text, quicker than alone where it begins at the beginning of a word.

    >>> unit = Anchored(re.compile(r"(?<![^\\W_])(?:sở|phòng|ban) (?:y tế|nội vụ)"))
    >>> unit.exact, unit.opened
    (('ban', 'pho', 'so'), ())
    """

    def __init__(self, compiled: re.Pattern[str]) -> None:
        self.compiled = compiled
        self._met = False

    @cached_property
    def exact(self) -> tuple[str, ...]:
        """First letters of the words that a match may begin with; shorter ones are whole words. Empty where they cannot be told."""
        return self._first[0]

    @cached_property
    def opened(self) -> tuple[str, ...]:
        """Beginnings, shorter than the letters looked at, after which anything may follow."""
        return self._first[1]

    @cached_property
    def _first(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return _first_letters(self.compiled) or ((), ())

    def finditer(self, view: View, folding: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Matches in one ``folding`` of a view, in text order and not overlapping, within ``start``..``end``."""
        text: str = getattr(view, folding)
        end = len(text) if end is None else end
        if len(text) < SHORT or self._is_new(text) or not any(self._first):
            return self.compiled.finditer(text, start, end)
        return iter(self._tried(view, text, start, end))

    def _is_new(self, text: str) -> bool:
        """True for the first text that is not long: whoever reads one document need not wait until all patterns are looked into."""
        new = not self._met and len(text) < LONG
        self._met = True
        return new

    def _tried(self, view: View, text: str, start: int, end: int) -> list[re.Match[str]]:
        places = beginnings(view).of(self)
        match, position = self.compiled.match, start
        tried: list[re.Match[str]] = []
        for place in places[bisect_left(places, start) : bisect_left(places, end)]:
            if place >= position and (found := match(text, place, end)) is not None:
                position = found.end()
                tried.append(found)
        return tried


def _first_letters(compiled: re.Pattern[str]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Exact first letters and open beginnings of all matches; None where they cannot be told, or a match may begin inside a word."""
    if compiled.flags & re.IGNORECASE or not _LOOKS_BACK.match(compiled.pattern):
        return None
    try:
        tree = list(import_module("re._parser").parse(compiled.pattern, compiled.flags & ~re.UNICODE))
    except (ImportError, AttributeError):  # another Python: slower, not wrong
        return None
    if not _bounded(tree):
        return None
    found = _heads(tree, {("", _MORE)})
    if found is None or len(found) > _MOST or any(not head for head, _ in found):
        return None
    opened = {head for head, rest in found if rest != _WHOLE}
    if sum(len(head) == 1 for head in opened) > _MOST_INITIALS:
        return None
    exact = {head for head, _ in found} - opened
    return tuple(sorted({bare(head) for head in exact})), tuple(sorted({bare(head) for head in opened}))


def _bounded(tree: Sequence[tuple[Any, Any]]) -> bool:
    """True if a match can begin only where a word does: the pattern first looks back and finds no letter."""
    for op, value in tree:
        name = str(op)
        if name == "ASSERT_NOT" and value[0] == -1:
            if _is_letter(list(value[1])):
                return True
        elif name == "SUBPATTERN":
            return _bounded(list(value[3]))
        elif name == "BRANCH":
            return all(_bounded(list(branch)) for branch in value[1])
        elif name not in ("ASSERT", "ASSERT_NOT"):
            return False
    return False


def _is_letter(tree: Sequence[tuple[Any, Any]]) -> bool:
    """True for a class of one character that has every letter and digit in it."""
    if len(tree) != 1 or str(tree[0][0]) != "IN":
        return False
    items = [(str(op), str(value)) for op, value in tree[0][1]]
    if items[0][0] == "NEGATE":  # [^\W_]
        return set(items[1:]) <= {("CATEGORY", "CATEGORY_NOT_WORD"), ("LITERAL", str(ord("_")))}
    return ("CATEGORY", "CATEGORY_WORD") in items  # \w and what stands beside it


def _heads(tree: Sequence[tuple[Any, Any]], begun: _Heads) -> _Heads | None:
    """How the beginnings go on through a pattern; None where too little is known."""
    now = begun
    for op, value in tree:
        going = {head for head, rest in now if rest == _MORE}
        if not going or len(now) > _MOST:
            break
        after = {(head, rest) for head, rest in now if rest != _MORE}
        for head in going:
            more = _step(str(op), value, head)
            if more is None:
                return None
            after |= more
        now = after
    return now


def _step(name: str, value: Any, head: str) -> _Heads | None:
    if name in ("ASSERT", "ASSERT_NOT", "AT"):
        return {(head, _MORE)}
    if name == "LITERAL":
        return _with(head, chr(value))
    if name == "IN":
        return _with_class(head, value)
    if name == "SUBPATTERN" and not value[1] and not value[2]:
        return _heads(list(value[3]), {(head, _MORE)})
    if name == "ATOMIC_GROUP":
        return _heads(list(value), {(head, _MORE)})
    if name == "BRANCH":
        return _union(_heads(list(branch), {(head, _MORE)}) for branch in value[1])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        once = _heads(list(inner), {(head, _MORE)})
        if once is None or (head, _MORE) in once:
            return None
        if most != 1:  # it may come again, or what follows it
            once = {(found, _OPEN if rest == _MORE else rest) for found, rest in once}
        return once | {(head, _MORE)} if least == 0 else once
    return {(head, _OPEN)} if head else None


def _union(parts: Iterator[_Heads | None]) -> _Heads | None:
    found: _Heads = set()
    for part in parts:
        if part is None:
            return None
        found |= part
    return found


def _with(head: str, char: str) -> _Heads | None:
    if not char.isalnum():
        return {(head, _WHOLE)} if head else None
    return {(head + char, _WHOLE if len(head) + 1 == LETTERS else _MORE)}


def _with_class(head: str, items: Sequence[tuple[Any, Any]]) -> _Heads | None:
    found: _Heads = set()
    for op, value in items:
        name = str(op)
        if name == "LITERAL":
            more = _with(head, chr(value))
        elif name == "RANGE":
            more = _union(_with(head, chr(code)) for code in range(value[0], value[1] + 1))
        elif name == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            more = {(head, _OPEN)} if head else {(_DIGIT, _WHOLE)}
        elif name == "CATEGORY" and str(value) == "CATEGORY_SPACE":
            more = {(head, _WHOLE)} if head else None
        else:
            more = {(head, _OPEN)} if head else None
        if more is None:
            return None
        found |= more
    return found
