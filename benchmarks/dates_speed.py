"""How fast `find_dates` reads. Whether its time grows no faster than the text: ``benchmarks/growth.py``.

    python -m benchmarks.dates_speed [TEXT...]

Ordinary text is the files given, repeated to some two million characters; without files, the announcements of the corpus. Beside
each figure stands the time of a bare ``re.findall(r"[0-9]+")`` over the same text, so that machines can be compared.
"""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

from extractors.dates import find_dates
from extractors.dates.scan import atoms, lowered

ORDINARY = 2_000_000
PUBLISHED = date(2024, 6, 5)


def timed(run: Callable[[], object], rounds: int = 3) -> float:
    """Seconds of processor time of the quickest of some runs."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def ordinary(paths: list[str]) -> str:
    files = [Path(p) for p in paths] or sorted(Path("corpus/announcements").glob("*.txt"))
    text = unicodedata.normalize("NFC", "\n".join(path.read_text(encoding="utf-8") for path in files))
    return text * (ORDINARY // len(text) + 1)


def main(paths: list[str]) -> None:
    text = ordinary(paths)
    bare = timed(lambda: re.findall(r"[0-9]+", text))
    found = len(find_dates(text, published=PUBLISHED))
    print(f"ordinary text: {len(text):,} characters, {1000 * found / len(text):.1f} dates a thousand")
    print(f"{'':24}{'M chars/s':>10}{'× bare digits':>15}")
    low = lowered(text)
    for name, run in (
        ("bare digits", lambda: re.findall(r"[0-9]+", text)),
        ("lower case", lambda: lowered(text)),
        ("atoms", lambda: atoms(low, text, PUBLISHED)),
        ("find_dates", lambda: find_dates(text, published=PUBLISHED)),
    ):
        seconds = timed(run)
        print(f"{name:24}{len(text) / seconds / 1e6:10.1f}{seconds / bare:15.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
