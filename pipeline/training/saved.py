"""The classifiers as scikit-learn pipelines, for whoever wants to use, look into or train one elsewhere: ``models/NAME.skops``.

thidua itself reads the table of weights beside it (`pipeline.learned`), which was taken from the same pipeline. A skops file is a ZIP of
arrays and a description of the objects that hold them. Nothing in it is run: it is opened if every type that it names is one of `TRUSTED`,
if its layout is the one of this release, and if the scikit-learn here is the one that it was made with.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from pipeline.misuse import Misuse

FORMAT = 1
"""Number of the layout of the files: what the pipeline reads, and what `NOTE` says."""
NOTE = "thidua.json"
"""Member of the file with the layout's number, the task and the version of scikit-learn; skops leaves it alone."""
TRUSTED = frozenset(
    {
        "builtins.dict", "builtins.list", "builtins.str", "builtins.tuple", "numpy.float64", "numpy.int64", "numpy.ndarray",
        "sklearn.feature_extraction.text.TfidfTransformer", "sklearn.feature_extraction.text.TfidfVectorizer",
        "sklearn.linear_model._logistic.LogisticRegression", "sklearn.pipeline.FeatureUnion", "sklearn.pipeline.Pipeline",
    }
)  # fmt: skip
"""All types that a classifier of thidua is made of. skops would trust any of scikit-learn's; these are fewer."""

_IDENTITY = re.compile(r'("__id__": |"file": ")(\d+)')
_SAME_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can tell: the same model is the same bytes


def save_pipeline(model: Any, path: Path, task: str) -> None:
    """Write a fitted pipeline whole; the same pipeline gives the same bytes.

    Raises
    ------
    Misuse
        skops is not installed.
    """
    for _, vectorizer in model.named_steps["features"].transformer_list:
        vectorizer.vocabulary_ = dict(sorted(vectorizer.vocabulary_.items()))  # scikit-learn leaves it in the order of hashes
        vars(vectorizer).pop("_stop_words_id", None)  # an address in memory, which only spares a check
    packed = BytesIO()
    _skops().dump(model, packed)
    note = {"format": FORMAT, "task": task, "scikit_learn": _scikit_learn()}
    new = path.with_suffix(".new")
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(new, "w") as out:
        for name, content in [(NOTE, json.dumps(note).encode()), *_renumbered(old)]:
            member = zipfile.ZipInfo(name, _SAME_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(member, content)
    new.replace(path)


def _renumbered(packed: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The members, with ordinals for the addresses in memory that skops tells objects and files apart by."""
    schema = packed.read("schema.json").decode("utf-8")
    ordinals: dict[str, int] = {}
    for _, address in _IDENTITY.findall(schema):
        ordinals.setdefault(address, len(ordinals))
    yield "schema.json", _IDENTITY.sub(lambda found: f"{found[1]}{ordinals[found[2]]}", schema).encode("utf-8")
    arrays = {ordinals[stem]: name for name in packed.namelist() if (stem := name.partition(".")[0]) in ordinals}
    for ordinal, name in sorted(arrays.items()):
        yield f"{ordinal}.{name.partition('.')[2]}", packed.read(name)


def load_pipeline(path: str | Path) -> Any:
    """The scikit-learn pipeline of a classifier that `thidua train` saved.

    Its ``predict`` takes a list of texts as `pipeline.segment.guess.features` makes them: words joined by blanks.

    Parameters
    ----------
    path
        File such as ``models/sentence_roles.skops``.

    Returns
    -------
    sklearn.pipeline.Pipeline

    Raises
    ------
    Misuse
        There is no such file, it is damaged, holds a type that no classifier of thidua has, has the layout of another release, was made
        with another scikit-learn (its first two numbers), or skops is not installed.
    """
    path = Path(path)
    remedy = f"make it anew: thidua train --gold corpus/gold --out {path.parent}"
    if not path.is_file():
        raise Misuse(f"{path}: is no file; {remedy}")
    try:
        with zipfile.ZipFile(path) as packed:
            note, schema = json.loads(packed.read(NOTE)), json.loads(packed.read("schema.json"))
            said, made_with = int(note["format"]), str(note["scikit_learn"])
        if said != FORMAT:
            raise Misuse(f"{path}: has layout {said}, this release of thidua reads {FORMAT}; {remedy}")
        if strange := sorted(_types(schema) - TRUSTED):
            raise Misuse(f"{path}: not opened, for it holds {', '.join(strange)}, which no classifier of thidua has; {remedy}")
        here = _scikit_learn()
        if _minor(made_with) != _minor(here):
            fit = f"'scikit-learn=={_minor(made_with)}.*'"
            raise Misuse(f"{path}: made with scikit-learn {made_with}, and this is {here}; {remedy}, or install {fit}")
        return _skops().load(path, trusted=sorted(TRUSTED))
    except (OSError, KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise Misuse(f"{path}: damaged ({type(error).__name__}); {remedy}") from error


def _types(node: Any) -> set[str]:
    """Full names of all types that a description of objects names."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            if "__class__" in here and "__module__" in here:
                found.add(f"{here['__module__']}.{here['__class__']}")
            waiting += here.values()
        elif isinstance(here, list):
            waiting += here
    return found


def _scikit_learn() -> str:
    import sklearn

    return str(sklearn.__version__)


def _minor(version: str) -> str:
    return ".".join(version.split(".")[:2])


def require_skops() -> None:
    """Find out whether models can be saved.

    Raises
    ------
    Misuse
        skops is not installed.
    """
    _skops()


def _skops() -> Any:
    try:
        import skops.io
    except ImportError as error:
        raise Misuse("skops is not installed; install it with: pip install 'thidua[train]'") from error
    return skops.io
