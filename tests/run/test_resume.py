"""A run that was stopped goes on where it was: nothing is read twice, nothing is lost, and the output is what it would have been."""

from __future__ import annotations

import json
import os
import pickle
import resource
import shutil
import signal
import sqlite3
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.misuse import Misuse
from pipeline.outcome import Outcome, failed, identity
from pipeline.record import Damaged, unpack
from pipeline.run import Options, Summary, run
from pipeline.spool import FILE, Spool
from tests import stand_in

COUNT = 8
READ: list[str] = []


def counting(data: bytes, source: str) -> Outcome:
    """The stand-in, which notes what it was given."""
    READ.append(Path(source).stem)
    return stand_in.step(data, source)


@pytest.fixture
def options(plain_joining: None) -> Options:
    READ.clear()
    return Options(jobs=0, step=f"{__name__}:counting")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(COUNT):
        text = "Một" if number == COUNT - 1 else "BROKEN" if number == 2 else f"Văn bản {number}\nđạt {number}%"
        (tmp_path / "in" / f"n{number}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "in" / "twice.txt").write_text("Một", encoding="utf-8")
    return tmp_path / "in"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def hidden(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name.startswith(".")}


def stopping(after: int) -> Callable[[Outcome], None]:
    left = [after]

    def advanced(outcome: Outcome) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise KeyboardInterrupt

    return advanced


@pytest.mark.parametrize("after", range(1, COUNT + 2))
def test_nothing_is_read_twice(tmp_path: Path, source: Path, options: Options, after: int) -> None:
    run([source], tmp_path / "whole", options=options)
    assert sorted(READ) == [f"n{number}" for number in range(COUNT)]
    READ.clear()
    with pytest.raises(KeyboardInterrupt):
        run([source], tmp_path / "out", options=options, advanced=stopping(after))
    assert not (tmp_path / "out").exists()
    assert hidden(tmp_path) == {".out.thidua-work"}
    summary = run([source], tmp_path / "out", options=options)
    assert sorted(READ) == [f"n{number}" for number in range(COUNT)]
    assert summary.before == min(after, COUNT)
    assert (summary.inputs, summary.rows["documents"], summary.errors, summary.notes) == (COUNT + 1, COUNT - 1, 1, 1)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    assert hidden(tmp_path) == set()


def test_it_may_be_stopped_again_and_again(tmp_path: Path, source: Path, options: Options) -> None:
    for turn in range(1, COUNT):
        with pytest.raises(KeyboardInterrupt):
            run([source], tmp_path / "out", options=options, advanced=stopping(turn + 1))
    run([source], tmp_path / "out", options=options)
    assert sorted(READ) == [f"n{number}" for number in range(COUNT)]


def test_other_inputs_take_only_what_is_theirs(tmp_path: Path, source: Path, options: Options) -> None:
    with pytest.raises(KeyboardInterrupt):
        run([source], tmp_path / "out", options=options, advanced=stopping(6))
    (source / "n0.txt").unlink()
    (source / "n1.txt").write_text("Khác", encoding="utf-8")
    summary = run([source], tmp_path / "out", options=options)
    assert READ.count("n1") == 2
    assert summary.rows["documents"] == COUNT - 2
    run([source], tmp_path / "whole", options=options)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_a_document_under_another_name_is_read_again(tmp_path: Path, source: Path, options: Options) -> None:
    """The name stands in the tables, and says where the document is from."""
    with pytest.raises(KeyboardInterrupt):
        run([source], tmp_path / "out", options=options, advanced=stopping(1))
    (source / "n0.txt").rename(source / "new.txt")
    run([source], tmp_path / "out", options=options)
    assert (READ.count("n0"), READ.count("new")) == (1, 1)


@pytest.mark.parametrize("change", [{"timeout": 1.0}, {"memory": 1 << 30}])
def test_with_other_limits_everything_is_read_anew(tmp_path: Path, source: Path, options: Options, change: dict[str, Any]) -> None:
    with pytest.raises(KeyboardInterrupt):
        run([source], tmp_path / "out", options=options, advanced=stopping(5))
    summary = run([source], tmp_path / "out", options=replace(options, **change))
    assert summary.before == 0


def test_a_least_confidence_is_no_way_of_reading(tmp_path: Path, source: Path, options: Options) -> None:
    with pytest.raises(KeyboardInterrupt):
        run([source], tmp_path / "out", options=options, advanced=stopping(5))
    summary = run([source], tmp_path / "out", options=replace(options, min_confidence=0.8))
    assert (summary.before, summary.rows["targets"]) == (5, 0)


def test_what_may_be_the_machines_fault_is_tried_again(tmp_path: Path) -> None:
    with Spool(tmp_path / "work", "1") as spool:
        for code in ("timeout", "crash", "out-of-memory", "broken"):
            spool.keep(failed("a", code, "extract", code, "Fetch it again."))
        assert [code for code in ("timeout", "crash", "out-of-memory", "broken") if spool.before(code, "a")] == ["broken"]


# Killed at any point


def killed_at(number: int, action: Callable[[], object]) -> bool:
    """Do something in a process of its own that is killed as it is about to touch a file for the ``number``-th time; was it?"""
    child = os.fork()
    if child == 0:
        seen = [0]

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            if event in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree", "sqlite3.connect", "ctypes.dlsym"):
                if event == "open" and "thidua" not in str(arguments[0]):
                    return
                seen[0] += 1
                if seen[0] == number:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            action()
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


def test_killed_at_any_touch_of_a_file(tmp_path: Path, source: Path, options: Options) -> None:
    run([source], tmp_path / "old", options=replace(options, min_confidence=0.8))
    run([source], tmp_path / "new", options=options)
    old, new = contents(tmp_path / "old"), contents(tmp_path / "new")
    points = 0
    for number in range(1, 400, 5):
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        shutil.copytree(tmp_path / "old", tmp_path / "out")
        if not killed_at(number, lambda: run([source], tmp_path / "out", options=options)):
            break
        points += 1
        assert contents(tmp_path / "out") in (old, new)
        summary = run([source], tmp_path / "out", options=options)
        assert contents(tmp_path / "out") == new
        assert summary.rows["documents"] + summary.errors + summary.notes == summary.inputs
        assert hidden(tmp_path) == set()
    assert 10 < points < 79, "the run was killed at touches up to its end"


# What else may happen to a run


def test_a_full_disk_is_one_line_and_costs_nothing(tmp_path: Path, source: Path, options: Options) -> None:
    """A limit on the size of files stands in for the disk: writing beyond it fails as writing to a full disk does."""
    run([source], tmp_path / "out", options=replace(options, min_confidence=0.8))
    before = contents(tmp_path / "out")
    for number in range(300):
        text = "".join(chr(0x4E00 + number * 7 + i) for i in range(500))  # does not deflate
        (source / f"m{number}.txt").write_text(f"Văn bản {number}\n{text}", encoding="utf-8")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for limit in (20_000, 100_000, 300_000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            with pytest.raises(Misuse, match="cannot be written .*Free the disk"):
                run([source], tmp_path / "out", options=options)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert contents(tmp_path / "out") == before
    summary = run([source], tmp_path / "out", options=options)
    assert summary.rows["documents"] == COUNT - 1 + 300
    assert hidden(tmp_path) == set()


def test_an_output_that_is_removed_meanwhile_is_written_anew(tmp_path: Path, source: Path, options: Options) -> None:
    run([source], tmp_path / "out", options=options)
    before = contents(tmp_path / "out")
    run([source], tmp_path / "out", options=options, advanced=lambda outcome: shutil.rmtree(tmp_path / "out", ignore_errors=True))
    assert contents(tmp_path / "out") == before


def test_a_work_folder_that_is_removed_meanwhile_costs_nothing(tmp_path: Path, source: Path, options: Options) -> None:
    def remove(outcome: Outcome) -> None:
        shutil.rmtree(tmp_path / ".out.thidua-work", ignore_errors=True)

    summary = run([source], tmp_path / "out", options=options, advanced=remove)
    assert summary.rows["documents"] == COUNT - 1


def test_a_folder_around_it_that_is_removed_meanwhile_is_one_line(tmp_path: Path, source: Path, options: Options) -> None:
    with pytest.raises(Misuse, match="cannot be written"):
        run([source], tmp_path / "a" / "out", options=options, advanced=lambda outcome: shutil.rmtree(tmp_path / "a", ignore_errors=True))


def test_the_second_run_into_one_folder_says_so(tmp_path: Path, source: Path, options: Options) -> None:
    told: list[str] = []

    def second(outcome: Outcome) -> None:
        with pytest.raises(Misuse, match="another run is writing there") as caught:
            run([source], tmp_path / "out", options=options)
        told.append(str(caught.value))

    summary: Summary = run([source], tmp_path / "out", options=options, advanced=second)
    assert len(told) == COUNT + 1
    assert summary.rows["documents"] == COUNT - 1


# What lies where a run keeps its work


@pytest.mark.parametrize("found", [b"", b"no database" * 100, b"SQLite format 3\0" + b"\xff" * 5000], ids=["empty", "junk", "broken"])
def test_a_damaged_spool_is_begun_anew(tmp_path: Path, source: Path, options: Options, found: bytes) -> None:
    (tmp_path / ".out.thidua-work").mkdir()
    (tmp_path / ".out.thidua-work" / FILE).write_bytes(found)
    summary = run([source], tmp_path / "out", options=options)
    assert (summary.before, summary.rows["documents"]) == (0, COUNT - 1)


def test_a_link_in_the_place_of_the_spool_is_not_followed(tmp_path: Path, source: Path, options: Options) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".out.thidua-work").symlink_to(tmp_path / "elsewhere")
    run([source], tmp_path / "out", options=options)
    assert list((tmp_path / "elsewhere").iterdir()) == []


class Planted:
    """Makes a file when it is unpickled."""

    def __init__(self, at: Path) -> None:
        self.at = at

    def __reduce__(self) -> tuple[Any, ...]:
        return (Path.touch, (self.at,))


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_planted_row_runs_nothing(tmp_path: Path, source: Path, options: Options, wrapped: bool) -> None:
    with pytest.raises(KeyboardInterrupt):
        run([source], tmp_path / "out", options=options, advanced=stopping(COUNT))
    planted = pickle.dumps(Planted(tmp_path / "ran"))
    held = sqlite3.connect(tmp_path / ".out.thidua-work" / FILE)
    with held:
        held.execute("UPDATE done SET rows = ? WHERE rows IS NOT NULL", (zlib.compress(planted) if wrapped else planted,))
    held.close()
    with pytest.raises(Exception, match=r"damaged .*; remove that folder"):
        run([source], tmp_path / "out", options=options)
    assert not (tmp_path / "ran").exists()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", ['{"document": 1}', "[]", "{", json.dumps({"document": {}, "unknown": 1})])
def test_only_rows_come_out_of_a_record(text: str) -> None:
    with pytest.raises(Damaged):
        unpack(zlib.compress(text.encode()))


def test_a_record_does_not_grow_beyond_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.record.LARGEST", 1000)
    with pytest.raises(Damaged, match="grows beyond"):
        unpack(zlib.compress(b" " * 100_000))


def test_rows_come_back_as_they_were() -> None:
    data = "Một\nđạt 4,5%".encode()
    made, _ = stand_in.extraction(data, "in/a.txt")
    packed = stand_in.step(data, "in/a.txt").packed
    assert packed is not None
    found = unpack(packed)
    assert found.document == made.document
    assert found.document.document_id == identity(data)
    assert found.campaign == made.campaign
    assert found.facts == made.facts
