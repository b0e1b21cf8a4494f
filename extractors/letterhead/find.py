"""`read_letterhead`: a document's own type, number, day, issuer and title, from its head or from what stands in the head's place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from spacy.tokens import Doc

from extractors.agencies import full_name, level_of
from extractors.directives.context import after_number
from extractors.letterhead import patterns as p
from extractors.letterhead.agency import agency_of_head
from extractors.letterhead.cells import cells
from extractors.letterhead.number import kind_of_number, read_number
from extractors.letterhead.pasted import issuer_of_enacting, issuer_of_signature, kind_of_pasted, with_its_unit
from extractors.letterhead.speaker import is_addressed, speaker
from extractors.segmented import Block, Layout, layout_of, text_of, view_of
from extractors.view import View, fold, view

_HEAD_BLOCKS = 30  # blocks from the top in which a head may stand
_LONGEST_ABSTRACT = 420
_LONGEST_HEAD_LINE = 120  # characters; in prose the party's name is one of many words
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the document says of itself; None where it does not. ``attached`` tells that number and day are its parent's."""

    document_type: str | None = None
    title: str | None = None
    title_span: tuple[int, int] | None = None
    number: str | None = None
    number_span: tuple[int, int] | None = None
    issued_on: date | None = None
    issued_span: tuple[int, int] | None = None
    issuer: str | None = None
    issuer_level: str | None = None
    attached: bool = False


def _in_lines(text: str, flowing: View) -> View:
    """The view with every line end in its place, wrong accents put right as in `view_of`."""
    lines = view(text)
    if flowing.low == lines.low:
        return lines
    pieces, at = [], 0
    for line in lines.low.split("\n"):
        pieces.append(flowing.low[at : at + len(line)])
        at += len(line) + 1
    return View(lines.text, "\n".join(pieces), lines.bare)


def read_letterhead(doc: Doc) -> Letterhead:
    """The letterhead of a segmented document; a news item has a title and a type and nothing else."""
    layout, flowing = layout_of(doc), view_of(doc)
    seen = _in_lines(text_of(doc), flowing)
    top = list(islice((b for b in layout.blocks if b.kind != "furniture"), _HEAD_BLOCKS))
    found = _official(seen, layout, top)
    if found is not None:
        return _with_card(found, layout)
    title, span = _headline(seen, layout, top)
    card = _with_card(Letterhead(title=title, title_span=span), layout)
    if card.number:
        return card
    return _speech(flowing, layout, card)


def _official(seen: View, layout: Layout, top: list[Block]) -> Letterhead | None:
    """The letterhead of an official document, None where the top does not look like one."""
    top = cells(top, seen)  # none, where a text is nothing but signs
    if not top:
        return None
    head_end = _head_end(layout, top)
    heading = _heading(seen, top)
    number, number_span, has_line = _own_number(seen, top, head_end, heading)
    attached = _attached(seen, top)
    motto = any(_is_motto(seen, b) for b in top[:12])
    if heading is None and not (number or attached or motto):
        return None
    issued_on, issued_span, place = _place_line(seen, top)
    if heading is not None and not (motto or has_line or attached or issued_on) and heading[0].kind in ("title",):
        return None
    kind = p.HEADINGS[" ".join(heading[1].split())] if heading else None
    if (
        number
        and (symbol_kind := kind_of_number(number))
        and (kind is None or kind in ("quy_che", "quy_dinh") and attached is None)
    ):
        kind = kind or symbol_kind
    if kind is None and (has_line or any(p.ADDRESSEE.compiled.search(seen.low, b.start, b.end) for b in top)):
        kind = "cong_van"
    title, span = _title(seen, top, heading, kind)
    if title is None:
        title, span = _headline(seen, layout, top)
    issuer = with_its_unit(agency_of_head(seen, layout, top, heading[0].start if heading else None), place, seen, layout)
    if issuer is None and heading is not None and not motto:
        issuer = issuer_of_enacting(seen, layout)
    if issuer is None and kind == "loi_keu_goi":
        issuer = issuer_of_signature(seen, layout)
    if issuer is None and heading is None and level_of(layout.metadata.site_name):
        issuer = full_name(layout.metadata.site_name or "")  # a notice put on the agency's own page
    found = Letterhead(kind, title, span, number, number_span, issued_on, issued_span, issuer, level_of(issuer))
    if attached is not None and (number is None or number_span and number_span[0] > attached[0]):
        described, span = attached[1], attached[2]
        name = full_name(described.issuer) if described.issuer else issuer
        found = replace(
            found, number=None, number_span=None, issued_on=described.issued_on, issued_span=described.dated or span,
            issuer=name, issuer_level=level_of(name), attached=True,
        )  # fmt: skip
    return found


def _is_motto(seen: View, block: Block) -> bool:
    """Does the block hold the state's or the party's name as a head does: shouted, or nearly alone on its line?"""
    match = p.MOTTO.compiled.search(seen.low, block.start, block.end)
    return match is not None and (seen.text[match.start() : match.end()].isupper() or block.end - block.start <= _LONGEST_HEAD_LINE)


def _head_end(layout: Layout, top: list[Block]) -> int:
    heads = [part.end for part in layout.of_kind("head")]
    return max(heads) if heads else top[min(len(top), 12) - 1].end


def _heading(seen: View, top: list[Block]) -> tuple[Block, str] | None:
    """The line that names the type in capitals ("KẾ HOẠCH"), with that name."""
    lines = [(block, *line.span()) for block in top for line in _LINE.finditer(seen.text, block.start, block.end)]
    for rule in (p.HEADING, p.HEADING_RUN_IN):
        for block, start, end in lines:
            match = rule.compiled.match(seen.low[start:end])
            if match is None:
                continue
            name = seen.text[start + match.start("name") : start + match.end("name")]
            if name.isupper() and (rule is p.HEADING or block.kind in ("heading", "title", "paragraph")):
                return replace(block, start=start, end=end), match["name"]
    return None


def _own_number(
    seen: View, top: list[Block], head_end: int, heading: tuple[Block, str] | None
) -> tuple[str | None, tuple[int, int] | None, bool]:
    """The number of the number line, its span, and whether there is such a line at all (it may be left for the pen)."""
    limit = heading[0].start if heading else head_end
    limit = max(limit, min(head_end, top[-1].end))
    for block in top:
        if block.start > limit:
            break
        if "số" not in (text := seen.low[block.start : block.end]):
            continue
        for rule in (p.NUMBER_LINE, p.PARTY_NUMBER_LINE, p.NUMBER_LINE_BARE):
            # A slice, not offsets: "^" means the line's start here.
            for match in rule.compiled.finditer(text):
                number = read_number(seen, block.start + match.start("number"), block.start + match.end("number"))
                if number is not None:
                    return number[0], (number[1], number[2]), True
                if "/" in match["number"] or not match["number"].strip(" .…_"):
                    return None, None, True
    return None, None, False


def _attached(seen: View, top: list[Block]):  # type: ignore[no-untyped-def]
    """What a document is attached to: offset, what is said of it, span of the line."""
    for block in top:
        if seen.low.find("kèm", block.start, block.end) < 0:
            continue
        match = p.ATTACHED.compiled.search(seen.low, block.start, block.end)
        if match is None or match.start() - block.start > 3:
            continue
        number = read_number(seen, match.end(), min(block.end, match.end() + 60))
        flowed = view(seen.text[: block.start] + seen.text[block.start : block.end + 200].replace("\n", " "))
        described = after_number(flowed, number[2] if number else match.end() + 10, None, title=False)
        return block.start, described, (block.start, block.end)
    return None


_MOTTO_END = re.compile(r"độc\s+lập\s*-\s*tự\s+do\s*-\s*hạnh\s+(?=phúc)")


def _place_line(seen: View, top: list[Block]) -> tuple[date | None, tuple[int, int] | None, str | None]:
    """The day of the place line, its span and the place; no day where the pen was to fill it in."""
    for block in top:
        text = seen.low[block.start : block.end]
        if "ngày" not in text:
            continue
        # Of a head on one line the motto is no part of the place.
        mottos = list(_MOTTO_END.finditer(text))
        match = p.PLACE_LINE.compiled.search(text, mottos[-1].end() if mottos else 0)
        if match is None:
            continue
        place = seen.text[block.start + match.start("place") : block.start + match.end("place")].strip(" *_")
        if not place[:1].isupper() or p.MOTTO.compiled.search(place.lower()):
            continue
        try:
            day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        except (TypeError, ValueError):
            return None, None, place
        return day, (block.start + match.start("date"), block.start + match.end("date")), place
    return None, None, None


def _title(
    seen: View, top: list[Block], heading: tuple[Block, str] | None, kind: str | None
) -> tuple[str | None, tuple[int, int] | None]:
    """Type and abstract: the lines under the heading, up to where the text begins."""
    if heading is None:
        for block in top:
            for line in _LINE.finditer(seen.text, block.start, block.end):
                start = line.start()
                if p.ABOUT_LINE.compiled.match(seen.low[start : block.end]):
                    abstract, end = _abstract(seen, start)
                    return (f"Công văn {abstract}" if kind == "cong_van" else abstract), (start, end)
        return None, None
    start = heading[0].end
    if p.HEADING.compiled.match(seen.low[heading[0].start : heading[0].end]) is None:
        return _sentence_case(_clean(seen.text[heading[0].start : heading[0].end])), (heading[0].start, heading[0].end)
    abstract, end = _abstract(seen, start)
    name = _clean(seen.text[heading[0].start : heading[0].end]).capitalize()
    return (f"{name} {abstract}".strip(), (heading[0].start, end)) if abstract else (name, (heading[0].start, heading[0].end))


_TEXT_BEGINS = re.compile(
    r"\s*(?:[*_]*|[-–]\s*)(?:\(?\s*(?:ban\s+hành\s+)?kèm\s+theo|căn\s+cứ|thực\s+hiện\s+(?:kế|chỉ|nghị|quyết|công|chương|ý|hướng|điện|thông|luật|kết|lời|sự|văn)|kính\s+gửi|[ivx]+\s*\.|1\.|phần\s|chương\s+i|điều\s+1|xét\s|nhằm\s|để\s|hưởng\s+ứng|theo\s+đề\s+nghị|số\s*:|-{3,}|_{3,}|\*{3,}|năm\s+\d{4}\s*,|triển\s+khai\s+(?:thực\s+hiện\s+)?(?:kế|chỉ|nghị|quyết)|[^\W\d_]+(?:\s[^\W\d_]+){0,3},\s*ngày)"
)


_ENACTING = re.compile(
    r"[\s*]*(?:(?:phó\s+)?chủ\s+tịch|ủy\s+ban|hội\s+đồng|thủ\s+tướng|chính\s+phủ|bộ\s+trưởng|(?:tổng\s+)?giám\s+đốc|hiệu\s+trưởng|trưởng\s+ban|ban\s+(?:thường\s+vụ|chấp\s+hành))(?!\w)"
)
_BASIS_NEXT = re.compile(r"[\s*:\-–_]*(?:căn\s+cứ|xét|theo|thực\s+hiện)\s")


# The other column of a head, on the line of an abstract: "V/v mở đợt thi đua        Hòa An, ngày 7 tháng 10 năm 2021".
_DAY_BESIDE = re.compile(r"\s{3,}[^\W\d_][^,“”\"\n]{1,40},\s*ngày\s[\s\d.…_]{0,12}tháng\s[\s\d.…_]{0,12}năm[\s\d.…_]{0,12}$", re.I)


def _abstract(seen: View, start: int) -> tuple[str, int]:
    lines: list[str] = []
    before = end = start
    for line in _LINE.finditer(seen.text, start, start + 1200):
        beside = _DAY_BESIDE.search(line[0])
        words = (line[0][: beside.start()] if beside else line[0]).strip()
        if not words:
            continue
        low = seen.low[line.start() : line.end()]
        if lines and (_TEXT_BEGINS.match(low) or p.MOTTO.compiled.search(low)):
            break
        if not lines and _TEXT_BEGINS.match(low) and not low.lstrip(" *").startswith(("thực hiện", "hưởng ứng", "triển khai")):
            break
        if sum(len(w) for w in lines) + len(words) > _LONGEST_ABSTRACT:
            break
        if lines and words.isupper() and _ENACTING.match(low) and _BASIS_NEXT.match(seen.low, line.end()):
            break  # "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", over "Căn cứ …"
        lines.append(_clean(words))
        before, end = end, line.end()
        # A bold title closes with its stars; a paragraph of the text ends with a full stop and is none of it.
        if words.endswith("**") and not words.startswith("**"):
            break
    if len(lines) > 1 and lines[-1].endswith((".", ":")):
        lines.pop()
        end = before
    return _sentence_case(" ".join(lines)), end


def _clean(words: str) -> str:
    return " ".join(words.replace("*", " ").replace("\t", " ").split()).strip(" -_")


def _sentence_case(title: str) -> str:
    """A title in capitals as a sentence; others stay as they are."""
    return re.sub(r"[“\"«]\s?\w", lambda quote: quote[0].upper(), title.capitalize()) if title.isupper() else title


def _headline(seen: View, layout: Layout, top: list[Block]) -> tuple[str | None, tuple[int, int] | None]:
    """Headline of a page: the part that ingestion calls title, else the metadata, else the first line."""
    for part in layout.of_kind("title"):
        words = _clean(seen.text[part.start : part.end])
        if words:
            return words, (part.start, part.end)
    if layout.metadata.title:
        return layout.metadata.title, None
    for block in top:
        words = _clean(seen.text[block.start : block.end].split("\n")[0])
        if len(words) > 20:
            return words[:300], (block.start, block.start + len(seen.text[block.start : block.end].split("\n")[0]))
    return None, None


def _speech(seen: View, layout: Layout, found: Letterhead) -> Letterhead:
    """A page without a head: news of an authority, or the authority's own words put on its page."""
    title_low = fold(found.title or "")
    own = next((b for b in layout.blocks if b.kind not in ("furniture", "title")), None)
    first = seen.low[own.start : own.start + 2500] if own else ""
    if (kind := kind_of_pasted(found.title, seen, layout)) is not None:
        who = issuer_of_enacting(seen, layout)
        return replace(
            found, document_type=kind, issuer=who, issuer_level=level_of(who), title=_sentence_case(found.title or "") or None
        )
    speaking = speaker(seen, layout, found.title_span) if "phát động" in title_low + first else None
    # A text that is addressed to somebody is its author's, whoever is named as the source of the page.
    if speaking is not None and (is_addressed(seen, layout) or not p.REPORTING.compiled.search(first)):
        who = full_name(seen.text[speaking[0] : speaking[1]])
        return replace(found, document_type="phat_dong", issuer=who[:1].upper() + who[1:], issuer_level=level_of(who))
    return replace(found, document_type="tin_tuc")


_CARD_TYPES = dict(p.HEADINGS)


def _with_card(found: Letterhead, layout: Layout) -> Letterhead:
    """The fields of a document card fill what the text left open."""
    card = layout.metadata.fields
    if not card.get("so_hieu"):
        return found
    seen = view(card["so_hieu"])
    number = read_number(seen, 0, len(seen.text))
    kind = _CARD_TYPES.get(" ".join(view(card.get("loai", "")).low.split())) or (kind_of_number(number[0]) if number else None)
    issued = _day(card.get("ngay_ban_hanh"))
    issuer = full_name(card["co_quan"]) if card.get("co_quan") else None
    title = card.get("trich_yeu")
    return replace(
        found,
        number=found.number or (number[0] if number else None),
        document_type=found.document_type or kind or "cong_van",
        issued_on=found.issued_on or issued,
        issuer=found.issuer or issuer,
        issuer_level=found.issuer_level or level_of(issuer),
        title=found.title or title,
    )


def _day(written: str | None) -> date | None:
    match = re.search(r"(\d{1,2})\D(\d{1,2})\D(\d{4})", written or "")
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None
