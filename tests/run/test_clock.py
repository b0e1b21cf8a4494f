"""A run on a machine whose clock is set back and forth meanwhile, killed, and carried on in another year: the tables of a quiet run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.run.test_resume import contents, hidden

ROOT = Path(__file__).parents[2]
LIBRARY = next(Path("/usr").glob("lib/*/faketime/libfaketime.so.1"), None)
YEARS = {"@1970-01-02 00:00:00": 1970, "@2100-03-01 00:00:00": 2100}
# The clock is set anew after every document: of the run and of its workers.
RUN = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from pipeline.run import Options, run
source, out, clock, dies, *times = sys.argv[1:]
seen = []
def set_to(moment):
    # In one stroke: whoever looks at a clock that is half written sees the machine's.
    Path(clock + ".next").write_text(moment + "\\n")
    os.replace(clock + ".next", clock)
def advanced(outcome):
    seen.append(datetime.now().year)
    if times:
        Path(clock).write_text(times[len(seen) % 2] + "\\n")
    if len(seen) == int(dies):
        os.kill(os.getpid(), signal.SIGKILL)
summary = run([source], out, options=Options(jobs=2, step="tests.stand_in:step", timeout=60, excel=True), advanced=advanced)
assert summary.rows["documents"] + summary.errors + summary.notes == summary.inputs
print(*seen)
"""

pytestmark = pytest.mark.skipif(LIBRARY is None, reason="needs a clock that can be set: apt-get install faketime")


def carried_out(at: Path, out: str, *, dies: int = 0, times: dict[str, int] | None = None) -> subprocess.CompletedProcess[str]:
    clock = at / "clock"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if times:
        clock.write_text([*times][0] + "\n", encoding="utf-8")
        environment |= {"LD_PRELOAD": str(LIBRARY), "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1"}
        # What only goes forward on a real machine does so here; two releases of the library call it differently.
        environment |= {"DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    return subprocess.run(
        [sys.executable, "-c", RUN, str(at / "in"), str(at / out), str(clock), str(dies), *(times or ())],
        cwd=at, env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def test_the_clock_is_set_in_mid_run_and_between_runs(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(8):
        text = "BROKEN" if number == 2 else f"Văn bản {number}\nđạt {number}%"
        (tmp_path / "in" / f"n{number}.txt").write_text(text, encoding="utf-8")
    quiet = carried_out(tmp_path, "quiet")
    assert quiet.returncode == 0, quiet.stderr

    killed = carried_out(tmp_path, "out", dies=4, times=YEARS)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert not (tmp_path / "out").exists()
    resumed = carried_out(tmp_path, "out", times=dict(reversed(YEARS.items())))
    assert resumed.returncode == 0, resumed.stderr
    assert set(map(int, resumed.stdout.split())) == set(YEARS.values())  # the clock was set indeed
    assert contents(tmp_path / "out") == contents(tmp_path / "quiet")
    assert hidden(tmp_path) == set()

    again = carried_out(tmp_path, "out", times=YEARS)  # over an output that was written in days to come
    assert again.returncode == 0, again.stderr
    assert contents(tmp_path / "out") == contents(tmp_path / "quiet")
