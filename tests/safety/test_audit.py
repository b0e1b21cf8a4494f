"""The audit of the lock files against a package index of our own on loopback."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.safety.audit import main

VERSIONS = {"1.0": "", "1.1": ' data-yanked="a hole"', "1.2": ""}


def wheel(version: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        at = f"thuma-{version}.dist-info"
        package.writestr(f"{at}/METADATA", f"Metadata-Version: 2.1\nName: thuma\nVersion: {version}\n")
        package.writestr(f"{at}/WHEEL", "Wheel-Version: 1.0\nGenerator: us\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        package.writestr(f"{at}/RECORD", "")
    return held.getvalue()


class Index(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        name = self.path.rsplit("/", 1)[-1]
        links = "".join(f'<a href="/thuma-{v}-py3-none-any.whl"{mark}>thuma-{v}-py3-none-any.whl</a>' for v, mark in VERSIONS.items())
        body = wheel(name.split("-")[1]) if name.endswith(".whl") else f"<!DOCTYPE html><html><body>{links}</body></html>".encode()
        self.send_response(200 if "thuma" in self.path else 404)
        self.send_header("Content-Type", "application/octet-stream" if name.endswith(".whl") else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Index) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
        for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX", "PIP_CONSTRAINT"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{server.server_address[1]}/simple")
        monkeypatch.setenv("PIP_RETRIES", "0")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield
        server.shutdown()


@pytest.mark.parametrize(
    ("pin", "status", "said"),
    [
        ("thuma==1.0", 0, "no version in the lock files was withdrawn"),
        ("thuma==1.1", 1, "some.lock: thuma==1.1 was withdrawn; run: make lock"),
        ("thuma==1.3", 1, "some.lock: thuma==1.3 is no longer to be had; run: make lock"),
    ],
)
def test_withdrawn_versions_are_named(
    pin: str, status: int, said: str, index: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "some.lock").write_text(f"{pin}\n", encoding="utf-8")
    assert main([str(tmp_path / "some.lock")]) == status
    assert capsys.readouterr().out == f"{said}\n"


def test_without_an_index_it_says_so(
    index: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    (tmp_path / "some.lock").write_text("thuma==1.0\n", encoding="utf-8")
    assert main([str(tmp_path / "some.lock")]) == 0
    assert capsys.readouterr().out.startswith("audit skipped: no package index can be asked (")
