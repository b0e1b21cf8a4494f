"""Who receives an award: nouns of groups and of people (``recipients.csv``), and the ways in which a sentence names them."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files

from extractors.lexicon import words
from extractors.rule import Rule
from extractors.view import View

_WORD = r"(?<![^\W_])"
_END = r"(?![^\W_])"


def _nouns(kind: str) -> str:
    """The nouns of one kind as alternatives, longest first."""
    text = (files("extractors") / "awards" / "recipients.csv").read_text(encoding="utf-8")
    terms = [row["term"] for row in csv.DictReader(text.splitlines()) if row["kind"] == kind]
    return "|".join(sorted(terms, key=len, reverse=True))


COLLECTIVE = _nouns("collective")
INDIVIDUAL = _nouns("individual")
ANYBODY = "|".join(sorted((COLLECTIVE + "|" + INDIVIDUAL).split("|"), key=len, reverse=True))
_IS_COLLECTIVE = frozenset(words(term).replace("[ \\n]+", " ") for term in COLLECTIVE.split("|"))

RECIPIENT = Rule(
    name="award-recipient",
    pattern=words(
        rf"(?:{_WORD}(?:cho|đối với|dành cho|là|của|tặng|khen|động viên|biểu dương)|:)(?: (?:các|những|mỗi|từng|một số|một|tất cả|mọi"
        rf"|tối đa|không quá|và|khoảng|đội ngũ))*\s?:?\s*(?:\d{{1,4}} )?(?P<who>{ANYBODY}){_END}"
        rf"(?P<more>[^.;:\n]{{0,60}}?(?:(?:\s*[,/]\s*| và | hoặc |\s*-\s*)(?:các |những |\d{{1,4}} )?(?:{ANYBODY}){_END})+)?"
    ),
    finds={"tặng cho các tập thể, cá nhân": "cho các tập thể, cá nhân", "xét tặng cho cá nhân làm việc": "cho cá nhân"},
    leaves=["cho phép", "theo đơn vị"],
    on="bare",
)
LABEL = Rule(
    name="award-recipient-label",
    pattern=words(
        rf"(?:^|\n|[-+•(]\s*|[\w]\)\s*|\d\.\s*|đối với\s+|cho\s+|về\s+"
        rf"|khen thưởng\s+)(?:các\s+|những\s+)?(?P<who>{ANYBODY}){_END}(?P<more>(?:(?:\s*[,/]\s*| và )(?:{ANYBODY}){_END})*)"
        rf"(?: (?:đứng đầu|dẫn đầu|xuất sắc|tiêu biểu|nhất|(?:thuộc|tại|trong) [^.;:\n]{{1,40}}))?\s*(?:[:)]|$)"
    ),
    finds={"a) Đối với cá nhân": "Đối với cá nhân", "- Tập thể: 05 Giấy khen": "- Tập thể:"},
    leaves=["tập thể lao động xuất sắc"],
    on="bare",
)
FOR_WHOM = Rule(
    name="award-for-whom",
    pattern=words(
        rf"(?:^|[.;:\n])\s*(?:riêng )?(?:đối )?với (?:các |những )?(?P<who>{ANYBODY}){_END}(?P<more>(?:(?:\s*[,/]\s*| và )(?:các |những )?"
        rf"(?:{ANYBODY}){_END})*)[^.;:\n]{{0,50}},"
    ),
    finds={"Với cán bộ bám xóm, chủ tịch": "Với cán bộ bám xóm,"},
    leaves=["cùng với cán bộ, xã thưởng"],
    on="bare",
)
WHICHEVER = Rule(
    name="award-whichever",
    pattern=rf"(?:^|[.;:,\n“\"(])\s*(?:\d{{1,2}}[.)]\s*)?{words(f'(?P<who>{ANYBODY})')}{words(' nào')}{_END}",
    finds={"Xóm nào xong trước, xã thưởng": "Xóm nào"},
    leaves=["ở xóm nào cũng vậy", "không đơn vị nào"],
    on="bare",
)
_ANYBODY = re.compile(words(rf"{_WORD}(?:{ANYBODY}){_END}"))
_PEOPLE = re.compile(words(r"(?<![^\W_])cá nhân(?![^\W_])"))
_GROUPS = re.compile(words(r"(?<![^\W_])(?:tập thể|đơn vị|hộ gia đình|doanh nghiệp)(?![^\W_])"))


def recipient_of(who: str, more: str | None = None) -> str:
    """Recipient by a noun and the nouns joined to it (``bare`` folding).

    >>> recipient_of("tap the", ", ca nhan"), recipient_of("ban"), recipient_of("thuyen truong")
    ('both', 'collective', 'individual')
    """
    return named_recipient(f"{who} {more or ''}")


def recipient_in(view: View, start: int, end: int) -> tuple[str, int] | None:
    """First words that tell who receives ("cho các tập thể, cá nhân"), and where they end."""
    match = next(RECIPIENT.matches(view, start, end), None)
    return (recipient_of(match["who"], match["more"]), match.end()) if match else None


@lru_cache(maxsize=4096)
def named_recipient(phrase: str) -> str:
    """Recipient by the nouns of a phrase (``bare`` folding): "don vi, ca nhan" is both."""
    kinds = {" ".join(noun[0].split()) in _IS_COLLECTIVE for noun in _ANYBODY.finditer(phrase)}
    return "both" if len(kinds) > 1 else "collective" if True in kinds else "individual"


def label_recipient(view: View, start: int, end: int) -> str | None:
    """Recipient that a heading or label names: "a) Đối với cá nhân", "Tập thể:"."""
    match = next(LABEL.matches(view, start, end), None)
    return recipient_of(match["who"], match["more"]) if match else None


def recipient_ahead(view: View, start: int, end: int) -> str | None:
    """Recipient that opens a clause: "Với cán bộ bám địa bàn, chủ tịch tặng …"."""
    found = list(FOR_WHOM.matches(view, max(0, start - 2), end))
    if not found and (which := next(WHICHEVER.matches(view, max(0, start - 2), end), None)):
        return named_recipient(which["who"])
    return recipient_of(found[-1]["who"], found[-1]["more"]) if found else None


def recipient_in_words(view: View, start: int, end: int) -> str | None:
    """Recipient by the plain words tập thể, cá nhân."""
    people, groups = _PEOPLE.search(view.bare, start, end), _GROUPS.search(view.bare, start, end)
    return "both" if people and groups else "individual" if people else "collective" if groups else None
