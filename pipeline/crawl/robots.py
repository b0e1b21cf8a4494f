"""robots.txt as RFC 9309 has it: had once a host and night; none means all is allowed, none to be had means nothing is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Protocol

from protego import Protego

from pipeline.crawl.faults import Fault
from pipeline.crawl.page import Known, Page

# What a robots.txt that cannot be had for these reasons means: there is none.
_NONE = ("gone", "forbidden", "refused", "host_not_listed", "port", "address", "redirects", "login_wall")

Ask = Callable[[str, Known | None], Page]


class Memory(Protocol):
    """Where the file of the night before is kept, so that it is asked for with a condition."""

    def robots(self, origin: str) -> tuple[Known, str | None] | None: ...

    def keep_robots(self, origin: str, known: Known, body: str | None) -> None: ...


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt says; ``reason`` is why there are no rules to go by, and then nothing is allowed."""

    protego: Protego | None = None
    reason: str = ""


class Robots:
    """The robots.txt files of one night, shared by the sources that are visited at once.

    Parameters
    ----------
    agent : the user agent whose rules count.
    longest : bytes of a file that are read.
    """

    def __init__(self, agent: str, longest: int, memory: Memory | None = None) -> None:
        self._agent = agent
        self._longest = longest
        self._memory = memory
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._rules: dict[str, Rules] = {}

    def check(self, url: str, origin: str, ask: Ask, now: datetime) -> float:
        """Seconds between two requests that the host wants (0: it does not say).

        Parameters
        ----------
        url : the address that is to be fetched.
        origin : scheme, host and port of it.
        ask : fetches an address; a `Fault` tells why it could not.

        Raises
        ------
        Fault
            ``robots`` where the file forbids the address, ``robots_unreachable`` where the file could not be had.
        """
        with self._lock:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            if origin not in self._rules:
                self._rules[origin] = self._read(origin, ask, now)
            rules = self._rules[origin]
        if rules.protego is None:
            raise Fault("robots_unreachable", rules.reason)
        if not rules.protego.can_fetch(url, self._agent):
            raise Fault("robots", f"{url}: robots.txt forbids it")
        rate = rules.protego.request_rate(self._agent)
        return max(rules.protego.crawl_delay(self._agent) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0)

    def _read(self, origin: str, ask: Ask, now: datetime) -> Rules:
        before = self._memory.robots(origin) if self._memory else None
        known, text = before or (None, None)
        try:
            page = ask(f"{origin}/robots.txt", known)
        except Fault as fault:
            if fault.kind not in _NONE:
                return Rules(reason=fault.message)
            text, known = None, Known(None, format_datetime(now, usegmt=True), now)
        else:
            if page.body is not None:
                text = page.body[: self._longest].decode("utf-8-sig", "replace")
                known = page.known
        if self._memory is not None and known is not None:
            self._memory.keep_robots(origin, known, text)
        # A page in place of the file is a server that answers everything with a page; it has no rules.
        return Rules(Protego.parse("" if text is None or text.lstrip()[:1] == "<" else text))
