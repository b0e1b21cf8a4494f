"""Settling ambiguous names by what stands beside them, then by the rest of the text."""

from __future__ import annotations

from itertools import pairwise

from extractors.places import rules
from extractors.places.mention import Mention
from extractors.places.tables import Commune, District
from extractors.view import View

_LEVELS = {"commune": 0, "district": 1, "province": 2}


def settle(found: list[Mention], seen: View) -> list[Mention]:
    """Narrows every mention to what its neighbours and its text allow; drops words that only look like names."""
    if not found:
        return found
    _lists_of_provinces(found, seen)
    for i in range(len(found) - 2, -1, -1):  # from the right: "xã A, huyện B, tỉnh C" settles B first, then A
        _by_the_next(found[i], found[i + 1], seen)
    for one, two in pairwise(found):
        _by_the_one_before(one, two, seen)
    _by_lists(found, seen)
    _by_the_text(found)
    _units_named_like_provinces(found)
    return [m for m in found if not (m.doubtful and m.level == "province" and seen.text[m.start : m.end].isupper())]


def _gap(one: Mention, two: Mention, seen: View) -> str | None:
    return seen.low[one.end : two.start] if two.start - one.end <= 14 else None


def _by_the_next(one: Mention, two: Mention, seen: View) -> None:
    gap = _gap(one, two, seen)
    if gap is None or _LEVELS[one.level] >= _LEVELS[two.level] or not rules.WITHIN.compiled.match(gap):
        return
    if gap.strip() == "" and not two.typed:
        return
    _put_into(one, two)


def _by_the_one_before(one: Mention, two: Mention, seen: View) -> None:
    gap = _gap(one, two, seen)
    if gap is not None and _LEVELS[one.level] > _LEVELS[two.level] and two.parent is None and rules.HOLDS.compiled.match(gap):
        _put_into(two, one)


def _put_into(small: Mention, large: Mention) -> bool:
    """Keeps of ``small`` what lies in ``large``; False (and nothing changed) where nothing does."""
    places = large.provinces_old()
    districts = [u for u in small.districts if u.province in places]
    communes = [u for u in small.communes if u.province in (places if u.system == 63 else large.provinces_2025())]
    if large.level == "district":
        names = {u.name for u in large.districts} | {u.name.removeprefix("Quận ") for u in large.districts}
        communes = [u for u in communes if u.district in names] or communes
        held = {u.province for u in communes if u.system == 63}
        if communes and held:
            large.districts = [u for u in large.districts if u.province in held] or large.districts
    if not districts and not communes:
        if small.level == "district" or not large.typed or len(places) != 1:
            return False
        # Communes were merged and renamed every few years: one that the table lacks is still where the text puts it.
        district = large.districts[0].name if large.level == "district" else ""
        kind, (province,) = small.communes[0].type, places
        communes = [Commune(small.name, kind, 63, province, district)]
    if small.level == "district":
        small.districts = districts
    else:
        small.communes = communes
    small.parent = large
    if large.level == "province" and small.level == "district":
        large.parent = small  # there are no districts in the 34: the province is one of the 63
    return True


def _lists_of_provinces(found: list[Mention], seen: View) -> None:
    """A doubtful name beside another province, or a type elsewhere in the text, is the province."""
    certain = {m.province for m in found if m.level == "province" and m.typed and not m.doubtful}
    for i, mention in enumerate(found):
        if not mention.doubtful:
            continue
        beside = [found[j] for j in (i - 1, i + 1) if 0 <= j < len(found)]
        near = [m for m in beside if m.level == "province" and _listed(mention, m, seen)]
        if near or mention.province in certain:
            mention.doubtful, mention.districts = False, []


def _listed(one: Mention, two: Mention, seen: View) -> bool:
    first, second = sorted((one, two), key=lambda m: m.start)
    gap = _gap(first, second, seen)
    return gap is not None and gap.strip() in (",", ";", "và", "-")


def _by_lists(found: list[Mention], seen: View) -> None:
    """Districts in one list lie in one province where they can."""
    i = 0
    while i < len(found):
        j = i + 1
        while j < len(found) and found[j].level == found[i].level == "district" and _listed(found[j - 1], found[j], seen):
            j += 1
        group = found[i:j]
        if len(group) > 1:
            common = set.intersection(*(m.provinces_old() for m in group))
            if len(common) == 1:
                for mention in group:
                    mention.districts = [u for u in mention.districts if u.province in common]
        i = j


def _by_the_text(found: list[Mention]) -> None:
    """What is still open is settled where the text names exactly one of the provinces it can lie in."""
    open_ones = [m for m in found if m.level != "province" and len(m.provinces_old() | m.provinces_2025()) > 1]
    if not open_ones:
        return
    known: dict[str, tuple[str, ...]] = {}
    named: set[str] = set()
    for mention in found:
        olds = mention.provinces_old()
        if mention.level == "province" and not mention.doubtful:
            named |= olds
        elif mention.level == "district" and len(olds) == 1:
            named |= olds
            known.setdefault(mention.name, tuple(olds))
    for mention in open_ones:
        if mention.level == "district" and len(mention.districts) > 1:
            places = set(known.get(mention.name, ())) or {u.province for u in mention.districts} & named
            if len(places) == 1:
                mention.districts = [u for u in mention.districts if u.province in places]
        elif mention.level == "commune":
            places = mention.provinces_old() & named
            if len(places) == 1:
                mention.communes = [u for u in mention.communes if u.system == 63 and u.province in places]
    _same_unit(found)


def _units_named_like_provinces(found: list[Mention]) -> None:
    """Where the text has "xã Bình Định, huyện Kiến Xương" and never "tỉnh Bình Định", Bình Định alone is the commune."""
    sure = {m.province for m in found if m.level == "province" and m.typed}
    units = {m.name: m for m in found if m.level != "province" and m.typed and len(m.provinces_2025()) == 1}
    for i, mention in enumerate(found):
        like = units.get(mention.name) if mention.level == "province" and not mention.typed else None
        if like is None or mention.province in sure or mention.provinces_2025() & like.provinces_2025():
            continue
        found[i] = Mention(
            mention.start, mention.end, "place-again", like.level, like.name, None, list(like.districts), list(like.communes)
        )  # fmt: skip


def _same_unit(found: list[Mention]) -> None:
    """Of a town and a district of one name in one province, the name alone means the one that the text names with its type."""
    typed: dict[tuple[str, str], set[District]] = {}
    for mention in found:
        if mention.level == "district" and mention.typed and len(mention.districts) == 1:
            unit = mention.districts[0]
            typed.setdefault((unit.name, unit.province), set()).add(unit)
    for mention in found:
        if mention.level == "district" and not mention.typed and len(mention.districts) > 1 and len(mention.provinces_old()) == 1:
            units = typed.get((mention.districts[0].name, mention.districts[0].province), set())
            if len(units) == 1:
                mention.districts = list(units)
