"""Packs data for the page: JSON, gzip, base64, in an element of its own that the browser does not look into until it is asked to.

Ten thousand documents make one file; the page opens the block it shows and leaves the others packed.
"""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any

_LEVEL = 9


def packed(data: Any) -> str:
    """``data`` as base64 of gzipped JSON; the same data give the same characters.

    >>> import gzip, base64
    >>> gzip.decompress(base64.b64decode(packed({"a": "ủy"}))).decode()
    '{"a":"ủy"}'
    """
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return base64.b64encode(gzip.compress(written, _LEVEL, mtime=0)).decode("ascii")


def block(name: str, data: Any) -> str:
    """The element that holds ``data``. Base64 has no ``<``, so nothing in a document can end it."""
    return f'<script type="application/gzip;base64" id="block-{name}">{packed(data)}</script>\n'
