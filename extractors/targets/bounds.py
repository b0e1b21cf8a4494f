"""What the words before a quantity make of it: at least, at most, about; to grow, to fall, to be kept, to be reached."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.rule import Rule
from extractors.view import View

LOWER_BOUND = Rule(
    name="bound-at-least",
    pattern=r"(?:ít\s+nhất|tối\s+thiểu|không\s+dưới|không\s+thấp\s+hơn|thấp\s+nhất)(?:\s+(?:là|đạt|từ|có|tăng|giảm|khoảng))*\s*$",
    finds={"ít nhất từ ": "ít nhất từ "},
)
# "giảm 6% số vụ, 8% số người chết, 5% …": the verb of the first share goes on to the others.
_LIST_OF_SHARES = r"\s+(?:\w+\s+){0,2}\d[\d.,]*\s*%(?:\s[^.;:,\d]{2,50},\s*(?:và\s+)?(?:\d[\d.,]*\s*%)?)+\s*$"
# "tổ cam kết tăng số chuyến mỗi ca 12%": the verb opens the clause, and what it changes stands between it and the number.
_SAID_FIRST = (
    r"(?:^\W*|[,;:(]\s*|\s-\s*|\s(?:phấn\s+đấu|đăng\s+ký|sẽ|cam\s+kết|quyết\s+tâm|và|đồng\s+thời|góp\s+phần|thi\s+đua|để)\s+)(?:và\s+)?"
)
_MEASURED = (
    r"(?:(?!(?:đạt|lên|tới|đến|còn|xuống|là|bằng|chiếm|có|được|(?<!giá\s)thành|mức|để|trồng|xây|làm|giúp|hỗ|tổ|với|về|cho|phải|không|tặng)(?!\w))"
    r"[^\W\d_]+\s+){1,10}"
)
UPPER_BOUND = Rule(
    name="bound-at-most",
    pattern=r"(?:không\s+quá|không\s+vượt(?:\s+quá)?|tối\s+đa|nhiều\s+nhất|không\s+cao\s+hơn|không\s+lớn\s+hơn|top|nhóm)(?:\s+(?:là|đạt|tỉnh))*\s*$",
    finds={"không quá ": "không quá "},
)
ABOVE = Rule(name="bound-above", pattern=r"(?:trên|hơn|vượt|lớn\s+hơn|cao\s+hơn)\s*(?:mức\s+)?$", finds={"tăng trên ": "trên "})
BELOW = Rule(name="bound-below", pattern=r"(?:dưới|nhỏ\s+hơn|thấp\s+hơn|chưa\s+đến)\s*(?:mức\s+)?$", finds={"giảm còn dưới ": "dưới "})
ABOUT = Rule(
    name="bound-about",
    pattern=r"(?<!\w)(?:khoảng|xấp\s+xỉ|gần|ước|bình\s+quân\s+khoảng)\s*$",
    finds={"đạt khoảng ": "khoảng "},
    leaves=["giảm thất thoát nước "],
)
FROM = Rule(
    name="bound-from",
    pattern=r"(?:(?<!\w)có|đạt|thêm|tăng|giảm|kết\s+nạp|trồng|đóng\s+góp|góp|tặng|giúp|dành|huy\s+động|tổ)\s+từ\s+$",
    finds={"phải có từ ": "có từ ", "kết nạp từ ": "kết nạp từ "},
    leaves=["bắt đầu từ ", "có nguồn gốc từ "],
)
# "giảm từ 3% xuống còn 2%", "từ 20 lên 25 xã": the number is that of today.
_ON_TO = re.compile(r"[^.;,]{0,40}?\s(?:xuống|lên|còn|đến|tới|thành)(?!\w)")
REACH_BY_CHANGE = Rule(
    name="direction-to-level",
    pattern=r"(?:giảm|tăng|hạ|nâng|đưa)[^.;,]{0,60}?\s(?:còn|xuống|xuống\s+còn|lên(?!\s+\d+\s+lần)|lên\s+đạt|lên\s+thành)\s*(?:trên|dưới|khoảng|còn|mức|ít\s+nhất)?\s*$",
    finds={"giảm tỷ lệ hộ nghèo còn ": "giảm tỷ lệ hộ nghèo còn "},
)
INCREASE = Rule(
    name="direction-increase",
    pattern="|".join(
        (
            r"(?:tăng(?:\s+(?:trưởng|thêm|gấp|bình\s+quân|ít\s+nhất|từ|trên|hơn|thu|khoảng|tối\s+thiểu|hằng\s+năm|hàng\s+năm|đạt|so\s+với[^,;.]{3,40}|không\s+dưới))*|tốc\s+độ\s+tăng[^.;]{0,90}?(?:đạt|từ|khoảng|là|trên|ít\s+nhất)|tăng\s+trưởng[^.;]{0,70}?(?:đạt|từ|khoảng|trên|là|ít\s+nhất)|(?:phát\s+triển|kết\s+nạp|trồng|xây|làm|có|thành\s+lập|đỡ\s+đầu|giúp|nhận|mở|công\s+nhận)\s+thêm)\s*(?:đạt|từ|trên|khoảng|ít\s+nhất|được)?\s*$",
            rf"tăng{_LIST_OF_SHARES}",
            rf"{_SAID_FIRST}tăng\s+(?!cường|cao|tốc|gia|ca){_MEASURED}$",
            r"vượt(?:\s+(?:từ|ít\s+nhất|trên|tối\s+thiểu|khoảng|hơn))*\s*$",
        )
    ),
    finds={
        "phấn đấu tăng bình quân ": "tăng bình quân ",
        "tốc độ tăng năng suất bình quân từ ": "tốc độ tăng năng suất bình quân từ ",
    },
    leaves=["tăng cường vận động ", "tăng tỷ lệ hộ dùng nước sạch đạt ", "đàn bò tăng nhanh, sản lượng "],
)
DECREASE = Rule(
    name="direction-decrease",
    pattern="|".join(
        (
            r"(?:giảm|kéo\s+giảm|cắt\s+giảm|rút\s+ngắn|tiết\s+kiệm)(?:\s+(?:bình\s+quân|ít\s+nhất|từ|trên|hơn|khoảng|tối\s+thiểu|thêm|hằng\s+năm|hàng\s+năm|tỷ\s+lệ|mỗi\s+năm|thời\s+gian|so\s+với[^,;.]{3,40}|không\s+dưới|được|chi))*\s*$|giảm\s+(?:tỷ\s+lệ\s+)?(?:hộ\s+nghèo|hộ\s+cận\s+nghèo|nghèo|tai\s+nạn|số)[^.;,]{0,60}$",
            rf"(?:giảm|tiết\s+kiệm|rút\s+ngắn){_LIST_OF_SHARES}",
            rf"{_SAID_FIRST}(?:giảm|kéo\s+giảm|hạ|cắt\s+giảm|tiết\s+giảm|rút\s+ngắn)\s+(?!nghèo){_MEASURED}$",
        )
    ),
    finds={"duy trì mức giảm ít nhất từ ": "giảm ít nhất từ ", "giảm 6% số vụ, 8% số người chết, ": "giảm 6% số vụ, 8% số người chết, ",
           ", giảm hao hụt điện ": ", giảm hao hụt điện ", "hạ giá thành sản phẩm ": "hạ giá thành sản phẩm "},
    leaves=["xã đã giảm nghèo, trồng ", "hạ tỷ lệ hộ nghèo còn ", "giảm phát thải, có "],
)
MAINTAIN = Rule(
    name="direction-maintain",
    pattern=r"(?:duy\s+trì|giữ\s+vững|giữ|(?<!nhập\s)(?<!làm\s)(?<!sống\s)ổn\s+định)(?:\s+(?:ở\s+mức|tỷ\s+lệ|mức|trên|ổn\s+định|và\s+nâng\s+cao))*[^.;,]{0,40}$",
    finds={"duy trì tỷ lệ ": "duy trì tỷ lệ "},
    leaves=["thu nhập ổn định cho "],
)

_VERBS = ("từ", "đạt")
# A word that each of these rules needs. Most numbers have none before them, and one look tells so.
_WORDS_OF_BOUNDS = re.compile(r"nhất|thiểu|dưới|hơn|quá|vượt|đa|top|nhóm|trên|chưa|khoảng|xấp|gần|ước|từ\s*$")
_SIGN = re.compile(r"[≥≤><]\s?$")
_SIGNS = {"≥": "ge", "≤": "le", ">": "gt", "<": "lt"}
_BOUNDS = ((LOWER_BOUND, "ge"), (UPPER_BOUND, "le"), (ABOVE, "gt"), (BELOW, "lt"))
_CHANGES = (
    (REACH_BY_CHANGE, "reach", {"giảm", "tăng", "hạ", "nâng", "đưa"}),
    (DECREASE, "decrease", {"giảm", "kiệm", "ngắn", "hạ"}),
    (INCREASE, "increase", {"tăng", "thêm", "vượt"}),
    (MAINTAIN, "maintain", {"trì", "giữ", "ổn"}),
)
_WORDS_OF_CHANGES = sorted({word for *_, words in _CHANGES for word in words})
_IN_BRACKETS = re.compile(r"\s?\([^()]*\)\s?")
_CLAUSE_END = re.compile(r"[.;:\n](?:\s|$)")
_LEVEL_WANTED = ("dưới", "không quá", "tối đa", "≤", "<")
BEFORE = 40
"""Characters before a number in which the words of its comparator are looked for."""


def comparator_of(seen: View, start: int, low: Decimal, high: Decimal, more: str | None) -> tuple[str, int]:
    """Comparator, and the offset where the words that make it begin."""
    if more:
        return ("le" if more.endswith("xuống") else "ge"), start
    if (sign := _SIGN.search(seen.low, max(0, start - 3), start)) is not None:
        return _SIGNS[sign[0].rstrip()], sign.start()
    window_start = max(0, start - BEFORE)
    before = seen.low[window_start:start]
    plain = "range" if low != high else "eq"
    if _WORDS_OF_BOUNDS.search(before) is None:
        return plain, start
    ended = before.rstrip()
    readings = [before, *(ended.removesuffix(verb) for verb in _VERBS if ended.endswith(verb))]
    for rule, code in _BOUNDS:
        for words in readings:
            match = rule.compiled.search(words)
            if match:
                return code, window_start + match.start()
    about = ABOUT.compiled.search(before)
    if about is None:
        if plain == "eq" and FROM.compiled.search(before) and not _ON_TO.match(seen.low, start):
            return "ge", window_start + before.rindex("từ")
        return plain, start
    return ("range" if low != high else "approx"), window_start + about.start()


def direction_of(seen: View, start: int, floor: int = 0) -> str:
    """Whether the words before a quantity (from ``floor`` on) say that it is to grow, to fall, to be kept or to be reached."""
    before = seen.low[max(floor, start - 110) : start]
    said = {word for word in _WORDS_OF_CHANGES if word in before}
    if not said:
        return "reach"
    clause = _CLAUSE_END.split(before)[-1]
    if "(" in clause and not seen.low.startswith(_LEVEL_WANTED, start):
        clause = _IN_BRACKETS.sub(" ", clause)  # "hạ tỷ lệ trẻ thấp còi (thể nặng) 1,5%"
    for rule, code, needed in _CHANGES:
        if not needed.isdisjoint(said) and rule.compiled.search(clause):
            return code
    return "reach"
