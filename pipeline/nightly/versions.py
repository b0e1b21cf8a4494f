"""Which way of reading a file this is: what was read with the same one need not be read again.

The version of a media type is a digest of the modules that reading such a file runs through, their data, the models and the libraries. A
changed rule for PDFs concerns PDFs; a changed rule for targets concerns every document.
"""

from __future__ import annotations

import ast
import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shutil import which

from pipeline.publish.schema import release

_ROOT = Path(__file__).parents[2]
_ENTRY = "pipeline.process"
_READERS = {
    "text/plain": "pipeline.ingest.plain",
    "text/html": "pipeline.ingest.html",
    "application/pdf": "pipeline.ingest.pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "pipeline.ingest.docx",
    "application/msword": "pipeline.ingest.doc",
}
_LIBRARIES = ("underthesea", "underthesea-core", "spacy", "numpy", "scipy", "viparse", "charset-normalizer", "lxml")
_OWN_LIBRARIES = {
    "application/pdf": ("pypdfium2", "pdfplumber", "pdfminer-six", "pillow"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("python-docx",),
}
_PROGRAMS = {"application/pdf": ("tesseract",), "application/msword": ("soffice", "libreoffice", "antiword")}


@cache
def reading_version(media_type: str) -> str:
    """The version with which files of a media type are read now.

    >>> reading_version("text/html") == reading_version("application/pdf")
    False
    """
    others = {module for kind, module in _READERS.items() if kind != media_type}
    modules = _reached(_READERS.get(media_type, _ENTRY), others) | _reached(_ENTRY, others)
    digest = sha256(sys.version.encode())
    for name in (*_LIBRARIES, *_OWN_LIBRARIES.get(media_type, ())):
        digest.update(f"{name} {_library(name)}\n".encode())
    digest.update(" ".join(name for name in _PROGRAMS.get(media_type, ()) if which(name)).encode())
    for path in sorted({_files()[name] for name in modules} | _data(modules)):
        digest.update(f"{path.relative_to(_ROOT).as_posix()}\n".encode())
        digest.update(_content(path))
    return f"{release()}+{digest.hexdigest()[:16]}"


def _reached(entry: str, never: set[str]) -> set[str]:
    """Modules of ours that a module imports, anywhere in it and through others; those in ``never`` and beyond left out."""
    found: set[str] = set()
    waiting = [entry]
    while waiting:
        name = waiting.pop()
        if name in found or (name in never and name != entry):
            continue
        found.add(name)
        waiting.extend(_imports(name))
    return found


@cache
def _imports(name: str) -> tuple[str, ...]:
    named: set[str] = set()
    for node in ast.walk(ast.parse(_files()[name].read_bytes())):
        if isinstance(node, ast.Import):
            named.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            named.add(node.module)
            named.update(f"{node.module}.{alias.name}" for alias in node.names)
    parts = [module.split(".") for module in named]
    whole = {".".join(each[:count]) for each in parts for count in range(1, len(each) + 1)}
    return tuple(sorted(whole & _files().keys()))


@cache
def _files() -> dict[str, Path]:
    """Our modules and their files."""
    found = {}
    for top in ("extractors", "pipeline"):
        for path in (_ROOT / top).rglob("*.py"):
            parts = path.relative_to(_ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def _data(modules: set[str]) -> set[Path]:
    """Files that are no code, of the packages that the modules stand in; and all models as they are read."""
    folders = {_files()[name].parent for name in modules}
    found = {path for place in (_ROOT / "models", _ROOT / "pipeline" / "models") if place.is_dir() for path in place.iterdir()}
    for top in ("extractors", "pipeline"):
        for path in (_ROOT / top).rglob("*"):
            if path.suffix in (".py", ".pyc") or not path.is_file():
                continue
            package = path.parent
            while not (package / "__init__.py").exists() and package != _ROOT:
                package = package.parent
            if package in folders:
                found.add(path)
    return {path for path in found if path.is_file() and path.suffix not in (".md", ".skops")}


@cache
def _content(path: Path) -> bytes:
    return sha256(path.read_bytes()).digest()


def _library(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"
