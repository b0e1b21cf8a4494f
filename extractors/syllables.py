"""The syllables of a text, without accents: where each stands, and where a given one does.

A text is cut into them once. Word lists (`extractors.lexicon`) and rules (`extractors.beginnings`) then look only at the places where
one of their words can begin.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property, lru_cache
from itertools import accumulate

FOLLOWING = 2
"""Letters of the next syllable that are looked at."""
DIGIT = "#"
"""Stands for a syllable that begins with a digit."""
_SYLLABLE = re.compile(r"([^\W_]+)")


class Syllables:
    """The syllables of a text (in its ``bare`` folding).

    >>> found = Syllables("so y te, so noi vu")
    >>> found.words[2], found.starts[2], found.at["so"], found.following[:3]
    ('te', 5, [0, 3], ['y', 'te', 'so'])
    """

    def __init__(self, bare: str) -> None:
        pieces = _SYLLABLE.split(bare)  # what stands between two syllables and the syllables, by turns
        self.words: list[str] = pieces[1::2]
        self.starts: list[int] = list(accumulate(map(len, pieces)))[:-1:2]
        at: defaultdict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self.words):
            at[word].append(i)
        at[DIGIT] = sorted(i for word, places in at.items() if word[0].isdigit() for i in places)
        self.at: dict[str, list[int]] = dict(at)

    @cached_property
    def following(self) -> list[str]:
        """For each syllable the first letters of the next one; nothing behind the last."""
        following = [word[:FOLLOWING] for word in self.words[1:]]
        following.append("")
        for i in self.at[DIGIT]:
            if i:
                following[i - 1] = DIGIT
        return following

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self.at)

    def beginning_with(self, prefix: str) -> list[int]:
        """Which syllables begin with some letters, in no particular order."""
        found: list[int] = []
        words = self._in_order
        for i in range(bisect_left(words, prefix), len(words)):
            if not words[i].startswith(prefix):
                break
            found += self.at[words[i]]
        return found


@lru_cache(maxsize=4)
def syllables_in(bare: str) -> Syllables:
    """The syllables of a text (kept for the last few texts, as all word lists and most rules ask for them)."""
    return Syllables(bare)
