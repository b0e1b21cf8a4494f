"""What carries out what: from a directive down to the campaigns of departments and districts."""

from __future__ import annotations

from datetime import date

from extractors.facts import Directive, Link
from pipeline.extract import Extraction
from pipeline.resolve.campaigns.joining import resolve
from tests.resolve.test_joining import told


def cites(extraction: Extraction, number: str, issued: date | None, role: str = "thuc_hien", level: str | None = None) -> Extraction:
    row = Directive(
        document_id=extraction.document.document_id,
        start=0,
        end=0,
        method="test",
        number=number,
        issued_on=issued,
        role=role,
        issuer_level=level,
    )
    extraction.facts.setdefault("directives", []).append(row)  # type: ignore[attr-defined]
    return extraction


def chain() -> list[Extraction]:
    """A central directive, a province's plan, and what a department, a district and another province make of it."""
    day = date(2024, 3, 1)
    province = cites(told(1, kind="ke_hoach", instrument="45/KH-UBND", launched_on=date(2024, 3, 11)), "45/KH-UBND", day, "tu_than")
    cites(province, "34-CT/TW", date(2024, 1, 1), level="trung_uong")
    department = told(
        2, kind="ke_hoach", instrument="9/KH-SYT", launched_by="Sở Y tế", level="so_nganh", launched_on=date(2024, 4, 10), name="Khác"
    )
    cites(department, "45/KH-UBND", day, level="tinh")
    district = told(
        3, kind="ke_hoach", launched_by="UBND huyện Bát Xát", level="huyen", district_name="Bát Xát", launched_on=date(2024, 5, 10)
    )
    cites(district, "9/KH-SYT", None, level="so_nganh")
    elsewhere = told(
        4, kind="ke_hoach", province_code="12", province_code_2025="12", instrument="7/KH-UBND", launched_by="UBND tỉnh Lai Châu",
        launched_on=date(2024, 6, 1),
    )  # fmt: skip
    cites(elsewhere, "34-CT/TW", date(2024, 1, 1), level="trung_uong")
    cites(elsewhere, "45/KH-UBND", day, level="tinh")  # a number that is another's in another province
    return [province, department, district, elsewhere]


def rows() -> dict[tuple[str, str | None], Link]:
    return {(link.kind, link.document_id.lstrip("0") + ":" + str(link.from_number)): link for link in resolve(chain()).links}


def test_a_directive_leads_to_the_plan_and_the_plan_to_the_campaign() -> None:
    found = rows()
    plan = found["directive_instrument", "1:34-CT/TW"]
    assert (plan.root, plan.step, plan.to_number, plan.to_level, plan.days) == ("34-CT/TW", 1, "45/KH-UBND", "tinh", 60)
    launch = found["instrument_campaign", "1:45/KH-UBND"]
    assert (launch.root, launch.step, launch.days, launch.days_from_root) == ("34-CT/TW", 2, 10, 70)


def test_campaigns_below_know_the_campaign_above_and_the_directive_at_the_head() -> None:
    found = rows()
    province = found["instrument_campaign", "1:45/KH-UBND"].to_campaign_id
    below = found["campaign_campaign", "2:45/KH-UBND"]
    assert (below.from_campaign_id, below.root, below.step, below.to_level) == (province, "34-CT/TW", 3, "so_nganh")
    assert (below.days, below.days_from_root) == (30, 100)
    lowest = found["campaign_campaign", "3:9/KH-SYT"]
    assert (lowest.from_campaign_id, lowest.root, lowest.step, lowest.district_name) == (below.to_campaign_id, "34-CT/TW", 5, "Bát Xát")
    assert (lowest.days, lowest.days_from_root) == (30, 130)


def test_the_same_number_of_another_province_is_another_instrument() -> None:
    found = rows()
    assert ("campaign_campaign", "4:45/KH-UBND") not in found
    assert found["directive_instrument", "4:45/KH-UBND"].from_campaign_id is None


def test_provinces_under_one_directive_are_found_by_its_number() -> None:
    spread = [link for link in resolve(chain()).links if link.root == "34-CT/TW" and link.kind == "directive_instrument"]
    assert sorted(str(link.province_code_2025) for link in spread) == ["12", "15"]


def test_campaigns_that_name_each_other_end_somewhere() -> None:
    one = cites(told(1, kind="ke_hoach", instrument="1/KH-UBND", name="Một"), "2/KH-SYT", None)
    two = cites(told(2, kind="ke_hoach", instrument="2/KH-SYT", name="Hai", level="so_nganh", launched_by="Sở Y tế"), "1/KH-UBND", None)
    found = resolve([one, two]).links
    assert sorted((link.kind, link.step) for link in found if link.kind == "campaign_campaign") == [("campaign_campaign", 4)] * 2


def test_a_long_chain_is_followed_so_far_and_no_farther() -> None:
    made = []
    for i in range(1, 200):
        level = {"level": "xa", "launched_by": f"UBND xã {i}", "name": f"Việc {i}"}
        made.append(cites(told(i, kind="ke_hoach", instrument=f"{i}/KH-UBND", **level), f"{i - 1}/KH-UBND", None))  # type: ignore[arg-type]
    assert max(link.step for link in resolve(made).links) <= 102


def test_a_number_of_two_provinces_that_became_one_leads_to_the_right_one() -> None:
    old = {"province_code_2025": "25", "kind": "ke_hoach", "instrument": "45/KH-UBND"}
    one = told(1, province_code="25", launched_by="UBND tỉnh Phú Thọ", **old)  # type: ignore[arg-type]
    other = told(2, province_code="17", launched_by="UBND tỉnh Hòa Bình", **old)  # type: ignore[arg-type]
    below = told(3, kind="ke_hoach", level="huyen", launched_by="UBND huyện Thanh Ba", province_code="25", province_code_2025="25")
    found = resolve([one, other, cites(below, "45/KH-UBND", None)])
    [link] = [link for link in found.links if link.kind == "campaign_campaign"]
    campaign_of = {document.document_id: document.campaign_id for document in found.documents}
    assert link.from_campaign_id == campaign_of[one.document.document_id]
