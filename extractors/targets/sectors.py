"""Sector of a target by the words of its indicator (``sectors.csv``).

``strong`` words name the sector nearly everywhere; ``weak`` ones ("máy", "doanh thu") hardly do. What the other targets of the
document are about, its headings, title and issuer are weighed beside them: books lent are culture in a library's plan and education in
a school's.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
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


# Weights of what speaks for a sector, set on the development documents: the indicator's own words first, then what the other targets
# of the document are about, for a campaign has a subject; its title and issuer only tip the scales.
_STRONG, _WEAK, _HEADING, _TITLE, _OTHERS, _ISSUER = 3.0, 0.5, 0.5, 0.6, 2.0, 2.0


def sector_of(indicator: str, *, heading: str = "", title: str = "", others: Sequence[str] = (), issuer: str | None = None) -> str:
    """Sector of an indicator, by its words and by what stands round it.

    Parameters
    ----------
    heading
        Headings over the target, innermost first.
    title
        Title of the document and name of its campaign.
    others
        Indicators of all targets of the document.
    issuer
        Full name of the office that issued the document.

    >>> sector_of("tỷ lệ hộ nghèo đa chiều"), sector_of("GRDP bình quân đầu người")
    ('giam_ngheo', 'kinh_te')
    >>> sector_of("diện tích bàn giao", title="giải phóng mặt bằng"), sector_of("việc khác")
    ('do_thi', 'khac')
    """
    own, weak, above, named = _strong(indicator), _hits(indicator, 1), _strong(heading), _strong(title)
    theme = Counter(sector for other in others if other != indicator for sector in _strong(other))
    office = _office(issuer or "")
    best, found = 0.0, "khac"
    for sector, *_ in _words():
        score = _STRONG * min(own.get(sector, 0), 2) + _WEAK * min(weak.get(sector, 0), 1)
        if sector != "thi_dua_khen_thuong":  # that every title of the genre speaks of emulation says nothing about the target
            score += _HEADING * min(above.get(sector, 0), 1) + _TITLE * min(named.get(sector, 0), 2) + _ISSUER * (office == sector)
            score += _OTHERS * theme[sector] / max(len(others), 1)
        if score > best:
            best, found = score, sector
    return found


def _office(issuer: str) -> str | None:
    low = fold(issuer)
    return next((sector for sector, office in _OFFICES if office.search(low)), None)


@lru_cache(maxsize=4096)
def _strong(text: str) -> dict[str, int]:
    return _hits(text, 0)


def _hits(text: str, column: int) -> dict[str, int]:
    """How many different words of a column of the list a text has, by sector."""
    low = fold(text)
    return {sector: count for sector, *patterns in _words() if (count := len(set(patterns[column].findall(low))))}
