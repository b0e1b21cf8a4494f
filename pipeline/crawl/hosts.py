"""Manners towards hosts: one request at a time, a pause between two, and staying away when asked to."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol

from pipeline.crawl.clock import Clock
from pipeline.crawl.faults import Fault
from pipeline.crawl.limits import Limits

FAILURES = 5
"""Failures of a host in a row after which it is left alone for the rest of the night."""
UNSAID = timedelta(hours=1)
"""How long a host is left alone that says 429 and not for how long."""


class Memory(Protocol):
    """Where it is kept until when a host does not want to be asked."""

    def closed_hosts(self) -> Mapping[str, datetime]: ...

    def close_host(self, host: str, until: datetime, why: str) -> None: ...


@dataclass(slots=True)
class _Host:
    turn: threading.RLock = field(default_factory=threading.RLock)
    free_at: float | None = None
    closed_until: datetime | None = None
    failures: int = 0


class Hosts:
    """The hosts of one night, shared by the sources that are visited at once."""

    def __init__(self, clock: Clock, limits: Limits, memory: Memory | None = None) -> None:
        self._clock = clock
        self._limits = limits
        self._memory = memory
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}
        for host, until in (memory.closed_hosts() if memory else {}).items():
            self._hosts[host] = _Host(closed_until=until)

    def check(self, host: str) -> None:
        """Raise ``waiting`` where the host is not to be asked now."""
        known = self._of(host)
        if known.closed_until is not None and known.closed_until > self._clock.now():
            raise Fault("waiting", f"{host} asked to be left alone until {known.closed_until.isoformat()}", retry_at=known.closed_until)
        if known.failures >= FAILURES:
            raise Fault("waiting", f"{host} failed {known.failures} times in a row and is left alone for the night")

    @contextmanager
    def turn(self, host: str, pace: float) -> Iterator[None]:
        """Wait for the host to be free, and for ``pace`` seconds since the last request to it ended."""
        known = self._of(host)
        with known.turn:
            if known.free_at is not None:
                # Slept by what the last one wanted or this one wants, whichever is longer: two sources may share a host.
                wait = known.free_at + max(pace, self._limits.pace) - self._clock.monotonic()
                if wait > 0:
                    self._clock.sleep(wait)
            try:
                yield
            finally:
                known.free_at = self._clock.monotonic()

    def worked(self, host: str) -> None:
        """The host answered."""
        self._of(host).failures = 0

    def failed(self, host: str) -> None:
        """The host did not answer, or with a failure of its own."""
        self._of(host).failures += 1

    def close(self, host: str, until: datetime, why: str) -> None:
        """Leave the host alone until then, on other nights too."""
        self._of(host).closed_until = until
        if self._memory is not None:
            self._memory.close_host(host, until, why)

    def _of(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())


def retry_at(value: str | None, now: datetime, longest: float) -> datetime | None:
    """When a ``Retry-After`` means, at most ``longest`` seconds from now; None where it is missing or makes no sense.

    >>> now = datetime(2026, 11, 20, tzinfo=UTC)
    >>> [str(retry_at(value, now, 86400)) for value in ("120", "Fri, 20 Nov 2026 00:01:00 GMT", "soon")]
    ['2026-11-20 00:02:00+00:00', '2026-11-20 00:01:00+00:00', 'None']
    """
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        seconds = float(value[:12])
    else:
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError):
            return None
        seconds = ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now).total_seconds()
    return now + timedelta(seconds=min(max(seconds, 0.0), longest))
