"""``thidua sources``: checks the list of sources, and shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

sources = typer.Typer(name="sources", help="Check and show the list of sources.", no_args_is_help=True, rich_markup_mode="rich")

_CHECK_EXAMPLES = """
[bold]Examples[/bold]

thidua sources check

thidua sources check my-sources.yaml
"""

_LIST_EXAMPLES = """
[bold]Examples[/bold]

thidua sources list

thidua sources list my-sources.yaml | grep sharepoint
"""

File = Annotated[
    Path | None, typer.Argument(metavar="FILE", help="A list of sources; without it, the one that comes with thidua.", show_default=False)
]


def add(app: typer.Typer) -> None:
    """Registers the command."""
    app.add_typer(sources)


@sources.command(epilog=_CHECK_EXAMPLES)
def check(file: File = None) -> None:
    """Read a list of sources and say what is wrong with it: FILE:LINE: what; remedy. Exit status 1 where anything is."""
    from pipeline.crawl.sourcefile import check as faults_of
    from pipeline.crawl.sources import bundled

    path = file or bundled()
    found, faults = faults_of(path)
    for fault in faults:
        print(" ".join(fault.split()))
    if faults:
        raise typer.Exit(1)
    provinces = len({source.province_code for source in found if source.province_code})
    paused = sum(source.pause for source in found)
    print(f"{path}: {len(found)} sources, {paused} of them paused, in {provinces} of 34 provinces; nothing is wrong")


@sources.command(name="list", epilog=_LIST_EXAMPLES)
def show(file: File = None) -> None:
    """Show the sources of a list, one a line: id, province, kind, start pages, agency."""
    from extractors.places.tables import new_provinces
    from pipeline.crawl.sources import bundled, load

    lines = []
    for source in load(file or bundled()):
        province = new_provinces()[source.province_code].name if source.province_code else "-"
        paused = " (paused)" if source.pause else ""
        lines.append((source.id, province, source.kind, " ".join(source.start), source.agency + paused))
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    for line in lines:
        print("  ".join([*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[4]]))
