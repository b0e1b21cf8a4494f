"""The clause round a quantity, and the indicator in it.

A sentence with several quantities has one clause for each: they part at semicolons, full stops, "trong đó", and at the comma that
follows a quantity's own words. The number stands before what it measures ("92% số hộ …") or after it ("GRDP … đạt 7 - 8%").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.targets.more import MORE_OF_SHARE
from extractors.targets.patterns import word
from extractors.targets.quantities import Quantity
from extractors.view import View

_HARD = re.compile(
    r";|\n|\t|\.(?=\s|$)|" + word(":", r"\d") + r"(?=\s)"
    r"|:(?<=năm\s\d\d\d\d:)(?=\s+[^\W\d_]+\s[^\W\d_]+\s)|" + word("trong") + r"\s+đó\s*[:,]?"
)
_TAIL_CUT = re.compile(
    r",\s*(?:góp\s+phần|nhằm|trong\s+đó|phấn\s+đấu|đồng\s+thời|bảo\s+đảm|đảm\s+bảo|qua\s+đó|từ\s+đó|tạo|chào\s+mừng|lập\s+thành\s+tích|để|trong\s+khi|không\s+để|tăng\s+[\d,.]+|giảm\s+[\d,.]+)|\s\((?!\d)|\s(?:trở\s+lên|so\s+với|nhằm|góp\s+phần)\b"
    r"|\s(?:trước|đến(?:\s+hết)?|chậm\s+nhất)\s+(?:ngày\s+)?\d{1,2}[-/.]\d|\stheo\s+(?:các\s+)?(?:quyết\s+định|nghị\s+định|nghị\s+quyết|thông\s+tư|kế\s+hoạch"
    r"|chỉ\s+thị|công\s+văn|hướng\s+dẫn|đề\s+án|chương\s+trình)\s+số\s"
)
_LEAD = re.compile(
    r"""^(?:[\s\-–+•*,:“"(]|\d{1,2}[.)]\s|[a-zđ]\)\s|(?:và|trong\s+đó|cụ\s+thể|đồng\s+thời|ngoài\s+ra|trong|riêng|theo\s+đó|qua\s+đó)\b
      |(?:(?:phấn\s+đấu|quyết\s+tâm|mục\s+tiêu|chỉ\s+tiêu|đặt\s+mục\s+tiêu|bảo\s+đảm|đảm\s+bảo|tiếp\s+tục|duy\s+trì|giữ\s+vững|hoàn\s+thành|thực\s+hiện|nâng|đưa|kéo|để|có|đạt|sẽ|cơ\s+bản|ít\s+nhất|trên|từ|khoảng)\b(?=\s))
      |(?:(?:tính\s+)?(?:đến|hết|trong|cuối|vào|trước|từ|chậm\s+nhất)\s+)*(?:hết\s+|cuối\s+)?(?:năm\s+học\s+\d{4}\s*-\s*\d{4}|năm\s+\d{4}|quý\s+[ivx]+(?:[/\s](?:năm\s+)?\d{4})?|tháng\s+\d+(?:/\d{4}|\s+năm\s+\d{4})?|ngày\s+\d+(?:[/.-]\d+)+|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\s*:\s*(?:(?:đạt|trên|dưới|từ|là|còn|ít\s+nhất|tối\s+thiểu)\s+)*$)|giai\s+đoạn\s+\d{4}\s*-\s*\d{4}|năm)\b)+""",
    re.VERBOSE,
)
_TRAIL = re.compile(
    r"""(?:[\s,:(–\-]|\b(?:đạt|tăng|gấp|giảm|chiếm|còn|xuống|lên|là|ở|mức|từ|khoảng|trên|dưới|ít\s+nhất|tối\s+thiểu|không|quá|thấp|cao|hơn|bình\s+quân|tối\s+đa|ước|đến|hết|cuối|năm\s+\d{4}|hằng\s+năm|hàng\s+năm|mỗi\s+năm|có|được|bằng|duy\s+trì|phấn\s+đấu|thêm|và|tương\s+đương|với|của\s+năm|trưởng|sẽ)(?=\s|$|[,:(]))+$""",
    re.VERBOSE,
)
_KEEP_TRAIL = re.compile(r"(?:thu\s+nhập|grdp|sản\s+phẩm|tăng\s+trưởng|năng\s+suất)[^,;]{0,60}?bình\s+quân(?:\s+đầu\s+người)?", re.VERBOSE)
_SUBJECT_ENDS = re.compile(
    r"\s(?:đạt|được|có|hoàn\s+thành|thực\s+hiện|cam\s+kết|tham\s+gia|đăng\s+ký|sử\s+dụng|trở|ký|giữ|không|là|xây|tổ|đảm|bảo|biết|khá|vượt|xếp)(?=\s)"
)
_STOPS = re.compile(r"(?:\s[^\W_]{1,5}/[^\W\d_]+(?:\s[^\W\d_]+){0,2}|\s[^\W_]{1,4})?\s*(?:[,;)]|\.(?:\s|$)|\n|$)")
_AIM_BEFORE = re.compile(
    r"(?<!\w)(?:(?<!trình\s)mục\s+tiêu(?!\s+quốc)|phấn\s+đấu)(?:\s+(?:là|về|để|đạt|đến|giữ|có|đưa|nâng))*\s+(?=[^\W\d_]+\s+[^\W\d_])"
)
_AIM_AT_NUMBER = re.compile(
    rf"(?:{word('phấn')}\s+đấu|{word('mong')}\s+muốn|{word('muốn')}|{word('đặt')}\s+(?:đích|mục\s+tiêu))"
    r"(?:\s+(?:có|đạt|để|là|sẽ|cuối|năm|\d{4}))*\s*$"
)
_NONE_FIRST = re.compile(
    r"không\s+(?:để|có|còn|xảy)\s[^,;.:\d]{3,90},\s+(?:và\s+)?(?=(?:giảm|tăng|kéo|hạ|nâng|đạt|tiết\s+kiệm|rút\s+ngắn|phấn\s+đấu)\s)"
)
_RATE = re.compile(r"\s?/\s?(?:năm|tháng|quý|tuần|ngày|vụ)(?!\w)")  # "giảm 2 - 3%/năm tỷ lệ hộ nghèo"
_DUE_FIRST = re.compile(
    r"[\s*•+\-]*(?:trước|đến|đến\s+hết|chậm\s+nhất)\s+(?:ngày\s+|tháng\s+)?\d{1,2}[-/.]\d{1,4}(?:[-/.]\d{4})?\s*[:,]\s*"
    r"(?:(?:phải\s+)?(?:hoàn\s+thành|xong)\s+)?(?=[^\W\d_])"
)
_BARE_VERB = re.compile(r"(?:(?:vận|huy)\s+động|thực\s+hiện|hoàn\s+thành|(?:đóng|quyên)\s+góp|giải\s+ngân)\s*")
_ONLY_CUES = re.compile(r"[\W\d_]*")
# "đến năm 2025, …"
_DAY_FIRST = re.compile(r"[^,;]{0,60}?(?:đến|hết|cuối|trong|năm)\s+(?:hết\s+|cuối\s+)?(?:năm\s+)?\d{4}\s*,\s*")
_MEASURE = re.compile(r"\s*(?:m[23]?|kg|lít|kwh|mw)(?=\s)")  # "đào 9.000 m3 kênh"
_THING_BEHIND = re.compile(
    r"(?:\s*(?:m[23]?|kg|lít|kwh|mw)(?=\s))?\s+(?!(?:trở|so|và|vào|trong|mỗi|tại|nhằm|để|trước|năm|theo|do|của|từ|đến|với|trên|hằng|hàng|cho|ở|khi|bằng|gồm|là|đối|cùng"
    r"|thì|mà|nhưng|tương)(?!\w))[^\W\d_]{2}"
)
_BETWEEN = re.compile(
    r",\s|\svà\s(?=\d|có\s|trên\s|ít\s|(?:thành\s+lập|xây\s+dựng|xây|trồng|kết\s+nạp|vận\s+động|tổ\s+chức|đào\s+tạo|sửa\s+chữa|hỗ\s+trợ|phát\s+triển|trao\s+tặng)\s)"
    r"|\)\s*,?"
)
_OR_MORE = re.compile(r"\s+trở\s+(?:lên|xuống)(?!\w)")
_FROM = re.compile(r"\s+từ\s*$")
_LEVEL_OF_TODAY = re.compile(r"(?:^|\s)từ\s+\d[\d.,]*(?:\s*%|(?:\s[^\W\d_]+){0,2})\s*$")
_LOOSE_END = re.compile(r"\s+(?:và|cùng|với)$|,\s*(?:phải\s+)?(?:hoàn\s+thành|hoàn\s+tất|xong)$")
_PARTS = re.compile(r",\s|\svà\s")
_ENDS = re.compile(r"[,;)]")
_SAME_IN_BRACKETS = re.compile(r"\s*\((?:tương đương|GRDP\)?$)[^)]*\)?$")
_YEAR_MEANT = re.compile(r"\b(?:đến|hết|cuối)\s+(?:hết\s+|cuối\s+)?năm\s+\d{4}\s*,?")


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause of one quantity: its offsets, the indicator as written, who or what is counted."""

    start: int
    end: int
    indicator: str
    population: str | None
    number_first: bool


def clause_of(seen: View, quantity: Quantity, others: Sequence[Quantity], start: int, end: int) -> Clause:
    """The clause of ``quantity`` in the sentence or list item ``start``..``end``; ``others`` are all quantities in it, in order."""
    left, right = start, end
    for match in _HARD.finditer(seen.low, start, end):
        if match.end() <= quantity.start:
            left = max(left, match.end())
        elif match.start() >= quantity.end:
            right = min(right, match.start())
            break
    before = [q for q in others if q.end <= quantity.start and q.start >= left]
    after = [q for q in others if q.start >= quantity.end and q.start < right]
    if before:
        comma = _comma(seen, before[-1].end, quantity.start)
        left = comma if comma is not None else before[-1].end
    lead = _stripped_lead(seen, left, quantity.start)
    if aim := next(reversed(list(_AIM_BEFORE.finditer(seen.low, lead, quantity.start))), None):
        # "Toàn ngành chung sức vì mục tiêu tỷ lệ nghèo giảm 2%": what is measured follows the aim, if it is said there.
        follows = _stripped_lead(seen, aim.end(), quantity.start)
        words = _without_trail(seen.low[follows : quantity.start])
        # "Quỹ phấn đấu vận động 15 tỷ đồng": a verb alone says nothing of what is measured.
        told = len(words.split()) > 1 and (_BARE_VERB.fullmatch(words) is None or _goes_on(seen, quantity, right))
        lead = follows if told else lead
    elif _AIM_AT_NUMBER.search(seen.low, lead, quantity.start) and _goes_on(seen, quantity, right):
        lead = quantity.start  # "Huyện phấn đấu có 90% hộ dùng nước sạch": who aims is not what is measured
    if (none := _NONE_FIRST.match(seen.low, lead, quantity.start)) is not None:
        lead = none.end()  # "không để xảy ra cháy nổ, giảm tiêu hao điện 4%"
    due = _DUE_FIRST.match(seen.low, lead, quantity.start)
    if due is not None and _ONLY_CUES.fullmatch(_without_trail(seen.low[due.end() : quantity.start])) is None:
        lead = due.end()  # "Trước 30/9: đào xong 40 hố rác"
    words_before = _without_trail(seen.low[lead : quantity.start])
    number_first = _ONLY_CUES.fullmatch(words_before) is not None
    if after:
        right = _split(seen, quantity, after[0], right, number_first)
    if number_first:
        rate = _RATE.match(seen.low, quantity.end, right)
        indicator_start, indicator_end = rate.end() if rate else quantity.end, right
        if quantity.noun:
            indicator_start = _noun_at(seen, quantity)
        or_more = quantity.comparator == "ge" and quantity.unit == "phan_tram"
        more = MORE_OF_SHARE.compiled.match(seen.low, quantity.end) if or_more else None
        cut = _TAIL_CUT.search(seen.low, more.end() if more else quantity.end, right)
        indicator_end = cut.start() if cut else right
        if more and more.end() <= indicator_end:  # "60% hộ trở lên đăng ký": "trở lên" is the figure's
            words = _tidy(f"{seen.text[quantity.end : more.start('more')]} {seen.text[more.end() : indicator_end]}")
            return Clause(left, right, words, _population(words), True)
    else:
        indicator_start = lead
        indicator_end = lead + len(words_before)
        if quantity.noun:
            # "xây dựng 20 mô hình dân vận khéo": what is counted stands behind the number.
            cut = _TAIL_CUT.search(seen.low, quantity.end, right)
            indicator_end = cut.start() if cut else right
    labelled = number_first and seen.low[start:left].rstrip().endswith(":")
    if labelled and (len(seen.low[indicator_start:indicator_end].split()) < 2 or _STOPS.match(seen.low, quantity.end)):
        # "Học sinh đỗ tốt nghiệp: 99%": what is measured stands before the colon.
        colon = start + len(seen.low[start:left].rstrip()) - 1
        before_colon = max((m.end() for m in _HARD.finditer(seen.low, start, colon)), default=start)
        earlier = max((q.end for q in others if q.end <= colon), default=start)
        if earlier > before_colon:  # "than sạch: 96 tấn, đất bóc: 120 m3"
            before_colon = _comma(seen, earlier, colon) or earlier
        indicator_start, indicator_end, number_first = _stripped_lead(seen, before_colon, colon), colon, False
    elif not number_first and not quantity.noun and _goes_on(seen, quantity, right):
        # "làm sạch 100% dữ liệu dân cư", "hiến 60 ha đất để mở đường": verb, amount, thing.
        cut = _TAIL_CUT.search(seen.low, quantity.end, right)
        measure = _MEASURE.match(seen.low, quantity.end) if quantity.unit is None else None
        behind = measure.end() if measure else quantity.end
        words = f"{seen.text[indicator_start:indicator_end]} {seen.text[behind : cut.start() if cut else right]}"
        return Clause(left, right, _tidy(words), None, False)
    words = _clean(seen, quantity, indicator_start, indicator_end, number_first)
    return Clause(left, right, words, _population(words) if number_first else None, number_first)


def _comma(seen: View, start: int, end: int) -> int | None:
    """The last comma (or "và") between two quantities after which the second one's words begin."""
    found = None
    for match in _BETWEEN.finditer(seen.low[start : end + 1]):
        if re.search(r"\w{2,}", seen.low[start + match.end() : end]) or found is None:
            found = start + match.end()
        if match[0].startswith(","):
            # The first comma parts them when what follows has words of its own ("…, công nghiệp tăng 9%").
            break
    return found


def _split(seen: View, quantity: Quantity, following: Quantity, right: int, number_first: bool) -> int:
    """Where the words of a quantity end before the next quantity's begin."""
    if number_first:
        last = None
        for match in _PARTS.finditer(seen.low, quantity.end, following.start):
            last = match.start()
        # "100% xã đạt A, 90% phường đạt B": the comma right before the next number, its cues aside.
        return last if last is not None else following.start
    stop = _ENDS.search(seen.low, quantity.end, following.start)
    if stop is None and (joined := seen.low.rfind(" và ", quantity.end, following.start)) >= 0:
        return joined
    return stop.start() if stop else min(right, following.start)


def _stripped_lead(seen: View, start: int, end: int) -> int:
    match = _LEAD.match(seen.low[start:end] + " ")
    at = start + (min(match.end(), end - start) if match else 0)
    # A deadline that opens the clause is no part of what is measured.
    opening = _DAY_FIRST.match(seen.low, at, end) if "," in seen.low[at:end] else None
    if opening:
        at = opening.end()
        match = _LEAD.match(seen.low[at:end] + " ")
        at += min(match.end(), end - at) if match else 0
    return at


def _without_trail(words: str) -> str:
    kept = next(reversed(list(_KEEP_TRAIL.finditer(words))), None)
    bare = _TRAIL.sub("", words)
    if (level := _LEVEL_OF_TODAY.search(bare)) is not None:  # "tỷ lệ hộ nghèo từ 5% xuống còn"
        bare = _TRAIL.sub("", bare[: level.start()])
    return words[: max(len(bare), kept.end())] if kept and kept.end() <= len(words) else bare


def _clean(seen: View, quantity: Quantity, start: int, end: int, number_first: bool) -> str:
    text = seen.text[start:end]
    if not number_first and start <= quantity.start < end:
        text = _FROM.sub(" ", seen.text[start : quantity.start]) + seen.text[_noun_at(seen, quantity) : end]
        text = _OR_MORE.sub("", text, count=1)
    return _tidy(text)


def _noun_at(seen: View, quantity: Quantity) -> int:
    """Where the thing that is counted stands; "trở lên" may come behind it."""
    more = _OR_MORE.search(seen.low, quantity.value_start, quantity.end)
    return (more.start() if more else quantity.end) - len(quantity.unit_label or "")


def _goes_on(seen: View, quantity: Quantity, right: int) -> bool:
    """Does the thing that is counted stand right behind the amount?"""
    return _THING_BEHIND.match(seen.low, quantity.end, right) is not None


def _tidy(text: str) -> str:
    text = " ".join(text.replace("*", " ").split())
    if "(" in text:
        text = _SAME_IN_BRACKETS.sub("", text)
    if "năm" in text:
        text = " ".join(_YEAR_MEANT.sub("", text).split())
    return _LOOSE_END.sub("", text.strip(' ,;:.-–+•“”"(/'))


def _population(indicator: str) -> str | None:
    match = _SUBJECT_ENDS.search(" " + indicator.lower())
    words = indicator[: match.start()] if match and match.start() > 1 else indicator
    return words.strip(" ,") or None
