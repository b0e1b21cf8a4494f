"""Sector of a target by the words of its indicator (``sectors.csv``; what belongs where: ``corpus/targets.md``).

``strong`` terms name the thing that is counted and decide; ``people`` are those among whom it is counted ("học sinh" wear helmets, "hộ
nghèo" are connected to water); ``weak`` terms ("máy", "doanh thu") hardly say anything. What the other targets of the document are about,
its headings, title and issuer are weighed beside them: books lent are culture in a library's plan and education in a school's.
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
def _terms() -> tuple[dict[str, tuple[str, str]], re.Pattern[str]]:
    """Sector and column of every term of the list, and one pattern of all, the longest first."""
    text = (files("extractors.targets") / "sectors.csv").read_text(encoding="utf-8")
    terms: dict[str, tuple[str, str]] = {}
    for row in csv.DictReader(text.splitlines()):
        for column in ("weak", "people", "strong"):
            terms |= {fold(term): (row["sector"], column) for term in row[column].split("|") if term}
    return terms, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(terms, key=len, reverse=True))) + r")(?!\w)")


# Weights of what speaks for a sector, chosen by cross-validation over the development documents. The thing that is counted decides; who it
# is counted among ("hộ nghèo", "học sinh") and what surrounds it tip the scales, and tell the sector of what any sector has.
_STRONG, _PEOPLE, _WEAK, _HEADING, _TITLE, _OTHERS, _ISSUER = 3.0, 2.0, 0.5, 0.5, 0.6, 2.0, 2.0


class Company:
    """The sectors that a document's targets speak of, counted once for all of them."""

    def __init__(self, indicators: Sequence[str]) -> None:
        self.size = len(indicators)
        self._named = Counter(indicators)
        self._sectors = Counter(sector for indicator in indicators for sector in _hits(indicator)["strong"])

    def without(self, indicator: str) -> Counter[str]:
        """How many of the targets with another indicator speak of each sector."""
        times = self._named[indicator]
        if not times:
            return self._sectors
        own = Counter(dict.fromkeys(_hits(indicator)["strong"], times))
        return self._sectors - own


def sector_of(
    indicator: str, *, heading: str = "", title: str = "", others: Sequence[str] | Company = (), issuer: str | None = None
) -> str:
    """Sector of an indicator, by its words and by what stands round it (guide: ``corpus/targets.md``).

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
    ('dau_tu', 'khac')
    """
    own, above, named = _hits(indicator), _hits(heading)["strong"], _hits(title)["strong"]
    company = others if isinstance(others, Company) else Company(others)
    theme = company.without(indicator)
    office = _office(issuer or "")
    best, found = 0.0, "khac"
    for sector in _sectors():
        score = (
            _STRONG * min(own["strong"].get(sector, 0), 2)
            + _PEOPLE * min(own["people"].get(sector, 0), 1)
            + _WEAK * min(own["weak"].get(sector, 0), 1)
        )
        if sector != "thi_dua_khen_thuong":  # that every title of the genre speaks of emulation says nothing about the target
            score += _HEADING * min(above.get(sector, 0), 1) + _TITLE * min(named.get(sector, 0), 2) + _ISSUER * (office == sector)
            score += _OTHERS * theme[sector] / max(company.size, 1)
        if score > best:
            best, found = score, sector
    return found


def _office(issuer: str) -> str | None:
    low = fold(issuer)
    return next((sector for sector, office in _OFFICES if office.search(low)), None)


@lru_cache(maxsize=4096)
def _hits(text: str) -> dict[str, dict[str, int]]:
    """How many different terms of each column a text has, by sector; a term inside a longer one does not count."""
    terms, pattern = _terms()
    found: dict[str, dict[str, int]] = {"strong": {}, "people": {}, "weak": {}}
    for term in sorted(set(pattern.findall(fold(text)))):
        sector, column = terms[term]
        found[column][sector] = found[column].get(sector, 0) + 1
    return found


@cache
def _sectors() -> tuple[str, ...]:
    return tuple(dict.fromkeys(sector for sector, _ in _terms()[0].values()))
