"""Summaries: to a real HTTP server, to a real SMTP server, and to servers that misbehave. No failure is the night's."""

from __future__ import annotations

import json
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from pipeline.misuse import Misuse
from pipeline.nightly import notify as module
from pipeline.nightly.notify import LARGEST, check, notify

MESSAGE: dict[str, object] = {"text": "2026-11-21: 5 documents read", "refused": ["thu: lists 0 items\r\nBcc: everybody@example.org"]}


@contextmanager
def hook(behave: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[tuple[str, list[tuple[str, dict[str, str], bytes]]]]:
    got: list[tuple[str, dict[str, str], bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((self.path, dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            behave(self)

        do_GET = do_POST  # a redirect that were followed would come as GET

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/hook?token=secret", got
    finally:
        server.shutdown()
        server.server_close()


def status(code: int, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()

    return behave


def test_a_webhook_gets_json() -> None:
    with hook(status(204)) as (url, got):
        assert notify(MESSAGE, webhook=url) == []
    [(path, headers, body)] = got
    assert (path, json.loads(body)) == ("/hook?token=secret", MESSAGE)
    assert headers["Content-Type"].startswith("application/json")


def test_a_message_that_is_too_long_is_sent_in_short() -> None:
    with hook(status(200)) as (url, got):
        assert notify({"text": "x", "refused": ["y" * LARGEST]}, webhook=url) == []
    assert json.loads(got[0][2]) == {"text": "x"}


@pytest.mark.parametrize(
    "behave",
    [
        status(500), status(302, Location="http://127.0.0.1:9/elsewhere"), lambda handler: handler.connection.close(),
        lambda handler: time.sleep(9),
    ],
    ids=["500", "redirect", "cut", "silent"],
)  # fmt: skip
def test_a_webhook_that_fails_is_told_without_its_secret(
    behave: Callable[[BaseHTTPRequestHandler], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SECONDS", 1.0)
    with hook(behave) as (url, got):
        [trouble] = notify(MESSAGE, webhook=url)
    assert trouble.startswith("--webhook at 127.0.0.1: the summary was not sent") and "secret" not in trouble
    assert len(got) == 1


class _Post(socketserver.StreamRequestHandler):
    """Takes one letter, in the words of SMTP."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                letter = b""
                while (line := self.rfile.readline()) != b".\r\n":
                    letter += line
                self.server.letters.append(letter)  # type: ignore[attr-defined]
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 fine\r\n")
            if word == b"QUIT":
                return


def test_a_mail_is_sent_and_nothing_in_it_can_add_a_header() -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), _Post) as server:
        server.letters = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        smtp = f"127.0.0.1:{server.server_address[1]}"
        assert notify({**MESSAGE, "text": "night\r\nBcc: everybody@example.org"}, mail="nobody@example.org", smtp=smtp) == []
        server.shutdown()
    [letter] = server.letters  # type: ignore[attr-defined]
    head = letter.partition(b"\r\n\r\n")[0]
    assert b"To: nobody@example.org" in head and b"\r\nBcc:" not in head
    assert notify(MESSAGE, mail="nobody@example.org", smtp="127.0.0.1:9")[0].startswith("--mail by 127.0.0.1:9: the summary was not sent")


@pytest.mark.parametrize(
    "given",
    [{"webhook": "file:///etc/passwd"}, {"webhook": "ftp://a.b/"}, {"webhook": "http:///x"}, {"webhook": "http://a.b:x/"},
     {"mail": "nobody"}, {"mail": "a@b, c@d"}, {"mail": "a@b.c", "smtp": "host:port"}],
)  # fmt: skip
def test_where_nothing_can_be_sent(given: dict[str, str]) -> None:
    with pytest.raises(Misuse):
        check(**{"smtp": "localhost:25", **given})
