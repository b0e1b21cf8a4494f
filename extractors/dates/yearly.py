"""Days that come back every year though "hằng năm" stands elsewhere in the sentence: "trước ngày 10/6 và ngày 10/11 mỗi năm"."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.dates.expression import DateExpression
from extractors.view import View

_EVERY = r"(?:hằng|hàng|mỗi)\s+năm"
_DAY = r"(?:trước\s+)?(?:ngày\s+)?\d{1,2}(?:\s+tháng\s+|\s*[/.]\s*)\d{1,2}"
_AHEAD = re.compile(rf"(?:\s*(?:,|và|,\s*và)\s+{_DAY})?\s*(?:của\s+)?{_EVERY}(?!\w)")
# "sáu tháng mỗi lần, vào các ngày 10/5 và 10/11": what comes twice a year does so on the same days of each.
_TWICE = (
    r"(?:6|06|sáu|3|03|ba|4|04|bốn)\s+tháng(?:\s*/\s*|\s+)(?:(?:một|mỗi|0?1)\s+)?lần|(?:mỗi|một)\s+năm\s+(?:hai|ba|bốn|0?[2-4])\s+(?:lần|kỳ|đợt)"
    r"|năm\s+(?:hai|ba|bốn|0?[2-4])\s+(?:lần|kỳ|đợt)"
)
_BEFORE = re.compile(
    rf"(?:{_EVERY}|báo\s+cáo\s+năm|{_TWICE})(?:\s+gửi)?\s*,?\s*(?:(?:vào\s+)?(?:các\s+)?{_DAY}\s*(?:,|và)\s+)?(?:vào\s+)?(?:các\s+)?(?:trước\s+)?$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def every_year(expression: DateExpression, seen: View) -> DateExpression:
    """The expression as a yearly recurrence where its sentence says so and it has no year of its own; else as it is."""
    last = expression.ends[1] if expression.ends else expression.date_to
    if last is None or expression.recurrence or expression.precision != "day" or expression.starts:
        return expression
    if _YEAR.search(seen.low, expression.start, expression.end):
        return expression
    ahead = _AHEAD.match(seen.low, expression.end)
    if ahead is None and _BEFORE.search(seen.low[max(0, expression.start - 60) : expression.start]) is None:
        return expression
    rule = f"FREQ=YEARLY;BYMONTH={last.month};BYMONTHDAY={last.day}"
    return replace(expression, edtf=None, date_from=None, date_to=None, starts=None, ends=None, anchor=None, recurrence=rule)
