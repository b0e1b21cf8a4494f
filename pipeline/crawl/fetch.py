"""Fetching pages politely: what to ask, what an answer means, when to ask again.

`Fetcher` follows redirects, satisfies the cookie page, tries again and sends conditions. Beneath it an exchange is either `Live`
(robots.txt, manners, the network, the archive) or `Replay` (the archive alone), so that a replay takes every decision again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol

from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, wait_exponential_jitter

from pipeline.crawl import refusals
from pipeline.crawl.clock import Clock, to_second
from pipeline.crawl.faults import Fault
from pipeline.crawl.hosts import UNSAID, Hosts, retry_at
from pipeline.crawl.limits import Limits
from pipeline.crawl.page import Known, Page
from pipeline.crawl.robots import Robots
from pipeline.crawl.urls import absolute, asked, canonical, check, host_of, origin_of
from pipeline.crawl.warc import Archive, Run
from pipeline.crawl.wire import Answer, Request, Wire
from pipeline.misuse import Misuse

NAME = "thidua"
_REDIRECTS = (301, 302, 303, 307, 308)
_TRANSIENT = ("server_error", "timeout", "cut", "connect", "dns", "wrong_length", "packing")


def user_agent(contact: str) -> str:
    """How we introduce ourselves: the project, its version, and whom to write to."""
    if not (contact.isascii() and contact.isprintable()) or not 3 <= len(contact) <= 200 or set(contact) & set('()<>\\"'):
        raise Misuse(f"{contact!r}: is no contact; give the address of a page or a mailbox with --contact")
    try:
        release = version(NAME)
    except PackageNotFoundError:
        release = "0"
    return f"{NAME}/{release} (+{contact})"


class Exchange(Protocol):
    """One request to one answer; a `Fault` where there is none."""

    requests: int

    def ask(self, request: Request) -> Answer: ...


class Live:
    """Exchanges over the network for one source: allowed, paced, and recorded before anything is made of them."""

    def __init__(
        self, *, hosts: Iterable[str], pace: float, wire: Wire, manners: Hosts, robots: Robots, archive: Archive,
        clock: Clock, limits: Limits, agent: str, allow_private: bool = False,
    ) -> None:  # fmt: skip
        self._listed = tuple(hosts)
        self._pace = pace
        self._wire = wire
        self._manners = manners
        self._robots = robots
        self._archive = archive
        self._clock = clock
        self._limits = limits
        self._agent = agent
        self._private = allow_private
        self._began = clock.monotonic()
        self.requests = 0

    def ask(self, request: Request) -> Answer:
        return self._recorded(request, obey=True)

    def _recorded(self, request: Request, *, obey: bool) -> Answer:
        try:
            answer = self._allowed(request, obey=obey)
        except Fault as fault:
            self._archive.fail(request, fault, to_second(self._clock.now()))
            raise
        self._archive.keep(request, answer)
        return answer

    def _allowed(self, request: Request, *, obey: bool) -> Answer:
        check(request.url, self._listed, allow_private=self._private)
        host = host_of(request.url)
        self._manners.check(host)
        pace = self._pace
        if obey:
            pace = max(pace, self._robots.check(request.url, origin_of(request.url), self._robots_txt, to_second(self._clock.now())))
            if self.requests >= self._limits.requests:
                raise Fault("budget", f"{self._limits.requests} requests were sent tonight; the rest comes another night")
            if self._clock.monotonic() - self._began > self._limits.seconds:
                raise Fault("budget", f"{self._limits.seconds:.0f} seconds are over; the rest comes another night")
            self.requests += 1
        with self._manners.turn(host, pace):
            self._manners.check(host)  # another source may have been told to stay away while we waited
            try:
                answer = self._wire.send(request)
            except Fault:
                self._manners.failed(host)
                raise
        if _is_busy(answer):
            self._stay_away(host, answer)
        elif answer.status >= 500 or answer.broken in ("timeout", "cut"):
            self._manners.failed(host)
        else:
            self._manners.worked(host)
        return answer

    def _stay_away(self, host: str, answer: Answer) -> None:
        until, soon = _asked_to_wait(answer, self._limits)
        if not soon:
            self._manners.close(host, until, f"{answer.status} {answer.reason}".strip())

    def _robots_txt(self, url: str, known: Known | None) -> Page:
        return Fetcher(_Unruled(self._recorded), self._clock, self._limits, self._agent).get(url, known)


@dataclass(slots=True)
class _Unruled:
    """Exchanges for robots.txt itself, which no robots.txt rules."""

    recorded: Callable[..., Answer]
    requests: int = 0

    def ask(self, request: Request) -> Answer:
        return self.recorded(request, obey=False)


@dataclass(slots=True)
class Replay:
    """Exchanges out of the archive: no network, no waiting. It is its own clock: ``at`` is the time that the archive has reached."""

    run: Run
    at: datetime
    requests: int = 0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    def sleep(self, seconds: float) -> None:
        pass

    def ask(self, request: Request) -> Answer:
        try:
            answer = self.run.take(request.url)
        except Fault as fault:
            self.at = getattr(fault, "at", self.at)
            raise
        self.at = answer.at
        self.requests += 1
        return answer


class Fetcher:
    """Gets pages for one source, one after the other."""

    def __init__(self, exchange: Exchange, clock: Clock, limits: Limits, agent: str) -> None:
        self._exchange = exchange
        self._clock = clock
        self._limits = limits
        self._agent = agent
        self._cookies: dict[str, str] = {}
        self._backoff = wait_exponential_jitter(initial=2, max=60, jitter=2)

    def get(self, url: str, known: Known | None = None) -> Page:
        """The page at an address.

        Parameters
        ----------
        url : the address.
        known : what was kept of it; the request is then conditional.

        Raises
        ------
        Fault
            everything that is no such page; see `pipeline.crawl.faults.KINDS`.
        """
        current, seen = asked(url), set[str]()
        for _ in range(self._limits.redirects + 1):
            seen.add(current)
            answer = self._satisfied(current, known)
            if answer.status not in _REDIRECTS:
                return self._page(url, answer)
            location = answer.header("location")
            if not location:
                raise Fault("refused", f"{current}: {answer.status} without a Location")
            current = absolute(current, location)
            if refusals.is_login(current):
                raise Fault("login_wall", f"{url}: leads to {current[:200]}, a page to log in")
            if current in seen:
                raise Fault("redirects", f"{url}: redirected in a circle, back to {current[:200]}")
        raise Fault("redirects", f"{url}: redirected more than {self._limits.redirects} times")

    def _page(self, url: str, answer: Answer) -> Page:
        where = f"{answer.url}: {answer.status} {answer.reason}".rstrip()
        if answer.status == 304:
            return Page(canonical(url), canonical(answer.url), answer.headers, None, answer.at)
        if answer.status in (404, 410):
            raise Fault("gone", where)
        if answer.status in (401, 403, 407, 451):
            raise Fault("forbidden", where)
        if answer.status not in (200, 203):
            raise Fault("refused", where)
        return Page(canonical(url), canonical(answer.url), answer.headers, answer.unpacked(self._limits.unpacked), answer.at)

    def _satisfied(self, url: str, known: Known | None) -> Answer:
        """The answer, after the cookie that a host may want first."""
        for _ in range(2):
            answer = self._tried(url, known)
            cookie = refusals.wanted_cookie(answer.unpacked(self._limits.unpacked)) if self._may_want_cookie(answer) else None
            if cookie is None or self._cookies.get(host_of(url)) == cookie:
                break
            self._cookies[host_of(url)] = cookie
        if cookie is not None:
            raise Fault("d1n", f"{url}: asked for its cookie again")
        return answer

    def _may_want_cookie(self, answer: Answer) -> bool:
        return answer.status == 200 and len(answer.body) <= refusals.COOKIE_PAGE

    def _tried(self, url: str, known: Known | None) -> Answer:
        headers = [("User-Agent", self._agent), ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")]
        headers += [("Accept-Language", "vi,en;q=0.5"), ("Accept-Encoding", "gzip, deflate")]
        if cookie := self._cookies.get(host_of(url)):
            headers.append(("Cookie", cookie))
        if known is not None:
            headers += [("If-None-Match", known.etag)] if known.etag else []
            headers += [("If-Modified-Since", known.modified)] if known.modified else []
        request = Request(url, tuple(headers), known.at if known else None)
        retrying = Retrying(
            stop=stop_after_attempt(self._limits.tries), retry=retry_if_exception(_is_worth_it), wait=self._pause,
            sleep=self._clock.sleep, reraise=True,
        )  # fmt: skip
        return retrying(self._once, request)

    def _once(self, request: Request) -> Answer:
        answer = self._exchange.ask(request)
        where = f"{answer.url}: {answer.status} {answer.reason}".rstrip()
        if _is_busy(answer):
            until, soon = _asked_to_wait(answer, self._limits)
            raise Fault("busy", where, retry_at=until, soon=soon)
        if answer.status >= 500:
            raise Fault("server_error", where)
        if answer.broken:
            raise Fault(answer.broken, f"{answer.url}: {answer.why}")
        if "gzip" in (answer.header("content-encoding") or "") and answer.status == 200:
            answer.unpacked(self._limits.unpacked)  # broken packing is found while there are tries left
        return answer

    def _pause(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, Fault) and error.retry_at is not None:
            wait = (error.retry_at - self._clock.now()).total_seconds()
            return min(max(wait, 0.0), self._limits.patience) + self._backoff(state) / 4  # the clock may have been set back since
        return self._backoff(state)


def _is_worth_it(error: BaseException) -> bool:
    return isinstance(error, Fault) and (error.kind in _TRANSIENT or error.soon)


def _is_busy(answer: Answer) -> bool:
    return answer.status == 429 or (answer.status == 503 and answer.header("retry-after") is not None)


def _asked_to_wait(answer: Answer, limits: Limits) -> tuple[datetime, bool]:
    """Until when a busy host wants to be left alone, and whether that is worth waiting for tonight."""
    until = retry_at(answer.header("retry-after"), answer.at, limits.longest_wait) or answer.at + UNSAID
    return until, until - answer.at <= timedelta(seconds=limits.patience)
