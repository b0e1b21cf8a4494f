"""``thidua nightly``, ``status``, ``retry``, ``pause`` and ``resume`` as a person calls them."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.misuse import Misuse
from tests.crawl.pages import BODY, nukeviet, page, titles
from tests.crawl.portal import Portal
from tests.nightly.making import listed
from tests.nightly.test_notify import hook, status

ROOT = Path(__file__).parents[2]


def thidua(*given: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "THIDUA"))}
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *given], cwd=ROOT, env={**inherited, **environment}, capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip


def test_two_nights_and_the_ledger_between_them(portal: Portal, tmp_path: Path) -> None:
    nukeviet(portal, titles(1))
    portal.put("/tin-tuc/bai-1.html", page("Phát động thi đua", BODY, files=["/a.pdf"]))
    sources = listed(tmp_path, portal, ("mot", "/tin-tuc/"), ("hai", "/khong-co/"))
    store, out = str(tmp_path / "store"), str(tmp_path / "out")
    given = ("nightly", "--sources", str(sources), "--store", store, "--out", out, "--allow-private", "--jobs", "1")
    with hook(status(500)) as (url, got):
        done = thidua(*given, THIDUA_WEBHOOK=url, THIDUA_CONTACT="https://example.org/thu")
    lines = done.stdout.splitlines()
    assert done.returncode == 1  # one source could not be read
    assert done.stderr.startswith("thidua: --webhook at 127.0.0.1: the summary was not sent") and done.stderr.count("\n") == 1
    assert lines[0].startswith(("mot: ", "hai: "))
    assert "published as" in lines[-2] and lines[-1] == "2 items: 1 published, 0 rejected, 1 failed, 0 pending"
    assert json.loads(got[0][2])["items"] == {"published": 1, "rejected": 0, "failed": 1, "pending": 0}
    with (Path(out) / "documents.csv").open(encoding="utf-8", newline="") as file:
        assert [row["source"] for row in csv.DictReader(file)] == [portal.url("/tin-tuc/bai-1.html")]

    run = CliRunner().invoke
    shown = run(app, ["status", "--store", store, "--failed"])
    assert shown.exit_code == 0 and "mot: 1 published, 0 rejected, 1 failed, 0 pending; last read on" in shown.stdout
    assert f"{portal.url('/a.pdf')}: gone, 1 tries" in shown.stdout
    assert f"published: {out}/" in shown.stdout
    assert run(app, ["pause", "hai", "--store", store]).stdout.startswith("hai: paused")
    assert "hai: 0 published, 0 rejected, 0 failed, 0 pending; never read, paused" in run(app, ["status", "--store", store]).stdout
    assert run(app, ["retry", "--store", store, portal.url("/a.pdf")]).stdout == "1 items are pending again\n"
    portal.put("/a.pdf", (ROOT / "corpus" / "announcements" / "lam-dong-qua-deo-cham-ke-hoach.pdf").read_bytes(), "application/pdf")
    again = run(app, given)
    assert again.exit_code == 0
    assert again.stdout.splitlines()[-1] == "2 items: 2 published, 0 rejected, 0 failed, 0 pending"
    assert "hai: paused" in again.stdout.splitlines()
    assert run(app, ["resume", "hai", "--store", store]).stdout == "hai: back in the nights\n"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["status", "--store", "nowhere"], "nowhere: has no ledger"),
        (["retry", "--store", "nowhere"], "nowhere: has no ledger"),
        (["pause", "ba", "--store", "known"], "ba: is no source that known knows"),
        (["resume", "mot", "--store", "known"], "mot: is not paused"),
        (["retry", "--store", "known", "http://a.vn/x"], "http://a.vn/x: is not in"),
        (["status", "--store", "known", "--source", "ba"], "ba: is no source"),
        (["nightly", "--sources", "no.yaml", "--store", "s", "--out", "o"], "no.yaml"),
        (["nightly", "--store", "s", "--out", "o", "--contact", "a\nb"], "is no contact"),
        (["nightly", "--store", "s", "--out", "o", "--mail", "me"], "--mail 'me': is no mail address"),
    ],
)
def test_called_wrongly(given: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.crawl.ledger import Ledger
    from pipeline.crawl.store import Store

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    Ledger(Store(Path("known")).ledger).close()
    done = CliRunner().invoke(app, given)
    assert isinstance(done.exception, Misuse)
    assert said in str(done.exception)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["known"]
