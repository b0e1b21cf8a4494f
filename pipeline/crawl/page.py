"""A fetched page, and what is kept of it for the next time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What makes the next request for a page conditional: its ETag, its date, and when it was fetched."""

    etag: str | None
    modified: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """A successful answer. ``url`` is the canonical form of what was asked, ``final`` of where it was; ``body`` is None for a 304."""

    url: str
    final: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    at: datetime

    def header(self, name: str) -> str | None:
        """The first header of that name, in lower case."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def known(self) -> Known:
        """What to remember: without a Last-Modified, the date of the answer is the condition (RFC 9110, 13.1.3)."""
        return Known(_sendable(self.header("etag")), _sendable(self.header("last-modified") or self.header("date")), self.at)


def _sendable(value: str | None) -> str | None:
    """What a server sent, where it can be sent back in a header."""
    return value if value and len(value) <= 1000 and value.isascii() and value.isprintable() else None
