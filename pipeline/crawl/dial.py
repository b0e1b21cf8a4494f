"""Connections to public addresses only, and to the very address that was checked.

A name is resolved here, every address it resolves to is looked at, and the connection is made to one of those, not to the name
again: a name that changes its answer between the look and the connection gains nothing. TLS still checks the certificate against
the name. Every byte passes here too, so one clock limits the whole exchange: head, body and drip alike.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore2

from pipeline.crawl.faults import Fault
from pipeline.crawl.limits import Limits

Resolver = Callable[[str, int], list[str]]

# Prefixes whose addresses carry an IPv4 address that packets end up at.
_NAT64 = IPv6Network("64:ff9b::/96")
_HEAD = 64 << 10


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, in the system's order, each once."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Fault("dns", f"{host} does not resolve ({error})") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet.

    >>> [is_public(a) for a in ("113.160.1.1", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "224.0.0.1")]
    [True, False, False, False, False, False]
    """
    ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if ip in _NAT64:
            inner = IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local)


class Dialler(httpcore2.NetworkBackend):
    """Opens the one connection of one exchange, under one deadline.

    Parameters
    ----------
    limits : ``connect``, ``silence`` and ``response`` count here.
    allow_private : connect to any address and port (tests on loopback).
    resolver : from a name to its addresses.
    """

    def __init__(self, limits: Limits, *, allow_private: bool = False, resolver: Resolver = resolve) -> None:
        self._limits = limits
        self._private = allow_private
        self._resolver = resolver
        self._system = httpcore2.SyncBackend()
        self._until = time.monotonic() + limits.response
        self.stream: Metered | None = None

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:  # fmt: skip
        if port not in (80, 443) and not self._private:
            raise Fault("port", f"port {port} of {host} is not asked")
        addresses = self._resolver(host, port)
        hidden = [] if self._private else [address for address in addresses if not is_public(address)]
        if hidden or not addresses:
            # One private address among public ones is how a name is used to reach inside, so it spoils the name.
            raise Fault("private_address", f"{host} resolves to {hidden[0] if hidden else 'nothing'}, which is not a public address")
        failed: Exception | None = None
        for address in addresses:
            left = self._until - time.monotonic()
            try:
                opened = self._system.connect_tcp(address, port, max(min(self._limits.connect, left), 0.001), local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
                continue
            self.stream = Metered(opened, self._limits.silence, self._until)
            return self.stream
        raise failed or Fault("connect", f"{host} cannot be reached")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        raise Fault("address", "a socket of this machine is not asked")


class Metered(httpcore2.NetworkStream):
    """A connection that ends at its deadline, and counts what came after the head of the response."""

    def __init__(self, stream: httpcore2.NetworkStream, silence: float, until: float) -> None:
        self._stream = stream
        self._silence = silence
        self._until = until
        self._head = b""
        self._total = 0
        self._inner: Metered | None = None

    @property
    def body(self) -> int | None:
        """Bytes received after the head of the response; None where that cannot be told."""
        if self._inner is not None:
            return self._inner.body
        end = self._head.find(b"\r\n\r\n")
        if end < 0 or self._head[9:10] == b"1":  # an interim answer came first
            return None
        return self._total - end - 4

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, self._left())
        self._total += len(data)
        if len(self._head) < _HEAD:
            self._head += data
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        self._inner = Metered(self._stream.start_tls(ssl_context, server_hostname, self._left()), self._silence, self._until)
        return self._inner

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _left(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the whole exchange took too long")
        return min(left, self._silence)
