"""How much of the network, of time and of memory a night may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of the crawl; one object for a night.

    Parameters
    ----------
    connect : seconds to resolve a name and open a connection.
    silence : seconds without a byte.
    response : seconds for a whole exchange, from the first byte sent to the last received.
    body : bytes of a response as it comes over the wire.
    unpacked : bytes of a response after unpacking.
    robots : bytes of a robots.txt that are read (RFC 9309 asks for 500 KiB at least).
    kept : bytes of a body broken off that stay in the archive.
    redirects : how many are followed for one address.
    tries : how often one address is asked for on one night.
    nights : on how many nights an item may fail before it stays failed.
    patience : the longest Retry-After, in seconds, that is waited for within the night; longer ones are kept for other nights.
    longest_wait : the longest Retry-After, in seconds, that is believed.
    requests : requests of one source on one night, robots.txt apart.
    seconds : time that one source may take on one night.
    pace : seconds between two requests to a host, at least, whatever the list of sources says.
    longest_rest : days between two looks at an item whose page never changes but cannot say so (no 304).
    free : bytes that must be free on the store's disk to begin.
    sources : sources visited at once.
    """

    connect: float = 15.0
    silence: float = 30.0
    response: float = 180.0
    body: int = 64 << 20
    unpacked: int = 96 << 20
    robots: int = 512 << 10
    kept: int = 64 << 10
    redirects: int = 6
    tries: int = 3
    nights: int = 5
    patience: float = 120.0
    longest_wait: float = 7 * 86400.0
    requests: int = 1000
    seconds: float = 3 * 3600.0
    pace: float = 1.0
    longest_rest: int = 28
    free: int = 256 << 20
    sources: int = 8


DEFAULT_LIMITS = Limits()
