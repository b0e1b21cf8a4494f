"""A small output folder of campaigns made by hand, whose counts can be told by heart."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractors.facts import Award, Campaign, Directive, Document, Participant, Target
from extractors.places.crosswalk import district_rows, province_rows
from pipeline.publish.comparison import compare
from pipeline.publish.write import write

LAO_CAI = {"province_code": "10", "province_name": "Lào Cai", "province_code_2025": "15", "province_name_2025": "Lào Cai"}
YEN_BAI = {"province_code": "15", "province_name": "Yên Bái", "province_code_2025": "15", "province_name_2025": "Lào Cai"}
NOWHERE = dict.fromkeys(LAO_CAI)


def campaign(key: str, at: dict[str, Any], **more: Any) -> Campaign:
    return Campaign(campaign_id=key, name=f"Phong trào {key}", documents=1, **at, **more)


CAMPAIGNS = [
    campaign(
        "c1", LAO_CAI, level="tinh", launched_by="Ủy ban nhân dân tỉnh Lào Cai", campaign_type="chuyen_de", implements="1/QĐ-TTg",
        launched_on=date(2023, 3, 8), start_from=date(2023, 1, 1), end_to=date(2023, 12, 31),
    ),
    campaign("c2", YEN_BAI, level="huyen", launched_by="Ủy ban nhân dân huyện Văn Chấn", campaign_type="thuong_xuyen",
             implements="1/QĐ-TTg", launched_on=date(2023, 3, 20), end_to=date(2023, 12, 31)),
    campaign("c3", NOWHERE, level="trung_uong", launched_by="Thủ tướng Chính phủ", campaign_type="chuyen_de",
             launched_on=date(2023, 2, 1), start_from=date(2021, 1, 1), end_to=date(2025, 12, 31)),
    campaign("c4", NOWHERE, level="trung_uong", launched_by="Bộ Nội vụ", campaign_type="dac_biet",
             start_from=date(2024, 1, 1), end_to=date(2026, 6, 30)),
    campaign("c5", LAO_CAI, level="tinh", launched_by="Cụm thi đua số 1", campaign_type="khac"),
    campaign("c6", YEN_BAI, launched_on=date(2024, 5, 1), start_from=date(2024, 5, 1), end_to=date(2028, 4, 29)),
]  # fmt: skip


def document(key: str, at: dict[str, Any], about: str | None, **more: Any) -> Document:
    return Document(document_id=key, source=f"in/{key}.html", media_type="text/html", campaign_id=about, is_announcement=True, **at, **more)


DOCUMENTS = [
    document("d1", LAO_CAI, "c1", document_type="ke_hoach", issued_on=date(2023, 3, 8)),
    document("d1n", YEN_BAI, "c1", document_type="tin_tuc", published_at="2023-03-09T07:00"),  # the neighbour's paper tells of it
    document("d2", YEN_BAI, "c2", document_type="ke_hoach", issued_on=date(2023, 3, 20)),
    document("d3", NOWHERE, "c3", document_type="quyet_dinh"),
    document("d4", NOWHERE, "c4", document_type="quyet_dinh"),
    document("d5", LAO_CAI, "c5", document_type="tin_tuc", published_at="2022-11-01"),
    document("d6", YEN_BAI, "c6", document_type="ke_hoach", issued_on=date(2024, 5, 1)),
    document("d7", LAO_CAI, None, document_type="quy_che"),
]


def _at(row: Document) -> dict[str, Any]:
    return {name: getattr(row, name) for name in LAO_CAI}


def evidence(key: str, start: int = 0) -> dict[str, Any]:
    place = _at(next(row for row in DOCUMENTS if row.document_id == key))
    return {"document_id": key, "start": start, "end": start + 1, "quote": "x", "method": "test", **place}


def target(key: str, indicator: str, value: str, unit: str, start: int = 0, **more: Any) -> Target:
    amount = Decimal(value)
    return Target(
        **{"sector": "kinh_te", "direction": "reach", "comparator": "ge", **more},
        **evidence(key, start), indicator=indicator, value_min=amount, value_max=amount, unit=unit,
    )  # fmt: skip


FACTS: dict[str, list[Any]] = {
    "directives": [
        Directive(**evidence("d1"), number="1/QĐ-TTg", issued_on=date(2023, 1, 7)),
        Directive(**evidence("d1n"), number="1/QĐ-TTg", issued_on=date(2023, 1, 8)),
        Directive(**evidence("d2"), number="1/QĐ-TTg"),
    ],
    "targets": [
        target("d1", "Thu ngân sách", "1.5", "ty_dong"),
        target("d1n", "thu ngân sách", "1.5", "ty_dong"),  # the news says it again
        target("d1", "Thu ngân sách", "65000", "usd", 1, same_as=0),
        target("d2", "Thu ngân sách", "900", "trieu_dong"),
        target("d2", "Thu nhập", "2", "trieu_usd", 1),
        target("d2", "GRDP", "7", "phan_tram", 2),
        target("d6", "PCI", "7", "diem_phan_tram"),
    ],
    "participants": [
        Participant(**evidence("d1"), participant_code="can_bo", basis="stated"),
        Participant(**evidence("d1n"), participant_code="can_bo", basis="addressed"),
        Participant(**evidence("d2"), participant_code="can_bo", basis="addressed"),
        Participant(**evidence("d2"), participant_code="nong_dan", basis="eligible"),
    ],
    "awards": [
        Award(**evidence("d1"), award_code="bang_khen", quantity_min=20, quantity_max=20),
        Award(**evidence("d1n"), award_code="bang_khen"),
        Award(**evidence("d2"), award_code="bang_khen"),
        Award(**evidence("d7"), award_code="co_thi_dua"),
    ],
}


def facts_of(document_id: str) -> dict[str, list[Any]]:
    """The facts of one document by table."""
    return {table: [row for row in rows if row.document_id == document_id] for table, rows in FACTS.items()}


def output(folder: Path, *, excel: bool = False, database: bool = False) -> Path:
    """Write it all as an output folder."""
    (folder / "texts").mkdir(parents=True)
    rows = {
        "documents": DOCUMENTS,
        "campaigns": CAMPAIGNS,
        **FACTS,
        "provinces": province_rows(),
        "districts": district_rows(),
        "comparison": compare(CAMPAIGNS, DOCUMENTS, facts_of),
    }
    write(folder, rows, excel=excel, database=database)
    return folder
