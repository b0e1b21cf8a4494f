"""Numbers written in words, as far as dates need them: 1 to 99, and years.

>>> number_of("mười lăm"), number_of("hai mươi mốt"), year_of("hai nghìn không trăm hai mươi tư")
(15, 21, 2024)
"""

from __future__ import annotations

_UNITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip
_UNIT = "(?:" + "|".join(_UNITS) + ")"
_DIGIT = "(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)"

DAY_IN_WORDS = rf"(?:ba\s{{1,6}}mươi(?:\s{{1,6}}mốt)?|(?:hai\s{{1,6}}mươi|mười)(?:\s{{1,6}}{_UNIT})?|{_DIGIT})"
"""1 to 31; whether the day exists is for the calendar to say."""

YEAR_IN_WORDS = (
    rf"(?:hai\s{{1,6}}(?:nghìn|ngàn)(?:\s{{1,6}}không\s{{1,6}}trăm)?|một\s{{1,6}}(?:nghìn|ngàn)\s{{1,6}}chín\s{{1,6}}trăm)"
    rf"(?:\s{{1,6}}(?:(?:linh|lẻ)\s{{1,6}}{_UNIT}|(?:{_DIGIT}\s{{1,6}}mươi|mười)(?:\s{{1,6}}{_UNIT})?))"
)
"""1901 to 1999 and 2001 to 2099."""


def number_of(words: str) -> int | None:
    """Value of a number of up to two digits in words; None where it is none.

    >>> number_of("bốn mươi lăm"), number_of("mười"), number_of("hòa")
    (45, 10, None)
    """
    value = 0
    for word in words.split():
        if word == "mười":
            value += 10
        elif word == "mươi":
            value *= 10
        elif word in _UNITS:
            value += _UNITS[word]
        elif word not in ("linh", "lẻ"):
            return None
    return value or None


def year_of(words: str) -> int | None:
    """Year of a number in words that `YEAR_IN_WORDS` matched."""
    head, *tail = words.split()
    base = 2000 if head == "hai" else 1900
    skip = {"nghìn", "ngàn", "không", "trăm"}
    rest = [word for word in tail if word not in skip]
    if base == 1900:
        rest = rest[1:]  # chín (trăm)
    value = number_of(" ".join(rest))
    return None if value is None or value > 99 else base + value
