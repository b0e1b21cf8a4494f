"""Groups told by proper names: districts, communes and firms in a list, and the departments of one kind in several provinces."""

from __future__ import annotations

from extractors.lexicon import NAME, UPPER
from extractors.rule import Rule

_BLANK = r"[ \n]+"
DEPARTMENTS_OF_PROVINCES = Rule(
    name="participant-departments-of-provinces",
    pattern=rf"(?<![^\W_])[Ss]ở{NAME.pattern}{_BLANK}(?:của{_BLANK})?(?P<scope>(?:các|\d{{2}}){_BLANK}"
    rf"(?:tỉnh(?:(?:[ \n]*,|{_BLANK}và){_BLANK}thành{_BLANK}phố)?|thành{_BLANK}phố)"
    rf"(?:{_BLANK}trực{_BLANK}thuộc{_BLANK}[Tt]rung{_BLANK}ương)?)",
    finds={
        "Kính gửi: Sở Y tế các tỉnh, thành phố trực thuộc Trung ương;": "Sở Y tế các tỉnh, thành phố trực thuộc Trung ương",
        "Giám đốc Sở Giáo dục và Đào tạo 34 tỉnh, thành phố": "Sở Giáo dục và Đào tạo 34 tỉnh, thành phố",
    },
    leaves=["Sở Y tế phát động", "cơ sở các tỉnh", "Sở Y tế tỉnh Lâm Đồng"],
    on="text",
)
_NAMES = rf"[{UPPER}][\w’']*(?:[ \n]+[{UPPER}][\w’']*)*"
_NAMED_LIST = rf"{_NAMES}(?:[ \n]*,[ \n]+{_NAMES})+(?:[ \n]+và[ \n]+{_NAMES})?"
_NAMED_COUNCIL = r"(?:UBND|Ủy[ \n]ban[ \n]nhân[ \n]dân|Uỷ[ \n]ban[ \n]nhân[ \n]dân)[ \n]+"
NAMED_DISTRICTS = Rule(
    name="participant-named-districts",
    pattern=rf"(?<![^\W_]){_NAMED_COUNCIL}(?:huyện|quận|thị[ \n]xã|thành[ \n]phố)[ \n]+{_NAMED_LIST}",
    finds={"UBND huyện Sông Lam, Đồng Nải và Phú Lạc phải": "UBND huyện Sông Lam, Đồng Nải và Phú Lạc"},
    leaves=["UBND huyện Sông Lam phát động"],
    on="text",
)
NAMED_COMMUNES = Rule(
    name="participant-named-communes",
    pattern=rf"(?<![^\W_]){_NAMED_COUNCIL}(?:xã|phường|thị[ \n]trấn|đặc[ \n]khu)[ \n]+{_NAMED_LIST}",
    finds={"UBND xã An Bài, An Đông và An Tây": "UBND xã An Bài, An Đông và An Tây"},
    leaves=["UBND xã An Bài phát động"],
    on="text",
)
_FIRM = r"(?:Tổng[ \n]+công|Công|công)[ \n]+ty|CTCP|Cty"
_FORM = r"[ \n]+(?:cổ[ \n]+phần|trách[ \n]+nhiệm[ \n]+hữu[ \n]+hạn|một[ \n]+thành[ \n]+viên)"
_NAMED_FIRM = rf"(?:{_FIRM})(?:{_FORM})*(?:[ \n]+(?:(?!{_FIRM})[{UPPER}][\w&-]*|một|số)){{1,8}}"
NAMED_FIRMS = Rule(
    name="participant-named-firms",
    pattern=rf"(?<![^\W_]){_NAMED_FIRM}(?:(?:[ \n]*[,;](?:[ \n]+và)?|[ \n]+và)[ \n]+{_NAMED_FIRM})+",
    finds={"gồm Công ty CP Sông Lam và Tổng công ty Phú Lạc.": "Công ty CP Sông Lam và Tổng công ty Phú Lạc"},
    leaves=["Công ty CP Sông Lam phát động", "Công ty và các đội"],
    on="text",
)
