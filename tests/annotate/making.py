"""Outputs and documents with facts, made in a test."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from extractors.facts import FACTS, Award, Campaign, DateFact, Directive, Document, Fact, Participant, Target
from pipeline.annotate.bring import Brought, bring
from pipeline.annotate.reading import Annotated, Mark, Output
from pipeline.publish.texts import TEXTS, write_text
from pipeline.publish.write import write

PLAN = """KẾ HOẠCH 🎉
Thi đua "Chuyển đổi số 💻" theo Quyết định số 90/QĐ-TTg.
Phấn đấu 90% hồ sơ trực tuyến trước ngày
30/6/2024. Tặng Bằng khen và Cờ thi đua của Chủ tịch tỉnh cho 10 tập thể, 20 cá nhân; nông dân tham gia.
"""
NEWS = "Tin: tỉnh tặng Giấy khen cho 5 hộ.\n"


def at(text: str, quote: str) -> dict[str, Any]:
    start = text.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote, "method": "by-hand"}


def plan_facts() -> list[Fact]:
    """Facts that nest, share their words, cross a line end, end inside a token, or stand nowhere."""
    both = at(PLAN, "Bằng khen và Cờ thi đua của Chủ tịch tỉnh cho 10 tập thể, 20 cá nhân")
    return [
        Directive(**at(PLAN, "Quyết định số 90/QĐ-TTg"), number="90/QĐ-TTg", document_type="quyet_dinh", role="thuc_hien", year=None),
        DateFact(
            **at(PLAN, "ngày\n30/6/2024"), role="han_chi_tieu", date_from=date(2024, 6, 30), date_to=date(2024, 6, 30), bound="before"
        ),
        DateFact(start=0, end=0, quote="", method="properties", role="ban_hanh", date_from=date(2024, 1, 5), date_to=date(2024, 1, 5)),
        Target(
            **at(PLAN, "90% hồ sơ trực t"), indicator="hồ sơ trực tuyến", comparator="eq", value_min=Decimal("90"),
            value_max=Decimal("90"), unit="phan_tram", direction="reach", deadline=date(2024, 6, 30),
        ),
        Participant(**at(PLAN, "nông dân"), participant_code="nong_dan", kind="individual", basis="stated"),
        Participant(**at(PLAN, "20 cá nhân"), participant_code="can_bo", kind="individual", basis="eligible"),
        Award(**both, award_code="bang_khen", grantor="Chủ tịch tỉnh", grantor_code="chu_tich_ubnd_tinh"),
        Award(**both, award_code="co_thi_dua", grantor="Chủ tịch tỉnh", grantor_code="chu_tich_ubnd_tinh"),
    ]  # fmt: skip


def news_facts() -> list[Fact]:
    return [Award(**at(NEWS, "Giấy khen cho 5 hộ"), award_code="giay_khen", quantity_min=5, quantity_max=5)]


def write_output(folder: Path, documents: Sequence[tuple[str, str, Sequence[Fact]]], *, excel: bool = False) -> Path:
    """An output folder of documents, each a source, a text and its facts."""
    rows: dict[str, list[Any]] = {"documents": [], "campaigns": [], **{table: [] for table in FACTS}}
    (folder / TEXTS).mkdir(parents=True)
    for source, text, facts in documents:
        key = sha256(source.encode()).hexdigest()[:16]
        campaign = Campaign(campaign_id=f"c{key}", name="Thi đua “Chuyển đổi số”", start_from=date(2024, 1, 1), level="tinh")
        rows["campaigns"].append(campaign)
        rows["documents"].append(
            Document(
                document_id=key, source=source, media_type="text/plain", title="=Kế hoạch 💻", is_announcement=True,
                province_code="01", issued_on=date(2024, 1, 5), campaign_id=campaign.campaign_id,
            )  # fmt: skip
        )
        write_text(folder, key, text)
        for fact in facts:
            table = next(name for name, kind in FACTS.items() if isinstance(fact, kind))
            given = {field.name: getattr(fact, field.name) for field in fields(fact)}
            rows[table].append(type(fact)(**{**given, "document_id": key}))
    write(folder, rows, excel=excel)
    return folder


def plan_output(folder: Path, **options: bool) -> Path:
    return write_output(folder, [("in/plan.txt", PLAN, plan_facts()), ("in/news.html", NEWS, news_facts())], **options)


def annotated(text: str, spans: Iterable[tuple[int, int]]) -> Annotated:
    """A document with an award at each of the spans."""
    row = {field.name: None for field in fields(Document)} | {"document_id": "0" * 16, "source": "in/a.txt"}
    marks = []
    for number, (start, end) in enumerate(sorted(spans), 1):
        table = list(FACTS)[number % len(FACTS)]
        cells: dict[str, Any] = {field.name: None for field in fields(FACTS[table])}
        cells |= {"start": start, "end": end, "quote": text[start:end], "confidence": 0.5, "method": "any"}
        marks.append(Mark(f"{table}-{number}", table, start, end, text[start:end], cells))
    return Annotated("0" * 16, "in/a.txt", text, row, None, tuple(marks))


# Letters of both normal forms, digits, signs, blanks and line ends of every kind, and characters beyond U+FFFF.
_CHARACTERS = st.sampled_from("ủaBê\u0309\u0301đĐ79/-%“.,; \t\n\r\x0b\x0c\x1c\x85\u00a0\u2028\u200b\ufeff💩🎉𝒳\U0010ffff")


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text, and spans of it that hold more than blanks."""
    text = "".join(draw(st.lists(st.one_of(_CHARACTERS, st.characters(exclude_categories=["Cs"])), min_size=1, max_size=60)))
    place = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(place, place).map(lambda ends: (min(ends), max(ends))), max_size=6))
    return text, [(start, end) for start, end in spans if text[start:end].strip()]


def accept(tasks: list[dict[str, Any]], **more: Any) -> list[dict[str, Any]]:
    """What Label Studio exports when somebody submits every prediction as it is."""
    return [
        {
            "id": number,
            "data": task["data"],
            "annotations": [
                {
                    "id": 100 + number, "completed_by": 1, "was_cancelled": False, "ground_truth": False,
                    "updated_at": "2026-11-20T10:00:00Z", "result": task["predictions"][0]["result"], **more,
                }
            ],
        }
        for number, task in enumerate(tasks, 1)
    ]  # fmt: skip


def shorten(tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same as JSON-MIN: control by control, a lone choice or line of text without its region."""
    rows = []
    for task in tasks:
        for annotation in task["annotations"]:
            row = {**task["data"], "id": task["id"], "annotator": 1, "annotation_id": annotation["id"]}
            said: dict[str, list[Any]] = {}
            for result in annotation["result"]:
                value, kind = result["value"], result["type"]
                lone = {"choices": "choices", "textarea": "text"}.get(kind)
                said.setdefault(result["from_name"], []).append(value[lone][0] if lone and len(value[lone]) == 1 else value)
            for name, values in said.items():
                plain = [value for value in values if isinstance(value, str)]
                row[name] = values[0] if len(values) == 1 and plain else values
            rows.append(row)
    return rows


def tasks_of(folder: Path, asked: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """The tasks that an output becomes."""
    from pipeline.annotate import labelstudio
    from pipeline.annotate.controls import KEYS
    from pipeline.annotate.tally import Tally

    pieces = labelstudio.files(Output(folder), Tally(), asked or KEYS)
    found: list[dict[str, Any]] = json.loads(b"".join(content for name, content in pieces if name == labelstudio.TASKS))
    return found


def brought(tmp_path: Path, exported: object, **options: Any) -> tuple[Brought, dict[str, dict[str, Any]]]:
    """What comes of a file with this JSON, and the gold files by their name."""
    path = tmp_path / "export.json"
    path.write_text(json.dumps(exported), encoding="utf-8")
    done = bring(path, tmp_path / "gold", replace=True, **options)
    return done, {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted(done.folder.iterdir())}


def results(tasks: list[dict[str, Any]], name: str, control: str) -> list[dict[str, Any]]:
    """Results of one control in the document of this file name."""
    task = next(t for t in tasks if t["data"]["document_source"].endswith(name))
    return [r for r in task["annotations"][0]["result"] if r["from_name"] == control]
