"""A document's own number, as its number line or card has it."""

from __future__ import annotations

import re

from extractors.directives import patterns as numbers
from extractors.directives.types import SYMBOLS
from extractors.view import View

# "Số: 212/CĐN": a dispatch of a body that has no departments. Only a number line tells that this is a number.
_OF_A_BODY = re.compile(r"[\s*]*(?P<no>\d{1,5}[a-z]?)\s{0,2}/\s{0,2}(?P<symbol>[a-zđ]{2,12})[\s*]*")
_ABBREVIATED = re.compile(r"\.[ \t]?([A-ZĐ]{1,4})(?=[\s*]*$)")


def read_number(seen: View, start: int, end: int) -> tuple[str, int, int] | None:
    """Canonical number written between two offsets, with its span."""
    for rule in numbers.NUMBER_RULES:
        match = rule.compiled.search(seen.low, start, end)
        if match is None:
            continue
        no = match["no"].upper()
        if rule.name.startswith("party"):
            kind = numbers.symbol(seen.text[match.start("type") : match.end("type")])
            agency = numbers.symbol(seen.text[match.start("agency") : match.end("agency")])
            if kind and agency:
                return f"{no}-{kind}/{agency}", match.start(), match.end()
            continue
        stop = match.end("symbol")
        if abbreviated := _ABBREVIATED.match(seen.text, stop, end):
            stop = abbreviated.end()
        symbol = numbers.symbol(seen.text[match.start("symbol") : stop])  # "KH-THCS. LT", to the line's end
        if symbol is None:
            continue
        year = f"/{match['year']}" if rule.name == "normative-number" else ""
        return f"{no}{year}{'-' if rule.name == 'old-number' else '/'}{symbol}", match.start(), stop
    body = _OF_A_BODY.fullmatch(seen.low, start, end)
    symbol = numbers.symbol(seen.text[body.start("symbol") : body.end("symbol")]) if body else None
    return (f"{body['no'].upper()}/{symbol}", body.start("no"), body.end("symbol")) if body and symbol else None


def kind_of_number(number: str) -> str | None:
    """Type of document (``codes/document_types.csv``) that the symbol of a number tells, None where it tells none."""
    pieces = re.split(r"[/-]", number)
    kinds = [SYMBOLS[piece] for piece in pieces[1:2] + pieces[2:3] if piece in SYMBOLS and not piece.isdigit()]
    return kinds[0] if kinds else None
