"""What a person typed into a field, as the value of a column."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

from extractors.facts import Column

_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,9})?")


class Unreadable(Exception):
    """What was typed is no value of the column; the message says what is."""


def typed(column: Column, written: str) -> str | int | float:
    """The value that gold files hold: days as ISO 8601, numbers as numbers, text in NFC with single blanks.

    Raises
    ------
    Unreadable
        It is no day, no number, or no such code.

    Examples
    --------
    >>> from extractors.facts import TABLES, columns
    >>> by_name = {column.name: column for column in columns(TABLES["targets"])}
    >>> typed(by_name["value_min"], " 4.50 "), typed(by_name["indicator"], "hộ  nghèo")
    (4.5, 'hộ nghèo')
    """
    text = " ".join(unicodedata.normalize("NFC", written).split())
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise Unreadable("holds half a character, which no file can keep")
    if column.type == "date":
        return _day(text)
    if column.type in ("integer", "number"):
        if not _NUMBER.fullmatch(text):
            raise Unreadable(f"{text!r} is no plain number; write 4.5 or 5148")
        number = Decimal(text)
        if number == number.to_integral_value():
            return int(number)
        if column.type == "integer":
            raise Unreadable(f"{text!r} is no whole number")
        return float(number)
    if column.name == "published_at":
        return _moment(text)
    if column.name.startswith("province_code") and not re.fullmatch(r"\d{2}", text):
        raise Unreadable(f"{text!r} is no province code; write two digits")
    return text


def _day(text: str) -> str:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise Unreadable(f"{text!r} is no day; write 2024-06-04")


def _moment(text: str) -> str:
    try:
        if re.match(r"\d{4}-\d{2}-\d{2}", text):
            datetime.fromisoformat(text)
            return text
    except ValueError:
        pass
    raise Unreadable(f"{text!r} is no day and time; write 2024-06-04 or 2024-06-04T07:36")
