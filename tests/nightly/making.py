"""A list of sources in a file, as a person would write it."""

from __future__ import annotations

from pathlib import Path

from tests.crawl.portal import Portal


def listed(at: Path, portal: Portal, *entries: tuple[str, str], min_rows: int = 1) -> Path:
    """The file: sources by id and path of their listing; none: one with the id ``mot``."""
    written = "".join(
        f"  - id: {name}\n    agency: Cổng thông tin thử\n    level: trung_uong\n"
        f"    start: {portal.url(path)}\n    hosts: [{portal.site}]\n"
        "    kind: nukeviet\n    pause: false\n    pace: 1\n    must_have: [thi đua]\n"
        f"    pages: 1\n    since_days: 3650\n    rhythm_days: 1\n    min_rows: {min_rows}\n    max_rows: 10\n"
        for name, path in entries or (("mot", "/tin-tuc/"),)
    )
    path = at / "sources.yaml"
    path.write_text(f"sources:\n{written}", encoding="utf-8")
    return path
