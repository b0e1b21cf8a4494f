"""``thidua crawl`` as a person calls it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.misuse import Misuse
from tests.crawl.pages import nukeviet, titles
from tests.crawl.portal import Portal

ROOT = Path(__file__).parents[2]


def thidua(*given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "crawl", *given], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def listed(portal: Portal, tmp_path: Path) -> Path:
    """A list of two sources, the second of which has no listing."""
    nukeviet(portal, titles(1))
    entries = "".join(
        f"  - id: {name}\n    agency: Cổng thông tin thử\n    level: trung_uong\n"
        f"    start: {portal.url(path)}\n    hosts: [{portal.site}]\n"
        "    kind: nukeviet\n    pause: false\n    pace: 1\n    must_have: [thi đua]\n"
        "    pages: 1\n    since_days: 3650\n    rhythm_days: 1\n    min_rows: 1\n    max_rows: 10\n"
        for name, path in (("mot", "/tin-tuc/"), ("hai", "/khong-co/"))
    )
    path = tmp_path / "sources.yaml"
    path.write_text(f"sources:\n{entries}", encoding="utf-8")
    return path


def test_crawl_and_replay(listed: Path, portal: Portal, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    given = ("--sources", str(listed), "--store", store, "--allow-private")
    done = thidua(*given, "--source", "mot", "--contact", "https://example.org/thu")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("mot: ") and " done, 1 listed, 1 new, 0 changed" in lines[0]
    assert lines[-1] == "1 items: 0 published, 0 rejected, 0 failed, 1 pending"
    assert all("https://example.org/thu" in asked.headers["user-agent"] for asked in portal.log)
    times = [asked.at for asked in portal.log]
    assert min(later - earlier for earlier, later in zip(times, times[1:], strict=False)) >= 1

    failing = thidua(*given, "--source", "hai")
    assert (failing.returncode, failing.stderr) == (1, "")
    assert "hai: " in failing.stdout and "failed (gone)" in failing.stdout
    before = len(portal.log)
    again = thidua(*given, "--replay", "--source", "mot")
    assert (again.returncode, again.stdout.splitlines()[-1]) == (0, lines[-1])
    assert len(portal.log) == before


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--allow-private", "--source", "ba"), "has no source ba"),
        (("--allow-private", "--replay"), "has no WARC files"),
        ((), "sources.yaml:"),  # private hosts in the list, and no leave to fetch them
    ],
)
def test_called_wrongly(given: tuple[str, ...], said: str, listed: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["crawl", "--sources", str(listed), "--store", str(tmp_path / "store"), *given])
    assert isinstance(done.exception, Misuse)
    assert said in str(done.exception)
    assert not (tmp_path / "store" / "warc" / "mot").exists()
