"""``thidua train``: classifiers from documents with gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.misuse import Misuse

_EXAMPLES = """
[bold]Examples[/bold]

thidua train --gold corpus/gold

thidua train --gold corpus/gold ours/gold --out ours/models

thidua train --gold ours/gold --sections ours/sentences --out ours/models
"""


def add(app: typer.Typer) -> None:
    """Register the command."""
    app.command(epilog=_EXAMPLES)(train)


def train(
    more: Annotated[list[Path] | None, typer.Argument(metavar="[GOLD]...", help="More folders of gold.", show_default=False)] = None,
    gold: Annotated[
        list[Path] | None,
        typer.Option("--gold", metavar="DIR", help="Folder of gold; its documents in announcements/ beside it.", show_default=False),
    ] = None,
    sections: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="DIR", help="Folder of sentences with their roles (NAME.tsv); else sections/ beside the gold.", show_default=False
        ),
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the models that beat their rule, with their cards.")] = Path(
        "models"
    ),
) -> None:
    """Train the classifiers, measure each beside its rule, keep those that win."""
    from datetime import date

    from pipeline.console import show_training
    from pipeline.training.tasks import train as fit_all

    folders = [*(gold or ()), *(more or ())]
    if not folders:
        raise Misuse("train: name a folder of gold, such as: thidua train --gold corpus/gold")
    for folder in (*folders, *(sections or ())):
        if not folder.is_dir():
            raise Misuse(f"{folder}: is no folder; name one such as corpus/gold")
    read = sections or [beside for folder in folders if (beside := folder.parent / "sections").is_dir()]
    given = ["thidua train", *(f"--gold {folder}" for folder in folders), *(f"--sections {folder}" for folder in sections or ())]
    show_training(fit_all(folders, read, out, " ".join([*given, f"--out {out}"]), date.today()))
