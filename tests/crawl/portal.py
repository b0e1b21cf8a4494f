"""A portal on loopback: a real HTTP server whose pages, listings and faults the tests set, path by path.

>>> with Portal() as portal:
...     portal.put("/bai.html", page("Phát động thi đua", ["Nội dung."]))
...     portal.url("/bai.html").startswith("http://127.0.0.1:")
True
"""

from __future__ import annotations

import gzip
import hashlib
import html
import socket
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from email.utils import formatdate
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
        handler.answer(404, page("404", ["Không tìm thấy trang."]).encode())
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


# Faults. Each is a behaviour, or makes one.


def status(code: int, **headers: str) -> Behaviour:
    """A bare status; ``Retry_After="120"`` becomes the header."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.answer(code, b"<html><body>" + str(code).encode() + b"</body></html>", headers=named)


def retry_at(code: int, moment: float) -> Behaviour:
    """Busy until a moment, told as a date."""
    return status(code, Retry_After=formatdate(moment, usegmt=True))


def redirect(location: str, code: int = 302) -> Behaviour:
    return lambda handler: handler.answer(code, headers={"Location": location})


def slow(handler: Handler) -> None:
    """A body that drips, a byte at a time, for longer than anyone waits."""
    handler.note(200)
    handler.send_response(200)
    handler.send_header("Content-Type", HTML)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(400):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)
    handler.close_connection = True


def slow_head(handler: Handler) -> None:
    """A head that drips."""
    handler.note(200)
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(400):
        handler.wfile.write(f"X-{number}: x\r\n".encode())
        handler.wfile.flush()
        time.sleep(0.05)
    handler.close_connection = True


def silent(handler: Handler) -> None:
    """Nothing at all, and the connection stays open."""
    handler.note(0)
    time.sleep(5)
    handler.close_connection = True


def cut(handler: Handler) -> None:
    """Half a body, then the connection is reset."""
    handler.answer(200, b"<html><body>" + b"x" * 5000, length=100_000)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def hang_up(handler: Handler) -> None:
    """The connection is closed without a word."""
    handler.note(0)
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


def too_long(handler: Handler) -> None:
    """A Content-Length that promises more than comes."""
    body = handler.portal.pages[handler.path].body
    assert isinstance(body, bytes)
    handler.answer(200, body, length=len(body) + 500)


def too_short(handler: Handler) -> None:
    """A Content-Length that is smaller than the body."""
    body = handler.portal.pages[handler.path].body
    assert isinstance(body, bytes)
    handler.note(200)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {HTML}\r\nContent-Length: {len(body) // 2}\r\n\r\n".encode()
    handler.wfile.write(head + body)
    handler.close_connection = True


def junk(handler: Handler) -> None:
    """Something that is not HTTP."""
    handler.note(0)
    handler.wfile.write(b"\x16\x03\x01 no http here\r\n\r\n")
    handler.close_connection = True


def endless(total: int, *, tell: bool, sent: list[int]) -> Behaviour:
    """A body of so many bytes, made as it is sent; ``sent`` gets how many went out before the reader left."""

    def behave(handler: Handler) -> None:
        handler.note(200)
        handler.send_response(200)
        handler.send_header("Content-Type", HTML)
        if tell:
            handler.send_header("Content-Length", str(total))
        else:
            handler.send_header("Connection", "close")
        handler.end_headers()
        handler.close_connection = True
        block, gone = b"thi dua " * 8192, 0
        try:
            while gone < total:
                handler.wfile.write(block)
                gone += len(block)
        finally:
            sent.append(gone)

    return behave


def bomb(unpacked: int) -> Behaviour:
    """A small gzip body that unpacks to so many bytes."""

    def blocks() -> Iterator[bytes]:
        engine = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
        for _ in range(unpacked >> 20):
            yield engine.compress(bytes(1 << 20))
        yield engine.flush()

    packed = b"".join(blocks())
    return lambda handler: handler.answer(200, packed, headers={"Content-Encoding": "gzip"})


def d1n(value: str) -> Behaviour:
    """The cookie page, until the cookie comes."""
    body = f'<html><body><script>document.cookie="D1N={value}"+"; expires=Fri, 31-Dec-37 23:55:55 GMT; path=/";window.location.reload(true);</script></body></html>'

    def behave(handler: Handler) -> None:
        if f"D1N={value}" in handler.headers.get("Cookie", ""):
            serve(handler)
        else:
            handler.answer(200, body.encode(), media="text/html")

    return behave


# Pages.


def page(
    title: str,
    paragraphs: Sequence[str],
    *,
    files: Sequence[str] = (),
    visits: int = 12345,
    charset: str = "utf-8",
    day: str = "20/11/2026 07:36",
) -> str:
    """An item's page, with the furniture that portals have: a menu, a counter, other news."""
    own = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    links = "".join(f'<p>Tài liệu đính kèm: <a href="{file}">{html.escape(file.rsplit("/", 1)[-1])}</a></p>' for file in files)
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="{charset}"><title>{html.escape(title)}</title></head><body>'
        '<div class="menu"><ul><li><a href="/">Trang chủ</a></li><li><a href="/gt">Giới thiệu</a></li>'
        '<li><a href="/tdkt">Thi đua - Khen thưởng</a></li></ul></div>'
        f'<div class="article-detail"><h1 class="title">{html.escape(title)}</h1><div class="date">{day}</div>{own}{links}</div>'
        f'<div class="footer"><div class="counter">Lượt truy cập: {visits}</div></div></body></html>'
    )


BODY = (
    "Sáng ngày 18/11/2026, Ủy ban nhân dân tỉnh tổ chức lễ phát động phong trào thi đua trong toàn tỉnh với sự tham gia của đại diện các sở, ngành.",
    "Phong trào hướng tới hoàn thành các chỉ tiêu năm, nâng cao chất lượng phục vụ người dân và doanh nghiệp tại bộ phận một cửa các xã, phường.",
    "Các cơ quan, đơn vị xây dựng kế hoạch thực hiện, đăng ký nội dung thi đua và gửi về cơ quan thường trực trước ngày 15/12/2026 để tổng hợp.",
    "Kết thúc đợt thi đua, Chủ tịch Ủy ban nhân dân tỉnh tặng Bằng khen cho các tập thể và cá nhân có thành tích xuất sắc tiêu biểu.",
)  # fmt: skip


def titles(count: int, where: str = "Lâm Đồng") -> list[str]:
    """Titles of items, newest first."""
    return [f"{where} phát động phong trào thi đua đợt {number}" for number in range(count, 0, -1)]


def nukeviet(portal: Portal, names: Sequence[str], *, per_page: int = 5, base: str = "/tin-tuc") -> list[str]:
    """Listing pages and items in the manner of NukeViet; the paths of the items."""
    paths = [f"{base}/bai-{len(names) - number}.html" for number in range(len(names))]
    for path, name in zip(paths, names, strict=True):
        portal.put(path, page(name, BODY))
    numbered = [names[at : at + per_page] for at in range(0, len(names), per_page)]
    for number, group in enumerate(numbered, 1):
        entries = "".join(
            f'<div class="panel panel-default"><h3><a href="{paths[(number - 1) * per_page + at]}">{html.escape(name)}</a></h3></div>'
            for at, name in enumerate(group)
        )
        turns = "".join(
            f'<li class="{"active" if turn == number else ""}"><a href="{_turn(base, turn)}">{turn}</a></li>'
            for turn in range(1, len(numbered) + 1)
        )
        portal.put(_turn(base, number), f'<html><head><title>Tin tức</title></head><body><div class="news_column">{entries}</div><ul class="pagination">{turns}</ul></body></html>')  # fmt: skip
    return paths


def _turn(base: str, number: int) -> str:
    return f"{base}/" if number == 1 else f"{base}/page-{number}/"


def wordpress(
    portal: Portal, names: Sequence[str], *, base: str = "/chuyen-muc/thi-dua", file: tuple[str, bytes] | None = None
) -> list[str]:
    """A category of WordPress; each item may link to a file."""
    paths = [f"/2026/11/bai-viet-{len(names) - number}/" for number in range(len(names))]
    if file:
        portal.put(file[0], file[1], "application/pdf")
    for path, name in zip(paths, names, strict=True):
        portal.put(path, page(name, BODY, files=[file[0]] if file else []))
    entries = "".join(
        f'<article class="post"><h2 class="entry-title"><a href="{path}" rel="bookmark">{html.escape(name)}</a></h2></article>'
        for path, name in zip(paths, names, strict=True)
    )
    portal.put(f"{base}/", f"<html><head><title>Thi đua</title></head><body><main>{entries}</main></body></html>")
    return paths


def liferay(portal: Portal, names: Sequence[str], *, base: str = "/web/guest/tin") -> list[str]:
    """An asset publisher of Liferay."""
    paths = [f"/-/phat-dong-thi-dua-dot-{len(names) - number}" for number in range(len(names))]
    for path, name in zip(paths, names, strict=True):
        portal.put(path, page(name, BODY))
    entries = "".join(
        f'<div class="asset-abstract"><h3 class="asset-title"><a href="{path}">{html.escape(name)}</a></h3></div>'
        for path, name in zip(paths, names, strict=True)
    )
    portal.put(base, f'<html><head><title>Tin</title></head><body><div class="portlet-asset-publisher">{entries}</div></body></html>')
    return paths


def feed(portal: Portal, names: Sequence[str], *, base: str = "/rss/thoi-su.rss") -> list[str]:
    """An RSS feed and its items."""
    paths = [f"/thoi-su/tin-{len(names) - number}.htm" for number in range(len(names))]
    for path, name in zip(paths, names, strict=True):
        portal.put(path, page(name, BODY))
    entries = "".join(
        f"<item><title>{html.escape(name)}</title><link>{portal.url(path)}</link><pubDate>Thu, 19 Nov 2026 08:00:00 +0700</pubDate></item>"
        for path, name in zip(paths, names, strict=True)
    )
    portal.put(base, f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Tin</title>{entries}</channel></rss>', "application/rss+xml")  # fmt: skip
    return paths
