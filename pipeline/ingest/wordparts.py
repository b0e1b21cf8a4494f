"""The paragraphs and tables of a Word file as text with its parts: head, title, headings, tables, foot, annexes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.ingest.compose import Block, Composer
from pipeline.ingest.doctitle import dispatch_subject, names_type, official_title
from pipeline.ingest.letterhead import (
    foot_end,
    foot_start,
    head_before,
    is_annex_title,
    is_head_line,
    is_motto,
    is_signature,
    opens_recipients,
)
from pipeline.ingest.pdfparts import heading_level
from pipeline.ingest.wordtext import Written


@dataclass(slots=True)
class Item:
    """A table (``kind`` is ``table``) or a single paragraph: rows of cells of paragraphs."""

    rows: list[list[list[Written]]]
    kind: str


@dataclass(slots=True)
class _Step:
    """What is written at once: a paragraph, or a whole table."""

    written: Written | None
    table: Item | None
    role: str = ""

    @property
    def text(self) -> str:
        return self.written.block.text if self.written else ""


def write_items(composer: Composer, items: list[Item]) -> str | None:
    """Writes the body into the composer; gives the document's title."""
    steps = _steps(items)
    texts = [step.text for step in steps]
    _mark_roles(steps, texts)
    title_lines, title = _title(steps, texts)
    spans: dict[str, list[tuple[int, int]]] = {"head": [], "foot": []}
    annexes: list[int] = []
    titled: list[int] = []
    for number, step in enumerate(steps):
        if step.table is not None:
            _write_table(composer, step.table)
            continue
        assert step.written is not None
        written, block = step.written, step.written.block
        if number in title_lines:
            titled += [composer.length, composer.length + len(block.text)]
        elif not step.role and _is_heading(written):
            block.mark("heading", written.level + 1 if written.level is not None else heading_level(block.text))
        if (
            not step.role
            and number > 3
            and is_annex_title(block.text)
            and (written.centred or block.text.isupper() or written.level is not None)
        ):
            annexes.append(composer.length)
        start, end = composer.add(block)
        if step.role:
            if number and steps[number - 1].role == step.role and spans[step.role]:
                spans[step.role][-1] = (spans[step.role][-1][0], end)
            else:
                spans[step.role].append((start, end))
    if titled:
        composer.part("title", titled[0], titled[-1])
    for role, found in spans.items():
        for start, end in found:
            composer.part(role, start, end)
    for number, (start, end) in enumerate(zip(annexes, [*annexes[1:], composer.length], strict=False), 1):
        composer.part("annex", start, end - 1, number=number)
    return title


def _steps(items: list[Item]) -> list[_Step]:
    """Paragraphs and data tables; the tables of head and foot are read column by column, single cells as paragraphs."""
    steps: list[_Step] = []
    for item in items:
        if item.kind != "table":
            written = item.rows[0][0][0]
            before = steps[-1].written if steps and steps[-1].table is None else None
            if written.soft and before is not None and not steps[-1].role and not _begins(before.block.text, written.block.text):
                _join(before.block, written.block)
            else:
                steps.append(_Step(written, None))
            continue
        role = _role_of(item)
        if role or _is_layout(item):
            width = max((len(row) for row in item.rows), default=0)
            for column in range(width):
                for row in item.rows:
                    if column < len(row):
                        steps += [_Step(written, None, role) for written in row[column]]
        else:
            steps.append(_Step(None, item))
    return steps


_MARK = re.compile(r"^(?:[-+*•–]\s?\S|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ]\)|[IVX]{1,5}\.|\()")


def _begins(before: str, text: str) -> bool:
    """True where a soft line break parts what is two paragraphs to a reader."""
    return (
        bool(_MARK.match(text))
        or before.endswith((".", ";", ":", "./.", "!", "?"))
        or names_type(before)
        or is_motto(before)
        or is_head_line(text)
    )


def _join(block: Block, more: Block) -> None:
    shift = len(block.text) + 1
    whole = block.marks and more.marks and block.marks[0][1:3] == (0, len(block.text)) and more.marks[0][1:3] == (0, len(more.text))
    block.text = f"{block.text} {more.text}"
    if whole:
        block.marks = [("bold", 0, len(block.text), 0, 0)]
    else:
        block.marks += [(kind, start + shift, end + shift, level, number) for kind, start, end, level, number in more.marks]


def _role_of(item: Item) -> str:
    texts = [written.block.text for row in item.rows for cell in row for written in cell]
    if sum(map(len, texts)) > 2500 or len(item.rows) > 10:
        return ""
    if any(map(is_motto, texts)):
        return "head"
    if any(map(opens_recipients, texts)) or (any(map(is_signature, texts)) and len(item.rows) <= 4):
        return "foot"
    return ""


def _is_layout(item: Item) -> bool:
    return len(item.rows) == 1 or max((sum(1 for cell in row if cell) for row in item.rows), default=0) < 2


def _mark_roles(steps: list[_Step], texts: list[str]) -> None:
    for number, text in enumerate(texts):
        if steps[number].role or not text or len(text) > 250 or not is_motto(text):
            continue
        last = number
        for following in range(number + 1, min(len(steps), number + 7)):
            if names_type(texts[following]) or len(texts[following]) > 150 or steps[following].table is not None:
                break
            if is_head_line(texts[following]):
                last = following
        first = number
        while (
            first > 0
            and number - first < 4
            and steps[first - 1].table is None
            and len(texts[first - 1]) < 120
            and not steps[first - 1].role
        ):
            first -= 1
        for index in range(first, last + 1):
            steps[index].role = "head"
    typed = next((n for n, text in enumerate(texts[:26]) if names_type(text)), 0)
    if head_before(texts, typed) is not None:
        for step in steps[:typed]:
            step.role = step.role or ("head" if step.table is None else "")
    heads = [n for n, step in enumerate(steps) if step.role == "head"]
    if not any(step.role == "foot" for step in steps):
        start = foot_start(texts, first=(heads[-1] + 1) if heads and heads[-1] < len(steps) // 2 else 0)
        if start is not None:
            for index in range(start, foot_end(texts, start)):
                if steps[index].table is None and not steps[index].role:
                    steps[index].role = "foot"


def _title(steps: list[_Step], texts: list[str]) -> tuple[set[int], str | None]:
    first = max((n + 1 for n, step in enumerate(steps[:60]) if step.role == "head"), default=0)

    def is_display(number: int) -> bool:
        written = steps[number].written
        return written is not None and (written.centred or any(mark[0] == "bold" for mark in written.block.marks))

    found = official_title(texts, first, is_display=is_display)
    if found:
        return {n for n in range(found[0], found[1]) if texts[n]}, found[2]
    subject = dispatch_subject(texts)
    if subject:
        return {subject[0]}, subject[1]
    for number in range(first, min(len(texts), first + 6)):
        if 12 <= len(texts[number]) <= 300 and not steps[number].role:
            return {number}, texts[number]
    return set(), None


def _is_heading(written: Written) -> bool:
    text = written.block.text
    if written.level is not None:
        return len(text) <= 400
    if not 4 <= len(text) <= 220 or text.endswith((";", ",")) or text.startswith("("):
        return False
    bold = any(kind == "bold" and end - start >= 0.9 * (len(text) - 4) for kind, start, end, _, _ in written.block.marks)
    return bold or (text.isupper() and len(text) >= 6) or (written.centred and not text.endswith("."))


def _write_table(composer: Composer, item: Item) -> None:
    with composer.within("table"):
        for number, row in enumerate(item.rows, 1):
            texts: list[str] = []
            block = Block("", "row")
            offset = 0
            for column, cell in enumerate(row, 1):
                text = " ".join(written.block.text for written in cell)
                if text:
                    block.marks.append(("cell", offset, offset + len(text), 0, column))
                    block.anchors.append((offset, offset + len(text), cell[0].block.locator))
                    if all(any(mark[0] == "bold" for mark in written.block.marks) for written in cell):
                        block.marks.append(("bold", offset, offset + len(text), 0, 0))
                texts.append(text)
                offset += len(text) + 1
            block.text = "\t".join(texts)
            if not block.text.strip():
                continue
            block.mark("row", number=number)
            composer.add(block)
