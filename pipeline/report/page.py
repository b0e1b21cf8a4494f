"""Writes the page: one file of HTML with its style, its scripts and its data inside, in whole or not at all.

The Content-Security-Policy lets run the scripts and styles that this module wrote, known by their hash, and nothing else: no
network, no inline handler, no script that a document brought along.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import html
import os
from collections.abc import Iterator
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from string import Template
from tempfile import NamedTemporaryFile

from pipeline.misuse import Misuse
from pipeline.publish.schema import release
from pipeline.report.blocks import block
from pipeline.report.data import Report

_HERE = files("pipeline.report")
_SCRIPTS = (
    "start", "format", "charts", "overview", "heat", "timeline", "targets", "cascade", "lists", "marks", "document", "app",
)  # fmt: skip
# Observable Plot puts this style into each chart that bears the class `plot`; a test looks for violations in a browser.
_PLOT_STYLE = """:where(.plot) {
  --plot-background: white;
  display: block;
  height: auto;
  height: intrinsic;
  max-width: 100%;
}
:where(.plot text),
:where(.plot tspan) {
  white-space: pre;
}"""


def write(report: Report, to: Path, lang: str) -> None:
    """Write the page to a file, which appears when it is complete.

    Raises
    ------
    Misuse
        The file cannot be written.
    """
    target = Path(os.path.realpath(to))
    if target.is_dir():
        raise Misuse(f"{to}: is a folder; name a file with --to")
    try:
        with NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=target.parent, prefix=f".{target.name}.", suffix=".thidua-new", delete=False
        ) as file:
            try:
                for piece in pieces(report, lang):
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
                os.chmod(file.name, 0o644)
                os.replace(file.name, target)
            except BaseException:
                with suppress(FileNotFoundError):
                    os.unlink(file.name)
                raise
    except OSError as error:
        raise Misuse(f"{to}: cannot be written ({error.strerror}); name another file with --to") from error


def pieces(report: Report, lang: str) -> Iterator[str]:
    """The page in pieces; what is shown at once comes first, so that it stands before the last text has been read in."""
    style = _static("report.css")
    scripts = [*_vendored(), _own()]
    before, after = _static("page.html").split("<!-- blocks -->\n")
    words = report.head["words"]
    yield Template(before).substitute(
        lang=lang,
        title=html.escape(words["title"][lang == "en"]),
        needs_script=html.escape(" ".join(words["needs_script"])),
        policy=_policy(scripts, [style, _PLOT_STYLE]),
        generator=f"thidua {html.escape(release())}",
        style=style,
        head=block("head", report.head),
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )
    for name, rows in report.rows.items():
        yield block(name, rows)
    for number, documents in enumerate(report.texts()):
        yield block(f"texts-{number}", documents)
    yield after


def _policy(scripts: list[str], styles: list[str]) -> str:
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hashes(texts: list[str]) -> str:
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts)


def _static(name: str) -> str:
    return (_HERE / "static" / name).read_text(encoding="utf-8")


def _own() -> str:
    """The page's own script: its parts in one function, so that nothing of it is global."""
    parts = "\n".join(_static(f"{name}.js") for name in _SCRIPTS)
    return _inline(f'(() => {{\n"use strict";\n{parts}}})();\n')


def _vendored() -> list[str]:
    """Libraries with their licence before them, as it asks."""
    folder = _HERE / "vendor"
    with (folder / "vendored.csv").open(encoding="utf-8") as file:
        return [
            _inline(
                f"/*\n{row['name']} {row['version']}\n\n{(folder / row['licence_file']).read_text(encoding='utf-8')}*/\n"
                + (folder / row["file"]).read_text(encoding="utf-8")
            )
            for row in csv.DictReader(file)
        ]


def _inline(script: str) -> str:
    """A script that the parser of HTML takes as one."""
    if "</script" in script.lower() or "<!--" in script:
        raise ValueError("a script of the report would end its own element")
    return script
