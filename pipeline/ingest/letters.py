"""Characters as kept: NFC, plain spaces, no invisible ones; and whether a word is spelled like Vietnamese."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import filterfalse

_SPACES = "\t\n\r\v\f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_INVISIBLE = "\xad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff\ufffe\uffff"
_CONTROL = "".join(chr(c) for c in (*range(0x20), *range(0x7F, 0xA0)) if chr(c) not in _SPACES)

_TABLE: dict[int, str | None] = {ord(c): " " for c in _SPACES}
_TABLE |= {ord(c): None for c in _INVISIBLE + _CONTROL}
_TABLE |= dict.fromkeys(range(55296, 57344))  # lone surrogates cannot be written as UTF-8
_TABLE |= dict.fromkeys(range(65024, 65040))  # variation selectors

# Symbol fonts (Wingdings, Symbol) leave their bullets in the private use area; a bullet of any shape is a list mark.
_TABLE |= dict.fromkeys(range(57344, 63744), "-")
_TABLE |= {ord(c): "-" for c in "\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u25b8\u25ba\u27a2\u2751\u2756"}

_KEEP_LINES = {c: r for c, r in _TABLE.items() if chr(c) not in "\t\n\xa0" and r != "-"}
for _code in (*map(ord, "\u2028\u2029\x85\v\f"),):
    _KEEP_LINES[_code] = "\n"
_NOT_WRITTEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\x00\ud800-\udfff]")

_RUNS_OF_SPACE = re.compile(r" {2,}")
_UNCLEAN = re.compile(r"[^!-~\xa1-\xac\xae-\u02ff\u0391-\u03c9\u1ea0-\u1ef9\u2010-\u2027\u2030-\u205e ]|  ")


def clean(text: str) -> str:
    """One line of text as kept: NFC, every blank a plain space and single, invisible characters gone, odd bullets "-".

    >>> clean("Kế\\u00a0hoạch\\u200b  số")
    'Kế hoạch số'
    """
    if _UNCLEAN.search(text):
        text = _RUNS_OF_SPACE.sub(" ", text.translate(_TABLE))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def clean_written(text: str) -> str:
    """A text file as kept: NFC, CRLF to LF, no zero-width characters, else exactly as written."""
    text = _NOT_WRITTEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


_ONSET = "(?:ngh|ng|nh|th|tr|ch|ph|gh|gi|kh|qu|[bcdđghklmnpqrstvx])?"
_NUCLEUS = (
    "(?:iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uya|uyê|uyu|uêu|"
    "iê|yê|uô|ươ|uâ|uê|uy|uơ|oa|oă|oe|oo|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oi|ôi|ơi|ua|ui|ưa|ưi|ưu|ưo|uo|[aăâeêioôơuưy])"
)
_CODA = "(?:ch|ng|nh|[ckmnpt])?"
_SYLLABLE = re.compile(_ONSET + _NUCLEUS + _CODA)
_TONES = {ord(c): None for c in "\u0300\u0301\u0303\u0309\u0323"}
_WORD = re.compile(r"[^\W\d_]+")


def is_syllable(word: str) -> bool:
    """True if a word is spelled as a Vietnamese syllable may be (with at most one tone mark)."""
    apart = unicodedata.normalize("NFD", word.lower())
    plain = apart.translate(_TONES)
    if len(apart) - len(plain) > 1:
        return False
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)) is not None


def syllable_share(text: str, *, accented: bool = False) -> tuple[float, int]:
    """Share of the words that are spelled as Vietnamese, and how many words were looked at.

    ``accented`` looks only at words with a letter outside ASCII: they are what an encoding can spoil.
    """
    words = [w for w in _WORD.findall(text) if not accented or not w.isascii()]
    if not words:
        return 0.0, 0
    # Each is looked at once: few words of a text are said only once.
    return sum(count for word, count in Counter(words).items() if is_syllable(word)) / len(words), len(words)


def fold(text: str) -> str:
    """Lower case without diacritics and with đ as d: for comparing words that a page spells in its own way."""
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("ð", "d"))
    return "".join(filterfalse(unicodedata.combining, apart))
