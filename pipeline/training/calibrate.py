"""What share of the rows of a rule and score is right, measured on documents with gold; `pipeline.calibration` reads it.

Rules were corrected on the documents that this is measured on, so that the bare shares are too good and small counts say too much. Each
share is therefore counted together with `PRIOR_ROWS` rows of which `PRIOR_SHARE` are right.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractors.facts import FACTS
from pipeline.calibration import DIGITS, FORMAT
from pipeline.judge import cells, judged
from pipeline.training.examples import Known

PRIOR_ROWS, PRIOR_SHARE = 20, 0.8
PRIORS = {"awards": (100, 0.87)}
"""Tables whose rules were corrected until hardly a row of these documents is wrong: the share of rows that were right in documents read
for the first time (docs/results.md), and the rows that it counts for."""
ENOUGH = 20
"""Rows of one rule and score from which they have a share of their own."""
HIGHEST = 0.99


@dataclass(frozen=True, slots=True)
class Judged:
    """A row that gold judges: its table, rule and score, whether it is right, and the split of its document."""

    table: str
    method: str
    score: float
    right: bool
    split: str


def judged_rows(known: Known) -> list[Judged]:
    """The rows of a document that its gold can judge; their confidence must be the rules' own."""
    return [
        Judged(table, row["method"], row["confidence"], right, known.split)
        for table in FACTS
        for row, right in judged(table, known.gold, map(cells, known.extraction.facts[table]))
    ]


def fit(rows: Iterable[Judged]) -> dict[str, Any]:
    """The calibration as it is written: a rising line for each table, and shares of the rules that have rows enough."""
    by_table: dict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        by_table[row.table].append(row)
    curves = {table: _curve(by_table[table], *PRIORS.get(table, (PRIOR_ROWS, PRIOR_SHARE))) for table in FACTS if by_table[table]}
    return {"format": FORMAT, "tables": curves}


def _curve(rows: Sequence[Judged], weight: int, expected: float) -> dict[str, Any]:
    from sklearn.isotonic import IsotonicRegression

    by_score: dict[float, list[bool]] = defaultdict(list)
    by_rule: dict[tuple[str, float], list[bool]] = defaultdict(list)
    for row in rows:
        by_score[row.score].append(row.right)
        by_rule[row.method, row.score].append(row.right)
    scores = sorted(by_score)
    bare = [_share(by_score[score], weight, expected) for score in scores]
    line = IsotonicRegression().fit_transform(scores, bare, sample_weight=[len(by_score[score]) for score in scores])
    on_line = {score: min(float(share), HIGHEST) for score, share in zip(scores, line, strict=True)}
    most = expected if weight > PRIOR_ROWS else HIGHEST  # first readings speak for each rule, not only for the line
    return {
        "line": [[score, round(share, DIGITS)] for score, share in on_line.items()],
        "rules": [
            [method, score, round(min(_share(found, weight, min(on_line[score], most)), HIGHEST), DIGITS)]
            for (method, score), found in sorted(by_rule.items())
            if len(found) >= ENOUGH
        ],
    }


def _share(found: Sequence[bool], weight: int, expected: float) -> float:
    return (sum(found) + weight * expected) / (len(found) + weight)


def as_json(fitted: dict[str, Any]) -> str:
    """The file, one line for each table's line and each rule, so that a diff can be read."""
    return json.dumps(fitted, ensure_ascii=False, indent=1) + "\n"


def card(rows: Sequence[Judged], held_out: Sequence[Judged], documents: int, command: str, made_on: date) -> str:
    """The card of a calibration: how many rows it rests on, and what was right of the held-out ones, table by table."""
    lines = [
        "# calibration", "", f"Made on {made_on.isoformat()} by `{command}`.", "",
        f"Share of rows that are right, by table, rule and score, from {len(rows)} rows of {documents} documents. Each share is counted "
        f"with {PRIOR_ROWS} more rows of which {PRIOR_SHARE:.0%} are right"
        + "".join(f" ({table}: {weight}, {share:.0%})" for table, (weight, share) in PRIORS.items())
        + ", for the rules were corrected on these documents. A row is "
        "right if `thidua evaluate` counts it as right. `thidua evaluate OUT GOLD --split test --calibration` measures it.", "",
        "| table | rows | right | held-out rows | right |", "| --- | ---: | ---: | ---: | ---: |",
    ]  # fmt: skip
    for table in FACTS:
        own, other = ([row.right for row in some if row.table == table] for some in (rows, held_out))
        shares = [f"{sum(found) / len(found):.3f}" if found else "-" for found in (own, other)]
        lines.append(f"| {table} | {len(own)} | {shares[0]} | {len(other)} | {shares[1]} |")
    return "\n".join(lines) + "\n"
