"""What stands in a text where a place is named: a `Mention` while it is being settled, a `Place` when it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from extractors.places.tables import REFORM, Commune, District, new_provinces, old_provinces, province_at, provinces_on


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the places that an ambiguous name can be."""

    level: str
    name: str
    code: str | None
    province_code: str | None
    province_code_2025: str
    district_name: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a text.

    ``start``, ``end`` and ``quote`` hold the type where one is written ("huyện Châu Thành"), ``name`` never does. ``level`` is
    ``province``, ``district`` or ``commune``. ``code`` is the unit's own GSO code on the day asked for: None where the name is
    ambiguous (``candidates`` then holds all it could be), where the unit did not exist on that day, and for communes, whose
    codes are not in the table. ``province_code`` is the province it lies in on that day. Without a day, a code is given only
    where both systems agree on it or where only one of them knows the unit.
    """

    start: int
    end: int
    quote: str
    rule: str
    level: str
    name: str
    code: str | None
    province_code: str | None
    province_code_2025: str | None
    candidates: tuple[Candidate, ...] = ()
    district_name: str | None = None  # of a commune: its former district, where it is settled


@dataclass(slots=True)
class Mention:
    """A name as found, with every unit it could be.

    ``province`` is a code of the 63; the codes of ``districts`` are of the 63, those of communes of either system.
    """

    start: int
    end: int
    rule: str
    level: str
    name: str
    province: str | None = None
    districts: list[District] = field(default_factory=list)
    communes: list[Commune] = field(default_factory=list)
    typed: bool = False
    doubtful: bool = False  # a name that is also a word or another unit, and nothing beside it says which
    parent: Mention | None = None

    def candidates(self, on: date | None) -> list[Candidate]:
        """Every unit it could be, on a day."""
        if self.level == "province" and self.province is not None:
            found = _provinces(self.province, on, self.parent is not None)
            return found + [_district(unit, on) for unit in self.districts] if self.doubtful else found
        if self.level == "district":
            return [_district(unit, on) for unit in self.districts]
        return list(dict.fromkeys(_commune(unit, on) for unit in self.communes))

    def provinces_2025(self) -> set[str]:
        """Codes among the 34 of the provinces it can lie in."""
        if self.province is not None:
            return {old_provinces()[self.province].code_2025}
        found = {old_provinces()[unit.province].code_2025 for unit in self.districts}
        return found | {_of_2025(unit) for unit in self.communes}

    def provinces_old(self) -> set[str]:
        """Codes among the 63 of the provinces it can lie in."""
        if self.province is not None:
            return {self.province}
        return {u.province for u in self.districts} | {u.province for u in self.communes if u.system == 63}


def _provinces(code: str, on: date | None, before_reform: bool) -> list[Candidate]:
    row = old_provinces()[code]
    into = row.code_2025
    if on is None and not before_reform:
        if code == into or row.name not in {new.name for new in new_provinces().values()}:
            return [Candidate("province", row.name, code, code, into)]
        # The name goes on under another code (Lào Cai 10 → 15): two units, and no day to choose between them.
        return [Candidate("province", row.name, c, c, into) for c in (code, into)]
    day = on or date(2024, 1, 1)
    there = province_at(code, day)
    alive = (there.code == code and day < REFORM) or there.name == row.name
    return [Candidate("province", there.name if alive else row.name, there.code if alive else None, there.code, into)]


def _district(unit: District, on: date | None) -> Candidate:
    into = old_provinces()[unit.province].code_2025
    province = unit.province if on is None else province_at(unit.province, on).code
    alive = on is None or on <= unit.valid_to
    return Candidate("district", unit.name, unit.code if alive else None, province, into)


def _of_2025(unit: Commune) -> str:
    return unit.province if unit.system == 34 else old_provinces()[unit.province].code_2025


def _commune(unit: Commune, on: date | None) -> Candidate:
    into = _of_2025(unit)
    province: str | None = unit.province
    if unit.system == 63 and on is not None:
        province = province_at(unit.province, on).code
    elif unit.system == 34 and on is not None and on < REFORM:
        province = into if into in provinces_on(on) else None
    return Candidate("commune", unit.name, None, province, into, unit.district or None)


def settled(mention: Mention, on: date | None, start: int, end: int, quote: str) -> Place:
    """The `Place` of a mention, with candidates where it could still be several."""
    found = mention.candidates(on)
    if mention.level == "commune":  # the same commune in both systems is one place
        found = _one_a_province(found)
    if len(found) == 1:
        (one,) = found
        name = mention.name if mention.doubtful else one.name
        return Place(
            start, end, quote, mention.rule, mention.level, name, one.code, one.province_code, one.province_code_2025,
            district_name=one.district_name,
        )  # fmt: skip
    own = {c.province_code for c in found}
    into = {c.province_code_2025 for c in found}
    of = {c.district_name for c in found}
    return Place(
        start, end, quote, mention.rule, mention.level, found[0].name if found and not mention.doubtful else mention.name, None,
        own.pop() if len(own) == 1 else None, into.pop() if len(into) == 1 else None, tuple(found),
        of.pop() if len(of) == 1 else None,
    )  # fmt: skip


def _one_a_province(found: list[Candidate]) -> list[Candidate]:
    old = [c for c in found if c.district_name]
    known = {c.province_code_2025 for c in old}
    return old + [c for c in found if not c.district_name and c.province_code_2025 not in known]
