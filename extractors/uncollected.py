"""Long texts without the cycle collector: the one part of finding whose time grew faster than the text.

Python's collector looks through every object that is still alive, again and again as more come to be: a text with ten times the dates
took eleven times the time. What is found holds no cycles, so that there is nothing for it to collect.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_LONG = 100_000


@contextmanager
def uncollected(length: int) -> Iterator[None]:
    """Pause the collector of cycles while a text of ``length`` characters is read, if that is long and the collector is on."""
    if length < _LONG or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
