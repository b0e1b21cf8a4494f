"""The archive: every response of a source and night in one WARC file (ISO 28500, WARC 1.1), and reading it again.

A run begins with a ``warcinfo`` record. Each exchange is a ``response`` and its ``request``; a 304 is a ``revisit``; what failed
without a response, or was not asked at all, is a ``metadata`` record, so that a replay fails at the same places.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import zlib
from collections import defaultdict, deque
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.crawl.faults import KINDS, Fault
from pipeline.crawl.wire import Answer, Request

_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_BROKEN = "Thidua-Broken"
_TRUNCATED = {"too_large": "length", "timeout": "time", "cut": "disconnect", "wrong_length": "unspecified"}
# A body is kept without its transfer encoding, so the header that names one may not stand there under its own name.
_RENAMED = {"transfer-encoding": "X-Crawler-Transfer-Encoding"}


class Archive:
    """Writes the exchanges of one run; appends to the file of the night, whose torn end (of a run that was killed) is cut off first."""

    def __init__(self, path: Path, *, source: str, night: date, started: datetime, agent: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        mend(path)
        self._file = path.open("ab")
        self._writer = WARCWriter(self._file, gzip=True, warc_version="WARC/1.1")
        info = {"software": agent, "format": "WARC File Format 1.1", "isPartOf": source, "night": night.isoformat(), "robots": "obey"}
        record = self._writer.create_warcinfo_record(path.name, info)
        record.rec_headers.replace_header("WARC-Date", _stamp(started))
        self._write(record)

    def keep(self, request: Request, answer: Answer) -> None:
        """One exchange."""
        named = [(_RENAMED.get(name.lower(), name), value) for name, value in answer.headers]
        head = StatusAndHeaders(f"{answer.status} {answer.reason}".strip(), named, protocol="HTTP/1.1")
        about = {"WARC-Date": _stamp(answer.at)}
        if answer.broken:
            about["WARC-Truncated"] = _TRUNCATED.get(answer.broken, "unspecified")
            about[_BROKEN] = f"{answer.broken} {answer.why}"
        if answer.status == 304 and request.before is not None:
            about["WARC-Profile"] = _NOT_MODIFIED
            about["WARC-Refers-To-Target-URI"] = answer.url
            about["WARC-Refers-To-Date"] = _stamp(request.before)
            record = self._writer.create_warc_record(answer.url, "revisit", http_headers=head, warc_headers_dict=about)
        else:
            about["WARC-Payload-Digest"] = "sha1:" + base64.b32encode(hashlib.sha1(answer.body, usedforsecurity=False).digest()).decode()
            record = self._writer.create_warc_record(
                answer.url, "response", payload=io.BytesIO(answer.body), length=len(answer.body), http_headers=head, warc_headers_dict=about
            )
        path = "/" + (answer.url.split("/", 3)[3:] or [""])[0]
        sent = StatusAndHeaders(f"GET {path} HTTP/1.1", list(answer.request), is_http_request=True)
        asked = self._writer.create_warc_record(
            answer.url, "request", payload=io.BytesIO(b""), length=0, http_headers=sent, warc_headers_dict={"WARC-Date": _stamp(answer.at)}
        )
        asked.rec_headers.add_header("WARC-Concurrent-To", record.rec_headers.get_header("WARC-Record-ID"))
        self._write(record, asked)

    def fail(self, request: Request, fault: Fault, at: datetime) -> None:
        """An exchange without a response."""
        again = _stamp(fault.retry_at) if fault.retry_at else ""
        lines = {"fault": fault.kind, "message": " ".join(fault.message.split()), "retry-at": again}
        body = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value).encode()
        self._write(
            self._writer.create_warc_record(
                request.url, "metadata", payload=io.BytesIO(body), length=len(body), warc_content_type="application/warc-fields",
                warc_headers_dict={"WARC-Date": _stamp(at)},
            )
        )  # fmt: skip

    def close(self) -> None:
        """End the run; everything is on disk afterwards."""
        if not self._file.closed:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()

    def _write(self, *records: Any) -> None:
        whole = self._file.tell()
        try:
            for record in records:
                self._writer.write_record(record)
            self._file.flush()
        except OSError:
            # Half a record at the end would hide what a later run appends. Closing the file may fail as the write did.
            with suppress(OSError):
                self._file.close()
            os.truncate(self._file.name, whole)
            raise


@dataclass(slots=True)
class Run:
    """One run of an archive, as far as it came: when it began, and where the records of each address stand, in order."""

    path: Path
    night: date
    started: datetime
    places: dict[str, deque[int]] = field(default_factory=lambda: defaultdict(deque))

    def take(self, url: str) -> Answer:
        """The next record of an address.

        Raises
        ------
        Fault
            the one that was recorded, or ``unrecorded``.
        """
        places = self.places.get(url)
        if not places:
            raise Fault("unrecorded", f"{url}: not in {self.path}")
        with self.path.open("rb") as file:
            file.seek(places.popleft())
            record = next(iter(ArchiveIterator(file)))
            about, body = record.rec_headers, record.raw_stream.read()
            at = _moment(about.get_header("WARC-Date"))
            if record.rec_type == "metadata":
                said: dict[str, str] = dict(line.split(": ", 1) for line in body.decode("utf-8").splitlines() if ": " in line)
                kind = said.get("fault", "")
                raise Recorded(
                    kind if kind in KINDS else "protocol", said.get("message", ""),
                    retry_at=_moment(said["retry-at"]) if "retry-at" in said else None, at=at,
                )  # fmt: skip
            broken, _, why = (about.get_header(_BROKEN) or "").partition(" ")
            status, _, reason = record.http_headers.statusline.partition(" ")
            return Answer(
                url=url, status=int(status), reason=reason, headers=tuple(record.http_headers.headers), body=body, at=at,
                broken=broken or None, why=why,
            )  # fmt: skip


class Recorded(Fault):
    """A fault that the archive tells of; ``at`` is when it happened."""

    def __init__(self, kind: str, message: str, *, retry_at: datetime | None, at: datetime) -> None:
        super().__init__(kind, message, retry_at=retry_at)
        self.at = at


def runs(path: Path) -> list[Run]:
    """The runs of an archive in their order; a torn end is left out."""
    found: list[Run] = []
    whole = _whole(path)
    with path.open("rb") as file:
        records = ArchiveIterator(file)
        for record in records:
            info = record.raw_stream.read() if record.rec_type == "warcinfo" else b""
            place = records.get_record_offset()  # reads the record to its end
            if place >= whole:
                break
            if record.rec_type == "warcinfo":
                said = info.decode("utf-8", "replace").splitlines()
                night = next((line.split(": ", 1)[1] for line in said if line.startswith("night: ")), "")
                try:
                    found.append(Run(path, date.fromisoformat(night), _moment(record.rec_headers.get_header("WARC-Date"))))
                except ValueError:
                    break  # not a file of ours
            elif found and record.rec_type in ("response", "revisit", "metadata"):
                found[-1].places[record.rec_headers.get_header("WARC-Target-URI")].append(place)
    return found


def mend(path: Path) -> None:
    """Cut off what follows the last whole record of a file, if the file is there."""
    if path.exists() and _whole(path) < path.stat().st_size:
        os.truncate(path, _whole(path))


def _whole(path: Path) -> int:
    """How many bytes at the beginning are whole gzip members: whole records."""
    whole = at = 0
    with path.open("rb") as file:
        engine = zlib.decompressobj(zlib.MAX_WBITS | 16)
        while block := file.read(1 << 16):
            while block:
                try:
                    engine.decompress(block)
                except zlib.error:
                    return whole
                if not engine.eof:
                    at += len(block)
                    break
                at += len(block) - len(engine.unused_data)
                whole, block = at, engine.unused_data
                engine = zlib.decompressobj(zlib.MAX_WBITS | 16)
    return whole


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
