"""Pages of a PDF that are images, read and given back as the sheets that the layout of the text layer works on."""

from __future__ import annotations

import math
import re
import time
from dataclasses import dataclass, field
from typing import Any

from pipeline.document import Anchor, Trouble, Unreadable
from pipeline.ingest.glyphs import Segment
from pipeline.ingest.layout import Line
from pipeline.ingest.limits import IngestLimits
from pipeline.ingest.scan.page import ScannedPage, bold_lines, read_page
from pipeline.ingest.scan.pen import settle_pen
from pipeline.ingest.scan.repair import Repair, repair_line, repair_numerals
from pipeline.ingest.scan.stamp import take_out_stamp
from pipeline.ingest.sheet import Sheet

_POOR = 0.8  # mean confidence: below it every tenth word or so is wrong
_LOCATOR = re.compile(r"page (\d+) \[(-?\d+) (-?\d+) (-?\d+) (-?\d+)\]")


@dataclass(slots=True)
class Scans:
    """What became of the pages: their sheets by number, lines of stamps, mean confidence of the words, what a person should know."""

    sheets: dict[int, Sheet] = field(default_factory=dict)
    stamps: list[Line] = field(default_factory=list)
    confidence: float | None = None
    troubles: list[Trouble] = field(default_factory=list)
    skews: dict[int, float] = field(default_factory=dict)

    def tilted_back(self, anchors: tuple[Anchor, ...]) -> tuple[Anchor, ...]:
        """Anchors with the boxes of skewed pages turned back to where the words stand on the page."""
        if not self.skews:
            return anchors
        return tuple(Anchor(a.start, a.end, _LOCATOR.sub(self._turned_box, a.locator)) for a in anchors)

    def _turned_box(self, match: re.Match[str]) -> str:
        page, x0, y0, x1, y1 = map(int, match.groups())
        skew, sheet = self.skews.get(page), self.sheets.get(page)
        if skew is None or sheet is None:
            return match.group()
        angle, across, down = math.radians(skew), sheet.width / 2, sheet.height / 2
        turned = [
            (
                across + (x - across) * math.cos(angle) - (y - down) * math.sin(angle),
                down + (x - across) * math.sin(angle) + (y - down) * math.cos(angle),
            )
            for x in (x0, x1)
            for y in (y0, y1)
        ]
        xs, ys = [x for x, _ in turned], [y for _, y in turned]
        return f"page {page} [{min(xs):.0f} {min(ys):.0f} {max(xs):.0f} {max(ys):.0f}]"


def read_scans(document: Any, numbers: list[int], limits: IngestLimits, names: list[str]) -> Scans:
    """Reads pages of an open PDF with Tesseract.

    Parameters
    ----------
    document : the PDF as pypdfium2 opened it.
    numbers : which pages, from 1.
    limits : ``ocr_page_seconds`` for one page, ``ocr_seconds`` for all.
    names : the file's title and name; they may confirm a number written by pen.

    Raises
    ------
    Unreadable
        ``tesseract-missing``, ``ocr-failed``; ``ocr-timeout`` where the time did not suffice for a single page.
    """
    deadline = time.monotonic() + limits.ocr_seconds
    pages: dict[int, ScannedPage] = {}
    late: list[int] = []
    for number in numbers:
        left = deadline - time.monotonic()
        if left <= 0:
            late.append(number)
            continue
        page = document[number - 1]
        try:
            pages[number] = read_page(page, min(left, limits.ocr_page_seconds))
        except TimeoutError:
            late.append(number)
        finally:
            page.close()
    scans = Scans()
    if late:
        if not pages:
            raise Unreadable(
                "ocr-timeout",
                f"OCR took longer than {limits.ocr_page_seconds:g} seconds a page or {limits.ocr_seconds:g} in all: split the file",
            )
        scans.troubles.append(_warning("ocr-timeout", f"no time was left to OCR the pages {_listed(late)}: split the file"))
    _gather(scans, pages, names)
    return scans


def _gather(scans: Scans, pages: dict[int, ScannedPage], names: list[str]) -> None:
    repairs: list[Repair] = []
    written: list[str] = []
    for number, page in pages.items():
        for line in page.lines:
            repairs += repair_line(line.words)
        stamp = take_out_stamp(page)
        scans.stamps += [_stamp_line(line.segment(), number) for line in stamp]
        written += [f"page {number}: {said}" for said in settle_pen(page, names)]
        if page.skew:
            scans.skews[number] = page.skew
    repairs += repair_numerals([line.words for page in pages.values() for line in sorted(page.lines, key=lambda line: line.base)])
    bold = bold_lines(list(pages.values()))
    for number, page in pages.items():
        segments = [line.segment(bold=id(line) in bold) for line in page.lines]
        characters = sum(len(segment.text) for segment in segments)
        scans.sheets[number] = Sheet(number, page.width, page.height, segments, characters, images=True, grids=page.grids)
    sure = [word.confidence for page in pages.values() for line in page.lines for word in line.words]
    scans.confidence = round(sum(sure) / len(sure), 3) if sure else None
    if written:
        scans.troubles.append(_warning("pen", "; ".join(written) + ": look at the page"))
    if repairs:
        shown = ", ".join(f"“{repair.read}” → “{repair.kept}”" for repair in repairs[:40]) + (" …" if len(repairs) > 40 else "")
        scans.troubles.append(_warning("ocr-repaired", f"{len(repairs)} words that OCR misread were put right: {shown}"))
    if scans.confidence is not None and scans.confidence < _POOR:
        scans.troubles.append(
            _warning("ocr-quality", f"mean confidence of OCR is {scans.confidence:.2f}: check names, numbers and days on the pages")
        )


def _warning(code: str, message: str) -> Trouble:
    return Trouble("ingest", "warning", code, message)


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")


def _stamp_line(segment: Segment, page: int) -> Line:
    return Line(segment.text, page, segment.x0, segment.y0, segment.x1, segment.y1, segment.size)
