"""Rows of the table ``dates``: one per document, role and interval."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from spacy.tokens import Doc

from extractors.dates.campaign_time import edge_of_campaign, is_campaign_period
from extractors.dates.find import FEAST, DateExpression, find_in_view
from extractors.dates.relative import ISSUED, NOW
from extractors.dates.roles import is_of_goal, role_of
from extractors.dates.yearly import every_year
from extractors.directives.extract import footnotes
from extractors.directives.find import Citation
from extractors.facts import DateFact, Directive
from extractors.segmented import About, Layout, about_of, covered, layout_of, view_of
from extractors.view import View

Days = tuple[date | None, date | None]
_FROM_LAUNCH = re.compile(r"từ\s+(?:ngày|khi)\s+(?:được\s+)?phát\s+động")
_LONG_PAST = 3 * 366  # days
_KEPT = re.compile(
    r"\s*[(,]\s*(?:(?:nhân|đúng|vào)\s+)?(?:dịp\s+)?(?:kỷ\s+niệm\s+(?:lần\s+thứ\s+)?\d|ngày\s+(?:thành\s+lập|truyền\s+thống|sinh|giải\s+phóng|quốc\s+khánh)\s)"
)
_FROM_NOW = re.compile(r"(?:kể\s+)?từ\s+(?:hôm\s+)?nay")
_STILL_NEWS = 14  # days
_RIGHT_WITHIN = re.compile(r"ngay\s+trong\s+$")
_COMPARED = re.compile(r"(?<!\w)so(?:\s+với)?(?:\s+(?:thời\s+điểm|cùng\s+kỳ|ngày|của))*\s*$")
_OF_ISSUE = re.compile(r"ban\s+hành|ký")
_NEXT_YEARS = re.compile(r"năm\s+(?:sau|kế\s+tiếp|tiếp\s+theo|liền\s+kề)(?:\s+liền\s+kề)?$")
_REGULATIONS = ("quy_che", "quy_dinh", "luat", "nghi_dinh", "thong_tu", "phap_lenh")
_IN_FORCE = re.compile(r"hiệu\s+lực\s+(?:thi\s+hành\s+)?(?:sau\s+\d{1,3}\s+(?:\([^()]{2,20}\)\s+)?ngày\s*,?\s*)?(?:(?:tính|kể)\s+)?$")
_LAUNCHED = re.compile(r"(?<!lời\s)phát\s+động[^.;]{0,40}$")
_OF_THE_DAY = frozenset({"date-relative-day", "date-relative-week", "date-relative-month", "date-now", "date-to-now"})
_PHASE = re.compile(
    r"(?:đợt|giai\s+đoạn|chặng|bước|kỳ|cao\s+điểm)\s+(?:cao\s+điểm\s+|thứ\s+)?(?:\d|i{1,3}|iv|một|hai|ba|bốn|nhất|đầu|cuối)(?!\w)[^.;\d\n]{0,40}$"
)
_WHOLE = re.compile(r"(?:hết|cuối)\s+(?:năm|tháng|quý)|hết\s+\d")
_AIMED = re.compile(
    r"\d[\d.,]*\s*(?:%|triệu|tỷ|usd|hộ|xã|người|căn|km|ha\b)|phấn\s+đấu|hoàn\s+thành|mục\s+tiêu|là\s+tỉnh|(?<!\w)phải\s[^.;,]{2,40}\sxong(?!\w)",
)


def dated(doc: Doc) -> list[DateExpression]:
    """Date expressions of the text, furniture included, read against the document's day."""
    about = about_of(doc)
    if about.anchor is not None or about.year is None:
        return find_in_view(view_of(doc), published=about.anchor)
    # Only the year is known: it dates "ngày 4/6", and not "chiều nay".
    found = find_in_view(view_of(doc), published=date(about.year, 7, 1))
    return [_without_start(expression) for expression in found if expression.rule not in _OF_THE_DAY]


def _without_start(expression: DateExpression) -> DateExpression:
    """ "từ ngày ban hành kế hoạch đến ngày 31/12/2025" of a page that has no day: only its end is known."""
    if expression.rule != "date-from-now" or expression.date_to is None:
        return expression
    last = (expression.edtf or "").rpartition("/")[2]
    return replace(expression, edtf=f"../{last}", date_from=None, anchor=None, starts=None)


def extract(
    doc: Doc, citations: Sequence[Citation], expressions: Sequence[DateExpression], deadlines: Collection[date] = ()
) -> list[DateFact]:
    """One `DateFact` per role and interval, first mention first.

    ``citations`` are those of the document: their dates are ``ban_hanh_dan_chieu``. ``deadlines`` are the last days of its
    targets: a date that has no other role and is one of them is ``han_chi_tieu``.
    """
    about, layout, seen = about_of(doc), layout_of(doc), view_of(doc)
    rows = list(_own_dates(about, layout, expressions))
    cited = _cited_days(doc, citations, about)
    taken = covered([*((row.start, row.end) for row in rows), *cited])
    rows.extend(_day("ban_hanh_dan_chieu", day, span, layout, "cited-date", 0.95) for span, day in sorted(cited.items()))
    told = covered([c.dated for c in citations if c.dated is not None and c.told])
    for expression in expressions:
        if layout.is_furniture(expression.start) or _overlaps(expression, taken) or _in_letterhead(expression, layout):
            continue
        if about.document_type in _REGULATIONS and _NEXT_YEARS.search(seen.low, expression.start, expression.end):
            continue  # the year after the one that is judged, whichever that is
        expression = every_year(expression, seen)
        made = list(_rows(expression, seen, layout, about, deadlines))
        made.extend(_kept(expression, made, seen, layout))
        launches = any(row.role in ("phat_dong", "bat_dau") for row in made)
        if expression.date_from and (not launches or _is_official(about)) and _overlaps(expression, told):
            # "Ngày 9/6, UBND tỉnh có Kế hoạch số …": the day of that plan, unless it is the day of the launch.
            made = [_day("ban_hanh_dan_chieu", expression.date_from, (expression.start, expression.end), layout, "told-date", 0.85)]
        rows.extend(made)
    return _distinct(_remembered(_from_the_launch(rows, seen), about))


def _remembered(rows: list[DateFact], about: About) -> Iterable[DateFact]:
    """The rows; the day of an event long past that the document keeps is that day wherever it is told, nothing done or due."""
    kept = {row.date_from for row in rows if row.role == "ky_niem"}
    for row in rows:
        long_past = about.anchor is not None and row.date_from is not None and (about.anchor - row.date_from).days > _LONG_PAST
        if long_past and row.role in ("bao_cao", "su_kien", "khac", "phat_dong") and row.date_from in kept:
            row = replace(row, role="ky_niem")
        yield row


def _kept(expression: DateExpression, made: Sequence[DateFact], seen: View, layout: Layout) -> Iterable[DateFact]:
    """ "từ ngày 19/5/2025 (kỷ niệm 135 năm Ngày sinh …)": a day that has another role is that of an anniversary too."""
    if expression.precision != "day" or not made or _KEPT.match(seen.low, expression.end) is None:
        return
    day = expression.ends[1] if expression.ends else expression.date_from
    if day is not None and all(row.role != "ky_niem" for row in made):
        yield _fact(expression, "ky_niem", (day, day), layout, 0.8, bound="at")


def _is_official(about: About) -> bool:
    """Does the document itself launch? Then the days that it tells of other papers are theirs."""
    return about.document_type != "tin_tuc" and (about.number is not None or about.issued_on is not None)


def with_launch(rows: Sequence[DateFact], directives: Sequence[Directive]) -> list[DateFact]:
    """The rows of an announcement; where none is its launch, the day of the instrument that launches it is one."""
    if any(row.role == "phat_dong" for row in rows):
        return list(rows)
    days = {directive.issued_on for directive in directives if directive.role == "phat_dong" and directive.issued_on}
    for row in rows:
        if row.role == "ban_hanh_dan_chieu" and row.date_from in days:
            return [*rows, replace(row, role="phat_dong", method="launch-instrument", confidence=0.75)]
    return list(rows)


def _from_the_launch(rows: list[DateFact], seen: View) -> list[DateFact]:
    """A campaign that runs "từ ngày phát động" starts on the day that the document gives as its launch.

    So does one whose end is told and whose start is not.
    """
    launches = [row for row in rows if row.role == "phat_dong" and row.precision == "day" and row.method != "told-date"]
    if not launches:
        return rows
    day = launches[-1].date_from
    rows = [_since_the_launch(row, day, seen) for row in rows]
    ends = [row for row in rows if row.role == "ket_thuc"]
    starts = [row for row in rows if row.role == "bat_dau"]
    if ends and not starts and day is not None and ends[0].date_to is not None and day < ends[0].date_to:
        rows.append(replace(launches[-1], role="bat_dau", bound="from", confidence=0.6))
    return [
        replace(row, date_from=day, date_to=day, precision="day", anchor=day)
        if row.role == "bat_dau" and _FROM_LAUNCH.search(seen.low, row.start, row.end)
        else row
        for row in rows
    ]


def _since_the_launch(row: DateFact, day: date | None, seen: View) -> DateFact:
    """ "từ nay đến …" in the news of a launch some days ago counts from it: the speaker said so there."""
    if row.role != "bat_dau" or row.method != "date-from-now" or day is None or row.date_from is None:
        return row
    if not 0 < (row.date_from - day).days <= _STILL_NEWS or not _FROM_NOW.match(seen.low, row.start):
        return row
    return replace(row, date_from=day, date_to=day, anchor=day)


def _cited_days(doc: Doc, citations: Sequence[Citation], about: About) -> dict[tuple[int, int], date]:
    """Where the days of cited instruments stand: beside their numbers, or in footnotes."""
    days = {note.dated: note.issued_on for note in footnotes(doc).values()}
    for citation in citations:
        own = about.number is not None and citation.number == about.number
        if citation.dated is not None and citation.issued_on is not None and not citation.told and not own:
            days[citation.dated] = citation.issued_on
    return days


def _overlaps(expression: DateExpression, edges: Sequence[int]) -> bool:
    """Does a date lie in part within stretches given by their edges (`extractors.segmented.covered`)?"""
    at = bisect_right(edges, expression.start)
    return at % 2 == 1 or (at < len(edges) and edges[at] < expression.end)


def _in_letterhead(expression: DateExpression, layout: Layout) -> bool:
    block = layout.block_at(expression.start)
    # An anniversary can stand in the headline of the page that shows the document.
    return block is not None and block.kind in ("head", "foot") and expression.precision == "day" and expression.term != FEAST


def _own_dates(about: About, layout: Layout, expressions: Sequence[DateExpression]) -> Iterable[DateFact]:
    if about.published_on is not None:
        span = about.published_span or _shown(about.published_on, layout, expressions)
        yield _day("cong_bo", about.published_on, span, layout, "publication-date", 0.95)
    if about.issued_on is not None:
        yield _day("ban_hanh", about.issued_on, about.issued_span or (0, 0), layout, "letterhead", 0.95)


def _shown(day: date, layout: Layout, expressions: Sequence[DateExpression]) -> tuple[int, int]:
    """Where a page shows the day that its metadata give as its publication: beside the headline or in its furniture."""
    title_end = next((part.end for part in layout.of_kind("title")), 0)
    for expression in expressions:
        stated = expression.date_from == day and expression.precision == "day" and expression.anchor is None
        if stated and (layout.is_furniture(expression.start) or 0 <= expression.start - title_end < 200):
            return expression.start, expression.end
    return 0, 0


def _day(role: str, day: date, span: tuple[int, int], layout: Layout, method: str, confidence: float) -> DateFact:
    day = day.date() if isinstance(day, datetime) else day
    return DateFact(
        start=span[0], end=span[1], section=layout.section_at(span[0]), method=method, confidence=confidence, role=role,
        date_from=day, date_to=day, edtf=day.isoformat(), precision="day", bound="at",
    )  # fmt: skip


def _rows(expression: DateExpression, seen: View, layout: Layout, about: About, deadlines: Collection[date]) -> Iterable[DateFact]:
    if _is_issue_unknown(expression, seen, about):
        return
    edge = edge_of_campaign(expression, seen, layout)
    days: Days = expression.ends or expression.starts or (expression.date_from, expression.date_to)
    if edge is not None and days[0] is not None:
        yield _fact(expression, edge, days, layout, 0.85, bound="from" if edge == "bat_dau" else "until")
        if edge == "bat_dau" and _LAUNCHED.search(seen.low, max(0, expression.start - 60), expression.start):
            yield _fact(expression, "phat_dong", days, layout, 0.8)
    elif expression.rule == "date-now" and about.issued_on is not None:
        if _IN_FORCE.search(seen.low, max(0, expression.start - 60), expression.start):
            return  # the document comes into force, not the campaign
        # "kể từ ngày ký ban hành": the day of the document itself.
        yield _fact(expression, "bat_dau", (about.issued_on, about.issued_on), layout, 0.75, bound="from")
    elif is_campaign_period(expression, seen, layout):
        if expression.starts:
            yield _fact(expression, "bat_dau", expression.starts, layout, 0.85, bound="from")
        if expression.ends:
            bound = expression.bound if expression.bound != "at" else "until"
            last = (expression.ends[1], expression.ends[1])
            # "đến tháng 9" ends within that month, "đến hết tháng 9" on its last day.
            whole = _WHOLE.search(seen.low, expression.start, expression.end)
            yield _fact(expression, "ket_thuc", last if whole else expression.ends, layout, 0.85, bound=bound)
        if _is_phase(expression, seen):
            yield _fact(expression, "giai_doan", (expression.date_from, expression.date_to), layout, 0.75)
    else:
        yield from _with_role(expression, seen, layout, about, deadlines)


def _is_phase(expression: DateExpression, seen: View) -> bool:
    """Is the interval that of a numbered part of the campaign: "Đợt 2: từ ngày 21/5 đến 10/9/2024"?"""
    both = expression.rule == "date-interval" and expression.date_from is not None and expression.date_to is not None
    return both and _PHASE.search(seen.low, max(0, expression.start - 60), expression.start) is not None


def _is_issue_unknown(expression: DateExpression, seen: View, about: About) -> bool:
    """ "từ ngày ban hành Kế hoạch này", of a plan that a page shows without its day: the page's day is another."""
    if expression.rule not in (NOW.name, ISSUED.name) or about.issued_on is not None or about.document_type in (None, "tin_tuc"):
        return False
    return _OF_ISSUE.search(seen.low, expression.start, expression.end) is not None


def _with_role(expression: DateExpression, seen: View, layout: Layout, about: About, deadlines: Collection[date]) -> Iterable[DateFact]:
    role, sure = role_of(expression, seen, layout)
    of_quarter = expression.precision == "quarter" and expression.bound == "at"
    if role == "khac" and of_quarter and layout.section_at(expression.start) == "tieu_de":
        role, sure = "giai_doan", 0.5  # "Kế hoạch thi đua quý IV/2024": when, and no deadline
    if role in ("khac", "su_kien") and is_of_goal(expression, seen, layout):
        role, sure = "han_chi_tieu", 0.75
    if role == "giai_doan" and expression.term and expression.bound != "at":
        expression = _whole_term(expression)
    last = expression.ends[1] if expression.ends else expression.date_to
    if role == "khac" and _is_deadline(expression, last, deadlines, seen, layout):
        role, sure = "han_chi_tieu", 0.75
    if role == "han_chi_tieu" and last is not None and about.anchor is not None and last <= about.anchor:
        role, sure = "khac", 0.5  # a day gone by is that of a result
    vague = expression.duration or expression.precision in ("year", "years", None)
    if role == "khac" and vague and not expression.recurrence:
        return  # a bare year or a length of time that plays no role is no row
    days: Days = (expression.date_from, expression.date_to)
    if role == "han_chi_tieu":
        days = (last, last)  # "đến năm 2025": the last day meant
    elif role in ("tong_ket", "so_ket", "bao_cao") and expression.ends:
        # "trước tháng 12": the month as written; "từ ngày 25 đến ngày 29": both ends.
        days = (expression.starts[0], expression.ends[1]) if expression.starts else expression.ends
    elif role == "giai_doan" and None in days:
        return
    if days != (None, None) or expression.recurrence:
        yield _fact(expression, role, days, layout, sure)


def _whole_term(expression: DateExpression) -> DateExpression:
    """ "đến hết giai đoạn 2021 - 2025", where the row is that of the term: both its ends."""
    years = [int(year) for year in re.findall(r"\d{4}", expression.quote)]
    if len(years) < 2 or expression.date_to is None:
        return expression
    return replace(
        expression, edtf=f"{years[0]}/{years[-1]}", date_from=date(years[0], 1, 1), precision="years", bound="at", starts=None, ends=None
    )


def _is_deadline(expression: DateExpression, last: date | None, deadlines: Collection[date], seen: View, layout: Layout) -> bool:
    """Is a date that has no other role the last day of a target?"""
    if _COMPARED.search(seen.low, max(0, expression.start - 24), expression.start):
        return False  # "tăng 4% so đầu năm"
    if not expression.term and expression.precision != "day" and last in deadlines:
        return True
    if expression.precision != "day" and _RIGHT_WITHIN.search(seen.low, max(0, expression.start - 16), expression.start):
        return _is_goal(expression, seen, layout)  # "hoàn thành 84 km đường ngay trong năm 2025"
    if expression.bound not in ("until", "before") or not expression.ends:
        return False
    return last in deadlines or _is_goal(expression, seen, layout)


def _is_goal(expression: DateExpression, seen: View, layout: Layout) -> bool:
    block = layout.block_at(expression.start)
    if block is None or layout.section_at(expression.start) in ("thoi_gian", "khen_thuong"):
        return False
    start, end = layout.sentence_at(expression.start)
    return _AIMED.search(seen.low, max(start, block.start), min(end, block.end)) is not None


def _fact(expression: DateExpression, role: str, days: Days, layout: Layout, confidence: float, bound: str | None = None) -> DateFact:
    days = (days[0] or days[1], days[1] or days[0])
    return DateFact(
        start=expression.start, end=expression.end, section=layout.section_at(expression.start), method=expression.rule,
        confidence=confidence, role=role, date_from=days[0], date_to=days[1], edtf=expression.edtf,
        precision=expression.precision, bound=bound or expression.bound, recurrence=expression.recurrence,
        anchor=expression.anchor,
    )  # fmt: skip


def _distinct(rows: Iterable[DateFact]) -> list[DateFact]:
    kept: dict[tuple[object, ...], DateFact] = {}
    for row in rows:
        kept.setdefault((row.role, row.date_from, row.date_to, row.recurrence), row)
    return list(kept.values())
