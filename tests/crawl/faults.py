"""What a portal can be told to do wrong: each is a behaviour for `Portal.fail`, or makes one."""

from __future__ import annotations

import socket
import struct
import time
import zlib
from collections.abc import Iterator
from email.utils import formatdate

from tests.crawl.portal import HTML, Behaviour, Handler, serve


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
    script = f'document.cookie="D1N={value}"+"; expires=Fri, 31-Dec-37 23:55:55 GMT; path=/";window.location.reload(true);'
    body = f"<html><body><script>{script}</script></body></html>"

    def behave(handler: Handler) -> None:
        if f"D1N={value}" in handler.headers.get("Cookie", ""):
            serve(handler)
        else:
            handler.answer(200, body.encode(), media="text/html")

    return behave
