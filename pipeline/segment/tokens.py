"""Syllables as spaCy tokens: the same tokens every time, whatever stands round them."""

from __future__ import annotations

import re

from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

# Letters (Vietnamese syllables, abbreviations), digits, runs of blanks or line ends, any other single character.
_TOKEN = re.compile(r"[^\W\d_]+|\d+|\n+|[^\S\n]+|[\s\S]")


class SyllableTokenizer:
    """A spaCy tokenizer whose tokens are syllables, numbers and single signs; ``doc.text`` is the input, always.

    >>> [t.text for t in SyllableTokenizer(Vocab())("Chỉ thị số 34-CT/TU, ngày")]
    ['Chỉ', 'thị', 'số', '34', '-', 'CT', '/', 'TU', ',', 'ngày']
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        open_word = False  # may the word before take a following blank as its own?
        for token in _TOKEN.findall(text):
            if token == " " and open_word:
                spaces[-1] = True
                open_word = False
                continue
            words.append(token)
            spaces.append(False)
            open_word = not token.isspace()
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
