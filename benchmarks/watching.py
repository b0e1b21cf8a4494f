"""The command in processes of its own, watched: time to the first document, processor time, memory."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from measuring import ROOT

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Run:
    """One run of the command."""

    wall: float
    first: float
    first_processor: float
    processor: float
    worker_memory: float
    parent_memory: float
    growth: float


def child(jobs: int, folder: str, out: str) -> None:
    """What a run does, in a process of its own; tells when the first document was done."""
    from pipeline.run import Options, run

    read: list[float] = []

    def advanced(_: object) -> None:
        read.append(time.time())

    summary = run([folder], out, options=Options(jobs=jobs), advanced=advanced)
    told = {"first": read[0], "last": read[-1], "end": time.time(), "documents": summary.rows["documents"], "errors": summary.errors}
    print(json.dumps(told))


def command(jobs: int, folder: Path, out: Path, *, cores: int) -> Run:
    """Run the command on so many cores of this machine, all of its processes together, and watch them."""
    shutil.rmtree(out, ignore_errors=True)
    given = os.sched_getaffinity(0)
    began = time.time()
    arguments = [sys.executable, __file__, str(jobs), str(folder), str(out)]
    os.sched_setaffinity(0, sorted(given)[:cores])  # what is started inherits it
    try:
        process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    finally:
        os.sched_setaffinity(0, given)
    watch = _Watch(process.pid)
    watch.start()
    told, _ = process.communicate()
    watch.stop.set()
    watch.join()
    if process.returncode:
        raise SystemExit(f"the run with {jobs} workers ended with {process.returncode}")
    said = json.loads(told.splitlines()[-1])
    used = [total for moment, total in watch.moments if moment <= said["first"]]
    return Run(
        said["end"] - began,
        said["first"] - began,
        used[-1] if used else 0.0,
        sum(watch.used.values()),
        watch.worker(said["last"]),
        watch.parent,
        watch.growth(said["last"]),
    )


def shared_nothing(folder: Path) -> float:
    """How much more two processes do than one on this machine, where each cuts the same texts into words for itself."""

    def seconds(processes: int) -> float:
        program = "import sys, watching; watching.floor_of(sys.argv[1])"
        arguments = [sys.executable, "-c", program, str(folder)]
        running = [
            subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent)
            for _ in range(processes)
        ]
        for process in running:
            assert process.stdout is not None
            process.stdout.readline()  # ready
        began = time.time()
        for process in running:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        for process in running:
            process.communicate()
        return time.time() - began

    return 2 * min(seconds(1) for _ in range(2)) / min(seconds(2) for _ in range(2))


def floor_of(folder: str) -> None:
    """Cut the texts of a folder into words when told to begin."""
    from files import corpus
    from texts import floor

    files = corpus(Path(folder))
    floor(files[:5], 1)
    print("ready", flush=True)
    sys.stdin.readline()
    floor(files, 2)


class _Watch(threading.Thread):
    """Looks at a process and everything below it, ten times a second at first and then once: memory and processor time."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root, self.stop = root, threading.Event()
        self.used: dict[int, float] = {}
        self.parent = 0.0
        self.peaks: dict[int, float] = {}
        self.sizes: dict[int, list[tuple[float, float]]] = {}
        self.moments: list[tuple[float, float]] = []

    def run(self) -> None:
        """Look until told to stop."""
        began = time.time()
        # Looking takes time from what is looked at: often only until the first document is there.
        while not self.stop.wait(0.1 if time.time() - began < 5 else 1.0):
            for pid in self._family():
                try:
                    status = Path(f"/proc/{pid}/status").read_text()
                    stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                peak = _field(status, "VmHWM")
                self.used[pid] = (int(stat[11]) + int(stat[12])) / _TICK
                if pid == self.root:
                    self.parent = max(self.parent, peak)
                else:
                    self.peaks[pid] = peak
                    self.sizes.setdefault(pid, []).append((time.time(), _field(status, "VmRSS")))
            self.moments.append((time.time(), sum(self.used.values())))

    def _family(self) -> list[int]:
        below: dict[int, list[int]] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    stat = (entry / "stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                below.setdefault(int(stat[1]), []).append(int(entry.name))
        found, waiting = [], [self.root]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            waiting += below.get(pid, [])
        return found

    def worker(self, read: float) -> float:
        """Megabytes that a worker took at most: of processes that were there when everything was ``read``, not of who writes afterwards."""
        return max((peak for pid, peak in self.peaks.items() if self.sizes[pid][0][0] <= read), default=0.0)

    def growth(self, read: float) -> float:
        """Megabytes that the largest worker took in the last quarter of its reading more than in the second."""
        workers = [[size for moment, size in found if moment <= read] for found in self.sizes.values()]
        sizes = max(filter(None, workers), key=max, default=[])
        quarter = len(sizes) // 4
        return max(sizes[-quarter:]) - max(sizes[quarter : 2 * quarter]) if quarter else 0.0


def _field(status: str, name: str) -> float:
    line = next((line for line in status.splitlines() if line.startswith(name + ":")), "")
    return int(line.split()[1]) / 1024 if line else 0.0


if __name__ == "__main__":
    child(int(sys.argv[1]), sys.argv[2], sys.argv[3])
