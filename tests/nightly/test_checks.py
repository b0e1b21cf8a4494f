"""A package is flawed for us where it is flawed for frictionless, which every user has."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from frictionless import validate

from pipeline.nightly.checks import flaws_of_package, shrunk
from tests.crawl.conftest import source
from tests.crawl.pages import nukeviet, titles
from tests.crawl.portal import Portal
from tests.nightly.conftest import Nights


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with Portal() as portal:
        nukeviet(portal, titles(3))
        nights = Nights(tmp_path_factory.mktemp("package"))
        nights.run(source(portal, "/tin-tuc/"))
        yield nights.out / "current"


def edit(table: str, change: Callable[[list[str]], list[str]]) -> Callable[[Path], None]:
    def work(folder: Path) -> None:
        path = folder / f"{table}.csv"
        path.write_text("\n".join(change(path.read_text(encoding="utf-8").split("\n"))), encoding="utf-8")

    return work


BREAKS: dict[str, Callable[[Path], None]] = {
    "another column": edit("documents", lambda lines: [lines[0] + ",extra", *lines[1:]]),
    "a key twice": edit("documents", lambda lines: [*lines[:2], *lines[1:]]),
    "a key that leads nowhere": edit("campaigns", lambda lines: [lines[0], ""]),
    "no number": edit("dates", lambda lines: [lines[0], lines[1].replace(",", ",x", 1), *lines[2:]]),
    "a cell too few": edit("dates", lambda lines: [lines[0], lines[1].rpartition(",")[0], *lines[2:]]),
    "a required cell that is empty": edit("source_health", lambda lines: [lines[0], "".join(lines[1].partition(",")[1:]), *lines[2:]]),
    "a missing file": lambda folder: (folder / "provinces.csv").unlink(),
}  # fmt: skip


def test_what_a_night_made_is_sound(package: Path) -> None:
    assert flaws_of_package(package) == []
    assert validate(str(package / "datapackage.json")).valid


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_broken_is_found(name: str, package: Path, tmp_path: Path) -> None:
    shutil.copytree(package, tmp_path / "broken")
    BREAKS[name](tmp_path / "broken")
    assert flaws_of_package(tmp_path / "broken")
    assert not validate(str(tmp_path / "broken" / "datapackage.json")).valid


@pytest.mark.parametrize(("lost", "refused"), [(0, False), (5, False), (6, True), (100, True)])
def test_a_twentieth_of_the_rows_may_be_missing(lost: int, refused: bool, package: Path, tmp_path: Path) -> None:
    for name, rows in (("old", 100), ("new", 100 - lost)):
        shutil.copytree(package, tmp_path / name)
        (tmp_path / name / "targets.csv").write_text("head\n" + "row\n" * rows, encoding="utf-8")
    assert bool(shrunk(tmp_path / "old", tmp_path / "new")) == refused
    assert shrunk(None, tmp_path / "new") == []
