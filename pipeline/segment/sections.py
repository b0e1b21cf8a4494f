"""Sections from headings, with their roles; where there are none, from the sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.letterhead.patterns import HEADING as TYPE_OF_DOCUMENT
from extractors.segmented import Block, Part, Section
from extractors.view import View
from pipeline.segment.blocks import marker_of
from pipeline.segment.roles import heading_role, sentence_role

_LONGEST_HEADING = 160  # characters; a longer line is a paragraph
_LONGEST_LABEL = 70  # "1. Phạm vi: Phong trào …": the label before the colon
# "Tiêu chí" under "Khen thưởng", "Nhiệm vụ" under "Tổ chức thực hiện": a general word does not leave the part it stands in.
_ANNEX = re.compile(r"[*\s]*phụ\s+lục(?:\s+(?:số\s+)?(?:[ivx]+|\d+))?[*\s]*(?:\n|$|[:.])")
_GENERAL = ("noi_dung", "yeu_cau")
_KEEPS = ("to_chuc_thuc_hien", "khen_thuong", "thoi_gian", "doi_tuong", "kinh_phi")


def _label_end(seen: View, block: Block) -> int:
    """End of the block's heading: all of it, or its label before a colon; ``block.start`` where it has none."""
    _, level, after = marker_of(seen.text, block.start, block.end)
    text = seen.text[after : block.end].rstrip(" \t*_\n")
    if level >= 5:
        return block.start
    if block.kind == "heading":
        return block.end if len(text) <= 2 * _LONGEST_HEADING else block.start
    first_line = text.split(":", 1)[0]
    if ":" in text and 3 <= len(first_line) <= _LONGEST_LABEL and "." not in first_line.strip(". "):
        return after + len(first_line) + 1
    if len(text) <= _LONGEST_HEADING and text and text[-1] not in ".;,!?":
        letters = [c for c in text if c.isalpha()]
        if level or (letters and all(c.isupper() for c in letters)):
            return block.end
    return block.start


def _is_bold(block: Block, bold: Sequence[Part], text: str) -> bool:
    stripped = text[block.start : block.end].strip()
    if stripped.startswith("**") and stripped.endswith("**"):
        return True
    return any(part.start <= block.start and part.end >= block.end - 1 for part in bold)


def sections(seen: View, blocks: Sequence[Block], sentences: Sequence[tuple[int, int]], parts: Sequence[Part]) -> tuple[Section, ...]:
    """All sections in text order; an inner one follows the outer one that holds it.

    A heading without a role of its own takes over that of the heading above it. Sentences get a role of their own where no heading
    gives one.
    """
    text_end = len(seen.text)
    found: list[Section] = []
    open_sections: list[int] = []  # indexes into found, outermost first
    bold = [part for part in parts if part.kind == "bold"]
    bold_starts = {part.start for part in bold}
    without_role: list[Block] = []

    def close(upto: int, level: int) -> None:
        while open_sections and found[open_sections[-1]].level >= level:
            index = open_sections.pop()
            section = found[index]
            found[index] = Section(section.start, upto, section.role, section.heading, section.level, section.marker)

    annexes = {part.start for part in parts if part.kind == "annex"}
    titles = _titles(seen, blocks)
    for block in blocks:
        if block.start in annexes or _ANNEX.match(seen.low, block.start):
            close(block.start, 0)  # what an annex says is no part of the section before it
        if block.kind in ("furniture", "head", "foot"):
            close(block.start, 0)
            role = {"furniture": "ngoai_bai", "head": "tieu_de", "foot": "noi_nhan"}[block.kind]
            found.append(Section(block.start, block.end, role, (block.start, block.start), 0, ""))
            continue
        if block.kind == "title" or block.start in titles:
            found.append(Section(block.start, block.end, "tieu_de", (block.start, block.end), 0, ""))
            continue
        if block.kind not in ("row", "footnote"):
            end = _label_end(seen, block)
            level = block.level
            if end == block.start and block.level == 0 and len(seen.text[block.start : block.end]) <= _LONGEST_HEADING:
                starred = seen.text.startswith("**", block.start)
                if (starred or block.start in bold_starts) and _is_bold(block, bold, seen.text):
                    end = block.end
            if end > block.start:
                own = heading_role(seen, marker_of(seen.text, block.start, block.end)[2], end)
                if not level:
                    # Without a list mark only a heading that says what it is opens a section.
                    level = (1 if block.kind == "heading" else 2) if own else 0
                if level:
                    close(block.start, level)
                    outer = found[open_sections[-1]].role if open_sections else "khac"
                    role = outer if own is None or (own in _GENERAL and outer in _KEEPS) else own
                    found.append(Section(block.start, text_end, role, (block.start, end), level, block.marker))
                    open_sections.append(len(found) - 1)
        if not open_sections or found[open_sections[-1]].role == "khac":
            without_role.append(block)
    close(text_end, 0)
    for block in without_role:
        found.extend(_by_sentence(seen, block, sentences))
    # Outer before inner where both start together, so that the innermost comes last.
    return tuple(sorted(found, key=lambda s: (s.start, -s.end, s.level)))


def _titles(seen: View, blocks: Sequence[Block]) -> frozenset[int]:
    """Where the line that only names the type of document stands under the letterhead, and the line below that says what it is about."""
    body = next((i for i, block in enumerate(blocks) if block.kind not in ("furniture", "head")), len(blocks))
    if body == 0 or blocks[body - 1].kind != "head" or body == len(blocks):
        return frozenset()
    name = blocks[body]
    if TYPE_OF_DOCUMENT.compiled.match(seen.low[name.start : name.end]) is None:
        return frozenset()
    below = blocks[body + 1] if body + 1 < len(blocks) else None
    if below is None or below.kind not in ("paragraph", "heading") or below.marker or below.end - below.start > 2 * _LONGEST_HEADING:
        return frozenset((name.start,))
    if seen.text[below.start : below.end].rstrip(" *_")[-1:] in (".", ";", ":"):
        return frozenset((name.start,))
    return frozenset((name.start, below.start))


def _by_sentence(seen: View, block: Block, sentences: Sequence[tuple[int, int]]) -> list[Section]:
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle][0] < block.start:
            low = middle + 1
        else:
            high = middle
    found: list[Section] = []
    while low < len(sentences) and sentences[low][0] < block.end:
        start, end = sentences[low]
        role = sentence_role(seen, start, end)
        if role:
            found.append(Section(start, end, role, (start, start), 7, ""))
        low += 1
    return found
