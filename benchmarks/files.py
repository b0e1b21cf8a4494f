"""The files that are read for speed: the bundled announcements that have text, as often as is wanted."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PAGE = 2000  # characters of a page, where the format has none
KINDS = {".pdf": "PDF", ".html": "HTML", ".htm": "HTML", ".docx": "DOCX", ".txt": "TXT"}


@dataclass(frozen=True, slots=True)
class File:
    """One file to read."""

    name: str
    kind: str
    data: bytes


@dataclass(slots=True)
class Cost:
    """Least seconds that each file took in one step."""

    least: list[float] = field(default_factory=list)

    def add(self, number: int, seconds: float) -> None:
        """Note a run of a file."""
        while len(self.least) <= number:
            self.least.append(float("inf"))
        self.least[number] = min(self.least[number], seconds)

    @property
    def seconds(self) -> float:
        """Sum over the files."""
        return sum(self.least)


@dataclass(slots=True)
class Amount:
    """How much was read."""

    documents: int = 0
    pages: int = 0
    characters: int = 0

    def rates(self, seconds: float) -> tuple[str, str, str]:
        """Documents, pages and characters a second."""
        if not seconds:
            return ("-", "-", "-")
        return (f"{self.documents / seconds:,.1f}", f"{self.pages / seconds:,.1f}", f"{self.characters / seconds:,.0f}")


def timed(action: Callable[..., Any], *arguments: Any, **named: Any) -> tuple[float, Any]:
    """Processor seconds of a call, and what it gave."""
    began = time.process_time()
    given = action(*arguments, **named)
    return time.process_time() - began, given


def corpus(folder: Path) -> list[File]:
    """Files of a folder that can be read and have text."""
    found = []
    for path in sorted(folder.iterdir()):
        kind = KINDS.get(path.suffix.lower())
        if kind is None:
            continue
        data = path.read_bytes()
        if kind == "PDF" and _is_scan(data):
            continue
        if _readable(data, path.name):
            found.append(File(path.name, kind, data))
    return found


def _readable(data: bytes, name: str) -> bool:
    from pipeline.document import Unreadable
    from pipeline.ingest import read

    try:
        return not read(data, name).ocr_pages
    except Unreadable:
        return False


def varied(file: File, number: int) -> bytes:
    """The same document with other bytes, so that it is not passed over as one that was met before."""
    if number == 0:
        return file.data
    if file.kind == "PDF":
        return file.data + f"\n% {number}\n".encode()
    if file.kind == "HTML":
        comment = f"\n<!-- {number} -->\n"
        return file.data + comment.encode("utf-16-le" if file.data.startswith(b"\xff\xfe") else "ascii")
    if file.kind == "DOCX":
        target = io.BytesIO(file.data)
        with zipfile.ZipFile(target, "a") as package:
            package.comment = str(number).encode()
        return target.getvalue()
    blanks = "\n" + "".join(" \n"[int(bit)] for bit in bin(number)[2:])
    wide = file.data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return file.data + blanks.encode(("utf-16-le" if file.data[:2] == b"\xff\xfe" else "utf-16-be") if wide else "ascii")


def multiplied(files: Sequence[File], times: int) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the corpus, so many times over."""
    for number in range(times):
        for file in files:
            yield f"{number:04}-{file.name}", varied(file, number)


def _is_scan(data: bytes) -> bool:
    from texts import pdfium_text

    return len(pdfium_text(data).split()) < 50
