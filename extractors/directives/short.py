"""Short forms: "Chỉ thị số 34", "Nghị định 98/2023", "Đề án 06", "Kế hoạch trên" stand for an instrument that was named in full before.

What only may be the same is not made the same: another level, another day, another place keep two instruments apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from heapq import merge

from extractors.agencies import complete, level_of
from extractors.directives import patterns as p
from extractors.directives.citation import Citation
from extractors.directives.context import after_number, type_before
from extractors.directives.spots import Spots
from extractors.directives.types import NAMES, issuer_of_symbol
from extractors.view import View, fold

_LAST = 50  # of the citations that a short form may stand for, how many are looked at
_ALIAS_REACH = 600  # characters between an instrument and the alias that is given to it
_NUMBER = re.compile(r"\d{1,4}")
_PLACE = re.compile(r"(?:tỉnh|thành\s+phố|ủy|huyện|quận|thị\s+xã|xã|phường)\s+(?P<place>[^\W\d_].*)$")


def short_forms(seen: View, spots: Spots, full: Sequence[Citation], place: str | None, on: date | None) -> list[Citation]:
    """``full`` and the short forms among them, in text order, each with the earlier citation that it stands for."""
    out: list[Citation] = []
    known: dict[tuple[str | None, str | None], list[Citation]] = {}  # by type and number, and by type alone
    aliases: dict[tuple[str | None, str | None], Citation] = {}
    for citation, is_short in _in_order(full, _read(seen, spots, on)):
        if not is_short:
            out.append(citation)
            if citation.symbol is not None:
                for head in (citation.head, None):
                    known.setdefault((citation.document_type, head), []).append(citation)
            continue
        key = (citation.document_type, citation.head)
        earlier = _meant(citation, known.get(key, []), place)
        if earlier is None and citation.number is not None:
            earlier = aliases.get(key) or _named_so(seen, citation, out)
            if earlier is not None:
                aliases[key] = earlier
        if earlier is not None:
            out.append(_standing_for(citation, earlier))
        elif citation.number is not None and _is_sure(seen, citation):
            out.append(_on_its_own(citation, place))
    return out


def _in_order(full: Sequence[Citation], short: Iterable[Citation]) -> Iterator[tuple[Citation, bool]]:
    """Both in text order, each with whether it is a short form; none is kept, as a text can name thousands that stand for nothing."""
    named = ((citation, False) for citation in full)
    free = ((citation, True) for citation in short if not _covered(full, citation))
    return merge(named, free, key=lambda one: (one[0].start, -one[0].end))


def _read(seen: View, spots: Spots, on: date | None) -> Iterator[Citation]:
    """Short forms in text order."""
    return merge(_by_number(seen, spots, on), _by_above(seen, spots, on), key=lambda c: (c.start, -c.end))


def _by_number(seen: View, spots: Spots, on: date | None) -> Iterator[Citation]:
    for at in spots.plain:
        start, kind = type_before(seen, at)
        if kind is None or start == at:
            continue
        for rule in (p.YEAR_NUMBER, p.PLAIN_NUMBER):
            match = rule.compiled.match(seen.low, start)
            if match is not None and match.start("no") == at:
                year = int(match["year"]) if rule is p.YEAR_NUMBER else None
                number = match["no"] if year is None else f"{match['no']}/{year}"
                first = _citation(seen, match, rule.name, kind, number, year, on)
                yield from _listed(seen, first, on) if year is None else (first,)
                break


def _listed(seen: View, first: Citation, on: date | None) -> Iterator[Citation]:
    """A short form, and the numbers that follow it in a list; what is said behind the last is said of all."""
    more = p.LISTED_AFTER.compiled.match(seen.low, first.end) if _is_sure(seen, first) else None
    if more is None:
        yield first
        return
    said = after_number(seen, more.end(), on, title=False)
    every = replace(first, issued_on=said.issued_on, dated=said.dated, issuer=said.issuer, issuer_level=level_of(said.issuer),
                    year=said.year, issuer_stated=said.issuer is not None)  # fmt: skip
    yield every
    for each in _NUMBER.finditer(seen.low, more.start(), more.end()):
        start, end = each.span()
        yield replace(every, start=start, end=end, quote=seen.text[start:end], rule=p.LISTED_AFTER.name, number=each[0], reach=(start, end))


def _by_above(seen: View, spots: Spots, on: date | None) -> Iterator[Citation]:
    for at in spots.above:
        match = next(p.ABOVE.compiled.finditer(seen.low, max(0, at - 30), at + 24), None)
        if match is not None and match.start() < at:
            yield _citation(seen, match, p.ABOVE.name, NAMES[" ".join(match["name"].split())], None, None, on)


def _citation(seen: View, match: re.Match[str], rule: str, kind: str, number: str | None, year: int | None, on: date | None) -> Citation:
    start, end = match.span()
    said = after_number(seen, end, on, title=False)
    return Citation(
        start, end, seen.text[start:end], rule, kind, number, year or said.year, None, None, said.issued_on, said.issuer,
        level_of(said.issuer), reach=(start, said.end), dated=said.dated, issuer_stated=said.issuer is not None,
    )  # fmt: skip


def _covered(full: Sequence[Citation], short: Citation) -> bool:
    """Does a citation with its date and title hold the short form's digits, or begin within it?"""
    at = bisect_right(full, short.end - 1, key=lambda c: c.start) - 1
    return at >= 0 and full[at].end > short.start


def _meant(short: Citation, earlier: Sequence[Citation], place: str | None) -> Citation | None:
    """The nearest citation before the short form of the same type and number that nothing tells apart from it."""
    for citation in earlier[: -_LAST - 1 : -1]:
        if not _tells_apart(short, citation, place):
            return citation.same_as or citation
    return None


def _tells_apart(short: Citation, full: Citation, place: str | None) -> bool:
    if "/" in (short.number or "") and full.year is not None and short.year != full.year:
        return True
    if short.issued_on is not None and full.issued_on is not None and short.issued_on != full.issued_on:
        return True
    if short.issuer is None:
        return False
    if short.issuer_level and full.issuer_level and short.issuer_level != full.issuer_level:
        return True
    one, two = (_place_of(complete(c.issuer, place)) for c in (short, full))
    return one is not None and two is not None and one != two


def _place_of(issuer: str | None) -> str | None:
    match = _PLACE.search(fold(issuer or ""))
    return match["place"] if match else None


def _named_so(seen: View, short: Citation, earlier: Sequence[Citation]) -> Citation | None:
    """The instrument that an alias of another type is given to: "Quyết định số 06/QĐ-TTg … (gọi tắt là Đề án 06)"."""
    if p.ALIAS.compiled.search(seen.low, max(0, short.start - 40), short.start) is None or not earlier:
        return None
    last = earlier[-1]
    return (last.same_as or last) if last.symbol and short.start - last.end <= _ALIAS_REACH else None


def _standing_for(short: Citation, earlier: Citation) -> Citation:
    return replace(
        short, number=earlier.number, symbol=earlier.symbol, year=earlier.year, same_as=earlier, title=earlier.title,
        issuer=earlier.issuer, issuer_level=earlier.issuer_level, issued_on=earlier.issued_on,
    )  # fmt: skip


def _on_its_own(short: Citation, place: str | None) -> Citation:
    """A short form that stands for nothing named before; a decree of a year can only be the government's (law 80/2015/QH13)."""
    if short.document_type == "nghi_dinh" and short.rule == p.YEAR_NUMBER.name:
        issuer, level = issuer_of_symbol("NĐ-CP")
        return replace(short, number=f"{short.number}/NĐ-CP", symbol="NĐ-CP", issuer=issuer, issuer_level=level)
    issuer = complete(short.issuer, place)
    return replace(short, issuer=issuer, issuer_level=short.issuer_level or level_of(issuer))


def _is_sure(seen: View, short: Citation) -> bool:
    """Is it a document's number and no count or year? "Quyết định 3 …" may go on in any way, "Kế hoạch 2025" names a year."""
    if short.rule in (p.YEAR_NUMBER.name, p.LISTED_AFTER.name) or re.search(r"số\s*:?\s*\d+$", seen.low[short.start : short.end]):
        return True
    digits = short.number or ""
    if not short.quote[:1].isupper() or re.fullmatch(r"(?:19|20)\d\d", digits):
        return False
    return len(digits) > 1
