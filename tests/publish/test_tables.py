"""What is written: bytes of CSV, the same rows as Parquet, a data package that a stranger's validator accepts."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from frictionless import validate
from pyarrow import parquet

from extractors.facts import Award, Campaign, DateFact, Directive, Document, Join, Link, Participant, Problem, Province, Target
from pipeline.publish.checks import check
from pipeline.publish.comparison import compare
from pipeline.publish.dictionary import dictionary
from pipeline.publish.schema import published
from pipeline.publish.texts import Texts, read_text, write_text
from pipeline.publish.write import plain, write

ROOT = Path(__file__).parents[2]
NEWS, PLAN = "00000000000000aa", "00000000000000bb"
TEXT = '=1+1 đạt "7,5%",\nChỉ thị 34-CT/TU'


def evidence(document_id: str, start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"document_id": document_id, "start": start, "end": end, "quote": TEXT[start:end], "method": "test", **more}


@pytest.fixture
def rows() -> dict[str, list[Any]]:
    """Two documents of one campaign, with a row of every kind."""
    common = {"media_type": "text/html", "document_type": "tin_tuc", "campaign_id": "c1", "is_announcement": True}
    award = {"award_code": "bang_khen", "grantor_code": None, "recipient": "collective"}
    facts: dict[str, list[Any]] = {
        "directives": [
            Directive(
                **evidence(PLAN, 17, 33), number="34-CT/TU", document_type="chi_thi", issued_on=date(2024, 4, 20), year=2024
            )
        ],
        "dates": [DateFact(**evidence(NEWS, 0, 4), role="bat_dau", date_from=date(2024, 6, 4), date_to=None, precision="day")],
        "targets": [
            Target(
                **evidence(NEWS, 5, 15), indicator="Hộ số", sector="kinh_te", value_min=Decimal("7.50"), value_max=Decimal("7.50")
            ),
            Target(
                **evidence(PLAN, 5, 15), indicator="hộ số", sector="kinh_te", value_min=Decimal("7.5"), value_max=Decimal("7.5")
            ),
        ],
        "participants": [
            Participant(**evidence(NEWS, 0, 4), participant_code="co_quan_dang", basis="stated"),
            Participant(**evidence(PLAN, 0, 4), participant_code="mat_tran_doan_the", basis="eligible"),
        ],
        "awards": [
            Award(**evidence(NEWS, 0, 4), **award),
            Award(**evidence(PLAN, 0, 4), **award, quantity_min=20, quantity_max=20),
        ],
    }
    documents = [
        Document(document_id=PLAN, source="in/plan.html", title="=HYPERLINK()", **common),
        Document(document_id=NEWS, source="in/news.html", title="Tin", **common),
    ]
    campaigns = [
        Campaign(
            campaign_id="c1",
            name="Phong trào",
            launched_on=date(2024, 6, 4),
            start_from=date(2024, 1, 1),
            end_to=date(2024, 12, 31),
            implements="34-CT/TU",
        )
    ]
    return {
        "documents": documents,
        "campaigns": campaigns,
        **facts,
        "joins": [Join(campaign_id="c1", document_id=NEWS, joined_to=PLAN, reasons="same name", score=0.8)],
        "links": [
            Link(
                kind="directive_campaign",
                root="34-CT/TU",
                step=1,
                from_number="34-CT/TU",
                from_day=date(2024, 4, 20),
                to_campaign_id="c1",
                days=45,
                document_id=PLAN,
            )
        ],
        "provinces": [
            Province(
                province_code="68",
                province_name="Lâm Đồng",
                valid_from=date(2004, 1, 1),
                province_code_2025="68",
                province_name_2025="Lâm Đồng",
            )
        ],
        "comparison": list(
            compare(campaigns, documents, lambda key: {table: [r for r in f if r.document_id == key] for table, f in facts.items()})
        ),
        "problems": [
            Problem(source="in/scan.pdf", stage="ingest", severity="error", code="scan", message="Send it through OCR.")
        ],
    }


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out" / "texts").mkdir(parents=True)
    for document_id in (NEWS, PLAN):
        write_text(tmp_path / "out", document_id, TEXT)
    return tmp_path / "out"


def test_csv_is_utf8_with_plain_cells(out: Path, rows: dict[str, list[Any]]) -> None:
    write(out, rows)
    data = (out / "targets.csv").read_bytes()
    assert b"\r" not in data
    assert not data.startswith(b"\xef\xbb\xbf")
    [first, second] = csv.DictReader(io.StringIO(data.decode("utf-8")))
    assert (first["document_id"], second["document_id"]) == (NEWS, PLAN)
    assert (first["value_min"], first["confidence"], first["deadline"]) == ("7.5", "0.9", "")
    assert first["quote"] == TEXT[5:15]
    [document, _] = csv.DictReader(io.StringIO((out / "documents.csv").read_text(encoding="utf-8")))
    assert (document["is_announcement"], document["source"]) == ("true", "in/news.html")


def test_parquet_holds_the_same_rows(out: Path, rows: dict[str, list[Any]]) -> None:
    write(out, rows)
    for name, table in published().items():
        read = parquet.read_table(out / f"{table.stem}.parquet")
        assert read.column_names == table.header
        with (out / f"{table.stem}.csv").open(encoding="utf-8", newline="") as file:
            written = list(csv.reader(file))[1:]
        as_text = [
            [plain(Decimal(repr(cell)) if isinstance(cell, float) else cell) for cell in row.values()] for row in read.to_pylist()
        ]
        assert as_text == written, name


@pytest.mark.parametrize(
    ("number", "cell"),
    [
        (Decimal("-0.0"), "0"), (-0.0, "0"), (0.0, "0"), (-0.0000001, "0"), (7.5, "7.5"), (0.1 + 0.2, "0.3"), (1e-6, "0.000001"),
        (5, "5"), (2**53 + 1, "9007199254740993"), (1e20, "100000000000000000000"), (Decimal("7.50"), "7.5"),
        (Decimal("1.2E+12"), "1200000000000"), (None, ""),
    ],
)  # fmt: skip
def test_a_number_is_written_in_one_way(out: Path, rows: dict[str, list[Any]], number: float | None, cell: str) -> None:
    rows["targets"] = [replace(rows["targets"][0], value_max=number)]
    write(out, rows)
    [row] = csv.DictReader(io.StringIO((out / "targets.csv").read_text(encoding="utf-8")))
    assert row["value_max"] == cell
    [kept] = parquet.read_table(out / "targets.parquet").column("value_max").to_pylist()
    assert kept == (None if number is None else pytest.approx(float(number), abs=1e-6))


def test_the_order_of_rows_does_not_show(out: Path, rows: dict[str, list[Any]], tmp_path: Path) -> None:
    write(out, rows)
    (tmp_path / "other").mkdir()
    write(tmp_path / "other", {name: list(reversed(found)) for name, found in rows.items()})
    for path in (tmp_path / "other").rglob("*.*"):
        assert path.read_bytes() == (out / path.relative_to(tmp_path / "other")).read_bytes(), path.name


@pytest.mark.parametrize("excel", [False, True])
@pytest.mark.parametrize("full", [False, True])
def test_a_stranger_validates_the_package(out: Path, rows: dict[str, list[Any]], full: bool, excel: bool) -> None:
    write(out, rows if full else {}, excel=excel)
    report = validate(str(out / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])
    assert {task.name for task in report.tasks} >= set(published())


def test_the_package_catches_a_broken_key(out: Path, rows: dict[str, list[Any]]) -> None:
    """The foreign keys say something: a row of a document that is not there does not pass."""
    rows["targets"] = [replace(rows["targets"][0], document_id="cc")]
    write(out, rows)
    assert ["foreign-key"] in validate(str(out / "datapackage.json")).flatten(["type"])


def test_a_spreadsheet_runs_nothing(out: Path, rows: dict[str, list[Any]]) -> None:
    write(out, rows, excel=True)
    assert (out / "documents.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (out / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        titles = [row["title"] for row in csv.DictReader(file)]
    assert titles == ["Tin", "'=HYPERLINK()"]
    book = openpyxl.load_workbook(out / "thidua.xlsx")
    assert book.sheetnames == list(published())
    sheet = book["documents"]
    column = next(cell.column for cell in sheet[1] if cell.value == "title")
    assert [(cell.value, cell.data_type) for [cell] in sheet.iter_rows(2, 3, column, column)] == [
        ("Tin", "s"),
        ("=HYPERLINK()", "s"),
    ]
    targets = book["targets"]
    column = next(cell.column for cell in targets[1] if cell.value == "value_min")
    assert targets.cell(2, column).value == 7.5
    assert targets.freeze_panes == "B2"


def test_campaigns_are_compared_over_their_documents(rows: dict[str, list[Any]]) -> None:
    [row] = rows["comparison"]
    assert row.duration_days == 366
    assert row.days_from_directive == 45
    assert row.sector_kinh_te == 1, "the news item repeats the plan's target"
    assert row.award_bang_khen == 1
    assert (row.participant_co_quan_dang, row.participant_mat_tran_doan_the) == (True, False)


def test_sound_tables_have_no_flaws(out: Path, rows: dict[str, list[Any]]) -> None:
    del rows["comparison"]
    assert check(rows, lambda document_id: read_text(out, document_id)) == []


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        ("targets", {"quote": "something else"}, "the quote is not the text"),
        ("targets", {"end": 10_000, "quote": TEXT[5:]}, "evidence at 5:10000"),
        ("targets", {"sector": "unheard"}, "no code of sectors"),
        ("targets", {"comparator": "about"}, "none of its values"),
        ("targets", {"value_min": "7"}, "no number"),
        ("targets", {"value_min": Decimal("NaN")}, "no number"),
        ("targets", {"confidence": 1.5}, "between 0 and 1"),
        ("targets", {"indicator": "ho\u0323"}, "not NFC"),
        ("dates", {"date_from": "2024-06-04"}, "no date"),
        ("participants", {"participant_code": ""}, "is empty"),
        ("awards", {"document_id": "ff"}, "is not in documents"),
        ("documents", {"campaign_id": "c9"}, "is not in campaigns"),
        ("joins", {"joined_to": "ff"}, "is not in documents"),
        ("links", {"to_campaign_id": "c9"}, "is not in campaigns"),
        ("links", {"from_campaign_id": "c9"}, "is not in campaigns"),
        ("links", {"kind": "hearsay"}, "none of its values"),
        ("documents", {"document_id": NEWS}, "stands twice"),
    ],
)
def test_flaws_are_found(out: Path, rows: dict[str, list[Any]], table: str, change: dict[str, Any], said: str) -> None:
    del rows["comparison"]
    rows[table][0] = replace(rows[table][0], **change)
    flaws = check(rows, lambda document_id: read_text(out, document_id))
    assert any(said in flaw for flaw in flaws), flaws


def test_the_dictionary_is_up_to_date() -> None:
    written = (ROOT / "outputs" / "README.md").read_text(encoding="utf-8")
    assert written == dictionary(), "run: make dictionary"


def test_every_column_is_in_both_languages() -> None:
    for table in published().values():
        for column in table.columns:
            assert column.en.strip(), (table.name, column.name)
            assert column.vi.strip(), (table.name, column.name)


def test_texts_are_all_there_when_the_block_ends(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    with Texts(tmp_path) as texts:
        for number in range(300):
            texts.keep(f"{number:016x}", f"Văn bản {number}\r\n")
    assert [read_text(tmp_path, f"{number:016x}") for number in range(300)] == [f"Văn bản {number}\r\n" for number in range(300)]


@pytest.mark.parametrize("count", [1, 300])
def test_a_text_that_cannot_be_written_is_told(count: int, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="texts"), Texts(tmp_path) as texts:  # there is no such folder
        for number in range(count):
            texts.keep(f"{number:016x}", "x")
