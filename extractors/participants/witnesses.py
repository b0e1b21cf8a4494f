"""Where a document says who takes part, and how plainly.

Four kinds of witness, from plain to faint: a list under "Đối tượng" (*stated*), a launch or call to everybody of a kind
(*called*), units told to do something (*told*), and people whose part in the campaign is taken for granted (*meant*). A fifth,
*eligible*, names those who may be rewarded. Only the first rank that a document has is trusted fully: organisers and units named
in its content are told to do things too, and are no participants where a list says who is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.participants.lexicon import words
from extractors.participants.mentions import Mention, adjacent, participants_in
from extractors.participants.rules import (
    ADDRESSED_TO,
    APPLIED_TO,
    CALLED,
    EVERY_UNIT,
    EVERYBODY,
    HAS_TO,
    HEADING,
    INVITED,
    LAUNCHED_TO,
    REWARDED,
    STATED_LEAD,
    TAKE_PART,
    TAKES_PART,
    TOLD,
)
from extractors.segmented import Layout, Section
from extractors.view import View

_ASKED = re.compile(
    words(
        r"(?<![^\W_])(?:vận động|kêu gọi|đề nghị|yêu cầu|động viên|khuyến khích|thu hút|tuyên truyền|chỉ đạo|hướng dẫn|để"
        r"|giúp|tạo|cho)(?![^\W_])[^.;,\n]{0,16}$"
    )
)
_STARTS_CLAUSE = re.compile(r"(?:^|[.,;:)\n–•*“\"]|[-+]\s|[\w][.)]\s)[\s“\"]*(?:(?:cac|tat ca|toan the|moi|tung|\d+)\s+)*$")
_LIST_POSITION = re.compile(
    words(
        r"(?:^|[\n,;:(/+•“\"*.\-]|(?<![^\W_])(?:gồm|là|và|cùng|với|đến|tới|cho|từ|trong|thể|hoặc|của|nhân"
        r"|ngũ|ở|đối với|(?:tập thể|cá nhân) (?:thuộc|tại|của)))"
        r"[\s\"“*-]*(?:(?:các|toàn thể|tất cả|mọi|mỗi|từng|những|đội ngũ|em|tầng lớp|cấp|tập thể|cá nhân|lãnh đạo|thủ trưởng"
        r"|\d{1,4}) ?)*$"
    )
)
_LEAD_IN = re.compile(
    words(
        r"(?:\s|[,:(“\"•*+\-]|các|toàn thể|toàn bộ|tất cả|mọi|mỗi|từng|tới|đến|tập thể|cá nhân|đội ngũ|tầng lớp|em|bạn"
        r"|đồng chí|thủ trưởng|lãnh đạo"
        r"|người đứng đầu|giám đốc|chủ tịch|ubnd|ủy ban nhân dân|ban|đối với|trong|toàn|đơn vị|cấp)*"
    )
)
_ROLES_LEFT_OUT = frozenset(("khen_thuong", "ngoai_bai", "noi_nhan", "tieu_de", "kinh_phi"))
_ABOUT_AWARDS = re.compile(words(r"khen thưởng|xét tặng|được tặng|danh hiệu|tôn vinh|tuyên dương"))
_NOT_THEM = re.compile(words(r"không (?:áp dụng|thuộc|bao gồm)|(?:thụ hưởng|hỗ trợ) (?:là|gồm)"))


@dataclass(frozen=True, slots=True)
class Witness:
    """A group, who says so, and the rank of the saying (0 stated, 1 called, 2 told, 3 meant, 4 eligible)."""

    mention: Mention
    rank: int
    rule: str


def witnesses(view: View, layout: Layout) -> Iterator[Witness]:
    """Every witness of a document; the fainter ranks only where there is no plainer one."""
    plain = list(_stated(view, layout))
    yield from plain
    yield from _called(view, layout)
    if not plain:
        yield from _told(view, layout)
        yield from _meant(view, layout)
    yield from _eligible(view, layout)


def _stated(view: View, layout: Layout) -> Iterator[Witness]:
    done = 0
    for section in layout.sections:
        if section.role != "doi_tuong" or _ABOUT_AWARDS.search(view.bare, *section.heading):
            continue
        for start, end in _own_text(layout, section):
            if end > done:
                yield from _list_of(view, max(start, done), end, "participants-section")
                done = max(done, end)
    for start, end in _under_damaged_headings(view, layout):
        yield from _list_of(view, start, end, "participants-under-heading")
    for chain in _chains(view):
        asked = _ASKED.search(view.bare, max(0, chain[0].start - 40), chain[0].start)
        if not asked and TAKE_PART.compiled.match(view.bare, chain[-1].end) and not _left_out(layout, chain[0].start):
            yield from (Witness(m, 0, TAKE_PART.name) for m in chain)
    for rule in (STATED_LEAD, EVERY_UNIT, APPLIED_TO):
        for match in rule.matches(view):
            if _left_out(layout, match.start()):
                continue
            _, stop = layout.sentence_at(match.start())
            stop = _paragraph_end(view, match.end(), stop)
            begin = match.start("who") if rule is EVERY_UNIT else match.end()
            if rule is EVERY_UNIT and not TAKES_PART.compiled.search(view.bare, match.end(), stop):
                continue
            if rule is APPLIED_TO:
                yield from (Witness(m, 0, rule.name) for m in _chain(view, begin, stop))
            else:
                yield from _list_of(view, begin, stop, rule.name)


_LONGEST_HEADING = 90  # characters


def _under_damaged_headings(view: View, layout: Layout) -> Iterator[tuple[int, int]]:
    """What stands under a heading "Đối tượng" that segmentation did not know for its accents (scans, typists)."""
    blocks = layout.blocks
    for i, block in enumerate(blocks):
        own_line = block.level or view.text[block.start : block.end].isupper()
        if not own_line or block.kind in ("furniture", "head", "foot", "row") or layout.section_at(block.start) == "doi_tuong":
            continue
        heading = HEADING.compiled.search(view.bare[block.start : min(block.end, block.start + _LONGEST_HEADING)])
        if not heading or _ABOUT_AWARDS.search(view.bare, block.start, min(block.end, block.start + _LONGEST_HEADING)):
            continue
        level = block.level or 1
        after = next((b for b in blocks[i + 1 :] if 0 < b.level <= level or view.text[b.start : b.end].isupper()), None)
        yield block.start + heading.end(), after.start if after else block.end


def _own_text(layout: Layout, section: Section) -> Iterator[tuple[int, int]]:
    """A section after its heading, less the sections inside it that are about something else."""
    cursor = section.heading[1] if section.heading[1] > section.heading[0] else section.start
    for inner in layout.sections:
        if section.start < inner.start < section.end and inner.role != "doi_tuong" and inner.start >= cursor:
            yield cursor, inner.start
            cursor = max(cursor, inner.end)
    if cursor < section.end:
        yield cursor, section.end


def _list_of(view: View, start: int, end: int, rule: str) -> Iterator[Witness]:
    """Mentions that stand where an item of a list begins."""
    for mention in _apart_from_heads(view, participants_in(view, start, end)):
        line = max(start, mention.start - 60)
        if _LIST_POSITION.search(view.bare[line : mention.start]) and not _NOT_THEM.search(
            view.bare, max(start, mention.start - 120), mention.start
        ):
            yield Witness(mention, 0, rule)


def _chain(view: View, start: int, end: int) -> list[Mention]:
    """The mentions that follow an offset without anything but joining words between."""
    found = _apart_from_heads(view, participants_in(view, start, min(end, start + 900)))
    chain: list[Mention] = []
    for mention in found:
        if chain and mention.start == chain[-1].start:
            chain.append(mention)
        elif (not chain and not _LEAD_IN.fullmatch(view.bare, start, mention.start)) or (
            chain and not adjacent(view, chain[-1], mention)
        ):
            break
        else:
            chain.append(mention)
    return chain


def _apart_from_heads(view: View, found: list[Mention]) -> list[Mention]:
    """ "Thủ trưởng các cơ quan" names the agencies through their heads, not the heads."""
    kept = []
    for i, mention in enumerate(found):
        after = found[i + 1] if i + 1 < len(found) else None
        if (
            mention.note == "head"
            and after
            and not after.individual
            and re.fullmatch(r"\s*(?:cac|cap)?\s*", view.bare[mention.head_end : after.start])
        ):
            continue
        kept.append(mention)
    return kept


def _called(view: View, layout: Layout) -> Iterator[Witness]:
    for rule in (LAUNCHED_TO, CALLED):
        for match in rule.matches(view):
            if not _left_out(layout, match.start()):
                stop = _paragraph_end(view, match.end(), len(view.text))
                yield from (Witness(m, 1, rule.name) for m in _chain(view, match.end(), stop))


def _told(view: View, layout: Layout) -> Iterator[Witness]:
    for rule in (TOLD, INVITED):
        for match in rule.matches(view):
            if _left_out(layout, match.start()):
                continue
            chain = _chain(view, match.end(), _paragraph_end(view, match.end(), len(view.text)))
            if chain and (rule is TOLD or TAKES_PART.compiled.match(view.bare, chain[-1].end)):
                yield from (Witness(m, 2, rule.name) for m in chain)
    for match in ADDRESSED_TO.matches(view):
        yield from (Witness(m, 2, ADDRESSED_TO.name) for m in _chain(view, match.end(), min(len(view.text), match.end() + 700)))
    for chain in _chains(view):
        first, last = chain[0], chain[-1]
        if (
            HAS_TO.compiled.match(view.bare, last.end)
            and _STARTS_CLAUSE.search(view.bare[max(0, first.start - 30) : first.start])
            and not _left_out(layout, first.start)
        ):
            yield from (Witness(m, 2, HAS_TO.name) for m in chain)


def _chains(view: View) -> Iterator[list[Mention]]:
    """All groups of the text, gathered into unbroken lists."""
    chain: list[Mention] = []
    for mention in _apart_from_heads(view, participants_in(view)):
        if chain and mention.start != chain[-1].start and not adjacent(view, chain[-1], mention):
            yield chain
            chain = []
        chain.append(mention)
    if chain:
        yield chain


def _meant(view: View, layout: Layout) -> Iterator[Witness]:
    for match in EVERYBODY.matches(view):
        if not _left_out(layout, match.start()):
            chain = _chain(view, match.end(), _paragraph_end(view, match.end(), len(view.text)))
            yield from (Witness(m, 3, EVERYBODY.name) for m in chain if m.individual)


def _eligible(view: View, layout: Layout) -> Iterator[Witness]:
    for match in REWARDED.matches(view):
        if not layout.is_furniture(match.start()):
            chain = _chain(view, match.end(), _paragraph_end(view, match.end(), len(view.text)))
            yield from (Witness(m, 4, REWARDED.name) for m in chain)


def _left_out(layout: Layout, offset: int) -> bool:
    return layout.section_at(offset) in _ROLES_LEFT_OUT or layout.is_furniture(offset)


def _paragraph_end(view: View, start: int, end: int) -> int:
    """End of the sentence's paragraph: a blank line, or a line end after a full stop."""
    match = re.compile(r"[.!?][ ]*\n|\n[ ]*\n|[.!?][ ]+(?=\S)").search(view.bare, start, end)
    return match.start() if match else end
