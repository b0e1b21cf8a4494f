"""The files in a ZIP are inputs of their own, and nothing in an archive costs more than itself."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import archives
from pipeline.archives import Member, Unopened, members, read
from pipeline.inputs import gather
from pipeline.run import Options, run
from tests.run.test_run import contents, table


def zipped(at: Path, files: dict[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(at, "w", packing) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return at


def problems(out: Path) -> dict[str, str]:
    return {row["source"].partition("!/")[2] or Path(row["source"]).name: row["code"] for row in table(out, "problems")}


def locked(path: Path) -> Path:
    """Say of every member that it is locked, as the programs do that lock them."""
    data = bytearray(path.read_bytes())
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(magic)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(magic, place + 1)
    path.write_bytes(data)
    return path


def test_members_are_inputs(tmp_path: Path, plain_options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    passed_over = {"phu luc/": "", ".DS_Store": "x", "__MACOSX/._a": "x"}
    zipped(Path("dinh-kem.zip"), {"ke-hoach.txt": "Kế hoạch", "phu luc/bieu 1.txt": "Biểu", **passed_over})
    Path("rieng.txt").write_text("Văn bản riêng", encoding="utf-8")
    summary = run(["."], "out", options=plain_options)
    assert sorted(row["source"] for row in table(Path("out"), "documents")) == [
        "dinh-kem.zip!/ke-hoach.txt", "dinh-kem.zip!/phu luc/bieu 1.txt", "rieng.txt",
    ]  # fmt: skip
    assert (summary.inputs, summary.errors) == (3, 0)
    assert [path.name for path in tmp_path.rglob("*.txt") if "out" not in path.parts] == ["rieng.txt"]  # nothing is unpacked to disk


def test_a_member_with_the_bytes_of_a_file_is_told_once(tmp_path: Path, plain_options: Options) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text("Kế hoạch", encoding="utf-8")
    zipped(source / "b.zip", {"a.txt": "Kế hoạch"})
    summary = run([source], tmp_path / "out", options=plain_options)
    assert (summary.inputs, summary.rows["documents"], summary.notes) == (2, 1, 1)


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_usual_packing(tmp_path: Path, packing: int) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": "Kế hoạch " * 100}, packing)
    ((name, member),) = members(path)
    assert isinstance(member, Member)
    assert (name, read(path, member)) == ("a.txt", ("Kế hoạch " * 100).encode())


def test_what_is_wrong_with_one_member_leaves_the_others(tmp_path: Path, plain_options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "in"
    source.mkdir()
    held = {"tot.txt": "Kế hoạch", "hong.txt": "Văn bản hỏng " * 9, "bom.txt": b" " * 2_000_000, "to.txt": b"x" * 900}
    path = zipped(source / "a.zip", held)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("hong.txt")
    data[info.header_offset + 30 + len("hong.txt") + 2] ^= 0xFF
    path.write_bytes(data)
    monkeypatch.setattr(archives, "_SMALL", 1000)
    monkeypatch.setattr(archives, "LARGEST_MEMBER", 3_000_000)
    locked(zipped(source / "b.zip", {"khoa.txt": "Kế hoạch mật"}))
    summary = run([source], tmp_path / "out", options=plain_options)
    assert {row["source"].partition("!/")[2] for row in table(tmp_path / "out", "documents")} == {"to.txt", "tot.txt"}
    assert problems(tmp_path / "out") == {"hong.txt": "broken-archive", "bom.txt": "too-large", "khoa.txt": "encrypted"}
    assert (summary.inputs, summary.errors) == (5, 3)


def test_archives_that_are_not_opened_at_all(tmp_path: Path, plain_options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    monkeypatch.setattr(archives, "LARGEST_WHOLE", 5_000)
    source = tmp_path / "in"
    source.mkdir()
    (source / "tot.txt").write_text("Kế hoạch", encoding="utf-8")
    (source / "cut.zip").write_bytes(zipped(tmp_path / "x.zip", {"a.txt": "a"}).read_bytes()[:-30])
    zipped(source / "many.zip", {f"{n}.txt": "a" for n in range(4)})
    zipped(source / "wide.zip", {f"{n}.txt": b"a" * 2_000 for n in range(3)})
    zipped(source / "none.zip", {})
    summary = run([source], tmp_path / "out", options=plain_options)
    assert problems(tmp_path / "out") == {
        "cut.zip": "broken-archive", "many.zip": "too-large", "wide.zip": "too-large", "none.zip": "empty-archive",
    }  # fmt: skip
    assert (summary.inputs, summary.errors, summary.rows["documents"]) == (4, 3, 1)


def test_names_are_labels(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"../../etc/passwd": "a", "/root/b.txt": "b", "c\\d.txt": "c", "e\x1b[31m.txt": "e", "..": "f"})
    assert [name for name, _ in members(path)] == ["etc/passwd", "root/b.txt", "c/d.txt", "e\ufffd[31m.txt"]


def test_names_in_utf_8_that_do_not_say_so(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"Kế hoạch.txt": "a"})
    data = bytearray(path.read_bytes())
    for magic, at in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        data[data.index(magic) + at] &= ~0x08
    path.write_bytes(data)
    assert [name for name, _ in members(path)] == ["Kế hoạch.txt"]


def test_two_members_of_one_name(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "một")
        archive.writestr("a.txt", "hai")
    found = dict(members(path))
    assert [read(path, member).decode() for member in found.values() if isinstance(member, Member)] == ["một", "hai"]
    assert list(found) == ["a.txt", "a.txt (2)"]


def test_a_document_that_is_named_as_an_archive(tmp_path: Path) -> None:
    docx = zipped(tmp_path / "a.zip", {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})
    (tmp_path / "b.zip").write_text("Kế hoạch", encoding="utf-8")
    assert [(item.path.name, item.member) for item in gather([docx, tmp_path / "b.zip"]).inputs] == [("a.zip", None), ("b.zip", None)]


def test_an_archive_in_an_archive_is_named(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"a.txt": "a"}).read_bytes()
    outer = zipped(tmp_path / "outer.zip", {"inner.zip": inner, "b.txt": "Kế hoạch phát động thi đua"})
    run([outer], tmp_path / "out", options=Options(jobs=0))
    assert problems(tmp_path / "out") == {"inner.zip": "archive"}
    assert table(tmp_path / "out", "documents")[0]["source"].endswith("outer.zip!/b.txt")


def test_a_member_cannot_outgrow_what_it_stated(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": b" " * 100_000})
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 50)
    path.write_bytes(data)
    ((_, member),) = members(path)
    assert isinstance(member, Member)
    with pytest.raises(Unopened, match="damaged"):
        read(path, member)


def test_order_does_not_show(tmp_path: Path, plain_options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = {f"n{n}.txt": f"Văn bản {n // 2}" for n in range(8)}
    zipped(Path("a.zip"), files)
    Path("n0.txt").write_text("Văn bản 0", encoding="utf-8")
    run(["a.zip", "n0.txt"], "one", options=plain_options)
    run(["n0.txt", "a.zip"], "two", options=plain_options)
    assert contents(Path("one")) == contents(Path("two"))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_damage_is_told(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "Kế hoạch " * 20)
        archive.writestr("b.txt", "Chỉ thị")
    broken = bytearray(out.getvalue())
    for _ in range(data.draw(st.integers(1, 12))):
        broken[data.draw(st.integers(4, len(broken) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("zip") / "a.zip"
    path.write_bytes(broken[: data.draw(st.integers(4, len(broken)))])
    try:
        for _, member in members(path):
            if isinstance(member, Member):
                read(path, member)
    except Unopened as error:
        assert error.message
        assert "\n" not in error.message
