"""Confidence: what is fitted, what is read back, what rows are judged right, and the table that shows it."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.facts import FACTS, Target
from pipeline.calibration import Curve, calibration, load
from pipeline.judge import cells, judged
from pipeline.misuse import Misuse
from pipeline.publish.schema import tables
from pipeline.reliability import ALL, gap, reliability
from pipeline.training.calibrate import HIGHEST, Judged, as_json, card, fit


def rows(table: str, method: str, score: float, right: int, wrong: int) -> list[Judged]:
    return [Judged(table, method, score, i < right, "dev") for i in range(right + wrong)]


def test_the_line_rises_and_small_counts_say_little(tmp_path):
    found = rows("dates", "a", 0.6, 30, 30) + rows("dates", "b", 0.9, 200, 0) + rows("dates", "c", 0.7, 1, 0)
    (tmp_path / "calibration.json").write_text(as_json(fit(found)), encoding="utf-8")
    known = load(tmp_path / "calibration.json")
    low, middle, high = (known.share("dates", "other", score) for score in (0.6, 0.7, 0.9))
    assert low <= middle <= high <= HIGHEST
    assert 0.5 < low < 0.62 and high > 0.95
    assert middle < 0.9  # one row that is right does not make such rows sure


def test_a_rule_with_many_rows_has_a_share_of_its_own(tmp_path):
    found = rows("dates", "good", 0.8, 200, 0) + rows("dates", "bad", 0.8, 50, 150)
    (tmp_path / "calibration.json").write_text(as_json(fit(found)), encoding="utf-8")
    known = load(tmp_path / "calibration.json")
    assert known.share("dates", "good", 0.8) > 0.9 > 0.4 > known.share("dates", "bad", 0.8)
    assert known.share("awards", "good", 0.8) == 0.8  # a table that was not measured keeps its scores


@pytest.mark.parametrize(("score", "share"), [(0.2, 0.5), (0.5, 0.5), (0.7, 0.7), (0.9, 0.9), (0.99, 0.9)])
def test_between_two_scores_lies_what_is_between_their_shares(score, share):
    assert Curve((0.5, 0.9), (0.5, 0.9), {}).share("x", score) == share


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"format": 99, "tables": {}}', "another release"),
        ('{"format": 1, "tables": {"dates": {"line": [[0.9, 0.9], [0.5, 0.5]], "rules": []}}}', "damaged"),
        ('{"format": 1, "tables": {"dates": {"line": [[0.9, 1.9]], "rules": []}}}', "damaged"),
        ('{"format": 1, "tables": {"dates": {}}}', "damaged"),
        ("[]", "damaged"),
        ("{", "damaged"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_the_remedy(tmp_path, content, said):
    path = tmp_path / "calibration.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Misuse, match=f"{said}.*thidua train"):
        load(path)


def test_the_shipped_calibration_knows_every_table_of_facts():
    known = calibration()
    assert set(known.curves) == set(FACTS)
    for table in FACTS:
        assert 0 < known.share(table, "a rule that is not", 0.5) <= known.share(table, "a rule that is not", 0.95) <= HIGHEST


def test_the_card_says_what_was_right_and_what_was_held_out():
    own, other = rows("awards", "a", 0.9, 9, 1), rows("awards", "a", 0.9, 1, 1)
    assert "| awards | 10 | 0.900 | 2 | 0.500 |" in card(own, other, 3, "thidua train", date(2026, 1, 2))


GOLD = {
    "directives": [{"number": "34-CT/TU"}, {"number": "1/QĐ-TTg", "optional": True}],
    "dates": [{"role": "bat_dau", "date_from": "2024-06-04", "date_to": None}],
    "targets": [{"indicator": "số hộ nghèo", "value_min": 4, "value_max": 5, "unit": "phan_tram"}],
    "qualitative": [{"indicator": "không để xảy ra cháy rừng"}],
    "awards": [{"award_code": "bang_khen", "grantor_code": None}],
}


@pytest.mark.parametrize(
    ("table", "row", "right"),
    [
        ("directives", {"number": "34 -ct/TU"}, True),
        ("directives", {"number": "35-CT/TU"}, False),
        ("directives", {"number": "1/QĐ-TTg"}, None),
        ("directives", {"number": ""}, None),
        ("dates", {"role": "bat_dau", "date_from": date(2024, 6, 4), "date_to": date(2024, 6, 4)}, True),
        ("dates", {"role": "ket_thuc", "date_from": "2024-06-04"}, False),
        ("dates", {"role": "khac", "date_from": "2024-06-04"}, None),
        ("targets", {"indicator": "Số hộ nghèo", "value_min": Decimal("4.0"), "value_max": "5", "unit": "phan_tram"}, True),
        ("targets", {"indicator": "học sinh", "value_min": 4, "value_max": 5, "unit": "phan_tram"}, False),
        ("targets", {"indicator": "Số hộ nghèo", "value_min": 6, "value_max": 6, "unit": "phan_tram"}, False),
        ("targets", {"indicator": "Không để xảy ra cháy rừng", "kind": "qualitative"}, True),
        ("targets", {"indicator": "giữ vững ổn định", "kind": "qualitative"}, False),
        ("participants", {"participant_code": "cap_xa"}, None),
        ("awards", {"award_code": "bang_khen", "grantor_code": ""}, True),
        ("awards", {"award_code": "bang_khen", "grantor_code": "ubnd_tinh"}, False),
    ],
)
def test_rows_are_judged_as_evaluation_counts_them(table, row, right):
    assert [said for _, said in judged(table, GOLD, [row])] == ([] if right is None else [right])


def test_cells_are_those_of_the_table():
    row = cells(Target(start=1, end=2, method="m", value_min=Decimal(5)))
    assert (row["value_min"], row["unit"], row["kind"]) == (Decimal(5), None, "numeric")


def output(at: Path, found: list[dict[str, str]]) -> Path:
    at.mkdir()
    for name in ("documents", *FACTS):
        with (at / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, tables()[name].header, lineterminator="\n")
            writer.writeheader()
            for row in [{"source": "in/a.html"}] if name == "documents" else found if name == "awards" else []:
                writer.writerow({"document_id": "d", **row})
    return at


def test_reliability_sets_what_is_stated_beside_what_is_right(tmp_path):
    found = [{"award_code": f"a{i}", "confidence": "0.9"} for i in range(10)] + [{"award_code": "b", "confidence": "0.55"}]
    gold = tmp_path / "gold"
    gold.mkdir()
    known = [{"award_code": f"a{i}"} for i in range(9)]
    (gold / "a.json").write_text(json.dumps({"source": "a.html", "split": "test", "awards": known}), encoding="utf-8")
    bins = reliability(output(tmp_path / "out", found), gold, split="test")
    assert [(b.table, b.low, b.rows, round(b.stated, 2), b.right) for b in bins if b.table == "awards"] == [
        ("awards", 0.0, 1, 0.55, 0.0),
        ("awards", 0.9, 10, 0.9, 0.9),
    ]
    assert gap(b for b in bins if b.table == ALL) == pytest.approx(0.05)
    with pytest.raises(Misuse, match="no gold file of the split"):
        reliability(tmp_path / "out", gold, split="dev")
