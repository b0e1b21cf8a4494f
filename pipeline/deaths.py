"""Why a process that read a document died: for want of memory, over a flaw of a library, or by another's hand.

A library in C that gets no memory ends its process, and so does one that falls over a broken file: the signal is the same. So the document
is tried once more in a process that may ask for as much address space as the machine has memory, while what it really holds is watched: it
is stopped over the limit that was meant. What its libraries write to standard error before it dies is looked at, too.
"""

from __future__ import annotations

import faulthandler
import os
import re
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

EVERY = 0.02
"""Seconds between two looks at a process that is tried again."""

_TOLD = 65_536  # bytes of standard error that are kept
_NO_MEMORY = re.compile(rb"bad_alloc|memory allocation of \d+ bytes failed|out of memory|cannot allocate memory", re.I)
_FRAME = re.compile(r'File "[^"\n]*?/(?:site|dist)-packages/([A-Za-z0-9_]+)')


@dataclass(slots=True)
class Trial:
    """A second try: the signal that ended the first, where the process writes its errors, and the most memory it was seen to hold."""

    first: int
    errors: Connection
    seen: int = 0
    stopped: bool = False

    def look(self, pid: int, most: int) -> bool:
        """Whether the process holds more than ``most`` bytes of memory now."""
        self.seen = max(self.seen, resident(pid))
        self.stopped = self.seen > most
        return self.stopped

    def told(self) -> bytes:
        """What the process wrote to standard error."""
        try:
            os.set_blocking(self.errors.fileno(), False)
            return os.read(self.errors.fileno(), _TOLD)
        except OSError:
            return b""
        finally:
            self.errors.close()


def room(memory: int) -> int:
    """Bytes of address space for a second try: more than the limit, and at least what the machine has."""
    try:
        machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        machine = 0
    return max(machine, 4 * memory)


def resident(pid: int) -> int:
    """Bytes of memory that a process holds; 0 where that cannot be asked."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def killed_for_memory() -> int:
    """How often the kernel has killed a process because the machine's memory was full; 0 where it does not tell."""
    try:
        found = re.search(rb"^oom_kill (\d+)$", Path("/proc/vmstat").read_bytes(), re.M)
    except OSError:
        return 0
    return int(found[1]) if found else 0


def write_errors_to(pipe: Connection) -> None:
    """In the process that is tried again: keep what its libraries write to standard error, and where it is when it dies."""
    os.set_blocking(pipe.fileno(), False)  # a library that says more than is kept does not wait
    os.dup2(pipe.fileno(), 2)
    faulthandler.enable(2, all_threads=False)


def name_of(exitcode: int | None) -> str:
    """An exit status in words.

    >>> name_of(-11), name_of(3)
    ('SIGSEGV', 'exit 3')
    """
    try:
        return signal.Signals(-(exitcode or 0)).name
    except ValueError:
        return f"exit {exitcode}"


def killed(memory: int, full: bool) -> tuple[str, str]:
    """Code and message for a process that was killed from outside; ``full``: by the kernel, for want of memory."""
    if full:
        return "out-of-memory", (
            "The system killed the process that read it, for the machine's memory was full: run with fewer --jobs, "
            f"or a lower --memory (it was {memory >> 20} MB for each)."
        )
    return "crash", (
        "The process that read it was killed from outside (SIGKILL). Whether by a person or by the system for want of memory cannot be "
        "told: run again, with fewer --jobs."
    )


def outcome_of(trial: Trial, exitcode: int | None, memory: int) -> tuple[str, str]:
    """Code and message for a document whose first process died, when the second try has ended: of itself (None) or with a status."""
    limit, more = f"{memory >> 20} MB", f"{room(memory) >> 20} MB"
    first, again = name_of(trial.first), name_of(exitcode)
    told = trial.told()
    if trial.stopped:
        return "out-of-memory", (
            f"Reading it takes more than the {limit} of memory that a document may use ({first}; with room for more it held "
            f"{trial.seen >> 20} MB when it was stopped): raise --memory, or split the file."
        )
    if exitcode is None:
        return "out-of-memory", (
            f"Reading it asks for more than the {limit} of memory that a document may use ({first}, but not with room for more): "
            "raise --memory, or split the file."
        )
    if _NO_MEMORY.search(told):
        return "out-of-memory", (
            f"Reading it asks for more memory than the {limit} a document may use, and than {more} ({first}, and the library says so): "
            "look at the original, for no document needs that."
        )
    library = _FRAME.search(told.decode(errors="replace"))
    where = f" in {library[1]}" if library else ""
    signs = first if again == first else f"{first}, then {again}"
    return "crash", (
        f"Reading it brings its process down{where} ({signs}), and not for want of memory: it does so with room for {more}, too. "
        "The file is broken, or the library has a flaw: save it again from its program, or as plain text."
    )


def undecided(trial: Trial, memory: int) -> tuple[str, str]:
    """Code and message where the second try ran out of time."""
    trial.told()
    return "crash", (
        f"Reading it brought its process down ({name_of(trial.first)}). Whether for want of memory (it had {memory >> 20} MB) or over a "
        "flaw cannot be told, for a second try with more room ran out of time: raise --memory and --timeout, or save it as plain text."
    )
