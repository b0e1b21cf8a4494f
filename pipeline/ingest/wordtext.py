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
_OFF = ("0", "false", "off", "none")


@dataclass(slots=True)
class Style:
    """What a paragraph or character style says, its own and inherited."""

    bold: bool | None = None
    level: int | None = None  # outline level, 0 is the highest
    centred: bool | None = None
    list_id: str | None = None
    list_level: int | None = None
    hidden: bool | None = None


class Styles:
    """Styles by id. A template brings some hundred of them and a document uses a few: each is worked out when it is asked for."""

    def __init__(self, root: Any = None) -> None:
        """Reads ``word/styles.xml``."""
        self._known: dict[str, Style] = {}
        self._written: dict[str, Any] = {}
        self._default = ""
        for style in root.iter(W + "style") if root is not None else ():
            name = style.get(W + "styleId") or ""
            self._written[name] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self._default = name

    def get(self, name: str | None) -> Style:
        """A style, the default one where none is named."""
        name = name or self._default
        if name not in self._known:
            self._known[name] = _resolved(name, self._written, set())
        return self._known[name]


def _resolved(name: str, raw: dict[str, Any], seen: set[str]) -> Style:
    style = raw.get(name)
    if style is None or name in seen or len(seen) > 30:
        return Style()
    parent = _value(style, "basedOn")
    base = _resolved(parent, raw, seen | {name}) if parent else Style()
    properties, runs = style.find(W + "pPr"), style.find(W + "rPr")
    made = Style(base.bold, base.level, base.centred, base.list_id, base.list_level, base.hidden)
    bold = _flag(runs, "b")
    made.bold = base.bold if bold is None else bold
    hidden = _flag(runs, "vanish")
    made.hidden = base.hidden if hidden is None else hidden
    if properties is not None:
        level = _value(properties, "outlineLvl")
        if level is not None and level.isdecimal():
            made.level = int(level) if int(level) < 9 else None
        centred = _value(properties, "jc")
        made.centred = base.centred if centred is None else centred == "center"
        list_id, list_level = _list_of(properties)
        made.list_id = list_id if list_id is not None else base.list_id
        made.list_level = list_level if list_level is not None else base.list_level
    title = (_value(style, "name") or "").lower()
    if title.startswith("heading ") and title[8:].isdecimal() and made.level is None:
        made.level = min(int(title[8:]), 9) - 1
    return made


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
    properties = element.find(W + "pPr")
    named = _value(properties, "pStyle")
    style = styles.get(named)
    aligned = _value(properties, "jc")
    list_id, list_level = _list_of(properties)
    list_id = list_id if list_id is not None else style.list_id
    list_level = list_level if list_level is not None else style.list_level
    level = list_level if list_level is not None else (numbering.level_of(list_id or "", named or "") or 0)
    runs: list[tuple[str, bool]] = []
    boxes: list[Any] = []
    fields: list[bool] = []  # of the fields round the run: is what comes their result?
    for run in _runs(element):
        if run.tag == _M + "oMath":
            runs.append((_formula(run), False))
            continue
        look = run.find(W + "rPr")
        character = styles.get(_value(look, "rStyle")) if _value(look, "rStyle") else Style()
        hidden = _first_said(_flag(look, "vanish"), character.hidden, style.hidden)
        text = _run_text(run, fields, numbering if not hidden else None)
        if hidden:
            continue  # no reader sees it
        boxes += _boxes(run)
        if not text:
            continue
        bold = bool(_first_said(_flag(look, "b"), character.bold, style.bold))
        font = look.find(W + "rFonts") if look is not None else None
        capitals = _flag(look, "caps")
        name = (font.get(W + "ascii") or font.get(W + "hAnsi") or "") if font is not None else ""
        if capitals or (name.startswith(".Vn") and name.endswith("H")):
            # The capitals of TCVN3 are a font of their own: its letters are written small.
            turned, encoding = convert_line(text) if name.startswith(".Vn") else (text, None)
            text = turned.upper() if capitals or encoding or text.isascii() else text
        runs.append((text, bold))
    centre = (aligned == "center") if aligned is not None else bool(style.centred)
    outline = _value(properties, "outlineLvl")
    depth = int(outline) if outline is not None and outline.isdecimal() and int(outline) < 9 else style.level
    written: list[Written] = []
    for line in _lines(runs):
        block, converted = _block(line)
        if not block.text:
            continue
        if not written and list_id not in (None, "0"):
            _put_mark(block, numbering.mark(list_id or "", level))
        written.append(Written(block, centre, depth, [], converted, soft=bool(written)))
    if not written and list_id not in (None, "0") and not _flag(properties.find(W + "rPr") if properties is not None else None, "vanish"):
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
    return element.tag == W + "sdt" and bool(element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None)


def _runs(element: Any) -> Iterator[Any]:
    """The runs and formulas of a paragraph in order, those inside links and insertions too."""
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        tag = child.tag
        if not isinstance(tag, str) or tag in _GONE or is_placeholder(child):
            continue
        if tag in (W + "r", _M + "oMath"):
            # A deleted paragraph mark stands in rPr; the run itself is kept unless its parent is a deletion.
            yield child
        elif tag != W + "p":
            stack.extend(reversed(child))


def _boxes(run: Any) -> Iterator[Any]:
    """The text boxes that hang on a run; those inside them hang on runs of their own."""
    stack = list(reversed(run))
    while stack:
        child = stack.pop()
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag != _MC + "Fallback":
            stack.extend(reversed(child))


def _formula(element: Any) -> str:
    """A formula on one line: its letters in order, a fraction with a slash."""
    if element.tag == _M + "t":
        return element.text or ""
    pieces = [_formula(child) for child in element if isinstance(child.tag, str)]
    return ("/" if element.tag == _M + "f" else "").join(filter(None, pieces))


def _run_text(run: Any, fields: list[bool], numbering: Numbering | None) -> str:
    """What a run shows. ``fields`` goes from run to run; ``numbering`` counts the notes that are called."""
    pieces: list[str] = []
    for child in run:
        tag = child.tag
        if tag == W + "fldChar":
            pieces += _field(child, fields)
        elif not all(fields):
            continue  # the code of a field, and fields that it asks for
        elif tag == W + "t":
            pieces.append((child.text or "").replace(_BREAK, " "))
        elif tag in (W + "tab", W + "ptab"):
            pieces.append(" ")
        elif tag in (W + "br", W + "cr"):
            pieces.append(_BREAK)
        elif tag == W + "noBreakHyphen":
            pieces.append("-")
        elif tag == W + "sym":
            pieces.append("-")  # a sign of a symbol font: a bullet or a box
        elif tag == W + "softHyphen":
            pieces.append("\xad")  # the letter ư of TCVN3, which programs take for what it looks like; elsewhere it is cleaned away
        elif tag in (W + "footnoteReference", W + "endnoteReference") and numbering is not None:
            pieces.append(f"[{numbering.note(tag[len(W) : -len('Reference')], child.get(W + 'id') or '')}]")
    return "".join(pieces)


def _field(mark: Any, fields: list[bool]) -> list[str]:
    """Goes into a field, on to its result, or out of it; gives the choice of a list to choose from, which has no result."""
    kind = mark.get(W + "fldCharType")
    if kind == "begin":
        fields.append(False)
        choices = mark.find(f"{W}ffData/{W}ddList")
        if choices is not None and all(fields[:-1]):
            entries = [entry.get(W + "val") or "" for entry in choices.iter(W + "listEntry")]
            chosen = _value(choices, "result") or _value(choices, "default") or "0"
            return entries[int(chosen) :][:1] if chosen.isdecimal() else []
    elif kind == "separate" and fields:
        fields[-1] = True
    elif kind == "end" and fields:
        fields.pop()
    return []


def _first_said(*flags: bool | None) -> bool | None:
    return next((flag for flag in flags if flag is not None), None)


def _value(element: Any, name: str) -> str | None:
    child = element.find(W + name) if element is not None else None
    return child.get(W + "val") if child is not None else None


def _flag(element: Any, name: str) -> bool | None:
    child = element.find(W + name) if element is not None else None
    if child is None:
        return None
    return (child.get(W + "val") or "true").lower() not in _OFF


def _list_of(properties: Any) -> tuple[str | None, int | None]:
    number = properties.find(W + "numPr") if properties is not None else None
    if number is None:
        return None, None
    level = _value(number, "ilvl")
    return _value(number, "numId"), int(level) if level is not None and level.isdecimal() else None
