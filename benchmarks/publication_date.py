"""Publication dates read from pages, against gold, beside htmldate.

Two groups of the bundled pages: as they are, and set once more without their date of publication (neither shown nor in the page's
metadata), while cited dates, anniversaries, clocks, banners of archives and dates of related news stay. There the right answer is none.
Real pages can be added with --real and --real-gold.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from measuring import ANNOUNCEMENTS, GOLD, MANUSCRIPTS, existing_folder, keep, missing, parser, show

from pipeline.document import Unreadable
from pipeline.ingest import read

Finder = Callable[[bytes, str], str | None]
STATED = ("published", "published_meta")


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the day (or moment) that it states, None where it states none."""

    name: str
    data: bytes
    stated: str | None


def thidua(data: bytes, name: str) -> str | None:
    """The date in the metadata, as local time."""
    try:
        found = read(data, name).metadata.published_at
    except Unreadable:
        return None
    return found.replace(tzinfo=None).isoformat() if isinstance(found, datetime) else found.isoformat() if found else None


def htmldate(data: bytes, _: str) -> str | None:
    """htmldate with its defaults, asked for the original date."""
    from htmldate import find_date

    found: str | None = find_date(data, original_date=True)
    return found


def htmldate_sure(data: bytes, _: str) -> str | None:
    """htmldate without its search through the whole text."""
    from htmldate import find_date

    found: str | None = find_date(data, original_date=True, extensive_search=False)
    return found


FINDERS: dict[str, tuple[Finder, str]] = {
    "thidua": (thidua, "pipeline"),
    "htmldate": (htmldate, "htmldate"),
    "htmldate, extensive_search=False": (htmldate_sure, "htmldate"),
}


@dataclass(slots=True)
class Score:
    """What one program found on a group of pages."""

    right: int = 0
    to_the_minute: int = 0
    timed: int = 0
    wrong: int = 0
    empty: int = 0
    seconds: float = 0.0
    errors: list[tuple[str, str | None, str | None]] = field(default_factory=list)


def measure(pages: Iterable[Page], find: Finder) -> Score:
    """Run one program over a group of pages."""
    score = Score()
    for page in pages:
        began = time.process_time()
        found = find(page.data, page.name)
        score.seconds += time.process_time() - began
        if found is None:
            score.empty += 1
        elif page.stated is not None and found[:10] == page.stated[:10]:
            score.right += 1
        else:
            score.wrong += 1
        if page.stated is not None and len(page.stated) > 10:
            score.timed += 1
            score.to_the_minute += (found or "")[:16] == page.stated[:16]
        if (found and found[:10]) != (page.stated and page.stated[:10]):
            score.errors.append((page.name, page.stated, found))
    return score


def stated_in(gold: Path) -> tuple[bool, str | None]:
    """Whether a gold file says anything of the date of publication, and what."""
    document = json.loads(gold.read_text(encoding="utf-8"))["document"]
    return "published_at" in document, document.get("published_at")


def pages_with_gold(folder: Path, golds: Path) -> Iterator[Page]:
    """The pages of a folder whose gold file judges the date of publication."""
    for path in sorted(folder.glob("*.htm*")):
        named = next((g for g in (golds / f"{path.stem}.json", golds / f"{path.stem.partition('-')[0]}.json") if g.exists()), None)
        if named is not None:
            judged, stated = stated_in(named)
            if judged:
                yield Page(path.name, path.read_bytes(), stated)


def pages_without_date() -> Iterator[Page]:
    """The bundled pages, set anew without their date of publication."""
    from typesetting import page
    from typesetting.manuscript import load

    for path in sorted(ANNOUNCEMENTS.glob("*.html")):
        manuscript = MANUSCRIPTS / f"{path.stem}.txt"
        if manuscript.exists():
            written = load(manuscript)
            front = {key: value for key, value in written.front.items() if key not in STATED}
            yield Page(path.name, page.render(replace(written, front=front)), None)


def main() -> int:
    """The command line."""
    options = parser(__doc__ or "", "python benchmarks/publication_date.py --real ~/pages --real-gold ~/gold --errors")
    options.add_argument("--real", type=existing_folder, metavar="FOLDER", help="folder with other pages")
    options.add_argument("--real-gold", type=existing_folder, metavar="FOLDER", help="folder with their gold files")
    options.add_argument("--errors", action="store_true", help="list the pages that a program reads wrongly")
    options.add_argument("--wanted", type=float, default=0.97, help="share below which the exit status is 1 (default: %(default)s)")
    given = options.parse_args()
    if (given.real is None) != (given.real_gold is None):
        options.error("--real and --real-gold belong together")
    logging.disable(logging.ERROR)

    groups = {"bundled pages": list(pages_with_gold(ANNOUNCEMENTS, GOLD))}
    if missing("yaml", "jinja2"):
        print("pyyaml and jinja2 are not installed: pages without a date are left out", file=sys.stderr)
    else:
        groups["bundled pages set without a date"] = list(pages_without_date())
    if given.real is not None:
        groups["real pages"] = list(pages_with_gold(given.real, given.real_gold))

    measured: dict[str, dict[str, dict[str, float | int]]] = {}
    good = True
    rows = []
    for group, pages in groups.items():
        for name, (find, module) in FINDERS.items():
            if missing(module):
                print(f"{module} is not installed: pip install htmldate", file=sys.stderr)
                continue
            score = measure(pages, find)
            stating = sum(page.stated is not None for page in pages)
            should = len(pages) - stating
            rightly_empty = score.empty - sum(1 for _, stated, found in score.errors if stated is not None and found is None)
            share = (score.right + rightly_empty) / len(pages) if pages else 1.0
            measured.setdefault(group, {})[name] = {
                "pages": len(pages), "stated": stating, "right": score.right, "wrong": score.wrong, "empty": score.empty,
                "rightly_empty": rightly_empty, "to_the_minute": score.to_the_minute, "timed": score.timed, "share": round(share, 4),
            }  # fmt: skip
            rows.append(
                (
                    f"{group} ({len(pages)}): {name}",
                    f"{score.right} of {stating}" if stating else "-",
                    f"{score.to_the_minute} of {score.timed}" if score.timed else "-",
                    f"{rightly_empty} of {should}" if should else "-",
                    score.wrong,
                    score.empty - rightly_empty,
                    f"{share:.3f}",
                )
            )
            if given.errors:
                for page, stated, found in score.errors:
                    print(f"{name}\t{page}\tstated {stated or 'none'}\tfound {found or 'none'}")
            good = good and (name != "thidua" or share >= given.wanted)
    show(
        "Date of publication",
        ("pages and program", "day right", "minute right", "rightly empty", "wrong", "missed", "right"),
        rows,
        f"pages read on {date.today():%Y-%m-%d}; htmldate gives days only",
    )
    keep(given.json, measured)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
