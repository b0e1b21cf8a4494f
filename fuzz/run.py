"""Coverage-guided fuzzing of the readers and extractors (needs atheris: pip install 'thidua[fuzz]').

Begins with the bundled announcements. What it finds goes to the folder given, and belongs into tests/fuzz/found as KIND-NAME once it is
mended.

    python fuzz/run.py html --seconds 600 --found found
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

SUFFIXES = {"html": ".html", "pdf": ".pdf", "docx": ".docx", "plain": ".txt", "any": ""}
SMALLEST = 30  # seeds: the small ones, which are mutated quickly


def main() -> None:
    """The command line; libFuzzer ends the process."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("kind", choices=SUFFIXES)
    options.add_argument("--seconds", type=int, default=60, metavar="N", help="how long (default: %(default)s)")
    options.add_argument("--found", type=Path, default=Path("found"), metavar="FOLDER", help="where cases go (default: %(default)s)")
    options.add_argument("--extract", action="store_true", help="the whole way, not reading alone")
    given = options.parse_args()

    with atheris.instrument_imports(include=["pipeline", "extractors"]):
        from fuzz import target

    given.found.mkdir(parents=True, exist_ok=True)
    seeds = Path(tempfile.mkdtemp(prefix="thidua-fuzz-"))
    bundled = [p for p in (ROOT / "corpus" / "announcements").iterdir() if p.suffix == SUFFIXES[given.kind] or given.kind == "any"]
    for path in sorted(bundled, key=lambda p: p.stat().st_size)[:SMALLEST]:
        shutil.copy(path, seeds)
    check = target.reads_and_extracts if given.extract else target.reads

    def one(data: bytes) -> None:
        check(data, given.kind)

    arguments = [f"-max_total_time={given.seconds}", f"-artifact_prefix={given.found}/{given.kind}-", "-timeout=30", "-rss_limit_mb=4096"]
    atheris.Setup([sys.argv[0], *arguments, "-max_len=60000", str(seeds)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
