"""When a cell of a table and a gold value say the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

from extractors.view import bare

_ABBREVIATIONS = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan"}
_DISTRICT = re.compile(r"^(huyen|quan|thi xa|thanh pho) ")


def fold(text: object) -> str:
    """Words of a phrase without case, accents, punctuation and two common abbreviations.

    >>> fold("UBND tỉnh Đắk Lắk")
    'uy ban nhan dan tinh dak lak'
    """
    plain = bare(unicodedata.normalize("NFC", str(text or "")))
    return " ".join(_ABBREVIATIONS.get(word, word) for word in re.findall(r"[a-z0-9]+", plain))


def likeness(one: object, other: object) -> float:
    """F1 of the words of two phrases.

    >>> likeness("Ủy ban nhân dân tỉnh", "UBND tỉnh Lâm Đồng")
    0.8333333333333334
    """
    a, b = Counter(fold(one).split()), Counter(fold(other).split())
    common = (a & b).total()
    return 2 * common / (a.total() + b.total()) if common else 0.0


def same_number(one: object, other: object) -> bool:
    """Whether two numbers of documents are one, blanks, case and dashes apart."""
    return number(one) == number(other)


def number(text: object) -> str:
    """A number of a document as it is compared."""
    composed = unicodedata.normalize("NFC", str(text or ""))
    return re.sub(r"\s+", "", composed.replace("–", "-").replace("Ð", "Đ")).upper()


def value(written: object) -> float | str | None:
    """A number as read from a cell, rounded so that ways of writing it do not matter."""
    if written in (None, ""):
        return None
    try:
        return round(float(str(written)), 6)
    except ValueError:
        return str(written)


def exact(want: object, got: object) -> bool:
    """Whether two cells are one, case apart; null is empty."""
    return ("" if want is None else str(want)).lower() == str(got or "").lower()


def same_value(want: object, got: object) -> bool:
    return value(want) == value(got)


def _same_day(want: object, got: object) -> bool:
    return str(want or "")[:10] == str(got or "")[:10]


def _same_district(want: object, got: object) -> bool:
    return fold(want) in (fold(got), _DISTRICT.sub("", fold(got)))


def _alike(least: float) -> Callable[[object, object], bool]:
    return lambda want, got: (not want and not got) or likeness(want, got) >= least


FIELDS: dict[str, Callable[[object, object], bool]] = {
    "title": _alike(0.75),
    "issuer": _alike(0.75),
    "district_name": _same_district,
    "published_at": _same_day,
    "document_number": same_number,
}
CAMPAIGN_FIELDS: dict[str, Callable[[object, object], bool]] = {
    "name": _alike(0.7),
    "theme": _alike(0.7),
    "launched_by": _alike(0.7),
    "implements": same_number,
    "instrument": same_number,
}
