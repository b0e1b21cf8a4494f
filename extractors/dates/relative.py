"""Days, weeks, months and years told from where the writer stands: hôm qua, tuần tới, tháng trước, năm ngoái, từ nay.

They have a value only against the day of the document; without it they stay as found, with no day.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.dates.cycles import weekday
from extractors.dates.values import Point
from extractors.dates.words import NOT_COUNTED, PART_OF_DAY, QUARTER_WORD, D, S, W
from extractors.rule import Rule

_BACK, _FORTH = rf"trước(?!{W}(?:ngày|tháng|khi|hết|[0-9]))|vừa{W}qua|vừa{W}rồi|rồi", rf"sau|tới|kế{W}tiếp|tiếp{W}theo"

RELATIVE_DAY = Rule(
    name="date-relative-day",
    pattern=rf"""(?:(?:{PART_OF_DAY}|ngày){W})?hôm{W}(?P<rel>qua|nay|kia)(?!\w)(?!\s?:?\s?[0-9])|(?<!\w)(?P<part>{PART_OF_DAY}){W}(?P<now>nay|qua|mai)(?!\w)(?!\s?:?\s?[0-9])
        |ngày{W}(?P<next>mai|kia)(?!\w)(?!{W}sau)""",
    finds={"Sáng nay, UBND tỉnh": "Sáng nay", "hôm qua": "hôm qua", "vào sáng mai": "sáng mai"},
    leaves=["Hôm nay336", "Hôm qua : 384", "ngày mai sau"],
)
RELATIVE_WEEK = Rule(
    name="date-relative-week",
    pattern=rf"(?:(?P<w>thứ{W}(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ{W}nhật){W}|{NOT_COUNTED})(?:đầu{W}|giữa{W}|cuối{W})?tuần{W}(?:(?P<this>này)|(?P<back>{_BACK})|(?P<forth>{_FORTH}))(?!\w|\s?:\s?[0-9])",
    finds={"họp vào tuần tới": "tuần tới", "sáng thứ Hai tuần sau": "thứ Hai tuần sau"},
    leaves=["2 tuần lễ", "tuần lễ này"],
)
RELATIVE_MONTH = Rule(
    name="date-relative-month",
    pattern=rf"""{NOT_COUNTED}(?<!của\s)(?:ngày{W}(?P<d>{D})(?![0-9]){W})?(?:(?:đầu|giữa|cuối){W})?(?:(?P<m>tháng)|(?P<q>{QUARTER_WORD}))
        {W}(?:(?P<this>này)|(?P<back>{_BACK})|(?P<forth>{_FORTH}))(?!\w|\s?:\s?[0-9])""",
    finds={"đến cuối tháng này": "cuối tháng này", "trước ngày 5 tháng sau": "ngày 5 tháng sau", "quý tới": "quý tới"},
    leaves=["3 tháng trước", "ba tháng này", "tháng 6 này", "Tháng này: 12.024", "tuần đầu của tháng kế tiếp"],
)
RELATIVE_YEAR = Rule(
    name="date-relative-year",
    pattern=rf"""(?:(?P<edge>đầu|cuối|giữa|hết){W})?{NOT_COUNTED}năm{W}(?:(?P<this>nay)|(?P<back>ngoái|(?<!hơn\snăm\s)trước(?!{W}(?:ngày|tháng|khi|hết|[0-9])))|(?P<back2>kia)|(?P<forth>sau(?!{W}(?:luôn{W})?(?:cao|tăng|nhiều|tốt|lớn)(?!\w))|tới))(?!\w)
        |(?P<edge2>đầu|cuối|hết){W}năm(?!{S}[0-9]|{W}(?:học|\w+{S}[0-9]{{4}})|\w)|năm{W}này(?!\w)""",
    finds={"từ nay đến hết năm.": "hết năm", "cuối năm nay": "cuối năm nay", "so với năm ngoái": "năm ngoái"},
    leaves=["hết năm 2025", "5 năm sau", "những năm tới", "năm sau cao hơn năm trước", "báo cáo năm trước ngày 05/12"],
)
NOW = Rule(
    name="date-now",
    pattern=rf"""(?:kể{W})?từ{W}nay(?={W}(?:đến|tới|cho))|(?:(?:kể|tính|bắt{W}đầu){W})?từ{W}(?:(?:ngày|khi){W})?(?:phát{W}động|ký(?:{W}ban{W}hành)?|ban{W}hành)(?=[\s,;.)]|$)""",
    finds={
        "từ nay đến ngày 30": "từ nay",
        "từ ngày phát động đến tháng 9": "từ ngày phát động",
        "kể từ ngày ký": "kể từ ngày ký",
    },
)
_DOCUMENT = (
    rf"(?:quyết{W}định|nghị{W}quyết|nghị{W}định|kế{W}hoạch|chỉ{W}thị|thông{W}tư|quy{W}chế|quy{W}định|hướng{W}dẫn|chương{W}trình|đề{W}án"
    rf"|công{W}văn|văn{W}bản|luật|pháp{W}lệnh)"
)
ISSUED = Rule(
    name="date-now-issued",
    pattern=rf"""(?:(?:kể|tính|bắt{W}đầu){W})?từ{W}(?:ngày|khi){W}(?:(?:ký|ban{W}hành){W}{_DOCUMENT}{W}này|{_DOCUMENT}{W}này{W}(?:được{W})?(?:ký(?:{W}ban{W}hành)?|ban{W}hành))(?=[\s,;.)]|$)""",
    finds={
        "kể từ ngày Kế hoạch này được ban hành đến": "kể từ ngày Kế hoạch này được ban hành",
        "từ ngày ban hành Quyết định này": "từ ngày ban hành Quyết định này",
    },
    leaves=["từ Kế hoạch này", "từ ngày Kế hoạch này đề ra"],
)
IN_FORCE = Rule(
    name="date-in-force",
    pattern=rf"""(?:(?:kể|tính|bắt{W}đầu){W})?từ{W}(?:ngày|khi|thời{W}điểm){W}{_DOCUMENT}(?:{W}này|{W}[^.;:\n]{{2,90}}?)?{W}(?:bắt{W}đầu{W})?(?:có|phát{W}sinh){W}hiệu{W}lực(?:{W}(?:thi{W}hành|pháp{W}luật))?(?=[\s,;.:)]|$)""",
    finds={
        "kể từ ngày Quyết định này có hiệu lực thi hành;": "kể từ ngày Quyết định này có hiệu lực thi hành",
        "từ ngày Luật có hiệu lực": "từ ngày Luật có hiệu lực",
        "từ ngày Luật Thi đua, khen thưởng năm 2022 có hiệu lực": "từ ngày Luật Thi đua, khen thưởng năm 2022 có hiệu lực",
        "kể từ ngày Nghị định số 98/2023/NĐ-CP có hiệu lực.": "kể từ ngày Nghị định số 98/2023/NĐ-CP có hiệu lực",
    },
    leaves=["Quyết định này có hiệu lực kể từ ngày ký", "từ ngày Luật được thông qua. Nghị định có hiệu lực"],
)
TO_NOW = Rule(
    name="date-to-now",
    pattern=rf"{S},?{S}(?:cho{W})?(?:đến|tới){W}(?:nay|hôm{W}nay)(?!\w)",
    finds={"từ năm 2021 đến nay": " đến nay"},
)
SINCE_NEW_YEAR = Rule(
    name="date-since-new-year",
    pattern=rf"từ{W}đầu{W}năm{W}(?:cho{W})?(?:đến|tới){W}(?:nay|hôm{W}nay)(?!\w)",
    finds={"Từ đầu năm đến nay, toàn tỉnh": "Từ đầu năm đến nay"},
)
RELATIVE = (RELATIVE_DAY, RELATIVE_WEEK, RELATIVE_MONTH, RELATIVE_YEAR)

_DAYS = {"qua": -1, "kia": -2, "nay": 0, "mai": 1}
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _step(match: re.Match[str]) -> int:
    g = match.groupdict()
    return -2 if g.get("back2") else -1 if g["back"] else 1 if g["forth"] else 0


def shifted(rule: str, match: re.Match[str], published: date | None) -> tuple[Point | None, tuple[date, date] | None]:
    """What a relative expression means against ``published``: a point of the calendar, or the days of a week.

    >>> shifted("date-relative-month", next(RELATIVE_MONTH.matches("tháng trước")), date(2024, 1, 5))[0]
    Point(day=None, month=12, year=2023, quarter=None, half=None, months=None, year_to=None, third=None)
    """
    try:
        return _shifted(rule, match, published) if published is not None else (None, None)
    except (OverflowError, ValueError):  # beyond the years that the calendar has
        return None, None


def _shifted(rule: str, match: re.Match[str], published: date) -> tuple[Point | None, tuple[date, date] | None]:
    g = match.groupdict()
    if rule == RELATIVE_DAY.name:
        days = 2 if g["next"] == "kia" else _DAYS[g["rel"] or g["now"] or g["next"]]
        day = published + timedelta(days=days)
        return Point(day.day, day.month, day.year), None
    if rule == RELATIVE_WEEK.name:
        monday = published + timedelta(days=7 * _step(match) - published.weekday())
        if g["w"]:
            day = monday + timedelta(days=_CODES.index(weekday(g["w"])))
            return Point(day.day, day.month, day.year), None
        return None, (monday, monday + timedelta(days=6))
    if rule == RELATIVE_MONTH.name:
        if g["q"]:
            year, quarter = divmod(4 * published.year + (published.month - 1) // 3 + _step(match), 4)
            return Point(year=year, quarter=quarter + 1), None
        year, month = divmod(12 * published.year + published.month - 1 + _step(match), 12)
        return Point(int(g["d"]) if g["d"] else None, month + 1, year), None
    step = -2 if g["back2"] else -1 if g["back"] else 1 if g["forth"] else 0
    return Point(year=published.year + step), None
