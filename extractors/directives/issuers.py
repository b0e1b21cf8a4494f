"""Who issued an instrument that the text cites by letters alone, or by half a name: "của Hiệu trưởng", "của Hội huyện", "41/HD-HNCT".

A document's own letters are its own issuer's in every number. Other letters are those of the one body the document names that they are
the initials of: "Hội Người cao tuổi huyện Hòa An" is HNCT. Where two could be meant, nobody is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from extractors.agencies import complete, find_agencies, full_name, level_of
from extractors.directives.types import OTHER_PIECES, SYMBOLS
from extractors.facts import Directive
from extractors.rule import Rule
from extractors.segmented import About
from extractors.view import View, fold

BARE_OFFICE = Rule(
    name="issuer-bare-office",
    pattern=r"""(?:(?:tổng\s+)?giám\s+đốc|hiệu\s+trưởng|viện\s+trưởng|chánh\s+án|(?:tổng\s+cục|chi\s+cục|cục)\s+trưởng|giám\s+thị)
        (?=\s{0,3}(?:[,;.)]|$)|\s{1,3}(?:về|v/v|ban\s+hành|quy\s+định|phê\s+duyệt|phát\s+động)(?!\w))""",
    finds={"Hiệu trưởng phê duyệt đề cương": "Hiệu trưởng", "Giám đốc về việc": "Giám đốc", "Cục trưởng;": "Cục trưởng"},
    leaves=["Giám đốc Sở Y tế", "Hiệu trưởng các trường"],
)
HALF_NAMED = Rule(
    name="issuer-half-named",
    pattern=r"(?:hội|đoàn)\s+(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã)(?=\s{0,3}(?:[,;.)(]|$)|\s{1,3}(?:về|ban\s+hành|ngày|v/v|ký)(?!\w))|(?:tỉnh|thành|huyện|quận|thị)\s+hội(?!\w)",
    finds={"Hội huyện ký ngày": "Hội huyện", "Tỉnh hội về": "Tỉnh hội"},
    leaves=["Hội tỉnh Hòa Bình", "hội nghị huyện"],
)
JOINTLY = Rule(
    name="issuer-between",
    pattern=r"""\s{0,3}(?:,\s{1,3})?(?:được\s{1,3})?(?:ký\s{1,3}(?:kết\s{1,3})?)?giữa\s{1,3}
        (?P<who>(?!các\s|những\s|mọi\s|hai\s|ba\s)[^\W\d_](?:(?!\s(?:về|v/v|trong|nhằm|ngày|để|phát\s+động|tổ\s+chức|triển\s+khai|giai\s+đoạn|năm)\s)[^;:.()“”\n]){5,180})""",
    finds={
        " giữa Sở Y tế và Hội Nông dân tỉnh về nước sạch": " giữa Sở Y tế và Hội Nông dân tỉnh",
        " ký giữa Hiệu trưởng và Chủ tịch Công đoàn trường; Căn cứ": " ký giữa Hiệu trưởng và Chủ tịch Công đoàn trường",
    },
    leaves=[" về phân công giữa các sở"],
)
_OFFICE = re.compile(
    r"(?:(?:phó\s+)?(?:chủ\s+tịch|(?:tổng\s+)?giám\s+đốc|(?:tổng\s+cục|chi\s+cục|cục)\s+trưởng|bí\s+thư|hiệu\s+trưởng|trưởng\s+ban)|"
    r"ban\s+(?:thường\s+vụ|chấp\s+hành|thường\s+trực))\s+"
)
_UNIT = re.compile(r"\s(?:tỉnh|thành\s+phố|tp\.?|huyện|quận|thị\s+xã|xã|phường|đặc\s+khu)\s+\S.*$")
_HALF = re.compile(r"(?:hội|đoàn)\s+(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã)(?!\w)|(?:tỉnh|thành|huyện|quận|thị)\s+hội(?!\w)")
_READ = 20_000  # characters in which a document names who it speaks of
_BARE = ("bộ", "sở", "cục", "chi cục", "tổng cục", "trường", "công ty", "tổng công ty", "tập đoàn", "hội", "ban", "trung tâm", "bệnh viện")


def bodies(symbol: str | None) -> set[str]:
    """The letters of a unit in a symbol; none that name a kind of document or a body that others have too."""
    pieces = re.split(r"[/-]", symbol or "")[1:]
    return {piece for piece in pieces if len(piece) > 3 and piece not in SYMBOLS and piece not in OTHER_PIECES}


def with_issuers(rows: list[Directive], seen: View, about: About) -> list[Directive]:
    """The rows with the issuers that their words and letters leave open, as far as the document tells them."""
    own = bodies(re.sub(r"^\w+", "", about.number or ""))
    named: dict[str, list[str]] | None = None
    out = []
    for row in rows:
        issuer = _of_this_house(row, own, about)
        if issuer is None and row.number and row.symbol and _is_open(row.issuer):
            if named is None:
                named = _by_initials(seen, about)
            issuer = _only(named.get(_letters(row.symbol), []))
        out.append(row if issuer is None else replace(row, issuer=issuer, issuer_level=level_of(issuer) or row.issuer_level))
    return out


def _is_open(issuer: str | None) -> bool:
    return issuer is None or _HALF.match(fold(issuer)) is not None


def _of_this_house(row: Directive, own: set[str], about: About) -> str | None:
    """The document's own issuer, where the words are its head's office or first word, or the letters its own."""
    ours = about.issuer
    if ours is None or row.role == "tu_than":
        return None
    said = fold(row.issuer or "")
    if not said:
        return ours if row.number and own & bodies(row.symbol) else None
    if said in _BARE:
        return ours if fold(ours).startswith(f"{said} ") else None
    if BARE_OFFICE.compiled.fullmatch(said) is None:
        return None
    return ours if fold(ours).startswith(said) else f"{row.issuer} {ours}"


def _letters(symbol: str) -> str:
    """The letters of the body in a symbol: behind the type, or in front of a dispatch's department."""
    pieces = [piece for piece in re.split(r"[/-]", symbol) if piece]
    return (pieces[1] if len(pieces) > 1 and pieces[0] in SYMBOLS else pieces[0]) if pieces else ""


def _by_initials(seen: View, about: About) -> dict[str, list[str]]:
    """The bodies that the text names, by their initials."""
    found: dict[str, list[str]] = {}
    for agency in find_agencies(seen, 0, min(len(seen.text), _READ)):
        name = complete(full_name(agency.quote), about.province, about.district) or ""
        name = name[len(office[0]) :] if (office := _OFFICE.match(fold(name))) else name
        short = name[: unit.start()] if (unit := _UNIT.search(fold(name))) else name
        letters = "".join(unicodedata.normalize("NFD", word)[0] for word in re.findall(r"[^\W\d_]+", short) if fold(word) != "và").upper()
        # "Ban Quản lý" or "Hội đồng Thi đua" alone may be anybody's.
        whole = unit is not None or (level_of(name) == "don_vi" and len(letters) > 3)
        if whole and len(letters) > 2 and name not in found.setdefault(letters, []):
            found[letters].append(name[0].upper() + name[1:])
    return found


def _only(names: Sequence[str]) -> str | None:
    """The one body that the names mean: shorter ones are the same, said again."""
    longest = max(names, key=len, default=None)
    return longest if longest and all(fold(longest).startswith(fold(name)) for name in names) else None
