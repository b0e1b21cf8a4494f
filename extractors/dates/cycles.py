"""What comes again (deadlines of every year, month, week: rules of RFC 5545) and how long something lasts (ISO 8601 durations)."""

from __future__ import annotations

import re

from extractors.dates.numerals import number_of
from extractors.dates.values import month_number
from extractors.dates.words import DAY_WORD, MW, QUARTER_WORD, ROMAN, WEEKDAY, D, M, Q, S, W
from extractors.rule import Rule

_EVERY = r"(?:hằng|hàng|mỗi|từng|các)"
_NUMBER_WORD = r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_LASTING = rf"(?:đêm|liền(?:{W}kề)?|liên{W}t(?:ục|iếp)|qua|trở{W}lên)"

RECURRING_DAY = Rule(
    name="date-recurring",
    pattern=rf"""(?:{DAY_WORD}{S})?(?<![0-9/.,])(?P<d>{D}){S}(?:[/.\-]\s?|{S}tháng{S})(?P<m>{M}(?![0-9])|{MW})(?!/){S},?{S}(?:của{W})?{_EVERY}{W}năm(?!\w)""",
    finds={"trước ngày 15/11 hằng năm": "ngày 15/11 hằng năm", "ngày 05 tháng 12 hàng năm": "ngày 05 tháng 12 hàng năm"},
)
RECURRING_MONTH = Rule(
    name="date-recurring-month",
    pattern=rf"(?:tháng{S}(?P<m>{M}(?![0-9])|{MW})|{QUARTER_WORD}{W}(?P<q>{Q})){S},?{S}(?:của{W})?{_EVERY}{W}năm(?!\w)",
    finds={"vào tháng 11 hằng năm": "tháng 11 hằng năm", "quý IV hàng năm": "quý IV hàng năm"},
)
RECURRING_MONTH_DAY = Rule(
    name="date-recurring-month-day",
    pattern=rf"""ngày{W}(?:(?P<d>{D}(?![0-9])(?:{S}(?:,{S}(?:và{W})?|và{W})(?:ngày{W})?{D}(?![0-9])){{0,3}})|(?P<last>cuối{W}cùng|cuối)|(?P<first>đầu{W}tiên))
        (?:{W}(?:của{W})?(?:hằng|hàng|mỗi|từng){W}(?P<p>tháng|{QUARTER_WORD}|năm)|{W}(?:của{W})?(?:tháng{W})?(?:cuối|sau|đầu){W}(?:mỗi{W}|hằng{W}|hàng{W})?(?P<p2>{QUARTER_WORD})
        |{W}(?:của{W})?tháng{W}(?:đầu{W}tiên|thứ{W}(?:nhất|hai|ba)|cuối{W}cùng|đầu|cuối){W}(?:(?:của|trong){W})?(?:mỗi{W}|hằng{W}|hàng{W}|từng{W}|các{W})?(?P<p3>{QUARTER_WORD})
        (?:{W}(?:sau|tiếp{W}theo|kế{W}tiếp|liền{W}kề))?(?!{S}[/0-9]|{W}(?:i{{1,3}}|iv|này|trước)(?!\w)))(?!\w)""",
    finds={
        "trước ngày 20 hằng tháng": "ngày 20 hằng tháng",
        "ngày 15 của tháng cuối quý": "ngày 15 của tháng cuối quý",
        "ngày 15 tháng đầu tiên của quý": "ngày 15 tháng đầu tiên của quý",
        "vào ngày 15 và 30 hằng tháng": "ngày 15 và 30 hằng tháng",
    },
)
RECURRING_DAY_AHEAD = Rule(
    name="date-recurring-day-ahead",
    pattern=rf"""(?:hằng|hàng|mỗi){W}(?P<p>tháng|{QUARTER_WORD})(?:{S},)?{W}(?:[^\W\d_]+{W}){{0,9}}?(?P<bound>trước|(?:chậm|muộn){W}nhất(?:{W}(?:là|vào))?|vào){W}
        (?:ngày|mùng|mồng){W}(?P<d>{D})(?![0-9]|\s?[/-]\s?[0-9]|\.[0-9]|{W}(?:tháng|hằng|hàng|mỗi|của)(?!\w))""",
    finds={
        "hằng tháng báo cáo Sở Nội vụ trước ngày 25.": "hằng tháng báo cáo Sở Nội vụ trước ngày 25",
        "mỗi quý họp vào ngày 05, do": "mỗi quý họp vào ngày 05",
    },
    leaves=["hằng tháng báo cáo trước ngày 25/6", "hằng tháng, riêng năm 2024 trước ngày 20"],
)
RECURRING_WEEKDAY = Rule(
    name="date-recurring-weekday",
    pattern=rf"(?P<w>{WEEKDAY}(?:{S}(?:,{S}(?:và{W})?|và{W}){WEEKDAY}){{0,6}}){W}(?:đầu{W}tiên{W}|đầu{W}|cuối{W}cùng{W}|cuối{W})?(?:của{W})?(?:hằng|hàng|mỗi){W}(?P<p>tuần|tháng)(?!\w)",
    finds={"thứ Hai hàng tuần": "thứ Hai hàng tuần", "thứ Sáu cuối cùng hằng tháng": "thứ Sáu cuối cùng hằng tháng"},
)
RECURRING_PERIOD = Rule(
    name="date-recurring-period",
    pattern=rf"""(?:định{W}k[ỳì]{S},?{S})?(?:(?:hằng|hàng){W}(?P<p>năm|quý|quí|tháng|tuần|ngày)(?!\w|{W}tháng|\s*[0-9])
        |(?:(?P<n>[0-9]{{1,2}})|(?P<nw>{_NUMBER_WORD})){W}(?P<u>năm|tháng|tuần|ngày|quý|quí)(?:{S}/{S}|{W}(?:(?:một|mỗi){W}|0?1{W})?)lần(?!\w|{W}thứ)
        |(?:mỗi{W}(?P<u1>năm|tháng|tuần|ngày|quý|quí){W}(?:(?:ít{W}nhất|tối{W}thiểu){W})?|(?P<u3>quý|quí){W})(?:một|0?1){W}lần(?!\w)
        |(?:(?<=cuối\s)|(?<=đầu\s))mỗi{W}(?P<u4>năm|tháng|tuần|quý|quí)(?!\w))
        |định{W}k[ỳì]{W}(?:(?P<n2>[0-9]{{1,2}})|(?P<nw2>{_NUMBER_WORD})){W}(?P<u2>năm|tháng|tuần|quý|quí)(?!\w|{W}(?:đầu|cuối))
        |định{W}k[ỳì]{W}(?:(?:theo|mỗi|từng){W})?(?P<u5>quý|quí|tháng|tuần)(?!\w|{S}[0-9]|{W}(?:i{{1,3}}|iv|một|hai|ba|tư|đầu|cuối|này|trước|sau)(?!\w))""",
    finds={
        "định kỳ hằng quý báo cáo": "định kỳ hằng quý",
        "6 tháng một lần": "6 tháng một lần",
        "báo cáo định kỳ 6 tháng, 1 năm": "định kỳ 6 tháng",
        "mỗi quý ít nhất một lần": "mỗi quý ít nhất một lần",
        "họp quý một lần": "quý một lần",
        "vào cuối mỗi quý": "mỗi quý",
        "báo cáo định kỳ theo quý": "định kỳ theo quý",
    },
    leaves=["hàng năm 2024", "hàng năm tháng", "mỗi quý 5 mô hình", "báo cáo định kỳ quý I", "quý một năm 2024"],
)
DURATION = Rule(
    name="date-duration",
    pattern=rf"""(?<![0-9.,/\-])(?<!thứ\s)(?<!ngày\s)(?<!tháng\s)
        (?:(?P<n>[0-9]{{1,3}})|(?P<nw>{_NUMBER_WORD})(?={W}(?:năm|tháng|tuần|ngày){W}{_LASTING}(?!\w)))
        {W}(?P<u>năm|tháng|tuần|ngày)(?![\w/])(?:{W}(?:và{W})?(?P<n2>[0-9]{{1,2}}){W}(?P<u2>tháng|ngày|tuần)(?![\w/]))?
        (?:{W}{_LASTING}(?!\w))*(?!{S}[0-9]|{W}(?:đầu{W}năm|cuối{W}năm|lương|(?:một{W})?lần|tuổi|công(?!{W}tác)|(?:trước|sau|tới|này)(?!\w)))""",
    finds={"90 ngày đêm": "90 ngày đêm", "kỷ niệm 115 năm thành lập": "115 năm", "3 năm liền": "3 năm liền"},
    leaves=["5 năm 2021 - 2025", "6 tháng đầu năm", "thứ 3 ngày", "2.500 ngày công", "03 tháng lương"],
)
RECURRING = (RECURRING_DAY, RECURRING_MONTH, RECURRING_MONTH_DAY, RECURRING_WEEKDAY, RECURRING_DAY_AHEAD, RECURRING_PERIOD)

_WEEKDAYS = {
    "hai": "MO", "2": "MO", "ba": "TU", "3": "TU", "tư": "WE", "4": "WE", "năm": "TH", "5": "TH", "sáu": "FR", "6": "FR",
    "bảy": "SA", "bẩy": "SA", "7": "SA", "nhật": "SU",
}  # fmt: skip
_FREQUENCY = {"năm": ("YEARLY", 1), "quý": ("MONTHLY", 3), "tháng": ("MONTHLY", 1), "tuần": ("WEEKLY", 1), "ngày": ("DAILY", 1)}
_UNIT = {"năm": "Y", "tháng": "M", "tuần": "W", "ngày": "D"}


def weekday(words: str) -> str:
    """RFC 5545 code of a weekday in words ("thứ hai" → MO)."""
    return _WEEKDAYS[words.split()[-1]]


def frequency(unit: str, interval: int = 1) -> str:
    """``FREQ`` and ``INTERVAL``: a quarter is three months, RFC 5545 has no quarters."""
    name, months = _FREQUENCY[unit.replace("quí", "quý")]
    interval *= months
    return f"FREQ={name}" + (f";INTERVAL={interval}" if interval > 1 else "")


def recurrence_of(rule: str, match: re.Match[str]) -> str | None:
    """The RFC 5545 rule that a match of one of `RECURRING` means.

    >>> recurrence_of("date-recurring", next(RECURRING_DAY.matches("trước ngày 15/11 hằng năm")))
    'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15'
    """
    g = match.groupdict()
    if rule == RECURRING_DAY.name:
        return f"FREQ=YEARLY;BYMONTH={month_number(g['m'])};BYMONTHDAY={int(g['d'])}"
    if rule == RECURRING_MONTH.name:
        if g["m"]:
            return f"FREQ=YEARLY;BYMONTH={month_number(g['m'])}"
        last = 3 * (ROMAN.get(g["q"]) or int(g["q"]))
        return f"FREQ=YEARLY;BYMONTH={last - 2},{last - 1},{last}"
    if rule == RECURRING_MONTH_DAY.name:
        days = [str(int(day)) for day in re.findall("[0-9]+", g["d"])] if g["d"] else ["-1" if g["last"] else "1"]
        unit = g["p"] or g["p2"] or g["p3"]
        if unit == "năm":
            return "FREQ=YEARLY;BYYEARDAY=-1" if days == ["-1"] else "FREQ=YEARLY;BYYEARDAY=1" if not g["d"] else None
        return f"{frequency(unit)};BYMONTHDAY={','.join(days)}"
    if rule == RECURRING_WEEKDAY.name:
        place = "-1" if "cuối" in match[0] else "1" if "đầu" in match[0] else ""
        if g["p"] == "tuần":
            return f"FREQ=WEEKLY;BYDAY={','.join(weekday(day) for day in re.findall(WEEKDAY, g['w']))}"
        return f"FREQ=MONTHLY;BYDAY={place}{weekday(g['w'])}"
    if rule == RECURRING_DAY_AHEAD.name:
        return f"{frequency(g['p'])};BYMONTHDAY={int(g['d'])}"
    unit = next(g[name] for name in ("p", "u", "u1", "u2", "u3", "u4", "u5") if g[name])
    count = g["n"] or g["n2"]
    words = g["nw"] or g["nw2"]
    interval = int(count) if count else number_of(words) if words else 1
    return frequency(unit, interval) if interval else None


def duration_of(match: re.Match[str]) -> str | None:
    """ISO 8601 duration of a match of `DURATION`; None for none at all ("0 ngày").

    >>> duration_of(next(DURATION.matches("90 ngày đêm")))
    'P90D'
    """
    count = int(match["n"]) if match["n"] else number_of(match["nw"])
    if not count:
        return None
    second = f"{int(match['n2'])}{_UNIT[match['u2']]}" if match["n2"] else ""
    # ISO 8601 has no weeks beside other units.
    if second and "W" in (_UNIT[match["u"]], _UNIT[match["u2"]]):
        second = ""
    return f"P{count}{_UNIT[match['u']]}{second}"
