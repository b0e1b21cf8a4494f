"""The classifiers that `thidua train` wrote into ``models/``, as tables of weights.

scikit-learn trains them; importing it and loading one of its pipelines takes two seconds in every worker, longer than reading a document.
A linear model over counted n-grams is a table, and looking up a table needs numpy alone. A test holds both to the same answers.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.misuse import Misuse

FORMAT = 1
"""Number of the layout of the files; a file of another number was written by another release of thidua."""
WORD_RUNS = (1, 2)
"""Lengths of the runs of words that are counted."""
PIECES = (3, 4)
"""Lengths, in characters, of the pieces of words that are counted: they hold where an accent is wrong."""
_KEPT = 20_000  # words whose pieces are kept


@dataclass(frozen=True, slots=True)
class Table:
    """Weights of one kind of n-gram: row of each, its inverse document frequency, a weight per class."""

    row: dict[str, int]
    idf: NDArray[Any]
    weights: NDArray[Any]

    def rows(self, grams: Iterable[str]) -> list[int]:
        """Rows of those of the n-grams that are known."""
        return [row for gram in grams if (row := self.row.get(gram)) is not None]


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear classifier over words and pieces of words."""

    classes: tuple[str, ...]
    words: Table
    pieces: Table
    intercept: NDArray[Any]
    kept: dict[str, list[int]] = field(default_factory=dict, repr=False, compare=False)
    """Rows of the pieces of the words met so far."""

    def classify(self, text: str) -> str:
        """Class of a text whose words are joined by blanks."""
        score = self.intercept + _scores(self.words, self.words.rows(word_runs(text))) + _scores(self.pieces, self._pieces(text))
        return self.classes[int(np.argmax(score))]

    def _pieces(self, text: str) -> Iterator[int]:
        if len(self.kept) > _KEPT:
            self.kept.clear()
        return chain.from_iterable([self.kept.get(word) or self._pieces_of(word) for word in text.split()])

    def _pieces_of(self, word: str) -> list[int]:
        rows = self.kept[word] = self.pieces.rows(word_pieces(word))
        return rows


def word_runs(text: str) -> Iterator[str]:
    """Words, and each pair of neighbours.

    >>> list(word_runs("phong_trào thi_đua này"))
    ['phong_trào', 'thi_đua', 'này', 'phong_trào thi_đua', 'thi_đua này']
    """
    found = text.split()
    for length in range(WORD_RUNS[0], WORD_RUNS[1] + 1):
        for i in range(len(found) - length + 1):
            yield " ".join(found[i : i + length])


def word_pieces(text: str) -> Iterator[str]:
    """Pieces of three and four characters within each word, a blank on either side of it counted as one.

    >>> list(word_pieces("đua"))
    [' đu', 'đua', 'ua ', ' đua', 'đua ']
    """
    for word in text.split():
        padded = f" {word} "
        for length in range(PIECES[0], PIECES[1] + 1):
            if len(padded) <= length:
                yield padded
                break
            for i in range(len(padded) - length + 1):
                yield padded[i : i + length]


def _scores(table: Table, found: Iterable[int]) -> NDArray[Any]:
    counts = Counter(found)
    if not counts:
        return np.zeros(table.weights.shape[1])
    rows = np.fromiter(counts, dtype=np.intp)
    values = (1 + np.log(np.fromiter(counts.values(), dtype=np.float64))) * table.idf[rows]
    scores: NDArray[Any] = (values / np.linalg.norm(values)) @ table.weights[rows]
    return scores


def folder() -> Path:
    """Where the models are: inside the installed package, or at the top of a checkout."""
    installed = Path(str(files("pipeline"))) / "models"
    return installed if installed.is_dir() else Path(str(files("pipeline"))).parent / "models"


@cache
def model(name: str) -> Linear | None:
    """The model of a task, None if no model beat the rule of that task.

    Raises
    ------
    Misuse
        The file is damaged, or another release of thidua wrote it.
    """
    path = folder() / f"{name}.npz"
    return load(path) if path.is_file() else None


def load(path: Path) -> Linear:
    """Read a model; nothing in it is run.

    Raises
    ------
    Misuse
        The file is damaged, or another release of thidua wrote it.
    """
    remedy = f"make it anew: thidua train corpus/gold --sections corpus/sections --out {path.parent}"
    try:
        with np.load(path, allow_pickle=False) as arrays:
            if int(arrays["format"]) != FORMAT:
                raise Misuse(f"{path}: another release of thidua wrote it; {remedy}")
            classes = tuple(str(c) for c in arrays["classes"])
            return Linear(classes, _table(arrays, "words"), _table(arrays, "pieces"), arrays["intercept"])
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise Misuse(f"{path}: damaged ({type(error).__name__}); {remedy}") from error


def _table(arrays: Any, kind: str) -> Table:
    grams = bytes(arrays[f"{kind}_grams"]).decode("utf-8").split("\n")
    return Table({gram: i for i, gram in enumerate(grams)}, arrays[f"{kind}_idf"], arrays[f"{kind}_weights"])
