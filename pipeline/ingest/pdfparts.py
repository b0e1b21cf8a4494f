"""The paragraphs and tables of a PDF as text with its parts: head, title, headings, foot, annexes, footnotes, pages."""

from __future__ import annotations

import itertools
import re

from pipeline.ingest.compose import Block, Composer
from pipeline.ingest.doctitle import dispatch_subject, names_type, official_title
from pipeline.ingest.lattice import Box
from pipeline.ingest.layout import Line
from pipeline.ingest.letterhead import foot_end, foot_start, head_before, is_annex_title, is_head_line, is_motto
from pipeline.ingest.paragraphs import Margins, Paragraph, to_paragraphs
from pipeline.ingest.ruled import RuledTable, join_split_row

_LEVELS = (
    (1, re.compile(r"^(?:[IVX]{1,5}\s?[.)/-]|(?:Chương|CHƯƠNG|Phần|PHẦN|PHỤ LỤC|Phụ lục)\b)")),
    (2, re.compile(r"^(?:\d{1,2}[.)]\s|\d{1,2}\.\s?[^\W\d]|(?:Điều|ĐIỀU|Mục|MỤC)\s+\d)")),
    (3, re.compile(r"^(?:\d{1,2}\.\d{1,2}[.)]?\s|[a-zđ]\))")),
)

Item = Paragraph | RuledTable


def heading_level(text: str) -> int:
    """Depth of a heading by its mark: 1 for I. and Chương, 2 for 1. and Điều, 3 for 1.1 and a); 1 without a mark."""
    for level, pattern in _LEVELS:
        if pattern.match(text):
            return level
    return 1


def write_pages(
    composer: Composer,
    pages: list[list[Line]],
    notes: dict[int, list[list[Line]]],
    tables: dict[int, list[RuledTable]],
    margins: dict[int, Margins],
) -> str | None:
    """Writes the pages into the composer; gives the document's title."""
    items = _joined(_items(pages, tables, margins))
    blocks = [item.block() if isinstance(item, Paragraph) else Block("") for item in items]
    texts = [block.text for block in blocks]
    roles = _roles(items, texts)
    title_lines, title = _title(items, texts, roles)
    titled: list[int] = []
    tabled: list[list[int]] = []  # start, end and number of rows of each table
    starts: dict[int, tuple[int, int]] = {}  # page → span of its text
    spans: dict[str, list[tuple[int, int]]] = {"head": [], "foot": []}
    annexes: list[int] = []
    waiting: list[list[Line]] = []
    noted = set()
    for number, item in enumerate(items):
        if isinstance(item, RuledTable):
            begin = composer.length
            before = items[number - 1] if number else None
            if not (tabled and isinstance(before, RuledTable) and _continues(before, item)):
                tabled.append([begin, begin, 0])
            _write_table(composer, item, tabled[-1][2])
            tabled[-1][1:] = [composer.length - 1, tabled[-1][2] + len(item.rows)]
            _stretch(starts, item.page, begin, composer.length - 1)
            continue
        block, role = blocks[number], roles[number]
        if number in title_lines:
            titled += [composer.length, composer.length + len(block.text)]
        elif not role and _is_heading(item, block.text):
            block.mark("heading", heading_level(block.text))
        if not role and number > 3 and is_annex_title(block.text) and (item.centred or item.bold or block.text.isupper()):
            annexes.append(composer.length)
        start, end = composer.add(block)
        for (first, last, _), line in zip(block.anchors, item.lines, strict=False):
            _stretch(starts, line.page, start + first, start + last)
        if role:
            if spans[role] and number > 0 and roles[number - 1] == role:
                spans[role][-1] = (spans[role][-1][0], end)
            else:
                spans[role].append((start, end))
        for line in item.lines:
            if line.page in notes and line.page not in noted and _is_last_of(pages, line):
                noted.add(line.page)
                waiting += notes[line.page]
        for note in waiting:
            _write_note(composer, note)
        waiting = []
    for page, rest in notes.items():
        if page not in noted:
            for note in rest:
                _write_note(composer, note)
    for begin, end, _ in tabled:
        composer.part("table", begin, end)
    if titled:
        composer.part("title", titled[0], titled[-1])
    for page, (start, end) in starts.items():
        composer.part("page", start, end, number=page)
    for role, found in spans.items():
        for start, end in found:
            composer.part(role, start, end)
    for start, end in zip(annexes, [*annexes[1:], composer.length], strict=False):
        composer.part("annex", start, end - 1, number=annexes.index(start) + 1)
    return title


def _items(pages: list[list[Line]], tables: dict[int, list[RuledTable]], margins: dict[int, Margins]) -> list[Item]:
    """Paragraphs and tables in reading order; a table parts the lines above it from those below."""
    items: list[Item] = []
    run: list[Line] = []
    for lines in pages:
        page = lines[0].page if lines else None
        waiting = _by_height(tables.get(page, [])) if page else []
        for line in lines:
            while waiting and waiting[0].box[1] < line.y0:
                items += to_paragraphs(run, margins)
                run = []
                items.append(waiting.pop(0))
            run.append(line)
        if waiting:
            items += to_paragraphs(run, margins)
            run = []
            items += waiting
    items += to_paragraphs(run, margins)
    seen = {item.page for item in items if isinstance(item, RuledTable)}
    for page, left in tables.items():  # a page that holds nothing but a table
        if page not in seen:
            place = next((i for i, item in enumerate(items) if _page_of(item) > page), len(items))
            items[place:place] = _by_height(left)
    return items


def _joined(items: list[Item]) -> list[Item]:
    """The items with the rows made whole that a page break cut through."""
    for before, item in itertools.pairwise(items):
        if isinstance(before, RuledTable) and isinstance(item, RuledTable) and _continues(before, item) and before.rows and item.rows:
            join_split_row(before, item)
    return [item for item in items if isinstance(item, Paragraph) or item.rows]


def _by_height(tables: list[RuledTable]) -> list[RuledTable]:
    return sorted(tables, key=lambda table: table.box[1])


def _page_of(item: Item) -> int:
    return item.page if isinstance(item, RuledTable) else item.lines[0].page


def _roles(items: list[Item], texts: list[str]) -> list[str]:
    """``head``, ``foot`` or nothing for each item."""
    roles = [""] * len(items)
    for number, text in enumerate(texts):
        if not roles[number] and len(text) < 200 and is_motto(text):
            _mark_head(items, texts, roles, number)
    typed = next((n for n, text in enumerate(texts[:26]) if names_type(text)), 0)
    if head_before(texts, typed) is not None and _page_of(items[typed]) == 1:
        for number in range(typed):
            if isinstance(items[number], Paragraph):
                roles[number] = "head"
    last_head = max((n for n, role in enumerate(roles) if role == "head" and n < len(roles) // 2), default=-1)
    start = foot_start(texts, first=last_head + 1)
    if start is not None:
        block = _block(items[start])
        while block and start > 0 and _block(items[start - 1]) == block and not roles[start - 1]:
            start -= 1
        for number in range(start, foot_end(texts, start)):
            if isinstance(items[number], Paragraph) and not roles[number]:
                roles[number] = "foot"
    return roles


def _block(item: Item) -> tuple[int, int]:
    """Page and number of the block of columns an item stands in; (0, 0) for none."""
    if isinstance(item, Paragraph) and item.lines[0].block:
        return item.lines[0].page, item.lines[0].block
    return ()  # type: ignore[return-value]


def _mark_head(items: list[Item], texts: list[str], roles: list[str], number: int) -> None:
    block = _block(items[number])
    first = last = number
    if block:
        while first > 0 and _block(items[first - 1]) == block:
            first -= 1
        end = number
        while end + 1 < len(items) and _block(items[end + 1]) == block:
            end += 1
        # The title may have been taken into the right column: the head ends with its last line that reads like one.
        typed = next(
            (n for n in range(number + 1, end + 1) if n > number + 1 and (names_type(texts[n]) or texts[n].startswith("Kính gửi"))),
            end + 1,
        )
        last = typed - 1
    else:
        for n in range(number + 1, min(len(items), number + 7)):
            if is_head_line(texts[n]):
                last = n
            elif len(texts[n]) > 120 or names_type(texts[n]):
                break
    page = _page_of(items[number])
    if page == 1 or first == 0:
        while (
            first > 0
            and number - first < 25
            and isinstance(items[first - 1], Paragraph)
            and len(texts[first - 1]) < 150
            and _page_of(items[first - 1]) == page
            and not roles[first - 1]
        ):
            first -= 1
    for n in range(first, last + 1):
        if isinstance(items[n], Paragraph):
            roles[n] = "head"


def _title(items: list[Item], texts: list[str], roles: list[str]) -> tuple[set[int], str | None]:
    first = max((n + 1 for n, role in enumerate(roles[:60]) if role == "head"), default=0)

    def is_display(number: int) -> bool:
        item = items[number]
        if not isinstance(item, Paragraph):
            return False
        # Within the block of the head; a block of columns below the type is text set in columns.
        own = item.lines[0].own and bool(roles[number] or _block(item) == _block(items[number - 1]))
        return item.centred or item.bold or own

    found = official_title(texts, 0 if not first else max(0, first - 1), is_display=is_display)
    if found:
        begin, end, title = found
        return {n for n in range(begin, end) if texts[n]}, title
    subject = dispatch_subject(texts)
    if subject and roles[subject[0]] == "head":
        begin, title = subject
        lines = {begin}
        return lines, title
    for n in range(first, min(len(texts), first + 6)):
        if 15 <= len(texts[n]) <= 300 and not roles[n]:
            return {n}, texts[n]
    return set(), None


def _is_heading(item: Paragraph, text: str) -> bool:
    if len(text) > 220 or len(text) < 4 or text.endswith((";", ",")) or text.startswith("("):
        return False
    if text.isupper() and len(text) >= 6:
        return True
    if item.bold and any(c.isalpha() for c in text):
        return True
    return item.centred and not text.endswith(".") and len(item.lines) <= 3


def _is_last_of(pages: list[list[Line]], line: Line) -> bool:
    for lines in pages:
        if lines and lines[-1].page == line.page:
            return lines[-1] is line
    return False


def _write_note(composer: Composer, lines: list[Line]) -> None:
    block = Paragraph(lines).block()
    block.mark("footnote")
    composer.add(block)


def _continues(before: RuledTable, table: RuledTable) -> bool:
    """True for a table that goes on on the next page with as many columns."""
    if not table.rows or not before.rows:
        return False
    return table.page == before.page + 1 and max(map(len, table.rows)) == max(map(len, before.rows))


def _write_table(composer: Composer, table: RuledTable, rows_before: int) -> None:
    for number, row in enumerate(table.rows, rows_before + 1):
        texts: list[str] = []
        block = Block("", "row")
        offset = 0
        for column, cell in enumerate(row, 1):
            text = cell.text if cell else ""
            if cell and text:
                block.marks.append(("cell", offset, offset + len(text), 0, column))
                if cell.bold:
                    block.marks.append(("bold", offset, offset + len(text), 0, 0))
                cut = offset + (cell.rest[2] if cell.rest else len(text))
                block.anchors.append((offset, cut, _locator(table.page, cell.box)))
                if cell.rest:
                    block.anchors.append((cut, offset + len(text), _locator(cell.rest[0], cell.rest[1])))
            texts.append(text)
            offset += len(text) + 1
        block.text = "\t".join(texts)
        block.mark("row", number=number)
        composer.add(block)


def _locator(page: int, box: Box) -> str:
    x0, y0, x1, y1 = box
    return f"page {page} [{x0:.0f} {y0:.0f} {x1:.0f} {y1:.0f}]"


def _stretch(starts: dict[int, tuple[int, int]], page: int, start: int, end: int) -> None:
    known = starts.get(page)
    starts[page] = (min(known[0], start), max(known[1], end)) if known else (start, end)
