"""The body of a response to text: unzipped within a limit, decoded by what the bytes say and then by the header."""

from __future__ import annotations

import codecs
import re
import zlib

from pipeline.ingest.decode import decode

LARGEST = 50 << 20
"""Bytes of a listing when unzipped: the limit that the sitemap protocol sets."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_NAMES_ONE = re.compile(rb"(?i)charset\s*=|encoding\s*=\s*[\"']")


def text_of(body: bytes, content_type: str | None) -> str:
    """The text of a listing; what is zipped is unzipped first, up to `LARGEST` bytes."""
    body = _unzipped(body)[:LARGEST]
    named = _CHARSET.search(content_type or "")
    if named and not _NAMES_ONE.search(body[:4096]) and not _is_utf8(body):
        try:
            return body.decode(codecs.lookup(named[1]).name, "replace")
        except (LookupError, ValueError, TypeError):
            pass  # no such character set, or one that is none of text ("hex")
    return decode(body, markup=True)[0]


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _unzipped(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    unzip = zlib.decompressobj(wbits=31)
    try:
        return unzip.decompress(body, LARGEST)
    except zlib.error:
        return b""
