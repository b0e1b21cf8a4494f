"""Documents into groups: the best evidence first, and never two that are to stay apart in one group.

Joining is greedy over the pairs in the order of their scores [Kruskal 1956], so the order of the inputs does not matter, and a pair of
doubtful worth cannot bring together what better evidence keeps in two groups. Each group of n documents has n - 1 joins: take one of them
back, and it falls into two.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.resolve.campaigns.corrections import TOGETHER, Correction
from pipeline.resolve.campaigns.evidence import ENOUGH, OTHER_NUMBER, Reason, kept_apart, weigh
from pipeline.resolve.campaigns.profile import Profile

WITNESSES = 12
"""Documents of each of two groups that are held against each other before the groups become one."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Two documents, by place, and why they are one campaign."""

    i: int
    j: int
    reasons: tuple[Reason, ...]
    score: float


@dataclass(slots=True)
class _Group:
    members: list[int]
    edges: list[Edge] = field(default_factory=list)
    apart: set[int] = field(default_factory=set)  # documents that a correction keeps out


def group(
    profiles: Sequence[Profile], proposed: Iterable[tuple[int, int]], corrections: Iterable[Correction] = ()
) -> list[tuple[list[int], list[Edge]]]:
    """Groups of places, in the order of their first document, each with the joins that made it.

    Parameters
    ----------
    profiles
        Sorted by document_id.
    proposed
        Pairs of places, none twice.
    corrections
        Lines whose documents are all there; they outweigh every evidence.
    """
    place = {profile.key: i for i, profile in enumerate(profiles)}
    groups = [_Group([i]) for i in range(len(profiles))]
    forced = []
    for line in corrections:
        i, j = sorted((place[line.document_id], place[line.joined_to]))
        if line.verdict == TOGETHER:
            forced.append(Edge(i, j, (Reason(f"correction: {line.where}", 1.0),), 1.0))
        else:
            groups[i].apart.add(j)
            groups[j].apart.add(i)
    for edge in sorted(forced, key=lambda edge: (edge.i, edge.j, edge.reasons[0].words)):
        if groups[edge.i] is not groups[edge.j]:
            _join(groups, edge)
    for i, j in _best_first(profiles, proposed):
        first, second = groups[i], groups[j]
        if first is second or not first.apart.isdisjoint(second.members) or not _agree(first, second, profiles):
            continue
        verdict = weigh(profiles[i], profiles[j])
        _join(groups, Edge(i, j, verdict.reasons, verdict.score))
    distinct = {id(found): found for found in groups}
    return sorted(
        ((sorted(found.members), sorted(found.edges, key=lambda e: (e.i, e.j))) for found in distinct.values()),
        key=lambda item: item[0],
    )


def _best_first(profiles: Sequence[Profile], proposed: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pairs that speak for one campaign, by score. Near copies have thousands: of each only places and score are kept meanwhile."""
    ones, others, scores = array("q"), array("q"), array("d")
    for i, j in proposed:
        score = weigh(profiles[i], profiles[j]).score
        if score >= ENOUGH:
            ones.append(i)
            others.append(j)
            scores.append(score)
    for at in np.lexsort((np.asarray(others), np.asarray(ones), -np.asarray(scores))).tolist():
        yield ones[at], others[at]


def _join(groups: list[_Group], edge: Edge) -> None:
    large, small = groups[edge.i], groups[edge.j]
    if len(large.members) < len(small.members):
        large, small = small, large
    large.members += small.members
    large.edges += [*small.edges, edge]
    large.apart |= small.apart
    for i in small.members:
        groups[i] = large


def _agree(first: _Group, second: _Group, profiles: Sequence[Profile]) -> bool:
    """Whether no document of one group is to stay apart from one of the other, as far as their best witnesses tell."""
    if len(first.members) == len(second.members) == 1:
        return True  # weighed already
    ones, others = (sorted(found.members, key=lambda i: (not profiles[i].official, i))[:WITNESSES] for found in (first, second))
    return not any(_never(profiles[i], profiles[j]) for i in ones for j in others)


def _never(a: Profile, b: Profile) -> bool:
    """What keeps two documents apart even where a third is like both; their numbers do not, as it may be what ties them."""
    against = kept_apart(a, b)
    return against is not None and against != OTHER_NUMBER
