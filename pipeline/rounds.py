"""The inputs of a run in two rounds: first those that were given, then the files that came out of the portfolios among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pipeline.jobs import Jobs
from pipeline.outcome import Outcome
from pipeline.portfolios import Portfolios, unopened

if TYPE_CHECKING:
    from pipeline.run import Readers, Through


def outcomes(
    jobs: Jobs,
    portfolios: Portfolios,
    readers: Readers,
    through: Through,
    keep: Callable[[Outcome], None],
    more: Callable[[int], None],
) -> Iterator[Outcome]:
    """What becomes of each input; what was read is noted down before anybody hears of it.

    ``more`` is told how many inputs the second round adds. A portfolio that its files replace has no outcome.
    """

    def settled() -> Iterator[Outcome]:
        for outcome in jobs.drained():
            if outcome.done and not outcome.before:
                keep(outcome)  # known from elsewhere: its rows are wanted here too
            yield outcome

    with readers:
        for outcome in through(readers, iter(jobs)):
            yield from settled()
            own = portfolios.open(outcome)
            if own is not None:
                keep(outcome)
                yield own
        yield from settled()
        inside = portfolios.inputs()
        if inside:
            more(portfolios.added)
            jobs.go_on(inside)
            for outcome in through(readers, iter(jobs)):
                yield from settled()
                keep(own := unopened(outcome))
                yield own
    yield from settled()
