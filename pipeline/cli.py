"""The command ``thidua``.

Errors are one line on standard error that names the file and the remedy. Exit status 0: done; 1: done, but some inputs were not;
2: called wrongly, nothing written; 130: interrupted, nothing written.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from pipeline import forks
from pipeline.commands import crawl as crawl_command
from pipeline.commands import export as export_commands
from pipeline.commands import ledger as ledger_commands
from pipeline.commands import nightly as nightly_commands
from pipeline.commands import query, report, sources, training
from pipeline.misuse import Defect, Misuse

app = typer.Typer(
    name="thidua",
    help="Reads announcements of Vietnamese emulation campaigns (phong trào thi đua) into comparable tables.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

_EXTRACT_EXAMPLES = """
[bold]Examples[/bold]

thidua extract announcements/ --out tables

thidua extract 'inbox/2024-*.pdf' page.html --out tables --jobs 4

thidua extract announcements/ --out for-excel --excel --min-confidence 0.8

thidua extract announcements/ --out tables --corrections corrections.csv

thidua extract s3://bucket/inbox --out s3://bucket/tables --cluster tcp://10.0.0.5:8786
"""

_COMPARE_EXAMPLES = """
[bold]Examples[/bold]

thidua compare tables-before tables-after

thidua compare tables-before tables-after --csv changes.csv --markdown changes.md
"""

_EVALUATE_EXAMPLES = """
[bold]Examples[/bold]

thidua evaluate tables corpus/gold

thidua evaluate tables corpus/gold --split test --errors

thidua evaluate tables corpus/gold --json scores.json

thidua evaluate tables corpus/gold --split test --calibration
"""


_STOPPED = "interrupted; the output is as it was before, and the same command goes on from here"


def _show_version(wanted: bool) -> None:
    if wanted:
        from pipeline.publish.schema import release

        print(f"thidua {release()}")
        raise typer.Exit()


@app.callback()
def _thidua(
    version: Annotated[bool, typer.Option("--version", help="Show the version and leave.", callback=_show_version, is_eager=True)] = False,
) -> None:
    pass


@app.command(epilog=_EXTRACT_EXAMPLES)
def extract(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="Files, folders or globs (PDF, HTML, DOCX, TXT), also s3://….")],
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="Folder of the tables; replaced in whole when they are complete.")],
    jobs: Annotated[int | None, typer.Option(metavar="N", min=1, help="Documents read at once; one per processor unless given.")] = None,
    cluster: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Read on the Dask cluster with this scheduler.")] = None,
    min_confidence: Annotated[float, typer.Option(metavar="X", min=0, max=1, help="Leave out facts less sure than this.")] = 0.0,
    excel: Annotated[bool, typer.Option("--excel", help="CSV for spreadsheets (byte order mark, no formulas) and a workbook.")] = False,
    corrections: Annotated[Path | None, typer.Option(metavar="FILE", help="CSV of what is one campaign, and what is not.")] = None,
    duckdb: Annotated[bool, typer.Option("--duckdb", help="Also all tables in one DuckDB file, thidua.duckdb.")] = False,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", min=0.1, help="Time a single document may take.")] = 120.0,
    memory: Annotated[int, typer.Option(metavar="MB", min=512, help="Memory a single document may take.")] = 4096,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show where reading a document failed, and what libraries say.")] = False,
) -> None:
    """Read announcements into tables: CSV, Parquet and a data package."""
    if cluster is None:
        forks.context()
        forks.start()
    from pipeline.console import Watch, show_summary
    from pipeline.run import Options, run

    began = time.monotonic()
    options = Options(
        jobs=jobs or _processors(),
        cluster=cluster,
        min_confidence=min_confidence,
        excel=excel,
        database=duckdb,
        timeout=timeout,
        memory=memory << 20,
        verbose=verbose,
        corrections=None if corrections is None else str(corrections),
    )
    with Watch(verbose=verbose) as watch:
        if os.environ.get("PREFECT_API_URL"):
            from pipeline.flows import run_as_flow

            summary = run_as_flow(inputs, out, options=options, started=watch.started, advanced=watch.advanced)
        else:
            summary = run(inputs, out, options=options, started=watch.started, advanced=watch.advanced)
    show_summary(summary, time.monotonic() - began)
    raise typer.Exit(1 if summary.errors else 0)


@app.command(epilog=_EVALUATE_EXAMPLES)
def evaluate(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder of tables that `thidua extract` wrote.")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of gold files, one JSON a document.")],
    split: Annotated[str | None, typer.Option(metavar="NAME", help="Only gold files of this split (dev, test).")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every miss, every false row, every wrong field.")] = False,
    calibration: Annotated[bool, typer.Option("--calibration", help="Show confidence beside the share of rows that are right.")] = False,
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Also write the figures as JSON.")] = None,
) -> None:
    """Measure tables against gold files: precision, recall and F1 per table and field."""
    from pipeline.console import show_figures, show_reliability
    from pipeline.evaluate import measure
    from pipeline.reliability import reliability

    found = measure(out, gold, split=split)
    if json is not None:
        try:
            json.write_text(found.as_json(), encoding="utf-8")
        except OSError as error:
            raise Misuse(f"{json}: cannot be written ({error.strerror}); give another file with --json") from error
    show_figures(found, errors=errors)
    if calibration:
        show_reliability(reliability(out, gold, split=split))


@app.command(epilog=_COMPARE_EXAMPLES)
def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Folder of tables before the change.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Folder of tables after it.")],
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Also write every difference as CSV.")] = None,
    markdown: Annotated[Path | None, typer.Option("--markdown", metavar="FILE", help="Also write the list as Markdown.")] = None,
) -> None:
    """List the facts gained, lost and changed between two outputs."""
    from pipeline.compare import as_csv, as_markdown
    from pipeline.compare import compare as differences

    changes = differences(old, new)
    for path, write in ((csv, lambda p: as_csv(changes, p)), (markdown, lambda p: p.write_text(as_markdown(changes), encoding="utf-8"))):
        if path is not None:
            try:
                write(path)
            except OSError as error:
                raise Misuse(f"{path}: cannot be written ({error.strerror}); name another file") from error
    print(as_markdown(changes, most=40), end="")


sources.add(app)
training.add(app)
export_commands.add(app)
crawl_command.add(app)
query.add(app)
report.add(app)
nightly_commands.add(app)
ledger_commands.add(app)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _stop(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


def main() -> NoReturn:
    """Entry point of the console script."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        status = app(standalone_mode=False)
    except (Misuse, Defect) as error:
        _refuse(str(error))
    except (KeyboardInterrupt, typer.Abort):
        _refuse(_STOPPED, 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read our output has left
        sys.exit(1)
    except OSError as error:
        _refuse(f"{error.filename or 'thidua'}: {error.strerror or error}; nothing was written")
    except Exception as error:
        # The parser's own complaints know how to say themselves; anything else is ours, and no one is helped by a traceback.
        said = getattr(error, "format_message", None)
        if said is not None:
            _refuse(f"{said().rstrip('.')}; see {_shown_help()}" if said() else "")
        if "--verbose" in sys.argv:
            raise
        _refuse(f"thidua failed ({type(error).__name__}: {error}); nothing was written. Run with --verbose and report what it shows")
    if status == 130:  # typer makes this of Ctrl-C by itself, without a word
        _refuse(_STOPPED, 130)
    sys.exit(status or 0)


def _shown_help() -> str:
    commands = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    given = next((word for word in sys.argv[1:] if word in commands), None)
    return f"thidua {given} --help" if given else "thidua --help"


def _refuse(message: str, status: int = 2) -> NoReturn:
    if message:
        print("thidua: " + " ".join(message.split()), file=sys.stderr)
    sys.exit(status)


if __name__ == "__main__":
    main()
