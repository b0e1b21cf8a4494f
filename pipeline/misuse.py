"""Being called wrongly: one line for the person, and nothing written."""

from __future__ import annotations


class Misuse(Exception):
    """The command cannot start as asked; the message names the file or folder and says what to do (exit status 2)."""


class Defect(Exception):
    """thidua contradicted itself; nothing was published, and the message says what to report (exit status 2)."""
