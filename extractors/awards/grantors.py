"""Who grants an award, by office (Law 06/2022/QH15, Art. 77 to 83: the President, the Government, the Prime Minister,
ministers, chairs of people's committees, heads of agencies, enterprises and cooperatives)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from extractors.awards.initials import begins
from extractors.awards.offices import BRANCHES, COMMITTEE, HEAD, LEVEL, OFFICES, SEP
from extractors.awards.organisations import END, FRONT, NAMED_WITH_LEVEL, SOCIETY, WORD, YOUTH
from extractors.lexicon import NAME, spelled_with, syllables, syllables_of, words
from extractors.view import View

# Every syllable of an office; anything else in a match is a name, or a wrong accent.
_KNOWN = syllables_of(
    SEP,
    COMMITTEE,
    LEVEL,
    HEAD,
    BRANCHES,
    FRONT,
    SOCIETY,
    YOUTH,
    "an ban binh bí bạc bệnh bộ chi chiến chuyên chánh chí chính chấp chỉ chủ chức các cách cán có công cùng căn "
    "cấp cục của cứ cựu doanh dân giám hiệu huy huyện hành học hồ hội hợp khen kho khu khác kinh lao liên lệnh minh "
    "mttq máy môn mặt nam nghiệp nhà nhân nông nước nữ pháp phòng phó phụ phủ quân quản quận quốc theo thi thuộc "
    "thành thư thường thưởng thị thủ toàn trung trường trưởng trận trị trực ty tác tâm tư tương tướng tập tế tỉnh "
    "tịch tổ tổng ubnd viên viện việt và văn vụ xã xí đoàn đua đương đại đảng đốc đồng động ương ở ủy ",
)
_CENTRAL_CITY = re.compile(words(rf"{begins('thành phố|tp[.]?')} ?(?:hà nội|hồ chí minh|hải phòng|đà nẵng|cần thơ|huế){END}"))
_OLD_HUE = re.compile(words(r"tỉnh thừa thiên"))
_LETTERHEAD = re.compile(words(rf"{WORD}(?:ủy ban nhân dân|ubnd)\s+({LEVEL}){END}"))
_HEAD_END = re.compile(words(r"cộng hòa xã hội|đảng cộng sản|(?:^|\n)\s*số\s*:"))
_DIRECTED = re.compile(words(rf"({begins('sở|công ty|tổng công ty|tập đoàn|bệnh viện|trung tâm|ngân hàng')}){END}"))
_DIRECTOR_OF = {
    "so": "giam_doc_so",
    "cong ty": "doanh_nghiep",
    "tong cong ty": "doanh_nghiep",
    "tap doan": "doanh_nghiep",
    "ngan hang": "doanh_nghiep",
    "benh vien": "thu_truong_don_vi",
    "trung tam": "thu_truong_don_vi",
}
_LEVEL_OF = {
    "tinh": "tinh",
    "huyen": "huyen",
    "quan": "huyen",
    "thi xa": "huyen",
    "xa": "xa",
    "phuong": "xa",
    "thi tran": "xa",
    "dac khu": "xa",
}
_JOINT = re.compile(r"[\s,;&–-]+(?:va\s+)?$")
_FIRST_LINES = 1200  # characters of a news item in which it says whose campaign it tells of
_OF_VIETNAM = re.compile(r"(?:[ \n]+[^\W\d_]+){1,5}?[ \n]+Việt Nam\b")  # the rest of "Tập đoàn Điện lực Việt Nam"
_CITY = re.compile(r"thanh\s+pho$")
_ONE_LEVEL = re.compile(words(rf"{WORD}{LEVEL}{END}"))


@dataclass(frozen=True, slots=True)
class Grantor:
    """An office at its place; one per level where several are named together ("cấp huyện, cấp xã").

    ``sure`` is False where the words leave open whose office it is and the letterhead told ("Chủ tịch UBND", "Giám đốc").
    """

    start: int
    end: int
    code: str
    sure: bool = True


class Issuer(NamedTuple):
    """What the letterhead tells of offices that are named without their body."""

    level: str | None = None  # of the issuing people's committee
    central: bool = False  # does "thành phố" mean one under the centre here?
    director: str | None = None  # code of "Giám đốc" without more
    organisation: str | None = None  # code of "Ban Thường vụ Hội" without more


UNKNOWN_ISSUER = Issuer()


def issuer_of(view: View) -> Issuer:
    """The issuer as its letterhead shows it."""
    central = bool(_CENTRAL_CITY.search(view.bare, 0, min(len(view.bare), 6000))) and not _OLD_HUE.search(view.bare)
    head = _LETTERHEAD.search(view.bare, 0, min(len(view.bare), 500))
    level = " ".join(head[1].split()) if head else None
    # The superior stands above the agency, the agency above the number.
    end = _HEAD_END.search(view.bare, 0, min(len(view.bare), 400))
    directed = list(_DIRECTED.finditer(view.bare, 0, end.start() if end else min(len(view.bare), 400)))
    director = (directed[-1] if end else directed[0]) if directed else None
    code = _DIRECTOR_OF[" ".join(director[1].split())] if director else None
    level = ("tinh" if central else "huyen") if level == "thanh pho" else _LEVEL_OF.get(level or "")
    return Issuer(level, central, code, _organisation(view, end.start() if end else None))


def _organisation(view: View, head_end: int | None) -> str | None:
    """Code of an organisation that is named without its level: that of the letterhead, or the first of a news item."""
    named = list(NAMED_WITH_LEVEL.matches(view, 0, min(len(view.bare), _FIRST_LINES if head_end is None else head_end)))
    if not named:
        return None
    first = named[0] if head_end is None else named[-1]
    return "doan_the_tinh" if " ".join((first["level"] or first["union"]).split()) in ("tinh", "thanh pho", "thanh") else "khac"


def grantors_in(view: View, start: int = 0, end: int | None = None, issuer: Issuer = UNKNOWN_ISSUER) -> list[Grantor]:
    """Every office named between two offsets that can grant an award, in text order.

    >>> from extractors.view import view
    >>> [g.code for g in grantors_in(view("Chủ tịch UBND cấp huyện, cấp xã; Giám đốc các sở, Thủ trưởng các ban, ngành tỉnh"))]
    ['chu_tich_ubnd_huyen', 'chu_tich_ubnd_xa', 'giam_doc_so']
    """
    found: list[Grantor] = []
    end = len(view.bare) if end is None else end
    for code, match in _offices(view, start, end):
        low = view.low[match.start() : match.end()]
        if not spelled_with(low, _KNOWN):
            continue
        name = NAME.match(view.text, match.end(), end)
        stop = name.end() if name else match.end()
        if name and code == "doanh_nghiep" and (whole := _OF_VIETNAM.match(view.text, stop, end)):
            stop = whole.end()
        if code in ("chu_tich_ubnd", "ubnd"):
            here = issuer._replace(central=issuer.central or bool(_CENTRAL_CITY.search(view.bare, match.start(), stop)))
            # The code list has no commune committee: what it gives, its chair signs.
            codes = ["chu_tich_ubnd_xa" if level == "xa" else f"{code}_{level}" for level in _levels(match[0], here)]
            sure = bool(_ONE_LEVEL.search(match[0])) and (here.central or not _CITY.search(match[0]) or stop > match.end())
            found += [Grantor(match.start(), stop, each, sure) for each in codes]
        elif code == "giam_doc":
            found += [Grantor(match.start(), match.end(), issuer.director, False)] if issuer.director else []
        elif code == "organisation":
            found.append(Grantor(match.start(), match.end(), issuer.organisation or "khac", issuer.organisation is None))
        elif code == "huyen_uy" and issuer.central and match[0].endswith("thanh uy"):
            found.append(Grantor(match.start(), stop, "tinh_uy"))
        elif code == "thu_truong_don_vi" and match[0].startswith("giam doc cong an"):
            found.append(Grantor(match.start(), stop, "giam_doc_so"))
        else:
            found.append(Grantor(match.start(), stop, code))
    return _apart(view, found)


def _apart(view: View, found: list[Grantor]) -> list[Grantor]:
    """The offices, none reaching into the next: "Chủ tịch UBND tỉnh và Tư lệnh Quân khu 7" begins no name with "và Tư"."""
    starts = sorted({grantor.start for grantor in found})
    cut = []
    for grantor in found:
        following = next((start for start in starts if start > grantor.start), None)
        if following is None or grantor.end <= following:
            cut.append(grantor)
        else:
            told = _JOINT.sub("", view.bare[grantor.start : following])
            cut.append(replace(grantor, end=grantor.start + len(told)))
    return cut


def _offices(view: View, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    """Names of offices with their code: at a word the first of `OFFICES` that matches there, if it is one that grants."""
    places, found = syllables(view)
    position = start
    for i in range(bisect_left(places, start), bisect_left(places, end)):
        if places[i] < position:
            continue
        for code, office in _beginning_with(found[i]):
            if match := office.match(view.bare, places[i], end):
                position = match.end()
                if code:
                    yield code, match
                break


@lru_cache(maxsize=4096)
def _beginning_with(word: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The offices, in their order, whose name may begin with a word: for most words none."""
    return tuple(
        (code, rule.compiled)
        for code, rule in OFFICES
        if word in rule.anchored.words
        or word.startswith(rule.anchored.opened)
        or not (rule.anchored.exact or rule.anchored.opened)
    )


def _levels(office: str, issuer: Issuer) -> list[str]:
    """Levels named in "Chủ tịch UBND các huyện, thành phố"; the letterhead's where none is."""
    own, central = issuer.level, issuer.central
    named = [
        " ".join(level.split())
        for level in _ONE_LEVEL.findall(re.sub(r"^.*?(?:nhan\s+dan|ubnd|uy\s+ban)", "", office, flags=re.DOTALL))
    ]
    if not named:
        return [own] if own else ([] if "cac" in office else ["tinh"] if central else [])
    levels: list[str] = []
    for level in named:
        if level == "thanh pho":
            beside_districts = any(_LEVEL_OF.get(other) == "huyen" for other in named)
            code = "huyen" if beside_districts else "tinh" if "tinh" in named or central else "huyen"
        else:
            code = _LEVEL_OF[level]
        if code not in levels:
            levels.append(code)
    return levels
