"""What a fetched file says, as far as the crawl has to know: its title, its own text apart from the furniture, whether it changed."""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.document import Document, Unreadable
from pipeline.ingest import read
from pipeline.ingest.decode import decode
from pipeline.ingest.page import parse
from pipeline.ingest.sniff import HTML, sniff

LARGEST = 4 << 20
"""Bytes of a page that is read for its text; larger ones are taken as they are."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_READ_AS = {"mislabelled": "windows-1258", "broken-letters": "utf-8 with broken letters", "guessed-encoding": "unknown"}
_SILENT = ("script", "style", "noscript", "template")


@dataclass(frozen=True, slots=True)
class Content:
    """A file, looked at.

    Parameters
    ----------
    media_type : as the bytes say, one of `pipeline.ingest.MEDIA_TYPES`; None for anything else.
    title : of a page.
    main : text of a page without menus, counters and the like.
    whole : all text that a page shows.
    asks_password : whether a page has a field for a password.
    encoding : of a page: ``utf-8``, ``utf-8, declared as iso-8859-1``, or the name of what it was read as.
    """

    media_type: str | None
    title: str = ""
    main: str = ""
    whole: str = ""
    asks_password: bool = False
    encoding: str = ""

    @property
    def is_page(self) -> bool:
        return self.media_type == HTML


def look(body: bytes, url: str, content_type: str | None) -> Content:
    """Look at the bytes behind an address. Never raises, whatever they are."""
    try:
        media_type = sniff(body, url)
    except Unreadable as error:
        return Content(HTML if error.code == "empty" else None)
    if media_type != HTML:
        return Content(media_type)
    encoding = encoding_of(body, content_type)
    if len(body) > LARGEST:
        return Content(HTML, main="…" * 4096, encoding=encoding)
    headline, main = _main(body, url)
    title, whole, asks = _shown(body)
    return Content(HTML, headline or title, main, whole, asks, encoding)


def fingerprint(content: Content, body: bytes, attachments: Iterable[str]) -> str:
    """What stays the same while a page only counts its visitors: a hash of its own text and of the files it links to.

    The bytes of anything that is no page, or of a page without a text of its own.
    """
    if not content.is_page or not content.main.strip() or len(body) > LARGEST:
        return hashlib.sha256(body).hexdigest()
    own = unicodedata.normalize("NFC", " ".join(f"{content.title}\n{content.main}".split()))
    return hashlib.sha256("\n".join([own, *sorted(attachments)]).encode("utf-8", "replace")).hexdigest()


def encoding_of(body: bytes, content_type: str | None) -> str:
    """The character set of a page, and what it is declared as where that is something else.

    >>> encoding_of("Thi đua".encode(), "text/html; charset=ISO-8859-1")
    'utf-8, declared as iso-8859-1'
    """
    declared = _CHARSET.search(content_type or "") or _CHARSET.search(body[:4096].decode("latin-1"))
    said = declared[1].lower() if declared else ""
    try:
        body.decode("utf-8")
        real = "utf-8"
    except UnicodeDecodeError:
        real = _read_as(body, said)
    return f"{real}, declared as {said}" if said and said.replace("utf8", "utf-8") != real else real


def _read_as(body: bytes, said: str) -> str:
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    troubles = decode(body, markup=True)[1]
    if troubles:
        return _READ_AS.get(troubles[0].code, "unknown")
    return said if said not in ("", "utf-8", "utf8") else "unknown"


def _main(body: bytes, url: str) -> tuple[str, str]:
    try:
        document = read(body, url)
    except Unreadable:
        return "", ""
    return document.metadata.title or "", _own_text(document)


def _own_text(document: Document) -> str:
    parts, at = [], 0
    for part in sorted(part for part in document.parts if part.kind == "furniture"):
        parts.append(document.text[at : part.start])
        at = max(at, part.end)
    return "".join([*parts, document.text[at:]])


def _shown(body: bytes) -> tuple[str, str, bool]:
    root = parse(decode(body, markup=True)[0])
    if root is None:
        return "", "", False
    asks = any((field.get("type") or "").lower() == "password" for field in root.iter("input"))
    pieces = [
        text for element in root.iter() if isinstance(element.tag, str) and element.tag not in _SILENT
        for text in (element.text, *(child.tail for child in element)) if text
    ]  # fmt: skip
    title = " ".join((root.findtext(".//title") or "").split())
    return title, " ".join(" ".join(pieces).split()), asks
