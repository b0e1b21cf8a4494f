"""``thidua query``: SQL over the tables."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.misuse import Misuse

_EXAMPLES = """
[bold]Examples[/bold]

thidua query tables "SELECT province_name, count(*) AS campaigns FROM campaigns GROUP BY ALL ORDER BY 2 DESC"

thidua query tables "FROM awards_by_province WHERE award_code = 'bang_khen'" --csv > awards.csv

thidua query tables "DESCRIBE targets"

thidua query tables --save tables.duckdb
"""


def add(app: typer.Typer) -> None:
    """Register the command."""
    app.command(epilog=_EXAMPLES)(query)


def query(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder of tables that `thidua extract` wrote.")],
    sql: Annotated[str | None, typer.Argument(metavar="SQL", help="One query (DuckDB's SQL); '-' reads it from standard input.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Print the answer as CSV.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the answer as a JSON array.")] = False,
    parquet: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the answer as Parquet.")] = None,
    rows: Annotated[int, typer.Option(metavar="N", min=0, help="Rows shown on a terminal; 0 shows all.")] = 40,
    save: Annotated[Path | None, typer.Option(metavar="FILE", help="Write all tables into a DuckDB file.")] = None,
) -> None:
    """Ask the tables in SQL: every table, ready cut and code list (codes_…) is there by its name.

    The query can read the tables and nothing else: no other file, no network, and it changes nothing.
    """
    if sql is None and save is None:
        raise Misuse('query: give a query, such as "SELECT * FROM campaigns", or --save FILE')
    if sum((csv, json, parquet is not None)) > 1:
        raise Misuse("query: give one of --csv, --json and --parquet")
    if save is not None:
        from pipeline.publish.database import save as save_all

        save_all(out, save)
        print(f"{save}: written", file=sys.stderr)
    if sql is None:
        return
    from pipeline.query import as_csv, as_json, as_parquet, ask

    answer = ask(out, sys.stdin.read() if sql == "-" else sql)
    if csv:
        as_csv(answer, sys.stdout)
    elif json:
        as_json(answer, sys.stdout)
    elif parquet is not None:
        print(f"{parquet}: {as_parquet(answer, parquet)} rows", file=sys.stderr)
    else:
        from pipeline.commands.grid import show

        show(answer, rows)
