"""Corrections made in Label Studio to a folder of gold files."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.annotate.corrections import Annotation, corrections
from pipeline.annotate.delivery import add_files
from pipeline.annotate.gold import Gold, gold_of
from pipeline.annotate.naming import file_names
from pipeline.annotate.reading import Output
from pipeline.misuse import Misuse


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of an import: the gold files written, what was left out with the reason, and what is worth knowing."""

    folder: Path
    files: list[str]
    left_out: list[str]
    notes: list[str]


def bring(
    path: Path,
    folder: Path | None = None,
    *,
    annotator: str | None = None,
    against: Path | None = None,
    split: str | None = None,
    replace: bool = False,
) -> Brought:
    """Write gold files from an export of Label Studio.

    Parameters
    ----------
    folder
        Where to; beside the file and named after it where left out.
    annotator
        Take this person's annotations only.
    against
        An output folder: documents whose text is no longer the same there are left out.
    split
        Written into each gold file.
    replace
        Write over gold files that are there.

    Raises
    ------
    Misuse
        The file is no such export, nothing of it can be used, or the folder cannot be written.
    """
    found = corrections(path, annotator)
    output = Output(against, ()) if against is not None else None
    left_out = list(found.left_out)
    golds: list[tuple[Annotation, Gold]] = []
    sources = {a.document_id: a.source for a in found.taken}
    met = Counter(_file(source) for source in sources.values())
    for annotation in found.taken:
        why = _changed(output, annotation) if output is not None else None
        if why is not None:
            left_out.append(f"{annotation.source}: {why}")
            continue
        gold, without = gold_of(annotation, _file(annotation.source))
        left_out += without
        if len(gold) > 1:
            golds.append((annotation, gold))
        if met[_file(annotation.source)] > 1:
            found.notes.append(f"{annotation.source}: other documents have this file name; evaluate them in outputs of their own")
    left_out = [_printable(line) for line in left_out]
    if not golds:
        more = f" (and {len(left_out) - 1} more)" if len(left_out) > 1 else ""
        raise Misuse(f"{path}: nothing in it can become gold: {left_out[0] if left_out else 'no table was asked for'}{more}")
    names = file_names(sources)
    files = {}
    for annotation, gold in golds:
        ordered = {"source": gold.pop("source"), **({"split": split} if split else {}), **gold}
        files[f"{names[annotation.document_id]}.json"] = (json.dumps(ordered, ensure_ascii=False, indent=1) + "\n").encode()
    folder = folder or path.with_name(f"{path.stem}-gold")
    add_files(folder, files, replace=replace)
    return Brought(folder, sorted(files), left_out, [_printable(note) for note in found.notes])


def _printable(line: str) -> str:
    """A line for a person, whatever somebody put into the file: one line, and nothing that a terminal would obey."""
    return "".join(character if character.isprintable() else "\ufffd" for character in line)


def _file(source: str) -> str:
    """The name by which evaluation knows a document."""
    return PurePosixPath(source.rstrip("/")).name


def _changed(output: Output, annotation: Annotation) -> str | None:
    text = output.text(annotation.document_id)
    if text is None:
        return f"is not in {output.folder}"
    if text != annotation.text:
        return f"its text in {output.folder} is no longer the one that was annotated; export and annotate it anew"
    return None
