"""The answer to a query as a table on a terminal."""

from __future__ import annotations

from itertools import islice

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.query import Answer, fetched, shown

_NUMBERS = ("INT", "DOUBLE", "FLOAT", "DECIMAL")
_WIDE = 10_000  # columns of what is no terminal: nothing is cut there


def show(answer: Answer, most: int) -> None:
    """Print the first ``most`` rows (0: all) and say how many more there are."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDE)
    found = fetched(answer)
    first = list(islice(found, most or None))
    more = sum(1 for _ in found)
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for name, kind in zip(answer.columns, answer.types, strict=True):
        grid.add_column(Text(shown(name)), justify="right" if any(word in kind for word in _NUMBERS) else "left")
    for row in first:
        grid.add_row(*(Text(shown(cell)) for cell in row))
    console.print(grid)
    count = len(first) + more
    console.print(f"{count} {'row' if count == 1 else 'rows'}" + (f", {len(first)} shown; --rows 0 shows all" if more else ""))
