"""One source, one night: its listings, the items that they list, the files that the items link to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from pipeline.crawl.clock import Clock, to_second
from pipeline.crawl.content import LARGEST, Content, fingerprint, look
from pipeline.crawl.faults import KINDS, Fault
from pipeline.crawl.fetch import Exchange, Fetcher
from pipeline.crawl.ledger import Ledger
from pipeline.crawl.ledger_rows import Fetched, Row, Seen, rests
from pipeline.crawl.limits import Limits
from pipeline.crawl.listing import attachments, has_words
from pipeline.crawl.page import Page
from pipeline.crawl.refusals import is_sent_home, refusal
from pipeline.crawl.sources import Source
from pipeline.crawl.store import Store
from pipeline.crawl.urls import canonical, host_of
from pipeline.crawl.visits import Tally, Visit, Visits
from pipeline.crawl.walk import Walk

_TELLING = ("content-type", "content-disposition", "last-modified", "etag", "date")
_HOSTWIDE = ("waiting", "busy", "robots_unreachable")


def visit(
    source: Source, *, night: date, started: datetime, exchange: Exchange, ledger: Ledger, store: Store, clock: Clock, limits: Limits,
    agent: str, stopped: Callable[[], bool] = lambda: False,
) -> Visit:  # fmt: skip
    """Visit a source: what is new there is in store and ledger afterwards, and what went wrong is counted.

    Parameters
    ----------
    night : the night that the visit is of; with ``started`` it names the visit.
    exchange : the network, or an archive.
    stopped : asked before each request; True ends the visit as if it had been killed.
    """
    visits = Visits(ledger)
    visits.begin(source.id, night, started)
    tally = Tally()
    fetcher = Fetcher(exchange, clock, limits, agent)
    walk = Walk(source, night, fetcher, ledger, store, tally, stopped)
    walk.run()
    _Round(source, night, fetcher, ledger, store, limits, tally, stopped).run(list(walk.listed))
    tally.requests = exchange.requests
    state, why = "done", ""
    if stopped():
        state, why = "broken_off", "the run was stopped"
    elif not walk.listed:
        state, why = "failed", next(iter(tally.errors), "empty_listing")
    visits.finish(source.id, started, to_second(clock.now()), state, why, tally, walked=walk.whole and state == "done")
    return next(entry for entry in visits.all(source=source.id) if entry.started == started)


class _Round:
    """Fetching what is due of one source."""

    def __init__(
        self, source: Source, night: date, fetcher: Fetcher, ledger: Ledger, store: Store, limits: Limits, tally: Tally,
        stopped: Callable[[], bool],
    ) -> None:  # fmt: skip
        self._source = source
        self._night = night
        self._fetcher = fetcher
        self._ledger = ledger
        self._store = store
        self._limits = limits
        self._tally = tally
        self._stopped = stopped
        self._closed: set[str] = set()
        self._spent = False
        self._done: set[str] = set()

    def run(self, listed: list[str]) -> None:
        """What is listed, in its order, then what was left over from other nights; attachments directly after their item."""
        left_over = [row.url for row in self._ledger.rows(self._source.id) if not row.is_fetched]
        for url in dict.fromkeys([*listed, *left_over]):
            row = self._ledger.row(url)
            if row is None or row.source != self._source.id:
                continue
            if self._is_due(row, url in listed):
                self._fetch(row)
            if row.url in self._done or not row.is_fetched:
                for file in self._ledger.attachments_of(url):
                    attached = self._ledger.row(file)
                    if attached is not None and self._is_due(attached, linked=True):
                        self._fetch(attached)

    def _is_due(self, row: Row, linked: bool) -> bool:
        if row.url in self._done or self._spent or self._stopped() or host_of(row.address) in self._closed:
            return False
        if row.is_fetched:
            return linked and not rests(row, self._night, self._limits.longest_rest)
        if row.state == "failed":
            return row.tries < self._limits.nights and row.why in KINDS and KINDS[row.why].follows == "again"
        if row.state == "rejected":  # what forbade it may have been lifted, and asking that costs no request
            return linked and row.why in KINDS
        return True

    def _fetch(self, row: Row) -> None:
        self._done.add(row.url)
        try:
            known = row.known if row.is_fetched and self._store.has(row.sha256) else None
            page = self._fetcher.get(row.address, known)
            if page.body is None:
                if known is None:
                    raise Fault("refused", f"{row.address}: 304 to a question without conditions")
                self._ledger.unchanged(row.url, self._night)
                self._tally.unchanged += 1
                return
            self._take(row, page, page.body)
        except Fault as fault:
            self._miss(row, fault)

    def _miss(self, row: Row, fault: Fault) -> None:
        self._tally.error(fault.kind, fault.message)
        if fault.kind == "budget":
            self._spent = True
        if fault.kind in _HOSTWIDE:
            self._closed.add(host_of(row.address))
        if row.is_fetched and fault.kind == "gone" and row.gone_on is None:
            self._tally.gone += 1
        state = self._ledger.missed(row.url, fault, self._night)
        if not row.is_fetched and state in ("failed", "rejected"):
            self._count(state)

    def _take(self, row: Row, page: Page, body: bytes) -> None:
        content_type = page.header("content-type")
        content = look(body, page.final, content_type)
        self._tally.encoding(content.encoding)
        self._refuse(row, page, content)
        files = self._files(row, page, body, content)
        other = self._ledger.at(page.final) or self._ledger.row(page.final)
        if other is not None and other.url != row.url and other.is_fetched and not row.is_fetched:
            self._ledger.reject(row.url, "duplicate", f"the same page as {other.url}")
            self._count("rejected")
            return
        if row.role == "item" and content.is_page and not has_words(self._source, row.title, content.title, content.main):
            if row.state != "rejected":
                self._count("rejected")
            self._ledger.reject(row.url, "must_have", f"has none of: {', '.join(self._source.must_have)}")
            return
        lost = row.is_fetched and not self._store.has(row.sha256)
        fetched = Fetched(
            at=page.at, final=page.final, media_type=content.media_type or "", sha256=self._store.put(body),
            headers=tuple((name.lower(), value) for name, value in page.headers if name.lower() in _TELLING),
            fingerprint=fingerprint(content, body, [file.url for file in files]),
        )  # fmt: skip
        with self._ledger.transaction():
            outcome = self._ledger.came(row.url, fetched, page.known, self._night, lost=lost)
            self._ledger.see(self._source.id, "attachment", files, page.at)
            self._ledger.link(row.url, [file.url for file in files])
        self._count(outcome)

    def _refuse(self, row: Row, page: Page, content: Content) -> None:
        kind = refusal(content)
        starts = tuple(canonical(start) for start in self._source.start)
        if kind is None and row.role == "item" and is_sent_home(row.url, page.final, starts):
            kind = "soft_404"
        if kind is None and (content.media_type is None or (row.role == "attachment" and content.is_page)):
            kind = "not_a_document"
        if kind is not None:
            raise Fault(kind, f"{row.address}: {KINDS[kind].says} ({content.title[:80] or 'no title'})")

    def _files(self, row: Row, page: Page, body: bytes, content: Content) -> list[Seen]:
        if row.role != "item" or not content.is_page or len(body) > LARGEST:
            return []
        found = []
        for address in attachments(self._source, body, page.final, self._elsewhere):
            try:
                found.append(Seen(canonical(address), address))
            except Fault as fault:
                self._tally.error(fault.kind, fault.message)
        return [seen for seen in dict.fromkeys(found) if seen.url != row.url]

    def _elsewhere(self, file: str) -> None:
        self._tally.error("host_not_listed", f"{file[:300]}: {KINDS['host_not_listed'].says}; add it to hosts if its files are wanted")

    def _count(self, outcome: str) -> None:
        setattr(self._tally, outcome, getattr(self._tally, outcome) + 1)
