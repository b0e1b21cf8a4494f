"""How the time of the ready cuts, and of a query, grows with the number of documents.

    python -m benchmarks.cuts_speed OUT

OUT is an output of `thidua extract`. Its tables are repeated 10, 100 and 1,000 times in a temporary folder, each time under other names of
documents and campaigns; the figures are processor seconds (DuckDB works on all processors at once, so a person waits less).
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pipeline.publish.cuts.compute import compute
from pipeline.publish.form0601 import form_0601
from pipeline.publish.schema import cuts, tables
from pipeline.query import ask

TIMES = (1, 10, 100, 1000)
QUERY = "SELECT sector, count(*) FROM targets JOIN documents USING (document_id) WHERE is_announcement GROUP BY ALL"


def repeated(out: Path, folder: Path, times: int) -> None:
    """Write the tables of an output so many times into a folder."""
    shutil.copytree(out / "codes", folder / "codes")
    shutil.copy(out / "datapackage.json", folder)
    for table in tables().values():
        changed = ", ".join(f"{name} || '-' || copy AS {name}" for name in ("document_id", "campaign_id") if name in table.header)
        source = f"read_parquet('{out / table.name}.parquet')"
        query = f"SELECT * REPLACE ({changed}) FROM {source}, range({times}) t(copy)" if changed else f"FROM {source}"
        columns = ", ".join(f'"{name}"' for name in table.header)
        duckdb.execute(f"COPY (SELECT {columns} FROM ({query})) TO '{folder / table.name}.parquet' (FORMAT parquet)")


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def exhausted(rows: Iterable[object]) -> None:
    for _ in rows:
        pass


def main() -> None:
    out = Path(sys.argv[1])
    print(f"{'documents':>10} {'cuts':>8} {'rows':>10} {'form 0601':>10} {'query':>8}")
    for times in TIMES:
        with TemporaryDirectory() as here:
            repeated(out, Path(here), times)
            [(documents,)] = ask(Path(here), "SELECT count(*) FROM documents").rows()
            made = 0

            def every() -> None:
                nonlocal made
                made = sum(len(batch) for _, batches in compute(Path(here), *cuts()) for batch in batches)

            for_cuts, for_form = seconds(every), seconds(lambda: form_0601(Path(here)))
            for_query = seconds(lambda: exhausted(ask(Path(here), QUERY).rows()))
            print(f"{documents:>10} {for_cuts:>8.2f} {made:>10} {for_form:>10.2f} {for_query:>8.2f}")


if __name__ == "__main__":
    main()
