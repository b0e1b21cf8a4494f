"""What the page is told of the tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractors.facts import Award, DateFact, Directive, Participant, Problem, Target
from pipeline.misuse import Misuse
from pipeline.report.data import BLOCK, gather
from pipeline.report.tables import Output
from tests.report.making import LAO_CAI, YEN_BAI, campaign, document, document_id, found, output


def head(folder: Path) -> dict[str, Any]:
    return gather(Output(folder)).head


def test_figures_are_the_numbers_of_rows(tmp_path: Path) -> None:
    problem = Problem(source="x.pdf", stage="ingest", severity="error", code="unreadable", message="look at it")
    told = head(output(tmp_path / "out", document(1, 1), document(2), campaign(1), found(Award, 1, award_code="bang_khen"), problem))
    assert told["counts"] == {
        "documents": 2, "campaigns": 1, "directives": 0, "dates": 0, "targets": 0, "participants": 0, "awards": 1, "problems": 1,
    }  # fmt: skip
    assert told["severities"] == {"error": 1}


def test_an_empty_output_has_a_page_too(tmp_path: Path) -> None:
    report = gather(Output(output(tmp_path / "out")))
    assert report.head["counts"]["documents"] == 0
    assert list(report.texts()) == []


def test_heat_counts_campaigns_and_not_rows(tmp_path: Path) -> None:
    """What a news item and its plan say alike counts once; the eligible take no part; no province is a place of its own."""
    told = head(
        output(
            tmp_path / "out", campaign(1, **LAO_CAI, launched_on=date(2024, 1, 1)), campaign(2, **YEN_BAI, launched_on=date(2024, 1, 1)),
            campaign(3), *(document(n, c) for n, c in ((1, 1), (2, 1), (3, 2), (4, 3), (5, None))),
            *(found(Award, n, award_code="bang_khen") for n in (1, 2, 2, 3, 4, 5)),
            found(Participant, 1, participant_code="can_bo", basis="stated"),
            found(Participant, 3, participant_code="can_bo", basis="eligible"),
        )
    )  # fmt: skip
    assert told["heat"]["awards"] == {
        "63": [["", "bang_khen", 1], ["10", "bang_khen", 1], ["15", "bang_khen", 1]],
        "34": [["", "bang_khen", 1], ["15", "bang_khen", 2]],
    }
    assert told["heat"]["participants"]["34"] == [["15", "can_bo", 1]]


def test_targets_stand_beside_those_of_their_sector_unit_and_direction(tmp_path: Path) -> None:
    percent = {"sector": "kinh_te", "unit": "phan_tram", "direction": "increase", "value_min": Decimal(7)}
    qualitative = {"sector": "kinh_te", "kind": "qualitative"}
    report = gather(
        Output(
            output(
                tmp_path / "out", document(1), found(Target, 1, 0, 1, indicator="GRDP", value_max=Decimal("8.5"), **percent),
                found(Target, 1, 2, 3, **percent), found(Target, 1, 4, 5, sector="khac", value_min=Decimal(1)),
                found(Target, 1, 6, 7, **qualitative),
            )
        )
    )  # fmt: skip
    assert report.head["targets"] == [["kinh_te", "phan_tram", "increase", 2], ["khac", "", "", 1]]
    assert report.head["rows"]["targets"] == {"khac": 1, "kinh_te": 3}
    assert report.rows["rows-targets-kinh_te"][0] == [0, 0, "GRDP", "", "7", "8.5", "phan_tram", "increase", ""]


def test_rows_lead_to_their_fact(tmp_path: Path) -> None:
    report = gather(
        Output(
            output(
                tmp_path / "out", document(1), document(2), found(DateFact, 2, 7, 9, role="phat_dong"),
                found(DateFact, 2, 3, 5, role="ket_thuc"), found(Directive, 1, 2, 4, number="1-CT/TU"),
            )
        )
    )  # fmt: skip
    assert report.rows["rows-dates"] == {"ket_thuc": [[1, 0]], "phat_dong": [[1, 1]]}
    [block] = report.texts()
    names = [column["name"] for column in report.head["columns"]["dates"] if column["name"] not in ("document_id", "quote")]
    assert [dict(zip(names, cells, strict=True))["role"] for cells in block[1]["facts"]["dates"]] == ["ket_thuc", "phat_dong"]
    assert report.rows["rows-directives"] == {"": [[0, 0]]}


def test_documents_lie_in_blocks(tmp_path: Path) -> None:
    texts = {document_id(n): f"văn bản {n}" for n in range(BLOCK + 3)}
    blocks = list(gather(Output(output(tmp_path / "out", *map(document, range(BLOCK + 3)), texts=texts))).texts())
    assert [len(block) for block in blocks] == [BLOCK, 3]
    assert [one["text"] for block in blocks for one in block] == [texts[document_id(n)] for n in range(BLOCK + 3)]


def test_a_campaign_belongs_to_its_launch_or_its_plan_or_its_first_document(tmp_path: Path) -> None:
    told = head(
        output(
            tmp_path / "out", campaign(1, launched_on=date(2024, 5, 1), instrument="1/KH"), campaign(2, instrument="2/KH"), campaign(3),
            document(1, 1, document_number="1/KH", issued_on=date(2024, 4, 1)),
            document(2, 2, document_number="2/KH", issued_on=date(2023, 4, 1)),
            document(3, 2, issued_on=date(2022, 1, 1)), document(4, 3, published_at="2021-03-04T10:00"),
        )
    )  # fmt: skip
    assert [row[-1] for row in told["campaigns"]] == ["2024-05-01", "2023-04-01", "2021-03-04"]


def test_what_excel_was_kept_from_running_is_read_as_it_was(tmp_path: Path) -> None:
    rows = [document(1, title="=1+1"), document(2, title="'quoted'")]
    told = [head(output(tmp_path / name, *rows, excel=excel))["documents"] for name, excel in (("plain", False), ("excel", True))]
    assert told[0] == told[1]
    assert told[0][0][3] == "=1+1"


def test_sources_are_told_where_a_nightly_run_left_them(tmp_path: Path) -> None:
    out = output(tmp_path / "out")
    assert head(out)["health"] is None
    (out / "source_health.csv").write_text("source,last_success,items\nlaocai,2026-11-19T01:30,12\n", encoding="utf-8")
    assert head(out)["health"] == (["source", "last_success", "items"], [["laocai", "2026-11-19T01:30", "12"]])


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("awards.csv", document_id(1), document_id(9), "awards.csv: document d000000000000009 is not in documents.csv"),
        ("documents.csv", "c000000000000001", "c000000000000009", "documents.csv: campaign c000000000000009 is not in campaigns.csv"),
        ("awards.csv", ",0,1,", ",zero,1,", "awards.csv: “zero” to “1” is no place in a text"),
        ("documents.csv", document_id(1), "../../etc/passwd", "is no document_id"),
    ],
)
def test_tables_that_do_not_belong_together_are_refused(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    out = output(tmp_path / "out", document(1, 1), campaign(1), *([] if "passwd" in new else [found(Award, 1, award_code="bang_khen")]))
    path = out / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(Misuse, match="thidua extract") as refused:
        list(gather(Output(out)).texts())
    assert said in str(refused.value)


def test_a_missing_text_or_table_is_named(tmp_path: Path) -> None:
    out = output(tmp_path / "out", document(1))
    (out / "texts" / f"{document_id(1)}.txt").unlink()
    with pytest.raises(Misuse, match=rf"texts/{document_id(1)}.txt: cannot be read"):
        list(gather(Output(out)).texts())
    (out / "awards.csv").unlink()
    with pytest.raises(Misuse, match="awards.csv: cannot be read"):
        gather(Output(out))
