"""The zipped XML parts of a DOCX, opened within limits: no entity, no bomb, no network."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from lxml import etree

from pipeline.document import Unreadable
from pipeline.ingest.limits import IngestLimits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_STRICT_R = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_SMALL_MEMBER = 16 * 2**20  # below this size no ratio is suspicious


class Package:
    """Parts of a DOCX by name. Raises ``Unreadable``: ``broken-docx``, ``bomb``, ``encrypted``."""

    def __init__(self, data: bytes, limits: IngestLimits) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            members = self._zip.infolist()
        except Exception as error:
            raise Unreadable("broken-docx", "the DOCX is damaged or cut off: fetch it again") from error
        self._limits = limits
        self._relations: dict[str, list[tuple[str, str]]] = {}
        self._left = limits.unpacked_bytes
        self._names = {member.filename.lstrip("/"): member for member in members}
        if len(members) > 20_000:
            raise Unreadable("bomb", "the DOCX holds more members than any document does: do not open it")
        if any(member.flag_bits & 1 for member in members):
            raise Unreadable("encrypted", "the DOCX is locked with a password: save it without one")

    def names(self) -> list[str]:
        """Names of all members."""
        return list(self._names)

    def xml(self, name: str, cut: Callable[[bytes], bytes] | None = None) -> Any:
        """Root element of a part; None where there is no such part. ``cut`` takes out what nobody asks for before it is parsed."""
        data = self._read(name)
        if data is None:
            return None
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:65536]:
            raise Unreadable("bomb", "the DOCX defines XML entities, which no office program writes: do not open it")
        if cut is not None:
            data = cut(data)
        data = data.replace(_STRICT, W[1:-1].encode()).replace(_STRICT_R, R[1:-1].encode())
        parser = etree.XMLParser(resolve_entities=False, huge_tree=False, no_network=True, load_dtd=False, dtd_validation=False)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if name.endswith("document.xml"):
                raise Unreadable("broken-docx", "the XML of the DOCX is damaged: open and save it again") from error
            return None

    def _read(self, name: str) -> bytes | None:
        member = self._names.get(name)
        if member is None:
            return None
        grown = member.file_size > _SMALL_MEMBER and member.file_size > self._limits.unpacked_ratio * max(member.compress_size, 1)
        if grown or member.file_size > self._left:
            raise Unreadable("bomb", f"the DOCX grows to {member.file_size / 2**20:.0f} MB when unpacked: do not open it")
        try:
            with self._zip.open(member) as stream:
                data = stream.read(self._left + 1)
        except Exception as error:
            raise Unreadable("broken-docx", "the DOCX is damaged or cut off: fetch it again") from error
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable("bomb", "the DOCX grows beyond all measure when unpacked: do not open it")
        return data

    def main_part(self) -> str:
        """Name of the part with the body."""
        for name in self._names:
            if name.lower() == "word/document.xml":
                return name
        return next((name for name in self._names if name.startswith("word/document") and name.endswith(".xml")), "word/document.xml")

    def related(self, part: str, kind: str) -> list[str]:
        """Names of the parts that a part names as related in this way (``header``, ``footer``, ``footnotes``)."""
        if part not in self._relations:
            self._relations[part] = self._related(part)
        return [target for type_, target in self._relations[part] if type_.endswith("/" + kind)]

    def _related(self, part: str) -> list[tuple[str, str]]:
        """Type and name of each part that a part names as related."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", name + ".rels"))
        found = []
        for relation in root.iter(_REL + "Relationship") if root is not None else ():
            if relation.get("TargetMode") != "External":
                target = relation.get("Target") or ""
                whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                found.append((relation.get("Type") or "", whole))
        return found
