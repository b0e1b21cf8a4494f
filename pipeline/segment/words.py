"""underthesea's words and sentences, laid over the text as kept.

Its `word_tokenize` gives strings, not offsets, and would move tone marks (uỷ → ủy) if allowed to; its `sent_tokenize` breaks after
list marks. Both are mended here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from underthesea import sent_tokenize
from underthesea.pipeline.text_normalize.character_normalize import normalize_characters_in_text
from underthesea.pipeline.word_tokenize import regex_tokenize

from pipeline.segment.tagger import word_tagger

# What underthesea cuts off as a sentence and is none: a list mark, an ordinal, a closing quotation mark.
_NO_SENTENCE = re.compile(r"[\s*]*(?:\(?\w{1,4}[.)]|[IVXLC]+\.|[”\"')»*\s.]+)[\s*]*")
_STOP = re.compile(r"[.?!]")
_CLOSING = re.compile(r"[”\"')»*]+(?:\s*[.;,])?")
# It never ends a sentence after a figure, for list marks look the same; after a year and before a word in small letters there is an end.
_AFTER_YEAR = re.compile(r"(?<=\b[12]\d{3})\.(?:[”\"')»]+)?(?P<gap>\s+)(?=[“\"'(«]?[^\W\d_]\w*\s+\w*[^\W\d_])")
_RUN_BEFORE, _RUN_AFTER = re.compile(r"\S{1,100}$"), re.compile(r"\S{1,100}")
_ABBREVIATION = re.compile(r"(?:\b(?:TP|Tp|TX|TT|ThS|TS|PGS|GS|BS|Ths|Đ/c|đ/c|St|No|v\.v|[A-ZĐ](?:\.[A-ZĐ])*)\.|\d\.)$")


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentences of ``text[start:end]`` as offsets into ``text``."""
    whole = text[start:end].strip()
    if not _STOP.search(whole.rstrip(".?!")):  # nothing to cut at, as in most items of a list
        at = text.find(whole, start)
        return [(at, at + len(whole))] if whole else []
    found: list[tuple[int, int]] = []
    cursor = start
    carry: int | None = None  # start of pieces that wait for the sentence they belong to
    for piece in sent_tokenize(text[start:end]):
        at = text.find(piece, cursor, end)
        stop = at + len(piece)
        cursor = stop
        if (closing := _CLOSING.match(text, at, stop)) and found and carry is None:
            # The closing quotation mark belongs to the sentence before; what follows it is a sentence of its own.
            found[-1] = (found[-1][0], closing.end())
            at = closing.end()
            while at < stop and text[at].isspace():
                at += 1
            if at >= stop:
                continue
        if found and carry is None and at == found[-1][1] and _within_word(text, at, start, end):
            found[-1] = (found[-1][0], stop)
            continue
        begin = at if carry is None else carry
        if _NO_SENTENCE.fullmatch(text, at, stop) or (_ABBREVIATION.search(text, at, stop) and stop < end and not _opens(text, stop, end)):
            carry = begin
            continue
        found.append((begin, stop))
        carry = None
    if carry is not None:
        found.append((carry, cursor))
    return [cut for begin, stop in found for cut in _cut_after_years(text, begin, stop)]


def _cut_after_years(text: str, begin: int, stop: int) -> list[tuple[int, int]]:
    cuts: list[tuple[int, int]] = []
    for match in _AFTER_YEAR.finditer(text, begin, stop):
        first = text[match.end()]
        if first.isupper() or not first.isalpha():
            cuts.append((begin, match.start("gap")))
            begin = match.end()
    return [*cuts, (begin, stop)]


def _within_word(text: str, at: int, start: int, end: int) -> bool:
    """Does a place right behind a full stop stand inside an address ("ubnd@moet.edu.vn") or a mark ("2017./.")?"""
    if text[at].islower() or text[at].isdigit() or text[at] == "/":
        return True
    before, after = _RUN_BEFORE.search(text, max(start, at - 100), at), _RUN_AFTER.match(text, at, min(end, at + 100))
    return "@" in (before[0] if before else "") + (after[0] if after else "")


def _opens(text: str, at: int, end: int) -> bool:
    """Does a new sentence open after a full stop that may be an abbreviation's? Only a line end says so."""
    return "\n" in text[at : min(at + 3, end)]


def words(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """underthesea's words of the given spans as offsets into ``text``.

    >>> ["Hưởng ứng phong trào của tỉnh"[a:b] for a, b in words("Hưởng ứng phong trào của tỉnh", [(0, 29)])]
    ['Hưởng ứng', 'phong trào', 'của', 'tỉnh']
    """
    found: list[tuple[int, int]] = []
    for start, end in spans:
        syllables, places = _syllables(text[start:end])
        begin = stop = -1
        for goes_on, place in zip(word_tagger().continues(syllables), places, strict=True):
            if not goes_on and stop > begin:
                found.append((start + begin, start + stop))
                begin = stop = -1
            if place is not None:
                begin, stop = (place[0] if begin < 0 else begin), place[1]
        if stop > begin:
            found.append((start + begin, start + stop))
    return found


def _syllables(piece: str) -> tuple[list[str], list[tuple[int, int] | None]]:
    """What underthesea takes for syllables, numbers and signs, and where each stands: nowhere if it wrote it otherwise than the text."""
    normal = normalize_characters_in_text(piece)
    matches = list(regex_tokenize.patterns.finditer(normal))
    syllables = [match[0] for match in matches]
    if normal == piece:
        return syllables, [match.span() for match in matches]
    places: list[tuple[int, int] | None] = []
    cursor = 0
    for syllable in syllables:
        at = piece.find(syllable, cursor)
        places.append(None if at < 0 else (at, at + len(syllable)))
        cursor = cursor if at < 0 else at + len(syllable)
    return syllables, places
