"""The issuer in the left head: the agency's lines, under those of its superior."""

from __future__ import annotations

import re

from extractors.agencies import full_name, level_of
from extractors.directives.types import DEPARTMENTS, MINISTRIES
from extractors.letterhead import patterns as p
from extractors.segmented import Block, Layout
from extractors.view import View, bare, fold

_NO_AGENCY = re.compile(
    r"cộng\s+hòa|độc\s+lập|đảng\s+cộng\s+sản|^\W*số\s*[:\d]|ngày.{0,12}tháng|^\W*v/v|^\W*về\s+việc|^[\W_]*$|^\W*đến\b|^\W*\d|công\s+báo|đoàn\s+tncs\s+hồ\s+chí\s+minh$|dự\s+thảo|hỏa\s+tốc|^\W*mật\W*$"
)
_PAGE_MARK = re.compile(r"^Trang\s+\d{1,3}(?:/\d{1,3})?\s*(?=[A-ZĐÀ-Ỹ]{2}|$)")  # a reader's mark, glued to the line below it
_LINE_ENDS = re.compile(r"\n|\t|\s{4,}|\s*\|\s*|(?<=[A-ZÀ-Ỹ])\s+(?=Số\s*:)")
_TEXT_BEGINS = re.compile(r"\W*(?:căn\s+cứ|kính\s+gửi)")
_COMMITTEE = re.compile(
    r"(BCH|BTV|Ban\s+chấp\s+hành|Ban\s+thường\s+vụ)\s+(?=(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường)\s+(?!đoàn|ủy|bộ|hội)[^\W\d_])",
    re.I,
)
_YOUTH = re.compile(r"đoàn\s+(?:tncs|thanh\s+niên\s+cộng\s+sản)\s+(?:hcm|hồ\s+chí\s+minh)")
_FIRST_WORD = re.compile(r"ỦY|UỶ|HỘI|SỞ|BAN|BỘ|PHÒNG|TRƯỜNG|LIÊN|ĐẢNG|CỘNG")
_STARTS = re.compile(
    r"^\W*(?:ủy\s+ban|hội\s+đồng|ubnd|hđnd|sở\s|bộ\s|ban\s|phòng\s|trường\s|đại\s+học|học\s+viện|tỉnh\s+ủy|thành\s+ủy|huyện\s+ủy|thị\s+ủy|quận\s+ủy|đảng\s+(?:bộ|ủy)|liên\s+đoàn|"
    r"viện\s+kiểm\s+sát|tòa\s+án|thanh\s+tra\s|kiểm\s+toán|trại\s+(?:tạm\s+)?giam|nhà\s+máy|xí\s+nghiệp|bưu\s+điện|viễn\s+thông\s|điện\s+lực\s|hạt\s+kiểm\s+lâm|"
    r"kho\s+bạc|hợp\s+tác\s+xã|nông\s+trường|lâm\s+trường|vườn\s+quốc\s+gia|viện\s|quân\s+khu\s|(?:sư|lữ|trung|tiểu)\s+đoàn\s|đồn\s+biên\s+phòng|"
    r"công\s+đoàn|tổng\s|tập\s+đoàn|công\s+ty|hội\s|liên\s+minh|đoàn\s|bch|btv|công\s+an|cụm\s|khối\s|cục\s|chi\s+cục|bệnh\s+viện|trung\s+tâm|mặt\s+trận|ubmttq|tỉnh\s+đoàn|chính\s+phủ|thủ\s+tướng|quốc\s+hội|văn\s+phòng|ngân\s+hàng|bảo\s+hiểm|liên\s+đội|chi\s+đoàn|đội\s+tntp)"
)


def agency_of_head(seen: View, layout: Layout, top: list[Block], before: int | None) -> str | None:
    """Full name of the issuing agency, with the unit that its superior's line names; None without a head.

    "UBND TỈNH HÀ TĨNH / SỞ NỘI VỤ" is "Sở Nội vụ tỉnh Hà Tĩnh".
    """
    lines = _lines(seen, layout, top, before)
    names = _names(lines)
    if not names:
        return None
    own = names[-1]
    name = _natural(own)
    if (committee := _COMMITTEE.match(name)) and any(_YOUTH.fullmatch(fold(line)) for line in lines):
        # "ĐOÀN TNCS HỒ CHÍ MINH / BCH TỈNH LÀO CAI": whose committee it is stands over it.
        name = f"{committee[1]} Đoàn TNCS Hồ Chí Minh {name[committee.end() :]}"
    if len(names) > 1:
        name = _with_unit(name, _natural(names[-2]))
    return full_name(name)


def _lines(seen: View, layout: Layout, top: list[Block], before: int | None) -> list[str]:
    heads = list(layout.of_kind("head"))
    spans = [(part.start, part.end) for part in heads] or [(b.start, b.end) for b in top[:10]]
    lines: list[str] = []
    for start, end in spans:
        if before is not None and start >= before:
            break
        for line in _LINE_ENDS.split(seen.text[start:end]):
            words = _PAGE_MARK.sub("", " ".join(line.replace("*", " ").split()))
            if words and _TEXT_BEGINS.match(fold(words)):
                return _rejoined(lines)
            if words:
                lines.append(words)
    return _rejoined(lines)


def _rejoined(lines: list[str]) -> list[str]:
    """The lines, with one that holds but the first word of a name ("ỦY", "CỘNG") put before the next, which its source broke off."""
    out: list[str] = []
    for line in lines:
        if out and _FIRST_WORD.fullmatch(out[-1]) and line.isupper():
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
    return out


def _names(lines: list[str]) -> list[str]:
    """Agencies of the head in order: a line that does not begin one goes on with the one before."""
    names: list[str] = []
    for line in lines[:10]:
        low = fold(line)
        if _NO_AGENCY.search(low) or p.MOTTO.compiled.search(low):
            if names and re.search(r"số\s*[:\d]", low):
                break
            continue
        if not line.isupper():
            if _STARTS.match(low) and not names and len(line) < 80:
                names.append(line)
            continue
        if (
            _STARTS.match(low)
            and not (names and re.search(r"(?:và|-|,)$", names[-1].strip().lower()))
            and not _goes_on(names, low)
        ):
            names.append(line)
        elif names:
            names[-1] = f"{names[-1]} {line}"
    return names


def _goes_on(names: list[str], low: str) -> bool:
    """ "THỦ TƯỚNG / CHÍNH PHỦ", "BAN CHẤP HÀNH / ĐẢNG BỘ …": the line completes the one before it."""
    if not names:
        return False
    last = fold(names[-1])
    if last == "thủ tướng":
        return low.startswith("chính phủ")
    return bool(
        re.search(r"(?:ban\s+(?:chấp\s+hành|thường\s+vụ)|btv|bch)$", last) and re.match(r"(?:đảng|công|đoàn|hội|liên|tổng)", low)
    )


# Departments and ministries are written as their symbols' tables have them, longest first.
_HIGHEST = (
    "Thủ tướng Chính phủ", "Chính phủ", "Quốc hội", "Viện kiểm sát nhân dân tối cao", "Viện kiểm sát nhân dân", "Tòa án nhân dân tối cao",
    "Tòa án nhân dân",
)  # fmt: skip
KNOWN_NAMES = sorted({*DEPARTMENTS.values(), *MINISTRIES.values(), *_HIGHEST} - {"Công an tỉnh"}, key=len, reverse=True)
_SMALL = {
    "và", "các", "tỉnh", "huyện", "thành", "phố", "thị", "xã", "quận", "phường", "trấn", "nhân", "dân", "ủy", "ban", "hội", "đồng",
    "vụ", "thể", "thao", "tạo", "lao", "động", "chấp", "hành", "thường", "trực", "bộ", "đội", "đoàn", "ngành", "tổng", "công", "ty",
    "khen", "thưởng", "đua", "lực", "nghiệp", "học", "hàng", "nhánh", "thôn", "triển", "đẳng",
}  # fmt: skip


_KNOWN = {fold(known): known for known in KNOWN_NAMES}
_KNOWN_STARTS = tuple(_KNOWN)  # one question for most names, which begin otherwise
_ABBREVIATION = re.compile(r"ubnd|hđnd|lđlđ|mttq|tncs|thpt|thcs|bch|btv|tnhh|vnpt|[a-zđ]*&[a-zđ]*")
_VOWEL = re.compile(r"[aeiouy]")


def _natural(name: str) -> str:
    """A name in capitals as it is written in a sentence: capitals for the head and for the names after a unit's word.

    >>> _natural("ỦY BAN NHÂN DÂN TỈNH LÀO CAI")
    'Ủy ban nhân dân tỉnh Lào Cai'
    """
    if not name.isupper():
        return name
    folded = fold(name)
    if folded.startswith(_KNOWN_STARTS):
        known = next(known for start, known in _KNOWN.items() if folded.startswith(start))
        rest = name[len(known) :]
        return known + (f" {_natural(f'X {rest.strip()}')[2:]}" if rest.strip() else "")
    out: list[str] = []
    for original, word in zip(name.split(), folded.split(), strict=True):
        if _ABBREVIATION.fullmatch(word) or not _VOWEL.search(bare(word)):
            out.append(original)
        elif not out or word not in _SMALL:
            out.append(word[:1].upper() + word[1:])
        else:
            out.append(word)
    return " ".join(out)


def _with_unit(name: str, superior: str) -> str:
    """The name with the province or district of the superior where it has none itself."""
    low = fold(name)
    unit = re.search(r"\b(tỉnh|thành\s+phố|huyện|quận|thị\s+xã)\s+(.+)$", fold(full_name(superior)))
    if (
        unit is None
        or re.search(r"\b(?:tỉnh|thành\s+phố|huyện|thị\s+xã)\s+[^\W\d_]", low)
        or not re.match(r"(?:sở|phòng|trường|hội|liên|ban|công|đoàn|ủy|đảng\s+ủy)", low)
    ):
        return name
    place = full_name(superior)[-len(unit[2]) :]
    return f"{name} {unit[1]} {place}" if level_of(name) != "don_vi" else name
