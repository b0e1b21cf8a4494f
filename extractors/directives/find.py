"""`find_citations`: every instrument that a text names, with what stands beside it.

Numbers first (`patterns.NUMBER_RULES`), then those named by title (`titles`), then short forms that stand for an earlier one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from extractors.agencies import complete, level_of
from extractors.directives import context
from extractors.directives import patterns as p
from extractors.directives.titles import named_by_title
from extractors.directives.types import NAMES, SYMBOLS, issuer_of_symbol
from extractors.view import View, compose, fold, view


@dataclass(frozen=True, slots=True)
class Citation:
    """A legal or party instrument as a text names it.

    ``number`` is canonical (None for one named by title), ``symbol`` what follows the number, ``same_as`` the earlier citation that a
    short form stands for, ``reach`` the stretch with date, issuer and title, ``dated`` where its date stands.
    """

    start: int
    end: int
    quote: str
    rule: str
    document_type: str | None = None
    number: str | None = None
    year: int | None = None
    symbol: str | None = None
    title: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    issuer_level: str | None = None
    same_as: Citation | None = None
    provision: str | None = None
    reach: tuple[int, int] = (0, 0)
    dated: tuple[int, int] | None = None
    issuer_stated: bool = False
    told: bool = False  # the day stands before it: "Ngày 4/6, UBND tỉnh ban hành Kế hoạch số …"

    @property
    def head(self) -> str | None:
        """The number before the symbol: "34" of 34-CT/TU."""
        match = re.match(r"\d+", self.number or "")
        return str(int(match[0])) if match else None


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
    found = find_in_view(view(composed.text), place=place, on=on)
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
    """`find_citations` on a text that is NFC already."""
    numbered = list(_numbered(seen, on))
    found = sorted(numbered + list(_titled(seen, numbered, on)), key=lambda c: c.start)
    found = [_completed(c, place) for c in found]
    return _with_short_forms(seen, found, place, on)


def _numbered(seen: View, on: date | None) -> Iterable[Citation]:
    claimed: list[tuple[int, int]] = []
    hits: list[tuple[int, int, str, str, str]] = []  # start, end, number, symbol, rule
    if "/" not in seen.low and "-" not in seen.low:
        return
    for rule in p.NUMBER_RULES:
        for match in rule.compiled.finditer(seen.low):
            if any(a < match.end() and match.start() < b for a, b in claimed):
                continue
            read = _number(seen, rule.name, match)
            if read is None:
                continue
            claimed.append(match.span())
            hits.append((match.start(), match.end(), read[0], read[1], rule.name))
    found: list[Citation] = []
    for start, end, number, symbol, rule_name in sorted(hits):
        found.extend(_listed(seen, start, symbol, number, on))
        found.append(_described(seen, start, end, number, symbol, rule_name, on))
    yield from _sharing(seen, found)


_AND = re.compile(r"\s*(?:,|;|và|,\s*và)\s*(?:số\s*)?")


def _sharing(seen: View, found: list[Citation]) -> list[Citation]:
    """In a list that shares a type, what is said after the last number is said of all: "12/QĐ-UBND, 13/QĐ-UBND cùng ngày 20/5"."""
    for i in range(len(found) - 2, -1, -1):
        this, following = found[i], found[i + 1]
        bare_list = (
            this.issued_on is None and following.start >= this.end and _AND.fullmatch(seen.low, this.reach[1], following.start)
        )
        if (
            bare_list
            and this.reach[1] == this.end
            and (following.start == following.reach[0])
            and following.document_type == this.document_type
        ):
            named = re.match(r"\D*\d", seen.low[following.start : following.end])
            if named and len(named[0]) <= 3:
                found[i] = replace(
                    this, issued_on=following.issued_on, issuer=this.issuer or following.issuer, dated=following.dated,
                    issuer_level=this.issuer_level or following.issuer_level, issuer_stated=following.issuer_stated,
                    year=this.year or following.year,
                )  # fmt: skip
    return found


def _number(seen: View, rule: str, match: re.Match[str]) -> tuple[str, str] | None:
    """Canonical number and symbol of a match, None where the letters are words."""
    no = match["no"].upper()
    if rule in ("party-number", "party-number-reversed"):
        kind = p.symbol(seen.text[match.start("type") : match.end("type")])
        agency = p.symbol(seen.text[match.start("agency") : match.end("agency")])
        if kind is None or agency is None:
            return None
        return f"{no}-{kind}/{agency}", f"{kind}/{agency}"
    symbol = p.symbol(seen.text[match.start("symbol") : match.end("symbol")])
    if symbol is None:
        return None
    if rule == "normative-number":
        return f"{no}/{match['year']}/{symbol}", symbol
    return (f"{no}-{symbol}" if rule == "old-number" else f"{no}/{symbol}"), symbol


def _described(seen: View, start: int, end: int, number: str, symbol: str, rule: str, on: date | None) -> Citation:
    """The citation round a number: the type's name before it, date, issuer and title after it."""
    begin, name_type = context.type_before(seen, start)
    first = re.split(r"[-/]", symbol)[0]
    by_symbol = SYMBOLS.get(first)
    if symbol.startswith("QH"):
        by_symbol = "luat"
    if rule == "dispatch-number" and first not in SYMBOLS:
        by_symbol = None
    # The symbol tells the type, but QĐ is also a "Quy định" of the party and L may be any law.
    kind = (
        name_type
        if name_type and (by_symbol in (None, "khac") or name_type in ("nghi_quyet", "luat", "quy_dinh", "khac"))
        else by_symbol
    )
    title = None
    law = context.law_before(seen, begin)
    if law is not None:
        begin, title = law
        kind = "luat" if not fold(title).startswith("pháp lệnh") else "phap_lenh"
    if kind is None:
        kind = name_type or "cong_van"
    year_match = re.match(r"\w+/((?:19|20)\d\d)/", number)
    described = context.after_number(seen, end, on)
    issuer = described.issuer or context.issuer_before(seen, begin)
    told = context.day_before(seen, begin, on) if described.issued_on is None else None
    issued_on = described.issued_on or (told[0] if told else None)
    year = int(year_match[1]) if year_match else (issued_on.year if issued_on else None)
    return Citation(
        begin, end, seen.text[begin:end], rule, kind, number, year, symbol, title or described.title, issued_on,
        issuer, level_of(issuer), provision=context.provision_before(seen, begin),
        reach=(begin, described.end), dated=described.dated or (told[1] if told else None), issuer_stated=issuer is not None,
        told=told is not None,
    )  # fmt: skip


def _listed(seen: View, start: int, symbol: str, number: str, on: date | None) -> Iterable[Citation]:
    """Numbers before this one that borrow its symbol: "các Nghị quyết số 18, 19-NQ/TW"."""
    window_start = max(0, start - 60)
    match = p.LISTED_BEFORE.compiled.search(seen.low, window_start, start)
    if match is None:
        return
    begin, kind = context.type_before(seen, match.start())
    if kind is None:
        return
    separator = number[len(re.match(r"\w+", number)[0])]  # type: ignore[index]
    for each in re.finditer(r"\d{1,4}", seen.low[match.start() : match.end()]):
        at = match.start() + each.start()
        yield Citation(
            at, at + len(each[0]), each[0], p.LISTED_BEFORE.name, kind, f"{each[0]}{separator}{symbol}", None, symbol,
            reach=(at, at + len(each[0])),
        )  # fmt: skip


def _titled(seen: View, numbered: list[Citation], on: date | None) -> Iterable[Citation]:
    taken = [c.reach for c in numbered if c.document_type in ("luat", "phap_lenh")]
    for named in named_by_title(seen):
        if any(a <= named.start < b for a, b in taken):
            continue
        described = context.after_number(seen, named.end, on, title=False)
        issuer = "Quốc hội" if named.document_type == "luat" else None
        yield Citation(
            named.start, named.end, seen.text[named.start : named.end], named.rule, named.document_type, None,
            described.issued_on.year if described.issued_on else None, None, named.title, described.issued_on,
            issuer, "trung_uong" if issuer else None, provision=context.provision_before(seen, named.start),
            reach=(named.start, described.end), dated=described.dated,
        )  # fmt: skip


def _completed(citation: Citation, place: str | None) -> Citation:
    """Issuer and level, from the words or else from the symbol, with the place it belongs to."""
    issuer, level = citation.issuer, citation.issuer_level
    by_symbol, symbol_level = issuer_of_symbol(citation.symbol)
    issuer = complete(issuer or by_symbol, place)
    return replace(citation, issuer=issuer, issuer_level=level or symbol_level or level_of(issuer))


def _with_short_forms(seen: View, found: list[Citation], place: str | None, on: date | None) -> list[Citation]:
    shorts: list[Citation] = []
    spans = sorted(c.reach for c in found)
    for rule in (p.PLAIN_NUMBER, p.ABOVE):
        for match in rule.compiled.finditer(seen.low):
            if _inside(spans, match.start()) and any(c.start <= match.start() < c.end for c in found):
                continue
            kind = NAMES[" ".join(match["name"].split())]
            number = match["no"] if rule is p.PLAIN_NUMBER else None
            described = context.after_number(seen, match.end(), on, title=False)
            shorts.append(
                Citation(
                    match.start(), match.end(), seen.text[match.start() : match.end()], rule.name, kind, number, None, None, None,
                    described.issued_on, described.issuer, level_of(described.issuer),
                    reach=(match.start(), described.end), dated=described.dated,
                )
            )  # fmt: skip
    out: list[Citation] = []
    for citation in sorted(found + shorts, key=lambda c: (c.start, -c.end)):
        if citation.rule in (p.PLAIN_NUMBER.name, p.ABOVE.name):
            earlier = _meant(citation, out)
            if earlier is None and citation.rule == p.ABOVE.name:
                continue
            if earlier is not None:
                citation = replace(
                    citation, number=earlier.number, symbol=earlier.symbol, year=earlier.year, same_as=earlier, title=earlier.title,
                    issuer=earlier.issuer, issuer_level=earlier.issuer_level, issued_on=earlier.issued_on,
                )  # fmt: skip
            else:
                citation = _completed(citation, place)
        out.append(citation)
    return out


def _inside(spans: list[tuple[int, int]], offset: int) -> bool:
    return any(a <= offset < b for a, b in spans)


def _meant(short: Citation, earlier: list[Citation]) -> Citation | None:
    """The citation that a short form stands for: the nearest before it of the same type (and number)."""
    for citation in reversed(earlier):
        if citation.document_type != short.document_type or citation.number is None or citation.symbol is None:
            continue
        if short.number is None or citation.head == str(int(short.number)):
            return citation.same_as or citation
    return None
