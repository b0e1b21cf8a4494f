"""Makes the rows of segments.csv that belong to the bundled corpus, from the manuscripts and the pages set from them.

``with`` segments are words that a manuscript's author wrote as the text of the page: the lead, headings, paragraphs and list items
(the first words, of longer ones the last words too), cells of tables and of document cards. ``without`` segments are
lines of the page that no part of the manuscript's text holds: menus, paths, clocks, counters, share and comment widgets, related
items, sidebars, footers, an archive's banner. The headline, the date line, the author and the links of attachments are neither:
programs differ in whether they count them to the text. Rows of other pages stay as they are.
"""

from __future__ import annotations

import argparse
import csv
import re
from pathlib import Path
from typing import Any

from lxml import etree
from measuring import ANNOUNCEMENTS, MANUSCRIPTS, plain

SEGMENTS = Path(__file__).with_name("segments.csv")
COLUMNS = ("page", "kind", "segment")
WORDS = 8  # of a paragraph
CELLS = 12  # of a table
FURNITURE = 16  # lines of a page
# Labels of what is neither text nor furniture: attachments, author, date line.
_BESIDE = re.compile(r"(?:tập tin|tệp|tài liệu|tải về)\b.*|(?:tác giả|nguồn(?: tin)?|đăng vào|ngày đăng|cập nhật)\b.*", re.I)
_INLINE = {"a", "abbr", "b", "big", "em", "font", "i", "label", "small", "span", "strong", "sub", "sup", "u"}
_SILENT = {"script", "style", "template", "head", "textarea", "title"}


def page_lines(data: bytes) -> list[str]:
    """What a page shows, one line for each block, cell, list item and link."""
    root = etree.fromstring(data, etree.HTMLParser(encoding=encoding(data)))
    lines: list[list[str]] = [[]]

    def visit(element: Any) -> None:
        silent = not isinstance(element.tag, str) or element.tag in _SILENT
        # A link is a line of its own: of a menu written in running text each item counts.
        breaks = silent or element.tag not in _INLINE or element.tag == "a"
        if breaks:
            lines.append([])
        if not silent:
            lines[-1].append(element.text or "")
            for child in element:
                visit(child)
        if breaks:
            lines.append([])
        lines[-1].append(element.tail or "")

    for body in root.iter("body"):
        visit(body)
    return [line for pieces in lines if (line := plain("".join(pieces)))]


def encoding(data: bytes) -> str:
    """The encoding that the pages of the corpus are written in, by byte order mark, then by trial."""
    if data.startswith(b"\xff\xfe"):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1258"
    return "utf-8"


def segments_of(manuscript: Path, page: Path) -> list[tuple[str, str]]:
    """The segments of one page, as (kind, segment)."""
    from typesetting.manuscript import finished, load

    written = finished(load(manuscript), "NFC")
    lines = page_lines(page.read_bytes())
    shown = "\n".join(lines)
    # What no segment may come from: it is neither surely text nor surely furniture.
    neither = [written.get(key) for key in ("title", "author", "source_name", "published", "published_meta")]
    neither += [item["text"] for item in written.front.get("attachments") or []]
    texts = [plain(line) for block in written.blocks for line in block.text.split("\n")]
    cells = [[plain("".join(run.text for run in cell)) for row in block.rows for cell in row] for block in written.blocks]
    card = [plain(part) for pair in (written.front.get("card") or {}).items() for part in pair]
    everything = "\n".join([*map(plain, neither), plain(written.get("sapo")), *texts, *(c for row in cells for c in row), *card])

    found: list[tuple[str, str]] = []

    def add(kind: str, segment: str) -> None:
        if len(segment) >= 6 and (kind, segment) not in found:
            found.append((kind, segment))

    headings = {plain(block.text) for block in written.blocks if block.kind in ("title", "subtitle")} if written.flag("toc") else set()
    paragraphs = [text for text in texts if text and text not in headings]
    if written.get("sapo"):
        add("with", _first(plain(written.get("sapo"))))
    for text in paragraphs:
        add("with", _first(text))
        if len(text.split()) > 3 * WORDS:
            add("with", _last(text))
    for table in cells:
        telling = [cell for cell in table if " " in cell and len(cell) >= 8]
        for cell in telling[:: max(1, -(-len(telling) // CELLS))]:
            add("with", _first(cell))
    for value in card[1::2]:
        if " " in value and len(value) >= 8:
            add("with", _first(value))
    # A segment that the page does not show in one piece, or shows in its furniture as well, tells nothing.
    lone = plain(shown)
    found = [(kind, segment) for kind, segment in found if segment in lone and lone.count(segment) <= everything.count(segment)]

    furniture = []
    for line in dict.fromkeys(lines):
        line = line.strip(".,:;| ")
        segment = line if len(line.split()) <= 12 else _first(line, 10)
        if _BESIDE.match(segment):
            continue
        if " " in segment and len(segment) >= 7 and any(map(str.isalpha, segment)) and not _overlaps(segment, line, everything):
            furniture.append(segment)
    step = len(furniture) / FURNITURE
    if step > 1:
        furniture = [furniture[int(number * step)] for number in range(FURNITURE)]
    found += [("without", segment) for segment in dict.fromkeys(furniture)]
    return found


def _overlaps(segment: str, line: str, everything: str) -> bool:
    low, text = everything.lower(), segment.lower()
    return text in low or any(len(part) >= 12 and part in line.lower() for part in low.split("\n"))


def _first(text: str, words: int = WORDS) -> str:
    return " ".join(text.split()[:words])


def _last(text: str) -> str:
    return " ".join(text.split()[-WORDS:])


def read_segments(path: Path = SEGMENTS) -> dict[str, list[tuple[str, str]]]:
    """Segments by page."""
    found: dict[str, list[tuple[str, str]]] = {}
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.setdefault(row["page"], []).append((row["kind"], row["segment"]))
    return found


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(
        description="Make the segments of the bundled pages anew; rows of other pages stay.",
        epilog="example:\n  python benchmarks/make_segments.py && git diff --stat benchmarks/segments.csv",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("--segments", type=Path, default=SEGMENTS, metavar="FILE", help="the table to write (default: %(default)s)")
    given = options.parse_args()
    others = {page: rows for page, rows in read_segments(given.segments).items() if not (MANUSCRIPTS / f"{Path(page).stem}.txt").exists()}
    made = {
        page.name: segments_of(manuscript, page)
        for page in sorted(ANNOUNCEMENTS.glob("*.html"))
        if (manuscript := MANUSCRIPTS / f"{page.stem}.txt").exists()
    }
    with given.segments.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for page_name, rows in [*made.items(), *sorted(others.items())]:
            writer.writerows((page_name, kind, segment) for kind, segment in rows)
    print(f"{given.segments}: {sum(map(len, made.values()))} segments of {len(made)} pages, {len(others)} other pages")


if __name__ == "__main__":
    main()
