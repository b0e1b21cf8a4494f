"""``thidua export`` and ``thidua import``: to and from annotation tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.annotate.kinds import FORMATS
from pipeline.misuse import Misuse

_EXPORT_EXAMPLES = (
    "\n[bold]Formats[/bold]\n\n"
    + "\n\n".join(f"{name}: {kind.words}" for name, kind in FORMATS.items())
    + """

[bold]Examples[/bold]

thidua export tables --to jsonl

thidua export tables --to spacy --out train.spacy --only targets --only awards

thidua export tables --to brat --out for-brat.zip

thidua export tables --to labelstudio --out annotate
"""
)

_IMPORT_EXAMPLES = """
[bold]Examples[/bold]

thidua import project-1-at-2026-11-20.json

thidua import export.json --out corpus/gold --split dev --against tables

thidua import export.json --annotator lan@example.org --out gold-lan
"""


def add(app: typer.Typer) -> None:
    """Register both commands."""
    app.command(epilog=_EXPORT_EXAMPLES)(export)
    app.command("import", epilog=_IMPORT_EXAMPLES)(import_)


def export(
    tables: Annotated[Path, typer.Argument(metavar="OUT", help="Folder of tables that `thidua extract` wrote.")],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="PATH", help="File or folder to write; beside OUT if left out.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="TABLE", help="Only these facts; may be given several times.")
    ] = None,
) -> None:
    """Write texts and facts for annotation tools and for training."""
    from pipeline.annotate.formats import export as write

    target, tally = write(tables, to, out, only or ())
    print(f"{tally.documents} documents, {tally.facts} facts: {target}")
    if tally.unplaced and to in ("conll", "brat"):
        print(f"{tally.unplaced} facts stand nowhere in the text and are left out")
    if tally.widened:
        print(f"{tally.widened} facts begin or end inside a token and are widened to whole tokens")
    if tally.overlapping:
        where = "doc.ents" if to == "spacy" else "the last column"
        print(f"{tally.overlapping} facts overlap a longer one and are not in {where}")


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON that Label Studio exported, of tasks made by `thidua export`.")],
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Folder for the gold files; beside FILE if left out.")] = None,
    annotator: Annotated[str | None, typer.Option(metavar="WHO", help="Only what this person annotated (e-mail or number).")] = None,
    against: Annotated[Path | None, typer.Option(metavar="OUT", help="Leave out texts that are not the same in this output.")] = None,
    split: Annotated[str | None, typer.Option(metavar="NAME", help="Split to write into the gold files (dev, test).")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Write over gold files that are there.")] = False,
) -> None:
    """Bring corrections made in Label Studio back as gold files."""
    from pipeline.annotate.bring import bring

    if split is not None and not split.strip():
        raise Misuse("--split: is empty; name a split such as dev, or leave it out")
    brought = bring(file, out, annotator=annotator, against=against, split=split, replace=replace)
    for note in brought.notes:
        print(f"note: {note}")
    for line in brought.left_out:
        print(f"left out: {line}")
    print(f"{len(brought.files)} gold files: {brought.folder}")
    raise typer.Exit(1 if brought.left_out else 0)
