"""docs/questions.md: every question is answered in SQL and in pandas, and both give the answer that is shown."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from pipeline.publish.database import connect
from pipeline.query import ask

PAGE = Path(__file__).parents[2] / "docs" / "questions.md"
_FRAME = re.compile(r"^```python\n(?P<frame>.*?)^```$", re.M | re.S)
_QUESTION = re.compile(
    r"^## (?P<number>\d+)\. (?P<question>[^\n]*\?)\n(?:(?!^## ).)*?"
    r"^```sql\n(?P<sql>.*?)^```\n+^```python\n(?P<python>.*?)^```\n+^```text\n(?P<text>.*?)^```$",
    re.M | re.S,
)
TEXT = PAGE.read_text(encoding="utf-8")
QUESTIONS = list(_QUESTION.finditer(TEXT))
ENDING = "print(answer.to_string(index=False))"


def test_there_are_ten() -> None:
    assert [int(question["number"]) for question in QUESTIONS] == list(range(1, 11))
    assert TEXT.count("\n## ") == 10
    assert ENDING in TEXT


@pytest.fixture
def demo(tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "demo").symlink_to(tables)
    monkeypatch.chdir(tmp_path)
    return Path("outputs/demo")


@pytest.mark.parametrize("question", QUESTIONS, ids=[question["question"] for question in QUESTIONS])
def test_both_ways_give_the_answer_shown(question: re.Match[str], demo: Path) -> None:
    connection, _ = connect(demo)
    by_sql = connection.sql(question["sql"]).df().to_string(index=False)
    printed = io.StringIO()
    frame = _FRAME.search(TEXT)
    assert frame is not None
    with contextlib.redirect_stdout(printed):
        exec(compile(f"{frame['frame']}\n{question['python']}\n{ENDING}", question["question"], "exec"), {})
    assert _lines(by_sql) == _lines(question["text"]), f"in SQL it is\n{by_sql}"
    assert _lines(printed.getvalue()) == _lines(question["text"]), f"in pandas it is\n{printed.getvalue()}"
    assert list(ask(demo, question["sql"]).rows()), "the command gives it too"


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").split("\n")]
