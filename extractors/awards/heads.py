"""The blocks above an item and what they tell of the awards in it: "Hiệu trưởng quyết định tặng: a) Đối với cá nhân: - …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from extractors.awards.claims import GIVES
from extractors.awards.grantors import Grantor, Issuer, grantors_in
from extractors.awards.quotas import occasion_in
from extractors.awards.recipients import label_recipient
from extractors.segmented import Block
from extractors.view import View

_AWARDS_OF = re.compile(r"(?:khen thuong|khen|hinh thuc|tham quyen)[^.;]{0,20} cua\s+(?:cac )?$")


class Head:
    """A block with items under it; what it tells is read when it is first asked for, for most heads never are."""

    def __init__(self, view: View, block: Block, issuer: Issuer) -> None:
        self.start, self.end, self.level = block.start, block.end, block.level
        self._view, self._issuer = view, issuer

    @cached_property
    def occasion(self) -> str | None:
        """Occasion that it names."""
        return occasion_in(self._view, self.start, self.end)

    @cached_property
    def recipient(self) -> str | None:
        """Who it says receives: "a) Đối với cá nhân"."""
        return label_recipient(self._view, self.start, self.end)

    @cached_property
    def giver(self) -> Grantor | None:
        """The office that it gives the decision to: "Hiệu trưởng quyết định tặng …:"."""
        bare = self._view.bare
        named = grantors_in(self._view, self.start, self.end, self._issuer)
        if len({g.code for g in named}) > 2:
            return None  # a head that names everybody gives the decision to nobody
        for grantor in named:
            before = bare[max(self.start, grantor.start - 30) : grantor.start]
            if GIVES.compiled.match(bare, grantor.end + 1) or _AWARDS_OF.search(before):
                return grantor
        return None


def giver_above(heads: Sequence[Head]) -> list[Grantor]:
    """The office that the nearest of the heads gives the decision to."""
    return next(([head.giver] for head in reversed(heads) if head.giver), [])
