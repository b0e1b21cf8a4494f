"""The text of Word paragraphs: runs with their style, tracked changes as accepted, text boxes, generated list marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.ingest.compose import Block, join_runs
from pipeline.ingest.legacy import convert_line
from pipeline.ingest.letters import clean
from pipeline.ingest.numbering import Numbering
from pipeline.ingest.package import W
from pipeline.ingest.wordstyles import PLAIN, Styles, child_of, first_said, flag_of, list_of, said_by, value_of

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = frozenset(
    (
        W + "del",
        W + "moveFrom",
        W + "instrText",
        W + "delText",
        W + "delInstrText",
        _MC + "Fallback",
        W + "rPr",
        W + "pPr",
        W + "sdtPr",
        W + "rt",
    )
)
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RUN, _PARAGRAPH, _PLACED, _BOX, _FORMULA = W + "r", W + "p", W + "sdt", W + "txbxContent", _M + "oMath"
# Stand between paragraphs and show nothing.
_MARKERS = frozenset(
    W + name
    for name in (
        "bookmarkStart",
        "bookmarkEnd",
        "proofErr",
        "permStart",
        "permEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
    )
)

@dataclass(slots=True)
class Written:
    """A paragraph as read: its block, its layout, and the paragraphs of text boxes that hang on it."""

    block: Block
    centred: bool = False
    level: int | None = None
    boxes: list[Any] = field(default_factory=list)
    converted: bool = False
    soft: bool = False  # goes on behind a soft line break


_BREAK = "\n"


def read_paragraph(element: Any, styles: Styles, numbering: Numbering, *, in_cell: bool = False) -> list[Written]:
    """Lines of a ``w:p``, one for each soft line break and one more; empty ones are left out.

    An empty item of a list counts, and shows its number ``in_cell`` of a table: the column of running numbers.
    """
    properties = said_by(child_of(element, "pPr"))
    named = value_of(properties, "pStyle")
    style = styles.get(named)
    aligned = value_of(properties, "jc")
    list_id, list_level = list_of(properties)
    list_id = list_id if list_id is not None else style.list_id
    list_level = list_level if list_level is not None else style.list_level
    level = list_level if list_level is not None else (numbering.level_of(list_id or "", named or "") or 0)
    runs: list[tuple[str, bool]] = []
    boxes: list[Any] = []
    fields: list[bool] = []  # of the fields round the run: is what comes their result?
    for run in _runs(element):
        if run.tag == _FORMULA:
            runs.append((_formula(run), False))
            continue
        look = said_by(child_of(run, "rPr"))
        worn = value_of(look, "rStyle")
        character = styles.get(worn) if worn else PLAIN
        hidden = first_said(flag_of(look, "vanish"), character.hidden, style.hidden)
        text = _run_text(run, fields, numbering if not hidden else None)
        if hidden:
            continue  # no reader sees it
        boxes += _boxes(run)
        if not text:
            continue
        bold = bool(first_said(flag_of(look, "b"), character.bold, style.bold))
        font = look.get(W + "rFonts")
        capitals = flag_of(look, "caps")
        name = (font.get(W + "ascii") or font.get(W + "hAnsi") or "") if font is not None else ""
        if capitals or (name.startswith(".Vn") and name.endswith("H")):
            # The capitals of TCVN3 are a font of their own: its letters are written small.
            turned, encoding = convert_line(text) if name.startswith(".Vn") else (text, None)
            text = turned.upper() if capitals or encoding or text.isascii() else text
        runs.append((text, bold))
    centre = (aligned == "center") if aligned is not None else bool(style.centred)
    outline = value_of(properties, "outlineLvl")
    depth = int(outline) if outline is not None and outline.isdecimal() and int(outline) < 9 else style.level
    written: list[Written] = []
    for line in _lines(runs):
        block, converted = _block(line)
        if not block.text:
            continue
        if not written and list_id not in (None, "0"):
            _put_mark(block, numbering.mark(list_id or "", level))
        written.append(Written(block, centre, depth, [], converted, soft=bool(written)))
    if not written and list_id not in (None, "0") and not flag_of(said_by(properties.get(W + "rPr")), "vanish"):
        mark = numbering.mark(list_id or "", level)
        if in_cell and mark[:1].isalnum():
            written.append(Written(Block(mark), centre, depth))
    if boxes:
        if not written:
            written.append(Written(Block(""), centre, depth))
        written[-1].boxes = boxes
    return written


def accept_joined(root: Any) -> None:
    """Joins paragraphs whose mark was deleted with tracked changes: what such a one holds goes before the text of the next.

    The emptied paragraph stays, so that paragraphs are counted as they stand in the file.
    """
    for mark in [*root.iter(W + "del"), *root.iter(W + "moveFrom")]:
        look = mark.getparent()
        properties = look.getparent() if look is not None and look.tag == W + "rPr" else None
        paragraph = properties.getparent() if properties is not None and properties.tag == W + "pPr" else None
        if paragraph is None or properties is None:
            continue
        after = paragraph.getnext()
        while after is not None and after.tag in _MARKERS:
            after = after.getnext()
        if after is None or after.tag != W + "p":
            continue
        for listed in properties.findall(W + "numPr"):
            properties.remove(listed)  # what is gone does not count
        place = 1 if len(after) and after[0].tag == W + "pPr" else 0
        after[place:place] = [child for child in paragraph if child.tag != W + "pPr"]


def _lines(runs: list[tuple[str, bool]]) -> list[list[tuple[str, bool]]]:
    """The runs cut at soft line breaks."""
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, bold in runs:
        first, *rest = text.split(_BREAK)
        lines[-1].append((first, bold))
        lines += [[(piece, bold)] for piece in rest]
    return lines


def _block(runs: list[tuple[str, bool]]) -> tuple[Block, bool]:
    changed, encoding = convert_line("".join(text for text, _ in runs))
    if encoding:
        runs = [(changed, all(bold for text, bold in runs if text.strip()))]
    text, spans = join_runs([(clean(text), bold) for text, bold in runs])
    block = Block(text)
    for start, end in spans:
        if end - start >= 12 or (start == 0 and end == len(text)):
            block.marks.append(("bold", start, end, 0, 0))
    return block, encoding is not None


def _put_mark(block: Block, mark: str) -> None:
    """Writes a generated list mark before the text; a wholly bold line stays wholly bold."""
    if not mark:
        return
    whole = len(block.text)
    shift = len(mark) + 1
    block.text = f"{mark} {block.text}"
    block.marks = [
        (kind, 0 if (start, end) == (0, whole) else start + shift, end + shift, level, number)
        for kind, start, end, level, number in block.marks
    ]


def is_placeholder(element: Any) -> bool:
    """True for a content control that nobody filled in: it shows what to enter there."""
    return element.tag == _PLACED and bool(element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None)


def _runs(element: Any) -> Iterator[Any]:
    """The runs and formulas of a paragraph in order, those inside links and insertions too."""
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        tag = child.tag
        if tag in (_RUN, _FORMULA):
            # A deleted paragraph mark stands in rPr; the run itself is kept unless its parent is a deletion.
            yield child
        elif isinstance(tag, str) and tag != _PARAGRAPH and tag not in _GONE and not is_placeholder(child):
            stack.extend(reversed(child))


def _boxes(run: Any) -> Iterator[Any]:
    """The text boxes that hang on a run; those inside them hang on runs of their own."""
    if next(run.iterdescendants(_BOX), None) is None:
        return
    stack = list(reversed(run))
    while stack:
        child = stack.pop()
        if child.tag == _BOX:
            yield child
        elif child.tag != _MC + "Fallback":
            stack.extend(reversed(child))


def _formula(element: Any) -> str:
    """A formula on one line: its letters in order, a fraction with a slash."""
    if element.tag == _M + "t":
        return element.text or ""
    pieces = [_formula(child) for child in element if isinstance(child.tag, str)]
    return ("/" if element.tag == _M + "f" else "").join(filter(None, pieces))


_FIELD, _TEXT = W + "fldChar", W + "t"
_SHOWN = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "br": _BREAK,
    W + "cr": _BREAK,
    W + "noBreakHyphen": "-",
    W + "sym": "-",  # a sign of a symbol font: a bullet or a box
    W + "softHyphen": "\xad",  # the letter ư of TCVN3, which programs take for what it looks like; elsewhere it is cleaned away
}
_CALLS = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}


def _run_text(run: Any, fields: list[bool], numbering: Numbering | None) -> str:
    """What a run shows. ``fields`` goes from run to run; ``numbering`` counts the notes that are called."""
    pieces: list[str] = []
    for child in run:
        tag = child.tag
        if tag == _FIELD:
            pieces += _field(child, fields)
        elif not all(fields):
            continue  # the code of a field, and fields that it asks for
        elif tag == _TEXT:
            pieces.append((child.text or "").replace(_BREAK, " "))
        elif tag in _SHOWN:
            pieces.append(_SHOWN[tag])
        elif tag in _CALLS and numbering is not None:
            pieces.append(f"[{numbering.note(_CALLS[tag], child.get(W + 'id') or '')}]")
    return "".join(pieces)


def _field(mark: Any, fields: list[bool]) -> list[str]:
    """Goes into a field, on to its result, or out of it; gives the choice of a list to choose from, which has no result."""
    kind = mark.get(W + "fldCharType")
    if kind == "begin":
        fields.append(False)
        choices = mark.find(f"{W}ffData/{W}ddList")
        if choices is not None and all(fields[:-1]):
            entries = [entry.get(W + "val") or "" for entry in choices.iter(W + "listEntry")]
            told = said_by(choices)
            chosen = value_of(told, "result") or value_of(told, "default") or "0"
            return entries[int(chosen) :][:1] if chosen.isdecimal() else []
    elif kind == "separate" and fields:
        fields[-1] = True
    elif kind == "end" and fields:
        fields.pop()
    return []
