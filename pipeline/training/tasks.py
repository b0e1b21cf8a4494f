"""What `thidua train` does: every task's classifier beside its rule, and on disk those that beat it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from pipeline.calibration import NAME
from pipeline.segment.guess import TASK
from pipeline.training import calibrate, examples
from pipeline.training.cards import card, save
from pipeline.training.examples import Example, Known, known_documents
from pipeline.training.fit import HELD_OUT, Report, fit

# Tasks whose model, where it wins, is asked when documents are read; the others are measured so that one sees when they would win.
USED = (TASK,)


def train(gold: Sequence[Path], sections: Path | None, out: Path, command: str, made_on: date) -> Iterator[tuple[Report, str]]:
    """Calibrate the rules' scores, then fit and measure each task; save the models that earn their place, remove those that lost it.

    Yields each report with what became of it.

    Raises
    ------
    Misuse
        A gold folder is missing or empty.
    """
    known = list(known_documents(gold))
    _calibrate(known, out, command, made_on)
    for task, make in _makers(sections).items():
        found = [example for document in known for example in make(document)]
        try:
            model, report = fit(task, found)
        except ValueError:
            continue
        outcome = "model saved" if report.earns_its_place else "rule kept"
        if task not in USED and report.earns_its_place:
            outcome = "would win; no reader of it yet, rule kept"
        out.mkdir(parents=True, exist_ok=True)
        if task in USED and report.earns_its_place:
            save(model, out / f"{task}.npz")
        else:
            (out / f"{task}.npz").unlink(missing_ok=True)
        (out / f"{task}.md").write_text(card(report, command, made_on, outcome), encoding="utf-8")
        yield report, outcome


def _calibrate(known: Sequence[Known], out: Path, command: str, made_on: date) -> None:
    """Write what share of the rows of each rule is right, measured on the documents that are not held out."""
    rows = [row for document in known for row in calibrate.judged_rows(document)]
    held_out = [row for row in rows if row.split == HELD_OUT]
    own = [row for row in rows if row.split != HELD_OUT]
    if not own:
        return
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{NAME}.json").write_text(calibrate.as_json(calibrate.fit(own)), encoding="utf-8")
    documents = sum(document.split != HELD_OUT for document in known)
    (out / f"{NAME}.md").write_text(calibrate.card(own, held_out, documents, command, made_on), encoding="utf-8")


def _makers(sections: Path | None) -> dict[str, Callable[[Known], Iterator[Example]]]:
    def roles(known: Known) -> Iterator[Example]:
        yield from examples.sentence_roles(known)
        if sections is not None:
            yield from examples.read_sentences(known, sections)

    return {
        TASK: roles,
        "sectors": examples.sectors,
        "citation_roles": examples.citation_roles,
        "date_roles": examples.date_roles,
        "is_announcement": examples.announcements,
        "document_type": examples.document_types,
        "campaign_type": examples.campaign_types,
    }
