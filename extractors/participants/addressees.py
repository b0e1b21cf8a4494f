"""Whom a letter is addressed to: "Kính gửi", the lines under "THƯ KÊU GỌI"."""

from __future__ import annotations

from extractors.lexicon import words
from extractors.participants.rules import EVERYONE, LINE
from extractors.rule import Rule

_WORD = r"(?<![^\W_])"
_END = r"(?![^\W_])"

ADDRESSED_TO = Rule(
    name="participants-addressed-to",
    pattern=words(rf"{_WORD}(?:kính gửi\s*:?|điện\s*:)"),
    finds={"Kính gửi: - Các sở, ban, ngành": "Kính gửi:"},
    leaves=["gửi kèm"],
    on="bare",
)
# The title of an appeal; in running prose it may be one of long ago ("Lời kêu gọi thi đua ái quốc gửi đồng bào").
LETTER_TO = Rule(
    name="participants-letter-to",
    pattern=words(
        rf"{LINE}(?:thư|lời)(?: (?:kêu gọi|ngỏ|hiệu triệu|phát động))+{_END}[^.;:“\"]{{0,160}}?\s(?:gửi|gửi tới|gửi đến|tới|đến)"
        rf" (?=(?:{EVERYONE}|các|quý|đồng bào|nhân dân){_END})"
    ),
    finds={"THƯ KÊU GỌI\ncủa Giám đốc Bưu điện\ngửi toàn thể CBCNV": "THƯ KÊU GỌI\ncủa Giám đốc Bưu điện\ngửi ",
           "LỜI KÊU GỌI THI ĐUA GỬI TỚI CÁC BẠN ĐOÀN VIÊN": "LỜI KÊU GỌI THI ĐUA GỬI TỚI "},
    leaves=["Bác ra Lời kêu gọi gửi toàn thể đồng bào", "THƯ KÊU GỌI\nủng hộ đồng bào vùng lũ"],
    on="bare",
)
