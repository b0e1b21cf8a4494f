"""``thidua export``: an output in the format of a tool."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from importlib import import_module
from pathlib import Path

from extractors.facts import FACTS
from pipeline.annotate.controls import KEYS
from pipeline.annotate.delivery import write_archive, write_file, write_folder
from pipeline.annotate.kinds import FORMATS
from pipeline.annotate.reading import Output
from pipeline.annotate.tally import Tally
from pipeline.misuse import Misuse

Pieces = Iterator[tuple[str, bytes]]


def export(out: Path, to: str, target: Path | None = None, only: Collection[str] = ()) -> tuple[Path, Tally]:
    """Write an output in the format of a tool.

    Parameters
    ----------
    out
        Folder that ``thidua extract`` wrote.
    to
        Name of the format.
    target
        File or folder to write; beside ``out`` and named after it where left out. A folder format becomes an archive where the name
        ends in ``.zip``.
    only
        Tables of facts, ``document`` or ``campaign``; empty for all. The last two are asked for in Label Studio only.

    Returns
    -------
    tuple of Path and Tally
        What was written, and what it holds.

    Raises
    ------
    Misuse
        The format or a table is unknown, ``out`` is no output, or the target cannot be written.
    """
    if to not in FORMATS:
        raise Misuse(f"--to {to}: is no format that thidua writes; give one of {', '.join(FORMATS)}")
    unknown = [name for name in only if name not in KEYS]
    if unknown:
        raise Misuse(f"--only {unknown[0]}: is no table of facts; give one of {', '.join(KEYS)}")
    facts = [table for table in FACTS if not only or table in only]
    if not facts and to != "labelstudio":
        raise Misuse(f"--only {' '.join(only)}: leaves no facts for {to}; add one of {', '.join(FACTS)}")
    output = Output(out, facts)
    tally = Tally()
    if target is None:
        whole = out.resolve()
        target = whole.with_name(whole.name + FORMATS[to].ending) if whole.name else Path(f"thidua{FORMATS[to].ending}")
        target = _shortest(target)
    if _within(target, out):
        raise Misuse(f"{target}: lies in the output itself; name another place with --out")
    pieces = _pieces(to, output, tally, only)
    if not FORMATS[to].folder:
        write_file(target, pieces)
    elif target.suffix == ".zip":
        write_archive(target, pieces)
    else:
        write_folder(target, pieces)
    return target, tally


def _pieces(to: str, output: Output, tally: Tally, only: Collection[str]) -> Pieces:
    # spaCy takes a second to import: each format brings its own.
    module = import_module(f"pipeline.annotate.{FORMATS[to].module}")
    more = {"asked": only} if only and to == "labelstudio" else {}
    pieces: Pieces = module.files(output, tally, **more)
    return pieces


def _shortest(path: Path) -> Path:
    """As seen from here, where that is shorter."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


def _within(target: Path, folder: Path) -> bool:
    return target.resolve().is_relative_to(folder.resolve())
