"""The list of sources: what is right is read, what is wrong is told by line, all at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractors.places.tables import new_provinces
from pipeline.cli import app
from pipeline.crawl.sourcefile import check
from pipeline.crawl.sources import Source, bundled, load
from pipeline.misuse import Misuse

ROOT = Path(__file__).parents[2]
RIGHT = """\
defaults:
  pages: 2
  since_days: 45
  must_have: [thi đua, phong trào]
  pause: false
  pace: 1.5
  rhythm_days: 2
  min_rows: 5
  max_rows: 300
sources:
  - id: noi-vu-lao-cai
    agency: Sở Nội vụ tỉnh Lào Cai
    level: so_nganh
    province: Lào Cai
    start: https://sonoivu.laocai.gov.vn/thi-dua
    kind: nukeviet
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sources.yaml"


def test_an_entry_is_read_with_defaults_and_what_its_kind_brings(file: Path) -> None:
    file.write_text(RIGHT, encoding="utf-8")
    assert load(file) == [
        Source(
            "noi-vu-lao-cai", "Sở Nội vụ tỉnh Lào Cai", "so_nganh", "15", ("sonoivu.laocai.gov.vn",),
            ("https://sonoivu.laocai.gov.vn/thi-dua",), "nukeviet", ".news_column :is(h2, h3, h4) > a, .panel-body > .featured > h2 > a",
            ".pagination li.active + li a", 2, 45, ("thi đua", "phong trào"), False, 1.5, 2.0, 5, 300,
        )
    ]  # fmt: skip


# What is put in place of a line of RIGHT, and the line and words of what is said.
WRONG = [
    ("id: noi-vu-lao-cai", "id: Nội vụ", 11, "is no id"),
    ("id: noi-vu-lao-cai", "agencyy: x", 11, "unknown key 'agencyy'; did you mean 'agency'?"),
    ("id: noi-vu-lao-cai", "pause: false", 11, "key 'id' is missing"),
    ("id: noi-vu-lao-cai", "id: [a, b]", 11, "is no text"),
    ("    agency: Sở Nội vụ tỉnh Lào Cai", "    agency:", 12, "agency: is no text"),
    ("level: so_nganh", "level: so", 13, "no level is called 'so'; write one of trung_uong, tinh"),
    ("level: so_nganh", "level: trung_uong", 14, "a central agency has no province"),
    ("    province: Lào Cai\n", "", 11, "key 'province' is missing"),
    ("province: Lào Cai", "province: Yên Bái", 14, "Yên Bái is part of Lào Cai since 2025-07-01"),
    ("province: Lào Cai", "province: Atlantis", 14, "no province is called 'Atlantis'"),
    ("start: https://sonoivu.laocai.gov.vn/thi-dua", "start: sonoivu.laocai.gov.vn", 15, "is no address"),
    ("start: https://sonoivu.laocai.gov.vn/thi-dua", "start: ftp://sonoivu.laocai.gov.vn/", 15, "is no address"),
    ("start: https://sonoivu.laocai.gov.vn/thi-dua", "start: https://u:p@laocai.gov.vn/", 15, "is no address"),
    ("start: https://sonoivu.laocai.gov.vn/thi-dua", "start: http://10.1.2.3/tin", 15, "10.1.2.3 is no public address"),
    ("start: https://sonoivu.laocai.gov.vn/thi-dua", "start: http://169.254.169.254/", 15, "is no public address"),
    ("start: https://sonoivu.laocai.gov.vn/thi-dua", "start: http://localhost/tin", 15, "localhost is no public address"),
    ("start: https://sonoivu.laocai.gov.vn/thi-dua", "start: http://0x7f.1/tin", 15, "is no public address"),
    ("start: https://sonoivu.laocai.gov.vn/thi-dua", "start: http://portal.intranet/tin", 15, "is no public address"),
    ("start: https://sonoivu.laocai.gov.vn/thi-dua", "start: https://laocai.gov.vn:8443/tin", 15, "has a port of its own"),
    ("start: https://sonoivu.laocai.gov.vn/thi-dua", "start: []", 15, "is empty"),
    ("start: https://sonoivu.laocai.gov.vn/thi-dua", "start: [https://a.vn, https://a.vn/]", 15, "stands in line 15 already"),
    ("kind: nukeviet", "kind: joomla", 16, "no kind is called 'joomla'; write one of sharepoint"),
    ("kind: nukeviet", "kind: rss\n    item: h2 a", 17, "a source of kind rss names its items itself"),
    ("kind: nukeviet", "kind: general\n    item: 'div[['", 17, "'div[[' is no CSS selector"),
    ("kind: nukeviet", "kind: general\n    item: 're:(tin'", 17, "the pattern cannot be read"),
    ("kind: nukeviet", "kind: general\n    item: 're:.*'", 17, "the pattern fits every address"),
    ("kind: nukeviet", "kind: general\n    next: '?trang=2'", 17, "neither a CSS selector nor an address with {page}"),
    ("kind: nukeviet", "kind: general\n    next: 'https://b.vn/{page}'", 17, "b.vn of next is not among the hosts"),
    ("kind: nukeviet", "kind: general\n    hosts: [cdn.laocai.gov.vn]", 17, "of the start page is not among the hosts"),
    ("kind: nukeviet", "kind: general\n    hosts: ['https://laocai.gov.vn/']", 17, "is no host"),
    ("kind: nukeviet", "kind: general\n    hosts: [192.168.0.9]", 17, "is no public address"),
    ("must_have: [thi đua, phong trào]", "must_have: []", 4, "must_have: is empty"),
    ("must_have: [thi đua, phong trào]", "must_have: ['-']", 4, "is no word that tells an item"),
    ("pause: false", "pause: 0", 5, "'0' is neither true nor false"),
    ("pace: 1.5", "pace: 0.5", 6, "'0.5' is not from 1 to 3600 seconds"),
    ("pace: 1.5", "pace: .nan", 6, "is not from 1 to 3600 seconds"),
    ("pages: 2", "pages: 0", 2, "'0' is no whole number from 1 to 1000"),
    ("pages: 2", "pages: two", 2, "'two' is no whole number"),
    ("pages: 2", "page: 2", 2, "'page' has no default"),
    ("pages: 2", "pages: 2\n  pages: 3", 3, "key 'pages' stands here again (first in line 2)"),
    ("min_rows: 5", "min_rows: 301", 8, "min_rows 301 is more than max_rows 300"),
    ("rhythm_days: 2", "rhythm_days: 0", 7, "is not from 0.01 to 3650 days"),
    ("  rhythm_days: 2\n", "", 10, "key 'rhythm_days' is missing; add it here or under defaults"),
    ("sources:", "source:", 1, "holds no list under the key sources"),
    ("defaults:", "default:", 1, "unknown key 'default'"),
    ("defaults:", "defaults: !!python/object/apply:os.system", 1, "has a tag of its own"),
    ("    kind: nukeviet", "   kind: nukeviet", 16, "is no YAML"),
    ("agency: Sở Nội vụ", "agency: Sở: Nội vụ", 12, "is no YAML"),
    ("Sở Nội vụ tỉnh Lào Cai", "S\u0007", 12, "U+0007"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "said"), WRONG, ids=lambda value: str(value)[:40])
def test_what_is_wrong_is_told_by_line(file: Path, old: str, new: str, line: int, said: str) -> None:
    assert old in RIGHT
    file.write_text(RIGHT.replace(old, new, 1), encoding="utf-8")
    _, faults = check(file)
    assert [fault for fault in faults if fault.startswith(f"{file}:{line}: ") and said in fault], faults
    assert all("; " in fault or "?" in fault for fault in faults)
    with pytest.raises(Misuse):
        load(file)


def test_everything_wrong_is_told_at_once(file: Path) -> None:
    file.write_text(
        RIGHT.replace("level: so_nganh", "level: so").replace("pace: 1.5", "pace: 0").replace("nukeviet", "n"), encoding="utf-8"
    )
    assert [fault.split(":")[1] for fault in check(file)[1]] == ["6", "13", "16"]


def test_ids_and_start_pages_stand_once(file: Path) -> None:
    entry = RIGHT[RIGHT.index("  - id") :]
    again = entry.replace("https://sono", "http://www.sono").replace("thi-dua", "thi-dua/")
    file.write_text(RIGHT + again, encoding="utf-8")
    _, faults = check(file)
    assert [fault.split(":", 2)[1] for fault in faults] == ["17", "21"]
    assert "stands in line 11 already" in faults[0]
    assert "stands in line 15 already" in faults[1]


def test_private_hosts_and_ports_for_tests(file: Path) -> None:
    file.write_text(RIGHT.replace("https://sonoivu.laocai.gov.vn", "http://127.0.0.1:8765"), encoding="utf-8")
    [source] = load(file, allow_private=True)
    assert source.hosts == ("127.0.0.1:8765",)


@pytest.mark.parametrize("province", ["Lào Cai", "tỉnh Lào Cai", "lao cai", "'15'", "15"])
def test_a_province_by_name_or_code(file: Path, province: str) -> None:
    file.write_text(RIGHT.replace("province: Lào Cai", f"province: {province}"), encoding="utf-8")
    assert load(file)[0].province_code == "15"


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "[]", "a", "sources:", "sources: []", "sources: [a]", "sources: [[]]", "[" * 1200, "a: &a [*a]", "\ufeff"]
)
def test_what_is_no_list_of_sources(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    sources, faults = check(file)
    assert not sources
    assert faults


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes("sources:\n# Sở\n".encode("utf-16"))
    for path in (tmp_path / "none.yaml", tmp_path, tmp_path / "latin.yaml"):
        with pytest.raises(Misuse, match=str(path)):
            check(path)


def test_the_bundled_list() -> None:
    sources = load(bundled())
    assert len(sources) >= 40
    assert {source.province_code for source in sources} == {None, *new_provinces()}
    assert {"trung_uong", "tinh", "so_nganh", "huyen"} <= {source.level for source in sources}
    assert next(source for source in sources if source.id == "ban-thi-dua-khen-thuong-trung-uong").level == "trung_uong"


def thidua(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline.cli", "sources", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_the_command_says_what_is_wrong(file: Path) -> None:
    file.write_text(RIGHT.replace("pace: 1.5", "pace: 0.5"), encoding="utf-8")
    done = thidua("check", file)
    assert (done.returncode, done.stdout.count("\n"), done.stderr) == (1, 1, "")
    assert done.stdout.startswith(f"{file}:6: pace: ")


def test_the_command_on_no_file(tmp_path: Path) -> None:
    done = thidua("check", tmp_path / "none.yaml")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_the_list_that_comes_with_thidua_is_checked_and_shown() -> None:
    checked = CliRunner().invoke(app, ["sources", "check"])
    assert (checked.exit_code, checked.stdout.count("\n")) == (0, 1)
    assert "34 of 34 provinces; nothing is wrong" in checked.stdout
    shown = CliRunner().invoke(app, ["sources", "list"]).stdout.splitlines()
    assert len(shown) == len(load(bundled()))
    assert [line for line in shown if line.startswith("bao-lao-cai ") and " Lào Cai " in line and " newspaper " in line]
