"""Everything that can keep a response from becoming a document, by name: the kinds of errors in source health."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to fail: what it means, and what follows for the item that it befell.

    ``follows`` is ``again`` (asked again on other nights, so many times), ``wait`` (the host's matter, not the item's: it stays pending),
    ``final`` (asking again would give the same) or ``rejected`` (we do not want it, or may not have it).
    """

    says: str
    follows: str


KINDS = {
    # What we do not ask for.
    "address": Kind("not an address that can be fetched", "rejected"),
    "host_not_listed": Kind("the host is not among those of the source", "rejected"),
    "port": Kind("a port other than 80 and 443", "rejected"),
    "private_address": Kind("the host's address is not public", "again"),
    "robots": Kind("robots.txt forbids it", "rejected"),
    "robots_unreachable": Kind("robots.txt could not be had, so nothing was asked for", "wait"),
    "waiting": Kind("the host asked us to come back later", "wait"),
    "budget": Kind("the source had its share of the night", "wait"),
    # What did not come, or not whole.
    "dns": Kind("the host's name does not resolve", "again"),
    "connect": Kind("no connection", "again"),
    "tls": Kind("no trusted encrypted connection", "again"),
    "timeout": Kind("too slow", "again"),
    "cut": Kind("the connection broke before the response was whole", "again"),
    "wrong_length": Kind("the response is longer than its Content-Length", "again"),
    "protocol": Kind("not HTTP", "again"),
    "too_large": Kind("larger than is fetched", "final"),
    "bomb": Kind("unpacks to more than is fetched", "final"),
    "packing": Kind("packed in a way we did not ask for, or broken", "again"),
    "redirects": Kind("redirected in a circle or too often", "again"),
    # What the server said.
    "busy": Kind("429 or 503", "wait"),
    "server_error": Kind("500 and the like", "again"),
    "gone": Kind("404 or 410", "again"),
    "forbidden": Kind("401, 403 or 451", "again"),
    "refused": Kind("another status that is no success", "again"),
    # What is a page but not the one.
    "d1n": Kind("a cookie page that a cookie did not satisfy", "again"),
    "challenge": Kind("a page that wants a browser or a person", "again"),
    "suspended": Kind("the page of a suspended host or of maintenance", "again"),
    "login_wall": Kind("a page to log in", "again"),
    "soft_404": Kind("a page that says the page does not exist", "again"),
    "empty_page": Kind("a page without text", "again"),
    "not_a_document": Kind("neither page nor PDF, DOC, DOCX or text", "final"),
    # What is wrong with a listing as a whole.
    "empty_listing": Kind("a listing without items", "wait"),
    "below_minimum": Kind("fewer items than the source should list", "wait"),
    "above_maximum": Kind("more items than the source should list", "wait"),
    # What is our own fault.
    "defect": Kind("thidua failed over it; report it with the message", "wait"),
    # Reading again from the archive.
    "unrecorded": Kind("the archive has no such response", "wait"),
}  # fmt: skip


class Fault(Exception):
    """A response that cannot be used.

    ``kind`` is one of `KINDS`; ``retry_at`` is when the host wants to be asked again, where it said so; ``soon`` says that this is
    worth waiting for within the night.
    """

    def __init__(self, kind: str, message: str, *, retry_at: datetime | None = None, soon: bool = False) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.retry_at = retry_at
        self.soon = soon

    @property
    def follows(self) -> str:
        return KINDS[self.kind].follows
