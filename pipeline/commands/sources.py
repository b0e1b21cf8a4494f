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

_READ_EXAMPLES = """
[bold]Examples[/bold]

thidua sources read page.html --source noi-vu-hung-yen

thidua sources read page2.html --source my-source --sources my-sources.yaml --url https://a.gov.vn/tin?page=2
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


@sources.command(name="read", epilog=_READ_EXAMPLES)
def read(
    page: Annotated[Path, typer.Argument(metavar="PAGE", help="A listing, feed or sitemap as saved from the source.")],
    source: Annotated[str, typer.Option("--source", metavar="ID", help="Whose listing it is.")],
    file: Annotated[Path | None, typer.Option("--sources", metavar="FILE", help="The list of sources.", show_default=False)] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where it was saved from.  [default: the first start page]")] = None,
) -> None:
    """Show what the crawl would find in a saved listing: a line an item (day, words or not, title, address), then the following page."""
    from pipeline.crawl.listing import may_concern, read_listing
    from pipeline.crawl.sources import bundled, load
    from pipeline.misuse import Misuse

    path = file or bundled()
    chosen = next((one for one in load(path) if one.id == source), None)
    if chosen is None:
        raise Misuse(f"{path}: has no source {source}; thidua sources list shows those it has")
    try:
        body = page.read_bytes()
    except OSError as error:
        raise Misuse(f"{page}: cannot be read ({error.strerror}); save a listing of {source} and name that file") from error
    found = read_listing(chosen, body, url or chosen.start[0], None)
    for item in found.items:
        mark = "wanted" if may_concern(chosen, item) else "other"
        print(f"{str(item.published or '-'):<10}  {mark:<6}  {item.title or '-'}  {item.url}".replace("\n", " "))
    wanted = sum(may_concern(chosen, item) for item in found.items)
    print(f"{len(found.items)} items, {wanted} of them with a word that the source asks for; following page: {found.next or 'none'}")
    if not found.items:
        raise typer.Exit(1)
