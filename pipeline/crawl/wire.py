"""One request, one response: over the network, with limits."""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import httpcore2

from pipeline.crawl.clock import Clock, to_second
from pipeline.crawl.dial import Dialler, Resolver, resolve
from pipeline.crawl.faults import Fault
from pipeline.crawl.limits import Limits

_PACKED = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: always GET. ``before`` is when the response was fetched that a conditional request refers to."""

    url: str
    headers: tuple[tuple[str, str], ...] = ()
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came, as it came: the body is still packed.

    ``broken`` is the kind of fault that ended the body early, with ``why``; None for a whole response.
    """

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    at: datetime
    broken: str | None = None
    why: str = ""
    request: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    def unpacked(self, most: int) -> bytes:
        """The body without its ``Content-Encoding``; never more than ``most`` bytes.

        Raises
        ------
        Fault
            ``bomb`` beyond ``most``, ``packing`` for broken data or another packing than gzip and deflate.
        """
        packing = (self.header("content-encoding") or "identity").strip().lower()
        if packing in ("identity", "") or not self.body:
            return self.body
        if packing not in _PACKED:
            raise Fault("packing", f"{self.url}: packed as {packing[:60]!r}")
        wraps = (_PACKED[packing], -zlib.MAX_WBITS) if packing == "deflate" else (_PACKED[packing],)
        for wrap in wraps:  # some servers say deflate and leave its wrapper out
            try:
                return _inflate(self.body, wrap, most, self.url)
            except zlib.error as error:
                reason = error
        raise Fault("packing", f"{self.url}: broken {packing} ({reason})")


def _inflate(data: bytes, wrap: int, most: int, url: str) -> bytes:
    parts: list[bytes] = []
    room = most
    while data:  # a gzip file may have several members
        engine = zlib.decompressobj(wrap)
        part = engine.decompress(data, room + 1)
        room -= len(part)
        if room < 0:
            raise Fault("bomb", f"{url}: unpacks to more than {most:,} bytes")
        parts.append(part)
        if not engine.eof:
            raise Fault("cut", f"{url}: the packed body ends early")
        data = engine.unused_data if wrap > zlib.MAX_WBITS else b""
        if data and not data.startswith(b"\x1f\x8b"):  # padding
            break
    return b"".join(parts)


class Wire:
    """Sends requests, each over a connection of its own.

    A connection that is not used again cannot carry the rest of one response into the next, and at one request a second it costs little.
    No cookies, no proxies, no HTTP/2, nothing from the environment.
    """

    def __init__(self, limits: Limits, clock: Clock, *, allow_private: bool = False, resolver: Resolver = resolve) -> None:
        self._limits = limits
        self._clock = clock
        self._private = allow_private
        self._resolver = resolver
        self._trust: ssl.SSLContext | None = None

    def send(self, request: Request) -> Answer:
        """The response, or as much of it as came.

        Raises
        ------
        Fault
            where not even the head of a response came.
        """
        dialler = Dialler(self._limits, allow_private=self._private, resolver=self._resolver)
        if self._trust is None and request.url.startswith("https"):
            self._trust = httpcore2.default_ssl_context()
        headers: dict[str, str] = {"Host": _netloc(request.url), **dict(request.headers), "Connection": "close"}
        at = to_second(self._clock.now())
        try:
            with (
                httpcore2.ConnectionPool(ssl_context=self._trust, network_backend=dialler, max_keepalive_connections=0) as pool,
                pool.stream("GET", request.url, headers=list(headers.items())) as response,
            ):
                return self._receive(request, response, dialler, at, headers)
        except httpcore2.TimeoutException as error:
            raise Fault("timeout", f"{request.url}: no answer in time") from error
        except httpcore2.ConnectError as error:
            kind = "tls" if _is_about_tls(error) else "connect"
            raise Fault(kind, f"{request.url}: {error}") from error
        except httpcore2.NetworkError as error:
            raise Fault("cut", f"{request.url}: the connection broke ({error})") from error
        except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as error:
            kind = "cut" if "disconnected" in str(error) else "protocol"
            raise Fault(kind, f"{request.url}: {error}") from error

    def _receive(self, request: Request, response: httpcore2.Response, dialler: Dialler, at: datetime, sent: Mapping[str, str]) -> Answer:
        parts: list[bytes] = []
        size = 0
        broken, why = None, ""
        declared = next((value for name, value in response.headers if name.lower() == b"content-length"), b"")
        if declared.isdigit() and int(declared) > self._limits.body:
            broken, why = "too_large", f"{int(declared):,} bytes"
        else:
            try:
                for part in response.iter_stream():
                    parts.append(part)
                    size += len(part)
                    if size > self._limits.body:
                        broken, why = "too_large", f"more than {self._limits.body:,} bytes"
                        break
            except httpcore2.TimeoutException:
                broken, why = "timeout", f"{size:,} bytes came in time"
            except (httpcore2.NetworkError, httpcore2.ProtocolError):
                broken, why = "cut", f"{size:,} bytes came" + (f" of {int(declared):,}" if declared.isdigit() else "")
        received = dialler.stream.body if dialler.stream is not None else None
        if broken is None and declared.isdigit() and received is not None and received > int(declared):
            broken, why = "wrong_length", f"{received:,} bytes came where {int(declared):,} were said"
        body = b"".join(parts)
        return Answer(
            url=request.url,
            status=response.status,
            reason=_text(bytes(response.extensions.get("reason_phrase", b""))),
            headers=tuple((_text(name), _text(value)) for name, value in response.headers),
            body=body[: self._limits.kept] if broken else body,
            at=at,
            broken=broken,
            why=why,
            request=tuple(sent.items()),
        )


def _is_about_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _netloc(url: str) -> str:
    return url.split("/", 3)[2].partition("@")[2] or url.split("/", 3)[2]


def _text(raw: bytes) -> str:
    """A header to text: UTF-8 where it is that (file names, addresses), else byte by byte; on one line in any case."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return " ".join(text.split())
