"""YAML whose every value knows its line. Loaded safely: values are plain text until a field reads them, no tag makes an object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

_PLAIN = tuple(f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "seq", "map", "timestamp", "merge", "value"))


class Fault(Exception):
    """Something wrong at a line: what, and the remedy."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line
        self.what = what


@dataclass(frozen=True, slots=True)
class Text:
    """One value as written, with what YAML takes it for: ``str``, ``int``, ``float``, ``bool``, ``null`` or another tag."""

    line: int
    value: str
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """A list."""

    line: int
    values: list[Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with their values; ``lines`` are those of the keys."""

    line: int
    values: dict[str, Any]
    lines: dict[str, int]


class _Loader(yaml.SafeLoader):  # type: ignore[misc]
    """Without aliases: a few lines of them stand for millions of values."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "an alias, which is not used here", self.peek_event().start_mark)
        return super().compose_node(parent, index)


def parse(text: str, faults: list[Fault]) -> Text | Row | Table | None:
    """The document of a YAML file, or None where it is empty. Keys given twice go to ``faults``.

    Raises ``Fault`` where the text is no YAML.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = " ".join(filter(None, (error.problem, error.context)))
        raise Fault(mark.line + 1 if mark else 1, f"is no YAML ({said}); mind indentation, and quote what holds ': ' or ' #'") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Fault(line, f"holds a character that YAML does not allow (U+{ord(text[error.position]):04X}); take it out") from error
    except (RecursionError, ValueError) as error:
        raise Fault(1, "is nested too deep to be a list of sources; see docs/add-a-source.md") from error
    return _read(node, faults, 0) if node is not None else None


def _read(node: Any, faults: list[Fault], depth: int) -> Text | Row | Table:
    line = node.start_mark.line + 1
    if depth > 4:
        raise Fault(line, "is nested too deep; a source has plain values and lists of them")
    if not node.tag.startswith(_PLAIN):
        raise Fault(line, f"has a tag of its own ({node.tag}); write plain values")
    if isinstance(node, yaml.ScalarNode):
        return Text(line, node.value, node.tag.rpartition(":")[2])
    if isinstance(node, yaml.SequenceNode):
        return Row(line, [_read(child, faults, depth + 1) for child in node.value])
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key, child in node.value:
        at = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            faults.append(Fault(at, "a key is a list or a table; keys are words"))
        elif key.value in values:
            faults.append(Fault(at, f"key {key.value!r} stands here again (first in line {lines[key.value]}); keep one of the two"))
        else:
            values[key.value], lines[key.value] = _read(child, faults, depth + 1), at
    return Table(line, values, lines)
