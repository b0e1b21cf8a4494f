"""Text typed with TCVN3 or VNI fonts inside Unicode files, turned into Unicode line by line.

The font's name is no evidence (it is wrong in nearly half of the cases, and pages lose it), so the letters themselves decide:
a line is converted where its accented words are not spelled as Vietnamese and become so by the conversion.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipeline.ingest.letters import is_syllable, syllable_share

_WORD = re.compile(r"[^\s\d.,;:!?()\[\]\"“”‘’/…–-]+")

# Letters that a line in Unicode Vietnamese hardly holds and one in TCVN3 or VNI does.
_TCVN3_MARKS = re.compile("[§®\xad©¬¨ªµ¸¶·¹»¾¼½Æ£×Þ]|[äöëæåïüßñÖ×Ü]")
_VNI_MARKS = re.compile("[a-zA-Z][ùøûõïáàåãäéèëêúüöôÙØÛÕÏÁÀÅÃÄÉÈËÊÚÜÖÔ](?![ùø])|[ñÑ]")
_SUSPECT = re.compile("[§®\xad©¬¨ªµ¸¶·¹»¾¼½Æ£×Þäöëåïüßñøûõ]")

# Signs that stand alone in any text, between the steps of a path or before a year. No word is written with such a letter alone.
_SIGNS = frozenset("»·©")

_HYPHENED = re.compile(r"\S*-\S*")

_ENOUGH, _TOO_FEW = 0.8, 0.55


@cache
def _charmaps() -> tuple[tuple[str, re.Pattern[str], Any], ...]:
    # viparse pulls in its whole package: it is imported when the first suspect line turns up, which is rarely.
    from viparse.normalize.encodings import get_charmap
    from viparse.normalize.tables import convert

    def converter(name: str) -> Any:
        charmap = get_charmap(name)
        return lambda text: convert(text, charmap, "NFC")

    return (("tcvn3", _TCVN3_MARKS, converter("tcvn3")), ("vni", _VNI_MARKS, converter("vni")))


def _convert_words(line: str, convert: Any) -> str:
    """Converts the words that can be legacy: those with no letter beyond Latin-1, which Unicode Vietnamese mostly has."""

    def one(match: re.Match[str]) -> str:
        word = match.group()
        if word.isascii() or word in _SIGNS or not _is_latin(word):
            return word
        try:
            return str(convert(word))
        except Exception:  # a young library: a word it cannot take stays as it is
            return word

    return _WORD.sub(one, line)


def convert_line(line: str) -> tuple[str, str | None]:
    """The line in Unicode and the encoding it was in (``tcvn3``, ``vni``), or the line as given and None.

    >>> convert_line("H×nh thµnh vµ båi d\\u00adìng lßng yªu thÝch")
    ('Hình thành và bồi dưỡng lòng yêu thích', 'tcvn3')
    >>> convert_line("Bản quyền © 2024 tỉnh Lai Châu")[1]
    >>> convert_line("Trang chủ » Gương điển hình")[1]
    """
    if not _SUSPECT.search(line):
        return line, None
    # Words of the line that speak: not ASCII, and nothing in them beyond Latin-1. A word said twice (a unit: "µm") speaks once.
    words = list(dict.fromkeys(w for w in _WORD.findall(line) if not w.isascii() and w not in _SIGNS and _is_latin(w)))
    doubtful = " ".join(words)
    if not any(c.isascii() and c.isalpha() for c in doubtful):
        return line, None
    good = sum(map(_is_fine, words)) / len(words)
    if good > _TOO_FEW:
        return line, None
    best: tuple[float, str, Any] | None = None
    for name, marks, convert in _charmaps():
        if not marks.search(doubtful):
            continue
        share, count = syllable_share(_convert_words(doubtful, convert))
        if count and share >= _ENOUGH and share > good + 0.25 and (best is None or share > best[0]):
            best = (share, name, convert)
    # One short word proves nothing ("Ñ", "São"): it takes two, or one with a letter no Vietnamese word has.
    if best is None or (len(words) < 2 and not re.search("[®\xad¬¨¸¶·¹»¾¼½]", doubtful)):
        return line, None
    return _convert_words(line, best[2]), best[1]


def restore_soft_hyphens(line: str) -> str:
    """A TCVN3 line whose letter ư (a soft hyphen there) came out as a hyphen, as PDF engines write it.

    Only where the word is spelled as Vietnamese with the letter put back, and never for a dash that opens the line.

    >>> restore_soft_hyphens("- yªu n-íc, CB-CNV, th-") == "- yªu n\\xadíc, CB-CNV, th\\xad"
    True
    """
    convert = _charmaps()[0][2]

    def one(match: re.Match[str]) -> str:
        token = match.group()
        bare = token.strip('.,;:!?()[]"“”…')
        if bare == "-" or (match.start() == 0 and bare.startswith("-")):
            return token
        return token.replace("-", "\xad") if is_syllable(_convert_words(bare.replace("-", "\xad"), convert)) else token

    return _HYPHENED.sub(one, line)


def _is_latin(word: str) -> bool:
    return all(ord(c) <= 0xFF or c in "ŒœŠšŽžŸƒ" for c in word)


def _is_fine(word: str) -> bool:
    return "\xad" not in word and is_syllable(word.strip("©®«»°·"))
