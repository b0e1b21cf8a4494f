"""What `thidua train` does: every task's classifier beside its rule, and on disk those that beat it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.calibration import NAME
from pipeline.learned import load
from pipeline.misuse import Defect
from pipeline.segment.guess import TASK
from pipeline.training import calibrate, examples, saved
from pipeline.training.cards import card, save
from pipeline.training.examples import Example, Known, known_documents
from pipeline.training.fit import HELD_OUT, Report, fit

# Tasks whose model, where it wins, is asked when documents are read; the others are measured so that one sees when they would win.
USED = (TASK,)


def train(gold: Sequence[Path], sections: Sequence[Path], out: Path, command: str, made_on: date) -> Iterator[tuple[Report, str]]:
    """Calibrate the rules' scores, then fit and measure each task; save the models that earn their place, remove those that lost it.

    Yields each report with what became of it.

    Raises
    ------
    Misuse
        A gold folder is missing or empty, or skops is not installed.
    Defect
        A model as saved does not say what it said when it was fitted.
    """
    saved.require_skops()  # told at once, and not after the minutes that reading takes
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
            _keep(model, out, task, [example.words for example in found])
        else:
            for suffix in (".npz", ".skops"):
                (out / f"{task}{suffix}").unlink(missing_ok=True)
        (out / f"{task}.md").write_text(card(report, command, made_on, outcome), encoding="utf-8")
        yield report, outcome


def _keep(model: Any, out: Path, task: str, texts: Sequence[str]) -> None:
    """Save a model as a pipeline and as the table that is read when documents are, and ask both what the fitted one says."""
    saved.save_pipeline(model, out / f"{task}.skops", task)
    save(model, out / f"{task}.npz")
    said = list(model.predict(texts))
    if list(saved.load_pipeline(out / f"{task}.skops").predict(texts)) != said:
        raise Defect(f"{out / task}.skops: says otherwise than the model that was saved; please report your version of scikit-learn")
    table = load(out / f"{task}.npz")
    if [table.classify(text) for text in texts] != said:
        raise Defect(f"{out / task}.npz: says otherwise than {task}.skops; please report your version of scikit-learn")


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


def _makers(sections: Sequence[Path]) -> dict[str, Callable[[Known], Iterator[Example]]]:
    def roles(known: Known) -> Iterator[Example]:
        yield from examples.sentence_roles(known)
        for folder in sections:
            yield from examples.read_sentences(known, folder)

    return {
        TASK: roles,
        "sectors": examples.sectors,
        "citation_roles": examples.citation_roles,
        "date_roles": examples.date_roles,
        "is_announcement": examples.announcements,
        "document_type": examples.document_types,
        "campaign_type": examples.campaign_types,
    }
