"""Where in a text a citation can be at all.

Most of a text is words, and reading words with the patterns of numbers is what costs time. A number needs a digit before a slash or a
dash, a short form a digit behind the last syllable of a type's name, a title the word "luật". These are looked for first, on the text
as it is (lower-cased, which keeps its length), so that folding and patterns run only where something may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.directives.symbols import DASHES
from extractors.directives.types import NAMES
from extractors.view import View, fold, lower

_B = r"[\s\u200b-\u200d\u2060\ufeff]{0,3}"
_SEP = rf"[/{re.escape(DASHES)}]"
# After the separator letters, or a year (O for 0 and l for 1 as scans have them) and letters.
_NUMBER = re.compile(rf"[0-9][a-z]{{0,2}}{_B}{_SEP}{_B}(?:[12l][09o][0-9ol]{{2}}{_B}{_SEP}{_B})?[^\W\d_]")
_NO_HYPHEN = re.compile(rf"\s{{1,3}}[a-zđð]{{2,4}}{_B}/")  # "Chỉ thị số 34 CT/TU"
_LAST_SYLLABLES = frozenset(name.split()[-1] for name in NAMES) | {"qð"}
_LAST_LETTERS = "".join(sorted({syllable[-1] for syllable in _LAST_SYLLABLES}))
_DIGITS = re.compile(rf"[0-9](?:(?<=[{_LAST_LETTERS}ố:\s]\s[0-9])|(?<=:[0-9]))[0-9]{{0,3}}(?![0-9])")
_BEHIND = 220  # characters that the patterns before a spot look at, and those behind it: date and issuer, and the title after a number
_AHEAD = {"numbers": 760, "plain": 340, "above": 360, "laws": 480, "resolutions": 600, "plenums": 400}
BEFORE_TERM = 110  # characters from "Nghị quyết" to the term of the Central Committee that passed it
_LAWS = ("luật", "pháp lệnh", "pháp\nlệnh", "hiến pháp", "hiến\npháp")
_TYPE_OF_PLENUM = re.compile(r"(?:quyết|luận)\s[^;.]{0,70}t(?:[wư]|rung\s{1,3}ương)")


@dataclass(frozen=True, slots=True)
class Spots:
    """Offsets: of the last digit of a number, the digits of a short form, "trên" behind a type, words of titles, a plenum's term."""

    numbers: list[int]
    plain: list[int]
    above: list[int]
    laws: list[int]
    resolutions: list[int]
    plenums: list[int]

    def stretches(self, length: int) -> Iterator[tuple[int, int]]:
        """The stretches of a text of ``length`` that the patterns round the spots read, in order, those that touch as one."""
        start = end = 0
        for at, ahead in sorted((at, ahead) for kind, ahead in _AHEAD.items() for at in getattr(self, kind)):
            if at - _BEHIND > end:
                yield start, end
                start = at - _BEHIND
            end = min(length, max(end, at + ahead))
        yield start, end


def _lowered(text: str) -> str:
    lowered = lower(text)
    if len(lowered) == len(text):
        return lowered
    # İ becomes two characters.
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def spots(text: str) -> Spots:
    """Where the NFC ``text`` can hold a citation."""
    lowered = _lowered(text)
    plain = [match for match in _DIGITS.finditer(lowered) if _after_type(lowered, match.start())]
    no_hyphen = [match.end() - 1 for match in plain if _NO_HYPHEN.match(lowered, match.end())]
    return Spots(
        sorted([*(match.start() for match in _NUMBER.finditer(lowered)), *no_hyphen]),
        [match.start() for match in plain],
        [at for at in _all(lowered, "trên") if _after_type(lowered, at)],
        [at for word in _LAWS for at in _all(lowered, word) if _is_capital(text, at)],
        [at for word in ("đại hội", "đại\nhội", "đại  hội") for at in _all(lowered, word) if "quyết" in lowered[max(0, at - 30) : at]],
        [at for word in ("khóa", "khoá") for at in _all(lowered, word) if _TYPE_OF_PLENUM.search(lowered, max(0, at - BEFORE_TERM), at)],
    )


def _all(lowered: str, word: str) -> Iterator[int]:
    at = lowered.find(word)
    while at >= 0:
        yield at
        at = lowered.find(word, at + len(word))


def _is_capital(text: str, at: int) -> bool:
    """A law's name has a capital: its own, or that of "Bộ luật"."""
    return text[at].isupper() or text[max(0, at - 4) : at].lstrip()[:1] == "B"


_BETWEEN = frozenset(("", "số", "nêu", "nói", "kể"))


def _after_type(lowered: str, at: int) -> bool:
    words = lowered[max(0, at - 22) : at].split()
    while words and words[-1].rstrip(":") in _BETWEEN:
        words.pop()
    return bool(words) and words[-1].rstrip(":") in _LAST_SYLLABLES


def glimpse(text: str, found: Spots) -> View:
    """A view of ``text`` that is folded only round the spots; nothing else of it may be read."""
    pieces: list[str] = []
    done = 0
    for start, end in found.stretches(len(text)):
        pieces += [text[done:start], fold(text[start:end])]
        done = end
    pieces.append(text[done:])
    return View(text, "".join(pieces), "")
