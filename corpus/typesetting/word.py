"""Word files: head and foot as tables without lines, body as paragraphs, the page number in the header."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from .letterhead import PARTY, STATE
from .manuscript import Block, Manuscript, Run, finished
from .paper import NUMBERED, is_caps

DATE = (2024, 1, 2, 8, 0, 0)


def render(manuscript: Manuscript) -> bytes:
    """The .docx of a manuscript."""
    return _Writer(finished(manuscript)).file()


class _Writer:
    """Writes one document."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.document: Document = docx.Document()
        self.size = 13 + manuscript.pick("body size", 0, 1)

    def file(self) -> bytes:
        """The finished file."""
        self._page()
        self._head()
        self._headings()
        foot_due = True
        previous: Paragraph | None = None
        for block in self.manuscript.blocks:
            if block.kind == "annex":
                if foot_due:
                    self._foot()
                    foot_due = False
                self._break(None)
            elif block.kind == "page":
                self._break(previous)
                continue
            elif block.joined and previous is not None:
                # The sentence goes on after the break: it stays one paragraph of the file.
                self._write(previous, block.runs)
                continue
            elif block.kind == "table":
                self._table(block)
            else:
                previous = self._paragraph(block)
        if foot_due:
            self._foot()
        return self._packed()

    def _page(self) -> None:
        style = self.document.styles["Normal"]
        style.font.name = "Times New Roman"
        style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
        style.font.size = Pt(self.size)
        style.paragraph_format.space_after = Pt(0)
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(3), Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
        section.different_first_page_header_footer = True
        number = section.header.paragraphs[0]
        number.alignment = ALIGN.CENTER
        for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("", "2"), ("end", "")):
            run = number.add_run()
            if kind:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
                run._r.append(mark)
            elif text.strip() == "PAGE":
                code = OxmlElement("w:instrText")
                code.set(qn("xml:space"), "preserve")
                code.text = text
                run._r.append(code)
            else:
                run.text = text
        properties = self.document.core_properties
        properties.author, properties.last_modified_by = "Admin", "Admin"
        properties.title, properties.comments = "", ""
        properties.created = properties.modified = datetime(*DATE)

    def _columns(self, left: float, right: float) -> tuple[_Cell, _Cell]:
        table = self.document.add_table(rows=1, cols=2)
        table.autofit = False
        for column, centimetres in zip(table.columns, (left, right), strict=True):
            # Word goes by the cells, other programs by the grid of the table.
            column.width = column.cells[0].width = Cm(centimetres)
        return table.rows[0].cells[0], table.rows[0].cells[1]

    def _line(self, cell: _Cell, text: str, bold: bool = False, italic: bool = False, size: float = 13,
              align: ALIGN = ALIGN.CENTER) -> Paragraph:
        first = cell.paragraphs[0]
        paragraph: Paragraph = first if not first.runs and len(cell.paragraphs) == 1 else cell.add_paragraph()
        paragraph.alignment = align
        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.size = bold or None, italic or None, Pt(size)
        return paragraph

    def _ruled(self, paragraph: Paragraph, inset: float) -> None:
        """A line under a paragraph; Word users draw one, a narrow border looks the same."""
        border = OxmlElement("w:pBdr")
        bottom = OxmlElement("w:bottom")
        for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
            bottom.set(qn(f"w:{key}"), value)
        border.append(bottom)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(inset)
        # The schema wants the border before spacing, indent and alignment.
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")

    def _head(self) -> None:
        get, national = self.manuscript.get, self.manuscript.get("national")
        left_lines = [line for key in ("superior", "agency") for line in get(key).split("\n") if line]
        if not left_lines and national not in ("state", "party") and not get("number_line"):
            return
        left, right = self._columns(6.3, 10.2)
        bold = len([line for line in get("superior").split("\n") if line])
        last = None
        for number, line in enumerate(left_lines):
            last = self._line(left, line, bold=number >= bold, size=12.5)
        if national == "party":
            self._line(left, "*")
            self._ruled(self._line(right, self.manuscript.own(PARTY), bold=True, size=14.5), 1.1)
        elif last is not None:
            rule = self._line(left, "")
            rule.paragraph_format.line_spacing = Pt(3)
            self._ruled(rule, 1.9)
        if national == "state":
            self._line(right, self.manuscript.own(STATE[0]), bold=True, size=12.5)
            self._ruled(self._line(right, self.manuscript.own(STATE[1]), bold=True, size=13), 1.7)
        if not (get("number_line") or get("place_line") or get("reference")):
            return
        left, right = self._columns(6.3, 10.2)
        self._line(left, get("number_line"))
        for line in get("reference").split("\n"):
            if line:
                self._line(left, line, size=12)
        self._line(right, get("place_line"), italic=True)

    def _headings(self) -> None:
        for key in ("heading", "abstract", "attached_to"):
            italic = key == "attached_to"
            text = self.manuscript.get(key)
            for number, line in enumerate(text.split("\n") if text else []):
                paragraph = self.document.add_paragraph()
                paragraph.alignment = ALIGN.CENTER
                paragraph.paragraph_format.space_before = Pt(14 if key == "heading" and not number else 0)
                run = paragraph.add_run(line)
                run.bold, run.italic = not italic or None, italic or None
        for number, line in enumerate(self.manuscript.get("addressee").split("\n")):
            if line:
                paragraph = self.document.add_paragraph(line)
                paragraph.paragraph_format.space_before = Pt(0 if number else 12)
                paragraph.alignment = ALIGN.LEFT if number else ALIGN.CENTER
                paragraph.paragraph_format.left_indent = Cm(5) if number else None
        self.document.add_paragraph()

    def _write(self, paragraph: Paragraph, runs: tuple[Run, ...], bold: bool = False) -> None:
        for run in runs:
            # A newline in the text of a run becomes <w:br/>.
            written = paragraph.add_run(run.text)
            written.bold, written.italic = (run.bold or bold) or None, run.italic or None

    def _paragraph(self, block: Block) -> Paragraph:
        paragraph = self.document.add_paragraph()
        style = paragraph.paragraph_format
        style.space_after, style.line_spacing = Pt(6), 1.1
        if block.kind == "title" or (is_caps(block) and not NUMBERED.match(block.text)):
            paragraph.alignment = ALIGN.CENTER
        else:
            paragraph.alignment, style.first_line_indent = ALIGN.JUSTIFY, Cm(1.27)
        self._write(paragraph, block.runs, bold=block.kind != "text" or is_caps(block))
        return paragraph

    def _break(self, paragraph: Paragraph | None) -> None:
        (paragraph or self.document.add_paragraph()).add_run().add_break(WD_BREAK.PAGE)

    def _table(self, block: Block) -> None:
        table: Table = self.document.add_table(rows=0, cols=len(block.rows[0]))
        table.style = "Table Grid"
        for number, row in enumerate(block.rows):
            for cell, runs in zip(table.add_row().cells, row, strict=True):
                self._write(cell.paragraphs[0], runs, bold=number == 0)
                if number == 0:
                    cell.paragraphs[0].alignment = ALIGN.CENTER
        self.document.add_paragraph()

    def _foot(self) -> None:
        recipients, blocks = self.manuscript.recipients(), self.manuscript.signatures()
        if not recipients and not blocks:
            return
        self.document.add_paragraph()
        left, right = self._columns(8, 8.5)
        for number, line in enumerate(recipients):
            self._line(left, line, bold=not number, italic=not number, size=11 if number else 12,
                       align=ALIGN.LEFT)
        for block in blocks:
            stands = any(line.startswith("(") or not line for line in block)
            for number, line in enumerate(block):
                if number and number == len(block) - 1 and not stands and not line.isupper():
                    for _ in range(3):
                        self._line(right, " ")
                self._line(right, line, bold=not line.startswith("("), italic=line.startswith("("),
                           size=self.size)

    def _packed(self) -> bytes:
        """The file with one fixed date on everything in the archive."""
        raw, packed = io.BytesIO(), io.BytesIO()
        self.document.save(raw)
        with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                entry = zipfile.ZipInfo(name, DATE)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
                target.writestr(entry, source.read(name))
        return packed.getvalue()
