"""Head and foot of an official document, known by their words: the motto, the number line, "Nơi nhận", the signature block."""

from __future__ import annotations

import re

_MOTTO = re.compile(
    r"cộng\s*h(?:òa|oà)\s*x(?:ã|ả)\s*hội\s*chủ\s*nghĩa\s*việt\s*nam|đảng\s*cộng\s*sản\s*việt\s*nam|độc\s*lập\s*[-–—]\s*tự\s*do",
    re.I,
)
_LONGEST = 120  # characters of a line that the motto may share with the number or the place; in prose it is in small letters
_HEAD_LINE = re.compile(
    r"^(?:số\s*:.{0,60}|.{0,60}\bsố\s*:\s*\S{0,40}|"
    r".{2,40},?\s*ngày\s*[\d.\s…]{0,8}\s*tháng\s*[\d.\s…]{0,8}\s*năm\s*[\d.…\s]{0,8}.{0,40}|[*\-_–—=\s]{1,40}|v/v\b.{0,250}|"
    r"\(?đã ký\)?)$",
    re.I,
)
_RECIPIENTS = re.compile(r"^\W{0,3}nơi\s*nhận\s*(?:[:.;+-].{0,120})?$", re.I)
_POWERS = re.compile(r"^\W{0,3}(?:TM|KT|TL|TUQ|Q)\s?\.\s?\S")
_OFFICES = re.compile(
    r"^(?:(?:PHÓ |QUYỀN |Q\. ?)?(?:TỔNG GIÁM ĐỐC|GIÁM ĐỐC|CHỦ TỊCH|BÍ THƯ|TỔNG BÍ THƯ|CHỦ NHIỆM|HIỆU TRƯỞNG|VIỆN TRƯỞNG|"
    r"CỤC TRƯỞNG|VỤ TRƯỞNG|TRƯỞNG (?:BAN|PHÒNG)|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|CHÁNH (?:VĂN PHÒNG|THANH TRA|ÁN)|"
    r"TỔNG CỤC TRƯỞNG|THỐNG ĐỐC|CHỈ HUY TRƯỞNG|TƯ LỆNH|THƯỜNG TRỰC|BAN THƯỜNG VỤ|UỶ VIÊN|ỦY VIÊN)\b.{0,60})$"
)
_ANNEX = re.compile(r"^(?:PHỤ LỤC|Phụ lục|BIỂU MẪU|Biểu mẫu)(?:\s+(?:số\s*)?[\dIVX]{1,4})?\s*(?:[:.(–-].{0,120})?$")
_SIGNED = re.compile(r"^\W*(?:đã ký|\(đã ký\)|ký tên,? đóng dấu|\(ký.{0,30}\))\W*$", re.I)


def is_motto(text: str) -> bool:
    """True if the state's or the party's name, or the motto, stands in the text: what heads an official document.

    >>> is_motto("ĐẢNG CỘNG SẢN VIỆT NAM"), is_motto(f"Kỷ niệm ngày thành lập Đảng Cộng sản Việt Nam{', nhà trường thi đua' * 6}")
    (True, False)
    """
    if len(text) <= _LONGEST:
        return _MOTTO.search(text) is not None
    return any(match[0].isupper() for match in _MOTTO.finditer(text))


def is_head_line(line: str) -> bool:
    """True for a number line, a place and date line, a rule of dashes or a "V/v" line."""
    return bool(_HEAD_LINE.match(line.strip())) or is_motto(line)


def head_before(lines: list[str], typed: int) -> int | None:
    """Index of the first line of the head that ends before the line that names the document's type; None where there is none.

    Whatever stands above that line belongs to the head if one of the last lines there reads like one.
    """
    if not 0 < typed <= 25 or any(len(line) > 220 for line in lines[:typed]):
        return None
    return 0 if any(is_head_line(line) for line in lines[:typed] if line.strip()) else None


def opens_recipients(line: str) -> bool:
    """True for the line "Nơi nhận:"."""
    return bool(_RECIPIENTS.match(line.strip()))


def is_signature(line: str) -> bool:
    """True for a line of the signature block: "TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH", "(Đã ký)".

    >>> is_signature("KT. CHỦ TỊCH"), is_signature("Chủ tịch UBND tỉnh giao các sở")
    (True, False)
    """
    line = line.strip()
    if len(line) > 120:
        return False
    return bool((_POWERS.match(line) and line.upper() == line) or _OFFICES.match(line) or _SIGNED.match(line))


def is_annex_title(line: str) -> bool:
    """True for a line that may head an annex: "PHỤ LỤC I", "Phụ lục 2 (kèm theo …)"; how it is set decides the rest.

    >>> is_annex_title("PHỤ LỤC I"), is_annex_title("Phụ lục 1, Hướng dẫn 2345/HD-ĐHM")
    (True, False)
    """
    return bool(_ANNEX.match(line.strip()))


def foot_start(lines: list[str], first: int = 0) -> int | None:
    """Index of the line where the foot begins: the first of "Nơi nhận" or a signature block near the end; None without one.

    The end means that what follows is foot as well: short lines, list items of recipients, names.
    """
    for index in range(max(first, len(lines) // 3), len(lines)):
        if opens_recipients(lines[index]) or (is_signature(lines[index]) and not _OFFICES.match(lines[index].strip())):
            return index
    return None


def foot_end(lines: list[str], start: int) -> int:
    """Index behind the last line of the foot that begins at ``start``: an annex may follow it."""
    index = start
    for index in range(start + 1, len(lines)):
        line = lines[index].strip()
        if re.match(r"^(?:PHỤ LỤC|Phụ lục|BIỂU|Biểu số|DANH SÁCH|DANH MỤC)\b", line) or (is_motto(line) and index > start + 2):
            return index
        if len(line) > 160 and not line.startswith(("-", "+", "*", "–")):
            return index
    return len(lines)
