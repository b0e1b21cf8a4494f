"""What reading a document does to the machine: nothing. Seen by Python's audit hooks, over every kind of file and hostile ones."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

_HOSTILE = "../../../../tmp/thidua-planted"
_PAGE = f"""<html><head><base href="file:///etc/"><link rel="stylesheet" href="http://127.0.0.1:9/a.css">
<meta http-equiv="refresh" content="0;url=file:///etc/passwd"><title>Kế hoạch</title></head><body>
<h1>Kế hoạch phát động phong trào thi đua</h1><img src="{_HOSTILE}"><iframe src="file:///etc/passwd"></iframe>
<a href="{_HOSTILE}.pdf">Tải về</a><a href="/etc/passwd">Tệp đính kèm</a><a href="`touch /tmp/thidua-planted`.pdf">x</a>
<p>Phấn đấu ít nhất 85% số hộ đạt chuẩn, $(touch /tmp/thidua-planted).</p></body></html>"""
_XML = """<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:r><w:t>Kế hoạch &x;</w:t></w:r></w:p></w:body></w:document>"""

# The process reads everything once, so that imports and tables are there, and then again under the hook.
_WATCH = """
import json, sys
from pathlib import Path
from pipeline.process import process
files = [(p.name, p.read_bytes()) for p in sorted(Path(sys.argv[1]).iterdir())]
for name, data in files:
    process(data, name)
seen = []
def hook(event, arguments):
    if event == "open":
        seen.append(["open", str(arguments[0]), str(arguments[1])])
    elif event.startswith(("socket", "subprocess", "os.", "shutil", "pickle", "ctypes.dlopen", "urllib", "ftplib", "tempfile")):
        seen.append([event, str(arguments)[:200], ""])
sys.addaudithook(hook)
done = [process(data, name).done for name, data in files]
watched, seen = seen, []
print(json.dumps({"seen": watched, "done": done}))
"""


def docx(document: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        package.writestr("word/document.xml", document)
        package.writestr(_HOSTILE, "planted")
        package.writestr("word/_rels/document.xml.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>')
    return held.getvalue()


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "page.html").write_text(_PAGE, encoding="utf-8")
    (folder / "entity.docx").write_bytes(docx(_XML))
    (folder / "plan.docx").write_bytes(docx(_XML.replace("&x;", _HOSTILE).partition("]>")[2].strip()))
    (folder / "plan.txt").write_text(f"KẾ HOẠCH\nPhát động thi đua {_HOSTILE} file:///etc/passwd\n", encoding="utf-8")
    for suffix in ("pdf", "html", "docx", "txt"):
        for path in sorted((ROOT / "corpus" / "announcements").glob(f"lao-cai*.{suffix}"))[:2]:
            (folder / path.name).write_bytes(path.read_bytes())
    done = subprocess.run([sys.executable, "-c", _WATCH, str(folder)], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[list[str]]] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_documents_were_read(watched: dict[str, list[list[str]]]) -> None:
    assert sum(map(bool, watched["done"])) >= 4


def test_no_path_of_a_document_is_opened(watched: dict[str, list[list[str]]]) -> None:
    opened = [path for event, path, _ in watched["seen"] if event == "open"]
    assert [path for path in opened if "planted" in path or "passwd" in path] == []
    assert not Path("/tmp/thidua-planted").exists()


def test_nothing_is_written_started_unpickled_or_asked_of_the_network(watched: dict[str, list[list[str]]]) -> None:
    written = [path for event, path, mode in watched["seen"] if event == "open" and any(sign in mode for sign in "wax+")]
    harmless = ("open", "os.listdir", "os.scandir", "os.putenv")
    others = [event for event, _, _ in watched["seen"] if not event.startswith(harmless)]
    assert (written, others) == ([], [])
