"""Provinces and districts in the names of portals: ``laocai.gov.vn``, ``baonghean.vn``, ``dakrlap.daknong.gov.vn``.

A label of a host, or a file name without blanks (``congbaotayninh``), holds a province's name written without blanks and
diacritics; the labels that do not (``hochiminhcity``, ``baria-vungtau``) stand in ``aliases.csv``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from extractors.lexicon import syllables
from extractors.places.names import key
from extractors.places.tables import District, aliases, districts, old_provinces
from extractors.rule import Rule
from extractors.view import View, bare

HOST = Rule(
    name="place-host",
    pattern=r"(?<![\w.])(?:[a-z0-9-]{1,63}\.){1,5}(?:vn|com|net|org|info)(?![\w.]*\w)",
    finds={"Email: ttr@daknong.gov.vn, fax": "daknong.gov.vn", "https://noivu.danang.gov.vn/tin?id=2": "noivu.danang.gov.vn"},
    leaves=["ngày 12.06.2024", "tp.vinh"],
)

GLUED = Rule(
    name="place-glued",
    pattern=r"(?<![\w./@-])[a-z]{8,40}(?![\w./@-])",
    finds={"hộp thư congbaotayninh hỏi đáp": "congbaotayninh"},
    leaves=["trang bao tay ninh", "congbao.tayninh.gov.vn"],
)
_ENDS_A_HOST = re.compile(r"\.(?:vn|com|net|org|info)(?![^\W_])")
_SHORTEST_GLUED = 8


def hosts_in(seen: View) -> list[str]:
    """Host names in a text, each once, in text order."""
    return list(dict.fromkeys(m[0] for m in HOST.matches(seen))) if _ENDS_A_HOST.search(seen.low) else []


def glued_in(seen: View) -> list[str]:
    """Words too long for a syllable that may hold a place's name, each once, in text order."""
    starts, found = syllables(seen)
    if max(map(len, found), default=0) < _SHORTEST_GLUED:
        return []
    long = (start for start, syllable in zip(starts, found, strict=True) if len(syllable) >= _SHORTEST_GLUED)
    return list(dict.fromkeys(m[0] for start in long if (m := GLUED.compiled.match(seen.low, start))))

# Labels that come before or after the name in one word: baonghean, sonoivulaocai, tinhdoanquangnam, thanhphohaiphong.
_DOMAINS = ("gov", "edu", "com", "org", "net", "www")
_SHORTEST = 6  # a shorter name (hue, hanam) has to be the whole label, or follow "bao", "tinh", "thanhpho"


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    names = {re.sub(r"[^a-z0-9]", "", bare(row.name)): code for code, row in old_provinces().items()}
    names.update((alias.replace("-", ""), code) for alias, code in aliases()["host"])
    names.update((alias, code) for alias, code in aliases()["newspaper"] if alias.isascii() and alias.islower())
    return names


@lru_cache(maxsize=1024)
def province_of_label(label: str) -> str | None:
    """Code among the 63 of the province that one label names.

    >>> province_of_label("baonghean"), province_of_label("hochiminhcity"), province_of_label("chinhphu")
    ('40', '79', None)
    """
    label = re.sub(r"[^a-z0-9]", "", label.lower())
    names = _labels()
    if label in names:
        return names[label]
    for prefix in ("bao", "tinh", "thanhpho", "tp"):
        if label.removeprefix(prefix) != label and label.removeprefix(prefix) in names:
            return names[label.removeprefix(prefix)]
    inside = [n for n in names if len(n) >= _SHORTEST and n != "hochiminh" and (label.endswith(n) or label.startswith(n))]
    return names[max(inside, key=len)] if inside else None


def provinces_of_host(host: str) -> list[str]:
    """Codes among the 63 of the provinces that a host or URL names; one, as a rule.

    >>> provinces_of_host("https://sonoivu.thanhhoa.gov.vn/tin-tuc"), provinces_of_host("baria-vungtau.gov.vn")
    (['38'], ['77'])
    """
    found = [province_of_label(label) for label in _host(host).split(".")[:-1] if label not in _DOMAINS]
    return list(dict.fromkeys(code for code in found if code))


def districts_of_host(host: str) -> list[District]:
    """Districts whose name is a label of a host that also names their province, or is one label with it.

    >>> [d.name for d in districts_of_host("dakrlap.daknong.gov.vn") + districts_of_host("hiephoabacgiang.edu.vn")]
    ["Đắk R'Lấp", 'Hiệp Hòa']
    """
    labels = {key(label) for label in _host(host).split(".")}
    found = []
    for code in provinces_of_host(host):
        province = key(old_provinces()[code].name)
        names = labels | {label.removesuffix(province) for label in labels} | {label.removeprefix(province) for label in labels}
        found += [unit for name, unit in _districts_in(code) if name in names]
    return found


@lru_cache(maxsize=64)
def _districts_in(province: str) -> tuple[tuple[str, District], ...]:
    """The districts of a province with the keys of their names, but those that are called like a province."""
    keyed = ((key(unit.name), unit) for unit in districts() if unit.province == province)
    return tuple((name, unit) for name, unit in keyed if name not in _same())


@lru_cache(maxsize=1)
def _same() -> set[str]:
    return {key(row.name) for row in old_provinces().values()}


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname if "//" in url else url.split("/")[0]) or ""
    except ValueError:  # "http://[": not a URL
        return ""
