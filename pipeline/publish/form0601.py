"""Form 0601.N/BNV-TĐKT, "Số phong trào thi đua": how many campaigns, by who launched them, scope, length and form.

The form belongs to circular 02/2023/TT-BNV of 23 March 2023 (statistical reports of home affairs); it is a report for a year. Its lines
and columns here are those of the form as reporting software of provinces prints it, in two independent copies that agree; the
circular's own annex was not at hand. How a campaign falls into them is said in ``cuts/campaign_classes.sql``.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from extractors.places.names import find_province
from extractors.places.tables import aliases, old_provinces, provinces
from extractors.view import bare
from pipeline.misuse import Misuse
from pipeline.publish.cuts.compute import compute
from pipeline.publish.schema import cuts

NUMBER = "0601.N/BNV-TĐKT"
TITLE = "SỐ PHONG TRÀO THI ĐUA"
ACT = "Ban hành theo Thông tư số 02/2023/TT-BNV ngày 23/3/2023"
UNIT = "Đơn vị tính: Phong trào"
COUNTS = ("total", "central", "ministry_or_province", "agency_or_unit", "level_unknown")
HEADS = (
    "Tổng số",
    "Cấp Trung ương (Hội đồng Thi đua - Khen thưởng Trung ương)",
    "Cấp bộ, ban, ngành, đoàn thể trung ương, tỉnh, thành phố trực thuộc Trung ương",
    "Cơ quan, tổ chức, đơn vị",
    "Ngoài biểu: chưa rõ cấp phát động",
)
_FORM = cuts()["form_0601"]
_TYPE = re.compile(r"^(?:tỉnh|thành phố)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the form: its code (``02`` …, or ``scope_unknown`` …, which is outside it), its words, its counts."""

    line: str
    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Form0601:
    """The form filled in: ``lines`` sum what was asked for, ``rows`` are the forms of each province and year, as in the cut."""

    year: int | None
    province: str | None
    lines: tuple[Line, ...]
    rows: tuple[tuple[object, ...], ...]

    @property
    def about(self) -> str:
        """What it counts, in the form's language."""
        return f"{f'Năm {self.year}' if self.year else 'Mọi năm'}; {self.province or 'mọi tỉnh, thành phố'}"


def form_0601(out: Path, *, year: int | None = None, province: str | None = None) -> Form0601:
    """Fill the form in from the tables of an output.

    Parameters
    ----------
    year
        Only campaigns of this year (that of the launch; else of the stated start; else of the first document).
    province
        Only campaigns of this province, as it was in their time: a name in any usual spelling, an abbreviation, or a code.

    Raises
    ------
    Misuse
        The folder is no output, or there is no such province or none of its campaigns.
    """
    name = _province(province) if province is not None else None
    made = compute(out, "campaign_classes", "form_0601")
    rows = [row for cut, batches in made if cut.name == "form_0601" for batch in batches for row in batch]
    at = {column: _FORM.header.index(column) for column in _FORM.header}
    kept = [
        row
        for row in rows
        if (year is None or row[at["year"]] == year)
        and (name is None or name in (row[at["province_name"]], row[at["province_code"]]))
    ]
    if not kept:
        there = sorted({str(row[at["year"]]) for row in rows if row[at["year"]]})
        years = f" (years: {', '.join(there)})" if there else ""
        raise Misuse(f"{out}: has no campaign of {' and '.join(str(w) for w in (year, name) if w)}{years}; ask for another" if rows
                     else f"{out}: has no campaigns; read announcements with thidua extract")  # fmt: skip
    kept.sort(key=lambda row: [(cell is None, cell) for cell in row[: at["line"]]] + [(False, _rank(row[at["line"]]))])
    sums: dict[tuple[str, str], list[int]] = {}
    for row in kept:
        counts = sums.setdefault((row[at["line"]], row[at["label"]]), [0] * len(COUNTS))
        for place, column in enumerate(COUNTS):
            counts[place] += row[at[column]]
    lines = sorted((Line(line, label, tuple(counts)) for (line, label), counts in sums.items()), key=lambda found: _rank(found.line))
    return Form0601(year, name, tuple(lines), tuple(kept))


def _rank(line: str) -> int:
    order = ("01", "02", "03", "04", "05", "scope_unknown", "06", "07", "08", "09", "10", "length_unknown", "11", "12", "form_unknown")
    return order.index(line)


def _province(given: str) -> str:
    """The official name of a province, or its code as it stands."""
    names = {row.name for row in provinces()}
    if given not in names:
        given = _TYPE.sub("", given.strip())
    if given in {row.code for row in provinces()}:
        return given
    spelled = next((name for name in names if bare(name) == bare(given)), None)
    short = next((code for alias, code in aliases()["abbreviation"] if bare(alias) == bare(given)), None)
    code = short or find_province(given)
    if spelled is None and code is None:
        raise Misuse(f"{given}: is no province; give its name, such as “Lào Cai”, or its code")
    return spelled or old_provinces()[str(code)].name


def as_csv(form: Form0601, file: Path) -> None:
    """Write the forms of each province and year, a row a line, with the columns of the cut ``form_0601``."""

    def put(path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.writer(opened, lineterminator="\n")
            writer.writerow(_FORM.header)
            writer.writerows(["" if cell is None else cell for cell in row] for row in form.rows)

    _whole(file, put)


def as_workbook(form: Form0601, file: Path) -> None:
    """Write the filled-in form as the first sheet of a workbook, and the forms of each province and year as the second."""

    def put(path: Path) -> None:
        import xlsxwriter

        from pipeline.publish.workbook import CREATED

        made = BytesIO()
        with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
            book.set_properties({"title": TITLE, "created": CREATED})
            bold, middle = book.add_format({"bold": True}), book.add_format({"bold": True, "align": "center", "valign": "vcenter"})
            head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "align": "center", "valign": "vcenter"})
            cell, words = book.add_format({"border": 1}), book.add_format({"border": 1, "text_wrap": True})
            sheet = book.add_worksheet("0601")
            sheet.set_column(0, 0, 58)
            sheet.set_column(2, 6, 19)
            sheet.write_string(0, 0, f"Biểu số: {NUMBER}", bold)
            sheet.write_string(1, 0, ACT)
            sheet.merge_range(3, 0, 3, 6, TITLE, middle)
            sheet.merge_range(4, 0, 4, 6, form.about, book.add_format({"italic": True, "align": "center"}))
            sheet.write_string(5, 6, UNIT)
            for place, label in enumerate(("", "Mã số", *HEADS)):
                sheet.write_string(6, place, label, head)
            for place, label in enumerate(("A", "B", "1=(2+3+4)", "2", "3", "4", "")):
                sheet.write_string(7, place, label, head)
            for line, found in enumerate(form.lines, start=8):
                sheet.write_string(line, 0, found.label, words)
                sheet.write_string(line, 1, found.line if found.line.isdigit() else "", cell)
                for place, count in enumerate(printed(found.counts), start=2):
                    sheet.write_number(line, place, count, cell)
            sheet.freeze_panes(8, 2)
            _by_province(book.add_worksheet("by province and year"), form.rows, bold)
        path.write_bytes(made.getbuffer())

    _whole(file, put)


def printed(counts: Sequence[int]) -> tuple[int, ...]:
    """The counts as the form has them: its total is the sum of its three columns, so the unknown stand beside it."""
    return (sum(counts[1:4]), *counts[1:])


def _by_province(sheet: object, rows: Sequence[tuple[object, ...]], bold: object) -> None:
    from pipeline.publish.workbook import put_cell

    sheet.freeze_panes(1, 0)  # type: ignore[attr-defined]
    for place, column in enumerate(_FORM.columns):
        sheet.write_string(0, place, column.name, bold)  # type: ignore[attr-defined]
        sheet.write_comment(0, place, f"{column.en}\n{column.vi}")  # type: ignore[attr-defined]
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            put_cell(sheet, line, place, value, None)
    sheet.autofilter(0, 0, max(len(rows), 1), len(_FORM.columns) - 1)  # type: ignore[attr-defined]


def _whole(file: Path, put: Callable[[Path], None]) -> None:
    """Write a file beside its place and move it there when it is whole."""
    beside = file.with_name(f".{file.name}.thidua-new")
    try:
        put(beside)
        os.replace(beside, file)
    except Exception as error:
        cause = error if isinstance(error, OSError) else error.__cause__ or error.__context__ or error
        if isinstance(cause, OSError) or type(error).__name__ == "FileCreateError":
            raise Misuse(f"{file}: cannot be written ({getattr(cause, 'strerror', None) or error}); name another file") from error
        raise
    finally:
        beside.unlink(missing_ok=True)
