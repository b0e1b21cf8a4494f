"""What an extractor is given: a spaCy ``Doc`` of syllables with the parts, sections and metadata of the document on it.

``doc.text`` is the text as kept (NFC); every offset of a part, section or fact points into it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from spacy.tokens import Doc

from extractors.view import View, view


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A stretch of the text and what ingestion knows of it; parts of different kinds may lie within each other.

    ``head`` is the letterhead, ``foot`` recipients and signature, ``furniture`` everything round the document (menus,
    counters, running heads, page numbers). ``level`` is the depth of a heading, ``number`` that of a page, row or column.
    """

    start: int
    end: int
    kind: str
    level: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a page links to: absolute or relative URL, link text."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the container says of the document, apart from its text; None where it says nothing.

    ``published_at`` has a time where one is stated; ``published_span`` is where the text shows it (None: it stands only in
    the container's metadata, and ``published_locator`` tells where). ``fields`` are the rows of a document card, keyed by
    ``so_hieu``, ``co_quan``, ``ngay_ban_hanh``, ``ngay_hieu_luc``, ``nguoi_ky``, ``trich_yeu``, ``loai``.
    """

    title: str | None = None
    published_at: date | datetime | None = None
    published_span: tuple[int, int] | None = None
    published_locator: str | None = None
    url: str | None = None
    site_name: str | None = None
    author: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document with a role of ``codes/sections.csv``.

    ``heading`` is the span of its heading line (empty span where a role was read off a sentence), ``level`` its depth
    (1 for I. and Điều, 2 for 1., 3 for 1.1., 4 for a), 5 for -, 6 for +), ``marker`` the list mark as written.
    """

    start: int
    end: int
    role: str
    heading: tuple[int, int]
    level: int
    marker: str


@dataclass(frozen=True, slots=True)
class Block:
    """A logical paragraph or list item: lines that were broken by a page or the margin are one block."""

    start: int
    end: int
    marker: str
    level: int
    kind: str  # paragraph, item, heading, row, furniture, head, foot


@dataclass(frozen=True, slots=True)
class Layout:
    """Parts, sections, blocks, metadata of one document; hangs on the Doc as ``doc._.layout``."""

    metadata: Metadata
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[tuple[int, int], ...]
    _turns: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _open: tuple[tuple[Section, ...], ...] = field(init=False, repr=False, compare=False)
    _foreign: tuple[int, ...] = field(init=False, repr=False, compare=False)  # where furniture begins and ends, in turn

    def __post_init__(self) -> None:
        # A long document asks for the sections of an offset thousands of times: where they change is worked out once.
        turns, stacks = _stretches(self.sections)
        object.__setattr__(self, "_turns", turns)
        object.__setattr__(self, "_open", stacks)
        object.__setattr__(self, "_foreign", covered([(p.start, p.end) for p in self.parts if p.kind == "furniture"]))

    def of_kind(self, *kinds: str) -> Iterator[Part]:
        """Parts of these kinds in text order."""
        return (part for part in self.parts if part.kind in kinds)

    def section_at(self, offset: int) -> str:
        """Role of the innermost section at an offset (``khac`` outside all)."""
        over = self.sections_over(offset)
        return over[-1].role if over else "khac"

    def sections_over(self, offset: int) -> tuple[Section, ...]:
        """The sections that hold an offset, the innermost last."""
        at = bisect_right(self._turns, offset) - 1
        return self._open[at] if at >= 0 else ()

    def blocks_before(self, offset: int) -> Iterator[Block]:
        """The blocks that start before an offset, the nearest first."""
        return (self.blocks[i] for i in range(bisect_left(self.blocks, offset, key=lambda b: b.start) - 1, -1, -1))

    def block_at(self, offset: int) -> Block | None:
        """The block that holds an offset."""
        low, high = 0, len(self.blocks)
        while low < high:
            middle = (low + high) // 2
            if self.blocks[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.blocks) and self.blocks[low].start <= offset:
            return self.blocks[low]
        return None

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """Offsets of the sentence that holds an offset (the empty span there if none does)."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle][1] <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low][0] <= offset:
            return self.sentences[low]
        return (offset, offset)

    def is_furniture(self, offset: int) -> bool:
        """True where the text is not the document's own."""
        return bisect_right(self._foreign, offset) % 2 == 1


def covered(spans: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """The stretches that some spans cover together: first offset, offset after the last, and so on."""
    edges: list[int] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if edges and start <= edges[-1]:
            edges[-1] = max(edges[-1], end)
        else:
            edges += [start, end]
    return tuple(edges)


def _stretches(sections: tuple[Section, ...]) -> tuple[tuple[int, ...], tuple[tuple[Section, ...], ...]]:
    """Where the sections that hold an offset change, and which they are from there on, in the order given."""
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for i, section in enumerate(sections):
        if section.end > section.start:
            starts.setdefault(section.start, []).append(i)
            ends.setdefault(section.end, []).append(i)
    turns: list[int] = []
    stacks: list[tuple[Section, ...]] = []
    held: set[int] = set()
    for offset in sorted({*starts, *ends}):
        held.difference_update(ends.get(offset, ()))
        held.update(starts.get(offset, ()))
        turns.append(offset)
        stacks.append(tuple(sections[i] for i in sorted(held)))
    return tuple(turns), tuple(stacks)


if not Doc.has_extension("layout"):
    Doc.set_extension("layout", default=None)


def layout_of(doc: Doc) -> Layout:
    """The layout that segmentation put on the Doc; an empty one for a Doc made by hand."""
    found: Layout | None = doc._.layout
    if found is None:
        return Layout(Metadata(), (), (), (), ((0, len(text_of(doc))),))
    return found


@dataclass(frozen=True, slots=True)
class About:
    """What is settled of a document before its facts are read: who speaks, where and when; None where it does not say.

    ``anchor`` is the day that year-less and relative dates are read against, ``year`` the year the document is about when it has no
    day of its own. Spans are where the text says it.
    """

    document_type: str | None = None
    number: str | None = None
    number_span: tuple[int, int] | None = None
    title: str | None = None
    title_span: tuple[int, int] | None = None
    issued_on: date | None = None
    issued_span: tuple[int, int] | None = None
    issued_under: bool = False
    published_on: date | None = None
    published_at: str | None = None
    published_span: tuple[int, int] | None = None
    issuer: str | None = None
    issuer_level: str | None = None
    province: str | None = None
    province_code: str | None = None
    district: str | None = None
    anchor: date | None = None
    year: int | None = None
    announced: bool = True


if not Doc.has_extension("about"):
    Doc.set_extension("about", default=None)


def about_of(doc: Doc) -> About:
    """What is known of the document; all None for a Doc made by hand."""
    return doc._.about or About()


_TEXT = "thidua.text"
_VIEW = "thidua.view"  # twelve extractors ask for it


def keep_text(doc: Doc, text: str) -> None:
    """Keep the text that the Doc was made of: spaCy puts it together again from its tokens whenever ``doc.text`` is asked for."""
    doc.user_data[_TEXT] = text


def text_of(doc: Doc) -> str:
    """``doc.text``."""
    kept: str | None = doc.user_data.get(_TEXT)
    return doc.text if kept is None else kept


def view_of(doc: Doc) -> View:
    """The foldings of the Doc's text, with the line ends *inside* a paragraph as blanks (a margin broke them, not the writer)."""
    layout = layout_of(doc)
    known = doc.user_data.get(_VIEW)
    if known is None or known[0] is not layout:
        known = (layout, view(flowed(text_of(doc), layout.blocks)))
        doc.user_data[_VIEW] = known
    found: View = known[1]
    return found


def look_at(doc: Doc, seen: View) -> None:
    """Let `view_of` give ``seen`` (a view of the Doc's text) with paragraphs flowing as ever."""
    layout = layout_of(doc)
    doc.user_data[_VIEW] = (layout, View(*(flowed(folding, layout.blocks) for folding in (seen.text, seen.low, seen.bare))))


def flowed(text: str, blocks: tuple[Block, ...]) -> str:
    """``text`` with line ends inside blocks as blanks; same length.

    >>> flowed("Kế hoạch số\\n12/KH-UBND\\nCăn cứ", (Block(0, 22, "", 0, "paragraph"), Block(23, 29, "", 0, "paragraph")))
    'Kế hoạch số 12/KH-UBND\\nCăn cứ'
    """
    pieces: list[str] = []
    cursor = 0
    for block in blocks:
        if "\n" in text[block.start : block.end] and block.kind not in ("head", "foot", "furniture"):
            pieces.append(text[cursor : block.start])
            pieces.append(text[block.start : block.end].replace("\n", " "))
            cursor = block.end
    if not cursor:
        return text
    pieces.append(text[cursor:])
    return "".join(pieces)
