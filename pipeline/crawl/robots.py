"""robots.txt as RFC 9309 has it: had once a host and night; none means all is allowed, none to be had means nothing is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from pipeline.crawl.faults import Fault

# What a robots.txt that cannot be had for these reasons means: there is none.
_NONE = ("gone", "forbidden", "refused", "host_not_listed", "port", "address", "redirects", "login_wall")


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt says; ``reason`` is why there are no rules to go by, and then nothing is allowed."""

    protego: Protego | None = None
    reason: str = ""


class Robots:
    """The robots.txt files of one night, shared by the sources that are visited at once."""

    def __init__(self, agent: str) -> None:
        self._agent = agent
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._rules: dict[str, Rules] = {}

    def check(self, url: str, origin: str, ask: Callable[[str], bytes]) -> float:
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
                self._rules[origin] = _read(f"{origin}/robots.txt", ask)
            rules = self._rules[origin]
        if rules.protego is None:
            raise Fault("robots_unreachable", rules.reason)
        if not rules.protego.can_fetch(url, self._agent):
            raise Fault("robots", f"{url}: robots.txt forbids it")
        rate = rules.protego.request_rate(self._agent)
        return max(rules.protego.crawl_delay(self._agent) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0)


def _read(url: str, ask: Callable[[str], bytes]) -> Rules:
    try:
        text = ask(url).decode("utf-8-sig", "replace")
    except Fault as fault:
        if fault.kind in _NONE:
            return Rules(Protego.parse(""))
        return Rules(reason=fault.message)
    # A page in place of the file is a server that answers everything with a page; it has no rules.
    return Rules(Protego.parse("" if text.lstrip()[:1] == "<" else text))
