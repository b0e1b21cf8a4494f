"""Which of the lines above a saved page's text is its headline: not the section's name, the kicker or the breadcrumb."""

from __future__ import annotations

import re
from collections.abc import Sequence

_KICKER = 14  # words of a kicker: "Huyện Kỳ Sơn:" over the headline
_SECTION = 12  # words of a section's or a site's name
_SHORTEST, _LONGEST = 20, 220  # characters of a headline
_SECTION_NAME = re.compile(r"(?:hoạt động|tin|tin tức|tin hoạt động|thông tin|chuyên mục|chuyên đề|thời sự)(?:\s+[^\W\d_]+){0,8}")
_AGENCY = re.compile(
    r"(?:bộ|sở|trường|phòng|ubnd|u[ỷy] ban|ủy ban|đảng|đoàn|liên (?:đoàn|đội)|công đoàn|hội|ban|tổng|công ty|huyện|tỉnh|chi)(?:\s|$)"
)
_ACTS = re.compile(r"\s(?:mở|phát động|tổ chức|thi đua|ban hành|triển khai|đẩy mạnh|ra quân|với|có|tham gia|hưởng ứng|ký)(?!\w)")
_TYPED = re.compile(r"(?:kế hoạch|quyết định|chỉ thị|thông báo|hướng dẫn|chương trình)\s+\w")
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
    if (typed := _under_agencies(plain, first)) is not None and _could_be(lines[typed]):
        return typed
    named = _SECTION_NAME.fullmatch(plain[first].lower())
    if named and dated == first + 1 and dated + 1 < len(lines) and _could_be(lines[dated + 1]):
        return dated + 1
    above = dated - 1 if dated is not None else first
    if above > first and _could_be(lines[above]) and len(plain[first].split()) <= _SECTION and len(plain[first]) < len(plain[above]):
        return above
    kicker = plain[first].endswith(":") and len(plain[first].split()) <= _KICKER
    below = first + 1
    return below if kicker and below < len(lines) and below != dated and _could_be(lines[below]) else first


def _under_agencies(plain: Sequence[str], first: int) -> int | None:
    """The line that opens with a document's type, under nothing but the names of those who issue it and of their superiors."""
    for index in range(first, min(len(plain), first + 5)):
        if index > first and _TYPED.match(plain[index].lower()):
            return index
        low = plain[index].lower()
        if len(low.split()) > _SECTION or _AGENCY.match(low) is None or _ACTS.search(low):
            return None
    return None


def is_issuer_over(line: str, headline: str) -> bool:
    """Is the line over a document's headline the name of who issues it, or of a superior?"""
    return _TYPED.match(headline.lower()) is not None and _AGENCY.match(line.strip(_BULLETS).lower()) is not None


def _could_be(line: str) -> bool:
    told = _SHORTEST <= len(line) <= _LONGEST and not line.endswith((".", ";", ":", ",")) and line[:1] not in "-+•"
    return told and _DAY.search(line) is None
