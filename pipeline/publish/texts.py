"""The texts that offsets point into, a file a document, written beside the tables.

Making a file is the system's work and not Python's: on one thread of its own it costs the tables no time.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

TEXTS = "texts"
_WAITING = 64  # texts that may wait to be written


class Texts:
    """Writes texts into the folder ``TEXTS`` of an output; all are there when the ``with`` block ends without an error.

    Raises
    ------
    OSError
        A text cannot be written: from ``keep`` of a later one, or at the end.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._thread = ThreadPoolExecutor(1, "texts")
        self._waiting: deque[Future[None]] = deque()

    def __enter__(self) -> Texts:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._thread.shutdown(cancel_futures=error is not None)
        if error is None:
            while self._waiting:
                self._waiting.popleft().result()

    def keep(self, document_id: str, text: str) -> None:
        """Have a text written."""
        if len(self._waiting) >= _WAITING:
            self._waiting.popleft().result()
        self._waiting.append(self._thread.submit(write_text, self._out, document_id, text))


def write_text(folder: Path, document_id: str, text: str) -> None:
    """Keep the text that the offsets of a document point into."""
    (folder / TEXTS / f"{document_id}.txt").write_text(text, encoding="utf-8", newline="")


def read_text(folder: Path, document_id: str) -> str:
    """The text as kept of a document."""
    with (folder / TEXTS / f"{document_id}.txt").open(encoding="utf-8", newline="") as file:
        return file.read()
