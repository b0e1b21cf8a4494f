"""Official texts that stand on a page without their head, or with half of it: the bases and the enacting words still tell what they are."""

from __future__ import annotations

import re
from itertools import islice, takewhile

from extractors.agencies import find_agencies, full_name, level_of
from extractors.letterhead import patterns as p
from extractors.places import find_places
from extractors.rule import Rule
from extractors.segmented import Block, Layout
from extractors.view import View, fold

ENACTS = Rule(
    name="letterhead-enacts",
    pattern=r"\s*,?\s+(?:\((?:sau\s+đây\s+)?(?:viết|gọi)\s+tắt[^()]{2,60}\)\s*,?\s+)?(?:đã\s+)?(?:lập|xây\s+dựng|ban\s+hành|triển\s+khai|phát\s+động|tổ\s+chức|đề\s+ra|thông\s+báo|hướng\s+dẫn)\s[^.;“”]{0,200}?(?:kế\s+hoạch|phong\s+trào|đợt\s+thi\s+đua|thi\s+đua|như\s+sau)",
    finds={
        " xây dựng kế hoạch thi đua năm học như sau:": " xây dựng kế hoạch",
        " (sau đây gọi tắt là Trường) tổ chức đợt thi đua như sau:": " (sau đây gọi tắt là Trường) tổ chức đợt thi đua",
        " triển khai trên địa bàn theo kế hoạch này:": " triển khai trên địa bàn theo kế hoạch",
    },
    leaves=[" đề nghị các trường báo cáo."],
)
# "…, Trung tâm Kiểm soát bệnh tật tỉnh (sau đây viết tắt là Trung tâm) tổ chức phong trào thi đua như sau:"
NAMES_ITSELF = Rule(
    name="letterhead-names-itself",
    pattern=r"(?:^|[,;]\s+)(?P<who>(?:trung\s+tâm|bệnh\s+viện|viện|nhà\s+máy|công\s+ty|tổng\s+công\s+ty|xí\s+nghiệp|chi\s+cục|cục|trường|hợp\s+tác\s+xã|ban\s+quản\s+lý)\s[^,;.:()]{4,90}?)\s*\((?:sau\s+đây\s+)?(?:viết|gọi)\s+tắt\s+là[^()]{2,50}\)\s*,?\s+(?:xây\s+dựng|ban\s+hành|triển\s+khai|phát\s+động|tổ\s+chức|thông\s+báo)\s",
    finds={
        "Thực hiện Kế hoạch số 5/KH-SYT, Bệnh viện Sản - Nhi tỉnh (sau đây gọi tắt là Bệnh viện) phát động đợt thi đua":
        ", Bệnh viện Sản - Nhi tỉnh (sau đây gọi tắt là Bệnh viện) phát động ",
    },
    leaves=["của Bệnh viện Sản - Nhi tỉnh (sau đây gọi tắt là Bệnh viện) về"],
)
_BASIS = re.compile(
    r"[\W_]*(?:căn\s+cứ|hư\w?ng\s+ứng|theo\s+(?:kế|chỉ|công)|thực\s+hiện\s+(?:kế|chỉ|nghị|quyết|công|chương|hướng)"
    r"|theo\s+(?:đề\s+nghị|tờ\s+trình))\s"
)
_AS_FOLLOWS = re.compile(r"(?:như\s+sau|với\s+(?:những|các)\s+nội\s+dung\s+sau|cụ\s+thể)\s*:\s*$")
_SIGNS = re.compile(
    r"\W*(?:(?:kt|tm|tl|t/m|k/t)\.?\s+)?(?P<who>(?:chủ\s+tịch|bí\s+thư|(?:tổng\s+)?giám\s+đốc|bộ\s+trưởng|hiệu\s+trưởng|trưởng\s+ban|tổng\s+biên\s+tập)\s+(?:ủy|ubnd|hội|liên|ban|sở|tỉnh|thành|huyện|công|tập|tổng|trường|mặt|đảng|bộ|đoàn)[^\n.;:]{2,90})$",
    re.MULTILINE,
)
_FOOT = 600  # characters in which a text is signed
_OTHERS = re.compile(r"(?:của|do|theo|tại|với|và)\s+$")
_PLACELESS = re.compile(r"(?:chủ\s+tịch\s+)?(?:ủy\s+ban\s+nhân\s+dân|hội\s+đồng\s+nhân\s+dân|hội\s+đồng\s+thi\s+đua\s*-?\s*khen\s+thưởng)")
_TYPED = re.compile(rf"\W*(?P<name>{'|'.join(sorted((h.replace(' ', chr(92) + 's+') for h in p.HEADINGS), key=len, reverse=True))})(?!\w)")
_OPENING = 12  # blocks in which a text says who speaks


def kind_of_pasted(title: str | None, seen: View, layout: Layout) -> str | None:
    """Type of an official text that a page shows without its head: its headline names the type, and its bases stand below.

    News of a plan tell of it; the plan itself opens with "Căn cứ …;" and goes on in headings.
    """
    match = _TYPED.match(fold(title or ""))
    if match is None:
        return None
    own = _first_blocks(layout)
    bases = sum(_BASIS.match(seen.low, b.start, b.end) is not None for b in own[:8])
    cited = any(seen.low.startswith("căn cứ", b.start) for b in own[:4]) or any(_is_listed(b, seen) for b in own[:6])
    numbered = any(b.level == 1 and b.marker for b in own)
    enacts = any(seen.low.find("như sau", b.start, b.end) >= 0 for b in own[:8])
    # "…, Trung tâm tổ chức phong trào thi đua như sau:", over headings I., II.: no news goes on so.
    laid_out = sum(b.level == 1 and bool(b.marker) for b in layout.blocks if b.kind != "furniture") > 1 and any(
        b.level != 1 and _AS_FOLLOWS.search(seen.low, b.start, b.end) for b in own[:4]
    )
    told = laid_out or cited and (numbered or enacts or bases > 1 or issuer_of_enacting(seen, layout) is not None)
    return p.HEADINGS[" ".join(match["name"].split())] if told else None


def _is_listed(block: Block, seen: View) -> bool:
    """Is the paragraph one of a list of bases: "Thực hiện Chỉ thị …;"?"""
    return seen.text[block.end - 1] == ";" and _BASIS.match(seen.low, block.start, block.end) is not None


def issuer_of_enacting(seen: View, layout: Layout) -> str | None:
    """Who speaks in the enacting words: "…, Ban Chấp hành Đoàn trường xây dựng kế hoạch thi đua như sau:"."""
    for block in _opening(layout):
        shortened = seen.low.find("tắt là", block.start, block.end) >= 0
        if shortened and (itself := NAMES_ITSELF.compiled.search(seen.low, block.start, block.end)):
            name = " ".join(seen.text[itself.start("who") : itself.end("who")].split())
            if name[:1].isupper():
                return full_name(name)
        for agency in find_agencies(seen, block.start, block.end):
            if _OTHERS.search(seen.low, max(block.start, agency.start - 8), agency.start):
                continue
            if ENACTS.compiled.match(seen.low, agency.end, block.end):
                name = full_name(agency.quote)
                return name[:1].upper() + name[1:]
    return None


def issuer_of_signature(seen: View, layout: Layout) -> str | None:
    """Who signs an appeal that has no head: the office in capitals at its foot, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"."""
    end = max((b.end for b in layout.blocks if b.kind != "furniture"), default=0)
    for match in _SIGNS.finditer(seen.low, max(0, end - _FOOT), end):
        who = " ".join(seen.text[match.start("who") : match.end("who")].split())
        if who.isupper():
            return full_name(who)
    return None


def with_its_unit(issuer: str | None, place: str | None, seen: View, layout: Layout) -> str | None:
    """A committee that its head names without its unit, with the unit that the text or else the place line gives it.

    Tables of law sites keep "ỦY BAN NHÂN DÂN" and lose the line "TỈNH VĨNH PHÚC" below it.
    """
    if issuer is None or _PLACELESS.fullmatch(fold(issuer)) is None:
        return issuer
    for block in _opening(layout):
        for agency in find_agencies(seen, block.start, block.end):
            name = full_name(agency.quote)
            ours = fold(name).startswith(fold(issuer)) and level_of(name) is not None and len(name) > len(issuer) + 5
            if ours and not _OTHERS.search(seen.low, max(block.start, agency.start - 8), agency.start):
                return name
    found = [unit for unit in find_places(place or "") if unit.level == "province" and unit.code]
    return f"{issuer} {'thành phố' if _is_city(found[0].name) else 'tỉnh'} {found[0].name}" if len(found) == 1 else issuer


def _is_city(name: str) -> bool:
    return level_of(f"Ủy ban nhân dân thành phố {name}") == "tinh"


def _opening(layout: Layout) -> list[Block]:
    return list(takewhile(lambda b: not (b.level == 1 and b.marker), _first_blocks(layout)))


def _first_blocks(layout: Layout) -> list[Block]:
    return list(islice((b for b in layout.blocks if b.kind not in ("furniture", "title")), _OPENING))
