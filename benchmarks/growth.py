"""Whether the time of `find_dates` and `find_citations` grows with the text and no faster.

    python benchmarks/growth.py [--rounds N] [--only WORD...] [--json FILE]

Texts of nothing but blanks, digits, dashes and what else may lead a pattern astray, one million characters and ten. Processor time,
the least of several runs each, a small text and a large one by turns, so that other work on the machine slows both alike. The time of
the second should be no more than ten times that of the first.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date

from measuring import keep, parser, show

from extractors import find_citations, find_dates

SMALL, LARGE = 1_000_000, 10_000_000
PUBLISHED = date(2024, 6, 5)
FILLINGS = {
    "blanks": " ",
    "line ends": "\n",
    "no-break blanks": "\u00a0",
    "digits": "7",
    "dashes": "-",
    "dots": ".",
    "slashes": "/",
    "digit and blank": "1 ",
    "digit and dash": "1-",
    "digit, dash, blanks": "1 - ",
    "digit and slash": "1/",
    "digit and point": "1.",
    "digit, slash, letter": "1/a-",
    "day, commas": "1, 2, ",
    "ngày": "ngày ",
    "ngày and blanks": "ngày" + " " * 40,
    "năm": "năm ",
    "year and dash": "2024 - ",
    "từ … đến": "từ ngày đến ",
    "full dates": "20/4/2024 - ",
    "dates in words": "ngày 20 tháng 4 năm 2024, ",
    "thứ": "thứ hai ",
    "số 1": "số 1 ",
    "số 1/": "số 1/",
    "type and number": "Chỉ thị số 1 ",
    "whole citations": "Kế hoạch số 12/KH-UBND ngày 20/4/2024 của UBND tỉnh; ",
    "short forms": "Kế hoạch trên ",
    "laws": "Luật ",
    "articles": "Điều 5, khoản 2, ",
}
FINDERS: dict[str, Callable[[str], object]] = {
    "find_dates": lambda text: find_dates(text, published=PUBLISHED),
    "find_citations": lambda text: find_citations(text, on=PUBLISHED),
}


def by_turns(run: Callable[[str], object], texts: tuple[str, str], rounds: int) -> list[float]:
    """Least seconds of processor time for each of two texts."""
    best = [float("inf")] * 2
    for _ in range(rounds):
        for which, text in enumerate(texts):
            start = time.process_time()
            run(text)
            best[which] = min(best[which], time.process_time() - start)
    return best


def main() -> int:
    options = parser(str(__doc__).split("\n\n")[0], "python benchmarks/growth.py --only dates digits")
    options.add_argument("--rounds", type=int, default=4, metavar="N", help="runs of each (default: %(default)s)")
    options.add_argument("--only", nargs="+", metavar="WORD", help="fillings whose name has one of these words")
    given = options.parse_args()
    rows, measured = [], {}
    for name, piece in FILLINGS.items():
        if given.only and not any(word in name for word in given.only):
            continue
        texts = (piece * (SMALL // len(piece)), piece * (LARGE // len(piece)))
        row = [name]
        for finder, run in FINDERS.items():
            small, large = by_turns(run, texts, given.rounds)
            measured[f"{name}: {finder}"] = {"small": round(small, 4), "large": round(large, 4), "ratio": round(large / small, 2)}
            row += [f"{small:.3f}", f"{large:.2f}", f"{large / small:.1f}"]
        rows.append(row)
        print(*row, file=sys.stderr, flush=True)
    show("Time over 1 and 10 MB", ("", *(f"{name} {what}" for name in FINDERS for what in ("1 MB", "10 MB", "ratio"))), rows)
    keep(given.json, measured)
    return 0


if __name__ == "__main__":
    sys.exit(main())
