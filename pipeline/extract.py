"""From a segmented document to its record and its facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from spacy.tokens import Doc

from extractors import campaign, letterhead
from extractors.agencies.names import complete
from extractors.awards.extract import extract as extract_awards
from extractors.campaign.extract import Draft
from extractors.campaign.kinds import is_announcement
from extractors.dates.extract import dated, with_launch
from extractors.dates.extract import extract as extract_dates
from extractors.directives.extract import cited
from extractors.directives.extract import extract as extract_directives
from extractors.facts import Campaign, Fact
from extractors.facts import Document as DocumentRow
from extractors.participants.extract import extract as extract_participants
from extractors.segmented import About, Attachment, about_of, layout_of, view_of
from extractors.targets.extract import extract as extract_targets
from extractors.view import fold
from pipeline.calibration import calibration
from pipeline.document import Document, Trouble
from pipeline.resolve.campaigns.signature import signature_of
from pipeline.resolve.place import DocumentPlace, place_of


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that one document gives: its row, the campaign as it tells it, its facts, what went amiss, what it links to.

    ``signature`` tells how much its own text is like another's (`pipeline.resolve.campaigns.signature`).
    """

    document: DocumentRow
    campaign: Campaign | None
    facts: Mapping[str, Sequence[Fact]]
    troubles: Sequence[Trouble] = ()
    links: Sequence[Attachment] = ()
    signature: bytes = b""


def extract(document: Document, doc: Doc, *, calibrated: bool = True) -> Extraction:
    """Record, campaign and facts of a document; ``doc`` is what `pipeline.segment.segment` made of it.

    ``calibrated=False`` leaves the rules' own scores as confidence, which is what calibration is fitted to.

    The order matters: who speaks and when is settled first, then where that is, and only then are facts read against it.
    """
    place = settle(document, doc)
    layout, seen = layout_of(doc), view_of(doc)
    citations = cited(doc)
    expressions = dated(doc)
    own = [e for e in expressions if not layout.is_furniture(e.start)]
    directive_rows = extract_directives(doc, citations)
    target_rows = extract_targets(doc, own, citations)
    date_rows = extract_dates(doc, citations, expressions, {row.deadline for row in target_rows if row.deadline})
    if about_of(doc).announced:
        date_rows = with_launch(date_rows, directive_rows)
    facts: dict[str, Sequence[Fact]] = {
        "directives": directive_rows,
        "dates": date_rows,
        "targets": target_rows,
        "participants": extract_participants(doc),
        "awards": extract_awards(doc),
    }
    draft = campaign.extract(doc, citations, directive_rows, date_rows)
    share = calibration().share if calibrated else _own_score
    facts = {
        table: [_witnessed(row, document, place, share(table, row.method, row.confidence)) for row in rows]
        for table, rows in facts.items()
    }
    row = _document_row(document, doc._.about, place, draft)
    return Extraction(
        row,
        _campaign_row(draft, row, len(facts["targets"])),
        facts,
        document.troubles,
        document.metadata.attachments,
        signature_of(seen, layout),
    )


def settle(document: Document, doc: Doc) -> DocumentPlace:
    """Settle what the document is (``doc._.about``) and where it belongs."""
    layout = layout_of(doc)
    head = letterhead.read_letterhead(doc)
    metadata = document.metadata
    published = metadata.published_at
    published_on = published.date() if isinstance(published, datetime) else published
    on = head.issued_on or published_on
    place = place_of(document, layout, on, head.issuer)
    year = None if on else _year_of(document.text, head.title)
    issuer = complete(head.issuer, place.province_name, place.district_name)
    about = About(
        document_type=head.document_type, number=head.number, number_span=head.number_span, title=head.title, title_span=head.title_span,
        issued_on=head.issued_on, issued_span=head.issued_span, issued_under=head.attached, published_on=published_on,
        published_at=_stamp(published), published_span=metadata.published_span, issuer=issuer, issuer_level=head.issuer_level,
        province=place.province_name, province_code=place.province_code, district=place.district_name, anchor=on, year=year,
    )  # fmt: skip
    announced, _ = is_announcement(view_of(doc), layout, about)
    doc._.about = about if announced == about.announced else replace(about, announced=announced)
    return place


def _stamp(moment: date | datetime | None) -> str | None:
    return (
        None if moment is None else moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()
    )


def _year_of(text: str, title: str | None) -> int | None:
    """The year that a document without a day of its own is about: its title's, else the one it names most."""
    if stamp := re.match(r"\W*date\s((?:19|20)\d\d)-\d\d\s", text):
        return int(stamp[1])  # the month of publication, which a page's metadata left at the head of its text
    if reviewed := re.match(r".{0,90}?tổng\s+kết\s.*?giai\s+đoạn\s+(?:19|20)\d\d\s*(?:-|đến)\s*((?:19|20)\d\d)", fold(title or "")):
        return int(reviewed[1])  # a review of a period is held when it ends
    for source in (title or "", text[:8000]):
        years = Counter(int(y) for y in re.findall(r"(?:năm|/|\d\.)\s*((?:19|20)\d\d)(?!\s*-|\d)", fold(source)))
        if years:
            return max(years, key=lambda y: (years[y], y))
    return None


def _witnessed(row: Fact, document: Document, place: DocumentPlace, confidence: float) -> Fact:
    """The row with its document and that one's province, the words it rests on and where they stand in the file, and how sure it is.

    Its extractor has just made it and nobody else holds it, so it is filled in place: making each row twice took a tenth of extraction.
    """
    anchors = document.locate(row.start, row.end) if row.end > row.start else []
    locator = anchors[0].locator if anchors else None
    if row.end == row.start:
        locator = document.metadata.published_locator
    for column, value in (
        ("document_id", document.document_id), ("quote", document.text[row.start : row.end]), ("locator", locator),
        ("confidence", confidence), ("province_code", place.province_code), ("province_name", place.province_name),
        ("province_code_2025", place.province_code_2025), ("province_name_2025", place.province_name_2025),
    ):  # fmt: skip
        object.__setattr__(row, column, value)
    return row


def _own_score(table: str, method: str, score: float) -> float:
    """A row's confidence where it is not to be calibrated."""
    return score


def _document_row(document: Document, about: About, place: DocumentPlace, draft: Draft) -> DocumentRow:
    return DocumentRow(
        document_id=document.document_id, source=document.source, media_type=document.media_type, title=about.title,
        document_type=about.document_type, document_number=about.number, issued_on=about.issued_on, published_at=about.published_at,
        issuer=about.issuer, issuer_level=about.issuer_level, province_code=place.province_code, province_name=place.province_name,
        province_code_2025=place.province_code_2025, province_name_2025=place.province_name_2025, district_name=place.district_name,
        is_announcement=draft.announced, pages=document.pages, ocr_pages=document.ocr_pages, ocr_confidence=document.ocr_confidence,
        characters=len(document.text),
    )  # fmt: skip


def _campaign_row(draft: Draft, row: DocumentRow, targets: int) -> Campaign | None:
    if not draft.announced:
        return None
    return Campaign(
        campaign_id="", name=draft.name, theme=draft.theme, campaign_type=draft.campaign_type, launched_by=draft.launched_by,
        level=draft.level, province_code=row.province_code, province_name=row.province_name,
        province_code_2025=row.province_code_2025, province_name_2025=row.province_name_2025, district_name=row.district_name,
        launched_on=draft.launched_on, start_from=draft.start_from, start_to=draft.start_to, end_from=draft.end_from,
        end_to=draft.end_to, instrument=draft.instrument, implements=draft.implements, documents=1, targets=targets,
    )  # fmt: skip
