"""Sector of a target by the words of its indicator (``sectors.csv``: what an office of that sector would call its own)."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from extractors.view import fold


@cache
def _words() -> list[tuple[str, re.Pattern[str]]]:
    text = (files("extractors.targets") / "sectors.csv").read_text(encoding="utf-8")
    rows = []
    for row in csv.DictReader(text.splitlines()):
        words = sorted(row["words"].split("|"), key=len, reverse=True)
        rows.append((row["sector"], re.compile(r"(?<!\w)(?:" + "|".join(re.escape(fold(w)) for w in words) + r")(?!\w)")))
    return rows


def sector_of(indicator: str, *contexts: str) -> str:
    """Sector whose words the indicator has; ties go to the longer words, then to the earlier row; contexts are asked in turn.

    >>> sector_of("tỷ lệ hộ nghèo đa chiều"), sector_of("GRDP bình quân đầu người")
    ('giam_ngheo', 'kinh_te')
    """
    for text in (indicator, *contexts):
        low = fold(text)
        best: tuple[int, int] = (0, 0)
        found = None
        for sector, pattern in _words():
            hits = pattern.findall(low)
            score = (max((len(h) for h in hits), default=0), len(hits))
            if score > best:
                best, found = score, sector
        if found:
            return found
    return "khac"
