"""Word's styles, and what the properties of a style, a paragraph or a run say: alignment, bold, hidden, list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.ingest.package import Package, W

_OFF = ("0", "false", "off", "none")
_OPENS, _CLOSES, _OF_TABLES = b"<w:style ", b"</w:style>", b'w:type="table"'
_LIST_OPENS, _LIST_CLOSES = b"<w:latentStyles", b"</w:latentStyles>"

Said = dict[Any, Any]  # the children of an element by their names


def said_by(properties: Any) -> Said:
    """What an element of properties says, by name: the first child of each. Nothing where there is no such element."""
    return {child.tag: child for child in reversed(properties)} if properties is not None else {}


def child_of(element: Any, name: str) -> Any:
    """The first child of a name; None where there is none."""
    return next(element.iterchildren(W + name), None)


def value_of(said: Said, name: str) -> str | None:
    """The value of a property."""
    found = said.get(W + name)
    return found.get(W + "val") if found is not None else None


def flag_of(said: Said, name: str) -> bool | None:
    """Whether a property is on or off; None where nothing is said of it."""
    found = said.get(W + name)
    return (found.get(W + "val") or "true").lower() not in _OFF if found is not None else None


def list_of(said: Said) -> tuple[str | None, int | None]:
    """The list and the level in it that a paragraph or a style belongs to."""
    number = said.get(W + "numPr")
    if number is None:
        return None, None
    place = said_by(number)
    level = value_of(place, "ilvl")
    return value_of(place, "numId"), int(level) if level is not None and level.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph or character style says, its own and inherited."""

    bold: bool | None = None
    level: int | None = None  # outline level, 0 is the highest
    centred: bool | None = None
    list_id: str | None = None
    list_level: int | None = None
    hidden: bool | None = None


PLAIN = Style()


class Styles:
    """Styles by id. A template brings some hundred of them and a document uses a few: each is worked out when it is asked for."""

    def __init__(self, root: Any = None) -> None:
        """Reads ``word/styles.xml``."""
        self._known: dict[str, Style] = {}
        self._written: dict[str, Any] = {}
        self._default = ""
        for style in root.iter(W + "style") if root is not None else ():
            name = style.get(W + "styleId") or ""
            self._written[name] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self._default = name

    @classmethod
    def of(cls, package: Package, name: str) -> Styles:
        """The styles of paragraphs and characters in a part of a DOCX."""
        return cls(package.xml(name, styles_of_text))

    def get(self, name: str | None) -> Style:
        """A style, the default one where none is named."""
        name = name or self._default
        if name not in self._known:
            self._known[name] = _resolved(name, self._written, set())
        return self._known[name]


def styles_of_text(data: bytes) -> bytes:
    """``word/styles.xml`` without the styles of tables and the list of all that Word knows: nine tenths of the file, and none for text.

    >>> styles_of_text(b'<w:style w:type="table"><w:qFormat/></w:style><w:style w:type="paragraph"></w:style>')
    b'<w:style w:type="paragraph"></w:style>'
    """
    if b"!" in data:
        return data  # what stands in a comment only looks like a style; no program writes one here
    kept = []
    done = 0
    opened, closed = data.find(_LIST_OPENS), data.find(_LIST_CLOSES)
    if 0 <= opened < closed:
        kept.append(data[:opened])
        done = closed + len(_LIST_CLOSES)
    while (at := data.find(_OF_TABLES, done)) >= 0:
        start, tag, end = data.rfind(_OPENS, done, at), data.find(b">", at), data.find(_CLOSES, at)
        if start < 0 or end < 0 or b">" in data[start:at] or data[tag - 1 : tag] == b"/":
            return data  # an element that is no style, or is empty: written as no program writes it
        kept.append(data[done:start])
        done = end + len(_CLOSES)
    return b"".join([*kept, data[done:]])


def _resolved(name: str, raw: dict[str, Any], seen: set[str]) -> Style:
    style = raw.get(name)
    if style is None or name in seen or len(seen) > 30:
        return PLAIN
    said = said_by(style)
    parent = value_of(said, "basedOn")
    base = _resolved(parent, raw, seen | {name}) if parent else PLAIN
    of_paragraph, of_runs = said_by(said.get(W + "pPr")), said_by(said.get(W + "rPr"))
    level = base.level
    outline = value_of(of_paragraph, "outlineLvl")
    if outline is not None and outline.isdecimal():
        level = int(outline) if int(outline) < 9 else None
    title = (value_of(said, "name") or "").lower()
    if title.startswith("heading ") and title[8:].isdecimal() and level is None:
        level = min(int(title[8:]), 9) - 1
    aligned = value_of(of_paragraph, "jc")
    list_id, list_level = list_of(of_paragraph)
    return Style(
        bold=first_said(flag_of(of_runs, "b"), base.bold),
        level=level,
        centred=base.centred if aligned is None else aligned == "center",
        list_id=base.list_id if list_id is None else list_id,
        list_level=base.list_level if list_level is None else list_level,
        hidden=first_said(flag_of(of_runs, "vanish"), base.hidden),
    )


def first_said(*flags: bool | None) -> bool | None:
    """The first of some flags that is on or off."""
    for flag in flags:
        if flag is not None:
            return flag
    return None
