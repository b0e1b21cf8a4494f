"""Sources for the tests, and the examples of each kind of portal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.crawl.items import Item
from pipeline.crawl.kinds import KINDS
from pipeline.crawl.links import site_of
from pipeline.crawl.sources import Source

EXAMPLES = Path(__file__).parent / "kinds"


def source(kind: str = "general", start: str = "https://a.gov.vn/tin", **other: Any) -> Source:
    """A source as `load` gives it, with what is not told filled in."""
    portal = KINDS[kind]
    given: dict[str, Any] = {
        "id": "a", "agency": "Sở Nội vụ", "level": "so_nganh", "province_code": "15", "hosts": (site_of(start),), "start": (start,),
        "kind": kind, "item": portal.item, "next": portal.next, "pages": 5, "since_days": 60, "must_have": ("thi đua",), "pause": False,
        "pace": 1.0, "rhythm_days": 3.0, "min_rows": 0, "max_rows": 100,
    }  # fmt: skip
    return Source(**{**given, **other})


@dataclass(frozen=True)
class Example:
    """One kind of portal in the tests: ``listing.html`` or ``listing.xml``, ``item.html`` and what is right, ``rows.json``."""

    folder: Path

    @property
    def right(self) -> dict[str, Any]:
        """What the readers must give."""
        return json.loads((self.folder / "rows.json").read_text(encoding="utf-8"))

    @property
    def listing(self) -> bytes:
        """The listing."""
        [path] = self.folder.glob("listing.*")
        return path.read_bytes()

    @property
    def item(self) -> bytes:
        """The page of its first item."""
        return (self.folder / "item.html").read_bytes()

    @property
    def source(self) -> Source:
        """The source that it is a page of."""
        other = {key: tuple(value) if isinstance(value, list) else value for key, value in self.right.get("source", {}).items()}
        return source(self.right["kind"], self.right["url"], **other)

    @property
    def rows(self) -> list[Item]:
        """The items that the listing has."""
        return [
            Item(row["url"], row["title"], date.fromisoformat(row["published"]) if row["published"] else None)
            for row in self.right["items"]
        ]


def examples() -> list[Example]:
    """Every example, by kind."""
    return [Example(folder) for folder in sorted(EXAMPLES.iterdir()) if folder.is_dir()]
