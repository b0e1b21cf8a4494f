"""From what was typed to the files that are to be read: files, folders (with everything below them) and globs, here or in a store."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.facts import Problem
from pipeline.misuse import Misuse
from pipeline.stores import Item, is_address, listed


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """One file: ``source`` is its name in the tables, as typed (for a folder: as typed, plus the way inside)."""

    source: str
    path: Path

    def size(self) -> int:
        """Bytes of the file.

        Raises
        ------
        OSError
            It is not there, or may not be read.
        """
        return self.path.stat().st_size

    def read(self) -> bytes:
        """The file's bytes; raises as ``size()`` does."""
        return self.path.read_bytes()


@dataclass(frozen=True, slots=True)
class Gathered:
    """The inputs in order of their source, and what could not even be listed.

    ``unlisted`` are folders that may not be entered: each counts as one input that ended in an error. ``warnings`` are folders
    that hold nothing.
    """

    inputs: tuple[Item, ...]
    unlisted: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @property
    def count(self) -> int:
        """How many inputs have to be accounted for."""
        return len(self.inputs) + len(self.unlisted)


def gather(given: Iterable[str | os.PathLike[str]], *, leave_out: str | Path | None = None) -> Gathered:
    """Every file behind the paths ``given``, once each, sorted by source.

    Hidden files and folders are passed over, and so is ``leave_out`` (the output folder, should it lie inside an input).

    Raises
    ------
    Misuse
        A path is missing, a glob matches nothing, there is no file at all, or the output is itself an input.
    """
    found: dict[str, Item] = {}
    unlisted: dict[str, Problem] = {}
    warnings: dict[str, Problem] = {}
    stored = str(leave_out).rstrip("/") if leave_out is not None and is_address(str(leave_out)) else None
    skip = os.path.realpath(leave_out) if leave_out is not None and stored is None else None
    for typed in given:
        if is_address(os.fspath(typed)):
            if os.fspath(typed).rstrip("/") == stored:
                raise Misuse(f"{typed}: is input and output at once; give another folder with --out")
            files = listed(os.fspath(typed))
            found.update({file.source: file for file in files if stored is None or not file.source.startswith(stored + "/")})
            continue
        for path in _paths(os.fspath(typed)):
            mode = _mode(path)
            if stat.S_ISREG(mode):
                found.setdefault(_source(path), Input(_source(path), path))
            elif stat.S_ISDIR(mode):
                if os.path.realpath(path) == skip:
                    raise Misuse(f"{path}: is input and output at once; give another folder with --out")
                held = False
                for file, refused in _walk(path, skip):
                    held = True
                    if refused is None:
                        found.setdefault(_source(file), Input(_source(file), file))
                    else:
                        unlisted[_source(file)] = _refusal(file, refused)
                if not held:
                    warnings[_source(path)] = _empty(path)
            else:
                raise Misuse(f"{path}: neither a file nor a folder; give files, folders or globs")
    if not found and not unlisted:
        names = ", ".join(sorted(warnings)) or "the paths given"
        raise Misuse(f"{names}: no files to read; give a folder that holds announcements (PDF, HTML, DOCX, TXT)")
    return Gathered(
        tuple(found[key] for key in sorted(found)),
        tuple(unlisted[key] for key in sorted(unlisted)),
        tuple(warnings[key] for key in sorted(warnings)),
    )


def _paths(typed: str) -> list[Path]:
    """The path itself if there is one, else what it matches as a glob."""
    if not typed:
        raise Misuse("an input is empty; give files, folders or globs")
    if "\0" in typed:
        raise Misuse(f"{typed!r}: not a path")
    if os.path.lexists(typed):
        return [Path(typed)]
    if glob.has_magic(typed):
        matches = glob.glob(typed, recursive=True)
        if not matches:
            raise Misuse(f"{typed}: matches no file; check the pattern")
        return [Path(match) for match in matches]
    raise Misuse(f"{typed}: no such file or folder; check the path")


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError as error:
        raise Misuse(f"{path}: cannot be opened ({error.strerror}); check the path and its permissions") from error


def _walk(folder: Path, skip: str | None) -> Iterator[tuple[Path, OSError | None]]:
    """Files below a folder; a folder that cannot be listed comes with its error. Links to folders are followed once."""
    seen: set[str] = set()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        real = os.path.realpath(here)
        if real in seen or real == skip:
            continue
        seen.add(real)
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            yield here, error
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                waiting.append(here / entry.name)
            elif entry.is_file() or entry.is_symlink():  # a link that leads nowhere is an input that fails, not a silence
                yield here / entry.name, None


def _source(path: Path) -> str:
    """The path with slashes, printable in UTF-8 whatever bytes the file system allowed."""
    return os.fsencode(path.as_posix()).decode("utf-8", errors="replace")


def _refusal(folder: Path, error: OSError) -> Problem:
    return Problem(
        source=_source(folder),
        stage="fetch",
        severity="error",
        code="unreadable-folder",
        message=f"The folder cannot be listed ({error.strerror}); give yourself the right to read it and run again.",
    )


def _empty(folder: Path) -> Problem:
    return Problem(
        source=_source(folder),
        stage="fetch",
        severity="warning",
        code="empty-folder",
        message="The folder holds no files; check that it is the one you meant.",
    )
