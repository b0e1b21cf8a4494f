"""How a directive spreads: the campaigns that carry it out, and those that carry out the plans of these.

A number is unique among central instruments only: each province has its own 96/KH-UBND. So an instrument below the centre is
known by its number and its province.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.report.tables import Row

Key = tuple[str, str]  # number, and code among the 34 ("" for central instruments and where no place is known)
CENTRAL = "trung_uong"
CARRIED_OUT = "thuc_hien"


@dataclass(frozen=True, slots=True)
class Step:
    """One campaign below a directive; ``parent`` is the index of the step whose instrument it carries out (None: the directive)."""

    campaign: int
    depth: int
    parent: int | None
    day: str
    after_directive: int | None  # days
    after_parent: int | None


@dataclass(slots=True)
class Cascade:
    """A directive and everything below it, parents before children, each level by day."""

    number: str
    place: str
    title: str
    document_type: str
    issued_on: str
    issuer: str
    level: str
    steps: list[Step] = field(default_factory=list)


def cascades(
    campaigns: Sequence[Row], places: Sequence[str], days: Sequence[str], cited: Mapping[int, Sequence[Row]]
) -> list[Cascade]:
    """Every directive that a campaign carries out, those with most campaigns first.

    Parameters
    ----------
    campaigns
        Rows of the table; ``places`` (code among the 34) and ``days`` (launch, or issue of its instrument) go along with them.
    cited
        Rows of ``directives`` by index of the campaign whose documents name them.
    """
    central = {row["number"] for rows in cited.values() for row in rows if row["issuer_level"] == CENTRAL}
    below: dict[Key, set[int]] = defaultdict(set)
    named: dict[Key, list[Row]] = defaultdict(list)
    own = [_key(row["instrument"], place, central) for row, place in zip(campaigns, places, strict=True)]
    for index, campaign in enumerate(campaigns):
        rows = cited.get(index, ())
        for row in rows:
            named[_key(row["number"], places[index], central)].append(row)
        for number in {campaign["implements"], *(row["number"] for row in rows if row["role"] == CARRIED_OUT)}:
            key = _key(number, places[index], central)
            if number and key != own[index]:
                below[key].add(index)
    found = []
    for key in below:
        cascade = _describe(key, named[key])
        cascade.steps.extend(_walk(key, cascade.issued_on, below, own, days))
        found.append(cascade)
    return sorted(found, key=lambda c: (-len(c.steps), c.number, c.place))


def _key(number: str, place: str, central: set[str]) -> Key:
    return number, "" if number in central else place


def _describe(key: Key, rows: Sequence[Row]) -> Cascade:
    return Cascade(
        number=key[0],
        place=key[1],
        title=_usual(rows, "title"),
        document_type=_usual(rows, "document_type"),
        issued_on=_usual(rows, "issued_on"),
        issuer=_usual(rows, "issuer"),
        level=_usual(rows, "issuer_level"),
    )


def _usual(rows: Sequence[Row], name: str) -> str:
    """What most rows say; of several said equally often the first in order."""
    said = Counter(row[name] for row in rows if row[name])
    return min(said, key=lambda value: (-said[value], value), default="")


def _walk(
    root: Key, issued: str, below: Mapping[Key, set[int]], own: Sequence[Key], days: Sequence[str]
) -> Iterator[Step]:
    met: set[int] = set()
    level: list[tuple[Key, int | None, str]] = [(root, None, issued)]
    depth, count = 0, 0
    while level:
        depth += 1
        following: list[tuple[Key, int | None, str]] = []
        for key, parent, before in level:
            for index in sorted(below.get(key, ()), key=lambda i: (days[i] or "9999", i)):
                if index in met:
                    continue
                met.add(index)
                yield Step(index, depth, parent, days[index], _between(issued, days[index]), _between(before, days[index]))
                if own[index][0]:
                    following.append((own[index], count, days[index]))
                count += 1
        level = following


def _between(first: str, last: str) -> int | None:
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return None
