"""Lists of instruments: what is said once and holds for all of them.

"các Nghị quyết số 18, 19-NQ/TW" share a symbol, "các Quyết định số 12/QĐ-UBND, 13/QĐ-UBND cùng ngày 30/1/2023" a type and a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.directives import patterns as p
from extractors.directives.citation import Citation
from extractors.directives.context import type_before
from extractors.directives.numbers import Number
from extractors.view import View

_AND = re.compile(r"\s*(?:,\s*và|,|;|và|&)\s*(?:(?:các\s+)?số\s*:?\s*)?")
_LONGEST_AND = 24
_WINDOW = 70


def borrowed(seen: View, number: Number) -> Iterator[Citation]:
    """Numbers before this one that borrow its symbol: "các Nghị quyết số 18, 19-NQ/TW"."""
    match = p.LISTED_BEFORE.compiled.search(seen.low, max(0, number.start - _WINDOW), number.start)
    if match is None:
        return
    begin, kind = type_before(seen, match.start())
    if kind is None:
        return
    head = re.match(r"\w+", number.canonical)
    separator = number.canonical[head.end()] if head else "/"
    for each in re.finditer(r"\d{1,4}", seen.low[match.start() : match.end()]):
        at, end = match.start() + each.start(), match.start() + each.end()
        start, begin = min(begin, at), end  # the type's name belongs to the first
        yield Citation(
            start, end, seen.text[start:end], p.LISTED_BEFORE.name, kind, f"{each[0]}{separator}{number.symbol}", None, number.symbol,
            reach=(start, end),
        )  # fmt: skip


def shared(seen: View, found: list[Citation]) -> list[Citation]:
    """``found`` (numbered, in text order), each with what the list that it stands in says of it."""
    for i in range(1, len(found)):
        before, this = found[i - 1], found[i]
        if not goes_on(seen, before, this):
            continue
        if not this.is_named and _symbol_type(this) == _symbol_type(before):
            this = replace(this, document_type=before.document_type)
        if this.issued_on is None and before.issued_on is not None and _says_same_day(seen, this):
            this = replace(this, issued_on=before.issued_on, dated=before.dated, year=this.year or before.issued_on.year)
        found[i] = this
    for i in range(len(found) - 2, -1, -1):
        this, after = found[i], found[i + 1]
        if this.document_type != after.document_type or not goes_on(seen, this, after):
            continue
        if not after.is_named and this.issued_on is None and this.reach[1] == this.end:
            this = replace(this, issued_on=after.issued_on, dated=after.dated, year=this.year or after.year)
        if after.issuer_stated and not this.issuer_stated and this.symbol == after.symbol:
            this = replace(this, issuer=after.issuer, issuer_level=after.issuer_level, issuer_stated=True)
        found[i] = this
    return found


def goes_on(seen: View, before: Citation, after: Citation) -> bool:
    """Is ``after`` the next of a list that ``before`` stands in: only "," or "và" between them?"""
    gap = after.start - before.reach[1]
    return 0 < gap <= _LONGEST_AND and _AND.fullmatch(seen.low, before.reach[1], after.start) is not None


def _symbol_type(citation: Citation) -> str:
    return re.split(r"[/-]", citation.symbol or "")[0]


def _says_same_day(seen: View, citation: Citation) -> bool:
    return "cùng" in seen.low[citation.end : min(citation.reach[1], citation.end + 40)]
