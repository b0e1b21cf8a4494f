"""Pieces of the room's patterns.

Python tries a pattern that begins by looking back at every character of a text. Where each of its branches begins with a letter instead,
those places alone are tried that have such a letter; so what may not stand before a word is asked after it.
"""

from __future__ import annotations


def word(letters: str, *after: str) -> str:
    r"""Pattern of a word before which none of ``after`` stands (no letter or digit, if none is given).

    >>> import re
    >>> [m.start() for m in re.finditer(word("kỳ"), "kỳ, tkỳ")], [m.start() for m in re.finditer(word("kỳ", r"cùng\s"), "kỳ, cùng kỳ")]
    ([0], [0])
    """
    return letters + "".join(rf"(?<!{unlike}{letters})" for unlike in after or (r"\w",))
