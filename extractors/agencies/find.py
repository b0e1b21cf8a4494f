"""Names of agencies as they stand in a sentence: a head ("Ủy ban nhân dân", "Ban Thường vụ", "Sở") and what belongs to it.

A name ends where a clause does, or at a word that never stands inside one ("về", "ban hành", "ngày"). Its inner words are capitals
("Bộ Giáo dục và Đào tạo"), a unit of the country ("tỉnh Lâm Đồng", "các cấp"), or a link between two such ("và", "-", ",").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.agencies.lower import body_end, place_end
from extractors.agencies.names import level_of
from extractors.rule import Rule
from extractors.view import View

_PARTY = r"(?:quân\s+ủy(?:\s+trung\s+ương)?|tỉnh\s+ủy|thành\s+ủy|huyện\s+ủy|quận\s+ủy|thị\s+ủy|đảng\s+ủy|đảng\s+bộ)"
_UNIT = r"(?:tỉnh|thành\s+phố|tp\.?|huyện|quận|thị\s+xã|xã|phường|thị\s+trấn|đặc\s+khu)"
_PEOPLE = r"(?:u\.?b\.?n\.?d|ủy\s+ban\s+nhân\s+dân)"
_COUNCIL = r"(?:hđnd|hội\s+đồng\s+nhân\s+dân)"

# Boards whose names hold words that end other names ("về") or commas.
_BOARD_OF_CENTRE = r"""ban\s+chỉ\s+đạo\s+(?:(?:trung\s+ương|tw|quốc\s+gia)\s+)?(?:về\s+(?:công\s+tác\s+)?(?:
      phát\s+triển\s+khoa\s+học,\s+công\s+nghệ,\s+đổi\s+mới\s+sáng\s+tạo(?:\s+và|,)\s+chuyển\s+đổi\s+số
    | phòng,\s+chống\s+tham\s+nhũng(?:,\s+lãng\s+phí)?(?:,\s+tiêu\s+cực)? | cải\s+cách\s+(?:hành\s+chính|tư\s+pháp)
    | chuyển\s+đổi\s+số | giảm\s+nghèo(?:\s+bền\s+vững)? | bảo\s+vệ\s+nền\s+tảng\s+tư\s+tưởng\s+của\s+đảng
    | phòng,\s+chống\s+(?:dịch(?:\s+bệnh)?\s+covid-19|thiên\s+tai))
    | (?:các\s+)?chương\s+trình\s+mục\s+tiêu\s+quốc\s+gia)"""
# Longest first where one begins another. Heads that are common nouns too must be capitals in the text (see `_is_name`).
# No alternative may begin with an optional blank: a page of blanks would be read once for each of them.
AGENCY_HEAD = Rule(
    name="agency-head",
    pattern=rf"""(?<![\w])(?:
      (?:(?:(?:phó\s+)?chủ\s+tịch(?:\s+thường\s+trực)?|thường\s+trực|văn\s+phòng|ủy\s+viên)\s+)?(?:{_PEOPLE}|{_COUNCIL})(?!\s+các\s+cấp)
    | (?:ban\s+thường\s+vụ|btv|ban\s+chấp\s+hành|bch|thường\s+trực|bí\s+thư)\s+(?:đảng\s+bộ\s+)?(?:{_PARTY}
      |trung\s+ương(?:\s+đảng)?|tw\b|đảng|tỉnh|huyện|đoàn|công\s+đoàn|tổng\s+liên\s+đoàn|liên\s+đoàn|(?:tổng\s+)?lđlđ|hội)?
    | {_PARTY} | thường\s+vụ\s+{_PARTY}
    | {_BOARD_OF_CENTRE}
    | bộ\s+chính\s+trị | ban\s+bí\s+thư(?:\s+(?:trung\s+ương|tw)\s+đoàn)? | ban\s+chấp\s+hành\s+trung\s+ương
    | (?:phó\s+)?thủ\s+tướng(?:\s+chính\s+phủ)? | chính\s+phủ | quốc\s+hội | ủy\s+ban\s+thường\s+vụ\s+quốc\s+hội
    | chủ\s+tịch\s+nước
    | hội\s+đồng\s+(?:bộ\s+trưởng|thành\s+viên|quản\s+trị) | (?:bộ\s+)?tư\s+lệnh(?:\s+quân\s+khu)?
    | (?:(?:phó\s+)?chủ\s+tịch\s+|trưởng\s+|thường\s+trực\s+)?(?:hội\s+đồng|ban)
      \s+(?:thi\s+đua(?:\s*[,\-]\s*|\s+(?:và\s+)?)khen\s+thưởng|tđ\s?-?\s?kt)
    | (?:ban\s+thường\s+trực\s+)?(?:ủy\s+ban\s+)?(?:trung\s+ương\s+)?(?:mặt\s+trận\s+tổ\s+quốc|(?:ub)?mttq)
    | ủy\s+ban\s+quản\s+lý\s+vốn\s+nhà\s+nước(?:\s+tại\s+doanh\s+nghiệp)? | ủy\s+ban\s+(?:quản\s+lý|dân\s+tộc|kiểm\s+tra)
    | (?:bộ\s+trưởng\s+)?bộ(?=\s+[^\W\d_])(?!\s+(?:chỉ\s+huy|tư\s+lệnh|phận|máy|đội|mặt|tiêu|luật|quy|sưu|câu|đề|ảnh)\b)
    | (?:giám\s+đốc\s+)?sở(?=\s+[^\W\d_])(?!\s+(?:hữu|dĩ|trường|thích)\b)
    | (?:trưởng\s+)?phòng(?=\s+(?:giáo|nội|văn|tài|lao|tư|kinh|nông|y|dân|gd))
    | (?:ủy\s+ban|ban)\s+an\s+toàn\s+giao\s+thông | đoàn\s+chủ\s+tịch(?=\s+(?:trung|tw|tổng|ủy|hội))
    | (?:(?:tổng\s+)?liên\s+đoàn\s+lao\s+động|(?:tổng\s+)?lđlđ) | (?:ban\s+thường\s+vụ\s+)?công\s+đoàn
    | (?:ban\s+thường\s+vụ\s+)?(?:tỉnh\s+đoàn|thành\s+đoàn|huyện\s+đoàn|(?:trung\s+ương\s+)?đoàn\s+(?:thanh\s+niên|tncs))
    | (?:trung\s+ương\s+)?hội\s+(?:nông\s+dân|liên\s+hiệp|lhpn|cựu|ccb|khuyến|chữ\s+thập|phụ)
    | liên\s+minh\s+hợp\s+tác\s+xã | hội\s+đồng\s+đội(?=\s+(?:tỉnh|thành|huyện|quận|thị|trung|tw|xã|phường))
    | (?:giám\s+đốc\s+)?công\s+an(?=\s+{_UNIT}) | (?:chỉ\s+huy\s+trưởng\s+)?(?:bộ|ban)\s+chỉ\s+huy\s+quân\s+sự
    | bộ\s+tư\s+lệnh | quân\s+khu | (?:bộ\s+đội\s+biên\s+phòng|bđbp) | liên\s+đội(?=\s+[^\W\d_])
    | (?:cục\s+trưởng\s+)?cục(?!\s+(?:diện|bộ|máu|trưởng)\b) | (?:tổng\s+cục\s+trưởng\s+)?tổng\s+cục(?!\s+trưởng\b)
    | (?:chi\s+cục\s+trưởng\s+)?chi\s+cục(?!\s+trưởng\b) | ban\s+cán\s+sự\s+đảng(?=\s+[^\W\d_])
    | (?:giám\s+đốc\s+)?(?:bệnh\s+viện|trung\s+tâm)(?=\s+[^\W\d_])
    | (?:trưởng\s+)?ban\s+(?:quản\s+lý\s+(?:các\s+)?dự\s+án(?:\s+đầu\s+tư)?(?:\s+xây\s+dựng)?|qlda)
    | ban\s+(?:tổ\s+chức|tuyên\s+giáo|dân\s+vận|nội\s+chính|kiểm\s+tra|quản\s+lý|chỉ\s+đạo|thi\s+đua|dân\s+tộc)
    | học\s+viện\s+chính\s+trị(?:\s+(?:-\s+hành\s+chính\s+)?quốc\s+gia)?
    | (?:hiệu\s+trưởng\s+)?(?:trường(?!\s+(?:hợp|kỳ)\b)|đại\s+học|học\s+viện)(?=\s+[^\W\d_])
    | (?:tổng\s+)?(?:giám\s+đốc\s+)?(?:tập\s+đoàn|tổng\s+công\s+ty|công\s+ty)(?:\s+và\s+ban\s+thường\s+vụ)?
    | tổng\s+giám\s+đốc | bảo\s+hiểm\s+xã\s+hội | bhxh | kho\s+bạc | ngân\s+hàng
    | (?:(?:phó\s+)?chánh\s+án\s+)?(?:tòa\s+án\s+nhân\s+dân|tand)(?:\s+tối\s+cao)?
    | (?:(?:phó\s+)?viện\s+trưởng\s+)?(?:viện\s+kiểm\s+sát(?:\s+nhân\s+dân)?|vksnd)(?:\s+tối\s+cao)?
    | (?:giám\s+thị\s+)?trại\s+(?:tạm\s+)?giam(?!\s+giữ) | (?:giám\s+đốc\s+)?(?:nhà\s+máy|xí\s+nghiệp)(?=\s+[^\W\d_])
    | cụm\s+thi\s+đua | khối\s+thi\s+đua
    )(?![\w])""",
    finds={
        "của Ban Thường vụ Tỉnh ủy về": "Ban Thường vụ Tỉnh ủy",
        "của Thường vụ Quân ủy Trung ương về": "Thường vụ Quân ủy Trung ương",
        "của Ban Chỉ đạo Trung ương về phòng, chống tham nhũng, tiêu cực về": "Ban Chỉ đạo Trung ương về phòng, chống tham nhũng, tiêu cực",
        "Ban Chỉ đạo quốc gia về chuyển đổi số ban hành": "Ban Chỉ đạo quốc gia về chuyển đổi số",
        "UBND tỉnh Lâm Đồng đã": "UBND",
        "Học viện Chính trị quốc gia Hồ Chí Minh": "Học viện Chính trị quốc gia",
        "của Ban Bí thư Trung ương Đoàn về": "Ban Bí thư Trung ương Đoàn",
        "của Ủy ban An toàn giao thông quốc gia": "Ủy ban An toàn giao thông",
        "Chủ tịch Ủy ban nhân dân tỉnh ký": "Chủ tịch Ủy ban nhân dân",
        "của Hội đồng Đội huyện": "Hội đồng Đội",
        "của Ban Thường vụ LĐLĐ tỉnh": "Ban Thường vụ LĐLĐ",
        "của Tổng cục trưởng Tổng cục Thuế": "Tổng cục trưởng Tổng cục",
        "của Giám đốc Bệnh viện Đa khoa tỉnh": "Giám đốc Bệnh viện",
        "của Ban Thi đua - Khen thưởng tỉnh": "Ban Thi đua - Khen thưởng",
        "do Ban Quản lý dự án thủy điện Nậm Xá mở": "Ban Quản lý dự án",
        "của Viện trưởng VKSND tối cao về": "Viện trưởng VKSND tối cao",
        "Trại tạm giam số 2 mở": "Trại tạm giam",
        "của Chủ tịch Hội đồng Thi đua - Khen thưởng tỉnh": "Chủ tịch Hội đồng Thi đua - Khen thưởng",
    },
    leaves=["Phong trào do thường vụ phát động", "bộ phận chuyên môn", "trường hợp đặc biệt", "sở hữu toàn dân", "cục diện mới",
            "trại giam giữ gia súc"],
)
# Names that need no more words: what follows "Chính phủ và" is another thing.
_WHOLE = re.compile(
    r"bộ\s+chính\s+trị|ban\s+bí\s+thư|(?:phó\s+)?thủ\s+tướng(?:\s+chính\s+phủ)?|chính\s+phủ|quốc\s+hội|chủ\s+tịch\s+nước|ủy\s+ban\s+thường\s+vụ\s+quốc\s+hội|ban\s+chấp\s+hành\s+trung\s+ương(?:\s+đảng)?|hội\s+đồng\s+bộ\s+trưởng"
)
_TYPES = re.compile(r"(?:thông\s+tư|nghị|quyết|kế\s+hoạch|chỉ\s+thị|công\s+văn|luật|kết\s+luận|hướng\s+dẫn)")
_BODIES = re.compile(r"(?:ban|đài|báo|trung\s+tâm)(?!\w)")
_STOP = re.compile(
    r"""[;:()“”"\n]|(?<!\wtp)(?<!\stp)(?<!\stx)\.(?=\s|$)|,(?=\s|$)|\s[-–]\s(?:khối|cụm)\s+trưởng|\s(?:về|v/v|ban\s+hành|phát\s+động|ngày|số|đã|vừa|tổ\s+chức|yêu\s+cầu|đề\s+nghị|quy\s+định
      |triển\s+khai|thực\s+hiện|căn\s+cứ|giao|để|cho|tại|trong|trên|phối\s+hợp|chủ\s+trì|hướng\s+dẫn|kêu\s+gọi|đến|từ|là|có|năm|tặng|xét
      |khen\s+thưởng|nhằm|được|sẽ|phải|do|khi|với|theo|như|chỉ\s+đạo|quyết\s+định|xem\s+xét|này|quán\s+triệt|khóa|nhân|đóng|đối|gồm|bao|của)(?![\w])""",
    re.VERBOSE,
)
_SHORT_FORM = re.compile(r"\s{0,2}\(([a-zđ&\-]{2,10})\)(?=\s+[^\W\d_])")
_ORDINAL = re.compile(r"\s+số\s+\d{1,2}(?![\w/\-])\s*")
_LOWER_INSIDE = re.compile(
    r"(?:tỉnh|thành|phố|huyện|quận|thị|ủy|xã|phường|trấn|đặc|khu|và|các|cấp|trung|ương|nhân|dân|lao|động|ngành|cơ|sở|quan(?!\w)|tw|toàn|quốc|đoàn|tin|"
    r"hội|đại|biểu|viên|chức|thể|thao|du|lịch|công|nghệ|thông|truyền|hóa|tạo|triển|nông|thôn|đầu|tư|kế|hoạch|môi|trường|hiểm|vận|tải|"
    r"thương|binh|khen|thưởng|đua|thi|niên|nữ|chiến|đỏ|học|thuật|nghiệp|vụ|dục|tế|tài|chính|nguyên|nội|ngoại|lý|vốn|nhà|nước|doanh|sự|đội|"
    r"quân|an|ninh|sinh|khoa|kỹ|đẳng|phát|thanh|hình|giáo|dựng|giao|hiệp|ty|phần|măng|lực|phẩm|lâm|khí)$"
)
# Second syllables that are small in a name, behind their first only: "Bộ Quốc phòng", "Cục Thi hành án dân sự", "Tổng cục Cảnh sát".
_SMALL_AFTER = {
    "phòng": ("quốc", "biên", "văn"), "hành": ("thi", "điều"), "án": ("hành",), "soát": ("kiểm",), "bệnh": ("soát", "phòng"),
    "tật": ("bệnh", "khuyết"), "pháp": ("tư", "lập", "hành"), "sát": ("cảnh", "kiểm", "giám"), "trợ": ("hỗ", "bảo", "cứu"),
    "tra": ("thanh", "kiểm", "điều"), "toán": ("kiểm", "kế", "thanh"), "sản": ("thủy", "khoáng", "nông", "hải", "tài"),
    "lợi": ("thủy", "phúc"), "thủy": ("án", "tượng"), "điện": ("thủy", "nhiệt", "bưu"), "nhiệt": ("án",), "văn": ("thủy",),
    "quan": ("hải",), "chuẩn": ("tiêu",), "lường": ("đo",), "lượng": ("chất", "năng"), "trữ": ("dự",), "gia": ("quốc",),
    "vật": ("thực", "động"), "vệ": ("bảo",), "nuôi": ("chăn",), "trọt": ("trồng",), "trường": ("thị", "quân"), "thống": ("hệ",),
    "kê": ("thống",), "hàng": ("ngân",), "dụng": ("tín", "ứng"), "hữu": ("sở",), "tuệ": ("trí",), "mại": ("thương",), "xuất": ("sản",),
}  # fmt: skip


_LONGEST = 220  # characters of a name


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency named in a text: offsets, name as written, level (None where the name alone does not tell)."""

    start: int
    end: int
    quote: str
    level: str | None


def agency_at(seen: View, start: int, end: int | None = None) -> Agency | None:
    """The agency whose name begins exactly at ``start`` (blanks aside), None if there is none."""
    limit = min(len(seen.text) if end is None else end, len(seen.text), start + _LONGEST)
    while start < limit and seen.text[start].isspace():
        start += 1
    match = AGENCY_HEAD.compiled.match(seen.low, start, limit)
    if match is None:
        return None
    if _WHOLE.fullmatch(match[0].strip()):
        stop = match.end()
    else:
        stop = _extent(seen, match.end() if _is_name(seen, start) else body_end(seen.low, start, match.end()), limit)
    quote = seen.text[start:stop]
    return Agency(start, stop, quote, level_of(quote))


def find_agencies(seen: View, start: int = 0, end: int | None = None) -> Iterator[Agency]:
    """Agencies named between two offsets, in text order, none inside another."""
    limit = len(seen.text) if end is None else end
    cursor = start
    while cursor < limit:
        match = AGENCY_HEAD.compiled.search(seen.low, cursor, limit)
        if match is None:
            return
        begin = match.start() + len(match[0]) - len(match[0].lstrip())
        if not _is_name(seen, begin):
            cursor = max(match.end(), cursor + 1)
            continue
        stop = match.end() if _WHOLE.fullmatch(match[0].strip()) else _extent(seen, match.end(), min(limit, begin + _LONGEST))
        quote = seen.text[begin:stop]
        yield Agency(begin, stop, quote, level_of(quote))
        cursor = max(stop, cursor + 1)


def _is_name(seen: View, start: int) -> bool:
    return seen.text[start].isupper()


def _begins_another(seen: View, at: int, link: str) -> bool:
    """Does a document or a second agency begin after "và" ("HĐND tỉnh và Tỉnh ủy")? A dash binds parts of one name."""
    if _TYPES.match(seen.low, at):
        return True
    return link == "và" and seen.text[at].isupper() and bool(AGENCY_HEAD.compiled.match(seen.low, at) or _BODIES.match(seen.low, at))


def _is_small_part(seen: View, low: str, start: int) -> bool:
    before = _SMALL_AFTER.get(low)
    return before is not None and seen.low[max(0, start - 8) : start].rstrip().endswith(before)


def _is_ordinal(seen: View, stop: re.Match[str]) -> bool:
    """Is a "số" part of the name: "Công ty Xây dựng Số 1", "trường THPT số 2 Bảo Thắng"?"""
    ordinal = _ORDINAL.match(seen.low, stop.start()) if stop[0].endswith("số") else None
    return ordinal is not None and (seen.text[stop.end() - 2].isupper() or seen.text[ordinal.end() : ordinal.end() + 1].isupper())


def _extent(seen: View, after: int, limit: int) -> int:
    """End of the name whose head ends at ``after``: up to the clause's end, while its words look like a name's."""
    if (short := _SHORT_FORM.match(seen.low, after, limit)) and seen.text[short.start(1) : short.end(1)].isupper():
        longer = _extent(seen, short.end(), limit)  # "Ủy ban nhân dân (UBND) tỉnh Hà Nam"
        return longer if longer > short.end() else after
    clause_end = next((stop.start() for stop in _STOP.finditer(seen.low, after, limit) if not _is_ordinal(seen, stop)), limit)
    end = after
    link = ""  # a link word counts only if a name word follows it
    for word in re.finditer(r"[^\s]+", seen.text[after:clause_end]):
        token = word[0].strip(".,")
        start = after + word.start()
        if start < end:
            continue
        low = seen.low[start : after + word.end()].strip(".,")
        if link and _begins_another(seen, start, link):
            break
        if low in ("và", "các", "-", "&", "số", "miền"):
            link = low
        elif token[:1].islower() and (place := place_end(seen.low, start, clause_end)) > start:
            end, link = place, ""
        elif (
            token[:1].isupper() or (token[:1].isdigit() and len(token) <= 3) or _LOWER_INSIDE.match(low) or _is_small_part(seen, low, start)
        ):
            end, link = start + len(word[0].rstrip(".,")), ""
        else:
            break
    return end
