"""The store of the crawl: a folder with the ledger, the archive, and every body once, under the hash of its bytes.

ledger.sqlite               what was seen and what became of it
objects/ab/abcdef…          bodies, unpacked, named by their SHA-256
warc/SOURCE/2026-11-20.warc.gz   every response, one file a source and night
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.misuse import Misuse

if TYPE_CHECKING:
    from pipeline.crawl.ledger import Ledger

_SAFE = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file as it was fetched: what the crawl hands to the extraction.

    Parameters
    ----------
    source : id of the source.
    url : canonical address; with ``sha256`` the snapshot's identity.
    path : file with the bytes.
    sha256 : of the bytes.
    media_type : as the bytes say.
    at : when they were fetched.
    headers : the few headers that tell something of the file.
    title, published : as the listing showed them; empty and None where it did not, and for attachments.
    items : canonical addresses of the pages that an attachment was linked from; empty for a page.
    state : of the ledger: ``pending`` (to be extracted), ``published`` …
    """

    source: str
    url: str
    path: Path
    sha256: str
    media_type: str
    at: datetime
    headers: tuple[tuple[str, str], ...]
    title: str
    published: date | None
    items: tuple[str, ...]
    state: str


class Store:
    """The folder of a crawl.

    Raises
    ------
    Misuse
        where the folder cannot be made or written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            (folder / "objects").mkdir(parents=True, exist_ok=True)
            (folder / "warc").mkdir(exist_ok=True)
        except OSError as error:
            raise Misuse(f"{folder}: cannot be written ({error.strerror}); give a folder you may write to with --store") from error

    @property
    def ledger(self) -> Path:
        """The ledger's file."""
        return self.folder / "ledger.sqlite"

    def archive(self, source: str, night: date) -> Path:
        """The WARC file of a source and night."""
        if not _SAFE.fullmatch(source):
            raise Misuse(f"{source}: cannot be the id of a source; use a to z, 0 to 9 and hyphens")
        return self.folder / "warc" / source / f"{night.isoformat()}.warc.gz"

    def archives(self) -> list[tuple[str, Path]]:
        """Every WARC file with its source, by night and source."""
        found = sorted((self.folder / "warc").glob("*/*.warc.gz"), key=lambda path: (path.name, path.parent.name))
        return [(path.parent.name, path) for path in found]

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hash stand."""
        return self.folder / "objects" / sha256[:2] / sha256

    def has(self, sha256: str | None) -> bool:
        """Whether the bytes are there."""
        return sha256 is not None and self.path(sha256).is_file()

    def put(self, body: bytes) -> str:
        """Keep bytes, once; their hash."""
        sha256 = hashlib.sha256(body).hexdigest()
        path = self.path(sha256)
        if path.is_file():
            return sha256
        path.parent.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, 0o644)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes with this hash."""
        return self.path(sha256).read_bytes()

    def free(self) -> int:
        """Bytes that are free on the store's disk."""
        return shutil.disk_usage(self.folder).free

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep every other run out of the store; leftovers of a run that was killed are cleared up.

        Raises
        ------
        Misuse
            where another run is in it.
        """
        handle = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno not in (errno.EAGAIN, errno.EACCES):
                    raise
                raise Misuse(f"{self.folder}: another run is using this store; wait for it or give another with --store") from error
            for torn in (self.folder / "objects").glob("*/.new-*"):
                torn.unlink(missing_ok=True)
            yield
        finally:
            os.close(handle)

    def snapshots(self, ledger: Ledger, states: Iterable[str] = ("pending", "published")) -> list[Snapshot]:
        """The current file of every item and attachment in these states that has been fetched, by address.

        Files that are no longer in the store are left out; `missing` names them.
        """
        links = ledger.linked_from()
        return [
            Snapshot(
                source=row.source, url=row.url, path=self.path(row.sha256), sha256=row.sha256, media_type=row.media_type, at=row.fetched_at,
                headers=row.headers, title=row.title, published=row.published, items=links.get(row.url, ()), state=row.state,
            )
            for row in ledger.fetched(states)
            if self.has(row.sha256)
        ]  # fmt: skip

    def missing(self, ledger: Ledger) -> list[str]:
        """Addresses whose current bytes are in the ledger but no longer in the store."""
        return [row.url for row in ledger.fetched() if not self.has(row.sha256)]
