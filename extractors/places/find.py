"""Places named in a text: provinces, former districts, communes.

| rule | what it found |
| --- | --- |
| place-province-typed | a province with its type: "tỉnh Lâm Đồng", "TP. Hồ Chí Minh" |
| place-province | a province without: "Lâm Đồng" |
| place-abbreviation | "TPHCM", "BR-VT", "TT-Huế" |
| place-newspaper | a province in the name of its newspaper or station: "Báo Nghệ An" |
| place-unit | a district or commune with its type: "huyện Châu Thành", "Q.1", "xã Nam Bình" |
| place-agency | a district after its agency: "Huyện ủy Di Linh", "Phòng GD&ĐT Hiệp Hòa" |
| place-listed | the next in a list: "các huyện Đức Trọng, Di Linh" |
| place-city | a city known without its type: "Nha Trang" |
| place-again | a unit that the text has named with its type before or after: "Châu Thành chung sức" |
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from extractors.places import rules
from extractors.places.mention import Mention, Place, settled
from extractors.places.names import find_communes, find_districts, find_province, key
from extractors.places.settle import settle
from extractors.places.tables import REFORM, Commune, District, aliases, old_provinces, provinces_on
from extractors.rule import Rule
from extractors.view import View, bare, compose, view

_LONG_TYPE = {
    "tp": "thành phố", "t.p": "thành phố", "tx": "thị xã", "t.x": "thị xã", "tt": "thị trấn", "h": "huyện", "q": "quận",
    "p": "phường", "huyện đảo": "huyện", "huyen": "huyện", "quan": "quận", "thi xa": "thị xã", "thanh pho": "thành phố",
    "huyện ủy": "huyện", "thị ủy": "thị xã", "quận ủy": "quận", "thành ủy": "thành phố",
    "thi tran": "thị trấn", "phuong": "phường", "xa": "xã",
}  # fmt: skip
_COMMUNE = {"xã", "phường", "thị trấn", "đặc khu"}
# Words as well as names: read as a place in lower case never, in capitals only with a type or in a list of provinces.
_WORDS = {"hoabinh", "thaibinh", "caobang", "binhdinh", "haiduong", "phutho", "hanam", "sonla", "phuien"}
# Written without accents these types are words of their own ("Hải quan Lạng Sơn", "cách xa Hà Nội"): types only in texts without any.
_OWN_WORDS = {"quan", "xa"}
_BEFORE = 48  # characters looked at before a name
_WORD_END = re.compile(r"(?<=\w)(?= ?[-\s])")


def find_places(text: str, *, on: date | None = None) -> list[Place]:
    """Provinces, districts and communes named in ``text``, in text order.

    Parameters
    ----------
    text : any string; offsets of the places point into it.
    on : the day whose codes are asked for (63 provinces before 2025-07-01, 34 from then).

    >>> [(p.quote, p.code, p.province_code) for p in find_places("UBND huyện Châu Thành, tỉnh Tây Ninh", on=date(2023, 2, 3))]
    [('huyện Châu Thành', '708', '72'), ('tỉnh Tây Ninh', '72', '72')]
    >>> place = find_places("UBND huyện Châu Thành")[0]
    >>> place.code, len(place.candidates)
    (None, 10)
    """
    composed = compose(text)
    return [settled(mention, on, *composed.span(mention.start, mention.end)) for mention in _found(view(composed.text), on)]


def find_in_view(seen: View, *, on: date | None = None) -> list[Place]:
    """The same of a text that is folded already; offsets are those of the view's text."""
    return [settled(mention, on, mention.start, mention.end, seen.text[mention.start : mention.end]) for mention in _found(seen, on)]


def _found(seen: View, on: date | None) -> list[Mention]:
    return settle(mentions(seen, on), seen)


def mentions(seen: View, on: date | None) -> list[Mention]:
    """Every name of a place in text order, without overlap, not yet settled."""
    flat = not any(map(str.isupper, seen.text))  # written without capitals altogether
    found = _units(seen, on, flat) + _provinces(seen)
    found.sort(key=lambda m: (m.start, -m.end))
    kept = _apart(found)
    again = _again(seen, kept)
    if again:
        kept = _apart(sorted(kept + again, key=lambda m: (m.start, -m.end)))
    return kept


def _apart(found: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in found:
        if kept and mention.start < kept[-1].end:
            if mention.end > kept[-1].end and mention.typed > kept[-1].typed:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept


def _before(rule: Rule, seen: View, start: int) -> re.Match[str] | None:
    return rule.compiled.search(getattr(seen, rule.on)[max(start - _BEFORE, 0) : start])


def _capitals(written: str) -> str:
    """``all`` syllables begin with a capital, only the ``first``, ``none``, or the whole name is ``shouted``."""
    heads = [s[0] for s in written.replace("-", " ").split() if s[0].isalnum()]
    if not heads or not (heads[0].isupper() or heads[0].isdigit()):
        return "none"
    if written.isupper() and len(written) > 4:
        return "shouted"
    return "all" if all(h.isupper() or h.isdigit() for h in heads) else "first"


def _provinces(seen: View) -> list[Mention]:
    found: list[Mention] = []
    skipped = -9
    for match in rules.PROVINCE.matches(seen):
        start, end = match.span()
        written = seen.text[start:end]
        kind = _before(rules.PROVINCE_TYPE, seen, start)
        mention = _province(written, start, end, kind)
        if mention is None:
            continue
        name = key(written)
        if not mention.typed:
            how = _capitals(written)
            if how == "first" or (how == "none" and (name in _WORDS or _in_address(seen.text, start, end))):
                continue
            if how == "shouted" and name in _WORDS:
                mention.doubtful = not _alone(seen, start, end)
            if _before(rules.STREET, seen, start) or (start - skipped <= 3 and "-" in seen.low[skipped:start]):
                skipped = end
                continue
            if mention.level == "province" and _before(rules.PERSON, seen, start):
                continue
            if how == "none" and mention.level == "district":
                continue
            if _before(rules.NEWSPAPER, seen, start):
                mention.rule = rules.NEWSPAPER.name
            elif name == "hoabinh":
                mention.doubtful = True
        if mention.doubtful:
            mention.districts = list(find_districts(written))
        found.append(mention)
    return found


def _in_address(text: str, start: int, end: int) -> bool:
    """Part of a URL or an e-mail address: those are read by `extractors.places.hosts`."""
    after = text[end : end + 4]
    return text[start - 1 : start] in ("/", "@", ".", "-", "_") or after == ".gov" or after[:1] in ("/", "@", "-", "_")


def _alone(seen: View, start: int, end: int) -> bool:
    """A shouted name that opens a line and is followed by a colon or a comma is a name ("HÒA BÌNH: …", a place line)."""
    return (start == 0 or seen.low[start - 1] == "\n") and seen.low[end : end + 1] in (":", ",")


def _province(written: str, start: int, end: int, kind: re.Match[str] | None) -> Mention | None:
    flat = bare(written)
    if flat in _SHORT:
        short = _SHORT[flat]
        name = old_provinces()[short].name
        rule = rules.NEWSPAPER.name if flat in _PAPERS else "place-abbreviation"
        return Mention(start, end, rule, "province", name, short, typed=True) if sum(map(str.isupper, written)) >= 2 else None
    if flat in _TRAPS:
        return None
    typed = kind is not None
    code = find_province(written, slack=1 if typed else 0)
    if code is None:
        units = [unit for unit in find_districts(written) if unit.code in _CITIES]
        return Mention(start, end, "place-city", "district", units[0].name, districts=units) if units and not typed else None
    if code == "79" and not typed:
        return None  # the man, his thought, the youth union named after him
    begin = start - (kind.end() - kind.start()) if kind else start
    rule = "place-province-typed" if typed else rules.PROVINCE.name
    return Mention(begin, end, rule, "province", old_provinces()[code].name, code, typed=typed)


def _units(seen: View, on: date | None, flat: bool) -> list[Mention]:
    found: list[Mention] = []
    text = seen.text
    for match in rules.UNIT.matches(seen):
        written, head = match["type"], text[match.end()]
        kind = written.replace("\n", " ").rstrip(".")
        kind = _LONG_TYPE.get(kind, "huyện" if kind.startswith("phòng") else kind)
        if not (head.isupper() or head.isdigit() or flat or kind not in _COMMUNE):
            continue
        run = rules.SYLLABLES.compiled.match(text, match.end())
        if run is None or (written in _OWN_WORDS and not run[0].isascii()):
            continue
        agency = _is_agency(written)
        if agency and not head.isupper():
            continue
        apart = agency or match[0].rstrip()[-1] in ":("
        mention = _unit(seen, run.start() if apart else match.start("type"), run, kind, on, flat)
        if mention is None:
            continue
        if agency:
            mention.rule = "place-agency" if mention.level == "district" else mention.rule
        found.append(mention)
        _list(seen, mention, kind, match["plural"] is not None, on, found)
    return found


def _is_agency(kind: str) -> bool:
    """Huyện ủy, Phòng Giáo dục …: the name after it is a district's, and the words before it are not part of the place."""
    return kind.endswith("ủy") or kind.startswith("phòng")


def _unit(seen: View, start: int, run: re.Match[str], kind: str, on: date | None, flat: bool) -> Mention | None:
    small = not (run[0][0].isupper() or run[0][0].isdigit())
    for end in _ends(run):
        written = seen.text[run.start() : end]
        if written.isdigit():
            if rules.COUNTED.compiled.search(seen.low[end : end + 24]) or _each(seen, start):
                return None
        elif small and ((" " not in written and not flat) or len(written) < 4):
            continue
        elif len(written) == 1:
            return None  # "P.V" is a byline
        if kind in _COMMUNE and " " not in written and _goes_on(seen.text, end):
            return None  # the table has no "Con Cuông": it is not "Con"
        mention = _named(written, start, end, kind, on, 0 if small else 1)
        if mention is not None:
            return mention
    return None


def _goes_on(text: str, end: int) -> bool:
    following = text[end : end + 12]
    return following[:1] == " " and following[1:2].isupper() and not rules.UNIT.compiled.search(following.lower())


def _each(seen: View, start: int) -> bool:
    return seen.low[max(start - 5, 0) : start].endswith(("mỗi ", "từng "))


def _ends(run: re.Match[str]) -> list[int]:
    """Where a name can end, the longest first."""
    ends = [m.start() + run.start() for m in _WORD_END.finditer(run[0])] + [run.end()]
    return ends[::-1]


def _named(written: str, start: int, end: int, kind: str, on: date | None, slack: int) -> Mention | None:
    if kind in _COMMUNE:
        communes = [u for u in find_communes(written) if u.type == kind]
        if communes and on is not None:
            communes = [u for u in communes if (u.system == 34) == (on >= REFORM)] or communes
        if (
            not communes and kind == "thị trấn" and find_province(written) is None
        ):  # the seat of a district, before the table's day
            communes = [Commune(u.name, kind, 63, u.province, u.name) for u in find_districts(written)]
        return Mention(start, end, "place-unit", "commune", communes[0].name, communes=communes, typed=True) if communes else None
    if kind == "thành phố":
        code = find_province(written)
        row = old_provinces().get(code or "")
        if row is not None and on is not None:
            row = provinces_on(on).get(row.code if on < REFORM else row.code_2025, row)
        if row is not None and row.type == "thành phố" and row.name == old_provinces()[code or ""].name:
            return Mention(start, end, "place-province-typed", "province", row.name, code, typed=True)
    units = _in_force(list(find_districts(written, slack)), kind, on)
    return Mention(start, end, "place-unit", "district", units[0].name, districts=units, typed=True) if units else None


def _in_force(units: list[District], kind: str, on: date | None) -> list[District]:
    """Those of the type written (types change, so only where one has it), and those not yet dissolved on the day."""
    if on is not None:
        units = [u for u in units if on <= u.valid_to] or [u for u in units if u.valid_to.month == 6] or units
    return [u for u in units if u.was(kind, on)] or units


def _list(seen: View, first: Mention, kind: str, plural: bool, on: date | None, found: list[Mention]) -> None:
    """Names that follow a typed one: more of its kind after "các", else the district of a commune, or a district's neighbour."""
    at = first.end
    while True:
        comma = rules.LISTED.compiled.match(seen.low, at)
        run = rules.SYLLABLES.compiled.match(seen.text, comma.end()) if comma else None
        if run is None or not run[0][0].isupper():
            return
        for end in _ends(run):
            written = seen.text[run.start() : end]
            if _capitals(written) not in ("all", "shouted") or len(written) < 3:
                continue
            next_kind = kind if plural else "huyện"
            if not plural and (" " not in written or find_province(written)):
                continue
            mention = _named(written, run.start(), end, next_kind, on, 0)
            if mention is not None and mention.level != "province":
                mention.rule, mention.typed = rules.LISTED.name, plural
                found.append(mention)
                at = end
                break
        else:
            return


def _again(seen: View, kept: list[Mention]) -> list[Mention]:
    """Names of districts met with their type, where they stand without it ("Châu Thành chung sức …")."""
    names = {m.name: m for m in kept if m.level == "district" and m.rule == "place-unit" and " " in m.name}
    names = {name: m for name, m in names.items() if find_province(name) is None}
    if not names or len(names) > 40:
        return []
    words = {seen.low[m.start : m.end].replace("\n", " ").split(" ", 1)[-1]: m for m in names.values()}
    forms = {name.lower(): m for name, m in names.items()} | {w: m for w, m in words.items() if " " in w and "xã " not in w}
    starts = [m.start for m in kept]
    found = []
    for start, end in _standing(forms, seen.low):
        near = bisect_right(starts, start) - 1
        if (near >= 0 and kept[near].end > start) or bisect_left(starts, end) != near + 1:
            continue
        if _capitals(seen.text[start:end]) not in ("all", "shouted"):
            continue
        if _before(rules.STREET, seen, start) or _before(rules.PERSON, seen, start):
            continue
        like = forms[seen.low[start:end]]
        found.append(Mention(start, end, "place-again", "district", like.name, districts=list(like.districts)))
    return found


def _standing(names: Iterable[str], low: str) -> Iterator[tuple[int, int]]:
    """Where one of some names stands as whole words, in text order, the longest where several begin, none inside another.

    The names are other ones in each document: finding them one by one costs less than compiling a pattern of them all.
    """
    spans = []
    for name in names:
        start = low.find(name)
        while start >= 0:
            end = start + len(name)
            if not low[max(start - 1, 0) : start].isalnum() and not low[end : end + 1].isalnum():
                spans.append((start, end))
            start = low.find(name, start + 1)
    cursor = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= cursor:
            cursor = end
            yield start, end


_SHORT = {bare(alias): code for kind in ("abbreviation", "newspaper") for alias, code in aliases()[kind]}
_PAPERS = {bare(alias) for alias, _ in aliases()["newspaper"]}
_TRAPS = {bare(alias) for alias, _ in aliases()["trap"]}
_CITIES = {code for _, code in aliases()["city"]}
