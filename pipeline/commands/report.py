"""``thidua report``: the report page of an output."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

_EXAMPLES = """
[bold]Examples[/bold]

thidua report tables

thidua report tables --to campaigns.html --lang en
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
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="File to write; without it OUT-report.html, beside OUT.")] = None,
    lang: Annotated[Language, typer.Option("--lang", help="Language the page opens in; the reader can switch.")] = Language.vi,
) -> None:
    """Write one HTML page about an output: charts, and every fact marked where it stands. It needs no network."""
    from pipeline.report import report as write

    print(write(out, to, lang.value))
