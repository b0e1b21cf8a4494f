"""Whether a text layer is worth reading: bad OCR loses the accents and leaves junk; signing software leaves only its stamp."""

from __future__ import annotations

import re

from pipeline.ingest.letters import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_ASCII_LETTER = re.compile(r"[a-zA-Z]")
_JUNK_INSIDE = re.compile(r"[A-Za-z][()\[\]{}|~^<>=\\][A-Za-z()\[\]{}|]|\b[A-Z]+[a-z][A-Z]+\b|[a-z][A-Z]{2,}[a-z]")
_STAMP = re.compile(
    r"^(?:(?:được\s+)?(?:người\s*)?ký(?:\s*(?:số|bởi|ngày|bằng))?\s*:.{0,200}|ký bởi\b.{0,150}|signature valid|"
    r"digitally signed by.*|signature not verified|email\s*:.{0,80}|cơ quan\s*:.{0,120}|thời gian ký\s*:.{0,60}|"
    r"chức vụ\s*:.{0,60}|"
    r"signed by\s*:.*|signing date\s*:.*|date\s*:\s*\d{4}\.\d\d\.\d\d.*|ngày ký\s*:.{0,60}|reason\s*:.*|location\s*:.*)$",
    re.I,
)


def is_stamp(text: str) -> bool:
    """True for a line that signing software prints on a page ("Người ký: …", "Thời gian ký: …")."""
    return bool(_STAMP.match(text.strip()))


def is_bad_layer(text: str) -> bool:
    """True for Vietnamese that lost its accents to a bad OCR. Text in another language and short text are not.

    >>> is_bad_layer("LIEN DoAN LAO D()NG VIET NAM phat dong phong trao thi dua yeu nuoc nam " * 10)
    True
    """
    sample = text[:30_000]
    # Counted in one go, marks and all: most layers are plainly good, and to look at each letter takes as long as to read them.
    if len(sample) - len(sample.encode("ascii", "ignore")) - sum(map(sample.count, "“”‘’–…")) > 0.15 * len(sample):
        return False
    letters = len(_LETTER.findall(sample))
    if letters < 250:
        return False
    accented = letters - len(_ASCII_LETTER.findall(sample))
    if accented > 0.15 * letters:
        return False
    if accented > 0.06 * letters:
        # Accents are there but may be the wrong ones: words are then spelled like no Vietnamese ones.
        words = [w for w in _WORD.findall(sample) if len(w) > 1]
        return len(words) > 100 and sum(map(is_syllable, words)) < 0.35 * len(words)
    words = [w for w in _WORD.findall(sample) if len(w) > 1]
    if len(words) < 60:
        return False
    spelled = sum(map(is_syllable, words)) / len(words)
    junk = len(_JUNK_INSIDE.findall(sample)) / len(words)
    return spelled > 0.4 or junk > 0.03
