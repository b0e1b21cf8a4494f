"""Where a pattern may begin, so that it is tried at a few words of a text and not at each of its characters.

Most rules look for words of a list at the beginning of a word. A regular expression that starts by looking back, as ours do, is tried by
Python at every character; asking with which words it can begin (`extractors.heads`), and trying it only at those, finds the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import chain

from extractors.heads import heads_of
from extractors.syllables import Syllables, syllables_in
from extractors.view import View

SHORT = 160
"""Characters of a text in which trying everywhere costs no more."""
LONG = 20_000
"""Characters of a text for which looking into a pattern is worth its time at once."""


class Beginnings:
    """The places of a text where patterns may begin, each pattern's worked out when it is first asked for."""

    __slots__ = ("_known", "_syllables")

    def __init__(self, syllables: Syllables) -> None:
        self._syllables = syllables
        self._known: dict[Anchored, list[int]] = {}

    def of(self, pattern: Anchored) -> list[int]:
        """Offsets, in order, of the words that a match of ``pattern`` may begin with."""
        known = self._known.get(pattern)
        if known is None:
            known = self._known[pattern] = self._found(pattern)
        return known

    def last_before(self, end: int) -> list[int]:
        """Offsets of the last two words before ``end``: where that cuts a word, they may be others than they seem."""
        starts = self._syllables.starts
        at = bisect_left(starts, end)
        return starts[max(0, at - 2) : at]

    def _found(self, pattern: Anchored) -> list[int]:
        at, following, starts = self._syllables.at, self._syllables.following, self._syllables.starts
        found = list(chain.from_iterable(map(self._syllables.beginning_with, pattern.opened)))
        for word in pattern.words.keys() & at.keys():
            expected = pattern.words[word]
            found += [i for i in at[word] if following[i] in expected] if expected else at[word]
        # A word that two of them give is tried twice, which does no harm.
        return [starts[i] for i in sorted(found)]


@lru_cache(maxsize=4)
def beginnings(bare: str) -> Beginnings:
    """The places of a text (kept for the last few texts, as every rule asks for the same ones)."""
    return Beginnings(syllables_in(bare))


class Anchored:
    """A compiled pattern over a folding of a text, quicker than alone where it begins at the beginning of a word.

    >>> unit = Anchored(re.compile(r"(?<![^\\W_])(?:sở|phòng|ban) (?:y tế|nội vụ)"))
    >>> unit.exact, unit.opened
    (('ban no', 'ban y', 'phong no', 'phong y', 'so no', 'so y'), ())
    """

    def __init__(self, compiled: re.Pattern[str]) -> None:
        self.compiled = compiled
        self._met = False

    @cached_property
    def exact(self) -> tuple[str, ...]:
        """Words that a match may begin with, alone or with the first letters of the next one. Empty where they cannot be told."""
        return self._heads[0]

    @cached_property
    def opened(self) -> tuple[str, ...]:
        """Beginnings of words, after which anything may follow."""
        return self._heads[1]

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """`exact` as a table: each word to what may follow it; to nothing where anything may."""
        followed: dict[str, set[str]] = {}
        for head in self.exact:
            word, _, following = head.partition(" ")
            followed.setdefault(word, set()).update({following} - {""})
        return {word: frozenset(following) for word, following in followed.items()}

    @cached_property
    def _heads(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return heads_of(self.compiled)

    @cached_property
    def _is_anchored(self) -> bool:
        return any(self._heads)

    def finditer(self, view: View, folding: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Matches in one ``folding`` of a view, in text order and not overlapping, within ``start``..``end``."""
        text: str = getattr(view, folding)
        end = len(text) if end is None else end
        if len(text) < SHORT or self._is_new(text) or not self._is_anchored:
            return self.compiled.finditer(text, start, end)
        return iter(self._tried(view, text, start, end))

    def _is_new(self, text: str) -> bool:
        """True for the first text that is not long: whoever reads one document need not wait until all patterns are looked into."""
        if self._met:
            return False
        self._met = True
        return len(text) < LONG

    def _tried(self, view: View, text: str, start: int, end: int) -> list[re.Match[str]]:
        known = beginnings(view.bare)
        places = known.of(self)
        near = places[bisect_left(places, start) : bisect_left(places, end)]
        if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
            near = sorted({*near, *(place for place in known.last_before(end) if place >= start)})
        match, position = self.compiled.match, start
        tried: list[re.Match[str]] = []
        for place in near:
            if place >= position and (found := match(text, place, end)) is not None:
                position = found.end()
                tried.append(found)
        return tried
