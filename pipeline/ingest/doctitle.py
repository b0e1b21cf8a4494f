"""The title of an official document: the line that names its type and the subject under it ("KẾ HOẠCH" / "Phát động …")."""

from __future__ import annotations

import re
from collections.abc import Callable

_TYPE = re.compile(
    r"^\W{0,4}(?:QUYẾT ĐỊNH|KẾ HOẠCH|CHỈ THỊ|THÔNG BÁO|HƯỚNG DẪN|CÔNG VĂN|NGHỊ QUYẾT|BÁO CÁO|TỜ TRÌNH|"
    r"CHƯƠNG TRÌNH(?: HÀNH ĐỘNG| PHỐI HỢP)?|THÔNG TƯ|NGHỊ ĐỊNH|QUY ĐỊNH|QUI ĐỊNH|QUY CHẾ|QUI CHẾ|KẾT LUẬN|ĐỀ ÁN|"
    r"PHƯƠNG ÁN|THÔNG TRI|LỜI KÊU GỌI|LỜI PHÁT ĐỘNG|CÔNG ĐIỆN|GIẤY MỜI|THỂ LỆ|ĐIỀU LỆ|LUẬT|PHÁP LỆNH|(?:BẢN |"
    r"KÝ KẾT )?GIAO ƯỚC THI ĐUA|THƯ KÊU GỌI|THƯ NGỎ|PHÁT ĐỘNG|PHÁT ĐỘNG THI ĐUA|BÀI PHÁT BIỂU|DIỄN VĂN|BIÊN BẢN)"
    r"(?:\s+(?:LIÊN TỊCH|liên tịch|PHỐI HỢP|CHUNG))?(?:\s+số\b.{0,60})?\W{0,4}$"
)
_STOPS = re.compile(
    r"^\W*(?:\(|căn cứ\b|(?:tiếp tục |triển khai )?thực hiện (?:chỉ thị|nghị quyết|kế hoạch|quyết định|công văn|văn bản|"
    r"chương trình|luật)|kính gửi|nhằm\b|để\b|xét đề nghị|theo đề nghị|tiếp tục thực hiện|"
    r"hưởng ứng\b(?=.{150})|số\s|kính thưa\b|-{3,}|_{3,}|"
    r"\*{3,}|"
    r"[IVX]{1,4}\s*[.)/-]|\d{1,2}\s*[.)]|phần (?:thứ )?[IVX\dn]|điều \d|chương [IVX\d]|(?:chủ tịch|ủy ban|uỷ ban|bộ trưởng|"
    r"thủ tướng|giám đốc|ban thường vụ|ban chấp hành|hiệu trưởng|hội đồng nhân dân|thủ trưởng|tổng giám đốc|chính phủ|"
    r"quốc hội)\b[^.]{0,90}$)",
    re.I,
)
_ABOUT = re.compile(r"^\W*v\s*/\s*v\b[\s.:]*(?P<subject>.+)$", re.I | re.S)


def names_type(line: str) -> bool:
    """True for a line that is nothing but the type of a document, in capitals."""
    return bool(_TYPE.match(line.strip()))


def official_title(
    lines: list[str], first: int = 0, *, within: int = 40, is_display: Callable[[int], bool] | None = None
) -> tuple[int, int, str] | None:
    """Lines (from, to) of the title and the title on one line, the type in small letters; None where no line names a type.

    ``is_display`` tells of a line whether it is set apart (centred, bold) as a subject is; without it length decides.

    >>> official_title(["Số: 15/KH-UBND", "KẾ HOẠCH", "Phát động phong trào thi đua năm 2024", "Căn cứ Luật Thi đua;"])
    (1, 3, 'Kế hoạch Phát động phong trào thi đua năm 2024')
    """
    for index in range(first, min(len(lines), first + within)):
        if not names_type(lines[index]):
            continue
        end = index + 1
        subject: list[str] = []
        while end < len(lines) and end <= index + 5:
            line = lines[end].strip()
            if not line:
                end += 1
                continue
            if (
                len(line) > 420
                or _STOPS.match(line)
                or (subject and (len(" ".join(subject)) > 350 or subject[-1].endswith((".", ":", ";"))))
            ):
                break
            if is_display is not None and not is_display(end):
                break
            if is_display is None and (len(line) > 260 or (subject and len(line) > 160)):
                break  # a sentence of the text
            subject.append(line)
            end += 1
        while end > index + 1 and not lines[end - 1].strip():
            end -= 1
        kind = lines[index].strip(" *_").capitalize()
        return index, end, " ".join([kind, *(line.strip("* ") for line in subject)])
    return None


def dispatch_subject(lines: list[str], first: int = 0, *, within: int = 20) -> tuple[int, str] | None:
    """Line and title of an official dispatch ("V/v …"), which names no type.

    >>> dispatch_subject(["Số: 5/SNV", "V/v đăng ký thi đua", "Kính gửi: Các sở"])
    (1, 'Công văn V/v đăng ký thi đua')
    """
    for index in range(first, min(len(lines), first + within)):
        match = _ABOUT.match(lines[index])
        if match:
            return index, "Công văn V/v " + " ".join(match["subject"].split())
    return None
