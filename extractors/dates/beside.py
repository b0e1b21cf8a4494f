"""What stands round a date in its sentence, and what the lines over it say."""

from __future__ import annotations

import re
from itertools import islice

from extractors.dates.expression import DateExpression
from extractors.letterhead.patterns import HEADING as TYPE_OF_DOCUMENT
from extractors.rule import Rule
from extractors.segmented import Layout
from extractors.view import View

PERIOD_WORDS = (
    "giai đoạn",
    "nhiệm kỳ",
    "năm học",
    "niên khóa",
    "thời kỳ",
    "5 năm",
    "năm năm",
    "10 năm",
    "05 năm",
    "3 năm",
    "2 năm",
    "03 năm",
    "02 năm",
    "khóa",
    "các năm",
    "năm",
)

FILED_AFTER = Rule(
    name="date-report-after",
    pattern=r"\s*\)?\s*[,:]?\s*(?:[^.;:,\d]{2,70}\s|(?:ubnd|ủy\s+ban|các|phòng|ban|sở|cơ\s+quan|đơn\s+vị|công\s+đoàn|trường|chi\s+bộ|đảng\s+ủy|mặt\s+trận)\s[^.;:\d]{2,120}?\s)?(?:(?:gửi|nộp)\s|báo\s+cáo(?:\s+(?:kết\s+quả|về|ubnd|sở|ban|phòng)|\s*[.;]))",
    finds={
        ", trưởng khoa nộp bảng đo về Phòng": ", trưởng khoa nộp ",
        ": các phòng gửi bảng chấm": ": các phòng gửi ",
        ", UBND các xã, thị trấn báo cáo về huyện": ", UBND các xã, thị trấn báo cáo về",
    },
    leaves=[", giải ngân 60% vốn và gửi"],
)
PAPERS = r"(?:hồ\s+sơ|báo\s+cáo|đăng\s+ký|danh\s+sách)"
AMOUNT = re.compile(r"[^.;]{0,110}?(?<![/\d])\d[\d.,]*(?![/\d])\s*(?:%|m[23]?(?!\w)|[^\W\d_]{2})")
_REACH = 800  # characters: a "sentence" of nothing but days may be as long as its document
_LABEL = re.compile(r"\W*(?:\w{1,2}[.)]\s*)?thời\s+(?:gian|hạn)[^:.;]{0,40}:\s*$")


def beside(expression: DateExpression, seen: View, layout: Layout) -> tuple[str, str]:
    """What stands before and after an expression in its sentence, as far as words tell of it; before it, from the last semicolon on."""
    block = layout.block_at(expression.start)
    start, end = layout.sentence_at(expression.start)
    if block is not None:
        start, end = max(start, block.start), min(max(end, expression.end), block.end)
    before = seen.low[max(min(start, expression.start), expression.start - _REACH) : expression.start]
    return before.rsplit(";", 1)[-1], seen.low[expression.end : min(max(end, expression.end), expression.end + _REACH)]


def matter_of(expression: DateExpression, before: str, seen: View, layout: Layout) -> str:
    """What a line that only says "Thời gian: …" is the time of: the lines over it, up to their heading."""
    if _LABEL.fullmatch(before) is None:
        return ""
    over: list[str] = []
    for block in islice(layout.blocks_before(expression.start), 1, 6):  # the nearest is the line itself
        if block.kind in ("title", "head") or layout.section_at(block.start) == "tieu_de":
            break
        if TYPE_OF_DOCUMENT.compiled.match(seen.low[block.start : block.end]):
            del over[-1:]  # what stands under "KẾ HOẠCH" is the title
            break
        over.append(seen.low[max(block.start, block.end - 300) : block.end])
        if block.kind == "heading":
            break
    return "".join(f"{line}\n" for line in reversed(over))
