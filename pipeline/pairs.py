"""Which documents are one campaign, by gold and by an output, as pairs: what joining is measured by.

A gold file says it with ``pair`` (the name of the other document, without suffix) or with ``group`` (a word that all documents of one
campaign share). A document with neither is alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import PurePosixPath
from typing import Any

Pair = tuple[str, str]


def stem(source: str) -> str:
    """Name of a document without folder and suffix.

    >>> stem("in/ha-noi-tin.html")
    'ha-noi-tin'
    """
    return PurePosixPath(source.rstrip("/")).stem


def pairs_of(gold: Iterable[Mapping[str, Any]]) -> set[Pair]:
    """Pairs of names that gold files say are one campaign; what is one with one of a pair is one with both.

    >>> sorted(pairs_of([{"source": "a.html", "pair": "b"}, {"source": "b.pdf", "group": "x"}, {"source": "c.txt", "group": "x"}]))
    [('a', 'b'), ('a', 'c'), ('b', 'c')]
    """
    files = {stem(str(g["source"])): g for g in gold}
    whose = {name: name for name in files}

    def head(name: str) -> str:
        while whose[name] != name:
            name = whose[name]
        return name

    def join(one: str, other: str) -> None:
        first, second = sorted((head(one), head(other)))
        whose[second] = first

    groups: dict[str, list[str]] = defaultdict(list)
    for name, g in files.items():
        if g.get("pair") in files:
            join(name, g["pair"])
        if g.get("group"):
            groups[g["group"]].append(name)
    for names in groups.values():
        for other in names[1:]:
            join(names[0], other)
    members: dict[str, list[str]] = defaultdict(list)
    for name in files:
        members[head(name)].append(name)
    return {pair for names in members.values() for pair in combinations(sorted(names), 2)}


def pairs_found(documents: Iterable[Mapping[str, Any]], among: Iterable[str]) -> set[Pair]:
    """Pairs of names that an output says are one campaign, of the documents named by ``among``."""
    wanted = {stem(name) for name in among}
    members: dict[str, set[str]] = defaultdict(set)
    for row in documents:
        if row.get("campaign_id") and stem(str(row["source"])) in wanted:
            members[str(row["campaign_id"])].add(stem(str(row["source"])))
    return {pair for names in members.values() for pair in combinations(sorted(names), 2)}
