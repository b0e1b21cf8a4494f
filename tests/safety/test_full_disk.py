"""A disk that is really full, at every point of a run, a night and a crawl: a small file system in memory, filled up.

Where none can be mounted these tests skip; a limit on the size of files stands in for them in ``tests/run``, ``tests/crawl`` and
``tests/nightly``, everywhere.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.crawl.ledger import Ledger
from pipeline.misuse import Misuse
from pipeline.publish import atomic
from pipeline.run import Options, run
from pipeline.spool import FILE, Spool
from tests import stand_in
from tests.crawl.conftest import Nights as Crawls
from tests.crawl.conftest import source
from tests.crawl.pages import BODY, nukeviet, page, titles
from tests.crawl.portal import Portal
from tests.nightly.conftest import Nights, published
from tests.run.test_resume import contents, hidden

ROOT = Path(__file__).parents[2]
SIZE = 16 << 20


class Disk:
    """A file system of its own; ``fill`` leaves so many bytes of it."""

    def __init__(self, at: Path) -> None:
        self.at = at
        self._ballast = at / "ballast"

    def fill(self, left: int) -> None:
        self.free()
        with self._ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(shutil.disk_usage(self.at).free - left, 1))

    def free(self) -> None:
        self._ballast.unlink(missing_ok=True)


@pytest.fixture
def disk() -> Iterator[Disk]:
    # A socket's path is at most 108 characters long, and the scratch folder holds sockets: a folder with a short name.
    at = Path(tempfile.mkdtemp(prefix="disk-", dir="/tmp"))
    try:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(at)], capture_output=True, check=False)
    except OSError:
        pytest.skip("needs mount")
    if done.returncode:
        pytest.skip("needs the right to mount a file system")
    try:
        yield Disk(at)
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=False)
        shutil.rmtree(at, ignore_errors=True)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(12):
        noise = "".join(chr(0x4E00 + number * 7 + i) for i in range(2000))  # does not deflate
        (tmp_path / "in" / f"n{number}.txt").write_text(f"Văn bản {number}\n{noise}", encoding="utf-8")
    return tmp_path / "in"


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as portal:
        yield portal


def test_a_run_at_every_point(disk: Disk, documents: Path, plain_joining: None) -> None:
    options = Options(jobs=0, step=stand_in.STEP, excel=True)
    out = disk.at / "out"
    run([documents], out, options=replace(options, min_confidence=0.8))
    old = contents(out)
    refused, left, done = 0, 0, False
    while not done:
        shutil.rmtree(disk.at / ".out.thidua-work", ignore_errors=True)
        disk.fill(left)
        try:
            run([documents], out, options=options)
            done = True
        except Misuse as error:
            refused += 1
            said = str(error)
            assert said.startswith(f"{out}: cannot be written (") and "\n" not in said
            assert "--out" in said
            assert contents(out) == old
            assert hidden(disk.at) <= {".out.thidua-work"}
        left += 80 << 10
    assert refused >= 6, "the disk was full at many points"
    new = contents(out)
    assert new != old
    shutil.rmtree(out)
    disk.free()
    run([documents], out, options=options)
    assert contents(out) == new
    assert hidden(disk.at) == set()


def test_what_was_read_before_the_disk_was_full_is_not_read_again(disk: Disk, documents: Path, plain_joining: None) -> None:
    options = Options(jobs=0, step=stand_in.STEP)
    for left in (96 << 10, 0, 0):  # in mid-run, and twice with no room to begin
        disk.fill(left)
        with pytest.raises(Misuse, match="cannot be written"):
            run([documents], disk.at / "out", options=options)
    disk.free()
    summary = run([documents], disk.at / "out", options=options)
    assert 0 < summary.before < 12
    assert summary.rows["documents"] == 12
    assert hidden(disk.at) == set()


def test_a_spool_that_cannot_be_opened_for_want_of_room_keeps_what_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Spool(tmp_path / "work", "1") as spool:
        spool.keep(stand_in.step("Một".encode(), "a.txt"))

    def full(*given: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(Spool, "_opened", full)
        with pytest.raises(OSError, match="disk is full"):
            Spool(tmp_path / "work", "1")
    assert (tmp_path / "work" / FILE).exists()


@pytest.mark.parametrize("left", [0, 64 << 10])
def test_the_scratch_folder_is_full(left: int, disk: Disk, tmp_path: Path) -> None:
    """It is written by what makes workbooks and by converters: what does not need it is read, and what does says so in one line."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plan.txt").write_text("KẾ HOẠCH\nPhát động phong trào thi đua năm 2024\n", encoding="utf-8")
    command = [sys.executable, "-m", "pipeline.cli", "extract", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--jobs", "1"]
    disk.fill(left)
    environment = {**os.environ, "TMPDIR": str(disk.at), "PYTHONPATH": str(ROOT)}

    def extract(*more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, *more], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)

    done = extract()
    assert done.returncode == 0, done.stderr
    before = contents(tmp_path / "out")
    workbook = extract("--excel", "--duckdb")
    if workbook.returncode:
        assert workbook.returncode == 2
        [said] = [line for line in workbook.stderr.splitlines() if line.startswith("thidua")]
        assert "No space left" in said and str(disk.at) in said
        assert contents(tmp_path / "out") == before
        disk.free()
        assert extract("--excel", "--duckdb").returncode == 0
    assert (tmp_path / "out" / "thidua.xlsx").exists()
    assert hidden(tmp_path) == set()
    assert [path.name for path in disk.at.iterdir() if path.name != "ballast"] == []


def test_a_crawl_at_every_point(disk: Disk, portal: Portal, tmp_path: Path) -> None:
    nukeviet(portal, titles(6), per_page=3)
    for number in range(1, 7):
        noise = "".join(chr(0x4E00 + number * 997 + i) for i in range(9000))
        portal.put(f"/tin-tuc/bai-{number}.html", page(titles(6)[6 - number], (*BODY, noise)))
    wanted = source(portal, "/tin-tuc/")
    undisturbed = Crawls(tmp_path / "undisturbed")
    undisturbed.run(wanted)
    expected = {shot[1]: shot[2] for shot in undisturbed.snapshots()}
    refused, left = 0, 0
    while True:
        nights = Crawls(disk.at / f"store-{left}")
        disk.fill(left)
        try:
            nights.run(wanted)
            full = False
        except Misuse as error:
            full = True
            refused += 1
            assert "\n" not in str(error) and ("then run again" in str(error) or "--store" in str(error)), error
        disk.free()
        assert nights.run(wanted).state == "done"
        assert {shot[1]: shot[2] for shot in nights.snapshots()} == expected
        assert nights.states() == undisturbed.states()
        assert not list(nights.folder.rglob(".new-*"))
        shutil.rmtree(nights.folder)
        if not full:
            break
        left += 64 << 10
    assert refused >= 3


def test_a_night_at_every_point(disk: Disk, portal: Portal, tmp_path: Path) -> None:
    """Store and output on one disk, as on a small server."""
    nukeviet(portal, titles(2))
    wanted = source(portal, "/tin-tuc/")
    first = Nights(tmp_path / "first")
    first.run(wanted)
    nukeviet(portal, titles(3))
    steady = Nights(tmp_path / "steady")
    shutil.copytree(first.at, steady.at, symlinks=True)
    steady.next(wanted)
    expected = published((steady.out / "current").resolve())
    refused, left = 0, 0
    while True:
        nights = Nights(disk.at / f"at-{left}", steady.clock)
        shutil.copytree(first.at, nights.at, symlinks=True)
        with Ledger(nights.store.ledger) as ledger, ledger.transaction() as db:
            db.execute("UPDATE publications SET place = ?", (str(nights.out),))
        before = published((nights.out / "current").resolve())
        disk.fill(left)
        try:
            nights.run(wanted)
            full = False
        except Misuse as error:
            full = True
            refused += 1
            assert "\n" not in str(error)
            assert published((nights.out / "current").resolve()) == before
        disk.free()
        report = nights.run(wanted)
        assert (report.flaws, report.refused) == ([], [])
        assert published((nights.out / "current").resolve()) == expected
        assert nights.states() == steady.states()
        assert not [name for name in os.listdir(nights.out) if name.startswith(".") and name != ".lock"]
        shutil.rmtree(nights.at)
        if not full:
            break
        left += 160 << 10
    assert refused >= 3


def test_what_reaches_the_disk_too_late_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system may take what it has no room for, and say so only when it has to write it."""
    import ctypes

    class Library:
        def syncfs(self, handle: int) -> int:
            ctypes.set_errno(errno.ENOSPC)
            return -1

    monkeypatch.setattr(atomic.ctypes, "CDLL", lambda *given, **named: Library())
    with pytest.raises(OSError, match="No space left"):
        atomic.to_disk(tmp_path)
