"""The files that an item's page links to: PDF and Word documents in and about its main text."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, unquote, urlsplit

from pipeline.crawl.bodies import text_of
from pipeline.crawl.links import absolute, allowed
from pipeline.crawl.pages import base_of
from pipeline.crawl.sources import Source
from pipeline.document import Unreadable
from pipeline.ingest import read
from pipeline.ingest.html import FILE_LINK
from pipeline.ingest.page import parse

_OTHER = re.compile(r"\.(?:xlsx?|zip|rar|odt|rtf)(?:$|[?#&/])", re.I)
_NAMED = re.compile(r"\.(?:pdf|docx?)$", re.I)


def attachments(source: Source, body: bytes, url: str, elsewhere: Callable[[str], None] = lambda file: None) -> list[str]:
    """Absolute addresses of the PDF, DOC and DOCX files of an item's page, in page order, on the source's hosts only.

    A viewer that is given its file in the address (``viewer.html?file=…``) is taken for the file. Where the page has no text of its
    own, every file that it links counts. ``elsewhere`` is told of those on other hosts, each once.
    """
    root = parse(text_of(body, None))
    if root is None:
        return []
    base = base_of(root, url)
    try:
        links = [attachment.url for attachment in read(body, url).metadata.attachments]
    except Unreadable:
        links = [element.get("href") or "" for element in root.iter("a")] + [element.get("src") or "" for element in root.iter("iframe")]
    found: dict[str, None] = {}
    others: set[str] = set()
    for link in links:
        if not FILE_LINK.search(unquote(link)) or _OTHER.search(unquote(link)):
            continue
        file = _viewed(base, link) or absolute(base, link)
        if file is not None and allowed(file, source.hosts):
            found.setdefault(file)
        elif file is not None and file not in others:
            others.add(file)
            elsewhere(file)
    return list(found)


def _viewed(base: str, link: str) -> str | None:
    """The file that a viewer shows, where its address names one."""
    whole = absolute(base, link)
    if whole is None:
        return None
    parts = urlsplit(whole)
    if _NAMED.search(unquote(parts.path)):
        return None
    for key, value in parse_qsl(parts.query):
        if key.lower() in ("file", "src", "url", "pdf") and "/" in value and _NAMED.search(urlsplit(value).path):
            return absolute(base, value)
    return None
