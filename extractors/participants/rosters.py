"""Rosters: the members of a cluster, sentences that end with everybody joining, purposes that name whose part is raised."""

from __future__ import annotations

from extractors.lexicon import words
from extractors.participants.cores import Cored
from extractors.participants.rules import EVERYONE
from extractors.rule import Rule

_WORD = r"(?<![^\W_])"
_END = r"(?![^\W_])"

def _first(word: str) -> str:
    """The word at the beginning of a sentence or line, tried only where its letters stand."""
    return rf"{word}(?:(?<=[.\n]\s{word})|(?<=\n{word})|(?<![\s\S]{word}))"


MEMBERS = Rule(
    name="participants-members",
    pattern=words(
        rf"{_WORD}(?:cụm|khối)(?: thi đua)?(?: (?:số )?\d+| này)?(?: [^.;:,\n]{{0,40}}?)?,? (?:gồm|có)(?: có)?(?: \d+)?"
        r" (?:đơn vị|thành viên|địa phương)(?: thành viên)?(?: là| gồm)?\s*:"
    ),
    finds={"Cụm thi đua số 3 gồm 06 đơn vị: Hội Nhà báo": "Cụm thi đua số 3 gồm 06 đơn vị:"},
    leaves=["Cụm có 6 đơn vị hoàn thành tốt nhiệm vụ", "khối lượng có 3 đơn vị tính"],
    on="bare",
)
ALL_JOIN = Rule(
    name="participants-all-join",
    pattern=words(
        rf"{_WORD}(?P<who>(?:{_first('các')}|{_first('toàn')} thể|{_first('tất')} cả) "
        r"(?:(?!(?:được|mời|tới|đến|dự|lễ|phải|sẽ|để|cho|đã)"
        + _END + r")[^.;:\n]){10,200}?) tham gia(?=\s*\.)"
    ),
    finds={"Các thôn, đại lý cùng nông dân trồng bưởi tham gia.": "Các thôn, đại lý cùng nông dân trồng bưởi tham gia"},
    leaves=["Các đội đến dự lễ có đông học sinh tham gia.", "Tỷ lệ các hộ tham gia."],
    on="bare",
)
JOINED_BY_ALL = Cored(ALL_JOIN, r"tham gia(?=\s*\.)")
RAISES = Rule(
    name="participants-raises",
    pattern=words(
        rf"{_WORD}(?:phong trào|kế hoạch|đợt thi đua|thi đua)(?: này| trên)? (?:nhằm|để)(?: tiếp tục)? (?:nâng cao|phát huy|đề cao)"
        rf" [^.;:\n]{{0,30}}?(?:trách nhiệm|hành động|vai trò)(?:,| và)?[^.;:,\n]{{0,20}}? của (?=(?:các|{EVERYONE}){_END})"
    ),
    finds={"Phong trào nhằm nâng cao ý thức, trách nhiệm của các xã": "Phong trào nhằm nâng cao ý thức, trách nhiệm của "},
    leaves=["Lớp học nhằm nâng cao trách nhiệm của các hộ", "Phong trào nhằm nâng cao đời sống của các hộ nghèo"],
    on="bare",
)
