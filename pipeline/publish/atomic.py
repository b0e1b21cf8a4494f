"""An output folder appears in whole or not at all.

Everything is written into a hidden folder beside the target and swapped with it when it is complete and on disk. Whoever
opens the target sees the old tables or the new ones; a run that dies, however it dies, leaves the old ones where they were,
and the next run clears up after it.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import json
import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from pipeline.misuse import Misuse
from pipeline.publish.schema import NAME
from pipeline.publish.texts import TEXTS
from pipeline.publish.write import DATABASE, DESCRIPTOR, WORKBOOK

_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD
OWN_TEXT = re.compile(rf"{TEXTS}/[0-9a-f]{{16}}\.txt")


class Staging:
    """A folder to write into, which becomes ``target`` on ``publish()``; ``work`` is a place beside it that only this run uses.

    Raises
    ------
    Misuse
        The target is no folder, holds something that thidua did not write, cannot be written beside, or another run has it.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as here, Staging(Path(here, "out")) as staging:
    ...     _ = Path(staging.folder, "datapackage.json").write_text('{"name": "thidua"}')
    ...     staging.publish()
    ...     sorted(path.name for path in Path(here).iterdir() if not path.name.startswith("."))
    ['out']
    """

    def __init__(self, target: Path) -> None:
        self.given: str | Path = target
        self.target = Path(os.path.realpath(target))
        parent, name = self.target.parent, self.target.name
        if not name:
            raise Misuse(f"{target}: is the root of the file system; give a folder of its own with --out")
        self.folder = parent / f".{name}.thidua-new"
        self.work = parent / f".{name}.thidua-work"
        self._previous = parent / f".{name}.thidua-old"
        self._lock_path = parent / f".{name}.thidua-lock"
        self._lock: int | None = None
        self._made: list[Path] = []

    def __enter__(self) -> Staging:
        self._refuse_foreign()
        try:
            self._made = [folder for folder in self.target.parents if not folder.exists()]
            self.target.parent.mkdir(parents=True, exist_ok=True)
            self._lock = self._acquire()
            self._recover()
            self.folder.mkdir()
            (self.folder / TEXTS).mkdir()
        except OSError as error:
            self._release()
            where = error.filename or self.target.parent
            raise Misuse(
                f"{self.given}: cannot be written ({where}: {error.strerror}); give a folder you may write to with --out"
            ) from error
        except Misuse:
            self._release()
            raise
        if self.target.exists() and not os.access(self.target, os.W_OK):
            self._abandon()
            raise Misuse(f"{self.given}: cannot be replaced (no right to write in it); give a folder you may write to with --out")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._abandon()

    def publish(self) -> None:
        """Put the folder in the target's place; files there that thidua did not write go along."""
        self._refuse_foreign()
        self._carry_over()
        if self.target.exists():
            shutil.copymode(self.target, self.folder)
        to_disk(self.folder)
        if self.target.exists():
            if not _exchange(self.folder, self.target):
                # Two renames: the target is missing for a moment, and `_recover` mends it if the moment is our last.
                os.rename(self.target, self._previous)
                os.rename(self.folder, self.target)
        else:
            os.rename(self.folder, self.target)
        fsync(self.target.parent)
        shutil.rmtree(self._previous, ignore_errors=True)

    def _abandon(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self._release()

    def _refuse_foreign(self) -> None:
        try:
            if not self.target.exists():
                return
            if not self.target.is_dir():
                raise Misuse(f"{self.given}: is a file; give a folder with --out")
            if any(self.target.iterdir()) and not is_output(self.target):
                raise Misuse(f"{self.given}: holds files that thidua did not write; give a new or empty folder with --out")
        except OSError as error:
            raise Misuse(f"{self.given}: cannot be read ({error.strerror}); give a folder you may write to with --out") from error

    def _acquire(self) -> int:
        while True:
            lock = os.open(self._lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                os.close(lock)
                if error.errno not in (errno.EAGAIN, errno.EACCES):
                    raise
                raise Misuse(
                    f"{self.given}: another run is writing there; wait for it or give another folder with --out"
                ) from error
            # The run before may have removed the file between our opening and our locking it.
            try:
                if os.path.samestat(os.fstat(lock), os.stat(self._lock_path)):
                    return lock
            except FileNotFoundError:
                pass
            os.close(lock)

    def _release(self) -> None:
        if self._lock is not None:
            self._lock_path.unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = None
        for folder in self._made:  # the innermost first; one that holds the output stays
            with suppress(OSError):
                folder.rmdir()

    def _recover(self) -> None:
        """Clear up after a run that was killed."""
        if self._previous.exists():
            if self.target.exists():
                shutil.rmtree(self._previous)
            else:
                os.rename(self._previous, self.target)
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def _carry_over(self) -> None:
        """Copy what someone else put into the target (notes, annotations) to the new folder, so that replacing loses nothing."""
        if not self.target.exists():
            return
        ours = _written(self.target)
        for at, folders, names in os.walk(self.target):
            inside = Path(at).relative_to(self.target)
            for name in [*names, *(folder for folder in folders if Path(at, folder).is_symlink())]:
                relative = (inside / name).as_posix()
                new = self.folder / inside / name
                if relative in ours or OWN_TEXT.fullmatch(relative) or os.path.lexists(new):
                    continue
                new.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(Path(at, name), new, follow_symlinks=False)


def is_output(folder: Path) -> bool:
    """Whether thidua wrote this folder."""
    return bool(_descriptor(folder))


def _descriptor(folder: Path) -> dict[str, object]:
    try:
        found = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and found.get("name") == NAME else {}


def _written(folder: Path) -> set[str]:
    """Files of an output folder that thidua wrote, texts apart."""
    return written_by(_descriptor(folder))


def written_by(descriptor: Mapping[str, object]) -> set[str]:
    """Files that an output with this descriptor holds, texts apart."""
    resources = descriptor.get("resources")
    paths = (
        {str(resource.get("path")) for resource in resources if isinstance(resource, dict)}
        if isinstance(resources, list)
        else set()
    )
    return {DESCRIPTOR, WORKBOOK, DATABASE, *paths, *(path.removesuffix(".csv") + ".parquet" for path in paths)}


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in a single step, where system and file system can."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def to_disk(folder: Path) -> None:
    """Wait until everything below a folder has reached the disk: one call for the file system instead of one per text.

    Raises
    ------
    OSError
        Something written could not be kept: a disk that was full by then, or broke.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if syncfs is None:
            os.sync()
        elif syncfs(handle) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    finally:
        os.close(handle)


def fsync(folder: Path) -> None:
    """Wait until the names in a folder are on disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
