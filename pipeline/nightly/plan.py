"""What a night is to do, in words that a schedule can keep: paths, numbers, addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.crawl.visits import Visit
    from pipeline.nightly.night import Report, Stage
    from pipeline.run import Through


@dataclass(frozen=True, slots=True)
class Plan:
    """The parameters of a night; paths are absolute."""

    sources: str
    store: str
    out: str
    contact: str
    allow_private: bool = False
    keep: int = 30
    jobs: int = 1
    accept: bool = False
    webhook: str = ""
    mail: str = ""
    smtp: str = "localhost:25"

    def check(self) -> None:
        """Find out now what would be found out at night.

        Raises
        ------
        Misuse
            The list of sources cannot be read, or summaries cannot be sent where they are to go.
        """
        from pipeline.crawl.fetch import user_agent
        from pipeline.crawl.sources import load
        from pipeline.nightly.notify import check

        load(self.sources, allow_private=self.allow_private)
        user_agent(self.contact)
        check(webhook=self.webhook, mail=self.mail, smtp=self.smtp)


def carry_out(
    plan: Plan, *, through: Through | None = None, stage: Stage | None = None, started: Callable[[int], None] = lambda count: None,
    told: Callable[[Visit], None] | None = None, warned: Callable[[str], None] = lambda message: None,
) -> Report:  # fmt: skip
    """One night as planned, and a summary of it to whom it may concern.

    Parameters
    ----------
    through, stage, started, told : as in `pipeline.nightly.night.run_night`.
    warned : told what kept a summary from being sent; that never fails the night.

    Raises
    ------
    Misuse, Defect
        as the night itself; that is told to whom it may concern, too.
    """
    from pipeline.crawl.sources import load
    from pipeline.crawl.store import Store
    from pipeline.misuse import Defect, Misuse
    from pipeline.nightly.folders import Folders
    from pipeline.nightly.night import Settings, run_night
    from pipeline.nightly.notify import notify
    from pipeline.nightly.telling import broken, summary
    from pipeline.run import Options, plainly

    plan.check()

    def send(message: dict[str, object]) -> None:
        for trouble in notify(message, webhook=plan.webhook, mail=plan.mail, smtp=plan.smtp):
            warned(trouble)

    settings = Settings(
        contact=plan.contact, allow_private=plan.allow_private, keep=plan.keep, accept=plan.accept, options=Options(jobs=plan.jobs)
    )
    sources = load(plan.sources, allow_private=plan.allow_private)
    try:
        report = run_night(
            sources, Store(Path(plan.store)), Folders(Path(plan.out)), settings, through=through or plainly,
            stage=stage or (lambda name, doing: doing()), started=started, told=told,
        )  # fmt: skip
    except (Misuse, Defect) as error:
        send(broken(str(error)))
        raise
    send(summary(report))
    return report
