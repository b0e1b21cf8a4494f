"""What joining and publishing take for very many documents: processor time, memory, and how fast the tables open in DuckDB.

The bundled announcements that have text are read once. Their rows, under other identifiers, provinces and numbers, are put where a run
keeps what it has read; then the run does what it does when everything is read. Reading itself is measured by speed.py.
"""

from __future__ import annotations

import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from measuring import keep, parser, show
from vary import varied


def records(count: int, made: Sequence[tuple[Any, str]]) -> Iterator[tuple[Any, str]]:
    """So many records with their texts, no two of one document."""
    from extractors.places.tables import provinces

    places = sorted({(row.code_2025, row.name_2025) for row in provinces()})
    for number in range(count):
        chance = random.Random(number)
        record, text = made[number % len(made)]
        key = sha256(str(number).encode()).hexdigest()[:16]
        code, name = chance.choice(places)
        other = f"{chance.randrange(1, 3000)}/KH-UBND"
        document = replace(
            record.document, document_id=key, source=f"in/{number:07}", province_code_2025=code, province_name_2025=name,
            document_number=other if record.document.document_number else None,
        )  # fmt: skip
        campaign = record.campaign and replace(
            record.campaign, province_code_2025=code, province_name_2025=name, instrument=record.campaign.instrument and other
        )
        facts = {table: [replace(row, document_id=key) for row in rows] for table, rows in record.facts.items()}
        yield replace(record, document=document, campaign=campaign, facts=facts), text


def queries(out: Path) -> float:
    """Seconds to open the tables in DuckDB and ask three questions of them."""
    import duckdb

    began = time.perf_counter()
    connection = duckdb.connect()
    for table in ("documents", "campaigns", "targets", "awards", "dates", "directives", "participants"):
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{out}/{table}.parquet')")
    connection.execute("SELECT count(*) FROM targets JOIN documents USING (document_id) JOIN campaigns USING (campaign_id)").fetchall()
    connection.execute("SELECT province_name_2025, count(*) FROM campaigns GROUP BY 1 ORDER BY 2 DESC").fetchall()
    connection.execute("SELECT unit, avg(value_min) FROM targets GROUP BY 1").fetchall()
    return time.perf_counter() - began


def main() -> int:
    """The command line."""
    options = parser(__doc__ or "", "python benchmarks/large.py --documents 100000")
    options.add_argument("--documents", type=int, default=100_000, metavar="N", help="how many (default: %(default)s)")
    given = options.parse_args()

    from pipeline.inputs import Gathered, Input
    from pipeline.outcome import read
    from pipeline.process import process
    from pipeline.publish.atomic import Staging
    from pipeline.record import unpack
    from pipeline.run import Options, _published, _spool

    made = []
    for name, data in varied(200):
        outcome = process(data, name)
        if outcome.packed is not None and outcome.text is not None:
            made.append((unpack(outcome.packed), outcome.text))
    rows: list[tuple[object, ...]] = []
    measured: dict[str, float] = {"documents": given.documents}
    folder = Path(tempfile.mkdtemp(prefix="thidua-large-"))
    try:
        with Staging(folder / "out") as staging, _spool(staging, Options()) as spool:
            began, inputs, keys = time.process_time(), [], set()
            for record, text in records(given.documents, made):
                spool.keep(read(record.document.source, record.document.document_id, record, text))
                inputs.append(Input(record.document.source, Path("-")))
                keys.add(record.document.document_id)
            rows.append(("note down", time.process_time() - began))
            measured["spool_mb"] = sum(path.stat().st_size for path in staging.work.iterdir()) / 2**20
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            began = time.process_time()
            counts, _ = _published(spool, keys, [], Gathered(tuple(inputs), (), ()), staging, Options(), ())
            rows.append(("join, check, write, publish", time.process_time() - began))
            spool.remove()
        measured["rows"] = sum(counts.values())
        measured["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        measured["memory_before_mb"] = before
        measured["out_mb"] = sum(path.stat().st_size for path in (folder / "out").iterdir() if path.is_file()) / 2**20
        measured["duckdb_wall_s"] = min(queries(folder / "out") for _ in range(3))
        measured |= {str(name): float(str(seconds)) for name, seconds in rows}
    finally:
        shutil.rmtree(folder)
    show(
        f"{given.documents:,} documents, {measured['rows']:,.0f} rows",
        ("step", "CPU s", "CPU ms a document"),
        [(name, f"{float(str(s)):.1f}", f"{float(str(s)) / given.documents * 1000:.2f}") for name, s in rows],
        f"memory {measured['memory_mb']:,.0f} MB at most ({measured['memory_before_mb']:,.0f} MB before joining); work folder "
        f"{measured['spool_mb']:,.0f} MB, tables {measured['out_mb']:,.0f} MB; DuckDB opens them and answers three questions in "
        f"{measured['duckdb_wall_s']:.2f} s",
    )
    keep(given.json, measured)
    return 0


if __name__ == "__main__":
    sys.exit(main())
