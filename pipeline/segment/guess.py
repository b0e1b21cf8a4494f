"""Roles of sentences that neither a heading nor a rule tells, by the classifier trained on those that are told."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from extractors.segmented import Section
from extractors.view import fold
from pipeline.learned import model

TASK = "sentence_roles"
_WORDS_OF_NEIGHBOUR = 6
_STRETCHES = 5  # in so many stretches the text is cut to say where a sentence stands
_FIGURE, _LETTER = re.compile(r"\d[\d.,]*"), re.compile(r"\w")


def words_of(text: str, words: Sequence[tuple[int, int]], start: int, end: int) -> str:
    """underthesea's words of a stretch, folded, numbers as one sign, joined by blanks."""
    low = fold(text[start:end])
    found = []
    for at in range(bisect_left(words, (start, start)), len(words)):
        a, b = words[at]
        if b > end:
            break
        word = low[a - start : b - start]
        if word[0].isalnum() or _LETTER.search(word):
            found.append(word.replace(" ", "_"))
    return _FIGURE.sub("0", " ".join(found))


def features(own: str, before: str, place: float) -> str:
    """What the classifier sees of a sentence: its words, the first words of the one before, in which fifth of the text it stands."""
    neighbour = " ".join(f"p_{word}" for word in before.split()[:_WORDS_OF_NEIGHBOUR])
    return f"{own} {neighbour} pos_{int(place * _STRETCHES)}"


def guess_roles(
    text: str, sentences: Sequence[tuple[int, int]], words: Sequence[tuple[int, int]], asked: Sequence[int] | None = None
) -> dict[int, str] | None:
    """Roles of sentences of a text by their place among them (``asked``, or all), None if there is no model.

    Raises
    ------
    Misuse
        The model is damaged, or another release of thidua wrote it.
    """
    classifier = model(TASK)
    if classifier is None or not sentences:
        return None
    wanted = range(len(sentences)) if asked is None else asked
    own = {i: words_of(text, words, *sentences[i]) for i in _with_neighbours(wanted)}
    return {i: classifier.classify(features(own[i], own[i - 1] if i else "", i / len(sentences))) for i in wanted}


def _with_neighbours(wanted: Iterable[int]) -> list[int]:
    """The sentences, and the one before each."""
    return sorted({at for i in wanted for at in (i - 1, i) if at >= 0})


def open_sentences(sections: Iterable[Section], sentences: Sequence[tuple[int, int]]) -> list[int]:
    """Places of the sentences whose role no section tells."""
    told = sorted((s.start, s.end) for s in sections if s.role != "khac")
    starts, reach = [start for start, _ in told], list(accumulate((end for _, end in told), max))
    return [i for i, (at, _) in enumerate(sentences) if not (before := bisect_right(starts, at)) or reach[before - 1] <= at]


def stretches_asked(
    wanted: Iterable[int], sentences: Sequence[tuple[int, int]], readable: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The readable stretches whose words are needed to classify some sentences: cutting a text into words takes most of the time."""
    starts = [start for start, _ in readable]
    return [readable[at] for at in sorted({bisect_right(starts, sentences[i][0]) - 1 for i in _with_neighbours(wanted)}) if at >= 0]


def told_by_headings(sections: Sequence[Section], readable: Sequence[tuple[int, int]]) -> bool:
    """Do headings tell the role of half the text? Then it is a plan, and what they leave open is left open."""
    whole = sum(end - start for start, end in readable)
    told = sum(s.end - s.start for s in sections if s.level == 1 and s.role != "khac")
    deeper = sum(s.end - s.start for s in sections if s.level == 2 and s.role != "khac")
    return max(told, deeper) * 2 > whole


def with_guesses(
    text: str,
    sections: tuple[Section, ...],
    sentences: Sequence[tuple[int, int]],
    words: Sequence[tuple[int, int]],
    asked: Sequence[int],
) -> tuple[Section, ...]:
    """The sections with one more for each of the sentences ``asked`` whose role only the classifier tells."""
    roles = guess_roles(text, sentences, words, asked)
    if roles is None:
        return sections
    guessed = [Section(*sentences[i], role, (sentences[i][0],) * 2, 7, "") for i, role in roles.items() if role != "khac"]
    return tuple(sorted([*sections, *guessed], key=lambda s: (s.start, -s.end, s.level)))
