"""Letters read rightly from PDF: text layers and scans against what the manuscripts and transcripts say.

The reference is cut into pieces of at most twelve words, never across a line of the head, a cell or a paragraph. Each piece is looked
for anywhere in the text that was read, in any order, and aligned with the stretch that takes the fewest insertions, deletions and
substitutions. The character error rate is the sum of these over the characters of the reference (NFC, runs of blanks as one blank). The
diacritic accuracy is the share of the reference's letters with diacritics that stand at their place in the alignment, the same letter.
What was read and is in no piece (page numbers, seals, rubbish) is counted apart, as surplus.

Numbers and days written by pen are in no reference from a manuscript; those filled in by signing software are.

A transcript of some pages of a long document says so in its first line: ``#pages 1-3 6 10``. Only these pages are compared, though the
document is read whole.
"""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import which

from alignment import Count, compare, pieces
from measuring import ANNOUNCEMENTS, MANUSCRIPTS, existing_folder, keep, missing, parser, plain, show

from pipeline.document import Unreadable
from pipeline.ingest import read

MOTTO = {
    "state": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    "party": ("ĐẢNG CỘNG SẢN VIỆT NAM",),
}
Pages = frozenset[int]
"""Pages from 1; none: all of them."""
Reader = Callable[[bytes, str, Pages], str | None]


def lines_of(manuscript: Path) -> tuple[str, list[str]]:
    """Format of a manuscript and the lines that its PDF shows."""
    from typesetting.manuscript import finished, load

    written = finished(load(manuscript), "NFC")
    lines = list(MOTTO.get(written.get("national"), ()))
    for key in ("superior", "agency", "reference", "heading", "abstract", "attached_to", "addressee"):
        lines += written.get(key).split("\n")
    if "pen" not in written.front:
        stamped = written.front.get("stamped") or {}
        # Signing software fills the gaps: the number in one line, day and month in the other.
        lines.append(_filled(written.get("number_line"), [stamped.get("number")]))
        lines.append(_filled(written.get("place_line"), [stamped.get("day"), stamped.get("month")]))
    lines += written.recipients()
    lines += [line for block in written.signatures() for line in block]
    lines += written.lines("footnotes")
    whole = ""
    for block in written.blocks:
        if block.rows:
            lines += ["".join(run.text for run in cell) for row in block.rows for cell in row]
        elif block.cut:
            whole = block.text + " "
        elif block.text:
            lines += (whole + block.text).split("\n")
            whole = ""
    return written.format, [line for line in lines if line.strip()]


def _filled(line: str, values: Sequence[str | None]) -> str:
    """A line with its gaps filled.

    >>> _filled("Số:      /KH-UBND", ["96"])
    'Số: 96 /KH-UBND'
    """
    for value in filter(None, values):
        line = re.sub(r" {2,}", f" {value} ", line, count=1)
    return line


def thidua(data: bytes, name: str, pages: Pages = frozenset()) -> str | None:
    """The text as kept; None where the file is refused."""
    try:
        document = read(data, name)
    except Unreadable:
        return None
    if not pages:
        return document.text
    wanted = [f"page {page} " for page in pages]
    return "\n".join(document.text[a.start : a.end] for a in document.anchors if a.locator.startswith(tuple(wanted)))


def pdfium(data: bytes, _: str, pages: Pages = frozenset()) -> str | None:
    """pypdfium2's text, page by page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for at, page in enumerate(document, 1) if not pages or at in pages)
    finally:
        document.close()


def plumber(data: bytes, _: str, pages: Pages = frozenset()) -> str | None:
    """pdfplumber's text with its defaults."""
    import pdfplumber

    found = []
    with pdfplumber.open(io.BytesIO(data), pages=sorted(pages) or None) as document:
        for page in document.pages:
            found.append(page.extract_text() or "")
            page.close()
    return "\n".join(found)


def tesseract(data: bytes, _: str, pages: Pages = frozenset(), dots: int = 300) -> str | None:
    """Tesseract's text of the pages rendered, with the Vietnamese model and its defaults."""
    import pypdfium2

    found = []
    document = pypdfium2.PdfDocument(data)
    try:
        for at, page in enumerate(document, 1):
            if pages and at not in pages:
                continue
            picture = io.BytesIO()
            page.render(scale=dots / 72, grayscale=True).to_pil().save(picture, "PNG", dpi=(dots, dots))
            done = subprocess.run(
                ["tesseract", "-", "-", "-l", "vie", "--dpi", str(dots)],
                input=picture.getvalue(),
                capture_output=True,
                check=True,
                env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/usr/local/bin:/bin"},
            )
            found.append(done.stdout.decode("utf-8", "replace"))
    finally:
        document.close()
    return "\n".join(found)


def pages_in(data: bytes) -> int:
    """How many pages a PDF has; 1 for any other file."""
    if not data.startswith(b"%PDF"):
        return 1
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


@dataclass(frozen=True, slots=True)
class Task:
    """A file and the pieces of its reference; ``partly`` where the reference covers a part of the file only, ``pages`` which pages."""

    path: Path
    reference: list[str]
    partly: bool = False
    pages: Pages = frozenset()


def bundled() -> dict[str, list[Task]]:
    """The PDF files of the corpus with their manuscripts, those with a text layer and scans."""
    found: dict[str, list[Task]] = {"text layers of the corpus": [], "scans of the corpus": []}
    for path in sorted(ANNOUNCEMENTS.glob("*.pdf")):
        manuscript = MANUSCRIPTS / f"{path.stem}.txt"
        if manuscript.exists():
            kind, lines = lines_of(manuscript)
            found["scans of the corpus" if kind == "scan" else "text layers of the corpus"].append(Task(path, pieces(lines)))
    return found


def transcribed(transcripts: Path, folder: Path) -> Iterator[Task]:
    """Files NAME.* or NAME-*.* whose transcript is NAME.transcript.txt."""
    for transcript in sorted(transcripts.glob("*.transcript.txt")):
        name = transcript.name.removesuffix(".transcript.txt")
        path = next((p for p in sorted(folder.iterdir()) if re.fullmatch(rf"{re.escape(name)}(?:-[^.]*)?\.\w+", p.name)), None)
        if path is None:
            print(f"{transcript.name}: no file of this name in {folder}", file=sys.stderr)
            continue
        lines = transcript.read_text(encoding="utf-8").splitlines()
        pages: Pages = frozenset()
        if lines and lines[0].startswith("#pages "):
            pages = numbers(lines.pop(0).removeprefix("#pages "))
        yield Task(path, pieces(line for line in lines if line.strip()), path.suffix != ".pdf", pages)


def numbers(written: str) -> Pages:
    """Numbers of pages as a transcript's first line gives them.

    >>> sorted(numbers("1-3 6 10"))
    [1, 2, 3, 6, 10]
    """
    found: set[int] = set()
    for part in written.split():
        first, _, last = part.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return frozenset(found)


def measure(
    tasks: Iterable[Task], reader: Reader, detail: list[tuple[str, Count]], errors: list[tuple[str, str, str]]
) -> tuple[Count, list[str]]:
    """Run one reader; its sums and the names of files that it does not read."""
    total, refused = Count(), []
    for task in tasks:
        data = task.path.read_bytes()
        began = time.process_time(), _children()
        text = reader(data, task.path.name, task.pages)
        seconds = time.process_time() - began[0] + _children() - began[1]
        if text is None:
            refused.append(task.path.name)
            continue
        wrong: list[tuple[str, str]] = []
        count = compare(task.reference, text, wrong)
        errors += [(task.path.name, *pair) for pair in wrong]
        count.seconds, count.pages = seconds, pages_in(data)
        if task.partly:
            count.surplus = 0
        detail.append((task.path.name, count))
        total.add(count)
    return total, refused


def _children() -> float:
    """Processor seconds of programs that were called and have ended."""
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """The command line."""
    options = parser(__doc__ or "", "python benchmarks/letters.py --transcripts ~/gold --files ~/pages --tesseract --each letters.csv")
    options.add_argument("--transcripts", type=existing_folder, metavar="FOLDER", help="folder with NAME.transcript.txt")
    options.add_argument("--files", type=existing_folder, metavar="FOLDER", help="folder with the files transcribed")
    options.add_argument("--only-transcripts", action="store_true", help="leave the corpus out")
    options.add_argument("--tesseract", action="store_true", help="read the scans with plain Tesseract too (seconds a page)")
    options.add_argument("--dots", type=int, default=300, metavar="N", help="dots per inch for plain Tesseract (default: %(default)s)")
    options.add_argument("--errors", action="store_true", help="list the pieces that thidua does not read letter for letter")
    options.add_argument("--each", type=Path, metavar="FILE", help="write the figures of each file as CSV")
    given = options.parse_args()
    if (given.transcripts is None) != (given.files is None):
        options.error("--transcripts and --files belong together")
    if missing("yaml"):
        options.error("pyyaml is needed to read the manuscripts: pip install pyyaml")

    groups = bundled()
    if given.transcripts is not None:
        for task in transcribed(given.transcripts, given.files):
            groups[f"transcript of {task.path.name}"] = [task]
    if given.only_transcripts:
        groups = {group: tasks for group, tasks in groups.items() if group.startswith("transcript")}
    with_tesseract = given.tesseract and which("tesseract") is not None
    if given.tesseract and not with_tesseract:
        print("tesseract is not installed: apt-get install tesseract-ocr tesseract-ocr-vie", file=sys.stderr)

    measured: dict[str, dict[str, object]] = {}
    rows: list[tuple[str, ...]] = []
    each: list[tuple[str, str, str, Count]] = []
    for group, tasks in groups.items():
        readers: dict[str, Reader] = {"thidua": thidua}
        empty = all(_without_layer(task.path) for task in tasks)
        if not empty and not group.startswith("scans") and all(task.path.suffix == ".pdf" for task in tasks):
            readers |= {"pypdfium2": pdfium, "pdfplumber": plumber}
        if with_tesseract and (empty or group.startswith("scans")):
            readers["plain Tesseract"] = partial(tesseract, dots=given.dots)
        for name, reader in readers.items():
            detail: list[tuple[str, Count]] = []
            errors: list[tuple[str, str, str]] = []
            total, refused = measure(tasks, reader, detail, errors)
            if given.errors and name == "thidua":
                for file, piece, instead in errors:
                    print(f"{file}\n  written: {piece}\n  read:    {instead or '-'}")
            each += [(group, name, file, count) for file, count in detail]
            measured[f"{group}: {name}"] = {
                "files": len(detail), "refused": refused, "characters": total.characters, "error_rate": round(total.error_rate, 5),
                "diacritics": round(total.diacritics, 5), "pieces_right": total.pieces_right, "pieces": total.pieces,
                "surplus": total.surplus, "seconds_a_page": round(total.seconds / total.pages, 3) if total.pages else None,
            }  # fmt: skip
            if detail:
                rows.append(
                    (
                        f"{group}: {name}",
                        f"{len(detail)} of {len(tasks)}",
                        f"{total.characters:,}",
                        f"{total.error_rate:.4f}",
                        f"{total.diacritics:.4f}",
                        f"{total.pieces_right / total.pieces:.3f}",
                        f"{total.surplus / total.characters:.3f}",
                        f"{total.seconds / total.pages:.3f}",
                    )
                )
            else:
                rows.append((f"{group}: {name}", f"0 of {len(tasks)}", *["-"] * 6))
    show(
        "Letters",
        ("files and program", "files read", "characters", "character error", "diacritics right", "pieces right", "surplus", "CPU s a page"),
        rows,
        "surplus: characters read that no piece accounts for, per character of the reference",
    )
    if given.each is not None:
        with given.each.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("group", "program", "file", "error_rate", "diacritics", "pieces", "pieces_right", "surplus"))
            for group, name, file_name, c in each:
                figures = (f"{c.error_rate:.5f}", f"{c.diacritics:.5f}", c.pieces, c.pieces_right, c.surplus)
                writer.writerow((group, name, file_name, *figures))
    keep(given.json, measured)
    return 0


def _without_layer(path: Path) -> bool:
    """Whether a PDF has no text at all."""
    return path.suffix == ".pdf" and not plain(pdfium(path.read_bytes(), path.name) or "")


if __name__ == "__main__":
    sys.exit(main())
