"""The output folder of the nights: dated folders, and links that lead to the current one.

OUT/2026-11-20/            tables as published; never touched again
OUT/current                link to the last of them, replaced in one step
OUT/documents.csv …        links through `current`, so that OUT itself reads as an output folder

A folder is made under a hidden name, is brought to disk, takes its name, and only then is `current` turned to it.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from pipeline.misuse import Misuse
from pipeline.publish.atomic import fsync

CURRENT = "current"
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)(?:-([1-9]\d*))?")
_REFUSED = ".refused"
_LOCK = ".lock"
_LEFT_OVER = (".new", ".old", ".link", ".thidua-new", ".thidua-old", ".thidua-lock")


class Folders:
    """The folder that ``--out`` names.

    Raises
    ------
    Misuse
        It cannot be made or written, or holds what the nightly run did not write.
    """

    def __init__(self, place: Path) -> None:
        self.given = place
        self.place = Path(os.path.abspath(place))
        with self.written():
            self.place.mkdir(parents=True, exist_ok=True)
            foreign = [entry.name for entry in os.scandir(self.place) if not self._is_ours(entry)]
        if foreign:
            raise Misuse(f"{place}: holds {min(foreign)}, which no nightly run wrote; give a new or empty folder with --out")

    def _is_ours(self, entry: os.DirEntry[str]) -> bool:
        if entry.name.startswith(".") or (_DATED.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False)):
            return True
        return entry.is_symlink() and (entry.name == CURRENT or os.readlink(entry.path) == f"{CURRENT}/{entry.name}")

    @contextmanager
    def written(self) -> Iterator[None]:
        """What keeps us from writing, in one line."""
        try:
            yield
        except OSError as error:
            raise Misuse(
                f"{self.given}: cannot be written ({error.strerror}); what was published is as it was. Make room, or give another --out"
            ) from error

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep every other run out of the folder; leftovers of a run that was killed are cleared up.

        Raises
        ------
        Misuse
            Another run is in it.
        """
        with self.written():
            handle = os.open(self.place / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno not in (errno.EAGAIN, errno.EACCES):
                    raise
                raise Misuse(f"{self.given}: another run is writing there; wait for it, or give another folder with --out") from error
            yield
        finally:
            os.close(handle)

    def current(self) -> Path | None:
        """The folder published last."""
        try:
            name = os.readlink(self.place / CURRENT)
        except OSError:
            return None
        return self.place / name if _DATED.fullmatch(name) and (self.place / name).is_dir() else None

    def dated(self) -> list[Path]:
        """All dated folders, the oldest first."""
        with self.written():
            return sorted((path for path in self.place.iterdir() if _DATED.fullmatch(path.name) and not path.is_symlink()), key=_age)

    def free_name(self, night: date, taken: set[str]) -> str:
        """The name of a night's folder; with a number where the night has been published already."""
        name, number = night.isoformat(), 1
        while name in taken:
            number += 1
            name = f"{night.isoformat()}-{number}"
        return name

    def staging(self, name: str) -> Path:
        """Where the folder of that name is made."""
        return self.place / f".{name}.new"

    def clear(self, ready: str | None) -> None:
        """Take away what a run left that was killed; ``ready`` is the folder whose publication had been decided on."""
        with self.written():
            for path in self.place.iterdir():
                if path.name.startswith(".") and path.name.endswith(_LEFT_OVER) and (ready is None or path != self.staging(ready)):
                    _remove(path)

    def turn(self, name: str) -> bool:
        """Let the folder made under a hidden name be the current one; False where there is none. Doing it again changes nothing."""
        with self.written():
            made, target = self.staging(name), self.place / name
            if made.is_dir():
                os.rename(made, target)
                fsync(self.place)
            if not target.is_dir():
                return False
            self._link(CURRENT, name)
            entries = {entry.name for entry in os.scandir(target)}
            for entry in sorted(entries):
                self._link(entry, f"{CURRENT}/{entry}")
            for path in self.place.iterdir():
                if path.is_symlink() and path.name != CURRENT and path.name not in entries:
                    path.unlink()
            fsync(self.place)
        return True

    def _link(self, name: str, target: str) -> None:
        link, beside = self.place / name, self.place / f".{name}.link"
        with suppress(OSError):
            if os.readlink(link) == target:
                return
        beside.unlink(missing_ok=True)
        os.symlink(target, beside)
        os.replace(beside, link)

    def refuse(self, name: str) -> Path:
        """Keep what was made for looking at, out of everybody's way; where it is."""
        refused = self.place / _REFUSED
        with self.written():
            _remove(refused)
            os.rename(self.staging(name), refused)
        return refused

    def prune(self, keep: int) -> list[str]:
        """Take away dated folders older than the ``keep`` last ones; their names. The current one stays, however old."""
        current, gone = self.current(), []
        with self.written():
            _remove(self.place / _REFUSED)
            for path in self.dated()[:-keep]:
                if path != current:
                    _remove(path)
                    gone.append(path.name)
        return gone


def _age(path: Path) -> tuple[str, int]:
    dated = _DATED.fullmatch(path.name)
    assert dated is not None
    return dated[1], int(dated[2] or 1)


def _remove(path: Path) -> None:
    """Take a folder away: first from its name, so that nobody meets half of it."""
    if path.is_dir() and not path.is_symlink():
        away = path.with_name(f".{path.name.strip('.')}.old") if not path.name.endswith(".old") else path
        if away != path:
            shutil.rmtree(away, ignore_errors=True)
            os.rename(path, away)
        shutil.rmtree(away)
    else:
        path.unlink(missing_ok=True)
