"""`find_citations`: every instrument that a text names, with what stands beside it.

Numbers first (`numbers`), then lists of them (`lists`), then what is named by title (`titles`), then short forms that stand for an
earlier one (`short`). `spots` says beforehand where any of them can be.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from extractors.agencies import complete, level_of
from extractors.directives import context
from extractors.directives import patterns as p
from extractors.directives.citation import Citation
from extractors.directives.joint import complete_each, together
from extractors.directives.lists import borrowed, shared
from extractors.directives.numbers import Number, numbers_at
from extractors.directives.short import short_forms
from extractors.directives.spots import Spots, glimpse, spots
from extractors.directives.titles import law_before, named_by_title
from extractors.directives.types import SYMBOLS, issuer_of_symbol
from extractors.uncollected import uncollected
from extractors.view import View, compose, fold

__all__ = ["Citation", "find_citations", "find_in_view"]

_YEAR = re.compile(r"\w+/((?:19|20)\d\d)/")
# Where name and symbol disagree the symbol tells the type, but QĐ is also a "Quy định" of the party and TT its "Thông tri".
_NAME_WINS = ("nghi_quyet", "luat", "phap_lenh", "quy_dinh", "khac")


def find_citations(text: str, *, place: str | None = None, on: date | None = None) -> list[Citation]:
    """Legal and party instruments named in ``text``, in text order.

    Parameters
    ----------
    text : any string; NFC or NFD, any case, with line breaks.
    place : the province whose document this is: "Tỉnh ủy" is then its own ("Tỉnh ủy Lâm Đồng").
    on : the document's day: its year completes a date that is given without one.

    >>> [c.number for c in find_citations("thực hiện Chỉ thị số 34- CT/TU ngày 20/4/2024")]
    ['34-CT/TU']
    >>> find_citations("Nghị định số 90/2020/NĐ-CP ngày 13/8/2020 của Chính phủ")[0].issuer
    'Chính phủ'
    """
    composed = compose(text)
    where = spots(composed.text)
    found = _find(glimpse(composed.text, where), where, place, on)
    if composed.starts is None:
        return found
    moved: dict[int, Citation] = {}
    out = []
    for citation in found:
        start, end, quote = composed.span(citation.start, citation.end)
        reach = composed.span(*citation.reach)[:2]
        dated = composed.span(*citation.dated)[:2] if citation.dated else None
        same_as = moved.get(id(citation.same_as)) if citation.same_as else None
        new = replace(citation, start=start, end=end, quote=quote, reach=reach, dated=dated, same_as=same_as)
        moved[id(citation)] = new
        out.append(new)
    return out


def find_in_view(seen: View, *, place: str | None = None, on: date | None = None) -> list[Citation]:
    """`find_citations` on a text that is NFC already and folded."""
    return _find(seen, spots(seen.text), place, on)


def _find(seen: View, where: Spots, place: str | None, on: date | None) -> list[Citation]:
    with uncollected(len(seen.text)):
        return _read(seen, where, place, on)


def _read(seen: View, where: Spots, place: str | None, on: date | None) -> list[Citation]:
    numbered: list[Citation] = []
    for number in numbers_at(seen, where.numbers):
        numbered += borrowed(seen, number)
        numbered.append(_described(seen, number, on))
    numbered = shared(seen, numbered)
    full = sorted([*numbered, *_titled(seen, where, numbered, on)], key=lambda c: c.start)
    return short_forms(seen, where, [_completed(c, place) for c in full], place, on)


def _described(seen: View, number: Number, on: date | None) -> Citation:
    """The citation round a number: the type's name before it, date, issuer and title after it."""
    begin, name_type = context.type_before(seen, number.start)
    issuer_between = None
    if name_type is None and (between := context.type_with_issuer_before(seen, number.start)):
        begin, name_type, issuer_between = between
    kind, title = _type_of(number.symbol, number.rule, name_type), None
    if "QH" in number.symbol and (law := law_before(seen, begin)):
        begin, title = law
        kind = "phap_lenh" if fold(title).startswith("pháp lệnh") else "luat"
    said = context.after_number(seen, number.end, on)
    issuer = said.issuer or issuer_between or context.issuer_before(seen, begin)
    told = None
    if said.issued_on is None:
        told = context.day_before(seen, begin, on) or context.day_after(seen, number.end, on) or context.day_after(seen, said.end, on)
    issued_on = said.issued_on or (told[0] if told else None)
    in_number = _YEAR.match(number.canonical)
    year = int(in_number[1]) if in_number else issued_on.year if issued_on else said.year
    return Citation(
        begin, number.end, seen.text[begin : number.end], number.rule, kind, number.canonical, year, number.symbol,
        title or said.title, issued_on, issuer, level_of(issuer), provision=context.provision_before(seen, begin),
        reach=(begin, said.end), dated=said.dated or (told[1] if told else None), issuer_stated=issuer is not None,
        told=told is not None,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _type_of(symbol: str, rule: str, name_type: str | None) -> str:
    first = re.split(r"[-/]", symbol)[0]
    by_symbol = SYMBOLS.get(first)
    if rule == p.DISPATCH_NUMBER.name and (first not in SYMBOLS or first in ("TTg", "TU")):
        by_symbol = None
    if first.startswith("QH"):
        by_symbol = "luat"
    elif rule.startswith("party") and first == "TT":
        by_symbol = "khac"
    if name_type is not None and (by_symbol in (None, "khac") or name_type in _NAME_WINS):
        return name_type
    return by_symbol or "cong_van"


def _titled(seen: View, where: Spots, numbered: list[Citation], on: date | None) -> Iterator[Citation]:
    for named in named_by_title(seen, where):
        at = bisect_right(numbered, named.start, key=lambda c: c.start) - 1
        if at >= 0 and named.start < (numbered[at].reach[1] if numbered[at].document_type in ("luat", "phap_lenh") else numbered[at].end):
            continue
        said = context.after_number(seen, named.end, on, title=False)
        year, end = said.year or named.year, said.end
        if year is None and (bare_year := _LAW_YEAR.match(seen.low, named.end)):
            year, end = int(bare_year[1]), bare_year.end()
        yield Citation(
            named.start, named.end, seen.text[named.start : named.end], named.rule, named.document_type, None, year, None,
            named.title, said.issued_on, named.issuer, level_of(named.issuer), provision=context.provision_before(seen, named.start),
            reach=(named.start, end), dated=said.dated,
        )  # fmt: skip


_LAW_YEAR = re.compile(r"(?:\s{1,3}|\s{0,3}\((?=\d{4}\)))((?:19|20)\d\d)(?!\w|\s{0,3}[-/.,]\d)")  # "Luật Đất đai 2024", "(2024)"


def _completed(citation: Citation, place: str | None) -> Citation:
    """Issuer and level, from the words or else from the symbol, with the place it belongs to."""
    by_symbol, symbol_level = issuer_of_symbol(citation.symbol)
    # Of ministries that issue together the text often names the first alone before a comma; the symbol has them all.
    named = complete(citation.issuer, None)
    all_of_them = by_symbol if by_symbol and named in together(by_symbol) else None
    if by_symbol and named and fold(by_symbol).startswith(f"{fold(named)} "):
        all_of_them = by_symbol  # "Kế hoạch số 98/KH-BNV của Bộ"
    issuer = complete_each(all_of_them or citation.issuer or by_symbol, place)
    return replace(citation, issuer=issuer, issuer_level=citation.issuer_level or symbol_level or level_of(issuer))
