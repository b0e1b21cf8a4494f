"""How fast documents are read, step by step and in whole, beside a floor and beside what one would write today.

The bundled announcements that have text (scans are measured by ocr_accuracy.py) are read --times over, each copy with bytes of its own.

Steps, floor and comparisons run in this process; of --repeat runs the least processor time of each document counts, so that other
work on the machine matters little. The command as a person calls it is run in processes of its own, in turn: with one worker on one core
(all of its processes together), with one worker on two, with two workers on two; wall-clock figures need an idle machine. What two
processes that share nothing gain on it is told beside them.

The floor is the bare text (pypdfium2 of PDF, lxml of HTML and DOCX) and underthesea's word_tokenize. "Written today" is pdfplumber's
text (lxml of the other formats), underthesea's ner and dateparser's search_dates; the last two are run on a sample of the text and
reckoned up by characters. A page is a page of a PDF, or 2,000 characters of another format.
"""

from __future__ import annotations

import cProfile
import io
import logging
import os
import pstats
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from files import PAGE, Amount, Cost, File, corpus, multiplied, timed
from measuring import ANNOUNCEMENTS, MANUSCRIPTS, existing_folder, keep, missing, parser, show
from texts import floor, reading, today
from watching import Run, command, shared_nothing


def steps(files: Sequence[File], repeat: int, times: int, folder: Path) -> tuple[dict[str, float], Amount]:
    """Processor seconds of each step over the files once, and how much they hold; the ends are those of ``times`` copies, by the copy."""
    from pipeline.extract import extract
    from pipeline.ingest import read
    from pipeline.process import process
    from pipeline.segment import segment

    costs = {name: Cost() for name in ("read", "segment", "extract", "one document in whole")}
    amount = Amount(documents=len(files))
    ends: dict[str, list[float]] = {"note down": [], "join and publish": []}
    for turn in range(repeat):
        for number, file in enumerate(files):
            seconds, document = timed(read, file.data, file.name)
            costs["read"].add(number, seconds)
            seconds, doc = timed(segment, document, tokens=False)
            costs["segment"].add(number, seconds)
            seconds, _ = timed(extract, document, doc)
            costs["extract"].add(number, seconds)
            seconds, outcome = timed(process, file.data, file.name)
            if not outcome.done:
                raise SystemExit(f"{file.name}: {outcome.problems[-1].message}")
            costs["one document in whole"].add(number, seconds)
            if turn == 0:
                amount.characters += len(document.text)
                amount.pages += document.pages or -(-len(document.text) // PAGE)
    outcomes = [process(data, name) for name, data in multiplied(files, times)]
    for turn in range(repeat):
        for name, seconds in published(outcomes, folder / f"tables-{turn}").items():
            ends[name].append(seconds / times)
    found = {name: cost.seconds for name, cost in costs.items()}
    found |= {name: min(seconds) for name, seconds in ends.items()}
    whole = found.pop("one document in whole")
    found["check and pack"] = max(0.0, whole - found["read"] - found["segment"] - found["extract"])
    found["whole"] = whole + found["note down"] + found["join and publish"]
    order = ("read", "segment", "extract", "check and pack", "note down", "join and publish", "whole")
    return {name: found[name] for name in order}, amount


def published(outcomes: Sequence[Any], out: Path) -> dict[str, float]:
    """Processor seconds of what a run does with outcomes: note them down, join them, write the tables."""
    from pipeline.inputs import Gathered, Input
    from pipeline.publish.atomic import Staging
    from pipeline.run import Options, _published, _spool

    gathered = Gathered(tuple(Input(outcome.source, Path("-")) for outcome in outcomes), (), ())
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    with Staging(out) as staging, _spool(staging, Options()) as spool:

        def note_down() -> None:
            for outcome in outcomes:
                spool.keep(outcome)

        noted, _ = timed(note_down)
        ids = {outcome.document_id for outcome in outcomes}
        joined, _ = timed(_published, spool, ids, problems, gathered, staging, Options(), ())
        spool.remove()
    return {"note down": noted, "join and publish": joined}


def long_text(megabytes: float) -> list[tuple[float, float, float]]:
    """Megabytes, processor seconds, and seconds a megabyte of one text of a quarter, a half and the whole length."""
    from pipeline.process import process

    rows = []
    pieces = [path.read_text(encoding="utf-8") for path in sorted(MANUSCRIPTS.glob("*.txt"))]
    body = "\n\n".join(piece.split("---\n", 2)[-1] for piece in pieces)
    for share in (0.25, 0.5, 1.0):
        wanted = int(megabytes * 2**20 * share)
        text = body
        while len(text.encode()) < wanted:
            text += "\n\n" + body
        data = text.encode()[:wanted].decode("utf-8", "ignore").encode()
        seconds, outcome = timed(process, data, "long.txt")
        if not outcome.done:
            print(f"long.txt: {[problem.message for problem in outcome.problems]}", file=sys.stderr)
        rows.append((len(data) / 2**20, seconds, seconds / (len(data) / 2**20)))
    return rows


def profile(files: Sequence[File], lines: int) -> str:
    """The functions that reading the corpus spends its time in."""
    from pipeline.process import process

    for file in files:
        process(file.data, file.name)
    watch = cProfile.Profile()
    watch.enable()
    for file in files:
        process(file.data, file.name)
    watch.disable()
    target = io.StringIO()
    for order in ("tottime", "cumulative"):
        pstats.Stats(watch, stream=target).strip_dirs().sort_stats(order).print_stats(lines)
    return target.getvalue()


def main() -> int:
    """The command line."""
    options = parser(__doc__ or "", "python benchmarks/speed.py --times 20 --long 5 --json speed.json")
    options.add_argument(
        "--times", type=int, default=10, metavar="N", help="how often the corpus is read by the command (default: %(default)s)"
    )
    options.add_argument("--repeat", type=int, default=5, metavar="N", help="runs of each step, the least counts (default: %(default)s)")
    options.add_argument(
        "--runs", type=int, default=2, metavar="N", help="runs of the command for each number of cores and workers (default: %(default)s)"
    )
    options.add_argument("--sample", type=int, default=4000, metavar="N", help="characters for ner and search_dates (default: %(default)s)")
    options.add_argument("--long", type=float, metavar="MB", help="also one text of this length, of half and of a quarter of it")
    options.add_argument("--corpus", type=existing_folder, default=ANNOUNCEMENTS, metavar="FOLDER", help="other files to read")
    options.add_argument("--no-command", action="store_true", help="leave out the runs of the command")
    options.add_argument("--no-today", action="store_true", help="leave out ner and dateparser")
    options.add_argument("--profile", type=int, metavar="N", help="show only the N functions that take the most time")
    given = options.parse_args()
    logging.disable(logging.ERROR)
    files = corpus(given.corpus)
    if given.profile:
        print(profile(files, given.profile))
        return 0

    measured: dict[str, Any] = {"documents": len(files), "times": given.times, "repeat": given.repeat}
    with tempfile.TemporaryDirectory(prefix="thidua-speed-") as name:
        folder = Path(name)
        own, amount = steps(files, given.repeat, given.times, folder)
        least = floor(files, given.repeat)
        measured |= {"amount": [amount.documents, amount.pages, amount.characters], "steps": own, "floor": least}
        base = least["floor"]
        rows: list[tuple[object, ...]] = []

        def line(label: str, seconds: float) -> tuple[object, ...]:
            milliseconds = seconds / amount.documents * 1000
            return (label, f"{milliseconds:,.2f}", *amount.rates(seconds), f"{seconds / base:.2f}", f"{seconds / own['whole']:.2f}")

        rows += [line(f"thidua: {step}", seconds) for step, seconds in own.items()]
        rows += [line(f"floor: {step}" if step != "floor" else "floor", seconds) for step, seconds in least.items()]
        if not given.no_today and not missing("dateparser"):
            written = today(files, given.sample)
            measured["today"] = written
            names = ("text with pdfplumber", "ner", "ner, a document at once", "search_dates")
            rows += [line(f"today: {step}", written[step]) for step in names]
            rows += [line(step, written[step]) for step in ("written today", "written today, a document at once")]
            note = f"ner and search_dates: run on {written['sample']:,.0f} of {written['of']:,.0f} characters and reckoned up"
        else:
            note = ""
        columns = ("processor time, one core", "ms a document", "documents/s", "pages/s", "characters/s", "x floor", "x thidua")
        title = f"{amount.documents} documents, {amount.pages} pages, {amount.characters:,} characters; least of {given.repeat} runs"
        show(title, columns, rows, note)

        pairs = reading(files, given.repeat)
        measured["reading"] = pairs
        show(
            "Reading alone",
            ("format", "files", "thidua, ms a file", "other program", "ms a file", "ratio"),
            [(k, n, f"{a / n * 1000:.2f}", program, f"{b / n * 1000:.2f}", f"{a / b:.2f}") for k, n, a, program, b in pairs if n and b],
        )
        if given.long:
            lengths = long_text(given.long)
            measured["long"] = lengths
            show("One long text", ("MB", "s", "s a MB"), [(f"{size:.2f}", f"{s:.2f}", f"{each:.2f}") for size, s, each in lengths])
        if not given.no_command:
            source = folder / "in"
            source.mkdir()
            for file_name, data in multiplied(files, given.times):
                (source / file_name).write_bytes(data)
            if len(os.sched_getaffinity(0)) < 2:
                raise SystemExit("the command is compared on one core and on two; this machine gives one: leave it out with --no-command")
            runs: dict[tuple[int, int], list[Run]] = {(1, 1): [], (2, 1): [], (2, 2): []}
            for _ in range(given.runs):
                for (cores, jobs), done in runs.items():
                    done.append(command(jobs, source, folder / "out", cores=cores))
            total = Amount(amount.documents * given.times, amount.pages * given.times, amount.characters * given.times)
            walls = {how: min(run.wall for run in done) for how, done in runs.items()}
            measured["command"] = [
                {
                    "cores": cores, "workers": jobs, "wall": walls[cores, jobs], "first": min(r.first for r in done),
                    "first_processor": min(r.first_processor for r in done), "processor": min(r.processor for r in done),
                    "worker_memory": max(r.worker_memory for r in done), "parent_memory": max(r.parent_memory for r in done),
                    "growth": statistics.median(r.growth for r in done),
                }
                for (cores, jobs), done in runs.items()
            ]  # fmt: skip
            measured["processes that share nothing"] = apart = shared_nothing(given.corpus)
            show(
                f"The command: {total.documents:,} documents, least of {given.runs} runs",
                (
                    "cores", "workers", "wall s", "documents/s", "pages/s", "characters/s", "x one core", "x one worker", "CPU s",
                    "first s", "CPU s to first", "worker MB", "grows MB", "parent MB",
                ),
                [
                    (
                        str(cores), str(jobs), f"{walls[cores, jobs]:.1f}", *total.rates(walls[cores, jobs]),
                        f"{walls[1, 1] / walls[cores, jobs]:.2f}", f"{walls[2, 1] / walls[cores, jobs]:.2f}" if cores == 2 else "",
                        f"{min(r.processor for r in done):.1f}", f"{min(r.first for r in done):.2f}",
                        f"{min(r.first_processor for r in done):.2f}",
                        f"{max(r.worker_memory for r in done):.0f}", f"{statistics.median(r.growth for r in done):+.0f}",
                        f"{max(r.parent_memory for r in done):.0f}",
                    )
                    for (cores, jobs), done in runs.items()
                ],
                f"load of the machine while this ran: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; "
                f"two processes that share nothing do {apart:.2f} times the work of one",
            )  # fmt: skip
    keep(given.json, measured)
    return 0


if __name__ == "__main__":
    sys.exit(main())
