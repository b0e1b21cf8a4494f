"""Bytes to text: byte order mark, declared character set, what the bytes themselves say."""

from __future__ import annotations

import codecs
import re
import unicodedata

from pipeline.document import Trouble
from pipeline.ingest.letters import syllable_share

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.I
)
_HEAD = 4096

# What browsers read under these names.
_ALIASES = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "unicode": "utf-16",
}
_VIETNAMESE_ONE_BYTE = ("cp1258", "cp1252")
# cp1258 writes most tones as combining marks: a text that has them and letters before them is Vietnamese in that code page.
_CP1258_TONES = re.compile(rb"[aeiouyAEIOUY\xc2\xca\xd4\xe2\xea\xf4\xe3\xc3\xf5\xd5\xfd\xdd][\xcc\xec\xde\xd2\xf2]")

_TWICE_MARK = "á»".encode()[:-1]  # and of "áº"
_TWICE = 5  # letters like "ấ" whose bytes stand as letters: no text has these
_CODES = {bytes([code]).decode("cp1252", "ignore") or chr(code): code for code in range(0x80, 0x100)} | {
    chr(code): code for code in range(0x80, 0xA0)
}
_BYTES = re.compile(f"[{re.escape(''.join(_CODES))}]{{2,}}")


def decode(data: bytes, *, markup: bool = False) -> tuple[str, list[Trouble]]:
    """Text of the bytes and what was odd about their encoding.

    Bytes that are strictly UTF-8 are UTF-8 whatever a header claims. ``markup`` looks for the declarations of HTML and XML.
    Never raises: the last resort writes replacement characters and says so.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), []
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), []
    declared = _declaration(data) if markup else None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A file cut in the middle of a letter is still UTF-8.
        if error.start >= len(data) - 3 and error.start > 0:
            return data[: error.start].decode("utf-8"), []
        return _one_byte(data, declared)
    if data.count(_TWICE_MARK) >= _TWICE and text.count("á»") + text.count("áº") >= _TWICE:
        return _once(text), [_warn("double-encoded", "was encoded as UTF-8 twice; read as it was meant: check the accents")]
    if declared and declared not in ("utf-8", "utf_8") and not text.isascii():
        return text, [_warn("mislabelled", f"declares {declared} but is UTF-8; read as UTF-8")]
    return text, []


def _once(text: str) -> str:
    """Takes back one of two encodings as UTF-8: bytes of its letters were taken for letters of windows-1252."""
    return _BYTES.sub(lambda run: _as_bytes(run.group()), text)


def _as_bytes(run: str) -> str:
    try:
        return bytes(_CODES[letter] for letter in run).decode("utf-8")
    except UnicodeDecodeError:
        return run


def _declaration(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_HEAD])
    if not match:
        return None
    name = (match.group(1) or match.group(2)).decode("ascii", "replace").lower()
    name = _ALIASES.get(name, name)
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark shows in the zero bytes that its ASCII letters leave on one side."""
    sample = data[:_HEAD]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.25 and even <= half * 0.02:
        return "utf-16-le"
    if even > half * 0.25 and odd <= half * 0.02:
        return "utf-16-be"
    return None


def _one_byte(data: bytes, declared: str | None) -> tuple[str, list[Trouble]]:
    stray = _mostly_utf8(data)
    if stray is not None:
        return stray, [_warn("broken-letters", "some bytes are not UTF-8 and were replaced; compare with the original")]
    candidates = []
    for name in dict.fromkeys(filter(None, (declared, *_VIETNAMESE_ONE_BYTE))):
        if name.replace("_", "-").startswith("utf"):
            continue
        try:
            candidates.append((name, unicodedata.normalize("NFC", data.decode(name, "replace"))))
        except (LookupError, ValueError):
            continue
    if _CP1258_TONES.search(data) and declared != "cp1258":
        spelled = {name: syllable_share(text[:200_000], accented=True)[0] for name, text in candidates}
        if spelled.get("cp1258", 0) > max((s for n, s in spelled.items() if n != "cp1258"), default=0) + 0.2:
            text = dict(candidates)["cp1258"]
            return text, [_warn("mislabelled", f"read as windows-1258 by its letters (declared: {declared or 'nothing'})")]
    if declared:
        for name, text in candidates:
            if name == declared:
                return text, []
    guess = _guess(data)
    if guess:
        return unicodedata.normalize("NFC", data.decode(guess, "replace")), [
            _warn("guessed-encoding", f"states no encoding; read as {guess}: check the accents")
        ]
    return data.decode("cp1252", "replace"), [_warn("guessed-encoding", "states no encoding; read as windows-1252: check the accents")]


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few bytes broken: most of its letters beyond ASCII come out whole."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for c in text[:200_000] if c > "\x7f") - text[:200_000].count("\ufffd")
    return text if whole >= 10 and broken * 10 <= whole else None


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    try:
        best = from_bytes(data[:100_000]).best()
    except Exception:  # the guesser fails on some junk; the caller has a last resort
        return None
    return best.encoding if best is not None else None


def _warn(code: str, message: str) -> Trouble:
    return Trouble("ingest", "warning", code, message)
