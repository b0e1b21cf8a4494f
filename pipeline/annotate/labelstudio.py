"""Label Studio: tasks with the facts as predictions, and the labelling page that asks for what gold files hold.

Offsets of a text region are code points, as Label Studio counts them (seen with 1.23). Versions before the end of 2021 counted UTF-16 code
units; `pipeline.annotate.gold` reads both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any
from xml.etree import ElementTree as Xml

from pipeline.annotate.controls import KEYS, LABEL, NO, OPTIONAL, TOLD, UNPLACED, UNSCORED, YES, Control, controls, words
from pipeline.annotate.reading import Annotated, Mark, Output, Row, Value
from pipeline.annotate.tally import Tally
from pipeline.publish.schema import release
from pipeline.publish.write import plain

TASKS, CONFIG = "tasks.json", "config.xml"
# Told apart by people who see no red or green too.
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442")

Result = dict[str, Any]


def files(output: Output, tally: Tally, asked: Sequence[str] = KEYS) -> Iterator[tuple[str, bytes]]:
    """The labelling page and the tasks.

    Parameters
    ----------
    asked
        Keys of the gold files that people are asked for; others are on the page neither as label nor as question.
    """
    asked = [key for key in KEYS if key in asked]
    yield CONFIG, config(asked).encode()
    opening = "[\n"
    for annotated in output:
        tally.count(annotated, len(annotated.marks))
        yield TASKS, (opening + json.dumps(task(annotated, asked), ensure_ascii=False, allow_nan=False)).encode()
        opening = ",\n"
    yield TASKS, b"[]\n" if opening == "[\n" else b"\n]\n"


def digest(text: str) -> str:
    """What tells whether a text is still the same."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def task(annotated: Annotated, asked: Sequence[str]) -> dict[str, Any]:
    """One document to annotate."""
    marks = [mark for mark in annotated.marks if mark.table in asked]
    results = [result for mark in marks if mark.placed for result in _region(mark)]
    for key in TOLD:
        row = annotated.document if key == "document" else annotated.campaign
        if key in asked and row is not None:
            results += _told(key, row)
    unplaced = [_unplaced(mark) for mark in marks if not mark.placed]
    if unplaced:
        results.append(_result(UNPLACED, UNPLACED, "textarea", {"text": unplaced}))
    sure = [float(mark.row["confidence"] or 0) for mark in marks]
    return {
        "data": {
            "text": annotated.text,
            # Not "source": Label Studio's page would show the whole task in its place.
            "document_source": annotated.source,
            "document_id": annotated.document_id,
            "text_sha256": digest(annotated.text),
            "asked": list(asked),
            "thidua": release(),
        },
        # The least sure fact decides: sorted by score, the documents that need people most come first.
        "predictions": [{"model_version": f"thidua {release()}", "score": min(sure, default=0.0), "result": results}],
    }


def _region(mark: Mark) -> Iterator[Result]:
    """The label of a fact and then its columns, all under one identifier."""
    where = {"start": mark.start, "end": mark.end, "text": mark.quote}
    yield {
        **_result(mark.id, LABEL, "labels", {**where, "labels": [words(mark.table)]}),
        "score": mark.row["confidence"],
    }
    for control in controls(mark.table):
        value = mark.row[control.column.name]
        if value is not None:
            kind, said = _said(control, value)
            yield _result(mark.id, control.name, kind, {**where, **said})


def _told(key: str, row: Row) -> Iterator[Result]:
    for control in controls(key):
        value = row[control.column.name]
        if value is not None:
            kind, said = _said(control, value)
            yield _result(control.name, control.name, kind, said)


def _said(control: Control, value: Value) -> tuple[str, dict[str, list[str]]]:
    written = as_written(value) if not isinstance(value, bool) else YES if value else NO
    return ("choices", {"choices": [written]}) if control.choices else ("textarea", {"text": [written]})


def as_written(value: Value) -> str:
    """A value as the tables write it, numbers as plain decimals."""
    return plain(Decimal(repr(value)) if isinstance(value, float) else value)


def _result(identifier: str, name: str, kind: str, value: dict[str, Any]) -> Result:
    return {"id": identifier, "from_name": name, "to_name": "text", "type": kind, "value": value}


def _unplaced(mark: Mark) -> str:
    said = {control.column.name: mark.row[control.column.name] for control in controls(mark.table)}
    return json.dumps({"table": mark.table} | {name: value for name, value in said.items() if value is not None}, ensure_ascii=False)


def config(asked: Sequence[str]) -> str:
    """The labelling page: labels over the text, the columns of a region when it is selected, and questions on the document."""
    page = Xml.Element("View")
    # Line ends and runs of blanks count: without this, Label Studio would fold them away and move the offsets.
    Xml.SubElement(page, "Style").text = ".htx-text { white-space: pre-wrap; }"
    Xml.SubElement(page, "Header", value="$document_source", size="4")
    tables = [key for key in asked if key not in TOLD]
    if tables:  # Label Studio refuses a list of labels that is empty
        labels = Xml.SubElement(page, "Labels", name=LABEL, toName="text")
    for number, table in enumerate(tables):
        Xml.SubElement(labels, "Label", value=words(table), background=_COLOURS[number % len(_COLOURS)])
    Xml.SubElement(page, "Text", name="text", value="$text")
    for table in tables:
        view = Xml.SubElement(
            page, "View", visibleWhen="region-selected", whenTagName=LABEL, whenLabelValue=words(table)
        )  # fmt: skip
        Xml.SubElement(view, "Header", value=words(table), size="4")
        for control in controls(table):
            _ask(view, control, perRegion="true")
    if tables:
        view = Xml.SubElement(page, "View", visibleWhen="region-selected")
        optional = Xml.SubElement(view, "Choices", name=OPTIONAL, toName="text", choice="multiple", perRegion="true")
        Xml.SubElement(optional, "Choice", value="không bắt buộc · may be found or not", alias=OPTIONAL)
    for key in TOLD:
        if key in asked:
            Xml.SubElement(page, "Header", value=words(key), size="4")
            for control in controls(key):
                _ask(page, control)
    if tables:
        heading = "Không nằm trong văn bản (mỗi dòng một JSON) · Stands nowhere in the text (one JSON each)"
        Xml.SubElement(page, "Header", value=heading, size="6")
        Xml.SubElement(page, "TextArea", name=UNPLACED, toName="text", editable="true", rows="1")
    Xml.SubElement(page, "Header", value="Không chấm · Leave out of the gold", size="6")
    unscored = Xml.SubElement(page, "Choices", name=UNSCORED, toName="text", choice="multiple", layout="select")
    for key in asked:
        Xml.SubElement(unscored, "Choice", value=words(key), alias=key)
        for control in controls(key) if key in TOLD else ():
            Xml.SubElement(unscored, "Choice", value=f"{words(key)}: {control.title}", alias=f"{key}.{control.column.name}")
    Xml.indent(page)
    return Xml.tostring(page, encoding="unicode") + "\n"


def _ask(into: Xml.Element, control: Control, **more: str) -> None:
    Xml.SubElement(into, "Header", value=control.title, size="6")
    named = {"name": control.name, "toName": "text"} | more
    if not control.choices:
        Xml.SubElement(into, "TextArea", named | {"editable": "true", "maxSubmissions": "1", "rows": "1"})
        return
    # A short list is quicker as buttons.
    layout = "select" if len(control.choices) > 7 else "inline"
    choices = Xml.SubElement(into, "Choices", named | {"choice": "single", "layout": layout})
    for code, shown in control.choices.items():
        Xml.SubElement(choices, "Choice", {"value": shown} if code == shown else {"value": shown, "alias": code})
