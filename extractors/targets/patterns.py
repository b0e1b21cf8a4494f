"""Pieces of the room's patterns.

Python tries a pattern that begins by looking back at every character of a text. Where each of its branches begins with a letter instead,
those places alone are tried that have such a letter; so what may not stand before a word is asked after it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable


def word(letters: str, *after: str) -> str:
    r"""Pattern of a word before which none of ``after`` stands (no letter or digit, if none is given).

    >>> import re
    >>> [m.start() for m in re.finditer(word("kỳ"), "kỳ, tkỳ")], [m.start() for m in re.finditer(word("kỳ", r"cùng\s"), "kỳ, cùng kỳ")]
    ([0], [0])
    """
    return letters + "".join(rf"(?<!{unlike}{letters})" for unlike in after or (r"\w",))


def longest_of(terms: Iterable[str]) -> str:
    r"""Pattern of the longest of some terms, with any blanks between their words.

    They are gathered by their first letter: what begins none of a hundred terms is passed over after twenty looks.

    >>> longest_of(["tỷ", "hộ", "tỷ đồng"])
    't(?:ỷ\\s+đồng|ỷ)|h(?:ộ)'
    """
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for term in sorted(terms, key=len, reverse=True):
        by_letter[term[0]].append(re.escape(term[1:]).replace(r"\ ", r"\s+"))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
