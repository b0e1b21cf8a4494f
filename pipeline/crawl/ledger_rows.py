"""Rows of the ledger: what is written into it and read from it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from pipeline.crawl.page import Known


@dataclass(frozen=True, slots=True)
class Seen:
    """An address that a listing or a page links to: canonical form, as linked, and what the listing says of it."""

    url: str
    address: str
    title: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a successful answer brought."""

    at: datetime
    final: str
    media_type: str
    headers: tuple[tuple[str, str], ...]
    sha256: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Row:
    """One item or attachment of the ledger; see `pipeline.crawl.ledger_schema` for the columns."""

    url: str
    address: str
    source: str
    role: str
    title: str
    published: date | None
    state: str
    why: str
    message: str
    tries: int
    first_seen: datetime
    last_seen: datetime
    checked_on: date | None
    quiet: int
    gone_on: date | None
    known: Known | None
    fetched_at: datetime
    final: str
    media_type: str
    headers: tuple[tuple[str, str], ...]
    sha256: str
    fingerprint: str
    read_with: str | None

    @property
    def is_fetched(self) -> bool:
        """Whether there are bytes of it."""
        return bool(self.sha256)


def rests(row: Row, night: date, longest: int) -> bool:
    """Whether a fetched page is left alone tonight: asked for already, or one that never changes and cannot say so (no 304)."""
    if row.checked_on is None:
        return False
    pause = 0 if row.quiet < 2 else min(2 ** (row.quiet - 1), longest)
    return row.checked_on >= night or row.checked_on + timedelta(days=pause) > night


def row_of(row: sqlite3.Row) -> Row:
    """A row of the table ``items``."""
    known = Known(row["etag"], row["modified"], moment(row["sent_at"])) if row["sent_at"] else None
    return Row(
        url=row["url"],
        address=row["address"],
        source=row["source"],
        role=row["role"],
        title=row["title"],
        published=day(row["published"]),
        state=row["state"],
        why=row["why"],
        message=row["message"],
        tries=row["tries"],
        first_seen=moment(row["first_seen"]),
        last_seen=moment(row["last_seen"]),
        checked_on=day(row["checked_on"]),
        quiet=row["quiet"],
        gone_on=day(row["gone_on"]),
        known=known,
        fetched_at=moment(row["fetched_at"]) if row["fetched_at"] else datetime.min.replace(tzinfo=UTC),
        final=row["final"] or "",
        media_type=row["media_type"] or "",
        headers=tuple((name, value) for name, value in json.loads(row["headers"] or "[]")),
        sha256=row["sha256"] or "",
        fingerprint=row["fingerprint"] or "",
        read_with=row["read_with"],
    )


def text(when: datetime) -> str:
    """A moment as the ledger writes it."""
    return when.astimezone(UTC).isoformat(timespec="seconds")


def moment(written: str) -> datetime:
    """The moment that the ledger wrote."""
    return datetime.fromisoformat(written)


def day(written: str | None) -> date | None:
    """The day that the ledger wrote, if any."""
    return date.fromisoformat(written) if written else None
