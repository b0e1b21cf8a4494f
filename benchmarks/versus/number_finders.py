"""What finds numbers of documents: ours, a tokenizer that keeps some of them whole, and patterns as they are met in public code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from underthesea.pipeline.word_tokenize.regex_tokenize import tokenize

from extractors import find_citations

NumberFinder = Callable[[str], Iterable[str]]

# Most public code looks for normative acts, which carry the year, and names the types that it knows.
WITH_YEAR = re.compile(r"\b\d+/\d{4}/(?:NĐ-CP|QĐ-\w+|TT-\w+|TTLT-[\w-]+|NQ-\w+|QH\d+)")
# The rest takes any capitals with a hyphen behind a slash.
CAPITALS = re.compile(r"\b\d+/(?:\d{4}/)?[A-ZĐ]+\d*(?:-[A-ZĐ]+\d*)+|\b\d+/\d{4}/QH\d+")


def ours(text: str) -> list[str]:
    """`find_citations`."""
    return [found.number for found in find_citations(text) if found.number and found.symbol]


def tokens(text: str) -> list[str]:
    """Tokens of underthesea that have digits before a slash or hyphen and capitals behind it."""
    return [token for token in tokenize(text) if re.fullmatch(r"\d+[/-].*[A-ZĐ]{2,}.*", str(token))]


NUMBER_FINDERS: dict[str, NumberFinder] = {
    "find_citations": ours,
    "underthesea, tokens": tokens,
    "pattern with the year": lambda text: WITH_YEAR.findall(text),
    "pattern of capitals": lambda text: CAPITALS.findall(text),
}
