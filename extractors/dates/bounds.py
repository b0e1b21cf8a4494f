"""What stands round a date and bounds it: from, until, before, and the clock time beside a day."""

from __future__ import annotations

import re

from extractors.dates.patterns import CLOCK
from extractors.dates.words import WEEKDAY, S, W
from extractors.rule import Rule

REACH = 44
"""Characters before a date in which its bounding words are looked for: the longest of them."""

_HOUR = rf"(?:[01]?[0-9]|2[0-4])\s?(?:h|giờ|:)\s?(?:[0-5][0-9](?:{S}phút)?)?(?![0-9])(?:{S},)?"
TO = Rule(
    name="date-interval",
    pattern=rf"(?:{S},?{S}(?:cho{W})?(?:đến|tới)(?:{W}(?:hết|trước|cuối|khi{W}kết{W}thúc|đầu))?(?:{W}{_HOUR})?(?:{W}(?:ngày|mùng|mồng|tháng|qu[ýí]))?{S}|[^\S\n]{{0,4}}-\s{{0,4}}(?:{_HOUR}{S})?)",
    finds={
        "01/01 đến 31/12/2023": " đến ",
        "7/4 - 7/5": " - ",
        "02/5 đến 17h00 ngày 30/5": " đến 17h00 ngày ",
        "02/5 đến 24h00 ngày 30/5": " đến 24h00 ngày ",
    },
)
FROM = Rule(
    name="date-from",
    pattern=rf"(?<!\w)(?:(?:kể|bắt{W}đầu|tính){W})?từ(?:{W}(?:khoảng|thời{W}điểm))?(?:{W}(?:ngày|đầu|năm))?{S}$",
    finds={"triển khai từ ": "từ ", "kể từ ngày ": "kể từ ngày "},
)
AFTER = Rule(name="date-after", pattern=rf"(?<!\w)sau(?:{W}ngày)?{S}$", finds={"áp dụng sau ": "sau "})
UNTIL = Rule(
    name="date-until",
    pattern=rf"""(?<!\w)(?:(?:tầm{W}nhìn{W}|tính{W}|cho{W})?(?:đến|tới)|(?:chậm|muộn){W}nhất(?:{W}(?:là|vào))?|không{W}(?:muộn|chậm){W}hơn|không{W}quá|trong{W}vòng
        |hạn(?:{W}(?:cuối|chót|nộp|gửi|cuối{W}cùng))(?:{W}là)?{S}:?)(?:{W}(?:hết|cuối|giữa|đầu|vào|trong|khoảng|thời{W}điểm|khi{W}(?:hết|kết{W}thúc)))?(?:{W}(?:ngày|trước))?{S}$|(?<!\w)(?:hết|xong){W}(?:ngày{S})?$""",
    finds={"hoàn thành đến hết ": "đến hết "},
)
BEFORE = Rule(
    name="date-before",
    pattern=rf"(?<!\w)trước(?:{W}(?:hết{W})?(?:ngày|thời{W}điểm|thời{W}hạn|kỳ{W}hạn)|{W}khi{W}(?:hết|kết{W}thúc))?{S}$",
    finds={"gửi về trước ngày ": "trước ngày "},
)
BACKWARD = Rule(
    name="date-and-earlier", pattern=rf"{S}trở{W}(?:về{W}trước|lại{W}trước)(?!\w)", finds={"năm 2020 trở về trước": " trở về trước"}
)
ONWARD = Rule(name="date-and-later", pattern=rf"{S}trở{W}(?:đi|lên)(?!\w)", finds={"năm 2026 trở đi": " trở đi"})
_LAST_WORDS = {
    "từ", "ngày", "đầu", "năm", "giữa", "cuối", "khoảng", "điểm", "sau", "đến", "tới", "nhất", "là", "vào", "hơn", "quá", "vòng", "hạn",
    "chót", "nộp", "gửi", "cùng", "hết", "trong", "trước", "xong", "thúc",
}  # fmt: skip
_BOUNDS = ((BEFORE, "before"), (UNTIL, "until"), (FROM, "from"), (AFTER, "from"))

_TIME_AFTER = re.compile(rf"\s{{0,3}}[,-]?\s{{0,2}}(?:(?:vào{W})?(?:lúc|hồi){W})?\(?{CLOCK.pattern}")
_TIME_BEFORE = re.compile(
    rf"(?:(?<![0-9.,/:])(?P<H0>[01]?[0-9]|2[0-3])\s?(?:[h:]|giờ)\s?(?P<M0>[0-5][0-9])?{S}(?:đến|-){S})?{CLOCK.pattern}"
    rf"(?:{S}phút)?(?:{W}(?P<part>sáng|trưa|chiều|tối|đêm))?{S}[,|-]?{S}(?:{WEEKDAY}{S}[,-]?{S})?\(?(?:ngày{S})?$"
)
_SIGNS = (":", "h", "giờ", "g")

_TO_THE_END = re.compile(rf"(?<!\w)(?:(?:cho{W})?(?:đến|tới|trước){W})?(?:khi{W})?(?:hết|cuối|kết{W}thúc){S}$")


def to_the_end_of(low: str, start: int) -> bool:
    """Is it the end of what begins at ``start`` that is meant: "đến hết giai đoạn 2021 - 2025"?

    >>> to_the_end_of("đến hết giai đoạn", 8), to_the_end_of("đến giai đoạn", 4)
    (True, False)
    """
    return _TO_THE_END.search(low, max(0, start - REACH), start) is not None


def bound_of(low: str, start: int, end: int) -> tuple[str, int, int]:
    """``bound``, and where the expression begins and ends with the words that bound it.

    >>> bound_of("gửi về trước ngày 15/11", 13, 23)
    ('before', 7, 23)
    """
    begin = max(0, start - REACH)
    words = low[max(0, start - 12) : start].split()
    upto = start
    if words and (words[-1] in ("giờ", "phút") or words[-1].rstrip(",")[-1:] in "h0123456789"):
        # "trước 17h00 ngày 15/6": what bounds the day stands before the hour.
        clock = _TIME_BEFORE.search(low, begin, start)
        if clock and not clock["H0"]:
            upto = clock.start()
            words = low[max(0, upto - 12) : upto].split()
    if words and words[-1].strip(":(") in _LAST_WORDS:
        for rule, bound in _BOUNDS:
            match = rule.compiled.search(low, begin, upto)
            if match:
                onward = ONWARD.compiled.match(low, end) if bound == "from" else None
                return bound, match.start(), onward.end() if onward else end
    if low.startswith("trở", end + 1):
        for rule, bound in ((BACKWARD, "until"), (ONWARD, "from")):
            match = rule.compiled.match(low, end)
            if match:
                return bound, start, match.end()
    return "at", start, end


def cue_start(low: str, start: int, rule: Rule) -> int:
    """Where a bounding word right before ``start`` begins; ``start`` where there is none."""
    match = rule.compiled.search(low, max(0, start - REACH), start)
    return match.start() if match else start


def time_beside(low: str, start: int, end: int) -> str | None:
    """Clock time, HH:MM, right after or before a day.

    >>> time_beside("8 giờ 30 phút, ngày 5/7/2024", 15, 28)
    '08:30'
    """
    match = _TIME_AFTER.match(low, end)
    if match is not None:
        hour, minute = match["H"], match["M"] or match["M2"]
        afternoon = low[match.end() : match.end() + 4].strip().startswith(("pm", "ch"))
    else:
        window = low[max(0, start - 40) : start]
        if not any(sign in window for sign in _SIGNS):
            return None
        match = _TIME_BEFORE.search(window)
        if match is None:
            return None
        # "từ 8h00 đến 11h30 ngày 5/6": the hour at which it begins.
        hour, minute = (match["H0"], match["M0"]) if match["H0"] else (match["H"], match["M"] or match["M2"])
        afternoon = match["part"] in ("chiều", "tối", "đêm")
    return f"{int(hour) + 12 * (afternoon and int(hour) < 12):02d}:{minute or '00'}"
