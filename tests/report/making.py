"""Outputs made for a test, written as `thidua extract` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractors.facts import Award, Campaign, DateFact, Directive, Document, Fact, Participant, Province, Target
from extractors.places.tables import provinces
from pipeline.publish.texts import write_text
from pipeline.publish.write import write

TABLE = {Directive: "directives", DateFact: "dates", Target: "targets", Participant: "participants", Award: "awards"}

HOSTILE = '</script><script>window.ran=1</script><img src=x onerror="window.ran=1"> " onfocus="window.ran=1" autofocus x="'
# An emoji and a character of Nôm are one code point each and two units of UTF-16.
TEXT = f"🎖 Tặng 𡗶 Bằng khen cho 20 tập thể, 45 cá nhân trước ngày 15/11/2024.\n{HOSTILE}\nTăng 7 - 8,5%."


def output(folder: Path, *rows: Any, texts: dict[str, str] | None = None, excel: bool = False) -> Path:
    """An output with these rows. A document that is not given its text has one of blanks, as long as its facts ask for."""
    texts = texts or {}
    by_table: dict[str, list[Any]] = {"provinces": list(_provinces())}
    for row in rows:
        name = "documents" if isinstance(row, Document) else "campaigns" if isinstance(row, Campaign) else TABLE.get(type(row), "problems")
        by_table.setdefault(name, []).append(row)
    (folder / "texts").mkdir(parents=True)
    write(folder, by_table, excel=excel)
    for document in by_table.get("documents", ()):
        ends = [row.end for row in rows if isinstance(row, Fact) and row.document_id == document.document_id]
        write_text(folder, document.document_id, texts.get(document.document_id, " " * max(ends, default=1)))
    return folder


def spot(words: str) -> tuple[int, int]:
    """Where words stand in ``TEXT``."""
    return TEXT.index(words), TEXT.index(words) + len(words)


def document(number: int, campaign: int | None = None, **more: Any) -> Document:
    """A document with an identifier of its own."""
    return Document(**{
        "document_id": document_id(number), "source": f"in/{number}.html", "media_type": "text/html", "title": f"Văn bản {number}",
        "campaign_id": None if campaign is None else campaign_id(campaign), **more,
    })  # fmt: skip


def campaign(number: int, **more: Any) -> Campaign:
    """A campaign with an identifier of its own."""
    return Campaign(campaign_id=campaign_id(number), **{"name": f"Phong trào {number}", **more})


def document_id(number: int) -> str:
    """Identifier of a document."""
    return f"d{number:015x}"


def campaign_id(number: int) -> str:
    """Identifier of a campaign."""
    return f"c{number:015x}"


def found(kind: type[Fact], number: int, start: int = 0, end: int = 1, /, **more: Any) -> Any:
    """A fact of a document."""
    return kind(document_id=document_id(number), start=start, end=end, method="test", **more)


def place(code: str, name: str, now: str, name_now: str) -> dict[str, str]:
    """Columns of a place."""
    return {"province_code": code, "province_name": name, "province_code_2025": now, "province_name_2025": name_now}


LAO_CAI = place("10", "Lào Cai", "15", "Lào Cai")
YEN_BAI = place("15", "Yên Bái", "15", "Lào Cai")


def _provinces() -> Iterator[Province]:
    for row in provinces():
        yield Province(
            province_code=row.code, province_name=row.name, valid_from=row.valid_from, valid_to=row.valid_to,
            province_code_2025=row.code_2025, province_name_2025=row.name_2025,
        )  # fmt: skip
