"""``thidua report``: the report page of an output, or a statutory form filled in from its tables."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.misuse import Misuse

_EXAMPLES = """
[bold]Examples[/bold]

thidua report tables

thidua report tables --to campaigns.html --lang en

thidua report tables --form 0601

thidua report tables --form 0601 --year 2024 --province "Lào Cai" --csv 0601.csv --xlsx 0601.xlsx
"""


class Language(StrEnum):
    """Languages a page can open in."""

    vi = "vi"
    en = "en"


def add(app: typer.Typer) -> None:
    """Register the command."""
    app.command(epilog=_EXAMPLES)(report)


def report(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder of tables that `thidua extract` wrote.")],
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Page to write; without it OUT-report.html, beside OUT.")] = None,
    lang: Annotated[Language | None, typer.Option("--lang", help="Language the page opens in; the reader can switch.")] = None,
    form: Annotated[str | None, typer.Option(metavar="NUMBER", help="Instead of the page: form 0601 (circular 02/2023/TT-BNV).")] = None,
    year: Annotated[int | None, typer.Option(metavar="YEAR", help="Form: only campaigns of this year.")] = None,
    province: Annotated[str | None, typer.Option(metavar="NAME", help="Form: only campaigns of this province, as it was then.")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Form: also write it by province and year as CSV.")] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="FILE", help="Form: also write it as a workbook.")] = None,
) -> None:
    """Write one HTML page about an output (it needs no network), or fill in a statutory form with --form."""
    if form is None:
        for option, value in (("--year", year), ("--province", province), ("--csv", csv), ("--xlsx", xlsx)):
            if value is not None:
                raise Misuse(f"{option}: is for a form; add --form 0601, or leave it out to write the page")
        from pipeline.report import report as write

        print(write(out, to, (lang or Language.vi).value))
        return
    if form != "0601":
        raise Misuse(f"--form {form}: is not known; there is 0601")
    for option, given in (("--to", to), ("--lang", lang)):
        if given is not None:
            raise Misuse(f"{option}: is for the page; a form is written with --csv or --xlsx")
    show_form_0601(out, year=year, province=province, csv=csv, xlsx=xlsx)


def show_form_0601(out: Path, *, year: int | None, province: str | None, csv: Path | None, xlsx: Path | None) -> None:
    """Fill in form 0601, write it where asked, and print it."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from pipeline.publish.form0601 import ACT, HEADS, NUMBER, TITLE, UNIT, as_csv, as_workbook, form_0601, printed

    filled = form_0601(out, year=year, province=province)
    if csv is not None:
        as_csv(filled, csv)
    if xlsx is not None:
        as_workbook(filled, xlsx)
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=180)
    for text in (f"Biểu số: {NUMBER}. {ACT}", TITLE, f"{filled.about}. {UNIT}"):
        console.print(Text(text))
    grid = Table(box=None, pad_edge=False, header_style="bold")
    grid.add_column("A", min_width=24)
    grid.add_column("B")
    for number, head in zip(("1=(2+3+4)", "2", "3", "4", ""), HEADS, strict=True):
        grid.add_column(f"{number} {head}".strip(), justify="right")
    for line in filled.lines:
        grid.add_row(line.label, line.line if line.line.isdigit() else "", *map(str, printed(line.counts)))
    console.print(grid)
    for path in (csv, xlsx):
        if path is not None:
            console.print(Text(f"written: {path}"))
