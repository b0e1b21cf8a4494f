"""The files in a ZIP, each as an input of its own: ``attachments.zip!/ke-hoach.pdf``.

Only an archive that lies there as a file is opened, never one inside another. Nothing is unpacked to disk: a member is read into
memory when its turn comes, and its name is a label, never a path. What the archive says of itself is looked at before anything is
unpacked, and no member can grow over the size that it stated.
"""

from __future__ import annotations

import os
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

SUFFIX = ".zip"
MOST_MEMBERS = 2_000
LARGEST_MEMBER = 256 << 20
LARGEST_WHOLE = 2 << 30
HIGHEST_RATIO = 500  # text packs to a twentieth, a blank page to a hundredth
_SMALL = 1 << 20  # what stays below this is no bomb, however well it packs

_LOCKED = 0x1
_UTF8 = 0x800
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_LONGEST_NAME = 400


class Unopened(Exception):
    """An archive, or a file in one, that is not read: ``code`` and a message that says what a person can do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """A file in an archive: its name as it is shown, and its number in the archive's own list."""

    name: str
    number: int
    size: int


def is_archive(path: Path) -> bool:
    """True for a file that is named as a ZIP and is one, and no document of an office program that was named so."""
    if path.suffix.lower() != SUFFIX:
        return False
    try:
        with path.open("rb") as file:
            if file.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
                return False
        names = set(_opened(path).namelist())
    except (OSError, Unopened):
        return True  # told when its members are asked for
    return not names & {"[Content_Types].xml", "mimetype"}


def members(path: Path) -> Iterator[tuple[str, Member | Unopened]]:
    """The name of each file in the archive, in its order, with the member or the reason why it is not read.

    Folders, hidden files and what macOS adds for itself are passed over. Two files of one name are told apart by a number.

    Raises
    ------
    Unopened
        ``broken-archive`` or ``too-large``: nothing in the archive is read.
    OSError
        The file cannot be opened.
    """
    listed = [(number, info, name) for number, info in enumerate(_opened(path).infolist()) if (name := _shown(info)) and not info.is_dir()]
    if len(listed) > MOST_MEMBERS:
        raise Unopened("too-large", f"an archive of {len(listed):,} files, more than {MOST_MEMBERS:,}: unpack it")
    whole = sum(info.file_size for _, info, _ in listed)
    if whole > LARGEST_WHOLE:
        raise Unopened("too-large", f"an archive of {whole >> 20:,} MB, more than {LARGEST_WHOLE >> 20:,} MB: unpack it")
    met: Counter[str] = Counter()
    for number, info, name in listed:
        met[name] += 1
        if met[name] > 1:
            name = f"{name} ({met[name]})"
        yield name, _refusal(info) or Member(name, number, info.file_size)


def read(path: Path, member: Member) -> bytes:
    """The bytes of a member.

    Raises ``Unopened`` (``broken-archive``) where they are damaged, ``OSError`` where the archive cannot be opened any more.
    """
    archive = _opened(path)
    try:
        info = archive.infolist()[member.number]
        with archive.open(info) as packed:
            data = packed.read(member.size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, IndexError) as error:
        raise _damaged() from error
    except Exception as error:  # what the rarer packings throw at broken bytes
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise _damaged() from error
    if len(data) != member.size:
        raise _damaged()
    return data


def _damaged() -> Unopened:
    return Unopened("broken-archive", "damaged in the archive: fetch the archive again")


def _opened(path: Path) -> zipfile.ZipFile:
    state = os.stat(path)
    return _open(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=2)  # the members of an archive are asked for one after the other
def _open(path: Path, changed: int, size: int) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except OSError:
        raise
    except Exception as error:  # a list of members that contradicts itself
        raise Unopened("broken-archive", "an archive (ZIP) that is cut off or damaged: fetch it again") from error


def _refusal(info: zipfile.ZipInfo) -> Unopened | None:
    if info.flag_bits & _LOCKED:
        return Unopened("encrypted", "locked with a password in the archive: unpack it with the password and read the file")
    if info.compress_type not in _PACKINGS:
        return Unopened("archive", f"packed in a way that is not read (method {info.compress_type}): unpack it and read the file")
    if info.file_size > LARGEST_MEMBER:
        return Unopened("too-large", f"{info.file_size >> 20:,} MB unpacked, more than {LARGEST_MEMBER >> 20}: split the file")
    if info.file_size > _SMALL and info.file_size > HIGHEST_RATIO * max(info.compress_size, 1):
        return Unopened("too-large", f"unpacks to more than {HIGHEST_RATIO} times its size, as bombs do: look at the archive")
    return None


def label(name: str) -> str:
    """The name that a file in another file was given, as it may be shown: no path, no control characters; empty where nothing is left.

    >>> label("../../etc//thi-dua.txt"), label("..")
    ('etc/thi-dua.txt', '')
    """
    shown = "".join(c if c.isprintable() else "\ufffd" for c in name.replace("\\", "/"))[:_LONGEST_NAME]
    return "/".join(step for step in shown.split("/") if step not in ("", ".", ".."))


def _shown(info: zipfile.ZipInfo) -> str:
    """A member's name as a label; empty for what is passed over."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        try:
            name = name.encode("cp437").decode("utf-8")  # many programs write UTF-8 and do not say so
        except UnicodeError:
            name = info.filename
    name = label(name)
    steps = name.split("/")
    return "" if steps[0] == "__MACOSX" or any(step.startswith(".") for step in steps) else name
