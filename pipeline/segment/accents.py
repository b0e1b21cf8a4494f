"""Wrong accents put right in what the rules see, never in the text as kept.

Typists and OCR give "phấn đẩu" and "tốc đô". A syllable is read as another with the same letters where texts of the genre never have
it beside its neighbours and do have the other there. The lexicon is that of OCR repair (`pipeline.ingest.scan.repair`).
"""

from __future__ import annotations

import re

from extractors.view import View, bare
from pipeline.ingest.scan.repair import Lexicon, is_sound, lexicon
from pipeline.segment.frames import framed

_SYLLABLE = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[ \n]{1,3}")
_NUMERALS = frozenset(["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"])
_USUAL = 0.15
"""Share of a word's places in which its neighbour is the one here, for a syllable that may be meant as it stands."""


def mended(seen: View) -> View:
    """The view with wrong accents put right in ``low``; same length, ``text`` and ``bare`` as they were.

    >>> from extractors.view import view
    >>> mended(view("Phong trào thi đưa yêu nước")).low
    'phong trào thi đua yêu nước'
    """
    book, low = lexicon(), seen.low
    spans = [match.span() for match in _SYLLABLE.finditer(low)]
    found = [low[start:end] for start, end in spans]
    changes = list(framed(low, seen.bare))
    for i, syllable in enumerate(found):
        if len(syllable) < 2:
            continue
        left = found[i - 1] if i and _GAP.fullmatch(low, spans[i - 1][1], spans[i][0]) else ""
        if (left, syllable) in book.pairs:
            continue
        right = found[i + 1] if i + 1 < len(found) and _GAP.fullmatch(low, spans[i][1], spans[i + 1][0]) else ""
        if (syllable, right) in book.pairs or not (left or right):
            continue
        other = _meant(book, syllable, left, right)
        if other is not None:
            found[i] = other
            changes.append((spans[i][0], other))
    if not changes:
        return seen
    letters = list(low)
    for start, other in changes:
        letters[start : start + len(other)] = other
    return View(seen.text, "".join(letters), seen.bare)


def _meant(book: Lexicon, syllable: str, left: str, right: str) -> str | None:
    """The one syllable of the same letters that the neighbours call for; None if there is none, or several."""
    known = syllable in book.words
    fitting = []
    for other in book.bare.get(bare(syllable), ()):
        if other == syllable or len(other) != len(syllable):
            continue
        before, behind = book.pairs.get((left, other), 0), book.pairs.get((other, right), 0)
        if known:
            share = max(before / book.words.get(left, 1), behind / book.words.get(right, 1), max(before, behind) / book.words[other])
            fits = share >= _USUAL and bool(before and behind)
        else:
            fits = bool(before and behind) or max(before, behind) >= (2 if is_sound(syllable) else 1)
        if fits:
            fitting.append((before + behind, other))
    if not fitting or syllable in _NUMERALS:
        return None
    best = max(fitting)[1]
    return best if (len(fitting) == 1 or not known) and best not in _NUMERALS else None
