"""The campaign of one document, as that document tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from extractors.agencies import level_of
from extractors.agencies.names import CENTRAL_CITIES
from extractors.campaign.kinds import campaign_type, is_announcement
from extractors.campaign.launchers import launcher_of
from extractors.campaign.names import Name, name_of, theme_of
from extractors.directives.find import Citation
from extractors.facts import DateFact, Directive
from extractors.rule import Rule
from extractors.segmented import About, about_of, layout_of, view_of
from extractors.view import View, fold

_FINENESS = {precision: rank for rank, precision in enumerate(("day", "month", "quarter", "half"))}
_YEARS_BEHIND = re.compile(
    r"[”\"»\s,]{0,4}(?:trên\s+địa\s+bàn\s[^.;:“”\n]{3,40}?\s)?"
    r"(?:giai\s+đoạn|nhiệm\s+kỳ|từ\s+năm)\s+\d{4}\s*(?:[-–]|đến(?:\s+năm)?)\s*\d{4}"
)
# "Thời gian thực hiện: năm 2024."
_IN_YEAR = re.compile(r"thời\s+gian[^:.;\n]{0,40}:\s*(?:trong\s+|cả\s+)?năm\s+((?:19|20)\d\d)\s*(?:[.;,\n]|$)")
_QUOTED = re.compile(r"[“\"«]\s*([^”\"»]{8,200}?)\s*[”\"»]")
_NEXT_CLAUSE = re.compile(r"[;\n]|,\s+(?=(?:ủy\s+ban|ubnd|ban|sở|hội|công\s+đoàn|liên|trường|đảng|huyện|tỉnh|xã|phường|đoàn)\s)")
_CLAUSE = 400  # characters in which a basis says what it is on


@dataclass(frozen=True, slots=True)
class Draft:
    """A campaign before documents are joined; ``announced`` is False for documents that launch none."""

    announced: bool
    sure: float
    name: str | None = None
    theme: str | None = None
    campaign_type: str | None = None
    launched_by: str | None = None
    level: str | None = None
    launched_on: date | None = None
    start_from: date | None = None
    start_to: date | None = None
    end_from: date | None = None
    end_to: date | None = None
    instrument: str | None = None
    implements: str | None = None


def extract(doc: Doc, citations: Sequence[Citation], directives: Sequence[Directive], dates: Sequence[DateFact]) -> Draft:
    """The campaign that a document announces; ``announced`` False (and nothing else) where it announces none."""
    about, layout, seen = about_of(doc), layout_of(doc), view_of(doc)
    announced, sure = is_announcement(seen, layout, about)
    if not announced:
        return Draft(False, sure)
    name = name_of(seen, layout, about, list(citations))
    theme = theme_of(seen, layout, name)
    opening = seen.low[:3000]
    kind, _ = campaign_type(name.text if name else None, about.title, opening)
    launcher = launcher_of(seen, layout, about, directives)
    start, end = _period(dates, seen, " ".join(part for part in (_with_years(name, seen), about.title or "") if part))
    return Draft(
        announced=True, sure=sure, name=name.text if name else about.title, theme=theme[0] if theme else None, campaign_type=kind,
        launched_by=launcher, level=level_of(launcher) or about.issuer_level or _level_told(opening, about),
        launched_on=_launched_on(dates, about), start_from=start[0], start_to=start[1], end_from=end[0], end_to=end[1],
        instrument=_instrument(directives, about), implements=_implements(directives, name, seen),
    )  # fmt: skip


_UNIT = r"(?:tỉnh|thành\s+phố|huyện|thị\s+xã|quận|xã|phường|đặc\s+khu)"
LEVEL_TOLD = Rule(
    name="launched-by-level",
    pattern="|".join(
        (
            rf"(?:mà|được|do|của|là)\s+(?:toàn\s+)?(?P<unit>{_UNIT})(?:\s+[^\W\d_]+){{0,4}}?\s+(?:mở|phát\s+động|giao|tổ\s+chức)",
            rf"(?P<whose>{_UNIT})\s+(?:đang|vừa)\s+(?:có|mở|phát\s+động)\s+(?:đợt|phong|cuộc)",
        )
    ),
    finds={"phong trào mà tỉnh Hà Nam mở hôm": "mà tỉnh Hà Nam mở", "Tỉnh đang có đợt thi đua": "Tỉnh đang có đợt"},
)
PART = Rule(
    name="campaign-part",
    pattern=r"(?<!\w)(?:đợt|giai\s+đoạn|chặng|bước|vòng)\s+(?:thứ\s+)?(?:\d|[ivx]+|một|hai|ba|bốn|nhất|cuối)(?!\w|\s*[-–]\s*\d)[^.;\n]{0,24}$",
    finds={"* Chặng 2: ": "Chặng 2: ", "giai đoạn 1 (": "giai đoạn 1 ("},
    leaves=["giai đoạn 2021 - 2025, ", "đợt thi đua này "],
)
_LEVELS = {"tỉnh": "tinh", "huyện": "huyen", "thị xã": "huyen", "quận": "huyen", "xã": "xa", "phường": "xa", "đặc khu": "xa"}


def _level_told(opening: str, about: About) -> str | None:
    """The level of a campaign whose launcher is only called "tỉnh" or "huyện"; a city is of either, by its name."""
    match = LEVEL_TOLD.compiled.search(opening)
    if match is None:
        return None
    unit = " ".join((match["unit"] or match["whose"]).split())
    if unit == "thành phố":
        return "tinh" if fold(about.province or "") in CENTRAL_CITIES else "huyen"
    return _LEVELS[unit]


def _launched_on(dates: Sequence[DateFact], about: About) -> date | None:
    for row in dates:
        if row.role == "phat_dong" and row.precision == "day":
            return row.date_from
    if about.document_type not in (None, "tin_tuc"):
        return about.issued_on
    return None


def _period(
    dates: Sequence[DateFact], seen: View, name: str | None
) -> tuple[tuple[date | None, date | None], tuple[date | None, date | None]]:
    """Days that start and end can mean: from the timetable, else from the years in the name."""
    start, end = _told(dates, "bat_dau"), _told(dates, "ket_thuc")
    if (part := _last_of_parts(dates, seen)) is not None and part.date_from and (end[0] is None or end[0] < part.date_from):
        end = part.date_from, part.date_to
    low = fold(name or "")
    years = re.search(r"(?:giai\s+đoạn|nhiệm\s+kỳ|từ\s+năm)\s*(\d{4})\s*(?:-|đến(?:\s+năm)?)\s*(\d{4})", low)
    if years and end == (None, None) and start[0] is not None and start[0] < date(int(years[2]), 12, 31):
        return start, (date(int(years[2]), 12, 31),) * 2
    if start == end == (None, None):
        years = years or _IN_YEAR.search(seen.low)
        if years and years.re is _IN_YEAR:
            return (date(int(years[1]), 1, 1),) * 2, (date(int(years[1]), 12, 31),) * 2
        if years:
            first, last = date(int(years[1]), 1, 1), date(int(years[2]), 12, 31)
            return (first, first), (last, last)
        if year := re.search(r"năm\s+(\d{4})(?!\s*-\s*\d)", low):
            first, last = date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)
            return (first, first), (last, last)
    return start, end


def _told(dates: Sequence[DateFact], role: str) -> tuple[date | None, date | None]:
    """The first date of a role that is told to the day, else to the month, else any: "năm 2024" does not outweigh "từ ngày 01/4/2024"."""
    rows = sorted((row for row in dates if row.role == role), key=lambda row: _FINENESS.get(row.precision or "", len(_FINENESS)))
    return (rows[0].date_from, rows[0].date_to) if rows else (None, None)


def _last_of_parts(dates: Sequence[DateFact], seen: View) -> DateFact | None:
    """The end that is told last, where a campaign runs in parts: "Đợt 1: từ … đến …; đợt 2: từ … đến …"."""
    parts = [row for row in dates if row.role == "ket_thuc" and PART.compiled.search(seen.low[max(0, row.start - 40) : row.start])]
    return max(parts, key=lambda row: row.date_to or date.min) if len(parts) > 1 else None


def _with_years(name: Name | None, seen: View) -> str:
    """The name and the years that stand right behind it, wherever it is told: "… “Đảo ngọc” giai đoạn 2024 - 2026"."""
    if name is None:
        return ""
    years = _YEARS_BEHIND.match(seen.low, name.end) if name.end else None
    quoted = _QUOTED.search(fold(name.text))
    at = seen.low.find(quoted[1]) if quoted and years is None else -1
    while at >= 0 and years is None:
        years = _YEARS_BEHIND.match(seen.low, at + len(quoted[1])) if quoted else None
        at = seen.low.find(quoted[1], at + 1) if quoted else -1
    return f"{name.text} {years[0]}" if years else name.text


def _instrument(directives: Sequence[Directive], about: About) -> str | None:
    for role in ("phat_dong", "ban_hanh_kem", "tu_than"):
        for row in directives:
            if row.role == role and row.number and not row.number.isdigit():
                return row.number
    return about.number


def _implements(directives: Sequence[Directive], name: Name | None, seen: View) -> str | None:
    """The instrument that is carried out; else the basis that is on the very campaign which this document takes over by its name."""
    for row in directives:
        if row.role == "thuc_hien" and row.number:
            return row.number
    own = _QUOTED.search(fold(name.text)) if name else None
    for row in directives:
        if own is None or row.role != "can_cu" or not row.number:
            continue
        clause = _NEXT_CLAUSE.split(seen.low[row.end : row.end + _CLAUSE], maxsplit=1)[0]
        # Pages lose blanks where lines were joined.
        if any("".join(quoted.split()) == "".join(own[1].split()) for quoted in _QUOTED.findall(clause)):
            return row.number
    return None
