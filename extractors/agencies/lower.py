"""Names in a text without capitals: there only the lists of bodies and of places tell where a name ends.

"của ubnd tỉnh hà nam" names the province; "của ubnd tỉnh xây dựng" does not.
"""

from __future__ import annotations

import re

from extractors.agencies.bodies import DEPARTMENTS, MINISTRIES, OFFICES
from extractors.places.names import find_districts, find_province
from extractors.view import fold

_BODIES = sorted({fold(name) for bodies in (MINISTRIES, DEPARTMENTS, OFFICES) for name in bodies.values()}, key=len, reverse=True)
_BODY = re.compile(r"(?:[^\W\d_]+\s+){0,2}?(?:" + "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in _BODIES) + r")(?![\w])")
_UNIT = re.compile(r"(?<!\w)(?P<unit>tỉnh|thành\s+phố|tp\.?|huyện|quận|thị\s+xã|(?:tỉnh|thành|huyện|quận|thị)\s+ủy)\s+$")
_SYLLABLES = re.compile(r"[^\W\d_]+(?:[\s'’-]{1,3}[^\W\d_]+){0,3}")
_LONGEST_UNIT = 12


def body_end(low: str, start: int, head_end: int) -> int:
    """Where the ministry, department or office that begins at ``start`` ends, ``head_end`` where it is none that is known.

    >>> body_end("sở giáo dục và đào tạo tỉnh", 0, 2), body_end("sở xây mới", 0, 2)
    (22, 2)
    """
    match = _BODY.match(low, start)
    return max(head_end, match.end()) if match else head_end


def place_end(low: str, start: int, limit: int) -> int:
    """Where the province or district ends that begins at ``start``, behind its unit; ``start`` if there is none.

    >>> place_end("ubnd tỉnh hà nam triển khai", 10, 27), place_end("ubnd tỉnh xây dựng", 10, 18)
    (16, 10)
    """
    before = _UNIT.search(low, max(0, start - _LONGEST_UNIT), start)
    run = _SYLLABLES.match(low, start, limit)
    if before is None or run is None:
        return start
    for end in sorted({run.end(), *(start + gap.start() for gap in re.finditer(r"[\s'’-]", run[0]))}, reverse=True):
        name = low[start:end]
        if before["unit"].startswith(("tỉnh", "thành", "tp")) and find_province(name) is not None:
            return end
        if not before["unit"].startswith("tỉnh") and find_districts(name):
            return end
    return start
