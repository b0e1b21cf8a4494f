"""JSON Lines with standoff: a document a line, its text unchanged, its facts beside it with offsets in code points."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pipeline.annotate.reading import Annotated, Output
from pipeline.annotate.tally import Tally


def files(output: Output, tally: Tally) -> Iterator[tuple[str, bytes]]:
    """The one file, line by line."""
    for annotated in output:
        tally.count(annotated, len(annotated.marks))
        yield "", (json.dumps(record(annotated), ensure_ascii=False, allow_nan=False) + "\n").encode()


def record(annotated: Annotated) -> dict[str, Any]:
    """A document as JSON: identifier, source, text, what is told of it and of its campaign, and its facts in text order.

    A fact that stands nowhere in the text has ``start`` and ``end`` 0 and an empty ``text``.
    """
    return {
        "id": annotated.document_id,
        "source": annotated.source,
        "text": annotated.text,
        "metadata": {name: value for name, value in annotated.document.items() if name not in ("document_id", "source")},
        "campaign": annotated.campaign,
        "annotations": [
            {
                "id": mark.id,
                "start": mark.start,
                "end": mark.end,
                "label": mark.table,
                "text": mark.quote,
                "attributes": {**mark.values, **mark.found},
            }
            for mark in annotated.marks
        ],
    }
