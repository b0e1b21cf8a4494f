"""How fast documents are read, step by step and in whole, beside a floor and beside what one would write today.

The bundled announcements that have text (scans are measured by ocr_accuracy.py) are read --times over, each copy with bytes of its own.

Steps, floor and comparisons run in this process; of --repeat runs the least processor time of each document counts, so that other
work on the machine matters little. The command as a person calls it is run in processes of its own with one and with two workers, in
turn; wall-clock figures need an idle machine.

The floor is the bare text (pypdfium2 of PDF, lxml of HTML and DOCX) and underthesea's word_tokenize. "Written today" is pdfplumber's
text (lxml of the other formats), underthesea's ner and dateparser's search_dates; the last two are run on a sample of the text and
reckoned up by characters. A page is a page of a PDF, or 2,000 characters of another format.
"""

from __future__ import annotations

import cProfile
import io
import json
import logging
import os
import pstats
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree
from measuring import ANNOUNCEMENTS, CORPUS, ROOT, existing_folder, keep, missing, parser, show

PAGE = 2000
KINDS = {".pdf": "PDF", ".html": "HTML", ".htm": "HTML", ".docx": "DOCX", ".txt": "TXT"}
_TICK = os.sysconf("SC_CLK_TCK")
_SILENT = ("script", "style", "noscript", "template")


@dataclass(frozen=True, slots=True)
class File:
    """One file to read."""

    name: str
    kind: str
    data: bytes


@dataclass(slots=True)
class Cost:
    """Least seconds that each file took in one step."""

    least: list[float] = field(default_factory=list)

    def add(self, number: int, seconds: float) -> None:
        """Note a run of a file."""
        while len(self.least) <= number:
            self.least.append(float("inf"))
        self.least[number] = min(self.least[number], seconds)

    @property
    def seconds(self) -> float:
        """Sum over the files."""
        return sum(self.least)


@dataclass(slots=True)
class Amount:
    """How much was read."""

    documents: int = 0
    pages: int = 0
    characters: int = 0

    def rates(self, seconds: float) -> tuple[str, str, str]:
        """Documents, pages and characters a second."""
        if not seconds:
            return ("-", "-", "-")
        return (f"{self.documents / seconds:,.1f}", f"{self.pages / seconds:,.1f}", f"{self.characters / seconds:,.0f}")


def timed(action: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    """Processor seconds of a call, and what it gave."""
    began = time.process_time()
    given = action(*arguments)
    return time.process_time() - began, given


# What others do


def pdfium_text(data: bytes) -> str:
    """pypdfium2's bare text."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        found = []
        for page in document:
            lines = page.get_textpage()
            found.append(lines.get_text_bounded())
            lines.close()
            page.close()
        return "\n".join(found)
    finally:
        document.close()


def plumber_text(data: bytes) -> str:
    """pdfplumber's text with its defaults."""
    import pdfplumber

    found = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            found.append(page.extract_text() or "")
            page.close()
    return "\n".join(found)


def lxml_text(data: bytes) -> str:
    """All text of a page, without scripts and styles."""
    encoding = "utf-16" if data.startswith(b"\xff\xfe") else None if b"windows-1258" in data[:3000] else "utf-8"
    root = etree.fromstring(data, etree.HTMLParser(encoding=encoding))
    etree.strip_elements(root, *_SILENT, with_tail=False)
    return "\n".join(piece for piece in root.itertext() if piece.strip())


def docx_text(data: bytes) -> str:
    """All text of the main part of a DOCX file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "\n".join("".join(p.itertext()) for p in root.iter("{*}p"))


def plain_text(data: bytes) -> str:
    """A text file's text."""
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "windows-1258"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


BARE: dict[str, Callable[[bytes], str]] = {"PDF": pdfium_text, "HTML": lxml_text, "DOCX": docx_text, "TXT": plain_text}
TODAY: dict[str, Callable[[bytes], str]] = {**BARE, "PDF": plumber_text}


# The corpus, multiplied


def corpus(folder: Path) -> list[File]:
    """Files of a folder that can be read and have text."""
    found = []
    for path in sorted(folder.iterdir()):
        kind = KINDS.get(path.suffix.lower())
        if kind is None:
            continue
        data = path.read_bytes()
        if kind == "PDF" and len(pdfium_text(data).split()) < 50:
            continue
        if _readable(data, path.name):
            found.append(File(path.name, kind, data))
    return found


def _readable(data: bytes, name: str) -> bool:
    from pipeline.document import Unreadable
    from pipeline.ingest import read

    try:
        return not read(data, name).ocr_pages
    except Unreadable:
        return False


def varied(file: File, number: int) -> bytes:
    """The same document with other bytes, so that it is not passed over as one that was met before."""
    if number == 0:
        return file.data
    if file.kind == "PDF":
        return file.data + f"\n% {number}\n".encode()
    if file.kind == "HTML":
        comment = f"\n<!-- {number} -->\n"
        return file.data + comment.encode("utf-16-le" if file.data.startswith(b"\xff\xfe") else "ascii")
    if file.kind == "DOCX":
        target = io.BytesIO(file.data)
        with zipfile.ZipFile(target, "a") as package:
            package.comment = str(number).encode()
        return target.getvalue()
    blanks = "\n" + "".join(" \n"[int(bit)] for bit in bin(number)[2:])
    wide = file.data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return file.data + blanks.encode(("utf-16-le" if file.data[:2] == b"\xff\xfe" else "utf-16-be") if wide else "ascii")


def multiplied(files: Sequence[File], times: int) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the corpus, so many times over."""
    for number in range(times):
        for file in files:
            yield f"{number:04}-{file.name}", varied(file, number)


# Steps in this process


def steps(files: Sequence[File], repeat: int, folder: Path) -> tuple[dict[str, float], Amount]:
    """Processor seconds of each step over the files once, and how much they hold."""
    from pipeline.extract import extract
    from pipeline.ingest import read
    from pipeline.process import process
    from pipeline.publish.atomic import Staging
    from pipeline.run import _Kept, _tables
    from pipeline.segment import segment

    costs = {name: Cost() for name in ("read", "segment", "extract", "one document in whole")}
    amount = Amount(documents=len(files))
    ends: dict[str, list[float]] = {"resolve": [], "publish": []}
    for turn in range(repeat):
        kept = _Kept()
        texts: list[tuple[str, str]] = []
        for number, file in enumerate(files):
            seconds, document = timed(read, file.data, file.name)
            costs["read"].add(number, seconds)
            seconds, doc = timed(segment, document)
            costs["segment"].add(number, seconds)
            seconds, _ = timed(extract, document, doc)
            costs["extract"].add(number, seconds)
            seconds, outcome = timed(process, file.data, file.name)
            if not outcome.done:
                raise SystemExit(f"{file.name}: {outcome.problems[-1].message}")
            costs["one document in whole"].add(number, seconds)
            kept.packed.append(outcome.packed)
            kept.problems.extend(outcome.problems)
            texts.append((outcome.document_id, outcome.text))
            if turn == 0:
                amount.characters += len(document.text)
                amount.pages += document.pages or -(-len(document.text) // PAGE)
        seconds, rows = timed(_tables, kept, 0.0)
        ends["resolve"].append(seconds)
        with Staging(folder / f"tables-{turn}") as staging:
            seconds, _ = timed(_publish, staging, rows, texts)
        ends["publish"].append(seconds)
    found = {name: cost.seconds for name, cost in costs.items()}
    found |= {name: min(seconds) for name, seconds in ends.items()}
    whole = found.pop("one document in whole")
    found["check and pack"] = max(0.0, whole - found["read"] - found["segment"] - found["extract"])
    found["whole"] = whole + found["resolve"] + found["publish"]
    order = ("read", "segment", "extract", "check and pack", "resolve", "publish", "whole")
    return {name: found[name] for name in order}, amount


def _publish(staging: Any, rows: dict[str, list[Any]], texts: list[tuple[str, str]]) -> None:
    """What a run does when everything is joined: texts, checks, tables, the change of folders."""
    from pipeline.publish.write import write, write_text
    from pipeline.run import _sound

    for document_id, text in texts:
        write_text(staging.folder, document_id, text)
    _sound(rows, staging.folder)
    write(staging.folder, rows)
    staging.publish()


def floor(files: Sequence[File], repeat: int) -> dict[str, float]:
    """Processor seconds of the bare text, and of it with words."""
    from underthesea import word_tokenize

    text, words = Cost(), Cost()
    for _ in range(repeat):
        for number, file in enumerate(files):
            seconds, found = timed(BARE[file.kind], file.data)
            text.add(number, seconds)
            seconds, _ = timed(word_tokenize, found)
            words.add(number, seconds)
    return {"bare text": text.seconds, "word_tokenize": words.seconds, "floor": text.seconds + words.seconds}


def today(files: Sequence[File], sample: int) -> dict[str, float]:
    """Processor seconds of pdfplumber, ner and dateparser; the last two reckoned up from a sample."""
    from dateparser.search import search_dates
    from underthesea import ner, sent_tokenize

    text = Cost()
    lines: list[str] = []
    characters = 0
    for number, file in enumerate(files):
        seconds, found = timed(TODAY[file.kind], file.data)
        text.add(number, seconds)
        characters += len(found)
        lines += [line for line in sent_tokenize(found) if line.strip()]
    # Sentences spread over the whole corpus, until the sample is full.
    chosen: list[str] = []
    step = max(1, len(lines) // max(1, sample // 100))
    for line in lines[::step]:
        chosen.append(line)
        if sum(map(len, chosen)) >= sample:
            break
    size = sum(map(len, chosen))
    ner(chosen[0])
    search_dates(chosen[0], languages=["vi"])
    names, _ = timed(lambda: [ner(line) for line in chosen])
    dates, _ = timed(lambda: [search_dates(line, languages=["vi"]) for line in chosen])
    found_costs = {"text with pdfplumber": text.seconds, "ner": names * characters / size, "search_dates": dates * characters / size}
    return {**found_costs, "written today": sum(found_costs.values()), "sample": float(size), "of": float(characters)}


def reading(files: Sequence[File], repeat: int) -> list[tuple[str, int, float, str, float]]:
    """For each format: files, seconds of reading them, and what another program takes for the same."""
    from pipeline.ingest import read

    others: dict[str, dict[str, Callable[[bytes], Any]]] = {"PDF": {"pypdfium2, bare text": pdfium_text, "pdfplumber": plumber_text}}
    if not missing("trafilatura"):
        from trafilatura import bare_extraction, extract

        others["HTML"] = {
            "lxml, bare text": lxml_text,
            "trafilatura.extract": lambda data: extract(data, include_comments=False),
            "trafilatura with metadata": lambda data: bare_extraction(data, include_comments=False, with_metadata=True),
        }
    if not missing("docx"):
        import docx

        others["DOCX"] = {"python-docx": lambda data: [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]}
    rows = []
    for kind, programs in others.items():
        for label, chosen in _split(kind, [file for file in files if file.kind == kind]):
            ours = Cost()
            theirs = {name: Cost() for name in programs}
            for _ in range(repeat):
                for number, file in enumerate(chosen):
                    ours.add(number, timed(read, file.data, file.name)[0])
                    for name, program in programs.items():
                        theirs[name].add(number, timed(program, file.data)[0])
            rows += [(label, len(chosen), ours.seconds, name, cost.seconds) for name, cost in theirs.items()]
    return rows


def _split(kind: str, files: Sequence[File]) -> list[tuple[str, list[File]]]:
    """PDF with ruled tables apart from those without: tables take a second library."""
    from pipeline.ingest import read

    if kind != "PDF":
        return [(kind, list(files))]
    ruled = {file.name for file in files if any(part.kind == "table" for part in read(file.data, file.name).parts)}
    groups = [("PDF", list(files)), ("PDF with tables", [f for f in files if f.name in ruled])]
    groups.append(("PDF without tables", [f for f in files if f.name not in ruled]))
    return [(label, chosen) for label, chosen in groups if chosen]


def long_text(megabytes: float, folder: Path) -> list[tuple[float, float, float]]:
    """Megabytes, processor seconds, and seconds a megabyte of one text of a quarter, a half and the whole length."""
    from pipeline.process import process

    rows = []
    pieces = [path.read_text(encoding="utf-8") for path in sorted((CORPUS / "manuscripts").glob("*.txt"))]
    body = "\n\n".join(piece.split("---\n", 2)[-1] for piece in pieces)
    for share in (0.25, 0.5, 1.0):
        wanted = int(megabytes * 2**20 * share)
        text = body
        while len(text.encode()) < wanted:
            text += "\n\n" + body
        data = text.encode()[:wanted].decode("utf-8", "ignore").encode()
        seconds, outcome = timed(process, data, "long.txt")
        if not outcome.done:
            print(f"long.txt: {[problem.message for problem in outcome.problems]}", file=sys.stderr)
        rows.append((len(data) / 2**20, seconds, seconds / (len(data) / 2**20)))
    return rows


# The command, in processes of its own


@dataclass(slots=True)
class Run:
    """One run of the command."""

    wall: float
    first: float
    first_processor: float
    processor: float
    worker_memory: float
    parent_memory: float
    growth: float


def child(jobs: int, folder: str, out: str) -> None:
    """What a run does, in a process of its own; tells when the first document was done."""
    from pipeline.run import Options, run

    first: list[float] = []

    def advanced(_: object) -> None:
        if not first:
            first.append(time.time())

    summary = run([folder], out, options=Options(jobs=jobs), advanced=advanced)
    print(json.dumps({"first": first[0], "end": time.time(), "documents": summary.rows["documents"], "errors": summary.errors}))


def command(jobs: int, folder: Path, out: Path) -> Run:
    """Run the command and watch its processes."""
    shutil.rmtree(out, ignore_errors=True)
    began = time.time()
    arguments = [sys.executable, __file__, "--child", str(jobs), str(folder), str(out)]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    watch = _Watch(process.pid)
    watch.start()
    told, _ = process.communicate()
    watch.stop.set()
    watch.join()
    if process.returncode:
        raise SystemExit(f"the run with {jobs} workers ended with {process.returncode}")
    said = json.loads(told.splitlines()[-1])
    used = [total for moment, total in watch.moments if moment <= said["first"]]
    return Run(
        said["end"] - began,
        said["first"] - began,
        used[-1] if used else 0.0,
        sum(watch.used.values()),
        watch.worker,
        watch.parent,
        watch.growth(),
    )


class _Watch(threading.Thread):
    """Looks at a process and everything below it, ten times a second: memory and processor time."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root, self.stop = root, threading.Event()
        self.used: dict[int, float] = {}
        self.worker = self.parent = 0.0
        self.sizes: dict[int, list[float]] = {}
        self.moments: list[tuple[float, float]] = []

    def run(self) -> None:
        """Look until told to stop."""
        while not self.stop.wait(0.1):
            for pid in self._family():
                try:
                    status = Path(f"/proc/{pid}/status").read_text()
                    stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                peak = _field(status, "VmHWM")
                self.used[pid] = (int(stat[11]) + int(stat[12])) / _TICK
                if pid == self.root:
                    self.parent = max(self.parent, peak)
                else:
                    self.worker = max(self.worker, peak)
                    self.sizes.setdefault(pid, []).append(_field(status, "VmRSS"))
            self.moments.append((time.time(), sum(self.used.values())))

    def _family(self) -> list[int]:
        below: dict[int, list[int]] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    stat = (entry / "stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                below.setdefault(int(stat[1]), []).append(int(entry.name))
        found, waiting = [], [self.root]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            waiting += below.get(pid, [])
        return found

    def growth(self) -> float:
        """Megabytes that the largest worker took in the last quarter more than in the second."""
        if not self.sizes:
            return 0.0
        sizes = max(self.sizes.values(), key=max)
        quarter = len(sizes) // 4
        return max(sizes[-quarter:]) - max(sizes[quarter : 2 * quarter]) if quarter else 0.0


def _field(status: str, name: str) -> float:
    line = next((line for line in status.splitlines() if line.startswith(name + ":")), "")
    return int(line.split()[1]) / 1024 if line else 0.0


def profile(files: Sequence[File], lines: int) -> str:
    """The functions that reading the corpus spends its time in."""
    from pipeline.process import process

    for file in files:
        process(file.data, file.name)
    watch = cProfile.Profile()
    watch.enable()
    for file in files:
        process(file.data, file.name)
    watch.disable()
    target = io.StringIO()
    for order in ("tottime", "cumulative"):
        pstats.Stats(watch, stream=target).strip_dirs().sort_stats(order).print_stats(lines)
    return target.getvalue()


def main() -> int:
    """The command line."""
    if sys.argv[1:2] == ["--child"]:
        child(int(sys.argv[2]), sys.argv[3], sys.argv[4])
        return 0
    options = parser(__doc__ or "", "python benchmarks/speed.py --times 20 --long 5 --json speed.json")
    options.add_argument(
        "--times", type=int, default=10, metavar="N", help="how often the corpus is read by the command (default: %(default)s)"
    )
    options.add_argument("--repeat", type=int, default=5, metavar="N", help="runs of each step, the least counts (default: %(default)s)")
    options.add_argument(
        "--runs", type=int, default=2, metavar="N", help="runs of the command for each number of workers (default: %(default)s)"
    )
    options.add_argument("--sample", type=int, default=4000, metavar="N", help="characters for ner and search_dates (default: %(default)s)")
    options.add_argument("--long", type=float, metavar="MB", help="also one text of this length, of half and of a quarter of it")
    options.add_argument("--corpus", type=existing_folder, default=ANNOUNCEMENTS, metavar="FOLDER", help="other files to read")
    options.add_argument("--no-command", action="store_true", help="leave out the runs of the command")
    options.add_argument("--no-today", action="store_true", help="leave out ner and dateparser")
    options.add_argument("--profile", type=int, metavar="N", help="show only the N functions that take the most time")
    given = options.parse_args()
    logging.disable(logging.ERROR)
    files = corpus(given.corpus)
    if given.profile:
        print(profile(files, given.profile))
        return 0

    measured: dict[str, Any] = {"documents": len(files), "times": given.times, "repeat": given.repeat}
    with tempfile.TemporaryDirectory(prefix="thidua-speed-") as name:
        folder = Path(name)
        own, amount = steps(files, given.repeat, folder)
        least = floor(files, given.repeat)
        measured |= {"amount": [amount.documents, amount.pages, amount.characters], "steps": own, "floor": least}
        base = least["floor"]
        rows: list[tuple[object, ...]] = []

        def line(label: str, seconds: float) -> tuple[object, ...]:
            milliseconds = seconds / amount.documents * 1000
            return (label, f"{milliseconds:,.2f}", *amount.rates(seconds), f"{seconds / base:.2f}", f"{seconds / own['whole']:.2f}")

        rows += [line(f"thidua: {step}", seconds) for step, seconds in own.items()]
        rows += [line(f"floor: {step}" if step != "floor" else "floor", seconds) for step, seconds in least.items()]
        if not given.no_today and not missing("dateparser"):
            written = today(files, given.sample)
            measured["today"] = written
            names = ("text with pdfplumber", "ner", "search_dates", "written today")
            rows += [line(f"today: {step}" if step != "written today" else step, written[step]) for step in names]
            note = f"ner and search_dates: run on {written['sample']:,.0f} of {written['of']:,.0f} characters and reckoned up"
        else:
            note = ""
        columns = ("processor time, one core", "ms a document", "documents/s", "pages/s", "characters/s", "x floor", "x thidua")
        title = f"{amount.documents} documents, {amount.pages} pages, {amount.characters:,} characters; least of {given.repeat} runs"
        show(title, columns, rows, note)

        pairs = reading(files, given.repeat)
        measured["reading"] = pairs
        show(
            "Reading alone",
            ("format", "files", "thidua, ms a file", "other program", "ms a file", "ratio"),
            [(k, n, f"{a / n * 1000:.2f}", program, f"{b / n * 1000:.2f}", f"{a / b:.2f}") for k, n, a, program, b in pairs if n and b],
        )
        if given.long:
            lengths = long_text(given.long, folder)
            measured["long"] = lengths
            show("One long text", ("MB", "s", "s a MB"), [(f"{size:.2f}", f"{s:.2f}", f"{each:.2f}") for size, s, each in lengths])
        if not given.no_command:
            source = folder / "in"
            source.mkdir()
            for file_name, data in multiplied(files, given.times):
                (source / file_name).write_bytes(data)
            runs: dict[int, list[Run]] = {1: [], 2: []}
            for _ in range(given.runs):
                for jobs, done in runs.items():
                    done.append(command(jobs, source, folder / "out"))
            total = Amount(amount.documents * given.times, amount.pages * given.times, amount.characters * given.times)
            walls = {jobs: min(run.wall for run in done) for jobs, done in runs.items()}
            measured["command"] = {
                jobs: {
                    "wall": walls[jobs], "first": min(r.first for r in done),
                    "first_processor": min(r.first_processor for r in done), "processor": min(r.processor for r in done),
                    "worker_memory": max(r.worker_memory for r in done), "parent_memory": max(r.parent_memory for r in done),
                    "growth": statistics.median(r.growth for r in done),
                }
                for jobs, done in runs.items()
            }  # fmt: skip
            show(
                f"The command: {total.documents:,} documents, least of {given.runs} runs",
                (
                    "workers", "wall s", "documents/s", "pages/s", "characters/s", "x one worker", "CPU s", "first s", "CPU s to first",
                    "worker MB", "grows MB", "parent MB",
                ),
                [
                    (
                        str(jobs), f"{walls[jobs]:.1f}", *total.rates(walls[jobs]), f"{walls[1] / walls[jobs]:.2f}",
                        f"{min(r.processor for r in done):.1f}", f"{min(r.first for r in done):.2f}",
                        f"{min(r.first_processor for r in done):.2f}",
                        f"{max(r.worker_memory for r in done):.0f}", f"{statistics.median(r.growth for r in done):+.0f}",
                        f"{max(r.parent_memory for r in done):.0f}",
                    )
                    for jobs, done in runs.items()
                ],
                f"load of the machine while this ran: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores",
            )  # fmt: skip
    keep(given.json, measured)
    return 0


if __name__ == "__main__":
    sys.exit(main())
