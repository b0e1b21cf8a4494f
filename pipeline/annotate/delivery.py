"""A file, a folder or an archive that appears in whole or not at all: written beside its place under a hidden name, then renamed."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from pipeline.misuse import Misuse

Pieces = Iterable[tuple[str, bytes]]
"""Names of files with what follows in them: pieces of one file come one after another."""


def write_file(target: Path, pieces: Pieces) -> None:
    """Write all pieces into one file; a file that is there is replaced.

    Raises
    ------
    Misuse
        The target is a folder or cannot be written.
    """
    if target.is_dir():
        raise Misuse(f"{target}: is a folder; name a file with --out")
    with _Beside(target) as folder:
        new = folder / "file"
        with new.open("wb") as file:
            for _, content in pieces:
                file.write(content)
            _to_disk(file.fileno())
        os.replace(new, target)


def write_archive(target: Path, pieces: Pieces) -> None:
    """Write the pieces as files of a ZIP archive, the same bytes each time; an archive that is there is replaced."""
    if target.is_dir():
        raise Misuse(f"{target}: is a folder; name a file ending in .zip with --out")
    with _Beside(target) as folder:
        new = folder / "file"
        with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in _whole(pieces):
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(entry, content)
        with new.open("rb") as file:
            _to_disk(file.fileno())
        os.replace(new, target)


def write_folder(target: Path, pieces: Pieces) -> None:
    """Write the pieces as files of a new folder. What people changed in an older one is never written over.

    Raises
    ------
    Misuse
        The target holds files, is a file, or cannot be written.
    """
    if target.exists() and not target.is_dir():
        raise Misuse(f"{target}: is a file; name a new folder with --out")
    with _Beside(target) as beside:
        if target.exists() and any(target.iterdir()):
            raise Misuse(f"{target}: holds files already, which may have been worked on; name a new folder with --out")
        folder = beside / "folder"
        folder.mkdir()
        open_name, file = "", None
        try:
            for name, content in pieces:
                if file is None or name != open_name:
                    if file is not None:
                        file.close()
                    open_name, file = name, (folder / name).open("xb")
                file.write(content)
        finally:
            if file is not None:
                file.close()
        os.rename(folder, target)


def add_files(folder: Path, files: Mapping[str, bytes], *, replace: bool = False) -> None:
    """Add files to a folder, all or none; the folder is made where there is none.

    Raises
    ------
    Misuse
        A file of the name is there with other content and ``replace`` is not given, or the folder cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise Misuse(f"{folder}: is a file; name a folder with --out")
    with _Beside(folder) as beside:
        new = beside / "folder"
        new.mkdir()
        for name, content in files.items():
            there = folder / name
            if not replace and there.exists() and there.read_bytes() != content:
                raise Misuse(f"{there}: is there already and differs; give another folder with --out, or --replace")
            (new / name).write_bytes(content)
        if not folder.exists():
            os.rename(new, folder)
            return
        if not os.access(folder, os.W_OK):
            raise Misuse(f"{folder}: cannot be written (no right to write in it); name another folder with --out")
        for name in files:
            os.replace(new / name, folder / name)


class _Beside:
    """A hidden folder beside a target, on the same file system; gone when left. What the system refuses becomes one line."""

    def __init__(self, target: Path) -> None:
        self.given, self.target = target, Path(os.path.abspath(target))
        self._made: list[Path] = []

    def __enter__(self) -> Path:
        parent = self.target.parent
        try:
            self._made = [folder for folder in self.target.parents if not folder.exists()]
            parent.mkdir(parents=True, exist_ok=True)
            self.folder = Path(mkdtemp(prefix=f".{self.target.name[:60]}.", suffix=".thidua-new", dir=parent))
        except OSError as error:
            self._clear()
            raise self._refused(error) from error
        return self.folder

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self._clear()
        if isinstance(error, OSError):
            raise self._refused(error) from error

    def _clear(self) -> None:
        for folder in self._made:  # the innermost first; one that holds the output stays
            with suppress(OSError):
                folder.rmdir()

    def _refused(self, error: OSError) -> Misuse:
        where = error.filename or self.target.parent
        return Misuse(f"{self.given}: cannot be written ({where}: {error.strerror}); name another place with --out")


def _whole(pieces: Pieces) -> Iterable[tuple[str, bytes]]:
    """Pieces of one file put together."""
    open_name, content = "", b""
    for name, piece in pieces:
        if name != open_name and content:
            yield open_name, content
            content = b""
        open_name, content = name, content + piece
    if content or open_name:
        yield open_name, content


def _to_disk(handle: int) -> None:
    os.fsync(handle)
