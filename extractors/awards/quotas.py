"""Numbers of an award: how many, to whom, for each what, on what occasion, with how much money.

"Bằng khen cho 20 tập thể và 30 cá nhân" are two quotas; "không quá 60 tập thể, cá nhân" is one for both; "mỗi cụm 01 cờ" is one
for each cluster. An upper bound leaves the lower end empty, a lower bound the upper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractors.awards.recipients import ANYBODY, COLLECTIVE, recipient_of
from extractors.beginnings import Anchored
from extractors.lexicon import UPPER, words
from extractors.rule import Rule
from extractors.view import View, bare

_WORD = r"(?<![^\W_])"
_END = r"(?![^\W_])"
_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_COUNT = r"(?:\d{1,4}(?![\d.,]*\d|\s*%)|một|hai|ba|bốn|sáu|bảy|tám|chín|mười)"
_BOUND = r"(?P<bound>không quá|không vượt quá|tối đa|nhiều nhất|ít nhất|tối thiểu|khoảng|dự kiến|từ)\s+"

_THING = "lá cờ|cờ(?: thi đua)?|bằng khen|giấy khen|bằng|kỷ niệm chương|huy hiệu|giải|suất|chiếc|danh hiệu|phần thưởng|thư khen"

QUOTA = Rule(
    name="award-quota",
    pattern=words(
        rf"{_WORD}(?<!\d[.,/])(?<!nam\s)(?:{_BOUND})?(?P<low>{_COUNT})(?:\s*\([^)\n]{{1,16}}\))?(?:(?:\s*-\s*| đến )(?P<high>\d{{1,4}}))?"
        rf"\s+(?:(?P<who>{ANYBODY}){_END}(?P<more>(?:(?:\s*[,/]\s*| và | hoặc "
        rf"|\s*-\s*)(?:{ANYBODY}){_END})*)|(?P<thing>{_THING})){_END}"
    ),
    finds={
        "cho 20 tập thể và 30 cá nhân": "20 tập thể",
        "không quá 60 tập thể, hộ gia đình và cá nhân": "không quá 60 tập thể, hộ gia đình và cá nhân",
        "từ 02 đến 03 đơn vị": "từ 02 đến 03 đơn vị",
        "08 cơ quan, đơn vị": "08 cơ quan, đơn vị",
    },
    leaves=["70% cá nhân", "Điều 20 Luật", "năm 2024 tập thể", "4.1 Lao động tiên tiến"],
    on="bare",
)
PER = Rule(
    name="award-per",
    pattern=words(
        rf"{_WORD}(?:mỗi|từng)\s(?P<what>(?:{COLLECTIVE}|cấp|ngành)(?:(?:\s*,\s*|\s*/\s*| và "
        rf"| hoặc )(?:{COLLECTIVE}))*(?: thi đua)?){_END}"
        rf"|(?:tập thể|cá nhân|cờ|bằng khen|giấy khen|bằng|đơn vị|người|giải|\d{{1,3}})\s?/\s?(?:mỗi )?(?P<after>(?:cụm|khối"
        rf"|xã|huyện|phường|đơn vị|thôn|trường|sở|ngành|chi bộ|tổ|lớp|đợt|năm|cơ quan)(?:\s*,\s*(?:cụm"
        rf"|khối))*(?: thi đua)?){_END}"
    ),
    finds={"Mỗi cụm, khối thi đua được 01 cờ": "Mỗi cụm, khối thi đua", "02 tập thể/xã": "tập thể/xã"},
    leaves=["mỗi năm một lần", "tập thể, cá nhân"],
    on="bare",
)
MONEY = Rule(
    name="award-money",
    pattern=words(
        r"(?P<value>\d{1,3}(?:[.,]\d{3})+|\d{1,4}(?:[.,]\d{1,3})?)\s*(?P<scale>nghìn|ngàn|triệu|tỷ)?\s*(?:đồng|đ|vnđ"
        r"|vnd)(?![^\W_])"
    ),
    finds={"kèm theo 1.000.000 đồng": "1.000.000 đồng", "thưởng 2,5 triệu đồng": "2,5 triệu đồng"},
    leaves=["05 đơn vị", "100 tập thể"],
    on="bare",
)
OCCASIONS: tuple[tuple[str, Rule], ...] = (
    (
        "so_ket_tong_ket",
        Rule(
            name="occasion-both-reviews",
            pattern=words(r"(?<![^\W_])(?:sơ kết(?:,| và|/| hoặc) tổng kết|sơ,? tổng kết)(?![^\W_])"),
            finds={"khi sơ kết, tổng kết phong trào": "sơ kết, tổng kết"},
            leaves=["báo cáo tổng hợp"],
            on="bare",
        ),
    ),
    (
        "tong_ket",
        Rule(
            name="occasion-final",
            pattern=words(
                r"(?<![^\W_])(?:tổng kết|kết thúc (?:phong trào|đợt|giai đoạn"
                r"|cuộc vận động))(?![^\W_])"
            ),
            finds={"khi tổng kết": "tổng kết"},
            leaves=["sơ kết"],
            on="bare",
        ),
    ),
    (
        "so_ket",
        Rule(
            name="occasion-interim",
            pattern=words(r"(?<![^\W_])sơ kết(?![^\W_])"),
            finds={"dịp sơ kết": "sơ kết"},
            leaves=["tổng kết"],
            on="bare",
        ),
    ),
    (
        "dot_xuat",
        Rule(
            name="occasion-ad-hoc",
            pattern=words(
                r"(?<![^\W_])(?:khen thưởng "
                r"|thành tích (?:xuất sắc )?)?đột xuất(?![^\W_])"
            ),
            finds={"khen thưởng đột xuất": "khen thưởng đột xuất"},
            leaves=["xuất sắc"],
            on="bare",
        ),
    ),
    (
        "hang_nam",
        Rule(
            name="occasion-yearly",
            pattern=words(
                r"(?<![^\W_])(?:hằng năm|hàng năm|cuối năm|kết thúc năm học"
                r"|mỗi năm)(?![^\W_])"
            ),
            finds={"xét tặng hằng năm": "hằng năm"},
            leaves=["năm 2024"],
            on="bare",
        ),
    ),
)
_OCCASION = Anchored(re.compile("|".join(f"(?P<{code}>{rule.pattern})" for code, rule in OCCASIONS), re.VERBOSE))
_UNITS = "lá|chiếc|bức|danh hiệu|suất|tấm"
_COUNT_BEFORE = re.compile(
    words(
        rf"(?:(?P<bound>không quá|tối đa|ít nhất|tối thiểu|khoảng|dự kiến|từ)\s+)?(?<![^\W_])(?<!\d[.,/])(?P<low>\d{{1,4}}|một|hai|ba|bốn"
        r"|mười)(?:\s*\([^)\n]{{1,14}}\))?"
        rf"(?:(?:\s*-\s*| đến )(?P<high>\d{{1,4}}))?\s+(?:(?:{_UNITS})\s+)?[“\"]?$"
    )
)
_LAST_OF_COUNT = (")", *(term.split()[-1] for term in bare(f"một|hai|ba|bốn|mười|{_UNITS}").split("|")))
_CAPITAL = re.compile(rf"(?:\s*[,/]\s*|\s+\w+\s+)(?=[{UPPER}](?![{UPPER}]))")
_SCALES = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": 10**9}


@dataclass(frozen=True, slots=True)
class Quota:
    """A number of awards or of those who get them."""

    start: int
    end: int
    low: int | None
    high: int | None
    recipient: str | None
    thing: bool


def quotas_in(view: View, start: int, end: int) -> list[Quota]:
    """Every number of awards or recipients between two offsets.

    >>> from extractors.view import view
    >>> [(q.low, q.high, q.recipient) for q in quotas_in(view("cho 20 tập thể, không quá 30 cá nhân"), 0, 36)]
    [(20, 20, 'collective'), (None, 30, 'individual')]
    """
    found = []
    for match in QUOTA.matches(view, start, end):
        if (number := _number(view, match)) is None or _another_thing(view, match):
            continue
        low, high = _range(match, number)
        stop = _next_giver(view, match)
        recipient = recipient_of(match["who"], view.bare[match.end("who") : stop]) if match["who"] else None
        found.append(Quota(match.start(), stop, low, high, recipient, bool(match["thing"])))
    return found


def _another_thing(view: View, match: re.Match[str]) -> bool:
    """ "02 cơ sở", "05 cô": without accents they are flags."""
    return match["thing"] == "co" and view.low[match.start("thing") : match.end("thing")] not in ("cờ", "co")


def _next_giver(view: View, match: re.Match[str]) -> int:
    """End of a number's recipients, before a body with a capital: "12 cá nhân, Công đoàn ngành tặng …" goes on with who gives."""
    if not match["more"] or not view.text[match.start("who")].islower():
        return match.end()
    named = _CAPITAL.search(view.text, match.start("more"), match.end("more"))
    return named.start() if named else match.end()


def _number(view: View, match: re.Match[str]) -> int | None:
    """The number of a match; number words by their accents, for "sau" is after and "nam" a year or the south."""
    if match["low"].isdigit():
        return int(match["low"])
    return _NUMBERS.get(view.low[match.start("low") : match.end("low")])


def _range(match: re.Match[str], number: int) -> tuple[int | None, int | None]:
    """Lower and upper end; "không quá 5" has no lower end, "ít nhất 5" no upper one."""
    if match["high"]:
        return number, int(match["high"])
    bound = " ".join((match["bound"] or "").split())
    if bound in ("khong qua", "khong vuot qua", "toi da", "nhieu nhat"):
        return None, number
    if bound in ("it nhat", "toi thieu"):
        return number, None
    return number, number


def count_before(view: View, start: int, at: int, end: int) -> Quota | None:
    """The number right before a form: "05 Bằng khen", "không quá 02 danh hiệu “Lao động tiên tiến”"."""
    start = max(start, at - 40)
    told = view.bare[start:at].rstrip().rstrip("“\"").rstrip()
    if not (told.endswith(_LAST_OF_COUNT) or told[-1:].isdecimal()):
        return None
    match = _COUNT_BEFORE.search(view.bare, start, at)
    number = _number(view, match) if match else None
    return Quota(match.start(), end, *_range(match, number), None, True) if match and number is not None else None


def occasion_in(view: View, start: int, end: int) -> str | None:
    """Occasion named between two offsets; both reviews if both are."""
    named = {match.lastgroup for match in _OCCASION.finditer(view, "bare", start, end)} if start < end else set()
    if "so_ket_tong_ket" in named or {"tong_ket", "so_ket"} <= named:
        return "so_ket_tong_ket"
    return next((code for code, _ in OCCASIONS if code in named), None) if named else None


def per_in(view: View, start: int, end: int) -> tuple[str, int, int] | None:
    """What each number is for ("mỗi cụm"), as written, and its place."""
    told = view.bare[start:end]
    if not ("moi" in told or "tung" in told or "/" in told) or (match := next(PER.matches(view, start, end), None)) is None:
        return None
    group = "what" if match["what"] else "after"
    return " ".join(view.text[match.start(group) : match.end(group)].split()), match.start(), match.end()


def money_in(view: View, start: int, end: int) -> tuple[Decimal, int] | None:
    """First amount of money in dong between two offsets, and where it ends."""
    match = MONEY.compiled.search(view.bare, start, end)
    if match is None:
        return None
    written = match["value"]
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", written) and not match["scale"]:
        value = Decimal(re.sub(r"\D", "", written))
    else:
        value = Decimal(written.replace(",", "."))
    return (value * _SCALES.get(match["scale"] or "", 1)).quantize(Decimal(1)), match.end()
