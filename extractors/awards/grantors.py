"""Who grants an award, by office (Law 06/2022/QH15, Art. 77 to 83: the President, the Government, the Prime Minister,
ministers, chairs of people's committees, heads of agencies, enterprises and cooperatives)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from extractors.participants.lexicon import NAME, spelled_with, syllables_of, words
from extractors.rule import Rule
from extractors.view import View

_WORD = r"(?<![^\W_])"
_END = r"(?![^\W_])"
_SEP = r"(?:\s*[,;/]\s*| và | hoặc |\s*-\s*)"
_COMMITTEE = "(?:ủy ban nhân dân|ubnd|ủy ban)"
_LEVEL = "(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
_OF_LEVEL = rf"(?:các )?(?:cấp )?{_LEVEL}{_END}(?! (?:ủy|đoàn){_END})"
_LEVELS = rf"{_OF_LEVEL}(?: trực thuộc trung ương)?(?:{_SEP}{_OF_LEVEL}(?: trực thuộc trung ương)?)*"
_HEAD = "(?:thủ trưởng|người đứng đầu|lãnh đạo|giám đốc|trưởng)"
_BRANCHES = "(?:sở|ban|ngành|đoàn thể|mặt trận tổ quốc|mặt trận|hội|cơ quan|đơn vị)"
_TAIL = r"(?: (?:cấp )?tỉnh| thành phố)?(?: và (?:cấp )?tương đương)?"

# In this order: the first that matches at a place names the grantor there.
OFFICES: tuple[tuple[str, Rule], ...] = (
    (
        "",
        Rule(
            name="grantor-none",
            pattern=words(
                rf"{_WORD}(?:phó (?:chủ tịch|giám đốc|hiệu trưởng|thủ tướng)|hội đồng thi đua|ban thi đua"
                rf"|chủ tịch hồ chí minh|văn phòng ubnd|huân chương|(?:theo|căn cứ) [^.;,\n]{{0,80}} của (?:thủ tướng"
                rf"|chính phủ|chủ tịch|bộ|ubnd|ủy ban)){_END}"
            ),
            finds={"Phó Chủ tịch UBND": "Phó Chủ tịch"},
            on="bare",
        ),
    ),
    (
        "chu_tich_nuoc",
        Rule(
            name="grantor-president",
            pattern=words(rf"{_WORD}chủ tịch nước{_END}"),
            finds={"Chủ tịch nước tặng": "Chủ tịch nước"},
            on="bare",
        ),
    ),
    (
        "thu_tuong",
        Rule(
            name="grantor-prime-minister",
            pattern=words(rf"{_WORD}thủ tướng(?: chính phủ)?{_END}"),
            finds={"của Thủ tướng Chính phủ": "Thủ tướng Chính phủ"},
            on="bare",
        ),
    ),
    (
        "bo_truong",
        Rule(
            name="grantor-minister",
            pattern=words(
                rf"{_WORD}(?:bộ trưởng(?: các)?(?: bộ)?(?:, (?:thủ trưởng|trưởng|người đứng đầu)(?: các)? (?:cơ quan ngang bộ|ban"
                rf"|ngành|cơ quan thuộc chính phủ)(?:{_SEP}(?:ban|ngành|đoàn thể"
                rf"|cơ quan thuộc chính phủ))*(?: (?:ở )?trung ương)?)?"
                rf"|{_HEAD} (?:các )?bộ(?:{_SEP}(?:ban|ngành|đoàn thể|cơ quan ngang bộ|cơ quan))*(?: (?:ở )?trung ương)?"
                rf"|(?:các )?bộ(?:{_SEP}(?:ban|ngành|đoàn thể))+(?:{_SEP}tỉnh)?(?: (?:ở )?trung ương)?|cấp bộ"
                rf"|tổng liên đoàn lao động(?: việt nam)?|(?:ban (?:chấp hành|bí thư) )?trung ương (?:đoàn|hội)"
                rf"|ủy ban trung ương (?:mặt trận tổ quốc|mttq)(?: việt nam)?|tư lệnh(?: quân khu| quân đoàn)?(?: \d+)?"
                rf"|thống đốc|tổng thanh tra|ủy ban quản lý vốn|bộ(?= (?:nội vụ|giáo dục|y tế|lao động|tài |công |nông |kế hoạch"
                rf"|xây dựng|giao |khoa |thông |tư pháp|quốc |văn |ngoại |dân ))"
                rf"|(?<=của\s)bộ(?!\s(?:đội|phận|tư|chỉ))){_END}"
            ),
            finds={"Bằng khen của Bộ trưởng": "Bộ trưởng", "của bộ, ban, ngành, tỉnh": "bộ, ban, ngành, tỉnh"},
            leaves=["cán bộ, công chức", "toàn bộ"],
            on="bare",
        ),
    ),
    (
        "chu_tich_ubnd",
        Rule(
            name="grantor-chair",
            pattern=words(rf"{_WORD}chủ tịch (?:các )?{_COMMITTEE}(?: (?:các cấp|cùng cấp|{_LEVELS}))?{_END}"),
            finds={"Chủ tịch UBND cấp huyện, cấp xã;": "Chủ tịch UBND cấp huyện, cấp xã"},
            leaves=["Chủ tịch Hội"],
            on="bare",
        ),
    ),
    (
        "doan_the_tinh",
        Rule(
            name="grantor-mass-organisation",
            pattern=words(
                rf"{_WORD}(?:(?:{_HEAD}|chủ tịch|ban thường vụ|ban thường trực"
                rf"|ban chấp hành) )?(?:các )?(?:tổ chức chính trị(?:\s*,? tổ chức chính trị)?(?: - xã hội"
                rf"| xã hội)?(?: ở)?(?: cấp)? tỉnh"
                rf"|(?:ủy ban )?(?:mặt trận tổ quốc|mttq)(?: việt nam)?(?: và (?:các )?(?:tổ chức chính trị - xã hội"
                rf"|đoàn thể))?(?: cấp)? tỉnh"
                rf"|(?:liên đoàn lao động|lđlđ|hội liên hiệp phụ nữ|hội lhpn|hội nông dân|hội cựu chiến binh) (?:tỉnh|thành phố)"
                rf"|tỉnh đoàn|thành đoàn"
                rf"|đoàn thể(?: chính trị - xã hội)?(?: cấp)? tỉnh){_END}"
            ),
            finds={"của Thủ trưởng các tổ chức chính trị - xã hội tỉnh": "Thủ trưởng các tổ chức chính trị - xã hội tỉnh"},
            on="bare",
        ),
    ),
    (
        "giam_doc_so",
        Rule(
            name="grantor-department-head",
            pattern=words(
                rf"{_WORD}(?:{_HEAD} (?:các )?(?:sở|ban(?={_SEP}ngành)"
                rf"|cơ quan chuyên môn)(?:{_SEP}(?:{_HEAD} (?:các )?)?(?:các )?{_BRANCHES})*"
                rf"(?: và tương đương)?(?: thuộc {_COMMITTEE} (?:cấp )?tỉnh)?{_TAIL}"
                rf"|trưởng ban thi đua(?: - khen thưởng)?(?: (?:tỉnh|thành phố))?|chỉ huy trưởng"
                rf"|các sở(?:{_SEP}(?:{_HEAD} (?:các )?)?{_BRANCHES})*{_TAIL}|(?<!co\s)sở(?:{_SEP}(?:ban|ngành|đoàn thể))+{_TAIL}"
                rf"|sở(?= (?:nội|giáo|y|công|nông|tài|xây|văn|khoa|tư|lao|kế|giao|thông|du|ngoại|dân))){_END}"
            ),
            finds={
                "Thủ trưởng các sở, ban, ngành; Chủ tịch": "Thủ trưởng các sở, ban, ngành",
                "Giám đốc Sở Y tế": "Giám đốc Sở",
            },
            leaves=["cơ sở, ban quản lý", "Giám đốc bệnh viện"],
            on="bare",
        ),
    ),
    (
        "doanh_nghiep",
        Rule(
            name="grantor-enterprise",
            pattern=words(
                rf"{_WORD}(?:chủ tịch (?:hội đồng|hđ) ?(?:quản trị|thành viên|qt|tv)|tổng giám đốc|(?:{_HEAD}|chủ tịch"
                rf"|hội đồng thành viên) (?:các )?(?:doanh nghiệp|công ty|tổng công ty|tập đoàn|hợp tác xã|htx|xí nghiệp|nhà máy)"
                rf"(?:{_SEP}(?:hợp tác xã|htx|tổ chức kinh tế(?: khác)?|công ty))*|tập đoàn|tổng công ty|công ty"
                rf"|(?<=của\s)doanh nghiệp|(?<=do\s)doanh nghiệp){_END}"
            ),
            finds={"Tổng Giám đốc, Giám đốc doanh nghiệp": "Tổng Giám đốc"},
            leaves=["Giám đốc Sở"],
            on="bare",
        ),
    ),
    (
        "thu_truong_don_vi",
        Rule(
            name="grantor-unit-head",
            pattern=words(
                rf"{_WORD}(?:hiệu trưởng|(?:thủ trưởng|người đứng đầu|lãnh đạo) (?:các )?(?:cơ quan|đơn vị"
                rf"|tổ chức)(?:{_SEP}(?:các )?(?:cơ quan|đơn vị|tổ chức|địa phương){_END})*"
                rf"(?: có tư cách pháp nhân)?(?: (?:thuộc|trực thuộc)(?:, trực thuộc)? (?:các )?(?:bộ|ngành|sở|tỉnh|trường"
                rf"|cơ quan ngang bộ)(?:{_SEP}(?:ngành|cơ quan ngang bộ|cơ quan thuộc chính phủ))*)?"
                rf"|giám đốc (?:các )?(?:bệnh viện|trung tâm|ban quản lý|kho bạc|học viện|đại học|nhà văn hóa|bảo tàng)"
                rf"|viện trưởng|cục trưởng|chi cục trưởng|chánh văn phòng|trưởng phòng|nhà trường|ban giám hiệu|trưởng công an"
                rf"|giám đốc công an){_END}"
            ),
            finds={"Giấy khen của Hiệu trưởng": "Hiệu trưởng", "Thủ trưởng cơ quan, đơn vị tặng": "Thủ trưởng cơ quan, đơn vị"},
            leaves=["trưởng thành"],
            on="bare",
        ),
    ),
    (
        "tinh_uy",
        Rule(
            name="grantor-provincial-party",
            pattern=words(
                rf"{_WORD}(?:(?:ban thường vụ|thường trực|bí thư) )?(?:tỉnh ủy|thành ủy (?:hà nội|đà nẵng|hải phòng"
                rf"|cần thơ|thành phố)){_END}|{_WORD}ban chấp hành đảng bộ tỉnh{_END}"
            ),
            finds={"Bằng khen của Ban Thường vụ Tỉnh ủy": "Ban Thường vụ Tỉnh ủy"},
            on="bare",
        ),
    ),
    (
        "huyen_uy",
        Rule(
            name="grantor-district-party",
            pattern=words(rf"{_WORD}(?:(?:ban thường vụ|thường trực|bí thư) )?(?:huyện ủy|thị ủy|quận ủy|thành ủy){_END}"),
            finds={"Giấy khen của Ban Thường vụ Huyện ủy": "Ban Thường vụ Huyện ủy"},
            on="bare",
        ),
    ),
    (
        "ubnd",
        Rule(
            name="grantor-committee",
            pattern=words(rf"{_WORD}(?:ủy ban nhân dân|ubnd)(?: (?:các cấp|{_LEVELS}))?{_END}"),
            finds={"Cờ thi đua của UBND tỉnh": "UBND tỉnh"},
            on="bare",
        ),
    ),
    (
        "chinh_phu",
        Rule(
            name="grantor-government",
            pattern=words(rf"{_WORD}chính phủ{_END}"),
            finds={"Cờ thi đua của Chính phủ": "Chính phủ"},
            on="bare",
        ),
    ),
    (
        "giam_doc",
        Rule(
            name="grantor-director",
            pattern=words(rf"{_WORD}(?:ban )?giám đốc{_END}"),
            finds={"Giấy khen của Giám đốc": "Giám đốc"},
            on="bare",
        ),
    ),
    (
        "khac",
        Rule(
            name="grantor-other",
            pattern=words(
                rf"{_WORD}(?:(?:ủy ban thường vụ )?quốc hội|ban tổ chức|(?:liên đoàn lao động|lđlđ"
                rf"|hội [^\W\d_]+ [^\W\d_]+) (?:huyện|quận|thị xã|xã)|huyện đoàn|ban chấp hành công đoàn"
                rf"|công đoàn (?:ngành|cơ sở)|quân khu|bộ tư lệnh|đại học quốc gia|đảng ủy){_END}"
            ),
            finds={"Giấy khen của Huyện đoàn": "Huyện đoàn"},
            on="bare",
        ),
    ),
)
# Every syllable of an office; anything else in a match is a name, or a wrong accent.
_KNOWN = syllables_of(
    _SEP,
    _COMMITTEE,
    _LEVEL,
    _HEAD,
    _BRANCHES,
    "an ban binh bí bạc bệnh bộ chi chiến chuyên chánh chí chính chấp chỉ chủ chức các cách cán có công cùng căn "
    "cấp cục của cứ cựu doanh dân giám hiệu huy huyện hành học hồ hội hợp khen kho khu khác kinh lao liên lệnh minh "
    "mttq máy môn mặt nam nghiệp nhà nhân nông nước nữ pháp phòng phó phụ phủ quân quản quận quốc theo thi thuộc "
    "thành thư thường thưởng thị thủ toàn trung trường trưởng trận trị trực ty tác tâm tư tương tướng tập tế tỉnh "
    "tịch tổ tổng ubnd viên viện việt và văn vụ xã xí đoàn đua đương đại đảng đốc đồng động ương ở ủy ",
)
_ANY = re.compile("|".join(f"(?P<g{i}>{rule.pattern})" for i, (_, rule) in enumerate(OFFICES)), re.VERBOSE)
_CENTRAL_CITY = re.compile(words(rf"{_WORD}(?:thành phố|tp\.?) ?(?:hà nội|hồ chí minh|hải phòng|đà nẵng|cần thơ|huế){_END}"))
_OLD_HUE = re.compile(words(r"tỉnh thừa thiên"))
_LETTERHEAD = re.compile(words(rf"{_WORD}(?:ủy ban nhân dân|ubnd)\s+({_LEVEL}){_END}"))
_DIRECTED = re.compile(words(rf"{_WORD}(sở|công ty|tổng công ty|tập đoàn|bệnh viện|trung tâm|ngân hàng){_END}"))
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
_ONE_LEVEL = re.compile(words(rf"{_WORD}{_LEVEL}{_END}"))


@dataclass(frozen=True, slots=True)
class Grantor:
    """An office at its place; one per level where several are named together ("cấp huyện, cấp xã")."""

    start: int
    end: int
    code: str


class Issuer(NamedTuple):
    """What the letterhead tells of offices that are named without their body."""

    level: str | None = None  # of the issuing people's committee
    central: bool = False  # does "thành phố" mean one under the centre here?
    director: str | None = None  # code of "Giám đốc" without more


UNKNOWN_ISSUER = Issuer()


def issuer_of(view: View) -> Issuer:
    """The issuer as its letterhead shows it."""
    central = bool(_CENTRAL_CITY.search(view.bare, 0, min(len(view.bare), 6000))) and not _OLD_HUE.search(view.bare)
    head = _LETTERHEAD.search(view.bare, 0, min(len(view.bare), 500))
    level = " ".join(head[1].split()) if head else None
    director = _DIRECTED.search(view.bare, 0, min(len(view.bare), 400))
    code = _DIRECTOR_OF[" ".join(director[1].split())] if director else None
    return Issuer(("tinh" if central else "huyen") if level == "thanh pho" else _LEVEL_OF.get(level or ""), central, code)


def grantors_in(view: View, start: int = 0, end: int | None = None, issuer: Issuer = UNKNOWN_ISSUER) -> list[Grantor]:
    """Every office named between two offsets that can grant an award, in text order.

    >>> from extractors.view import view
    >>> [g.code for g in grantors_in(view("Chủ tịch UBND cấp huyện, cấp xã; Giám đốc các sở, Thủ trưởng các ban, ngành tỉnh"))]
    ['chu_tich_ubnd_huyen', 'chu_tich_ubnd_xa', 'giam_doc_so']
    """
    found: list[Grantor] = []
    end = len(view.bare) if end is None else end
    for match in _ANY.finditer(view.bare, start, end):
        code = OFFICES[int((match.lastgroup or "g0")[1:])][0]
        low = view.low[match.start() : match.end()]
        if not code or not spelled_with(low, _KNOWN):
            continue
        name = NAME.match(view.text, match.end(), end)
        stop = name.end() if name else match.end()
        if code in ("chu_tich_ubnd", "ubnd"):
            here = issuer._replace(central=issuer.central or bool(_CENTRAL_CITY.search(view.bare, match.start(), stop)))
            # The code list has no commune committee: what it gives, its chair signs.
            codes = ["chu_tich_ubnd_xa" if level == "xa" else f"{code}_{level}" for level in _levels(match[0], here)]
            found += [Grantor(match.start(), stop, each) for each in codes]
        elif code == "giam_doc":
            found += [Grantor(match.start(), match.end(), issuer.director)] if issuer.director else []
        elif code == "thu_truong_don_vi" and match[0].startswith("giam doc cong an"):
            found.append(Grantor(match.start(), stop, "giam_doc_so"))
        else:
            found.append(Grantor(match.start(), stop, code))
    return found


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
