"""Printed documents: A4 PDF as Word saves it, with head, body, tables, footnotes and foot."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from typing import Any

from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus.doctemplate import LayoutError

from .faces import markup, register, split, text_layer, width
from .letterhead import Foot, Head, Layout
from .manuscript import Block, Manuscript, ManuscriptError, Run, finished

MOST_PAGES = 60
WIDE, HIGH = A4
LEFT, RIGHT, TOP, BOTTOM = 85.0, 50.0, 57.0, 57.0  # Decree 30/2020: 30, 15-20, 20-25, 20-25 mm
NOTE_SIZE = 10.0
NUMBERED = re.compile(r"(?:[IVXLC]+|[A-ZĐ]|\d+)[.)/]?\s|(?:Phần|PHẦN|CHƯƠNG|ĐIỀU)\b")


@dataclass(frozen=True)
class Sheets:
    """A rendered document and what is where on its pages."""

    content: bytes
    layout: Layout


class Styles:
    """Paragraph styles; sizes differ a little from document to document."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.size = 13 + manuscript.pick("body size", 0, 2) * 0.5
        lead = self.size * (1.18 + 0.04 * manuscript.pick("leading", 0, 3))
        indent = (28.35, 36, 35.4)[manuscript.pick("indent", 0, 2)]
        after = 3.0 + manuscript.pick("after", 0, 3)
        common = {"fontName": "Serif", "fontSize": self.size, "leading": lead}
        self.text = ParagraphStyle("text", **common, alignment=TA_JUSTIFY, firstLineIndent=indent,
                                   spaceAfter=after, allowOrphans=0, allowWidows=0)
        self.joined = ParagraphStyle("joined", self.text, firstLineIndent=0)
        self.cut = ParagraphStyle("cut", self.text, allowOrphans=1, allowWidows=1)
        self.centre = ParagraphStyle("centre", **common, alignment=TA_CENTER, spaceAfter=2, keepWithNext=1)
        self.subtitle = ParagraphStyle("subtitle", self.text, keepWithNext=1, alignment=TA_LEFT,
                                       spaceBefore=3)
        self.cell = ParagraphStyle("cell", fontName="Serif", fontSize=11.5, leading=14, alignment=TA_LEFT)
        self.middle = ParagraphStyle("middle", self.cell, alignment=TA_CENTER)
        self.address = ParagraphStyle("address", **common, alignment=TA_LEFT, leftIndent=130)


class Book(BaseDocTemplate):
    """One page template per page, so that each can have its own footnotes or lie on its side."""

    def __init__(self, target: io.BytesIO, manuscript: Manuscript, reserved: dict[int, list[int]]) -> None:
        super().__init__(target, pagesize=A4, invariant=1, title=manuscript.get("heading").capitalize(),
                         author=manuscript.get("agency").replace("\n", " "), creator="Microsoft Word",
                         leftMargin=LEFT, rightMargin=RIGHT, topMargin=TOP, bottomMargin=BOTTOM)
        self.manuscript, self.reserved = manuscript, reserved
        self.turned = int(float(manuscript.get("rotated_page") or 0))
        self.running = manuscript.get("running_head")
        templates = []
        for page in range(1, MOST_PAGES + 1):
            wide, high = (HIGH, WIDE) if page == self.turned else (WIDE, HIGH)
            notes = self._notes_height(page, wide)
            frame = Frame(LEFT, BOTTOM + notes, wide - LEFT - RIGHT, high - TOP - BOTTOM - notes,
                          leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
            template = PageTemplate(f"p{page}", [frame], onPage=self._before, onPageEnd=self._after)
            template.rotation = 90 if page == self.turned else 0
            # With /Rotate 90 reportlab turns the media box too, and back again for this size.
            template.pagesize = (HIGH, WIDE) if page == self.turned else A4
            templates.append(template)
        self.addPageTemplates(templates)

    def handle_pageBegin(self) -> None:
        """Takes the template that belongs to the number of the page."""
        self.pageTemplate = self.pageTemplates[min(self.page, MOST_PAGES - 1)]
        super().handle_pageBegin()

    def _note_lines(self, page: int, wide: float) -> list[str]:
        notes = self.manuscript.lines("footnotes")
        return [line for number in self.reserved.get(page, [])
                for line in split(notes[number], "Serif", NOTE_SIZE, wide - LEFT - RIGHT)]

    def _notes_height(self, page: int, wide: float) -> float:
        lines = self._note_lines(page, wide)
        return len(lines) * NOTE_SIZE * 1.15 + 14 if lines else 0

    def _before(self, canvas: Canvas, _book: BaseDocTemplate) -> None:
        page = canvas.getPageNumber()
        if page == self.turned:
            # A landscape page as printers save it: a portrait sheet with turned content and /Rotate 90.
            canvas.transform(0, 1, -1, 0, WIDE, 0)
        self._page_number(canvas, page, *((HIGH, WIDE) if page == self.turned else A4))

    def _after(self, canvas: Canvas, _book: BaseDocTemplate) -> None:
        """Footnotes come last, after the words of the page."""
        page = canvas.getPageNumber()
        wide = HIGH if page == self.turned else WIDE
        lines = self._note_lines(page, wide)
        if not lines:
            return
        y = BOTTOM + self._notes_height(page, wide) - 8
        canvas.setLineWidth(0.5)
        canvas.line(LEFT, y, LEFT + 140, y)
        canvas.setFont("Serif", NOTE_SIZE)
        for line in lines:
            y -= NOTE_SIZE * 1.15
            canvas.drawString(LEFT, y, line)

    def _page_number(self, canvas: Canvas, page: int, wide: float, high: float) -> None:
        canvas.setFont("Serif", 13)
        if self.running:
            # The gazette: number on the outer side, running head in the middle, a double rule under both.
            canvas.drawCentredString(wide / 2, high - 40, self.running)
            number = str(page + 1)
            if page % 2:
                canvas.drawString(LEFT, high - 40, number)
            else:
                canvas.drawRightString(wide - RIGHT, high - 40, number)
            for y, thick in ((high - 46, 1.1), (high - 48.5, 0.4)):
                canvas.setLineWidth(thick)
                canvas.line(LEFT, y, wide - RIGHT, y)
        elif self.manuscript.get("page_numbers") == "bottom":
            canvas.drawCentredString(wide / 2, 34, str(page))
        elif page > 1:
            canvas.drawCentredString(wide / 2, high - 42, str(page))


def set_document(manuscript: Manuscript, fields: bool = False) -> Sheets:
    """Lays the document out; again while the footnotes move from page to page."""
    register()
    rl_config.useA85 = 0
    reserved: dict[int, list[int]] = {}
    for _ in range(5):
        target, layout = io.BytesIO(), Layout()
        book = Book(target, manuscript, reserved)

        def sheet(*arguments: Any, layout: Layout = layout, **options: Any) -> Canvas:
            """A canvas that hears of footnote marks as they are drawn."""
            canvas = Canvas(*arguments, **options)
            canvas.setNamedCB("footnote", lambda on, _kind, label: layout.notes.setdefault(
                on.getPageNumber(), []).append(int(label)))
            return canvas

        try:
            with text_layer(manuscript.normal_form):
                book.build(_story(manuscript, layout, fields), canvasmaker=sheet)
        except LayoutError as error:
            raise ManuscriptError(f"does not fit on a page: {str(error).splitlines()[0][:120]}") from None
        if layout.notes == reserved:
            break
        reserved = layout.notes
    if book.turned > book.page:
        raise ManuscriptError(f"rotated_page is {book.turned}, the document has {book.page} pages")
    return Sheets(target.getvalue(), layout)


def render(manuscript: Manuscript) -> bytes:
    """The PDF of a manuscript."""
    manuscript = finished(manuscript, "NFC")
    return set_document(manuscript, fields="stamped" in manuscript.front).content


def _story(manuscript: Manuscript, layout: Layout, fields: bool) -> list[Flowable]:
    styles = Styles(manuscript)
    story: list[Flowable] = []
    head = Head(manuscript, layout, fields)
    if head:
        story += [head, Spacer(1, 8)]
    story += _heading(manuscript, styles)
    foot: Foot | None = Foot(manuscript, layout)
    marks = _Marks(len(manuscript.lines("footnotes")))
    for block in _whole(manuscript.blocks):
        # The signature closes the main text; annexes come after it.
        if block.kind == "annex" and foot:
            _close(story, foot)
            foot = None
        story += _block(block, styles, marks)
    if foot:
        _close(story, foot)
    if marks.left and manuscript.lines("footnotes"):
        # A footnote whose mark is not found in the text belongs to the first page.
        at = 1 if head else 0
        tags = "".join(f'<onDraw name="footnote" label="{number}"/>' for number in marks.left)
        tiny = ParagraphStyle("none", fontName="Serif", fontSize=1, leading=1)
        story.insert(at, Paragraph(tags + "&nbsp;", tiny))
    return story


def _close(story: list[Flowable], foot: Foot) -> None:
    """Puts the foot under the text; the last paragraph goes with it, so that no signature stands alone."""
    together: list[Flowable] = [Spacer(1, 4), foot]
    if len(story) > 4 and isinstance(story[-1], Paragraph):
        together.insert(0, story.pop())
    story.append(KeepTogether(together))


def _whole(blocks: tuple[Block, ...]) -> list[Block]:
    """Brings the two parts of a paragraph that a page break cuts together; `\f` marks the place."""
    out: list[Block] = []
    for block in blocks:
        if block.joined and len(out) > 1 and out[-1].kind == "page":
            out.pop()
            first = out.pop()
            out.append(replace(first, runs=(*first.runs, Run("\f"), *block.runs), cut=True, joined=False))
        else:
            out.append(block)
    return out


def _across(text: str, styles: Styles) -> list[Flowable]:
    """A paragraph cut by a page break: at the end of the line where the break stands, as paper does it."""
    room, lead = WIDE - LEFT - RIGHT, styles.cut.leading
    before = Paragraph(text.split("\f")[0], styles.cut).wrap(room, HIGH)[1]
    whole = Paragraph(text.replace("\f", " ", 1), styles.cut)
    tall = whole.wrap(room, HIGH)[1]
    # Where the rest would fit into the line of the break, the line before is the last one.
    parts = whole.split(room, (before if before < tall - 1 else before - lead) + 1)
    if len(parts) != 2:
        first, second = text.split("\f", 1)
        parts = [Paragraph(first, styles.cut), Paragraph(second, styles.joined)]
    return [parts[0], PageBreak(), parts[1]]


def _heading(manuscript: Manuscript, styles: Styles) -> list[Flowable]:
    parts: list[Flowable] = []
    if manuscript.get("heading"):
        parts.append(Paragraph(markup((Run(manuscript.get("heading"), True),)), styles.centre))
    if manuscript.get("abstract"):
        parts.append(Paragraph(markup((Run(manuscript.get("abstract"), True),)),
                               ParagraphStyle("abstract", styles.centre, leftIndent=22, rightIndent=22)))
    if manuscript.get("attached_to"):
        parts.append(Paragraph(markup((Run(manuscript.get("attached_to"), italic=True),)), styles.centre))
    if parts:
        parts += [Spacer(1, 6), HRFlowable(width=90, thickness=0.7, color=colors.black, spaceAfter=10)]
    lines = manuscript.get("addressee").split("\n") if manuscript.get("addressee") else []
    for number, line in enumerate(lines):
        style = styles.centre if not number else styles.address
        parts.append(Paragraph(markup((Run(line),)), style))
    return parts + ([Spacer(1, 8)] if lines else [])


class _Marks:
    """Finds the marks of footnotes in the text, each once, in order, and makes them small and raised."""

    def __init__(self, count: int) -> None:
        self.left = list(range(count))

    def set(self, text: str) -> str:
        """Paragraph markup with the marks found in it tied to their footnotes."""
        position = 0
        while self.left:
            number = self.left[0]
            raised = str(number + 1).translate(str.maketrans("123456789", "¹²³⁴⁵⁶⁷⁸⁹"))
            signs = rf"(?:{number + 1}|{raised}|\[{number + 1}\])"
            mark = re.compile(rf"(?<=[^\W\d_]|[”\"’)]){signs}(?![\w/,.-]*\w)")
            found = mark.search(text, position)
            if not found:
                break
            tag = f'<super size="8">{found[0]}</super><onDraw name="footnote" label="{number}"/>'
            text = text[:found.start()] + tag + text[found.end():]
            position = found.start() + len(tag)
            self.left.pop(0)
        return text


def _block(block: Block, styles: Styles, marks: _Marks) -> list[Flowable]:
    if block.kind in ("page", "annex"):
        return [PageBreak()]
    if block.kind == "table":
        return [Spacer(1, 4), _table(block, styles), Spacer(1, 8)]
    text = markup(block.runs, bold=block.kind != "text" or is_caps(block))
    text = marks.set(text)
    if block.kind == "title":
        return [Paragraph(text, styles.centre)]
    if is_caps(block) and not NUMBERED.match(block.text):
        return [Spacer(1, 4), Paragraph(text, styles.centre), Spacer(1, 3)]
    if block.kind == "subtitle" or is_caps(block):
        return [CondPageBreak(50), Paragraph(text, styles.subtitle)]
    if "\f" in text:
        return _across(text, styles)
    return [Paragraph(text, styles.text)]


def is_caps(block: Block) -> bool:
    """A short line in capitals ("I. MỤC ĐÍCH, YÊU CẦU") is a heading though its author set no mark."""
    return (block.kind == "text" and len(block.text) < 140 and block.text.isupper() and not block.joined
            and not block.cut)


def _table(block: Block, styles: Styles) -> Table:
    """A ruled table; columns share the room by the length of what stands in them."""
    columns = len(block.rows[0])
    plain = [["".join(run.text for run in cell) for cell in row] for row in block.rows]
    weights = []
    for column in range(columns):
        texts = [row[column] for row in plain]
        # No word may be broken; long columns get more room, but not in proportion.
        words = [word for text in texts for word in text.split()] or ["0"]
        longest = max(width(word, "Serif-Bold", 11.5) for word in words) + 13
        total = max(width(text, "Serif", 11.5) for text in texts)
        weights.append((longest, max(0.0, total - longest) ** 0.8))
    room = WIDE - LEFT - RIGHT
    spare = max(0.0, room - sum(low for low, _ in weights))
    share = sum(more for _, more in weights) or 1
    widths = [low + spare * (more / share if share > 1 else 1 / columns) for low, more in weights]
    if sum(widths) > room:
        widths = [one * room / sum(widths) for one in widths]
    rows = []
    for number, row in enumerate(block.rows):
        cells = []
        for column, cell in enumerate(row):
            short = all(len(line[column]) <= 14 for line in plain[1:])
            style = styles.middle if number == 0 or short else styles.cell
            cells.append(Paragraph(markup(cell, bold=number == 0), style))
        rows.append(cells)
    table = Table(rows, colWidths=widths, repeatRows=1)
    table.setStyle(TableStyle([
        ("GRID", (0, 0), (-1, -1), 0.6, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4), ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]))
    return table
