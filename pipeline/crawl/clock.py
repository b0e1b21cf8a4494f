"""The time, which is passed in everywhere, and the nights it is cut into."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """What tells the time and lets it pass."""

    def now(self) -> datetime:
        """The moment, aware of its zone."""
        ...

    def monotonic(self) -> float:
        """Seconds that only grow."""
        ...

    def sleep(self, seconds: float) -> None:
        """Come back after so many seconds."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


def night_of(moment: datetime) -> date:
    """The night that a moment belongs to: its calendar day in Việt Nam, whatever zone the machine is in.

    >>> night_of(datetime(2026, 12, 31, 18, 30, tzinfo=UTC))
    datetime.date(2027, 1, 1)
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone has no night")
    return moment.astimezone(ZONE).date()


def to_second(moment: datetime) -> datetime:
    """A moment in UTC as the archive keeps it, without parts of a second."""
    return moment.astimezone(UTC).replace(microsecond=0)
