"""Saving a classifier that earned its place, with the card that says how it was measured."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.pipeline import Pipeline

from pipeline.learned import FORMAT
from pipeline.training.fit import FOLDS, Report


def save(model: Pipeline, path: Path) -> None:
    """Write the weights of a fitted classifier as a table (see `pipeline.learned`), whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    classifier, vectorizers = model.named_steps["classifier"], dict(model.named_steps["features"].transformer_list)
    weights, start = classifier.coef_.T, 0
    arrays: dict[str, Any] = {}
    for kind in ("words", "pieces"):
        grams = list(vectorizers[kind].get_feature_names_out())
        arrays[f"{kind}_grams"] = np.frombuffer("\n".join(grams).encode("utf-8"), dtype=np.uint8)
        arrays[f"{kind}_idf"] = vectorizers[kind].idf_.astype(np.float32)
        arrays[f"{kind}_weights"] = weights[start : start + len(grams)].astype(np.float32)
        start += len(grams)
    classes = np.array([str(c) for c in classifier.classes_])
    new = path.with_name(f"{path.stem}.new.npz")
    np.savez_compressed(new, format=np.array(FORMAT), classes=classes, intercept=classifier.intercept_.astype(np.float32), **arrays)
    new.replace(path)


def card(report: Report, command: str, made_on: date, outcome: str = "model saved") -> str:
    """The card of a model, in Markdown."""
    lines = [
        f"# {report.task}",
        "",
        f"Made on {made_on.isoformat()} by `{command}`.",
        "",
        f"**{outcome.capitalize()}.** Words and pairs of words (underthesea) and pieces of words, logistic regression.",
        "",
        f"Trained on {report.train} examples of {report.train_documents} documents, measured on {report.test} examples of "
        f"{report.test_documents} other documents.",
        "",
        f"|  | model | rule |\n| --- | ---: | ---: |\n| macro F1 | {report.model_macro:.3f} | {report.rule_macro:.3f} |",
        f"| accuracy | {report.model_accuracy:.3f} | {report.rule_accuracy:.3f} |",
        "",
        "| class | examples | model P | model R | model F1 | rule P | rule R | rule F1 |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for label, own in report.model.items():
        rule = report.rule[label]
        figures = (own.precision, own.recall, own.f1, rule.precision, rule.recall, rule.f1)
        lines.append(f"| {label} | {own.support} | " + " | ".join(f"{x:.2f}" for x in figures) + " |")
    if report.curve:
        lines += [
            "",
            f"Learning curve, by {FOLDS}-fold cross-validation over all documents ({report.all_documents} with labelled examples, "
            "those of one campaign never on both sides): " + ("it has flattened." if report.flat else "it still rises."),
            "",
            "| documents trained on | examples | macro F1 | share right |  |\n| ---: | ---: | ---: | ---: | --- |",
        ]
        lines += [f"| {n} | {count} | {f1:.3f} | {right:.3f} | {'█' * round(right * 20)} |" for n, count, f1, right in report.curve]
    lines += [""]
    lines += ["| stated confidence | share right | examples |", "| ---: | ---: | ---: |"]
    lines += [f"| {stated:.2f} | {right:.2f} | {n} |" for stated, right, n in report.reliability]
    return "\n".join(lines) + "\n"
