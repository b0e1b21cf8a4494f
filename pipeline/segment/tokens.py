"""Syllables as spaCy tokens: the same tokens every time, whatever stands round them."""

from __future__ import annotations

import re

from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

# Letters (Vietnamese syllables, abbreviations), digits, any other single sign, each with the one blank behind it; runs of blanks or of
# line ends.
_TOKEN = re.compile(r"([^\W\d_]+|\d+|\S)( (?![^\S\n]))?|(\n+|[^\S\n]+)")


class SyllableTokenizer:
    """A spaCy tokenizer whose tokens are syllables, numbers and single signs; ``doc.text`` is the input, always.

    >>> [t.text for t in SyllableTokenizer(Vocab())("Chỉ thị số 34-CT/TU, ngày")]
    ['Chỉ', 'thị', 'số', '34', '-', 'CT', '/', 'TU', ',', 'ngày']
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        found = _TOKEN.findall(text)
        words = [sign or blanks for sign, _, blanks in found]
        spaces = [behind != "" for _, behind, _ in found]
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **kwargs: object) -> bytes:
        """Nothing to save: the tokenizer has no settings."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: object) -> SyllableTokenizer:
        """Nothing to load."""
        return self

    def to_disk(self, path: object, **kwargs: object) -> None:
        """Nothing to save."""

    def from_disk(self, path: object, **kwargs: object) -> SyllableTokenizer:
        """Nothing to load."""
        return self


@registry.tokenizers("thidua.syllables")
def create_syllable_tokenizer():  # type: ignore[no-untyped-def]
    """Factory for ``[nlp.tokenizer] @tokenizers = "thidua.syllables"``."""
    return lambda nlp: SyllableTokenizer(nlp.vocab)
