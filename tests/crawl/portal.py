"""A portal on loopback: a real HTTP server whose pages, listings and faults the tests set, path by path.

>>> with Portal() as portal:
...     portal.put("/bai.html", "<h1>Phát động thi đua</h1>")
...     portal.url("/bai.html").startswith("http://127.0.0.1:")
True
"""

from __future__ import annotations

import gzip
import hashlib
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

HTML = "text/html; charset=utf-8"
Behaviour = Callable[["Handler"], None]


@dataclass(frozen=True)
class Asked:
    """A request as it arrived, and the status that it got."""

    path: str
    headers: dict[str, str]
    status: int
    at: float = 0.0

    @property
    def is_conditional(self) -> bool:
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


@dataclass
class Held:
    """What stands at a path. ``body`` may be made anew for every request (visit counters)."""

    body: bytes | Callable[[], bytes]
    media: str
    etag: bool
    modified: str | None


@dataclass
class Portal:
    """The server. ``log`` has every request in its order, with the ``time`` of its answer."""

    log: list[Asked] = field(default_factory=list)
    time: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        self.pages: dict[str, Held] = {}
        self.faults: dict[str, list[Behaviour]] = {}
        self.always: dict[str, Behaviour] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.portal = self  # type: ignore[attr-defined]
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Portal:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def encrypt(self, context: ssl.SSLContext) -> None:
        """Speak https; before the portal is entered."""
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    @property
    def site(self) -> str:
        """Host and port, as a list of sources writes them."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.site}{path}"

    def put(
        self, path: str, body: str | bytes | Callable[[], bytes], media: str = HTML, *, etag: bool = True, modified: str | None = None
    ) -> None:
        """Let a page stand at a path from now on, without faults."""
        self.pages[path] = Held(body.encode() if isinstance(body, str) else body, media, etag, modified)
        self.faults.pop(path, None)
        self.always.pop(path, None)

    def remove(self, path: str) -> None:
        self.pages.pop(path, None)

    def fail(self, path: str, *behaviours: Behaviour, always: bool = False) -> None:
        """Let the next requests for a path go wrong, one behaviour each; ``always``: every one from now on."""
        if always:
            (self.always[path],) = behaviours
        else:
            self.faults.setdefault(path, []).extend(behaviours)

    def heal(self) -> None:
        """No faults any more."""
        self.faults.clear()
        self.always.clear()

    def asked(self, path: str | None = None) -> list[Asked]:
        """Requests so far, or those for a path; robots.txt only by its path."""
        return [asked for asked in self.log if (asked.path == path if path else asked.path != "/robots.txt")]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "portal", ""

    def do_GET(self) -> None:
        portal: Portal = self.server.portal  # type: ignore[attr-defined]
        self.portal = portal
        behaviour = portal.always.get(self.path)
        if portal.faults.get(self.path):
            behaviour = portal.faults[self.path].pop(0)
        try:
            (behaviour or serve)(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def answer(
        self, status: int, body: bytes = b"", *, media: str = HTML, headers: dict[str, str] | None = None, length: int | None = None
    ) -> None:
        """One response; a ``length`` that is not the body's is sent as it is."""
        self.note(status)
        self.send_response(status)
        for name, value in {"Content-Type": media, **(headers or {})}.items():
            self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        if status not in (204, 304):
            self.wfile.write(body)
        if length is not None:
            self.close_connection = True

    def note(self, status: int) -> None:
        self.portal.log.append(Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, status, self.portal.time()))

    def log_message(self, format: str, *args: object) -> None:
        pass


def serve(handler: Handler) -> None:
    """The page that stands there, with validators, or 404."""
    held = handler.portal.pages.get(handler.path)
    if held is None:
        handler.answer(404, "<h1>Không tìm thấy trang.</h1>".encode())
        return
    body = held.body() if callable(held.body) else held.body
    headers = {}
    if held.etag:
        headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if handler.headers.get("If-None-Match") == headers["ETag"]:
            handler.answer(304, headers=headers)
            return
    if held.modified:
        headers["Last-Modified"] = held.modified
        if handler.headers.get("If-Modified-Since") == held.modified:
            handler.answer(304, headers=headers)
            return
    if "gzip" in handler.headers.get("Accept-Encoding", "") and held.media.startswith("text/"):
        headers["Content-Encoding"] = "gzip"
        body = gzip.compress(body, mtime=0)
    handler.answer(200, body, media=held.media, headers=headers)
