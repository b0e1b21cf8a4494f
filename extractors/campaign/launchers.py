"""Who launches a campaign: the subject of "phát động", the agent of "được … phát động", else the issuer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.agencies import complete, find_agencies, full_name, level_of
from extractors.directives.issuers import BARE_OFFICE
from extractors.facts import Directive
from extractors.letterhead.speaker import speaker
from extractors.rule import Rule
from extractors.segmented import About, Block, Layout
from extractors.view import View, fold

_DRIVE = r"(?:đợt|phong\s+trào|cuộc\s+vận\s+động|chiến\s+dịch|tháng\s+cao\s+điểm)"
LAUNCHER = Rule(
    name="launched-by",
    pattern=rf"""\s*,?\s*(?:ngày\s+\d[\d/.\-]{{2,9}}\s+)?
        (?:(?:đã|vừa|mới|vừa\s+mới)\s+(?=phối))?
        (?:đã|vừa|mới|vừa\s+mới|đã\s+có|chính\s+thức|long\s+trọng|tổ\s+chức|phối\s+hợp[^.;]{{0,90}}?)?\s*
        (?:(?:tổ\s+chức|làm)\s+(?:(?:hội\s+nghị|(?:buổi\s+)?lễ)\s+)?|ban\s+hành\s+|có\s+|ra\s+|ký\s+(?:ban\s+hành\s+)?)?
        (?:phát\s+động|ra\s+quân|(?:kế\s+hoạch|quyết\s+định|chỉ\s+thị|công\s+văn|văn\s+bản)\b
        |(?:mở|khởi\s+động|ra\s+mắt|(?:hướng\s+dẫn\s+)?triển\s+khai)\s+(?:các\s+)?{_DRIVE}(?!\w)|mở\s+thi\s+đua(?!\w))""",
    finds={
        " vừa ban hành kế hoạch": " vừa ban hành kế hoạch",
        " ngày 3/4/2024 có quyết định": " ngày 3/4/2024 có quyết định",
        " mở đợt thi đua cao điểm": " mở đợt",
        " làm Lễ phát động": " làm Lễ phát động",
        " mở thi đua năm 2019": " mở thi đua",
    },
    leaves=[" triển khai dự án"],
)
UNIT_LAUNCHES = Rule(
    name="launched-by-unit",
    pattern=r"(?<!\w)(?P<unit>(?:xã|phường|thị\s+trấn|đặc\s+khu|huyện|quận|thị\s+xã)(?:\s+[^\W\d_]+){1,4}?)\s+(?:(?:đã|vừa|mới)\s+)?(?:tổ\s+chức\s+(?:(?:hội\s+nghị|lễ)\s+)?)?phát\s+động(?!\w)",
    finds={"chiều 11/4, phường Yên Đại phát động thi đua": "phường Yên Đại phát động"},
    leaves=["đến các xã, phường trong tỉnh"],
)
LAUNCHED_BY_IT = Rule(
    name="launched-by-passive",
    pattern=rf"""(?:(?:phát\s+động|{_DRIVE}|thi\s+đua|kế\s+hoạch|quyết\s+định)(?![\w])[^.;]{{0,240}}?[\s”"»])
        (?:được|do)\s+$""",
    finds={
        "Đợt thi đua cao điểm 60 ngày vừa được ": "Đợt thi đua cao điểm 60 ngày vừa được ",
        "Lễ phát động thi đua do ": "phát động thi đua do ",
    },
)
_DOES = re.compile(
    r"[^.;]{0,140}?\s(?:tổ\s+chức|phát\s+động|ký(?:\s+ban\s+hành)?|ban\s+hành|mở|khởi\s+động)(?=\s*[.,;]|\s+(?:ngày|sáng|chiều|tối|hôm|vào|tại|trong|từ|tới|đến|trên|và|để|,)|$)"
)
# A campaign of somebody higher, which this document's people join.
_JOINED = re.compile(r"trước\s+đó|(?:hưởng\s+ứng|thực\s+hiện|triển\s+khai|theo|tiếp\s+nối)\s+(?:[^\s.;]+\s+){0,5}$")
_AGENT = re.compile(r"(?<!\w)(?:do|được)\s+$")
_OTHERS = re.compile(r"(?:của|do|theo|tại|thực\s+hiện|đại\s+hội)\s+$")
_PASSING_ON = ("cong_van", "thong_bao")
_ENACTING = 5000  # characters in which an official document comes to what it enacts
_OPENING = 12  # blocks
_LONGEST_HEADLINE = 110  # characters


def launcher_of(seen: View, layout: Layout, about: About, directives: Sequence[Directive]) -> str | None:
    """Who launches the campaign of the document, in full: the issuer of an official document, in news whoever is said to."""
    if about.issuer and about.document_type != "tin_tuc":
        if about.document_type in _PASSING_ON and (higher := _launched_above(directives)):
            return higher
        return _office(seen, layout, about) or about.issuer
    told = _told(seen, layout) or _unit(seen, layout) or _subject(seen, layout)
    if told is not None:
        return complete(full_name(told), about.province, about.district)
    return about.issuer or next((row.issuer for row in directives if row.role == "phat_dong" and row.issuer), None)


def _launched_above(directives: Sequence[Directive]) -> str | None:
    """Who issued the instrument that launches the campaign, where a dispatch only passes it on."""
    return next((row.issuer for row in directives if row.role == "phat_dong" and row.issuer), None)


def _office(seen: View, layout: Layout, about: About) -> str | None:
    """The office or committee of the issuer that the enacting words have launch: "Giám đốc Sở Y tế phát động phong trào …"."""
    if about.issuer is None or (who := speaker(seen, layout, about.title_span, end=_ENACTING)) is None:
        return None
    name = complete(full_name(seen.text[who[0] : who[1]]), about.province, about.district) or ""
    ours = fold(about.issuer)
    if BARE_OFFICE.compiled.fullmatch(fold(name)):
        return about.issuer if ours.startswith(fold(name)) else f"{name[0].upper()}{name[1:]} {about.issuer}"
    same = fold(name).split()[-2:] == ours.split()[-2:] and level_of(name) in (None, about.issuer_level)
    return name[0].upper() + name[1:] if same else None


def _told(seen: View, layout: Layout) -> str | None:
    """The first agency of the opening that is said to launch or to issue, in the active or the passive voice."""
    own = [b for b in layout.blocks if b.kind not in ("furniture", "head", "foot") and not _is_headline(b, seen)][:_OPENING]
    for block in own:
        for agency in find_agencies(seen, block.start, block.end):
            if agency.quote.lower() in ("bộ", "sở"):
                continue
            agent = _AGENT.search(seen.low, max(block.start, agency.start - 5), agency.start)
            if agent is None:
                if LAUNCHER.compiled.match(seen.low, agency.end, min(block.end, agency.end + 160)):
                    return agency.quote
                continue
            start = max(block.start, layout.sentence_at(agency.start)[0])
            passive = LAUNCHED_BY_IT.compiled.search(seen.low, start, agency.start)
            if passive and not _JOINED.search(seen.low, start, passive.start()) and _DOES.match(seen.low, agency.end, block.end):
                return agency.quote
    return None


def _unit(seen: View, layout: Layout) -> str | None:
    """A unit of the country that itself is said to launch: "chiều 11/4, phường Yên Đại phát động đợt thi đua"."""
    own = [b for b in layout.blocks if b.kind not in ("furniture", "head", "foot", "title")][:_OPENING]
    for block in own:
        for match in UNIT_LAUNCHES.compiled.finditer(seen.low, block.start, block.end):
            name = seen.text[match.start("unit") : match.end("unit")]
            if name.split()[-1][0].isupper() and not _OTHERS.search(seen.low, max(block.start, match.start() - 12), match.start()):
                return name[0].upper() + name[1:]
    return None


def _is_headline(block: Block, seen: View) -> bool:
    """A page may have no headline: then its first sentence stands in for it, and says as much as any."""
    return block.kind == "title" and not (seen.text[block.end - 1] == "." and block.end - block.start > _LONGEST_HEADLINE)


def _subject(seen: View, layout: Layout) -> str | None:
    """The first agency of the first sentences that speak of a launch, if it stands before that word and nobody else launches."""
    own = [b for b in layout.blocks if b.kind not in ("furniture", "head", "foot")][:5]
    sentences = [s for s in layout.sentences if any(b.start <= s[0] < b.end for b in own)]
    for start, end in sentences[:8]:
        launch = seen.low.find("phát động", start, end)
        if launch < 0:
            continue
        for agency in find_agencies(seen, start, launch):
            if agency.level is not None and not _OTHERS.search(seen.low, max(start, agency.start - 12), agency.start):
                return agency.quote
    return None
