"""One night over all sources: hosts at once, each host one request at a time."""

from __future__ import annotations

import errno
import sqlite3
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from datetime import date, datetime, timedelta

from pipeline.crawl.clock import Clock, SystemClock, night_of, to_second
from pipeline.crawl.dial import Resolver, resolve
from pipeline.crawl.fetch import Live, user_agent
from pipeline.crawl.hosts import Hosts
from pipeline.crawl.ledger import Ledger
from pipeline.crawl.limits import DEFAULT_LIMITS, Limits
from pipeline.crawl.robots import Robots
from pipeline.crawl.setback import bring_down
from pipeline.crawl.sources import Source
from pipeline.crawl.store import Store
from pipeline.crawl.visit import visit
from pipeline.crawl.visits import Tally, Visit, Visits
from pipeline.crawl.warc import Archive
from pipeline.crawl.wire import Wire
from pipeline.misuse import Misuse

DEFECT = "defect"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)


def crawl(
    sources: Iterable[Source], store: Store, ledger: Ledger, *, contact: str, night: date | None = None, clock: Clock | None = None,
    limits: Limits = DEFAULT_LIMITS, allow_private: bool = False, resolver: Resolver = resolve, done: Callable[[Visit], None] | None = None,
) -> list[Visit]:  # fmt: skip
    """Visit the sources that are paused neither in their list nor in the ledger; their visits, in the order of the sources.

    The caller holds the store (`Store.held`). A source that fails costs no other source anything.

    Parameters
    ----------
    contact : address or page of who runs this, for the user agent.
    night : the night that this is; None: today's in Việt Nam.
    done : told of each visit as it ends.

    Raises
    ------
    Misuse
        where the store's disk is full; what was fetched before is kept, and the next run goes on from there.
    """
    clock = clock or SystemClock()
    night = night or night_of(clock.now())
    agent = user_agent(contact)
    visited = [source for source in sources if not source.pause and source.id not in ledger.paused()]
    if store.free() < limits.free:
        raise Misuse(f"{store.folder}: less than {limits.free >> 20} MB free on its disk; make room, then run again")
    bring_down(ledger, to_second(clock.now()), night, limits.longest_wait)
    wire = Wire(limits, clock, allow_private=allow_private, resolver=resolver)
    manners, robots = Hosts(clock, limits, ledger), Robots(agent, limits.robots, ledger)
    stop = threading.Event()

    def one(source: Source) -> Visit:
        started = _beginning(ledger, source.id, clock)
        try:
            archive = Archive(store.archive(source.id, night), source=source.id, night=night, started=started, agent=agent)
            try:
                live = Live(
                    hosts=source.hosts, pace=source.pace, wire=wire, manners=manners, robots=robots, archive=archive, clock=clock,
                    limits=limits, agent=agent, allow_private=allow_private,
                )  # fmt: skip
                return visit(
                    source, night=night, started=started, exchange=live, ledger=ledger, store=store, clock=clock, limits=limits,
                    agent=agent, stopped=stop.is_set,
                )  # fmt: skip
            finally:
                archive.close()
        except OSError as error:
            if error.errno in _FULL:
                stop.set()
                raise Misuse(
                    f"{store.folder}: cannot be written ({error.strerror}); make room, then run again: what was fetched is kept"
                ) from error
            return _defective(ledger, source, night, started, clock, error)
        except sqlite3.Error as error:
            stop.set()
            raise Misuse(
                f"{ledger.path}: cannot be read ({error}); see to its disk, or move it away and run `thidua crawl --replay`"
            ) from error
        except Misuse:
            stop.set()
            raise
        except Exception as error:  # one source's strange page is not to end the night of the others
            return _defective(ledger, source, night, started, clock, error)

    finished: dict[str, Visit] = {}
    told = threading.Lock()

    def group(members: list[Source]) -> None:
        for source in members:
            if stop.is_set():
                return
            ended = one(source)
            with told:
                finished[source.id] = ended
                if done is not None:
                    done(ended)

    groups = sharing_hosts(visited)
    with ThreadPoolExecutor(max_workers=max(1, min(limits.sources, len(groups))), thread_name_prefix="crawl") as pool:
        waiting = {pool.submit(group, members) for members in groups}
        try:
            while waiting:
                ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in ready:
                    future.result()
        except BaseException:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return [finished[source.id] for source in visited]


def sharing_hosts(sources: list[Source]) -> list[list[Source]]:
    """Sources in groups that have no host in common.

    A host answers one request at a time anyway; and where two sources list the same page, the first of the file has it, every night.
    """
    groups: list[list[Source]] = []
    for source in sources:
        touched = [group for group in groups if any(set(source.hosts) & set(member.hosts) for member in group)]
        groups = [group for group in groups if group not in touched]
        groups.append([*(member for group in touched for member in group), source])
    order = {source.id: number for number, source in enumerate(sources)}
    return [sorted(group, key=lambda source: order[source.id]) for group in groups]


def _beginning(ledger: Ledger, source: str, clock: Clock) -> datetime:
    """The moment that a visit begins, to the second; later than any other visit of the source, so that it names the visit."""
    now = to_second(clock.now())
    taken = {entry.started for entry in Visits(ledger).all(source=source)}
    while now in taken:
        now += timedelta(seconds=1)
    return now


def _defective(ledger: Ledger, source: Source, night: date, started: datetime, clock: Clock, error: Exception) -> Visit:
    """The visit as failed by a fault of ours, which the person who reads source health should report."""
    tally = Tally()
    tally.error(DEFECT, f"{type(error).__name__}: {error}")
    visits = Visits(ledger)
    visits.begin(source.id, night, started)
    visits.finish(source.id, started, to_second(clock.now()), "failed", DEFECT, tally, walked=False)
    return next(entry for entry in visits.all(source=source.id) if entry.started == started)
