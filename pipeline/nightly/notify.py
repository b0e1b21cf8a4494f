"""A summary of the night to a webhook or by mail. Whatever goes wrong here is told, and never fails the night."""

from __future__ import annotations

import json
import re
import smtplib
import socket
import threading
from collections.abc import Callable
from email.message import EmailMessage
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from pipeline.misuse import Misuse

SECONDS = 20.0
"""Time that sending may take; whatever is not sent by then is not."""
LARGEST = 64 << 10
"""Bytes of a message."""
_ADDRESS = re.compile(r"[^\s@,;<>\"\\]+@[^\s@,;<>\"\\]+")


def check(*, webhook: str = "", mail: str = "", smtp: str = "") -> None:
    """Whether messages can go there at all.

    Raises
    ------
    Misuse
        An address is none.
    """
    if webhook:
        try:
            parts = urlsplit(webhook)
            fine = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
        except ValueError:
            fine = False
        if not fine or not webhook.isprintable() or " " in webhook:
            raise Misuse("--webhook: is no address that begins with http:// or https://; give one, or leave it out")
    if mail:
        if not _ADDRESS.fullmatch(mail):
            raise Misuse(f"--mail {mail!r}: is no mail address; give one, or leave it out")
        _host_and_port(smtp)


def notify(message: dict[str, object], *, webhook: str = "", mail: str = "", smtp: str = "localhost:25") -> list[str]:
    """Send a message; what went wrong, a line each. The webhook's address may hold a secret: only its host is named."""
    troubles = []
    if webhook:
        troubles += _within(f"--webhook at {urlsplit(webhook).hostname}", lambda: _post(webhook, message))
    if mail:
        troubles += _within(f"--mail by {smtp}", lambda: _mail(mail, smtp, message))
    return troubles


def _within(where: str, send: Callable[[], None]) -> list[str]:
    """Send in a thread that nobody waits for longer than he has to."""
    wrong: list[str] = []

    def work() -> None:
        try:
            send()
        except Exception as error:
            wrong.append(f"{where}: the summary was not sent ({type(error).__name__}); the night itself is done")

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(SECONDS)
    if thread.is_alive():
        return [f"{where}: the summary was not sent within {SECONDS:.0f} seconds; the night itself is done"]
    return wrong


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def _post(webhook: str, message: dict[str, object]) -> None:
    body = json.dumps(message, ensure_ascii=False).encode()
    if len(body) > LARGEST:
        body = json.dumps({"text": message["text"]}, ensure_ascii=False).encode()[:LARGEST]
    request = Request(webhook, body, {"Content-Type": "application/json; charset=utf-8", "User-Agent": "thidua"}, method="POST")
    with build_opener(ProxyHandler({}), _NoRedirects()).open(request, timeout=SECONDS / 2) as answer:
        answer.read(1)


def _mail(to: str, smtp: str, message: dict[str, object]) -> None:
    letter = EmailMessage()
    letter["Subject"] = "".join(char for char in f"thidua: {message['text']}" if char.isprintable())[:200]
    letter["From"] = f"thidua@{socket.getfqdn()}"
    letter["To"] = to
    letter.set_content(json.dumps(message, ensure_ascii=False, indent=2)[:LARGEST])
    host, port = _host_and_port(smtp)
    with smtplib.SMTP(host, port, timeout=SECONDS / 2) as post:
        post.send_message(letter)


def _host_and_port(smtp: str) -> tuple[str, int]:
    host, _, port = smtp.partition(":")
    if not host or not (port or "25").isdigit() or not 0 < int(port or 25) < 65536:
        raise Misuse(f"--smtp {smtp!r}: is no host, or host and port; give one such as localhost:25")
    return host, int(port or 25)
