"""Following docs/add-a-source.md, step by step, gives a source that is read."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.crawl.kinds import KINDS
from pipeline.crawl.sourcefile import readers
from pipeline.crawl.sources import bundled

PAGE = (Path(__file__).parents[2] / "docs" / "add-a-source.md").read_text(encoding="utf-8")
LISTING = """<ul><li><h3 class="tieu-de"><a href="/tin-tuc/phat-dong-thi-dua-7.html">Phát động thi đua “Khu dân cư kiểu mẫu”</a></h3>
19/11/2026</li>
<li><h3 class="tieu-de"><a href="/tin-tuc/tiep-xuc-cu-tri-6.html">Tiếp xúc cử tri trước kỳ họp</a></h3> 12/11/2026</li></ul>"""


def test_one_entry_and_one_page(tmp_path: Path) -> None:
    file, page = tmp_path / "sources.yaml", tmp_path / "page.html"
    shutil.copy(bundled(), file)
    page.write_text(LISTING, encoding="utf-8")
    [entry] = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.M | re.S)
    file.write_text(file.read_text(encoding="utf-8") + "\n" + entry, encoding="utf-8")
    [commands] = re.findall(r"^```\n(thidua .*?)^```$", PAGE, re.M | re.S)
    check, read = (line.split()[1:] for line in commands.replace("corpus/sources.yaml", str(file)).splitlines())
    checked = CliRunner().invoke(app, check)
    assert (checked.exit_code, checked.stdout.count("\n")) == (0, 1), checked.stdout
    shown = CliRunner().invoke(app, [str(page) if word == "page.html" else word for word in read])
    assert shown.exit_code == 0
    assert shown.stdout.splitlines() == [
        "2026-11-19  wanted  Phát động thi đua “Khu dân cư kiểu mẫu”  https://mattran.quangnam.gov.vn/tin-tuc/phat-dong-thi-dua-7.html",
        "2026-11-12  other   Tiếp xúc cử tri trước kỳ họp  https://mattran.quangnam.gov.vn/tin-tuc/tiep-xuc-cu-tri-6.html",
        "2 items, 1 of them with a word that the source asks for; following page: https://mattran.quangnam.gov.vn/tin-tuc?trang=2",
    ]


def test_a_page_without_items_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>Trang tạm ngừng</p>", encoding="utf-8")
    shown = CliRunner().invoke(app, ["sources", "read", str(tmp_path / "page.html"), "--source", "bao-lao-cai"])
    assert (shown.exit_code, shown.stdout) == (1, "0 items, 0 of them with a word that the source asks for; following page: none\n")


def test_every_kind_and_key_is_told() -> None:
    rows = re.findall(r"^\| (`.*?) \|", PAGE, re.M)
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert told == {*KINDS, *readers(allow_private=False)}
