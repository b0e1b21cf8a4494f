"""Fitting a classifier and measuring it beside its rule, on documents that it has not seen."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, precision_recall_fscore_support
from sklearn.pipeline import FeatureUnion, Pipeline

from pipeline.learned import PIECES, WORD_RUNS
from pipeline.training.examples import Example

SEED = 2026
HELD_OUT = "test"
"""The split that nothing is trained on."""
MARGIN = 0.02
"""Macro F1 by which a model must beat the rule before it is used."""
FOLDS = 5
SHARES = (0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1.0)
"""Parts of the documents that a learning curve is drawn through."""
FLAT = 0.01
"""Share right that the last fifth of the documents adds at most, where a curve is called flat."""


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
    all_documents: int = 0
    curve: list[tuple[int, int, float, float]] = field(default_factory=list)
    reliability: list[tuple[float, float, int]] = field(default_factory=list)

    @property
    def flat(self) -> bool:
        """Does the last fifth of the documents hardly help any more?"""
        return len(self.curve) > 1 and self.curve[-1][3] - self.curve[-2][3] <= FLAT

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


def fit(task: str, examples: Sequence[Example], *, held_out: str = HELD_OUT) -> tuple[Pipeline, Report]:
    """Train on all documents but the held-out split, measure on that.

    Raises
    ------
    ValueError
        Fewer than two classes to learn, or nothing to measure on.
    """
    train = [e for e in examples if e.split != held_out]
    test = [e for e in examples if e.split == held_out and e.measured]
    if len({e.label for e in train}) < 2 or not test:
        raise ValueError(f"{task}: too little gold to train and to measure ({len(train)} and {len(test)} examples)")
    model = pipeline().fit([e.words for e in train], [e.label for e in train])
    said = list(model.predict([e.words for e in test]))
    truth, rule = [e.label for e in test], [e.rule for e in test]
    sure = model.predict_proba([e.words for e in test]).max(axis=1)
    report = Report(
        task, len(train), len({e.document for e in train}), len(test), len({e.document for e in test}),
        _scores(truth, said), _scores(truth, rule), _macro(truth, said), _macro(truth, rule), _accuracy(truth, said),
        _accuracy(truth, rule), len({e.document for e in examples}), [], _reliability(truth, said, list(sure)),
    )  # fmt: skip
    # The curve takes thirty-five more fits.
    return model, replace(report, curve=_curve(examples)) if report.earns_its_place else report


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


def _curve(examples: Sequence[Example]) -> list[tuple[int, int, float, float]]:
    """Documents and examples trained on, macro F1 and share right: do more documents still help?

    All documents in `FOLDS` parts, those of one campaign in the same; each part is classified by what a share of the others teaches.
    """
    families = sorted({e.family for e in examples})
    random.Random(SEED).shuffle(families)
    points = []
    for share in SHARES:
        truth: list[str] = []
        said: list[str] = []
        documents = count = 0
        for fold in range(FOLDS):
            away = set(families[fold::FOLDS])
            others = [family for family in families if family not in away]
            kept = set(others[: round(share * len(others))])
            part = [e for e in examples if e.family in kept]
            asked = [e for e in examples if e.family in away and e.measured]
            if not asked or len({e.label for e in part}) < 2:
                continue
            model = pipeline().fit([e.words for e in part], [e.label for e in part])
            truth += [e.label for e in asked]
            said += list(model.predict([e.words for e in asked]))
            documents, count = documents + len({e.document for e in part}), count + len(part)
        if truth:
            points.append((round(documents / FOLDS), round(count / FOLDS), _macro(truth, said), _accuracy(truth, said)))
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
