"""Scans read: plain Tesseract beside thidua, thidua with and without its repairs, and what each repair did.

The measure is that of letters.py. A repair is a gain where the reference has the word as kept more often than the text as read without
repairs, a loss where it is the other way round, and idle where the reference has neither or both.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from shutil import which
from unittest.mock import patch

import letters
from letters import Pages, Reader, Task, bundled, measure, tesseract, thidua, transcribed
from measuring import existing_folder, keep, parser, show

from pipeline.ingest.scan import repair, sheets
from pipeline.ingest.scan.tesseract import Word


def unrepaired(data: bytes, name: str, pages: Pages = frozenset()) -> str | None:
    """The text as kept with no repair made."""
    with patch.object(sheets, "repair_line", lambda words: []), patch.object(sheets, "repair_numerals", lambda lines: []):
        return thidua(data, name, pages)


def effects(tasks: list[Task]) -> Counter[str]:
    """How many repairs were gains, losses and idle."""
    seen: list[repair.Repair] = []
    found: Counter[str] = Counter()

    def noted(words: list[Word]) -> list[repair.Repair]:
        made = repair.repair_line(words)
        seen.extend(made)
        return made

    for task in tasks:
        seen.clear()
        reference = _words(" ".join(task.reference))
        with patch.object(sheets, "repair_line", noted):
            after = _words(thidua(task.path.read_bytes(), task.path.name) or "")
        for made in seen:
            read, kept = _core(made.read), _core(made.kept)
            # What the text would hold without this one repair.
            better = abs(reference[kept] - after[kept]) + abs(reference[read] - after[read])
            worse = abs(reference[kept] - after[kept] + 1) + abs(reference[read] - after[read] - 1)
            found["gain" if better < worse else "loss" if better > worse else "idle"] += 1
            if better > worse:
                print(f"{task.path.name}: “{made.read}” became “{made.kept}”", file=sys.stderr)
    return found


def _core(word: str) -> str:
    return word.strip(".,;:!?()[]\"'“”‘’_-/")


def _words(text: str) -> Counter[str]:
    return Counter(filter(None, map(_core, re.split(r"\s+", text))))


def main() -> int:
    """The command line."""
    options = parser(__doc__ or "", "python benchmarks/ocr_accuracy.py --transcripts ~/gold --files ~/pages")
    options.add_argument("--transcripts", type=existing_folder, metavar="FOLDER", help="folder with NAME.transcript.txt")
    options.add_argument("--files", type=existing_folder, metavar="FOLDER", help="folder with the files transcribed")
    given = options.parse_args()
    if (given.transcripts is None) != (given.files is None):
        options.error("--transcripts and --files belong together")
    if which("tesseract") is None:
        options.error("tesseract is needed: apt-get install tesseract-ocr tesseract-ocr-vie")
    tasks = bundled()["scans of the corpus"]
    if given.transcripts is not None:
        tasks += [task for task in transcribed(given.transcripts, given.files) if letters._without_layer(task.path)]

    readers: dict[str, Reader] = {"plain Tesseract, 300 dpi": partial(tesseract, dots=300), "without repairs": unrepaired, "thidua": thidua}
    rows: list[tuple[str, ...]] = []
    measured: dict[str, object] = {}
    for task in tasks:
        for name, reader in readers.items():
            count, refused = measure([task], reader, [], [])
            if refused:
                continue
            rows.append(
                (
                    f"{_short(task.path)}: {name}",
                    f"{count.diacritics:.4f}",
                    f"{count.error_rate:.4f}",
                    f"{count.pieces_right / count.pieces:.3f}",
                    f"{count.surplus / count.characters:.3f}",
                    f"{count.seconds / count.pages:.2f}",
                )
            )
            measured[f"{task.path.stem}: {name}"] = {
                "diacritics": round(count.diacritics, 5),
                "error_rate": round(count.error_rate, 5),
                "cpu_seconds_a_page": round(count.seconds / count.pages, 2),
            }
    show("Scans", ("file and program", "diacritics right", "character error", "pieces right", "surplus", "CPU s a page"), rows)
    found = effects(tasks)
    measured["repairs"] = dict(found)
    print(f"repairs: {found['gain']} gains, {found['loss']} losses, {found['idle']} idle")
    keep(given.json, measured)
    return 0


def _short(path: Path) -> str:
    return path.stem if len(path.stem) <= 40 else path.stem[:39] + "…"


if __name__ == "__main__":
    sys.exit(main())
