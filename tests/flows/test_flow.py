"""The main job as a flow: the same tables, a task a batch, and errors that are told like any other."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.misuse import Misuse
from pipeline.outcome import Outcome
from pipeline.run import Options, run

pytestmark = pytest.mark.slow


@pytest.fixture
def prefect(server: dict[str, str]) -> Iterator[None]:
    """Flows of this process are seen by the server."""
    from prefect.settings import PREFECT_API_URL, temporary_settings

    with temporary_settings({PREFECT_API_URL: server["PREFECT_API_URL"]}):
        yield


def folder(at: Path, count: int) -> Path:
    (at / "in").mkdir()
    for number in range(count):
        (at / "in" / f"{number:03}.txt").write_text(f"Văn bản {number}", encoding="utf-8")
    return at / "in"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_flow_writes_what_a_plain_run_writes(prefect: None, tmp_path: Path, plain_options: Options) -> None:
    from pipeline.flows import run_as_flow

    source = folder(tmp_path, 30)
    seen: list[Outcome] = []
    told: list[int] = []
    summary = run_as_flow([source], tmp_path / "flow", options=plain_options, started=told.append, advanced=seen.append)
    run([source], tmp_path / "plain", options=plain_options)
    assert contents(tmp_path / "flow") == contents(tmp_path / "plain")
    assert summary.rows["documents"] == len(seen) == 30
    assert told == [30]


def test_the_server_sees_a_task_for_each_batch(prefect: None, tmp_path: Path, plain_options: Options) -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter
    from prefect.client.schemas.sorting import FlowRunSort

    from pipeline.flows import run_as_flow

    run_as_flow([folder(tmp_path, 30)], tmp_path / "out", options=plain_options, started=lambda n: None, advanced=lambda o: None)

    async def states() -> tuple[str, str | None]:
        async with get_client() as client:
            by_hand = FlowRunFilter(deployment_id={"is_null_": True})  # other tests deploy it to this server
            [last] = await client.read_flow_runs(flow_run_filter=by_hand, sort=FlowRunSort.START_TIME_DESC, limit=1)
            assert last.state is not None
            return last.state.name, last.state.message

    assert asyncio.run(states()) == ("Completed", "30 documents, 0 errors, 0 repeated")


def test_a_missing_path_is_told_as_in_a_plain_run(prefect: None, tmp_path: Path, plain_options: Options) -> None:
    from pipeline.flows import run_as_flow

    with pytest.raises(Misuse, match="no such file"):
        run_as_flow([tmp_path / "no"], tmp_path / "out", options=plain_options, started=lambda n: None, advanced=lambda o: None)
    assert not (tmp_path / "out").exists()


def test_processes_that_cannot_start_are_told_as_in_a_plain_run(prefect: None, tmp_path: Path, plain_options: Options) -> None:
    from pipeline.flows import run_as_flow
    from pipeline.misuse import Defect

    options = replace(plain_options, step="no.such.module:step")
    with pytest.raises(Defect, match="cannot start"):
        run_as_flow([folder(tmp_path, 1)], tmp_path / "out", options=options, started=lambda n: None, advanced=lambda o: None)
