"""Instruments named by title and no number: laws, codes, congress resolutions."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from extractors.directives.congresses import CONSTITUTION, PLENUM, congress_of
from extractors.directives.patterns import CONGRESS
from extractors.directives.spots import BEFORE_TERM, Spots
from extractors.directives.types import NAMES
from extractors.rule import Rule
from extractors.view import View, fold


def _laws() -> str:
    """One pattern for all titles; commas, dashes and "và" between the parts of a title are used as the writer likes."""
    text = (files("extractors.directives") / "laws.csv").read_text(encoding="utf-8")
    titles = {fold(row["title"]) for row in csv.DictReader(text.splitlines(), delimiter="\t")}
    kinds: dict[str, list[str]] = {"luật": [], "bộ luật": [], "pháp lệnh": []}
    for title in sorted(titles, key=lambda title: (-len(title), title)):
        kind = next(k for k in kinds if title.startswith(k + " "))
        parts = re.split(r"\s*(?:,\s+(?:và\s+)?|\s-\s|\svà\s)", title.removeprefix(kind).strip())
        kinds[kind].append(_JOIN.join(r"\s+".join(map(re.escape, part.split())) for part in parts))
    named = (rf"{kind.replace(' ', _BLANKS)}{_BLANKS}(?:{'|'.join(words)})" for kind, words in kinds.items())
    return "|".join(named)


_BLANKS = r"\s+"
_JOIN = r"(?:\s*[,\-]\s*(?:và\s+)?|\s+(?:và\s+)?)"
_AMENDING = r"luật\s+sửa\s+đổi\s*(?:,|và)?\s*bổ\s+sung\s+(?:một\s+số\s+điều\s+(?:của\s+)?)?(?:các\s+)?"
LAW = Rule(
    name="law-title",
    pattern=rf"(?<![\w])(?:{_AMENDING})?(?:{_laws()})(?![\w])",
    finds={
        "Căn cứ Luật Thi đua, khen thưởng ngày": "Luật Thi đua, khen thưởng",
        "theo Luật Thi đua - Khen thưởng": "Luật Thi đua - Khen thưởng",
        "Bộ luật Lao động": "Bộ luật Lao động",
        "Luật sửa đổi, bổ sung một số điều của Luật Đầu tư công": "Luật sửa đổi, bổ sung một số điều của Luật Đầu tư công",
    },
    leaves=["pháp luật về thi đua"],
)
# Any law whose number or year follows its name: "Luật Phòng thủ dân sự số 18/2023/QH15".
_ANY_LAW = re.compile(
    r"(?:luật|pháp\s+lệnh)\s+(?!số\s)(?:[^\W\d_]+(?:\s*[,\-]\s*|\s+)){1,16}?"
    r"(?=(?:năm\s+\d{4}\s*)?,?\s*\(?\s*(?:luật\s+)?số\s*:?\s*$)"
)
_BEFORE_NUMBER = re.compile(
    r"\s*(?:\(?sửa\s+đổi\)?\s*)?(?:(?:ngày|năm)\s+[\d/.]{4,10}\s*)?,?\s*(?:\(\s*)?(?:(?:luật|pháp\s+lệnh)\s+)?(?:số\s*:?\s*)?"
)
_LAW_WINDOW = 160


@dataclass(frozen=True, slots=True)
class Named:
    """An instrument named by its title."""

    start: int
    end: int
    rule: str
    document_type: str
    title: str
    issuer: str | None = None
    year: int | None = None


def law_before(seen: View, start: int) -> tuple[int, str] | None:
    """Start and title of a law whose name ends right before its number."""
    window = max(0, start - _LAW_WINDOW)
    for match in LAW.compiled.finditer(seen.low, window, start):
        if _BEFORE_NUMBER.fullmatch(seen.low, match.end(), start):
            return match.start(), _words(seen, match.start(), match.end())
    for at in (seen.low.rfind("luật ", window, start), seen.low.rfind("pháp lệnh ", window, start)):
        if at >= 0 and seen.text[at].isupper() and (named := _ANY_LAW.match(seen.low, at, start)):
            return at, _words(seen, at, named.end()).rstrip(" ,")
    return None


def named_by_title(seen: View, spots: Spots) -> Iterator[Named]:
    """Laws, the constitution, resolutions of congresses and plenums named without a number, in no particular order."""
    done = 0
    for at in sorted(spots.laws):
        if at < done:
            continue
        if constitution := CONSTITUTION.compiled.match(seen.low, at, at + _LAW_WINDOW):
            done = constitution.end()
            title = _words(seen, at, done)
            year = constitution["year"] or constitution["bracketed"]
            yield Named(at, done, CONSTITUTION.name, "khac", title, "Quốc hội", int(year) if year else None)
            continue
        begin = seen.low.rfind("bộ", max(done, at - 5), at)
        start = begin if begin >= 0 and not seen.low[begin + 2 : at].strip() else at
        match = LAW.compiled.match(seen.low, start, start + _LAW_WINDOW)
        if match is None or not seen.text[start].isupper():
            continue
        done = match.end()
        kind = "phap_lenh" if match[0].startswith("pháp") else "luat"
        issuer = "Ủy ban Thường vụ Quốc hội" if kind == "phap_lenh" else "Quốc hội"
        yield Named(match.start(), match.end(), LAW.name, kind, _words(seen, match.start(), match.end()), issuer)
    done = 0
    for at in sorted(spots.resolutions):
        match = CONGRESS.compiled.search(seen.low, max(done, at - 30), at + 260)
        if match is None or match.start() >= at:
            continue
        done = match.end()
        title = _words(seen, match.start(), match.end()).rstrip(" ,")
        yield Named(match.start(), match.end(), CONGRESS.name, "nghi_quyet", title, congress_of(title))
    done = 0
    for at in sorted(spots.plenums):
        match = PLENUM.compiled.search(seen.low, max(done, at - BEFORE_TERM), at + 60)
        if match is None or match.start() >= at:
            continue
        done = match.end()
        kind = NAMES[" ".join(match["type"].split())]
        yield Named(match.start(), match.end(), PLENUM.name, kind, _words(seen, match.start(), match.end()), "Ban Chấp hành Trung ương")


def _words(seen: View, start: int, end: int) -> str:
    return " ".join(seen.text[start:end].split())
