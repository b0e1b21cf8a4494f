"""Walking the listings of a source: page after page, until what is known, what is too old, or the limit."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import date, datetime, timedelta

from pipeline.crawl.content import look
from pipeline.crawl.faults import Fault
from pipeline.crawl.fetch import Fetcher
from pipeline.crawl.ledger import Ledger
from pipeline.crawl.ledger_rows import Seen
from pipeline.crawl.listing import Item, Listing, read_listing
from pipeline.crawl.refusals import refusal
from pipeline.crawl.sources import Source
from pipeline.crawl.store import Store
from pipeline.crawl.urls import canonical
from pipeline.crawl.visits import Kept, Tally, Visits

TOO_OLD = "too_old"


class Walk:
    """The walk through the listings of one source on one night.

    After ``run()``, ``listed`` has the items met, in their order and each once, and ``whole`` tells whether nothing was in the way.
    """

    def __init__(
        self, source: Source, night: date, fetcher: Fetcher, ledger: Ledger, store: Store, tally: Tally, stopped: Callable[[], bool]
    ) -> None:
        self._source = source
        self._night = night
        self._fetcher = fetcher
        self._ledger = ledger
        self._visits = Visits(ledger)
        self._store = store
        self._tally = tally
        self._stopped = stopped
        self._since = night - timedelta(days=source.since_days)
        self._until = self._visits.walked_at(source.id)
        self.listed: dict[str, None] = {}
        self.whole = True

    def run(self) -> None:
        """Read the listings of every start page."""
        for start in self._source.start:
            if self._from(start) == 0 and not self._stopped():
                self._tally.error("empty_listing", f"{start}: no items")
                self.whole = False
        self._tally.found = len(self.listed)
        if not self.listed:
            return
        for kind, wrong, bound in (
            ("below_minimum", self._tally.listed < self._source.min_rows, self._source.min_rows),
            ("above_maximum", self._tally.listed > self._source.max_rows, self._source.max_rows),
        ):
            if wrong:
                self._tally.error(kind, f"{self._tally.listed} items are listed, {bound} are the bound")

    def _from(self, start: str) -> int | None:
        """How many items the pages had; None where a page could not be read."""
        waiting, read = deque([start]), set[str]()
        heads = {start}  # the page itself, and those that it only points to: a sitemap index has no items of its own
        fine, items = True, 0
        while waiting and len(read) < self._source.pages:
            url = waiting.popleft()
            try:
                if self._stopped() or (key := canonical(url)) in read:
                    continue
                read.add(key)
                listing, at = self._listing(url, key)
            except Fault as fault:
                self._tally.error(fault.kind, fault.message)
                self.whole = fine = False
                continue
            self._tally.listings += 1
            waiting.extend(listing.more)
            seen = self._seen(listing.items)
            items += len(seen)
            if url in heads:
                if not listing.items:
                    heads.update(listing.more, [listing.next or url])
                self._tally.listed += len(seen)
            ended = self._note(seen, at)
            if listing.next and not ended:
                waiting.append(listing.next)
        return items if fine else None

    def _listing(self, url: str, key: str) -> tuple[Listing, datetime]:
        kept = self._visits.listing(self._source.id, key)
        usable = kept is not None and self._store.has(kept.sha256)
        page = self._fetcher.get(url, kept.known if kept and usable else None)
        if page.body is None:
            if kept is None or not usable:
                raise Fault("refused", f"{url}: 304 to a question without conditions")
            return read_listing(self._source, self._store.read(kept.sha256), kept.final, kept.content_type), page.at
        content_type = page.header("content-type")
        listing = read_listing(self._source, page.body, page.final, content_type)
        content = look(page.body, page.final, content_type)
        self._tally.encoding(content.encoding)
        if not listing.items and not listing.more and (kind := refusal(content)):
            raise Fault(kind, f"{url}: no listing ({content.title[:80] or 'no title'})")
        if listing.items or listing.more:
            self._visits.keep_listing(self._source.id, key, Kept(page.known, self._store.put(page.body), content_type, page.final))
        return listing, page.at

    def _seen(self, items: tuple[Item, ...]) -> list[Seen]:
        found: dict[str, Seen] = {}
        for item in items:
            try:
                seen = Seen(canonical(item.url), item.url, item.title, item.published)
            except Fault as fault:
                self._tally.error(fault.kind, fault.message)
                continue
            found.setdefault(seen.url, seen)
        return list(found.values())

    def _note(self, seen: list[Seen], at: datetime) -> bool:
        """Whether the walk may end here: everything was known when the last walk was whole, or is too old."""
        with self._ledger.transaction():
            self._ledger.see(self._source.id, "item", seen, at)
            ended = bool(seen)
            for entry in seen:
                self.listed[entry.url] = None
                row = self._ledger.row(entry.url)
                assert row is not None
                old = row.published is not None and row.published < self._since
                if old and row.state == "pending" and not row.is_fetched:
                    self._ledger.reject(entry.url, TOO_OLD, f"of {row.published}, more than {self._source.since_days} days ago")
                elif not old and row.why == TOO_OLD:  # the clock was ahead, or older items are wanted now
                    self._ledger.reconsider(entry.url)
                known = self._until is not None and row.first_seen <= self._until
                ended = ended and (old or known)
        return ended
