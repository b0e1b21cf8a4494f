"""What the benchmarks share: where the corpus is, how a table is shown and kept, how text is made comparable."""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
ANNOUNCEMENTS = CORPUS / "announcements"
MANUSCRIPTS = CORPUS / "manuscripts"
GOLD = CORPUS / "gold"

# The checkout itself, and the typesetter of the corpus, wherever the script is called from.
for place in (str(CORPUS), str(ROOT)):
    if place not in sys.path:
        sys.path.insert(0, place)

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
_BLANKS = re.compile(r"\s+")


def plain(text: str) -> str:
    """Text as it is compared: NFC, nothing invisible, runs of blanks as one.

    >>> plain("a\\u0301  b\\u200b\\n")
    'á b'
    """
    return _BLANKS.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def parser(description: str, example: str) -> argparse.ArgumentParser:
    """A command line with an example below its options and ``--json``."""
    made = argparse.ArgumentParser(
        description=description, epilog=f"example:\n  {example}", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--json", type=Path, metavar="FILE", help="also write what was measured to this file")
    return made


def existing_folder(typed: str) -> Path:
    """A folder given on the command line."""
    path = Path(typed)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"{typed}: no such folder")
    return path


def show(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], note: str = "") -> None:
    """Print a table; the first column is text, the others are figures."""
    table = Table(title=title, title_justify="left", caption=note or None, caption_justify="left")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    # Piped into a file, a table must not be folded to 80 columns.
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def keep(path: Path | None, measured: Mapping[str, Any]) -> None:
    """Write what was measured, with the versions that it was measured with."""
    if path is not None:
        path.write_text(json.dumps({**measured, "with": setting()}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def setting() -> dict[str, str | int | None]:
    """Versions of the libraries compared, and how many cores there are."""
    names = ("underthesea", "pypdfium2", "pdfplumber", "lxml", "trafilatura", "htmldate", "justext", "readability-lxml", "dateparser")
    return {"python": platform.python_version(), "cores": os.cpu_count(), **{name: _version(name) for name in names}}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def missing(*modules: str) -> list[str]:
    """Those of the modules that are not installed."""
    from importlib.util import find_spec

    return [module for module in modules if find_spec(module) is None]
