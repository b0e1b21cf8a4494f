"""``python -m pipeline.glance OUT``: the campaigns of an output side by side, as far as a terminal is wide."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

_SHOWN = 12
_NAME = 42


def glance(out: Path) -> Table:
    """A short comparison of the campaigns that say most."""
    with (out / "comparison.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    title = f"{min(len(rows), _SHOWN)} of {len(rows)} campaigns, from {out}/comparison.csv"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("campaign", no_wrap=True, overflow="ellipsis", max_width=_NAME)
    for name, width in (("province", 12), ("from", 10), ("to", 10)):
        table.add_column(name, no_wrap=True, overflow="ellipsis", min_width=width)
    for name in ("documents", "targets", "awards", "who"):
        table.add_column(name, justify="right", no_wrap=True, min_width=len(name))
    for row in sorted(rows, key=_says, reverse=True)[:_SHOWN]:
        table.add_row(
            row["name"] or row["theme"] or row["campaign_id"],
            row["province_name"],
            row["start_from"],
            row["end_to"],
            row["documents"],
            str(_sum(row, "sector_")),
            str(_sum(row, "award_")),
            str(sum(row[name] == "true" for name in row if name.startswith("participant_"))),
        )
    return table


def _sum(row: dict[str, str], prefix: str) -> int:
    return sum(int(row[name] or 0) for name in row if name.startswith(prefix))


def _says(row: dict[str, str]) -> tuple[int, int, str]:
    return _sum(row, "sector_"), _sum(row, "award_"), row["campaign_id"]


if __name__ == "__main__":
    Console(width=max(Console().width, 124)).print(glance(Path(sys.argv[1])))
