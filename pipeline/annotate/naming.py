"""File names for documents: the name of their source, safe on every file system, each once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

_LONGEST = 120  # bytes; file systems allow 255, and endings and temporary names are added
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.I)


def file_names(sources: Mapping[str, str], *, ascii_only: bool = False) -> dict[str, str]:
    """A name without ending for every document by its identifier.

    >>> file_names({"0a": "in/Kế hoạch 5.pdf", "1b": "b/x.html", "2c": "x.txt"})
    {'0a': 'Kế-hoạch-5', '1b': 'x-1b', '2c': 'x-2c'}
    """
    stems = {key: _stem(source, ascii_only) for key, source in sources.items()}
    met = Counter(stem.casefold() for stem in stems.values())
    return {key: (f"{stem}-{key}" if met[stem.casefold()] > 1 else stem) if stem else key for key, stem in stems.items()}


def _stem(source: str, ascii_only: bool) -> str:
    path = unquote(urlsplit(source).path) if "://" in source else source
    name = unicodedata.normalize("NFC", PurePosixPath(path.rstrip("/")).stem)
    if ascii_only:
        name = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
        name = "".join(character for character in name if not unicodedata.combining(character))
    safe = re.sub(r"[^\w.-]+" if not ascii_only else r"[^A-Za-z0-9_.-]+", "-", name).strip(".-")
    safe = safe.encode()[:_LONGEST].decode(errors="ignore").strip(".-")
    return f"{safe}-" if _DEVICE.fullmatch(safe) else safe
