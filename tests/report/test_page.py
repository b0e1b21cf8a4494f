"""The file that is written: its bytes, what it lets run, what it says in both languages."""

from __future__ import annotations

import base64
import csv
import gzip
import hashlib
import json
import os
import random
import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from extractors.facts import FACTS, Award, DateFact
from pipeline.misuse import Misuse
from pipeline.publish.schema import CHOICES
from pipeline.report import report, words
from tests.cli.test_command import thidua
from tests.report.making import campaign, document, document_id, found, output

STATIC = files("pipeline.report") / "static"
VENDOR = files("pipeline.report") / "vendor"
HOSTILE = '</script><script>window.ran=1</script><!-- <img src=x onerror="window.ran=1"> " onfocus="window.ran=1'


class Elements(HTMLParser):
    """Tags with their attributes, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.texts.append("")
        self._inside = True

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data

    def named(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, text) for (name, attributes), text in zip(self.tags, self.texts, strict=True) if name == tag]


def blocks(page: str) -> dict[str, Any]:
    packed = re.findall(r'<script type="application/gzip;base64" id="block-([^"]*)">([^<]*)</script>', page)
    return {name: json.loads(gzip.decompress(base64.b64decode(data))) for name, data in packed}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return output(
        tmp_path_factory.mktemp("page") / "out", document(1, 1, title=HOSTILE, source="javascript:alert(1)"), document(2, 1),
        campaign(1, name=HOSTILE), found(Award, 1, 0, 9, award_code="bang_khen", grantor=HOSTILE), found(DateFact, 2, role="phat_dong"),
        texts={document_id(1): HOSTILE * 3},
    )  # fmt: skip


@pytest.fixture(scope="module")
def page(out: Path) -> str:
    return report(out).read_text(encoding="utf-8")


def test_it_stands_beside_the_tables(out: Path, page: str) -> None:
    assert (out.parent / "out-report.html").read_text(encoding="utf-8") == page
    assert oct((out.parent / "out-report.html").stat().st_mode & 0o777) == "0o644"


def test_the_same_tables_give_the_same_bytes(out: Path, page: str, tmp_path: Path) -> None:
    """Also where somebody has sorted the rows of a table otherwise."""
    other = tmp_path / "out"
    other.mkdir()
    for path in out.iterdir():
        os.symlink(path, other / path.name)
    for name in ("documents", *FACTS):
        header, *lines = (out / f"{name}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        random.Random(1).shuffle(lines)
        (other / f"{name}.csv").unlink()
        (other / f"{name}.csv").write_text(header + "".join(lines), encoding="utf-8")
    assert report(other, tmp_path / "page.html").read_text(encoding="utf-8") == page


def test_nothing_of_a_document_is_markup(page: str) -> None:
    elements = Elements(page)
    assert "window.ran" not in page
    assert {tag for tag, _ in elements.tags} <= {
        "html", "head", "meta", "title", "link", "style", "body", "a", "header", "noscript", "p", "main", "footer", "div", "script",
    }  # fmt: skip
    assert blocks(page)["texts-0"][0]["text"] == HOSTILE * 3
    assert blocks(page)["head"]["documents"][0][3] == HOSTILE


def test_only_what_was_written_here_may_run(page: str) -> None:
    elements = Elements(page)
    [policy] = [a["content"] or "" for a, _ in elements.named("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == ["'none'"]
    running = [text for attributes, text in elements.named("script") if "type" not in attributes]
    assert rules["script-src"] == [digest(text) for text in running]
    assert digest(elements.named("style")[0][1]) in rules["style-src"]
    assert not any("unsafe" in source for sources in rules.values() for source in sources)
    assert not [a for tag, a in elements.tags for name in a if name.startswith("on") or name in ("src", "srcset")]
    # The policy stands before everything that it governs.
    assert page.index("Content-Security-Policy") < min(page.index("<style"), page.index("<script"))


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_libraries_are_as_recorded_and_bring_their_licence(page: str) -> None:
    with (VENDOR / "vendored.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            data = (VENDOR / row["file"]).read_bytes()
            assert hashlib.sha256(data).hexdigest() == row["sha256"]
            assert f"v{row['version']}" in data[:200].decode()
            assert (VENDOR / row["licence_file"]).read_text(encoding="utf-8") in page


def test_what_is_shown_first_comes_first(page: str) -> None:
    at = [page.index(name) for name in ('id="block-head"', '"use strict";\n// Elements', 'id="block-rows-awards"', 'id="block-texts-0"')]
    assert at == sorted(at)


@pytest.mark.parametrize(("lang", "title"), [("vi", "Phong trào thi đua: báo cáo"), ("en", "Emulation campaigns: report")])
def test_it_opens_in_the_language_asked_for(out: Path, tmp_path: Path, lang: str, title: str) -> None:
    elements = Elements(report(out, tmp_path / "page.html", lang).read_text(encoding="utf-8"))
    assert elements.tags[0] == ("html", {"lang": lang})
    assert elements.named("title")[0][1] == title


def test_every_word_is_there_in_both_languages() -> None:
    told = words.own()
    assert all(vi.strip() and en.strip() for vi, en in told.values())
    for vi, en in told.values():
        assert sorted(re.findall(r"\{\w+\}", vi)) == sorted(re.findall(r"\{\w+\}", en))
    scripts = "".join(path.read_text(encoding="utf-8") for path in STATIC.iterdir() if path.name.endswith(".js"))
    assert set(re.findall(r'say\("([\w.]+)"', scripts)) - told.keys() == set()
    sections = re.findall(r'section\("(\w+)"', scripts)
    assert {f"{name}.{part}" for name in sections for part in ("title", "lead", "nav")} - told.keys() == set()
    choices = {f"{column}.{value}" for (table, column), values in CHOICES.items() if table != "problems" for value in values}
    assert choices - told.keys() == set()
    assert {f"{part}.{table}" for table in FACTS for part in ("figure", "kind")} - told.keys() == set()
    for codes in words.codes().values():
        assert all(vi and en for vi, en in codes.values())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "nowhere: is no folder"),
        (["."], ".: is no output of thidua"),
        (["out", "--to", "."], ".: is a folder; name a file with --to"),
        (["out", "--to", "no/such/page.html"], "no/such/page.html: cannot be written (No such file or directory); name another"),
        (["out", "--lang", "fr"], "Invalid value for '--lang'"),
    ],
)
def test_called_wrongly(tmp_path: Path, arguments: list[str], said: str) -> None:
    output(tmp_path / "out")
    before = sorted(tmp_path.rglob("*"))
    done = thidua("report", *arguments, at=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"thidua: {said}")
    assert done.stderr.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_the_command_says_what_it_wrote(tmp_path: Path) -> None:
    output(tmp_path / "out")
    done = thidua("report", "out", "--to", "page.html", "--lang", "en", at=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "page.html\n", "")
    assert (tmp_path / "page.html").read_text(encoding="utf-8").endswith("</html>\n")


def test_a_page_that_fails_leaves_the_one_before(tmp_path: Path) -> None:
    out = output(tmp_path / "out", document(1))
    page = report(out)
    before = page.read_bytes()
    (out / "texts" / f"{document_id(1)}.txt").unlink()
    with pytest.raises(Misuse):
        report(out)
    assert page.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "out-report.html"]


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_colours_can_be_told_apart(theme: str) -> None:
    """WCAG 2.2 AA: 4.5 to 1 for text on its ground, 3 to 1 for lines that carry meaning."""
    style = (STATIC / "report.css").read_text(encoding="utf-8")
    parts = re.split(r':root\[data-theme="dark"\]|@media print', style)
    light, dark, printed = (dict(re.findall(r"--([\w-]+): (#\w{6})", part)) for part in parts)
    colors = {"light": light, "dark": {**light, **dark}, "print": {**light, **printed}}[theme]
    kinds = [name.removeprefix("kind-") for name in colors if name.startswith("kind-")]
    assert len(kinds) == len(FACTS)
    text = [("ink", "paper"), ("ink", "panel"), ("soft", "paper"), ("soft", "panel"), ("link", "paper"), ("link", "panel")]
    text += [("ink", f"tint-{kind}") for kind in kinds]
    text += [(f"shade-ink-{'dark' if n > 3 else 'light'}", f"shade-{n}") for n in range(7)]
    lines = [(f"kind-{kind}", ground) for kind in kinds for ground in ("paper", f"tint-{kind}")]
    lines += [("focus", "paper"), ("shade-4", "paper"), *((f"level-{n}", "paper") for n in range(8))]
    weak = {pair: round(contrast(colors[pair[0]], colors[pair[1]]), 2) for pair in text if contrast(colors[pair[0]], colors[pair[1]]) < 4.5}
    weak |= {pair: round(contrast(colors[pair[0]], colors[pair[1]]), 2) for pair in lines if contrast(colors[pair[0]], colors[pair[1]]) < 3}
    assert weak == {}
