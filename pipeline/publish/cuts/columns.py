"""What the cuts hold: their columns, described as those of the tables are."""

from __future__ import annotations

from dataclasses import MISSING, dataclass
from datetime import date
from decimal import Decimal

from extractors.facts import column


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfProvince:
    """The province as it was and that of 2025."""

    province_code: str | None = column("GSO code of the province as it was", "mã tỉnh khi đó")
    province_name: str | None = column("province as it was (empty: central, or not known)", "tên tỉnh khi đó")
    province_code_2025: str | None = column("GSO code among the 34 provinces", "mã tỉnh trong 34 tỉnh, thành phố")
    province_name_2025: str | None = column("province among the 34", "tên tỉnh trong 34 tỉnh, thành phố")


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignClass(_OfProvince):
    """One row per campaign."""

    campaign_id: str = column("campaign", "phong trào", references="campaigns.campaign_id", default=MISSING)
    name: str | None = column("name of the campaign", "tên phong trào, đợt thi đua")
    launched_by: str | None = column("who launches it", "cơ quan phát động")
    level: str | None = column("level of the launching authority", "cấp phát động", codes="levels")
    year: int | None = column("year it is counted in", "năm thống kê")
    year_basis: str | None = column("day that the year is of: launch, start, document", "năm theo ngày nào")
    level_class: str | None = column("column of form 0601 (trung_uong, bo_tinh, co_quan)", "cột của biểu 0601")
    scope_class: str | None = column(
        "scope in form 0601 (toan_quoc, bo_nganh_dia_phuong, cum_khoi, co_quan)", "phạm vi theo biểu 0601"
    )
    length_days: int | None = column("days from the first to the last, both included", "số ngày, tính cả ngày đầu và ngày cuối")
    length_basis: str | None = column("first day is that of the stated start, or of the launch", "tính từ ngày bắt đầu hay phát động")
    length_class: str | None = column(
        "length in form 0601 (duoi_1_nam, 1_nam, 1_den_3_nam, 3_den_5_nam, tu_5_nam)", "thời hạn theo biểu 0601"
    )
    form_class: str | None = column("chuyen_de (thematic) or thuong_xuyen (regular)", "phương thức tổ chức theo biểu 0601")


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardCount(_OfProvince):
    """One row per province and form of award."""

    award_code: str = column("form of award", "hình thức khen thưởng, danh hiệu thi đua", codes="awards", default=MISSING)
    campaigns: int = column("campaigns that promise it", "số phong trào có hình thức này", default=0)
    documents: int = column("documents that name it", "số văn bản có nêu", default=0)
    campaigns_with_number: int = column("campaigns that say how many", "số phong trào có nêu số lượng", default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantCount(_OfProvince):
    """One row per province and kind of participant."""

    participant_code: str = column("who takes part", "đối tượng", codes="participants", default=MISSING)
    campaigns: int = column("campaigns they take part in", "số phong trào có tham gia", default=0)
    campaigns_stated: int = column("campaigns that state it under who takes part", "số phong trào nêu rõ đối tượng", default=0)
    documents: int = column("documents that say so", "số văn bản có nêu", default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorTarget(_OfProvince):
    """One row per numeric target of a campaign."""

    sector: str | None = column("sector", "lĩnh vực", codes="sectors")
    unit: str | None = column("unit that value_min and value_max are in", "đơn vị đã quy đổi", codes="units")
    indicator: str | None = column("what is measured, and of whom", "chỉ tiêu")
    campaign_id: str | None = column("campaign", "phong trào", references="campaigns.campaign_id")
    campaign_name: str | None = column("name of the campaign", "tên phong trào")
    comparator: str | None = column("eq, ge, le, gt, lt, approx, range", "phép so sánh")
    direction: str | None = column("reach, increase, decrease, maintain", "hướng")
    value_min: Decimal | None = column("value, or lower end, in unit", "giá trị hoặc cận dưới, theo đơn vị đã quy đổi")
    value_max: Decimal | None = column("value, or upper end, in unit", "giá trị hoặc cận trên, theo đơn vị đã quy đổi")
    deadline: date | None = column("last day meant", "hạn hoàn thành")
    unit_stated: str | None = column("unit as the document has it", "đơn vị trong văn bản", codes="units")
    told_times: int = column("rows of targets that tell it alike", "số lần được nêu như nhau", default=1)
    document_id: str = column("document it is quoted from", "văn bản được trích", references="documents.document_id", default=MISSING)
    start: int = column("offset of the evidence in it", "vị trí trích dẫn", default=MISSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch(_OfProvince):
    """One row per month, province, level and type."""

    month: date | None = column("first day of the month of launch (empty: not known)", "ngày đầu của tháng phát động")
    month_basis: str | None = column("day that the month is of: launch, start", "tháng theo ngày phát động hay bắt đầu")
    level: str | None = column("level of the launching authority", "cấp phát động", codes="levels")
    campaign_type: str | None = column("type of campaign", "hình thức tổ chức thi đua", codes="campaign_types")
    campaigns: int = column("campaigns", "số phong trào", default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthCount(_OfProvince):
    """One row per province and class of length."""

    length_class: str | None = column(
        "duoi_1_nam, 1_nam, 1_den_3_nam, 3_den_5_nam, tu_5_nam (empty: not stated)", "thời hạn theo biểu 0601 (trống: không nêu)"
    )
    campaigns: int = column("campaigns", "số phong trào", default=0)
    shortest_days: int | None = column("days of the shortest", "số ngày ngắn nhất")
    median_days: int | None = column("median of their days", "trung vị số ngày")
    longest_days: int | None = column("days of the longest", "số ngày dài nhất")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag(_OfProvince):
    """One row per campaign that carries out a directive of a known day."""

    directive: str = column("number of the directive", "số văn bản được triển khai", default=MISSING)
    directive_issued_on: date = column("its day of issue", "ngày ban hành văn bản đó", default=MISSING)
    campaign_id: str = column("campaign", "phong trào", references="campaigns.campaign_id", default=MISSING)
    campaign_name: str | None = column("name of the campaign", "tên phong trào")
    level: str | None = column("level of the launching authority", "cấp phát động", codes="levels")
    launched_on: date = column("day of the launch", "ngày phát động", default=MISSING)
    days: int = column("days from the one to the other", "số ngày từ văn bản đến phát động", default=MISSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine(_OfProvince):
    """One row per year, province and line of the form."""

    year: int | None = column("year the campaigns are counted in", "năm thống kê")
    line: str = column("line of the form; *_unknown: outside it", "mã số dòng của biểu; *_unknown: ngoài biểu", default=MISSING)
    label: str = column("words of the line", "nội dung dòng", default=MISSING)
    total: int = column("column 1 and the unknown: all campaigns", "cột 1 và chưa rõ: tổng số", default=0)
    central: int = column("column 2: launched by the Central Council", "cột 2: cấp trung ương", default=0)
    ministry_or_province: int = column(
        "column 3: by ministries, central organisations, provinces", "cột 3: bộ, ban, ngành, đoàn thể trung ương, tỉnh", default=0
    )
    agency_or_unit: int = column("column 4: by agencies, organisations, units", "cột 4: cơ quan, tổ chức, đơn vị", default=0)
    level_unknown: int = column("outside the form: launching authority not known", "ngoài biểu: chưa rõ cấp phát động", default=0)


# name → (its columns, English, Vietnamese, primary key); a later one may use an earlier one.
CUTS: dict[str, tuple[type, str, str, tuple[str, ...]]] = {
    "awards_by_province": (AwardCount, "Awards by province and form", "Hình thức khen thưởng theo tỉnh", ()),
    "participants_by_province": (ParticipantCount, "Participants by province", "Đối tượng thi đua theo tỉnh", ()),
    "targets_by_sector": (SectorTarget, "Targets of one sector side by side, in one unit", "Chỉ tiêu cùng lĩnh vực, cùng đơn vị", ()),
    "launches": (Launch, "Timeline of launches", "Phong trào theo tháng phát động", ()),
    "campaign_classes": (
        CampaignClass,
        "Campaigns in the classes of form 0601",
        "Phân tổ phong trào theo biểu 0601",
        ("campaign_id",),
    ),
    "campaign_lengths": (LengthCount, "Campaigns by province and length", "Phong trào theo tỉnh và thời hạn", ()),
    "directive_lag": (Lag, "Days from directive to launch", "Số ngày từ văn bản chỉ đạo đến phát động", ("campaign_id",)),
    "form_0601": (
        FormLine,
        "Form 0601.N/BNV-TĐKT by province and year",
        "Biểu 0601.N/BNV-TĐKT theo tỉnh và năm",
        (),
    ),
}
