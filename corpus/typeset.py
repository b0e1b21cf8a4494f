"""Renders the manuscripts of the corpus into corpus/announcements, the same bytes on each run.

    python corpus/typeset.py [SLUG ...] [--manuscripts DIR] [--out DIR]

Needs PyYAML, Jinja2, reportlab, pypdf, pypdfium2, Pillow, numpy, python-docx and the fonts of Debian's
fonts-liberation and fonts-dejavu. Ends with 1 when a manuscript could not be rendered.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from typesetting import page, paper, plain, scan, word
from typesetting.manuscript import Manuscript, ManuscriptError, load

CORPUS = Path(__file__).resolve().parent
RENDERERS: dict[str, tuple[str, Callable[[Manuscript], bytes]]] = {
    "html": (".html", page.render),
    "pdf": (".pdf", paper.render),
    "scan": (".pdf", scan.render),
    "docx": (".docx", word.render),
    "txt": (".txt", plain.render),
}


def typeset(path: Path, out: Path) -> Path:
    """Renders one manuscript and returns the file written."""
    manuscript = load(path)
    for warning in manuscript.warnings:
        print(f"{path.name}: warning: {warning}", file=sys.stderr)
    extension, renderer = RENDERERS[manuscript.format]
    content = renderer(manuscript)
    target = out / (path.stem + extension)
    # A format that was changed must not leave the file of the old one beside the new one.
    for other in {extension for extension, _ in RENDERERS.values()} - {extension}:
        target.with_suffix(other).unlink(missing_ok=True)
    target.write_bytes(content)
    return target


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Render the manuscripts of the corpus.")
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help="only these; all where none is named")
    parser.add_argument("--manuscripts", type=Path, default=CORPUS / "manuscripts")
    parser.add_argument("--out", type=Path, default=CORPUS / "announcements")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    names = [Path(slug).stem for slug in options.slugs]
    paths = ([options.manuscripts / f"{name}.txt" for name in names]
             or sorted(options.manuscripts.glob("*.txt")))
    failed = 0
    for path in paths:
        try:
            if not path.exists():
                raise ManuscriptError("no such manuscript")
            target = typeset(path, options.out)
            print(f"{target.name}  {target.stat().st_size / 1024:.0f} KB")
        except ManuscriptError as error:
            failed += 1
            print(f"{path.name}: {error}", file=sys.stderr)
    if not names and options.manuscripts.is_dir():
        known = {path.stem for path in paths}
        for stray in sorted(options.out.iterdir()):
            if stray.suffix in {".html", ".pdf", ".docx", ".txt"} and stray.stem not in known:
                print(f"{stray.name}: no manuscript of this name (renamed?)", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
