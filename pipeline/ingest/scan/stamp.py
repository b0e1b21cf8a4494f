"""The registry's receipt stamp ("ĐẾN", with a number and a day of its own) where it is black: it is no part of the head."""

from __future__ import annotations

import re

from pipeline.ingest.letters import fold
from pipeline.ingest.scan.page import ScanLine, ScannedPage

_TOP = 0.5  # of the page's height: it is put under the head
_REACH = 95.0  # points below its first line
_OPENS = re.compile(r"^\W*(?:cong van |van ban )?den\W*$")
_GOES_ON = re.compile(r"^\W*(?:so|s6|ngay|chuyen|gio|luu h\S*|kinh chuyen)\b.{0,40}$")


def take_out_stamp(page: ScannedPage) -> list[ScanLine]:
    """Takes the lines of a receipt stamp out of the page and gives them."""
    for first in page.lines:
        if first.base > _TOP * page.height or not _OPENS.match(fold(first.text)):
            continue
        stamp = [first]
        for line in sorted(page.lines, key=lambda line: line.base):
            below = 0 < line.base - first.base < _REACH
            beside = line.x0 < first.x1 + 60 and line.x1 > first.x0 - 60 and line.x1 - line.x0 < 160
            if below and beside and _GOES_ON.match(fold(line.text)) and "/" not in line.text.partition(" ")[0]:
                if re.search(r"/\s*[A-ZĐ]", line.text):
                    continue  # the document's own number line
                stamp.append(line)
        if len(stamp) > 1:
            taken = {id(line) for line in stamp}
            page.lines = [line for line in page.lines if id(line) not in taken]
            return stamp
    return []
