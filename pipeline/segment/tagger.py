"""underthesea's words by underthesea's model, in a quarter of the time of its ``word_tokenize``.

That function writes 43 features of each syllable as strings and looks each up. They tell of one syllable, of two and of three beside one
another, and most come again and again: here the weights of a syllable and of a pair are added up once and kept. The words are the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from importlib.resources import as_file, files
from typing import NamedTuple

from pipeline.segment.crf import weights

_MODEL = "pipeline/word_tokenize/models/ws_crf_vlsp2013_20230727/models.bin"
_WORDS = "transformer/Viet74K.txt"
_FEATURE = re.compile(r"T\[(?P<first>-?\d)(?:,(?P<last>-?\d))?\](?:\.(?P<asks>lower|isdigit|istitle|is_in_dict))?=(?P<value>.*)", re.DOTALL)
_PLACES = 5  # a syllable is seen from two before it to two behind it
_KEPT = 50_000  # syllables, and pairs of them, whose weights are kept
_BEFORE, _AFTER = 0, 1  # what stands before the first syllable and behind the last
_EDGES = {_BEFORE: "BOS", _AFTER: "EOS"}
_Item = str | int
_Weights = tuple[float, ...]


class _Syllable(NamedTuple):
    lower: str
    is_digit: bool
    is_title: bool


class _Beside:
    """Weights of some syllables beside one another, for each place where the first of them may stand (five for one, three for three)."""

    def __init__(self, many: int) -> None:
        self._none = (0.0,) * (_PLACES + 1 - many)
        self._told: dict[tuple[str | None, str], list[float]] = defaultdict(lambda: list(self._none))
        self._answers: dict[tuple[bool, bool, bool], _Weights] = {}
        self._edges: dict[int, _Weights] = {}

    def add(self, asks: str | None, value: str, place: int, weight: float) -> None:
        self._told[asks, value][place] += weight

    def edge(self, edge: int) -> _Weights:
        """Weights where one of the syllables is missing."""
        if edge not in self._edges:
            self._edges[edge] = self._sum(*((asks, _EDGES[edge]) for asks in (None, "lower", "isdigit", "istitle", "is_in_dict")))
        return self._edges[edge]

    def of(self, text: str, lower: str, answers: tuple[bool, bool, bool]) -> _Weights:
        """Weights of the syllables ``text``: are they digits, do all begin with a capital, are they a word of the dictionary?"""
        told = self._answers.get(answers)
        if told is None:
            questions = zip(("isdigit", "istitle", "is_in_dict"), answers, strict=True)
            told = self._answers[answers] = self._sum(*((asks, str(answer)) for asks, answer in questions))
        own, low = self._told.get((None, text)), self._told.get(("lower", lower))
        if own is None:
            return told if low is None else tuple(map(float.__add__, told, low))
        return tuple(map(float.__add__, told, own)) if low is None else tuple([a + b + c for a, b, c in zip(told, own, low, strict=True)])

    def _sum(self, *keys: tuple[str | None, str]) -> _Weights:
        return tuple(sum(found) for found in zip(*(self._told.get(key, self._none) for key in keys), strict=True))


class WordTagger:
    """Tells of each syllable whether it continues a word.

    Raises
    ------
    ValueError
        The model is not of the kind that this class knows.
    """

    def __init__(self) -> None:
        self._dictionary = dictionary()
        with as_file(files("underthesea").joinpath(_MODEL)) as path:
            model = weights(path)
        begins, continues = model.labels.index("B-W"), model.labels.index("I-W")
        self._beside = (_Beside(1), _Beside(2), _Beside(3))
        for attribute, weight in zip(model.attributes, (model.states[:, continues] - model.states[:, begins]).tolist(), strict=True):
            parts = _FEATURE.fullmatch(attribute)
            if parts is None:
                raise ValueError(f"underthesea's model of words asks for {attribute!r}, which is not known here")
            first = int(parts["first"])
            self._beside[int(parts["last"] or first) - first].add(parts["asks"], parts["value"], first + _PLACES // 2, weight)
        between = model.transitions
        self._begin_begin, self._begin_continue = float(between[begins, begins]), float(between[begins, continues])
        self._continue_begin, self._continue_continue = float(between[continues, begins]), float(between[continues, continues])
        self._syllables: dict[str, _Syllable] = {}
        self._ones: dict[_Item, _Weights] = {edge: self._beside[0].edge(edge) for edge in _EDGES}
        self._twos: dict[tuple[_Item, _Item], _Weights] = {}

    def continues(self, syllables: list[str]) -> list[bool]:
        """Whether each syllable continues the word of the one before it."""
        if not syllables:
            return []
        if len(self._ones) > _KEPT:
            self._ones = {edge: self._ones[edge] for edge in _EDGES}
            self._syllables.clear()
        if len(self._twos) > _KEPT:
            self._twos.clear()
        items: list[_Item] = [_BEFORE, _BEFORE, *syllables, _AFTER, _AFTER]
        ones, twos = self._ones, self._twos
        one = [ones.get(item) or self._one(item) for item in items]
        two = [twos.get(pair) or self._two(pair) for pair in zip(items, items[1:], strict=False)]
        three = [self._weights(*beside) for beside in zip(items, items[1:], items[2:], strict=False)]
        return self._best([
            a[0] + b[1] + c[2] + d[3] + e[4] + ab[0] + bc[1] + cd[2] + de[3] + abc[0] + bcd[1] + cde[2]
            for a, b, c, d, e, ab, bc, cd, de, abc, bcd, cde in zip(
                one, one[1:], one[2:], one[3:], one[4:], two, two[1:], two[2:], two[3:], three, three[1:], three[2:], strict=False
            )
        ])  # fmt: skip

    def _best(self, weights: list[float]) -> list[bool]:
        """The best row of answers, by Viterbi's algorithm; ``weights`` speak for continuing where they are above zero."""
        begin, goes_on = 0.0, weights[0]
        from_before: list[tuple[bool, bool]] = []  # the best answer of the syllable before, if this one begins and if it continues
        for weight in weights[1:]:
            begin_begin, continue_begin = begin + self._begin_begin, goes_on + self._continue_begin
            begin_continue, continue_continue = begin + self._begin_continue, goes_on + self._continue_continue
            from_before.append((continue_begin > begin_begin, continue_continue > begin_continue))
            begin = max(begin_begin, continue_begin)
            goes_on = max(begin_continue, continue_continue) + weight
        answer = goes_on > begin
        found = [answer]
        for step in reversed(from_before):
            answer = step[answer]
            found.append(answer)
        return found[::-1]

    def _one(self, item: _Item) -> _Weights:
        found = self._ones[item] = self._weights(item)
        return found

    def _two(self, pair: tuple[_Item, _Item]) -> _Weights:
        found = self._twos[pair] = self._weights(*pair)
        return found

    def _weights(self, *items: _Item) -> _Weights:
        beside = self._beside[len(items) - 1]
        if items[0] is _BEFORE or items[-1] is _AFTER:
            return beside.edge(_BEFORE if items[0] is _BEFORE else _AFTER)
        texts: list[str] = items  # type: ignore[assignment]
        known = [self._syllables.get(text) or self._syllable(text) for text in texts]
        lower = " ".join([syllable.lower for syllable in known])
        answers = known[0].is_digit, False not in [syllable.is_title for syllable in known], lower in self._dictionary
        return beside.of(" ".join(texts), lower, answers)

    def _syllable(self, text: str) -> _Syllable:
        first = text[:1]
        found = self._syllables[text] = _Syllable(text.lower(), text.isascii() and text.isdigit(), first == first.upper())
        return found


@cache
def dictionary() -> frozenset[str]:
    """The words of underthesea's dictionary, in lower case, syllables parted by blanks."""
    return frozenset(files("underthesea").joinpath(_WORDS).read_text(encoding="utf-8").lower().split("\n"))


@cache
def word_tagger() -> WordTagger:
    """The tagger (one per process)."""
    return WordTagger()
