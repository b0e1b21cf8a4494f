"""What people said in Label Studio, read from its export: JSON, JSON-MIN, or the completions of versions before 1.0.

One annotation of each document is taken. A skipped one is none; of several the one marked as ground truth counts, else the one changed
last, unless an annotator is named.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.annotate.controls import KEYS
from pipeline.annotate.labelstudio import digest
from pipeline.annotate.minjson import results_of
from pipeline.misuse import Misuse

_WRITTEN = ("text", "document_source", "document_id", "text_sha256")
_NOT_OURS = "export the project that was made with thidua's tasks.json and config.xml, as JSON"


@dataclass(frozen=True, slots=True)
class Annotation:
    """One person's work on one document.

    ``results`` are as in Label Studio's JSON; ``doubts`` are names of controls of which JSON-MIN does not tell what belongs where.
    """

    document_id: str
    source: str
    text: str
    asked: tuple[str, ...]
    annotator: str
    results: list[dict[str, Any]]
    doubts: set[str] = field(default_factory=set)
    rank: tuple[bool, str, int] = (False, "", 0)


@dataclass(frozen=True, slots=True)
class Corrections:
    """The annotations taken, in the order of their sources; what was left out, and what is worth knowing."""

    taken: list[Annotation]
    left_out: list[str]
    notes: list[str]


def corrections(path: Path, annotator: str | None = None) -> Corrections:
    """The annotations of an export.

    Parameters
    ----------
    annotator
        Take this person's work only: an e-mail address, a user name or a number, as the export has it.

    Raises
    ------
    Misuse
        The file cannot be read, is no JSON, or is no export of tasks that thidua made.
    """
    tasks = _tasks(path)
    found: dict[str, list[Annotation]] = defaultdict(list)
    left_out: list[str] = []
    notes: list[str] = []
    empty: dict[str, str] = {}
    for number, task in enumerate(tasks, 1):
        data = _data(task)
        if data is None:
            left_out.append(f"task {number}: was not made by thidua; {_NOT_OURS}")
            continue
        document_id, source = data["document_id"], data["document_source"]
        if digest(data["text"]) != data["text_sha256"]:
            left_out.append(f"{source}: its text was changed after the export; annotate the text as thidua wrote it")
            continue
        annotations = list(_annotations(task, data))
        if not annotations:
            empty[document_id] = f"{source}: {_why_none(task)}"
        found[document_id] += annotations
    left_out += [line for document_id, line in empty.items() if not found[document_id]]
    taken = []
    for annotations in found.values():
        own = [a for a in annotations if annotator is None or annotator in _names(a.annotator)]
        if annotations and not own:
            left_out.append(f"{annotations[0].source}: nothing by {annotator}; annotated by {_listed(annotations)}")
        if own:
            best = max(own, key=lambda a: a.rank)
            taken.append(best)
            if len(own) > 1:
                notes.append(f"{best.source}: {len(own)} annotations, taken is that of {best.annotator}")
    return Corrections(sorted(taken, key=lambda a: (a.source, a.document_id)), left_out, notes)


def _tasks(path: Path) -> list[Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Misuse(f"{path}: cannot be read ({error.strerror}); name a file that Label Studio exported") from error
    except UnicodeDecodeError as error:
        raise Misuse(f"{path}: is no JSON in UTF-8; name a file that Label Studio exported as JSON") from error
    except (ValueError, RecursionError) as error:
        raise Misuse(f"{path}: is no JSON ({error}); name a file that Label Studio exported as JSON") from error
    tasks = [found] if isinstance(found, dict) else found
    if not isinstance(tasks, list) or not any(_data(task) for task in tasks):
        raise Misuse(f"{path}: holds no task that thidua made; {_NOT_OURS}")
    return tasks


def _data(task: Any) -> dict[str, Any] | None:
    """What thidua wrote into the task; None where it did not write it."""
    if not isinstance(task, dict):
        return None
    data = task.get("data", task)
    if not isinstance(data, dict) or not all(isinstance(data.get(name), str) for name in _WRITTEN):
        return None
    halves = re.search("[\ud800-\udfff]", data["document_source"])
    return data if not halves and re.fullmatch("[0-9a-f]{16}", data["document_id"]) else None


def _annotations(task: dict[str, Any], data: dict[str, Any]) -> Iterator[Annotation]:
    said = data.get("asked")
    asked = tuple(key for key in KEYS if not isinstance(said, list) or key in said)
    same = {"document_id": data["document_id"], "source": data["document_source"], "text": data["text"], "asked": asked}
    if "data" not in task:  # JSON-MIN: one row an annotation, and none of those that were skipped
        if task.get("annotation_id") is not None:
            results, doubts = results_of(task, asked)
            yield Annotation(**same, annotator=_annotator(task.get("annotator")), results=results, doubts=doubts, rank=_rank(task))
        return
    for annotation in _finished(task):
        results = [result for result in annotation.get("result") or [] if isinstance(result, dict)]
        yield Annotation(**same, annotator=_annotator(annotation.get("completed_by")), results=results, rank=_rank(annotation))


def _entries(task: dict[str, Any]) -> list[dict[str, Any]]:
    entries = task.get("annotations", task.get("completions"))
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _finished(task: dict[str, Any]) -> list[dict[str, Any]]:
    return [a for a in _entries(task) if not (a.get("was_cancelled") or a.get("skipped")) and isinstance(a.get("result"), list)]


def _why_none(task: dict[str, Any]) -> str:
    return "was skipped by whoever annotated it" if _entries(task) else "is not annotated yet"


def _annotator(who: Any) -> str:
    if isinstance(who, dict):
        return " ".join(str(who[name]) for name in ("email", "username", "id") if who.get(name) not in (None, "")) or "somebody"
    return "somebody" if who is None else str(who)


def _names(annotator: str) -> list[str]:
    return [annotator, *annotator.split()]


def _listed(annotations: list[Annotation]) -> str:
    return ", ".join(sorted({a.annotator for a in annotations}))


def _rank(annotation: dict[str, Any]) -> tuple[bool, str, int]:
    when = annotation.get("updated_at") or annotation.get("created_at") or ""
    number = annotation.get("id") or annotation.get("annotation_id")
    return bool(annotation.get("ground_truth")), str(when), number if isinstance(number, int) else 0
