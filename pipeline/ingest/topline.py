"""Which of the lines above a saved page's text is its headline: not the section's name, the kicker or the breadcrumb."""

from __future__ import annotations

import re
from collections.abc import Sequence

_KICKER = 14  # words of a kicker: "Huyện Kỳ Sơn:" over the headline
_SECTION = 12  # words of a section's or a site's name
_SHORTEST, _LONGEST = 20, 220  # characters of a headline
_SECTION_NAME = re.compile(r"(?:hoạt động|tin|tin tức|tin hoạt động|thông tin|chuyên mục|chuyên đề|thời sự)(?:\s+[^\W\d_]+){0,8}")
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}(?!\w)")  # "Thời gian: từ ngày 01/3 đến ngày 30/6" is no headline
_BULLETS = " \t•·-–>»|*"


def headline_of(lines: Sequence[str], first: int, dated: int | None) -> int:
    """Index of the headline among the lines of the top; ``first`` is the first that could be one, ``dated`` that of the date line.

    A line that the breadcrumb repeats is the headline; so is the line right above the date line (below it, where the section's name
    stands above), and the one below a kicker.

    >>> headline_of(["Chuyển động số", "Hà Nam thi đua làm đường giao thông", "14:02 | 04/03/2026"], 0, 2)
    1
    >>> headline_of(["Huyện Kỳ Sơn:", "Mở đợt thi đua làm đường giao thông"], 0, None)
    1
    """
    plain = [line.strip(_BULLETS).removeprefix("null ") for line in lines]
    for index in range(len(plain) - 1, first, -1):
        if _could_be(lines[index]) and plain[index] in plain[first:index] and lines[index] != lines[first]:
            return index
    named = _SECTION_NAME.fullmatch(plain[first].lower())
    if named and dated == first + 1 and dated + 1 < len(lines) and _could_be(lines[dated + 1]):
        return dated + 1
    above = dated - 1 if dated is not None else first
    if above > first and _could_be(lines[above]) and len(plain[first].split()) <= _SECTION and len(plain[first]) < len(plain[above]):
        return above
    kicker = plain[first].endswith(":") and len(plain[first].split()) <= _KICKER
    below = first + 1
    return below if kicker and below < len(lines) and below != dated and _could_be(lines[below]) else first


def _could_be(line: str) -> bool:
    told = _SHORTEST <= len(line) <= _LONGEST and not line.endswith((".", ";", ":", ",")) and line[:1] not in "-+•"
    return told and _DAY.search(line) is None
