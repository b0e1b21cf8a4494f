"""What stands round a number and is no unit of it: "trở lên" behind the thing that is counted, "mỗi năm" before the number."""

from __future__ import annotations

import re

from extractors.rule import Rule
from extractors.view import View

# "770 triệu kWh trở lên", "02 sáng kiến trở lên": the bound stands behind the thing that is counted.
_OR_MORE = re.compile(
    r"(?:(?:\s?/\s?[^\W\d_]+){1,2}|(?:\s?(?!từ|cấp|hạng|loại|giải|khá|tốt|giỏi|đạt|có|mức|trở)[^\W\d_]+[23]?){1,2})(?P<more>\s+trở\s+(?:lên|xuống))(?!\w)"
)
# "85% chủ thuyền trở lên lắp phao"; behind a mark or a rank "trở lên" is that one's ("loại khá trở lên", "từ khiển trách trở lên").
MORE_OF_SHARE = Rule(
    name="quantity-share-or-more",
    pattern=r"(?<=%)(?:\s+(?!(?:từ|cấp|hạng|loại|mức|bậc|giải|khá|tốt|giỏi|đạt|có|được|xếp|hoàn|tiên|xuất|trung|trên|dưới|trở|và|là|tham|danh|lớp|độ|điểm|tuổi|năm"
    r"|tháng|ngày)(?!\w))[^\W\d_]+){1,5}(?P<more>\s+trở\s+lên)(?!\w)",
    finds={"85% chủ thuyền trở lên lắp phao": " chủ thuyền trở lên", "95% rác sinh hoạt trở lên được": " rác sinh hoạt trở lên"},
    leaves=["90% học sinh xếp loại khá trở lên", "1% cán bộ bị phạt từ khiển trách trở lên", "95% đảng viên hoàn thành tốt việc trở lên"],
)
# "mỗi năm 10 phiên chợ", "mỗi tổ 2 người": so many for each, and no number of the year or the group.
_EACH = re.compile(r"(?:mỗi|từng|hằng|hàng|một)\s+(?:[^\W\d_]+\s+)?$")
_THING_NEXT = re.compile(r"\s+(?!và|đến|tới|của|tại|trở|thì|là|có|do|từ|theo|phải|được)[^\W\d_]{2}")


def of_each(seen: View, start: int, end: int, *, counted: bool) -> bool:
    """Are so many meant for each: ``counted`` says that the number has a unit, else a thing has to follow it."""
    return (counted or _THING_NEXT.match(seen.low, end) is not None) and _EACH.search(seen.low, max(0, start - 20), start) is not None


def or_more(seen: View, end: int, *, share: bool) -> str | None:
    """ "trở lên" or "trở xuống" that belongs to the number that ends at ``end``; ``share`` is that of a part of some things."""
    if "trở" not in seen.low[end : end + 50]:
        return None
    match = MORE_OF_SHARE.compiled.match(seen.low, end) if share else _OR_MORE.match(seen.low, end, end + 40)
    return match["more"] if match else None
