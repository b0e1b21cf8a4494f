"""What stands under a heading, or after a label, that asks who takes part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.lexicon import words
from extractors.participants.rules import HEADING
from extractors.segmented import Block, Layout, Section
from extractors.view import View

ABOUT_AWARDS = re.compile(words(r"khen thưởng|xét tặng|được tặng|danh hiệu|tôn vinh|tuyên dương"))
# "Ai kiểm tra, ai tổng hợp?" asks for the organisers.
_ABOUT_ORGANISERS = re.compile(words(r"(?<![^\W_])ai (?:kiểm tra|tổng hợp|theo dõi|chấm|chỉ đạo|lo|trả|chi|phụ trách|chịu)(?![^\W_])"))
_REWARDS = re.compile(words(r"(?<![^\W_])(?:khen|thưởng|tặng|trao|tôn vinh|danh hiệu)(?![^\W_])"))
_LONGEST_HEADING = 90  # characters
_LABEL_TAIL = re.compile(r"[^.:?;,\n]{0,30}(?:[.:?]+(?=\s|$)|\s*$)")
_SENTENCE = 7  # level of a section that is one sentence, told by its words or guessed
_NO_TEXT = ("furniture", "head", "foot", "row")


def role_at(view: View, layout: Layout, offset: int) -> str:
    """Role of the part an offset stands in, as headings tell it; a sentence's own role counts only where its words bear it out."""
    for section in reversed(layout.sections_over(offset)):
        if section.level < _SENTENCE or (section.role == "khen_thuong" and _REWARDS.search(view.bare, section.start, section.end)):
            return section.role
    return "khac"


def participant_sections(layout: Layout, view: View) -> Iterator[tuple[int, int]]:
    """The own text of the sections whose role is to say who takes part."""
    done = 0
    for section in layout.sections:
        if section.role != "doi_tuong" or section.level >= _SENTENCE or ABOUT_AWARDS.search(view.bare, *section.heading):
            continue
        if _ABOUT_ORGANISERS.search(view.bare, *section.heading):
            continue
        for start, end in _own_text(layout, section):
            if end > done:
                yield max(start, done), end
                done = end


def under_headings(view: View, layout: Layout) -> Iterator[tuple[int, int]]:
    """What stands under headings that segmentation gave no role: damaged ones, labels run into their text, unusual wordings."""
    blocks = layout.blocks
    for i, block in enumerate(blocks):
        if block.kind in _NO_TEXT:
            continue
        stop = min(block.end, block.start + _LONGEST_HEADING)
        heading = HEADING.compiled.match(view.bare[block.start : stop])
        if not heading or role_at(view, layout, block.start) == "doi_tuong" or ABOUT_AWARDS.search(view.bare, block.start, stop):
            continue
        after = block.start + heading.end()
        if block.level or view.text[block.start : block.end].isupper():
            yield after, _next_heading(view, blocks, i)
        elif label := _LABEL_TAIL.match(view.bare, after, block.end):
            yield label.end(), _end_of_items(blocks, i, alone=not view.text[label.end() : block.end].strip())


def governed_end(view: View, layout: Layout, offset: int) -> int:
    """End of the list that begins after a label at ``offset``: its paragraph or the items below; ``offset`` where there is no layout."""
    for i, block in enumerate(layout.blocks):
        if block.start <= offset <= block.end:
            return _end_of_items(layout.blocks, i, alone=not view.text[offset : block.end].strip())
    return offset


def _next_heading(view: View, blocks: Sequence[Block], i: int) -> int:
    """End of what a numbered or upper-case heading governs."""
    level = blocks[i].level or 1
    after = next((b for b in blocks[i + 1 :] if 0 < b.level <= level or view.text[b.start : b.end].isupper()), None)
    return after.start if after else blocks[i].end


def _end_of_items(blocks: Sequence[Block], i: int, *, alone: bool) -> int:
    """End of what a label governs: its own paragraph (or the next, if it stands alone) and the items below."""
    last = i + 1 if alone and i + 1 < len(blocks) else i
    while last + 1 < len(blocks) and blocks[last + 1].level >= max(4, blocks[last].level if last > i else 4):
        last += 1
    return blocks[last].end


def _own_text(layout: Layout, section: Section) -> Iterator[tuple[int, int]]:
    """A section after its heading, less the sections inside it that are about something else."""
    cursor = section.heading[1] if section.heading[1] > section.heading[0] else section.start
    for inner in layout.sections:
        if section.start < inner.start < section.end and inner.level < _SENTENCE and inner.role != "doi_tuong" and inner.start >= cursor:
            yield cursor, inner.start
            cursor = max(cursor, inner.end)
    if cursor < section.end:
        yield cursor, section.end
