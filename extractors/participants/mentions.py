"""Who is named in a stretch of text: groups of grammar first, then the word list, then abbreviations."""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from extractors.codes import code_list
from extractors.lexicon import Hit, Lexicon, spelled_with, words
from extractors.participants.grammar import (
    ABBREVIATION,
    ABROAD,
    KNOWN,
    SEPARATOR,
    SUBORDINATE,
    named_end,
    scope_after,
    spelled_out,
)
from extractors.participants.groups import abbreviations, groups
from extractors.participants.named import DEPARTMENTS_OF_PROVINCES
from extractors.view import View, bare

# Spelled alike but for accents, and nobody who takes part.
UNLIKE = ("công nhận", "học viện", "hội viện", "nhận dân", "cơ quân", "giao viện", "bàn", "lang", "bán", "xom", "thon", "ap")


class Mention(NamedTuple):
    """A group named in the text; ``end`` includes its scope, ``head_end`` does not."""

    start: int
    end: int
    code: str
    rule: str
    head_end: int
    scope: tuple[int, int] | None = None
    note: str = ""

    @property
    def individual(self) -> bool:
        """True for kinds of people."""
        return code_list("participants")[self.code]["kind"] == "individual"


@cache
def vocabulary() -> Lexicon[tuple[str, str]]:
    """The word list of this room, as published beside it."""
    text = (files("extractors") / "participants" / "vocabulary.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return Lexicon([(row["term"], (row["code"], row["note"])) for row in rows], unlike=UNLIKE)


_BETWEEN = re.compile(
    words(
        rf"(?:{SEPARATOR}|\s+|\d{{1,3}}(?!\d)|các|và|cùng"
        rf"|toàn thể|mỗi|từng|mọi|các cấp|đội ngũ|tất cả|những|thủ trưởng|người đứng đầu|chính quyền"
        rf"|giám đốc|hiệu trưởng|chủ tịch|lãnh đạo|bí thư|ban (?:thường vụ|chấp hành|giám hiệu|giám đốc)"
        rf"|ở|trong|tại|thuộc|của|người|em|bạn|nhất là|trước hết là|đặc biệt là"
        rf"|(?:sau đây )?gọi (?:tắt|chung)(?: là)?|[,;/()-])*"
    )
)
_PLURAL = re.compile(words(r"(?<![^\W_])(?:các|mỗi|từng|mọi|toàn thể|tất cả|những|\d{1,4}|100\s?%)(?: (?:các|em|cấp|bộ))*\s*$"))
_ITEM_START = re.compile(r"[;:\n]\s*(?:[-+•*]\s*)?$")


def participants_in(view: View, start: int = 0, end: int | None = None, *, items: bool = False) -> list[Mention]:
    """Every group named between two offsets, in text order; one mention per code ("CBCNV" is two at one place).

    ``items``: the stretch is a list, so that a word of everyday use counts at the head of an item too ("; nhà thầu thi công").

    >>> from extractors.view import view
    >>> seen = view("các huyện, thành phố; phòng, ban chuyên môn, đơn vị trực thuộc sở, ban, ngành; hợp tác xã; cán bộ")
    >>> [m.code for m in participants_in(seen)]
    ['cap_huyen', 'phong_ban_truc_thuoc', 'hop_tac_xa', 'can_bo']
    """
    end = len(view.text) if end is None else end
    if end <= start:
        return []
    found = sorted(_claimed(view, start, end), key=lambda m: (m.start, -m.end))
    return _joined(view, [m for i, m in enumerate(found) if _belongs(view, found, i, start, items)])


def _claimed(view: View, start: int, end: int) -> Iterator[Mention]:
    """Raw mentions without overlap: grammar claims its stretch before words do."""
    taken = bytearray(end - start)

    def free(a: int, b: int) -> bool:
        return taken.find(1, a - start, b - start) < 0

    def take(a: int, b: int) -> None:
        taken[a - start : b - start] = b"\1" * (min(b, end) - a)

    hits = vocabulary().find(view, start, end)
    for match, rule, code in groups(view, start, end):
        a, b = match.span()
        if code in _LEVELS and (body := _body_of(view, hits, a)) and free(body.start, b):
            tail = min(named_end(view, b), end)
            take(body.start, tail)
            kinds, note = body.value
            yield Mention(body.start, tail, kinds, "participant-word", min(body.end, a), (a, tail), note)
            continue
        if (
            not free(a, b)
            or (rule.on == "bare" and not spelled_with(view.low[a:b], KNOWN))
            or (code in _LEVELS and not _heads_its_item(view, start, a, match[0]))
        ):
            continue
        linked = rule is SUBORDINATE and bool(match["of"] or match["inside"])
        scope = scope_after(view, b, linked=linked, listed=rule is SUBORDINATE and _lists_its_scope(match[0]))
        if linked:
            if scope is None and match["of"] == "thuoc":
                continue
            code = _subordinate_code(view, a, b, scope)
        if code in _LEVELS:
            b = min(named_end(view, b), end)  # "22 xã và thị trấn Tân Hiệp"
        if rule is ABROAD and "trong nuoc" in match[0]:
            yield Mention(a, b, "nhan_dan", rule.name, b)
        if rule is DEPARTMENTS_OF_PROVINCES:
            scope = match.span("scope")
        tail = min(max(scope[1], b), end) if scope else b
        take(a, tail)
        yield Mention(a, tail, code, rule.name, b, scope)
    for match in abbreviations(view, start, end):
        codes = spelled_out(match[0]) if free(*match.span()) else []
        scope = scope_after(view, match.end(), housed=True) if codes else None
        if scope and not free(match.end(), min(scope[1], end)):
            scope = None
        tail = max(min(scope[1], end), match.end()) if scope else match.end()
        if codes:
            take(match.start(), tail)
        for code in codes:
            yield Mention(match.start(), tail, code, ABBREVIATION.name, match.end(), scope if tail > match.end() else None)
    for hit in hits:
        if hit.value[1] == "block" and free(hit.start, hit.end):
            take(hit.start, hit.end)
    for hit in hits:  # which never overlap
        kinds, note = hit.value
        if note == "block" or not free(hit.start, hit.end):
            continue
        scope = scope_after(view, hit.end, housed=note != "head")
        if scope and not free(hit.end, min(scope[1], end)):
            scope = None
        tail = max(min(scope[1], end), hit.end) if scope else hit.end
        for code in kinds.split():
            yield Mention(hit.start, tail, code, "participant-word", hit.end, scope if tail > hit.end else None, note)


# Bodies that every district or commune has one of.
_BODIES = frozenset(("co_quan_dang", "mat_tran_doan_the", "to_chuc_xa_hoi", "luc_luong_vu_trang", "don_vi_su_nghiep"))


def _body_of(view: View, hits: Sequence[Hit[tuple[str, str]]], at: int) -> Hit[tuple[str, str]] | None:
    """The body whose scope a list of levels at an offset is: "Công an các huyện, thị xã" is the police, not the districts."""
    i = bisect_left(hits, at, key=lambda hit: hit.start) - 1
    if i < 0 or hits[i].value[0] not in _BODIES or hits[i].value[1] == "block" or view.bare[at].isdigit():
        return None
    plain = view.bare.startswith(("cac ", "cap "), at)
    return hits[i] if plain and not view.text[hits[i].end : at].strip(" ") else None


_LEVELS = frozenset(("cap_tinh", "cap_huyen", "cap_xa"))
_ITEM_HEAD = re.compile(
    words(r"(?:^|[\n,;:(“\".-]|(?<![^\W_])(?:và|cùng|gồm|là|các|ở|trong|cho|tới|đến|của|từ|cầu|nghị|tịch|với))\s*$")
)


def _heads_its_item(view: View, start: int, at: int, group: str) -> bool:
    """ "đoàn thể huyện, thành phố": a bare list of levels after another noun is its scope."""
    if re.match(r"(?:cac|moi|tung|tat ca|toan|\d|ubnd|uy ban|hdnd|hoi dong|chinh quyen|ubmttq|cap)", bare(group)):
        return True
    return bool(_ITEM_HEAD.search(view.bare[max(start, at - 12) : at]))


def _lists_its_scope(group: str) -> bool:
    """ "phòng, đơn vị trực thuộc sở, ban, ngành" belong to a list; "cơ quan thuộc huyện, trường học" do not."""
    return bool(re.search(r"truc\s+thuoc|phong|ban\b", group))


def _subordinate_code(view: View, start: int, end: int, scope: tuple[int, int] | None) -> str:
    """ "cơ quan, đơn vị thuộc tỉnh" are agencies in general; "đơn vị trực thuộc Sở" are subordinate units."""
    head = view.low[start:end]
    whose = view.low[scope[0] : scope[1]] if scope else ""
    general = re.match(r"(?:các |mỗi |từng |tất cả |toàn thể )*(?:cơ quan|đơn vị|tập thể)\b(?!.*(?:phòng|khoa|trung tâm))", head)
    if (
        general
        and "trực" not in head
        and re.match(r"(?:tỉnh|huyện|thành phố|thị xã|quận|xã|địa bàn|khối|hệ thống|cụm)\b(?! ủy)", whose)
    ):
        return "co_quan_don_vi"
    return "phong_ban_truc_thuoc"


def _belongs(view: View, found: list[Mention], i: int, start: int, items: bool) -> bool:
    """Words of everyday use count only in a list or in the plural; a word for a head counts only without his unit."""
    mention = found[i]
    if mention.note in ("", "head"):
        return True
    before = next((found[j] for j in range(i - 1, -1, -1) if found[j].end <= mention.start), None)
    after = next((found[j] for j in range(i + 1, len(found)) if found[j].start >= mention.head_end), None)
    listed = (before is not None and adjacent(view, before, mention)) or (after is not None and adjacent(view, mention, after))
    if mention.note == "after":
        return before is not None and before.individual and adjacent(view, before, mention)
    plural = bool(_PLURAL.search(view.bare, max(start - 12, mention.start - 24), mention.start))
    if mention.code == "co_quan_don_vi" and mention.note == "list":
        return listed and before is not None and before.code == "co_quan_don_vi" and adjacent(view, before, mention)
    if mention.note == "plural":
        return plural or listed or (items and bool(_ITEM_START.search(view.bare, max(start, mention.start - 8), mention.start)))
    return listed or plural


def adjacent(view: View, left: Mention, right: Mention) -> bool:
    """Nothing but commas and words of joining between two mentions."""
    return 0 < right.start - left.end <= 40 and bool(_BETWEEN.fullmatch(view.bare, left.end, right.start))


def _joined(view: View, found: list[Mention]) -> list[Mention]:
    """Neighbours of one code as one mention: "thôn, bản, tổ dân phố"."""
    out: list[Mention] = []
    for mention in found:
        last = out[-1] if out and out[-1].code == mention.code else None
        if last and adjacent(view, last, mention) and ";" not in view.bare[last.end : mention.start]:
            out[-1] = last._replace(end=mention.end, head_end=mention.head_end, scope=mention.scope or last.scope, note="")
        else:
            out.append(mention)
    return out
