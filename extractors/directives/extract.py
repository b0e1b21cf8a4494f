"""Rows of the table ``directives``: one per instrument that a document names, with all its mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from spacy.tokens import Doc

from extractors.agencies import complete, level_of
from extractors.directives.context import after_number
from extractors.directives.find import Citation, find_in_view
from extractors.directives.issuers import bodies, with_issuers
from extractors.directives.roles import AMENDED_ELSEWHERE, role_of, roles_of
from extractors.facts import Directive
from extractors.segmented import About, Layout, about_of, layout_of, view_of
from extractors.view import View, fold

# Which role wins where mentions differ.
_ROLE_ORDER = ("tu_than", "phat_dong", "ban_hanh_kem", "thuc_hien", "sua_doi_thay_the", "can_cu", "nhac_den")


@dataclass(slots=True)
class Instrument:
    """One instrument with its mentions in text order and the roles they gave it."""

    mentions: list[Citation] = field(default_factory=list)
    roles: list[tuple[str, str, float]] = field(default_factory=list)


def cited(doc: Doc) -> list[Citation]:
    """Citations of the document's own text: page furniture is left out."""
    about, layout = about_of(doc), layout_of(doc)
    found = find_in_view(view_of(doc), place=about.province, on=about.anchor)
    return [c for c in found if not layout.is_furniture(c.start)]


def extract(doc: Doc, citations: Sequence[Citation] | None = None) -> list[Directive]:
    """One `Directive` per instrument, in the order of first mention; the document's own number first."""
    about, layout, seen = about_of(doc), layout_of(doc), view_of(doc)
    citations = cited(doc) if citations is None else citations
    citations = [_footnoted(citation, seen, notes) for citation in citations] if (notes := footnotes(doc)) else list(citations)
    citations = [_own_mention(citation, about, seen) for citation in citations]
    groups = _grouped(citations, about)
    before = {id(citation): previous for previous, citation in pairwise(citations)}
    roles = dict(zip(map(id, citations), roles_of(citations, seen, layout, about.document_type), strict=True))
    for key, instrument in groups.items():
        for citation in instrument.mentions:
            if about.number is not None and key == ("number", about.number):
                instrument.roles.append(("tu_than", "letterhead", 0.97))
            else:
                role = roles[id(citation)]
                instrument.roles.append(_role(role, citation, before.get(id(citation)), seen, layout, about.document_type))
    if about.document_type == "tin_tuc":
        _name_the_launch(groups, seen, layout)
    rows = with_issuers(_levelled([_row(instrument, about, layout) for instrument in groups.values()]), seen, about)
    if about.number and about.number_span and not any(row.number == about.number for row in rows):
        rows.insert(0, _own(about, layout))
    return rows


def _own_mention(citation: Citation, about: About, seen: View) -> Citation:
    """What stands on the number line is the document's own number, as the letterhead reads it."""
    span = about.number_span
    if span is None or about.number is None or citation.number == about.number:
        return citation
    if not _goes_on(citation, about.number, seen) and not (span[0] < citation.end and citation.start < span[1]):
        return citation
    return replace(citation, number=about.number, symbol=_symbol_of(about.number))


def _goes_on(citation: Citation, own: str, seen: View) -> bool:
    """Whether what is read as a shorter number is the own one: a stamp behind it ("45/KH-SYT-VP_14/05/2021_08:02:37") cuts it short."""
    if citation.number is None or not own.startswith((f"{citation.number}-", f"{citation.number}.")):
        return False
    rest = "".join(r"\s{0,2}[-.]\s{0,2}" if sign in "-." else re.escape(sign) for sign in fold(own[len(citation.number) :]))
    return re.compile(rf"{rest}(?![^\W_]|[-/]\w)").match(seen.low, citation.end) is not None


_LINK = 6  # characters: " và " and the like
_JOINED = re.compile(r"[^.;]{0,300}(?:,|\svà)\s+")


Role = tuple[str, str, float]


def _role(found: Role, citation: Citation, before: Citation | None, seen: View, layout: Layout, kind: str | None) -> Role:
    """Role of a mention; of two that are joined ("Kế hoạch thực hiện A và B") the second is what the first is."""
    if found[0] != "nhac_den" or before is None or not citation.number or not before.number:
        return found
    # Between them stands only what describes the first: its day, issuer, title.
    if citation.start - before.reach[1] > _LINK or not _JOINED.fullmatch(seen.low, before.end, citation.start):
        return found
    role, method, sure = role_of(before, seen, layout, kind)
    return (role, method, sure - 0.1) if role in ("thuc_hien", "can_cu") else found


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote that gives an instrument's day and issuer: "2 Ngày 15/7/2022 của UBND tỉnh"."""

    issued_on: date
    dated: tuple[int, int]
    issuer: str | None


_NOTE = re.compile(r"\s*\[?(\d{1,2})\]?[.)]?\s+(?:ban\s+hành\s+)?(?=ngày\s)")
_MARK = re.compile(r"\s?\[(\d{1,2})\]")


def footnotes(doc: Doc) -> dict[str, Footnote]:
    """The document's footnotes that date an instrument, by their mark."""
    layout, seen = layout_of(doc), view_of(doc)
    found: dict[str, Footnote] = {}
    for part in layout.of_kind("footnote"):
        for line in re.finditer(r"[^\n]+", seen.low[part.start : part.end]):
            match = _NOTE.match(line[0])
            if match is None:
                continue
            said = after_number(seen, part.start + line.start() + match.end(), None, title=False)
            if said.issued_on is not None and said.dated is not None:
                found.setdefault(match[1], Footnote(said.issued_on, said.dated, said.issuer))
    return found


def _footnoted(citation: Citation, seen: View, notes: dict[str, Footnote]) -> Citation:
    """The citation with the day and issuer that its footnote gives."""
    if citation.issued_on is not None or citation.number is None:
        return citation
    glued = re.search(r"(\d)$", citation.quote) if not citation.number[-1].isdigit() else None
    mark = _MARK.match(seen.low, citation.end) or glued
    note = notes.get(mark[1]) if mark else None
    if note is None:
        return citation
    issuer = citation.issuer if citation.issuer_stated else note.issuer or citation.issuer
    return replace(
        citation, issued_on=note.issued_on, dated=note.dated, year=note.issued_on.year, issuer=issuer, issuer_stated=issuer is not None,
        issuer_level=level_of(issuer) or citation.issuer_level,
    )  # fmt: skip


def _grouped(citations: Sequence[Citation], about: About) -> dict[tuple[str, str], Instrument]:
    groups: dict[tuple[str, str], Instrument] = {}
    full = {c.number for c in citations if c.symbol}
    laws = {title_key(c.title): c.number for c in citations if c.number and c.title and c.document_type == "luat"}
    for citation in citations:
        number = citation.number
        if number is not None and citation.symbol is None:
            number = _full_number(citation, citations) or number
        elif number is None and citation.title and citation.document_type == "luat":
            number = laws.get(title_key(citation.title))
        if number is not None and number not in full and number.isdigit() and _is_own_kind(citation, about):
            continue
        key = ("number", number) if number is not None else ("title", title_key(citation.title or ""))
        groups.setdefault(key, Instrument()).mentions.append(citation)
    return groups


_LAUNCHING = ("ke_hoach", "quyet_dinh", "cong_van", "chi_thi", "huong_dan")
_ABOUT_CAMPAIGN = re.compile(r"phong\s+trào|đợt\s+thi\s+đua|thi\s+đua|cuộc\s+vận\s+động|cao\s+điểm")


def _name_the_launch(groups: dict[tuple[str, str], Instrument], seen: View, layout: Layout) -> None:
    """In news that tell of no launching document in so many words, it is the first local plan named in the lead."""
    if any(role == "phat_dong" for instrument in groups.values() for role, _, _ in instrument.roles):
        return
    own = [b for b in layout.blocks if b.kind not in ("furniture", "title", "head", "foot")][:4]
    for instrument in groups.values():
        first = instrument.mentions[0]
        if first.document_type not in _LAUNCHING or first.symbol is None or first.issuer_level == "trung_uong":
            continue
        if any(role in ("thuc_hien", "can_cu", "sua_doi_thay_the") for role, _, _ in instrument.roles):
            continue
        start, end = layout.sentence_at(first.start)
        if any(b.start <= first.start < b.end for b in own) and _ABOUT_CAMPAIGN.search(seen.low, start, end + 200):
            instrument.roles.append(("phat_dong", "role-first-plan", 0.6))
            return


def _is_own_kind(citation: Citation, about: About) -> bool:
    """ "Kế hoạch 1954" where the document's own number begins so."""
    return about.number is not None and re.match(rf"{citation.number}\b", about.number) is not None


def _full_number(short: Citation, citations: Sequence[Citation]) -> str | None:
    """A title may say "Chỉ thị số 34" before the text gives its symbol: then the first full number of that type is meant."""
    for citation in citations:
        if citation.symbol and citation.document_type == short.document_type and citation.head == str(int(short.number or 0)):
            return citation.number
    return None


# What a title may have or lack: "Hiến pháp (nước Cộng hòa xã hội chủ nghĩa Việt Nam) (năm) 2013".
_SAID_OR_NOT = re.compile(
    r"\b(?:của|đại\s+biểu|lần\s+thứ|lần|thứ|bộ\s+luật|luật|toàn\s+quốc|năm(?=\s+\d{4})"
    r"|(?:nước\s+cộng\s+hòa\s+xã\s+hội\s+chủ\s+nghĩa|cộng\s+sản)\s+việt\s+nam)\b"
)


def title_key(title: str | None) -> str:
    """What two ways of naming one law or congress share.

    >>> title_key("Nghị quyết Đại hội Đại biểu Đảng bộ tỉnh lần thứ XI") == title_key("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XI")
    True
    """
    words = re.sub(r"[^\w\s]", " ", fold(title or ""))
    words = _SAID_OR_NOT.sub(" ", words)
    return " ".join(sorted(words.split()))


def _row(instrument: Instrument, about: About, layout: Layout) -> Directive:
    mentions = instrument.mentions
    # The mention that says most is the witness: date and issuer before bare numbers.
    best = max(mentions, key=lambda c: (c.issued_on is not None, c.issuer_stated, c.symbol is not None, -c.start))
    roles = instrument.roles
    if any(role == "can_cu" for role, _, _ in roles):  # a basis, though another of the bases amends it
        roles = [r for r in roles if r[0] != "sua_doi_thay_the" or r[2] > AMENDED_ELSEWHERE]
    role, _, sure = min(roles, key=lambda r: (_ROLE_ORDER.index(r[0]), -r[2]))
    stated = [c.issuer for c in mentions if c.issuer and c.issuer_stated]
    issuer = max(stated, key=lambda name: len(complete(name, about.province, about.district) or ""), default=None) or next(
        (c.issuer for c in mentions if c.issuer), None
    )
    issuer, level = _settled(issuer, best, about)
    number = best.number if best.symbol or not best.number else next((c.number for c in mentions if c.symbol), best.number)
    issued_on = next((c.issued_on for c in [best, *mentions] if c.issued_on), None)
    title = next((c.title for c in [best, *mentions] if c.title), None)
    if number is None:
        title = min((c.title or "" for c in mentions), key=len)
    if role == "tu_than":
        issued_on, issuer, level = about.issued_on or issued_on, about.issuer or issuer, about.issuer_level or level
    kind = about.document_type if role == "tu_than" and about.document_type != "tin_tuc" else best.document_type
    if role == "tu_than" and number and number.startswith(f"{best.head}/") and best.document_type == "quyet_dinh" and kind in _ISSUED_BY:
        kind = best.document_type
    symbol = best.symbol or next((c.symbol for c in mentions if c.symbol), None)
    return Directive(
        start=best.start, end=best.end, section=layout.section_at(best.start), method=best.rule,
        confidence=round(min(0.99, (0.97 if best.symbol else 0.85 if best.number is None else 0.6) * (0.9 + 0.1 * sure)), 3),
        number=number, document_type=kind, year=best.year or (issued_on.year if issued_on else None), symbol=symbol,
        title=title, issued_on=issued_on, issuer=issuer, issuer_level=level, role=role, mentions=len(mentions),
        provision="; ".join(dict.fromkeys(c.provision for c in mentions if c.provision)) or None,
    )  # fmt: skip


# What is issued with a decision and may bear its number ("Số: 268/QĐ-…" over a "Quy chế").
_ISSUED_BY = ("quy_che", "quy_dinh", "ke_hoach", "chuong_trinh", "de_an", "huong_dan")


def _levelled(rows: list[Directive]) -> list[Directive]:
    """A unit's own letters ("CĐCĐST") are its own in every number of the document: what bears them is of its level."""
    units = {body for row in rows if row.issuer_level == "don_vi" and row.issuer for body in bodies(row.symbol)}
    return [
        replace(row, issuer_level="don_vi") if row.issuer_level is None and row.issuer is None and units & bodies(row.symbol) else row
        for row in rows
    ]


def _settled(issuer: str | None, citation: Citation, about: About) -> tuple[str | None, str | None]:
    """Issuer in full and its level; a "QĐ-UBND" or dispatch without words is of the people's committee that the document is of."""
    issuer = complete(issuer, about.province, about.district)
    level = level_of(issuer) or citation.issuer_level
    if issuer is None and citation.symbol and re.search(r"UBND\b", citation.symbol) and about.issuer_level in ("tinh", "huyen", "xa"):
        own = about.issuer or ""
        if "nhân dân" in own.lower():
            return own, about.issuer_level
    if issuer is None and citation.symbol and re.search(r"UBND\b", citation.symbol) and about.province:
        # In a department's paper or the news: the committee over it.
        if about.district and about.issuer_level in (None, "phong_ban", "huyen"):
            return f"Ủy ban nhân dân huyện {about.district}", "huyen"
        return f"Ủy ban nhân dân tỉnh {about.province}", "tinh"
    return issuer, level


def _symbol_of(number: str | None) -> str | None:
    return re.sub(r"^\w+?[/-](?:\d{4}/)?", "", number or "") or None


def _own(about: About, layout: Layout) -> Directive:
    start, end = about.number_span or (0, 0)
    symbol = _symbol_of(about.number)
    return Directive(
        start=start, end=end, section=layout.section_at(start), method="letterhead", confidence=0.97, number=about.number,
        document_type=about.document_type, year=about.issued_on.year if about.issued_on else None, symbol=symbol, title=about.title,
        issued_on=about.issued_on, issuer=about.issuer, issuer_level=about.issuer_level, role="tu_than", mentions=1,
    )  # fmt: skip
