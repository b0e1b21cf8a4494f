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
_THEN = re.compile(
    r"\s{0,3}\)?\s{0,3}[,:(-]?\s{0,3}(?:(?:là|nhân|dịp|mừng|chào\s{1,3}mừng|tròn)\s{1,3}){0,3}"
    r"(?:k[ỷỉ]\s{1,3}niệm|tròn)\s{1,3}(?:lần\s{1,3}thứ\s{1,3})?"
)


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
    taken = 0  # behind the days that belong to the years before them
    for i, expression in enumerate(found):
        years = expression.duration and _YEARS.match(expression.duration)
        if not years:
            continue
        n = int(years[1])
        days = _days_after(low, found, i)
        if days:
            taken = days[-1] + 1
        else:
            days = _days_before(low, found, i, taken)
        if days and not _adds_up(n, [found[k] for k in days]):
            for k in (i, *days):
                found[k] = replace(found[k], mismatch=True)
    return found


def _days_after(low: str, found: list[DateExpression], i: int) -> tuple[int, ...]:
    """Which expressions are the days of an anniversary whose years are told before them; none if there are none."""
    if i + 1 == len(found) or found[i + 1].start - found[i].end > 200 or _STOP.search(low, found[i].end, found[i + 1].start):
        return ()
    if i + 2 < len(found) and _is_pair(found[i + 1], found[i + 2]):
        return i + 1, i + 2
    return (i + 1,) if _is_span(low, found[i + 1]) else ()


def _days_before(low: str, found: list[DateExpression], i: int, taken: int) -> tuple[int, ...]:
    """The days that stand before "kỷ niệm 115 năm" and belong to no years before them: "28/6/1909 - 28/6/2024, kỷ niệm 115 năm"."""
    if i <= taken - 1 or i == 0 or not _THEN.fullmatch(low, found[i - 1].end, found[i].start):
        return ()
    if i - 2 >= taken and _is_pair(found[i - 2], found[i - 1]):
        return i - 2, i - 1
    return (i - 1,) if i - 1 >= taken and _is_span(low, found[i - 1]) else ()


def _is_pair(first: DateExpression, second: DateExpression) -> bool:
    return first.term == second.term == FEAST and bool(first.date_from and second.date_from)


def _is_span(low: str, years: DateExpression) -> bool:
    """ "(1930 - 2020)": the two years in brackets."""
    return years.rule == "date-years" and bool(years.date_from and years.date_to) and low[max(0, years.start - 1) : years.start] == "("


def _adds_up(n: int, days: list[DateExpression]) -> bool:
    first, last = days[0].date_from, days[-1].date_to
    assert first is not None and last is not None
    return check_anniversary(n, first, last) if len(days) == 2 else last.year - first.year == n
