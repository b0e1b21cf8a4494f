"""The figures of ``thidua evaluate``, on cases small enough to count by hand, and against another program where it is there."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extractors.facts import FACTS
from pipeline.evaluate import measure
from pipeline.figures import Measured
from pipeline.misuse import Misuse
from pipeline.publish.schema import tables

OTHER = Path(os.environ.get("THIDUA_SCORE", "../shared/tools/score"))
GOLDS = Path(os.environ.get("THIDUA_GOLD", "../shared/gold"))


def lay_out(at: Path, gold: dict[str, Any], **found: list[dict[str, Any]]) -> tuple[Path, Path]:
    """An output folder with one document, and its gold."""
    out, golds = at / "out", at / "gold"
    out.mkdir()
    golds.mkdir()
    (golds / "a.json").write_text(json.dumps({"source": "a.html", **gold}, ensure_ascii=False), encoding="utf-8")
    found.setdefault("documents", [{}])
    for name in ("documents", "campaigns", *FACTS):
        with (out / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, tables()[name].header, lineterminator="\n")
            writer.writeheader()
            for row in found.get(name, []):
                writer.writerow({"document_id": "d", **row} if name != "campaigns" else row)
    text = (out / "documents.csv").read_text(encoding="utf-8").replace("\nd,,", "\nd,in/a.html,")
    (out / "documents.csv").write_text(text, encoding="utf-8")
    return out, golds


def figures(measured: Measured, name: str) -> tuple[int, int, int]:
    found = measured.sets[name]
    return found.right, found.false, found.missed


def test_directives_are_compared_by_number(tmp_path: Path) -> None:
    gold = {
        "directives": [{"number": "34-CT/TU", "role": "can_cu"}, {"number": "1/QĐ-TTg"}, {"number": "2/QĐ-TTg", "optional": True}]
    }
    found = [{"number": "34 - ct/TU", "role": "phat_dong"}, {"number": "2/QĐ-TTg"}, {"number": "9/QĐ-TTg"}]
    measured = measure(*lay_out(tmp_path, gold, directives=found))
    assert figures(measured, "directives") == (1, 1, 1)
    assert (measured.fields["directives.role"].right, measured.fields["directives.role"].of) == (0, 1)


def test_a_table_that_gold_leaves_out_is_not_measured(tmp_path: Path) -> None:
    measured = measure(*lay_out(tmp_path, {"document": {}}, directives=[{"number": "34-CT/TU"}]))
    assert figures(measured, "directives") == (0, 0, 0)


def test_targets_need_their_value_and_their_words(tmp_path: Path) -> None:
    gold = {
        "targets": [
            {"indicator": "số hộ nghèo", "value_min": 4.5, "value_max": 4.5, "unit": "phan_tram", "direction": "decrease"},
            {"indicator": "tỷ lệ phủ sóng", "value_min": 90, "value_max": 90, "unit": "phan_tram"},
        ]
    }
    found = [
        {"indicator": "Số hộ nghèo", "value_min": "4.50", "value_max": "4.5", "unit": "phan_tram", "direction": "decrease"},
        {"indicator": "học sinh", "value_min": "90", "value_max": "90", "unit": "phan_tram"},
        {"indicator": "học sinh", "value_min": "91", "value_max": "91", "unit": "phan_tram"},
        {"indicator": "đoàn kết", "kind": "qualitative"},
    ]
    measured = measure(*lay_out(tmp_path, gold, targets=found))
    assert figures(measured, "targets") == (2, 1, 0)
    assert figures(measured, "targets.full") == (1, 2, 1)
    assert measured.fields["targets.direction"].accuracy == 1


def test_split_quotas_are_compared_row_by_row(tmp_path: Path) -> None:
    def quota(recipient: str | None, number: int | None, **more: Any) -> dict[str, Any]:
        return {"award_code": "bang_khen", "recipient": recipient, "quantity_min": number, **more}

    gold = {"awards": [quota("collective", 20), quota("individual", 30), quota("individual", 5), quota("both", 1, optional=True)]}
    measured = measure(*lay_out(tmp_path, gold, awards=[quota("individual", 30), quota("collective", 20)]))
    assert figures(measured, "awards") == (1, 0, 0)
    # The third has no row of its own; the optional one is not asked for.
    assert (measured.fields["awards.recipient"].right, measured.fields["awards.recipient"].of) == (2, 3)
    assert (measured.fields["awards.quantity_min"].right, measured.fields["awards.quantity_min"].of) == (2, 3)


def test_aims_without_a_figure_are_compared_where_gold_lists_them(tmp_path: Path) -> None:
    gold = {
        "targets": [],
        "qualitative": [
            {"indicator": "không để xảy ra cháy rừng", "direction": "reach"},
            {"indicator": "giữ vững ổn định chính trị"},
            {"indicator": "không cưỡng chế", "optional": True},
        ],
    }
    found = [
        {"indicator": "Không để xảy ra cháy rừng", "kind": "qualitative", "direction": "decrease"},
        {"indicator": "nâng cao đời sống", "kind": "qualitative"},
        {"indicator": "không cưỡng chế", "kind": "qualitative"},
    ]
    measured = measure(*lay_out(tmp_path, gold, targets=found))
    assert figures(measured, "targets.qualitative") == (1, 1, 1)
    assert figures(measured, "targets") == (0, 0, 0)
    assert measured.fields["targets.qualitative.direction"].accuracy == 0


def test_fields_of_the_document_and_its_campaign(tmp_path: Path) -> None:
    gold = {
        "document": {
            "issuer": "UBND tỉnh Lâm Đồng",
            "published_at": "2024-06-05",
            "is_announcement": True,
            "document_number": None,
        },
        "campaign": {"name": "Phong trào thi đua", "end_to": None},
    }
    row = {
        "issuer": "Ủy ban nhân dân tỉnh Lâm Đồng",
        "published_at": "2024-06-05T07:36",
        "is_announcement": "true",
        "campaign_id": "c",
    }
    out, golds = lay_out(
        tmp_path, gold, documents=[row], campaigns=[{"campaign_id": "c", "name": "phong trào", "end_to": "2024-12-31"}]
    )
    measured = measure(out, golds)
    assert (measured.share("document").right, measured.share("document").of) == (4, 4)
    assert (measured.share("campaign").right, measured.share("campaign").of) == (0, 2)


def test_a_document_that_is_not_there_counts_as_missed(tmp_path: Path) -> None:
    measured = measure(*lay_out(tmp_path, {"directives": [{"number": "1/QĐ-TTg"}]}, documents=[]))
    assert measured.missing == 1
    assert figures(measured, "directives") == (0, 0, 1)


def test_an_output_that_is_none(tmp_path: Path) -> None:
    _, golds = lay_out(tmp_path, {})
    with pytest.raises(Misuse, match=r"documents\.csv: cannot be read"):
        measure(tmp_path, golds)


@pytest.mark.skipif(not OTHER.exists(), reason="no other program to compare with")
@pytest.mark.parametrize("kind", ["seeds", "real"])
def test_the_figures_are_those_of_the_other_program(tmp_path: Path, kind: str) -> None:
    from pipeline.run import Options, run

    inputs = GOLDS.parent / kind
    run([inputs], tmp_path / "out", options=Options(jobs=2))
    done = subprocess.run(
        [sys.executable, str(OTHER), str(tmp_path / "out"), str(GOLDS / kind), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    theirs, ours = json.loads(done.stdout), measure(tmp_path / "out", GOLDS / kind)
    for name, figure in theirs["sets"].items():
        assert figures(ours, name) == (figure["tp"], figure["fp"], figure["fn"]), name
    for name, figure in theirs["fields"].items():
        if name.startswith("awards."):
            continue  # the other program keeps one row for each form and grantor
        assert (ours.fields[name].right, ours.fields[name].of) == (figure["right"], figure["of"]), name
    assert ours.macro_f1 == pytest.approx(theirs["macro_f1"])
    assert ours.share("document").accuracy == pytest.approx(theirs["document.accuracy"])


def test_joins_are_measured_by_pairs(tmp_path: Path) -> None:
    """Of three documents of one campaign two were joined, and a fourth that is alone was joined to them."""
    out, golds = lay_out(tmp_path, {"pair": "b"}, documents=[])
    for name, more in (("b", {"group": "g"}), ("c", {"group": "g"}), ("d", {})):
        (golds / f"{name}.json").write_text(json.dumps({"source": f"{name}.pdf", **more}), encoding="utf-8")
    with (out / "documents.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, tables()["documents"].header, lineterminator="\n")
        writer.writeheader()
        for name, campaign in (("a.html", "x"), ("b.pdf", "x"), ("c.pdf", ""), ("d.pdf", "x")):
            writer.writerow({"document_id": name[0], "source": f"in/{name}", "campaign_id": campaign})
    measured = measure(out, golds)
    assert figures(measured, "joins") == (1, 2, 2)
    assert [(e.kind, e.document, e.what) for e in measured.errors if e.field == "joins"] == [
        ("false", "a", "is one campaign with d"),
        ("false", "b", "is one campaign with d"),
        ("missed", "a", "is one campaign with c"),
        ("missed", "b", "is one campaign with c"),
    ]
