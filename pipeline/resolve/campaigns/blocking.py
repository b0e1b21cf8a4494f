"""Which pairs of documents are compared at all: those that share a key, so that the work grows with documents and not with pairs.

A document lies in one block for each of its numbers, file names, rare words of its campaign's name, and bands of its signature. A block
that is not small is cut by finer keys, by which evidence would part the documents anyway (time, level, district, authority); a document
that does not tell the finer key goes into every part. What is too large in the end is compared in order, each document with its
neighbours, and is told: a join may be missing there, and nobody should have to guess.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from pipeline.resolve.campaigns.evidence import APART, RELATED_NAME
from pipeline.resolve.campaigns.profile import LOCAL, Profile
from pipeline.resolve.campaigns.signature import alike

SMALL, LARGEST = 4, 64
"""Documents of a block that is not cut any further; documents that are compared pair by pair where no finer key is left."""

NEIGHBOURS = 12
"""Documents that each is compared with in a block that is larger still."""


def _when(profile: Profile) -> tuple[Hashable, ...]:
    """Two stretches of time: documents that are not too far apart share one."""
    if profile.day is None:
        return ()
    at = profile.day.toordinal() // APART
    return at, at + 1


def _who(profile: Profile) -> tuple[Hashable, ...]:
    """The authority; above the district, where few are alike, its first words, since it may be named in short."""
    if not profile.authority:
        return ()
    return (profile.authority if profile.level in LOCAL else " ".join(profile.authority.split()[:3]),)


_Finer = tuple[Callable[[Profile], tuple[Hashable, ...]], ...]
_BY_PLACE: _Finer = (lambda p: (p.province,) if p.province else (),)
_BY_CAMPAIGN: _Finer = (
    _when,
    lambda p: (p.level,) if p.level else (),
    lambda p: (p.district,) if p.district else (),
    _who,
)


def pairs(profiles: Sequence[Profile]) -> tuple[Pairs, list[list[int]]]:
    """Places of documents to compare, two and two, and the blocks that could not be compared in whole."""
    found = Pairs(len(profiles))
    crowded: list[list[int]] = []
    for block, finer in _blocks(profiles):
        for part, whole in _parts(block, profiles, finer):
            if whole:
                found.add(combinations(part, 2))
            else:
                crowded.append(part)
                ordered = sorted(part, key=lambda i: _order(profiles[i]))
                for at, i in enumerate(ordered):
                    found.add((min(i, j), max(i, j)) for j in ordered[at + 1 : at + 1 + NEIGHBOURS])
    return found, crowded


class Pairs:
    """Two places each, the smaller first, none twice; eight bytes a pair, for there may be dozens to a document.

    >>> found = Pairs(5)
    >>> found.add([(3, 4), (0, 2), (3, 4)])
    >>> list(found), len(found)
    ([(0, 2), (3, 4)], 2)
    """

    _MORE = 1 << 21  # pairs that are added before those that stand twice are dropped

    def __init__(self, places: int) -> None:
        self._places = places
        self._once: Any = np.empty(0, np.int64)
        self._added = array("q")

    def add(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Add some pairs, known or not."""
        places = self._places
        self._added.extend([i * places + j for i, j in pairs])
        if len(self._added) >= self._MORE:
            self._sift()

    def _sift(self) -> None:
        if self._added:
            self._once = np.union1d(self._once, np.frombuffer(self._added, np.int64))
            self._added = array("q")

    def __iter__(self) -> Iterator[tuple[int, int]]:
        self._sift()
        for first in range(0, len(self._once), self._MORE):
            for pair in self._once[first : first + self._MORE].tolist():
                yield divmod(pair, self._places)

    def __len__(self) -> int:
        self._sift()
        return len(self._once)


def _order(profile: Profile) -> tuple[str, str, str]:
    return str(profile.day or ""), profile.name, profile.key


def _parts(block: list[int], profiles: Sequence[Profile], finer: _Finer) -> Iterator[tuple[list[int], bool]]:
    """A block in parts that can be compared pair by pair (True), or not even so (False)."""
    if len(block) <= SMALL or not finer:
        yield sorted(block), len(block) <= LARGEST
        return
    parts: dict[Hashable, list[int]] = defaultdict(list)
    vague = []
    for i in block:
        keys = finer[0](profiles[i])
        for key in keys:
            parts[key].append(i)
        if not keys:
            vague.append(i)
    if len(vague) > LARGEST and parts:
        yield vague, False  # so many that they cannot go into every part
        vague = []
    for part in parts.values() if parts else [vague]:
        yield from _parts([*part, *vague] if parts else part, profiles, finer[1:])


def _blocks(profiles: Sequence[Profile]) -> Iterator[tuple[list[int], _Finer]]:
    """Every block of two documents or more, and what it may be cut by: a number outweighs everything but the place."""
    for keys, finer in ((_numbers, _BY_PLACE), (_files, _BY_PLACE), (_rare_words, _BY_CAMPAIGN)):
        blocks: dict[Hashable, list[int]] = defaultdict(list)
        for i, found in enumerate(keys(profiles)):
            for key in found:
                blocks[key].append(i)
        yield from ((block, finer) for block in blocks.values() if len(block) > 1)
    # Copies of one text agree in every band, and need not be put together again for each.
    for copies in dict.fromkeys(map(tuple, alike([profile.signature for profile in profiles]))):
        yield list(copies), _BY_PLACE + _BY_CAMPAIGN


def _numbers(profiles: Sequence[Profile]) -> Iterator[set[Hashable]]:
    """Numbers that launch or are changed: with their day, and with the place."""
    for profile in profiles:
        keys: set[Hashable] = set()
        for number, day in (*profile.says.items(), *profile.amends.items()):
            if day:
                keys.add((number, day))
            if profile.province:
                keys.add((number, profile.province))
        yield keys


def _files(profiles: Sequence[Profile]) -> Iterator[set[Hashable]]:
    """File names that are linked to, with those that bear them."""
    linked = {name for profile in profiles for name, _ in profile.links}
    for profile in profiles:
        yield {name for name, _ in profile.links} | ({profile.file} & linked)


def _rare_words(profiles: Sequence[Profile]) -> Iterator[set[Hashable]]:
    """The rarest words of each name, so many that two names alike enough share one [Chaudhuri, Ganti, Kaushik 2006, prefix filter]."""
    named = [profile.core if profile.campaign else frozenset() for profile in profiles]
    often = Counter(word for core in named for word in core)
    for profile, core in zip(profiles, named, strict=True):
        if profile.campaign is None or not profile.province:
            yield set()
            continue
        # F1 of at least t with a name of any length takes t / (2 - t) of this one's words.
        needed = math.ceil(len(core) * RELATED_NAME / (2 - RELATED_NAME))
        rare = sorted(core, key=lambda word: (often[word], word))[: len(core) - needed + 1] if core else []
        yield {(profile.province, word) for word in rare} or {(profile.province, None)}
