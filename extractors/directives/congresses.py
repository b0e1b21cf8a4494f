"""Resolutions named by the congress or plenum that passed them, and the constitution: no number, but an issuer."""

from __future__ import annotations

import re

from extractors.agencies.names import full_name, sentence_case
from extractors.rule import Rule
from extractors.view import fold

_NTH = r"(?:\d{1,2}|[ivx]{1,5}|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười(?:\s+\w+)?)"
_TERM = r"khóa\s+[ivxlc]+(?!\w)(?:(?:\s*,|\s+và)\s+[ivxlc]+(?!\w))*"
PLENUM = Rule(
    name="plenum-resolution",
    pattern=rf"""(?<!\w)(?P<type>nghị\s+quyết|kết\s+luận)\s+(?:của\s+)?(?:hội\s+nghị\s+)?(?:lần\s+thứ\s+{_NTH}\s*,?\s+)?(?:của\s+)?
        (?:(?:ban\s+chấp\s+hành|bch)\s+)?(?:trung\s+ương|t[wư])(?:\s+đảng)?(?:\s+(?:lần\s+thứ\s+)?{_NTH})?\s*(?:\(\s*{_TERM}\s*\)|,?\s*{_TERM})
        (?!\s*,?\s*\(?\s*(?:nghị\s+quyết\s+|kết\s+luận\s+)?số\s*:?\s*\d)""",
    finds={
        "theo Nghị quyết Trung ương 4 khóa XII về": "Nghị quyết Trung ương 4 khóa XII",
        "Nghị quyết Hội nghị Trung ương 8 (khóa XI)": "Nghị quyết Hội nghị Trung ương 8 (khóa XI)",
        "Nghị quyết Hội nghị lần thứ tám BCH Trung ương khóa XI": "Nghị quyết Hội nghị lần thứ tám BCH Trung ương khóa XI",
    },
    leaves=["Nghị quyết của Trung ương", "Hội nghị Trung ương 8 khóa XI", "Nghị quyết Trung ương 8 khóa XI số 29-NQ/TW"],
)
CONSTITUTION = Rule(
    name="constitution",
    pattern=r"hiến\s+pháp(?:\s+nước\s+(?:cộng\s+hòa\s+xã\s+hội\s+chủ\s+nghĩa|chxhcn)\s+việt\s+nam(?!\w)|(?=\s*[,(]?\s*(?:năm\s+)?(?:1946|1959|1980|1992|2013)(?!\d)))(?:\s*\(\s*(?:năm\s+)?(?P<bracketed>1946|1959|1980|1992|2013)\s*\)|\s*,?\s*(?:năm\s+)?(?P<year>1946|1959|1980|1992|2013)(?!\d))?",
    finds={
        "theo Hiến pháp năm 2013 và": "Hiến pháp năm 2013",
        "Hiến pháp 2013": "Hiến pháp 2013",
        "Căn cứ Hiến pháp (năm 2013);": "Hiến pháp (năm 2013)",
    },
    leaves=["theo Hiến pháp và pháp luật", "Hiến pháp, năm học 2013"],
)
_CONGRESS = re.compile(r"đại\s+hội\s+(?:đại\s+biểu\s+)?")
_NUMBERED = re.compile(r"\s*,?\s*(?:lần\s+thứ|khóa)\s.*$")
_NUMBERED_FIRST = re.compile(r"(?:toàn\s+quốc\s+)?(?:lần\s+thứ\s+)?(?:[ivxlc]+|\d{1,2})\s+(?:của\s+)?")
_OF_PARTY = re.compile(
    r"đại\s+hội\s+(?:(?:lần\s+thứ\s+)?[ivxlc]+\s+(?:của\s+)?đảng(?!\s+bộ)|(?:đại\s+biểu\s+)?(?:đảng(?!\s+bộ)|toàn\s+quốc.*đảng(?!\s+bộ)))"
)
_MANY = re.compile(r"(?<!\w)(?:các\s+cấp|cấp\s+trên)(?!\w)")
_UNNAMED = re.compile(r"(?<!\w)(?:sở|trường|công\s+ty|tập\s+đoàn|khối)$")


def congress_of(title: str) -> str | None:
    """The congress that passed a resolution, by its title; None where it is none or several.

    >>> congress_of("Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XI"), congress_of("Nghị quyết Đại hội XIII của Đảng")
    ('Đại hội Đảng bộ tỉnh', 'Đại hội đại biểu toàn quốc Đảng Cộng sản Việt Nam')
    """
    low = fold(title)
    opening = _CONGRESS.search(low)
    if opening is None or _MANY.search(low):
        return None
    if _OF_PARTY.search(low):
        return "Đại hội đại biểu toàn quốc Đảng Cộng sản Việt Nam"
    first = _NUMBERED_FIRST.match(low, opening.end())
    begin = first.end() if first else opening.end()
    stop = _NUMBERED.search(low, begin)
    whose = title[begin : stop.start() if stop else len(title)].strip(" ,")
    if _UNNAMED.search(fold(whose)):
        return None
    return f"Đại hội {full_name(sentence_case(whose))}" if whose else None
