"""The same tables from a Dask cluster as from this machine, byte for byte, whatever becomes of its workers."""

from __future__ import annotations

import os
import shutil
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.misuse import Defect, Misuse
from pipeline.outcome import Outcome
from pipeline.run import Options, run
from tests import stand_in
from tests.cluster.conftest import ROOT, Dask

pytestmark = pytest.mark.slow


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / "in" / f"n{number:02}.txt").write_text(f"SLOW {number}\nđạt {number}%", encoding="utf-8")
    (tmp_path / "in" / "crash.txt").write_text("CRASH now", encoding="utf-8")
    (tmp_path / "in" / "hang.txt").write_text("HANG for ever", encoding="utf-8")
    (tmp_path / "in" / "greedy.txt").write_text("GREEDY file", encoding="utf-8")
    (tmp_path / "in" / "broken.txt").write_text("BROKEN file", encoding="utf-8")
    (tmp_path / "in" / "twice.txt").write_text("SLOW 1\nđạt 1%", encoding="utf-8")
    return tmp_path / "in"


@pytest.fixture
def options(plain_joining: None) -> Options:
    return Options(jobs=2, step=stand_in.STEP, timeout=2, memory=2 << 30)


def test_a_worker_killed_in_mid_run_costs_nothing(tmp_path: Path, source: Path, options: Options, dask: Dask) -> None:
    """And each document keeps its limits of time and memory on the cluster."""
    run([source], tmp_path / "local", options=options)
    seen: list[str] = []
    victims = dask.pids()

    def advanced(outcome: Outcome) -> None:
        seen.append(outcome.source)
        if len(seen) == 3:
            os.kill(victims[0], signal.SIGKILL)

    summary = run([source], tmp_path / "out", options=replace(options, cluster=dask.address), advanced=advanced)
    assert len(seen) == summary.inputs == 45
    assert summary.rows["documents"] == 40
    errors = {code: count for (_, code), count in summary.problems.items()}
    assert errors == {"crash": 2, "timeout": 1, "broken": 1, "duplicate": 1}, "what grows dies of its limit, where it is read"
    assert contents(tmp_path / "out") == contents(tmp_path / "local")
    assert set(dask.pids()) != set(victims)


def test_real_announcements_come_out_the_same(tmp_path: Path, dask: Dask) -> None:
    (tmp_path / "in").mkdir()
    for path in sorted((ROOT / "corpus" / "announcements").glob("lao-cai-*")):
        shutil.copy(path, tmp_path / "in")
    run([tmp_path / "in"], tmp_path / "local", options=Options(jobs=1))
    run([tmp_path / "in"], tmp_path / "out", options=Options(cluster=dask.address))
    assert contents(tmp_path / "out") == contents(tmp_path / "local")


def test_from_store_to_store(tmp_path: Path, source: Path, options: Options, dask: Dask, store: str, cached: Path) -> None:
    import s3fs

    files = s3fs.S3FileSystem()
    files.put([str(path) for path in sorted(source.iterdir())], [f"bucket/in/{path.name}" for path in sorted(source.iterdir())])
    run([f"{store}/in"], tmp_path / "local", options=options)
    run([f"{store}/in"], f"{store}/tables", options=replace(options, cluster=dask.address))
    files.invalidate_cache()
    carried = {path.removeprefix("bucket/tables/"): files.cat_file(path) for path in files.find("bucket/tables")}
    assert carried == contents(tmp_path / "local")
    assert not any(cached.rglob("*")), "nothing is left on this machine"


def test_a_stopped_run_goes_on_here_or_there(tmp_path: Path, source: Path, options: Options, dask: Dask) -> None:
    run([source], tmp_path / "local", options=options)
    seen: list[Outcome] = []

    def stop(outcome: Outcome) -> None:
        seen.append(outcome)
        if len(seen) == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([source], tmp_path / "out", options=replace(options, cluster=dask.address), advanced=stop)
    summary = run([source], tmp_path / "out", options=options)
    assert summary.before >= 16
    assert contents(tmp_path / "out") == contents(tmp_path / "local")


def test_a_worker_that_reads_otherwise_is_refused(
    tmp_path: Path, source: Path, options: Options, dask: Dask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.cluster.way", lambda *limits: "another")
    with pytest.raises(Defect, match="install the same everywhere"):
        run([source], tmp_path / "out", options=replace(options, cluster=dask.address))
    assert not (tmp_path / "out").exists()


def test_no_scheduler_is_one_line(tmp_path: Path, source: Path, options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.cluster._PATIENCE", 1)
    with pytest.raises(Misuse, match="cannot be reached; start it"):
        run([source], tmp_path / "out", options=replace(options, cluster="tcp://127.0.0.1:9"))
    assert not (tmp_path / "out").exists()
