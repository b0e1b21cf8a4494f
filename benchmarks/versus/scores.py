"""When what a program found is what was meant. The definitions stand in words at the head of ``__main__``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from cases import Case, Days, Phrase

from pipeline.agreement import number


@dataclass(slots=True)
class Score:
    """Rows of gold found and missed, and what was found beside them."""

    COLUMNS: ClassVar[tuple[str, ...]] = ("found", "missed", "false", "precision", "recall")
    found: int = 0
    missed: int = 0
    false: int = 0

    def row(self) -> dict[str, int | str]:
        """The figures as the table shows them."""
        precision, recall = (_share(self.found, self.found + wrong) for wrong in (self.false, self.missed))
        return dict(zip(self.COLUMNS, (self.found, self.missed, self.false, precision, recall), strict=True))


def _share(part: int, other: int) -> str:
    return f"{100 * part / other:.1f}" if other else "-"


def phrase_verdict(phrase: Phrase, found: Sequence[Days]) -> str:
    """right, in part, wrong or missed."""
    told = [days for days in found if days != (None, None)]
    if not told:
        return "missed"
    if tuple(told) == phrase.means:
        return "right"
    return "in part" if any(_within(days, meant) for days in told for meant in phrase.means) else "wrong"


def _within(days: Days, meant: Days) -> bool:
    """Do both known ends lie within the days meant, where those are known?"""
    known = [day for day in days if day is not None]
    return all((meant[0] or date.min) <= day <= (meant[1] or date.max) for day in known)


def _tells(mention: Days, row: Days) -> bool:
    return mention == row or (row[0] == row[1] and row[0] in mention)


def texts_score(read: Iterable[tuple[Case, set[Days]]], *, intervals: bool = False) -> Score:
    """Dates of gold, role aside; with ``intervals`` only rows and mentions of more than one day."""
    score = Score()
    for case, mentions in read:
        if "dates" not in case.gold:
            continue
        rows = {_days(row): bool(row.get("optional")) for row in sorted(case.gold["dates"], key=lambda r: not r.get("optional"))}
        rows.pop((None, None), None)
        required = [row for row, optional in rows.items() if not optional]
        if intervals:
            required = [row for row in required if row[0] != row[1]]
            mentions = {mention for mention in mentions if mention[0] != mention[1] and None not in mention}
        score.found += (hits := sum(any(_tells(mention, row) for mention in mentions) for row in required))
        score.missed += len(required) - hits
        score.false += sum(not any(_tells(mention, row) for row in rows) for mention in mentions)
    return score


def _days(row: dict[str, Any]) -> Days:
    first = date.fromisoformat(row["date_from"]) if row.get("date_from") else None
    last = date.fromisoformat(row["date_to"]) if row.get("date_to") else None
    return first, last or first


def numbers_score(read: Iterable[tuple[Case, Iterable[str]]]) -> Score:
    """Numbers of documents in gold."""
    score = Score()
    for case, written in read:
        if "directives" not in case.gold:
            continue
        rows = [row for row in case.gold["directives"] if row.get("number")]
        required = {number(row["number"]) for row in rows if not row.get("optional")}
        told = {number(one) for one in written}
        score.found += len(required & told)
        score.missed += len(required - told)
        score.false += len(told - {number(row["number"]) for row in rows})
    return score
