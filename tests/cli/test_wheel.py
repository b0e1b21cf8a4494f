"""The wheel, installed into an environment of its own, works away from the checkout."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.cli.test_command import PLAN

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    [found] = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, and with the libraries of the one that runs the tests (150 of them: not installed anew).

    A line in a .pth file shows it their folder without following the .pth files therein, so that the checkout stays out of sight.
    """
    at = tmp_path_factory.mktemp("environment") / "venv"
    venv.create(at, with_pip=False)
    python = at / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    [packages] = at.glob("lib/python*/site-packages")
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return at


def test_vocabularies_and_models_travel_in_it(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    kinds = (".csv", ".toml", ".js", ".css", ".html")
    data = [path for top in ("extractors", "pipeline") for path in (ROOT / top).rglob("*") if path.suffix in kinds]
    assert data
    assert {path.relative_to(ROOT).as_posix() for path in data} <= names
    # The saved pipelines are for training and for other programs; documents are read with the tables beside them.
    models = [path for path in (ROOT / "models").rglob("*") if path.is_file() and path.suffix != ".skops"]
    assert not [name for name in names if name.endswith(".skops")]
    assert {"pipeline/" + path.relative_to(ROOT).as_posix() for path in models} <= names
    assert "pipeline/crawl/sources.yaml" in names
    assert not [name for name in names if name.startswith(("tests", "corpus", "models"))]


def test_the_command_works_from_anywhere(environment: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PREFECT", "VIRTUAL"))}
    done = subprocess.run(
        [str(environment / "bin" / "thidua"), "extract", "plan.txt", "--out", "out"],
        cwd=tmp_path, env={**clean, "HOME": str(tmp_path)}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with (tmp_path / "out" / "directives.csv").open(encoding="utf-8", newline="") as file:
        assert "90/QĐ-TTg" in {row["number"] for row in csv.DictReader(file)}


def test_it_is_the_wheel_that_runs(environment: Path, tmp_path: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    where = "import pipeline, extractors; print(pipeline.__file__, extractors.__file__, sep='\\n')"
    done = subprocess.run(
        [str(environment / "bin" / "python"), "-c", where], cwd=tmp_path, env=clean, capture_output=True, text=True, check=True
    )
    assert all(Path(line).is_relative_to(environment) for line in done.stdout.splitlines()), done.stdout
