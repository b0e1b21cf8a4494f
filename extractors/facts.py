"""Every table that thidua writes, described once.

A table is a frozen dataclass; a column is a field with `column(...)`. The CSV header, the Parquet schema, datapackage.json, the
data dictionary and the checks on write are all read off these classes. An extractor returns rows of the fact tables without
``document_id``, ``quote`` and ``locator``, which publishing fills from the document.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, get_type_hints


@dataclass(frozen=True, slots=True)
class Column:
    """One column: type (``string``, ``integer``, ``number``, ``date``, ``datetime``, ``boolean``), and what it means."""

    name: str
    type: str
    en: str
    vi: str
    codes: str | None = None
    references: str | None = None  # "table.column"
    required: bool = False


def column(
    en: str, vi: str, *, codes: str | None = None, references: str | None = None, type: str | None = None, default: Any = None
) -> Any:
    """A dataclass field that carries its column's description; ``default=MISSING`` makes it required."""
    metadata = {"en": en, "vi": vi, "codes": codes, "references": references, "type": type}
    if default is MISSING:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


_TYPES = {str: "string", int: "integer", Decimal: "number", float: "number", date: "date", bool: "boolean"}


def columns(table: type) -> tuple[Column, ...]:
    """The columns of a table class, in the order of the file."""
    return _columns(table)


@cache
def _columns(table: Any) -> tuple[Column, ...]:
    hints = get_type_hints(table)
    return tuple(_column(f, hints[f.name]) for f in fields(table))


def _column(f: Field[Any], hint: Any) -> Column:
    base = next((t for t in getattr(hint, "__args__", (hint,)) if t is not type(None)), hint)
    kind = f.metadata.get("type") or _TYPES[base]
    return Column(
        f.name,
        kind,
        f.metadata["en"],
        f.metadata["vi"],
        f.metadata.get("codes"),
        f.metadata.get("references"),
        f.default is MISSING,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """The columns that every fact table shares."""

    document_id: str = column("document", "văn bản", references="documents.document_id", default="")
    start: int = column("offset of the first character of the evidence", "vị trí đầu của trích dẫn", default=MISSING)
    end: int = column("offset after the last character", "vị trí sau ký tự cuối", default=MISSING)
    quote: str = column("the evidence, text[start:end]", "trích dẫn nguyên văn", default="")
    section: str = column("role of the part it stands in", "vai trò của phần chứa trích dẫn", codes="sections", default="khac")
    method: str = column("rule or model that found it", "quy tắc hoặc mô hình đã tìm ra", default=MISSING)
    confidence: float = column("0 to 1: share of such rows that are right", "độ tin cậy từ 0 đến 1", default=0.9)
    locator: str | None = column(
        "where the evidence stands in the source file (page and box, XPath, paragraph)", "vị trí trong tệp gốc"
    )
    province_code: str | None = column("GSO code of the document's province, on its day", "mã tỉnh của văn bản, vào ngày văn bản")
    province_name: str | None = column("the document's province, on its day", "tên tỉnh của văn bản, vào ngày văn bản")
    province_code_2025: str | None = column("GSO code among the 34 provinces", "mã tỉnh trong 34 tỉnh, thành phố")
    province_name_2025: str | None = column("province among the 34", "tên tỉnh trong 34 tỉnh, thành phố")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One row per ingested document."""

    document_id: str = column("first 16 hex digits of the SHA-256 of the bytes", "16 số đầu của SHA-256", default=MISSING)
    source: str = column("path or URL", "đường dẫn hoặc URL", default=MISSING)
    media_type: str = column("media type of the bytes", "kiểu tệp", default=MISSING)
    title: str | None = column("title", "tên văn bản, tiêu đề bài")
    document_type: str | None = column("type of document", "loại văn bản", codes="document_types")
    document_number: str | None = column("the document's own number", "số, ký hiệu của chính văn bản")
    issued_on: date | None = column("issue date", "ngày ban hành")
    published_at: str | None = column("date published, with time where stated", "ngày (giờ) đăng", type="string")
    issuer: str | None = column("issuing authority, full name", "cơ quan ban hành, tên đầy đủ")
    issuer_level: str | None = column("level of the issuer", "cấp của cơ quan ban hành", codes="levels")
    province_code: str | None = column("GSO code on the document's date", "mã tỉnh theo hệ thống có hiệu lực ngày văn bản")
    province_name: str | None = column("province on the document's date", "tên tỉnh vào ngày văn bản")
    province_code_2025: str | None = column("GSO code among the 34 provinces", "mã tỉnh trong 34 tỉnh, thành phố")
    province_name_2025: str | None = column("province among the 34", "tên tỉnh trong 34 tỉnh, thành phố")
    district_name: str | None = column("district, without its type", "tên huyện, quận, thị xã, thành phố")
    campaign_id: str | None = column("campaign it is about", "phong trào mà văn bản nói tới", references="campaigns.campaign_id")
    is_announcement: bool | None = column(
        "does it launch, direct or report the launch of a campaign", "có phát động phong trào không"
    )
    pages: int | None = column("pages", "số trang")
    ocr_pages: int | None = column("pages read by OCR", "số trang đọc bằng OCR")
    ocr_confidence: float | None = column(
        "mean confidence of the words read by OCR, 0 to 1", "độ tin cậy trung bình của các từ đọc bằng OCR, từ 0 đến 1"
    )
    characters: int | None = column("characters of the text as kept", "số ký tự")
    gone_on: date | None = column(
        "night since which its address answers that it is gone (nightly crawl only)", "đêm từ đó trang không còn ở địa chỉ cũ"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """One row per campaign, resolved over documents."""

    campaign_id: str = column("campaign", "phong trào", default=MISSING)
    name: str | None = column("name of the campaign", "tên phong trào, đợt thi đua")
    theme: str | None = column("slogan, without quotation marks", "chủ đề, khẩu hiệu")
    campaign_type: str | None = column("type of campaign", "hình thức tổ chức thi đua", codes="campaign_types")
    launched_by: str | None = column("who launches it", "cơ quan phát động")
    level: str | None = column("level of the launching authority", "cấp phát động", codes="levels")
    province_code: str | None = column("GSO code on the launch date", "mã tỉnh")
    province_name: str | None = column("province on the launch date", "tên tỉnh")
    province_code_2025: str | None = column("GSO code among the 34", "mã tỉnh trong 34 tỉnh, thành phố")
    province_name_2025: str | None = column("province among the 34", "tên tỉnh trong 34 tỉnh, thành phố")
    district_name: str | None = column("district", "tên huyện")
    launched_on: date | None = column("day of the launch", "ngày phát động")
    start_from: date | None = column("earliest day the stated start can mean", "ngày bắt đầu sớm nhất")
    start_to: date | None = column("latest day the stated start can mean", "ngày bắt đầu muộn nhất")
    end_from: date | None = column("earliest day the stated end can mean", "ngày kết thúc sớm nhất")
    end_to: date | None = column("latest day the stated end can mean", "ngày kết thúc muộn nhất")
    instrument: str | None = column("number of the document that launches it", "số văn bản phát động")
    implements: str | None = column("number of the directive it carries out", "số văn bản được triển khai thực hiện")
    documents: int | None = column("documents about it", "số văn bản")
    targets: int | None = column("targets it names", "số chỉ tiêu")


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive(Fact):
    """One row per document and legal or party instrument it names."""

    number: str | None = column("canonical number", "số, ký hiệu chuẩn")
    document_type: str | None = column("type of the instrument", "loại văn bản", codes="document_types")
    year: int | None = column("year of issue", "năm ban hành")
    symbol: str | None = column("symbol after the number", "ký hiệu")
    title: str | None = column("title as named", "trích yếu")
    issued_on: date | None = column("issue date", "ngày ban hành")
    issuer: str | None = column("issuer, full name", "cơ quan ban hành")
    issuer_level: str | None = column("level of the issuer", "cấp của cơ quan ban hành", codes="levels")
    role: str | None = column("what it is to this document", "vai trò đối với văn bản này", codes="citation_roles")
    mentions: int = column("how often it is named", "số lần được nhắc", default=1)
    provision: str | None = column("articles and clauses named with it", "điều, khoản được dẫn")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFact(Fact):
    """One row per document, role and interval."""

    role: str = column("what the date is", "vai trò của ngày", codes="date_roles", default=MISSING)
    date_from: date | None = column("first day", "ngày đầu")
    date_to: date | None = column("last day", "ngày cuối")
    edtf: str | None = column("as written, in EDTF (ISO 8601-2)", "như viết trong văn bản, dạng EDTF")
    precision: str | None = column("day, month, quarter, half, year, years", "độ chính xác")
    bound: str | None = column("at, from, until, before", "giới hạn")
    recurrence: str | None = column("RFC 5545 rule of a recurring deadline", "quy tắc lặp lại (RFC 5545)")
    anchor: date | None = column("date it was resolved against", "ngày làm mốc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Fact):
    """One row per target."""

    indicator: str | None = column("what is measured, and of whom", "chỉ tiêu")
    sector: str | None = column("sector", "lĩnh vực", codes="sectors")
    comparator: str | None = column("eq, ge, le, gt, lt, approx, range", "phép so sánh")
    value_min: Decimal | None = column("value, or lower end", "giá trị hoặc cận dưới")
    value_max: Decimal | None = column("value, or upper end", "giá trị hoặc cận trên")
    unit: str | None = column("unit", "đơn vị", codes="units")
    unit_label: str | None = column("unit as written", "đơn vị như viết")
    direction: str | None = column("reach, increase, decrease, maintain", "hướng")
    population: str | None = column("who or what is counted", "đối tượng được đếm")
    deadline: date | None = column("last day meant", "hạn hoàn thành")
    kind: str = column("numeric or qualitative", "định lượng hay định tính", default="numeric")
    same_as: int | None = column("start of the row that this amount restates", "vị trí chỉ tiêu được nhắc lại bằng đơn vị khác")


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Fact):
    """One row per document and participant type."""

    participant_code: str = column("who takes part", "đối tượng", codes="participants", default=MISSING)
    label: str | None = column("as written", "như viết trong văn bản")
    kind: str | None = column("collective or individual", "tập thể hay cá nhân")
    basis: str = column("stated, addressed or eligible", "căn cứ: nêu rõ, được yêu cầu, hay được xét khen", default=MISSING)
    scope: str | None = column("whose, as written", "thuộc cấp nào, như viết")


@dataclass(frozen=True, slots=True, kw_only=True)
class Award(Fact):
    """One row per document, award form and who grants it."""

    award_code: str = column("form of award", "hình thức khen thưởng, danh hiệu thi đua", codes="awards", default=MISSING)
    label: str | None = column("as written", "như viết trong văn bản")
    grantor: str | None = column("who grants it, as written", "người có thẩm quyền, như viết")
    grantor_code: str | None = column("who grants it", "người có thẩm quyền", codes="grantors")
    recipient: str | None = column("collective, individual, both", "tập thể, cá nhân, cả hai")
    quantity_min: int | None = column("how many, lower end", "số lượng, cận dưới")
    quantity_max: int | None = column("how many, upper end", "số lượng, cận trên")
    per: str | None = column("what each number is for", "tính cho mỗi đơn vị nào")
    occasion: str | None = column("when it is given", "dịp khen thưởng", codes="occasions")
    amount: Decimal | None = column("money that goes with it, in dong", "mức tiền thưởng (đồng)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """The crosswalk of provinces: 63 to 2025-06-30, 34 from 2025-07-01, a row for each change of code, name or type."""

    province_code: str = column("GSO code", "mã tỉnh", default=MISSING)
    province_name: str = column("name", "tên tỉnh", default=MISSING)
    valid_from: date = column("first day of validity", "có hiệu lực từ", default=MISSING)
    valid_to: date | None = column("last day of validity (empty: today)", "có hiệu lực đến")
    province_code_2025: str = column("GSO code among the 34", "mã tỉnh trong 34 tỉnh, thành phố", default=MISSING)
    province_name_2025: str = column("name among the 34", "tên tỉnh trong 34 tỉnh, thành phố", default=MISSING)
    province_type: str = column("province or centrally run city", "tỉnh hay thành phố trực thuộc trung ương", default="tinh")
    successor_code: str | None = column("GSO code of what it became after valid_to", "mã tỉnh kế tiếp")
    successor_name: str | None = column("name of what it became", "tên tỉnh kế tiếp")
    decree: str | None = column(
        "act that made it so (empty: before 2004)", "văn bản thành lập, điều chỉnh (trống: trước năm 2004)"
    )
    ended_by: str | None = column("act that ended it", "văn bản chấm dứt")
    aliases: str | None = column("other spellings, split by |", "cách viết khác, ngăn bằng |")
    abbreviations: str | None = column("abbreviations, split by |", "tên viết tắt, ngăn bằng |")
    newspapers: str | None = column("newspapers of the province, split by |", "báo của tỉnh, ngăn bằng |")
    newspaper_hosts: str | None = column("their hosts, split by |", "tên miền của báo, ngăn bằng |")
    portal_hosts: str | None = column("hosts of the province's portal, split by |", "tên miền cổng thông tin, ngăn bằng |")


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """The former districts (none since 2025-07-01), each with its province."""

    district_code: str = column("GSO code", "mã huyện", default=MISSING)
    district_name: str = column("name, without its type", "tên huyện, không kèm loại", default=MISSING)
    district_type: str = column("type at its end", "loại đơn vị khi chấm dứt", default=MISSING)
    type_since: date | None = column(
        "day it got this type (only where others share its name)", "ngày có loại này (chỉ khi trùng tên)"
    )
    valid_to: date = column("last day of validity", "có hiệu lực đến", default=MISSING)
    province_code: str = column("GSO code of its province among the 63", "mã tỉnh trong 63 tỉnh, thành phố", default=MISSING)
    province_name: str = column("its province among the 63", "tên tỉnh trong 63 tỉnh, thành phố", default=MISSING)
    province_code_2025: str = column("GSO code among the 34", "mã tỉnh trong 34 tỉnh, thành phố", default=MISSING)
    province_name_2025: str = column("name among the 34", "tên tỉnh trong 34 tỉnh, thành phố", default=MISSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Why a document is in its campaign: one row for each document after the first."""

    campaign_id: str = column("campaign", "phong trào", references="campaigns.campaign_id", default=MISSING)
    document_id: str = column("document that was joined", "văn bản được ghép", references="documents.document_id", default=MISSING)
    joined_to: str = column(
        "document of the campaign it was joined to", "văn bản mà nó được ghép với", references="documents.document_id", default=MISSING
    )
    reasons: str = column(
        "evidence, strongest first, parted by semicolons", "các căn cứ, mạnh trước, cách nhau bằng dấu chấm phẩy", default=MISSING
    )
    score: float = column("0 to 1: how much the evidence says; 1 for a correction", "mức chắc chắn từ 0 đến 1", default=MISSING)
    province_code: str | None = column("GSO code of the document's province, on its day", "mã tỉnh của văn bản, vào ngày văn bản")
    province_name: str | None = column("the document's province, on its day", "tên tỉnh của văn bản, vào ngày văn bản")
    province_code_2025: str | None = column("GSO code among the 34 provinces", "mã tỉnh trong 34 tỉnh, thành phố")
    province_name_2025: str | None = column("province among the 34", "tên tỉnh trong 34 tỉnh, thành phố")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One step of what carries out what, down from a directive."""

    kind: str = column(
        "directive_instrument, directive_campaign, instrument_campaign, campaign_campaign", "loại liên kết: từ đâu đến đâu", default=MISSING
    )
    root: str = column("number of the directive at the head of the chain", "số văn bản chỉ đạo ở đầu chuỗi", default=MISSING)
    step: int = column("steps down from that directive, 1 for the first", "bước thứ mấy tính từ văn bản đó", default=MISSING)
    from_number: str | None = column("number that is carried out, or that launches", "số văn bản được thực hiện, hoặc phát động")
    from_campaign_id: str | None = column(
        "campaign that is carried out", "phong trào được triển khai", references="campaigns.campaign_id"
    )
    from_level: str | None = column("level of who issued or launched it", "cấp ban hành, phát động", codes="levels")
    from_day: date | None = column("day of issue or launch", "ngày ban hành, phát động")
    to_number: str | None = column("number of the instrument that carries it out", "số văn bản triển khai")
    to_campaign_id: str = column(
        "campaign that carries it out, or is launched", "phong trào triển khai", references="campaigns.campaign_id", default=MISSING
    )
    to_level: str | None = column("level of who carries it out", "cấp triển khai", codes="levels")
    province_code: str | None = column("where: GSO code on that day", "mã tỉnh vào ngày đó")
    province_name: str | None = column("where: province on that day", "tên tỉnh vào ngày đó")
    province_code_2025: str | None = column("where: GSO code among the 34", "mã tỉnh trong 34 tỉnh, thành phố")
    province_name_2025: str | None = column("where: province among the 34", "tên tỉnh trong 34 tỉnh, thành phố")
    district_name: str | None = column("where: district", "tên huyện")
    to_day: date | None = column("day of issue or launch of what carries it out", "ngày ban hành, phát động của bên triển khai")
    days: int | None = column("days of this step", "số ngày của bước này")
    days_from_root: int | None = column("days since the directive at the head", "số ngày từ văn bản ở đầu chuỗi")
    document_id: str = column("document that says so", "văn bản nêu điều này", references="documents.document_id", default=MISSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Everything that was not done."""

    source: str = column("path or URL", "đường dẫn hoặc URL", default=MISSING)
    document_id: str | None = column("document, if it has one", "văn bản")
    stage: str = column("fetch, ingest, segment, extract, resolve, write", "bước xử lý", default=MISSING)
    severity: str = column("error, warning, note", "mức độ", default=MISSING)
    code: str = column("kind of problem", "mã vấn đề", default=MISSING)
    message: str = column("what a person can do about it", "cách khắc phục", default=MISSING)
    province_code: str | None = column("GSO code of the document's province, on its day", "mã tỉnh của văn bản, vào ngày văn bản")
    province_name: str | None = column("the document's province, on its day", "tên tỉnh của văn bản, vào ngày văn bản")
    province_code_2025: str | None = column("GSO code among the 34 provinces", "mã tỉnh trong 34 tỉnh, thành phố")
    province_name_2025: str | None = column("province among the 34", "tên tỉnh trong 34 tỉnh, thành phố")


FACTS: dict[str, type[Fact]] = {
    "directives": Directive,
    "dates": DateFact,
    "targets": Target,
    "participants": Participant,
    "awards": Award,
}
TABLES: dict[str, type] = {
    "documents": Document,
    "campaigns": Campaign,
    **FACTS,
    "joins": Join,
    "links": Link,
    "provinces": Province,
    "districts": District,
    "problems": Problem,
}
SEVERITIES = ("error", "warning", "note")
STAGES = ("fetch", "ingest", "segment", "extract", "resolve", "write")
