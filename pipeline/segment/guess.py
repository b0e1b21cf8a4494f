"""Roles of sentences that neither a heading nor a rule tells, by the classifier trained on those that are told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extractors.segmented import Section
from extractors.view import fold
from pipeline.learned import model

TASK = "sentence_roles"
_WORDS_OF_NEIGHBOUR = 6
_STRETCHES = 5  # in so many stretches the text is cut to say where a sentence stands


def words_of(text: str, words: Sequence[tuple[int, int]], start: int, end: int) -> str:
    """underthesea's words of a stretch, folded, numbers as one sign, joined by blanks."""
    found = []
    for a, b in words[bisect_left(words, (start, start)) :]:
        if b > end:
            break
        word = re.sub(r"\d[\d.,]*", "0", fold(text[a:b])).replace(" ", "_")
        if re.search(r"\w", word):
            found.append(word)
    return " ".join(found)


def features(own: str, before: str, place: float) -> str:
    """What the classifier sees of a sentence: its words, the first words of the one before, in which fifth of the text it stands."""
    neighbour = " ".join(f"p_{word}" for word in before.split()[:_WORDS_OF_NEIGHBOUR])
    return f"{own} {neighbour} pos_{int(place * _STRETCHES)}"


def guess_roles(text: str, sentences: Sequence[tuple[int, int]], words: Sequence[tuple[int, int]]) -> list[str] | None:
    """Role of each sentence of a text, None if there is no model.

    Raises
    ------
    Misuse
        The model is damaged, or another release of thidua wrote it.
    """
    classifier = model(TASK)
    if classifier is None or not sentences:
        return None
    own = [words_of(text, words, a, b) for a, b in sentences]
    rows = [features(w, own[i - 1] if i else "", i / len(own)) for i, w in enumerate(own)]
    return [classifier.classify(row) for row in rows]


def told_by_headings(sections: Sequence[Section], readable: Sequence[tuple[int, int]]) -> bool:
    """Do headings tell the role of half the text? Then it is a plan, and what they leave open is left open."""
    whole = sum(end - start for start, end in readable)
    told = sum(s.end - s.start for s in sections if s.level == 1 and s.role != "khac")
    deeper = sum(s.end - s.start for s in sections if s.level == 2 and s.role != "khac")
    return max(told, deeper) * 2 > whole


def with_guesses(
    text: str, sections: tuple[Section, ...], sentences: Sequence[tuple[int, int]], words: Sequence[tuple[int, int]]
) -> tuple[Section, ...]:
    """The sections with one more for each sentence whose role only the classifier tells."""
    roles = guess_roles(text, sentences, words)
    if roles is None:
        return sections
    told = sorted((s.start, s.end) for s in sections if s.role != "khac")
    guessed = []
    for (start, end), role in zip(sentences, roles, strict=True):
        if role != "khac" and not any(a <= start < b for a, b in told):
            guessed.append(Section(start, end, role, (start, start), 7, ""))
    return tuple(sorted([*sections, *guessed], key=lambda s: (s.start, -s.end, s.level)))
