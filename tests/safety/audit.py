"""Asks the package index that pip is set to whether versions were withdrawn: ``python -m tests.safety.audit requirements.lock``.

Authors withdraw ("yank") a release that is broken or has a hole. Exit status 1 where one was, or is no longer to be had at all; 0 with
a line that says so where no index can be asked.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_GONE = re.compile(r"No matching distribution found for (\S+)")
_YANKED = re.compile(r"yanked version: '(?P<name>[^']+)' candidate \(version (?P<version>\S+) ")
_HAS_OTHERS = re.compile(r"\(from versions: (?!none\))")


class Unreachable(Exception):
    """No index can be asked; what pip said last."""


def withdrawn(locks: Sequence[Path]) -> list[str]:
    """A line for each pinned version that was withdrawn or taken away.

    Raises
    ------
    Unreachable
        The index does not answer.
    """
    found: list[str] = []
    for lock in locks:
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--no-deps", "--quiet", "--report", "-"]
        done = subprocess.run([*command, "--requirement", str(lock)], capture_output=True, text=True, check=False)
        if done.returncode:
            gone = _GONE.search(done.stderr)
            if gone is None or not _HAS_OTHERS.search(done.stderr):
                raise Unreachable((done.stderr.strip() or "pip said nothing").splitlines()[-1])
            found.append(f"{lock.name}: {gone[1]} is no longer to be had; run: make lock")
            continue
        yanked = {match["name"]: match["version"] for match in _YANKED.finditer(done.stderr)}  # pip before 24 says it there only
        for item in json.loads(done.stdout)["install"]:
            if item.get("is_yanked"):
                yanked[item["metadata"]["name"]] = item["metadata"]["version"]
        found += [f"{lock.name}: {name}=={version} was withdrawn; run: make lock" for name, version in sorted(yanked.items())]
    return found


def main(arguments: Sequence[str]) -> int:
    """Print what is wrong with some lock files; the exit status."""
    try:
        found = withdrawn([Path(name) for name in arguments])
    except Unreachable as error:
        print(f"audit skipped: no package index can be asked ({error})")
        return 0
    for line in found:
        print(line)
    if not found:
        print("no version in the lock files was withdrawn")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
