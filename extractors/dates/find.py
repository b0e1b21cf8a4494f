"""`find_dates`: every date expression of a text, resolved as far as the text goes.

First single dates (`patterns.ATOMS`), then what binds two of them together or bounds one ("từ … đến …", "trước", "đến hết").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors.dates import patterns as p
from extractors.dates.values import Point, full_year, month_number
from extractors.rule import Rule
from extractors.view import View, compose, view


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date, interval, term, deadline, recurrence or duration as written.

    ``edtf`` is EDTF level 1; ``date_from`` and ``date_to`` are None where open or unknown; ``precision`` is day, month, quarter,
    half, year or years; ``bound`` is at, from, until or before; ``time`` is HH:MM; ``duration`` ISO 8601; ``recurrence`` an RFC 5545
    rule; ``anchor`` the day that a relative or year-less expression was read against. ``starts`` and ``ends`` are the days that the
    two ends of an interval can mean ("đến tháng 9/2020" ends within that month).
    """

    start: int
    end: int
    quote: str
    rule: str
    edtf: str | None = None
    date_from: date | None = None
    date_to: date | None = None
    precision: str | None = None
    bound: str = "at"
    time: str | None = None
    duration: str | None = None
    recurrence: str | None = None
    calendar: str = "gregorian"
    anchor: date | None = None
    term: str | None = None
    starts: tuple[date, date] | None = None
    ends: tuple[date, date] | None = None


@dataclass(slots=True)
class _Atom:
    start: int
    end: int
    rule: str
    point: Point | None = None
    term: str | None = None
    recurrence: str | None = None
    duration: str | None = None
    calendar: str = "gregorian"
    year_shift: int | None = None
    open_start: bool = False


_PREFILTER = re.compile(r"\d|quý|tháng|năm|hôm|nay|tuần|rằm|từ")
_WEEKDAYS = {
    "hai": "MO",
    "2": "MO",
    "ba": "TU",
    "3": "TU",
    "tư": "WE",
    "4": "WE",
    "năm": "TH",
    "5": "TH",
    "sáu": "FR",
    "6": "FR",
    "bảy": "SA",
    "7": "SA",
}
_HALF_A_YEAR = 183
FEAST = "ngày kỷ niệm"
"""``term`` of the day of an event, of its anniversary, of a holiday."""
_UNIT = {"năm": "Y", "tháng": "M", "tuần": "W", "ngày": "D"}
_FREQ = {"năm": "YEARLY", "quý": "MONTHLY;INTERVAL=3", "tháng": "MONTHLY", "tuần": "WEEKLY", "ngày": "DAILY"}

TO = Rule(
    name="date-interval",
    pattern=r"\s*(?:,?\s*(?:cho\s+)?(?:đến|tới)(?:\s+(?:hết|trước|cuối|khi\s+kết\s+thúc|đầu))?(?:\s+ngày)?|-)\s*",
    finds={"01/01 đến 31/12/2023": " đến ", "7/4 - 7/5": " - "},
)
FROM = Rule(
    name="date-from",
    pattern=r"(?:(?:kể|bắt\s+đầu|tính)\s+)?từ(?:\s+(?:ngày|đầu|năm))?\s*$",
    finds={"triển khai từ ": "từ ", "kể từ ngày ": "kể từ ngày "},
)
UNTIL = Rule(
    name="date-until",
    pattern=r"(?:(?:cho\s+)?đến|tới|chậm\s+nhất(?:\s+là)?|muộn\s+nhất(?:\s+là)?|không\s+muộn\s+hơn|không\s+quá|trong\s+vòng)(?:\s+(?:hết|cuối|vào))?(?:\s+(?:ngày|trước))?\s*$|(?:hết|xong)\s+(?:ngày\s+)?$",
    finds={"hoàn thành đến hết ": "đến hết "},
)
BEFORE = Rule(
    name="date-before",
    pattern=r"trước(?:\s+(?:ngày|thời\s+điểm|kỳ\s+hạn))?\s*$",
    finds={"gửi về trước ngày ": "trước ngày "},
)


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
    found = find_in_view(view(composed.text), published=published)
    if composed.starts is None:
        return found
    moved = []
    for expression in found:
        start, end, quote = composed.span(expression.start, expression.end)
        moved.append(replace(expression, start=start, end=end, quote=quote))
    return moved


def find_in_view(seen: View, *, published: date | None = None) -> list[DateExpression]:
    """`find_dates` on a text that is NFC already."""
    if not _PREFILTER.search(seen.low):
        return []
    atoms = _atoms(seen)
    found: list[DateExpression] = []
    i = 0
    while i < len(atoms):
        first = atoms[i]
        second = atoms[i + 1] if i + 1 < len(atoms) else None
        if second is not None and _binds(seen, first, second):
            found.extend(_interval(seen, first, second, published))
            i += 2
            continue
        found.append(_single(seen, first, published))
        i += 1
    return [_with_time(seen, e) for e in found]


def _atoms(seen: View) -> list[_Atom]:
    taken: list[_Atom] = []
    claimed = bytearray(len(seen.low) + 1)
    for rule in p.ATOMS:
        for match in rule.compiled.finditer(seen.low):
            start, end = match.span()
            if any(claimed[start:end]):
                continue
            atom = _read(rule.name, match)
            if atom is None or (atom.point is not None and not atom.point.is_valid):
                continue
            claimed[start:end] = b"\x01" * (end - start)
            taken.append(atom)
            taken.extend(_listed_days(seen, atom, claimed))
    taken.sort(key=lambda atom: atom.start)
    return taken


_MORE_DAYS = re.compile(r"(?<![\d/.,])((?:(?:0?[1-9]|[12]\d|3[01])\s*(?:,|và|;|-)\s*(?:ngày\s*)?){1,6})$")
_BARE_DAY = re.compile(r"(?:từ\s+)?ngày\s+(0?[1-9]|[12]\d|3[01])\s*(?:đến|-|tới)\s*(?:hết\s+)?(?:ngày\s*)?$")


def _listed_days(seen: View, atom: _Atom, claimed: bytearray) -> list[_Atom]:
    """Days that stand before a full date and share its month: "các ngày 19, 20/5/2024", "từ ngày 1 đến ngày 15 tháng 5"."""
    point = atom.point
    if point is None or point.day is None:
        return []
    window = seen.low[max(0, atom.start - 40) : atom.start]
    base = atom.start - len(window)
    if match := _BARE_DAY.search(window):
        day, at = int(match[1]), base + match.start(1)
        end = base + match.end(1)
        if day < point.day and not any(claimed[at:end]):
            claimed[at:end] = b"\x01" * (end - at)
            return [_Atom(at, end, "date-shared-month", replace(point, day=day))]
    found: list[_Atom] = []
    cue = window.rstrip()
    if (match := _MORE_DAYS.search(window)) and re.search(r"(?:ngày|hai\s+ngày)\s*$", window[: match.start(1)]) and cue:
        for number in re.finditer(r"\d{1,2}", match[1]):
            at = base + match.start(1) + number.start()
            end = at + len(number[0])
            if not any(claimed[at:end]):
                claimed[at:end] = b"\x01" * (end - at)
                found.append(_Atom(at, end, "date-shared-month", replace(point, day=int(number[0]))))
    return found


def _read(name: str, match: re.Match[str]) -> _Atom | None:
    """The atom that a rule's match means; None where the match is none after all."""
    start, end = match.span()
    g = match.groupdict()
    atom = _Atom(start, end, name)
    if name == "date-recurring":
        atom.recurrence = f"FREQ=YEARLY;BYMONTH={month_number(g['m'])};BYMONTHDAY={int(g['d'])}"
    elif name == "date-recurring-month-day":
        every = ";INTERVAL=3" if match[0].endswith("quý") else ""
        atom.recurrence = f"FREQ=MONTHLY{every};BYMONTHDAY={int(g['d'])}"
    elif name == "date-recurring-weekday":
        day = "SU" if g["w"].startswith("chủ") else _WEEKDAYS[g["w"].split()[-1]]
        atom.recurrence = f"FREQ=WEEKLY;BYDAY={day}"
    elif name == "date-recurring-period":
        atom.recurrence = f"FREQ={_FREQ[g['p']]}" if g["p"] else f"FREQ={_FREQ[g['u']]};INTERVAL={int(g['n'])}"
    elif name == "date-lunar":
        month = month_number(g["m"] or g["m2"])
        day = 15 if g["ram"] or g["m2"] else int(g["d"])
        atom.point = Point(day=day, month=month, year=full_year(g["y"]))
        atom.calendar = "lunar"
    elif name == "date-duration":
        unit = _UNIT[g["u"]]
        atom.duration = f"P{int(g['n'])}{unit}"
    elif name == "date-term":
        if int(g["y2"]) < int(g["y1"]):
            return None
        atom.point = Point(year=int(g["y1"]), year_to=int(g["y2"]))
        atom.term = " ".join(g["what"].split())
    elif name == "date-year-to-year":
        if int(g["y2"]) < int(g["y1"]):
            return None
        atom.point = Point(year=int(g["y1"]), year_to=int(g["y2"]))
        atom.term = "từ đến"
    elif name == "date-years":
        first, last = (int(y) for y in re.findall(r"\d{4}", match[0]))
        if last <= first:
            return None
        atom.point = Point(year=first, year_to=last)
    elif name == "date-quarter":
        atom.point = Point(quarter=p.ROMAN.get(g["q"]) or int(g["q"]), year=full_year(g["y"]))
    elif name == "date-half-year":
        atom.point = Point(half=1 if (g["h1"] or g["h2"]) == "đầu" else 2, year=full_year(g["y"]))
    elif name == "date-first-months":
        n = int(g["n"])
        atom.point = Point(months=(1, n) if g["h"] == "đầu" else (13 - n, 12), year=full_year(g["y"]))
    elif name == "date-holiday":
        atom.start, atom.end = match.span("date")
        atom.point = Point(day=int(g["d"]), month=int(g["m"]))
        atom.term = FEAST
    elif name == "date-relative-part":
        quarter = (p.ROMAN.get(g["q"]) or int(g["q"])) if g["q"] else None
        atom.point = Point(month=month_number(g["m"]), quarter=quarter)
        atom.year_shift = {"nay": 0, "này": 0, "sau": 1, "tới": 1}.get(g["rel"], -1)
    elif name == "date-relative-day":
        atom.rule = f"{name}-{'yesterday' if g['rel'] == 'qua' else 'today'}"
    elif name == "date-relative-year":
        atom.point = Point()
    elif name == "date-now":
        atom.open_start = True
    else:
        atom.point = Point(day=int(g["d"]) if g.get("d") else None, month=month_number(g.get("m")), year=full_year(g.get("y")))
    return atom


def _binds(seen: View, first: _Atom, second: _Atom) -> bool:
    """Are two neighbours the ends of one interval?"""
    if second.point is None or second.calendar != "gregorian" or second.start - first.end > 40 or second.term:
        return False
    if first.term == FEAST:
        return False
    between = seen.low[first.end : second.start]
    own_cue = re.match(r"(?:đến|tới|hết|trước)\s*", seen.low[second.start : second.end])
    if own_cue:  # the cue of a day without a year was read as part of it
        between += own_cue[0]
    if first.open_start:
        return bool(re.search(r"(?:đến|tới|-)", between))
    if first.point is None or first.term or first.point.year_to or second.point.year_to:
        return False
    match = TO.compiled.fullmatch(between)
    if match is None:
        return False
    if "-" in between:
        return first.point.precision == second.point.precision
    return True


def _interval(seen: View, first: _Atom, second: _Atom, published: date | None) -> list[DateExpression]:
    end_point, end_anchor = _anchored(second, published, "until")
    if first.open_start:
        last = end_point.days()
        # A page that was edited after the campaign's end does not tell when it began.
        begin = published if published and last[1] and published <= last[1] else None
        edtf = f"{begin.isoformat()}/{end_point.edtf()}" if begin else f"../{end_point.edtf()}"
        return [
            DateExpression(
                first.start, second.end, seen.text[first.start : second.end], "date-from-now", edtf, begin, last[1],
                end_point.precision, "until", anchor=begin, starts=_pair((begin, begin)), ends=_pair(last),
            )
        ]  # fmt: skip
    assert first.point is not None
    point = first.point.within(end_point)
    start_anchor = None
    if point.year is None:
        point, start_anchor = _anchored(replace(first, point=point), published)
    if _same_feast(point, end_point):
        # "(28/6/1909 - 28/6/2024)": the day of an event and its anniversary, two dates and no period.
        return [
            _expression(seen, replace(first, term=FEAST), point, start_anchor, "at"),
            _expression(seen, replace(second, term=FEAST), end_point, end_anchor, "at"),
        ]
    first_days, last_days = point.days(), end_point.days()
    start = _with_cue(seen, first, FROM)
    precision = point.precision if point.precision == end_point.precision else end_point.precision
    if first_days[0] and last_days[1] and first_days[0] > last_days[1]:
        return [_single(seen, first, published), _single(seen, second, published)]
    return [
        DateExpression(
            start, second.end, seen.text[start : second.end], "date-interval", f"{point.edtf()}/{end_point.edtf()}",
            first_days[0], last_days[1], "years" if precision == "year" else precision, "at",
            anchor=start_anchor or end_anchor, starts=_pair(first_days), ends=_pair(last_days),
        )
    ]  # fmt: skip


def _same_feast(first: Point, second: Point) -> bool:
    if first.day is None or second.day is None or first.year is None or second.year is None:
        return False
    return (first.day, first.month) == (second.day, second.month) and second.year - first.year >= 5


def _single(seen: View, atom: _Atom, published: date | None) -> DateExpression:
    if atom.rule.startswith("date-relative-day"):
        day = None if published is None else published - timedelta(days=atom.rule.endswith("yesterday"))
        rule = atom.rule.rsplit("-", 1)[0]
        return DateExpression(
            atom.start,
            atom.end,
            seen.text[atom.start : atom.end],
            rule,
            day.isoformat() if day else None,
            day,
            day,
            "day",
            anchor=published,
        )
    if atom.open_start:
        return DateExpression(
            atom.start, atom.end, seen.text[atom.start : atom.end], atom.rule, f"{published}/.." if published else None,
            published, None, "day", "from", anchor=published,
        )  # fmt: skip
    if atom.recurrence or atom.duration:
        bound = _bound(seen, atom)[0] if atom.recurrence else "at"
        return DateExpression(
            atom.start, atom.end, seen.text[atom.start : atom.end], atom.rule,
            bound=bound, recurrence=atom.recurrence, duration=atom.duration,
        )  # fmt: skip
    bound, start = _bound(seen, atom)
    point, anchor = _anchored(atom, published, bound)
    return _expression(seen, atom, point, anchor, bound, start)


def _expression(
    seen: View, atom: _Atom, point: Point, anchor: date | None, bound: str, start: int | None = None
) -> DateExpression:
    first, last = point.days()
    start = atom.start if start is None else start
    edtf = point.edtf()
    starts = ends = None
    if atom.calendar == "lunar":
        return DateExpression(
            start,
            atom.end,
            seen.text[start : atom.end],
            atom.rule,
            None,
            None,
            None,
            "day",
            bound,
            calendar="lunar",
            anchor=anchor,
        )
    if point.year_to is not None:
        pass
    elif bound == "from":
        edtf, starts, last = f"{edtf}/..", _pair((first, last)), None
    elif bound in ("until", "before"):
        edtf, ends, first = f"../{edtf}", _pair((first, last)), None
    return DateExpression(
        start, atom.end, seen.text[start : atom.end], atom.rule, edtf, first, last, point.precision, bound,
        anchor=anchor, term=atom.term, starts=starts, ends=ends,
    )  # fmt: skip


def _pair(days: tuple[date | None, date | None]) -> tuple[date, date] | None:
    return (days[0], days[1]) if days[0] is not None and days[1] is not None else None


def _anchored(atom: _Atom, published: date | None, bounds: str = "at") -> tuple[Point, date | None]:
    """The atom's point with its year, taken from the publication date where the text gives none."""
    point = atom.point or Point()
    if point.year is not None or published is None:
        return point, None
    if atom.year_shift is not None:
        return replace(point, year=published.year + atom.year_shift), published
    guess = replace(point, year=published.year)
    days = guess.days()
    if days[0] is None or days[1] is None:
        return point, None
    if atom.point is not None and point.day is not None:
        # Around the turn of the year: a day in the news lies close to the day it was printed.
        if (days[0] - published).days > _HALF_A_YEAR and "at" in bounds:
            guess = replace(point, year=published.year - 1)
        elif (published - days[0]).days > _HALF_A_YEAR and "at" not in bounds:
            guess = replace(point, year=published.year + 1)
    return (guess, published) if guess.is_valid else (point, None)


def _bound(seen: View, atom: _Atom) -> tuple[str, int]:
    """``bound`` and the start of the expression with the word that bounds it."""
    if atom.point is not None and atom.point.year_to is not None:
        return "at", atom.start
    inner = re.match(r"(?:(trước)|(đến|tới|hết)|(từ))\s", seen.low[atom.start : atom.end])
    window = seen.low[max(0, atom.start - 40) : atom.start]
    base = atom.start - len(window)
    if inner and inner[1]:
        return "before", atom.start
    for rule, bound in ((BEFORE, "before"), (UNTIL, "until"), (FROM, "from")):
        match = rule.compiled.search(window)
        if match:
            return bound, base + match.start()
    if inner:
        return ("until" if inner[2] else "from"), atom.start
    if atom.rule == "date-relative-year" and seen.low.startswith("hết", atom.start):
        return "until", atom.start
    return "at", atom.start


def _with_cue(seen: View, atom: _Atom, rule: Rule) -> int:
    window = seen.low[max(0, atom.start - 24) : atom.start]
    match = rule.compiled.search(window)
    return atom.start - len(window) + match.start() if match else atom.start


def _with_time(seen: View, expression: DateExpression) -> DateExpression:
    """The clock time that stands beside a day."""
    if expression.precision != "day" or expression.bound == "from":
        return expression
    after = p.CLOCK.compiled.search(seen.low, expression.end, min(len(seen.low), expression.end + 12))
    if after is None or re.search(r"[^\W\d_]|[;()]", seen.low[expression.end : after.start()].replace("lúc", "")):
        before = list(p.CLOCK.compiled.finditer(seen.low, max(0, expression.start - 20), expression.start))
        after = before[-1] if before else None
        if after is None or seen.low[after.end() : expression.start].strip(" ,\n") not in (
            "",
            "ngày",
            "phút",
            "phút ngày",
            "phút, ngày",
        ):
            return expression
    hour, minute = int(after["H"]), after["M"] or after["M2"] or "00"
    if hour > 23:
        return expression
    return replace(expression, time=f"{hour:02d}:{minute}")
