"""Which documents speak of one campaign."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
        title=facts["name"], issuer=facts["launched_by"] if kind != "tin_tuc" else None, province_code=facts["province_code"],
        province_code_2025=facts["province_code_2025"], is_announcement=True,
    )  # fmt: skip  # type: ignore[arg-type]
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
    plan = told(2, source="b/kehoach.pdf", province_code="12", province_code_2025="12", launched_by="Ủy ban nhân dân tỉnh Lai Châu")
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


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        # what a pair says beside: the province, the level, the authority and the day are the same
        ({"name": "Xóm sạch"}, {"name": "Xóm sạch năm 2024"}, True),
        ({"name": "Xóm sạch, nhà thơm, ngõ sáng"}, {"name": "Xóm sạch, nhà thơm"}, True),
        ({"name": "Đợt 1 Xóm sạch"}, {"name": "Đợt 2 Xóm sạch"}, False),
        ({"name": "Xóm sạch 90 ngày đêm"}, {"name": "Xóm sạch 120 ngày đêm"}, False),
        ({"name": "Xóm sạch năm học 2023-2024"}, {"name": "Xóm sạch năm học 2024-2025"}, False),
        ({"name": "Xóm sạch năm 2024"}, {"name": "Xóm sạch giai đoạn 2024 - 2025"}, True),
        ({"name": "Xóm sạch", "end_to": date(2024, 3, 31)}, {"name": "Xóm sạch", "start_from": date(2024, 4, 1)}, False),
        ({"launched_by": "Chủ tịch UBND tỉnh Lào Cai"}, {"launched_by": "Ủy ban nhân dân tỉnh"}, True),
        ({"launched_by": "Ban Chấp hành Đảng bộ tỉnh Lào Cai"}, {"launched_by": "Ban Thường vụ Tỉnh uỷ"}, True),
        ({"launched_by": "Ủy ban nhân dân xã Bản Qua"}, {"launched_by": "Ủy ban nhân dân xã Bản Vược"}, False),
        ({"name": "Một"}, {"name": "Hai"}, False),
    ],
)
def test_names_days_and_authorities(one: dict[str, object], other: dict[str, object], together: bool) -> None:
    assert groups(told(1, **one), told(2, **other)) == ([[1, 2]] if together else [[1], [2]])  # type: ignore[arg-type]


def test_provinces_that_became_one_were_two_before() -> None:
    """Bình Thuận and Lâm Đồng have one code among the 34; in 2024 they had campaigns of their own."""
    before = {"province_code_2025": "68", "launched_by": "Ủy ban nhân dân tỉnh"}
    assert groups(told(1, province_code="60", **before), told(2, province_code="68", **before)) == [[1], [2]]
    after = before | {"launched_on": date(2025, 8, 1), "province_code": "68"}
    assert groups(told(1, **after), told(2, **after)) == [[1, 2]]


def test_a_page_of_two_provinces_does_not_bring_them_together() -> None:
    third = told(3, province_code=None, province_code_2025=None, instrument="45/KH-UBND", level=None, launched_by=None)
    found = groups(told(1, instrument="45/KH-UBND"), told(2, instrument="45/KH-UBND", province_code="12", province_code_2025="12"), third)
    assert [1, 2] not in found
    assert [1, 2, 3] not in found


def test_every_document_after_the_first_has_a_join_with_its_reasons() -> None:
    found = resolve([told(i, kind="ke_hoach" if i == 3 else "tin_tuc") for i in range(1, 6)])
    assert len(found.joins) == 4
    assert {join.joined_to for join in found.joins} | {join.document_id for join in found.joins} == {f"{i:016x}" for i in range(1, 6)}
    assert all("same name" in join.reasons and 0.75 <= join.score <= 1 for join in found.joins)
    assert f"{3:016x}" not in {join.document_id for join in found.joins}, "others are joined to the plan"


def test_witnesses_that_contradict_each_other_are_a_warning() -> None:
    plan = told(1, kind="ke_hoach", source="plan.pdf", start_from=date(2024, 4, 1), start_to=date(2024, 4, 1), instrument="45/KH-UBND")
    page = told(2, source="page.html", start_from=date(2024, 5, 1), start_to=date(2024, 5, 31), instrument="54/KH-UBND")
    found = resolve([plan, page])
    assert [campaign.start_from for campaign in found.campaigns] == [date(2024, 4, 1)]
    assert {(p.source, p.document_id, p.stage, p.severity, p.code) for p in found.problems} == {
        ("page.html", f"{2:016x}", "resolve", "warning", "conflicting-witnesses")
    }
    [instrument, start] = sorted(p.message for p in found.problems)
    assert "plan.pdf" in start
    assert "2024-04-01" in start
    assert "page.html" in start
    assert "2024-05-01 to 2024-05-31" in start
    assert "45/KH-UBND" in instrument
    assert "54/KH-UBND" in instrument


def test_witnesses_that_say_the_same_in_other_words_are_not() -> None:
    plan = told(1, kind="ke_hoach", launched_by="Chủ tịch UBND tỉnh Lào Cai", end_to=date(2024, 12, 31))
    page = told(2, launched_by="Ủy ban nhân dân tỉnh Lào Cai", end_from=date(2024, 12, 1), end_to=date(2024, 12, 31))
    assert resolve([plan, page]).problems == []


def test_a_campaign_keeps_its_identifier_when_the_news_follow_the_plan() -> None:
    plan = told(9, kind="ke_hoach", instrument="45/KH-UBND")
    news = [told(i, instrument="45/KH-UBND" if i % 2 else None) for i in (1, 2, 3, 12)]
    [alone] = resolve([plan]).campaigns
    for count in range(1, 5):
        [campaign] = resolve([plan, *news[:count]]).campaigns
        assert campaign.campaign_id == alone.campaign_id
        assert campaign.documents == 1 + count


def test_two_campaigns_that_share_a_number_have_identifiers_of_their_own() -> None:
    shared = {"instrument": "45/KH-UBND", "level": "xa"}
    found = resolve([told(1, launched_by="UBND xã Bản Qua", **shared), told(2, launched_by="UBND xã Bản Vược", **shared)])  # type: ignore[arg-type]
    assert len({campaign.campaign_id for campaign in found.campaigns}) == 2


def test_a_crowd_is_told_and_not_passed_over() -> None:
    """Names with a word in common, and nothing by which to cut them into smaller blocks."""
    crowd = [
        told(i, name=f"Xóm sạch {'abcdefghij'[i % 10] * 3} {'klmnopqrst'[i // 10] * 3}", launched_by=None, level=None) for i in range(100)
    ]
    found = resolve(crowd)
    assert [p.code for p in found.problems] == ["crowded-block"] * len(found.problems)
    assert len(found.problems) >= 1


def test_a_file_name_of_any_spelling_does_no_harm() -> None:
    name = unicodedata.normalize("NFD", "kế-hoạch-xóm-sạch\x00\udce1.pdf")
    found = resolve([told(1, links=(name,), name="A"), told(2, kind="ke_hoach", source=name, name="B")])
    words = [join.reasons for join in found.joins] + [problem.message for problem in found.problems]
    assert len(found.joins) == 1
    for text in words:
        assert unicodedata.is_normalized("NFC", text)
        text.encode()


CAMPAIGN = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Xóm sạch", "Xóm sạch năm 2024", "Nhà thơm ngõ sáng", "Phong trào thi đua năm 2024"]),
        "instrument": st.sampled_from([None, "45/KH-UBND", "46/KH-UBND"]),
        "launched_by": st.sampled_from([None, "UBND tỉnh", "Sở Y tế"]),
        "level": st.sampled_from([None, "tinh", "so_nganh"]),
        "province_code_2025": st.sampled_from([None, "15", "12"]),
        "launched_on": st.sampled_from([None, date(2024, 3, 5), date(2024, 3, 6), date(2025, 3, 5)]),
    }
)


@given(st.lists(st.tuples(CAMPAIGN, st.sampled_from(["tin_tuc", "ke_hoach"])), min_size=1, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_documents_changes_nothing(drawn: list[tuple[dict[str, object], str]], chance: random.Random) -> None:
    made = [told(i, kind=kind, **(campaign | {"province_code": None})) for i, (campaign, kind) in enumerate(drawn)]  # type: ignore[arg-type]
    shuffled = made[:]
    chance.shuffle(shuffled)
    found = resolve(made)
    assert resolve(shuffled) == found
    # And whatever is joined: each document has one campaign, each campaign its documents, each join its place.
    members: dict[str | None, set[str]] = {}
    for document in found.documents:
        members.setdefault(document.campaign_id, set()).add(document.document_id)
    assert {c.campaign_id: c.documents for c in found.campaigns} == {key: len(ids) for key, ids in members.items()}
    for key, ids in members.items():
        joins = [join for join in found.joins if join.campaign_id == key]
        assert len(joins) == len(ids) - 1
        assert all({join.document_id, join.joined_to} <= ids for join in joins)
        provinces = {m.document.province_code_2025 for m in made if m.document.document_id in ids} - {None, "None"}
        assert len(provinces) <= 1
