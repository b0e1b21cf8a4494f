"""Makes a large folder of announcements by varying the bundled ones: other provinces, numbers, days and figures, so that no two are alike.

The documents that have a text of their own (HTML, plain text, DOCX) are varied in their words, PDF files in their bytes only. The same
number gives the same files each time.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from measuring import ANNOUNCEMENTS

PER_FOLDER = 1000
_NUMBER = re.compile(r"(?<![\d./-])(\d{1,4})(?=\s*/\s*[A-ZĐ]{2})")
_DAY = re.compile(r"(?<![\d/])(\d{1,2})(?=/\d{1,2}/20\d\d)")
_FIGURE = re.compile(r"(?<![\d.,/-])(\d{2})(?=\s*%)")


@cache
def _provinces() -> list[str]:
    from extractors.places.tables import provinces

    return sorted({unicodedata.normalize("NFC", row.name) for row in provinces()}, key=lambda name: (-len(name), name))


def varied_text(text: str, chance: random.Random) -> str:
    """A text with another province, other numbers, days and shares."""
    named = next((name for name in _provinces() if name in text), None)
    if named is not None:
        text = text.replace(named, chance.choice(_provinces()))
    text = _NUMBER.sub(lambda m: str(chance.randrange(1, 5000)), text)
    text = _DAY.sub(lambda m: str(chance.randrange(1, 29)), text)
    return _FIGURE.sub(lambda m: str(chance.randrange(10, 99)), text)


def _text(data: bytes, chance: random.Random) -> bytes:
    try:
        return varied_text(unicodedata.normalize("NFC", data.decode("utf-8")), chance).encode()
    except UnicodeDecodeError:  # an older encoding: another byte at the end, and it is another document
        return data + b"\n" * chance.randrange(1, 1000)


def _docx(data: bytes, chance: random.Random) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = old.read(name)
            if name == "word/document.xml":
                member = varied_text(member.decode(), chance).encode()
            new.writestr(zipfile.ZipInfo(name), member)
        new.comment = str(chance.random()).encode()
    return made.getvalue()


def _pdf(data: bytes, chance: random.Random) -> bytes:
    return data + f"\n% {chance.random()}\n".encode()


_WAYS: dict[str, Callable[[bytes, random.Random], bytes]] = {".html": _text, ".txt": _text, ".docx": _docx, ".pdf": _pdf}


def _is_scan(path: Path) -> bool:
    """A PDF without a text layer to speak of."""
    if path.suffix != ".pdf":
        return False
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return sum(len(page.get_textpage().get_text_bounded().split()) for page in document) < 50


def varied(count: int, *, scans: bool = False) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of so many documents; scans take OCR, a hundred times as long as the rest, and are left out."""
    bundled = [p for p in sorted(ANNOUNCEMENTS.iterdir()) if p.suffix in _WAYS and (scans or not _is_scan(p))]
    held = [(path, path.read_bytes()) for path in bundled]
    for number in range(count):
        path, data = held[number % len(held)]
        made = _WAYS[path.suffix](data, random.Random(number)) if number >= len(held) else data
        yield f"{number // PER_FOLDER:03}/{number:06}-{path.name}", made


def main() -> int:
    """The command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("count", type=int, help="how many documents")
    options.add_argument("folder", type=Path, help="where to put them")
    given = options.parse_args()
    for name, data in varied(given.count):
        path = given.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
