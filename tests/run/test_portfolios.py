"""The files of a portfolio are inputs of their own; nothing in it costs more than itself, and no order shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.document import Enclosed
from pipeline.outcome import Outcome, identity
from pipeline.run import Options, run
from tests import stand_in
from tests.ingest.making import ADOBE_COVER, Pdf, carrying, docx
from tests.run.test_archives import zipped
from tests.run.test_run import contents, table

PLAN = "Kế hoạch mở đợt thi đua triển khai Chỉ thị số 27-CT/TU ngày 20/4/2024 của Ban Thường vụ Tỉnh ủy Lâm Đồng"


def cover(text: str = ADOBE_COVER) -> bytes:
    return Pdf().line(text, size=9).done()


def folder(files: list[tuple[str, bytes]]) -> bytes:
    return carrying(cover(), files, collection=True)


def documents(out: Path) -> list[str]:
    return sorted(row["source"] for row in table(out, "documents"))


def problems(out: Path) -> dict[str, str]:
    return {row["source"]: row["code"] for row in table(out, "problems")}


def test_a_portfolio_through_the_real_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    word = docx(lambda document: document.add_paragraph(PLAN))
    inner = folder([("sau.txt", f"{PLAN} sâu".encode())])
    held = [
        ("ke-hoach.docx", word),
        ("../bao-cao.txt", f"{PLAN} và báo cáo".encode()),
        ("trong.pdf", inner),
        ("hong.pdf", b"%PDF-1.4 hong"),
    ]
    Path("in/ho-so.pdf").write_bytes(folder(held))
    zipped(Path("in/kem.zip"), {"goi.pdf": folder([("ban-sao.docx", word), ("rieng.txt", f"{PLAN} riêng".encode())])})
    seen: list[str] = []
    summary = run(["in"], "out", options=Options(jobs=2), started=lambda count: seen.append(f"{count}"))
    assert documents(Path("out")) == ["in/ho-so.pdf!/bao-cao.txt", "in/ho-so.pdf!/ke-hoach.docx", "in/kem.zip!/goi.pdf!/rieng.txt"]
    assert problems(Path("out")) == {
        "in/ho-so.pdf!/trong.pdf": "portfolio",
        "in/ho-so.pdf!/hong.pdf": "broken-pdf",
        "in/kem.zip!/goi.pdf!/ban-sao.docx": "duplicate",
    }
    assert (summary.inputs, summary.errors, summary.notes, seen) == (6, 2, 1, ["2", "6"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]  # what waited is gone


# The shell of a run, with a reader that brings files as a portfolio would.


def bringing(data: bytes, source: str) -> Outcome:
    """``FOLDER name=text …`` is a portfolio; with a capital the files come beside a text of its own."""
    words = data.decode().split()
    if words[0].upper() != "FOLDER":
        return stand_in.step(data, source)
    files = tuple(
        Enclosed(name, None, "too-large", "take it out") if text == "LARGE" else Enclosed(name, text.replace("_", " ").encode())
        for name, _, text in (word.partition("=") for word in words[1:])
    )
    if words[0] == "Folder":
        return replace(stand_in.step(b"Own text", source), document_id=identity(data), files=files)
    return Outcome(source, identity(data), files=files)


@pytest.fixture
def options(plain_options: Options) -> Options:
    return replace(plain_options, step="tests.run.test_portfolios:bringing")


def given(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.pdf").write_text(text, encoding="utf-8")
    return folder


def test_files_take_the_place_of_their_portfolio(tmp_path: Path, options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    given(Path("in"), a="FOLDER x.txt=Một y.txt=LARGE z.txt=Hai", b="Ba", c="FOLDER w.txt=Ba v.pdf=FOLDER_u.txt=Sâu")
    summary = run(["in"], "out", options=options)
    assert documents(Path("out")) == ["in/a.pdf!/x.txt", "in/a.pdf!/z.txt", "in/b.pdf"]
    assert problems(Path("out")) == {"in/a.pdf!/y.txt": "too-large", "in/c.pdf!/v.pdf": "portfolio", "in/c.pdf!/w.txt": "duplicate"}
    assert (summary.inputs, summary.errors, summary.notes) == (6, 2, 1)


def test_order_and_number_of_processes_do_not_show(tmp_path: Path, options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    given(Path("in"), a="FOLDER z.txt=Một y.txt=Hai", b="FOLDER x.txt=Hai w.txt=Ba", c="Ba", d="FOLDER z.txt=LARGE")
    names = [f"in/{name}.pdf" for name in "abcd"]
    run(names, "one", options=replace(options, jobs=1))
    run(names[::-1], "two", options=replace(options, jobs=2))
    assert contents(Path("one")) == contents(Path("two"))
    assert problems(Path("one"))["in/b.pdf!/x.txt"] == "duplicate"


def test_a_run_that_was_stopped_opens_its_portfolios_again(tmp_path: Path, options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    given(Path("in"), a="FOLDER x.txt=Một", b="Hai")
    run(["in"], "whole", options=options)
    count = 0

    def stop(outcome: Outcome) -> None:
        nonlocal count
        count += 1
        if count == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(["in"], "out", options=options, advanced=stop)
    summary = run(["in"], "out", options=options)
    assert summary.before >= 1
    assert contents(Path("out")) == contents(Path("whole"))
