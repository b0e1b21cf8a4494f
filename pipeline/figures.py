"""Figures of an evaluation: how many rows and fields are right, and which are not."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field

from extractors.facts import FACTS


@dataclass(slots=True)
class Sets:
    """Rows found, wrongly found and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right."""
        return self.right / (self.right + self.false) if self.right + self.false else None

    @property
    def recall(self) -> float | None:
        """Share of what there is that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; None where there was nothing to find and nothing was found."""
        every = 2 * self.right + self.false + self.missed
        return 2 * self.right / every if every else None


@dataclass(slots=True)
class Share:
    """Fields that are right, of those measured."""

    right: int = 0
    of: int = 0

    @property
    def accuracy(self) -> float | None:
        """Right of all."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True, order=True)
class Error:
    """One miss, false row or wrong field."""

    field: str
    kind: str
    document: str
    what: str


@dataclass(slots=True)
class Measured:
    """Figures of an output, by table (``sets``) and by field (``fields``)."""

    documents: int = 0
    missing: int = 0
    sets: defaultdict[str, Sets] = field(default_factory=lambda: defaultdict(Sets))
    fields: defaultdict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    errors: list[Error] = field(default_factory=list)

    @property
    def macro_f1(self) -> float:
        """Mean F1 of the five tables of facts."""
        return sum(self.sets[table].f1 or 0.0 for table in FACTS) / len(FACTS)

    def share(self, table: str) -> Share:
        """All measured fields of ``document`` or ``campaign`` together."""
        of = [share for name, share in self.fields.items() if name.startswith(table + ".")]
        return Share(sum(share.right for share in of), sum(share.of for share in of))

    def as_json(self) -> str:
        """The figures as a JSON text."""
        figures = {
            "documents": self.documents,
            "missing": self.missing,
            "macro_f1": self.macro_f1,
            "document_fields": self.share("document").accuracy,
            "campaign_fields": self.share("campaign").accuracy,
            "sets": {
                name: {"precision": s.precision, "recall": s.recall, "f1": s.f1}
                | {"right": s.right, "false": s.false, "missed": s.missed}
                for name, s in sorted(self.sets.items())
            },
            "fields": {name: {"accuracy": s.accuracy, "right": s.right, "of": s.of} for name, s in sorted(self.fields.items())},
        }
        return json.dumps(figures, ensure_ascii=False, indent=1) + "\n"
