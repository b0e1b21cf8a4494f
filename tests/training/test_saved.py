"""Whole pipelines: what is saved is what was fitted, and what does not fit is refused with the command that makes it anew."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
import skops.io
from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline
from typer.testing import CliRunner
from underthesea import word_tokenize

from extractors.view import fold
from pipeline.cli import app
from pipeline.learned import folder, load
from pipeline.misuse import Misuse
from pipeline.segment.guess import features
from pipeline.training.cards import save
from pipeline.training.fit import pipeline
from pipeline.training.saved import NOTE, TRUSTED, load_pipeline, require_skops, save_pipeline

SECTIONS = Path(__file__).resolve().parents[2] / "corpus" / "sections"
TEXTS = [
    "đối_tượng thi_đua là nông_dân", "phấn_đấu đạt 0 hộ", "tặng bằng_khen tập_thể", "đối_tượng gồm cán_bộ", "đạt 0 xã", "tặng cờ thi_đua",
]  # fmt: skip
LABELS = ["doi_tuong", "chi_tieu", "khen_thuong"] * 2


def _fitted() -> Pipeline:
    return pipeline().fit(TEXTS, LABELS)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "x.skops"
    save_pipeline(_fitted(), path, "x")
    return path


def test_what_is_loaded_says_what_was_fitted(saved: Path) -> None:
    assert list(load_pipeline(saved).predict(TEXTS)) == list(_fitted().predict(TEXTS))
    assert np.array_equal(load_pipeline(saved).predict_proba(TEXTS), _fitted().predict_proba(TEXTS))


def test_skops_alone_opens_it_too(saved: Path) -> None:
    assert list(skops.io.load(saved).predict(TEXTS)) == list(_fitted().predict(TEXTS))


def test_the_same_model_is_the_same_bytes(saved: Path, tmp_path: Path) -> None:
    save_pipeline(_fitted(), tmp_path / "again.skops", "x")
    assert (tmp_path / "again.skops").read_bytes() == saved.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again.skops", "x.skops"]


def _rewritten(path: Path, name: str, change) -> None:
    with zipfile.ZipFile(path) as old:
        members = {member: old.read(member) for member in old.namelist()}
    members[name] = json.dumps(change(json.loads(members[name]))).encode()
    with zipfile.ZipFile(path, "w") as new:
        for member, content in members.items():
            new.writestr(member, content)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"scikit_learn": "1.2.7"}, "made with scikit-learn 1.2.7.*thidua train --gold.*scikit-learn==1.2"),
        ({"format": 99}, "layout 99.*thidua train --gold"),
        ({"format": "many"}, "damaged.*thidua train --gold"),
    ],
)
def test_what_another_release_or_library_made_is_refused_with_the_remedy(saved: Path, change: dict[str, object], said: str) -> None:
    _rewritten(saved, NOTE, lambda note: note | change)
    with pytest.raises(Misuse, match=said):
        load_pipeline(saved)


def test_a_later_patch_of_scikit_learn_will_do(saved: Path) -> None:
    _rewritten(saved, NOTE, lambda note: note | {"scikit_learn": ".".join(note["scikit_learn"].split(".")[:2]) + ".99"})
    assert list(load_pipeline(saved).predict(TEXTS)) == list(_fitted().predict(TEXTS))


def test_a_type_that_no_classifier_has_is_not_even_opened(saved: Path) -> None:
    def planted(schema: dict) -> dict:
        schema["content"]["content"]["memory"] = {"__class__": "system", "__module__": "os", "__loader__": "FunctionNode", "content": "id"}
        return schema

    _rewritten(saved, "schema.json", planted)
    with pytest.raises(Misuse, match=r"not opened.*os\.system"):
        load_pipeline(saved)


def test_the_list_of_types_is_narrower_than_what_skops_trusts(tmp_path: Path) -> None:
    union = FeatureUnion([("words", TfidfVectorizer()), ("pieces", TfidfVectorizer())])
    model = Pipeline([("features", union), ("classifier", LogisticRegression())]).fit(TEXTS, LABELS)
    model.named_steps["features"].hashing = HashingVectorizer()
    save_pipeline(model, tmp_path / "y.skops", "y")
    assert skops.io.get_untrusted_types(file=tmp_path / "y.skops") == []
    with pytest.raises(Misuse, match="HashingVectorizer"):
        load_pipeline(tmp_path / "y.skops")


def test_half_a_file_and_none_are_refused(saved: Path) -> None:
    saved.write_bytes(saved.read_bytes()[:-900])
    with pytest.raises(Misuse, match="damaged.*thidua train"):
        load_pipeline(saved)
    with pytest.raises(Misuse, match="is no file.*thidua train"):
        load_pipeline(saved.with_name("none.skops"))


def test_without_skops_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "skops.io", None)
    with pytest.raises(Misuse, match=r"pip install 'thidua\[train\]'"):
        require_skops()


def _shipped() -> Path:
    path = folder() / "sentence_roles.skops"
    if not path.is_file():
        pytest.skip("models are without their pipelines here: installed, or no model beat its rule")
    return path


def test_the_shipped_pipeline_and_the_shipped_table_say_the_same_of_the_corpus_sentences() -> None:
    model, table = load_pipeline(_shipped()), load(_shipped().with_suffix(".npz"))
    seen, before = [], ""
    for path in sorted(SECTIONS.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            own = " ".join(word.replace(" ", "_") for word in word_tokenize(fold(line.partition("\t")[2]), use_token_normalize=False))
            seen.append(features(own, before, len(seen) % 10 / 10))
            before = own
    assert len(seen) > 1_000
    assert [table.classify(text) for text in seen] == list(model.predict(seen))


def test_the_shipped_pipeline_is_small_and_of_the_listed_types() -> None:
    assert _shipped().stat().st_size < 5_000_000
    assert set(skops.io.get_untrusted_types(file=_shipped())) <= TRUSTED


def test_the_table_is_taken_from_the_pipeline(saved: Path, tmp_path: Path) -> None:
    save(load_pipeline(saved), tmp_path / "x.npz")
    assert [load(tmp_path / "x.npz").classify(text) for text in TEXTS] == list(_fitted().predict(TEXTS))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["train"], "name a folder of gold"),
        (["train", "--gold", "nowhere"], "nowhere: is no folder"),
        (["train", "nowhere"], "nowhere: is no folder"),
    ],
)
def test_train_called_wrongly_says_so(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(app, arguments)
    assert isinstance(result.exception, Misuse) and said in str(result.exception)
