"""Holidays and days of remembrance: by their name, by their name with a day, by the moon.

``feasts.csv`` is the table to add to: name (lower case), day, month, calendar, and whether the name says enough ``alone`` ("Tết Nguyên
đán"). The others are the feast only behind "ngày", "dịp", "lễ": "Phụ nữ Việt Nam" is a union, "Quốc Khánh" a commune and a given name.
"""

from __future__ import annotations

import csv
import re
from importlib.resources import files

from extractors.dates.words import DAY_WORD, MW, REL, D, M, S, W, Y
from extractors.rule import Rule


def _table() -> dict[str, tuple[int, int, str, bool]]:
    with files("extractors.dates").joinpath("feasts.csv").open(encoding="utf-8") as file:
        return {r["name"]: (int(r["day"]), int(r["month"]), r["calendar"], bool(r["alone"])) for r in csv.DictReader(file)}


def _spelled(name: str) -> str:
    """A name as a pattern: any blanks, sĩ/sỹ, hòa/hoà, khỏe/khoẻ, with or without dash and "các" between its words."""
    for one, two in (("sĩ", "sỹ"), ("hòa", "hoà"), ("hóa", "hoá"), ("khỏe", "khoẻ")):
        name = re.sub(rf"\b{one}\b", f"(?:{one}|{two})", name)
    return name.replace("thương binh liệt", "thương binh(?: - |, |-| và | )liệt").replace(" ", W)


FEASTS = _table()
_NAMES = sorted(FEASTS, key=len, reverse=True)
_ALONE = "|".join(_spelled(name) for name in _NAMES if FEASTS[name][3])
_WITH_CUE = "|".join(_spelled(name) for name in _NAMES if not FEASTS[name][3])
CYCLE = r"(?:giáp|ất|bính|đinh|mậu|k[ỷỉ]|canh|tân|nhâm|qu[ýí])\s{1,6}(?:t[ýí]|sửu|dần|mão|mẹo|thìn|t[ỵị]|ngọ|mùi|thân|dậu|tuất|hợi)"
"""A year of the sixty, by its stem and branch."""

NAMED_FEAST = Rule(
    name="date-feast",
    pattern=rf"""(?>(?P<alone>{_ALONE})|(?:ngày(?:{W}lễ)?|dịp(?:{W}lễ)?|lễ|mừng|tết){W}(?P<name>{_WITH_CUE}))(?!\w)
        (?:{S},?{S}(?:(?:xuân|năm){W})?(?P<cycle>{CYCLE})(?!\w))?(?:{S}[,-]?{S}(?:năm{W})?\(?(?P<y>{Y})(?!{S}[-/])|{W}năm{W}(?P<rel>{REL})(?!\w))?
        (?!\w|{S}[,(:-]?{S}(?:(?:từ{W})?ngày{W}|m[ùồ]ng{W}|rằm)?[0-9]{{1,2}}{S}(?:[/.\-]|tháng))""",
    finds={"dịp Quốc khánh, các đơn vị": "dịp Quốc khánh", "Tết Nguyên đán Giáp Thìn 2024": "Tết Nguyên đán Giáp Thìn 2024"},
    leaves=["Hội Liên hiệp Phụ nữ Việt Nam", "xã Quốc Khánh", "Ngày Nhà giáo Việt Nam 20/11"],
)
HOLIDAY = Rule(
    name="date-holiday",
    pattern=rf"""(?:quốc{W}khánh|nhà{W}giáo{W}việt{W}nam|thương{W}binh{S}-?{S}(?:,{S})?liệt{W}s[ĩỹ]|thầy{W}thuốc{W}việt{W}nam|doanh{W}nhân{W}việt{W}nam
        |phụ{W}nữ{W}việt{W}nam|quốc{W}tế{W}(?:phụ{W}nữ|lao{W}động|thiếu{W}nhi|hạnh{W}phúc|người{W}cao{W}tuổi)|gia{W}đình{W}việt{W}nam
        |báo{W}chí(?:{W}cách{W}mạng)?(?:{W}việt{W}nam)?|thành{W}lập{W}(?:đảng|đoàn|hội|ngành|quân{W}đội|mặt{W}trận|công{W}đoàn)[^.,;()0-9]{{0,60}}
        |truyền{W}thống[^.,;()0-9]{{0,60}}|sinh{W}nhật{W}bác|sinh{W}(?:chủ{W}tịch|của{W}chủ{W}tịch|bác)[^.,;()0-9]{{0,24}}|pháp{W}luật[^.,;()0-9]{{0,60}}
        |giải{W}phóng[^.,;()0-9]{{0,40}}|đại{W}đoàn{W}kết[^.,;()0-9]{{0,30}}|chuyển{W}đổi{W}số(?:{W}quốc{W}gia)?|môi{W}trường{W}thế{W}giới|tết{W}dương{W}lịch)
        {S}(?:\({S}|ngày{W})?(?P<date>(?P<d>{D})\s?(?P<sep>[/.\-])\s?(?P<m>{M}))(?![0-9]|\s?[/.,][0-9]|{S}%)""",
    finds={"chào mừng Ngày Nhà giáo Việt Nam 20/11;": "Nhà giáo Việt Nam 20/11", "Quốc khánh 2/9": "Quốc khánh 2/9"},
    leaves=["Ngày Nhà giáo Việt Nam 20/11/2023"],
)
LUNAR = Rule(
    name="date-lunar",
    pattern=rf"""(?:(?:{DAY_WORD}|đêm){W})?(?:
        (?:(?P<ram>rằm)|(?P<d>{D})|(?P<dw>một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười))(?:{S}/{S}|{S}tháng{S})(?:(?P<m>{M})(?![0-9])|(?P<mw>{MW}))(?P<leap>{S}nhuận)?
            (?:(?:{S}/{S}|{W}năm{W})(?P<cycle>{CYCLE})(?!\w))?(?:{S}(?P<al>\({S}(?:theo{W})?(?:âm{W}lịch|[aâ]l){S}\)|,?{S}(?:theo{W})?(?:âm{W}lịch|[aâ]l)(?!\w))|(?={W}(?:năm|nhuận))|(?!\w))
        |(?P<tet>(?<=mùng\s|mồng\s)[1-9]){W}tết(?!{W}(?:dương|độc))(?:{W}nguyên{W}đán)?)
        (?:{S},?{S}(?:(?:xuân|năm){W})?(?P<cycle2>{CYCLE})(?!\w))?
        (?:(?:{S},?{S}(?:năm{W}|\({S})|{S}/{S})(?P<y>{Y})|{W}năm{W}(?P<rel>{REL})(?!\w))?""",
    finds={
        "mồng 10 tháng 3 âm lịch": "mồng 10 tháng 3 âm lịch",
        "rằm tháng Giêng": "rằm tháng Giêng",
        "ngày 10/3 (âm lịch) năm 2024": "ngày 10/3 (âm lịch) năm 2024",
        "đến mùng 3 Tết": "mùng 3 Tết",
        "sáng mùng 1 Tết Ất Tỵ": "mùng 1 Tết Ất Tỵ",
        "ngày 10/3 ÂL": "ngày 10/3 ÂL",
    },
)
LUNAR_MONTH = Rule(
    name="date-lunar-month",
    pattern=rf"tháng{W}(?:(?:giêng|chạp)(?!\w)|(?:(?:{M})(?![0-9])|{MW})(?P<leap>{W}nhuận)?{S}\(?âm{W}lịch\)?)(?:{W}năm{W}(?P<y>{Y}))?",
    finds={"trong tháng Giêng năm 2024": "tháng Giêng năm 2024", "tháng 3 âm lịch": "tháng 3 âm lịch"},
)


NAME_BEFORE = re.compile(
    rf"(?<!\w)(?:{_ALONE}|{_WITH_CUE}|(?:ngày|dịp|nghỉ|tết)(?:{W}nghỉ)?{W}lễ|lễ){S}[,(:-]?{S}(?:(?:là|vào|nhằm){W})?(?:(?:từ{W})?ngày{W})?$"
)
"""Left of a day that is then the feast's: "Giỗ Tổ Hùng Vương (mồng 10 tháng 3 âm lịch)", "nghỉ lễ 30/4"."""
KNOWN_DAYS = {(day, month) for day, month, calendar, _ in FEASTS.values() if calendar == "gregorian"}


def feast_of(match: re.Match[str]) -> tuple[int, int, str] | None:
    """Day, month and calendar of the feast that `NAMED_FEAST` matched."""
    words = " ".join((match["alone"] or match["name"]).split())
    words = words.replace(" - ", " ").replace("-", " ").replace(",", "").replace("binh và", "binh")
    for one, two in (("sỹ", "sĩ"), ("hoà", "hòa"), ("hoá", "hóa"), ("khoẻ", "khỏe")):
        words = re.sub(rf"\b{one}\b", two, words)
    found = FEASTS.get(words)
    return None if found is None else found[:3]


def is_lunar(match: re.Match[str]) -> bool:
    """Does a match of `LUNAR` speak of the moon's calendar? "rằm", "âm lịch", "Tết", "năm Giáp Thìn", "tháng Giêng" and "Chạp" do."""
    return bool(match["ram"] or match["al"] or match["tet"] or match["cycle"] or match["cycle2"] or match["mw"] in ("giêng", "chạp"))
