"""One night: crawl what is new, read it, join, check, publish, and keep the ledger's accounts of all of it.

Each stage leaves store and output folder in order, so that a run which is killed at any moment is followed by one that carries on:
what was fetched is in the ledger, what was read is kept, and a publication is decided on in the ledger before the link is turned to it.
"""

from __future__ import annotations

import filecmp
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.crawl.clock import Clock, SystemClock, night_of
from pipeline.crawl.dial import Resolver, resolve
from pipeline.crawl.ledger import Ledger
from pipeline.crawl.limits import DEFAULT_LIMITS, Limits
from pipeline.crawl.night import crawl
from pipeline.crawl.sources import Source
from pipeline.crawl.store import Store
from pipeline.crawl.visits import Visit
from pipeline.misuse import Defect
from pipeline.nightly.accounts import settle, verdicts
from pipeline.nightly.book import Publications
from pipeline.nightly.changes import changes
from pipeline.nightly.checks import SHRINKING, flaws_of_package, off_bounds_of, shrunk
from pipeline.nightly.extracting import Work, read_due, work, write_tables
from pipeline.nightly.folders import Folders
from pipeline.nightly.health import health
from pipeline.nightly.kept import Kept
from pipeline.nightly.tables import CHANGES, HEALTH, SourceHealth, nightly_tables
from pipeline.nightly.versions import reading_version
from pipeline.publish.atomic import to_disk
from pipeline.publish.schema import resource
from pipeline.publish.write import DESCRIPTOR, write_table
from pipeline.run import Options, Through, plainly

KEEP = 30
"""Dated folders that are kept."""


Stage = Callable[[str, Callable[[], object]], object]
"""How a stage is run: plainly, or as a task that a scheduler sees."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may choose about the nights, and what tests put in the place of the world."""

    contact: str
    allow_private: bool = False
    keep: int = KEEP
    accept: bool = False
    shrinking: float = SHRINKING
    options: Options = Options()
    clock: Clock = field(default_factory=SystemClock)
    limits: Limits = DEFAULT_LIMITS
    resolver: Resolver = resolve
    version_of: Callable[[str], str] = reading_version


@dataclass(slots=True)
class Report:
    """What a night came to. ``folder`` is what it published, ``refused`` why it did not; ``flaws`` are contradictions in the ledger."""

    night: date
    visits: list[Visit] = field(default_factory=list)
    read: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    failures: int = 0
    changed: Counter[str] = field(default_factory=Counter)
    folder: Path | None = None
    refused: list[str] = field(default_factory=list)
    aside: Path | None = None
    health: list[SourceHealth] = field(default_factory=list)
    flaws: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether all was done: every source read, nothing failed tonight that had not before, and the tables not refused."""
        return not (self.refused or self.flaws or self.failures) and all(visit.state == "done" for visit in self.visits)


class _Refused(Exception):
    """The tables may not be published; what was noted of them is undone."""


def run_night(
    sources: Sequence[Source], store: Store, folders: Folders, settings: Settings, *, through: Through = plainly,
    stage: Stage = lambda name, doing: doing(), started: Callable[[int], None] = lambda count: None,
    told: Callable[[Visit], None] | None = None,
) -> Report:  # fmt: skip
    """One night now.

    Parameters
    ----------
    sources : the list of sources.
    folders : where to publish.
    through : how documents get through the workers.
    stage : how each of the stages ``crawl``, ``read`` and ``publish`` is run.
    started : told how many documents have to be read, before the first is.
    told : told of each visit as it ends.

    Raises
    ------
    Misuse
        Another run is in the store or the output, or a disk is full; nothing is lost, the next run goes on.
    Defect
        The tables contradict themselves or the ledger; nothing was published.
    """
    night = night_of(settings.clock.now())
    with store.held(), folders.held(), Ledger(store.ledger) as ledger, Kept(store.folder) as kept:
        course = _Course(sources, store, folders, settings, ledger, kept, Report(night))
        course.recover()
        stage("crawl", lambda: course.crawl(told))
        stage("read", lambda: course.read(through, started))
        stage("publish", course.publish)
        return course.report


@dataclass(slots=True)
class _Course:
    """The stages of a night."""

    sources: Sequence[Source]
    store: Store
    folders: Folders
    settings: Settings
    ledger: Ledger
    kept: Kept
    report: Report
    todo: Work | None = None
    failed: frozenset[tuple[str, str]] = frozenset()

    def recover(self) -> None:
        """Carry a publication to its end that was decided on, and clear up after what was not."""
        book = Publications(self.ledger)
        ready = next((entry.folder for entry in book.all(self.folders.place) if entry.state == "ready"), None)
        self.folders.clear(ready)
        if ready is not None:
            self._turn(ready)
        self.failed = self._failures()

    def crawl(self, told: Callable[[Visit], None] | None) -> list[Visit]:
        settings = self.settings
        self.report.visits = crawl(
            self.sources, self.store, self.ledger, contact=settings.contact, night=self.report.night, clock=settings.clock,
            limits=settings.limits, allow_private=settings.allow_private, resolver=settings.resolver, done=told,
        )  # fmt: skip
        return self.report.visits

    def read(self, through: Through, started: Callable[[int], None]) -> int:
        self.todo = work(self.ledger, self.kept, self.settings.version_of)
        started(len(self.todo.due))
        for _ in read_due(self.todo, self.store, self.kept, self.settings.options, through):
            self.report.read += 1
        return self.report.read

    def publish(self) -> Report:
        assert self.todo is not None
        report, folders = self.report, self.folders
        previous = folders.current()
        name = folders.free_name(report.night, {path.name for path in folders.dated()})
        made = folders.staging(name)
        write_tables(self.ledger, self.todo, self.store, self.kept, made, self.settings.options)
        differing = changes(previous, made)
        report.changed = Counter(entry.change for entry in differing)
        anew = previous is None or not previous.name.startswith(report.night.isoformat()) or not _same(previous, made)
        try:
            with folders.written(), self.ledger.transaction():
                found = verdicts(made)
                settle(self.ledger, self.todo.rows, found, self.todo.versions, {row.url for row in self.todo.due})
                report.health = health(self.sources, self.ledger, report.night)
                if anew:
                    _add(made, {CHANGES: differing, HEALTH: report.health})
                    self._check(made, previous)
                    to_disk(made)
                    Publications(self.ledger).decide(folders.place, name, report.night)
        except _Refused:
            report.aside = folders.refuse(name)
            report.health = health(self.sources, self.ledger, report.night)
        else:
            if anew:
                self._turn(name)
                report.folder = folders.current()
            else:
                folders.clear(None)
            Publications(self.ledger).forget(folders.place, folders.prune(self.settings.keep))
        report.counts = self.ledger.counts()
        report.failures = len(self._failures() - self.failed)
        lost = self.store.missing(self.ledger)
        report.flaws = [*self.ledger.check(), *(f"{url}: its bytes are missing in {self.store.folder}" for url in lost)]
        return report

    def _check(self, made: Path, previous: Path | None) -> None:
        """Refuse tables that something is wrong with; flaws of the files are our own fault, and nobody can accept them."""
        flaws = flaws_of_package(made)
        if flaws:
            raise Defect(f"{flaws[0]}; nothing was published, please report it")
        report = self.report
        if not self.ledger.counts()["published"]:
            report.refused = ["no source has given anything to publish yet; see what their listings answer"]
            raise _Refused
        wrong = [*off_bounds_of(self.sources, self.ledger, report.night), *shrunk(previous, made, self.settings.shrinking)]
        if wrong and not self.settings.accept:
            report.refused = wrong
            raise _Refused

    def _turn(self, name: str) -> None:
        book = Publications(self.ledger)
        if self.folders.turn(name):
            book.turned(self.folders.place, name)
        else:  # somebody has taken it away
            book.forget(self.folders.place, [name])

    def _failures(self) -> frozenset[tuple[str, str]]:
        return frozenset((row.url, row.why) for row in self.ledger.rows() if row.state == "failed")


def _same(published: Path, made: Path) -> bool:
    """Whether all that was made stands in the published folder as it is."""
    names = [path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file() and path.name != DESCRIPTOR]
    texts = sum(1 for _ in (published / "texts").iterdir())
    if texts != sum(name.startswith("texts/") for name in names):
        return False
    return not any(filecmp.cmpfiles(published, made, names, shallow=False)[1:])


def _add(folder: Path, tables: dict[str, Sequence[object]]) -> None:
    """Write the tables of the night beside those of the extraction, and into the descriptor."""
    path = folder / DESCRIPTOR
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    for name, rows in tables.items():
        table = nightly_tables()[name]
        write_table(folder, table, rows)
        descriptor["resources"].append(resource(table, "utf-8"))
    path.write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
