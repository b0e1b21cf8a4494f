"""Inputs and outputs in a store: a real S3 server on loopback."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.misuse import Misuse
from pipeline.outcome import Outcome
from pipeline.run import Options, run

pytestmark = pytest.mark.slow


@pytest.fixture
def files(store: str, cached: Path) -> Any:
    import s3fs

    found = s3fs.S3FileSystem()
    found.invalidate_cache()
    for path in found.find("bucket"):  # what other tests left
        found.rm_file(path)
    for name, text in {"in/a.txt": "Một\nđạt 4,5%", "in/deep/b.txt": "Hai", "in/.hidden": "Ba", "in/same.txt": "Hai"}.items():
        found.pipe_file(f"bucket/{name}", text.encode())
    return found


def table(files: Any, name: str, out: str = "tables") -> str:
    files.invalidate_cache()
    return str(files.cat_file(f"bucket/{out}/{name}.csv").decode())


def test_a_folder_in_a_store_becomes_tables_in_a_store(files: Any, store: str, plain_options: Options) -> None:
    summary = run([f"{store}/in/"], f"{store}/tables", options=plain_options)
    assert (summary.inputs, summary.rows["documents"], summary.notes) == (3, 2, 1)
    assert "s3://bucket/in/deep/b.txt" in table(files, "documents")
    assert "s3://bucket/in/same.txt" in table(files, "problems")


def test_globs_and_single_files(files: Any, store: str, tmp_path: Path, plain_options: Options) -> None:
    assert run([f"{store}/in/**/b*.txt", f"{store}/in/a.txt"], tmp_path / "out", options=plain_options).inputs == 2


def test_files_here_and_there_in_one_run(files: Any, store: str, tmp_path: Path, plain_options: Options) -> None:
    (tmp_path / "c.txt").write_text("Bốn", encoding="utf-8")
    assert run([tmp_path / "c.txt", f"{store}/in"], tmp_path / "out", options=plain_options).rows["documents"] == 3


def test_an_output_is_replaced_and_what_others_put_there_stays(files: Any, store: str, plain_options: Options) -> None:
    run([f"{store}/in"], f"{store}/tables", options=plain_options)
    files.pipe_file("bucket/tables/notes.md", b"mine")
    run([f"{store}/in/a.txt"], f"{store}/tables", options=plain_options)
    files.invalidate_cache()
    assert len(files.find("bucket/tables/texts")) == 1
    assert files.cat_file("bucket/tables/notes.md") == b"mine"


def test_the_output_inside_an_input_is_no_input(files: Any, store: str, plain_options: Options) -> None:
    assert run([f"{store}/in"], f"{store}/in/tables", options=plain_options).inputs == 3
    assert run([f"{store}/in"], f"{store}/in/tables", options=plain_options).inputs == 3


def test_a_folder_of_someone_else_is_left_alone(files: Any, store: str, plain_options: Options) -> None:
    files.pipe_file("bucket/home/thesis.docx", b"three years")
    with pytest.raises(Misuse, match="did not write"):
        run([f"{store}/in"], f"{store}/home", options=plain_options)
    assert files.find("bucket/home") == ["bucket/home/thesis.docx"]


def test_a_run_that_was_stopped_while_carrying_over_is_mended(
    files: Any, store: str, plain_options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.publish.remote import StoredStaging

    run([f"{store}/in/a.txt"], f"{store}/tables", options=plain_options)
    put, left = StoredStaging._put, [2]

    def failing(self: StoredStaging, names: list[str]) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise ConnectionError("the line is cut")
        put(self, names)

    monkeypatch.setattr(StoredStaging, "_put", failing)
    with pytest.raises(Misuse, match="the line is cut"):
        run([f"{store}/in"], f"{store}/tables", options=plain_options)
    files.invalidate_cache()
    assert not files.exists("bucket/tables/datapackage.json"), "half an output does not look like one"
    monkeypatch.setattr(StoredStaging, "_put", put)
    summary = run([f"{store}/in"], f"{store}/tables", options=plain_options)
    assert summary.before == 2
    assert "deep/b.txt" in table(files, "documents")


def test_the_second_run_into_one_place_says_so(files: Any, store: str, plain_options: Options) -> None:
    def second(outcome: Outcome) -> None:
        with pytest.raises(Misuse, match="another run is writing there"):
            run([f"{store}/in"], f"{store}/tables", options=plain_options)

    run([f"{store}/in"], f"{store}/tables", options=replace(plain_options, jobs=0), advanced=second)


@pytest.mark.parametrize(
    ("given", "out", "said"),
    [
        ("s3://bucket/none", "out", "no such file or folder"),
        ("s3://bucket/in/*.pdf", "out", "matches no file"),
        ("s3://bucket/in", "s3://bucket", "is the root of a store"),
        ("s3://bucket/in", "s3://bucket/in", "input and output at once"),
        ("s3://nobucket/in", "out", "s3://nobucket/in: "),
        ("nosuch://a/b", "out", "no way to nosuch://"),
        ("https://example.org/a.pdf", "out", "fetch what you need first"),
    ],
)
def test_calls_that_cannot_succeed(files: Any, tmp_path: Path, plain_options: Options, given: str, out: str, said: str) -> None:
    with pytest.raises(Misuse, match=said):
        run([given], out if "://" in out else tmp_path / out, options=plain_options)
