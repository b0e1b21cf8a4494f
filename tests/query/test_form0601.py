"""Form 0601.N/BNV-TĐKT, filled in by hand and by thidua."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from pipeline.misuse import Misuse
from pipeline.publish.form0601 import Form0601, as_csv, as_workbook, form_0601
from tests.cli.test_command import thidua


def counts(form: Form0601) -> dict[str, tuple[int, ...]]:
    """Line → total, central, ministry or province, agency or unit, level unknown."""
    return {line.line: line.counts for line in form.lines}


def test_everything(small: Path) -> None:
    form = form_0601(small)
    assert [line.line for line in form.lines] == [
        "01", "02", "03", "04", "05", "scope_unknown", "06", "07", "08", "09", "10", "length_unknown", "11", "12", "form_unknown",
    ]  # fmt: skip
    assert counts(form) == {
        "01": (6, 1, 3, 1, 1),
        "02": (1, 1, 0, 0, 0),
        "03": (2, 0, 2, 0, 0),
        "04": (1, 0, 1, 0, 0),
        "05": (1, 0, 0, 1, 0),
        "scope_unknown": (1, 0, 0, 0, 1),
        "06": (1, 0, 0, 1, 0),
        "07": (1, 0, 1, 0, 0),
        "08": (1, 0, 1, 0, 0),
        "09": (1, 0, 0, 0, 1),
        "10": (1, 1, 0, 0, 0),
        "length_unknown": (1, 0, 1, 0, 0),
        "11": (3, 1, 2, 0, 0),
        "12": (1, 0, 0, 1, 0),
        "form_unknown": (2, 0, 1, 0, 1),
    }


@pytest.mark.parametrize(
    ("year", "province", "total"),
    [
        (2023, None, 3), (2024, None, 2), (2022, None, 1), (None, "Lào Cai", 2), (None, "lao cai", 2), (None, "10", 2),
        (None, "Tỉnh Lào Cai", 2),
        (2023, "Yên Bái", 1), (None, "15", 2),
    ],
)  # fmt: skip
def test_a_year_and_a_province_as_it_was(small: Path, year: int | None, province: str | None, total: int) -> None:
    assert counts(form_0601(small, year=year, province=province))["01"][0] == total


@pytest.mark.parametrize("form", [{}, {"year": 2023}, {"province": "Lào Cai"}])
def test_each_part_of_the_form_adds_up_to_its_first_line(small: Path, form: dict[str, str]) -> None:
    found = counts(form_0601(small, **form))  # type: ignore[arg-type]
    for part in (("02", "03", "04", "05", "scope_unknown"), ("06", "07", "08", "09", "10", "length_unknown"), ("11", "12", "form_unknown")):
        assert tuple(map(sum, zip(*(found[line] for line in part), strict=True))) == found["01"]
    for line in found.values():
        assert line[0] == sum(line[1:])


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"year": 1999}, "has no campaign of 1999 (years: 2022, 2023, 2024)"),
        ({"province": "Atlantis"}, "Atlantis: is no province"),
        ({"province": "TP. HCM"}, "has no campaign of Hồ Chí Minh"),
        ({"province": "99"}, "99: is no province"),
    ],
)
def test_what_cannot_be_asked(small: Path, asked: dict[str, str], said: str) -> None:
    with pytest.raises(Misuse) as error:
        form_0601(small, **asked)  # type: ignore[arg-type]
    assert said in str(error.value)


def test_as_csv_by_province_and_year(small: Path, tmp_path: Path) -> None:
    as_csv(form_0601(small, year=2023), tmp_path / "f.csv")
    with (tmp_path / "f.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["year"], row["province_name"]) for row in rows} == {("2023", ""), ("2023", "Lào Cai"), ("2023", "Yên Bái")}
    assert len(rows) == 3 * 15
    [first] = [row for row in rows if row["province_name"] == "Yên Bái" and row["line"] == "01"]
    assert (first["province_code"], first["province_name_2025"], first["agency_or_unit"]) == ("15", "Lào Cai", "1")


def test_as_a_workbook(small: Path, tmp_path: Path) -> None:
    as_workbook(form_0601(small), tmp_path / "f.xlsx")
    as_workbook(form_0601(small), tmp_path / "again.xlsx")
    assert (tmp_path / "f.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    form, rows = book["0601"], book["by province and year"]
    assert form["A1"].value == "Biểu số: 0601.N/BNV-TĐKT"
    table = {row[1]: row[2:] for row in form.iter_rows(9, 23, values_only=True)}
    assert table["01"] == (5, 1, 3, 1, 1), "column 1 is the sum of 2, 3 and 4; what is not known stands beside it"
    assert rows["F1"].value == "line"
    assert rows.max_row == 1 + 15 * len({r[:5] for r in rows.iter_rows(2, values_only=True)}) == 91
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again.xlsx", "f.xlsx"]


def test_the_command(small: Path, tmp_path: Path) -> None:
    done = thidua("report", small, "--form", "0601", "--year", "2023", "--csv", "f.csv", "--xlsx", "f.xlsx", at=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Biểu số: 0601.N/BNV-TĐKT" in done.stdout
    assert "Năm 2023; mọi tỉnh, thành phố" in done.stdout
    [total] = [line.split() for line in done.stdout.splitlines() if line.startswith("Tổng số")]
    assert total == ["Tổng", "số", "01", "3", "1", "1", "1", "0"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["f.csv", "f.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--form", "0701"], "--form 0701: is not known; there is 0601"),
        (["--form", "0601", "--year", "1999"], "has no campaign of 1999"),
        (["--form", "0601", "--csv", "nowhere/f.csv"], "nowhere/f.csv: cannot be written"),
        (["--form", "0601", "--xlsx", "nowhere/f.xlsx"], "nowhere/f.xlsx: cannot be written"),
    ],
)
def test_a_wrong_call_is_one_line(small: Path, tmp_path: Path, arguments: list[str], said: str) -> None:
    done = thidua("report", small, *arguments, at=tmp_path)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_output(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="holds no tables of thidua"):
        form_0601(tmp_path)
