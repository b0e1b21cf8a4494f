"""Reads a manuscript: YAML front matter and a body of paragraphs, headings, tables and breaks.

Characters that a text trap needs exactly (``\\u{00D0}``, ``\\u{200B}``) are kept apart until the very end:
while a manuscript is being worked on they live in plane 16, where no normal form, no strip and no YAML rule
touches them (`shielded`); `revealed` puts the real character there.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import yaml

from .rules import check_front

Form = Literal["NFC", "NFD"]
SHIELD = 0x100000
ESCAPE = re.compile(r"\\u\{([0-9A-Fa-f]{1,6})\}")
MARKER = re.compile(r"\s*===\s*([^=]*?)\s*===\s*")
LIST_MARK = re.compile(r"(?:[-+•*]|\d{1,2}[.)]|[a-zđ]\))\s+\S")
# *** before ** before *; a star is markup only where it hugs the text, so that "* Ghi chú" and "5*3" stay.
EMPHASIS = re.compile(r"\*\*\*(?=\S)(.+?)(?<=\S)\*\*\*|\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\*)"
                      r"|(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])", re.S)


class ManuscriptError(Exception):
    """What is wrong with a manuscript, in one line."""


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style; a newline in it is a hard line break."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Block:
    """One block of the body: title (#), subtitle (##), text, table, page or annex."""

    kind: str
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    cut: bool = False  # the paragraph goes on after the page break that follows
    joined: bool = False  # it went on from before the page break

    @property
    def text(self) -> str:
        """The words without their style."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Manuscript:
    """A parsed manuscript."""

    path: Path
    front: dict[str, Any]
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = field(default=())

    @property
    def slug(self) -> str:
        """The name of the document."""
        return self.path.stem

    @property
    def format(self) -> str:
        """html, pdf, scan, docx or txt."""
        return self.get("format")

    @property
    def normal_form(self) -> Form:
        """NFC unless the front matter says NFD."""
        return "NFD" if self.get("normal_form") == "NFD" else "NFC"

    def own(self, text: str) -> str:
        """Words of the typesetter in the normal form of the document."""
        return unicodedata.normalize(self.normal_form, text)

    def get(self, key: str) -> str:
        """A text of the front matter, empty where it is not given."""
        return str(self.front.get(key) or "")

    def flag(self, key: str) -> bool:
        """A yes or no of the front matter."""
        return str(self.front.get(key, "")).lower() in ("true", "yes", "on", "1")

    def lines(self, key: str) -> list[str]:
        """A list of lines, or the lines of one text."""
        value = self.front.get(key) or []
        return value.split("\n") if isinstance(value, str) else list(value)

    def recipients(self) -> list[str]:
        """The left foot with its heading."""
        lines = self.lines("recipients")
        headed = bool(lines) and unicodedata.normalize("NFC", lines[0]).lower().startswith("nơi nhận")
        return lines if headed or not lines else [self.own("Nơi nhận:"), *lines]

    def signatures(self) -> list[list[str]]:
        """The signature block; a list of lists is several blocks side by side."""
        given = self.front.get("signature") or []
        several = [block for block in given if isinstance(block, list)]
        return several or ([given] if given else [])

    def pick(self, what: str, low: int, high: int) -> int:
        """A number between two bounds that is always the same for this document and this purpose."""
        return low + zlib.crc32(f"{self.slug}/{what}".encode()) % (high - low + 1)


def shielded(text: str) -> str:
    """Puts the character of every escape into plane 16."""
    return ESCAPE.sub(lambda found: chr(SHIELD + int(found[1], 16)) if int(found[1], 16) < 0x10000
                      else chr(int(found[1], 16)), text)


def revealed(text: str, spell: Callable[[str], str] = str) -> str:
    """Takes the characters of plane 16 back; `spell` writes them as the format needs (HTML escapes)."""
    if not any(ord(char) >= SHIELD for char in text):
        return text
    return "".join(spell(chr(ord(char) - SHIELD)) if ord(char) >= SHIELD else char for char in text)


def finished(manuscript: Manuscript, form: Form | None = None) -> Manuscript:
    """The manuscript with its normal form applied and the exact characters in place."""
    wanted: Form = form or manuscript.normal_form

    def deep(value: Any) -> Any:
        if isinstance(value, str):
            return revealed(unicodedata.normalize(wanted, value))
        if isinstance(value, dict):
            return {key: deep(item) for key, item in value.items()}
        return [deep(item) for item in value] if isinstance(value, list) else value

    def runs(value: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(replace(run, text=deep(run.text)) for run in value)

    blocks = tuple(replace(block, runs=runs(block.runs),
                           rows=tuple(tuple(runs(cell) for cell in row) for row in block.rows))
                   for block in manuscript.blocks)
    return replace(manuscript, front=deep(manuscript.front), blocks=blocks)


def load(path: Path) -> Manuscript:
    """Reads one manuscript; everything wrong with it is a ManuscriptError of one line."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
        raise ManuscriptError("the slug must be lower-case ASCII letters and digits with hyphens")
    try:
        raw = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ManuscriptError(f"is not UTF-8 (byte {error.start})") from None
    raw = unicodedata.normalize("NFC", shielded(raw.replace("\r\n", "\n")))
    parts = re.match(r"---[ \t]*\n(.*?)^---[ \t]*$\n?(.*)", raw, re.S | re.M)
    if not parts:
        raise ManuscriptError("does not begin with YAML front matter between two lines of ---")
    front = _front(parts[1])
    problems = check_front(front)
    if problems:
        raise ManuscriptError("; ".join(problems))
    first = parts[1].count("\n") + 3
    reader = _Body(first)
    blocks = tuple(reader.blocks(parts[2]))
    if not blocks and "card" not in front:
        raise ManuscriptError("has no body")
    return Manuscript(path, front, blocks, tuple(reader.warnings))


def _front(text: str) -> dict[str, Any]:
    """The front matter; every scalar stays text, so that "05" and dates are what the author typed."""
    try:
        front = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 2}" if mark else ""
        raise ManuscriptError(f"YAML{where}: {getattr(error, 'problem', None) or error}") from None
    if not isinstance(front, dict):
        raise ManuscriptError("the front matter is not a list of `key: value`")
    return {key: value for key, value in front.items() if value not in ("", "null", "~", [], {})}


def runs_of(text: str) -> tuple[Run, ...]:
    """Splits text with **bold** and *italic* into runs."""
    runs: list[Run] = []
    last = 0
    for found in EMPHASIS.finditer(text):
        if found.start() > last:
            runs.append(Run(text[last:found.start()]))
        both, bold, italic = found.groups()
        if both is not None:
            runs.append(Run(both, True, True))
        elif bold is not None:
            runs.extend(Run(run.text, True, run.italic) for run in runs_of(bold))
        else:
            runs.extend(Run(run.text, run.bold, True) for run in runs_of(italic))
        last = found.end()
    if last < len(text):
        runs.append(Run(text[last:]))
    return tuple(runs)


class _Body:
    """Turns the lines of a body into blocks."""

    def __init__(self, first_line: int) -> None:
        self.first = first_line
        self.warnings: list[str] = []
        self.done: list[Block] = []
        self.words = ""  # the paragraph being read
        self.joined = False  # it goes on from before a page break
        self.glue = False  # a hard break was the last thing read: blank lines do not end the paragraph

    def blocks(self, text: str) -> list[Block]:
        """All blocks of the body."""
        rows: list[tuple[int, str]] = []
        for number, line, marker in self._pieces(text):
            if rows and (marker or not line.startswith("|")):
                self._table(rows)
                rows = []
            if marker:
                self._mark(number, line)
            elif line.startswith("|"):
                self._close()
                rows.append((number, line))
            else:
                self._line(number, line)
        if rows:
            self._table(rows)
        self._close()
        return self.done

    def _pieces(self, text: str) -> Iterator[tuple[int, str, bool]]:
        """Line number, line, whether it is a marker; a marker within a line is cut out of it."""
        for number, line in enumerate(text.split("\n"), self.first):
            parts = MARKER.split(line)
            for position, part in enumerate(parts):
                if position % 2:
                    yield number, part, True
                elif part.strip() or len(parts) == 1:
                    yield number, part.lstrip(), False

    def _line(self, number: int, line: str) -> None:
        bare = line.strip()
        if not bare:
            if not self.glue:
                self._close()
            return
        heading = re.match(r"(#{1,2}) +(.+)", bare)
        if heading:
            self._close()
            kind = "title" if heading[1] == "#" else "subtitle"
            self.done.append(Block(kind, self._runs(number, heading[2].replace("**", ""))))
            return
        if bare.startswith("#"):
            raise ManuscriptError(f"line {number}: a heading is `# X` or `## X`")
        if self.words and not self.words.endswith("\n"):
            if LIST_MARK.match(bare) and not self.glue:
                self.warnings.append(f"line {number} begins with a list mark inside a paragraph "
                                     f"({bare[:30]!r}): is a blank line missing before it?")
            self.words += " "
        self.glue = False
        # Two blanks at the end of a line keep the break, as in Markdown.
        self.words += bare + ("\n" if line.endswith("  ") else "")

    def _mark(self, number: int, name: str) -> None:
        if name == "break":
            if not self.words and self.done and self.done[-1].kind == "text":
                self.words = "\n".join([self._source(self.done.pop())])
            self.words = self.words.rstrip("\n") + "\n"
            self.glue = True
        elif name == "page":
            cut = bool(self.words)
            self._close(cut=cut)
            self.done.append(Block("page"))
            self.joined = cut
        elif name == "annex":
            self._close()
            self.done.append(Block("annex"))
        else:
            raise ManuscriptError(f"line {number}: === {name} === is none of page, annex, break")

    @staticmethod
    def _source(block: Block) -> str:
        marks = {(False, False): "", (True, False): "**", (False, True): "*", (True, True): "***"}
        around = [marks[run.bold, run.italic] for run in block.runs]
        return "".join(mark + run.text + mark for mark, run in zip(around, block.runs, strict=True))

    def _close(self, cut: bool = False) -> None:
        """Ends the paragraph; where a page break stands between blank lines, the words tell if it goes on."""
        words, self.words, self.glue = self.words.strip("\n"), "", False
        if not words:
            return
        joined = self.joined
        after_page = len(self.done) > 1 and self.done[-1].kind == "page" and self.done[-2].kind == "text"
        ended = after_page and re.search(r"[.;:!?…]\W*$", self.done[-2].text)
        if after_page and not joined and words[0].islower() and not ended:
            self.done[-2] = replace(self.done[-2], cut=True)
            joined = True
        self.done.append(Block("text", self._runs(0, words), cut=cut, joined=joined))
        self.joined = False

    def _runs(self, number: int, text: str) -> tuple[Run, ...]:
        runs = runs_of(text)
        if any("**" in run.text for run in runs):
            where = f"line {number}: " if number else ""
            raise ManuscriptError(f"{where}unpaired ** in {text[:50]!r}")
        return runs

    def _table(self, rows: list[tuple[int, str]]) -> None:
        table: list[tuple[tuple[Run, ...], ...]] = []
        for number, line in rows:
            cells = [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
            if all(re.fullmatch(r":?-{3,}:?", cell) for cell in cells):
                continue  # the ruler of a Markdown table
            if table and len(cells) != len(table[0]):
                raise ManuscriptError(f"line {number}: {len(cells)} cells, the header has {len(table[0])}")
            table.append(tuple(self._runs(number, cell) for cell in cells))
        self.done.append(Block("table", rows=tuple(table)))
