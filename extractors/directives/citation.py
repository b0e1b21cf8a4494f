"""What `find_citations` gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Citation:
    """A legal or party instrument as a text names it.

    ``number`` is canonical (None for one named by title), ``symbol`` what follows the number, ``same_as`` the earlier citation that a
    short form stands for, ``reach`` the stretch with date, issuer and title, ``dated`` where its date stands.
    """

    start: int
    end: int
    quote: str
    rule: str
    document_type: str | None = None
    number: str | None = None
    year: int | None = None
    symbol: str | None = None
    title: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    issuer_level: str | None = None
    same_as: Citation | None = None
    provision: str | None = None
    reach: tuple[int, int] = (0, 0)
    dated: tuple[int, int] | None = None
    issuer_stated: bool = False
    told: bool = False  # the day stands before it: "Ngày 4/6, UBND tỉnh ban hành Kế hoạch số …"

    @property
    def head(self) -> str | None:
        """The number before the symbol: "34" of 34-CT/TU."""
        match = _DIGITS.match(self.number or "")
        return str(int(match[0])) if match else None

    @property
    def is_named(self) -> bool:
        """Does the type's name stand before the number?"""
        return not self.quote[:1].isdigit()
