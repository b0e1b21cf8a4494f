"""The smallest expressions: what one match of a rule means, before intervals and bounds are read round it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from extractors.dates import cycles, feasts, lunar, relative
from extractors.dates import patterns as p
from extractors.dates.numerals import number_of, year_of
from extractors.dates.values import Point, full_year, month_number
from extractors.dates.words import ROMAN

FEAST = "ngày kỷ niệm"
"""``term`` of the day of an event, of its anniversary, of a holiday."""
_ROMAN_CENTURIES = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12, "xiii": 13,
    "xiv": 14, "xv": 15, "xvi": 16, "xvii": 17, "xviii": 18, "xix": 19, "xx": 20, "xxi": 21,
}  # fmt: skip
_YEAR_SHIFT = {"nay": 0, "này": 0, "sau": 1, "tới": 1, "trước": -1, "ngoái": -1}
_SPELLINGS = {
    "nhiệm kì": "nhiệm kỳ", "thời kì": "thời kỳ", "niên khoá": "niên khóa", "khoá": "khóa", "năm năm": "5 năm", "hai năm": "2 năm",
    "ba năm": "3 năm", "mười năm": "10 năm",
}  # fmt: skip


@dataclass(slots=True)
class Atom:
    """One expression: a ``point`` of the calendar, some ``days``, a recurrence, a duration, or an open start ("từ nay")."""

    start: int
    end: int
    rule: str
    point: Point | None = None
    term: str | None = None
    recurrence: str | None = None
    duration: str | None = None
    calendar: str = "gregorian"
    year_shift: int | None = None
    days: tuple[date, date] | None = None
    edtf: str | None = None
    leap: bool = False
    relative: bool = False
    open_start: bool = False

    @property
    def is_valid(self) -> bool:
        """False for a day that the Gregorian calendar has not; a lunar day is tried when its year is known."""
        return self.point is None or self.calendar == "lunar" or self.point.is_valid


Reader = Callable[[re.Match[str], str, date | None], list[Atom]]


def read(name: str, match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    """The atoms that a rule's match means; none where the match is none after all."""
    reader = _READERS.get(name)
    if reader is not None:
        return [atom for atom in reader(match, text, published) if atom.is_valid]
    atom = _plain(name, match)
    return [atom] if atom.is_valid else []


def _plain(name: str, match: re.Match[str]) -> Atom:
    g = match.groupdict()
    day, month, year = g.get("d"), g.get("m"), g.get("y")
    return Atom(*match.span(), name, Point(int(day) if day else None, int(month) if month else None, full_year(year) if year else None))


def _words(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    g = match.groupdict()
    day = int(g["d"]) if "d" in g else number_of(g["dw"])
    year = full_year(g["y"]) if g["y"] else year_of(g["yw"]) if g["yw"] else None
    atom = Atom(*match.span(), p.FULL_WORDS.name, Point(day, month_number(g["m"]), year))
    if g.get("rel"):
        atom.year_shift = _YEAR_SHIFT[g["rel"]]
    return [atom] if day else []


def _shared_days(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    """Days that stand before a full date and share its month: "các ngày 19, 20/5/2024", "từ ngày 1 đến ngày 15 tháng 5"."""
    year = match["y"] or match["y2"] or match["y3"]
    point = Point(None, month_number(match["m"] or match["m2"] or match["m3"]), full_year(year) if year else None)
    bare = match.start("list") == match.start()
    if bare and _NUMBERED.search(match.string, max(0, match.start() - 16), match.start()):
        return []
    if bare and not (year and _ONE_RUN.fullmatch(match["list"])):
        return []  # without "ngày" before them only "10 - 15/6/2024"; "Thứ 4, 05/06/2024" is no list
    return _spread(match, r"[0-9]+", lambda word: replace(point, day=int(word)), p.SHARED_DAYS.name)


# "đợt 1 đến 31/12/2024": the number is the part's.
_NUMBERED = re.compile(
    r"(?<!\w)(?:đợt|giai\s+đoạn|chặng|bước|kỳ|kì|vòng|lần|tuần|nhóm|khối|cụm|tổ|điều|khoản|mục|điểm|số|phần|giải)\s{1,3}$"
)
_ONE_RUN = re.compile(r"[0-9]+\s{0,6}(?:-|đến|tới)\s{0,6}(?:hết\s{1,6})?(?:ngày\s{1,6})?[0-9]+")


def _months_every_year(listed: str) -> str:
    """``BYMONTH`` of "6, 12" and of "1 đến tháng 6"."""
    months = [int(n) for n in re.findall("[0-9]+", listed)]
    if len(months) == 2 and months[0] < months[1] and re.search("-|đến|tới", listed):
        months = list(range(months[0], months[1] + 1))
    return ",".join(str(month) for month in months)


def _shared_months(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    if match["every"]:
        months = _months_every_year(match["list"])
        return [Atom(*match.span(), p.SHARED_MONTHS.name, recurrence=f"FREQ=YEARLY;BYMONTH={months}")]
    year = match["y"] or match["y2"]
    return _spread(match, r"[0-9]+", lambda word: Point(month=int(word), year=int(year) if year else None), p.SHARED_MONTHS.name)


def _day_of_months(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    day = int(match["d"])
    if match["every"]:
        months = _months_every_year(match["list"])
        return [Atom(*match.span(), p.DAY_OF_MONTHS.name, recurrence=f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={day}")]
    year = match["y"] or match["y2"]
    return _spread(match, r"[0-9]+", lambda word: Point(day, int(word), int(year) if year else None), p.DAY_OF_MONTHS.name)


def _shared_quarters(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    year = int(match["y"]) if match["y"] else None
    return _spread(
        match, r"\b(?:iv|i{1,3}|[1-4]|một|hai|ba|tư)\b", lambda word: Point(quarter=_quarter(word), year=year), p.SHARED_QUARTERS.name
    )


def _spread(match: re.Match[str], item: str, point_of: Callable[[str], Point], name: str) -> list[Atom]:
    """One atom an item of the match's ``list``; the first has the word before it, the last what they share."""
    base = match.start("list")
    spans = [(base + m.start(), base + m.end(), m[0]) for m in re.finditer(item, match["list"])]
    atoms = [Atom(start, end, name, point_of(word)) for start, end, word in spans]
    atoms[0].start, atoms[-1].end = match.start(), match.end()
    return atoms if all(atom.is_valid for atom in atoms) else []


def _quarter(word: str) -> int:
    return ROMAN.get(word) or int(word)


def _lunar(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    if not feasts.is_lunar(match):
        return []
    g = match.groupdict()
    month = 1 if g["tet"] else month_number(g["m"] or g["mw"])
    day = 15 if g["ram"] else int(g["tet"] or g["d"] or 0) or number_of(g["dw"])
    point = Point(day, month, _lunar_year(match, published))
    atom = Atom(*match.span(), feasts.LUNAR.name, point, calendar="lunar", leap=bool(g["leap"]))
    if g["rel"]:
        atom.year_shift = _YEAR_SHIFT[g["rel"]]
    return [atom]


def _lunar_year(match: re.Match[str], published: date | None) -> int | None:
    """The year as a number, or the year of the sixty that is nearest to the document's ("năm Giáp Thìn")."""
    if match["y"]:
        return int(match["y"])
    cycle = match["cycle"] or match.groupdict().get("cycle2")
    return lunar.year_named(cycle, published.year) if cycle and published else None


def _lunar_month(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    words = match[0].split()
    month = month_number(" ".join(words[1:3])) or month_number(words[1])
    point = Point(month=month, year=full_year(match["y"]))
    return [Atom(*match.span(), feasts.LUNAR_MONTH.name, point, calendar="lunar", leap=bool(match["leap"]))]


def _feast(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    feast = feasts.feast_of(match)
    if feast is None:
        return []
    day, month, calendar = feast
    point = Point(day, month, _lunar_year(match, published))
    atom = Atom(*match.span(), feasts.NAMED_FEAST.name, point, term=FEAST, calendar=calendar)
    if match["rel"]:
        atom.year_shift = _YEAR_SHIFT[match["rel"]]
    return [atom]


def _holiday(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    return [Atom(*match.span("date"), feasts.HOLIDAY.name, Point(int(match["d"]), int(match["m"])), term=FEAST)]


def _recurring(name: str) -> Reader:
    def reader(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
        rule = cycles.recurrence_of(name, match)
        return [Atom(*match.span(), name, recurrence=rule)] if rule else []

    return reader


def _duration(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    duration = cycles.duration_of(match)
    return [Atom(*match.span(), cycles.DURATION.name, duration=duration)] if duration else []


def _relative(name: str) -> Reader:
    def reader(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
        point, days = relative.shifted(name, match, published)
        return [Atom(*match.span(), name, point, days=days, relative=True)]

    return reader


def _now(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    return [Atom(*match.span(), relative.NOW.name, open_start=True)]


def _in_force(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    return [Atom(*match.span(), relative.IN_FORCE.name, open_start=True)]


def _since_new_year(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    days = (date(published.year, 1, 1), published) if published else None
    return [Atom(*match.span(), relative.SINCE_NEW_YEAR.name, days=days, relative=True)]


def _run_of_years(name: str) -> Reader:
    def reader(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
        g = match.groupdict()
        first, last = (int(g["y1"]), int(g["y2"])) if "y1" in g else (int(y) for y in re.findall(r"[0-9]{4}", match[0]))
        if last < first or (last == first and name == p.YEARS.name):
            return []
        what = " ".join(g["what"].split()) if "what" in g else "từ đến" if name == p.YEAR_TO_YEAR.name else None
        term = _SPELLINGS.get(what, what) if what else None
        return [Atom(*match.span(), name, Point(year=first, year_to=last), term=term)]

    return reader


def _quarter_of(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    return [Atom(*match.span(), p.QUARTER.name, Point(quarter=_quarter(match["q"]), year=full_year(match["y"])))]


def _half(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    half = 1 if (match["h1"] or match["h2"]) == "đầu" else 2
    return [Atom(*match.span(), p.HALF.name, Point(half=half, year=full_year(match["y"])))]


def _months(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    n = int(match["n"]) if match["n"] else number_of(match["nw"])
    assert n is not None
    months = (1, n) if match["h"] == "đầu" else (13 - n, 12)
    return [Atom(*match.span(), p.MONTHS_OF_YEAR.name, Point(months=months, year=full_year(match["y"])))]


def _relative_part(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    g = match.groupdict()
    point = Point(
        month=month_number(g["m"]), quarter=_quarter(g["q"]) if g["q"] else None, half=(1 if g["h"] == "đầu" else 2) if g["h"] else None
    )
    return [Atom(*match.span(), p.RELATIVE_PART.name, point, year_shift=_YEAR_SHIFT[g["rel"]])]


def _month(name: str) -> Reader:
    def reader(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
        g = match.groupdict()
        month = month_number(g["m"] or g["mw"] or g.get("mt"))
        return [Atom(*match.span(), name, Point(month=month, year=full_year(g.get("y"))))]

    return reader


_THIRDS = {"thượng": 1, "trung": 2, "hạ": 3}


def _third(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    point = Point(month=month_number(match["m"] or match["mw"]), year=full_year(match["y"]), third=_THIRDS[match["third"]])
    return [Atom(*match.span(), p.THIRD.name, point)]


def _year_words(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    year = year_of(match["yw"])
    return [Atom(*match.span(), p.YEAR_WORDS.name, Point(year=year))] if year else []


def _century(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    """The twentieth century is 1901 to 2000; EDTF's ``19XX`` would be 1900 to 1999, so that it is written as an interval."""
    written = match["c"]
    number = int(written) if written.isdecimal() else _ROMAN_CENTURIES.get(written)
    if number is None:
        return []
    first, last = 100 * number - 99, 100 * number
    if match["half"]:
        first, last = (first, first + 49) if match["half"].endswith("đầu") else (first + 50, last)
    return [Atom(*match.span(), p.CENTURY.name, Point(year=first, year_to=last))]


def _decade(match: re.Match[str], text: str, published: date | None) -> list[Atom]:
    """EDTF level 1 leaves the last digit open: ``199X``. Two digits without a century are of the twentieth."""
    first = int(match["d"])
    if first < 100:
        century = match["c"]
        first += {"xix": 1800, "19": 1800, "xxi": 2000, "21": 2000}.get(century or "", 1900)
    return [Atom(*match.span(), p.DECADE.name, Point(year=first, year_to=first + 9), edtf=f"{first // 10}X")]


_READERS: dict[str, Reader] = {
    p.FULL_WORDS.name: _words,
    p.DAY_IN_WORDS_OF_MONTH.name: _words,
    p.SHARED_DAYS.name: _shared_days,
    p.SHARED_MONTHS.name: _shared_months,
    p.DAY_OF_MONTHS.name: _day_of_months,
    p.SHARED_QUARTERS.name: _shared_quarters,
    feasts.LUNAR.name: _lunar,
    feasts.LUNAR_MONTH.name: _lunar_month,
    feasts.NAMED_FEAST.name: _feast,
    feasts.HOLIDAY.name: _holiday,
    cycles.DURATION.name: _duration,
    relative.NOW.name: _now,
    relative.ISSUED.name: _now,
    relative.IN_FORCE.name: _in_force,
    relative.SINCE_NEW_YEAR.name: _since_new_year,
    p.QUARTER.name: _quarter_of,
    p.HALF.name: _half,
    p.THIRD.name: _third,
    p.MONTHS_OF_YEAR.name: _months,
    p.RELATIVE_PART.name: _relative_part,
    p.YEAR_WORDS.name: _year_words,
    p.CENTURY.name: _century,
    p.DECADE.name: _decade,
    **{rule.name: _recurring(rule.name) for rule in cycles.RECURRING},
    **{rule.name: _relative(rule.name) for rule in relative.RELATIVE},
    **{rule.name: _run_of_years(rule.name) for rule in (p.TERM, p.YEAR_TO_YEAR, p.YEARS)},
    **{rule.name: _month(rule.name) for rule in (p.MONTH, p.MONTH_YEAR)},
}
