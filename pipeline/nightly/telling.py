"""What a night came to, for people: lines for a terminal or a log, and the summary that is sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.nightly.accounts import told
from pipeline.nightly.night import Report

_SHOWN = 20


def lines(report: Report) -> Iterator[str]:
    """A line for each thing worth knowing; the sums last."""
    for row in report.health:
        if row.status == "silent":
            yield f"{row.source}: silent for {row.silent_days} days, {row.expected_days} are expected at most"
        elif row.status == "paused":
            yield f"{row.source}: paused"
        if row.encoding_changes:
            yield f"{row.source}: pages in {row.encoding_changes} for the first time"
    for flaw in report.flaws:
        yield f"ledger: {flaw}"
    for reason in report.refused:
        yield f"not published: {reason}"
    if report.aside is not None:
        yield f"what was refused is in {report.aside}"
    yield headline(report)
    yield told(report.counts)


def headline(report: Report) -> str:
    """The night in one line."""
    read = f"{report.read} documents read"
    if report.refused:
        return f"{report.night}: {read}, nothing published; the tables of before stay"
    if report.folder is None:
        return f"{report.night}: {read}, nothing new since the last run of this night"
    differing = ", ".join(f"{report.changed[kind]} {kind}" for kind in ("added", "changed", "removed"))
    return f"{report.night}: {read}, published as {report.folder.name} ({differing})"


def summary(report: Report) -> dict[str, object]:
    """The night as a message: short, and without anything that a portal's page could have put there but in plain strings."""
    ailing = [row for row in report.health if row.status not in ("ok", "paused")]
    return {
        "text": headline(report),
        "night": report.night.isoformat(),
        "published": report.folder.name if report.folder else None,
        "refused": report.refused[:_SHOWN],
        "items": dict(report.counts),
        "read": report.read,
        "changes": dict(sorted(report.changed.items())),
        "sources": dict(sorted(Counter(row.status for row in report.health).items())),
        "ailing": [{"source": row.source, "status": row.status, "error": row.error} for row in ailing[:_SHOWN]],
        "ledger": report.flaws[:_SHOWN],
    }


def broken(error: str) -> dict[str, object]:
    """The message of a night that could not be carried to its end."""
    return {"text": f"thidua nightly: {error}", "published": None, "refused": [error]}
