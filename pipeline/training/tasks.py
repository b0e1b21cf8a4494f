"""What `thidua train` does: every task's classifier beside its rule, and on disk those that beat it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from pipeline.segment.guess import TASK
from pipeline.training import examples
from pipeline.training.cards import card, save
from pipeline.training.examples import Example, Known, known_documents
from pipeline.training.fit import Report, fit

# Tasks whose model, where it wins, is asked when documents are read; the others are measured so that one sees when they would win.
USED = (TASK,)


def train(gold: Sequence[Path], sections: Path | None, out: Path, command: str, made_on: date) -> Iterator[tuple[Report, str]]:
    """Fit and measure each task; save the models that earn their place, remove those that lost it.

    Yields each report with what became of it.

    Raises
    ------
    Misuse
        A gold folder is missing or empty.
    """
    known = list(known_documents(gold))
    for task, make in _makers(sections).items():
        found = [example for document in known for example in make(document)]
        try:
            model, report = fit(task, found)
        except ValueError:
            continue
        if task not in USED:
            yield report, "rule kept" if not report.earns_its_place else "would win; no reader of it yet, rule kept"
        elif report.earns_its_place:
            save(model, out / f"{task}.npz")
            (out / f"{task}.md").write_text(card(report, command, made_on), encoding="utf-8")
            yield report, "model saved"
        else:
            for suffix in (".npz", ".md"):
                (out / f"{task}{suffix}").unlink(missing_ok=True)
            yield report, "rule kept"


def _makers(sections: Path | None) -> dict[str, Callable[[Known], Iterator[Example]]]:
    def roles(known: Known) -> Iterator[Example]:
        yield from examples.sentence_roles(known)
        if sections is not None:
            yield from examples.read_sentences(known, sections)

    return {
        TASK: roles,
        "sectors": examples.sectors,
        "citation_roles": examples.citation_roles,
        "is_announcement": examples.announcements,
        "document_type": examples.document_types,
        "campaign_type": examples.campaign_types,
    }
