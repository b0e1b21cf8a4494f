"""Which documents speak of one campaign."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from extractors.facts import Campaign, Document
from extractors.segmented import Attachment
from pipeline.extract import Extraction
from pipeline.resolve.campaigns.joining import resolve


def told(number: int, *, source: str = "", kind: str = "tin_tuc", links: tuple[str, ...] = (), **campaign: object) -> Extraction:
    """A document with an id of its own that tells of a campaign."""
    document_id = f"{number:016x}"
    facts: dict[str, object] = {
        "name": "Phong trào thi đua “Xóm sạch”", "province_code": "10", "province_code_2025": "15", "level": "tinh",
        "launched_by": "Ủy ban nhân dân tỉnh Lào Cai", "launched_on": date(2024, 3, 5),
    } | campaign  # fmt: skip
    document = Document(
        document_id=document_id, source=source or f"{number}.html", media_type="text/html", document_type=kind,
        province_code_2025=str(facts["province_code_2025"]), is_announcement=True,
    )  # fmt: skip
    return Extraction(document, Campaign(campaign_id="", **facts), {}, links=[Attachment(link, "") for link in links])  # type: ignore[arg-type]


def groups(*extractions: Extraction) -> list[list[int]]:
    found: dict[str | None, list[int]] = {}
    for document in resolve(extractions).documents:
        found.setdefault(document.campaign_id, []).append(int(document.document_id, 16))
    return sorted(found.values())


def test_a_page_and_the_plan_it_links_to_are_one() -> None:
    page = told(1, name="Phong trào mới", links=("/tai-ve/ke-hoach-45.pdf?v=2",))
    plan = told(2, kind="ke_hoach", source="inbox/ke-hoach-45.pdf", name="Phong trào thi đua “Nhà đẹp” năm 2024")
    assert groups(page, plan) == [[1, 2]]


def test_a_page_that_names_the_plans_number_is_one_with_it() -> None:
    assert groups(
        told(1, name="A B C D E", instrument="45/KH-UBND"), told(2, name="F G H I K", kind="ke_hoach", instrument="45/KH-UBND")
    ) == [[1, 2]]


def test_one_name_of_one_authority_in_one_year_is_one_campaign() -> None:
    assert groups(told(1), told(2, name="Phong trào thi đua “Xóm sạch” năm 2024")) == [[1, 2]]


@pytest.mark.parametrize(
    "other",
    [
        {"province_code": "12", "province_code_2025": "12", "launched_by": "Ủy ban nhân dân tỉnh Lai Châu"},
        {"level": "huyen", "district_name": "Bát Xát", "launched_by": "Ủy ban nhân dân huyện Bát Xát"},
        {"launched_on": date(2023, 3, 5)},
        {"launched_by": "Liên đoàn Lao động"},
    ],
)
def test_other_places_levels_years_and_authorities_stay_apart(other: dict[str, object]) -> None:
    assert groups(told(1, implements="34-CT/TW"), told(2, implements="34-CT/TW", **other)) == [[1], [2]]


def test_a_common_file_name_does_not_join_two_provinces() -> None:
    page = told(1, links=("kehoach.pdf",))
    plan = told(
        2, source="b/kehoach.pdf", province_code="12", province_code_2025="12", launched_by="Ủy ban nhân dân tỉnh Lai Châu"
    )
    assert groups(page, plan) == [[1], [2]]


def test_the_instrument_is_the_better_witness() -> None:
    page = told(1, campaign_type="chuyen_de", theme="Cùng làm", instrument="45/KH-UBND")
    plan = told(2, kind="ke_hoach", campaign_type="dac_biet", instrument="45/KH-UBND")
    [campaign] = resolve([page, plan]).campaigns
    assert (campaign.campaign_type, campaign.theme, campaign.documents) == ("dac_biet", "Cùng làm", 2)


def test_documents_that_announce_nothing_have_no_campaign() -> None:
    report = replace(told(1), campaign=None)
    found = resolve([report])
    assert (found.documents[0].campaign_id, found.campaigns) == (None, [])


def test_the_order_of_documents_changes_nothing() -> None:
    documents = [
        told(i, name=f"Phong trào thi đua “Việc số {i % 7} của tỉnh”", instrument=f"{i % 5}/KH-UBND") for i in range(1, 30)
    ]
    wanted = resolve(documents)
    for seed in range(5):
        shuffled = documents[:]
        random.Random(seed).shuffle(shuffled)
        assert resolve(shuffled) == wanted
