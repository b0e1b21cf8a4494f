"""``python -m tests.docs.answers OUT``: writes the answers of docs/questions.md anew, from tables of the bundled corpus.

For when the corpus or a rule has changed; the answers are those of the SQL, and the tests hold pandas to the same.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.publish.database import connect
from tests.docs.test_questions import PAGE, QUESTIONS, TEXT


def main() -> None:
    """Replace the answer under every question."""
    connection, _ = connect(Path(sys.argv[1]))
    page, shift = TEXT, 0
    for question in QUESTIONS:
        start, end = question.span("text")
        answer = "\n".join(line.rstrip() for line in connection.sql(question["sql"]).df().to_string(index=False).split("\n")) + "\n"
        page = page[: start + shift] + answer + page[end + shift :]
        shift += len(answer) - (end - start)
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
