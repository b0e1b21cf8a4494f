"""Full names and levels of agencies.

Levels follow the seats of power (law on the organisation of local government; party statute): central, province, provincial
department, district, district department, commune, unit.
"""

from __future__ import annotations

import re

from extractors.view import fold

_EXPANSIONS = (
    (re.compile(r"\bU\.?B\.?N\.?D\b\.?", re.IGNORECASE), "Ủy ban nhân dân"),
    (re.compile(r"\bHĐND\b", re.IGNORECASE), "Hội đồng nhân dân"),
    (re.compile(r"\bBTV\b"), "Ban Thường vụ"),
    (re.compile(r"\bBCH\b"), "Ban Chấp hành"),
    (re.compile(r"\bT(?:W|Ư)\b"), "Trung ương"),
    (re.compile(r"\bLĐLĐ\b"), "Liên đoàn Lao động"),
    (re.compile(r"\bMTTQ\b"), "Mặt trận Tổ quốc"),
    (re.compile(r"\bTĐ-?KT\b"), "Thi đua - Khen thưởng"),
    (re.compile(r"\bGD\s?&\s?ĐT\b|\bGDĐT\b|\bGD-ĐT\b"), "Giáo dục và Đào tạo"),
    (re.compile(r"\bTNCS\b"), "Thanh niên Cộng sản"),
    (re.compile(r"\bTHPT\b"), "Trung học phổ thông"),
    (re.compile(r"\bTHCS\b"), "Trung học cơ sở"),
    (re.compile(r"\bTP\.?\s*(?=[A-ZĐ])"), "Thành phố "),
)
_OLD_TONE = (("Uỷ", "Ủy"), ("uỷ", "ủy"), ("UỶ", "ỦY"))

_CENTRAL = re.compile(
    r"chính\s+phủ|thủ\s+tướng|quốc\s+hội|bộ\s+chính\s+trị|ban\s+bí\s+thư|chủ\s+tịch\s+nước|hội\s+đồng\s+bộ\s+trưởng|trung\s+ương"
    r"|(?:^|\s)tw(?:\s|$)|^(?:bộ\s+trưởng\s+)?bộ\s+(?!chỉ\s+huy)|toàn\s+quốc|việt\s+nam$|^tổng\s+(?:cục|liên\s+đoàn)|^ủy\s+ban\s+(?:quản\s+lý|dân\s+tộc)|^quân\s+khu|tòa\s+án\s+nhân\s+dân\s+tối\s+cao"
)
_UNIT_BODY = re.compile(
    r"trường|học\s+viện|đại\s+học|công\s+ty|tập\s+đoàn|tổng\s+giám\s+đốc|doanh\s+nghiệp|hợp\s+tác\s+xã(?!\s+tỉnh)|bệnh\s+viện|trung\s+tâm|vnpt|xí\s+nghiệp|nhà\s+máy|ngân\s+hàng|hiệu\s+trưởng|^giám\s+đốc(?!\s+(?:sở|công\s+an))|^cụm|^khối"
)
_DEPARTMENT = re.compile(
    r"^(?:(?:phó\s+)?giám\s+đốc\s+)?(?:sở|công\s+an\s+(?:tỉnh|thành)|thanh\s+tra\s+tỉnh|cục|chi\s+cục|ban\s+(?:dân\s+tộc|quản\s+lý|tổ\s+chức|tuyên\s+giáo|dân\s+vận|nội\s+chính|thi\s+đua)|bộ\s+chỉ\s+huy|"
    r"bảo\s+hiểm|kho\s+bạc|văn\s+phòng|đảng\s+ủy\s+khối|công\s+đoàn\s+(?:ngành|viên\s+chức)|báo\s|đài\s)|^(?:chỉ\s+huy\s+trưởng\s+)?bộ\s+chỉ\s+huy"
)
_DISTRICT_OFFICE = re.compile(r"^(?:trưởng\s+)?(?:phòng\s|ban\s+chỉ\s+huy\s+quân\s+sự)")
_COMMUNE = re.compile(r"(?:^|\s)(?:xã|phường|thị\s+trấn|đặc\s+khu)(?:\s|$)|cấp\s+xã")
_DISTRICT = re.compile(r"huyện|(?:^|\s)quận(?:\s|$)|thị\s+xã|thị\s+ủy|quận\s+ủy|cấp\s+huyện")
_PROVINCE = re.compile(r"tỉnh|thành\s+ủy|thành\s+phố|thành\s+đoàn|cấp\s+tỉnh")
# Cities that are provinces (the others stand under a province): resolution 202/2025/QH15 and before.
_CITIES = re.compile(r"(?:thành\s+(?:phố|ủy|đoàn)|tp\.?)\s+(?:hà\s+nội|hồ\s+chí\s+minh|hải\s+phòng|đà\s+nẵng|cần\s+thơ|huế)")


def full_name(name: str) -> str:
    """The name with its abbreviations written out, on one line, with one tone spelling.

    >>> full_name("UBND  tỉnh\\nLâm Đồng")
    'Ủy ban nhân dân tỉnh Lâm Đồng'
    """
    name = " ".join(name.split()).strip(" .,;:-*")
    for pattern, words in _EXPANSIONS:
        name = pattern.sub(words, name)
    for old, new in _OLD_TONE:
        name = name.replace(old, new)
    return name


def level_of(name: str | None) -> str | None:
    """Level (``codes/levels.csv``) that a name tells, None where it does not.

    >>> level_of("UBND tỉnh"), level_of("Sở Công Thương"), level_of("Bộ Chính trị"), level_of("Huyện ủy")
    ('tinh', 'so_nganh', 'trung_uong', 'huyen')
    """
    if not name:
        return None
    low = " ".join(fold(full_name(name)).split())
    if _CITIES.search(low) and not re.search(r"huyện|quận|sở|thị\s+xã|phường|trường|công\s+ty", low):
        return "tinh"
    if _COMMUNE.search(low) and not re.search(r"hợp\s+tác\s+xã|thị\s+xã\s|trường", low):
        return "xa"
    if _UNIT_BODY.search(low) and not re.search(r"^(?:giám\s+đốc\s+)?sở|liên\s+minh", low):
        return "don_vi"
    if re.match(r"đảng\s+ủy", low) and not re.search(r"khối|công\s+an|quân\s+sự", low):
        return "xa" if _COMMUNE.search(low) else "don_vi"
    if _DISTRICT_OFFICE.search(low):
        return "phong_ban"
    if _DEPARTMENT.search(low):
        if "trung ương" in low:
            return "trung_uong"
        return "phong_ban" if _DISTRICT.search(low) and not re.search(r"tỉnh", low) else "so_nganh"
    if _DISTRICT.search(low):
        return "huyen"
    if _PROVINCE.search(low) and not re.search(r"toàn\s+quốc", low):
        return "tinh"
    if _CENTRAL.search(low):
        return "trung_uong"
    return None


# Names that say what they are but not whose: they are completed with the document's own place.
_PLACELESS = re.compile(
    r"(?:(?:tỉnh|thành|huyện|quận|thị)\s+ủy|(?:ủy\s+ban|hội\s+đồng)\s+nhân\s+dân\s+(?:tỉnh|huyện|thành\s+phố|thị\s+xã|quận|xã|phường)"
    r"|đảng\s+bộ\s+(?:tỉnh|huyện|thành\s+phố)|liên\s+đoàn\s+lao\s+động\s+tỉnh|(?:khen\s+thưởng|tổ\s+quốc\s+việt\s+nam|nông\s+dân|phụ\s+nữ)\s+tỉnh|tỉnh\s+đoàn|sở\s+[\w\s]+?\s+tỉnh)$"
)


def complete(name: str | None, place: str | None, district: str | None = None) -> str | None:
    """``name`` in full with the place it belongs to: "Tỉnh ủy" in a document of Lâm Đồng is "Tỉnh ủy Lâm Đồng".

    ``place`` is the province's name without its type, ``district`` the district's.
    """
    if not name:
        return None
    name = full_name(name)
    low = fold(name)
    if not _PLACELESS.search(low):
        return name
    own = district if re.search(r"(?:huyện|quận|thị|thị\s+xã)(?:\s+ủy)?$", low) else place
    return f"{name} {own}" if own else name
