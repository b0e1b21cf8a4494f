"""``thidua nightly`` and ``thidua serve``: one night now, or every night at its hour."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.crawl import postmaster, show_visit
from pipeline.misuse import Misuse
from pipeline.nightly.plan import Plan

if TYPE_CHECKING:
    from pipeline.nightly.night import Report

_NIGHTLY_EXAMPLES = """
[bold]Examples[/bold]

thidua nightly --sources corpus/sources.yaml --store store --out published --contact https://example.org/our-study

thidua nightly --sources corpus/sources.yaml --store store --out published --keep 90 --webhook https://chat.example.org/hook

thidua nightly --sources corpus/sources.yaml --store store --out published --accept
"""

_SERVE_EXAMPLES = """
[bold]Examples[/bold]

PREFECT_API_URL=http://127.0.0.1:4200/api thidua serve --cron "30 1 * * *"

thidua serve --cron "0 2 * * 1-5" --sources corpus/sources.yaml --store store --out published
"""


def add(app: typer.Typer) -> None:
    """Register the commands."""
    app.command(epilog=_NIGHTLY_EXAMPLES)(nightly)
    app.command(epilog=_SERVE_EXAMPLES)(serve)


_SOURCES = Annotated[Path | None, typer.Option("--sources", envvar="THIDUA_SOURCES", metavar="FILE", help="List of sources.")]
_STORE = Annotated[
    Path, typer.Option("--store", envvar="THIDUA_STORE", metavar="DIR", help="Folder that keeps what was fetched and read.")
]
_OUT = Annotated[
    Path, typer.Option("--out", envvar="THIDUA_OUT", metavar="DIR", help="Folder of the dated folders; `current` leads to the last.")
]
_CONTACT = Annotated[
    str | None, typer.Option(envvar="THIDUA_CONTACT", metavar="URL|MAIL", help="Whom hosts can write to; sent with every request.")
]
_PRIVATE = Annotated[bool, typer.Option("--allow-private", help="Also fetch from loopback and private hosts, and any port.")]
_KEEP = Annotated[int, typer.Option("--keep", envvar="THIDUA_KEEP", metavar="N", min=1, help="Dated folders that are kept.")]
_JOBS = Annotated[int | None, typer.Option(metavar="N", min=1, help="Documents read at once. [default: one per processor]")]
_WEBHOOK = Annotated[
    str | None, typer.Option(envvar="THIDUA_WEBHOOK", metavar="URL", help="Where a summary of the night is sent as JSON.")
]
_MAIL = Annotated[str | None, typer.Option(envvar="THIDUA_MAIL", metavar="ADDRESS", help="Whom a summary is mailed to.")]
_SMTP = Annotated[str, typer.Option(envvar="THIDUA_SMTP", metavar="HOST[:PORT]", help="Host that takes the mail.")]


def nightly(
    sources: _SOURCES = None,
    store: _STORE = Path("store"),
    out: _OUT = Path("published"),
    contact: _CONTACT = None,
    allow_private: _PRIVATE = False,
    keep: _KEEP = 30,
    jobs: _JOBS = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Publish although a source or a table has fewer rows than it should: you have looked at it.")
    ] = False,
    webhook: _WEBHOOK = None,
    mail: _MAIL = None,
    smtp: _SMTP = "localhost:25",
) -> None:
    """Crawl, read what is new, join, check and publish: one night, now."""
    from pipeline.nightly.plan import carry_out

    plan = _plan(sources, store, out, contact, allow_private, keep, jobs, accept, webhook, mail, smtp)
    if os.environ.get("PREFECT_API_URL"):
        from pipeline.nightly.flows import run_as_flow

        report = run_as_flow(plan, told=show_visit)
    else:
        report = carry_out(plan, told=show_visit, warned=_warn)
    _show(report)
    raise typer.Exit(0 if report.is_whole else 1)


def serve(
    cron: Annotated[str, typer.Option("--cron", metavar="CRON", help="When, as cron writes it, by the clock of Việt Nam.")] = "30 1 * * *",
    sources: _SOURCES = None,
    store: _STORE = Path("store"),
    out: _OUT = Path("published"),
    contact: _CONTACT = None,
    allow_private: _PRIVATE = False,
    keep: _KEEP = 30,
    jobs: _JOBS = None,
    webhook: _WEBHOOK = None,
    mail: _MAIL = None,
    smtp: _SMTP = "localhost:25",
) -> None:
    """Deploy the nightly flow to the Prefect server that PREFECT_API_URL names, and run it at its hours."""
    if not os.environ.get("PREFECT_API_URL"):
        raise Misuse(
            "PREFECT_API_URL: is not set, and schedules fire only on a server that stays; start one with `prefect server start` and "
            "set it to http://127.0.0.1:4200/api, or run `thidua nightly` by cron (docs/nightly.md)"
        )
    plan = _plan(sources, store, out, contact, allow_private, keep, jobs, False, webhook, mail, smtp)
    plan.check()
    from pipeline.nightly.flows import serve as deploy

    deploy(plan, cron)


def _plan(
    sources: Path | None, store: Path, out: Path, contact: str | None, allow_private: bool, keep: int, jobs: int | None, accept: bool,
    webhook: str | None, mail: str | None, smtp: str,
) -> Plan:  # fmt: skip
    from pipeline.crawl.sources import bundled

    return Plan(
        sources=os.path.abspath(sources or bundled()), store=os.path.abspath(store), out=os.path.abspath(out),
        contact=contact or postmaster(), allow_private=allow_private, keep=keep, jobs=jobs or _processors(), accept=accept,
        webhook=webhook or "", mail=mail or "", smtp=smtp,
    )  # fmt: skip


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _warn(message: str) -> None:
    print(f"thidua: {message}", file=sys.stderr)


def _show(report: Report) -> None:
    from pipeline.nightly.telling import lines

    for line in lines(report):
        print(line)
