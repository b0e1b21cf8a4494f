"""Seats that a text tells of ("đóng tại huyện …", "có trụ sở đặt tại …"): whose they are decides whether they place the document."""

from __future__ import annotations

import re

from extractors.rule import Rule
from extractors.view import View

SEAT = Rule(
    name="place-of-seat",
    pattern=r"""(?<![^\W_])(?:đóng(?:\ quân)?|đứng\ chân|trụ\ sở)\ (?:đặt\ )?(?:tại|ở|trên\ địa\ bàn)[ \n]+
        (?:(?:xã|phường|thị\ trấn)(?:[ ][^\W\d_]+){1,4},[ ]+)?\Z""",
    finds={"Trại giam (đóng tại ": "đóng tại ", "có trụ sở đặt tại xã Suối Cao, ": "trụ sở đặt tại xã Suối Cao, "},
    leaves=["đóng góp tại ", "họp tại "],
)

# A seat is that of who launches: a body opens its clause, and no verb or preposition stands between it and the seat …
SEATED = Rule(
    name="place-seated-body",
    pattern=r"""(?:\A|,)[\s\-–*“\"]{0,4}(?:(?:phân\ )?trại|(?:tổng\ )?công\ ty|tập\ đoàn|doanh\ nghiệp|xí\ nghiệp|nhà\ máy|lâm\ trường
        |nông\ trường|trường|học\ viện|viện|hợp\ tác\ xã|bệnh\ viện|trung\ tâm|chi\ nhánh|ngân\ hàng|ban|bộ\ chỉ\ huy|(?:chi\ )?cục
        |công\ đoàn|đồn|trạm|hạt|kho|cảng|mỏ|đội|đoàn|(?:tiểu|trung|lữ|sư)\ đoàn|vườn\ quốc\ gia|khu\ bảo\ tồn)(?![^\W_])
        (?:\ (?!(?:cho|tặng|trao|tới|đến|thăm|tại|ở|với|do|được|nhận|gồm|từ|về|trong|cùng)(?![^\W_]))[^\s,;:()]{1,20}){0,12}
        [\s,(]{0,3}(?:(?:hiện|đang|có)\ ){0,2}\Z""",
    finds={"Sáng nay, Trại giam Suối Cao (": ", Trại giam Suối Cao (", "Công ty có ": "Công ty có "},
    leaves=["Quà trao cho Trại giam Suối Cao (", "Công ty tặng quà cho trường có "],
)

# … and launches by the same sentence, with nobody else between.
LAUNCHES_THERE = Rule(
    name="place-launches-at-seat",
    pattern=r"""\A(?:(?!(?<![^\W_])(?:do|được|theo|hưởng\ ứng|cho|với|cùng|ubnd|ủy\ ban|sở|nhà\ trường|công\ ty)(?![^\W_]))[^.;\n]){0,60}?
        (?<![^\W_])(?:phát\ động|ban\ hành|ra\ quân|mở\ (?:đợt|phong\ trào|chiến\ dịch|cuộc))""",
    finds={", tỉnh Đồng Nai) vừa mở đợt": ", tỉnh Đồng Nai) vừa mở đợt", ") phát động": ") phát động"},
    leaves=[" do UBND tỉnh phát động", " họp. Phát động"],
)
_SENTENCE = re.compile(r"[.;!?](?=\s)|\n")


def is_seat_of_launcher(at: int, end: int, seen: View, opening: int) -> bool:
    """Whether the seat told at ``at`` is that of who launches, or of the body that opens the text (from ``opening`` on)."""
    ends = [m.end() for m in _SENTENCE.finditer(seen.low, max(at - 300, 0), at)]
    start = ends[-1] if ends else max(at - 300, 0)
    if SEATED.compiled.search(seen.low[start:at].lstrip()) is None:
        return False
    behind = seen.low[end : end + 100]
    if LAUNCHES_THERE.compiled.search(behind):
        return True
    opens = start <= opening or not seen.low[opening:start].strip()
    return opens and re.match(r"[^.;\n]{0,60}?(?<![^\W_])được(?![^\W_])", behind) is None
