"""What differs from the tables published before: rows added and removed, and each field of a row that changed."""

from __future__ import annotations

from pathlib import Path

from pipeline.compare import compare
from pipeline.nightly.tables import Change

_KINDS = {"gained": "added", "changed": "changed", "lost": "removed"}


def changes(old: Path | None, new: Path) -> list[Change]:
    """The differences between two output folders; with no old one, everything was added.

    Documents are matched by their address, so an edited page is a change of its document and not another one.
    """
    return [
        Change(
            change=_KINDS[found.kind], table=found.table, source=found.source, fact=found.fact, field=found.column, old=found.old,
            new=found.new,
        )
        for found in compare(old, new)
    ]  # fmt: skip
