"""Files that stand elsewhere: ``s3://bucket/folder`` and whatever else fsspec has a way to.

Keys and endpoints are those of the store's own configuration (for S3 ``AWS_ACCESS_KEY_ID``, ``AWS_ENDPOINT_URL`` and the like, or the
``FSSPEC_…`` variables): no secret stands on a command line.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from pipeline.misuse import Misuse

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_EXTRAS = {"s3": "s3", "s3a": "s3"}
_AHEAD, _AHEAD_BYTES = 32, 64 << 20  # files that are fetched at once, and what they may hold


class Item(Protocol):
    """A file to read, wherever it stands."""

    @property
    def source(self) -> str:
        """Its name in the tables."""

    def size(self) -> int:
        """Its bytes, counted; raises OSError."""

    def read(self) -> bytes:
        """Its bytes; raises OSError."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in a store."""

    source: str
    path: str
    length: int
    store: Any = field(repr=False, compare=False)

    def size(self) -> int:
        """Its size as it was listed."""
        return self.length

    def read(self) -> bytes:
        """Fetch it alone."""
        return next(iter(_fetched([self]))).read()


@dataclass(frozen=True, slots=True)
class _Fetched:
    source: str
    held: bytes | Exception

    def size(self) -> int:
        return len(self.held) if isinstance(self.held, bytes) else 0

    def read(self) -> bytes:
        if isinstance(self.held, bytes):
            return self.held
        raise OSError(None, f"{type(self.held).__name__}: {self.held}") from self.held


def is_address(typed: str) -> bool:
    """Whether this names a place in a store and not a path.

    >>> is_address("s3://bucket/in"), is_address("in/2024"), is_address("C:/in")
    (True, False, False)
    """
    return _ADDRESS.match(typed) is not None


def opened(address: str) -> tuple[Any, str]:
    """The store behind an address, and the path inside it.

    Raises
    ------
    Misuse
        No way to such a store is installed.
    """
    from fsspec.core import url_to_fs

    scheme = address.partition("://")[0].lower()
    try:
        store, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        need = f"pip install 'thidua[{_EXTRAS[scheme]}]'" if scheme in _EXTRAS else "install the package of fsspec that knows it"
        raise Misuse(f"{address}: there is no way to {scheme}:// here; {need}") from error
    if "::" in address or scheme in ("http", "https", "ftp", "sftp", "ssh", "github", "git"):
        raise Misuse(f"{address}: is no store of files; fetch what you need first (thidua crawl), or give a bucket such as s3://bucket/folder")
    return store, str(path).rstrip("/")


def listed(address: str) -> list[Stored]:
    """Every file behind an address (a file, everything below a folder, or a glob); hidden ones are passed over.

    Raises
    ------
    Misuse
        There is nothing, or the store cannot be asked.
    """
    store, path = opened(address)
    scheme = address.partition("://")[0].lower()
    magic = glob.has_magic(path)
    try:
        store.invalidate_cache()
        found = store.glob(path, detail=True) if magic and not store.exists(path) else store.find(path, detail=True)
    except Exception as error:  # each store has errors of its own
        raise Misuse(f"{address}: cannot be listed ({_said(error)}); check the address, the keys and the endpoint") from error
    root = path if not magic else ""
    files = [
        Stored(f"{scheme}://{name}", name, int(info.get("size") or 0), store)
        for name, info in sorted(found.items())
        if info.get("type") == "file" and not name.endswith("/") and not _hidden(name.removeprefix(root))
    ]
    if not files:
        raise Misuse(f"{address}: {'matches no file' if magic else 'no such file or folder'}; check the address")
    return files


def ahead(items: Iterable[Item], largest: int) -> Iterator[Item]:
    """The same files; those of a store are fetched many at once, as far as they are not too large."""
    held: list[Stored] = []
    for item in items:
        if isinstance(item, Stored) and item.length <= largest:
            held.append(item)
            if len(held) >= _AHEAD or sum(file.length for file in held) > _AHEAD_BYTES:
                yield from _fetched(held)
                held = []
            continue
        yield from _fetched(held)
        held = []
        yield item
    yield from _fetched(held)


def _fetched(files: list[Stored]) -> Iterator[_Fetched]:
    if not files:
        return
    try:
        found = files[0].store.cat([file.path for file in files], on_error="return")
    except Exception as error:
        found = {file.path: error for file in files}
    if not isinstance(found, dict):
        found = {files[0].path: found}
    for file in files:
        held = found.get(file.path, FileNotFoundError("it is gone"))
        yield _Fetched(file.source, held if isinstance(held, (bytes, Exception)) else bytes(held))


def home() -> Path:
    """Where the work on an output in a store stands on this machine."""
    import os

    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "thidua"


def _hidden(inside: str) -> bool:
    return any(part.startswith(".") for part in inside.split("/"))


def _said(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
