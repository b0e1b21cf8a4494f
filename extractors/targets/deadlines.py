"""By when a target is to be reached: the day named with it, else the one over its list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from extractors.dates.find import DateExpression
from extractors.segmented import Block
from extractors.targets.above import Above
from extractors.view import View

_BY_THEN = re.compile(r"(?<!\w)(?:vào|(?:ngay\s+)?trong)\s+(?:cuối\s+)?(?:năm\s+)?(?:\d{4})?$")
_CLAUSE_ENDS = re.compile(r"[;.]\s")
_COMPARED = re.compile(r"(?<!\w)so(?:\s+với)?(?:\s+cùng\s+kỳ)?\s*$")
_SHARE = re.compile(r"\d[\d,.]*\s*%")
_AIMS = re.compile(r"chỉ\s+tiêu|mục\s+tiêu|phấn\s+đấu")
_BOUNDS = ("until", "before")
_PERIODS = ("year", "quarter", "half", "month")


class Deadlines:
    """Last days that the targets of one document are meant for; ``expressions`` are its dates in text order."""

    def __init__(self, seen: View, above: Above, expressions: Sequence[DateExpression]) -> None:
        self._low = seen.low
        self._above = above
        self._expressions = expressions
        self._starts = [expression.start for expression in expressions]
        self._over: dict[int, date | None] = {}

    def of(self, span: tuple[int, int], start: int, end: int, block: Block) -> date | None:
        """Last day meant: a date before the number (or aim) in its sentence ``start``..``end``, else in the head line of its list."""
        found = None
        for expression in self._within(start, end):
            if expression.duration:
                continue
            last = expression.ends[1] if expression.ends else expression.date_to
            if last is None or expression.term and expression.term != "từ đến":
                continue
            if expression.end <= span[0]:
                if self._opens(expression, span[0], start):
                    found = last
            elif expression.start >= span[1] and found is None and self._follows(expression, span[1]):
                return last
        if found is not None or not self._starts:
            return found
        if block.start not in self._over:
            self._over[block.start] = self._over_block(block)
        return self._over[block.start]

    def _opens(self, expression: DateExpression, at: int, start: int) -> bool:
        """Does the day before a number say by when: "đến năm 2025 có 92%"?"""
        bounded = expression.bound in _BOUNDS or expression.ends is not None
        ended = _CLAUSE_ENDS.search(self._low, expression.end, at) is not None
        if not bounded and (expression.precision not in _PERIODS or ended):
            return False
        if ended and _SHARE.search(_CLAUSE_ENDS.split(self._low[start : expression.start])[-1]):
            return False  # "100% hộ ký trước ngày 20/4; 60% hộ …": the day of the amount before it
        return not _COMPARED.search(self._low[max(0, expression.start - 12) : expression.start])

    def _follows(self, expression: DateExpression, at: int) -> bool:
        """Does the day behind a number say by when: "đạt 92% vào năm 2025"?"""
        bounded = expression.bound in _BOUNDS or expression.ends is not None
        if _COMPARED.search(self._low[max(0, expression.start - 24) : expression.start]):
            return False  # "tăng 4% so đầu năm"
        if not bounded and not (
            expression.precision == "year" and _BY_THEN.search(self._low, max(0, expression.start - 12), expression.end)
        ):
            return False
        return self._low.find(";", at, expression.start) < 0 and not _SHARE.search(self._low, at, expression.start)

    def _over_block(self, block: Block) -> date | None:
        """The day that the headings over a block, the line under one of them, or the head line of its list tell."""
        heads = self._above.headings(block)
        heads.extend(below for head in heads[:] if (below := self._above.introduction(head[1], block.start)) is not None)
        if (line := self._above.head_line(block)) is not None:
            heads.append(line)
        for head in sorted(heads, reverse=True):
            for expression in self._within(*head):
                if expression.ends and expression.bound in _BOUNDS:
                    return expression.ends[1]
                own_year = expression.precision == "year" and not expression.term and _AIMS.search(self._low, *head)
                if own_year and expression.date_to:
                    return expression.date_to
        return None

    def _within(self, start: int, end: int) -> Sequence[DateExpression]:
        return self._expressions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
