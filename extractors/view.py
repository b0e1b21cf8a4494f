"""Ways to look at a text without moving a single character.

Vietnamese is written in several spellings of one word (uỷ/ủy, kỉ/kỷ, Ð/Đ, NFC/NFD, capitals) and rules must see one.
A `View` holds the NFC text beside two foldings of the *same length*, so that an offset found in one is an offset in all:

``low``
    lower case, one place for the tone mark, Ð and đ alike, every dash a hyphen, every blank a space (line ends stay).
``bare``
    ``low`` without diacritics: for lookups that must survive scans and capitals without accents.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_TONES = "\u0300\u0301\u0309\u0303\u0323"  # grave, acute, hook, tilde, dot below


def _tone_moves() -> dict[str, str]:
    """Two-letter endings with the tone on the last vowel, and the same with the tone on the first (hoà → hòa)."""
    moves = {}
    for first, second in (("o", "a"), ("o", "e"), ("u", "y")):
        for tone in _TONES:
            late = first + unicodedata.normalize("NFC", second + tone)
            early = unicodedata.normalize("NFC", first + tone) + second
            moves[late] = early
    return moves


_MOVES = _tone_moves()
# Only at the end of a syllable (hoàn keeps its tone), and not in quý, where u belongs to the consonant.
# (The letter is looked at first and what stands before it after that: a pattern that begins by looking back is tried at every character.)
_LATE_TONE = re.compile(
    rf"(?:o(?<!qo)[{''.join(m[1] for m in sorted(_MOVES) if m[0] == 'o')}]"
    rf"|u(?<!qu)[{''.join(m[1] for m in sorted(_MOVES) if m[0] == 'u')}])(?![^\W\d_])"
)
_Y = dict(zip("iíìỉĩị", "yýỳỷỹỵ", strict=True))
# kỉ niệm / kỷ niệm, quí / quý, lí / lý, mĩ / mỹ, tỉ / tỷ: one spelling, always as a whole syllable.
_I_FOR_Y = re.compile(r"[íìỉĩị](?![^\W\d_])(?:(?<=(?<![^\W\d_])[klmths].)|(?<=(?<![^\W\d_])qu.))")
_KEEP_I = {"tí", "tì", "tị", "mì", "mí", "lì", "lí nhí", "hì", "hí", "sĩ", "sì", "kì", "tĩ", "thị"}


class _LowTable(dict[int, str]):
    """Character by character folding for ``str.translate``, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        category = unicodedata.category(char)
        if char in "\n\r":
            out = "\n"
        elif category in ("Zs", "Zl", "Zp") or char in "\t\v\f\x85":
            out = " "
        elif category == "Pd" or char in "\u2212\u00ad":
            out = "-"
        elif char in "ÐðĐ":
            out = "đ"
        else:
            lowered = char.lower()
            out = lowered if len(lowered) == 1 else char
        self[code] = out
        return out


class _BareTable(dict[int, str]):
    """``low`` characters to their base letters."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = "d" if char == "đ" else unicodedata.normalize("NFD", char)[0]
        self[code] = base
        return base


_LOW = _LowTable()
_BARE = _BareTable()
# Beyond what Vietnamese texts are full of: lower-case characters that the table has to be asked for.
_ODD = re.compile(r"[^\n -~ß-ïñ-öø-ÿăđĩũơưạ-ỹ\u2018\u2019\u201c\u201d\u2026]")


_PIECE = 100_000


def lower(text: str) -> str:
    """Python's lower case, which may be longer than the text.

    It is taken piece by piece: of a text of many megabytes at once each character takes half as long again.
    """
    if len(text) <= _PIECE:
        return text.lower()
    return "".join([text[at : at + _PIECE].lower() for at in range(0, len(text), _PIECE)])


def _lowered(text: str) -> str:
    """``text.translate(_LOW)``, of which Python's own lower case is most and much quicker."""
    low = lower(text)
    if len(low) != len(text) or "Σ" in text:  # some capitals become two characters; the small sigma depends on its neighbours
        return text.translate(_LOW)
    for char in set(_ODD.findall(low)):
        low = low.replace(char, _LOW[ord(char)])
    return low


def _respelled(low: str) -> str:
    """One place for the tone mark, y for i as a whole rhyme."""
    low = _LATE_TONE.sub(lambda m: _MOVES[m[0]], low)
    return _I_FOR_Y.sub(lambda m: m[0] if m.string[m.start() - 1 : m.end()] in _KEEP_I else _Y[m[0]], low)


def fold(text: str) -> str:
    """``text`` (NFC) in the ``low`` folding; same length.

    >>> fold("Tỉnh Uỷ KỈ NIỆM – Ðảng")
    'tỉnh ủy kỷ niệm - đảng'
    """
    return _respelled(_lowered(text))


def bare(text: str) -> str:
    """``text`` (NFC) lower-cased without diacritics; same length.

    >>> bare("Ủy ban nhân dân tỉnh Đắk Lắk")
    'uy ban nhan dan tinh dak lak'
    """
    return _lowered(text).translate(_BARE)


@dataclass(frozen=True, slots=True)
class View:
    """One NFC text and its foldings; all three strings have the same length."""

    text: str
    low: str
    bare: str


@lru_cache(maxsize=4)
def view(text: str) -> View:
    """The foldings of an NFC text (kept for the last few texts, as every extractor asks for the same one)."""
    low = _lowered(text)
    return View(text, _respelled(low), low.translate(_BARE))


@dataclass(frozen=True, slots=True)
class Composed:
    """An NFC text made from any string, and the way back to that string's offsets."""

    text: str
    original: str
    starts: tuple[int, ...] | None  # original offset of each NFC character and of the end; None: nothing moved

    def span(self, start: int, end: int) -> tuple[int, int, str]:
        """Offsets and quote in the original string for an NFC span."""
        if self.starts is not None:
            start, end = self.starts[start], self.starts[end]
        return start, end, self.original[start:end]


def compose(original: str) -> Composed:
    """NFC of any string with the offsets that lead back.

    >>> composed = compose("Tỉnh u\u0309y")
    >>> composed.text, composed.span(5, 7)[:2]
    ('Tỉnh ủy', (5, 8))
    """
    if unicodedata.is_normalized("NFC", original):
        return Composed(original, original, None)
    pieces: list[str] = []
    starts: list[int] = []
    i, n = 0, len(original)
    while i < n:
        j = i + 1
        while j < n and (unicodedata.combining(original[j]) or "\u1160" <= original[j] <= "\u11ff"):
            j += 1
        piece = unicodedata.normalize("NFC", original[i:j])
        pieces.append(piece)
        # Where several characters remain, all but the first point at the end: a span never cuts a cluster.
        starts.extend([i] + [j] * (len(piece) - 1))
        i = j
    starts.append(n)
    return Composed("".join(pieces), original, tuple(starts))
