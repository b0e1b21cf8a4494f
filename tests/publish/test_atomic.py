"""An output folder is there in whole or as it was before, whatever happens to the run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pipeline.misuse import Misuse
from pipeline.publish.atomic import Staging

ROOT = Path(__file__).parents[2]


def publish(target: Path, **texts: str) -> None:
    with Staging(target) as staging:
        fill(staging.folder, **texts)
        staging.publish()


def fill(folder: Path, **texts: str) -> None:
    (folder / "datapackage.json").write_text(
        json.dumps({"name": "thidua", "resources": [{"path": "documents.csv"}]}), encoding="utf-8"
    )
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_a_new_folder_and_its_parents_are_made(tmp_path: Path) -> None:
    publish(tmp_path / "deep" / "out", documents="new")
    assert (tmp_path / "deep" / "out" / "documents.csv").read_text() == "new"
    assert leftovers(tmp_path / "deep") == []


def test_an_output_is_replaced_in_whole(tmp_path: Path) -> None:
    publish(tmp_path / "out", documents="old", targets="old")
    publish(tmp_path / "out", documents="new")
    assert (tmp_path / "out" / "documents.csv").read_text() == "new"
    assert leftovers(tmp_path) == []


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    publish(tmp_path / "out", documents="new")
    assert (tmp_path / "out" / "documents.csv").read_text() == "new"


def test_a_folder_of_someone_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.docx").write_text("three years", encoding="utf-8")
    with pytest.raises(Misuse, match="did not write"):
        publish(tmp_path / "home", documents="new")
    (tmp_path / "home" / "datapackage.json").write_text('{"name": "other"}', encoding="utf-8")
    with pytest.raises(Misuse, match="did not write"):
        publish(tmp_path / "home", documents="new")
    assert (tmp_path / "home" / "thesis.docx").read_text(encoding="utf-8") == "three years"


def test_a_folder_that_someone_else_made_meanwhile_is_left_alone(tmp_path: Path) -> None:
    with Staging(tmp_path / "out") as staging:
        fill(staging.folder, documents="new")
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "thesis.docx").write_text("three years", encoding="utf-8")
        with pytest.raises(Misuse, match="did not write"):
            staging.publish()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["thesis.docx"]


def test_notes_laid_into_an_output_survive_the_next_run(tmp_path: Path) -> None:
    publish(tmp_path / "out", documents="old")
    (tmp_path / "out" / "texts").mkdir(exist_ok=True)
    (tmp_path / "out" / "texts" / "0123456789abcdef.txt").write_text("old", encoding="utf-8")
    (tmp_path / "out" / "texts" / "0123456789abcdef.ann").write_text("mine", encoding="utf-8")
    (tmp_path / "out" / "notebook.ipynb").write_text("mine", encoding="utf-8")
    publish(tmp_path / "out", documents="new")
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()) == [
        "datapackage.json",
        "documents.csv",
        "notebook.ipynb",
        "texts/0123456789abcdef.ann",
    ]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(Misuse, match="is a file"):
        publish(tmp_path / "out", documents="new")


def test_a_link_to_an_output_stays_a_link(tmp_path: Path) -> None:
    publish(tmp_path / "real", documents="old")
    (tmp_path / "link").symlink_to("real")
    publish(tmp_path / "link", documents="new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "documents.csv").read_text() == "new"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_place_that_may_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    with pytest.raises(Misuse, match="cannot be written"):
        publish(tmp_path / "closed" / "out", documents="new")


def test_an_error_leaves_no_empty_folders(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), Staging(tmp_path / "deep" / "deeper" / "out"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_an_error_leaves_the_old_output(tmp_path: Path) -> None:
    publish(tmp_path / "out", documents="old")
    with pytest.raises(RuntimeError), Staging(tmp_path / "out") as staging:
        fill(staging.folder, documents="half")
        raise RuntimeError
    assert (tmp_path / "out" / "documents.csv").read_text() == "old"
    assert leftovers(tmp_path) == []


def test_two_runs_into_one_folder(tmp_path: Path) -> None:
    with Staging(tmp_path / "out") as staging:
        with pytest.raises(Misuse, match="another run is writing there"):
            publish(tmp_path / "out", documents="second")
        fill(staging.folder, documents="first")
        staging.publish()
    publish(tmp_path / "out", documents="third")
    assert (tmp_path / "out" / "documents.csv").read_text() == "third"


KILLED = """
import os, signal, sys
from pathlib import Path
from pipeline.publish import atomic
from tests.publish.test_atomic import fill

at = sys.argv[2]
rename, exchange = os.rename, atomic._exchange
if at == "swapping":
    atomic._exchange = lambda one, other: False
    def last_rename(one, other):
        rename(one, other)
        os.kill(os.getpid(), signal.SIGKILL)
    os.rename = last_rename
with atomic.Staging(Path(sys.argv[1])) as staging:
    fill(staging.folder, documents="half")
    if at == "writing":
        os.kill(os.getpid(), signal.SIGKILL)
    staging.publish()
    if at == "swapped":
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(("at", "left"), [("writing", "old"), ("swapping", "old"), ("swapped", "half")])
def test_a_killed_run_leaves_one_whole_output_to_the_next(tmp_path: Path, at: str, left: str) -> None:
    publish(tmp_path / "out", documents="old")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "out"), at], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    if at != "swapping":
        assert (tmp_path / "out" / "documents.csv").read_text() == left
    with Staging(tmp_path / "out") as staging:
        assert (tmp_path / "out" / "documents.csv").read_text() == left
        fill(staging.folder, documents="new")
        staging.publish()
    assert (tmp_path / "out" / "documents.csv").read_text() == "new"
    assert leftovers(tmp_path) == []


def test_a_reader_never_sees_half(tmp_path: Path) -> None:
    publish(tmp_path / "out", documents="0", targets="0")
    stop = threading.Event()
    seen: set[tuple[str, ...]] = set()
    lost: list[OSError] = []

    def read() -> None:
        while not stop.is_set():
            try:
                handle = os.open(tmp_path / "out", os.O_RDONLY | os.O_DIRECTORY)
            except OSError as error:
                lost.append(error)
                continue
            try:
                names = set(os.listdir(handle))
                if {"documents.csv", "targets.csv", "datapackage.json"} <= names:
                    parts = []
                    for name in ("documents.csv", "targets.csv"):
                        with os.fdopen(os.open(name, os.O_RDONLY, dir_fd=handle)) as file:
                            parts.append(file.read())
                    seen.add(tuple(parts))
            except FileNotFoundError:
                pass  # the old output, opened before the swap, is being cleared away
            finally:
                os.close(handle)

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(30):
        publish(tmp_path / "out", documents=str(turn), targets=str(turn))
        time.sleep(0.002)
    stop.set()
    reader.join()
    assert lost == []
    assert seen
    assert all(documents == targets for documents, targets in seen)
