"""What joining looks at of a document, and no more: a hundred thousand documents are joined at once, their rows are not.

Of directives joining reads numbers, days, issuers and roles, of dates the launches, of targets only how many there are. Quotes and places
in the text are left out, and what many documents say alike (a directive that all provinces carry out) is kept once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.facts import DateFact, Directive, Fact, Target
from pipeline.record import Record

LAUNCH = "phat_dong"

_TARGET = Target(start=0, end=0, method="")


class Lightener:
    """Makes records light; one for all documents of a run."""

    def __init__(self) -> None:
        self._rows: dict[Fact, Fact] = {}

    def light(self, record: Record) -> Record:
        """The record with the facts that joining reads."""
        directives = [self._bare(row) for row in record.facts.get("directives", ()) if isinstance(row, Directive)]
        launches = [self._bare(row) for row in record.facts.get("dates", ()) if isinstance(row, DateFact) and row.role == LAUNCH]
        facts: dict[str, Sequence[Fact]] = {"directives": directives, "dates": launches}
        facts["targets"] = [_TARGET] * len(record.facts.get("targets", ()))
        return replace(record, facts=facts)

    def _bare(self, row: Fact) -> Fact:
        bare = replace(row, document_id="", start=0, end=0, quote="", section="khac", method="", confidence=1.0, locator=None)
        return self._rows.setdefault(bare, bare)
