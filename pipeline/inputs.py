"""From what was typed to the files that are to be read: files, folders, globs and the files in archives, here or in a store."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.facts import Problem
from pipeline import archives
from pipeline.misuse import Misuse
from pipeline.stores import Item, is_address, listed


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """One file: ``source`` is its name in the tables, as typed (for a folder: as typed, plus the way inside).

    A ``member`` is a file in the archive at ``path``.
    """

    source: str
    path: Path
    member: archives.Member | None = None

    def size(self) -> int:
        """Its size in bytes; OSError where it cannot be asked for."""
        return self.path.stat().st_size if self.member is None else self.member.size

    def read(self) -> bytes:
        """Its bytes; OSError where they cannot be had, archives.Unopened where an archive holds them damaged."""
        return self.path.read_bytes() if self.member is None else archives.read(self.path, self.member)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The inputs in order of their source, and what could not even be listed.

    ``unlisted`` are folders that may not be entered, archives that cannot be opened and members that are locked or too large: each
    counts as one input that ended in an error. ``warnings`` are folders and archives that hold nothing.
    """

    inputs: tuple[Item, ...]
    unlisted: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @property
    def count(self) -> int:
        """How many inputs have to be accounted for."""
        return len(self.inputs) + len(self.unlisted)


def gather(given: Iterable[str | os.PathLike[str]], *, leave_out: str | Path | None = None) -> Gathered:
    """Every file behind the paths ``given``, once each, sorted by source. In place of an archive stand the files in it.

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
                _take(path, found, unlisted, warnings)
            elif stat.S_ISDIR(mode):
                if os.path.realpath(path) == skip:
                    raise Misuse(f"{path}: is input and output at once; give another folder with --out")
                held = False
                for file, refused in _walk(path, skip):
                    held = True
                    if refused is None:
                        _take(file, found, unlisted, warnings)
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


def _take(path: Path, found: dict[str, Item], unlisted: dict[str, Problem], warnings: dict[str, Problem]) -> None:
    """Note a file, or the files in it."""
    source = _source(path)
    if source in found or not archives.is_archive(path):
        found.setdefault(source, Input(source, path))
        return
    held = False
    try:
        for name, member in archives.members(path):
            held = True
            inner = f"{source}!/{name}"
            if isinstance(member, archives.Unopened):
                unlisted[inner] = _unopened(inner, member)
            else:
                found.setdefault(inner, Input(inner, path, member))
    except archives.Unopened as error:
        unlisted[source] = _unopened(source, error)
    except OSError:
        found.setdefault(source, Input(source, path))  # reading it will fail in the same way, and say so
    else:
        if not held:
            warnings[source] = _empty(path, "archive")


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


def _empty(path: Path, kind: str = "folder") -> Problem:
    return Problem(
        source=_source(path),
        stage="fetch",
        severity="warning",
        code=f"empty-{kind}",
        message=f"The {kind} holds no files; check that it is the one you meant.",
    )


def _unopened(source: str, error: archives.Unopened) -> Problem:
    return Problem(source=source, stage="fetch", severity="error", code=error.code, message=error.message)
