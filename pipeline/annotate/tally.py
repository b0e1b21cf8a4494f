"""What an export holds, and what its format could not say as the tables do."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.annotate.reading import Annotated


@dataclass(slots=True)
class Tally:
    """Counts over one export.

    Attributes
    ----------
    unplaced
        Facts that stand nowhere in the text.
    widened
        Facts that were widened to whole tokens.
    overlapping
        Facts that overlap a longer one and are not in the layer without overlaps.
    """

    documents: int = 0
    facts: int = 0
    unplaced: int = 0
    widened: int = 0
    overlapping: int = 0

    def count(self, annotated: Annotated, placed: int, *, widened: int = 0) -> None:
        """One more document, of whose facts so many have a place in the format."""
        self.documents += 1
        self.facts += len(annotated.marks)
        self.unplaced += len(annotated.marks) - placed
        self.widened += widened
