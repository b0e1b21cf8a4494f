"""Wrong accents put right in what the rules see, never in the text as kept.

Typists and OCR give "phấn đẩu" and "tốc đô". A syllable is read as another with the same letters where texts of the genre never have
it beside its neighbours and do have the other there. The lexicon is that of OCR repair (`pipeline.ingest.scan.repair`).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, product

from extractors.view import View, bare
from pipeline.ingest.scan.repair import Lexicon, is_sound, lexicon
from pipeline.segment.frames import framed
from pipeline.segment.tagger import dictionary

_SYLLABLE = re.compile(r"[^\W\d_]+")
_GAPS = frozenset("".join(signs) for length in (1, 2, 3) for signs in product(" \n", repeat=length))
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
    found, gaps = _SYLLABLE.findall(low), _SYLLABLE.split(low)
    # Most syllables are known beside the one before them; only the others are looked at one by one.
    asked = deque(
        i
        for i, (left, gap, syllable) in enumerate(zip(["", *found], gaps, found, strict=False))
        if len(syllable) > 1 and not ((left, syllable) in book.pairs and gap in _GAPS)
    )
    others: dict[int, str] = {}
    while asked:
        i = asked.popleft()
        syllable = found[i]
        left = found[i - 1] if i and gaps[i] in _GAPS else ""
        right = found[i + 1] if i + 1 < len(found) and gaps[i + 1] in _GAPS else ""
        if len(syllable) < 2 or (left, syllable) in book.pairs or (syllable, right) in book.pairs or not (left or right):
            continue
        other = _meant(book, syllable, left, right)
        if other is not None:
            others[i] = found[i] = other
            if i + 1 < len(found) and not (asked and asked[0] == i + 1):
                asked.appendleft(i + 1)  # it has another neighbour now
    changes = [*framed(low, seen.bare), *_placed(others, found, gaps)]
    if not changes:
        return seen
    letters = list(low)
    for start, other in changes:
        letters[start : start + len(other)] = other
    return View(seen.text, "".join(letters), seen.bare)


def _placed(others: Mapping[int, str], found: Sequence[str], gaps: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The other syllables with their offsets; they are as long as those they stand for."""
    if others:
        ends = list(accumulate(len(gap) + len(syllable) for gap, syllable in zip(gaps, found, strict=False)))
        yield from ((ends[i] - len(other), other) for i, other in others.items())


def _meant(book: Lexicon, syllable: str, left: str, right: str) -> str | None:
    """The one syllable of the same letters that the neighbours call for; None if there is none, or several."""
    known = syllable in book.words or syllable in dictionary()
    if syllable in _NUMERALS or (known and not (left and right)):
        return None
    pairs = book.pairs
    fitting = []
    for other in book.bare.get(bare(syllable), ()):
        before = pairs.get((left, other), 0)
        if (known and not before) or other == syllable or len(other) != len(syllable):
            continue
        behind = pairs.get((other, right), 0)
        if known:
            share = max(before / book.words.get(left, 1), behind / book.words.get(right, 1), max(before, behind) / book.words[other])
            fits = share >= _USUAL and bool(behind)
        else:
            fits = bool(before and behind) or max(before, behind) >= (2 if is_sound(syllable) else 1)
        if fits:
            fitting.append((before + behind, other))
    if not fitting:
        return None
    best = max(fitting)[1]
    return best if (len(fitting) == 1 or not known) and best not in _NUMERALS else None
