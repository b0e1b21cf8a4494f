"""Targets that stand in tables: one row per unit and column of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from spacy.tokens import Doc

from extractors.dates.find import DateExpression
from extractors.facts import Target
from extractors.segmented import Part, layout_of, view_of
from extractors.targets.patterns import longest_of
from extractors.targets.quantities import UNITS, Quantity, parse_number
from extractors.targets.written import WrittenTable
from extractors.view import View, fold

_NUMBER = re.compile(r"[≥≤><]?\s*(\d{1,3}(?:\.\d{3})+|\d+(?:[.,]\d+)?)(?:\s*-\s*(\d+(?:[.,]\d+)?))?\s*(%)?")
_LINES_OVER = 5
_NO_FIGURES = re.compile(r"^(?:stt|tt|số\s+tt|ghi\s+chú|thời\s+gian|điểm|năm\s+sinh|mã)")
_TARGET_WORDS = re.compile(
    r"chỉ\s+tiêu|mục\s+tiêu|kế\s+hoạch|phấn\s+đấu|tỷ\s+lệ|số\s+(?:hộ|nhà|căn|xã|km|người|lượng)|đăng\s+ký|giao|nhu\s+cầu|số\s+\w+|%|đạt"
)
_UNIT_HEADER = re.compile(r"(?:đơn\s+vị\s+tính|đvt|đv\s+tính)")
# "(đơn vị: nhà)", "ĐVT: triệu đồng" over a table.
_UNIT_OVER_ALL = re.compile(r"(?:đơn\s+vị(?:\s+tính)?|đvt)\s*:\s*([^\W\d_]+(?:\s[^\W\d_]+)?|%)\s*(?:[).;\n]|$)")
_DUE_HEADER = re.compile(r"(?:thời\s+)?hạn|(?:thời\s+gian\s+)?hoàn\s+thành|thời\s+gian|xong")
_NUMBER_OF = re.compile(rf"số\s+(?:lượng\s+)?({longest_of(unit for unit in UNITS if len(unit) > 1)})(?!\w)")
_PLAN = re.compile(r"phấn\s+đấu|chỉ\s+tiêu|mục\s+tiêu|kế\s+hoạch|mức|đăng\s+ký|giao")
_AWARD_WORDS = re.compile(
    r"cờ|bằng\s+khen|giấy\s+khen|khen\s+thưởng|danh\s+hiệu|huân\s+chương|mức\s+thưởng|tiền\s+thưởng|doanh\s+thu\s+vượt"
)


def table_targets(
    doc: Doc, quantities: Sequence[Quantity], expressions: Sequence[DateExpression], written: Sequence[WrittenTable] = ()
) -> list[Target]:
    """Targets of the document's tables, in text order; ``written`` are those that are lines of its text.

    The first row is the header; a column whose header speaks of a plan or an amount holds the figures, the first column with words
    names the unit; "indicator" is header and unit together.
    """
    layout, seen = layout_of(doc), view_of(doc)
    found: list[Target] = []
    tables = [(table.start, _grid(layout.parts, table)) for table in layout.of_kind("table")]
    tables.extend((table.start, table.grid) for table in written)
    for start, grid in sorted(tables, key=itemgetter(0)):
        if layout.section_at(start) in ("khen_thuong", "kinh_phi", "thoi_gian", "tieu_de", "noi_nhan", "ngoai_bai"):
            continue
        if len(grid) < 2 or len(grid[0]) < 2:
            continue
        header = [_words(seen, cell) for cell in grid[0]]
        heading = _heading_above(seen, start)
        everything = fold(" ".join(header) + " " + heading)
        if _AWARD_WORDS.search(everything) or not _TARGET_WORDS.search(everything):
            continue
        found.extend(_rows(doc, grid, header, heading, expressions, quantities))
    return found


def _grid(parts: Sequence[Part], table: Part) -> list[list[Part]]:
    cells = [p for p in parts if p.kind == "cell" and table.start <= p.start and p.end <= table.end]
    rows = [p for p in parts if p.kind == "row" and table.start <= p.start and p.end <= table.end]
    return [[c for c in cells if row.start <= c.start and c.end <= row.end] for row in rows]


def _words(seen: View, cell: Part) -> str:
    return " ".join(seen.text[cell.start : cell.end].split())


def _heading_above(seen: View, offset: int) -> str:
    lines = [line for line in seen.text[max(0, offset - 400) : offset].split("\n") if line.strip()]
    return " ".join(lines[-2:])


@dataclass(frozen=True)
class _Columns:
    """What the columns of a table of figures are: positions in its header, None where it has no such column."""

    header: list[str]
    label: int
    unit: int | None
    due: int | None
    by_indicator: bool
    """The rows name indicators ("Tỷ lệ hộ dùng nước sạch"), not the units that share out one figure ("Xã A")."""

    def holds_figures(self, index: int) -> bool:
        return (
            index not in (self.label, self.unit, self.due)
            and index < len(self.header)
            and _NO_FIGURES.match(fold(self.header[index])) is None
        )


def _columns(seen: View, header: list[str], first: list[Part]) -> _Columns | None:
    folded = [fold(words) for words in header]
    label = next((i for i, h in enumerate(folded) if not _NO_FIGURES.match(h) and not _is_figure(_cell(seen, first, i))), None)
    if label is None:
        return None
    unit = next((i for i, h in enumerate(folded) if _UNIT_HEADER.match(h)), None)
    due = next((i for i, h in enumerate(folded) if i != label and _DUE_HEADER.match(h)), None)
    named = re.search(r"chỉ\s+tiêu|nội\s+dung|tiêu\s+chí", folded[label]) is not None
    return _Columns(header, label, unit, due, unit is not None or named)


def _rows(
    doc: Doc,
    grid: list[list[Part]],
    header: list[str],
    heading: str,
    expressions: Sequence[DateExpression],
    quantities: Sequence[Quantity],
) -> list[Target]:
    seen = view_of(doc)
    columns = _columns(seen, header, grid[1])
    if columns is None:
        return []
    due = _due(seen, grid[0][0].start, expressions)
    found: list[Target] = []
    for row in grid[1:]:
        label = _cell(seen, row, columns.label)
        if not label or re.match(r"(?:tổng|cộng|toàn\s+tỉnh)", fold(label)):
            continue
        own_due = _day_of(_cell(seen, row, columns.due)) or due
        for i, cell in enumerate(row):
            words = _words(seen, cell)
            if not columns.holds_figures(i) or re.fullmatch(r"(?:19|20)\d\d", words):
                continue
            figure = _NUMBER.fullmatch(fold(words))
            if figure is not None:
                unit = _cell(seen, row, columns.unit)
                found.append(_counted(doc, cell, figure, columns, i, label, unit, heading, own_due))
            elif len(words.split()) <= 8 and _PLAN.search(fold(header[i] + " " + heading)):
                # "không dưới 42.500 tấn", "giảm còn 1,2%": the cell says its unit and direction itself.
                inside = [q for q in quantities if cell.start <= q.start and q.end <= cell.end]
                if len(inside) == 1 and inside[0].unit:
                    found.append(_said(doc, inside[0], cell, label, header[i], heading, own_due))
    return found


def _counted(
    doc: Doc,
    cell: Part,
    figure: re.Match[str],
    columns: _Columns,
    index: int,
    label: str,
    written_unit: str,
    heading: str,
    due: date | None,
) -> Target:
    """A target whose cell is a bare figure; header, label and unit column say of what."""
    section, header = layout_of(doc).section_at(cell.start), columns.header[index]
    unit, unit_label = _unit(header, label if columns.by_indicator else "", written_unit, figure[3], heading)
    low = parse_number(figure[1])
    high = parse_number(figure[2]) if figure[2] else low
    indicator = label if columns.by_indicator else f"{header} {label}"
    return Target(
        start=cell.start, end=cell.end, section=section, method="target-table", confidence=0.8,
        indicator=re.sub(r"\s*\([^)]*\)", "", indicator).strip(),
        value_min=low, value_max=high,
        comparator="range" if figure[2] else _sign(figure[0]), unit=unit, unit_label=unit_label, direction=_direction(indicator),
        population=None if columns.by_indicator else label, deadline=_deadline(header, heading, due),
    )  # fmt: skip


def _said(doc: Doc, quantity: Quantity, cell: Part, label: str, header: str, heading: str, due: date | None) -> Target:
    """A target whose cell is a whole phrase."""
    return Target(
        start=cell.start, end=cell.end, section=layout_of(doc).section_at(cell.start), method="target-table", confidence=0.8,
        indicator=label,
        comparator=quantity.comparator, value_min=quantity.value_min, value_max=quantity.value_max, unit=quantity.unit,
        unit_label=quantity.unit_label, direction=quantity.direction, deadline=_deadline(header, heading, due),
    )  # fmt: skip


def _cell(seen: View, row: list[Part], index: int | None) -> str:
    return _words(seen, row[index]) if index is not None and index < len(row) else ""


def _is_figure(words: str) -> bool:
    return not words or _NUMBER.fullmatch(fold(words)) is not None


def _sign(words: str) -> str:
    return {"≥": "ge", "≤": "le", ">": "gt", "<": "lt"}.get(words[:1], "eq")


def _unit(header: str, label: str, written: str, percent: str | None, heading: str) -> tuple[str, str | None]:
    """Unit from the cell, the unit column, brackets in header or label, the thing that a header counts ("Số hộ"), or the line over all."""
    if percent:
        return "phan_tram", "%"
    for source in (
        written,
        *re.findall(r"\(([^)]*)\)", header),
        *re.findall(r"\(([^)]*)\)", label),
        *re.findall(r",\s*([^,]+)$", header),
    ):
        known = UNITS.get(" ".join(fold(source).split()))
        if known:
            return known[0], source
    if "%" in header + label:
        return "phan_tram", "%"
    for source in (header, label):
        match = _NUMBER_OF.search(fold(source))
        if match:
            return UNITS[match[1]][0], match[1]
    over_all = _UNIT_OVER_ALL.search(fold(heading))
    if over_all and (known := UNITS.get(" ".join(over_all[1].split()))):
        return known[0], over_all[1]
    if re.search(r"tỷ\s+lệ", fold(header + " " + label)):
        return "phan_tram", None
    return "khac", written or None


def _direction(indicator: str) -> str:
    low = fold(indicator)
    if re.search(r"(?:tốc\s+độ\s+)?tăng\b", low):
        return "increase"
    return "decrease" if re.search(r"\bgiảm\b(?!\s+nghèo)", low) else "reach"


def _due(seen: View, table: int, expressions: Sequence[DateExpression]) -> date | None:
    """The day by which the lines over the table want its figures: "(HOÀN THÀNH TRƯỚC NGÀY 30/9/2025)"."""
    found = None
    for expression in expressions:
        if table - 400 <= expression.start < table + 200 and expression.ends and expression.bound in ("until", "before"):
            # What is due lines earlier, over the signature of the plan, says nothing of its annex.
            if seen.text.count("\n", expression.end, max(table, expression.end)) <= _LINES_OVER:
                found = expression.ends[1]
    return found


def _day_of(words: str) -> date | None:
    """The day that a cell gives as the time by which its row is to be done."""
    match = re.search(r"(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)", words)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


def _deadline(header: str, heading: str, due: date | None) -> date | None:
    years = re.findall(r"(?<!\d)20\d\d(?!\d)", header)
    if years:
        return date(int(years[-1]), 12, 31)
    if due is not None:
        return due
    years = re.findall(r"năm\s+(20\d\d)(?!\d)", fold(heading))
    return date(int(years[-1]), 12, 31) if years else None
