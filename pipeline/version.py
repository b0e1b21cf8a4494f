"""Which way of reading this is: whatever is read with the same one gives the same rows."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from shutil import which

_LIBRARIES = (
    "underthesea", "underthesea-core", "spacy", "pypdfium2", "pdfplumber", "pdfminer-six", "python-docx", "lxml", "charset-normalizer",
    "viparse", "numpy", "scipy", "pillow", "msgspec",
)  # fmt: skip
_PROGRAMS = ("tesseract", "soffice", "libreoffice", "antiword")


@cache
def rules() -> str:
    """Digest of everything that decides what is found: this program with its words and models, Python, the libraries."""
    digest = sha256(f"{sys.version_info[:3]}\n".encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    roots = [Path(place) for package in ("extractors", "pipeline") for place in _places(package)]
    for root in (*roots, roots[-1].parent / "models"):  # models stand inside the package once it is installed, beside it in a checkout
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".skops":  # the table beside it is what is read
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def way(*limits: object) -> str:
    """The rules, the other programs that are there, and the limits of a run, in one line."""
    return " ".join([rules(), *(name for name in _PROGRAMS if which(name)), *map(str, limits)])


def _places(package: str) -> list[str]:
    spec = find_spec(package)
    return list(spec.submodule_search_locations or ()) if spec else []


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"
