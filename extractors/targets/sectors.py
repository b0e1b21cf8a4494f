"""Sector of a target by the words of its indicator (``sectors.csv``; what belongs where: ``corpus/targets.md``).

``strong`` terms name the thing that is counted and decide; ``people`` are those among whom it is counted ("học sinh" wear helmets, "hộ
nghèo" are connected to water); ``weak`` terms ("máy", "doanh thu") hardly say anything. What the other targets of the document are about,
its headings, title and issuer are weighed beside them: books lent are culture in a library's plan and education in a school's.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

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
    ("lao_dong", re.compile(r"(?<!liên đoàn )lao động")),  # a federation of unions speaks of its members as well
)


# Who puts himself down for a title counts emulation itself, whatever the title is for.
_REGISTERS = re.compile(
    r"(?:đăng ký|ký) (?:(?:và |,\s*)?ký (?:kết )?)?(?:cam kết |giao ước )?(?:thi đua|(?:phấn đấu )?(?:đạt )?(?:các )?danh hiệu)(?!\w)"
)

_Column = Literal["strong", "people", "weak"]
_WORD = re.compile(r"\w+")


@cache
def _terms() -> dict[str, tuple[str, _Column]]:
    """Sector and column of every term of the list."""
    text = (files("extractors.targets") / "sectors.csv").read_text(encoding="utf-8")
    columns: tuple[_Column, ...] = ("weak", "people", "strong")
    terms: dict[str, tuple[str, _Column]] = {}
    for row in csv.DictReader(text.splitlines()):
        for column in columns:
            terms |= {fold(term): (row["sector"], column) for term in row[column].split("|") if term}
    return terms


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """By the first word of a term, for most words of a text begin none: one pattern of all that begin so, the longest first."""
    by_word: defaultdict[str, list[str]] = defaultdict(list)
    for term in sorted(_terms(), key=len, reverse=True):
        by_word[_WORD.findall(term)[0]].append(re.escape(term))
    return {word: re.compile("(?:" + "|".join(terms) + r")(?!\w)") for word, terms in by_word.items()}


# Weights of what speaks for a sector, chosen by cross-validation over the development documents. The thing that is counted decides; who it
# is counted among ("hộ nghèo", "học sinh") and what surrounds it tip the scales, and tell the sector of what any sector has.
_STRONG, _PEOPLE, _WEAK, _HEADING, _TITLE, _OTHERS, _ISSUER = 3.0, 2.0, 0.5, 0.5, 0.6, 2.0, 2.0


class Company:
    """The sectors that a document's targets speak of, counted once for all of them."""

    def __init__(self, indicators: Sequence[str]) -> None:
        self._size = max(len(indicators), 1)
        self._named = Counter(indicators)
        self._sectors = Counter(sector for indicator in indicators for sector in _hits(indicator).strong)

    def without(self, indicator: str) -> dict[str, float]:
        """The share of the targets that have another indicator and speak of a sector, by sector."""
        own, times = _hits(indicator).strong, self._named[indicator]
        return {
            sector: (count - times if sector in own else count) / self._size for sector, count in self._sectors.items()
        }


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
    if _REGISTERS.search(fold(indicator)):
        return "thi_dua_khen_thuong"
    own, above, named = _hits(indicator), _hits(heading).strong, _hits(title).strong
    company = others if isinstance(others, Company) else Company(others)
    theme = company.without(indicator)
    office = _office(issuer or "")
    spoken_of = {*own.strong, *own.people, *own.weak, *above, *named, *theme, office}
    best, found = 0.0, "khac"
    for sector in _sectors():
        if sector not in spoken_of:
            continue
        score = (
            _STRONG * min(own.strong.get(sector, 0), 2) + _PEOPLE * (sector in own.people) + _WEAK * (sector in own.weak)
        )
        if sector != "thi_dua_khen_thuong":  # that every title of the genre speaks of emulation says nothing about the target
            score += _HEADING * (sector in above) + _TITLE * min(named.get(sector, 0), 2) + _ISSUER * (office == sector)
            score += _OTHERS * theme.get(sector, 0)
        if score > best:
            best, found = score, sector
    return found


@lru_cache(maxsize=64)
def _office(issuer: str) -> str | None:
    low = fold(issuer)
    return next((sector for sector, office in _OFFICES if office.search(low)), None)


class _Hits(NamedTuple):
    """How many different terms of each column a text has, by sector."""

    strong: dict[str, int]
    people: dict[str, int]
    weak: dict[str, int]


@lru_cache(maxsize=4096)
def _hits(text: str) -> _Hits:
    """The terms of a text; one inside a longer one does not count."""
    terms, found = _terms(), _Hits({}, {}, {})
    for term in _terms_in(fold(text)):
        sector, column = terms[term]
        counts: dict[str, int] = getattr(found, column)
        counts[sector] = counts.get(sector, 0) + 1
    return found


def _terms_in(low: str) -> set[str]:
    patterns, position = _patterns(), 0
    found: set[str] = set()
    for word in _WORD.finditer(low):
        pattern = patterns.get(word[0])
        if pattern is not None and word.start() >= position and (match := pattern.match(low, word.start())) is not None:
            position = match.end()
            found.add(match[0])
    return found


@cache
def _sectors() -> tuple[str, ...]:
    return tuple(dict.fromkeys(sector for sector, _ in _terms().values()))
