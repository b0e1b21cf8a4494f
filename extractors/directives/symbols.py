"""The canonical form of the letters in a number: "qÐ - ubnd" is QĐ-UBND, "nd-cp" NĐ-CP, "tư" the TW of the party's centre."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.agencies.bodies import DEPARTMENTS, MINISTRIES, OFFICES
from extractors.directives.types import MIXED_CASE, OTHER_PIECES, PARTY_AGENCIES, SYMBOLS
from extractors.view import fold

_CANONICAL: dict[str, str] = {
    fold(piece): MIXED_CASE.get(piece.upper(), piece)
    for piece in (*SYMBOLS, *PARTY_AGENCIES, *OTHER_PIECES, *MINISTRIES, *DEPARTMENTS, *OFFICES)
}
_TYPES_LOW = {fold(symbol) for symbol in SYMBOLS}
# Without its bar Đ is D: only where the letters with D are no symbol themselves (HD is a guidance, HĐ a contract).
_WITHOUT_BAR: dict[str, str] = {}
for _low, _written in _CANONICAL.items():
    if "đ" in _low and _low.replace("đ", "d") not in _CANONICAL:
        _WITHOUT_BAR[_low.replace("đ", "d")] = _written
# Within longer pieces that no list has (KH-BCHLDLD): the clusters that stand for one thing.
_CLUSTERS = (
    ("GDDT", "GDĐT"), ("TDKT", "TĐKT"), ("LDLD", "LĐLĐ"), ("HDND", "HĐND"), ("LDTBXH", "LĐTBXH"), ("KHDT", "KHĐT"), ("TDTN", "TĐTN"),
)  # fmt: skip
# Two pieces that lost the hyphen between them.
_GLUED = {
    "NĐCP": "NĐ-CP", "NDCP": "NĐ-CP", "QĐTTG": "QĐ-TTg", "CTTTG": "CT-TTg", "QĐUBND": "QĐ-UBND", "KHUBND": "KH-UBND", "NQHĐND": "NQ-HĐND",
}  # fmt: skip
# Everything that is used for a hyphen: Unicode's dashes (category Pd), the minus sign, the soft hyphen.
DASHES = (
    "\u002d\u058a\u05be\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0"
    "\ufe31\ufe32\ufe58\ufe63\uff0d\U00010ead\u2212\u00ad"
)
_SEPARATOR = re.compile(rf"[\s\u200b-\u200d\u2060\ufeff]*[/.{re.escape(DASHES)}][\s\u200b-\u200d\u2060\ufeff]*")
_BLANK = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")
_FOOTNOTE_MARK = re.compile(r"\D\d$")
_NUMBERED_BODY = re.compile(r"QH\d|UBTVQH")


@lru_cache(maxsize=4096)
def symbol(written: str, trusted: bool = False) -> str | None:
    """Canonical symbol for letters as written; None where they are words and no symbol.

    ``trusted`` letters stand behind a type's name and "số": they need not be capitals.

    >>> symbol("QÐ - UBND"), symbol("CTr-UBND"), symbol("ND-CP"), symbol("huyện"), symbol("pđ-tct", trusted=True)
    ('QĐ-UBND', 'CTr-UBND', 'NĐ-CP', None, 'PĐ-TCT')
    >>> symbol("QĐ.UBND"), symbol("KH-THKĐ.LĐ")
    ('QĐ-UBND', 'KH-THKĐ.LĐ')
    """
    written = written.strip().replace("Ð", "Đ").replace("ð", "đ")
    pieces, marks = _SEPARATOR.split(written), _SEPARATOR.findall(written)
    out: list[str] = []
    for index, piece in enumerate(pieces):
        canonical = _piece(_BLANK.sub("", piece), trusted)
        if canonical is None:
            return None
        if index == 1 == len(pieces) - 1 and out[0] in SYMBOLS and _FOOTNOTE_MARK.search(canonical) and not _NUMBERED_BODY.match(canonical):
            # "5969/QĐ-ĐHM1": right after a type's agency a lone digit is a footnote mark (PX03 is a division).
            canonical = canonical[:-1]
            canonical = _CANONICAL.get(fold(canonical), canonical)
        # A school's own letters keep their full stop ("KH-THPTTX.PL"); behind the type, or between known bodies, it stands for a hyphen.
        stop = index > 1 and marks[index - 1].strip() == "." and (fold(piece) not in _CANONICAL or is_type(piece))
        out.append(f"{'.' if stop else '-'}{canonical}" if out else canonical)
    return "".join(out)


def _piece(piece: str, trusted: bool) -> str | None:
    if not piece:
        return None
    low = fold(piece)
    stem = low.rstrip("0123456789")
    tail = piece[len(stem) :]
    if stem.endswith("tư"):
        stem = stem[:-2] + "tw"
    known = _CANONICAL.get(low) or _CANONICAL.get(stem) or _WITHOUT_BAR.get(stem)
    if known is not None:
        return known if low in _CANONICAL else known + tail
    letters = [c for c in piece if c.isalpha()]
    if not letters:
        return None
    capitals = sum(c.isupper() for c in letters)
    if (capitals * 2 < len(letters) or not letters[0].isupper()) and not (trusted and capitals == 0):
        return None
    upper = stem.upper() + tail
    if upper in _GLUED:
        return _GLUED[upper]
    if "Đ" not in upper:
        for wrong, right in _CLUSTERS:
            upper = upper.replace(wrong, right)
        upper = re.sub(r"^DH(?=[A-Z]{1,4}$)", "ĐH", upper)  # a university's
    return MIXED_CASE.get(upper, upper)


def is_type(piece: str) -> bool:
    """Is this piece of a symbol a type of document?"""
    return fold(piece) in _TYPES_LOW
