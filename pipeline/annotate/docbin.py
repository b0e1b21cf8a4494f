"""spaCy: a `DocBin` with the facts of each table as a group of spans.

``doc.spans["awards"]`` and so on hold the facts of a table, which may overlap, labelled with the table; ``doc.spans["facts"]`` all
of them; ``doc.ents`` those that are left when none may overlap another (the longest first); ``doc.cats`` whether the document
announces a campaign. The values stand in ``doc.user_data["thidua"]["facts"]`` by the ``id_`` of the span: two awards may rest on the
same words, and spaCy keeps one ``span._`` for both. Nothing of thidua is needed to read the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc, DocBin, Span, SpanGroup

from pipeline.annotate.offsets import apart
from pipeline.annotate.reading import Annotated, Output
from pipeline.annotate.tally import Tally
from pipeline.annotate.tokenized import TokenSpan, tokenized

ATTRIBUTES = ("ORTH", "ENT_IOB", "ENT_TYPE", "ENT_ID", "SENT_START")


def files(output: Output, tally: Tally) -> Iterator[tuple[str, bytes]]:
    """The one file: a DocBin of every document."""
    gathered = DocBin(attrs=list(ATTRIBUTES), store_user_data=True)
    for annotated in output:
        gathered.add(to_doc(annotated, output.tables, tally))
    yield "", gathered.to_bytes()


def to_doc(annotated: Annotated, tables: tuple[str, ...], tally: Tally) -> Doc:
    """A document as spaCy holds it; facts without a place in the text are in ``user_data`` only, with ``start`` and ``end`` 0."""
    doc, spans = tokenized(annotated)
    tally.count(annotated, len(spans), widened=sum(not span.exact for span in spans))
    exact = {span.mark.id: span.exact for span in spans}
    doc.user_data["thidua"] = {
        "document": dict(annotated.document),
        "campaign": None if annotated.campaign is None else dict(annotated.campaign),
        "facts": {
            mark.id: {
                "table": mark.table,
                "start": mark.start,
                "end": mark.end,
                "quote": mark.quote,
                **mark.found,
                "widened": not exact.get(mark.id, True),
                "values": dict(mark.values),
            }
            for mark in annotated.marks
        },
    }
    for table in tables:
        doc.spans[table] = SpanGroup(doc, name=table, spans=[_span(doc, span) for span in spans if span.mark.table == table])
    doc.spans["facts"] = SpanGroup(doc, name="facts", spans=[_span(doc, span) for span in spans])
    entities = apart(spans)
    tally.overlapping += len(spans) - len(entities)
    doc.ents = [_span(doc, span) for span in entities]
    announces: Any = annotated.document.get("is_announcement")
    if announces is not None:
        doc.cats = {"is_announcement": float(announces)}
    return doc


def _span(doc: Doc, span: TokenSpan) -> Span:
    return Span(doc, span.start, span.end, label=span.mark.table, span_id=span.mark.id)
