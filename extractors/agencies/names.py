"""Full names and levels of agencies.

Levels follow the seats of power (law on the organisation of local government; party statute): central, province, provincial
department, district, district department, commune, unit.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.agencies.bodies import DEPARTMENTS, MINISTRIES, OFFICES
from extractors.view import bare, fold

_EXPANSIONS = (
    (re.compile(r"(?<=\w)\s*\([A-ZĐ&-]{2,10}\)(?=\s)"), ""),  # "Ủy ban nhân dân (UBND) tỉnh"
    (re.compile(r"\bU\.?B\.?N\.?D\b\.?", re.IGNORECASE), "Ủy ban nhân dân"),
    (re.compile(r"\bHĐND\b", re.IGNORECASE), "Hội đồng nhân dân"),
    (re.compile(r"\bUBMTTQ\b"), "Ủy ban Mặt trận Tổ quốc"),
    (re.compile(r"\bBTV\b"), "Ban Thường vụ"),
    (re.compile(r"\bBCH\b"), "Ban Chấp hành"),
    (re.compile(r"\bT(?:W|Ư)\b"), "Trung ương"),
    (re.compile(r"\bLĐLĐ\b"), "Liên đoàn Lao động"),
    (re.compile(r"\bMTTQ\b"), "Mặt trận Tổ quốc"),
    (re.compile(r"\bTĐ\s?-?\s?KT\b"), "Thi đua - Khen thưởng"),
    (re.compile(r"\bGD\s?&\s?ĐT\b|\bGDĐT\b|\bGD-ĐT\b"), "Giáo dục và Đào tạo"),
    (re.compile(r"\bNN\s?&\s?PTNT\b|\bNNPTNT\b|\bNN-PTNT\b"), "Nông nghiệp và Phát triển nông thôn"),
    (re.compile(r"\bNN\s?&\s?MT\b|\bNNMT\b"), "Nông nghiệp và Môi trường"),
    (re.compile(r"\bTN\s?&\s?MT\b|\bTNMT\b|\bTN-MT\b"), "Tài nguyên và Môi trường"),
    (re.compile(r"\bKH\s?&\s?CN\b|\bKHCN\b"), "Khoa học và Công nghệ"),
    (re.compile(r"\bKH\s?&\s?ĐT\b|\bKHĐT\b"), "Kế hoạch và Đầu tư"),
    (re.compile(r"\bTT\s?&\s?TT\b|\bTTTT\b"), "Thông tin và Truyền thông"),
    (re.compile(r"\bVH\s?,?\s?TT\s?(?:&|và)?\s?DL\b|\bVH-TT-DL\b"), "Văn hóa, Thể thao và Du lịch"),
    (re.compile(r"\bLĐ\s?-?\s?TB\s?(?:&|-|và)?\s?XH\b"), "Lao động - Thương binh và Xã hội"),
    (re.compile(r"\bGTVT\b"), "Giao thông vận tải"),
    (re.compile(r"\bBHXH\b"), "Bảo hiểm xã hội"),
    (re.compile(r"\bLHPN\b"), "Liên hiệp Phụ nữ"),
    (re.compile(r"\bVKSND\b"), "Viện kiểm sát nhân dân"),
    (re.compile(r"\bTAND\b"), "Tòa án nhân dân"),
    (re.compile(r"\bTHADS\b"), "Thi hành án dân sự"),
    (re.compile(r"\bBan QLDA\b"), "Ban Quản lý dự án"),
    (re.compile(r"\bCCB\b"), "Cựu chiến binh"),
    (re.compile(r"\bBĐBP\b"), "Bộ đội Biên phòng"),
    (re.compile(r"\bCHQS\b"), "Chỉ huy quân sự"),
    (re.compile(r"\bTrường TH\b(?=\s+[A-ZĐÀ-Ỹ][a-zà-ỹ])"), "Trường Tiểu học"),
    (re.compile(r"\bHTX\b"), "Hợp tác xã"),
    (re.compile(r"\bTNCS\b"), "Thanh niên Cộng sản"),
    (re.compile(r"\bHCM\b"), "Hồ Chí Minh"),
    (re.compile(r"(?<=\w\s)TP\.?\s*(?=[A-ZĐ])"), "thành phố "),
    (re.compile(r"\bTP\.?\s*(?=[A-ZĐ])"), "Thành phố "),
    (re.compile(r"^(Phó )?Thủ tướng$"), r"\1Thủ tướng Chính phủ"),
)
_OLD_TONE = (("Uỷ", "Ủy"), ("uỷ", "ủy"), ("UỶ", "ỦY"))

# Cities that are provinces (the others stand under a province): resolution 202/2025/QH15 and before.
CENTRAL_CITIES = frozenset({"hà nội", "hồ chí minh", "hải phòng", "đà nẵng", "cần thơ", "huế"})
_CITY_NAMES = "|".join(name.replace(" ", r"\s+") for name in sorted(CENTRAL_CITIES))

# How the words of an agency are written in a sentence, for names that a text has in capitals.
_PHRASES = sorted(
    {
        "Ủy ban nhân dân", "Hội đồng nhân dân", "Ban Thường vụ", "Ban Chấp hành", "Ban Thường trực", "Tỉnh ủy", "Thành ủy", "Huyện ủy",
        "Quận ủy", "Thị ủy", "Đảng ủy", "Đảng bộ", "Bộ Chính trị", "Ban Bí thư", "Trung ương", "Thủ tướng Chính phủ", "Thủ tướng",
        "Chính phủ", "Quốc hội", "Ủy ban Thường vụ Quốc hội", "Chủ tịch nước", "Chủ tịch", "Thi đua - Khen thưởng", "Việt Nam",
        "Mặt trận Tổ quốc", "Liên đoàn Lao động", "Tổng Liên đoàn Lao động", "Bộ Chỉ huy quân sự", "Ban Chỉ huy quân sự",
        "Hội Nông dân", "Hội Cựu chiến binh", "Hội Chữ thập đỏ", "Hội Khuyến học", "Đoàn Thanh niên", "Ban Tổ chức", "Ban Tuyên giáo",
        "Ban Dân vận", "Ban Nội chính", "Công an", "Giám đốc", "Bộ trưởng", "Công đoàn", "Tỉnh đoàn", "Thường trực", "Văn phòng",
        "Hội đồng", "Ủy ban", "Liên hiệp Phụ nữ",
        *MINISTRIES.values(), *DEPARTMENTS.values(), *OFFICES.values(),
    },
    key=len,
    reverse=True,
)  # fmt: skip
_PHRASE = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, map(fold, _PHRASES))) + r")(?!\w)")
_WRITTEN = {fold(phrase): phrase for phrase in _PHRASES}
_SMALL_WORDS = frozenset(
    ("và", "của", "các", "tỉnh", "huyện", "thành", "phố", "thị", "xã", "quận", "phường", "trấn", "cấp", "tại", "về", "khu", "đặc")
)
_VOWEL = re.compile("[aeiouy]")
_CAPITALS = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}")


def sentence_case(name: str) -> str:
    """A name all in capitals, or all in small letters, as it is written in a sentence; any other name unchanged.

    >>> sentence_case("BAN THƯỜNG VỤ TỈNH ỦY LÂM ĐỒNG"), sentence_case("UBND TỈNH LÀO CAI"), sentence_case("sở nội vụ tỉnh lào cai")
    ('Ban Thường vụ Tỉnh ủy Lâm Đồng', 'UBND tỉnh Lào Cai', 'Sở Nội vụ tỉnh Lào Cai')
    """
    if name.islower():
        return _from_small(name)
    if not name.isupper() or not _CAPITALS.search(name):
        return name
    low, out, cursor = fold(name), [], 0
    for match in _PHRASE.finditer(low):
        out.append(_words(name[cursor : match.start()], low[cursor : match.start()]))
        out.append(_WRITTEN[match[0]])
        cursor = match.end()
    out.append(_words(name[cursor:], low[cursor:]))
    return "".join(out)


_PLACE = re.compile(
    r"(?<!\w)(?P<unit>(?:tỉnh|thành\s+phố|tp\.?|huyện|quận|thị\s+xã|(?:tỉnh|thành|huyện|quận|thị)\s+ủy)\s+)"
    r"(?P<name>(?!(?:các|và|ủy)(?!\w))[^,]+)$",
    re.IGNORECASE,
)


_ABBREVIATED = re.compile(r"(?:(?:phó\s+)?chủ\s+tịch\s+)?(?:u\.?b\.?n\.?d|hđnd|btv|bch|lđlđ)(?!\w)")


def _from_small(name: str) -> str:
    """A name in small letters with the capitals of its known words, of its place, and of its beginning."""
    out, known = _PHRASE.subn(lambda match: _WRITTEN[match[0]], fold(name) if len(fold(name)) == len(name) else name)
    if not known and not _ABBREVIATED.match(name):
        return name
    out = _PLACE.sub(lambda match: match["unit"] + match["name"].title(), out)
    return out[:1].upper() + out[1:]


def _words(name: str, low: str) -> str:
    def word(match: re.Match[str]) -> str:
        folded = low[match.start() : match.end()]
        if folded in _SMALL_WORDS:
            return folded
        # Abbreviations have no vowel, or are known by their letters.
        if folded in ("ubnd", "ubmttq") or not _VOWEL.search(bare(folded)):
            return match[0]
        return folded[:1].upper() + folded[1:]

    return re.sub(r"[^\W\d_]+", word, name)


@lru_cache(maxsize=4096)
def full_name(name: str) -> str:
    """The name with its abbreviations written out, on one line, with one tone spelling.

    >>> full_name("UBND  tỉnh\\nLâm Đồng"), full_name("Sở GD&ĐT")
    ('Ủy ban nhân dân tỉnh Lâm Đồng', 'Sở Giáo dục và Đào tạo')
    """
    name = " ".join(name.split()).strip(" .,;:-*")
    for old, new in _OLD_TONE:
        name = name.replace(old, new)
    name = sentence_case(name)
    for pattern, words in _EXPANSIONS:
        name = pattern.sub(words, name)
    return name


_COMMUNE = re.compile(
    r"(?<!\w)(?:(?<!thị\s)(?<!tác\s)xã(?!\s+hội)|phường|thị\s+trấn|đặc\s+khu)(?!\w)|cấp\s+xã", re.VERBOSE | re.IGNORECASE
)
_DISTRICT = re.compile(
    rf"huyện|(?<!\w)quận(?!\w)|thị\s+xã|thị\s+ủy|(?:thành\s+phố|thành\s+ủy|tp\.?)\s+(?!{_CITY_NAMES}|tỉnh|trực|thuộc|và|về|là|của)[^\W\d_]"
)
_PROVINCE = re.compile(rf"tỉnh|thành\s+(?:ủy|phố|đoàn)(?:\s+(?:{_CITY_NAMES}))?|(?<!\w)tp\.?\s+(?:{_CITY_NAMES})|cấp\s+tỉnh")
_CENTRAL = re.compile(
    r"""chính\s+phủ|thủ\s+tướng|quốc\s+hội|bộ\s+chính\s+trị|ban\s+bí\s+thư|chủ\s+tịch\s+nước|hội\s+đồng\s+bộ\s+trưởng|trung\s+ương
      |^(?:thứ\s+trưởng\s+|bộ\s+trưởng\s+)?bộ\s+(?!chỉ\s+huy|đội)|toàn\s+quốc|việt\s+nam$|^tổng\s+(?:cục|liên\s+đoàn)
      |^ủy\s+ban\s+(?:quản\s+lý|dân\s+tộc|kiểm\s+tra$)|^(?:(?:bộ\s+)?tư\s+lệnh\s+)?quân\s+khu|^kiểm\s+toán\s+nhà\s+nước|nhân\s+dân\s+(?:tối\s+cao|cấp\s+cao)""",
    re.VERBOSE,
)
_UNIT_BODY = re.compile(
    r"""(?<!thị\s)(?<!môi\s)(?<!hiện\s)(?<!chiến\s)trường|học\s+viện|đại\s+học|công\s+ty|tập\s+đoàn|tổng\s+giám\s+đốc|doanh\s+nghiệp|hợp\s+tác\s+xã(?!\s+tỉnh)|bệnh\s+viện
      |trung\s+tâm|vnpt|xí\s+nghiệp|nhà\s+máy|ngân\s+hàng(?!\s+nhà\s+nước)|hiệu\s+trưởng|^giám\s+đốc(?!\s+(?:sở|công\s+an))|^cụm|^khối|^liên\s+đội
      |^hội\s+đồng\s+(?:thành\s+viên|quản\s+trị)|công\s+đoàn\s+cơ\s+sở|^(?:giám\s+thị\s+)?trại\s+(?:tạm\s+)?giam
      |^(?:trưởng\s+)?ban\s+quản\s+lý\s+(?:các\s+)?dự\s+án(?!.{0,60}\s(?:tỉnh|huyện|quận|thị\s+xã|thành\s+phố)(?!\w))
      |^(?:giám\s+đốc\s+)?(?:bưu\s+điện|điện\s+lực)(?!\w)""",
    re.VERBOSE,
)
# A body of the Party's Central Committee, of a ministry's rank.
_PARTY_SCHOOL = re.compile(r"học\s+viện\s+chính\s+trị\s+(?:-\s+hành\s+chính\s+)?quốc\s+gia(?!\w)")
_CENTRAL_BLOCK = re.compile(r"(?:cụm|khối)\s+thi\s+đua\s+các\s+(?:cơ\s+quan|bộ|ban|đoàn\s+thể)[^.;]{0,60}\strung\s+ương(?!\w)")
_NO_UNIT_BODY = re.compile(r"^(?:giám\s+đốc\s+)?sở\s|liên\s+minh|^ủy\s+ban\s+quản\s+lý|^đảng\s+ủy\s+khối")
_DEPARTMENT = re.compile(
    r"""^(?:(?:phó\s+)?giám\s+đốc\s+)?(?:sở|công\s+an\s+(?:tỉnh|thành)|thanh\s+tra\s+tỉnh|cục|chi\s+cục|bảo\s+hiểm|kho\s+bạc|văn\s+phòng
      |ban\s+(?:dân\s+tộc|quản\s+lý|tổ\s+chức|tuyên\s+giáo|dân\s+vận|nội\s+chính|thi\s+đua)|ủy\s+ban\s+kiểm\s+tra\s
      |bộ\s+chỉ\s+huy|bộ\s+đội\s+biên\s+phòng|đảng\s+ủy\s+khối|công\s+đoàn\s+(?:ngành|viên\s+chức)|báo\s|đài\s)
      |^(?:(?:phó\s+)?(?:viện\s+trưởng|chánh\s+án)\s+)?(?:viện\s+kiểm\s+sát|tòa\s+án)\s+nhân\s+dân
      |^(?:(?:phó\s+)?(?:cục|chi\s+cục)\s+trưởng\s+)(?:chi\s+)?cục\s|^(?:chỉ\s+huy\s+trưởng\s+)?bộ\s+chỉ\s+huy""",
    re.VERBOSE,
)
_DISTRICT_OFFICE = re.compile(r"^(?:trưởng\s+)?phòng\s|^(?:chỉ\s+huy\s+trưởng\s+)?ban\s+chỉ\s+huy\s+quân\s+sự")
_COUNTRYWIDE = re.compile(
    r"""trung\s+ương|nhân\s+dân\s+(?:tối|cấp)\s+cao|^(?:bảo\s+hiểm|kho\s+bạc|ngân\s+hàng|công\s+đoàn|hội\s)[^,]*việt\s+nam$|^văn\s+phòng\s+(?:chính\s+phủ|quốc\s+hội|chủ\s+tịch\s+nước)
    |^kho\s+bạc\s+nhà\s+nước$""",
    re.VERBOSE,
)


@lru_cache(maxsize=4096)
def level_of(name: str | None) -> str | None:
    """Level (``codes/levels.csv``) that a name tells, None where it does not.

    >>> level_of("UBND tỉnh"), level_of("Sở Công Thương"), level_of("Bộ Chính trị"), level_of("Huyện ủy")
    ('tinh', 'so_nganh', 'trung_uong', 'huyen')
    """
    if not name:
        return None
    low = " ".join(fold(full_name(name)).split())
    if re.match(r"(?:cụm|khối)\s+thi\s+đua\s+các\s+(?:huyện|quận|thành)", low):
        return "huyen"
    if _PARTY_SCHOOL.match(low) or _CENTRAL_BLOCK.match(low):
        return "trung_uong"
    if _UNIT_BODY.search(low) and not _NO_UNIT_BODY.search(low):
        return "don_vi"
    if _COMMUNE.search(low):
        return "xa"
    if re.match(r"đảng\s+ủy", low) and not re.search(r"khối|công\s+an|quân\s+sự", low):
        return "don_vi"
    if _DISTRICT_OFFICE.search(low):
        return "phong_ban"
    if _DEPARTMENT.search(low):
        if _COUNTRYWIDE.search(low):
            return "trung_uong"
        return "phong_ban" if _DISTRICT.search(low) and "tỉnh" not in low and not low.startswith("sở") else "so_nganh"
    if _DISTRICT.search(low):
        return "huyen"
    if _PROVINCE.search(low) and "toàn quốc" not in low:
        return "tinh"
    return "trung_uong" if _CENTRAL.search(low) else None


# Names that say what they are but not whose: they are completed with the document's own place.
_PLACELESS = re.compile(
    r"(?<!\w)(?:(?P<party>tỉnh|thành|huyện|quận|thị)\s+ủy|(?P<unit>tỉnh|huyện|thành\s+phố|thị\s+xã|quận)|(?P<youth>tỉnh|thành|huyện)\s+đoàn)$"
)
_MANY = re.compile(r"(?<!\w)(?:các|cấp|mọi|từng|những)\s[^,]*$|,")
_BARE_OFFICES = {fold(name) for name in OFFICES.values()}
_BARE_DEPARTMENTS = {fold(name) for name in DEPARTMENTS.values()}


@lru_cache(maxsize=4096)
def complete(name: str | None, place: str | None, district: str | None = None) -> str | None:
    """``name`` in full with the place it belongs to: "Tỉnh ủy" in a document of Lâm Đồng is "Tỉnh ủy Lâm Đồng".

    ``place`` is the province's name without its type, ``district`` the district's. A name that has its place, or is of a level
    whose place is not known, stays as it is.

    >>> complete("Sở Nội vụ", "Bến Tre"), complete("Thành ủy", "Hà Nội"), complete("Huyện ủy", "Lâm Đồng")
    ('Sở Nội vụ tỉnh Bến Tre', 'Thành ủy Hà Nội', 'Huyện ủy')
    """
    if not name:
        return None
    name = full_name(name)
    low = fold(name)
    is_city = place is not None and fold(place) in CENTRAL_CITIES
    if re.sub(r"^(?:phó\s+)?giám\s+đốc\s+", "", low) in _BARE_DEPARTMENTS and not low.endswith("tỉnh"):
        return f"{name} {'thành phố' if is_city else 'tỉnh'} {place}" if place else name
    if low in _BARE_OFFICES:
        return f"{name} {district}" if district else name
    match = _PLACELESS.search(low)
    if match is None or (match["unit"] and _MANY.search(low)):
        return name
    kind = " ".join((match["party"] or match["unit"] or match["youth"]).split())
    if kind == "tỉnh":
        if is_city:
            # Letters of a symbol (TU) do not tell a province's committee from a city's.
            word = "thành phố" if match["unit"] else "thành"
            at = match.start()
            name = f"{name[:at]}{word.capitalize() if name[at].isupper() else word}{name[at + len('tỉnh') :]}"
        return f"{name} {place}" if place else name
    if kind.startswith("thành") and is_city:
        return f"{name} {place}"
    return f"{name} {district}" if district else name
