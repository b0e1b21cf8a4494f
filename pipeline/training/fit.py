"""Fitting a classifier and measuring it beside its rule, on documents that it has not seen."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, precision_recall_fscore_support
from sklearn.pipeline import FeatureUnion, Pipeline

from pipeline.learned import PIECES, WORD_RUNS
from pipeline.training.examples import Example

SEED = 2026
MARGIN = 0.02
"""Macro F1 by which a model must beat the rule before it is used."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one class, and how many there are."""

    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class Report:
    """A model beside its rule on the held-out documents."""

    task: str
    train: int
    train_documents: int
    test: int
    test_documents: int
    model: dict[str, Score]
    rule: dict[str, Score]
    model_macro: float
    rule_macro: float
    model_accuracy: float
    rule_accuracy: float
    curve: list[tuple[int, float]] = field(default_factory=list)
    reliability: list[tuple[float, float, int]] = field(default_factory=list)

    @property
    def earns_its_place(self) -> bool:
        """Is the model better than the rule by the margin, in macro F1 and in accuracy?"""
        return self.model_macro >= self.rule_macro + MARGIN and self.model_accuracy >= self.rule_accuracy


def pipeline() -> Pipeline:
    """Words and pairs of words, pieces of words (for wrong accents), a logistic regression."""
    return Pipeline(
        [
            (
                "features",
                FeatureUnion(
                    [
                        ("words", TfidfVectorizer(token_pattern=r"\S+", ngram_range=WORD_RUNS, sublinear_tf=True, min_df=2)),
                        ("pieces", TfidfVectorizer(analyzer="char_wb", ngram_range=PIECES, sublinear_tf=True, max_features=5000)),
                    ]
                ),
            ),
            ("classifier", LogisticRegression(C=4.0, max_iter=2000, class_weight="balanced", random_state=SEED)),
        ]
    )


def fit(task: str, examples: Sequence[Example], *, held_out: str = "test") -> tuple[Pipeline, Report]:
    """Train on all documents but the held-out split, measure on that.

    Raises
    ------
    ValueError
        Fewer than two classes to learn, or nothing to measure on.
    """
    train = [e for e in examples if e.split not in (held_out, "unused")]
    test = [e for e in examples if e.split == held_out]
    if len({e.label for e in train}) < 2 or not test:
        raise ValueError(f"{task}: too little gold to train and to measure ({len(train)} and {len(test)} examples)")
    model = pipeline().fit([e.words for e in train], [e.label for e in train])
    said = list(model.predict([e.words for e in test]))
    truth, rule = [e.label for e in test], [e.rule for e in test]
    sure = model.predict_proba([e.words for e in test]).max(axis=1)
    return model, Report(
        task, len(train), len({e.document for e in train}), len(test), len({e.document for e in test}),
        _scores(truth, said), _scores(truth, rule), _macro(truth, said), _macro(truth, rule), _accuracy(truth, said),
        _accuracy(truth, rule), _curve(train, test), _reliability(truth, said, list(sure)),
    )  # fmt: skip


def _macro(truth: Sequence[str], said: Sequence[str]) -> float:
    return float(f1_score(truth, said, labels=sorted(set(truth)), average="macro", zero_division=0))


def _accuracy(truth: Sequence[str], said: Sequence[str]) -> float:
    return sum(a == b for a, b in zip(truth, said, strict=True)) / len(truth)


def _scores(truth: Sequence[str], said: Sequence[str]) -> dict[str, Score]:
    labels = sorted(set(truth))
    columns = precision_recall_fscore_support(truth, said, labels=labels, zero_division=0)
    return {
        label: Score(float(p), float(r), float(f), int(n)) for label, p, r, f, n in zip(labels, *columns, strict=True)
    }  # fmt: skip


def _curve(train: Sequence[Example], test: Sequence[Example]) -> list[tuple[int, float]]:
    """Macro F1 by number of training documents: does more of them still help?"""
    documents = sorted({e.document for e in train})
    random.Random(SEED).shuffle(documents)
    points = []
    for share in (0.25, 0.5, 0.75, 1.0):
        kept = set(documents[: max(2, round(share * len(documents)))])
        part = [e for e in train if e.document in kept]
        if len({e.label for e in part}) < 2:
            continue
        model = pipeline().fit([e.words for e in part], [e.label for e in part])
        points.append((len(kept), _macro([e.label for e in test], list(model.predict([e.words for e in test])))))
    return points


def _reliability(truth: Sequence[str], said: Sequence[str], sure: Sequence[float]) -> list[tuple[float, float, int]]:
    """Mean stated confidence, share right and number, in bins of a fifth."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for want, got, confidence in zip(truth, said, sure, strict=True):
        bins.setdefault(min(4, int(confidence * 5)), []).append((confidence, want == got))
    return [
        (sum(c for c, _ in found) / len(found), sum(r for _, r in found) / len(found), len(found)) for _, found in sorted(bins.items())
    ]  # fmt: skip


def classes(examples: Sequence[Example]) -> Counter[str]:
    """How many examples each class has."""
    return Counter(e.label for e in examples)
