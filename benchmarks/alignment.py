"""How letters are compared: a reference in pieces, each looked for in the text that was read and aligned with what stands there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from measuring import plain

WORDS = 12


@dataclass(slots=True)
class Count:
    """Sums over pieces."""

    characters: int = 0
    errors: int = 0
    marked: int = 0
    marked_right: int = 0
    pieces: int = 0
    pieces_right: int = 0
    surplus: int = 0
    seconds: float = 0.0
    pages: int = 0

    def add(self, other: Count) -> None:
        """Add another's sums."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def error_rate(self) -> float:
        """Character error rate."""
        return self.errors / self.characters if self.characters else 0.0

    @property
    def diacritics(self) -> float:
        """Share of letters with diacritics that are right."""
        return self.marked_right / self.marked if self.marked else 1.0


@lru_cache(maxsize=4096)
def marked(letter: str) -> bool:
    """Whether a letter carries a diacritic or is đ.

    >>> [marked(letter) for letter in "aăđắ."]
    [False, True, True, True, False]
    """
    return letter in "đĐ" or any(unicodedata.combining(mark) for mark in unicodedata.normalize("NFD", letter))


def nearest(piece: str, text: str) -> tuple[int, int]:
    """Fewest edits between a piece and any stretch of the text, and where the first such stretch ends (Myers 1999).

    >>> nearest("thi dua", "phong trào thi đua yêu nước")
    (1, 18)
    """
    size = len(piece)
    masks: dict[str, int] = {}
    for index, letter in enumerate(piece):
        masks[letter] = masks.get(letter, 0) | 1 << index
    full, top = (1 << size) - 1, 1 << (size - 1)
    positive, negative, edits = full, 0, size
    best, end = size, 0
    for index, letter in enumerate(text):
        equal = masks.get(letter, 0)
        across = (((equal & positive) + positive) ^ positive) | equal
        equal |= negative
        up = negative | ~(across | positive) & full
        down = positive & across
        if up & top:
            edits += 1
        elif down & top:
            edits -= 1
            if edits < best:
                best, end = edits, index + 1
        up, down = up << 1 & full, down << 1 & full
        positive = down | ~(equal | up) & full
        negative = up & equal
    return best, end


def aligned(piece: str, text: str, edits: int, end: int) -> tuple[int, list[bool]]:
    """Where the stretch begins that ends at ``end``, and for each letter of the piece whether it stands there."""
    first, second = piece[::-1], text[max(0, end - len(piece) - edits) : end][::-1]
    far = edits + len(first) + len(second)
    rows: list[list[int]] = [list(range(len(second) + 1))]
    for i, letter in enumerate(first, 1):
        row = [far] * (len(second) + 1)
        if i <= edits:
            row[0] = i
        above = rows[-1]
        for j in range(max(1, i - edits), min(len(second), i + edits) + 1):
            row[j] = min(above[j - 1] + (letter != second[j - 1]), above[j] + 1, row[j - 1] + 1)
        rows.append(row)
    i = len(first)
    j = min(range(len(second) + 1), key=rows[i].__getitem__)
    begin = end - j
    right = [False] * len(piece)
    while i and j:
        if rows[i][j] == rows[i - 1][j - 1] + (first[i - 1] != second[j - 1]):
            right[len(piece) - i] = first[i - 1] == second[j - 1]
            i, j = i - 1, j - 1
        elif rows[i][j] == rows[i - 1][j] + 1:
            i -= 1
        else:
            j -= 1
    return begin, right


def compare(reference: Sequence[str], text: str, errors: list[tuple[str, str]] | None = None) -> Count:
    """Count the errors of a text against the pieces of its reference; ``errors`` takes pieces with what was read instead."""
    left = whole = comparable(text)
    written = "\n".join(reference)
    count = Count(characters=sum(map(len, reference)), pieces=len(reference))
    count.marked = sum(marked(letter) for piece in reference for letter in piece)
    rest = []
    # What is there letter for letter is taken out first, the longest first.
    for piece in sorted(reference, key=len, reverse=True):
        # As often as the reference has these words, also as part of longer pieces, the text must have them.
        if whole.count(piece) < written.count(piece):
            rest.append(piece)
            continue
        # The page number 4 is first looked for as a word, then within "2024".
        alone = re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", left)
        at = alone.start() if alone else left.find(piece)
        if at >= 0:
            left = left[:at] + "\0" * len(piece) + left[at + len(piece) :]
        count.pieces_right += 1
        count.marked_right += sum(map(marked, piece))
    for piece in rest:
        edits, end = nearest(piece, left)
        count.errors += edits
        begin = end
        if edits < len(piece) * 0.6:
            begin, right = aligned(piece, left, edits, end)
            count.marked_right += sum(good and marked(letter) for good, letter in zip(right, piece, strict=True))
        if errors is not None:
            errors.append((piece, left[begin:end]))
        left = left[:begin] + "\0" * (end - begin) + left[end:]
    count.surplus = len(re.sub(r"[\0\s]", "", left))
    return count


def comparable(text: str) -> str:
    """Text as it is compared.

    A bullet is a bullet in whichever font, a footnote's mark is its number with brackets or without, and a blank before the slash of a
    number, where signing software or a pen filled a gap, is none.

    >>> comparable("\\uf0b7 Căn cứ Chỉ thị 12 /CT-BGDĐT[1] ;")
    '- Căn cứ Chỉ thị 12/CT-BGDĐT1;'
    """
    text = re.sub("[•\ue000-\uf8ff]", "-", plain(text))
    return re.sub(r"(?<=\d) (?=/)", "", re.sub(r"\[(\d{1,2})\](?: (?=[,.;:]))?", r"\1", text))


def pieces(lines: Iterable[str]) -> list[str]:
    """Lines as pieces of at most twelve words."""
    found = []
    for line in lines:
        words = comparable(line).split()
        parts = max(1, -(-len(words) // WORDS))
        size = -(-len(words) // parts) if words else 1
        found += [" ".join(words[first : first + size]) for first in range(0, len(words), size)]
    return [piece for piece in found if piece]
