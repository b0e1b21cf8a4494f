"""PDF files: pages to lines, lines to paragraphs, head, foot, running heads and tables told apart."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.segmented import Metadata
from pipeline.document import Portfolio, Trouble, Unreadable
from pipeline.ingest.characters import FontBook
from pipeline.ingest.compose import Block, Composer
from pipeline.ingest.dateline import read_date_line
from pipeline.ingest.enclosed import look_inside, pinned_to
from pipeline.ingest.layerquality import is_bad_layer, is_stamp
from pipeline.ingest.layout import Line, in_reading_order
from pipeline.ingest.limits import IngestLimits
from pipeline.ingest.paragraphs import Margins, margins_of
from pipeline.ingest.pdfparts import write_pages
from pipeline.ingest.reading import Reading
from pipeline.ingest.receipt import receipt_in
from pipeline.ingest.ruled import tables_of
from pipeline.ingest.running import split_running
from pipeline.ingest.sheet import Sheet, read_sheet
from pipeline.ingest.unruled import unruled_tables

if TYPE_CHECKING:
    from pipeline.ingest.scan.sheets import Scans

_SCARCE = 20  # characters: a page with fewer has no usable text layer


def read_pdf(data: bytes, limits: IngestLimits, source: str = "") -> Reading:
    """Reads a PDF. PDFium is not safe in threads: call this from processes.

    Pages without a usable text layer are read by OCR. ``source`` is the file's path or URL; its name may confirm a number that is
    written by pen.

    Raises ``Unreadable``: ``encrypted``, ``broken-pdf``, ``too-large``, ``portfolio``, ``scan``, ``bad-text-layer``, ``tesseract-missing``,
    ``ocr-failed``, ``ocr-timeout``; ``Portfolio``, with the files, where the pages are no more than a cover for them.
    """
    document = _open(data)
    try:
        count = len(document)
        if count == 0:
            raise Unreadable("broken-pdf", "the PDF has no pages: fetch it again")
        if count > limits.max_pages:
            raise Unreadable("too-large", f"{count:,} pages, more than the {limits.max_pages:,} that are read: split the file")
        sheets, troubles, pinned = _sheets(document, limits)
        inside = look_inside(document, data, sheets, limits, pinned)
        troubles += inside.troubles
        try:
            scans = _scans(document, sheets, limits, source, troubles)
        except Unreadable as error:
            if not inside.files:
                raise
            unread = Trouble("ingest", "warning", "scanned-pages", f"pages before the files inside the PDF are not read: {error.message}")
            raise Portfolio(inside.files, (*troubles, unread)) from error
    finally:
        document.close()
    if scans is not None:
        sheets = [scans.sheets.get(sheet.number, sheet) for sheet in sheets]
        troubles += scans.troubles
    converted = sum(sheet.converted for sheet in sheets)
    if converted:
        troubles.append(Trouble("ingest", "warning", "legacy-encoding", f"{converted} lines in TCVN3 or VNI were turned into Unicode"))
    over = [line for sheet in sheets for line in _printed_over(sheet)]
    tables = {sheet.number: found for sheet in sheets if (found := tables_of(sheet))}
    for number, found in unruled_tables(sheets, tables).items():
        tables[number] = [*tables.get(number, ()), *found]
    pages: list[list[Line]] = []
    for sheet in sheets:
        boxes = [table.box for table in tables.get(sheet.number, ())]
        free = [s for s in sheet.segments if not _inside(s, boxes)] if boxes else sheet.segments
        pages.append(in_reading_order(free, sheet.number, sheet.width))
    body, running, notes = split_running(pages, {sheet.number: sheet.height for sheet in sheets})
    running += over + (scans.stamps if scans is not None else [])
    margins = {sheet.number: margins_of(body[index], sheet.width) for index, sheet in enumerate(sheets)}
    _settle(margins, body)
    composer = Composer()
    title = write_pages(composer, body, notes, tables, margins)
    stated = _gazette_day(running)
    span = None
    with composer.within("furniture"):
        for line in running:
            start, _ = composer.add(Block(line.text, locator=line.locator))
            if stated and span is None and stated[0] is line:
                span = (start + stated[2], start + stated[3])
    whole, parts, anchors = composer.finish()
    metadata = Metadata(title=title, published_at=stated[1] if stated else None, published_span=span)
    if scans is None:
        return Reading(whole, parts, metadata, anchors, count, tuple(troubles), files=inside.files)
    anchors = scans.tilted_back(anchors)
    return Reading(whole, parts, metadata, anchors, count, tuple(troubles), len(scans.sheets), scans.confidence, inside.files)


def _open(data: bytes) -> Any:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        reason = str(error).lower()
        if "password" in reason or "security" in reason:
            raise Unreadable("encrypted", "the PDF is locked with a password: save it without one") from error
        raise Unreadable("broken-pdf", "the PDF is damaged or cut off: fetch it again") from error


def _sheets(document: Any, limits: IngestLimits) -> tuple[list[Sheet], list[Trouble], list[str]]:
    """The pages, what was odd about them, and the names of the files that are pinned to them."""
    if document.get_formtype() != pdfium_c.FORMTYPE_NONE:
        # Values that signing software stamps stand in form fields: drawn into the page they become its text.
        document.init_forms()
    fonts = FontBook()
    sheets: list[Sheet] = []
    troubles: list[Trouble] = []
    pinned: list[str] = []
    broken: list[int] = []
    characters = 0
    for index in range(len(document)):
        try:
            page = document[index]
        except pdfium.PdfiumError:
            broken.append(index + 1)
            continue
        try:
            if pdfium_c.FPDFPage_GetAnnotCount(page.raw) > 0:
                pinned.extend(pinned_to(page))
                pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
                page.close()  # what was flattened shows when the page is opened again
                page = document[index]
            sheet = read_sheet(page, index + 1, fonts)
        finally:
            page.close()
        sheets.append(sheet)
        characters += sheet.characters
        if characters > limits.max_characters:
            raise Unreadable("too-large", f"more than {limits.max_characters:,} characters: split the file")
    if not sheets:
        raise Unreadable("broken-pdf", "no page of the PDF can be read: fetch it again")
    if broken:
        troubles.append(
            Trouble("ingest", "warning", "broken-pages", f"pages that are damaged are left out: {', '.join(map(str, broken[:20]))}")
        )
    return sheets, troubles, pinned


def _scans(document: Any, sheets: list[Sheet], limits: IngestLimits, source: str, troubles: list[Trouble]) -> Scans | None:
    """What OCR reads on the pages without a usable text layer; None where every page has one."""
    missing = [sheet.number for sheet in sheets if _has_no_text(sheet)]
    bad = [sheet.number for sheet in sheets if is_bad_layer("\n".join(s.text for s in sheet.segments))]
    if is_bad_layer("\n".join(segment.text for sheet in sheets for segment in sheet.segments)):
        bad = [sheet.number for sheet in sheets if sheet.segments]
    blank = {sheet.number for sheet in sheets if sheet.characters == 0 and not sheet.images}
    wanted = sorted({*missing, *bad} - blank)
    if not wanted and len(missing) < len(sheets):
        return None
    from pipeline.ingest.scan.sheets import read_scans  # most files have a text layer and need none of it

    title = str(document.get_metadata_value("Title") or "")
    try:
        # Where all pages seem blank their text may be drawn as curves.
        scans = read_scans(document, wanted or missing, limits, [title, PurePosixPath(unquote(source)).stem])
    except Unreadable as error:
        if error.code != "tesseract-missing" or len(wanted) == len(sheets) - len(blank):
            raise
        named = ", ".join(map(str, wanted[:20])) + (" …" if len(wanted) > 20 else "")
        troubles.append(Trouble("ingest", "warning", "scanned-pages", f"not read: {named}; {error.message}"))
        return None
    if len(missing) == len(sheets) and not any(sheet.segments for sheet in scans.sheets.values()):
        raise Unreadable("scan", "no text layer, and OCR finds no text on the pages: look at the original")
    read_again = "\n".join(s.text for number in bad if number in scans.sheets for s in scans.sheets[number].segments)
    if is_bad_layer(read_again):
        raise Unreadable(
            "bad-text-layer", "the text layer has no Vietnamese letters, and OCR finds none: ask for the original file"
        )
    return scans


def _printed_over(sheet: Sheet) -> list[Line]:
    """Lines of a receipt stamp and of a watermark that are printed over the page, taken out of it."""
    stamp = receipt_in(sheet.segments, sheet.height)
    taken = {id(segment) for segment in stamp}
    sheet.segments = [segment for segment in sheet.segments if id(segment) not in taken]
    return [Line(s.text, sheet.number, s.x0, s.y0, s.x1, s.y1, s.size) for s in (*stamp, *sheet.across)]


def _has_no_text(sheet: Sheet) -> bool:
    own = sum(len(segment.text) for segment in sheet.segments if not is_stamp(segment.text))
    return own < _SCARCE and (sheet.images or sheet.characters == 0)


def _inside(segment: Any, boxes: list[tuple[float, float, float, float]]) -> bool:
    x, y = (segment.x0 + segment.x1) / 2, (segment.y0 + segment.y1) / 2
    return any(x0 - 1 <= x <= x1 + 1 and y0 - 1 <= y <= y1 + 1 for x0, y0, x1, y1 in boxes)


def _settle(margins: dict[int, Margins], body: list[list[Line]]) -> None:
    """A page with little text takes the margins of the others."""
    full = [margins[lines[0].page] for lines in body if len(lines) >= 12]
    if not full:
        return
    left = sorted(m.left for m in full)[len(full) // 2]
    right = sorted(m.right for m in full)[len(full) // 2]
    pitch = sorted(m.pitch for m in full)[len(full) // 2]
    for lines in body:
        if lines and len(lines) < 12:
            own = margins[lines[0].page]
            if abs(own.left - left) < 60 and abs(own.right - right) < 90:
                margins[lines[0].page] = Margins(min(left, own.left), max(right, own.right), pitch)


_GAZETTE = re.compile(r"công\s*báo\b.{0,60}?ngày\s*(?P<day>\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{4})", re.I)


def _gazette_day(running: list[Line]) -> tuple[Line, date, int, int] | None:
    """The day of a gazette in its running head: when the document was made public."""
    for line in running:
        match = _GAZETTE.search(line.text)
        if match:
            found = read_date_line(match["day"].replace(" ", ""))
            if found is not None:
                return line, found.day, match.start("day"), match.end("day")
    return None
