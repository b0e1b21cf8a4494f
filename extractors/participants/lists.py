"""Groups in a row: the items of a list, a chain without a gap, the subjects of a clause.

A list may hold items that no vocabulary knows ("lái xe, chủ phương tiện, học sinh"); a chain may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.lexicon import words
from extractors.participants.mentions import Mention, adjacent, participants_in
from extractors.view import View

_QUANTITY = (
    r"cả|đại diện|khối|các|toàn thể|toàn bộ|tất cả|mọi|mỗi|từng|những|đội ngũ|em|tầng lớp|cấp|tập thể|cá nhân|lãnh đạo|thủ trưởng"
    r"|người đứng đầu|giám đốc|hiệu trưởng|bí thư|trưởng|ban (?:nhân dân|thường vụ|chấp hành|giám hiệu|giám đốc)|thường trực"
    r"|nữ|bạn|anh chị em|đông đảo|hơn|gần|trên|khoảng|100\s?%|\d{1,4}|\d{1,3}\.\d{3}"
)
_MARKS = "\n,;:(/+•“\"*.?-"
_LIST_POSITION = re.compile(
    words(
        rf"(?:^|[{_MARKS}]|(?<![^\W_])[a-zđ\d]{{1,2}}\)|(?<![^\W_])(?:gồm|là|và|cùng|lẫn|với|đến|tới|cho|từ|trong|thể|hoặc"
        r"|của|nhân|ngũ|ở|có|hút|động|đối với|(?:tập thể|cá nhân) (?:thuộc|tại|của)))"
        rf"[\s\"“*-]*(?:(?:{_QUANTITY}) ?)*$"
    )
)
_LEAD_IN = re.compile(
    words(
        r"(?:\s|[,:(“\"•*+\-]|các|toàn thể|toàn bộ|tất cả|mọi|mỗi|từng|những|tới|đến|tập thể|cá nhân|đội ngũ|đông đảo|tầng lớp"
        r"|em|bạn|nữ|cả|anh chị em"
        r"|đồng chí|thủ trưởng|lãnh đạo|ban nhân dân|trước hết|chủ yếu|là|\d{1,4}|\d{1,3}\.\d{3}"
        r"|người đứng đầu|giám đốc|hiệu trưởng|bí thư|trưởng|ban (?:thường vụ|chấp hành|giám hiệu|giám đốc)|thường trực"
        r"|chủ tịch|ubnd|ủy ban nhân dân|ban|đối với|trong|toàn|đơn vị|cấp)*"
    )
)
_NOT_THEM = re.compile(words(r"không (?:áp dụng|thuộc|bao gồm)|(?:thụ hưởng|hỗ trợ) (?:là|gồm)"))
# What follows is no item of the list any more: an aim, a time, a deed.
_LEAVES_LIST = re.compile(
    words(
        r"(?<![^\W_])(?:nhằm|để|qua đó|từ đó|góp phần|mục tiêu|trong đó|phấn đấu|đồng thời|thời gian|bắt đầu|kết thúc|hãy|phải"
        r"|giúp|phục vụ|tạo|chăm lo|hỗ trợ|không chỉ|mà còn|lập thành tích|hăng hái|tích cực|ra sức|thi đua|tham gia|hưởng ứng"
        r"|vào cuộc)(?![^\W_])"
    )
)
_FARTHEST_FIRST = 60  # characters from a lead to the first group it is followed by
_WIDEST_GAP = 90  # characters between two groups of one list


def list_of(view: View, start: int, end: int) -> Iterator[Mention]:
    """Groups that stand where an item of a list begins, however far apart.

    >>> from extractors.view import view
    >>> seen = view("a) Nông dân, lái máy, công nhân khai thác của trạm; học sinh")
    >>> [mention.code for mention in list_of(seen, 0, 60)]
    ['nong_dan', 'cong_nhan', 'hoc_sinh_sinh_vien']
    """
    excluding = bool(_NOT_THEM.search(view.bare, start, end))
    for mention in apart_from_heads(view, participants_in(view, start, end, items=True)):
        if _begins_item(view.bare[max(start, mention.start - 60) : mention.start]) and not (
            excluding and _NOT_THEM.search(view.bare, max(start, mention.start - 120), mention.start)
        ):
            yield mention


def _begins_item(before: str) -> bool:
    """Does an item of a list begin after these words?"""
    tight = before.rstrip(" ")
    return not tight or tight[-1] in _MARKS or bool(_LIST_POSITION.search(before))


def with_its_head(view: View, start: int, found: list[Mention]) -> list[Mention]:
    """A list and what leads up to its first item without a gap: a verb may stand before it ("dẫn các cơ quan, các xã")."""
    while found:
        before = apart_from_heads(view, [*participants_in(view, start, found[0].start), found[0]])[:-1]
        if not before or not adjacent(view, before[-1], found[0]):
            break
        found = [m for m in before if m.start == before[-1].start] + found
    return found


def list_from(view: View, start: int, end: int, *, near: bool = False) -> list[Mention]:
    """The list that begins at an offset, up to the words that leave it; its first items may be unknown ones unless ``near``."""
    found: list[Mention] = []
    for mention in list_of(view, start, end):
        gap_start = found[-1].end if found else start
        widest = _WIDEST_GAP if found else _FARTHEST_FIRST
        gap = view.bare[gap_start : mention.start]
        if len(gap) > widest or _LEAVES_LIST.search(gap):
            break
        if near and not found and not _LEAD_IN.fullmatch(view.bare, start, mention.start):
            break
        found.append(mention)
    return found


def chain(view: View, start: int, end: int) -> list[Mention]:
    """The groups that follow an offset without anything but joining words between."""
    linked: list[Mention] = []
    for mention in apart_from_heads(view, participants_in(view, start, min(end, start + 900))):
        if linked and mention.start == linked[-1].start:
            linked.append(mention)
        elif (not linked and not _LEAD_IN.fullmatch(view.bare, start, mention.start)) or (
            linked and not adjacent(view, linked[-1], mention)
        ):
            break
        else:
            linked.append(mention)
    return linked


@lru_cache(maxsize=4)
def chains(view: View) -> tuple[list[Mention], ...]:
    """All groups of the text, gathered into unbroken lists (kept for the last few texts, as several rules ask for them)."""
    return tuple(_gathered(view))


def _gathered(view: View) -> Iterator[list[Mention]]:
    linked: list[Mention] = []
    for mention in apart_from_heads(view, participants_in(view)):
        if linked and mention.start != linked[-1].start and not adjacent(view, linked[-1], mention):
            yield linked
            linked = []
        linked.append(mention)
    if linked:
        yield linked


def apart_from_heads(view: View, found: list[Mention]) -> list[Mention]:
    """ "Thủ trưởng các cơ quan" names the agencies through their heads; "công nhân và lãnh đạo các xưởng" names heads beside others."""
    kept: list[Mention] = []
    for i, mention in enumerate(found):
        after = found[i + 1] if i + 1 < len(found) else None
        if (
            mention.note == "head"
            and after
            and not after.individual
            and not (kept and kept[-1].individual and adjacent(view, kept[-1], mention))
            and re.fullmatch(r"\s*(?:cac|cap)?\s*", view.bare[mention.head_end : after.start])
        ):
            continue
        kept.append(mention)
    return kept
