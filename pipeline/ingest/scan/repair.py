"""What OCR commonly gets wrong in this genre, put right where the lexicon leaves no doubt.

A word is changed only in the accents of one letter, only where no text of the genre has it beside its neighbours, and only into
the one word that texts of the genre do have there. Letters that stand for digits are changed inside numbers and dates only.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.ingest.letters import fold, is_syllable
from pipeline.ingest.scan.tesseract import Word

_CORE = re.compile(r"^(?P<before>[\W_]*)(?P<core>[^\W\d_]+)(?P<behind>[\W_]*)$")
_STOPPED = "\u0301\u0323"  # acute and dot below
_OPENS = re.compile(r"[(\[“\"‘]")
_ENDS = re.compile(r"[.,;:!?)\]”\"’]")
# A number is never made by guessing.
_NUMERALS = frozenset(["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"])
_VARIANTS = {frozenset(pair) for pair in (("hàng", "hằng"), ("quý", "quí"), ("ký", "kí"), ("kỷ", "kỉ"), ("hòa", "hoà"))}
_OFTEN, _UNSURE = 4, 0.95  # a word that exists is changed for one neighbour only where that is common, and the reading is not sure
_USUAL = 0.15  # share of a word's places in which the other stands beside it: "đấu" and "phấn", not "theo" and "tỉnh"
_SURE = 0.965  # Tesseract is as sure as that of nine words in ten that it read right
_DIGITS = str.maketrans({"O": "0", "o": "0", "Q": "0", "l": "1", "I": "1", "|": "1", "]": "1"})
_LIKE_DIGITS = r"[\dOoQlI|\]]"
_NUMBERS = (
    re.compile(rf"(?<![\w/]){_LIKE_DIGITS}{{1,5}}(?=/(?:\d{{4}}/)?[A-ZĐ]{{2}})"),
    re.compile(rf"(?<![\w/]){_LIKE_DIGITS}{{1,2}}[/.-]{_LIKE_DIGITS}{{1,2}}[/.-](?:[12]{_LIKE_DIGITS}{{3}})(?!\w)"),
    re.compile(rf"(?<=COVID-){_LIKE_DIGITS}{{2}}(?!\w)", re.I),
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN_HEAD = re.compile(r"^([IVXLHTl1]{1,5})(?:[.,]|(?=\s))\s?(?P<heading>[^\W\d_]{2}.*)$")
_STROKES = str.maketrans({"H": "II", "L": "I", "T": "I", "l": "I", "1": "I"})
_SIGNS = {"Ð": "Đ", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff"}


@dataclass(frozen=True, slots=True)
class Repair:
    """A word as read and as kept."""

    read: str
    kept: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How often words and pairs of neighbours stand in texts of the genre; and the words by their letters without accents."""

    words: dict[str, int]
    pairs: dict[tuple[str, str], int]
    bare: dict[str, tuple[str, ...]]


def is_sound(word: str) -> bool:
    """True for a word, in small letters, that Vietnamese can have: a syllable that ends in c, ch, p or t rises or is cut short.

    >>> is_sound("xuất"), is_sound("xuât"), is_sound("nhạc")
    (True, False, True)
    """
    if not is_syllable(word):
        return False
    return not word.endswith(("c", "ch", "p", "t")) or any(mark in unicodedata.normalize("NFD", word) for mark in _STOPPED)


@cache
def lexicon() -> Lexicon:
    """The lexicon that comes with the package."""
    words: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    packed = files("pipeline.ingest.scan").joinpath("lexicon.txt.gz").read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        entry, count = line.split("\t")
        first, _, second = entry.partition(" ")
        if second:
            pairs[first, second] = int(count)
        else:
            words[first] = int(count)
    bare: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        bare[fold(word)].append(word)
    return Lexicon(words, pairs, {key: tuple(found) for key, found in bare.items()})


def repair_line(words: list[Word]) -> list[Repair]:
    """Repairs the words of a line in place; gives what was changed, but for signs that have only one meaning."""
    done: list[Repair] = []
    for place, word in enumerate(words):
        text: str = word.text
        for sign, right in _SIGNS.items():
            text = text.replace(sign, right)
        if place == 0 and text in ("~", "—", "–", "¬"):
            text = "-"
        word.text = text
        for pattern in _NUMBERS:
            text = pattern.sub(lambda match: match.group().translate(_DIGITS) if _has_digit(match.group()) else match.group(), text)
        if text != word.text:
            done.append(Repair(word.text, text))
            word.text = text
    cores = [_CORE.match(word.text) for word in words]
    for place, word in enumerate(words):
        match = cores[place]
        if match is None:
            continue
        better = _better(match["core"], _neighbour(cores, place, -1), _neighbour(cores, place, 1), word.confidence)
        if better is not None:
            text = f"{match['before']}{better}{match['behind']}"
            done.append(Repair(word.text, text))
            word.text = text
            cores[place] = _CORE.match(text)
    return done


def repair_numerals(lines: list[list[Word]]) -> list[Repair]:
    """Repairs Roman numbers of headings, in place, where the headings before and behind leave one number free.

    ``lines`` are those of a document from top to bottom; strokes of I get lost, or are taken for H and L.
    """
    found = ((words, _ROMAN_HEAD.match(" ".join(word.text for word in words))) for words in lines)
    heads = [(words, match[1]) for words, match in found if match and match["heading"].isupper()]
    values = [_ROMAN.index(numeral) + 1 if numeral in _ROMAN else 0 for _, numeral in heads]
    done: list[Repair] = []
    for place, (words, numeral) in enumerate(heads):
        before = values[place - 1] if place else 0
        behind = values[place + 1] if place + 1 < len(heads) else 0
        expected = before + 1
        if values[place] == expected or expected > len(_ROMAN):
            continue
        right, strokes = _ROMAN[expected - 1], numeral.translate(_STROKES)
        # What is no Roman number at all needs no heading behind it to be told by. L is "I." or the full stop alone.
        readings = {strokes, strokes[:-1]} if numeral.endswith(("L", "l")) else {strokes}
        certain = right in readings if not values[place] else behind == expected + 1 and strokes.strip("I") == right.strip("I")
        if not certain:
            continue
        text = words[0].text.replace(numeral, f"{right}." if words[0].text == numeral else right, 1)
        done.append(Repair(words[0].text, text))
        words[0].text, values[place] = text, expected
    pointed = sum(words[0].text.endswith(".") for words, _ in heads)
    for words, numeral in heads:
        if words[0].text == numeral and numeral in _ROMAN and pointed > len(heads) / 2:
            done.append(Repair(numeral, f"{numeral}."))
            words[0].text = f"{numeral}."
    return done


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _neighbour(cores: list[re.Match[str] | None], place: int, step: int) -> str | None:
    """The word before or behind, in small letters, if no sign parts the two."""
    other = place + step
    if not 0 <= other < len(cores):
        return None
    here, there = cores[place], cores[other]
    if here is None or there is None:
        return None
    first, second = (there, here) if step < 0 else (here, there)
    if _ENDS.search(first["behind"]) or _OPENS.search(second["before"]):
        return None
    return there["core"].lower()


def _better(core: str, left: str | None, right: str | None, confidence: float) -> str | None:
    """The word that must stand there, in the case of the one that was read; None to leave it."""
    book = lexicon()
    low = core.lower()
    if len(low) < 2 or (left is None and right is None):
        return None

    def support(word: str) -> tuple[int, int]:
        return book.pairs.get((left or "", word), 0), book.pairs.get((word, right or ""), 0)

    if any(support(low)):
        return None
    known = low in book.words
    if known and confidence >= _SURE:
        return None
    if not core.islower() and not core.isupper() and not (core[0].isupper() and core[1:].islower()):
        return None
    if core[0].isupper() and not core.isupper() and known:
        return None  # may be a name
    fitting = []
    for other in book.bare.get(fold(low), ()):
        if other == low or _letters_apart(low, other) != 1:
            continue
        before, behind = support(other)
        if known:
            most = max(before, behind)
            shares = before / book.words.get(left or "", 1), behind / book.words.get(right or "", 1), most / book.words[other]
            fits = max(shares) >= _USUAL and (bool(before and behind) or (most >= _OFTEN and confidence < _UNSURE))
        else:
            fits = bool(before and behind) or max(before, behind) >= (2 if is_sound(low) else 1)
        if fits:
            fitting.append(other)
    if len(fitting) != 1 or fitting[0] in _NUMERALS or frozenset((low, fitting[0])) in _VARIANTS:
        return None
    found = fitting[0]
    return found.upper() if core.isupper() else found.capitalize() if core[0].isupper() else found


def _letters_apart(one: str, other: str) -> int:
    """In how many letters two words of the same length differ; a large number for words of different length."""
    return sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else 99
