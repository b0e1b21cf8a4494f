"""What joining looks at of a document: a few folded words, numbers and days, made once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from extractors.facts import Campaign, Directive, Document
from extractors.places.tables import REFORM
from extractors.view import bare

if TYPE_CHECKING:
    from pipeline.extract import Extraction

LOCAL = frozenset({"huyen", "phong_ban", "xa", "don_vi"})
"""Levels of which a province has many: their district says which."""

# Words that any campaign's name may have.
_COMMON = frozenset(re.findall(r"\w+", """
    phong trao thi dua dot cao diem dac biet yeu nuoc cuoc van dong chien dich thang chuyen de thuong xuyen nam giai doan tu den
    va cac trong tren dia ban toan tinh huyen xa thanh pho hoc quy lan thu thuc hien to chuc phat voi chu de mang ten
"""))  # fmt: skip
_TITLES = re.compile(
    r"\b(?:pho )?(?:chu tich|giam doc|tong giam doc|hieu truong|bi thu|chanh van phong|truong ban|cuc truong|bo truong|lanh dao)\b"
    r"|\b(?:ban thuong vu|ban thuong truc|thuong truc|ban chap hanh|van phong)\b"
)
_SHORT = (("ubnd", "uy ban nhan dan"), ("hdnd", "hoi dong nhan dan"), ("ldld", "lien doan lao dong"), ("mttq", "mat tran to quoc"))
_UNITS = (" huyen", " quan", " thi xa", " thanh pho", " xa", " phuong", " thi tran", " dac khu")  # a town may bear its province's name
_PARTY = re.compile(r"\bdang bo (tinh|thanh pho|huyen|thi xa)\b")
_COMMITTEES = {"tinh": "tinh uy", "thanh pho": "thanh uy", "huyen": "huyen uy", "thi xa": "thi uy"}
_AMENDS = re.compile(r"\b(?:sua doi|bo sung|dieu chinh|dinh chinh|gia han|keo dai thoi gian|thay the|thay doi)\b")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*-\s*((?:19|20)?\d\d)(?!\d))?")
_ORDINAL = re.compile(r"\b(?:dot|quy|lan thu|lan|ky|giai doan|vong)\s+([ivx]+|\d{1,2})\b(?!\s*[/-])")
_FIGURE = re.compile(r"(?<![\d/.-])(\d{1,3})\s+(?=[a-z])")
_ANYBODYS = re.compile(
    r"ke[\W_]?hoach|van[\W_]?ban|quyet[\W_]?dinh|cong[\W_]?van|tai[\W_]?ve|dinh[\W_]?kem|chi[\W_]?thi|toan[\W_]?van|phu[\W_]?luc"
    r"|file|download|signed|scan|ubnd|kh|qd|cv|ct|vb|[\d\W_]+"
)


@dataclass(frozen=True, slots=True)
class Profile:
    """A document as joining sees it; texts are folded (`extractors.view.bare`), numbers without blanks."""

    document: Document
    campaign: Campaign | None
    official: bool  # speaks for an authority; a news item only tells of one
    number: str | None  # its own
    says: dict[str, date | None]  # numbers that launch its campaign, its own among them, with their day
    carries: dict[str, Directive]  # numbers that it carries out
    rests: frozenset[str]  # numbers that it carries out or rests on
    amends: dict[str, date | None]  # numbers that it changes
    amendment: bool  # its title says that it changes another
    launches: frozenset[date]  # days that it tells as the launch
    name: str
    core: frozenset[str]  # words of the name that tell it from others
    years: frozenset[tuple[int, int]]
    figures: frozenset[str]  # "đợt 2", "90 ngày"
    authority: str
    level: str | None
    district: str
    day: date | None  # launch, else issue, else publication
    links: tuple[tuple[str, str], ...]  # file names that it links to, each with the whole address
    file: str
    signature: bytes

    @property
    def key(self) -> str:
        """The document's identifier."""
        return self.document.document_id

    @property
    def province(self) -> str | None:
        """Code among the 34; ``TW`` for a central body."""
        return "TW" if self.level == "trung_uong" else self.document.province_code_2025


def profile_of(extraction: Extraction) -> Profile:
    """The profile of a document."""
    document, campaign = extraction.document, extraction.campaign
    rows = [row for row in extraction.facts.get("directives", ()) if isinstance(row, Directive) and row.number]
    official = document.document_type not in (None, "tin_tuc")
    own = number_key(document.document_number)
    by = document.issuer if official and document.issuer else campaign.launched_by if campaign else None
    title = bare(document.title or "")
    name = bare((campaign.name if campaign else None) or document.title or "")
    district = bare(document.district_name or "")
    level = _level(document, campaign, official)
    return Profile(
        document=document, campaign=campaign, official=official, number=own, says=_says(document, campaign, rows, official),
        carries={number_key(row.number) or "": row for row in reversed(rows) if row.role == "thuc_hien"},
        rests=frozenset(number_key(row.number) or "" for row in rows if row.role in ("thuc_hien", "can_cu")),
        amends=_amends(rows, title, own), amendment=bool(_AMENDS.search(title[:160])),
        launches=_launches(extraction), name=name, core=frozenset(filter(str.isalpha, words(name))) - _COMMON - _place_words(document),
        years=_years(name) or (_years(title) if official else frozenset()),
        figures=frozenset(m[1] for m in _ORDINAL.finditer(name)) | frozenset(m[1] for m in _FIGURE.finditer(name)),
        authority=authority_key(by, document.province_name, document.province_name_2025), level=level,
        district=district if level in LOCAL else "", day=_day(document, campaign),
        links=tuple(sorted({(file_name(link.url), link.url) for link in extraction.links})),
        file=file_name(document.source), signature=extraction.signature,
    )  # fmt: skip


@lru_cache(maxsize=1 << 14)
def number_key(number: str | None) -> str | None:
    """A number of a document in the spelling it is compared in.

    >>> number_key("959 /QĐ-UBND")
    '959/qd-ubnd'
    """
    if not number:
        return None
    return re.sub(r"\s+", "", bare(number)).removeprefix("0") or None


@lru_cache(maxsize=1 << 14)
def words(text: str) -> tuple[str, ...]:
    """Words of a folded text."""
    return tuple(re.findall(r"[^\W_]+", text))


@lru_cache(maxsize=1 << 14)
def authority_key(name: str | None, *places: str | None) -> str:
    """An authority as it is compared: its chair speaks for it, and a province's bodies need not name the province.

    >>> authority_key("Chủ tịch UBND tỉnh Lào Cai", "Lào Cai")
    'uy ban nhan dan tinh'
    >>> authority_key("Ban Chấp hành Đảng bộ tỉnh Lào Cai", "Lào Cai") == authority_key("Ban Thường vụ Tỉnh ủy", None)
    True
    """
    folded = f" {' '.join(words(bare(name or '')))} "
    for short, full in _SHORT:
        folded = folded.replace(f" {short} ", f" {full} ")
    folded = _PARTY.sub(lambda m: _COMMITTEES[m[1]], folded)
    folded = _TITLES.sub(" ", folded)
    folded = " ".join(folded.split())
    for place in places:
        ending = " " + " ".join(words(bare(place or "")))
        if len(ending) > 1 and folded.endswith(ending) and not folded.removesuffix(ending).endswith(_UNITS):
            folded = folded.removesuffix(ending)
    return folded


def file_name(address: str) -> str:
    """The last part of a path or URL, in lower case."""
    try:
        path = urlsplit(address).path
    except ValueError:
        path = address
    return unquote(PurePosixPath(path or address).name).lower()


def is_generic(name: str) -> bool:
    """Whether a file name could be anybody's.

    >>> is_generic("ke-hoach-45.pdf"), is_generic("ha-giang-cai-tao-vuon-tap.docx")
    (True, False)
    """
    return len(_ANYBODYS.sub("", bare(PurePosixPath(name).stem))) < 4


def _says(document: Document, campaign: Campaign | None, rows: Iterable[Directive], official: bool) -> dict[str, date | None]:
    """Numbers that launch the campaign, each with the day it was issued, where told."""
    told: dict[str, date | None] = {}
    for row in rows:
        under = row.role == "ban_hanh_kem" and (row.issued_on is None or document.issued_on in (None, row.issued_on))
        if row.role == "phat_dong" or under:
            told.setdefault(number_key(row.number) or "", row.issued_on)
    if official and (own := number_key(document.document_number)):
        told[own] = document.issued_on
    if campaign and (instrument := number_key(campaign.instrument)):
        cited = next((row.issued_on for row in rows if number_key(row.number) == instrument and row.issued_on), None)
        told.setdefault(instrument, cited)
    return told


def _amends(rows: Iterable[Directive], title: str, own: str | None) -> dict[str, date | None]:
    """Numbers that the document changes: by their role, or because a title that speaks of a change names them."""
    titled = re.sub(r"\s+", "", title) if _AMENDS.search(title[:160]) else ""
    keyed = [(number_key(row.number) or "", row) for row in rows]
    return {
        number: row.issued_on
        for number, row in keyed
        if row.role == "sua_doi_thay_the" or (number != own and number in titled and _stands_in(titled, number))
    }


def _stands_in(text: str, number: str) -> bool:
    """True where ``text`` has the number itself, not the end or the beginning of a longer one."""
    return re.search(rf"(?<!\d){re.escape(number)}(?![\w-])", text) is not None


def _launches(extraction: Extraction) -> frozenset[date]:
    return frozenset(
        row.date_from  # type: ignore[attr-defined]
        for row in extraction.facts.get("dates", ())
        if row.role == "phat_dong" and row.precision == "day" and row.date_from  # type: ignore[attr-defined]
    )


def _level(document: Document, campaign: Campaign | None, official: bool) -> str | None:
    told = campaign.level if campaign else None
    return document.issuer_level or told if official else told


def _place_words(document: Document) -> frozenset[str]:
    return frozenset(words(bare(f"{document.province_name or ''} {document.province_name_2025 or ''}")))


def _years(folded: str) -> frozenset[tuple[int, int]]:
    found = set()
    for match in _YEARS.finditer(folded):
        last = match[2] or match[1]
        found.add((int(match[1]), int(last if len(last) == 4 else match[1][:2] + last)))
    return frozenset(found)


def _day(document: Document, campaign: Campaign | None) -> date | None:
    published = date.fromisoformat(document.published_at[:10]) if document.published_at else None
    return (campaign.launched_on if campaign else None) or document.issued_on or published


def province_on(profile: Profile) -> tuple[str, str] | None:
    """System of provinces and code in it, where the document's day says which system that is."""
    document = profile.document
    if profile.level == "trung_uong" or not document.province_code or profile.day is None:
        return None
    return ("63" if profile.day < REFORM else "34"), document.province_code
