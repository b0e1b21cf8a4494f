"""brat: a text and its standoff file for each document, with the configuration that brat needs to show and check them.

A fact is a text-bound annotation of its table. Columns with a list of values are attributes (``awards_award_code``), the others a note.
A line of a brat file cannot hold a line end, so a fact over several lines is an annotation in fragments, one a line. Offsets count code
points.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.codes import code_list
from pipeline.annotate.controls import words
from pipeline.annotate.naming import file_names
from pipeline.annotate.offsets import fragments
from pipeline.annotate.reading import Annotated, Mark, Output, value_columns
from pipeline.annotate.tally import Tally
from pipeline.publish.schema import CHOICES

# Colours of the report's kinds of fact; brat asks for a background each.
_COLOURS = ("#9ecae1", "#c7e9c0", "#fdd0a2", "#dadaeb", "#fee391", "#d9d9d9")


def files(output: Output, tally: Tally) -> Iterator[tuple[str, bytes]]:
    """The configuration, then ``NAME.txt`` and ``NAME.ann`` of each document."""
    yield "annotation.conf", annotation_conf(output.tables).encode()
    yield "visual.conf", visual_conf(output.tables).encode()
    names = file_names(output.sources, ascii_only=True)
    for annotated in output:
        lines, placed = standoff(annotated)
        tally.count(annotated, placed)
        name = names[annotated.document_id]
        yield f"{name}.txt", annotated.text.encode()
        yield f"{name}.ann", lines.encode()


def standoff(annotated: Annotated) -> tuple[str, int]:
    """The ``.ann`` file of a document and how many facts are in it; one that stands nowhere in the text cannot be."""
    lines: list[str] = []
    number = attributes = 0
    for mark in annotated.marks:
        pieces = fragments(annotated.text, mark.start, mark.end)
        if not pieces:
            continue
        number += 1
        where = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(annotated.text[start:end] for start, end in pieces)
        lines.append(f"T{number}\t{mark.table} {where}\t{words}")
        listed = _listed(mark.table)
        for name, value in mark.values.items():
            if name in listed and value is not None:
                attributes += 1
                lines.append(f"A{attributes}\t{mark.table}_{name} T{number} {value}")
        lines.append(f"#{number}\tAnnotatorNotes T{number}\t{_note(mark, listed)}")
    return "".join(line + "\n" for line in lines), number


def _note(mark: Mark, listed: dict[str, list[str]]) -> str:
    told = {**{name: value for name, value in mark.values.items() if name not in listed}, **mark.found}
    return "; ".join(f"{name}: {' '.join(str(value).split())}" for name, value in told.items() if value is not None)


def _listed(table: str) -> dict[str, list[str]]:
    """Columns of a table with the values they may have."""
    found = {}
    for column in value_columns(table):
        if column.codes:
            found[column.name] = list(code_list(column.codes))
        elif (table, column.name) in CHOICES:
            found[column.name] = list(CHOICES[table, column.name])
    return found


def annotation_conf(names: tuple[str, ...]) -> str:
    """What may be annotated: tables, and their columns with lists of values."""
    attributes = [
        f"{table}_{name}\tArg:{table}, Value:{'|'.join(values)}" for table in names for name, values in _listed(table).items()
    ]
    return "\n".join(["[entities]", *names, "", "[relations]", "", "[events]", "", "[attributes]", *attributes, ""])


def visual_conf(names: tuple[str, ...]) -> str:
    """How it is shown: names in Vietnamese and English, and a colour each."""
    labels = [f"{name} | {words(name)} | {name}" for name in names]
    drawing = [f"{name}\tbgColor:{_COLOURS[i % len(_COLOURS)]}, borderColor:darken" for i, name in enumerate(names)]
    return "\n".join(["[labels]", *labels, "", "[drawing]", *drawing, ""])
