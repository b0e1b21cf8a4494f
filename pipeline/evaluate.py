"""How right an output is: its tables against gold files, one JSON a document.

Rows of a table are compared as sets (precision, recall, F1 pooled over documents), fields of a row one by one.
A table or field that a gold file leaves out is not measured; ``null`` means that it must be empty; a row marked ``optional`` is
neither asked for nor wrong.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from extractors.facts import FACTS
from pipeline.agreement import CAMPAIGN_FIELDS, FIELDS, exact, likeness, number, same_value, value
from pipeline.figures import Error, Measured
from pipeline.misuse import Misuse
from pipeline.pairs import pairs_found, pairs_of

Row = Mapping[str, Any]
_AWARD_FIELDS = ("recipient", "quantity_min", "quantity_max")


def measure(out: Path, gold: Path, *, split: str | None = None) -> Measured:
    """Measure the output folder ``out`` against the gold files in ``gold``.

    Raises
    ------
    Misuse
        A folder is missing or holds nothing of the kind, or no gold file is of this split.
    """
    wanted = gold_files(gold, split)
    documents = {PurePosixPath(row["source"].rstrip("/")).name: row for row in table_rows(out, "documents")}
    campaigns = {row["campaign_id"]: row for row in table_rows(out, "campaigns")}
    facts: dict[str, dict[str, list[Row]]] = {}
    for table in FACTS:
        facts[table] = defaultdict(list)
        for row in table_rows(out, table):
            facts[table][row["document_id"]].append(row)
    measured = Measured(documents=len(wanted))
    for g in wanted:
        name = PurePosixPath(g["source"]).name
        document = documents.get(name)
        if document is None:
            measured.missing += 1
            measured.errors.append(Error("document", "missed", name, "is not in documents.csv"))
            document = {}
        key = document.get("document_id")
        found = {table: facts[table].get(str(key), []) for table in FACTS}
        campaign = campaigns.get(document.get("campaign_id", ""), {})
        _Comparison(measured, name, g, document, campaign, found).all()
    _pairs(measured, wanted, documents)
    measured.errors.sort()
    return measured


def _pairs(measured: Measured, gold: list[dict[str, Any]], documents: Mapping[str, Row]) -> None:
    """Documents of one campaign, two and two; measured where gold tells of any."""
    want = pairs_of(gold)
    if not want:
        return
    got = pairs_found(documents.values(), (g["source"] for g in gold))
    sets = measured.sets["joins"]
    sets.right, sets.false, sets.missed = len(want & got), len(got - want), len(want - got)
    for kind, pairs in (("false", got - want), ("missed", want - got)):
        measured.errors.extend(Error("joins", kind, one, f"is one campaign with {other}") for one, other in pairs)


def compare_facts(measured: Measured, name: str, gold: Row, found: dict[str, list[Row]]) -> None:
    """Add the tables of facts of one document to what was measured; cells as text, as they stand in CSV."""
    _Comparison(measured, name, {key: rows for key, rows in gold.items() if key not in ("document", "campaign")}, {}, {}, found).all()


def gold_files(folder: Path, split: str | None = None) -> list[dict[str, Any]]:
    """The gold files of a folder, or those of one split.

    Raises
    ------
    Misuse
        There are none, or one of them is none.
    """
    if not folder.is_dir():
        raise Misuse(f"{folder}: no such folder; give the folder of the gold files")
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            gold = json.loads(path.read_text(encoding="utf-8"))
            gold["source"] = str(gold["source"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Misuse(f"{path}: is no gold file ({error}); mend it or take it away") from error
        found.append(gold)
    if not found:
        raise Misuse(f"{folder}: holds no gold files (*.json); give the folder of the gold files")
    wanted = [g for g in found if split is None or g.get("split") == split]
    if not wanted:
        raise Misuse(f"{folder}: no gold file of the split {split!r}; leave --split out or name one that is there")
    return wanted


def table_rows(out: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table of an output folder, as text.

    Raises
    ------
    Misuse
        The table is not there.
    """
    path = out / f"{table}.csv"
    csv.field_size_limit(1 << 30)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise Misuse(f"{path}: cannot be read ({error.strerror}); give a folder that thidua extract wrote") from error


class _Comparison:
    """One document against its gold."""

    def __init__(self, into: Measured, name: str, gold: Row, document: Row, campaign: Row, found: dict[str, list[Row]]) -> None:
        self.into, self.name, self.gold, self.document, self.campaign, self.found = into, name, gold, document, campaign, found

    def all(self) -> None:
        """Every table and field that the gold file has."""
        for table, row, rules in (("document", self.document, FIELDS), ("campaign", self.campaign, CAMPAIGN_FIELDS)):
            for column, want in (self.gold.get(table) or {}).items():
                got = row.get(column)
                self._field(f"{table}.{column}", rules.get(column, exact)(want, got), want, got)
        for table, compare in (
            ("directives", self._directives),
            ("dates", self._dates),
            ("targets", self._targets),
            ("participants", self._participants),
            ("awards", self._awards),
        ):
            if table in self.gold:
                compare(self.gold[table], self.found[table])
        if "qualitative" in self.gold:
            self._qualitative(self.gold["qualitative"], [row for row in self.found["targets"] if not _numeric(row)])

    def _field(self, name: str, right: bool, want: object, got: object, of: object = None) -> None:
        share = self.into.fields[name]
        share.of += 1
        share.right += right
        if not right:
            where = "" if of is None else f"{of}: "
            self._error(name, "wrong", f"{where}want {want!r}, got {got!r}")

    def _error(self, name: str, kind: str, what: object) -> None:
        self.into.errors.append(Error(name, kind, self.name, str(what)))

    def _set(self, name: str, required: Iterable[Any], allowed: Iterable[Any], found: Iterable[Any]) -> None:
        """Required keys found and missed; found ones that are neither required nor allowed are false."""
        want, got, may = Counter(required), Counter(set(found)), set(allowed)
        sets = self.into.sets[name]
        sets.right += (want & got).total()
        for key in (want - got).elements():
            sets.missed += 1
            self._error(name, "missed", key)
        for key in got:
            if key not in want and key not in may:
                sets.false += 1
                self._error(name, "false", key)

    def _directives(self, gold: list[Row], found: list[Row]) -> None:
        numbered = [row for row in gold if row.get("number")]
        by_number = {number(row["number"]): row for row in found if row.get("number")}
        required = [number(row["number"]) for row in _required(numbered)]
        self._set("directives", required, (number(row["number"]) for row in numbered), by_number)
        for want in numbered:
            key = number(want["number"])
            if (got := by_number.get(key)) is None:
                continue
            self._fields("directives", ("document_type", "issued_on", "role", "issuer_level"), want, got, key)
            if want.get("issuer"):
                same = likeness(want["issuer"], got.get("issuer")) >= 0.7
                self._field("directives.issuer", same, want["issuer"], got.get("issuer"), key)
        self._unnumbered([row for row in gold if not row.get("number")], [row for row in found if not row.get("number")])

    def _unnumbered(self, gold: list[Row], left: list[Row]) -> None:
        sets = self.into.sets["directives.unnumbered"]
        for want in gold:
            alike = (
                place
                for place, got in enumerate(left)
                if got.get("document_type") == want.get("document_type") and likeness(got.get("title"), want.get("title")) >= 0.6
            )
            place = next(alike, None)
            if place is not None:
                del left[place]
                sets.right += not want.get("optional")
            elif not want.get("optional"):
                sets.missed += 1
                self._error("directives.unnumbered", "missed", want.get("title"))
        sets.false += len(left)
        for got in left:
            self._error("directives.unnumbered", "false", got.get("title"))

    def _dates(self, gold: list[Row], found: list[Row]) -> None:
        gold_keys = [(_date_key(row), row) for row in gold]
        role = [(key, row) for key, row in gold_keys if key[0] != "khac"]
        required = {key for key, row in role if not row.get("optional")}
        got = {key for key in map(_date_key, found) if key[0] != "khac"}
        self._set("dates", required, (key for key, _ in role), got)
        self._set("dates.any_role", {key[1:] for key in required}, (key[1:] for key, _ in gold_keys), {key[1:] for key in got})

    def _targets(self, gold: list[Row], found: list[Row]) -> None:
        left = [row for row in found if _numeric(row)]
        for want in filter(_numeric, gold):
            key = _value_key(want)
            alike = [place for place, row in enumerate(left) if _value_key(row) == key]
            if not alike:
                if not want.get("optional"):
                    self.into.sets["targets"].missed += 1
                    self.into.sets["targets.full"].missed += 1
                    self._error("targets", "missed", (*key, want.get("indicator")))
                continue
            got = left.pop(max(alike, key=lambda place: likeness(left[place].get("indicator"), want.get("indicator"))))
            if want.get("optional"):
                continue
            self.into.sets["targets"].right += 1
            full = self.into.sets["targets.full"]
            if likeness(got.get("indicator"), want.get("indicator")) >= 0.5:
                full.right += 1
            else:
                full.missed += 1
                full.false += 1
                self._error("targets.indicator", "wrong", f"{key}: want {want.get('indicator')!r}, got {got.get('indicator')!r}")
            self._fields(
                "targets", ("direction", "sector", "comparator", "deadline"), want, got, f"{key} {want.get('indicator')}"
            )
        for got in left:
            self.into.sets["targets"].false += 1
            self.into.sets["targets.full"].false += 1
            self._error("targets", "false", (*_value_key(got), got.get("indicator")))

    def _qualitative(self, gold: list[Row], left: list[Row]) -> None:
        """Aims without a figure, which only some gold files list (key ``qualitative``): the same if their words are alike."""
        sets = self.into.sets["targets.qualitative"]
        for want in gold:
            best = max(left, key=lambda row: likeness(row.get("indicator"), want["indicator"]), default=None)
            if best is not None and likeness(best.get("indicator"), want["indicator"]) >= 0.5:
                left.remove(best)
                sets.right += not want.get("optional")
                self._fields("targets.qualitative", ("direction", "sector", "deadline"), want, best, want["indicator"])
            elif not want.get("optional"):
                sets.missed += 1
                self._error("targets.qualitative", "missed", want["indicator"])
        sets.false += len(left)
        for got in left:
            self._error("targets.qualitative", "false", got.get("indicator"))

    def _participants(self, gold: list[Row], found: list[Row]) -> None:
        code = "participant_code"
        got = {row[code] for row in found if row.get("basis") != "eligible"}
        self._set("participants", {row[code] for row in _required(gold)}, (row[code] for row in gold), got)

    def _awards(self, gold: list[Row], found: list[Row]) -> None:
        by_key = {_award_key(row): row for row in found}
        required, allowed = {_award_key(row) for row in _required(gold)}, [_award_key(row) for row in gold]
        self._set("awards", required, allowed, by_key)
        self._set("awards.form", {form for form, _ in required}, (form for form, _ in allowed), {form for form, _ in by_key})
        for key in by_key:
            wanted, there = ([row for row in rows if _award_key(row) == key] for rows in (gold, found))
            for want, got in _paired_awards(wanted, there):
                self._fields("awards", _AWARD_FIELDS, want, got, key)

    def _fields(self, table: str, names: tuple[str, ...], want: Row, got: Row, of: object) -> None:
        for name in names:
            if name in want:
                self._field(f"{table}.{name}", _agree(name, want, got), want[name], got.get(name), of)


def _paired_awards(gold: list[Row], found: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Rows of one form and grantor with the rows that they agree with most; a required one that is left over, with an empty one."""
    agreeing = sorted(
        (-sum(_agree(name, want, got) for name in _AWARD_FIELDS if name in want), i, j)
        for i, want in enumerate(gold)
        for j, got in enumerate(found)
    )
    partner: dict[int, int] = {}
    for _, i, j in agreeing:
        if i not in partner and j not in partner.values():
            partner[i] = j
    for i, want in enumerate(gold):
        if i in partner or not want.get("optional"):
            yield want, found[partner[i]] if i in partner else {}


def _agree(name: str, want: Row, got: Row) -> bool:
    return (same_value if name.startswith("quantity") else exact)(want[name], got.get(name))


def _required(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if not row.get("optional"))


def _numeric(row: Row) -> bool:
    return (row.get("kind") or "numeric") == "numeric"


def _date_key(row: Row) -> tuple[str, str, str]:
    first = row.get("date_from") or ""
    return row.get("role") or "", first, row.get("date_to") or first


def _value_key(row: Row) -> tuple[float | str | None, float | str | None, str]:
    return value(row.get("value_min")), value(row.get("value_max")), row.get("unit") or ""


def _award_key(row: Row) -> tuple[str, str]:
    return row["award_code"], row.get("grantor_code") or ""
