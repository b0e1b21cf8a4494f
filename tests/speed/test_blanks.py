"""What looks for a sign among blanks takes no longer than they are long, for two runs beside each other can be parted at every blank."""

from __future__ import annotations

import re
import time

import pytest

from extractors.awards import givers, numbers, prize_rules, prizes
from extractors.campaign import names
from extractors.dates import roles
from extractors.targets import modifiers, quantities

PATTERNS = {
    "a level next": (roles._LEVEL_NEXT, ""),
    "a clause opens": (roles._OPENS_CLAUSE, ", vào"),
    "given next": (numbers._GIVEN_NEXT, ""),
    "gives at the end": (numbers._GIVES_AT_END, "trao"),
    "a bracket": (givers._BRACKET, ""),
    "next in a bracket": (givers._NEXT_IN_BRACKET, ""),
    "who receives": (prizes._RECEIVES, "thon"),
    "plain prizes": (prize_rules.PLAIN_PRIZE.compiled, "12 giai"),
    "heads of a list": (modifiers.HEAD_OF_LIST.compiled, " nhiệm vụ"),
    "the span of a campaign": (modifiers._SPAN_OF_CAMPAIGN, ""),
    "quantities": (quantities.QUANTITY.compiled, "25"),
    "names": (names.NAME.compiled, "chiến dịch"),
    "pledges": (names.PLEDGE.compiled, "phong trào thi đua"),
}


@pytest.mark.parametrize("sign", ["", ",", "("])
@pytest.mark.parametrize(("pattern", "before"), PATTERNS.values(), ids=PATTERNS.keys())
def test_long_runs_of_blanks(pattern: re.Pattern[str], before: str, sign: str) -> None:
    def seconds(size: int) -> float:
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            pattern.match(before + " " * size + sign + " " * size + "#")
            pattern.fullmatch(before + " " * size + sign + " " * size + "#")
            best = min(best, time.process_time() - start)
        return best

    assert seconds(8_000) < 25 * seconds(800) + 0.03  # ten times as long; a square would take a hundred
