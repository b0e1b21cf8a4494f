"""Classifiers: their tables say what scikit-learn says, damaged files are refused, training keeps what beats its rule."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.segmented import Layout, Metadata, Section
from pipeline.learned import folder, load, model
from pipeline.misuse import Misuse
from pipeline.training.cards import card, save
from pipeline.training.examples import Example
from pipeline.training.fit import fit, pipeline
from pipeline.training.tasks import train

CORPUS = Path(__file__).resolve().parents[2] / "corpus"

SENTENCES = [
    ("đối_tượng tham_gia gồm cán_bộ công_chức", "doi_tuong"),
    ("đối_tượng thi_đua là hội_viên nông_dân", "doi_tuong"),
    ("các sở ban ngành tham_gia phong_trào", "doi_tuong"),
    ("phấn_đấu đạt 0 hộ dùng nước sạch", "chi_tieu"),
    ("đến năm 0 có 0 xã đạt chuẩn", "chi_tieu"),
    ("giảm 0 số hộ nghèo mỗi năm", "chi_tieu"),
    ("tặng bằng_khen cho tập_thể tiêu_biểu", "khen_thuong"),
    ("xét tặng cờ thi_đua giấy_khen", "khen_thuong"),
    ("mỗi khối được đề_nghị 0 bằng_khen", "khen_thuong"),
]
WORDS = ["đối_tượng", "thi_đua", "0", "đạt", "tặng", "cờ", "là", "ở", "12", "hộ", "nghèo", "bằng_khen"]
UNSEEN = [
    "hội_viên phụ_nữ tham_gia", "giấy_khen của giám_đốc sở", "đạt 0 xã nông_thôn mới", "", "xyz", "a", "phong_trào phong_trào phong_trào",
]  # fmt: skip


def _fitted():
    return pipeline().fit([w for w, _ in SENTENCES], [label for _, label in SENTENCES])


def test_the_table_says_what_scikit_learn_says(tmp_path):
    fitted = _fitted()
    save(fitted, tmp_path / "x.npz")
    table = load(tmp_path / "x.npz")
    texts = [w for w, _ in SENTENCES] + UNSEEN
    assert [table.classify(t) for t in texts] == list(fitted.predict(texts))


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=12))
def test_the_table_says_what_scikit_learn_says_of_any_words(words, tmp_path_factory):
    fitted = _fitted()
    path = tmp_path_factory.mktemp("m") / "x.npz"
    save(fitted, path)
    assert load(path).classify(" ".join(words)) == fitted.predict([" ".join(words)])[0]


def test_a_damaged_model_is_refused_with_the_remedy(tmp_path):
    path = tmp_path / "x.npz"
    save(_fitted(), path)
    path.write_bytes(path.read_bytes()[:500])
    with pytest.raises(Misuse, match="thidua train"):
        load(path)


def test_a_model_of_another_release_is_refused(tmp_path):
    path = tmp_path / "x.npz"
    save(_fitted(), path)
    with np.load(path) as arrays:
        kept = dict(arrays)
    np.savez_compressed(path, **{**kept, "format": np.array(99)})
    with pytest.raises(Misuse, match="another release"):
        load(path)


def test_the_shipped_model_loads_and_knows_the_codes():
    if not (folder() / "sentence_roles.npz").is_file():
        pytest.skip("no model beat its rule")
    known = model("sentence_roles")
    assert known is not None
    assert {"doi_tuong", "chi_tieu", "khen_thuong", "thoi_gian", "khac"} <= set(known.classes)
    assert (folder() / "sentence_roles.md").read_text(encoding="utf-8").startswith("# sentence_roles")


def _examples(rule: str | None) -> list[Example]:
    """Each sentence once to learn from and once to be measured on; the rule says the given role, or the right one."""
    return [
        Example(words, label, rule or label, f"{split}-{i % 9}", split)
        for split in ("dev", "test")
        for i, (words, label) in enumerate(SENTENCES * 3)
    ]  # fmt: skip


def test_a_model_that_no_rule_matches_earns_its_place():
    _, report = fit("x", _examples("khac"))
    assert report.earns_its_place
    assert report.rule_macro == 0
    said = card(report, "thidua train", date(2026, 1, 2))
    assert "| chi_tieu | 9 |" in said and "Made on 2026-01-02" in said


def test_a_model_that_a_rule_beats_does_not():
    _, report = fit("x", _examples(None))
    assert not report.earns_its_place


def test_training_on_a_few_documents_measures_every_task_it_can(tmp_path):
    names = [p.stem for p in sorted((CORPUS / "gold").glob("*.json"))]
    split = {name: json.loads((CORPUS / "gold" / f"{name}.json").read_text(encoding="utf-8")) for name in names}
    news = [n for n in names if (CORPUS / "sections" / f"{n}.tsv").is_file()]
    chosen = [n for n in news if split[n]["split"] == "dev"][:5] + [n for n in news if split[n]["split"] == "test"][:3]
    (tmp_path / "gold").mkdir()
    (tmp_path / "announcements").mkdir()
    for name in chosen:
        shutil.copy(CORPUS / "gold" / f"{name}.json", tmp_path / "gold")
        shutil.copy(CORPUS / "announcements" / split[name]["source"], tmp_path / "announcements")
    told = {
        report.task: (report, outcome)
        for report, outcome in train([tmp_path / "gold"], [CORPUS / "sections"], tmp_path / "models", "x", date(2026, 1, 2))
    }
    report, outcome = told["sentence_roles"]
    assert report.test_documents == 3 and report.train_documents == 5
    for suffix in (".npz", ".skops"):
        assert (tmp_path / "models" / f"sentence_roles{suffix}").is_file() == (outcome == "model saved") == report.earns_its_place


@given(
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12),
    offset=st.integers(-1, 45),
)
def test_sections_over_an_offset_are_those_that_hold_it(spans, offset):
    sections = tuple(sorted((Section(min(s), max(s), f"r{i}", (0, 0), 1, "") for i, s in enumerate(spans)), key=lambda s: s.start))
    layout = Layout(Metadata(), (), sections, (), ())
    assert layout.sections_over(offset) == tuple(s for s in sections if s.start <= offset < s.end)
