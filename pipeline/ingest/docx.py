"""DOCX files: body paragraphs and tables in order, then headers and footers as furniture and the footnotes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from extractors.segmented import Metadata
from pipeline.document import Trouble, Unreadable
from pipeline.ingest.compose import Block, Composer
from pipeline.ingest.limits import IngestLimits
from pipeline.ingest.numbering import Numbering
from pipeline.ingest.package import Package, W
from pipeline.ingest.reading import Reading
from pipeline.ingest.wordparts import Item, write_items
from pipeline.ingest.wordstyles import Styles
from pipeline.ingest.wordtext import Written, accept_joined, is_placeholder, read_paragraph


@dataclass(slots=True)
class _Reader:
    styles: Styles
    numbering: Numbering
    items: list[Item] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    converted: int = 0
    characters: int = 0
    embedded: int = 0  # other files that stand in the text


def read_docx(data: bytes, limits: IngestLimits) -> Reading:
    """Reads a DOCX. Raises ``Unreadable``: ``broken-docx``, ``bomb``, ``encrypted``, ``too-large``."""
    package = Package(data, limits)
    main = package.main_part()
    root = package.xml(main)
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise Unreadable("broken-docx", "the DOCX has no body: open and save it again")
    folder = main.rpartition("/")[0]
    reader = _Reader(Styles.of(package, f"{folder}/styles.xml"), Numbering.of(package.xml(f"{folder}/numbering.xml")))
    accept_joined(body)
    _read_body(reader, body)
    if reader.characters > limits.max_characters:
        raise Unreadable("too-large", f"more than {limits.max_characters:,} characters: split the file")
    composer = Composer()
    title = write_items(composer, reader.items)
    _write_notes(composer, package, main, reader)
    _write_margins(composer, package, main, reader)
    text, parts, anchors = composer.finish()
    troubles: list[Trouble] = []
    if reader.converted:
        turned = f"{reader.converted} paragraphs in TCVN3 or VNI were turned into Unicode"
        troubles.append(Trouble("ingest", "warning", "legacy-encoding", turned))
    if reader.embedded:
        unread = f"{reader.embedded} other files stand in the text and are not read: open it in Word, save it again and read that"
        troubles.append(Trouble("ingest", "warning", "embedded-text", unread))
    return Reading(text, parts, Metadata(title=title), anchors, None, tuple(troubles))


def _read_body(reader: _Reader, body: Any, where: str = "") -> None:
    """Paragraphs and tables of the body, or of a text box or a cell ``where`` they stand."""
    stack = list(reversed(body))
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag == W + "p":
            reader.paragraphs += not where
            _read_paragraph(reader, element, where or f"paragraph {reader.paragraphs}")
        elif tag == W + "tbl":
            reader.tables += not where
            _read_table(reader, element, f"{where} table" if where else f"table {reader.tables}")
        elif tag == W + "altChunk":
            reader.embedded += 1
        elif is_placeholder(element):
            continue
        elif tag in (W + "sdt", W + "sdtContent", W + "ins", W + "moveTo", W + "customXml", W + "smartTag"):
            stack.extend(reversed(element))


def _read_paragraph(reader: _Reader, element: Any, locator: str) -> None:
    for written in read_paragraph(element, reader.styles, reader.numbering):
        _keep(reader, written, locator)
        for number, box in enumerate(written.boxes, 1):
            _read_body(reader, box, f"{locator} box {number}")


def _keep(reader: _Reader, written: Written, locator: str) -> None:
    if not written.block.text:
        return
    written.block.locator = locator
    reader.converted += written.converted
    reader.characters += len(written.block.text)
    reader.items.append(Item([[[written]]], ""))


def _read_table(reader: _Reader, table: Any, locator: str) -> None:
    if _is_frame(table):
        for row_number, row in enumerate(_children(table, "tr"), 1):
            for cell_number, cell in enumerate(_children(row, "tc"), 1):
                _read_body(reader, cell, f"{locator} row {row_number} cell {cell_number}")
        return
    rows: list[list[list[Written]]] = []
    for row_number, row in enumerate(_children(table, "tr"), 1):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue  # a row deleted with tracked changes
        cells: list[list[Written]] = []
        properties = row.find(W + "trPr")
        before = properties.find(W + "gridBefore") if properties is not None else None
        cells += [[] for _ in range(_span(before))] if before is not None else []
        for cell_number, cell in enumerate(_children(row, "tc"), 1):
            look = cell.find(W + "tcPr")
            if look is not None and look.find(W + "cellDel") is not None:
                continue
            written: list[Written] = []
            merged = look.find(W + "vMerge") if look is not None else None
            if merged is None or merged.get(W + "val") == "restart":
                written = _cell(reader, cell, f"{locator} row {row_number} cell {cell_number}")
            cells.append(written)
            span = look.find(W + "gridSpan") if look is not None else None
            cells += [[] for _ in range(_span(span) - 1)]
        rows.append(cells)
    reader.items.append(Item(rows, "table"))


def _is_frame(table: Any) -> bool:
    """True for a table of one row or one column that other tables stand in: it is a frame, and they are the tables."""
    if next(table.iterdescendants(W + "tbl"), None) is None:
        return False
    rows = [_children(row, "tc") for row in _children(table, "tr")]
    return len(rows) == 1 or max(map(len, rows), default=0) == 1


def _cell(reader: _Reader, cell: Any, locator: str) -> list[Written]:
    """The paragraphs of a cell, those of tables and text boxes in it too."""
    found: list[Written] = []
    stack = list(reversed(cell))
    while stack:
        element = stack.pop()
        if element.tag != W + "p":
            stack.extend(reversed(element))
            continue
        for read in read_paragraph(element, reader.styles, reader.numbering, in_cell=True):
            read.block.locator = locator
            reader.converted += read.converted
            reader.characters += len(read.block.text)
            if read.block.text:
                found.append(read)
            for box in reversed(read.boxes):
                stack.extend(reversed(box))
    return found


def _children(element: Any, name: str) -> list[Any]:
    """Rows or cells, those inside content controls and tracked insertions too."""
    found = []
    for child in element:
        if child.tag == W + name:
            found.append(child)
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            found += _children(child, name)
    return found


def _span(element: Any) -> int:
    value = element.get(W + "val") if element is not None else None
    return min(int(value), 60) if value and value.isdecimal() and len(value) < 5 else 1


def _write_notes(composer: Composer, package: Package, main: str, reader: _Reader) -> None:
    files = [(kind, name) for kind in ("footnote", "endnote") for name in package.related(main, f"{kind}s")]
    for kind, name in files:
        root = package.xml(name)
        for note in root if root is not None else ():
            number = reader.numbering.notes.get((kind, note.get(W + "id") or ""))
            if note.get(W + "type") not in (None, "normal") or number is None:
                continue  # its mark was deleted with tracked changes
            text = " ".join(
                written.block.text for p in note.iter(W + "p") for written in read_paragraph(p, reader.styles, reader.numbering)
            )
            if text:
                block = Block(f"{number} {text}", locator=f"{kind} {number}")
                block.mark("footnote")
                composer.add(block)


def _write_margins(composer: Composer, package: Package, main: str, reader: _Reader) -> None:
    """Headers and footers, each once: they say where a document comes from, and stand on every page."""
    seen: set[str] = set()
    with composer.within("furniture"):
        for kind in ("header", "footer"):
            for number, name in enumerate(dict.fromkeys(package.related(main, kind)), 1):
                root = package.xml(name)
                for paragraph in root.iter(W + "p") if root is not None else ():
                    for written in read_paragraph(paragraph, reader.styles, reader.numbering):
                        text = written.block.text
                        if text and text not in seen:
                            seen.add(text)
                            composer.add(Block(text, locator=f"{kind} {number}"))
