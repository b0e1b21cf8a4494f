"""The body of a response to text: unzipped within a limit, decoded by what the bytes say and then by the header."""

from __future__ import annotations

import re
import zlib

from pipeline.ingest.decode import decode

LARGEST = 50 << 20
"""Bytes of a listing when unzipped: the limit that the sitemap protocol sets."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_NAMES_ONE = re.compile(rb"(?i)charset\s*=|encoding\s*=\s*[\"']")


def text_of(body: bytes, content_type: str | None) -> str:
    """The text of a listing; what is zipped is unzipped first, up to `LARGEST` bytes.

    The header counts as a declaration in the page does: where the page has none, and only as far as the letters bear it out.
    """
    body = _unzipped(body)[:LARGEST]
    named = _CHARSET.search(content_type or "")
    if named and named[1].isascii() and not _NAMES_ONE.search(body[:4096]) and b"\x00" not in body[:4096] and not _is_utf8(body):
        declared = f'<meta charset="{named[1]}">'
        return decode(declared.encode() + body, markup=True)[0].removeprefix(declared)
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
