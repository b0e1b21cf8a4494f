"""The crosswalk of units against underthesea's, and against itself."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from extractors.places import refresh
from extractors.places.crosswalk import district_rows, province_rows
from extractors.places.hosts import provinces_of_host
from extractors.places.names import find_districts, find_province, key, province_names
from extractors.places.tables import REFORM, aliases, communes, districts, old_provinces, province_at, provinces, provinces_on, publishers


@pytest.fixture(scope="module")
def underthesea() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files("underthesea.address").joinpath("data/mapping.json").read_text(encoding="utf-8"))
    return data


def test_63_then_34(underthesea: dict[str, Any]) -> None:
    before, after = provinces_on(REFORM - timedelta(days=1)), provinces_on(REFORM)
    assert {code: row.name for code, row in before.items()} == {
        unit["code"]: unit["short"] for unit in underthesea["old_province_names"].values()
    }
    assert {code: row.name for code, row in after.items()} == {
        unit["code"]: unit["short"] for unit in underthesea["province_names"].values()
    }


def test_successors(underthesea: dict[str, Any]) -> None:
    new = underthesea["province_names"]
    for name, into in underthesea["province_mapping"].items():
        old = underthesea["old_province_names"][name]
        assert province_at(old["code"], REFORM).code == old_provinces()[old["code"]].code_2025 == new[into]["code"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("Lào Cai", "10", "15"), ("Bắc Ninh", "27", "24"), ("Quảng Trị", "45", "44"), ("Gia Lai", "64", "52"),
     ("Tây Ninh", "72", "80"), ("Đồng Tháp", "87", "82"), ("An Giang", "89", "91")],
)  # fmt: skip
def test_seven_provinces_kept_their_name_and_changed_their_code(name: str, old: str, new: str) -> None:
    assert provinces_on(date(2025, 6, 30))[old].name == name
    assert provinces_on(date(2025, 7, 1))[new].name == name


def test_names_before_and_types_since() -> None:
    assert provinces_on(date(2008, 7, 31))["28"].name == "Hà Tây"
    assert "28" not in provinces_on(date(2008, 8, 1))
    assert provinces_on(date(2024, 12, 31))["46"].name == "Thừa Thiên Huế"
    assert provinces_on(date(2025, 1, 1))["46"].name == "Huế"
    for code, day in (("75", date(2026, 4, 30)), ("22", date(2026, 9, 1)), ("24", date(2026, 9, 20))):
        assert provinces_on(day)[code].type == "thành phố"
        assert provinces_on(day - timedelta(days=1))[code].type == "tỉnh"


def test_no_day_has_two_provinces_of_one_code() -> None:
    for day in (date(2004, 1, 1), date(2008, 8, 1), date(2025, 1, 1), date(2025, 7, 1), date(2026, 4, 30), date(2026, 12, 31)):
        counts = Counter(row.code for row in provinces() if row.valid_on(day))
        assert max(counts.values()) == 1
        assert len(counts) == (34 if day >= REFORM else 64 if day < date(2008, 8, 1) else 63)


def test_districts(underthesea: dict[str, Any]) -> None:
    last = [unit for unit in districts() if unit.valid_to == date(2025, 6, 30)]
    assert len(last) == 696
    names = {u["name"]: u["code"] for u in underthesea["old_province_names"].values()}
    theirs = {(names[r["old_province"]], *refresh.split_type(r["old_district"])) for r in underthesea["ward_mapping"]}
    assert {(u.province, u.type, u.name.removeprefix("Quận ")) for u in last} == theirs
    assert max(Counter(u.code for u in last).values()) == 1
    assert len(find_districts("Châu Thành")) == 10


def test_codes_of_districts_lie_between_those_of_their_neighbours() -> None:
    spans: dict[str, list[int]] = {}
    for unit in districts():
        if unit.province != "01" and unit.valid_to.year == 2025:
            spans.setdefault(unit.province, []).append(int(unit.code))
    edges = [(min(codes), max(codes)) for _, codes in sorted(spans.items())]
    inside = [(low, high) for low, high in edges if low > 250 or high < 250]
    assert all(a[1] < b[0] for a, b in pairwise(inside))


def test_communes(underthesea: dict[str, Any]) -> None:
    assert len({(u.province, u.district, u.type, u.name) for u in communes() if u.system == 63}) > 9_900
    assert len({(u.province, u.type, u.name) for u in communes() if u.system == 34}) > 3_300


def test_files_are_as_refresh_writes_them(underthesea: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {name: (refresh.HERE / name).read_text(encoding="utf-8") for name in ("provinces.csv", "districts.csv", "communes.csv")}
    (tmp_path / "district_codes.csv").write_text((refresh.HERE / "district_codes.csv").read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(refresh, "HERE", tmp_path)
    refresh.main()
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in kept} == kept


def test_every_alias_leads_somewhere() -> None:
    provinces_, districts_ = set(old_provinces()), {unit.code for unit in districts()}
    for kind, rows in aliases().items():
        for alias, code in rows:
            assert code in (districts_ if kind in ("city", "spelling of district") else provinces_ | {""}), alias
    assert all(len(set(names.values())) == 1 for names in province_names().values())


def test_spellings() -> None:
    for name in ("Đắk Lắk", "Đắc Lắc", "Đăk Lăk", "Đak Lak", "Dak Lak", "ĐẮK LẮK", "Đắk  Lắk"):
        assert find_province(name) == "66", name
    assert key("Hoà Bình") == key("Hòa Bình")
    assert find_province("Thanh Hòa") is None


def test_rows_of_the_table() -> None:
    rows = province_rows()
    assert len([r for r in rows if r.valid_to == date(2025, 6, 30)]) == 63
    assert len([r for r in rows if r.valid_from == REFORM]) == len([r for r in rows if r.valid_to is None]) == 34
    assert {r.province_code_2025 for r in rows} == {r.province_code for r in rows if r.valid_to is None}


def test_every_row_that_ended_leads_to_the_one_that_follows() -> None:
    rows = {(row.province_code, row.valid_from): row for row in province_rows()}
    for row in rows.values():
        if row.valid_to is None:
            assert (row.successor_code, row.ended_by) == (None, None)
            continue
        after = [
            r for r in rows.values()
            if r.province_code == row.successor_code and r.valid_from <= row.valid_to + timedelta(days=1) <= (r.valid_to or date.max)
        ]  # fmt: skip
        assert [r.province_name for r in after] == [row.successor_name]
        assert row.ended_by, row
        assert after[0].decree in (row.ended_by, None), "what ends a province makes its successor"


@pytest.mark.parametrize(
    ("code", "since", "kind", "decree", "successor"),
    [
        ("28", date(2004, 1, 1), "tinh", None, "Hà Nội"),
        ("67", date(2004, 1, 1), "tinh", "22/2003/QH11", "Lâm Đồng"),
        ("46", date(2004, 1, 1), "tinh", None, "Huế"),
        ("46", date(2025, 1, 1), "thanh_pho", "175/2024/QH15", "Huế"),
        ("15", date(2004, 1, 1), "tinh", None, "Lào Cai"),
        ("15", date(2025, 7, 1), "tinh", "202/2025/QH15", None),
        ("75", date(2025, 7, 1), "tinh", "202/2025/QH15", "Đồng Nai"),
        ("75", date(2026, 4, 30), "thanh_pho", "30/2026/QH16", None),
        ("22", date(2026, 9, 1), "thanh_pho", "36/2026/QH16", None),
        ("24", date(2026, 9, 20), "thanh_pho", "39/2026/QH16", None),
    ],
)
def test_acts_types_and_successors(code: str, since: date, kind: str, decree: str | None, successor: str | None) -> None:
    [row] = [r for r in province_rows() if (r.province_code, r.valid_from) == (code, since)]
    assert (row.province_type, row.decree, row.successor_name) == (kind, decree, successor)


def test_other_names_lead_back_to_their_province() -> None:
    for row in province_rows():
        of_63 = {code for code, old in old_provinces().items() if old.name == row.province_name} or {row.province_code}
        for name in (row.aliases or "").split("|"):
            assert not name or find_province(name) in of_63, name
    rows = {row.province_name: row for row in province_rows() if row.valid_to == date(2025, 6, 30)}
    assert "TP. HCM" in (rows["Hồ Chí Minh"].abbreviations or "").split("|")
    assert "BR-VT" in (rows["Bà Rịa - Vũng Tàu"].abbreviations or "").split("|")
    assert "TT-Huế" in (rows["Huế"].abbreviations or "").split("|")
    assert rows["Tiền Giang"].newspapers == "Báo Ấp Bắc"


def test_every_province_has_its_publishers_and_their_hosts_are_read_as_its() -> None:
    assert set(publishers()) == set(old_provinces())
    for code, kinds in publishers().items():
        assert kinds["newspapers"]
        assert (kinds["newspaper_hosts"] and kinds["portal_hosts"]) or code == "28", "Hà Tây ended before its hosts"
        for host in (*kinds["newspaper_hosts"], *kinds["portal_hosts"]):
            assert provinces_of_host(host) == [code], host


def test_former_districts_have_both_provinces() -> None:
    rows = district_rows()
    assert len({(row.district_code, row.valid_to) for row in rows}) == len(rows)
    of_34 = {row.province_code: row.province_name for row in province_rows() if row.valid_to is None}
    assert all(of_34[row.province_code_2025] == row.province_name_2025 for row in rows)
    chau_thanh = [row.province_name for row in rows if row.district_name == "Châu Thành" and row.valid_to == date(2025, 6, 30)]
    assert len(set(chau_thanh)) == len(chau_thanh) == 10


def test_hand_kept_codes_are_sorted_and_whole() -> None:
    with (refresh.HERE / "district_codes.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert all(len(r["code"]) == 3 and r["code"].isdigit() and r["province_code"] in old_provinces() for r in rows)
