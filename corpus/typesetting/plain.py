"""Plain text: what is left when somebody saves a document as .txt."""

from __future__ import annotations

import codecs
import unicodedata

from .letterhead import PARTY, STATE
from .manuscript import Manuscript, ManuscriptError, finished

TONES = "\u0300\u0301\u0303\u0309\u0323"


def render(manuscript: Manuscript) -> bytes:
    """The file of a manuscript in its encoding; files with a byte order mark get Windows line ends."""
    encoding = (manuscript.get("encoding") or "utf-8").lower()
    text = "\n".join(_lines(finished(manuscript, "NFC"))) + "\n"
    if manuscript.normal_form == "NFD":
        text = unicodedata.normalize("NFD", text)
    if encoding == "utf-8":
        return text.encode()
    text = text.replace("\n", "\r\n")
    if encoding == "utf-16":
        return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
    if encoding == "windows-1258":
        try:
            return cp1258(text).encode("cp1258")
        except UnicodeEncodeError as error:
            raise ManuscriptError(f"windows-1258 has no {error.object[error.start]!r}") from None
    return codecs.BOM_UTF8 + text.encode()


def cp1258(text: str) -> str:
    """The text with base letters and tones apart wherever code page 1258 has no letter for both."""
    out = []
    for char in unicodedata.normalize("NFC", text):
        try:
            char.encode("cp1258")
            out.append(char)
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
            out.append(base + "".join(part for part in parts if part in TONES))
    return "".join(out)


def _lines(manuscript: Manuscript) -> list[str]:
    """Left column of the head, right column, headings, body, foot."""
    lines = [manuscript.get(key) for key in ("superior", "agency", "number_line", "reference")]
    national = manuscript.get("national")
    lines += list(STATE) if national == "state" else [PARTY] if national == "party" else []
    lines += [manuscript.get("place_line"), "", manuscript.get("heading"), manuscript.get("abstract"),
              manuscript.get("attached_to"), "", manuscript.get("addressee"), ""]
    foot = _foot(manuscript)
    for block in manuscript.blocks:
        if block.kind == "annex":
            lines += [*foot, "", ""]
            foot = []
        elif block.kind == "table":
            lines += ["\t".join("".join(run.text for run in cell) for cell in row) for row in block.rows]
            lines.append("")
        elif block.joined and block.kind == "text":
            # The page break vanishes: the sentence goes on in its line.
            while lines and not lines[-1]:
                lines.pop()
            lines[-1] += " " + block.text
            lines.append("")
        elif block.kind != "page":
            lines += [block.text, ""]
    lines += foot
    return _tidy(lines)


def _foot(manuscript: Manuscript) -> list[str]:
    signed = [line for block in manuscript.signatures() for line in ("", *block)]
    return [*manuscript.recipients(), *signed]


def _tidy(lines: list[str]) -> list[str]:
    """No blank line at either end, never two in a row."""
    out: list[str] = []
    for line in "\n".join(lines).split("\n"):
        if line.strip() or (out and out[-1].strip()):
            out.append(line.rstrip())
    while out and not out[-1]:
        out.pop()
    return out
