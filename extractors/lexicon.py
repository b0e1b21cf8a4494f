"""Word lists that survive scans, capitals and line breaks: looked up without accents, then checked with them.

The terms of a list are folded into one trie, the trie into one regular expression: a text is read once however long the
list is, and the longest term wins. A hit is kept if its accents are those of the term, or differ in one syllable of several
(a scan), or are missing altogether (capitals typed without them); never if the text is another word of the list ``unlike``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Generic, TypeVar

from extractors.syllables import syllables_in
from extractors.view import View, bare, fold

T = TypeVar("T")
BLANK = r"[ \n]+"
DASH = r"[ \n]*-[ \n]*"
_SYLLABLE = re.compile(r"[^\W_]+")
_WORD_END = r"(?![^\W_])"

# Capital letters of Vietnamese, for character classes ("À-Ỹ" would hold small letters too).
UPPER = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper())
# Second syllables of the names of ministries and departments ("Giáo dục và Đào tạo"), which are written small.
_SMALL = (
    "dục|tạo|tế|vụ|chính|thương|nghiệp|thôn|vận|tải|dựng|nghệ|trường|lịch|thao|thông|pháp|hội|ninh|phòng|binh|nguyên"
    "|động|học|hóa|giao|tộc|an|sản|tin|tư|triển|nông"
)
_NO_NAME = (
    "Giấy|Bằng|Cờ|Kỷ|Huân|Huy|Chủ|Thủ|Giám|Trưởng|Hiệu|Tổng|Người|Bộ|Sở|Ủy|UBND|HĐND|Hội|Mặt|Nhân|Đoàn|Danh|Chiến|Tập"
    "|Lao động tiên|Tiền"
)
NAME = re.compile(
    rf"(?:[ \n]+(?:[-–][ \n]+|và[ \n]+|&[ \n]+)?(?!{_NO_NAME})[{UPPER}][\w’'.]*(?:[ \n]+(?:{_SMALL})"
    rf"(?![^\W_])){{0,3}}(?:,(?=[ \n]+[{UPPER}]\w+[ \n]+(?:{_SMALL})\b))?)+"
)


def words(pattern: str) -> str:
    """A pattern written with accents and plain blanks, made ready for ``Rule(..., on="bare")``.

    >>> words("thủ trưởng (?:các )?cơ quan")
    'thu[ \\\\n]+truong[ \\\\n]+(?:cac[ \\\\n]+)?co[ \\\\n]+quan'
    """
    folded = "".join(
        bare(fold(piece)) if not piece.startswith(("\\", "(?P")) else piece for piece in re.split(r"(\\.|\(\?P)", pattern)
    )
    return re.sub(r" +", lambda _: BLANK, folded.replace(" - ", DASH.replace(" ", "\0"))).replace("\0", " ")


@lru_cache(maxsize=65536)
def written_as(low: str, term: str) -> bool:
    """Does a stretch of text (``low`` folding) spell ``term``, but for one accent?

    >>> written_as("cán bố", "cán bộ"), written_as("số", "sở"), written_as("CAN BO".lower(), "cán bộ")
    (True, False, True)
    """
    here, there = _SYLLABLE.findall(low), _SYLLABLE.findall(term)
    if here == there:
        return True
    if len(here) != len(there) or len(here) < 2:
        return False
    wrong = sum(a != b for a, b in zip(here, there, strict=True))
    return wrong <= 1 + len(here) // 6 or low == bare(low)


def spelled_with(low: str, known: frozenset[str]) -> bool:
    """Are all syllables of a stretch (``low``) among ``known``, but for one wrong accent in five?

    For grammar, where there is no single term to compare with. Syllables without a namesake in ``known`` are names.
    """
    wrong, right = 0, 0
    for syllable in _SYLLABLE.findall(low):
        if syllable in known:
            right += 1
        elif bare(syllable) in _bare_of(known):
            wrong += 1
    return wrong == 0 or (right > wrong and wrong <= 1 + (right + wrong) // 5) or (low == bare(low) and right + wrong > 1)


@lru_cache(maxsize=64)
def _bare_of(known: frozenset[str]) -> frozenset[str]:
    return frozenset(bare(syllable) for syllable in known)


def syllables_of(*patterns: str) -> frozenset[str]:
    """Every accented syllable that the sources of some patterns can match."""
    return frozenset(s for p in patterns for s in _SYLLABLE.findall(fold(re.sub(r"\\.", " ", p))))


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A term found: its place and what the list says of it."""

    start: int
    end: int
    term: str
    value: T


def syllables(view: View) -> tuple[list[int], list[str]]:
    """Where each syllable of a text begins, and the syllable without accents."""
    found = syllables_in(view.bare)
    return found.starts, found.words


# A trie: each character to what may follow it; "" marks the end of a term.
_Trie = dict[str, "_Trie"]


class Lexicon(Generic[T]):
    """Terms and their values; `find` gives the longest terms of a span in text order.

    >>> from extractors.view import view
    >>> kinds = Lexicon([("công nhân", 1), ("viên chức", 2)], unlike=["công nhận"])
    >>> [(hit.term, hit.value) for hit in kinds.find(view("CÔNG NHÂN, viên chúc; công nhận"))]
    [('công nhân', 1), ('viên chức', 2)]
    """

    def __init__(self, entries: Iterable[tuple[str, T]], unlike: Iterable[str] = ()) -> None:
        self._entries: dict[str, list[tuple[str, T]]] = {}
        self._unlike = frozenset(fold(word) for word in unlike)
        tries: dict[str, _Trie] = {}
        for term, value in entries:
            low = fold(term)
            key = _key(bare(low))
            self._entries.setdefault(key, []).append((low, value))
            first = _SYLLABLE.match(key)
            if first is None:
                raise ValueError(f"a term begins with a letter or digit: {term!r}")
            node = tries.setdefault(first[0], {})
            for char in key:
                node = node.setdefault(char, {})
            node[""] = {}
        # By first syllable, for most syllables of a text begin no term.
        self._patterns = {first: re.compile(_regex(trie) + _WORD_END) for first, trie in tries.items()}

        self._read: list[tuple[View, list[int], list[Hit[T]]]] = []

    def find(self, view: View, start: int = 0, end: int | None = None) -> Sequence[Hit[T]]:
        """Longest terms within ``start``..``end``, in text order, not overlapping.

        Many stretches of a text are asked for, so it is read once, as a whole; a stretch that cuts a term is read again.
        """
        starts, hits = self._whole(view)
        if start == 0 and (end is None or end >= len(view.bare)):
            return hits
        end = len(view.bare) if end is None else end
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if (first and hits[first - 1].end > start) or (last > first and hits[last - 1].end > end):
            return list(self._found(view, start, end))
        return hits[first:last]

    def _whole(self, view: View) -> tuple[list[int], list[Hit[T]]]:
        for known, starts, hits in self._read:
            if known is view:
                return starts, hits
        found = list(self._found(view, 0, len(view.bare)))
        self._read = [(view, [hit.start for hit in found], found), *self._read[:1]]
        return self._read[0][1:]

    def _found(self, view: View, start: int, end: int) -> Iterator[Hit[T]]:
        patterns, position = self._patterns, start
        for place, syllable in self._places(view, start, end):
            pattern = patterns.get(syllable)
            if pattern is None or place < position or (match := pattern.match(view.bare, place, end)) is None:
                continue
            chosen = self._choose(view.low[match.start() : match.end()], _key(match[0]))
            # Another word may only look like the term: what begins inside it may still be one.
            if chosen is not None:
                position = match.end()
                yield Hit(match.start(), match.end(), *chosen)

    def _places(self, view: View, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Offsets in text order where a term may begin, with the syllable there (as much of it as stands before ``end``)."""
        known = syllables_in(view.bare)
        starts, words = known.starts, known.words
        if end >= len(view.bare):
            here = sorted(chain.from_iterable(known.at[word] for word in self._patterns.keys() & known.at.keys()))
            return ((starts[i], words[i]) for i in here if starts[i] >= start)
        within = range(bisect_left(starts, start), bisect_left(starts, end))
        return ((starts[i], words[i][: end - starts[i]]) for i in within)

    def _choose(self, low: str, key: str) -> tuple[str, T] | None:
        low = " ".join(low.split())
        if low in self._unlike:
            return None
        candidates = self._entries[key]
        written = _key(low)
        exact = [c for c in candidates if _key(c[0]) == written]
        return next(iter(exact or [c for c in candidates if written_as(low, c[0])]), None)


_BLANKS = re.compile(r"\s+")
_HYPHEN = re.compile(r"\s*-\s*")


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    """One blank for any run of blanks, no blanks round a hyphen."""
    return _BLANKS.sub(" ", _HYPHEN.sub("-", text))


def _regex(node: _Trie) -> str:
    """A regular expression for a trie, longest branch first."""
    ends = "" in node
    branches = []
    for char, child in sorted(node.items()):
        if char:
            head = BLANK if char == " " else DASH if char == "-" else re.escape(char)
            branches.append(head + _regex(child))
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and not ends else "(?:" + "|".join(branches) + ")"
    return body + "?" if ends else body
