"""Numbers of documents: where they stand, and what they are when every slip of pen, scan and line end is put right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.directives import patterns as p
from extractors.directives.symbols import symbol
from extractors.rule import Rule
from extractors.view import View

_LONGEST = 72  # characters from the first digit to the last letter, blanks and all
_MOST_DIGITS = 6  # one more than a number has, so that a longer one is seen to be none
LIKE_DIGITS = str.maketrans("oli", "011")
_SAID = re.compile(r"số\s*:?\s*$")
_LOOK_BACK = 48  # characters: the longest type's name with "số"
_SCANNED_YEAR = re.compile(r"\s*/\s*([12l][09o][0-9ol]{2})\s*/")
_CUT = re.compile(r"số\s{0,3}:?\s{0,3}(\d{1,3})\s$")
_LOST = {"Q": "quyết định", "N": "nghị định", "C": "công điện"}
_SCHEME = re.compile(r"DA(?![A-ZĐ])")
_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d?\.$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands (``start``, ``end``) and as it should be (``canonical``, ``symbol``)."""

    start: int
    end: int
    canonical: str
    symbol: str
    rule: str


def numbers_at(seen: View, spots: Iterable[int]) -> Iterator[Number]:
    """The numbers whose last digit before the separator is at one of the ``spots`` (in text order), none inside another."""
    done = 0
    for spot in spots:
        if spot < done:
            continue
        number = _number_at(seen, spot)
        if number is not None and number.start >= done:
            yield number
            done = number.end


def _number_at(seen: View, spot: int) -> Number | None:
    head = _head_at(seen.low, spot)
    if head is None or not _opens(seen.low, head.start):
        return None
    body = seen.low[head.end : head.start + _LONGEST]
    if year := _SCANNED_YEAR.match(body):
        body = body[: year.start(1)] + year[1].translate(LIKE_DIGITS) + body[year.end(1) :]
    # The rules read a copy in which the digits are put right; behind the digits its offsets differ from the text's by a constant.
    before = "số " if head.said else "; "
    copy = before + head.digits + body
    shift = head.end - len(before) - len(head.digits)
    for rule in (*p.NUMBER_RULES, *p.LOOSE_RULES):
        match = rule.compiled.match(copy, len(before))
        read = _read(seen, rule, match, shift, head.start) if match else None
        if match is not None and read is not None:
            return Number(head.start, match.end() + shift, *read, rule.name)
    return None


@dataclass(frozen=True, slots=True)
class _Head:
    """The digits that a number begins with: where they stand, what they are, and whether "số" stands before them."""

    start: int
    end: int
    digits: str
    said: bool


def _head_at(low: str, spot: int) -> _Head | None:
    """The digits that end at ``spot``; behind "số" scans may have O for 0 and l for 1, and writers a point for thousands."""
    start, end = spot, spot + 1
    while start > 0 and spot - start < _MOST_DIGITS and low[start - 1] in "0123456789oli":
        start -= 1
    said = _SAID.search(low, max(0, start - 12), start) is not None
    if said:
        while low[end : end + 1] in ("o", "l", "i"):
            end += 1
    else:
        start = spot
        while start > 0 and spot - start < _MOST_DIGITS and low[start - 1].isdecimal():
            start -= 1
    digits = low[start:end].translate(LIKE_DIGITS)
    if not said and len(digits) >= 2 and (cut := _CUT.search(low, max(0, start - 14), start)) and len(cut[1]) + len(digits) < _MOST_DIGITS:
        # "Quyết định số 1⏎234/QĐ-UBND": behind "số" stands one number, which a line end or a blank cut in two.
        if _is_named(low, cut.start(1)):
            return _Head(cut.start(1), end, cut[1] + digits, True)
    if end - start == 3 and low[start - 1 : start] == "." and (thousands := _THOUSANDS.search(low, max(0, start - 4), start)):
        start = thousands.start()
        said = _SAID.search(low, max(0, start - 12), start) is not None
        digits = low[start:end].replace(".", "")
        return _Head(start, end, digits, said) if said or _is_named(low, start) else None
    return _Head(start, end, digits, said)


def _opens(low: str, start: int) -> bool:
    """Can a number begin here: not in a word, a date, a path, a decimal fraction or a code with hyphens?"""
    if start == 0:
        return True
    before, one_more = low[start - 1], low[start - 2 : start - 1]
    if before.isalnum() or before in "/_@":
        return False
    if before in ".,-":
        return not (one_more.isdigit() or (before == "-" and one_more.isalnum()))
    return True


def _is_named(low: str, start: int, name: str | None = None) -> bool:
    """Does a type's name (or this one) stand before the number?"""
    match = p.TYPE_BEFORE.compiled.search(low, max(0, start - _LOOK_BACK), start)
    return match is not None and name in (None, " ".join(match["name"].split()))


def _read(seen: View, rule: Rule, match: re.Match[str], shift: int, start: int) -> tuple[str, str] | None:
    """Canonical number and symbol of a match, None where the letters are words."""

    def letters(group: str) -> str | None:
        written = seen.text[match.start(group) + shift : match.end(group) + shift]
        # In lower case only what stands behind a type's name is a symbol.
        found = symbol(written) or (symbol(written, trusted=True) if _is_named(seen.low, start) else None)
        if found is None:
            return None
        # DA is a project; behind "Đề án" it is ĐA without its bar.
        if _SCHEME.match(found) and _is_named(seen.low, start, "đề án"):
            return f"Đ{found[1:]}"
        # A scan may lose the letter Đ altogether ("Nghị định số 98/2023/N-CP"): the type's name tells what stood there.
        lost = _LOST.get(re.split(r"[-/]", found)[0])
        return f"{found[0]}Đ{found[1:]}" if lost and _is_named(seen.low, start, lost) else found

    no = match["no"].upper()
    if "agency" in match.re.groupindex:
        kind, agency = letters("type"), letters("agency")
        if kind is None or agency is None:
            return None
        by_state = _STATE.fullmatch(agency.lower()) is not None and not _BOARD.match(seen.low, match.end() + shift)
        return (f"{no}/{kind}-{agency}", f"{kind}-{agency}") if by_state else (f"{no}-{kind}/{agency}", f"{kind}/{agency}")
    if rule is p.BODY_NUMBER and not _is_named(seen.low, start):
        return None
    found = letters("symbol")
    if found is None:
        return None
    if rule is p.NORMATIVE_NUMBER:
        return f"{no}/{match['year']}/{found}", found
    return (f"{no}-{found}" if rule is p.OLD_NUMBER else f"{no}/{found}"), found


_STATE = re.compile(p.STATE_REVERSED)
_BOARD = re.compile(r"[^.;]{0,40}?\scủa\s+ban\s+tổ\s+chức(?!\w)")  # BTC is the Ministry of Finance, and any organising board
