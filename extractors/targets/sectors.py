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
    """Sector whose longest word the indicator has; on a tie the sector with more words, then the earlier row.

    ``contexts`` (the heading over the target, the document's title) are asked in turn where the indicator tells nothing; that every
    title of the genre speaks of emulation says nothing about the target.

    >>> sector_of("tỷ lệ hộ nghèo đa chiều"), sector_of("GRDP bình quân đầu người")
    ('giam_ngheo', 'kinh_te')
    """
    for turn, text in enumerate((indicator, *contexts)):
        low = fold(text)
        best: tuple[int, int] = (0, 0)
        found = None
        for sector, pattern in _words():
            if turn and sector == "thi_dua_khen_thuong":
                continue
            hits = pattern.findall(low)
            score = (max((len(h) for h in hits), default=0), len(hits))
            if score > best:
                best, found = score, sector
        if found:
            return found
    return "khac"
