"""What the documentation says is true: its blocks run, its tables are in the output, its links lead somewhere.

In every page a ```python block is run by itself, and a ```sql block by DuckDB, in a folder where ``outputs/demo`` is the output of the
bundled corpus and ``corpus`` the corpus. A ```text block right after one is what it prints; … stands for anything. Marks before a block:
``<!-- not run -->`` passes it over; ``<!-- from: PATH -->`` says that it is quoted from that file and not to be run;
``<!-- checked: TABLE -->`` before a Markdown table says that its rows are rows of that table.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "corpus" / "README.md"])
_BLOCK = re.compile(
    r"^(?:<!-- (?P<mark>not run|from: (?P<path>\S+)) -->\n+)?"
    r"```(?P<kind>python|sql)\n(?P<code>.*?)^```\n"
    r"(?:\n*```text\n(?P<shown>.*?)^```$)?",
    re.M | re.S,
)
_TABLE = re.compile(r"^<!-- checked: (?P<table>\w+) -->\n+(?P<head>\|.*\|)\n\|[ :|-]+\|\n(?P<body>(?:\|.*\|\n)+)", re.M)
_LINK = re.compile(r"\]\((?![a-z]+:)(?P<path>[^)#\s]+)(?:#[^)]*)?\)")


@dataclass(frozen=True)
class Block:
    """A piece of a page that can be checked.

    ``kind`` is ``python`` or ``sql``, the path of a file it is quoted from, or the name of a table; ``shown`` is what it prints, if the
    page tells.
    """

    page: Path
    line: int
    kind: str
    content: str
    shown: str | None = None

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def _blocks() -> Iterator[Block]:
    for page, text in _texts():
        if page.name == "questions.md":
            continue  # its blocks are parts of programs: see test_questions.py
        for match in _BLOCK.finditer(text):
            kind = match["path"] or match["kind"]
            if match["mark"] != "not run":
                yield Block(page, text.count("\n", 0, match.start()) + 1, kind, match["code"], match["shown"])


def _tables() -> Iterator[Block]:
    for page, text in _texts():
        for match in _TABLE.finditer(text):
            yield Block(page, text.count("\n", 0, match.start()) + 1, match["table"], f"{match['head']}\n{match['body']}")


def _texts() -> Iterator[tuple[Path, str]]:
    return ((page, page.read_text(encoding="utf-8")) for page in PAGES if page.exists())


@pytest.fixture(scope="session")
def place(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``corpus`` in it, and ``outputs/demo`` as ``make demo`` leaves it."""
    at = tmp_path_factory.mktemp("docs")
    (at / "corpus").symlink_to(ROOT / "corpus")
    (at / "outputs").mkdir()
    shutil.copytree(tables, at / "outputs" / "demo")
    return at


@pytest.mark.parametrize("block", _blocks(), ids=str)
def test_a_block_is_true(block: Block, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if block.kind not in ("python", "sql"):
        assert " ".join(block.content.split()) in " ".join((ROOT / block.kind).read_text(encoding="utf-8").split())
        return
    monkeypatch.chdir(place)
    printed = io.StringIO()
    if block.kind == "sql":
        printed.write(duckdb.sql(block.content).df().to_string(index=False))
    else:
        with contextlib.redirect_stdout(printed):
            exec(compile(block.content, str(block), "exec"), {"__name__": "__main__"})
    if block.shown is not None:
        assert _alike(block.shown, printed.getvalue()), f"{block} shows\n{block.shown}\nbut prints\n{printed.getvalue()}"


@pytest.mark.parametrize("block", _tables(), ids=str)
def test_a_table_shown_is_in_the_output(block: Block, place: Path) -> None:
    head, *body = [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in block.content.splitlines()]
    with (place / "outputs" / "demo" / f"{block.kind}.csv").open(encoding="utf-8", newline="") as file:
        rows = [[" ".join(row[name].split()) for name in head] for row in csv.DictReader(file)]
    for shown in body:
        assert any(all(map(_alike, shown, row)) for row in rows), f"{block}: no row of {block.kind} is {shown}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [match["path"] for match in _LINK.finditer(text) if not (page.parent / match["path"]).exists()] == []


def _alike(shown: str, printed: str) -> bool:
    """Whether a text is as shown, line by line, blanks at the ends of lines apart; … stands for anything."""
    want = "\n".join(line.rstrip() for line in shown.strip("\n").split("\n"))
    got = "\n".join(line.rstrip() for line in printed.strip("\n").split("\n"))
    return re.fullmatch(".*?".join(map(re.escape, want.split("…"))), got, re.S) is not None
