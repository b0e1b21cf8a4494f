"""How fast `find_dates` reads, and whether its time grows with the text or faster.

    python -m benchmarks.dates_speed [TEXT...]

Ordinary text is the files given, repeated to some two million characters; without files, the announcements of the corpus. Beside
each figure stands the time of a bare ``re.findall(r"[0-9]+")`` over the same text, so that machines can be compared. Then texts of
nothing but blanks, digits, dashes and what else may lead a pattern astray, one million characters and ten: the time of the second
should be ten times that of the first.
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
SMALL, LARGE = 1_000_000, 10_000_000
PUBLISHED = date(2024, 6, 5)
PATHOLOGICAL = {
    "blanks": " ",
    "line ends": "\n",
    "no-break blanks": "\u00a0",
    "digits": "7",
    "digit and blank": "1 ",
    "dashes": "-",
    "digit and dash": "1-",
    "slashes": "/",
    "digit and slash": "1/",
    "digit and point": "1.",
    "day, commas": "1, 2, ",
    "ngày": "ngày ",
    "ngày and blanks": "ngày" + " " * 40,
    "năm": "năm ",
    "year and dash": "2024 - ",
    "từ … đến": "từ ngày đến ",
    "full dates": "20/4/2024 - ",
    "truyền thống": "truyền thống ",
    "thứ": "thứ hai ",
}


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
    print(f"\n{'pathological text':24}{'1 M, s':>10}{'10 M, s':>10}{'ratio':>8}")
    for name, piece in PATHOLOGICAL.items():
        small, large = ((piece * (size // len(piece)))[:size] for size in (SMALL, LARGE))
        one, ten = timed(lambda: find_dates(small), 2), timed(lambda: find_dates(large), 1)  # noqa: B023
        print(f"{name:24}{one:10.3f}{ten:10.3f}{ten / one:8.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
