"""The formats of ``thidua export``, by name. Nothing is imported here, so that ``--help`` stays fast."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the module that writes it, the ending of what it becomes by default, and what it is."""

    module: str
    ending: str
    words: str
    folder: bool = False


FORMATS = {
    "spacy": Format("docbin", ".spacy", "DocBin: a span group for each table, entities, values in user_data"),
    "jsonl": Format("jsonl", ".jsonl", "JSON Lines: a document a line, facts with offsets"),
    "conll": Format("conll", ".conll", "a token a line with BIO tags: a column for each table, the last without overlaps"),
    "labelstudio": Format(
        "labelstudio", "-labelstudio", "folder with tasks.json (facts as predictions) and config.xml (the labelling page)", folder=True
    ),
    "brat": Format(
        "brat", "-brat", "folder with a .txt and an .ann for each document, annotation.conf, visual.conf", folder=True
    ),
}  # fmt: skip
