"""How much a block of a page reads like prose."""

from __future__ import annotations

import re

from pipeline.ingest.page import PageBlock

FILE_LINK = re.compile(r"\.(?:pdf|docx?|xlsx?|zip|rar)\b", re.I)

_ENDS = re.compile(r"[.;:!?…”\"]\s*$|\./\.")
_ITEM = re.compile(r"^(?:[-+*•–]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][.)]|[IVX]{1,5}\.|Điều \d)")


def prose_of(block: PageBlock) -> float:
    """How much a block reads like prose: its characters outside links, less where it is short and no sentence."""
    text = block.text
    free = len(text) - block.linked
    if block.linked * 2 > len(text):
        return -0.3 * block.linked if len(text) < 200 else 0.0
    if block.cells is not None:
        return 0.6 * free
    if reads_as_prose(text):
        return float(free)
    return 0.1 * free


def reads_as_prose(text: str) -> bool:
    """True for a sentence or an item of a list.

    >>> reads_as_prose("Huyện tổng kết chiến dịch vào cuối tháng 11/2023."), reads_as_prose("Trần Bá Ngoạn")
    (True, False)
    """
    return len(text) >= 80 or (len(text) >= 40 and bool(_ENDS.search(text))) or (len(text) >= 20 and bool(_ITEM.match(text)))
