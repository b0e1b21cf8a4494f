"""One document from bytes to rows: ingest, segment, extract, and a check of every row before it leaves.

Whatever goes wrong is the business of this document alone: it becomes a row of problems, never an exception.
"""

from __future__ import annotations

import traceback
from dataclasses import fields, replace
from typing import Any, TypeVar

from extractors.facts import Fact, Problem
from pipeline.document import Portfolio, Trouble, Unreadable
from pipeline.extract import Extraction, extract
from pipeline.ingest import read
from pipeline.outcome import Outcome, failed, identity
from pipeline.outcome import read as packed
from pipeline.publish.checks import flaw_of_evidence, flaws_of_row
from pipeline.segment import segment

Row = TypeVar("Row", bound=Any)


def process(data: bytes, source: str) -> Outcome:
    """What one document gives; never raises."""
    document_id = identity(data)
    stage = "ingest"
    try:
        if not data:
            raise Unreadable("empty-file", "The file is empty; fetch it again.")
        document = read(data, source)
        _plain(document.text)
        stage = "segment"
        doc = segment(document, tokens=False)
        stage = "extract"
        extraction, dropped = _sound(extract(document, doc), document.text)
        # Ingestion's troubles ride on the document; extraction may pass them on: said once either way.
        troubles = dict.fromkeys((*document.troubles, *extraction.troubles, *dropped))
        problems = tuple(_problem(trouble, source, document_id) for trouble in troubles)
        return replace(packed(source, document_id, extraction, document.text, problems), files=document.files)
    except Portfolio as folder:
        told = tuple(_problem(trouble, source, document_id) for trouble in folder.troubles)
        return Outcome(source, document_id, problems=told, files=folder.files)
    except Unreadable as error:
        return failed(source, document_id, "ingest", error.code, error.message)
    except MemoryError:
        message = "Reading it took more memory than a document may use; raise --memory, or split the file."
        return failed(source, document_id, stage, "out-of-memory", message)
    except RecursionError:
        message = "It is nested too deeply to be read; save it as plain text."
        return failed(source, document_id, stage, "too-deep", message, traceback.format_exc())
    except Exception as error:
        what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        message = f"thidua failed in this step ({what}); report it with the file. Saving it as plain text may help meanwhile."
        return failed(source, document_id, stage, "defect", message, traceback.format_exc())


def _plain(text: str) -> None:
    """Offsets must mean the same in memory and in the text file: no carriage return, NUL or lone surrogate may stand in it."""
    if "\r" in text or "\0" in text:
        raise ValueError("control characters in the text as kept")
    text.encode("utf-8")


def _problem(trouble: Trouble, source: str, document_id: str) -> Problem:
    # Its rows are in the tables: whatever was met on the way, something may be missing, no more.
    return Problem(
        source=source,
        document_id=document_id,
        stage=trouble.stage,
        severity="warning",
        code=trouble.code,
        message=trouble.message,
    )


def _sound(extraction: Extraction, text: str) -> tuple[Extraction, list[Trouble]]:
    """The extraction without what contradicts the tables' own rules, and a warning for each rule that wrote such a thing.

    A wrong cell that may be empty is emptied; a row whose evidence or required cell is wrong is left out.
    """
    troubles: dict[tuple[str, str], Trouble] = {}

    def blame(table: str, method: str, flaw: str) -> None:
        message = (
            f"In {table}, {method} wrote what the table does not allow ({flaw}), and it was left out; report it with the file."
        )
        troubles.setdefault((table, method), Trouble("extract", "warning", "unsound-row", message))

    def mended(table: str, row: Row, method: str) -> Row | None:
        flaws = dict(flaws_of_row(table, row))
        for name, flaw in flaws.items():
            blame(table, method, f"{name}: {flaw}")
        if not flaws:
            return row
        optional = {f.name for f in fields(row) if f.default is None}
        return replace(row, **dict.fromkeys(flaws)) if flaws.keys() <= optional else None

    document = mended("documents", extraction.document, "the reading of the document's own fields")
    if document is None:
        raise ValueError("the row of the document itself is wrong")
    campaign = extraction.campaign
    if campaign is not None:
        # Joining gives the campaign its id; until then the draft stands under the document's.
        draft = mended("campaigns", replace(campaign, campaign_id=document.document_id), "the reading of the campaign")
        campaign = draft and replace(draft, campaign_id=campaign.campaign_id)
    kept: dict[str, list[Fact]] = {}
    for table, rows in extraction.facts.items():
        kept[table] = []
        for row in dict.fromkeys(rows):
            flaw = flaw_of_evidence(row, text, document.document_id)
            if flaw is not None:
                blame(table, row.method, flaw)
            elif (sound := mended(table, row, row.method)) is not None:
                kept[table].append(sound)
    return replace(extraction, document=document, campaign=campaign, facts=kept), list(troubles.values())
