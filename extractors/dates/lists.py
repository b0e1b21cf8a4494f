"""Lists of days and months: what is said once, a year, a bound, "hằng năm", and holds for all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.dates import cycles
from extractors.dates.atoms import Atom
from extractors.dates.expression import DateExpression

_AND_EVERY = re.compile(r"\s{0,3}(?:,|và|hoặc|;|,\s?và)\s{0,3}(?:trước\s{1,3})?")
_AND = re.compile(r"\s{0,3}(?:,|và|hoặc|;|,\s?và)\s{0,3}")


def same_list(low: str, first: Atom, second: Atom) -> bool:
    """Do two days of one list stand under the bound of the first: "trước ngày 20 các tháng 4, 6", "trước ngày 15/6 và 15/12 hằng năm"?"""
    listed = first.rule.startswith("date-shared") or first.rule == cycles.RECURRING_DAY.name
    return listed and first.rule == second.rule and bool(_AND.fullmatch(low, first.end, second.start))


def bounded(one: DateExpression, bound: str) -> DateExpression:
    """ "trước ngày 20 các tháng 4, 6 và 9": the bound of the first is that of all."""
    if one.date_from is None or one.date_to is None:
        return replace(one, bound=bound)
    return replace(one, bound=bound, edtf=f"../{one.edtf}", date_from=None, ends=(one.date_from, one.date_to))


def share_years(low: str, single: Sequence[Atom]) -> None:
    """ "30/4 và 1/5/2024", "quý I và quý II năm 2024": the first has the year of the last."""
    for first, second in zip(reversed(single[:-1]), reversed(single[1:]), strict=True):
        if first.point is None or second.point is None or first.term or first.calendar != second.calendar or first.relative:
            continue
        if first.point.year is None and first.year_shift is None and second.point.year is not None and second.start - first.end <= 12:
            one, other = first.point, second.point
            if one.precision == other.precision and one.precision != "year" and _AND.fullmatch(low, first.end, second.start):
                shared = replace(one, year=other.year)
                if shared.is_valid or first.calendar == "lunar":
                    first.point = shared


_OF_YEAR = re.compile(
    r"\s{1,3}(?:của\s{1,3})?năm\s{1,3}(?:(?P<this>nay)|(?P<back>trước|ngoái)|(?:sau|tới|kế\s{1,3}tiếp|tiếp\s{1,3}theo|liền\s{1,3}kề)(?:\s{1,3}liền\s{1,3}kề)?)(?!\w)"
)


def take_years(low: str, single: list[Atom]) -> None:
    """ "trước ngày 10/01 của năm sau": the day is of that year, and the words are part of it."""
    for i in range(len(single) - 1, -1, -1):
        one = single[i]
        if one.point is None or one.point.day is None or one.point.year is not None or one.year_shift is not None or one.term:
            continue
        if one.calendar != "gregorian" or (match := _OF_YEAR.match(low, one.end)) is None:
            continue
        one.year_shift, one.end = 0 if match["this"] else -1 if match["back"] else 1, match.end()
        if i + 1 < len(single) and single[i + 1].start < one.end:
            del single[i + 1]


def share_recurrence(low: str, single: Sequence[Atom]) -> None:
    """ "trước ngày 15/6 và 15/12 hằng năm": both come again every year."""
    for first, second in zip(reversed(single[:-1]), reversed(single[1:]), strict=True):
        point = first.point
        if second.recurrence is None or second.rule != cycles.RECURRING_DAY.name or point is None or first.calendar != "gregorian":
            continue
        if point.day is None or point.month is None or point.year is not None or not _AND_EVERY.fullmatch(low, first.end, second.start):
            continue
        first.rule, first.point = second.rule, None
        first.recurrence = f"FREQ=YEARLY;BYMONTH={point.month};BYMONTHDAY={point.day}"
