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
from itertools import pairwise

from extractors.beginnings import Anchored
from extractors.lexicon import words
from extractors.participants.addressees import ADDRESSED_TO, LETTER_TO
from extractors.participants.headings import governed_end, participant_sections, role_at, under_headings
from extractors.participants.lists import chain, chains, list_from, list_of, with_its_head
from extractors.participants.mentions import Mention
from extractors.participants.rosters import ALL_JOIN, JOINED_BY_ALL, MEMBERS, RAISES
from extractors.participants.rules import (
    AIMED_AT,
    APPLIED_TO,
    BETWEEN,
    CALLED,
    EACH,
    EVERY_UNIT,
    EVERYBODY,
    HAS_TO,
    INVITED,
    IS_ASKED,
    IS_ASKED_SAID,
    IS_WHO,
    ITEM_OF,
    JOINED_BY,
    JOINS,
    LAUNCHED_TO,
    REWARDED,
    SPIRIT,
    STATED_LEAD,
    TAKE_PART,
    TAKE_PART_SAID,
    TAKES_PART,
    TOLD,
    URGED_TO,
)
from extractors.rule import Rule
from extractors.segmented import Layout
from extractors.view import View

_ASKED = re.compile(
    words(
        r"(?<![^\W_])(?:vận động|kêu gọi|đề nghị|yêu cầu|động viên|khuyến khích|thu hút|tuyên truyền|chỉ đạo|hướng dẫn|để"
        r"|giúp|tạo|cho)(?![^\W_])[^.;,\n]{0,16}$"
    )
)
_OTHER_WORDS = re.compile(r"\b(?:môi|mời|mồi|môn|tung|túng|tụng)\b")
# "mong các em vùng cao có áo ấm", "muốn người dân hài lòng": those who are to have something are not called.
_GETS = re.compile(
    words(r"(?: [^\W_]+){0,2}? (?:được|hài lòng|yên tâm|đỡ|bớt|có (?:áo|nhà|nước|việc làm|thu nhập|cuộc sống|điều kiện))(?![^\W_])")
)
_LET_THEM = re.compile(words(r" hãy(?![^\W_])"))
_URGED = re.compile(words(r"(?<![^\W_])(?<!được\s)(?:để|giúp|hướng dẫn|vận động|kêu gọi|động viên|khuyến khích)(?= )"))
_STARTS_CLAUSE = re.compile(
    r"(?:^|[.,;:)\n–•*“\"]|[-+]\s|[\w][.)]\s)[\s“\"]*"
    r"(?:(?:cac|tat ca|toan the|moi|tung|ban|em|chau|anh|chi|co|bac|\d+|thu\s+truong|nguoi\s+dung\s+dau|lanh\s+dao|giam\s+doc"
    r"|hieu\s+truong|chu\s+tich|bi\s+thu)\s+)*$"
)
_HAS_A_VERB = re.compile(words(r"(?<![^\W_])(?:góp|nộp|ủng hộ|phải|sẽ|làm|đưa|nhận)(?![^\W_])[^;]*;"))
_ROLES_LEFT_OUT = frozenset(("khen_thuong", "ngoai_bai", "noi_nhan", "tieu_de", "kinh_phi"))
_NO_TASKS = _ROLES_LEFT_OUT | {"chi_tieu", "thoi_gian", "can_cu", "muc_dich"}
_BLOCKS_WITHOUT_ITEMS = ("furniture", "head", "foot", "row", "footnote")
_LISTS = frozenset(("participants-section", "participants-under-heading", STATED_LEAD.name, EVERY_UNIT.name, MEMBERS.name))
_LONGEST_SUBJECT = 420  # characters
_INTRODUCTION = re.compile(r"[^.;:\n]{0,60}[,:]\s*")
_PARAGRAPH_END = re.compile(r"[.!?][ ]*\n|\n[ ]*\n|[.!?][ ]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Witness:
    """A group, who says so, and the rank of the saying (0 stated, 1 called, 2 told, 3 meant, 4 eligible)."""

    mention: Mention
    rank: int
    rule: str


def witnesses(view: View, layout: Layout, announced: bool = True) -> Iterator[Witness]:
    """Every witness of a document; the fainter ranks only where there is no plainer one, and a campaign is ``announced``."""
    plain = list(_stated(view, layout))
    yield from plain
    if announced:
        yield from _called(view, layout)
    if announced and not any(witness.rule in _LISTS for witness in plain):
        yield from _told(view, layout)
        yield from _items(view, layout)
        yield from _meant(view, layout)
    yield from _eligible(view, layout)


def _stated(view: View, layout: Layout) -> Iterator[Witness]:
    for start, end in participant_sections(layout, view):
        yield from (Witness(m, 0, "participants-section") for m in list_of(view, start, end))
    for start, end in under_headings(view, layout):
        yield from (Witness(m, 0, "participants-under-heading") for m in list_of(view, start, end))
    for match in JOINED_BY_ALL.matches(view):
        found = list(list_of(view, *match.span("who")))
        if len({m.code for m in found}) > 2 and not _left_out(view, layout, match.start()):
            yield from (Witness(m, 0, ALL_JOIN.name) for m in found)
    for linked in _lists_before(TAKE_PART, TAKE_PART_SAID, view):
        asked = _ASKED.search(view.bare, max(0, linked[0].start - 40), linked[0].start)
        if not asked and not _left_out(view, layout, linked[0].start):
            yield from (Witness(m, 0, TAKE_PART.name) for m in linked)
    yield from _subjects(view, layout, IS_WHO, 0)
    for rule in (STATED_LEAD, EVERY_UNIT, MEMBERS, APPLIED_TO, AIMED_AT):
        for match in rule.matches(view):
            if _left_out(view, layout, match.start()):
                continue
            stop = _paragraph_end(view, match.end(), layout.sentence_at(max(match.start(), match.end() - 1))[1])
            begin = match.start("who") if rule is EVERY_UNIT else match.end()
            if rule is EVERY_UNIT and not TAKES_PART.compiled.search(view.bare, match.end(), stop):
                continue
            if rule in (APPLIED_TO, AIMED_AT):
                found = list_from(view, begin, stop, near=rule is APPLIED_TO)
            else:
                found = list(list_of(view, begin, stop))
            yield from (Witness(m, 0, rule.name) for m in found)


def _lists_before(rule: Rule, said: Anchored, view: View) -> Iterator[list[Mention]]:
    """Unbroken lists that a rule goes on from; the lists of a text are gathered only where the rule's own words are ``said`` in it."""
    if any(said.finditer(view, "bare")):
        yield from (linked for linked in chains(view) if rule.compiled.match(view.bare, linked[-1].end))


def _subjects(view: View, layout: Layout, rule: Rule, rank: int) -> Iterator[Witness]:
    """The groups that a clause says take part: "… đều là người trong cuộc"."""
    done = 0
    for match in rule.matches(view):
        if _left_out(view, layout, match.start()):
            continue
        begin = max(layout.sentence_at(match.start())[0], done, view.bare.rfind("\n", 0, match.start()) + 1)
        done = match.end()
        begin = max([begin, *(urged.end() for urged in _URGED.finditer(view.bare, begin, match.start()))])
        found = with_its_head(view, begin, list(list_of(view, begin, match.start())))
        if not found or match.start() - begin > _LONGEST_SUBJECT or match.start() - found[-1].end > 60:
            continue
        if _HAS_A_VERB.search(view.bare, found[-1].end, match.start()):
            continue
        for left, right in pairwise(tuple(found)):
            if _HAS_A_VERB.search(view.bare, left.end, right.start):  # "xã góp công, huyện góp sức; các hộ cũng được mời"
                found = found[found.index(right) :]
        begin = max(begin, view.bare.rfind(";", begin, found[0].start) + 1)
        introduction = _INTRODUCTION.match(view.bare, begin, found[0].start)
        if found[0].start - (introduction.end() if introduction else begin) <= 60:
            yield from (Witness(m, rank, rule.name) for m in found)


def _called(view: View, layout: Layout) -> Iterator[Witness]:
    for rule in (LAUNCHED_TO, CALLED, BETWEEN):
        for match in rule.matches(view):
            if not _left_out(view, layout, match.start()):
                stop = _paragraph_end(view, match.end(), len(view.text))
                linked = chain(view, match.end(), stop)
                if linked and rule is CALLED and (let := _LET_THEM.search(view.bare, linked[-1].end, stop)):
                    linked += list_from(view, linked[-1].end, let.start())  # "kêu gọi các xã, xưởng mộc, đoàn viên hãy …"
                if linked and not (rule is CALLED and _GETS.match(view.bare, linked[-1].end)):
                    yield from (Witness(m, 1, rule.name) for m in linked)
                for each in _each(view, EACH, match.end(), stop) if rule is CALLED else ():
                    yield from (Witness(m, 1, rule.name) for m in chain(view, each.end(), stop))
    for match in LETTER_TO.matches(view):
        if role_at(view, layout, match.start()) == "tieu_de":
            yield from (Witness(m, 1, LETTER_TO.name) for m in chain(view, match.end(), len(view.text)))
    for witness in _subjects(view, layout, JOINS, 1):
        if witness.mention.code != "co_quan_don_vi" or not _counted(view, witness.mention.start):
            yield witness
    for linked in _lists_before(IS_ASKED, IS_ASKED_SAID, view):
        if not _left_out(view, layout, linked[0].start):
            yield from (Witness(m, 1, IS_ASKED.name) for m in linked)


def _told(view: View, layout: Layout) -> Iterator[Witness]:
    for rule in (TOLD, SPIRIT, URGED_TO, INVITED, JOINED_BY):
        for match in rule.matches(view):
            if _left_out(view, layout, match.start()):
                continue
            linked = chain(view, match.end(), _paragraph_end(view, match.end(), len(view.text)))
            if linked and (rule is not INVITED or TAKES_PART.compiled.match(view.bare, linked[-1].end)):
                yield from (Witness(m, 2, rule.name) for m in linked)
    for match in RAISES.matches(view):
        if not _left_out(view, layout, match.start()):
            stop = _paragraph_end(view, match.end(), len(view.text))
            yield from (Witness(m, 2, RAISES.name) for m in list_from(view, match.end(), stop, near=True))
    for match in ADDRESSED_TO.matches(view):
        found = chain(view, match.end(), min(len(view.text), match.end() + 700))
        found += list_of(view, match.end(), governed_end(view, layout, match.end()))
        yield from (Witness(m, 2, ADDRESSED_TO.name) for m in found)
    for linked in chains(view):
        first, last = linked[0], linked[-1]
        if (
            HAS_TO.compiled.match(view.bare, last.end)
            and _STARTS_CLAUSE.search(view.bare[max(0, first.start - 30) : first.start])
            and not _left_out(view, layout, first.start)
        ):
            yield from (Witness(m, 2, HAS_TO.name) for m in linked)


def _items(view: View, layout: Layout) -> Iterator[Witness]:
    """Items that give each group its part: "+ Các trường học trên địa bàn: …", "1. Các sở, ban, ngành"."""
    for block in layout.blocks:
        if not block.level or block.kind in _BLOCKS_WITHOUT_ITEMS or role_at(view, layout, block.start) in _NO_TASKS:
            continue
        item = ITEM_OF.compiled.match(view.bare, block.start, block.end)
        if not item or not (subject := chain(view, *item.span("who"))):
            continue
        if item["colon"] or item.end() == block.end:
            subject = list(list_of(view, *item.span("who")))
        yield from (Witness(m, 2, ITEM_OF.name) for m in subject)


def _meant(view: View, layout: Layout) -> Iterator[Witness]:
    for match in _each(view, EVERYBODY):
        if not _left_out(view, layout, match.start()):
            linked = chain(view, match.end(), _paragraph_end(view, match.end(), len(view.text)))
            yield from (Witness(m, 3, EVERYBODY.name) for m in linked if m.individual)
    for match in _each(view, EACH):
        if role_at(view, layout, match.start()) not in _NO_TASKS and not layout.is_furniture(match.start()):
            linked = chain(view, match.end(), _paragraph_end(view, match.end(), len(view.text)))
            yield from (Witness(m, 3, EACH.name) for m in linked)


def _each(view: View, rule: Rule, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """ "mọi trường", not "môi trường"."""
    return (match for match in rule.matches(view, start, end) if not _OTHER_WORDS.search(view.low, *match.span()))


def _eligible(view: View, layout: Layout) -> Iterator[Witness]:
    for match in REWARDED.matches(view):
        if not layout.is_furniture(match.start()):
            linked = chain(view, match.end(), _paragraph_end(view, match.end(), len(view.text)))
            yield from (Witness(m, 4, REWARDED.name) for m in linked)


def _counted(view: View, start: int) -> bool:
    """ "21 đơn vị ký giao ước": so many of those who are named elsewhere."""
    return view.bare[max(0, start - 4) : start].rstrip()[-1:].isdigit()


def _left_out(view: View, layout: Layout, offset: int) -> bool:
    return role_at(view, layout, offset) in _ROLES_LEFT_OUT or layout.is_furniture(offset)


def _paragraph_end(view: View, start: int, end: int) -> int:
    """End of the sentence's paragraph: a blank line, or a line end after a full stop."""
    match = _PARAGRAPH_END.search(view.bare, start, end)
    return match.start() if match else end
