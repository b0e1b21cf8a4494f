"""How much of a page's text is kept and how much of its furniture is left out, beside other extractors.

Counted as trafilatura's own evaluation does: each page has segments that belong to its text and segments that do not
(segments.csv). One that belongs and is in the output is a true positive, one that does not and is there a false positive; precision,
recall and F1 follow over all pages. Every program is given the same bytes and called as its documentation shows. The pages are read once
more without the classes, ids and roles of their elements, as if from a portal that nobody has seen.
"""

from __future__ import annotations

import logging
import re
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from lxml import html
from make_segments import SEGMENTS, read_segments
from measuring import ANNOUNCEMENTS, GOLD, existing_folder, keep, missing, parser, plain, show

from pipeline.document import Document, Unreadable
from pipeline.ingest import read

Extractor = Callable[[bytes, str], str]


def thidua(data: bytes, name: str) -> str:
    """The text outside furniture."""
    try:
        return outside_furniture(read(data, name))
    except Unreadable:
        return ""


def outside_furniture(document: Document) -> str:
    """A document's text without the stretches marked as furniture."""
    kept, reached = [], 0
    for part in document.parts:
        if part.kind == "furniture":
            kept.append(document.text[reached : max(part.start, reached)])
            reached = max(part.end, reached)
    return " ".join([*kept, document.text[reached:]])


def trafilatura(data: bytes, _: str) -> str:
    """trafilatura with its defaults, without comments."""
    from trafilatura import extract

    return extract(data, include_comments=False) or ""


def trafilatura_recall(data: bytes, _: str) -> str:
    """trafilatura told to prefer more text."""
    from trafilatura import extract

    return extract(data, include_comments=False, favor_recall=True) or ""


def justext(data: bytes, _: str) -> str:
    """jusText with its Vietnamese stop words."""
    import justext as library

    return "\n".join(p.text for p in library.justext(data, library.get_stoplist("Vietnamese")) if not p.is_boilerplate)


def readability(data: bytes, _: str) -> str:
    """The text of readability's summary."""
    from readability import Document as Summary

    return " ".join(html.fromstring(Summary(data).summary()).itertext())


EXTRACTORS: dict[str, tuple[Extractor, str]] = {
    "thidua": (thidua, "pipeline"),
    "trafilatura": (trafilatura, "trafilatura"),
    "trafilatura, favor_recall": (trafilatura_recall, "trafilatura"),
    "justext": (justext, "justext"),
    "readability": (readability, "readability"),
}


@dataclass(slots=True)
class Score:
    """Counts of one program, and what it got wrong."""

    kept: int = 0
    lost: int = 0
    let_in: int = 0
    left_out: int = 0
    seconds: float = 0.0
    errors: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of the segments in the output, the share that belongs there."""
        return self.kept / (self.kept + self.let_in) if self.kept + self.let_in else 0.0

    @property
    def recall(self) -> float:
        """Of the segments that belong to the text, the share that is there."""
        return self.kept / (self.kept + self.lost) if self.kept + self.lost else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def accuracy(self) -> float:
        """Share of all segments that were treated rightly."""
        return (self.kept + self.left_out) / max(1, self.kept + self.left_out + self.lost + self.let_in)


_NAMES = re.compile(rb"""(<[a-zA-Z][^<>]*?)\s(?:class|id|role|itemprop|itemtype|aria-\w+)\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s<>"']+)""")


def nameless(data: bytes) -> bytes:
    """The page without the names that tell what an element is for: what a portal of an unknown make looks like.

    >>> nameless(b'<div class="news-detail" id=main><p>B</p></div>')
    b'<div><p>B</p></div>'
    """
    if data.startswith(b"\xff\xfe"):
        return b"\xff\xfe" + nameless(data[2:].decode("utf-16-le").encode()).decode().encode("utf-16-le")
    found = 1
    while found:
        data, found = _NAMES.subn(rb"\1", data)
    return data


def measure(pages: Iterable[tuple[Path, list[tuple[str, str]]]], extract: Extractor, change: Callable[[bytes], bytes]) -> Score:
    """Run one program over pages, changed before it sees them, with their segments."""
    score = Score()
    for path, segments in pages:
        data = change(path.read_bytes())
        began = time.process_time()
        try:
            text = extract(data, path.name)
        except Exception as error:  # a program that fails on a page has no text of it
            text = ""
            print(f"{path.name}: {type(error).__name__}: {error}", file=sys.stderr)
        score.seconds += time.process_time() - began
        text = plain(text)
        for kind, segment in segments:
            found = plain(segment) in text
            if kind == "with":
                score.kept += found
                score.lost += not found
            else:
                score.let_in += found
                score.left_out += not found
            if found != (kind == "with"):
                score.errors.append((path.name, kind, segment))
    return score


def main() -> int:
    """The command line."""
    options = parser(__doc__ or "", "python benchmarks/main_text.py --real ~/pages --errors --json main-text.json")
    options.add_argument("--real", type=existing_folder, metavar="FOLDER", help="folder with the other pages that segments.csv names")
    options.add_argument("--errors", action="store_true", help="list what thidua treats wrongly, save on pages kept for measuring")
    options.add_argument("--wanted", type=float, default=0.97, help="F1 below which the exit status is 1 (default: %(default)s)")
    given = options.parse_args()
    logging.disable(logging.ERROR)

    segments = read_segments(SEGMENTS)
    groups: dict[str, list[tuple[Path, list[tuple[str, str]]]]] = {"bundled pages": [], "real pages": []}
    for name, rows in segments.items():
        for group, folder in zip(groups, (ANNOUNCEMENTS, given.real), strict=True):
            if folder is not None and (folder / name).exists():
                groups[group].append((folder / name, rows))
                break
    if given.real is None:
        print(f"no --real: {len(segments) - len(groups['bundled pages'])} pages of {SEGMENTS.name} are left out", file=sys.stderr)
    for path in sorted(ANNOUNCEMENTS.glob("*.html")):
        if path.name not in segments:
            print(f"{path.name} has no segments: run benchmarks/make_segments.py", file=sys.stderr)
    programs = {name: extract for name, (extract, module) in EXTRACTORS.items() if not missing(module)}
    for module in sorted({module for _, module in EXTRACTORS.values()} & set(missing(*(m for _, m in EXTRACTORS.values())))):
        print(f"{module} is not installed: pip install trafilatura justext readability-lxml", file=sys.stderr)

    # What is wrong on the pages that are kept for measuring is not looked at.
    kept_apart = {f"{path.stem}.html" for path in GOLD.glob("*.json") if '"split": "test"' in path.read_text(encoding="utf-8")}
    measured: dict[str, dict[str, dict[str, float | int]]] = {}
    best = True
    trials = [
        (f"{group}{named}", pages, change)
        for group, pages in groups.items()
        for named, change in (("", bytes), (", without class and id", nameless))
        if pages
    ]
    for group, pages, change in trials:
        scores = {name: measure(pages, extract, change) for name, extract in programs.items()}
        measured[group] = {
            name: {
                "precision": round(s.precision, 4), "recall": round(s.recall, 4), "f1": round(s.f1, 4), "accuracy": round(s.accuracy, 4),
                "kept": s.kept, "lost": s.lost, "let_in": s.let_in, "left_out": s.left_out,
            }
            for name, s in scores.items()
        }  # fmt: skip
        count = sum(len(rows) for _, rows in pages)
        show(
            f"Main text, {group}: {len(pages)} pages, {count} segments",
            ("program", "precision", "recall", "F1", "accuracy", "text lost", "furniture let in"),
            [
                (name, f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}", f"{s.accuracy:.3f}", s.lost, s.let_in)
                for name, s in scores.items()
            ],
        )
        if given.errors:
            for page, kind, segment in scores["thidua"].errors:
                if page in kept_apart:
                    continue
                print(f"{page}\t{'lost' if kind == 'with' else 'let in'}\t{segment}")
        ours = scores.pop("thidua").f1
        best = best and ours >= given.wanted and all(ours > other.f1 or ours == 1 for other in scores.values())
    keep(given.json, measured)
    return 0 if best else 1


if __name__ == "__main__":
    sys.exit(main())
