"""`find_dates`: every date expression of a text, resolved as far as the text goes.

First single dates (`scan.atoms`), then what binds two of them together or bounds one ("từ … đến …", "trước", "đến hết").

What is written is what is given: EDTF level 1 (ISO 8601-2) as far as it goes, RFC 5545 for what comes again, ISO 8601 for what lasts.
Where a phrase leaves a choice:

* Left blank for the pen: "ngày … tháng 6 năm 2024" is 2024-06, "ngày … tháng … năm 2024" is 2024, a blank year is nothing.
* "đầu năm", "cuối tháng 6" are the year and the month; the language gives no days for them. A week is the interval of its days.
* The twentieth century is 1901/2000 (EDTF's ``19XX`` is 1900 to 1999); "thập niên 90" is ``199X``.
* School years and terms run from the first day of the first year to the last day of the last; "đến hết nhiệm kỳ 2020 - 2025" is
  until that last day.
* "kể từ ngày Quyết định này có hiệu lực" is from a day that the words do not tell: open, and no day of the document's is put there.
* A day without a year has that of the day it is read against, but the year before or after where that is much nearer; in
  "28/12" read in January, "trước ngày 15/2" read in November.
* A lunar day is given as its Gregorian day, with ``calendar`` lunar; rằm, âm lịch, Tết, tháng Giêng and tháng Chạp tell the moon's
  calendar, mùng and mồng alone do not ("mùng 2 tháng 9" is the National Day).
* What repeats and what lasts has no dates; what is relative has none unless there is a day to read it against.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from extractors.dates import bounds, cycles, feasts, lists, lunar, relative
from extractors.dates.anniversaries import check_anniversary, checked
from extractors.dates.atoms import FEAST, Atom
from extractors.dates.expression import DateExpression
from extractors.dates.scan import atoms, lowered
from extractors.dates.values import Point
from extractors.uncollected import uncollected
from extractors.view import View, compose

__all__ = ["FEAST", "DateExpression", "check_anniversary", "find_dates", "find_in_view"]

_HALF_A_YEAR = 183
_NEXT_YEAR = 270
_FARTHEST = 40  # characters between the two ends of an interval
_FIVE_YEARS = 5


def find_dates(text: str, *, published: date | None = None) -> list[DateExpression]:
    """Date expressions of ``text`` in text order.

    Parameters
    ----------
    text : any string; NFC or NFD, any case, with line breaks.
    published : the day that relative ("hôm qua") and year-less ("ngày 4/6") dates are read against; without it they stay partial.

    >>> [d.edtf for d in find_dates("từ ngày 01/01 đến ngày 31/12/2023; quý IV/2024; đến hết năm 2025")]
    ['2023-01-01/2023-12-31', '2024-36', '../2025']
    >>> find_dates("Ngày 4/6, UBND tỉnh", published=date(2024, 6, 5))[0].date_from
    datetime.date(2024, 6, 4)
    """
    composed = compose(text)
    found = _find(lowered(composed.text), composed.text, published)
    if composed.starts is None:
        return found
    moved = []
    for expression in found:
        start, end, quote = composed.span(expression.start, expression.end)
        moved.append(replace(expression, start=start, end=end, quote=quote))
    return moved


def find_in_view(seen: View, *, published: date | None = None, named_feasts: bool = False) -> list[DateExpression]:
    """`find_dates` on a text that is NFC already and has been folded.

    Feasts that are only named ("chào mừng Ngày Nhà giáo Việt Nam") are left out unless asked for: the tables tell the days that a
    document states, not those that a reader knows.
    """
    found = _find(seen.low, seen.text, published)
    return found if named_feasts else [e for e in found if e.rule != feasts.NAMED_FEAST.name]


def _find(low: str, text: str, published: date | None) -> list[DateExpression]:
    with uncollected(len(text)):
        return _read(low, text, published)


def _read(low: str, text: str, published: date | None) -> list[DateExpression]:
    single = atoms(low, text, published)
    lists.take_years(low, single)
    lists.share_years(low, single)
    lists.share_recurrence(low, single)
    found: list[DateExpression] = []
    last = 0  # where the expression before ends: the words that bound the next one stand behind it
    i = 0
    while i < len(single):
        first = single[i]
        second = single[i + 1] if i + 1 < len(single) else None
        if second is not None and second.start - first.end <= _FARTHEST and _binds(low, first, second):
            found.extend(_interval(low, text, first, second, published, last))
            i += 2
        else:
            one = _single(low, text, first, published, last)
            if i and one.bound == "at" and found[-1].bound in ("before", "until") and lists.same_list(low, single[i - 1], first):
                one = lists.bounded(one, found[-1].bound)
            found.append(one)
            i += 1
        last = found[-1].end
    return checked(low, found)


def _binds(low: str, first: Atom, second: Atom) -> bool:
    """Are two neighbours the ends of one interval?"""
    if second.point is None or second.calendar != "gregorian" or second.edtf:
        return False
    if second.term and not (first.open_start and second.point.year_to):
        return False
    if first.open_start:
        between = low[first.end : second.start]  # "từ ngày ký, chia làm hai đợt: đợt 1 đến …" is none
        return re.search(r"đến|tới|-", between) is not None and re.search(r"[:;]|đợt\s+\d", between) is None
    if first.point is None or first.term or first.calendar != "gregorian" or first.point.year_to or second.point.year_to:
        return False
    match = bounds.TO.compiled.fullmatch(low, first.end, second.start)
    if match is None:
        return False
    if "\n" in match[0] and bounds.bound_of(low, first.start, first.end)[0] != "from":
        return False  # a heading that ends in a year, and a paragraph that opens with a deadline
    return first.point.precision == second.point.precision if "-" in match[0] else True


def _interval(low: str, text: str, first: Atom, second: Atom, published: date | None, floor: int) -> list[DateExpression]:
    end_point, end_anchor = _anchored(second, published, "until")
    if first.open_start:
        if first.rule == relative.IN_FORCE.name:
            published = None
        if end_point.year_to:  # "từ nay đến hết giai đoạn 2021 - 2025": to the term's last year
            end_point = Point(year=end_point.year_to)
        ends = end_point.days()
        # A page that was edited after the campaign's end does not tell when it began.
        begin = published if published and ends[1] and published <= ends[1] else None
        edtf = f"{begin.isoformat()}/{end_point.edtf()}" if begin else f"../{end_point.edtf()}"
        return [
            DateExpression(
                first.start, second.end, text[first.start : second.end], "date-from-now", edtf, begin, ends[1],
                end_point.precision, "until", anchor=begin, starts=_pair((begin, begin)), ends=_pair(ends),
            )
        ]  # fmt: skip
    assert first.point is not None
    point = first.point
    if first.year_shift is None and not first.relative:
        point = point.within(end_point)
        if not point.is_valid or _is_later(point, end_point):
            # "từ tháng 10 đến tháng 3/2025": the year before.
            shared = first.point.year is None or first.rule.startswith("date-shared")
            if shared and end_point.year is not None and (point.month or point.quarter):
                point = replace(point, year=end_point.year - 1)
    anchor = published if first.relative else None
    if point.year is None:
        point, anchor = _anchored(replace_point(first, point), published)
    if _same_feast(point, end_point):
        # "(28/6/1909 - 28/6/2024)": the day of an event and its anniversary, two dates and no period.
        first.term = second.term = FEAST
        return [
            _expression(text, first, point, anchor, "at", first.start, first.end),
            _expression(text, second, end_point, end_anchor, "at", second.start, second.end),
        ]
    starts, ends = point.days(), end_point.days()
    if starts[0] and ends[1] and starts[0] > ends[1]:
        one = _single(low, text, first, published, floor)
        return [one, _single(low, text, second, published, one.end)]
    start = max(floor, _from_where(low, first))
    precision = end_point.precision
    found = DateExpression(
        start, second.end, text[start : second.end], "date-interval",
        f"{point.edtf().partition('/')[0]}/{end_point.edtf().rpartition('/')[2]}",
        starts[0], ends[1], "years" if precision == "year" else precision, "at",
        anchor=anchor or end_anchor, starts=_pair(starts), ends=_pair(ends),
    )  # fmt: skip
    if precision == "day" and (time := bounds.time_beside(low, start, second.end) or bounds.time_beside(low, first.start, second.end)):
        found = replace(found, time=time)
    return [found]


def _from_where(low: str, first: Atom) -> int:
    """Where an interval begins: at "từ", which can stand before an hour ("từ 8h00 ngày 02/5 đến 17h00 ngày 30/5")."""
    start = bounds.cue_start(low, first.start, bounds.FROM)
    if start == first.start and first.point is not None and first.point.day is not None:
        bound, begin, _ = bounds.bound_of(low, first.start, first.end)
        return begin if bound == "from" else start
    return start


def replace_point(atom: Atom, point: Point) -> Atom:
    """The same atom with another point."""
    return replace(atom, point=point)


def _is_later(first: Point, second: Point) -> bool:
    days, other = first.days(), second.days()
    return days[0] is not None and other[1] is not None and days[0] > other[1]


def _same_feast(first: Point, second: Point) -> bool:
    if first.day is None or second.day is None or first.year is None or second.year is None:
        return False
    return (first.day, first.month) == (second.day, second.month) and second.year - first.year >= _FIVE_YEARS


def _single(low: str, text: str, atom: Atom, published: date | None, floor: int) -> DateExpression:
    if atom.open_start:
        if atom.rule == relative.IN_FORCE.name:
            published = None
        return DateExpression(
            atom.start, atom.end, text[atom.start : atom.end], atom.rule, f"{published}/.." if published else None,
            published, None, "day", "from", anchor=published,
        )  # fmt: skip
    if atom.duration:
        return DateExpression(atom.start, atom.end, text[atom.start : atom.end], atom.rule, duration=atom.duration)
    bound, start, end = bounds.bound_of(low, atom.start, atom.end)
    if atom.point is not None and atom.point.year_to is not None and bound != "at" and atom.term:
        if bound in ("until", "before") and start >= floor and bounds.to_the_end_of(low, atom.start):
            return _end_of_term(text, atom, atom.point, bound, start, end)
        bound, start = "at", atom.start  # "vào giai đoạn 2021 - 2025": a term keeps both its ends
    if start < floor:
        bound, start = ("at", atom.start) if atom.start >= floor else (bound, floor)
    if atom.recurrence:
        bound = "at" if bound == "from" else bound
        if atom.rule == cycles.RECURRING_DAY_AHEAD.name:  # what bounds the day stands within
            bound = "at" if " vào " in low[atom.start : atom.end] else "before" if " trước " in low[atom.start : atom.end] else "until"
        return DateExpression(
            atom.start, atom.end, text[atom.start : atom.end], atom.rule, bound=bound, recurrence=atom.recurrence
        )  # fmt: skip
    if atom.days is not None:
        return _of_days(text, atom, published, bound, start, end)
    if atom.relative and atom.point is None:
        precision = _PRECISION.get(atom.rule, "day")
        if precision == "month" and "qu" in low[atom.start : atom.end]:
            precision = "quarter"
        return DateExpression(start, end, text[start:end], atom.rule, precision=precision, bound=bound)
    if atom.rule == relative.RELATIVE_YEAR.name and low.startswith("hết", atom.start):
        bound = "until"
    point, anchor = (atom.point or Point(), published) if atom.relative else _anchored(atom, published, bound)
    if bound == "from" and (to_now := relative.TO_NOW.compiled.match(low, end)):
        return _to_now(text, point, published, anchor, start, to_now.end())
    found = _expression(text, atom, point, anchor, bound, start, end)
    return _with_time(low, found, atom.start, atom.end) if point.day is not None else found


_PRECISION = {relative.RELATIVE_MONTH.name: "month", relative.RELATIVE_YEAR.name: "year"}


def _end_of_term(text: str, atom: Atom, term: Point, bound: str, start: int, end: int) -> DateExpression:
    """ "đến hết nhiệm kỳ 2020 - 2025": until the last day of the term."""
    last = term.days()[1]
    return DateExpression(
        start, end, text[start:end], atom.rule, f"../{term.year_to}", None, last, "year", bound, term=atom.term, ends=_pair((last, last))
    )  # fmt: skip


def _of_days(text: str, atom: Atom, published: date | None, bound: str, start: int, end: int) -> DateExpression:
    """A week, or the days of the year so far."""
    assert atom.days is not None
    first, last = atom.days
    edtf, from_, to = f"{first}/{last}", first, last
    starts = ends = None
    if bound == "from":
        edtf, to, starts = f"{first}/..", None, atom.days  # type: ignore[assignment]
    elif bound in ("until", "before"):
        edtf, from_, ends = f"../{last}", None, atom.days  # type: ignore[assignment]
    return DateExpression(start, end, text[start:end], atom.rule, edtf, from_, to, "day", bound, anchor=published, starts=starts, ends=ends)


def _to_now(text: str, point: Point, published: date | None, anchor: date | None, start: int, end: int) -> DateExpression:
    """ "từ năm 2021 đến nay": until the day of the document, open where that is unknown."""
    days = point.days()
    known = published is not None and (days[0] is None or days[0] <= published)
    edtf = f"{point.edtf()}/{published if known else '..'}"
    return DateExpression(
        start, end, text[start:end], "date-to-now", edtf, days[0], published if known else None, point.precision,
        "at" if known else "from", anchor=published if known else anchor, starts=_pair(days),
    )  # fmt: skip


def _expression(text: str, atom: Atom, point: Point, anchor: date | None, bound: str, start: int, end: int) -> DateExpression:
    starts = ends = None
    edtf: str | None
    if atom.calendar == "lunar":
        first, last, edtf = _by_the_moon(point, leap=atom.leap)
        precision = "day" if point.day is not None else "month"
        if edtf is None:
            return DateExpression(
                start, end, text[start:end], atom.rule, None, None, None, precision, bound, calendar="lunar", term=atom.term
            )
    else:
        first, last = point.days()
        edtf, precision = atom.edtf or point.edtf(), point.precision
    if bound == "from":
        edtf, starts, last = f"{edtf}/..", _pair((first, last)), None
        edtf = f"{edtf.split('/')[0]}/.."
    elif bound in ("until", "before") and point.year_to is None:
        edtf, ends, first = f"../{edtf.rsplit('/', 1)[-1]}", _pair((first, last)), None
    return DateExpression(
        start, end, text[start:end], atom.rule, edtf, first, last, precision, bound,
        calendar=atom.calendar, anchor=anchor, term=atom.term, starts=starts, ends=ends,
    )  # fmt: skip


def _by_the_moon(point: Point, *, leap: bool) -> tuple[date | None, date | None, str | None]:
    """Gregorian first and last day, and EDTF, of a lunar day or month; None where its year is unknown or it has no such day."""
    if point.year is None or point.month is None:
        return None, None, None
    if point.day is None:
        days = lunar.month_days(point.month, point.year, leap=leap)
        return (*days, f"{days[0]}/{days[1]}") if days else (None, None, None)
    day = lunar.to_gregorian(point.day, point.month, point.year, leap=leap)
    return (day, day, day.isoformat()) if day else (None, None, None)


def _pair(days: tuple[date | None, date | None]) -> tuple[date, date] | None:
    return (days[0], days[1]) if days[0] is not None and days[1] is not None else None


def _anchored(atom: Atom, published: date | None, bound: str = "at") -> tuple[Point, date | None]:
    """The atom's point with its year, taken from the publication date where the text gives none."""
    point = atom.point or Point()
    if published is None or (point.year is not None and not atom.relative):
        return point, None
    if atom.relative:
        return point, published
    if atom.year_shift is not None:
        shifted = replace(point, year=published.year + atom.year_shift)
        return (shifted, published) if shifted.is_valid else (point, None)
    guess = replace(point, year=published.year)
    if point.day is not None:
        # Around the turn of the year: a day in the news lies close to the day it was printed, a deadline after it.
        day = _day_of(atom, guess)
        if day is not None:
            ahead = (day - published).days
            if ahead > _NEXT_YEAR and bound == "at":
                guess = replace(point, year=published.year - 1)
            elif -ahead > (_HALF_A_YEAR if bound in ("until", "before") else _NEXT_YEAR):
                guess = replace(point, year=published.year + 1)
    return (guess, published) if atom.calendar == "lunar" or guess.is_valid else (point, None)


def _day_of(atom: Atom, point: Point) -> date | None:
    return _by_the_moon(point, leap=atom.leap)[0] if atom.calendar == "lunar" else point.days()[0]


def _with_time(low: str, found: DateExpression, start: int, end: int) -> DateExpression:
    time = bounds.time_beside(low, start, end)
    return found if time is None else replace(found, time=time)
