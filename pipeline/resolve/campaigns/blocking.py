"""Which pairs of documents are compared at all: those that share a key, so that the work grows with documents and not with pairs.

A document lies in one block for each of its numbers, file names, rare words of its campaign's name, and bands of its signature. A block
too large to be compared pair by pair is cut by finer keys (year, office, district, name, day); a document that does not tell the finer key
goes into every part. What is still too large then is compared in order, each document with its neighbours, and is told: a join may be
missing there, and nobody should have to guess.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from pipeline.resolve.campaigns.evidence import RELATED_NAME
from pipeline.resolve.campaigns.profile import Profile
from pipeline.resolve.campaigns.signature import alike

LARGEST = 48
"""Documents of a block that are compared pair by pair."""

NEIGHBOURS = 12
"""Documents that each is compared with where no finer key is left."""

_FINER: tuple[Callable[[Profile], Hashable], ...] = (
    lambda p: p.day.year if p.day else None,
    lambda p: p.level,
    lambda p: p.district or None,
    lambda p: p.authority or None,
    lambda p: p.core or None,
    lambda p: p.day,
    lambda p: tuple(sorted(p.says)) or None,
)


def pairs(profiles: Sequence[Profile]) -> tuple[set[tuple[int, int]], list[list[int]]]:
    """Places of documents to compare, two and two, and the blocks that could not be compared in whole."""
    found: set[tuple[int, int]] = set()
    crowded: list[list[int]] = []
    for block in _blocks(profiles):
        for part, whole in _parts(block, profiles):
            if whole:
                found.update(combinations(part, 2))
            else:
                crowded.append(part)
                ordered = sorted(part, key=lambda i: _order(profiles[i]))
                for at, i in enumerate(ordered):
                    found.update((min(i, j), max(i, j)) for j in ordered[at + 1 : at + 1 + NEIGHBOURS])
    return found, crowded


def _order(profile: Profile) -> tuple[str, str, str]:
    return str(profile.day or ""), profile.name, profile.key


def _parts(block: list[int], profiles: Sequence[Profile], finer: int = 0) -> Iterator[tuple[list[int], bool]]:
    """A block in parts that can be compared pair by pair (True), or not even so (False)."""
    if len(block) <= LARGEST:
        yield sorted(block), True
        return
    if finer == len(_FINER):
        yield block, False
        return
    parts: dict[Hashable, list[int]] = defaultdict(list)
    for i in block:
        parts[_FINER[finer](profiles[i])].append(i)
    vague = parts.pop(None, [])
    if len(vague) > LARGEST // 2 and parts:
        # So many that they cannot go into every part: they are cut further by themselves, and that is told.
        yield vague, False
        vague = []
    if not parts:
        yield from _parts(vague, profiles, finer + 1)
        return
    for part in _with_next(parts, finer):
        yield from _parts(sorted({*part, *vague}), profiles, finer + 1)


def _with_next(parts: dict[Hashable, list[int]], finer: int) -> Iterable[list[int]]:
    """The parts; those of a year with the next one, since a campaign of January may be told in a plan of December."""
    if finer:
        return parts.values()
    years = sorted(parts, key=str)
    return [parts[year] + parts.get(year + 1, []) for year in years if isinstance(year, int)]


def _blocks(profiles: Sequence[Profile]) -> Iterator[list[int]]:
    """Every block of two documents or more."""
    for keys in (_numbers, _files, _rare_words):
        blocks: dict[Hashable, list[int]] = defaultdict(list)
        for i, found in enumerate(keys(profiles)):
            for key in found:
                blocks[key].append(i)
        yield from (block for block in blocks.values() if len(block) > 1)
    yield from alike([profile.signature for profile in profiles])


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
        yield {(profile.province, word) for word in rare} | (set() if len(core) > 1 else {(profile.province, profile.name)})
