"""The building blocks in spaCy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import spacy

import extractors.components  # noqa: F401  (registers the factories)


@pytest.mark.parametrize("name", ["citations", "dates", "quantities", "places"])
def test_each_has_a_dotted_and_a_plain_name(name: str) -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe(f"thidua.{name}")
    nlp.add_pipe(f"thidua_{name}")
    doc = nlp("UBND tỉnh Lâm Đồng ban hành Kế hoạch số 12/KH-UBND, phấn đấu tăng 7 - 8% đến năm 2025")
    assert len(doc.spans[name]) == 1


def test_values_stand_on_the_spans() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("thidua.dates", config={"published": "2024-06-05"})
    nlp.add_pipe("thidua.quantities")
    doc = nlp("Ngày 4/6, huyện phấn đấu tăng 7 - 8%")
    assert doc.spans["dates"][0]._.date_from == date(2024, 6, 4)
    assert (doc.spans["quantities"][0]._.unit, doc.spans["quantities"][0]._.direction) == ("phan_tram", "increase")


def test_a_pipeline_with_plain_names_is_saved_and_loaded(tmp_path: Path) -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("thidua_citations", config={"place": "Lâm Đồng"})
    nlp.to_disk(tmp_path)
    doc = spacy.load(tmp_path)("Chỉ thị số 34-CT/TU của Tỉnh ủy")
    assert doc.spans["citations"][0]._.issuer == "Tỉnh ủy Lâm Đồng"
