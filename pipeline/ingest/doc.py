"""DOC (Word 97-2003) and RTF: converted by LibreOffice, DOC also as plain text by antiword, where one of them is installed.

LibreOffice runs without macros, without updating links and with a proxy that answers nothing, in a folder of its own that is
deleted; what it writes is read like any other DOCX.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from pipeline.document import Unreadable
from pipeline.ingest.docx import read_docx
from pipeline.ingest.limits import IngestLimits
from pipeline.ingest.plain import read_plain
from pipeline.ingest.reading import Reading

MISSING = Unreadable(
    "doc-format",
    "a Word 97-2003 document: install LibreOffice (apt-get install libreoffice-writer-nogui), or convert it elsewhere "
    "(soffice --headless --convert-to docx FILE), and read the result",
)
MISSING_FOR_RTF = Unreadable(
    "doc-format",
    "an RTF document: install LibreOffice (apt-get install libreoffice-writer-nogui), or convert it elsewhere "
    "(soffice --headless --convert-to docx FILE), and read the result",
)
_NOWHERE = "http://127.0.0.1:9"  # the discard port: whatever asks it gets no answer
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def read_doc(data: bytes, limits: IngestLimits) -> Reading:
    """Reads a DOC; anchors are paragraphs and cells of the converted document.

    Raises ``Unreadable``: ``doc-format`` where no converter is installed or none can read it, ``doc-timeout``, and those of DOCX.
    """
    office = _office()
    antiword = shutil.which("antiword")
    if office is None and antiword is None:
        raise MISSING
    with tempfile.TemporaryDirectory(prefix="thidua-doc-") as folder:
        source = Path(folder, "in.doc")
        source.write_bytes(data)
        converted = _by_office(office, source, limits.convert_seconds) if office else None
        if converted is not None:
            return replace(read_docx(converted, limits), pages=None)
        text = _by_antiword(antiword, source, limits.convert_seconds) if antiword else None
    if text is None:
        raise Unreadable("doc-format", "a Word 97-2003 document that LibreOffice cannot convert: open it in Word and save it as DOCX")
    return read_plain(text)


def read_rtf(data: bytes, limits: IngestLimits) -> Reading:
    """Reads an RTF; anchors are paragraphs and cells of the converted document.

    Raises ``Unreadable``: ``doc-format`` where LibreOffice is not installed or cannot read it, ``doc-timeout``, and those of DOCX.
    """
    office = _office()
    if office is None:
        raise MISSING_FOR_RTF
    with tempfile.TemporaryDirectory(prefix="thidua-rtf-") as folder:
        source = Path(folder, "in.rtf")
        source.write_bytes(data)
        converted = _by_office(office, source, limits.convert_seconds)
    if converted is None:
        raise Unreadable("doc-format", "an RTF document that LibreOffice cannot convert: open it in Word and save it as DOCX")
    return replace(read_docx(converted, limits), pages=None)


def _office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _by_office(program: str, source: Path, seconds: float) -> bytes | None:
    """The file as DOCX, or None where LibreOffice gives none."""
    profile = source.with_name("profile")
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
    command = [
        program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(source.parent), str(source),
    ]  # fmt: skip
    _run(command, source.parent, seconds)
    made = source.with_suffix(".docx")
    return made.read_bytes() if made.exists() and made.stat().st_size else None


def _by_antiword(program: str, source: Path, seconds: float) -> bytes | None:
    """The file's text, or None where antiword gives none."""
    text = _run([program, "-m", "UTF-8.txt", "-w", "0", str(source)], source.parent, seconds)
    return text if text.strip() else None


def _run(command: list[str], folder: Path, seconds: float) -> bytes:
    """What a program writes; it and all that it has started end after ``seconds``."""
    quiet = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8"}
    quiet |= {"http_proxy": _NOWHERE, "https_proxy": _NOWHERE}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=quiet,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # so that its helpers can be ended with it
    ) as running:
        try:
            written, _ = running.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            os.killpg(running.pid, signal.SIGKILL)
            raise Unreadable(
                "doc-timeout", f"converting it took longer than {seconds:g} seconds: save it as DOCX and read that"
            ) from error
    return written


def _profile() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>\n'
    )
