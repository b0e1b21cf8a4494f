"""Looking names up: one key for all spellings of a name, and how far a spelling may stray from the official one.

The key has no diacritics, blanks, hyphens or apostrophes, writes k as c and y as i: ``Đắk R'Lấp``, ``Đăk R’lấp`` and
``Đak Rlấp`` share it, and so do ``Bắc Kạn`` and ``Bắc Cạn``, ``Phú Quí`` and ``Phú Quý``. What shares a key may still be another
place (Thạnh Hóa, Thanh Hóa), so `strays` looks at the diacritics again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import Any

from extractors.places.tables import Commune, District, aliases, communes, districts, old_provinces
from extractors.view import bare, fold

_DROP = re.compile(r"[^a-z0-9]+")
_SOFT = str.maketrans("kyýỳỷỹỵ", "ciíìỉĩị")
# Names of the highlands are written as the ear has it: Đắk, Đăk, Đak, Đắc; Krông Pắc, Pắk; Ea H'leo.
_HIGHLAND = re.compile(r"dac|lac$|ea[^a-z]|ia[^a-z]|crong|cu |chu |m'|con|pl|dar|da ")


def key(name: str) -> str:
    """The key of a name.

    >>> key("Đắk R'Lấp") == key("Đăk R’lấp") == key("ĐakRlấp")
    True
    """
    return _DROP.sub("", bare(name).replace("k", "c").replace("y", "i"))


def soft(name: str) -> str:
    """``name`` folded but with its diacritics, without blanks and marks between syllables."""
    return re.sub(r"[\W_]+", "", fold(name).translate(_SOFT))


def strays(written: str, official: str) -> int:
    """How many letters of a spelling differ from the official one; 0 also where the writer used no diacritics at all."""
    one, two = soft(written), soft(official)
    if one == two or one == key(written):
        return 0
    if len(one) != len(two):
        return 9
    wrong = sum(a != b for a, b in zip(one, two, strict=True))
    return wrong if not _HIGHLAND.match(bare(official).replace("k", "c")) else max(wrong - 2, 0)


@lru_cache(maxsize=1)
def province_names() -> dict[str, dict[str, str]]:
    """Key → {official or usual spelling: code among the 63}."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for code, row in old_provinces().items():
        found[key(row.name)][row.name] = code
    for alias, code in aliases()["spelling"]:
        found[key(alias)][alias] = code
    return found


@lru_cache(maxsize=1)
def district_names() -> dict[str, list[tuple[str, District]]]:
    """Key → (spelling, district)."""
    found: dict[str, list[tuple[str, District]]] = defaultdict(list)
    by_code = {}
    for unit in districts():
        found[key(unit.name)].append((unit.name, unit))
        by_code[unit.code, unit.valid_to.year == 2025 and unit.valid_to.month == 6] = unit
        if unit.name.startswith("Quận "):
            found[key(unit.name[5:])].append((unit.name[5:], unit))
    for alias, code in (*aliases()["spelling of district"], *aliases()["city"]):
        unit = by_code.get((code, True)) or by_code[code, False]
        if key(alias) != key(unit.name):
            found[key(alias)].append((alias, unit))
    return found


@lru_cache(maxsize=1)
def commune_names() -> dict[str, list[Commune]]:
    """Key → communes of both systems."""
    found: dict[str, list[Commune]] = defaultdict(list)
    for unit in communes():
        found[key(unit.name)].append(unit)
    return found


@lru_cache(maxsize=1 << 14)
def find_province(written: str, slack: int = 0) -> str | None:
    """Code among the 63 of a province written so, or None.

    >>> find_province("Đắc Lắc"), find_province("Thanh Hà")
    ('66', None)
    """
    names = province_names().get(key(written), {})
    best = min(((strays(written, name), code) for name, code in names.items()), default=(9, ""))
    return best[1] if best[0] <= slack else None


@lru_cache(maxsize=1 << 14)
def find_districts(written: str, slack: int = 0) -> tuple[District, ...]:
    """The districts that bear a name; those spelled exactly so before those that nearly are."""
    near = [(strays(written, name), unit) for name, unit in district_names().get(key(written), ())]
    best = min((n for n, _ in near), default=9)
    return () if best > slack else tuple(dict.fromkeys(unit for n, unit in near if n == best))


@lru_cache(maxsize=1 << 14)
def find_communes(written: str, slack: int = 0) -> tuple[Commune, ...]:
    """The communes of both systems that bear a name."""
    near = [(strays(written, unit.name), unit) for unit in commune_names().get(key(written), ())]
    best = min((n for n, _ in near), default=9)
    return () if best > slack else tuple(unit for n, unit in near if n == best)


def trie(words: list[str]) -> str:
    """A regular expression for any of the words (patterns of single characters), sharing beginnings; longest first."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: dict[str, Any]) -> str:
    ends = "" in node
    arms = [_letter(char) + _branch(rest) for char, rest in sorted(node.items()) if char]
    if not arms:
        return ""
    if len(arms) == 1 and not ends:
        return arms[0]
    return f"(?:{'|'.join(arms)})" + ("?" if ends else "")


def _letter(char: str) -> str:
    """A blank of a name may be a hyphen, several blanks, a line end, or missing before a dash."""
    return r"(?:[ \n]{0,3}-[ \n]{0,3}|[ \n]{1,3})" if char == " " else re.escape(char)
