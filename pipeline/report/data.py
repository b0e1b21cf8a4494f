"""Gathers what the page shows: figures and charts for the opening, rows and texts in blocks that are opened when asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, astuple, dataclass, field
from functools import cache
from typing import Any

from extractors.facts import FACTS, TABLES, columns
from pipeline.misuse import Misuse
from pipeline.report import words
from pipeline.report.cascade import cascades
from pipeline.report.places import SYSTEMS, Places
from pipeline.report.tables import Output, Row

BLOCK = 16
"""Documents in one block: small enough to open at once, large enough to pack well."""

_CODE = {"directives": "role", "dates": "role", "targets": "sector", "participants": "participant_code", "awards": "award_code"}
_CHARTED = ("indicator", "comparator", "value_min", "value_max", "unit", "direction", "deadline")
_SHARED = ("document_id", "quote")  # the block knows the document, the text has the quote


@dataclass(slots=True)
class Report:
    """Everything on the page: ``head`` is shown at once, the rest lies in blocks."""

    head: dict[str, Any]
    rows: dict[str, Any]
    _output: Output
    _documents: list[str]
    _facts: dict[str, dict[str, list[tuple[str, ...]]]] = field(repr=False)

    def texts(self) -> Iterator[list[dict[str, Any]]]:
        """Blocks of documents, each with its text and facts, in the order of ``head["documents"]``."""
        for first in range(0, len(self._documents), BLOCK):
            yield [
                {"text": self._output.text(key), "facts": {table: self._facts[table].get(key, []) for table in FACTS}}
                for key in self._documents[first : first + BLOCK]
            ]


def gather(output: Output) -> Report:
    """Read an output and lay out what the page tells of it.

    Raises
    ------
    Misuse
        Tables cannot be read, or name documents or campaigns that are not there.
    """
    documents = sorted(output.rows("documents"), key=lambda row: row["document_id"])
    campaigns = sorted(output.rows("campaigns"), key=lambda row: row["campaign_id"])
    known = {row["document_id"]: index for index, row in enumerate(documents)}
    of_campaign = {row["campaign_id"]: index for index, row in enumerate(campaigns)}
    facts = {table: _facts(output, table, known) for table in FACTS}
    members: dict[int, list[int]] = defaultdict(list)
    for index, row in enumerate(documents):
        if row["campaign_id"]:
            if row["campaign_id"] not in of_campaign:
                raise _not_together(output, "documents", f"campaign {row['campaign_id']}", "campaigns")
            members[of_campaign[row["campaign_id"]]].append(index)
    places = Places(output.rows("provinces"))
    days = [_day(campaign, [documents[i] for i in members[n]]) for n, campaign in enumerate(campaigns)]
    where = [places.of(row, day) for row, day in zip(campaigns, days, strict=True)]
    cited = {n: [row for i in members[n] for row in _named(facts, documents[i])] for n in range(len(campaigns))}
    problems = sorted(list(row.values()) for row in output.rows("problems"))
    counts = {table: sum(map(len, rows.values())) for table, rows in facts.items()}
    rows = _rows(facts, known)
    head = {
        "words": words.own(),
        "codes": words.codes(),
        "columns": words.columns(),
        "counts": {"documents": len(documents), "campaigns": len(campaigns), **counts, "problems": len(problems)},
        "severities": dict(sorted(Counter(row[3] for row in problems).items())),
        "tiles": {system: [astuple(tile) for tile in tiles] for system, tiles in places.tiles().items()},
        "campaigns": [
            [*row.values(), *place, day] for row, place, day in zip(campaigns, where, days, strict=True)
        ],
        "documents": [_document(row, places, of_campaign, where, facts) for row in documents],
        "heat": {table: _heat(table, members, where, documents, facts) for table in ("awards", "participants")},
        "targets": _groups(facts["targets"]),
        "rows": {table: {code: len(listed) for code, listed in sorted(by_code.items())} for table, by_code in rows.items()},
        "cascades": [asdict(c) | {"steps": [astuple(step) for step in c.steps]}
                     for c in cascades(campaigns, [place[1] for place in where], days, cited)],
        "health": output.health(),
        "block": BLOCK,
    }  # fmt: skip
    return Report(head, _blocks(rows) | {"problems": problems}, output, list(known), facts)


@cache
def _names(table: str) -> tuple[str, ...]:
    """Columns of a fact as a block holds them."""
    return tuple(column.name for column in columns(TABLES[table]) if column.name not in _SHARED)


def _facts(output: Output, table: str, known: dict[str, int]) -> dict[str, list[tuple[str, ...]]]:
    """Facts of a table by document, in text order, without the columns that the page has elsewhere."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    names = _names(table)
    once: dict[str, str] = {}  # codes, days and rules repeat in every document; one copy of each is kept
    for row in output.rows(table):
        if row["document_id"] not in known:
            raise _not_together(output, table, f"document {row['document_id']}", "documents")
        if not (row["start"].isdecimal() and row["end"].isdecimal()):
            raise Misuse(
                f"{output.given}/{table}.csv: “{row['start']}” to “{row['end']}” is no place in a text; "
                "write the tables anew with `thidua extract`"
            )
        found[row["document_id"]].append(tuple(once.setdefault(row[name], row[name]) for name in names))
    for rows in found.values():
        rows.sort(key=lambda cells: (int(cells[0]), int(cells[1]), cells))
    return found


def _not_together(output: Output, table: str, what: str, other: str) -> Misuse:
    return Misuse(f"{output.given}/{table}.csv: {what} is not in {other}.csv; write the tables anew with `thidua extract`")


def _named(facts: dict[str, dict[str, list[tuple[str, ...]]]], document: Row) -> Iterator[Row]:
    names = _names("directives")
    for cells in facts["directives"].get(document["document_id"], ()):
        row = dict(zip(names, cells, strict=True))
        if row["number"]:
            yield row


def _day(campaign: Row, documents: Sequence[Row]) -> str:
    """Day that a campaign belongs to: of its launch, else of its instrument, else the earliest start or document."""
    issued = [row["issued_on"] for row in documents if row["issued_on"] and row["document_number"] == campaign["instrument"]]
    other = [row["issued_on"] or row["published_at"][:10] for row in documents]
    return campaign["launched_on"] or min(issued, default="") or campaign["start_from"] or min(filter(None, other), default="")


def _document(
    row: Row, places: Places, campaigns: dict[str, int], where: Sequence[tuple[str, str]],
    facts: dict[str, dict[str, list[tuple[str, ...]]]],
) -> list[Any]:  # fmt: skip
    """A document as the lists show it: its columns, its places, index of its campaign (-1: none), number of facts by table."""
    campaign = campaigns.get(row["campaign_id"], -1)
    own = places.of(row, row["issued_on"] or row["published_at"])
    place = where[campaign] if campaign >= 0 else own
    return [*row.values(), *place, campaign, *(len(facts[table].get(row["document_id"], ())) for table in FACTS)]


def _heat(
    table: str, members: dict[int, list[int]], where: Sequence[tuple[str, str]], documents: Sequence[Row],
    facts: dict[str, dict[str, list[tuple[str, ...]]]],
) -> dict[str, list[list[Any]]]:  # fmt: skip
    """For each system: place (empty: none), code, and in how many campaigns of the place it is named."""
    at, basis = _names(table).index(_CODE[table]), _names(table).index("basis") if table == "participants" else None
    counts: dict[str, Counter[tuple[str, str]]] = {system: Counter() for system in SYSTEMS}
    for campaign, indices in members.items():
        rows = (cells for i in indices for cells in facts[table].get(documents[i]["document_id"], ()))
        # To be named only as eligible for an award is not to take part.
        for code in {cells[at] for cells in rows if basis is None or cells[basis] != "eligible"}:
            for system, place in zip(SYSTEMS, where[campaign], strict=True):
                counts[system][place, code] += 1
    return {system: [[*key, number] for key, number in sorted(found.items())] for system, found in counts.items()}


def _groups(targets: dict[str, list[tuple[str, ...]]]) -> list[list[Any]]:
    """Sector, unit and direction of targets that can stand side by side, with their number, most first."""
    at = [_names("targets").index(name) for name in ("sector", "unit", "direction", "value_min", "value_max")]
    counts: Counter[tuple[str, ...]] = Counter()
    for rows in targets.values():
        for cells in rows:
            sector, unit, direction, low, high = (cells[i] for i in at)
            if low or high:
                counts[sector, unit, direction] += 1
    return [[*key, number] for key, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _rows(facts: dict[str, dict[str, list[tuple[str, ...]]]], known: dict[str, int]) -> dict[str, dict[str, list[list[Any]]]]:
    """By table and code, where its rows stand: index of the document and position in it; of targets also what the chart draws."""
    found: dict[str, dict[str, list[list[Any]]]] = {}
    for table, by_document in facts.items():
        at = _names(table).index(_CODE[table])
        charted = [_names(table).index(name) for name in _CHARTED] if table == "targets" else []
        rows = found.setdefault(table, defaultdict(list))
        for key in sorted(by_document):
            for position, cells in enumerate(by_document[key]):
                rows[cells[at]].append([known[key], position, *(cells[i] for i in charted)])
    return found


def _blocks(rows: dict[str, dict[str, list[list[Any]]]]) -> dict[str, Any]:
    """A block for each table; targets, which carry more, have one for each sector."""
    found: dict[str, Any] = {f"rows-{table}": by_code for table, by_code in rows.items() if table != "targets"}
    return found | {f"rows-targets-{sector}": listed for sector, listed in sorted(rows["targets"].items())}
