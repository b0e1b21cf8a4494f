"""The ready cuts, counted by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pyarrow import parquet

from extractors.codes import code_list
from extractors.facts import Campaign
from pipeline.publish.cuts.compute import compute, sql_of
from pipeline.publish.schema import cuts, tables
from pipeline.publish.write import write


def rows(out: Path, cut: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = parquet.read_table(out / "cuts" / f"{cut}.parquet").to_pylist()
    return found


def one(out: Path, cut: str, **where: Any) -> dict[str, Any]:
    [row] = [row for row in rows(out, cut) if all(row[name] == value for name, value in where.items())]
    return row


def test_awards_count_a_campaign_once_in_its_own_province(small: Path) -> None:
    lao_cai = one(small, "awards_by_province", province_name="Lào Cai", award_code="bang_khen")
    assert (lao_cai["campaigns"], lao_cai["documents"], lao_cai["campaigns_with_number"]) == (1, 2, 1)
    yen_bai = one(small, "awards_by_province", province_name="Yên Bái", award_code="bang_khen")
    assert (yen_bai["campaigns"], yen_bai["documents"], yen_bai["campaigns_with_number"]) == (1, 1, 0)
    assert (yen_bai["province_code"], yen_bai["province_code_2025"], yen_bai["province_name_2025"]) == ("15", "15", "Lào Cai")
    assert one(small, "awards_by_province", award_code="co_thi_dua")["campaigns"] == 0, "a regulation launches nothing"


def test_participants_who_are_only_eligible_take_no_part(small: Path) -> None:
    assert {row["participant_code"] for row in rows(small, "participants_by_province")} == {"can_bo"}
    lao_cai = one(small, "participants_by_province", province_name="Lào Cai")
    assert (lao_cai["campaigns"], lao_cai["campaigns_stated"], lao_cai["documents"]) == (1, 1, 2)
    assert one(small, "participants_by_province", province_name="Yên Bái")["campaigns_stated"] == 0


def test_targets_stand_in_one_unit_where_one_can_be_turned_into_the_other(small: Path) -> None:
    found = {(row["indicator"], row["campaign_id"]): row for row in rows(small, "targets_by_sector")}
    assert len(found) == 5, "restated in dollars, and told again by the news, are no rows"
    first = found["Thu ngân sách", "c1"]
    assert (first["unit"], first["value_min"], first["unit_stated"], first["told_times"]) == ("dong", 1.5e9, "ty_dong", 2)
    assert first["document_id"] == "d1", "the plan before the news"
    assert (found["Thu ngân sách", "c2"]["unit"], found["Thu ngân sách", "c2"]["value_min"]) == ("dong", 9e8)
    assert (found["Thu nhập", "c2"]["unit"], found["Thu nhập", "c2"]["value_max"]) == ("usd", 2e6)
    assert (found["GRDP", "c2"]["unit"], found["PCI", "c6"]["unit"]) == ("phan_tram", "diem_phan_tram")


def test_a_unit_is_turned_into_one_of_its_own_kind_only() -> None:
    units = code_list("units")
    families: dict[str, set[str]] = {}
    for code, row in units.items():
        assert units[row["base"]]["base"] == row["base"], code
        families.setdefault(row["base"], set()).add(code)
        assert float(row["factor"]) == 1 or "dong" in code or "usd" in code
    assert {base: kind for base, kind in families.items() if len(kind) > 1} == {
        "dong": {"dong", "nghin_dong", "trieu_dong", "ty_dong"},
        "usd": {"usd", "trieu_usd", "ty_usd"},
    }


def test_launches_by_month(small: Path) -> None:
    assert sum(row["campaigns"] for row in rows(small, "launches")) == 6
    march = [row for row in rows(small, "launches") if row["month"] == date(2023, 3, 1)]
    assert {(row["province_name"], row["level"], row["campaigns"]) for row in march} == {("Lào Cai", "tinh", 1), ("Yên Bái", "huyen", 1)}
    assert one(small, "launches", month=date(2024, 1, 1))["month_basis"] == "start"
    assert one(small, "launches", month=None)["month_basis"] is None


@pytest.mark.parametrize(
    ("key", "year", "basis", "level", "scope", "days", "length", "form"),
    [
        ("c1", 2023, "launch", "bo_tinh", "bo_nganh_dia_phuong", 365, "1_nam", "chuyen_de"),
        ("c2", 2023, "launch", "co_quan", "co_quan", 287, "duoi_1_nam", "thuong_xuyen"),
        ("c3", 2023, "launch", "trung_uong", "toan_quoc", 1826, "tu_5_nam", "chuyen_de"),
        ("c4", 2024, "start", "bo_tinh", "bo_nganh_dia_phuong", 912, "1_den_3_nam", "chuyen_de"),
        ("c5", 2022, "document", "bo_tinh", "cum_khoi", None, None, None),
        ("c6", 2024, "launch", None, None, 1460, "3_den_5_nam", None),
    ],
)
def test_classes(
    small: Path,
    key: str,
    year: int,
    basis: str,
    level: str | None,
    scope: str | None,
    days: int | None,
    length: str | None,
    form: str | None,
) -> None:
    row = one(small, "campaign_classes", campaign_id=key)
    assert (row["year"], row["year_basis"]) == (year, basis)
    assert (row["level_class"], row["scope_class"]) == (level, scope)
    assert (row["length_days"], row["length_class"], row["form_class"]) == (days, length, form)


CENTRAL = {
    "Hội đồng Thi đua - Khen thưởng Trung ương": "trung_uong",
    "Thủ tướng Chính phủ": "trung_uong",
    "Chính phủ": "trung_uong",
    "Ban Chấp hành Trung ương Đảng": "trung_uong",
    "Ban Chấp hành Trung ương": "trung_uong",
    "Bộ Chính trị": "trung_uong",
    "Chủ tịch nước": "trung_uong",
    "Văn phòng Chính phủ": "bo_tinh",
    "Bộ Nội vụ": "bo_tinh",
    "Ban Chấp hành Trung ương Đoàn TNCS Hồ Chí Minh": "bo_tinh",
    "Tổng Liên đoàn Lao động Việt Nam": "bo_tinh",
    "": "bo_tinh",
}


def test_what_is_central_in_the_form(tmp_path: Path) -> None:
    """Its second column is the Central Council's and those above it; ministries and central organisations are in the third."""
    (tmp_path / "texts").mkdir()
    launched = [Campaign(campaign_id=f"c{n:02}", launched_by=name or None, level="trung_uong") for n, name in enumerate(CENTRAL)]
    write(tmp_path, {"campaigns": launched})
    found = {row["launched_by"] or "": row["level_class"] for row in rows(tmp_path, "campaign_classes")}
    assert found == CENTRAL


def test_lengths_by_province(small: Path) -> None:
    assert sum(row["campaigns"] for row in rows(small, "campaign_lengths")) == 6
    assert one(small, "campaign_lengths", province_name="Lào Cai", length_class="1_nam")["median_days"] == 365


def test_the_lag_is_that_of_the_comparison(small: Path) -> None:
    found = {row["campaign_id"]: row for row in rows(small, "directive_lag")}
    assert set(found) == {"c1"}, "the day of the directive is known there only"
    assert (found["c1"]["days"], found["c1"]["directive_issued_on"]) == (60, date(2023, 1, 7))
    told = parquet.read_table(small / "comparison.parquet").to_pylist()
    assert {row["campaign_id"]: row["days_from_directive"] for row in told if row["days_from_directive"] is not None} == {"c1": 60}


def test_on_the_corpus_lags_are_those_of_the_comparison_and_no_campaign_is_lost(tables: Path) -> None:
    told = parquet.read_table(tables / "comparison.parquet").to_pylist()
    wanted = {row["campaign_id"]: row["days_from_directive"] for row in told if row["days_from_directive"] is not None}
    assert {row["campaign_id"]: row["days"] for row in rows(tables, "directive_lag")} == wanted
    for cut in ("launches", "campaign_lengths"):
        assert sum(row["campaigns"] for row in rows(tables, cut)) == len(told)
    assert sum(row["total"] for row in rows(tables, "form_0601") if row["line"] == "01") == len(told)


def test_on_the_corpus_every_row_of_facts_is_in_the_province_of_its_document(tables: Path) -> None:
    names = ("province_code", "province_name", "province_code_2025", "province_name_2025")
    documents = {row["document_id"]: row for row in parquet.read_table(tables / "documents.parquet").to_pylist()}
    for table in ("directives", "dates", "targets", "participants", "awards", "problems"):
        for row in parquet.read_table(tables / f"{table}.parquet").to_pylist():
            home = documents.get(row["document_id"], {})
            assert [row[name] for name in names] == [home.get(name) for name in names], (table, row["document_id"])


def test_every_table_carries_the_province_as_it_was_and_that_of_2025() -> None:
    for table in (*tables().values(), *cuts().values()):
        assert {"province_code", "province_name", "province_code_2025", "province_name_2025"} <= set(table.header), table.name


def test_cuts_can_be_made_again_from_the_tables_alone(small: Path) -> None:
    for cut, found in compute(small):
        kept = parquet.read_table(small / "cuts" / f"{cut.name}.parquet").to_pylist()
        again = [repr(row) for batch in found for row in batch]
        assert [repr(tuple(row.values())) for row in kept] == again, cut.name


@pytest.mark.parametrize("cut", cuts())
def test_every_query_says_what_it_does_and_runs_by_hand(small: Path, cut: str) -> None:
    """As docs/analysts.md says: in DuckDB, beside the database file."""
    assert sql_of(cut).startswith("-- ")
    with duckdb.connect(str(small / "thidua.duckdb"), read_only=True) as connection:
        assert len(connection.execute(sql_of(cut)).fetchall()) == len(rows(small, cut))
