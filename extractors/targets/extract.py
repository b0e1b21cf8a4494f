"""Rows of the table ``targets``: what the campaign aims at, with number, unit, direction and day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from extractors.dates.find import DateExpression
from extractors.directives.find import Citation
from extractors.facts import Target
from extractors.segmented import About, Block, Layout, about_of, layout_of, text_of, view_of
from extractors.targets.above import Above
from extractors.targets.aims import aimed_at, is_none_left
from extractors.targets.bounds import BEFORE, direction_of
from extractors.targets.clauses import clause_of
from extractors.targets.deadlines import Deadlines
from extractors.targets.modifiers import is_condition, is_modifier
from extractors.targets.qualitative import qualitative_targets
from extractors.targets.quantities import Quantity, find_in_view, taken_by
from extractors.targets.sectors import Company, sector_of
from extractors.targets.tables import table_targets
from extractors.targets.written import WrittenTable, written_tables
from extractors.view import View

_STAGE = re.compile(r"\s*[,;]?\s*(?:và\s+)?(?:đến|hết|tới|năm|cuối|quý)\s[^.;,%]{0,40}")
# "Doanh thu đạt 12 tỷ đồng, tăng 6%": the change of what was just measured.
_MEASURED_AGAIN = re.compile(
    r"(?:\s?[^\W\d_]+(?:/[^\W\d_]+)?){0,3}\s*,\s*(?:và\s+)?"
    r"(?:(?:phấn\s+đấu|tăng(?:\s+(?:trưởng|thêm|bình\s+quân))?|giảm|vượt|đạt|tương\s+đương|bằng)\s*){1,3}"
)
_ONLY_A_DAY = re.compile(
    r"(?:(?:đến|trước|hết|cuối|trong|vào|năm|quý|tháng|ngày|giai\s+đoạn|[ivx]{1,4}|\d{1,4})(?:[\s/.,\-–]+|$)){2,12}", re.IGNORECASE
)
_THING = re.compile(r"(?:\s+|(?=(?:m[23]?|kg|g|lít|kwh|mw)\s))([^\W\d_]+[23]?(?:\s[^\W\d_]+)?)")
_WORD = re.compile(r"[^\W\d_]{2}")
# "mỗi phòng từ 2 đến 3 bản" of papers, and no villages.
_PAPERS = re.compile(
    r"(?<!\w)(?:kiến\s+nghị|văn\s+bản|báo\s+cáo|tài\s+liệu|ấn\s+phẩm|phát\s+hành|in\s+(?:ấn|và)|bản\s+(?:cam\s+kết|kế\s+hoạch|tin|đăng\s+ký|thu\s+hoạch"
    r"|án|vẽ|đồ|sao|hướng\s+dẫn|kiến\s+nghị|giao\s+ước))(?!\w)"
)
_WORDS_OF_DIRECTION = 110  # characters before a number in which its direction is looked for
_LENGTHS_OF_TIME = ("ngay", "thang", "nam")
_BLOCKS_WITHOUT = ("head", "foot", "title", "footnote", "row")


@dataclass(frozen=True, slots=True)
class _Read:
    """A document and what is told once for all of its targets."""

    seen: View
    layout: Layout
    about: About
    above: Above
    deadlines: Deadlines


def extract(doc: Doc, expressions: Sequence[DateExpression], citations: Sequence[Citation]) -> list[Target]:
    """Targets of a document in text order.

    ``expressions`` are its dates (a target's deadline is one of them), ``citations`` its instruments: their digits are no amounts.
    """
    about, layout, seen = about_of(doc), layout_of(doc), view_of(doc)
    above = Above(seen, layout)
    read = _Read(seen, layout, about, above, Deadlines(seen, above, expressions))
    taken = (*taken_by(expressions, citations), *_within_furniture(layout))
    found = [q for q in find_in_view(seen, taken) if not layout.is_furniture(q.start) and not is_modifier(seen, q)]
    quantities = [q for i, q in enumerate(found) if not i or not is_condition(seen, found[i - 1], q)]
    written = written_tables(text_of(doc), layout)
    rows = list(_in_prose(read, quantities, written))
    rows.extend(table_targets(doc, quantities, expressions, written))
    indicators = [row.indicator or "" for row in rows]
    for row, block in qualitative_targets(seen, layout, about, rows[:]):
        first, last = layout.sentence_at(row.start)
        first, last = max(first, block.start), min(max(last, row.end), block.end)
        rows.append(replace(row, deadline=read.deadlines.of((row.start, row.start), first, last, block)))
    _settle_sectors(read, rows, indicators)
    return sorted(rows, key=lambda r: (r.start, r.end))


def _within_furniture(layout: Layout) -> Iterator[tuple[int, int]]:
    """Where a number is furniture for certain, with the words that make its comparator: it need not be read."""
    return ((part.start + BEFORE, part.end) for part in layout.of_kind("furniture") if part.start + BEFORE < part.end)


def _settle_sectors(read: _Read, rows: Sequence[Target], others: Sequence[str]) -> None:
    """Give the rows their sectors, which are told by all numeric targets of the document together.

    The rows have just been made and nobody else holds them, so they are filled in place.
    """
    company = Company(others)
    for row in rows:
        block = read.layout.block_at(row.start)
        heading = read.above.words(block) if block else ""
        sector = sector_of(
            row.indicator or "", heading=heading, title=read.about.title or "", others=company, issuer=read.about.issuer
        )
        object.__setattr__(row, "sector", sector)


def _in_prose(read: _Read, quantities: Sequence[Quantity], written: Sequence[WrittenTable]) -> Iterator[Target]:
    """Targets that stand in sentences and lists, not in a table."""
    tables = [(table.start, table.end) for table in read.layout.of_kind("table")]
    lines = [(table.start, table.end) for table in written]
    previous: tuple[Quantity, Target] | None = None
    for block, inside in _by_block(read.layout, quantities):
        if block.kind in _BLOCKS_WITHOUT or any(first <= block.start < last for first, last in tables):
            continue
        for quantity in inside:
            if any(first <= quantity.start < last for first, last in lines):
                continue
            if quantity.restates and previous is not None and quantity.start - previous[0].end < 40:
                yield _restated(quantity, previous[1])
                continue
            made = _target(read, block, quantity, inside, previous)
            if made is not None:
                yield made
                previous = (quantity, made)


def _by_block(layout: Layout, quantities: Sequence[Quantity]) -> Iterable[tuple[Block, list[Quantity]]]:
    groups: dict[int, tuple[Block, list[Quantity]]] = {}
    for quantity in quantities:
        block = layout.block_at(quantity.start)
        if block is not None:
            groups.setdefault(block.start, (block, []))[1].append(quantity)
    return groups.values()


def _target(
    read: _Read, block: Block, quantity: Quantity, inside: Sequence[Quantity], previous: tuple[Quantity, Target] | None
) -> Target | None:
    seen = read.seen
    start, end = read.layout.sentence_at(quantity.start)
    start, end = max(start, block.start), min(max(end, quantity.end), block.end)
    sure = aimed_at(seen, read.layout, read.about, block, quantity, start, end)
    if sure is None:
        return None
    same_sentence = [q for q in inside if start <= q.start < end and (q is quantity or q.unit not in _LENGTHS_OF_TIME)]
    clause = clause_of(seen, quantity, same_sentence, start, end)
    indicator = clause.indicator
    if _ONLY_A_DAY.fullmatch(indicator):  # "- Đến 30/6/2025: đạt 85%;"
        indicator = previous[1].indicator or "" if previous is not None and _next_stage(read, previous[0], quantity, block) else ""
    if len(indicator) < 3 and previous is not None and _goes_on(seen, previous[0], quantity, start):
        indicator = previous[1].indicator or ""
    if len(indicator) < 3:
        indicator = read.above.head_words(block) or indicator
    if not _WORD.search(indicator):
        return None
    unit, label = quantity.unit, quantity.unit_label
    if unit is None:
        unit, label = "khac", _counted(seen, quantity)
        if label is None and not is_none_left(seen, quantity):
            return None
    direction = quantity.direction
    if quantity.start - block.start < _WORDS_OF_DIRECTION:  # a heading's "giữ vững" is not the verb of the line under it
        direction = direction_of(seen, quantity.start, block.start)
    if unit == "thon" and label is not None and label.lower() == "bản" and _PAPERS.search(seen.low, start, end):
        unit = "khac"
    return Target(
        start=quantity.start, end=quantity.end, section=read.layout.section_at(quantity.start), confidence=sure, indicator=indicator[:300],
        method="target-number-first" if clause.number_first else "target-number-last",
        comparator=quantity.comparator,
        value_min=quantity.value_min, value_max=quantity.value_max, unit=unit, unit_label=label, direction=direction,
        population=clause.population, deadline=read.deadlines.of((quantity.start, quantity.end), start, end, block),
    )  # fmt: skip


def _restated(quantity: Quantity, first: Target) -> Target:
    """An amount said again in another currency: the same indicator, linked to the first row."""
    return replace(
        first, start=quantity.start, end=quantity.end, method="target-restated",
        comparator="range" if quantity.value_min != quantity.value_max else first.comparator,
        value_min=quantity.value_min, value_max=quantity.value_max, unit=quantity.unit or "khac",
        unit_label=quantity.unit_label, same_as=first.start,
    )  # fmt: skip


def _goes_on(seen: View, first: Quantity, second: Quantity, start: int) -> bool:
    """Is the second share a later stage of the first one's aim: "đến năm 2026 đạt 40%; đến năm 2030 đạt 60%"?"""
    if first.end <= start:
        return False
    staged = first.unit == second.unit and _STAGE.fullmatch(seen.low, first.end, second.start) is not None
    return staged or _MEASURED_AGAIN.fullmatch(seen.low, first.end, second.start) is not None


def _next_stage(read: _Read, first: Quantity, second: Quantity, block: Block) -> bool:
    """Is the second share that of a later day, in the next item of the list that the first one stands in?"""
    above = next(read.layout.blocks_before(block.start), None)
    return above is not None and above.start <= first.start < above.end and above.level == block.level and first.unit == second.unit


def _counted(seen: View, quantity: Quantity) -> str | None:
    """What is counted where the unit list has no word for it: the one or two syllables behind the number."""
    match = _THING.match(seen.text, quantity.end, quantity.end + 30)
    return match[1] if match else None
