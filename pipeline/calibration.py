"""From the score that a rule gives to the share of such rows that are right.

``models/calibration.json`` is what `thidua train` measured on documents with gold (`pipeline.training.calibrate`): for each table a
rising line of scores and shares, and cells for those rules of which there were enough rows to tell them from the line.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.learned import folder
from pipeline.misuse import Misuse

FORMAT = 1
"""Number of the layout of the file; a file of another number was written by another release of thidua."""
NAME = "calibration"
DIGITS = 2
"""A share is told to the hundredth: the rows it was measured on allow no more."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Shares of one table: by score, and by rule and score where rows were many."""

    scores: tuple[float, ...]
    shares: tuple[float, ...]
    cells: Mapping[tuple[str, float], float]

    def share(self, method: str, score: float) -> float:
        """Share of rows of this rule and score that are right; between two scores of the line, what lies between their shares."""
        known = self.cells.get((method, score))
        if known is not None:
            return known
        at = bisect_left(self.scores, score)
        if at == len(self.scores):
            return self.shares[-1]
        if at == 0 or self.scores[at] == score:
            return self.shares[at]
        (low, high), (below, above) = self.scores[at - 1 : at + 1], self.shares[at - 1 : at + 1]
        return round(below + (above - below) * (score - low) / (high - low), DIGITS)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The curves of all tables."""

    curves: Mapping[str, Curve]

    def share(self, table: str, method: str, score: float) -> float:
        """Calibrated confidence of a row; the score itself for a table that was not measured."""
        curve = self.curves.get(table)
        return score if curve is None else curve.share(method, score)


@cache
def calibration() -> Calibration:
    """The calibration that thidua came with, or that `thidua train` wrote into its folder of models; none: scores stay as they are.

    Raises
    ------
    Misuse
        The file is damaged, or another release of thidua wrote it.
    """
    path = folder() / f"{NAME}.json"
    return load(path) if path.is_file() else Calibration({})


def load(path: Path) -> Calibration:
    """Read a calibration.

    Raises
    ------
    Misuse
        The file is damaged, or another release of thidua wrote it.
    """
    remedy = f"make it anew: thidua train corpus/gold --sections corpus/sections --out {path.parent}"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            raise Misuse(f"{path}: another release of thidua wrote it; {remedy}")
        return Calibration({table: _curve(parts["line"], parts["rules"]) for table, parts in found["tables"].items()})
    except (OSError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise Misuse(f"{path}: damaged ({type(error).__name__}); {remedy}") from error


def _curve(line: Sequence[Sequence[float]], rules: Sequence[tuple[str, float, float]]) -> Curve:
    scores, shares = zip(*((float(score), float(share)) for score, share in line), strict=True)
    if list(scores) != sorted(set(scores)) or not all(0 <= share <= 1 for share in shares):
        raise ValueError("a line that does not rise")
    return Curve(scores, shares, {(method, float(score)): float(share) for method, score, share in rules})
