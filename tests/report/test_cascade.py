"""How a directive spreads over campaigns."""

from __future__ import annotations

from pipeline.report.cascade import Cascade, Step, cascades

NO_ROW = {"number": "", "role": "", "title": "", "document_type": "", "issued_on": "", "issuer": "", "issuer_level": ""}


def campaign(instrument: str = "", implements: str = "") -> dict[str, str]:
    return {"instrument": instrument, "implements": implements}


def names(number: str, role: str = "thuc_hien", **more: str) -> dict[str, str]:
    return {**NO_ROW, "number": number, "role": role, **more}


def shown(found: list[Cascade]) -> list[tuple[str, str, list[tuple[int, int]]]]:
    return [(c.number, c.place, [(step.campaign, step.depth) for step in c.steps]) for c in found]


def test_a_plan_carries_out_a_directive_and_a_district_carries_out_the_plan() -> None:
    central = {"issued_on": "2024-01-01", "issuer_level": "trung_uong", "issuer": "Thủ tướng Chính phủ"}
    found = cascades(
        [campaign("96/KH-UBND", "34/CT-TTg"), campaign("5/KH-UBND", "96/KH-UBND"), campaign("", "34/CT-TTg")],
        ["15", "15", "79"],
        ["2024-02-01", "2024-03-01", ""],
        {0: [names("34/CT-TTg", **central)], 1: [names("96/KH-UBND")], 2: [names("34/CT-TTg", **central)]},
    )
    assert shown(found) == [("34/CT-TTg", "", [(0, 1), (2, 1), (1, 2)]), ("96/KH-UBND", "15", [(1, 1)])]
    assert found[0].issuer == "Thủ tướng Chính phủ"
    assert found[0].steps == [
        Step(campaign=0, depth=1, parent=None, day="2024-02-01", after_directive=31, after_parent=31),
        Step(campaign=2, depth=1, parent=None, day="", after_directive=None, after_parent=None),
        Step(campaign=1, depth=2, parent=0, day="2024-03-01", after_directive=60, after_parent=29),
    ]


def test_two_provinces_have_plans_of_one_number() -> None:
    found = cascades(
        [campaign("", "96/KH-UBND"), campaign("", "96/KH-UBND")], ["15", "79"], ["", ""],
        {0: [names("96/KH-UBND", issuer_level="tinh")], 1: [names("96/KH-UBND", issuer_level="tinh")]},
    )  # fmt: skip
    assert shown(found) == [("96/KH-UBND", "15", [(0, 1)]), ("96/KH-UBND", "79", [(1, 1)])]


def test_a_campaign_may_carry_out_several_directives() -> None:
    found = cascades([campaign("", "1-CT/TU")], ["15"], [""], {0: [names("1-CT/TU"), names("2-NQ/TU"), names("3-KL/TU", "can_cu")]})
    assert [c.number for c in found] == ["1-CT/TU", "2-NQ/TU"]


def test_nobody_carries_out_their_own_plan_and_no_circle_is_endless() -> None:
    itself = cascades([campaign("1/KH-UBND", "1/KH-UBND")], ["15"], [""], {})
    assert itself == []
    circle = cascades([campaign("1/KH-UBND", "2/KH-UBND"), campaign("2/KH-UBND", "1/KH-UBND")], ["15", "15"], ["", ""], {})
    assert shown(circle) == [("1/KH-UBND", "15", [(1, 1), (0, 2)]), ("2/KH-UBND", "15", [(0, 1), (1, 2)])]


def test_what_most_documents_say_of_a_directive_is_told() -> None:
    said = [names("1/QĐ-TTg", issued_on=day) for day in ("2024-01-02", "2024-01-01", "2024-01-02", "")]
    assert cascades([campaign("", "1/QĐ-TTg")], [""], [""], {0: said})[0].issued_on == "2024-01-02"
