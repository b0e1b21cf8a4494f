"""The tables of docs/crawl.md are those of the code."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from pipeline.crawl.faults import KINDS
from pipeline.crawl.limits import DEFAULT_LIMITS, Limits

PAGE = Path(__file__).parents[2] / "docs" / "crawl.md"


def limits_table() -> str:
    told = dict(re.findall(r"^    (\w+) : (.+)\.$", Limits.__doc__ or "", re.M))
    rows = [f"| `{limit.name}` | {getattr(DEFAULT_LIMITS, limit.name):,.10g} | {told[limit.name]} |" for limit in fields(Limits)]
    return "\n".join(["| limit | value | of what |", "| --- | --- | --- |", *rows])


def kinds_table() -> str:
    rows = [f"| `{name}` | {kind.says} | {kind.follows} |" for name, kind in KINDS.items()]
    return "\n".join(["| kind | meaning | follows |", "| --- | --- | --- |", *rows])


def test_the_limits_are_documented() -> None:
    assert limits_table() in PAGE.read_text(encoding="utf-8")


def test_the_kinds_are_documented() -> None:
    assert kinds_table() in PAGE.read_text(encoding="utf-8")
