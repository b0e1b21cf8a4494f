"""What was written by pen in a head: OCR misreads it, so such a number or day is left out and said, unless the file's name has it.

Pen is known by its colour, by a wide blank that a form leaves for it, and by how unsure the reading is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.ingest.letterhead import is_motto
from pipeline.ingest.letters import fold
from pipeline.ingest.scan.page import ScanLine, ScannedPage
from pipeline.ingest.scan.tesseract import Word

_HEAD = 0.4  # of the page's height: the motto stands above
_DEPTH = 90  # points below the motto: number and day stand above
_SURE, _SURE_IN_WORD = 0.85, 0.7  # a number that is one word with its symbol shares the doubts about that
_BLANK = 0.75  # ems: a wider gap on either side was left for the pen
_NUMBER = re.compile(r"^\W{0,2}S[ốóôo6ồổỗ]\s*[:.;]{0,2}(?P<slot>.{0,24}?)(?P<symbol>\s*[/-]\s*[A-ZĐÐ][A-Za-zĐÐđ &/-]{1,40}\d?)$")
_DAY = re.compile(
    r"^.{0,40}?\bng?[àaảáạ]y(?P<day>.{0,14}?)\bth[áaàảạ]ng(?P<month>.{0,10}?)\bn[ăaâáắ]m(?P<year>.{0,8})$", re.I | re.S
)
_VALUES = {"slot": r"\d{1,5}", "day": r"0?[1-9]|[12]\d|3[01]", "month": r"0?[1-9]|1[0-2]", "year": r"(?:19|20)\d\d"}
_MEANING = {"slot": "number", "day": "day", "month": "month", "year": "year"}
_NAMED = re.compile(r"(?<!\d)(?P<number>\d{1,5})[\s_.+-]{0,3}(?P<type>[a-z]{2,4})(?![a-z])")


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a value stands in a line, and what was read there."""

    name: str
    start: int
    end: int
    text: str


def settle_pen(page: ScannedPage, names: list[str]) -> list[str]:
    """Takes values written by pen out of the head lines of a page, in place; gives what to say about each.

    ``names`` are the file's title and name: a number that stands there with the type of document ("2004 kh syt") is kept.
    """
    said: list[str] = []
    mottos = [line.base for line in page.lines if is_motto(line.text) and line.base < _HEAD * page.height]
    if not mottos:
        return said
    for line in page.lines:
        if line.base > max(mottos) + _DEPTH:
            continue
        text = line.text
        number, day = _NUMBER.match(text), _DAY.match(text)
        match = number or day
        if match is None or (number and _says_something(number["slot"])):
            continue
        slots = [_Slot(name, match.start(name), match.end(name), match[name].strip()) for name in match.groupdict() if name in _VALUES]
        for slot in reversed(slots):
            if not _is_doubtful(line, slot):
                continue
            known = _named(names, match["symbol"]) if slot.name == "slot" else None
            if known is not None and (slot.text == known or not re.fullmatch(_VALUES["slot"], slot.text)):
                _replace(line, slot, known)
                said.append(f"the number {known} is written by pen; it is taken as the file's name or title gives it")
                continue
            was_blank = not slot.text and not any(_overlaps(line, slot, stretch) for stretch in line.pen)
            if was_blank:
                continue
            _replace(line, slot, "")
            read = f" (read as “{slot.text}”)" if slot.text else ""
            said.append(f"the {_MEANING[slot.name]} seems to be written by pen{read} and is left out")
        if day:
            _restore_mark(line, day.start("day"))
    return said


def _restore_mark(line: ScanLine, end: int) -> None:
    """Pen that touches the word "ngày" takes a letter of it away."""
    for word, _, stop in _placed(line):
        if stop == end and fold(word.text) in ("nay", "gay"):
            word.text = "ngày"


def _says_something(slot: str) -> bool:
    """True where words stand in the place of a number: "Số EOF 753848/VBĐT" is another kind of number."""
    return re.search(r"[^\W\d_]{3,}", slot) is not None


def _is_doubtful(line: ScanLine, slot: _Slot) -> bool:
    if not re.fullmatch(_VALUES[slot.name], slot.text):
        return True
    inside = [word for word, start, end in _placed(line) if start < slot.end and end > slot.start]
    glued = len(inside) == 1 and len(inside[0].text) > len(slot.text)
    if not inside or min(word.confidence for word in inside) < (_SURE_IN_WORD if glued else _SURE):
        return True
    if any(x0 < word.x1 - 1 and x1 > word.x0 + 1 for word in inside for x0, x1 in line.pen):
        return True
    first, last = line.words.index(inside[0]), line.words.index(inside[-1])
    before = inside[0].x0 - line.words[first - 1].x1 if first else 0.0
    behind = line.words[last + 1].x0 - inside[-1].x1 if last + 1 < len(line.words) else 0.0
    return max(before, behind) > _BLANK * line.size


def _overlaps(line: ScanLine, slot: _Slot, stretch: tuple[float, float]) -> bool:
    """True where pen stood between the words round a slot."""
    before = max((word.x1 for word, _, end in _placed(line) if end <= slot.start + 1), default=line.x0)
    behind = min((word.x0 for word, start, _ in _placed(line) if start >= slot.end), default=line.x1)
    return stretch[1] > before and stretch[0] < behind


def _placed(line: ScanLine) -> list[tuple[Word, int, int]]:
    """The words with their offsets in the line's text."""
    found, offset = [], 0
    for word in line.words:
        found.append((word, offset, offset + len(word.text)))
        offset += len(word.text) + 1
    return found


def _replace(line: ScanLine, slot: _Slot, value: str) -> None:
    """Puts a value, or nothing, in the place of what was read."""
    words: list[Word] = []
    put = False
    left = line.x0
    for word, start, end in _placed(line):
        ahead, behind = word.text[: max(slot.start - start, 0)], word.text[max(slot.end - start, 0) :]
        if start >= slot.end:
            ahead, behind = "", word.text
        elif end <= slot.start:
            ahead, behind = word.text, ""
        if ahead:
            words.append(Word(ahead, word.x0, word.x1, word.confidence))
            left = word.x1
        if value and not put and (behind or start >= slot.start):
            words.append(Word(value, left, max(word.x0, left), 1.0))
            put = True
        if behind:
            words.append(Word(behind, word.x0, word.x1, word.confidence))
    line.words = words or line.words


def _named(names: list[str], symbol: str) -> str | None:
    """The number that a name gives together with the type that the symbol begins with."""
    kind = re.sub(r"[^a-z]+", " ", fold(symbol)).split()
    for name in names:
        for match in _NAMED.finditer(fold(name).replace("_", " ")):
            if kind and match["type"] in (kind[0], "".join(kind[:2])):
                return match["number"]
    return None
