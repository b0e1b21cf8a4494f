"""Lines of pages to paragraphs: which line goes on in the next, over page breaks too, and which begins something new."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from pipeline.ingest.compose import Block
from pipeline.ingest.doctitle import names_type
from pipeline.ingest.layout import Line
from pipeline.ingest.letterhead import is_signature

_MARK = re.compile(
    r"^(?:[-+*•–—]\s?\S|\d{1,2}(?:\.\d{1,2}){0,3}[.)]\s?[^\W\d]|\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\.?\s|[a-zđ]{1,2}\)|[a-zđ]\.\s|"
    r"[IVX]{1,5}\s?[.)/-]\s?\S|(?:Điều|ĐIỀU)\s+\d{1,3}[a-z]?\s?[.:]|(?:Chương|Mục|Phần|Phụ lục|PHỤ LỤC|CHƯƠNG|PHẦN|"
    r"MỤC)\s+(?:thứ\s+)?[\dIVXLA-Z]|Căn cứ\b|Kính gửi\b|Nơi nhận\b)"
)
_ENDED = re.compile(r"[.;:!?…”\"]\W{0,2}$|/\.$")
_ENDING = 4  # characters that tell it
_NO_BLANK = re.compile(r"[\w)]-|\w/")
_RANGE_OPENS = re.compile(r"\w+ +\d[\d.,/]*%? [-–]$")
_RANGE_ENDS = re.compile(r"\d[\d.,/]*(?:%|\s+[^\W\d])")
_FIRST_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Margins:
    """Where the running text of a page begins and ends, and how far apart its lines stand."""

    left: float
    right: float
    pitch: float


@dataclass(slots=True)
class Paragraph:
    """Lines that are one paragraph, one heading or one line of a head or foot block."""

    lines: list[Line]
    centred: bool = False
    kind: str = "paragraph"
    parts: list[str] = field(default_factory=list)

    @property
    def bold(self) -> bool:
        """True if all its lines are bold."""
        return all(line.all_bold for line in self.lines)

    def block(self) -> Block:
        """Its text on one line, with the bold spans and one anchor a line."""
        text = ""
        spans: list[tuple[int, int]] = []
        anchors: list[tuple[int, int, str]] = []
        for line in self.lines:
            if text and not _NO_BLANK.fullmatch(text[-2:]):
                text += " "
            start = len(text)
            text += line.text
            anchors.append((start, len(text), line.locator))
            for first, last in line.bold:
                if spans and start + first - spans[-1][1] <= 1:
                    spans[-1] = (spans[-1][0], start + last)
                else:
                    spans.append((start + first, start + last))
        block = Block(text, anchors=anchors)
        for first, last in spans:
            if last - first >= 12 or last - first >= 0.9 * len(text):
                block.marks.append(("bold", first, min(last, len(text)), 0, 0))
        return block


def _is_small(text: str) -> bool:
    """True if the first letter of a line is a small one: it goes on with a sentence."""
    match = _FIRST_LETTER.search(text)
    return match is not None and match.group().islower()


def _has_ended(text: str) -> bool:
    """True if a sentence ends with a line."""
    return _ENDED.search(text, max(0, len(text) - _ENDING)) is not None


def margins_of(lines: list[Line], width: float) -> Margins:
    """Margins of a page from the lines of its running text."""
    wide = [line for line in lines if not line.own and line.x1 - line.x0 > 0.4 * width]
    if not wide:
        return Margins(0.12 * width, 0.92 * width, 18.0)
    rights = sorted(line.x1 for line in wide)
    lefts = sorted(line.x0 for line in wide)
    pitches = sorted(b.y0 - a.y0 for a, b in itertools.pairwise(lines) if not a.own and not b.own and 4 < b.y0 - a.y0 < 60)
    return Margins(
        lefts[len(lefts) // 10],
        rights[min(len(rights) - 1, int(len(rights) * 0.9))],
        pitches[len(pitches) // 2] if pitches else 18.0,
    )


def is_centred(line: Line, margins: Margins) -> bool:
    """True for a line as far from the left margin as from the right one, and clear of both."""
    left, right = line.x0 - margins.left, margins.right - line.x1
    plain = not line.all_bold and not line.text.isupper()
    if plain and (line.x1 - line.x0 > 0.7 * (margins.right - margins.left) or _MARK.match(line.text)):
        return False  # a first line set in, with a ragged end
    return left > 14 and right > 14 and abs(left - right) < max(12.0, 0.12 * (left + right))


def to_paragraphs(lines: list[Line], margins: dict[int, Margins]) -> list[Paragraph]:
    """Joins lines, in reading order, to paragraphs."""
    found: list[Paragraph] = []
    for line in lines:
        centred = not line.own and is_centred(line, margins[line.page])
        if found and _goes_on(found[-1], line, centred, margins):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line], centred))
    return found


def _goes_on(paragraph: Paragraph, line: Line, centred: bool, margins: dict[int, Margins]) -> bool:
    last = paragraph.lines[-1]
    if line.own or last.own:
        return _number_goes_on(last, line) or _own_goes_on(last, line)
    page = margins[last.page]
    here = margins[line.page]
    if _number_goes_on(last, line):
        return True
    if abs(line.size - last.size) > 0.25 * max(line.size, last.size):
        return False
    if centred or paragraph.centred:
        return _heading_goes_on(paragraph, line, centred, page)
    ended = _has_ended(last.text)
    marked = _MARK.match(line.text) is not None
    small = not marked and _is_small(line.text)
    same_page = line.page == last.page
    if same_page and line.y0 - last.y0 > 1.5 * page.pitch and not (small and not ended):
        return False
    room = page.right - last.x1
    if room > line.first_word + 0.35 * last.size and not (small and not ended and room < 0.15 * (page.right - page.left)):
        return False
    if last.all_bold != line.all_bold and not (small and not ended):
        return False
    indent = line.x0 - here.left
    if marked:
        if ended or indent > 6:
            return False
        # At the margin, in the middle of a sentence: "khoản 2 / Điều 26", not an item.
        return not line.all_bold and not re.match(r"(?:Căn cứ|Kính gửi|Nơi nhận)\b", line.text)
    if len(paragraph.lines) == 1:
        shift = (line.x0 - here.left) - (last.x0 - page.left)
        if shift > 0.6 * line.size:
            return bool(_MARK.match(last.text)) and not ended  # a hanging indent
        if shift > -0.6 * line.size and indent > 0.6 * line.size:
            return not ended or small  # both indented: two short paragraphs, or one set in
        return indent <= 0.6 * line.size or not ended or small
    shift = (line.x0 - here.left) - (last.x0 - page.left)
    return shift <= 0.6 * line.size or (small and not ended)


def _number_goes_on(last: Line, line: Line) -> bool:
    """A number that breaks at its hyphen or slash goes on: "01/CTLT-VNPT-" / "CĐVNPT"."""
    if last.text.endswith((" -", " –")) and _RANGE_OPENS.search(last.text) and _RANGE_ENDS.match(line.text) and last.column == line.column:
        return True  # "giai đoạn 2021 -" / "2025", "từ 7 -" / "8%"
    if not last.text.endswith(("-", "/")):
        return False
    return bool(re.search(r"\d\S*[-/]$", last.text)) and bool(re.match(r"[A-ZĐ\d]", line.text)) and last.column == line.column


def _own_goes_on(last: Line, line: Line) -> bool:
    """In a column of the head or foot only what cannot begin a line goes on: a small letter behind no full stop."""
    together = (last.page, last.block, last.column) == (line.page, line.block, line.column)
    if together and last.text.startswith(("-", "–", "+")) and not re.search(r"[.;:,…]$", last.text):
        return not _MARK.match(line.text) and not is_signature(line.text)  # a recipient that takes two lines
    return together and line.text[:1].islower() and not _MARK.match(line.text) and not re.search(r"[.;:…]$", last.text)


def _heading_goes_on(paragraph: Paragraph, line: Line, centred: bool, margins: Margins) -> bool:
    last = paragraph.lines[-1]
    if not (centred and paragraph.centred) or line.page != last.page:
        # The last line of a paragraph may stand centred by chance.
        full = margins.right - last.x1 < line.first_word + 2 * last.size
        both_bold = (
            last.all_bold and line.all_bold and last.text.isupper() == line.text.isupper() and line.y0 - last.y0 < 1.7 * margins.pitch
        )
        if both_bold and full and line.page == last.page and not _MARK.match(line.text) and not names_type(last.text):
            return True
        goes_on = (_is_small(line.text) or line.text[:1].isdigit()) and not _MARK.match(line.text) and not _has_ended(last.text)
        return not paragraph.centred and goes_on and full and line.page == last.page and not line.all_bold
    if last.all_bold != line.all_bold or names_type(last.text) or line.y0 - last.y0 > 1.7 * margins.pitch:
        return False
    if _MARK.match(line.text) or line.text.startswith("(") or re.match(r"^(?:Chương|Mục|Phần|CHƯƠNG|PHẦN)\s+\S{1,5}$", last.text):
        return False
    if _is_small(line.text) and not _has_ended(last.text):
        return True
    shouting = last.text.isupper()
    if shouting != line.text.isupper():
        return False
    return last.x1 - last.x0 > 0.5 * (margins.right - margins.left) or last.text.endswith((",", "-", "–"))
