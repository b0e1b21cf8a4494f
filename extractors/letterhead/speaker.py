"""Who launches in a text's own voice, on a page without a letterhead or in the enacting words of an official document.

A page that has such a speaker is the authority's own text; one that has none is that of somebody who tells of it.
"""

from __future__ import annotations

import re
from itertools import islice

from extractors.agencies import find_agencies
from extractors.letterhead import patterns as p
from extractors.segmented import Layout
from extractors.view import View

_OPENING = 6  # blocks of a page among which an address stands


def is_addressed(seen: View, layout: Layout) -> bool:
    """Does the page open with "Kính gửi: …"?"""
    own = islice((b for b in layout.blocks if b.kind not in ("furniture", "title")), _OPENING)
    return any(p.ADDRESSEE.compiled.match(seen.low[b.start : b.end]) for b in own)


def speaker(seen: View, layout: Layout, headline: tuple[int, int] | None, end: int | None = None) -> tuple[int, int] | None:
    """Who launches in the text's own voice: the last agency before "phát động" that is not another's ("của UBND tỉnh …").

    A headline that has somebody launch a campaign tells of it.
    """
    titles = [(part.start, part.end) for part in layout.of_kind("title")] + [headline or (0, 0)]
    for match in p.SPEAKING.matches(seen, 0, end):
        if any(start <= match.start() < stop for start, stop in titles):
            continue
        names = [(a.start, a.end) for a in find_agencies(seen, match.start("who"), match.end("who"))] or [match.span("who")]
        for start, stop in reversed(names):
            if stop >= match.end("who") - 2 and not re.search(r"(?:của|do|theo)\s+$", seen.low[max(0, start - 5) : start]):
                return start, match.end("who")
        # "…, Ban Thường vụ Đoàn xã, Chủ nhiệm hợp tác xã Hoa Ban phát động …": who speaks stands behind the last comma.
        last = match.start("who") + match["who"].rfind(",") + 1
        if last > match.start("who") and (alone := p.SPEAKING.compiled.search(seen.low, last, match.end())):
            if not seen.low[last : alone.start()].strip() and seen.text[alone.start()].isupper():
                return alone.span("who")
    return None
