"""Headings and labels which say that a part of a document is about awards."""

from __future__ import annotations

import re

from extractors.lexicon import words
from extractors.segmented import Layout
from extractors.view import View

_LABEL = re.compile(
    words(
        r"[\W\d_]*(?:[ivx]{1,4}\s*[.)/-]\s*)?(?:(?:một|hai|ba|bốn|năm|sáu|bảy) là,\s*)?(?:về )?(?:công tác |việc )?"
        r"khen thưởng\s*[.:,]"
    )
)

# "III. Cơ cấu giải thưởng" is a heading of awards too.
_OF_PRIZES = re.compile(
    words(
        r"[\W\d_]*(?:[ivx]{1,4}\s*[.)/-]\s*)?(?:về )?(?:các |cơ cấu |mức |hình thức )*(?:giải thưởng|phần thưởng|trao thưởng|trao giải)"
        r"(?![^\W_])"
    )
)


def under_a_heading(view: View, layout: Layout, offset: int) -> bool:
    """Does a heading or a label (not merely the sentence itself) say that this part is about awards?"""
    if any(s.role == "khen_thuong" and s.heading[1] > s.heading[0] for s in layout.sections_over(offset)):
        return True
    if any(_OF_PRIZES.match(view.bare, *s.heading) for s in layout.sections_over(offset) if s.heading[1] > s.heading[0]):
        return True
    block = layout.block_at(offset)
    return bool(block and _LABEL.match(view.bare, block.start, block.end))
