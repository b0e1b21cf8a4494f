"""Sector of a target by the words of its indicator (``sectors.csv``).

``strong`` words name the sector wherever they stand; ``weak`` ones ("diện tích", "doanh thu") do so only where nothing else tells: then the
heading, the document's title and its issuer are asked first, for a target of a department of agriculture is rarely one of trade.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from extractors.view import fold

# Offices whose name tells the sector of what they aim at.
_OFFICES = (
    ("nong_nghiep", re.compile(r"nông nghiệp|thủy nông|kiểm lâm|khuyến nông|hội nông dân")),
    ("y_te", re.compile(r"y tế|bệnh viện")),
    ("giao_duc", re.compile(r"giáo dục|trường|đại học|cao đẳng")),
    ("quoc_phong_an_ninh", re.compile(r"công an|quân sự|biên phòng")),
    ("do_thi", re.compile(r"giao thông|xây dựng")),
    ("cong_nghiep", re.compile(r"công thương|xi măng|điện lực")),
    ("chuyen_doi_so", re.compile(r"khoa học và công nghệ|thông tin và truyền thông")),
    ("van_hoa", re.compile(r"văn hóa")),
    ("ngan_sach", re.compile(r"tài chính|cục thuế|kho bạc")),
    ("lao_dong", re.compile(r"lao động")),
)


@cache
def _words() -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    text = (files("extractors.targets") / "sectors.csv").read_text(encoding="utf-8")
    return [(row["sector"], _any(row["strong"]), _any(row["weak"])) for row in csv.DictReader(text.splitlines())]


def _any(words: str) -> re.Pattern[str]:
    folded = sorted((re.escape(fold(w)) for w in words.split("|") if w), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(folded or ["(?!)"]) + r")(?!\w)")


def sector_of(indicator: str, *contexts: str, issuer: str | None = None) -> str:
    """Sector of an indicator; where only weak words speak, of its contexts (heading, title), its issuer, then of those words.

    >>> sector_of("tỷ lệ hộ nghèo đa chiều"), sector_of("GRDP bình quân đầu người")
    ('giam_ngheo', 'kinh_te')
    >>> sector_of("diện tích bàn giao", "giải phóng mặt bằng")
    'do_thi'
    """
    strong = _best(indicator, 0)
    if strong:
        return strong
    for context in contexts:
        # That every title of the genre speaks of emulation says nothing about the target.
        found = _best(context, 0, leave_out="thi_dua_khen_thuong")
        if found:
            return found
    low = fold(issuer or "")
    for sector, office in _OFFICES:
        if office.search(low):
            return sector
    weak = _best(indicator, 1)
    if weak:
        return weak
    return next((found for context in contexts if (found := _best(context, 1, leave_out="thi_dua_khen_thuong"))), "khac")


def _best(text: str, column: int, leave_out: str | None = None) -> str | None:
    """The sector with the most words in a text, the longest word on a tie, then the earlier row."""
    low = fold(text)
    best, found = (0, 0), None
    for sector, *patterns in _words():
        if sector == leave_out:
            continue
        hits = patterns[column].findall(low)
        score = (len(hits), max((len(h) for h in hits), default=0))
        if score > best:
            best, found = score, sector
    return found
