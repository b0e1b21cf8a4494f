"""Does an anniversary add up? "kỷ niệm 115 năm … (28/6/1909 - 28/6/2024)" does."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from extractors.dates.atoms import FEAST
from extractors.dates.expression import DateExpression

_YEARS = re.compile(r"P(\d+)Y$")
_NTH = re.compile(r"k[ỷỉ]\s{1,6}niệm\s{1,6}(?:lần|năm)\s{1,6}thứ\s{1,6}([0-9]{1,3})(?![\w.,/%-])[^.;\n]*$")
_STOP = re.compile(r"[.;\n]")


def check_anniversary(years: int, first: date, second: date) -> bool:
    """Is ``second`` the anniversary of ``first`` after so many years?

    >>> check_anniversary(115, date(1909, 6, 28), date(2024, 6, 28))
    True
    """
    return (first.day, first.month) == (second.day, second.month) and second.year - first.year == years


def checked(low: str, found: list[DateExpression]) -> list[DateExpression]:
    """Anniversaries flagged where the years, the first day and the last do not add up: "115 năm … (28/6/1909 - 28/6/2024)"."""
    for i in range(1, len(found)):
        event, day = found[i - 1], found[i]
        if event.term == day.term == FEAST and event.date_from and day.date_from and day.start - event.end < 30:
            nth = _NTH.search(low, max(0, event.start - 200), event.start)
            if nth and not check_anniversary(int(nth[1]), event.date_from, day.date_from):
                found[i - 1], found[i] = replace(event, mismatch=True), replace(day, mismatch=True)
    for i, expression in enumerate(found):
        years = expression.duration and _YEARS.match(expression.duration)
        if not years or i + 1 == len(found) or found[i + 1].start - expression.end > 200:
            continue
        first, second = found[i + 1], found[i + 2] if i + 2 < len(found) else None
        if _STOP.search(low, expression.end, first.start):
            continue
        n = int(years[1])
        if first.term == FEAST and second is not None and second.term == FEAST and first.date_from and second.date_from:
            pair = [i, i + 1, i + 2]
            wrong = not check_anniversary(n, first.date_from, second.date_from)
        elif first.rule == "date-years" and first.date_from and first.date_to and low[first.start - 1] == "(":
            pair = [i, i + 1]
            wrong = first.date_to.year - first.date_from.year != n
        else:
            continue
        if wrong:
            for k in pair:
                found[k] = replace(found[k], mismatch=True)
    return found
