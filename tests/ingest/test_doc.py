"""DOC files: converted by LibreOffice or antiword, which are stood in for by small programs, and by LibreOffice itself where it is."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from pipeline.document import Unreadable
from pipeline.ingest import IngestLimits, read
from tests.ingest.making import docx, of_kind

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "WordDocument".encode("utf-16-le") + b"\x00" * 600


def _plan(document) -> None:
    for text in ("KẾ HOẠCH", "Phát động phong trào thi đua năm 2024"):
        document.add_paragraph().add_run(text).bold = True
    document.add_paragraph("Ủy ban nhân dân tỉnh yêu cầu các sở tổ chức phát động.")


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A folder that is searched before all others, and a way to put a shell script into it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    tools = folder / "tools"
    tools.mkdir()
    for name in ("sh", "cp", "sleep", "printf", "cat"):
        if (found := shutil.which(name)) is not None:
            (tools / name).symlink_to(found)
    monkeypatch.setenv("PATH", os.pathsep.join((str(folder), str(tools))))

    def put(name: str, script: str) -> Path:
        path = folder / name
        path.write_text(f"#!{tools / 'sh'}\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    return put


def test_libreoffice_converts_in_a_folder_of_its_own(programs, reading, tmp_path):
    made = tmp_path / "made.docx"
    made.write_bytes(docx(_plan))
    programs("soffice", f'for last; do :; done\nprintf "%s\\n" "$@" > {tmp_path}/called\ncp {made} "$(printf "%s" "$last" | cat)x"')
    document = reading(OLE, "ke-hoach.doc")
    assert document.media_type == "application/msword"
    assert of_kind(document, "title") == ["KẾ HOẠCH\nPhát động phong trào thi đua năm 2024"]
    called = (tmp_path / "called").read_text(encoding="utf-8").splitlines()
    assert "--headless" in called
    profile = next(word for word in called if word.startswith("-env:UserInstallation=file://"))
    assert not Path(profile.partition("file://")[2]).exists()  # nothing is left behind


def test_rtf_is_converted_too(programs, reading, tmp_path):
    made = tmp_path / "made.docx"
    made.write_bytes(docx(_plan))
    programs("soffice", f'for last; do :; done\nout=$(printf "%s" "$last")\ncp {made} "${{out%.rtf}}.docx"')
    document = reading(b"{\\rtf1 abc}", "ke-hoach.rtf")
    assert document.media_type == "application/rtf"
    assert of_kind(document, "title") == ["KẾ HOẠCH\nPhát động phong trào thi đua năm 2024"]


def test_rtf_without_a_converter(programs, refusal):
    programs("antiword", 'printf "cannot read that"')
    assert refusal(b"{\\rtf1 abc}", "a.rtf") == "doc-format"
    programs("soffice", "exit 1")
    assert refusal(b"{\\rtf1 abc}", "a.rtf") == "doc-format"


def test_antiword_gives_the_text(programs, reading):
    programs("antiword", 'printf "KẾ HOẠCH\\nPhát động phong trào thi đua năm 2024\\n"')
    assert "Phát động phong trào" in reading(OLE, "ke-hoach.doc").text


def test_without_a_converter_the_remedy_is_named(programs):
    with pytest.raises(Unreadable, match="LibreOffice") as caught:
        read(OLE, "cong-van.doc")
    assert caught.value.code == "doc-format"


def test_a_file_that_cannot_be_converted(programs, refusal):
    programs("soffice", "exit 1")
    assert refusal(OLE, "a.doc") == "doc-format"


def test_a_converter_that_hangs_is_ended_with_its_helpers(programs, refusal, tmp_path):
    programs("soffice", f"(sleep 3; printf late > {tmp_path}/late) &\nsleep 30")
    began = time.monotonic()
    assert refusal(OLE, "a.doc", limits=IngestLimits(convert_seconds=0.5)) == "doc-timeout"
    assert time.monotonic() - began < 3
    time.sleep(max(0.0, 3.5 - (time.monotonic() - began)))
    assert not (tmp_path / "late").exists()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("suffix", ["doc", "rtf"])
def test_libreoffice_itself(suffix, reading, tmp_path):
    import subprocess

    (tmp_path / "a.docx").write_bytes(docx(_plan))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", suffix, "--outdir", str(tmp_path), str(tmp_path / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    document = reading((tmp_path / f"a.{suffix}").read_bytes(), f"a.{suffix}")
    assert document.metadata.title == "Kế hoạch Phát động phong trào thi đua năm 2024"
