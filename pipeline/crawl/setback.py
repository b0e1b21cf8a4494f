"""A clock that went ahead and was set back: what the ledger noted meanwhile is of days that are still to come.

Left as it is, a page asked for "in 2036" would rest for ten years, a host would be left alone as long, and a walk that was whole "then"
would end every walk at once. Such moments are brought down to now before a night begins, so that the worst that a wrong clock costs is a
question that was asked already.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pipeline.crawl.ledger import Ledger
from pipeline.crawl.ledger_rows import text


def bring_down(ledger: Ledger, now: datetime, night: date, longest_wait: float) -> int:
    """Bring what was noted of days to come down to now; how many rows there were.

    Parameters
    ----------
    now, night : the moment, and the night that it belongs to.
    longest_wait : seconds that a host may ask to be left alone (`Limits.longest_wait`): what is further off was asked of another clock.
    """
    today, before = night.isoformat(), (night - timedelta(days=1)).isoformat()
    moment, latest = text(now), text(now + timedelta(seconds=longest_wait))
    with ledger.transaction() as db:
        rows = db.execute(
            "UPDATE items SET first_seen = min(first_seen, ?1), last_seen = min(last_seen, ?1), gone_on = min(gone_on, ?2),"
            " checked_on = iif(checked_on > ?2, ?3, checked_on), failed_on = iif(failed_on > ?2, ?3, failed_on)"
            " WHERE first_seen > ?1 OR last_seen > ?1 OR gone_on > ?2 OR checked_on > ?2 OR failed_on > ?2",
            (moment, today, before),
        ).rowcount
        rows += db.execute("UPDATE hosts SET closed_until = ?1 WHERE closed_until > ?1", (latest,)).rowcount
        # Items seen since that walk look as if they had been there: the next one goes through all pages, as the first did.
        rows += db.execute("DELETE FROM walks WHERE complete_at > ?", (moment,)).rowcount
        # Where a host had none, the condition is the moment of asking: one to come would hide the file that it has now.
        rows += db.execute("DELETE FROM robots WHERE sent_at > ?", (moment,)).rowcount
    return rows
