"""Every number of the corpus, damaged in each way that writers, line ends, scans and encodings damage numbers, is still found."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.agencies.bodies import OFFICES
from extractors.codes import code_list
from extractors.directives import find_citations
from extractors.directives.types import DEPARTMENTS, MINISTRIES, OTHER_PIECES, PARTY_AGENCIES, SYMBOLS

GOLD = Path(__file__).parents[2] / "corpus" / "gold"
KNOWN = {*SYMBOLS, *OTHER_PIECES, *PARTY_AGENCIES, *MINISTRIES, *DEPARTMENTS, *OFFICES}
LOST = {"Quyết định": "Q", "Nghị định": "N", "Công điện": "C"}
ODD_NAMES = {"phat_dong": "Phát động", "khac": "Thông tri"}


def instruments() -> list[tuple[str, str]]:
    """Number and type's name of each instrument that the gold files name with its symbol; nothing else of them is read."""
    found = set()
    for path in GOLD.glob("*.json"):
        for row in json.loads(path.read_text(encoding="utf-8")).get("directives", []):
            if row.get("number") and not row["number"].isdigit():
                kind = row["document_type"]
                found.add((row["number"], ODD_NAMES.get(kind) or code_list("document_types")[kind]["label"]))
    return sorted(found)


INSTRUMENTS = instruments()


def sentence(number: str, name: str) -> str:
    return f"Thực hiện {name} số {number} ngày 20/4/2024, các đơn vị triển khai phong trào thi đua."


def in_number(change: Callable[[str], str]) -> Callable[[str, str], str]:
    return lambda number, name: sentence(change(number), name)


def after_first(mark: str) -> Callable[[str], str]:
    return lambda number: re.sub(r"([-/])", rf"\1{mark}", number, count=1)


def head(old: str, new: str) -> Callable[[str], str]:
    """Letters for digits in what stands before the first letter ("90/2020/" as well as "34-"); one digit stays to tell it is a number."""

    def change(number: str) -> str:
        digits = re.match(r"[\d/-]+", number)
        assert digits is not None
        changed = digits[0].replace(old, new)
        first = re.split(r"[-/]", changed)[0]
        return (changed if re.search(r"\d", first) else digits[0]) + number[digits.end() :]

    return change


def reversed_order(number: str) -> str:
    return re.sub(r"^(\d+)-(\w+)/(TW|TU|HU|QU|ĐU|TxU)$", r"\1/\2-\3", number)


DAMAGES: dict[str, Callable[[str, str], str]] = {
    "as it is": sentence,
    "blank after the hyphen": in_number(lambda n: n.replace("-", "- ")),
    "blank before the hyphen": in_number(lambda n: n.replace("-", " -")),
    "blank before the slash": in_number(lambda n: n.replace("/", " /")),
    "blanks everywhere": in_number(lambda n: re.sub(r"([-/])", r" \1 ", n)),
    "line end inside": in_number(after_first("\n")),
    "line end before the last piece": in_number(lambda n: re.sub(r"([-/])(\w+)$", r"\1\n\2", n)),
    "line end before the number": lambda n, name: sentence(n, name).replace("số ", "số\n"),
    "zero-width space": in_number(after_first("\u200b")),
    "no-break space": lambda n, name: sentence(n.replace("-", "-\xa0"), name).replace("số ", "số\xa0"),
    "en dash": in_number(lambda n: n.replace("-", "–")),
    "minus": in_number(lambda n: n.replace("-", "\u2212")),
    "soft hyphen": in_number(lambda n: n.replace("-", "\u00ad")),
    "Ð of Iceland": in_number(lambda n: n.replace("Đ", "Ð")),
    "decomposed": lambda n, name: unicodedata.normalize("NFD", sentence(n, name)),
    "lower case": lambda n, name: sentence(n, name).lower(),
    "upper case": lambda n, name: sentence(n, name).upper(),
    "O for 0": in_number(head("0", "O")),
    "l for 1": in_number(head("1", "l")),
    "missing Đ": in_number(lambda n: n.replace("Đ", "D")),
    "lost Đ of the type": lambda n, name: sentence(re.sub(rf"(?<=/){LOST.get(name, '-')}Đ(?=-)", LOST.get(name, ""), n), name),
    "doubled blanks": lambda n, name: re.sub(r" ", "  ", sentence(re.sub(r"([-/])", r" \1 ", n), name)),
    "wrong order": in_number(reversed_order),
    "footnote in brackets": in_number(lambda n: f"{n}[1]"),
    "raised footnote": in_number(lambda n: f"{n}²"),
    "no type's name": lambda n, name: sentence(n, name).replace(f"{name} số ", "văn bản nêu tại số "),
    "abbreviated name": lambda n, name: sentence(n, name).replace(f"{name} số", "QĐ số"),
    "in brackets": lambda n, name: f"(Kèm theo {name} số {n})",
    "number line": lambda n, name: f"Số: {n}\nĐộc lập - Tự do - Hạnh phúc",
}


def cannot_be_told(damage: str, number: str) -> bool:
    """Without its bar Đ is told from D only where the symbol is a known one: nobody can say what DCT was."""
    pieces = re.split(r"[-/]", number)
    return damage == "missing Đ" and any("Đ" in piece and piece not in KNOWN for piece in pieces)


def test_the_corpus_gives_enough() -> None:
    assert len(INSTRUMENTS) >= 100


@pytest.mark.parametrize("damage", DAMAGES)
def test_still_found_and_canonical(damage: str) -> None:
    wrong, untold = {}, []
    for number, name in INSTRUMENTS:
        text = DAMAGES[damage](number, name)
        found = [c.number for c in find_citations(text)]
        if len(found) == 1 and cannot_be_told(damage, number):
            untold.append(number)
        elif found != [number]:
            wrong[text] = found
    assert wrong == {}, f"{1 - len(wrong) / len(INSTRUMENTS):.3f} found"
    assert len(untold) <= 0.05 * len(INSTRUMENTS)


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_day_is_read_after_it(damage: str) -> None:
    for number, name in INSTRUMENTS:
        text = DAMAGES[damage](number, name)
        if "20/4" in text:
            assert [str(c.issued_on) for c in find_citations(text)] == ["2024-04-20"], text
