"""A reader of documents that needs no library: one fact a line, and a file that says CRASH, HANG or so does it.

Tests of the run, of publishing and of the command use it, so that they say something of the shell alone.
"""

from __future__ import annotations

import ctypes
import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractors.facts import Campaign, DateFact, Directive, Document, Fact, Target
from pipeline.document import Trouble
from pipeline.outcome import Outcome, failed, identity, read
from pipeline.resolve.campaigns.corrections import Correction
from pipeline.resolve.campaigns.joining import Resolved

STEP = "tests.stand_in:step"


@dataclass(frozen=True)
class Extraction:
    """The attributes that the run reads of ``pipeline.extract.Extraction``."""

    document: Document
    campaign: Campaign | None = None
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)


def extraction(data: bytes, source: str) -> tuple[Extraction, str]:
    """One target a line, one directive and one date over the whole text."""
    text = data.decode("utf-8")
    document_id = identity(data)
    facts: dict[str, list[Fact]] = {"targets": [], "directives": [], "dates": [], "participants": [], "awards": []}
    start = 0
    for line in text.split("\n"):
        if line:
            evidence: dict[str, Any] = {"document_id": document_id, "start": start, "end": start + len(line)}
            evidence |= {"quote": line, "method": "line"}
            facts["targets"].append(
                Target(
                    **evidence,
                    indicator=line,
                    sector="kinh_te",
                    value_min=Decimal("4.50"),
                    value_max=Decimal("4.50"),
                    confidence=0.7,
                )
            )
            facts["directives"].append(
                Directive(**evidence, number=f"{len(line)}-CT/TU", document_type="chi_thi", confidence=0.95)
            )
            facts["dates"].append(
                DateFact(**evidence, role="ban_hanh", date_from=date(2024, 6, 4), date_to=date(2024, 6, 4), precision="day")
            )
        start += len(line) + 1
    document = Document(
        document_id=document_id, source=source, media_type="text/plain", title=text.split("\n")[0] or None, characters=len(text)
    )
    campaign = Campaign(campaign_id="", name=document.title, start_from=date(2024, 1, 1), end_to=date(2024, 12, 31))
    return Extraction(document, campaign, facts), text


def step(data: bytes, source: str) -> Outcome:
    """Reads one document, or misbehaves as its first word says."""
    match data.split(b" ")[0].strip():
        case b"CRASH":
            os.abort()
        case b"SEGV":
            ctypes.string_at(0)
        case b"KILLED":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"UNSAID":  # falls, and then hangs
            fallen = Path(source).with_suffix(".fallen")
            if fallen.exists():
                time.sleep(600)
            fallen.touch()
            os.abort()
        case b"NATIVE":  # a library in C that asks for so many megabytes, fills so many of them, and ends when it gets none
            asked, filled = (int(word) << 20 for word in data.split()[1:3])
            library = ctypes.CDLL(None)
            library.malloc.restype, library.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
            place = library.malloc(asked)
            if not place:
                os.abort()
            for at in range(0, filled, 16 << 20):
                ctypes.memset(place + at, 1, 16 << 20)
                time.sleep(0.005)
        case b"BADALLOC":
            os.write(2, b"terminate called after throwing an instance of 'std::bad_alloc'\n")
            os.abort()
        case b"HANG":
            time.sleep(600)
        case b"SLOW":
            time.sleep(0.2)
        case b"BROKEN":
            return failed(source, identity(data), "ingest", "broken", "Fetch it again.")
        case b"GREEDY":
            bytearray(64 << 30)
    found, text = extraction(data, source)
    return read(source, identity(data), found, text)  # type: ignore[arg-type]


def resolve(extractions: list[Extraction], corrections: Sequence[Correction] = ()) -> Resolved:
    """Every document is a campaign of its own; one whose title is UNJOINABLE raises."""
    documents, campaigns = [], []
    facts: dict[str, list[Fact]] = {}
    for found in extractions:
        if found.document.title == "UNJOINABLE":
            raise ValueError("cannot be joined")
        key = "c" + found.document.document_id
        documents.append(replace(found.document, campaign_id=key))
        if found.campaign is not None:
            campaigns.append(replace(found.campaign, campaign_id=key, documents=1))
        for table, rows in found.facts.items():
            facts.setdefault(table, []).extend(rows)
    return Resolved(documents, campaigns, facts, [], [], [])
