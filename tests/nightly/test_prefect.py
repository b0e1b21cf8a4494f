"""The nightly flow on a real Prefect server: deployed with its schedule, fired by it, seen as few tasks."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.misuse import Misuse
from tests.crawl.pages import nukeviet, titles
from tests.crawl.portal import Portal
from tests.nightly.making import listed
from tests.serving import running, until

ROOT = Path(__file__).parents[2]


def asked(environment: dict[str, str], what: str) -> list[Any]:
    """What the server knows of the deployments, flow runs or task runs of the nightly flow; it serves other tests, too."""
    headers = {"Content-Type": "application/json"}
    of_it = json.dumps({"limit": 200, "flows": {"name": {"any_": ["thidua-nightly"]}}}).encode()
    request = urllib.request.Request(f"{environment['PREFECT_API_URL']}/{what}/filter", of_it, headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        found = json.load(answer)
    assert isinstance(found, list)
    return found


def tables(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.glob("current/*.csv")}


@pytest.mark.slow
def test_deployed_and_fired_by_its_schedule_and_the_same_as_a_plain_night(server: dict[str, str], tmp_path: Path) -> None:
    with Portal() as portal:
        nukeviet(portal, titles(2))
        sources = listed(tmp_path, portal)

        def given(name: str) -> list[str]:
            options = ["--sources", str(sources), "--store", str(tmp_path / name / "store"), "--out", str(tmp_path / name / "out")]
            return [*options, "--allow-private", "--jobs", "1", "--contact", "https://example.org/thu"]

        every = "* * * * * */3"  # with seconds: a minute is long for a test
        (tmp_path / "logs").mkdir()
        command = [sys.executable, "-m", "pipeline.cli", "serve", "--cron", every, *given("served")]
        with running(command, tmp_path / "logs", {**server, "PYTHONPATH": str(ROOT)}):
            log = tmp_path / "logs" / "0.log"
            assert until((tmp_path / "served" / "out" / "current" / "documents.csv").exists), log.read_text(encoding="utf-8")
        [deployment] = asked(server, "deployments")
        assert (deployment["name"], deployment["paused"]) == ("nightly", False)  # ended, and not paused
        assert [(each["schedule"]["cron"], each["schedule"]["timezone"], each["active"]) for each in deployment["schedules"]] == [
            (every, "Asia/Ho_Chi_Minh", True)
        ]
        assert any(run["auto_scheduled"] and run["start_time"] for run in asked(server, "flow_runs"))
        assert {"crawl", "read-1", "publish"} <= {run["name"] for run in asked(server, "task_runs")}

        command = [sys.executable, "-m", "pipeline.cli", "nightly", *given("flow")]
        done = subprocess.run(command, cwd=ROOT, env=server, capture_output=True, text=True, timeout=300, check=False)
        assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "2 items: 2 published, 0 rejected, 0 failed, 0 pending"), done.stderr
        told = [run["state"]["message"] for run in asked(server, "flow_runs") if run["state"]["name"] == "Completed"]
        assert any("2 documents read, published as" in message for message in told)
        assert CliRunner().invoke(app, ["nightly", *given("plain")]).exit_code == 0
    assert tables(tmp_path / "served" / "out") == tables(tmp_path / "flow" / "out") == tables(tmp_path / "plain" / "out")


def test_the_hour_is_that_of_viet_nam_whatever_the_machines_zone_does(monkeypatch: pytest.MonkeyPatch) -> None:
    from prefect.server.schemas.schedules import CronSchedule

    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        schedule = CronSchedule(cron="30 1 * * *", timezone="Asia/Ho_Chi_Minh")
        for start in (datetime(2026, 10, 23, tzinfo=UTC), datetime(2026, 12, 29, tzinfo=UTC), datetime(2027, 3, 26, tzinfo=UTC)):
            dates = asyncio.run(schedule.get_dates(5, start=start))
            assert [(date.astimezone(UTC).hour, date.astimezone(UTC).minute) for date in dates] == [(18, 30)] * 5
    finally:
        monkeypatch.undo()
        time.tzset()


def test_prefect_yaml_deploys_this_flow() -> None:
    from pipeline.nightly import flows
    from pipeline.nightly.plan import Plan

    described = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
    [deployment] = described["deployments"]
    path, _, name = deployment["entrypoint"].partition(":")
    assert (ROOT / path).is_file() and getattr(flows, name) is flows.nightly
    Plan(**deployment["parameters"]["plan"])
    assert deployment["schedules"] == [{"cron": "30 1 * * *", "timezone": "Asia/Ho_Chi_Minh", "active": True}]


def test_a_night_stays_below_a_thousand_tasks() -> None:
    from pipeline.flows import Batches
    from pipeline.nightly.flows import _UNBOUNDED

    for documents in (1, 25, 13_000, 250_000, 1_000_000):
        batches = Batches(largest=_UNBOUNDED)
        batches.started(documents)
        assert -(-documents // batches.size) <= 500


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--cron", "30 1 * * *"], "PREFECT_API_URL: is not set"),
        (["--cron", "at night"], "is no schedule"),
        (["--webhook", "file:///etc/passwd"], "--webhook: is no address"),
        (["--sources", "no.yaml"], "no.yaml"),
    ],
)
def test_serving_called_wrongly(given: list[str], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if "PREFECT_API_URL" in said:
        monkeypatch.delenv("PREFECT_API_URL", raising=False)
    else:
        monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    done = CliRunner().invoke(app, ["serve", *given])
    assert isinstance(done.exception, Misuse)
    assert said in str(done.exception)
