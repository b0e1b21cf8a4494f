"""What a person sees: a bar on a terminal or plain lines in a log, what came of a run, figures of an evaluation."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from extractors.facts import FACTS
from pipeline.figures import Measured
from pipeline.outcome import Outcome
from pipeline.run import Summary

if TYPE_CHECKING:
    from pipeline.reliability import Bin
    from pipeline.training.fit import Report

_EVERY = 5.0  # seconds between two lines in a log


class Watch:
    """Shows how far a run is on standard error; give ``started`` and ``advanced`` to the run.

    Parameters
    ----------
    verbose
        Also show where thidua failed over a document.
    """

    def __init__(self, *, verbose: bool = False) -> None:
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._verbose = verbose
        self._total = self._done = 0
        self._said = time.monotonic()
        self._bar: Progress | None = None
        if self._console.is_terminal:
            columns = (
                TextColumn("reading"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                TextColumn("{task.description}"),
            )
            self._bar = Progress(*columns, console=self._console, transient=True)

    def __enter__(self) -> Watch:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def started(self, total: int) -> None:
        """The number of inputs is known; it is told again where there turn out to be more."""
        self._total = total
        if self._bar is not None and self._bar.task_ids:
            self._bar.update(self._bar.task_ids[0], total=total)
        elif self._bar is not None:
            self._bar.add_task("", total=total)
        else:
            self._line(f"reading {total} inputs")

    def advanced(self, outcome: Outcome) -> None:
        """One more input is through."""
        self._done += 1
        if self._verbose and outcome.trace:
            self._console.print(f"{outcome.source}:\n{outcome.trace}", markup=False)
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=self._done)
        elif self._done == self._total or time.monotonic() - self._said >= _EVERY:
            self._line(f"{self._done} of {self._total} read")

    def _line(self, text: str) -> None:
        self._said = time.monotonic()
        print(text, file=sys.stderr, flush=True)


def show_summary(summary: Summary, seconds: float) -> None:
    """What came of a run, on standard output."""
    console = Console(highlight=False, soft_wrap=True)
    rows = summary.rows
    console.print(
        f"{summary.inputs} inputs: {rows['documents']} documents, {summary.errors} errors, {summary.notes} repeated; "
        f"{rows['campaigns']} campaigns; {seconds:.1f} s"
    )
    if summary.before:
        console.print(f"{summary.before} of them were read before, by a run that was stopped")
    table = _figures("facts", "rows")
    for name in FACTS:
        table.add_row(name, str(rows[name]))
    console.print(table)
    if summary.problems:
        problems = _figures("problems", "rows")
        for (severity, code), count in sorted(summary.problems.items()):
            problems.add_row(f"{severity} {code}", str(count))
        console.print(problems)
    console.print(f"tables: {summary.out}/*.csv and *.parquet, described in {summary.out}/datapackage.json", markup=False)
    console.print(f"texts:  {summary.out}/texts", markup=False)
    if summary.problems:
        console.print(f"what was not done, and the remedy: {summary.out}/problems.csv", markup=False)


def show_figures(measured: Measured, *, errors: bool = False) -> None:
    """Figures of an evaluation, on standard output; with ``errors``, every miss before them."""
    console = Console(highlight=False, soft_wrap=True)
    if errors:
        for error in measured.errors:
            console.print(f"{error.kind:7} {error.field:26} {error.document}: {error.what}", markup=False)
        console.print()
    console.print(f"{measured.documents} documents, {measured.missing} of them not in the tables")
    sets = _figures("rows", "precision", "recall", "F1", "right", "false", "missed")
    for name, figure in sorted(measured.sets.items()):
        shares = (_percent(figure.precision), _percent(figure.recall), _percent(figure.f1))
        sets.add_row(name, *shares, str(figure.right), str(figure.false), str(figure.missed))
    console.print(sets)
    console.print()
    fields = _figures("field", "right", "of", "%")
    for name, share in sorted(measured.fields.items()):
        fields.add_row(name, str(share.right), str(share.of), _percent(share.accuracy))
    console.print(fields)
    console.print(
        f"\nfields of documents {_percent(measured.share('document').accuracy)}, of campaigns "
        f"{_percent(measured.share('campaign').accuracy)}; mean F1 of the five tables of facts {_percent(measured.macro_f1)}"
    )


def show_training(reports: Iterator[tuple[Report, str]]) -> None:
    """Each classifier beside the rule it would replace, on standard output; a line on standard error while they are fitted."""
    Console(stderr=True, highlight=False).print("reading the documents with gold and fitting, which takes some minutes …")
    table = _figures("task", "trained on", "measured on", "model F1", "rule F1", "model right", "rule right", "outcome")
    for report, outcome in reports:
        shares = (report.model_macro, report.rule_macro, report.model_accuracy, report.rule_accuracy)
        table.add_row(report.task, str(report.train), str(report.test), *(_percent(share) for share in shares), outcome)
    console = Console(highlight=False, soft_wrap=True)
    console.print(table)
    console.print("\nF1 is the mean over classes, on documents not trained on")


def show_reliability(bins: Sequence[Bin]) -> None:
    """Confidence as stated beside the share of rows that are right, by table, on standard output."""
    from pipeline.reliability import gap

    console = Console(highlight=False, soft_wrap=True)
    table = _figures("confidence", "rows", "mean stated", "share right")
    for name in dict.fromkeys(b.table for b in bins):
        own = [b for b in bins if b.table == name]
        table.add_row(f"[bold]{name}[/bold]", str(sum(b.rows for b in own)), "mean distance", _percent(gap(own)))
        for b in own:
            table.add_row(f"from {b.low:.3g}", str(b.rows), _percent(b.stated), _percent(b.right))
    console.print()
    console.print(table)


def _figures(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right")
    return table


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"
