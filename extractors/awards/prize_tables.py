"""Tables of prizes: a line (or a column) for each class, with its number and what it is worth.

| Giải | Số lượng | Mức thưởng (đồng) | Thành tiền |
| Nhất | 01       | 5.000.000         | 5.000.000  |

Sums ("Thành tiền", "Tổng cộng") are left out: they follow from the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.awards.grantors import Issuer, grantors_in
from extractors.awards.prize_rules import PRIZE, WON
from extractors.awards.quotas import money_in, occasion_in
from extractors.awards.recipients import recipient_in_words
from extractors.awards.statements import Statement
from extractors.awards.tables import Cell, Table, caption_of
from extractors.lexicon import words
from extractors.view import View

_CLASS = re.compile(
    words(
        r"\s*(?:\d{1,2}[.)]?\s*|[a-z]\)\s*|[-+*]\s*)?(?:các )?(?P<word>giải (?:thưởng )?)?(?P<grade>đặc biệt|nhất|nhì|ba|tư|khuyến khích"
        r"|phụ|xuất sắc|chuyên đề|triển vọng|ấn tượng|i{1,3}|[abc]|vàng|bạc|đồng)(?: (?:tập thể|cá nhân|toàn đoàn|đồng đội))?\s*:?\s*$"
    )
)
_GROUP = re.compile(
    words(r"[\W\d]*(?:[ivx]{1,3}[.)]\s*)?(?:các )?giải (?:dành cho )?(?P<who>tập thể|cá nhân|toàn đoàn|đồng đội)(?![^\W_])")
)
_PRIZES = re.compile(words(r"(?<![^\W_])giải(?: thưởng)?(?![^\W_])(?! (?:pháp|ngân|quyết))"))
_COUNTS = re.compile(words(r"(?<![^\W_])(?:số lượng|số giải|sl|số suất)(?![^\W_])"))
_WORTH = re.compile(words(r"(?<![^\W_])(?:mức|trị giá|giá trị|tiền thưởng|số tiền|đơn giá|mỗi giải|kinh phí)(?![^\W_])"))
_SUM = re.compile(words(r"(?<![^\W_])(?:thành tiền|tổng(?: cộng| số| tiền| giá trị)?|cộng)(?![^\W_])"))
_COUNT = re.compile(words(r"\s*(\d{1,3})(?: (?:giải|suất))?\s*$"))
_FIGURE = re.compile(r"\s*(\d{1,3}(?:[.,]\d{3})+|\d{1,9}(?:[.,]\d{1,2})?)\s*$")
_UNIT = re.compile(words(r"(?<![^\W_])(?:(?P<scale>triệu|nghìn|ngàn|1[.,]000)\s*)?(?:đồng|đ|vnđ)(?![^\W_])"))
_SCALES = {"trieu": 10**6, "nghin": 1000, "ngan": 1000, "1.000": 1000, "1,000": 1000}
_COLLECTIVE = ("tap the", "toan doan", "dong doi")
_LEAST_SUM = 10_000  # dong: no prize is worth less, and no contest has as many of one class


def prize_tables(view: View, tables: list[Table]) -> list[tuple[Table, list[tuple[Cell, ...]]]]:
    """Tables with a class of prizes at the head of each line, lines and columns exchanged where the classes stand in a line."""
    found = []
    for table in tables:
        if not (_PRIZES.search(view.bare, table.start, table.end) or _PRIZES.search(view.bare, *caption_of(view, table))):
            continue
        for rows in (list(table.rows), _turned(table)):
            if sum(_class(view, row) is not None for row in rows) >= 2:
                found.append((table, rows))
                break
    return found


def statements_of_prizes(view: View, table: Table, rows: list[tuple[Cell, ...]], issuer: Issuer) -> Iterator[Statement]:
    """One statement for each class of a table of prizes, and for each recipient where they have columns of their own."""
    if WON.compiled.search(view.bare, *caption_of(view, table)):
        return
    first = next(i for i, row in enumerate(rows) if _class(view, row) is not None)
    heads = {cell.column: cell for row in rows[:first] for cell in row if view.text[cell.start : cell.end].strip()}
    above = (max(0, table.start - 300), table.start)
    grantor = next(iter(grantors_in(view, *caption_of(view, table), issuer)), None)
    occasion = occasion_in(view, *caption_of(view, table))
    group = next((_group(view, row) for row in reversed(rows[:first]) if _group(view, row)), None)
    for row in rows[first:]:
        label = _class(view, row)
        if label is None:
            group = _group(view, row) or group
            continue
        values: dict[str | None, dict[str, Decimal]] = {}
        end = label.end
        for cell in row:
            if cell.start <= label.start or (head := heads.get(cell.column)) is None or _SUM.search(view.bare, head.start, head.end):
                continue
            kind, value = _value(view, cell, head, above)
            if kind:
                values.setdefault(recipient_in_words(view, head.start, head.end), {})[kind] = value
                end = cell.end
        shared = values.pop(None, {})
        for recipient, own in (values or {group: {}}).items():
            told = shared | own
            if not told:
                continue
            number = int(told["count"]) if "count" in told else None
            yield Statement(
                label.start, end, "giai_thuong", " ".join(view.text[label.start : label.end].split()),
                " ".join(view.text[grantor.start : grantor.end].split()) if grantor else None, grantor.code if grantor else None,
                recipient, number, number, None, occasion, told.get("sum"), PRIZE.name, 0.85,
            )  # fmt: skip


def _class(view: View, row: tuple[Cell, ...]) -> Cell | None:
    """The cell of a line that names a class, without its list mark: the first cell, or the second after a running number."""
    for cell in row[:2]:
        if match := _CLASS.match(view.bare[cell.start : cell.end]):
            start = match.start("word") if match["word"] else match.start("grade")
            return Cell(cell.start + start, cell.start + len(match[0].rstrip(" :\n")), cell.column)
    return None


def _group(view: View, row: tuple[Cell, ...]) -> str | None:
    """Who the lines below are for: "I. Giải tập thể"."""
    for cell in row[:2]:
        if match := _GROUP.match(view.bare, cell.start, cell.end):
            return "collective" if " ".join(match["who"].split()) in _COLLECTIVE else "individual"
    return None


def _value(view: View, cell: Cell, head: Cell, above: tuple[int, int]) -> tuple[str, Decimal]:
    """What a cell says under its head: a number of prizes ("count"), their worth in dong ("sum"), or nothing ("")."""
    if money := money_in(view, cell.start, cell.end):
        return "sum", money[0]
    counts, worth = _COUNTS.search(view.bare, head.start, head.end), _WORTH.search(view.bare, head.start, head.end)
    if counts and not worth and (count := _COUNT.match(view.bare[cell.start : cell.end])):
        return "count", Decimal(count[1])
    figure = _FIGURE.match(view.bare[cell.start : cell.end])
    if figure is None:
        return "", Decimal(0)
    written = figure[1]
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", written)
    value = Decimal(re.sub(r"\D", "", written)) if grouped else Decimal(written.replace(",", "."))
    unit = _UNIT.search(view.bare, head.start, head.end) or _UNIT.search(view.bare, *above)
    if value < _LEAST_SUM and unit and unit["scale"]:
        value *= _SCALES[unit["scale"]]
    if value >= _LEAST_SUM:
        return "sum", value.quantize(Decimal(1))
    return ("count", value) if not worth and value == int(value) and recipient_in_words(view, head.start, head.end) else ("", value)


def _turned(table: Table) -> list[tuple[Cell, ...]]:
    """The table with lines and columns exchanged."""
    width = max(map(len, table.rows))
    return [
        tuple(Cell(row[column].start, row[column].end, line) for line, row in enumerate(table.rows) if column < len(row))
        for column in range(width)
    ]
